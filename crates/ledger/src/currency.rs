//! Amounts in foreign currency at the registered rate (GL-22).

use kameral_base::{Ore, Rounding};

/// A rate is kept in millionths of the entity's currency, whose own unit has two decimals.
const MICRO_PER_ORE: i64 = 10_000;

/// An amount in minor units at a rate in millionths, half an öre away from zero.
pub(crate) fn at_rate(minor: i64, rate_micro: i64, decimals: i64) -> Option<Ore> {
    let scale = 10_i64
        .checked_pow(u32::try_from(decimals).ok()?)?
        .checked_mul(MICRO_PER_ORE)?;
    // Exact until the one rounding; whose minor units they are makes no difference to that.
    Ore::new(minor).share(rate_micro, scale, Rounding::HalfAwayFromZero)
}

#[cfg(test)]
mod tests {
    use super::at_rate;
    use kameral_base::Ore;

    #[test]
    fn half_an_ore_is_rounded_away_from_zero_on_both_sides() {
        // 0,05 of a currency with two decimals at 0,90 is 4,5 öre.
        assert_eq!(at_rate(5, 900_000, 2), Some(Ore::new(5)));
        assert_eq!(at_rate(-5, 900_000, 2), Some(Ore::new(-5)));
        assert_eq!(at_rate(5, 899_999, 2), Some(Ore::new(4)));
    }

    #[test]
    fn a_currency_without_minor_unit_is_reckoned_in_whole_units() {
        assert_eq!(at_rate(1_000, 70_123, 0), Some(Ore::new(7_012)));
        assert_eq!(at_rate(1_000, 70_123, 3), Some(Ore::new(7)));
    }

    #[test]
    fn what_is_too_large_has_no_answer() {
        assert_eq!(at_rate(i64::MAX, 11_000_000, 2), None);
        assert_eq!(at_rate(1, 1, 19), None);
    }
}
