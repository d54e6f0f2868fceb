//! Exact arithmetic with shares: one rounding, at the end, and parts that sum to the whole.

use serde::{Deserialize, Serialize};

/// How a share that is not whole becomes whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// Halves away from zero, as at a till: 0.5 becomes 1 and −0.5 becomes −1.
    HalfAwayFromZero,
    /// What is left over is dropped, as öre are in a tax return.
    TowardZero,
}

/// `value × numerator / denominator`, exact in between. `None` on zero denominator or overflow.
pub(crate) fn scale(value: i64, numerator: i64, denominator: i64, rounding: Rounding) -> Option<i64> {
    let denominator = i128::from(denominator);
    // Two factors of at most 2^63 in magnitude: the product fits in 127 bits.
    let product = i128::from(value) * i128::from(numerator);
    let quotient = product.checked_div(denominator)?;
    let rest = product - quotient * denominator;
    let away = match rounding {
        Rounding::TowardZero => false,
        Rounding::HalfAwayFromZero => denominator.unsigned_abs() <= 2 * rest.unsigned_abs() && rest != 0,
    };
    let direction = if (product < 0) == (denominator < 0) { 1 } else { -1 };
    i64::try_from(if away { quotient + direction } else { quotient }).ok()
}

/// Parts in proportion to `weights` that sum to `value`, by largest remainder.
pub(crate) fn split(value: i64, weights: &[u64]) -> Option<Vec<i64>> {
    let total: u128 = weights.iter().copied().map(u128::from).sum();
    if total == 0 {
        return None;
    }
    let magnitude = u128::from(value.unsigned_abs());
    let share = |weight: u64| magnitude * u128::from(weight);
    let mut parts: Vec<u128> = weights.iter().map(|&weight| share(weight) / total).collect();
    let missing = magnitude - parts.iter().sum::<u128>();
    let mut by_remainder: Vec<usize> = (0..weights.len()).collect();
    by_remainder.sort_by_key(|&index| std::cmp::Reverse(share(weights[index]) % total));
    // Each part was cut by less than one, so fewer are missing than there are parts.
    for index in by_remainder.into_iter().take(usize::try_from(missing).ok()?) {
        parts[index] += 1;
    }
    parts.into_iter().map(|part| signed(part, value < 0)).collect()
}

fn signed(magnitude: u128, negative: bool) -> Option<i64> {
    let signed = i128::try_from(magnitude).ok()?;
    i64::try_from(if negative { -signed } else { signed }).ok()
}
