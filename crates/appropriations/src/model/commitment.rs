//! Commitments under an authorisation.

use kameral_base::{Date, Ore};

use super::words;

/// *Åtagande* under a *beställningsbemyndigande* (anslagsförordningen 17 and 18 §§, APR-20).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// Number, from 1 within the entity.
    pub commitment: i64,
    /// Designation of the item.
    pub item: String,
    /// Towards whom.
    pub counterparty: String,
    /// Day of the decision.
    pub decided_on: Date,
    /// The decision.
    pub document: String,
    /// Note.
    pub note: String,
    /// What it came to when it was made.
    pub total: Ore,
    /// Whether it counts: 17 § first paragraph.
    pub first_paragraph: bool,
    /// Expected settlement per year, as it was decided; sums to the total.
    pub years: Vec<YearPart>,
    /// What became of it, in order.
    pub events: Vec<CommitmentEvent>,
    /// Who registered it.
    pub registered_by: String,
    /// When, UTC.
    pub registered_at: String,
}

/// What is expected of one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearPart {
    /// Budget year.
    pub year: i64,
    /// Amount, öre.
    pub amount: Ore,
}

words! {
    /// What became of a part of a commitment.
    pub enum EventKind {
        /// *Infriat*: it led to expenditure.
        Settled = "settled",
        /// *Upphävt*: it will not be settled.
        Annulled = "annulled",
    }
}

/// A settlement (*infriande*) or an annulment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitmentEvent {
    /// Number, from 1 within the commitment.
    pub event: i64,
    /// What it is.
    pub kind: EventKind,
    /// Day it happened.
    pub happened_on: Date,
    /// Amount, öre, positive.
    pub amount: Ore,
    /// The voucher it was settled by; empty when it was entered.
    pub voucher: String,
    /// The line of that voucher.
    pub line_no: Option<i64>,
    /// Note.
    pub note: String,
    /// Who registered it.
    pub registered_by: String,
    /// When, UTC.
    pub registered_at: String,
}
