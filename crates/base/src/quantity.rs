//! Quantities: hours, pieces, square metres.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Ore;
use crate::decimal::{self, AmountMistake};
use crate::ratio::{self, Rounding};

/// *Kvantitet, volym*: in thousandths of a unit, signed like the amount beside it.
///
/// ```
/// use kameral_base::Quantity;
/// assert_eq!(Quantity::parse("1,5"), Ok(Quantity::new(1_500)));
/// assert_eq!(Quantity::new(1_500).to_string(), "1,5");
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Quantity(i64);

const DECIMALS: usize = 3;
const THOUSANDTHS: i64 = 1000;

impl Quantity {
    /// None.
    pub const ZERO: Self = Self(0);
    /// One whole unit.
    pub const ONE: Self = Self(THOUSANDTHS);

    /// A quantity of that many thousandths.
    #[must_use]
    pub const fn new(thousandths: i64) -> Self {
        Self(thousandths)
    }

    /// A quantity of whole units; `None` when it is too large.
    #[must_use]
    pub const fn from_units(units: i64) -> Option<Self> {
        match units.checked_mul(THOUSANDTHS) {
            Some(thousandths) => Some(Self(thousandths)),
            None => None,
        }
    }

    /// The number of thousandths.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// What a person or a file wrote: `1 234,567`, `-1.5`, `12`. Refuses a fourth decimal.
    pub fn parse(text: &str) -> Result<Self, AmountMistake> {
        decimal::parse(text, DECIMALS).map(Self)
    }

    /// The form for files and the API: `-1.5`, with the decimals that are needed.
    #[must_use]
    pub fn plain(self) -> String {
        decimal::plain(self.0, 0, DECIMALS)
    }

    /// The sum, or `None` when it is too large.
    #[must_use]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(thousandths) => Some(Self(thousandths)),
            None => None,
        }
    }

    /// The difference, or `None` when it is too large.
    #[must_use]
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(thousandths) => Some(Self(thousandths)),
            None => None,
        }
    }

    /// The quantity with the other sign, or `None` for the smallest there is.
    #[must_use]
    pub const fn checked_neg(self) -> Option<Self> {
        match self.0.checked_neg() {
            Some(thousandths) => Some(Self(thousandths)),
            None => None,
        }
    }

    /// The quantity without its sign, or `None` for the smallest there is.
    #[must_use]
    pub const fn checked_abs(self) -> Option<Self> {
        match self.0.checked_abs() {
            Some(thousandths) => Some(Self(thousandths)),
            None => None,
        }
    }

    /// What the quantity costs at a price per unit, rounded once; `None` when too large.
    #[must_use]
    pub fn at_price(self, unit_price: Ore, rounding: Rounding) -> Option<Ore> {
        ratio::scale(unit_price.get(), self.0, THOUSANDTHS, rounding).map(Ore::new)
    }

    /// Whether the quantity is none.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Whether the quantity is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }
}

impl fmt::Display for Quantity {
    /// For people: `−1 234,5`, with the decimals that are needed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&decimal::display(self.0, 0, DECIMALS))
    }
}

impl FromStr for Quantity {
    type Err = AmountMistake;

    fn from_str(text: &str) -> Result<Self, AmountMistake> {
        Self::parse(text)
    }
}
