//! SAML 2.0 as a service provider: signed question by redirect, signed answer by post (SAML Profiles 4.1).
//!
//! The answer's assertion must itself be signed, with RSA and SHA-2 over exclusive canonicalisation, by a
//! certificate in the metadata that was looked at when the provider was kept; certificates inside the
//! answer are not trusted. There must be one assertion and no other, so a signed one cannot stand beside
//! another that is read.

use std::fs;

use kameral_base::Timestamp;
use saml_rs::xml::dom::{self, Node};
use saml_rs::{
    AcsEndpoint, AssertionSignaturePolicy, AudienceValidationPolicy, AuthnRequestSigningPolicy, BrowserInput,
    CertificatePem, ClockSkew, Credentials, EntityId, ForceAuthn, FormField, IdpDescriptor, LogoutPolicy,
    MetadataTrustPolicy, NameIdCreationPolicy, PendingAuthnRequest, PendingSnapshot, PrivateKeyPem, RelayStateParam,
    ReplayPolicy, ResponseSignaturePolicy, Saml, SamlError, SamlValidationContext, Sp, SpConfig, SpValidationPolicy,
    SsoResponse, SsoSession, StartSso, XmlSignatureProfile,
};
use sha2::{Digest as _, Sha256};

use super::commands::Proof;
use super::flow::Flow;
use super::{FederationRefusal, Proven, Provider};

/// Clocks of two machines may differ so much, in milliseconds.
const SKEW_MILLIS: i64 = 60_000;
/// The same in seconds.
const SKEW_SECONDS: i64 = SKEW_MILLIS / 1000;
/// The largest answer.
const ANSWER_BYTES_MAX: usize = 512 * 1024;
/// The login claim that means the subject's own name.
const NAME_ID: &str = "NameID";

/// What metadata says of a provider, where it can be read and is this provider's.
pub fn described(provider: &Provider) -> Result<IdpDescriptor, SamlError> {
    let entity = EntityId::try_new(provider.issuer.clone())?;
    let metadata = provider.metadata.as_deref().unwrap_or_default();
    // Whoever kept the provider has looked at it; a signature of somebody else would add nothing.
    IdpDescriptor::from_metadata_xml_for(entity, metadata, MetadataTrustPolicy::UnsignedForCompatibility)
}

fn ourselves(provider: &Provider) -> Result<Saml<Sp>, SamlError> {
    let read = |path: &Option<String>| {
        let path = path.as_deref().unwrap_or_default();
        fs::read_to_string(path).map_err(|_| SamlError::MissingKey(path.to_owned()))
    };
    let entity = if provider.client_id.is_empty() {
        metadata_address(provider)
    } else {
        provider.client_id.clone()
    };
    let validation = SpValidationPolicy {
        assertions: AssertionSignaturePolicy::RequireSigned,
        responses: ResponseSignaturePolicy::RequireForEncryptedCbc,
        xml_signatures: XmlSignatureProfile::StrictRsaSha2,
        authn_requests: AuthnRequestSigningPolicy::Sign,
        audience: AudienceValidationPolicy::Validate,
        name_id_creation: NameIdCreationPolicy::AllowCreate,
        logout: LogoutPolicy::recommended(),
    };
    let config = SpConfig::builder(EntityId::try_new(entity)?)
        .acs_endpoint(AcsEndpoint::post(provider.return_address())?)
        .credentials(Credentials {
            signing_key: Some(PrivateKeyPem::new(read(&provider.key_file)?)),
            signing_certificate: Some(CertificatePem::new(read(&provider.certificate_file)?)),
            ..Credentials::default()
        })
        .validation(validation)
        .build()?;
    Saml::sp(config)
}

/// Where our own metadata stands.
fn metadata_address(provider: &Provider) -> String {
    provider.our(&format!("/logga-in/med/{}/metadata", provider.code))
}

/// Our own metadata, for the provider's administrator.
pub fn our_metadata(provider: &Provider) -> Result<String, FederationRefusal> {
    Ok(ourselves(provider)
        .map_err(|error| unusable(provider, &error))?
        .metadata_xml()
        .to_owned())
}

