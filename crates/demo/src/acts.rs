//! What is done beside posting: corrections, periods, the turn of the year.

use kameral_allocation::commands::Treatment;
use kameral_appropriations::commit::NewCommitment;
use kameral_base::Period;
use kameral_closing::commands::TransferOrder;
use kameral_exchange::commands::HermesKind;
use kameral_ledger::model::PeriodState;

use crate::entry::{Hand, Mark};

/// An act of the demo, done by command on its day.
#[derive(Debug, Clone)]
pub(crate) enum Act {
    /// *Vändning* of a marked voucher. `{number}` in the reason becomes its number.
    Reverse {
        /// Which.
        mark: Mark,
        /// Why.
        reason: String,
    },
    /// *Omkontering* of a line of a marked voucher.
    Recode {
        /// Which.
        mark: Mark,
        /// Line, from 1.
        line: i64,
        /// New account; none keeps the old.
        account: Option<String>,
        /// Values that change.
        values: Vec<(u8, String)>,
        /// Why.
        reason: String,
    },
    /// Annuls the next number of a series.
    Annul {
        /// The series.
        series: String,
        /// Why.
        reason: String,
    },
    /// Sets the state of periods in every module.
    Periods {
        /// Which.
        periods: Vec<Period>,
        /// To what.
        state: PeriodState,
    },
    /// Runs the rules that are run for a period; something of it is due.
    Charge {
        /// Which.
        period: Period,
    },
    /// Runs the allocation keys of a period.
    Allocate {
        /// Which.
        period: Period,
        /// How many keys give something.
        keys: usize,
    },
    /// Treats what a key has in difference.
    Treat {
        /// Key.
        key: &'static str,
        /// Up to which period.
        period: Period,
        /// How.
        treatment: Treatment,
    },
    /// Posts transfers of the State's current account.
    Transfer {
        /// Which.
        order: TransferOrder,
        /// Who.
        hand: Hand,
        /// How many proposals there are.
        proposals: usize,
    },
    /// Makes a file to the central government accounts.
    Report {
        /// Which file.
        kind: HermesKind,
        /// Up to and including this period.
        period: Period,
    },
    /// Commits the agency to what leads to expenditure in later years.
    Commit(NewCommitment),
    /// Takes a year's result to the capital change, and its balances into the year after.
    CloseYear {
        /// The year.
        year: i16,
    },
    /// Begins a budget year of the appropriations with what the one before ended with.
    BeginBudgetYear {
        /// The year.
        year: i16,
        /// What says so.
        document: String,
    },
}

impl Act {
    /// How many vouchers it leaves.
    pub fn vouchers(&self) -> usize {
        match self {
            Self::Reverse { .. } | Self::Recode { .. } | Self::Annul { .. } | Self::Charge { .. } => 1,
            Self::CloseYear { .. } => 2,
            Self::Allocate { keys, .. } => *keys,
            Self::Treat { treatment, .. } => usize::from(*treatment != Treatment::Propose),
            Self::Transfer { proposals, .. } => *proposals,
            Self::Periods { .. } | Self::Report { .. } | Self::Commit(_) | Self::BeginBudgetYear { .. } => 0,
        }
    }
}
