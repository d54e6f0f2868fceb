//! What Bankgirot returns.

use kameral_base::{Bankgiro, Date, Ore};

use super::model::Kind;

/// *Återredovisning*: one report, section by section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Return {
    /// Which report.
    pub report: Report,
    /// Our bankgiro.
    pub sender: Bankgiro,
    /// *Skrivdag*.
    pub written_on: Date,
    /// *Betalningsdag*: the day the report is about.
    pub day: Option<Date>,
    /// Orders, made or rejected.
    pub orders: Vec<Returned>,
    /// Why records that are no orders were rejected, such as fixed information.
    pub reasons: Vec<Reason>,
}

/// *Redovisningskod*: which report it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Report {
    /// 1, *betalningsspecifikation*: what has been paid.
    Specification,
    /// 6, *avvisade betalningar*: what has been rejected.
    Rejected,
}

impl Report {
    pub(super) const CODES: [(&'static str, Self); 2] = [("1", Self::Specification), ("6", Self::Rejected)];
}

/// An order as it comes back. What was rejected may be miswritten, so much of it is text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// The line of the file, from 1.
    pub line: u32,
    /// What kind it is.
    pub kind: Kind,
    /// Whether it was to a plusgiro (TK54).
    pub is_plusgiro: bool,
    /// *Mottagare*: bankgiro, plusgiro or payout number as written, without the zeros before it.
    pub receiver: String,
    /// *Referens*.
    pub reference: String,
    /// Öre; nothing where the rejected amount was no number.
    pub amount: Option<Ore>,
    /// *Information till avsändaren*, by which the order is found.
    pub information: String,
    /// *Betaltyp*: how it was paid, in a specification.
    pub payment_type: Option<char>,
    /// *Namn* of the payee, where the report tells it.
    pub name: Option<String>,
    /// Why it was rejected.
    pub reasons: Vec<Reason>,
}

/// *Kommentar* (TK49): why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// *Kod*, such as MTRV0013.
    pub code: String,
    /// Bankgirot's words.
    pub text: String,
}
