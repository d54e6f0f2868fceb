//! `/logga-in/med/{utgivare}`: signing in by an agency's own provider.
//!
//! The session's cookie comes along when a link of another site leads here, and not when another site's page
//! posts. An answer comes either way, so it rests on the cookie of the question alone, and ends in a page of our
//! own that leads on: what follows is asked for by us.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use axum::extract::{ConnectInfo, DefaultBodyLimit, Path, Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use kameral_access::{Attempt, Browser, Method, Secret, Session, SignInRefusal, is_fresh};
use kameral_base::Timestamp;
use kameral_site::pages::sign_in::{browser, entered};
use kameral_site::{Miss, Needs, Pages, Site, Web, blocking, session_of};
use kameral_store::{Fault, Stop};
use kameral_ui::parts::{Button, Notice};
use kameral_ui::web::cookie;
use kameral_ui::web::preferences::Preferences;
use kameral_ui::{Address, Shell, Words, t};
use maud::{Markup, html};
use serde::Deserialize;

use crate::federation::asking::Asking;
use crate::federation::commands::{self, Asker, Proof};
use crate::federation::flow::{Again, FLOW_SECONDS, Flow};
use crate::federation::{FederationRefusal, Kind, Places, Provider, protocol};

/// The largest answer that is read.
const ANSWER_BYTES_MAX: usize = 1024 * 1024;

type Peer = Option<Extension<ConnectInfo<SocketAddr>>>;

pub fn routes() -> Pages {
    Pages::new().get("/logga-in/med/{provider}", Needs::Nothing, begin).get(
        "/logga-in/med/{provider}/metadata",
        Needs::Nothing,
        metadata,
    )
}

pub fn answers() -> Pages {
    let limit = DefaultBodyLimit::max(ANSWER_BYTES_MAX);
    Pages::new()
        .get("/logga-in/med/{provider}/svar", Needs::Nothing, answered)
        .post_large("/logga-in/med/{provider}/svar", Needs::Nothing, limit, posted)
}

/// Ways to sign in beside the password, for the sign-in page.
pub fn ways_in(site: &Site, words: Words, aim: &str) -> Markup {
    if !protocol::IS_BUILT {
        return Markup::default();
    }
    let today = (site.day)((site.clock)());
    // The sign-in page has a password field that works without this.
    let ways = commands::ways_in(&site.store, today).unwrap_or_else(|fault| {
        tracing::error!(%fault, "providers cannot be listed");
        Vec::new()
    });
    html! {
        @if !ways.is_empty() {
            ul.ways-in {
                @for way in &ways {
                    li {
                        @let path = Address::parse(&format!("/logga-in/med/{}", way.code)).with("till", aim);
                        (Button::link(path.to_string(), t!(words, "sign-in-with", provider = way.name.clone())))
                    }
                }
            }
        }
    }
}

#[derive(Deserialize)]
struct Aim {
    #[serde(default)]
    till: String,
    /// Not empty where the session of this browser is to be proven anew.
    #[serde(default)]
    igen: String,
}

/// Ways to show anew who one is, at a provider: each leads there in a tab of its own, so that the page that
/// asked stays.
pub fn ways_again(site: &Site, words: Words, session: &Session) -> Markup {
    // Who has a factor here shows it here.
    let has_factor = session.has_totp() || session.has_passkey();
    if !protocol::IS_BUILT || has_factor || !matches!(session.method(), Method::Oidc | Method::Saml) {
        return Markup::default();
    }
    let ways = commands::ways_in(&site.store, (site.day)((site.clock)())).unwrap_or_else(|fault| {
        tracing::error!(%fault, "providers cannot be listed");
        Vec::new()
    });
    html! {
        @if !ways.is_empty() {
            p { (words.t("prove-again-lead")) }
            ul.ways-in {
                @for way in &ways {
                    li {
                        @let path = Address::parse(&format!("/logga-in/med/{}", way.code)).with("igen", "ja");
                        a.button.secondary href=(path.to_string()) target="_blank" rel="noopener" {
                            (t!(words, "prove-again-with", provider = way.name.clone()))
                        }
                    }
                }
            }
        }
    }
}

/// What a provider answers by OpenID Connect.
#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    code: String,
    #[serde(default)]
    state: String,
    error: Option<String>,
}

/// What a provider answers by SAML.
#[derive(Deserialize)]
struct Posted {
    #[serde(rename = "SAMLResponse", default)]
    answer: String,
    #[serde(rename = "RelayState", default)]
    state: String,
}

