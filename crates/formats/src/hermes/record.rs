//! A record of a Hermes file.

use kameral_base::Ore;

/// *Posttyp*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKind {
    /// *Ingående balans*, `X`.
    Opening,
    /// *Utfall*, `U`: what was posted in the year, up to and including the period.
    Outturn,
}

impl RecordKind {
    /// Its letter.
    pub fn code(self) -> &'static str {
        match self {
            Self::Opening => "X",
            Self::Outturn => "U",
        }
    }

    /// The kind of that letter.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Opening, Self::Outturn]
            .into_iter()
            .find(|kind| kind.code() == code)
    }
}

/// *Motpartstyp*.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CounterpartyKind {
    /// Outside the state, or no counterparty at all: blank.
    #[default]
    None,
    /// *Inomstatlig*, `I`.
    WithinState,
    /// *Inom egen bokslutskoncern*, `M`.
    WithinGroup,
}

impl CounterpartyKind {
    /// Its letter, or nothing.
    pub fn code(self) -> &'static str {
        match self {
            Self::None => "",
            Self::WithinState => "I",
            Self::WithinGroup => "M",
        }
    }

    /// The kind of that letter, or of nothing.
    pub fn from_code(code: &str) -> Option<Self> {
        let all = [Self::None, Self::WithinState, Self::WithinGroup];
        all.into_iter().find(|kind| kind.code() == code)
    }
}

/// What tells one record from another: everything but the amount. Sorted by account first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordKey {
    /// *Konto*: an account or an S-code.
    pub account: String,
    /// *Posttyp*.
    pub kind: RecordKind,
    /// *Resultatkonto* (model 1) or *finansiär* (model 2); empty where there is none.
    pub financing: String,
    /// *Motpartstyp*.
    pub counterparty_kind: CounterpartyKind,
    /// *Motpartskod*; empty where there is none.
    pub counterparty: String,
}

/// One record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// *Posttyp*.
    pub kind: RecordKind,
    /// *Konto*: an account or an S-code.
    pub account: String,
    /// *Resultatkonto* (model 1) or *finansiär* (model 2); empty where there is none.
    pub financing: String,
    /// *Motpartstyp*.
    pub counterparty_kind: CounterpartyKind,
    /// *Motpartskod*; empty where there is none.
    pub counterparty: String,
    /// Öre, debit positive.
    pub amount: Ore,
}

impl Record {
    /// A record of a key and an amount.
    pub fn new(key: RecordKey, amount: Ore) -> Self {
        Self {
            kind: key.kind,
            account: key.account,
            financing: key.financing,
            counterparty_kind: key.counterparty_kind,
            counterparty: key.counterparty,
            amount,
        }
    }

    /// What tells it from others.
    pub fn key(&self) -> RecordKey {
        RecordKey {
            account: self.account.clone(),
            kind: self.kind,
            financing: self.financing.clone(),
            counterparty_kind: self.counterparty_kind,
            counterparty: self.counterparty.clone(),
        }
    }
}
