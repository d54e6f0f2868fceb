//! One request of a program: who, at which entity, by a bearer token or a browser's session.
//!
//! A resource is a file with its shapes ([`asked!`](crate::asked), [`told!`](crate::told)), its
//! handlers and one table of routes ([`Api`]) from which both the router and the OpenAPI document
//! are made.

use std::collections::BTreeMap;
use std::net::IpAddr;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kameral_access::{Cx, IdempotencyKey, Permission};
use kameral_base::{Arg, Refusal};
use kameral_store::{Denied, Fault, Stop};
use kameral_ui::web::Problem;
use kameral_ui::{Spoken, Words};
use serde::Serialize;
use serde::de::DeserializeOwned;

mod body;
mod caller;
mod document;
mod download;
mod key;
mod routes;
mod shape;
mod sign_in;

pub use body::{Asked, Incoming, JSON_BYTES_MAX, Sent, read_json};
pub use caller::{Caller, Who};
pub use download::Download;
pub use key::KEY_HEADER;
pub use routes::{Api, Operation};
pub use shape::{FieldShape, Named, PeriodText, QuantityText, Shape, object};
pub use sign_in::{SignInAsked, SignedInTold, routes as sign_in_routes};

use crate::door::{Door, Turned};
use crate::veil::{self, Sees};
use crate::{Place, Web};
use key::KeySent;

/// What an API handler answers: a body, or a problem.
pub type Answer = Result<Response, Problem>;

/// One request of a program.
pub struct ApiVisit {
    /// What every request shares.
    pub site: Web,
    /// The command's surroundings.
    pub cx: Cx,
    /// The entity in the address.
    pub place: Place,
    /// Words of refusals.
    pub words: Words,
    headers: HeaderMap,
    key: KeySent,
}

#[expect(
    clippy::result_large_err,
    reason = "the error is the answer itself, made once a request"
)]
impl FromRequestParts<Web> for ApiVisit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Web) -> Result<Self, Response> {
        let path = Path::<BTreeMap<String, String>>::from_request_parts(parts, site).await;
        let code = path
            .ok()
            .and_then(|Path(path)| path.get("entity").cloned())
            .unwrap_or_default();
        let (headers, key, site) = (parts.headers.clone(), KeySent::of(parts), site.clone());
        let (extensions, path) = (parts.extensions.clone(), parts.uri.path().to_owned());
        let entered = tokio::task::spawn_blocking(move || {
            let visit =
                enter(site, headers, crate::own::peer(&extensions), key, &code).map_err(IntoResponse::into_response)?;
            match Door::enter(&extensions, &path, &visit.cx) {
                Ok(()) => Ok(visit),
                // What the denial says of rows is looked at like every answer.
                Err(Turned::Denied(denied)) => {
                    let problem = stopped::<Denied>(visit.words, denied.into());
                    Err(visit.seen_to(problem.into_response()))
                }
                Err(Turned::Fault(fault)) => Err(faulted(visit.words, &fault).into_response()),
            }
        })
        .await;
        entered.unwrap_or_else(|_| Err(Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "fault").into_response()))
    }
}

fn enter(site: Web, headers: HeaderMap, peer: Option<IpAddr>, key: KeySent, code: &str) -> Result<ApiVisit, Problem> {
    let caller = Caller::of(site, &headers, peer, key)?;
    let words = caller.words;
    let fault = |fault: Fault| faulted(words, &fault);
    let places: Vec<Place> = caller.site.store.read(|tx| (caller.site.places)(tx)).map_err(fault)?;
    let place = places.into_iter().find(|place| place.code == code);
    let cx = match &place {
        Some(place) => caller.cx(place.id).map_err(fault)?,
        None => None,
    };
    match (place, cx) {
        (Some(place), Some(cx)) => Ok(ApiVisit {
            site: caller.site,
            cx,
            place,
            words,
            headers,
            key: caller.key,
        }),
        _ => Err(Problem::new(StatusCode::NOT_FOUND, words.t("problem-not-found"))),
    }
}

