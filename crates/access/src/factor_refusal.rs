//! Why a command about one's own factors is refused. In the order they are tried.

use kameral_base::{Place, Refusal, Sentence};

use crate::passkeys::PASSKEYS_MAX;

/// One thing that is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactorRefusal {
    /// The installation has no file of keys, so no secret can be kept.
    KeysMissing,
    /// Identity was last proven too long ago for this.
    ProofNeeded,
    /// The session has ended while this was done.
    SessionEnded,
    /// Only a person may, and it was a token that asked.
    PersonNeeded,
    /// Too many attempts failed.
    FactorThrottled {
        /// Seconds until the next attempt.
        seconds: i64,
    },
    /// The user has an app for codes already.
    TotpThere,
    /// The user has no app for codes that waits to be confirmed, or none at all.
    TotpMissing,
    /// The code is none of the present ones, or has been used.
    CodeWrong,
    /// The passkey has no name, or too long a one.
    PasskeyNameMalformed,
    /// The user has as many passkeys as there is room for.
    PasskeysFull,
    /// The passkey is registered already.
    PasskeyTaken,
    /// There is no such passkey.
    PasskeyUnknown,
}

impl FactorRefusal {
    const fn parts(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::KeysMissing => ("keys_missing", "refusal-keys-missing", ""),
            Self::ProofNeeded => ("proof_needed", "refusal-proof-needed", ""),
            Self::SessionEnded => ("session_ended", "refusal-session-ended", ""),
            Self::PersonNeeded => ("person_needed", "refusal-person-needed", ""),
            Self::FactorThrottled { .. } => ("factor_throttled", "refusal-factor-throttled", "code"),
            Self::TotpThere => ("totp_there", "refusal-totp-there", ""),
            Self::TotpMissing => ("totp_missing", "refusal-totp-missing", ""),
            Self::CodeWrong => ("code_wrong", "refusal-code-wrong", "code"),
            Self::PasskeyNameMalformed => ("passkey_name_malformed", "refusal-passkey-name-malformed", "name"),
            Self::PasskeysFull => ("passkeys_full", "refusal-passkeys-full", ""),
            Self::PasskeyTaken => ("passkey_taken", "refusal-passkey-taken", ""),
            Self::PasskeyUnknown => ("passkey_unknown", "refusal-passkey-unknown", ""),
        }
    }
}

impl Refusal for FactorRefusal {
    fn name(&self) -> &'static str {
        self.parts().0
    }

    fn sentence(&self) -> Sentence {
        let sentence = Sentence::new(self.parts().1);
        match self {
            Self::FactorThrottled { seconds } => sentence.with("seconds", *seconds),
            Self::PasskeysFull => sentence.with("max", PASSKEYS_MAX),
            _ => sentence,
        }
    }

    fn place(&self) -> Place {
        Place::field(self.parts().2)
    }
}