/// Where the browser is sent. The question's number is kept with the browser.
pub fn question(provider: &Provider, flow: &mut Flow) -> Result<String, FederationRefusal> {
    let asked = || {
        let state = RelayStateParam::try_from_option(Some(flow.state()))?;
        let mut start = StartSso::redirect().relay_state(state);
        if flow.again.is_some() || provider.max_age_seconds.is_some() {
            start = start.force_authn(ForceAuthn::Required);
        }
        let started = ourselves(provider)?.start_sso(&described(provider)?, start)?;
        let to = started.outbound.redirect_url()?.to_owned();
        Ok::<_, SamlError>((started.pending.request_id().as_str().to_owned(), to))
    };
    let (question, to) = asked().map_err(|error| unusable(provider, &error))?;
    flow.question = question;
    Ok(to)
}

fn unusable(provider: &Provider, error: &SamlError) -> FederationRefusal {
    tracing::warn!(provider = %provider.code, %error, "the provider's settings cannot be used");
    FederationRefusal::Unreachable
}

/// What an answer proves.
pub fn prove(
    provider: &Provider,
    flow: &Flow,
    answer: &str,
    state: &str,
    now: Timestamp,
) -> Result<Proof, FederationRefusal> {
    if ANSWER_BYTES_MAX < answer.len() {
        return Err(FederationRefusal::ProofRefused { why: "form" });
    }
    let (ours, theirs) = match (ourselves(provider), described(provider)) {
        (Ok(ours), Ok(theirs)) => (ours, theirs),
        (Err(error), _) | (_, Err(error)) => return Err(unusable(provider, &error)),
    };
    let session = session(provider, flow, &ours, &theirs, answer, state, now).map_err(|error| {
        tracing::warn!(provider = %provider.code, %error, "an answer proves nothing");
        FederationRefusal::ProofRefused { why: why(&error) }
    })?;
    let assertion = one_assertion(&session.raw_flow().saml_content)?;
    let proven_at = proven_at(&session);
    fresh(provider, proven_at, now)?;
    let mut marks = vec![flow.mark()];
    // The answer's number and the assertion's: each is taken once.
    marks.extend(
        session
            .replay_keys()
            .iter()
            .map(|key| <[u8; 32]>::from(Sha256::digest(key.cache_key()))),
    );
    Ok(Proof {
        person: person(provider, &session, assurance(&assertion)),
        proven_at,
        marks,
    })
}

fn session(
    provider: &Provider,
    flow: &Flow,
    ours: &Saml<Sp>,
    theirs: &IdpDescriptor,
    answer: &str,
    state: &str,
    now: Timestamp,
) -> Result<SsoSession, SamlError> {
    let relay = RelayStateParam::try_from_option(Some(flow.state()))?;
    let back = provider.return_address();
    let pending = PendingSnapshot::authn_request(flow.question.clone(), relay, &provider.issuer, "post", back, "post");
    let pending = PendingAuthnRequest::from_snapshot(pending)?;
    let fields = vec![
        FormField::new("SAMLResponse", answer),
        FormField::new("RelayState", state),
    ];
    // Replays are refused by our own table, in the transaction that takes the proof.
    let context = SamlValidationContext::new(now.into(), ReplayPolicy::DisabledForCompatibility)
        .with_clock_skew(ClockSkew::from_millis(-SKEW_MILLIS, SKEW_MILLIS));
    ours.finish_sso(theirs, &pending, BrowserInput::<SsoResponse>::post(fields), context)
}

/// The one assertion of an answer, wherever in it one may stand.
fn one_assertion(content: &str) -> Result<Node, FederationRefusal> {
    fn collect(node: Node, found: &mut Vec<Node>) {
        if node.local_name == "Assertion" {
            found.push(node.clone());
        }
        for child in node.children {
            collect(child, found);
        }
    }
    let wrapped = FederationRefusal::ProofRefused { why: "wrapping" };
    let document = dom::parse(content).map_err(|_| wrapped.clone())?;
    let direct = document
        .root
        .children
        .iter()
        .filter(|child| child.local_name == "Assertion")
        .count();
    let mut found = Vec::new();
    collect(document.root, &mut found);
    match (direct, found.len(), found.pop()) {
        (1, 1, Some(assertion)) => Ok(assertion),
        _ => Err(wrapped),
    }
}

