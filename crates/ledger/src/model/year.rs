//! Fiscal years and the state of their periods.

use kameral_base::{FiscalYear, Period};
use serde::{Deserialize, Serialize};

/// Which part of the system a period is open for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Module {
    /// *Huvudbok*: manual vouchers and files.
    Ledger,
    /// *Leverantörsreskontra*.
    Payables,
    /// *Kundreskontra*.
    Receivables,
    /// *Anläggningar*.
    Assets,
}

impl Module {
    /// Every module.
    pub const ALL: [Self; 4] = [Self::Ledger, Self::Payables, Self::Receivables, Self::Assets];

    /// The word in commands and tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ledger => "ledger",
            Self::Payables => "payables",
            Self::Receivables => "receivables",
            Self::Assets => "assets",
        }
    }

    /// The module with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|module| module.word() == word)
    }
}

/// State of a period in a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodState {
    /// Vouchers are accepted.
    Open,
    /// *Spärrad*: only those who manage periods may post.
    Held,
    /// *Stängd*: nothing is accepted.
    Closed,
}

impl PeriodState {
    /// The word in commands and tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Held => "held",
            Self::Closed => "closed",
        }
    }

    /// The state with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Open, Self::Held, Self::Closed]
            .into_iter()
            .find(|state| state.word() == word)
    }
}

/// A fiscal year with the state of each period, for the page and the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearState {
    /// The year.
    pub year: FiscalYear,
    /// State per period and module.
    pub states: Vec<(Period, Module, PeriodState)>,
}
