//! Why records are not packed, taken in, decided on or disposed of. Tried in the order they stand.

use kameral_access::KeyReused;
use kameral_base::{Arg, Date, Place, Refusal, Sentence};
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
    /// No such fiscal year.
    YearUnknown { year: i64 },
    /// It was stopped before its end.
    Stopped,
    /// Records of that type never go.
    NotDisposable { record: String },
    /// The authority's reference is missing.
    ReferenceMissing,
    /// The authority's decision is of a day to come.
    DecisionAhead { decided_on: Date },
    /// The time to keep it has not run out on that day.
    RetentionRuns { earliest_on: Date },
    /// Series are of texts of vouchers only.
    SeriesOfNone { record: String },
    /// A hold on a voucher, of a type that belongs to no voucher.
    VoucherOfNone { record: String },
    /// No such series.
    SeriesUnknown { series: String },
    /// No such decision.
    DecisionUnknown { decision_no: i64 },
    /// Somebody has decided.
    AlreadyDecided { decision_no: i64 },
    /// Who proposed does not decide.
    SamePerson { decision_no: i64 },
    /// It is not approved.
    NotApproved { decision_no: i64 },
    /// The day of the decision has not come.
    TooEarly { decision_no: i64, earliest_on: Date },
    /// A hold stops it.
    Held { hold_no: i64, reason: String },
    /// A voucher does not prove its seal: what would be left of it could not be vouched for.
    VoucherDamaged { voucher: String },
    /// The reason is missing.
    ReasonMissing,
    /// A hold that ends before it begins.
    HoldReversed,
    /// No such voucher.
    VoucherUnknown { voucher: String },
    /// No such hold, or it is lifted.
    HoldUnknown { hold_no: i64 },
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
            Self::YearUnknown { year } => (
                "records_year_unknown",
                "refusal-records-year-unknown",
                vec![("year", Arg::Text(year.to_string()))],
            ),
            Self::Stopped => ("records_stopped", "refusal-records-stopped", vec![]),
            Self::NotDisposable { record } => (
                "records_not_disposable",
                "refusal-records-not-disposable",
                vec![("record", text(record))],
            ),
            Self::ReferenceMissing => (
                "disposal_reference_missing",
                "refusal-disposal-reference-missing",
                vec![],
            ),
            Self::DecisionAhead { decided_on } => (
                "disposal_decision_ahead",
                "refusal-disposal-decision-ahead",
                vec![("decided_on", Arg::Date(*decided_on))],
            ),
            Self::RetentionRuns { earliest_on } => (
                "disposal_retention_runs",
                "refusal-disposal-retention-runs",
                vec![("earliest_on", Arg::Date(*earliest_on))],
            ),
            Self::VoucherOfNone { record } => (
                "hold_voucher_of_none",
                "refusal-hold-voucher-of-none",
                vec![("record", text(record))],
            ),
            Self::SeriesOfNone { record } => (
                "disposal_series_of_none",
                "refusal-disposal-series-of-none",
                vec![("record", text(record))],
            ),
            Self::SeriesUnknown { series } => (
                "disposal_series_unknown",
                "refusal-disposal-series-unknown",
                vec![("series", text(series))],
            ),
            Self::DecisionUnknown { decision_no } => (
                "disposal_decision_unknown",
                "refusal-disposal-decision-unknown",
                vec![("decision", Arg::Number(*decision_no))],
            ),
            Self::AlreadyDecided { decision_no } => (
                "disposal_already_decided",
                "refusal-disposal-already-decided",
                vec![("decision", Arg::Number(*decision_no))],
            ),
            Self::SamePerson { decision_no } => (
                "disposal_same_person",
                "refusal-disposal-same-person",
                vec![("decision", Arg::Number(*decision_no))],
            ),
            Self::NotApproved { decision_no } => (
                "disposal_not_approved",
                "refusal-disposal-not-approved",
                vec![("decision", Arg::Number(*decision_no))],
            ),
            Self::TooEarly {
                decision_no,
                earliest_on,
            } => (
                "disposal_too_early",
                "refusal-disposal-too-early",
                vec![
                    ("decision", Arg::Number(*decision_no)),
                    ("earliest_on", Arg::Date(*earliest_on)),
                ],
            ),
            Self::Held { hold_no, reason } => (
                "disposal_held",
                "refusal-disposal-held",
                vec![("hold", Arg::Number(*hold_no)), ("reason", text(reason))],
            ),
            Self::VoucherDamaged { voucher } => (
                "disposal_voucher_damaged",
                "refusal-disposal-voucher-damaged",
                vec![("voucher", text(voucher))],
            ),
            Self::ReasonMissing => ("hold_reason_missing", "refusal-hold-reason-missing", vec![]),
            Self::HoldReversed => ("hold_reversed", "refusal-hold-reversed", vec![]),
            Self::VoucherUnknown { voucher } => (
                "hold_voucher_unknown",
                "refusal-hold-voucher-unknown",
                vec![("voucher", text(voucher))],
            ),
            Self::HoldUnknown { hold_no } => (
                "hold_unknown",
                "refusal-hold-unknown",
                vec![("hold", Arg::Number(*hold_no))],
            ),
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
            Self::NotDisposable { .. } | Self::VoucherOfNone { .. } => Place::field("record"),
            Self::ReferenceMissing => Place::field("reference"),
            Self::DecisionAhead { .. } => Place::field("decided_on"),
            Self::SeriesOfNone { .. } | Self::SeriesUnknown { .. } => Place::field("series"),
            Self::RetentionRuns { .. } => Place::field("earliest_on"),
            Self::ReasonMissing => Place::field("reason"),
            Self::VoucherUnknown { .. } | Self::VoucherDamaged { .. } => Place::field("voucher"),
            _ => Place::default(),
        }
    }
}