async fn begin(
    State(site): State<Web>,
    Path(code): Path<String>,
    Query(aim): Query<Aim>,
    peer: Peer,
    headers: HeaderMap,
    reader: Preferences,
) -> Response {
    blocking(move || {
        let now = (site.clock)();
        let asked = provider(&site, &code, now).and_then(|provider| {
            let browser = browser(&site, peer.as_ref(), &headers);
            attempt(&site, &browser, now)?;
            let mut flow = Flow::begin(&provider.code, &aim.till, now)?;
            flow.device = browser.device.and_then(Secret::parse);
            if !aim.igen.is_empty() {
                let session = session_of(&site, &headers)?;
                flow.again = session.map(|session| Again {
                    user: session.user(),
                    forms: session.csrf(),
                });
            }
            let _place = Asking::place(&site.store, provider.kind).map_err(Stop::Refused)?;
            let to = protocol::question(&provider, &mut flow).map_err(Stop::Refused)?;
            Ok((to, flow, provider.kind))
        });
        match asked {
            Ok((to, flow, kind)) => {
                let mut response = Redirect::to(&to).into_response();
                keep_flow(&site, &mut response, &flow.cookie(), FLOW_SECONDS, kind);
                response
            }
            Err(stop) => refused(&site, &reader, stop),
        }
    })
    .await
}

async fn answered(
    State(site): State<Web>,
    Path(code): Path<String>,
    peer: Peer,
    headers: HeaderMap,
    reader: Preferences,
    Query(answer): Query<Answer>,
) -> Response {
    blocking(move || {
        finish(
            &site,
            &code,
            Kind::Oidc,
            &answer.state,
            peer.as_ref(),
            &headers,
            &reader,
            |provider, flow, now| {
                if answer.error.is_some() {
                    return Err(FederationRefusal::Declined);
                }
                protocol::prove_code(provider, flow, &answer.code, now)
            },
        )
    })
    .await
}

async fn posted(
    State(site): State<Web>,
    Path(code): Path<String>,
    peer: Peer,
    headers: HeaderMap,
    reader: Preferences,
    Form(sent): Form<Posted>,
) -> Response {
    blocking(move || {
        finish(
            &site,
            &code,
            Kind::Saml,
            &sent.state,
            peer.as_ref(),
            &headers,
            &reader,
            |provider, flow, now| protocol::prove_answer(provider, flow, &sent.answer, &sent.state, now),
        )
    })
    .await
}

/// An answer has come: it belongs to this browser's question, it proves something, and the person is let in.
#[expect(clippy::too_many_arguments, reason = "what a request consists of")]
fn finish(
    site: &Site,
    code: &str,
    kind: Kind,
    state: &str,
    peer: Option<&Extension<ConnectInfo<SocketAddr>>>,
    headers: &HeaderMap,
    reader: &Preferences,
    prove: impl FnOnce(&Provider, &Flow, Timestamp) -> Result<Proof, FederationRefusal>,
) -> Response {
    let now = (site.clock)();
    let today = (site.day)(now);
    let done = provider(site, code, now).and_then(|provider| {
        let flow = cookie(headers, flow_name(site.secure)).and_then(|kept| Flow::of_cookie(kept, code, now));
        let mine = flow.filter(|flow| provider.kind == kind && flow.is_mine(state));
        let flow = mine.ok_or(Stop::Refused(FederationRefusal::FlowUnknown))?;
        // The browser's mark does not come along from another site; the question had it.
        let browser = Browser {
            device: flow.device.as_ref().map(Secret::reveal),
            ..browser(site, peer, headers)
        };
        let attempt = attempt(site, &browser, now)?;
        let place = Asking::place(&site.store, kind).map_err(Stop::Refused)?;
        let proof = match prove(&provider, &flow, now).and_then(|proof| anew(&flow, proof, now)) {
            Ok(proof) => proof,
            Err(refusal) => {
                commands::refuse(&site.store, &provider, &flow.mark(), &refusal, &browser, now)?;
                return Err(Stop::Refused(refusal));
            }
        };
        drop(place);
        let places = places(site)?;
        let asker = Asker {
            browser: &browser,
            again: flow.again.as_ref(),
        };
        let signed_in = commands::sign_in(&site.store, &provider, &proof, &places, &asker, today, now)?;
        // The question took a place, and the answer another.
        attempt.both_succeeded(&site.store);
        Ok((entered(site, &signed_in, &flow.aim), flow.again.is_some()))
    });
    let mut response = match done {
        Ok((signed_in, again)) => landed(site, reader, signed_in, again),
        Err(stop) => refused(site, reader, stop),
    };
    keep_flow(site, &mut response, "", 0, kind);
    response
}

/// The place of a request by somebody who is nobody yet.
fn attempt(site: &Site, browser: &Browser<'_>, now: Timestamp) -> Result<Attempt, Stop<FederationRefusal>> {
    Attempt::begin(&site.store, browser, now).map_err(|stop| {
        stop.map(|refusal| match refusal {
            SignInRefusal::Throttled { seconds } => FederationRefusal::Throttled { seconds },
            SignInRefusal::Wrong => FederationRefusal::Inactive,
        })
    })
}

