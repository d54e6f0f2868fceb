//! Security headers of every answer (reliability §4.7).
//!
//! Pages are never stored by a browser or a proxy: they hold other people's money. Static files
//! say themselves how long they may be kept.

use axum::extract::Request;
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

/// Only what comes from here may run, style, load or receive; nothing inline, nothing framed.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

/// A file to save is nothing to show: were it opened all the same, it has no rights of ours.
pub const FILE_SECURITY_POLICY: &str = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox";

/// A year: who has once come over TLS never comes without it.
pub const STRICT_TRANSPORT_SECURITY: &str = "max-age=31536000";

const ALWAYS: [(HeaderName, &str); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // What `frame-ancestors` says, to browsers that do not know it.
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=()",
    ),
];

/// Sets the headers; use as `axum::middleware::from_fn(headers::secure)`, outermost, so that an
/// answer of the guard itself has them too.
pub async fn secure(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    set(response.headers_mut());
    response
}

/// Sets the headers on an answer. `Cache-Control` is left alone where the answer has its own.
pub fn set(headers: &mut HeaderMap) {
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let policy = if is_file(headers) {
        FILE_SECURITY_POLICY
    } else {
        CONTENT_SECURITY_POLICY
    };
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
}

/// Tells the browser to come over TLS only, from now on. For a server that is reached so.
pub fn set_transport(headers: &mut HeaderMap) {
    headers.insert(
        header::STRICT_TRANSPORT_SECURITY,
        HeaderValue::from_static(STRICT_TRANSPORT_SECURITY),
    );
}

/// Whether the answer is a file to save, as its `Content-Disposition` says.
fn is_file(headers: &HeaderMap) -> bool {
    let told = headers
        .get(header::CONTENT_DISPOSITION)
        .and_then(|told| told.to_str().ok());
    told.is_some_and(|told| told.starts_with("attachment"))
}