fn faulted(words: Words, fault: &Fault) -> Problem {
    tracing::error!(%fault, "request met a fault");
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, words.t("miss-fault"))
}

impl ApiVisit {
    /// Runs a handler's work on a thread that may wait.
    pub async fn answer(self, work: impl FnOnce(&Self) -> Answer + Send + 'static) -> Response {
        let done = tokio::task::spawn_blocking(move || {
            let response = work(&self).unwrap_or_else(IntoResponse::into_response);
            self.seen_to(response)
        });
        done.await
            .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
    }

    /// An answer with what is hidden from the caller hidden, and with whom it goes to.
    fn seen_to(&self, response: Response) -> Response {
        veil::over(&self.site, self.cx.clone(), Sees::of(&self.cx), response)
    }

    /// The client's own key over a request, its address and its body; none when it sent none.
    pub fn key(&self, request: &[u8]) -> Result<Option<IdempotencyKey>, Problem> {
        self.key.over(self.words, request)
    }

    /// No such thing, or none the caller may know of.
    pub fn not_found(&self) -> Problem {
        Problem::new(StatusCode::NOT_FOUND, self.words.t("problem-not-found"))
    }

    /// The request's body is not what it must be.
    pub fn malformed(&self, what: impl Into<String>) -> Problem {
        Problem::new(StatusCode::BAD_REQUEST, self.words.t("problem-malformed")).detail(what)
    }

    /// The request's body, as a shape.
    pub fn read<T: DeserializeOwned>(&self, bytes: &[u8]) -> Result<T, Problem> {
        read_json(self.words, bytes)
    }

    /// Denies before anything large is read; the command asks again.
    pub fn require(&self, permission: Permission) -> Result<(), Problem> {
        self.cx
            .require(permission)
            .map_err(|denied| stopped::<Denied>(self.words, denied.into()))
    }

    /// A header's text; empty when there is none.
    pub fn header(&self, name: header::HeaderName) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// A fault, logged and told without its particulars.
    pub fn fault(&self, fault: &Fault) -> Problem {
        faulted(self.words, fault)
    }

    /// What stopped a command, as a problem with all refusals.
    pub fn problem<R: Refusal>(&self, stop: Stop<Vec<R>>) -> Problem {
        stopped(self.words, stop)
    }

    /// What stopped a query.
    pub fn stopped(&self, stop: Stop<std::convert::Infallible>) -> Problem {
        self.problem::<Denied>(stop.map(|never| match never {}))
    }
}

pub(crate) fn stopped<R: Refusal>(words: Words, stop: Stop<Vec<R>>) -> Problem {
    match stop {
        Stop::Refused(refusals) => {
            let spoken: Vec<Spoken> = refusals.iter().map(|refusal| words.refusal(refusal)).collect();
            Problem::refused(words.t("problem-refused"), spoken)
        }
        Stop::Denied(denied) => {
            if let Some(needed) = kameral_access::needed(&denied) {
                return Problem {
                    refusals: vec![words.refusal(&needed)],
                    ..Problem::new(StatusCode::FORBIDDEN, words.t("problem-proof-needed"))
                };
            }
            let detail = match &denied.because {
                Some(because) => words.sentence(&because.sentence),
                None => words.t_args(
                    "problem-permission",
                    &[("permission", Arg::Text(denied.permission.to_owned()))],
                ),
            };
            Problem::new(StatusCode::FORBIDDEN, words.t("miss-denied")).detail(detail)
        }
        Stop::Fault(fault) => faulted(words, &fault),
    }
}

/// A body of JSON.
pub fn json<T: Serialize>(status: StatusCode, body: &T) -> Answer {
    let text = serde_json_text(body)?;
    Ok((status, [(header::CONTENT_TYPE, "application/json")], text).into_response())
}

fn serde_json_text<T: Serialize>(body: &T) -> Result<Vec<u8>, Problem> {
    serde_json::to_vec(body).map_err(|_| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "json"))
}
