//! Why a substitute is not appointed or ended.

use kameral_base::{Place, Refusal, Sentence};

use crate::KeyReused;
use crate::held_roles::{DECISION_CHARS_MAX, DecisionMistake};

/// Why a substitute is not appointed or ended. Tried in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubstituteRefusal {
    /// The idempotency key was used for another request.
    KeyReused(KeyReused),
    /// The last day lies before the first.
    ValidityBackward,
    /// There are more days than anybody is a substitute at a time.
    TooLong {
        /// The most days.
        max: i64,
    },
    /// The decision has no reference.
    DecisionMissing,
    /// The reference of the decision is too long, or has characters that are not written.
    DecisionMalformed,
    /// The decision is dated after today.
    DecisionLater,
    /// There is no user with that login.
    UserUnknown {
        /// The login.
        login: String,
    },
    /// The data on the substitute are restricted: they are lent nothing new (GDPR art. 18).
    UserRestricted {
        /// The login.
        login: String,
    },
    /// Somebody would be their own substitute.
    SamePerson,
    /// Nobody appoints themselves.
    OwnAppointment,
    /// There is no such role.
    RoleUnknown {
        /// The role's code.
        role: String,
    },
    /// The two are substitute and principal already, on some of the days.
    SubstituteHeld,
    /// The substitute would work with what a rule of separation keeps apart.
    KeptApart {
        /// The rule's code.
        rule: String,
        /// The rule's Swedish name.
        name: String,
    },
    /// There is no such substitute in the entity, or it was ended before.
    SubstituteUnknown,
}

impl SubstituteRefusal {
    fn parts(&self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::KeyReused(_) => ("key_reused", "refusal-key-reused", "key"),
            Self::ValidityBackward => ("role_validity_backward", "refusal-role-validity-backward", "valid_to"),
            Self::TooLong { .. } => ("substitute_too_long", "refusal-substitute-too-long", "valid_to"),
            Self::DecisionMissing => ("decision_missing", "refusal-decision-missing", "decision"),
            Self::DecisionMalformed => ("decision_malformed", "refusal-decision-malformed", "decision"),
            Self::DecisionLater => ("decision_later", "refusal-decision-later", "decided_on"),
            Self::UserUnknown { .. } => ("user_unknown", "refusal-user-unknown", "login"),
            Self::UserRestricted { .. } => ("user_restricted", "refusal-user-restricted", "login"),
            Self::SamePerson => ("substitute_same", "refusal-substitute-same", "login"),
            Self::OwnAppointment => ("own_substitute", "refusal-own-substitute", "login"),
            Self::RoleUnknown { .. } => ("role_unknown", "refusal-role-unknown", "roles"),
            Self::SubstituteHeld => ("substitute_held", "refusal-substitute-held", "valid_from"),
            Self::KeptApart { .. } => ("substitute_kept_apart", "refusal-substitute-kept-apart", "login"),
            Self::SubstituteUnknown => ("substitute_unknown", "refusal-substitute-unknown", "substitute"),
        }
    }
}

impl Refusal for SubstituteRefusal {
    fn name(&self) -> &'static str {
        self.parts().0
    }

    fn sentence(&self) -> Sentence {
        let sentence = Sentence::new(self.parts().1);
        match self {
            Self::KeyReused(reused) => reused.sentence(),
            Self::TooLong { max } => sentence.with("max", *max),
            Self::UserUnknown { login } | Self::UserRestricted { login } => sentence.with("login", login),
            Self::RoleUnknown { role } => sentence.with("role", role),
            Self::KeptApart { rule, name } => sentence.with("rule", rule).with("name", name),
            Self::DecisionMalformed => sentence.with("max", DECISION_CHARS_MAX),
            _ => sentence,
        }
    }

    fn place(&self) -> Place {
        Place::field(self.parts().2)
    }
}

impl From<KeyReused> for SubstituteRefusal {
    fn from(reused: KeyReused) -> Self {
        Self::KeyReused(reused)
    }
}

impl From<DecisionMistake> for SubstituteRefusal {
    fn from(mistake: DecisionMistake) -> Self {
        match mistake {
            DecisionMistake::Missing => Self::DecisionMissing,
            DecisionMistake::Malformed => Self::DecisionMalformed,
            DecisionMistake::Later => Self::DecisionLater,
        }
    }
}