/// A new proof is new: a provider that let the person through by what it remembers has proven nothing.
fn anew(flow: &Flow, proof: Proof, now: Timestamp) -> Result<Proof, FederationRefusal> {
    let is_new = proof.proven_at.is_some_and(|at| is_fresh(at, now));
    if flow.again.is_none() || is_new {
        Ok(proof)
    } else {
        Err(FederationRefusal::ProofRefused { why: "too_old" })
    }
}

async fn metadata(State(site): State<Web>, Path(code): Path<String>, reader: Preferences) -> Response {
    blocking(move || {
        let made = provider(&site, &code, (site.clock)())
            .and_then(|provider| protocol::our_metadata(&provider).map_err(Stop::Refused));
        match made {
            Ok(xml) => ([(header::CONTENT_TYPE, "application/samlmetadata+xml")], xml).into_response(),
            Err(stop) => refused(&site, &reader, stop),
        }
    })
    .await
}

fn provider(site: &Site, code: &str, now: Timestamp) -> Result<Provider, Stop<FederationRefusal>> {
    commands::way_in(&site.store, code, (site.day)(now))
}

/// Entities by code.
pub(crate) fn places(site: &Site) -> Result<Places, Fault> {
    let all = site.store.read(|tx| (site.places)(tx))?;
    Ok(all
        .into_iter()
        .map(|place| (place.code, place.id))
        .collect::<BTreeMap<_, _>>())
}

fn flow_name(secure: bool) -> &'static str {
    if secure { "__Host-kameral-flow" } else { "kameral-flow" }
}

/// Keeps the question with the browser. A SAML answer is posted by another site's page, so over TLS the
/// cookie must come along from there; it opens nothing without an answer that the provider has signed.
fn keep_flow(site: &Site, response: &mut Response, value: &str, seconds: i64, kind: Kind) {
    let (secure, same_site) = match (site.secure, kind) {
        (true, Kind::Saml) => ("; Secure", "None"),
        (true, _) => ("; Secure", "Lax"),
        (false, _) => ("", "Lax"),
    };
    let name = flow_name(site.secure);
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite={same_site}; Max-Age={seconds}{secure}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

/// A page of our own that leads on to where the answer to a sign-in led, or back to the tab where a new proof
/// was asked for.
fn landed(site: &Site, reader: &Preferences, signed_in: Response, again: bool) -> Response {
    let words = site.texts.words(reader.language);
    let to = signed_in
        .headers()
        .get(header::LOCATION)
        .and_then(|to| to.to_str().ok())
        .unwrap_or("/")
        .to_owned();
    let title = words.t("federation-landed");
    let mut shell = Shell::new(words, &title, Address::parse("/logga-in"));
    shell.theme = reader.theme;
    let page = shell.page(&html! {
        div.sign-in {
            h1 { (title) }
            @if again { p { (words.t("federation-proven-again")) } }
            @else { (Button::link(to.clone(), words.t("federation-go-on")).primary()) }
        }
    });
    let mut response = page.into_response();
    if !again && let Ok(refresh) = HeaderValue::from_str(&format!("0; url={to}")) {
        response
            .headers_mut()
            .insert(HeaderName::from_static("refresh"), refresh);
    }
    for cookie in signed_in.headers().get_all(header::SET_COOKIE) {
        response.headers_mut().append(header::SET_COOKIE, cookie.clone());
    }
    response
}

fn refused(site: &Site, reader: &Preferences, stop: Stop<FederationRefusal>) -> Response {
    let refusal = match stop {
        Stop::Refused(refusal) => refusal,
        Stop::Denied(denied) => return Miss::Denied(denied).into_response(),
        Stop::Fault(fault) => return Miss::Fault(fault).into_response(),
    };
    let words = site.texts.words(reader.language);
    let title = words.t("federation-refused");
    let mut shell = Shell::new(words, &title, Address::parse("/logga-in"));
    shell.theme = reader.theme;
    shell.flash = Some(Notice::refused(words.refusal(&refusal).text));
    let page = shell.page(&html! {
        div.sign-in {
            h1 { (title) }
            (Button::link("/logga-in", words.t("federation-again")).primary())
        }
    });
    (status(&refusal), page).into_response()
}

fn status(refusal: &FederationRefusal) -> StatusCode {
    match refusal {
        FederationRefusal::ProviderUnknown | FederationRefusal::NotBuilt => StatusCode::NOT_FOUND,
        FederationRefusal::Throttled { .. } => StatusCode::TOO_MANY_REQUESTS,
        FederationRefusal::Busy => StatusCode::SERVICE_UNAVAILABLE,
        FederationRefusal::Unreachable => StatusCode::BAD_GATEWAY,
        FederationRefusal::FlowUnknown => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::FORBIDDEN,
    }
}
