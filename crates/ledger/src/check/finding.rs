//! What an integrity check can find: numbered kinds, each with a title, a reason and a sentence.

use kameral_base::{Arg, Sentence};
use kameral_store::Fault;

use crate::voucher::VoucherNumber;

/// One thing that does not hold, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What sort of thing.
    pub kind: FindingKind,
    /// Where.
    pub place: FindingPlace,
    /// What should have stood there, where that can be told in a word.
    pub expected: String,
    /// What stands there.
    pub found: String,
}

/// Where a finding is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FindingPlace {
    /// Table.
    pub table: &'static str,
    /// Column; several are parted by a comma.
    pub column: String,
    /// The voucher, where it concerns one that can be read.
    pub voucher: Option<VoucherNumber>,
    /// Its place in the journal.
    pub journal_seq: Option<i64>,
    /// Line of the voucher.
    pub line: Option<i64>,
    /// Anything else that is named: a series, an account, a period.
    pub subject: String,
}

impl FindingPlace {
    /// A table and a column.
    pub(crate) fn of(table: &'static str, column: &str) -> Self {
        Self {
            table,
            column: column.to_owned(),
            ..Self::default()
        }
    }

    /// The same place, of a thing with a name.
    pub(crate) fn named(self, subject: impl Into<String>) -> Self {
        Self {
            subject: subject.into(),
            ..self
        }
    }

    /// The same place, in a voucher.
    pub(crate) fn voucher(self, number: &VoucherNumber, journal_seq: i64) -> Self {
        Self {
            voucher: Some(number.clone()),
            journal_seq: Some(journal_seq),
            ..self
        }
    }

    /// The same place, at a place in the journal whose voucher is not known.
    pub(crate) fn seq(self, journal_seq: i64) -> Self {
        Self {
            journal_seq: Some(journal_seq),
            ..self
        }
    }

    /// The same place, on a line.
    pub(crate) fn line(self, line: i64) -> Self {
        Self {
            line: Some(line),
            ..self
        }
    }
}

impl std::fmt::Display for FindingPlace {
    /// `A-2026-17:2`, `#17:2` where the number is not known, or the name of the thing.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (&self.voucher, self.journal_seq) {
            (Some(number), _) => write!(f, "{number}")?,
            (None, Some(seq)) => write!(f, "#{seq}")?,
            (None, None) if self.subject.is_empty() => f.write_str(self.table)?,
            (None, None) => {}
        }
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        let apart = if self.subject.is_empty() || self.journal_seq.is_none() {
            ""
        } else {
            " "
        };
        write!(f, "{apart}{}", self.subject)
    }
}

impl Finding {
    /// What was found, and what it means for whoever reads it.
    pub fn sentence(&self) -> Sentence {
        self.kind
            .sentence()
            .with("where", self.place.to_string())
            .with("column", self.place.column.clone())
            .with("expected", Arg::Text(self.expected.clone()))
            .with("found", Arg::Text(self.found.clone()))
    }

    /// Told, but nothing wrong: gaps in a series that another system numbers, texts that went by a decision.
    pub fn is_information(&self) -> bool {
        matches!(self.kind, FindingKind::OutsideGap | FindingKind::TextsDisposed)
    }

    /// A row or a table that cannot be read.
    pub(crate) fn unreadable(table: &'static str, fault: &Fault) -> Self {
        Self {
            kind: FindingKind::Unreadable,
            place: FindingPlace::of(table, ""),
            expected: String::new(),
            found: fault.to_string(),
        }
    }
}

