//! A provider's protocol, whichever it is. A program that was built without protocols refuses with words.

use kameral_base::Timestamp;

use super::commands::Proof;
use super::flow::Flow;
use super::{FederationRefusal, Provider};

/// Whether somebody can sign in by a provider in this program at all.
pub const IS_BUILT: bool = cfg!(feature = "federation");

#[cfg(feature = "federation")]
mod built {
    use super::{FederationRefusal, Flow, Proof, Provider, Timestamp};
    use crate::federation::http::Http;
    use crate::federation::{Kind, oidc, saml};

    /// Where the browser is sent.
    pub fn question(provider: &Provider, flow: &mut Flow) -> Result<String, FederationRefusal> {
        match provider.kind {
            Kind::Oidc => oidc::question(provider, flow, &Http::new()),
            Kind::Saml => saml::question(provider, flow),
            Kind::Directory => Err(FederationRefusal::ProviderUnknown),
        }
    }

    /// What a code proves.
    pub fn prove_code(
        provider: &Provider,
        flow: &Flow,
        code: &str,
        now: Timestamp,
    ) -> Result<Proof, FederationRefusal> {
        oidc::prove(provider, flow, code, &Http::new(), now)
    }

    /// What a posted answer proves.
    pub fn prove_answer(
        provider: &Provider,
        flow: &Flow,
        answer: &str,
        state: &str,
        now: Timestamp,
    ) -> Result<Proof, FederationRefusal> {
        saml::prove(provider, flow, answer, state, now)
    }

    /// Our own metadata, for a provider's administrator.
    pub fn our_metadata(provider: &Provider) -> Result<String, FederationRefusal> {
        match provider.kind {
            Kind::Saml => saml::our_metadata(provider),
            _ => Err(FederationRefusal::ProviderUnknown),
        }
    }

    /// Whether the provider answers, and its settings can be used.
    pub fn test(provider: &Provider) -> Result<(), FederationRefusal> {
        match provider.kind {
            Kind::Oidc => {
                oidc::discover(provider, &Http::new())?;
                oidc::secret(provider).map(|_| ())
            }
            Kind::Saml => saml::our_metadata(provider).map(|_| ()),
            Kind::Directory => Ok(()),
        }
    }

    /// Whether metadata can be read, and is the provider's own.
    pub fn is_described(provider: &Provider) -> bool {
        saml::described(provider).is_ok()
    }

    /// Metadata at an address.
    pub fn fetch(address: &str) -> Result<String, String> {
        Http::new().text(address).map_err(|error| error.to_string())
    }
}

#[cfg(not(feature = "federation"))]
mod built {
    use super::{FederationRefusal, Flow, Proof, Provider, Timestamp};

    /// Refused: this program has no protocols.
    pub fn question(_: &Provider, _: &mut Flow) -> Result<String, FederationRefusal> {
        Err(FederationRefusal::NotBuilt)
    }

    /// Refused: this program has no protocols.
    pub fn prove_code(_: &Provider, _: &Flow, _: &str, _: Timestamp) -> Result<Proof, FederationRefusal> {
        Err(FederationRefusal::NotBuilt)
    }

    /// Refused: this program has no protocols.
    pub fn prove_answer(_: &Provider, _: &Flow, _: &str, _: &str, _: Timestamp) -> Result<Proof, FederationRefusal> {
        Err(FederationRefusal::NotBuilt)
    }

    /// Refused: this program has no protocols.
    pub fn our_metadata(_: &Provider) -> Result<String, FederationRefusal> {
        Err(FederationRefusal::NotBuilt)
    }

    /// Refused: this program has no protocols.
    pub fn test(_: &Provider) -> Result<(), FederationRefusal> {
        Err(FederationRefusal::NotBuilt)
    }

    /// Nothing can be said of it here.
    pub fn is_described(_: &Provider) -> bool {
        true
    }

    /// Refused: this program asks nobody.
    pub fn fetch(_: &str) -> Result<String, String> {
        Err("built without federation".to_owned())
    }
}

pub use built::{fetch, is_described, our_metadata, prove_answer, prove_code, question, test};
