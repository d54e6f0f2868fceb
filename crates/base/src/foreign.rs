//! Amounts in foreign currency.

use std::fmt;

use crate::decimal::{self, AmountMistake};

/// *Valutabelopp*: minor units of a currency that has so many decimals, signed like the amount
/// beside it: debit positive.
///
/// ```
/// use kameral_base::{AmountMistake, ForeignAmount};
/// let euro = ForeignAmount::parse("1 234,5", 2).unwrap();
/// assert_eq!(euro.minor(), 123_450);
/// assert_eq!(euro.to_string(), "1\u{a0}234,50");
/// assert_eq!(ForeignAmount::parse("1 000", 0).unwrap().plain(), "1000");
/// assert_eq!(ForeignAmount::parse("100,5", 0), Err(AmountMistake::TooManyDecimals));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForeignAmount {
    minor: i64,
    decimals: usize,
}

impl ForeignAmount {
    /// That many minor units.
    #[must_use]
    pub const fn new(minor: i64, decimals: usize) -> Self {
        Self { minor, decimals }
    }

    /// What a person wrote. Refuses more decimals than the currency has.
    pub fn parse(text: &str, decimals: usize) -> Result<Self, AmountMistake> {
        decimal::parse(text, decimals).map(|minor| Self { minor, decimals })
    }

    /// The number of minor units.
    #[must_use]
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// The form for files and scripts: `-1234.50`, with all decimals of the currency.
    #[must_use]
    pub fn plain(self) -> String {
        decimal::plain(self.minor, self.decimals, self.decimals)
    }
}

impl fmt::Display for ForeignAmount {
    /// For people: `−1 234,50`, with all decimals of the currency.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&decimal::display(self.minor, self.decimals, self.decimals))
    }
}
