//! Series of numbers, voucher kinds, currencies.

use kameral_base::{AmountMistake, Date, ForeignAmount};
use serde::{Deserialize, Serialize};

/// *Verifikationsserie*: numbers without gaps within series and fiscal year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// Name: `A`.
    pub series: String,
    /// Swedish name.
    pub name: String,
    /// English name; may be empty.
    #[serde(default)]
    pub name_en: String,
    /// Numbered by another system: stored as given, unique, gaps reported.
    #[serde(default)]
    pub outside: bool,
}

/// *Verifikationstyp*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoucherKind {
    /// Name.
    pub kind: String,
    /// Series its vouchers get when none is named.
    pub series: String,
    /// Swedish name.
    pub name: String,
    /// English name; may be empty.
    #[serde(default)]
    pub name_en: String,
}

/// *Valuta* (GL-22).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Currency {
    /// ISO code.
    pub currency: String,
    /// Name.
    pub name: String,
    /// Decimals of its minor unit.
    pub decimals: i64,
    /// Rates, oldest first.
    pub rates: Vec<CurrencyRate>,
}

impl Currency {
    /// So many minor units of it.
    pub fn amount(&self, minor: i64) -> ForeignAmount {
        ForeignAmount::new(minor, self.scale())
    }

    /// What somebody wrote as an amount in it.
    pub fn parse(&self, text: &str) -> Result<ForeignAmount, AmountMistake> {
        ForeignAmount::parse(text, self.scale())
    }

    /// Decimals; the register keeps none below zero.
    fn scale(&self) -> usize {
        usize::try_from(self.decimals).unwrap_or_default()
    }

    /// The rate in force on a day, in millionths of the entity's currency for one unit.
    pub fn rate_on(&self, day: Date) -> Option<i64> {
        self.rates
            .iter()
            .rev()
            .find(|rate| rate.valid_from <= day)
            .map(|rate| rate.rate_micro)
    }
}

/// *Valutakurs* from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CurrencyRate {
    /// First day it is used.
    pub valid_from: Date,
    /// Price of one unit, in millionths.
    pub rate_micro: i64,
}
