//! `/konto/passernycklar`, `/logga-in/passernyckel`: keys are made and shown. What the browser does
//! with them is in the script of every page; here is what it asks for and answers.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form, Json};
use kameral_access::{
    Attempt, FactorRefusal, NewPasskey, Session, Shown, SignedIn, Standing, add_passkey, prove_again, prove_second,
    remove_passkey, sign_in_by_passkey,
};
use kameral_base::Timestamp;
use kameral_site::pages::sign_in::{browser, entered};
use kameral_site::{
    Answered, Miss, Needs, OwnVisit, Pages, Site, Web, blocking, session_of, set_session, set_signed_in,
};
use kameral_store::{Fault, Stop};
use kameral_ui::Address;
use kameral_ui::parts::{Notice, PageHead};
use maud::html;
use serde::Deserialize;
use serde_json::{Value, json};

use super::factors;
use crate::passkey::{self, Begun, PasskeyMiss, Shower};

/// The routes.
pub fn routes() -> Pages {
    Pages::new()
        .post("/konto/passernycklar", Needs::SignedIn, make)
        .post("/konto/passernycklar/borja", Needs::SignedIn, begin_making)
        .post("/konto/passernycklar/klar", Needs::SignedIn, made)
        .post("/konto/passernycklar/bort", Needs::SignedIn, remove)
        .post("/logga-in/passernyckel/borja", Needs::Nothing, begin_showing)
        .post("/logga-in/passernyckel", Needs::Nothing, shown)
}

#[derive(Deserialize)]
struct Named {
    namn: String,
}

#[derive(Deserialize)]
struct Numbered {
    nummer: i64,
}

#[derive(Deserialize)]
struct AnswerTyped {
    ceremoni: String,
    svar: String,
    #[serde(default)]
    namn: String,
    #[serde(default)]
    till: String,
}

/// The page whose script makes the key: it is reached with a fresh proof only, so that the key is
/// not made for nothing.
async fn make(visit: OwnVisit, Form(named): Form<Named>) -> Response {
    visit
        .answer(move |visit| {
            if !visit.session.is_freshly_proven(visit.now) {
                return Err(Miss::proof_needed());
            }
            if named.namn.trim().is_empty() {
                return factors::refused(visit, Stop::Refused(FactorRefusal::PasskeyNameMalformed));
            }
            let words = visit.words;
            let title = words.t("own-passkey-add");
            let content = html! {
                (PageHead::new(title.as_str()).lead(words.t("own-passkey-make-lead")))
                p.passkey data-passkey="make" data-name=(named.namn.trim()) data-failed=(words.t("passkey-failed")) hidden {
                    button.button.primary type="button" { (words.t("own-passkey-make")) }
                    span role="alert" {}
                }
                noscript { p { (words.t("own-passkey-needs-script")) } }
            };
            visit.page(&title, None, &content)
        })
        .await
}

async fn begin_making(visit: OwnVisit) -> Response {
    visit
        .answer(|visit| {
            let begun = passkey::party(&visit.site.origin)
                .map_err(PasskeyMiss::Fault)
                .and_then(|party| {
                    let user = (visit.session.user(), visit.session.login(), visit.session.name());
                    passkey::begin_making(&visit.site.store, &party, user, visit.now)
                });
            Ok(told(begun))
        })
        .await
}

async fn made(visit: OwnVisit, Form(typed): Form<AnswerTyped>) -> Response {
    visit.answer(move |visit| end_making(visit, &typed)).await
}

fn end_making(visit: &OwnVisit, typed: &AnswerTyped) -> Answered {
    let store = &visit.site.store;
    let party = passkey::party(&visit.site.origin)?;
    let answer = (typed.ceremoni.as_str(), typed.svar.as_str());
    let made = match passkey::end_making(store, &party, visit.session.user(), answer, visit.now) {
        Ok(made) => made,
        Err(PasskeyMiss::Refused | PasskeyMiss::Throttled) => {
            let flash = Notice::refused(visit.words.t("passkey-failed"));
            return factors::page(visit, Some(flash));
        }
        Err(PasskeyMiss::Fault(fault)) => return Err(Miss::Fault(fault)),
    };
    let new = NewPasskey {
        credential_id: &made.credential_id,
        credential: &made.credential,
        name: &typed.namn,
    };
    match add_passkey(store, &visit.session, &new, visit.now) {
        Ok((token, codes)) => {
            let flash = Notice::success(visit.words.t("own-passkey-added"));
            let mut page = factors::codes_page(visit, &codes, flash)?;
            set_session(&visit.site, &mut page, &token);
            Ok(page)
        }
        Err(stop) => factors::refused(visit, stop),
    }
}

async fn remove(visit: OwnVisit, Form(numbered): Form<Numbered>) -> Response {
    visit
        .answer(move |visit| {
            let store = &visit.site.store;
            match remove_passkey(store, &visit.session, numbered.nummer, visit.now) {
                Ok(()) => visit.go_to("/konto/tvafaktor"),
                Err(stop) => factors::refused(visit, stop),
            }
        })
        .await
}

