//! Why a table of accounts is not taken.

use kameral_base::{Arg, Place, Refusal, Sentence};
use kameral_formats::table_file::LineMistake;

use crate::register::RegisterRefusal;

/// One thing that is wrong with a table of accounts, with its line and column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartRefusal {
    /// Line of the table, from 1; 0 for the table as a whole.
    pub line: u32,
    /// The column, as the table calls it.
    pub field: Option<String>,
    /// What is wrong.
    pub cause: ChartCause,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "a field bears the name of what it holds")]
pub enum ChartCause {
    /// The file is no table.
    Format(LineMistake),
    /// Two columns that mean the same.
    ColumnTwice { column: String, first: String },
    /// An account that stands in the table twice.
    AccountTwice { account: String, first: u32 },
    /// A sort of account that is none.
    KindUnknown { value: String },
    /// A new account of which nothing tells what sort it is.
    KindUnclear { account: String },
    /// Something else than what may be posted on an account.
    PostingUnknown { value: String },
    /// A date that is no day.
    DateMalformed { value: String },
    /// Something else than yes or no.
    TruthMalformed { value: String },
    /// The register refuses the account.
    Register(RegisterRefusal),
}

impl Refusal for ChartRefusal {
    fn name(&self) -> &'static str {
        match &self.cause {
            ChartCause::Format(mistake) => mistake.name(),
            ChartCause::ColumnTwice { .. } => "chart_column_twice",
            ChartCause::AccountTwice { .. } => "chart_account_twice",
            ChartCause::KindUnknown { .. } => "chart_kind_unknown",
            ChartCause::KindUnclear { .. } => "chart_kind_unclear",
            ChartCause::PostingUnknown { .. } => "chart_posting_unknown",
            ChartCause::DateMalformed { .. } => "chart_date_malformed",
            ChartCause::TruthMalformed { .. } => "chart_truth_malformed",
            ChartCause::Register(refusal) => refusal.name(),
        }
    }

    fn sentence(&self) -> Sentence {
        let value = |key, value: &String| Sentence::new(key).with("value", value.clone());
        match &self.cause {
            ChartCause::Format(mistake) => mistake.sentence(),
            ChartCause::ColumnTwice { column, first } => Sentence::new("refusal-chart-column-twice")
                .with("column", column.clone())
                .with("first", first.clone()),
            ChartCause::AccountTwice { account, first } => Sentence::new("refusal-chart-account-twice")
                .with("account", account.clone())
                .with("first", Arg::Text(first.to_string())),
            ChartCause::KindUnknown { value: told } => value("refusal-chart-kind-unknown", told),
            ChartCause::KindUnclear { account } => {
                Sentence::new("refusal-chart-kind-unclear").with("account", account.clone())
            }
            ChartCause::PostingUnknown { value: told } => value("refusal-chart-posting-unknown", told),
            ChartCause::DateMalformed { value: told } => value("refusal-chart-date-malformed", told),
            ChartCause::TruthMalformed { value: told } => value("refusal-chart-truth-malformed", told),
            ChartCause::Register(refusal) => refusal.sentence(),
        }
    }

    fn place(&self) -> Place {
        match &self.cause {
            ChartCause::Format(mistake) => mistake.place(),
            _ => Place {
                line: (self.line != 0).then_some(self.line),
                field: self.field.clone(),
            },
        }
    }
}
