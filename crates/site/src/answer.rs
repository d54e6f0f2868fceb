//! What a handler answers, and what stands in its way.

use std::convert::Infallible;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kameral_access::PROOF_NEEDED;
use kameral_store::{Denied, Fault, Stop};

/// What a handler's three acts come to.
pub type Answered = Result<Response, Miss>;

/// Why there is no page.
#[derive(Debug)]
pub enum Miss {
    /// No such thing, or none the visitor may know of.
    NotFound,
    /// The visitor may not.
    Denied(Denied),
    /// The request does not have the form it must.
    Malformed,
    /// Disk, connection, damaged row.
    Fault(Fault),
}

impl Miss {
    /// The status it is answered with.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Denied(_) => StatusCode::FORBIDDEN,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The text key of its sentence.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NotFound => "miss-not-found",
            Self::Denied(denied) => match denied.permission {
                PROOF_NEEDED => "miss-proof-needed",
                _ => "miss-denied",
            },
            Self::Malformed => "miss-malformed",
            Self::Fault(_) => "miss-fault",
        }
    }
}

impl From<Fault> for Miss {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Denied> for Miss {
    fn from(denied: Denied) -> Self {
        Self::Denied(denied)
    }
}

impl From<Stop<Infallible>> for Miss {
    fn from(stop: Stop<Infallible>) -> Self {
        match stop {
            Stop::Refused(never) => match never {},
            Stop::Denied(denied) => Self::Denied(denied),
            Stop::Fault(fault) => Self::Fault(fault),
        }
    }
}

impl IntoResponse for Miss {
    /// Without a visit there are no words: the status alone. [`crate::Visit::answer`] makes a page.
    fn into_response(self) -> Response {
        if let Self::Fault(fault) = &self {
            tracing::error!(%fault, "request met a fault");
        }
        self.status().into_response()
    }
}

/// Runs work of a handler on a thread that may wait.
pub async fn blocking(work: impl FnOnce() -> Response + Send + 'static) -> Response {
    let done = tokio::task::spawn_blocking(work);
    done.await
        .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}
