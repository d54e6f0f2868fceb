//! Why a command about tokens of programs is refused. In the order they are tried.

use kameral_base::{Place, Refusal, Sentence};

use crate::api_tokens::{NAME_CHARS_MAX, TOKEN_DAYS_MAX, TOKENS_MAX};
use crate::keys::KeyReused;
use crate::user_refusal::UserRefusal;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TokenRefusal {
    /// The idempotency key was used for another request.
    KeyReused(KeyReused),
    /// Identity was last proven too long ago for this.
    ProofNeeded,
    /// The session has ended while this was done.
    SessionEnded,
    /// A token for somebody who signs in, made by another: a person makes their own.
    TokenOfPerson {
        /// Whose it would be.
        login: String,
    },
    /// The token has no name, or too long a one.
    TokenNameMalformed,
    /// No permission is named.
    TokenPermissionMissing,
    /// A permission is not one of the program's.
    TokenPermissionUnknown {
        /// Its code.
        permission: String,
    },
    /// A permission is for persons alone.
    TokenPermissionSensitive {
        /// Its code.
        permission: String,
    },
    /// No entity is named, or one where the user holds no role.
    TokenEntityUnknown,
    /// The token would live for too short or too long a time.
    TokenDaysMalformed,
    /// What is wrong with the user it is for.
    User(UserRefusal),
    /// The user has as many living tokens as there is room for.
    TokensFull,
    /// There is no such token, or it has been revoked.
    TokenUnknown,
}

impl TokenRefusal {
    const fn parts(&self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::KeyReused(_) | Self::User(_) => ("", "", ""),
            Self::ProofNeeded => ("proof_needed", "refusal-proof-needed", ""),
            Self::SessionEnded => ("session_ended", "refusal-session-ended", ""),
            Self::TokenOfPerson { .. } => ("token_of_person", "refusal-token-of-person", "login"),
            Self::TokenNameMalformed => ("token_name_malformed", "refusal-token-name-malformed", "name"),
            Self::TokenPermissionMissing => (
                "token_permission_missing",
                "refusal-token-permission-missing",
                "permissions",
            ),
            Self::TokenPermissionUnknown { .. } => (
                "token_permission_unknown",
                "refusal-token-permission-unknown",
                "permissions",
            ),
            Self::TokenPermissionSensitive { .. } => (
                "token_permission_sensitive",
                "refusal-token-permission-sensitive",
                "permissions",
            ),
            Self::TokenEntityUnknown => ("token_entity_unknown", "refusal-token-entity-unknown", "entities"),
            Self::TokenDaysMalformed => ("token_days_malformed", "refusal-token-days-malformed", "days"),
            Self::TokensFull => ("tokens_full", "refusal-tokens-full", ""),
            Self::TokenUnknown => ("token_unknown", "refusal-token-unknown", ""),
        }
    }
}

impl Refusal for TokenRefusal {
    fn name(&self) -> &'static str {
        match self {
            Self::KeyReused(reused) => reused.name(),
            Self::User(refusal) => refusal.name(),
            _ => self.parts().0,
        }
    }

    fn sentence(&self) -> Sentence {
        let sentence = |of: &Self| Sentence::new(of.parts().1);
        match self {
            Self::KeyReused(reused) => reused.sentence(),
            Self::User(refusal) => refusal.sentence(),
            Self::TokenOfPerson { login } => sentence(self).with("login", login),
            Self::TokenNameMalformed => sentence(self).with("max", NAME_CHARS_MAX),
            Self::TokenDaysMalformed => sentence(self).with("max", TOKEN_DAYS_MAX),
            Self::TokensFull => sentence(self).with("max", TOKENS_MAX),
            Self::TokenPermissionUnknown { permission } | Self::TokenPermissionSensitive { permission } => {
                sentence(self).with("permission", permission)
            }
            _ => sentence(self),
        }
    }

    fn place(&self) -> Place {
        match self {
            Self::KeyReused(reused) => reused.place(),
            Self::User(refusal) => refusal.place(),
            _ => Place::field(self.parts().2),
        }
    }
}

impl From<KeyReused> for TokenRefusal {
    fn from(reused: KeyReused) -> Self {
        Self::KeyReused(reused)
    }
}

impl From<UserRefusal> for TokenRefusal {
    fn from(refusal: UserRefusal) -> Self {
        Self::User(refusal)
    }
}
