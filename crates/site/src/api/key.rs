//! The client's own key of a request (`Idempotency-Key`): sent twice, done once.

use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use kameral_access::IdempotencyKey;
use kameral_ui::Words;
use kameral_ui::web::Problem;

/// The header that carries a client's own key.
pub const KEY_HEADER: &str = "idempotency-key";

/// The key as it was sent, and the address it was sent to.
#[derive(Debug, Clone, Default)]
pub(super) struct KeySent {
    key: Option<HeaderValue>,
    address: String,
}

impl KeySent {
    /// Of a request's head.
    pub(super) fn of(parts: &Parts) -> Self {
        let address = parts.uri.path_and_query().map_or("", |address| address.as_str());
        Self {
            key: parts.headers.get(KEY_HEADER).cloned(),
            address: address.to_owned(),
        }
    }

    /// The key over a request: the address says what is meant, so the same body at another address
    /// is another request. None when none was sent.
    pub(super) fn over(&self, words: Words, request: &[u8]) -> Result<Option<IdempotencyKey>, Problem> {
        let Some(key) = &self.key else {
            return Ok(None);
        };
        let malformed = || Problem::new(StatusCode::BAD_REQUEST, words.t("problem-key-malformed"));
        let key = key.to_str().map_err(|_| malformed())?;
        let request = [self.address.as_bytes(), b"\n", request].concat();
        IdempotencyKey::parse(key, &request).map(Some).map_err(|_| malformed())
    }
}
