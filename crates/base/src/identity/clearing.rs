//! Which bank has which clearing numbers, and how its account numbers are checked.
//!
//! Facts from the banks' common list of account number forms (Bankgirot, "Bankernas kontonummer",
//! 2020 to 2024). Rows marked historic are banks that have gone; their accounts still stand in old
//! registers. When a bank opens, a row is added here.

/// How an account number is checked. The banks' list calls them types, each with comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// Type 1, comment 1: seven digits; modulus 11 over them and all of the clearing but its first digit.
    Mod11WithThree,
    /// Type 1, comment 2: seven digits; modulus 11 over them and the whole clearing.
    Mod11WithFour,
    /// Type 2, comment 1: ten digits; Luhn, without the clearing.
    LuhnTen,
    /// Type 2, comment 2: eight or nine digits; modulus 11, without the clearing.
    Mod11Nine,
    /// Type 2, comment 3 at the savings banks: up to ten digits; Luhn. The clearing may have a fifth
    /// digit, the Luhn digit of its four.
    LuhnWithFifth,
    /// Type 2, comment 3 at Plusgirot: the Plusgiro number of two to eight digits; Luhn.
    LuhnPlusgiro,
}

impl Rule {
    /// How few and how many digits an account has when a person writes it.
    pub(super) fn digits(self) -> std::ops::RangeInclusive<usize> {
        match self {
            Self::Mod11WithThree | Self::Mod11WithFour => 7..=7,
            Self::LuhnTen => 10..=10,
            Self::Mod11Nine => 8..=9,
            Self::LuhnWithFifth => 2..=10,
            Self::LuhnPlusgiro => 2..=8,
        }
    }

    /// The width an account is padded to when it is written.
    pub(super) fn width(self) -> usize {
        match self {
            Self::LuhnPlusgiro => 2,
            other => *other.digits().end(),
        }
    }
}

/// A run of clearing numbers, both ends included.
pub(super) struct ClearingRange {
    pub(super) from: u16,
    pub(super) to: u16,
    pub(super) bank: &'static str,
    pub(super) rule: Rule,
}

/// The range a clearing number lies in.
pub(super) fn range_of(clearing: u16) -> Option<&'static ClearingRange> {
    let index = RANGES.partition_point(|range| range.to < clearing);
    RANGES.get(index).filter(|range| range.from <= clearing)
}

const fn range(from: u16, to: u16, bank: &'static str, rule: Rule) -> ClearingRange {
    ClearingRange { from, to, bank, rule }
}

/// In order of clearing number.
#[rustfmt::skip]
static RANGES: &[ClearingRange] = {
    use Rule::{LuhnPlusgiro, LuhnTen, LuhnWithFifth, Mod11Nine, Mod11WithFour, Mod11WithThree};
    &[
        range(1100, 1199, "Nordea", Mod11WithThree),
        range(1200, 1399, "Danske Bank", Mod11WithThree),
        range(1400, 2099, "Nordea", Mod11WithThree),
        range(2300, 2399, "Ålandsbanken", Mod11WithFour),
        range(2400, 2499, "Danske Bank", Mod11WithThree),
        range(3000, 3299, "Nordea", Mod11WithThree),
        range(3300, 3300, "Nordea", LuhnTen),
        range(3301, 3399, "Nordea", Mod11WithThree),
        range(3400, 3409, "Länsförsäkringar Bank", Mod11WithThree),
        range(3410, 3781, "Nordea", Mod11WithThree),
        range(3782, 3782, "Nordea", LuhnTen),
        range(3783, 3999, "Nordea", Mod11WithThree),
        range(4000, 4999, "Nordea", Mod11WithFour),
        range(5000, 5999, "SEB", Mod11WithThree),
        range(6000, 6999, "Handelsbanken", Mod11Nine),
        range(7000, 7999, "Swedbank", Mod11WithThree),
        range(8000, 8999, "Swedbank", LuhnWithFifth),
        range(9020, 9029, "Länsförsäkringar Bank", Mod11WithFour),
        range(9040, 9049, "Citibank", Mod11WithFour),
        range(9060, 9069, "Länsförsäkringar Bank", Mod11WithThree),
        range(9070, 9079, "Multitude Bank", Mod11WithThree),
        range(9100, 9109, "Nordnet Bank", Mod11WithFour),
        range(9120, 9124, "SEB", Mod11WithThree),
        range(9130, 9149, "SEB", Mod11WithThree),
        range(9150, 9169, "Skandiabanken", Mod11WithFour),
        range(9170, 9179, "IKANO Bank", Mod11WithThree),
        range(9180, 9189, "Danske Bank", LuhnTen),
        range(9190, 9199, "DNB Bank", Mod11WithFour),
        range(9230, 9239, "Marginalen Bank", Mod11WithThree),
        range(9250, 9259, "SBAB", Mod11WithThree),
        range(9260, 9269, "DNB Bank", Mod11WithFour),
        range(9270, 9279, "ICA Banken", Mod11WithThree),
        range(9280, 9289, "Resurs Bank", Mod11WithThree),
        range(9300, 9349, "Swedbank", LuhnTen),
        range(9390, 9399, "Landshypotek", Mod11WithFour),
        range(9400, 9449, "Forex Bank", Mod11WithThree), // historic
        range(9460, 9469, "Santander Consumer Bank", Mod11WithThree),
        range(9470, 9479, "BNP Paribas", Mod11WithFour),
        range(9500, 9549, "Nordea Plusgirot", LuhnPlusgiro),
        range(9550, 9569, "Avanza Bank", Mod11WithFour),
        range(9570, 9579, "Sparbanken Syd", LuhnTen),
        range(9580, 9589, "Aion Bank", Mod11WithThree),
        range(9590, 9599, "Erik Penser", Mod11WithFour),
        range(9630, 9639, "Lån & Spar Bank Sverige", Mod11WithThree),
        range(9640, 9649, "NOBA Bank Group AB", Mod11WithFour),
        range(9650, 9659, "MedMera Bank", Mod11WithFour), // historic
        range(9660, 9669, "Svea Bank", Mod11WithFour),
        range(9670, 9679, "JAK Medlemsbank", Mod11WithFour),
        range(9680, 9689, "BlueStep Finans", Mod11WithThree),
        range(9700, 9709, "Ekobanken", Mod11WithFour),
        range(9710, 9719, "Lunar Bank", Mod11WithFour),
        range(9750, 9759, "Northmill Bank", Mod11WithFour),
        range(9780, 9789, "Klarna Bank", Mod11WithFour),
        range(9880, 9889, "Riksgälden", Mod11WithFour),
        range(9890, 9899, "Riksgälden", LuhnTen),
        range(9960, 9969, "Nordea Plusgirot", LuhnPlusgiro),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_in_order_and_do_not_overlap() {
        assert!(RANGES.iter().all(|range| range.from <= range.to));
        assert!(RANGES.windows(2).all(|pair| pair[0].to < pair[1].from));
        assert_eq!(range_of(3409).map(|range| range.bank), Some("Länsförsäkringar Bank"));
        assert_eq!(range_of(3410).map(|range| range.bank), Some("Nordea"));
        assert!(range_of(0).is_none() && range_of(2100).is_none() && range_of(9999).is_none());
    }
}
