//! Problems as a script or an API client reads them (RFC 9457).

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::Spoken;

/// `application/problem+json`: a status, words, and the refusals with their places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The HTTP status, repeated in the body as the standard has it.
    pub status: u16,
    /// One line, the same for every problem of the kind.
    pub title: String,
    /// What happened this time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// What was refused and where; empty for a fault.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub refusals: Vec<Spoken>,
    /// The version the draft has now, where what was sent was kept though it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
}

impl Problem {
    /// A problem without refusals.
    pub fn new(status: StatusCode, title: impl Into<String>) -> Self {
        Self {
            status: status.as_u16(),
            title: title.into(),
            detail: None,
            refusals: Vec::new(),
            version: None,
        }
    }

    /// 422: the command was understood and refused.
    pub fn refused(title: impl Into<String>, refusals: Vec<Spoken>) -> Self {
        Self {
            refusals,
            ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, title)
        }
    }

    /// The same problem of a draft that was kept all the same, at this version.
    #[must_use]
    pub fn kept_at(self, version: i64) -> Self {
        Self {
            version: Some(version),
            ..self
        }
    }

    /// The same problem with what happened this time.
    #[must_use]
    pub fn detail(self, detail: impl Into<String>) -> Self {
        Self {
            detail: Some(detail.into()),
            ..self
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self).expect("strings and numbers become JSON");
        (status, [(header::CONTENT_TYPE, "application/problem+json")], body).into_response()
    }
}
