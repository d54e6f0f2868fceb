//! One request of a program: who, at which entity, by a bearer token or a browser's session.

use std::collections::BTreeMap;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kameral_access::{Cx, IdempotencyKey, Session};
use kameral_base::{Arg, Refusal};
use kameral_store::{Fault, Stop};
use kameral_ui::web::Problem;
use kameral_ui::web::preferences::Preferences;
use kameral_ui::{Spoken, Words};
use serde::Serialize;

use crate::visit::session;
use crate::{Place, Web};

/// The header that carries a client's own key.
pub const KEY_HEADER: &str = "idempotency-key";

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
}

impl FromRequestParts<Web> for ApiVisit {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Web) -> Result<Self, Problem> {
        let path = Path::<BTreeMap<String, String>>::from_request_parts(parts, site).await;
        let code = path.ok().and_then(|Path(path)| path.get("entity").cloned()).unwrap_or_default();
        let (headers, site) = (parts.headers.clone(), site.clone());
        let entered = tokio::task::spawn_blocking(move || enter(site, headers, &code)).await;
        entered.unwrap_or_else(|_| Err(Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "fault")))
    }
}

fn enter(site: Web, headers: HeaderMap, code: &str) -> Result<ApiVisit, Problem> {
    let words = site.texts.words(Preferences::of(&headers, "/").language);
    let now = (site.clock)();
    let today = (site.day)(now);
    let fault = |fault: Fault| faulted(words, &fault);
    let session = match bearer(&headers) {
        Some(token) => Session::find(&site.store, token, now).map_err(fault)?,
        None => session(&site, &headers, now).map_err(fault)?,
    };
    let Some(session) = session else {
        return Err(Problem::new(StatusCode::UNAUTHORIZED, words.t("problem-unauthorised")));
    };
    let places: Vec<Place> = site.store.read(|tx| (site.places)(tx)).map_err(fault)?;
    let place = places.into_iter().find(|place| place.code == code);
    let cx = match &place {
        Some(place) => session.cx(&site.store, place.id, today, now).map_err(fault)?,
        None => None,
    };
    match (place, cx) {
        (Some(place), Some(mut cx)) => {
            cx.actor.channel = "api";
            Ok(ApiVisit { site, cx, place, words, headers })
        }
        _ => Err(Problem::new(StatusCode::NOT_FOUND, words.t("miss-not-found"))),
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

fn faulted(words: Words, fault: &Fault) -> Problem {
    tracing::error!(%fault, "request met a fault");
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, words.t("miss-fault"))
}

impl ApiVisit {
    /// Runs a handler's work on a thread that may wait.
    pub async fn answer(self, work: impl FnOnce(&Self) -> Answer + Send + 'static) -> Response {
        let done = tokio::task::spawn_blocking(move || work(&self).unwrap_or_else(IntoResponse::into_response));
        done.await.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
    }

    /// The client's own key over a request; none when it sent none.
    pub fn key(&self, request: &[u8]) -> Result<Option<IdempotencyKey>, Problem> {
        let Some(key) = self.headers.get(KEY_HEADER) else { return Ok(None) };
        let malformed = || Problem::new(StatusCode::BAD_REQUEST, self.words.t("problem-key-malformed"));
        let key = key.to_str().map_err(|_| malformed())?;
        IdempotencyKey::parse(key, request).map(Some).map_err(|_| malformed())
    }

    /// No such thing, or none the caller may know of.
    pub fn not_found(&self) -> Problem {
        Problem::new(StatusCode::NOT_FOUND, self.words.t("miss-not-found"))
    }

    /// The request's body is not what it must be.
    pub fn malformed(&self, what: impl Into<String>) -> Problem {
        Problem::new(StatusCode::BAD_REQUEST, self.words.t("miss-malformed")).detail(what)
    }

    /// What stopped a command, as a problem with all refusals.
    pub fn problem<R: Refusal>(&self, stop: Stop<Vec<R>>) -> Problem {
        match stop {
            Stop::Refused(refusals) => {
                let spoken: Vec<Spoken> = refusals.iter().map(|refusal| self.words.refusal(refusal)).collect();
                Problem::refused(self.words.t("problem-refused"), spoken)
            }
            Stop::Denied(denied) => Problem::new(StatusCode::FORBIDDEN, self.words.t("miss-denied"))
                .detail(self.words.t_args("problem-permission", &[("permission", Arg::Text(denied.permission.to_owned()))])),
            Stop::Fault(fault) => faulted(self.words, &fault),
        }
    }

    /// What stopped a query.
    pub fn stopped(&self, stop: Stop<std::convert::Infallible>) -> Problem {
        self.problem::<kameral_store::Denied>(stop.map(|never| match never {}))
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
