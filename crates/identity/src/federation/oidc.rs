//! OpenID Connect: authorisation code with PKCE (OpenID Connect Core 1.0, RFC 7636, RFC 9700).
//!
//! Discovery and keys are read anew at every sign-in, so a provider's change of keys needs nothing here.
//! What the signed token says is taken; an answer that is not signed by the provider's present keys, is
//! not meant for us, not asked by this browser or no longer valid, proves nothing.

use std::fs;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use kameral_base::Timestamp;
use openidconnect::core::{
    CoreAuthPrompt, CoreAuthenticationFlow, CoreClient, CoreIdToken, CoreJwsSigningAlgorithm, CoreProviderMetadata,
};
use openidconnect::{
    AuthenticationContextClass, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, CsrfToken,
    IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, TokenResponse as _,
};
use serde_json::{Map, Value};

use super::commands::Proof;
use super::flow::Flow;
use super::http::Http;
use super::{FederationRefusal, Proven, Provider};

/// Clocks of two machines may differ so much, in seconds.
const SKEW_SECONDS: i64 = 60;
/// The longest secret in a file.
const SECRET_BYTES_MAX: usize = 4096;

/// Signatures that are taken: none that is made with a secret both know, and never `none`.
const SIGNATURES: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// What a provider says of itself, with its present keys.
pub fn discover(provider: &Provider, http: &Http) -> Result<CoreProviderMetadata, FederationRefusal> {
    let issuer = IssuerUrl::new(provider.issuer.clone()).map_err(|_| FederationRefusal::Unreachable)?;
    CoreProviderMetadata::discover(&issuer, http).map_err(|error| unreachable(provider, &error))
}

fn unreachable(provider: &Provider, error: &dyn std::fmt::Debug) -> FederationRefusal {
    tracing::warn!(provider = %provider.code, ?error, "the provider gave no answer that can be used");
    FederationRefusal::Unreachable
}

/// Where the browser is sent.
pub fn question(provider: &Provider, flow: &Flow, http: &Http) -> Result<String, FederationRefusal> {
    let metadata = discover(provider, http)?;
    let back = RedirectUrl::new(provider.return_address()).map_err(|_| FederationRefusal::Unreachable)?;
    let client = CoreClient::from_provider_metadata(metadata, ClientId::new(provider.client_id.clone()), None)
        .set_redirect_uri(back);
    let (state, nonce) = (flow.state(), flow.nonce());
    let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(flow.verifier()));
    let mut asked = client
        .authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            move || CsrfToken::new(state),
            move || Nonce::new(nonce),
        )
        .add_scope(Scope::new("profile".to_owned()))
        .add_scope(Scope::new("email".to_owned()))
        .set_pkce_challenge(challenge);
    for class in &provider.assurance {
        asked = asked.add_auth_context_value(AuthenticationContextClass::new(class.clone()));
    }
    if flow.again.is_some() {
        // A provider that is given an age says when the person was proven.
        asked = asked
            .add_prompt(CoreAuthPrompt::Login)
            .set_max_age(std::time::Duration::ZERO);
    } else if let Some(seconds) = provider.max_age_seconds {
        asked = asked.set_max_age(std::time::Duration::from_secs(seconds.into()));
    }
    Ok(asked.url().0.to_string())
}

/// What a code proves.
pub fn prove(
    provider: &Provider,
    flow: &Flow,
    code: &str,
    http: &Http,
    now: Timestamp,
) -> Result<Proof, FederationRefusal> {
    let metadata = discover(provider, http)?;
    let back = RedirectUrl::new(provider.return_address()).map_err(|_| FederationRefusal::Unreachable)?;
    let secret = secret(provider)?;
    let client = CoreClient::from_provider_metadata(metadata, ClientId::new(provider.client_id.clone()), secret)
        .set_redirect_uri(back);
    let asked = client
        .exchange_code(AuthorizationCode::new(code.to_owned()))
        .map_err(|error| unreachable(provider, &error))?
        .set_pkce_verifier(PkceCodeVerifier::new(flow.verifier()));
    // A code that was used, is too old or is another's, is refused by the provider here.
    let answer = asked.request(http).map_err(|error| match error {
        openidconnect::RequestTokenError::ServerResponse(_) => FederationRefusal::ProofRefused { why: "code" },
        other => unreachable(provider, &other),
    })?;
    let token = answer
        .id_token()
        .ok_or(FederationRefusal::ProofRefused { why: "no_token" })?;
    check(provider, flow, token, &client.id_token_verifier(), now)?;
    let claims = claims(token)?;
    Ok(Proof {
        person: person(provider, &claims),
        proven_at: proven_at(&claims),
        marks: vec![flow.mark()],
    })
}

