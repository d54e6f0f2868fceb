//! What a voucher file says, before anyone has asked whether it may be posted.

use std::sync::Arc;

use kameral_base::{Date, Ore, Period, Quantity};

/// *Verifikation* as a file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoucherRecord {
    /// The line of its first row, from 1.
    pub line: u32,
    /// The file's own key of it; no voucher number.
    pub key: String,
    /// *Serie*, if told.
    pub series: Option<String>,
    /// *Verifikationsdatum*.
    pub date: Date,
    /// *Period*, if told; else the date's own month is meant.
    pub period: Option<Period>,
    /// *Verifikationstext*, perhaps empty.
    pub text: String,
    /// *Verifikationstyp*, if told.
    pub kind: Option<String>,
    /// *Verifikationsnummer* given by another system, for a series that is numbered outside.
    pub number: Option<i64>,
    /// *Affärshändelsens datum*, if told; else the voucher's own date is meant.
    pub event_date: Option<Date>,
    /// *Motpart*: person, firm or agency on the other side, perhaps empty. Not a dimension.
    pub counterparty: String,
    /// Address of the document it rests on, perhaps empty.
    pub link: String,
    /// Its lines, at least one. Whether they balance, the ledger asks.
    pub lines: Vec<LineRecord>,
}

/// *Verifikationsrad* as a file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineRecord {
    /// The line of the file, from 1.
    pub line: u32,
    /// The account.
    pub account: String,
    /// The dimensions that have a value, in the order of the file.
    pub dimensions: Vec<DimensionValue>,
    /// Debit positive.
    pub amount: Ore,
    /// The quantity, if told.
    pub quantity: Option<Quantity>,
    /// The unit of the quantity, if told.
    pub unit: Option<String>,
    /// *Radtext*, perhaps empty.
    pub text: String,
    /// The line's amount in a foreign currency, if told.
    pub currency: Option<CurrencyAmount>,
}

/// *Valutabelopp*: an amount in a foreign currency, exact; debit positive.
///
/// How many decimals the currency has, the ledger knows; the file may have three.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrencyAmount {
    /// Three capital letters.
    pub currency: String,
    /// The amount in thousandths.
    pub thousandths: i64,
}

impl CurrencyAmount {
    /// The amount in minor units of a currency with that many decimals, or `None` when it has
    /// decimals that the currency has not, or is too large.
    pub fn minor(&self, decimals: i64) -> Option<i64> {
        match u32::try_from(decimals).ok()? {
            more @ 3.. => self.thousandths.checked_mul(10_i64.checked_pow(more - 3)?),
            less => {
                let scale = 10_i64.pow(3 - less);
                (self.thousandths % scale == 0).then_some(self.thousandths / scale)
            }
        }
    }
}

/// A dimension by the name its column has, and a value of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DimensionValue {
    /// What the file calls the dimension. The ledger knows whether there is one.
    pub dimension: Arc<str>,
    /// The value, not empty.
    pub value: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minor_units_are_exact_or_none() {
        let minor = |thousandths, decimals| {
            let currency = "EUR".to_owned();
            CurrencyAmount { currency, thousandths }.minor(decimals)
        };
        assert_eq!(minor(45_500, 2), Some(4_550));
        assert_eq!(minor(-45_500, 3), Some(-45_500));
        assert_eq!(minor(45_500, 4), Some(455_000));
        assert_eq!(minor(45_000, 0), Some(45));
        assert_eq!(minor(45_500, 0), None);
        assert_eq!(minor(45_505, 2), None);
        assert_eq!(minor(i64::MAX, 4), None);
        assert_eq!(minor(1, -1), None);
    }
}
