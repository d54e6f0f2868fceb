//! Questions to a provider: over TLS with the machine's own trust, no redirects, in short time, of
//! limited size, and to nobody else.

use std::sync::Arc;
use std::time::Duration;

use openidconnect::{HttpRequest, HttpResponse, SyncHttpClient};
use ureq::tls::{Certificate, RootCerts, TlsConfig};

use super::provider::is_secure;

/// A question takes no longer.
const QUESTION: Duration = Duration::from_secs(10);
/// The largest answer: metadata and keys are a few kilobytes.
const ANSWER_BYTES_MAX: u64 = 1024 * 1024;

/// What asks.
pub struct Http(ureq::Agent);

/// Why there is no answer. Nothing of what was asked stands in it.
#[derive(Debug)]
pub enum HttpFault {
    /// The address is neither `https` nor on this machine.
    Insecure,
    /// No connection, no time, or more than an answer may be.
    Failed(String),
}

impl std::fmt::Display for HttpFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Insecure => f.write_str("the address is neither https nor on this machine"),
            Self::Failed(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for HttpFault {}

impl Http {
    /// One that trusts the signers this machine trusts.
    pub fn new() -> Self {
        let found = rustls_native_certs::load_native_certs();
        let roots: Vec<Certificate<'static>> = found
            .certs
            .iter()
            .map(|der| Certificate::from_der(der).to_owned())
            .collect();
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::new_with_certs(&roots))
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let config = ureq::Agent::config_builder()
            .tls_config(tls)
            .timeout_global(Some(QUESTION))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .proxy(None)
            .user_agent("Kameral")
            .build();
        Self(config.into())
    }

    /// A document, as text.
    pub fn text(&self, address: &str) -> Result<String, HttpFault> {
        let request = HttpRequest::new(Vec::new());
        let (mut parts, body) = request.into_parts();
        parts.uri = address.parse().map_err(|_| HttpFault::Insecure)?;
        let answer = self.call(HttpRequest::from_parts(parts, body))?;
        if !answer.status().is_success() {
            return Err(HttpFault::Failed(answer.status().to_string()));
        }
        String::from_utf8(answer.into_body()).map_err(|_| HttpFault::Failed("not UTF-8".to_owned()))
    }
}

impl Default for Http {
    fn default() -> Self {
        Self::new()
    }
}

impl SyncHttpClient for Http {
    type Error = HttpFault;

    fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpFault> {
        if !is_secure(&request.uri().to_string()) {
            return Err(HttpFault::Insecure);
        }
        let failed = |error: ureq::Error| HttpFault::Failed(error.to_string());
        let (parts, mut body) = self.0.run(request).map_err(failed)?.into_parts();
        let limited = body.with_config().limit(ANSWER_BYTES_MAX);
        let bytes = limited.read_to_vec().map_err(failed)?;
        Ok(HttpResponse::from_parts(parts, bytes))
    }
}