type Verifier<'a> = openidconnect::IdTokenVerifier<'a, openidconnect::core::CoreJsonWebKey>;

fn check(
    provider: &Provider,
    flow: &Flow,
    token: &CoreIdToken,
    verifier: &Verifier<'_>,
    now: Timestamp,
) -> Result<(), FederationRefusal> {
    let seconds = now.as_second();
    let oldest = provider
        .max_age_seconds
        .map(|age| seconds - i64::from(age) - SKEW_SECONDS);
    let verifier = verifier
        .clone()
        .set_allowed_algs(SIGNATURES)
        .set_time_fn(move || instant(seconds))
        .set_issue_time_verifier_fn(move |issued| {
            (issued <= instant(seconds + SKEW_SECONDS))
                .then_some(())
                .ok_or_else(|| "issued later".to_owned())
        })
        .set_auth_time_verifier_fn(move |proven| match (oldest, proven) {
            (None, _) => Ok(()),
            (Some(oldest), Some(proven)) if instant(oldest) <= proven => Ok(()),
            _ => Err("proven too long ago".to_owned()),
        });
    let nonce = Nonce::new(flow.nonce());
    match token.claims(&verifier, &nonce) {
        Ok(_) => Ok(()),
        Err(error) => Err(FederationRefusal::ProofRefused { why: why(&error) }),
    }
}

/// A moment as the library has it; the first of 1970 stands for what lies outside its calendar.
fn instant(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}

fn why(error: &ClaimsVerificationError) -> &'static str {
    match error {
        ClaimsVerificationError::Expired(_) => "expired",
        ClaimsVerificationError::InvalidAudience(_) => "audience",
        ClaimsVerificationError::InvalidAuthContext(_) => "assurance",
        ClaimsVerificationError::InvalidAuthTime(_) => "too_old",
        ClaimsVerificationError::InvalidIssuer(_) => "issuer",
        ClaimsVerificationError::InvalidNonce(_) => "nonce",
        ClaimsVerificationError::InvalidSubject(_) => "subject",
        ClaimsVerificationError::SignatureVerification(_) => "signature",
        _ => "form",
    }
}

/// The secret, out of its file; none for a client that has none.
pub fn secret(provider: &Provider) -> Result<Option<ClientSecret>, FederationRefusal> {
    let Some(path) = &provider.secret_file else {
        return Ok(None);
    };
    match fs::read_to_string(path) {
        Ok(text) if text.len() <= SECRET_BYTES_MAX && !text.trim().is_empty() => {
            Ok(Some(ClientSecret::new(text.trim().to_owned())))
        }
        read => Err(unreachable(
            provider,
            &read.map(|_| "the file of the secret is empty or too long"),
        )),
    }
}

/// What a token says, after its signature has been checked: also what the standard does not name.
fn claims(token: &CoreIdToken) -> Result<Map<String, Value>, FederationRefusal> {
    let unread = FederationRefusal::ProofRefused { why: "form" };
    let text = token.to_string();
    let body = text
        .split('.')
        .nth(1)
        .and_then(|part| URL_SAFE_NO_PAD.decode(part).ok());
    body.and_then(|bytes| serde_json::from_slice(&bytes).ok()).ok_or(unread)
}

/// When the person last showed the provider who they are (`auth_time`).
fn proven_at(claims: &Map<String, Value>) -> Option<Timestamp> {
    let seconds = claims.get("auth_time")?.as_i64()?;
    Timestamp::from_second(seconds).ok()
}

fn person(provider: &Provider, claims: &Map<String, Value>) -> Proven {
    let text = |name: &str| claims.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let groups = match claims.get(&provider.groups_claim) {
        Some(Value::Array(groups)) => groups.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Some(Value::String(group)) => vec![group.clone()],
        _ => Vec::new(),
    };
    Proven {
        subject: text("sub"),
        login: text(&provider.login_claim),
        name: text(&provider.name_claim),
        groups,
        assurance: claims.get("acr").and_then(Value::as_str).map(str::to_owned),
    }
}
