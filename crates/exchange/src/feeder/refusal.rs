//! Why a feeder system is not kept, or why its file, or a voucher in it, is not posted.

use kameral_access::KeyReused;
use kameral_base::{Date, Place, Refusal, Sentence, Severity};
use kameral_formats::table_file;
use kameral_ledger::refusal::PostRefusal;

use crate::refusal::refusals;

refusals! {
    /// What is wrong, in the order it is tried.
    pub enum FeederCause {
        /// The key came before with another request.
        KeyReused { key: String } = "key", "key_reused", "refusal-key-reused";

        // The register.
        /// No feeder system has that code.
        Unknown { feeder: String } = "feeder", "feeder_unknown", "refusal-feeder-unknown";
        /// A code that is none.
        CodeMalformed { feeder: String } = "feeder", "feeder_code_malformed", "refusal-feeder-code-malformed";
        /// A name is missing, or longer than a line.
        NameMalformed = "name", "feeder_name_malformed", "refusal-feeder-name-malformed";
        /// A date's pattern without year, month and day once each.
        PatternMalformed { pattern: String } = "date_pattern", "feeder_pattern_malformed", "refusal-feeder-pattern-malformed";
        /// More fields, or more pairs, than there can be.
        TooMany { limit: i64 } = "fields", "feeder_too_many", "refusal-feeder-too-many";
        /// A field that is neither known nor a dimension.
        FieldUnknown { field: String } = "fields", "feeder_field_unknown", "refusal-feeder-field-unknown";
        /// A field that is told twice.
        FieldTwice { field: String } = "fields", "feeder_field_twice", "refusal-feeder-field-twice";
        /// A field that comes from nowhere.
        FieldNowhere { field: String } = "fields", "feeder_field_nowhere", "refusal-feeder-field-nowhere";
        /// A field that must be told and is not.
        FieldNeeded { field: String } = "fields", "feeder_field_needed", "refusal-feeder-field-needed";
        /// Both an amount and debit or credit, or one of these alone.
        AmountFields = "fields", "feeder_amount_fields", "refusal-feeder-amount-fields";
        /// A column that is no number, in a file without a header.
        ColumnNumber { column: String } = "fields", "feeder_column_number", "refusal-feeder-column-number";
        /// A code that is translated in two ways.
        PairTwice { field: String, value: String } = "fields", "feeder_pair_twice", "refusal-feeder-pair-twice";
        /// A relation that the model has not, or for what is no dimension.
        RelationUnknown { relation: String } = "fields", "feeder_relation_unknown", "refusal-feeder-relation-unknown";
        /// A series or a kind that is not in its register.
        SeriesUnknown { value: String } = "series", "feeder_series_unknown", "refusal-feeder-series-unknown";

        // The file.
        /// The feeder takes no more files.
        Closed { feeder: String } = "feeder", "feeder_closed", "refusal-feeder-closed";
        /// The same bytes were taken before.
        FileKnown { file: String, receipt: i64, at: Date, by: String } = "file", "feeder_file_known", "refusal-feeder-file-known";
        /// A column that the mapping names is not in the file.
        ColumnMissing { column: String } = "", "feeder_column_missing", "refusal-feeder-column-missing";
        /// A header and nothing below it.
        NoRows = "file", "feeder_no_rows", "refusal-feeder-no-rows";

        // A row.
        /// A field that must have something is empty.
        Missing = "", "feeder_missing", "refusal-feeder-missing";
        /// A formula in the place of a value.
        Formula { value: String } = "", "feeder_formula", "refusal-feeder-formula";
        /// A code that the translation does not have.
        Untranslated { value: String } = "", "feeder_untranslated", "refusal-feeder-untranslated";
        /// A relation that has nothing for the row.
        RelationEmpty { relation: String } = "", "feeder_relation_empty", "refusal-feeder-relation-empty";
        /// An amount or a quantity that cannot be read.
        AmountUnreadable { value: String } = "", "feeder_amount_unreadable", "refusal-feeder-amount-unreadable";
        /// An amount with the other decimal sign.
        AmountSign { value: String } = "", "feeder_amount_sign", "refusal-feeder-amount-sign";
        /// An amount with more than two decimals.
        AmountTooFine { value: String } = "", "feeder_amount_too_fine", "refusal-feeder-amount-too-fine";
        /// An amount, or the difference of debit and credit, that is too large.
        AmountTooLarge = "", "feeder_amount_too_large", "refusal-feeder-amount-too-large";
        /// A date that is not written by the pattern, or is no day.
        DateUnreadable { value: String, pattern: String } = "", "feeder_date_unreadable", "refusal-feeder-date-unreadable";
        /// A period that is none.
        PeriodUnreadable { value: String } = "", "feeder_period_unreadable", "refusal-feeder-period-unreadable";
        /// A row that says something else of its voucher than the first.
        Contradiction { value: String, first: String } = "", "feeder_contradiction", "refusal-feeder-contradiction";
        /// The feeder's name of the voucher stands for two in the file.
        ReferenceTwice { reference: String, line: i64 } = "", "feeder_reference_twice", "refusal-feeder-reference-twice";
        /// The feeder's name of the voucher was taken before.
        ReferenceKnown { reference: String, voucher: String, receipt: i64, at: Date, by: String }
            = "", "feeder_reference_known", "refusal-feeder-reference-known";
        /// No receipt has that number.
        ReceiptUnknown { receipt: i64 } = "receipt", "feeder_receipt_unknown", "refusal-feeder-receipt-unknown";
        /// The bytes of its file were disposed of; the receipt stands.
        FileDisposed { receipt: i64, decision: i64 }
            = "receipt", "feeder_file_disposed", "refusal-feeder-file-disposed";
    }
}

