//! Amounts of money.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::decimal::{self, AmountMistake};
use crate::ratio::{self, Rounding};

/// *Öre*: the unit of every amount; debit is positive, credit negative.
///
/// There is no `+`: a sum may be too large, and nothing overflows in silence. Use
/// [`checked_add`](Ore::checked_add) or [`try_sum`](crate::TrySum::try_sum).
///
/// ```
/// use kameral_base::Ore;
/// assert_eq!(Ore::parse("1 234,50"), Ok(Ore::new(123_450)));
/// assert_eq!(Ore::new(-123_450).plain(), "-1234.50");
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ore(i64);

const DECIMALS: usize = 2;
const ORE_PER_KRONA: i64 = 100;

impl Ore {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest amount there is, about 92 million million kronor.
    pub const MAX: Self = Self(i64::MAX);
    /// The smallest amount there is.
    pub const MIN: Self = Self(i64::MIN);

    /// An amount of that many öre.
    #[must_use]
    pub const fn new(ore: i64) -> Self {
        Self(ore)
    }

    /// An amount of whole kronor; `None` when it is too large.
    #[must_use]
    pub const fn from_kronor(kronor: i64) -> Option<Self> {
        match kronor.checked_mul(ORE_PER_KRONA) {
            Some(ore) => Some(Self(ore)),
            None => None,
        }
    }

    /// The number of öre.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// What a person or a file wrote: `1 234,56`, `-1234.56`, `1234`.
    ///
    /// Refuses more than two decimals, spaces that part anything but thousands, and two decimal
    /// signs; nothing is rounded or guessed.
    pub fn parse(text: &str) -> Result<Self, AmountMistake> {
        decimal::parse(text, DECIMALS).map(Self)
    }

    /// The form for files and the API: `-1234.56`, always with two decimals.
    #[must_use]
    pub fn plain(self) -> String {
        decimal::plain(self.0, DECIMALS, DECIMALS)
    }

    /// The sum, or `None` when it is too large.
    #[must_use]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(ore) => Some(Self(ore)),
            None => None,
        }
    }

    /// The difference, or `None` when it is too large.
    #[must_use]
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(ore) => Some(Self(ore)),
            None => None,
        }
    }

    /// The amount with the other sign, or `None` for [`Ore::MIN`].
    #[must_use]
    pub const fn checked_neg(self) -> Option<Self> {
        match self.0.checked_neg() {
            Some(ore) => Some(Self(ore)),
            None => None,
        }
    }

    /// The amount without its sign, or `None` for [`Ore::MIN`].
    #[must_use]
    pub const fn checked_abs(self) -> Option<Self> {
        match self.0.checked_abs() {
            Some(ore) => Some(Self(ore)),
            None => None,
        }
    }

    /// That many times the amount, or `None` when it is too large.
    #[must_use]
    pub const fn checked_mul(self, times: i64) -> Option<Self> {
        match self.0.checked_mul(times) {
            Some(ore) => Some(Self(ore)),
            None => None,
        }
    }

    /// `numerator` parts of `denominator` of the amount, rounded once; exact in between.
    ///
    /// `None` when the denominator is zero or the result too large.
    #[must_use]
    pub fn share(self, numerator: i64, denominator: i64, rounding: Rounding) -> Option<Self> {
        ratio::scale(self.0, numerator, denominator, rounding).map(Self)
    }

    /// That many thousandths of the amount, half an öre away from zero; `None` when too large.
    #[must_use]
    pub fn per_mille(self, rate_per_mille: i64) -> Option<Self> {
        self.share(rate_per_mille, 1000, Rounding::HalfAwayFromZero)
    }

    /// The nearest multiple of `unit`, which must be positive; `Ore::new(100)` for whole kronor.
    #[must_use]
    pub fn round_to(self, unit: Self, rounding: Rounding) -> Option<Self> {
        if unit.0 <= 0 {
            return None;
        }
        ratio::scale(self.0, 1, unit.0, rounding)?.checked_mul(unit.0).map(Self)
    }

    /// The amount in parts of given weights that sum to the whole, whatever the weights.
    ///
    /// Largest remainder; of equal remainders the first in the list is served first. `None` when
    /// the weights are none or all zero.
    ///
    /// ```
    /// use kameral_base::Ore;
    /// let thirds = Ore::new(100).split(&[1, 1, 1]).unwrap();
    /// assert_eq!(thirds, [34, 33, 33].map(Ore::new));
    /// ```
    #[must_use]
    pub fn split(self, weights: &[u64]) -> Option<Vec<Self>> {
        Some(ratio::split(self.0, weights)?.into_iter().map(Self).collect())
    }

    /// Whether the amount is nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Whether the amount is below zero, a credit.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Whether the amount is above zero, a debit.
    #[must_use]
    pub const fn is_positive(self) -> bool {
        0 < self.0
    }
}

impl fmt::Display for Ore {
    /// For people: `−1 234,56`, with no-break spaces and the minus sign of typography.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&decimal::display(self.0, DECIMALS, DECIMALS))
    }
}

impl FromStr for Ore {
    type Err = AmountMistake;

    fn from_str(text: &str) -> Result<Self, AmountMistake> {
        Self::parse(text)
    }
}
