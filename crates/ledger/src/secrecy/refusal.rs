//! Why a mark of secrecy is not set or lifted. The first that applies wins.

use kameral_access::KeyReused;
use kameral_base::{Place, Refusal, Sentence};

use super::TEXT_CHARS_MAX;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "a field bears the name of what it holds")]
pub enum SecrecyRefusal {
    /// The key came before with another request.
    KeyReused { key: String },
    /// The paragraph is missing, too long, or has line ends.
    StatuteMissing,
    /// The reason is missing, too long, or has line ends.
    ReasonMissing,
    /// The last day lies before the first.
    DatesBackward,
    /// There is no such voucher, draft or document.
    SubjectUnknown { subject: String },
    /// It is marked already.
    AlreadyMarked { subject: String },
    /// There is no mark in force with that number.
    NumberUnknown { number: i64 },
}

impl From<KeyReused> for SecrecyRefusal {
    fn from(reused: KeyReused) -> Self {
        Self::KeyReused { key: reused.key }
    }
}

impl SecrecyRefusal {
    fn parts(&self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::KeyReused { .. } => ("key_reused", "refusal-key-reused", "key"),
            Self::StatuteMissing => ("secrecy_statute_missing", "refusal-secrecy-statute-missing", "statute"),
            Self::ReasonMissing => ("secrecy_reason_missing", "refusal-secrecy-reason-missing", "reason"),
            Self::DatesBackward => ("secrecy_dates_backward", "refusal-secrecy-dates-backward", "valid_to"),
            Self::SubjectUnknown { .. } => ("secrecy_subject_unknown", "refusal-secrecy-subject-unknown", "subject"),
            Self::AlreadyMarked { .. } => ("secrecy_already_marked", "refusal-secrecy-already-marked", "subject"),
            Self::NumberUnknown { .. } => ("secrecy_number_unknown", "refusal-secrecy-number-unknown", "number"),
        }
    }
}

impl Refusal for SecrecyRefusal {
    fn name(&self) -> &'static str {
        self.parts().0
    }

    fn sentence(&self) -> Sentence {
        let sentence = Sentence::new(self.parts().1);
        match self {
            Self::KeyReused { key } => sentence.with("key", key),
            Self::StatuteMissing | Self::ReasonMissing => sentence.with("max", TEXT_CHARS_MAX),
            Self::SubjectUnknown { subject } | Self::AlreadyMarked { subject } => sentence.with("subject", subject),
            Self::NumberUnknown { number } => sentence.with("number", *number),
            Self::DatesBackward => sentence,
        }
    }

    fn place(&self) -> Place {
        Place::field(self.parts().2)
    }
}
