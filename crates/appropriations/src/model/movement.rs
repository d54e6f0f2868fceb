//! What happens to the amount of an appropriation.

use kameral_base::{Date, Ore};

use super::words;

words! {
    /// Kind of a movement, in the order of the appropriation report's columns 2 to 7 (APR-11, REP-17).
    pub enum MovementKind {
        /// *Ingående överföringsbelopp*: saving brought forward, or credit used (negative).
        Opening = "opening",
        /// *Tilldelning enligt regleringsbrev*.
        Allotment = "allotment",
        /// *Tilldelning enligt annat regeringsbeslut*.
        OtherDecision = "other_decision",
        /// *Fördelade belopp*: the right to use it handed to another agency (negative) or received.
        Distributed = "distributed",
        /// *Omdisponerade belopp*: from the Government's disposal, or handed back to it (negative).
        Redirected = "redirected",
        /// *Utnyttjad del av medgivet överskridande*: what was actually charged of it.
        Overrun = "overrun",
        /// *Indragning*: carried away (negative).
        Withdrawal = "withdrawal",
    }
}

impl MovementKind {
    /// Whether an amount of this kind may have this sign.
    pub fn takes(self, amount: Ore) -> bool {
        match self {
            Self::Allotment | Self::Overrun => amount.is_positive(),
            Self::Withdrawal => amount.is_negative(),
            Self::Opening | Self::OtherDecision | Self::Distributed | Self::Redirected => !amount.is_zero(),
        }
    }
}

/// A movement, as it stands for ever. A correction is a movement that takes back another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement {
    /// Number, from 1 within the entity.
    pub movement: i64,
    /// Designation of the item.
    pub item: String,
    /// Budget year.
    pub year: i64,
    /// Kind.
    pub kind: MovementKind,
    /// Signed amount, öre, as it enters the appropriation report.
    pub amount: Ore,
    /// Day of the decision; it counts from that day.
    pub decided_on: Date,
    /// The letter or decision.
    pub document: String,
    /// Note.
    pub note: String,
    /// The movement it takes back.
    pub takes_back: Option<i64>,
    /// Who registered it.
    pub registered_by: String,
    /// When, UTC.
    pub registered_at: String,
}