/// How sure the provider is, as the assertion says.
fn assurance(assertion: &Node) -> Option<String> {
    let statements = assertion
        .children
        .iter()
        .filter(|child| child.local_name == "AuthnStatement");
    let contexts = statements.flat_map(|statement| &statement.children);
    let classes = contexts
        .filter(|child| child.local_name == "AuthnContext")
        .flat_map(|context| &context.children);
    let class = classes
        .into_iter()
        .find(|child| child.local_name == "AuthnContextClassRef")?;
    Some(class.text.trim().to_owned())
}

/// When the person last showed the provider who they are (`AuthnInstant`).
fn proven_at(session: &SsoSession) -> Option<Timestamp> {
    let at = session.authn_session().authn_instant()?;
    at.as_str().parse().ok()
}

/// Whether the person proved who they are lately enough.
fn fresh(provider: &Provider, proven_at: Option<Timestamp>, now: Timestamp) -> Result<(), FederationRefusal> {
    let Some(seconds) = provider.max_age_seconds else {
        return Ok(());
    };
    // A question that asks for a new proof may be answered as late as an answer is waited for.
    let allowed = i64::from(seconds).max(super::flow::FLOW_SECONDS) + SKEW_SECONDS;
    match proven_at {
        Some(proven) if now.as_second() - proven.as_second() <= allowed => Ok(()),
        _ => Err(FederationRefusal::ProofRefused { why: "too_old" }),
    }
}

fn person(provider: &Provider, session: &SsoSession, assurance: Option<String>) -> Proven {
    let values = |name: &str| {
        let attribute = session.attributes().get(name);
        let values = attribute.into_iter().flat_map(saml_rs::Attribute::values);
        values.map(|value| value.as_str().to_owned()).collect::<Vec<_>>()
    };
    let first = |name: &str| values(name).into_iter().next().unwrap_or_default();
    let subject = session.name_id().value().to_owned();
    Proven {
        login: if provider.login_claim == NAME_ID {
            subject.clone()
        } else {
            first(&provider.login_claim)
        },
        name: first(&provider.name_claim),
        groups: values(&provider.groups_claim),
        assurance,
        subject,
    }
}

fn why(error: &SamlError) -> &'static str {
    match error {
        SamlError::IssuerMismatch { .. } | SamlError::UnmatchIssuer => "issuer",
        SamlError::DestinationMismatch { .. } | SamlError::UnmatchDestination => "destination",
        SamlError::InResponseToMismatch { .. } | SamlError::InvalidInResponseTo => "in_response_to",
        SamlError::RelayStateMismatch { .. } => "state",
        SamlError::AudienceMismatch { .. } | SamlError::UnmatchAudience => "audience",
        SamlError::StatusNotSuccess { .. } | SamlError::FailedStatus { .. } | SamlError::UndefinedStatus => "status",
        SamlError::TimeWindowInvalid { .. } | SamlError::ExpiredSession => "expired",
        SamlError::SubjectConfirmationInvalid { .. } | SamlError::SubjectUnconfirmed => "recipient",
        SamlError::SignatureMissing
        | SamlError::SignatureVerification { .. }
        | SamlError::AssertionSignatureRequired
        | SamlError::NoTrustedCertificate
        | SamlError::CertificateMismatch
        | SamlError::FailedToVerifySignature
        | SamlError::FailedMessageSignatureVerification => "signature",
        SamlError::AlgorithmUnsupported => "algorithm",
        SamlError::ReferenceResolution { .. }
        | SamlError::SignedReferenceMismatch
        | SamlError::PrincipalMismatch
        | SamlError::PotentialWrappingAttack => "wrapping",
        _ => "form",
    }
}
