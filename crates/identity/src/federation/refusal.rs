//! Why a sign-in by an agency's own provider is refused.

use kameral_base::{Refusal, Sentence};

/// Why nobody is signed in. Tried in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FederationRefusal {
    /// The program was built without the protocols.
    NotBuilt,
    /// There is no such provider, or it counts no longer.
    ProviderUnknown,
    /// Too many attempts from the browser or its network failed; nothing was looked at.
    Throttled {
        /// Seconds until the next attempt.
        seconds: i64,
    },
    /// So many ask the provider at once that no more are let through.
    Busy,
    /// The answer does not belong to a question from this browser, or came too late or twice.
    FlowUnknown,
    /// The provider said no.
    Declined,
    /// The provider cannot be asked.
    Unreachable,
    /// What the provider sent does not prove anything.
    ProofRefused {
        /// What is wrong with it, for history: `signature`, `audience` …
        why: &'static str,
    },
    /// The proof is weaker than what is required.
    AssuranceTooLow,
    /// The provider does not say who it is, in a form that is a login.
    LoginMissing,
    /// The provider does not vouch for such logins.
    LoginForeign,
    /// Nobody here has that login.
    PersonUnknown,
    /// The user is known as another person, or is not to be recognised by login alone.
    PersonTied,
    /// The user governs people or the installation, and the provider is not trusted with that.
    PersonGoverns,
    /// The user may not sign in.
    Inactive,
}

impl Refusal for FederationRefusal {
    fn name(&self) -> &'static str {
        match self {
            Self::NotBuilt => "federation_not_built",
            Self::ProviderUnknown => "federation_provider_unknown",
            Self::Throttled { .. } => "federation_throttled",
            Self::Busy => "federation_busy",
            Self::FlowUnknown => "federation_flow_unknown",
            Self::Declined => "federation_declined",
            Self::Unreachable => "federation_unreachable",
            Self::ProofRefused { .. } => "federation_proof_refused",
            Self::AssuranceTooLow => "federation_assurance_too_low",
            Self::LoginMissing => "federation_login_missing",
            Self::LoginForeign => "federation_login_foreign",
            Self::PersonUnknown => "federation_person_unknown",
            Self::PersonTied => "federation_person_tied",
            Self::PersonGoverns => "federation_person_governs",
            Self::Inactive => "federation_inactive",
        }
    }

    fn sentence(&self) -> Sentence {
        if let Self::Throttled { seconds } = self {
            return Sentence::new("refusal-federation-throttled").with("seconds", *seconds);
        }
        Sentence::new(match self {
            Self::Throttled { .. } => "refusal-federation-throttled",
            Self::Busy => "refusal-federation-busy",
            Self::NotBuilt => "refusal-federation-not-built",
            Self::ProviderUnknown => "refusal-federation-provider-unknown",
            Self::FlowUnknown => "refusal-federation-flow-unknown",
            Self::Declined => "refusal-federation-declined",
            Self::Unreachable => "refusal-federation-unreachable",
            Self::ProofRefused { .. } => "refusal-federation-proof-refused",
            Self::AssuranceTooLow => "refusal-federation-assurance-too-low",
            Self::LoginMissing => "refusal-federation-login-missing",
            Self::LoginForeign => "refusal-federation-login-foreign",
            Self::PersonUnknown => "refusal-federation-person-unknown",
            Self::PersonTied => "refusal-federation-person-tied",
            Self::PersonGoverns => "refusal-federation-person-governs",
            Self::Inactive => "refusal-federation-inactive",
        })
    }
}

impl FederationRefusal {
    /// What history keeps of it: its name, and what was wrong with the proof.
    pub fn detail(&self) -> String {
        match self {
            Self::ProofRefused { why } => format!("{} {why}", self.name()),
            _ => self.name().to_owned(),
        }
    }
}
