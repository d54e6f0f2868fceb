//! Why records are not packed, taken in, decided on or disposed of. Tried in the order they stand.

use kameral_access::KeyReused;
use kameral_base::{Arg, Place, Refusal, Sentence};
use kameral_store::Stop;

/// A refusal of this crate.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "a field bears the name of what it holds")]
pub enum RecordsRefusal {
    /// The key came before with another request.
    KeyReused { key: String },
    /// Something is there already, and nothing is written over.
    TargetExists { folder: String },
    /// The folder has no list of files.
    NotAPackage { folder: String },
    /// The package is of another sort or a later version.
    OtherFormat { found: String },
    /// A file of the package is not as its list says.
    PackageDamaged { path: String, count: i64 },
    /// The tables have come by other migrations.
    OtherVersion { migration: String },
    /// The installation has rows already.
    NotClean { table: String },
    /// A row of the package does not fit its table.
    RowMalformed { path: String, line: u64 },
    /// Whoever asks sees some rows only.
    RowsLimited,
    /// No such fiscal year.
    YearUnknown { year: i64 },
    /// It was stopped before its end.
    Stopped,
}

impl RecordsRefusal {
    /// The one refusal, as a command is stopped by it.
    pub fn stop(self) -> Stop<Vec<Self>> {
        Stop::Refused(vec![self])
    }

    fn parts(&self) -> (&'static str, &'static str, Vec<(&'static str, Arg)>) {
        let text = |value: &str| Arg::Text(value.to_owned());
        match self {
            Self::KeyReused { key } => ("key_reused", "refusal-key-reused", vec![("key", text(key))]),
            Self::TargetExists { folder } => (
                "records_target_exists",
                "refusal-records-target-exists",
                vec![("folder", text(folder))],
            ),
            Self::NotAPackage { folder } => (
                "records_not_a_package",
                "refusal-records-not-a-package",
                vec![("folder", text(folder))],
            ),
            Self::OtherFormat { found } => (
                "records_other_format",
                "refusal-records-other-format",
                vec![("found", text(found))],
            ),
            Self::PackageDamaged { path, count } => (
                "records_package_damaged",
                "refusal-records-package-damaged",
                vec![("path", text(path)), ("count", Arg::Number(*count))],
            ),
            Self::OtherVersion { migration } => (
                "records_other_version",
                "refusal-records-other-version",
                vec![("migration", text(migration))],
            ),
            Self::NotClean { table } => (
                "records_not_clean",
                "refusal-records-not-clean",
                vec![("table", text(table))],
            ),
            Self::RowMalformed { path, line } => (
                "records_row_malformed",
                "refusal-records-row-malformed",
                vec![
                    ("path", text(path)),
                    ("line", Arg::Number(i64::try_from(*line).unwrap_or(i64::MAX))),
                ],
            ),
            Self::RowsLimited => ("records_rows_limited", "refusal-records-rows-limited", vec![]),
            Self::YearUnknown { year } => (
                "records_year_unknown",
                "refusal-records-year-unknown",
                vec![("year", Arg::Text(year.to_string()))],
            ),
            Self::Stopped => ("records_stopped", "refusal-records-stopped", vec![]),
        }
    }
}

impl From<KeyReused> for RecordsRefusal {
    fn from(reused: KeyReused) -> Self {
        Self::KeyReused { key: reused.key }
    }
}

impl Refusal for RecordsRefusal {
    fn name(&self) -> &'static str {
        self.parts().0
    }

    fn sentence(&self) -> Sentence {
        let (_, key, args) = self.parts();
        Sentence { key, args }
    }

    fn place(&self) -> Place {
        match self {
            Self::KeyReused { .. } => Place::field("key"),
            Self::YearUnknown { .. } => Place::field("year"),
            _ => Place::default(),
        }
    }
}
