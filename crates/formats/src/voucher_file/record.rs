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
}

/// A dimension by the name its column has, and a value of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DimensionValue {
    /// What the file calls the dimension. The ledger knows whether there is one.
    pub dimension: Arc<str>,
    /// The value, not empty.
    pub value: String,
}