/// The kinds, each with its number, its stable name, and its name in text keys.
macro_rules! kinds {
    ($($(#[$doc:meta])+ $kind:ident = $number:literal, $name:literal, $text:literal;)+) => {
        /// Sort of [`Finding`]. The hundreds of the number: 1 journal, 2 codings, 3 balances,
        /// 4 corrections, 5 documents, 6 accounting model, 7 periods, 8 open items, 9 the rest.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum FindingKind {
            $($(#[$doc])+ $kind,)+
        }

        impl FindingKind {
            /// Every kind, in order of number.
            pub const ALL: &'static [Self] = &[$(Self::$kind),+];

            /// Stable number, as the handbook lists it.
            pub const fn number(self) -> u16 {
                match self { $(Self::$kind => $number),+ }
            }

            /// Stable name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => $name),+ }
            }

            /// What must hold, in a few words.
            pub fn title(self) -> Sentence {
                Sentence::new(match self { $(Self::$kind => concat!("finding-", $text, "-title")),+ })
            }

            /// Why it matters.
            pub fn reason(self) -> Sentence {
                Sentence::new(match self { $(Self::$kind => concat!("finding-", $text, "-reason")),+ })
            }

            fn sentence(self) -> Sentence {
                Sentence::new(match self { $(Self::$kind => concat!("finding-", $text)),+ })
            }
        }
    };
}

kinds! {
    /// The journal's sequence has a hole, or a place twice.
    SequenceGap = 101, "sequence_gap", "sequence-gap";
    /// Content and hash differ: a voucher, a line or a document's name was changed afterwards.
    HashWrong = 102, "hash_wrong", "hash-wrong";
    /// A voucher does not follow the one before it.
    ChainBroken = 103, "chain_broken", "chain-broken";
    /// Debit and credit differ.
    Unbalanced = 104, "unbalanced", "unbalanced";
    /// A sum kept in the header differs from the lines.
    HeaderSum = 105, "header_sum", "header-sum";
    /// Lines are not numbered 1, 2, 3 …
    LineNumber = 106, "line_number", "line-number";
    /// Year, period or account of a line differ from its voucher's or its coding's.
    LineCopy = 107, "line_copy", "line-copy";
    /// A line without voucher.
    LineOrphan = 108, "line_orphan", "line-orphan";
    /// A line's coding is not there.
    CodingMissing = 109, "coding_missing", "coding-missing";
    /// A number of a series of our own is missing, doubled or out of order.
    NumberGap = 110, "number_gap", "number-gap";
    /// A number is missing in a series that another system numbers: information.
    OutsideGap = 111, "outside_gap", "outside-gap";
    /// The counter of a series is not its highest number.
    Counter = 112, "counter", "counter";
    /// The end of the journal is not its last voucher.
    JournalHead = 113, "journal_head", "journal-head";
    /// Series, kind, year or version of the model that a voucher names is not there.
    RegisterMissing = 114, "register_missing", "register-missing";
    /// The columns that say what a voucher corrects contradict each other.
    CorrectionColumns = 115, "correction_columns", "correction-columns";
    /// What is left of a voucher whose texts were disposed of was changed afterwards.
    RestChanged = 116, "rest_changed", "rest-changed";
    /// The chain of tombstones has a hole, or one of them was changed afterwards.
    TombstoneBroken = 117, "tombstone_broken", "tombstone-broken";
    /// Tombstone, voucher, log of what is gone and processing history do not say the same.
    TombstoneAlone = 118, "tombstone_alone", "tombstone-alone";
    /// Texts of vouchers were disposed of by a decision: information.
    TextsDisposed = 119, "texts_disposed", "texts-disposed";

    /// A coding's text and its columns differ.
    CodingColumns = 201, "coding_columns", "coding-columns";
    /// Codings are not numbered 1, 2, 3 …
    CodingNumber = 202, "coding_number", "coding-number";

    /// A balance differs from the lines.
    BalanceDiffers = 301, "balance_differs", "balance-differs";
    /// Lines without a balance.
    BalanceMissing = 302, "balance_missing", "balance-missing";
    /// A balance without lines.
    BalanceOrphan = 303, "balance_orphan", "balance-orphan";
    /// Posting rules require more or less of a period than they have posted there.
    ChargeLeft = 304, "charge_left", "charge-left";
    /// What posting rules require of a period cannot be posted.
    ChargeImpossible = 305, "charge_impossible", "charge-impossible";

    /// A line says it corrects another; the register of corrected lines does not.
    CorrectedMissing = 401, "corrected_missing", "corrected-missing";
    /// The register of corrected lines says so; no line does.
    CorrectedOrphan = 402, "corrected_orphan", "corrected-orphan";
    /// A correction does not undo the line it points at.
    NotOpposite = 403, "not_opposite", "not-opposite";
    /// A reversal that leaves lines standing.
    ReversalIncomplete = 404, "reversal_incomplete", "reversal-incomplete";

    /// A document that a voucher names is not there.
    DocumentMissing = 501, "document_missing", "document-missing";
    /// A document's content is not what it was.
    DocumentChanged = 502, "document_changed", "document-changed";
    /// A document of a voucher that is not there.
    DocumentOrphan = 503, "document_orphan", "document-orphan";
    /// The bytes of a file of the outbox, or its row, are not what they were.
    OutgoingChanged = 504, "outgoing_changed", "outgoing-changed";
    /// Files of the outbox are not numbered 1, 2, 3 …
    OutgoingGap = 505, "outgoing_gap", "outgoing-gap";

    /// The model's history has a hole.
    ModelGap = 601, "model_gap", "model-gap";
    /// A change in the model's history was changed afterwards.
    ModelStamp = 602, "model_stamp", "model-stamp";
    /// The model's head is not its last change.
    ModelHead = 603, "model_head", "model-head";
    /// A register row differs from its last change.
    RegisterDiffers = 604, "register_differs", "register-differs";
    /// A register row that history knows is gone.
    RegisterGone = 605, "register_gone", "register-gone";
    /// A register row that history does not know.
    RegisterUnknown = 606, "register_unknown", "register-unknown";

    /// The days of a fiscal year and its name differ.
    YearDays = 701, "year_days", "year-days";
    /// A period's state differs from history.
    PeriodDiffers = 702, "period_differs", "period-differs";
    /// The state of a period is gone, or of a year that is not there.
    PeriodMissing = 703, "period_missing", "period-missing";

    /// Paired lines do not sum to zero.
    PairingUnbalanced = 801, "pairing_unbalanced", "pairing-unbalanced";
    /// More of a line is paired than it holds.
    PairingExceeds = 802, "pairing_exceeds", "pairing-exceeds";
    /// A pairing whose line or head is not there, or on another account.
    PairingOrphan = 803, "pairing_orphan", "pairing-orphan";

    /// The journal ends before a place that is known outside.
    AnchorMissing = 901, "anchor_missing", "anchor-missing";
    /// The journal is another one than what is known outside.
    AnchorDiffers = 902, "anchor_differs", "anchor-differs";
    /// A row or a table cannot be read.
    Unreadable = 903, "unreadable", "unreadable";
    /// A numbered check of the store found rows.
    StoreCheck = 904, "store_check", "store-check";
    /// The processing history has a hole, or a number twice.
    ProcessingGap = 905, "processing_gap", "processing-gap";
    /// A line of the processing history, or what it says was changed, was changed afterwards.
    ProcessingSeal = 906, "processing_seal", "processing-seal";
    /// The end of the processing history is not its last line.
    ProcessingHead = 907, "processing_head", "processing-head";
    /// A change in a register that no line of the processing history tells of.
    ProcessingOrphan = 908, "processing_orphan", "processing-orphan";
}
