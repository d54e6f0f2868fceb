//! What comes with a request: parameters, JSON, files. What does not fit is a problem with its place.

use std::future::poll_fn;
use std::io::{self, Read};
use std::pin::Pin;

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use kameral_base::Arg;
use kameral_store::Stop;
use kameral_store::inbox::Spool;
use kameral_ui::web::Problem;
use kameral_ui::web::preferences::Preferences;
use kameral_ui::{Spoken, Words};
use serde::de::DeserializeOwned;
use tokio::runtime::Handle;

use crate::Web;

/// Largest body of JSON: some 30,000 voucher lines. More is a file, which is read as a stream.
pub const JSON_BYTES_MAX: usize = 8 * 1024 * 1024;

/// The bytes of a body of at most so many.
pub struct Sent<const BYTES_MAX: usize = JSON_BYTES_MAX>(pub Bytes);

impl<const BYTES_MAX: usize> FromRequest<Web> for Sent<BYTES_MAX> {
    type Rejection = Problem;

    async fn from_request(request: Request, site: &Web) -> Result<Self, Problem> {
        let words = site.texts.words(Preferences::of_request(&request).language);
        match to_bytes(request.into_body(), BYTES_MAX).await {
            Ok(bytes) => Ok(Self(bytes)),
            Err(_) => Err(too_large(words, BYTES_MAX as u64)),
        }
    }
}

/// A body that is larger than allowed, or that broke off.
pub(super) fn too_large(words: Words, bytes_max: u64) -> Problem {
    let max = [("max", Arg::Number(i64::try_from(bytes_max).unwrap_or(i64::MAX)))];
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, words.t("problem-too-large"))
        .detail(words.t_args("problem-too-large-detail", &max))
}

/// Parameters of the address. Unknown ones are refused by the shape.
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<Web> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Web) -> Result<Self, Problem> {
        Query::try_from_uri(&parts.uri)
            .map(|Query(asked)| Self(asked))
            .map_err(|wrong| {
                let words = site.texts.words(Preferences::of(&parts.headers, "/").language);
                let reason = std::error::Error::source(&wrong).map_or_else(|| wrong.to_string(), ToString::to_string);
                Problem::new(StatusCode::BAD_REQUEST, words.t("problem-malformed")).detail(reason)
            })
    }
}

/// Reads a body of JSON. What does not fit is told with its line and the path of its field.
pub fn read_json<T: DeserializeOwned>(words: Words, bytes: &[u8]) -> Result<T, Problem> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let read = serde_path_to_error::deserialize(&mut reader);
    let read = read.map_err(|wrong| (Some(wrong.path().to_string()), wrong.into_inner()));
    let (path, wrong) = match read {
        Ok(value) => match reader.end() {
            Ok(()) => return Ok(value),
            Err(wrong) => (None, wrong),
        },
        Err(wrong) => wrong,
    };
    let spoken = Spoken {
        name: "malformed",
        line: u32::try_from(wrong.line()).ok(),
        field: path.filter(|path| path != "."),
        text: wrong.to_string(),
        severity: "refused",
    };
    let title = words.t("problem-malformed");
    Err(Problem {
        refusals: vec![spoken],
        ..Problem::new(StatusCode::BAD_REQUEST, title)
    })
}

/// A file that is coming in: its bytes go to a spool as they come, never all into memory.
pub struct Incoming {
    body: Body,
    rest: Bytes,
    runtime: Handle,
}

impl FromRequest<Web> for Incoming {
    type Rejection = std::convert::Infallible;

    async fn from_request(request: Request, _: &Web) -> Result<Self, Self::Rejection> {
        Ok(Self {
            body: request.into_body(),
            rest: Bytes::new(),
            runtime: Handle::current(),
        })
    }
}

impl Incoming {
    /// A file of nothing; on a thread that may wait.
    pub fn empty() -> Self {
        Self {
            body: Body::empty(),
            rest: Bytes::new(),
            runtime: Handle::current(),
        }
    }

    /// The whole file; on a thread that may wait.
    pub fn spool(self, words: Words, bytes_max: u64) -> Result<Spool, Problem> {
        Spool::receive(self, bytes_max).map_err(|stop| match stop {
            Stop::Refused(_) => too_large(words, bytes_max),
            Stop::Denied(_) => Problem::new(StatusCode::FORBIDDEN, words.t("miss-denied")),
            Stop::Fault(fault) => {
                tracing::error!(%fault, "a file did not come in");
                Problem::new(StatusCode::INTERNAL_SERVER_ERROR, words.t("miss-fault"))
            }
        })
    }
}

impl Read for Incoming {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.rest.is_empty() {
            let body = &mut self.body;
            let frame = self.runtime.block_on(poll_fn(|cx| Pin::new(&mut *body).poll_frame(cx)));
            match frame {
                None => return Ok(0),
                Some(Err(broken)) => return Err(io::Error::other(broken)),
                Some(Ok(frame)) => self.rest = frame.into_data().unwrap_or_default(),
            }
        }
        let taken = self.rest.split_to(self.rest.len().min(buffer.len()));
        buffer[..taken.len()].copy_from_slice(&taken);
        Ok(taken.len())
    }
}