/// A refusal with its place in the file: the row and the column as the file has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FeederRefusal {
    /// The exchange's own.
    Own {
        /// Row of the file, from 1; none for what concerns it all.
        line: Option<u32>,
        /// Column; empty where the cause has its own field.
        column: String,
        /// The voucher by the file's key; empty for none.
        voucher: String,
        /// What is wrong.
        cause: FeederCause,
    },
    /// The file is no table.
    Table(table_file::LineMistake),
    /// The ledger refuses the voucher.
    Post {
        /// Column of the file; the ledger's field where it has none.
        column: String,
        /// What is wrong.
        refusal: Box<PostRefusal>,
    },
}

impl FeederRefusal {
    /// The voucher it concerns, by the file's key.
    pub fn voucher(&self) -> &str {
        match self {
            Self::Own { voucher, .. } => voucher,
            Self::Table(_) => "",
            Self::Post { refusal, .. } => &refusal.voucher,
        }
    }
}

impl From<FeederCause> for FeederRefusal {
    fn from(cause: FeederCause) -> Self {
        Self::Own {
            line: None,
            column: String::new(),
            voucher: String::new(),
            cause,
        }
    }
}

impl From<KeyReused> for FeederRefusal {
    fn from(reused: KeyReused) -> Self {
        FeederCause::KeyReused { key: reused.key }.into()
    }
}

impl From<PostRefusal> for FeederRefusal {
    fn from(refusal: PostRefusal) -> Self {
        Self::Post {
            column: refusal.cause.field(),
            refusal: Box::new(refusal),
        }
    }
}

impl Refusal for FeederRefusal {
    fn name(&self) -> &'static str {
        match self {
            Self::Own { cause, .. } => cause.name(),
            Self::Table(mistake) => mistake.name(),
            Self::Post { refusal, .. } => refusal.name(),
        }
    }

    fn sentence(&self) -> Sentence {
        match self {
            Self::Own { cause, .. } => cause.sentence(),
            Self::Table(mistake) => mistake.sentence(),
            Self::Post { refusal, .. } => refusal.sentence(),
        }
    }

    fn place(&self) -> Place {
        match self {
            Self::Own {
                line, column, cause, ..
            } => Place {
                line: *line,
                field: if column.is_empty() {
                    cause.place().field
                } else {
                    Some(column.clone())
                },
            },
            Self::Table(mistake) => mistake.place(),
            Self::Post { column, refusal } => Place {
                field: Some(column.clone()),
                ..refusal.place()
            },
        }
    }

    fn severity(&self) -> Severity {
        match self {
            Self::Own { .. } => Severity::Refused,
            Self::Table(mistake) => mistake.severity(),
            Self::Post { refusal, .. } => refusal.severity(),
        }
    }
}
