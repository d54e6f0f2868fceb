//! Terms of an item for one budget year.

use kameral_base::{Date, Ore};
use serde::{Deserialize, Serialize};

/// *Villkor*: what the letter says of an item for a year, beside its amounts. What is not given is
/// the rule of the ordinance.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Designation of the item.
    pub item: String,
    /// Budget year.
    pub year: i64,
    /// Part of the base that may be kept as saving, per mille (anslagsförordningen 7 §).
    pub saving_per_mille: Option<i64>,
    /// Budget years after the last one in the State's budget, during which saving may be used
    /// (anslagsförordningen 7 § third paragraph).
    #[serde(default)]
    pub saving_years: Option<i64>,
    /// Part of the base that the credit is, per mille (anslagsförordningen 8 §).
    pub credit_per_mille: Option<i64>,
    /// *Anslagskredit* as an amount; goes before the per mille.
    pub credit: Option<Ore>,
    /// Base of both parts; what was allotted when none (APR-18).
    pub base: Option<Ore>,
    /// Part of the disposable amount, per mille, above which little is left.
    pub low_per_mille: Option<i64>,
    /// *Beräknat belopp* of a revenue title.
    pub estimated: Option<Ore>,
    /// *Bemyndiganderam*.
    pub commitment_limit: Option<Ore>,
    /// The whole appropriation, where other agencies have parts of it (anslagsförordningen 17 §).
    #[serde(default)]
    pub whole: Option<Ore>,
    /// Monthly transfers to the interest account; twelfths when empty.
    #[serde(default)]
    pub instalments: Vec<Instalment>,
    /// The letter or decision.
    pub document: String,
    /// Day of that decision.
    pub decided_on: Option<Date>,
}

/// One transfer to the interest account (1758; kapitalförsörjningsförordningen 4 kap.).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instalment {
    /// Day it is on the account.
    pub due_on: Date,
    /// Amount.
    pub amount: Ore,
}