async fn begin_showing(
    State(site): State<Web>,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
) -> Response {
    blocking(move || {
        let now = (site.clock)();
        let begun = of_session(&site, &headers).and_then(|session| {
            let browser = browser(&site, peer.as_ref(), &headers);
            let shower = Shower {
                user: session.as_ref().map(Session::user),
                browser: &browser,
            };
            let attempt = attempt(&site, shower, now)?;
            let party = passkey::party(&site.origin)?;
            passkey::begin_showing(&site.store, &party, shower, attempt, now)
        });
        told(begun)
    })
    .await
}

/// A key is shown: as the only proof, as the second factor, or once more for what is sensitive.
async fn shown(
    State(site): State<Web>,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    Form(typed): Form<AnswerTyped>,
) -> Response {
    blocking(move || {
        let by_script = headers
            .get(header::ACCEPT)
            .and_then(|accept| accept.to_str().ok())
            .is_some_and(|accept| accept.starts_with("application/json"));
        match signed_in(&site, peer.as_ref(), &headers, &typed) {
            Ok(signed_in) if by_script => {
                let mut response = StatusCode::NO_CONTENT.into_response();
                set_signed_in(&site, &mut response, &signed_in);
                response
            }
            Ok(signed_in) => entered(&site, &signed_in, &typed.till),
            Err(PasskeyMiss::Throttled) if by_script => StatusCode::TOO_MANY_REQUESTS.into_response(),
            Err(PasskeyMiss::Refused) if by_script => StatusCode::UNPROCESSABLE_ENTITY.into_response(),
            Err(PasskeyMiss::Refused | PasskeyMiss::Throttled) => {
                let back = Address::parse("/logga-in")
                    .with("till", typed.till)
                    .with("passernyckel", "nekad");
                Redirect::to(&back.to_string()).into_response()
            }
            Err(PasskeyMiss::Fault(fault)) => failed(fault),
        }
    })
    .await
}

fn signed_in(
    site: &Site,
    peer: Option<&Extension<ConnectInfo<SocketAddr>>>,
    headers: &HeaderMap,
    typed: &AnswerTyped,
) -> Result<SignedIn, PasskeyMiss> {
    let now = (site.clock)();
    let session = of_session(site, headers)?;
    let browser = browser(site, peer, headers);
    let shower = Shower {
        user: session.as_ref().map(Session::user),
        browser: &browser,
    };
    let ended = attempt(site, shower, now)?;
    let party = passkey::party(&site.origin)?;
    let answer = (typed.ceremoni.as_str(), typed.svar.as_str());
    let key = passkey::end_showing(&site.store, &party, shower, answer, now)?;
    let shown = Shown::Passkey(&key.passkey, &key.credential);
    match session {
        None => {
            let signed_in =
                sign_in_by_passkey(&site.store, &key.passkey, &key.credential, &browser, now).map_err(missed)?;
            for attempt in [key.attempt, ended].into_iter().flatten() {
                attempt.succeeded(&site.store);
            }
            Ok(signed_in)
        }
        Some(session) if session.standing() == Standing::FactorAsked => {
            prove_second(&site.store, &session, shown, &browser, now).map_err(missed)
        }
        Some(session) => prove_again(&site.store, site.hash_cost, &session, shown, &browser, now).map_err(missed),
    }
}

/// The place that a browser without a session takes; one with a session has its user's.
fn attempt(site: &Site, shower: Shower<'_>, now: Timestamp) -> Result<Option<Attempt>, PasskeyMiss> {
    if shower.user.is_some() {
        return Ok(None);
    }
    match Attempt::begin(&site.store, shower.browser, now) {
        Ok(attempt) => Ok(Some(attempt)),
        Err(Stop::Fault(fault)) => Err(PasskeyMiss::Fault(fault)),
        Err(Stop::Refused(_) | Stop::Denied(_)) => Err(PasskeyMiss::Throttled),
    }
}

fn missed<R>(stop: Stop<R>) -> PasskeyMiss {
    match stop {
        Stop::Fault(fault) => PasskeyMiss::Fault(fault),
        Stop::Refused(_) | Stop::Denied(_) => PasskeyMiss::Refused,
    }
}

fn of_session(site: &Site, headers: &HeaderMap) -> Result<Option<Session>, PasskeyMiss> {
    session_of(site, headers).map_err(PasskeyMiss::Fault)
}

fn told(begun: Result<Begun, PasskeyMiss>) -> Response {
    match begun {
        Ok(begun) => {
            let told: Value = json!({ "ceremony": begun.ceremony, "options": begun.options });
            Json(told).into_response()
        }
        Err(PasskeyMiss::Refused) => StatusCode::UNPROCESSABLE_ENTITY.into_response(),
        Err(PasskeyMiss::Throttled) => StatusCode::TOO_MANY_REQUESTS.into_response(),
        Err(PasskeyMiss::Fault(fault)) => failed(fault),
    }
}

fn failed(fault: Fault) -> Response {
    Miss::Fault(fault).into_response()
}
