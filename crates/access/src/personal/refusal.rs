//! Why a protection is not set or lifted. The order of the variants is the order they are tried.

use kameral_base::{Place, Refusal, Sentence};

use crate::keys::KeyReused;
use crate::personal::REASON_CHARS_MAX;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProtectionRefusal {
    /// The idempotency key was used for another request.
    KeyReused(KeyReused),
    /// The reason is empty.
    ReasonMissing,
    /// The reason is longer than [`REASON_CHARS_MAX`], or has characters that are not written.
    ReasonMalformed,
    /// The dimension is empty, or given where there is none.
    DimensionMissing,
    /// The login or value is empty.
    SubjectMissing,
    /// There is no user with that login.
    UserUnknown {
        /// The login.
        login: String,
    },
    /// It is protected so already.
    AlreadySet,
    /// There is no protection with that number in force.
    NumberUnknown {
        /// The number.
        number: i64,
    },
}

impl ProtectionRefusal {
    fn parts(&self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::KeyReused(_) => ("key_reused", "refusal-key-reused", "key"),
            Self::ReasonMissing => (
                "protection_reason_missing",
                "refusal-protection-reason-missing",
                "reason",
            ),
            Self::ReasonMalformed => (
                "protection_reason_malformed",
                "refusal-protection-reason-malformed",
                "reason",
            ),
            Self::DimensionMissing => (
                "protection_dimension_missing",
                "refusal-protection-dimension-missing",
                "dimension",
            ),
            Self::SubjectMissing => (
                "protection_subject_missing",
                "refusal-protection-subject-missing",
                "subject",
            ),
            Self::UserUnknown { .. } => ("user_unknown", "refusal-user-unknown", "subject"),
            Self::AlreadySet => ("protection_already_set", "refusal-protection-already-set", "subject"),
            Self::NumberUnknown { .. } => (
                "protection_number_unknown",
                "refusal-protection-number-unknown",
                "number",
            ),
        }
    }
}

impl Refusal for ProtectionRefusal {
    fn name(&self) -> &'static str {
        self.parts().0
    }

    fn sentence(&self) -> Sentence {
        let sentence = Sentence::new(self.parts().1);
        match self {
            Self::KeyReused(reused) => reused.sentence(),
            Self::ReasonMalformed => sentence.with("max", REASON_CHARS_MAX),
            Self::UserUnknown { login } => sentence.with("login", login),
            Self::NumberUnknown { number } => sentence.with("number", *number),
            Self::ReasonMissing | Self::DimensionMissing | Self::SubjectMissing | Self::AlreadySet => sentence,
        }
    }

    fn place(&self) -> Place {
        Place::field(self.parts().2)
    }
}

impl From<KeyReused> for ProtectionRefusal {
    fn from(reused: KeyReused) -> Self {
        Self::KeyReused(reused)
    }
}
