//! `/logga-in`, `/logga-ut`: sessions begin and end.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form, Json};
use kameral_access::{Browser, DEVICE_COOKIE, Password, SESSION_HOURS, SignIn, SignInRefusal, SignedIn, sign_in};
use kameral_store::Stop;
use kameral_ui::parts::{Button, Field, Form as FormPart, Notice};
use kameral_ui::web::preferences::Preferences;
use kameral_ui::web::{Problem, cookie};
use kameral_ui::{Address, Shell};
use maud::{Markup, html};
use serde::Deserialize;

use crate::api::{Sent, SignInAsked, SignedInTold, read_json};
use crate::visit::{cookie_name, session};
use crate::{Miss, Needs, Pages, Site, Web};

/// Half a year, in seconds: how long a browser is known.
const DEVICE_SECONDS: u32 = 180 * 24 * 60 * 60;

/// The routes.
pub fn routes() -> Pages {
    Pages::new()
        .get("/logga-in", Needs::Nothing, show)
        .post("/logga-in", Needs::Nothing, enter)
        .post("/logga-ut", Needs::Nothing, leave)
}

#[derive(Deserialize)]
struct Aim {
    #[serde(default)]
    till: String,
}

#[derive(Deserialize)]
struct Typed {
    anvandare: String,
    losenord: String,
    #[serde(default)]
    till: String,
}

async fn show(State(site): State<Web>, Query(aim): Query<Aim>, reader: Preferences) -> Response {
    page(&site, &reader, &aim.till, "", None).into_response()
}

async fn enter(
    State(site): State<Web>,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    reader: Preferences,
    Form(typed): Form<Typed>,
) -> Response {
    let work = move || {
        let former = cookie(&headers, cookie_name(site.secure)).map(str::to_owned);
        match attempt(
            &site,
            peer.as_ref(),
            &headers,
            &typed.anvandare,
            &typed.losenord,
            former.as_deref(),
        ) {
            Ok(signed_in) => entered(&site, &signed_in, &typed.till),
            Err(Stop::Refused(refusal)) => {
                let said = site.texts.words(reader.language).refusal(&refusal).text;
                let page = page(
                    &site,
                    &reader,
                    &typed.till,
                    &typed.anvandare,
                    Some(Notice::refused(said)),
                );
                (status(refusal), page).into_response()
            }
            Err(Stop::Denied(denied)) => Miss::Denied(denied).into_response(),
            Err(Stop::Fault(fault)) => Miss::Fault(fault).into_response(),
        }
    };
    let done = tokio::task::spawn_blocking(work);
    done.await
        .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

fn status(refusal: SignInRefusal) -> StatusCode {
    match refusal {
        SignInRefusal::Throttled { .. } => StatusCode::TOO_MANY_REQUESTS,
        SignInRefusal::Wrong => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

fn attempt(
    site: &Site,
    peer: Option<&Extension<ConnectInfo<SocketAddr>>>,
    headers: &HeaderMap,
    login: &str,
    password: &str,
    former: Option<&str>,
) -> Result<SignedIn, Stop<SignInRefusal>> {
    let password = Password::new(password);
    let browser = browser(site, peer, headers);
    let attempt = SignIn {
        login,
        password: &password,
        address: browser.address,
        agent: browser.agent,
        device: browser.device,
        former,
    };
    sign_in(&site.store, site.hash_cost, &attempt, (site.clock)())
}

/// The browser of a request, for a sign-in.
pub fn browser<'a>(
    site: &Site,
    peer: Option<&Extension<ConnectInfo<SocketAddr>>>,
    headers: &'a HeaderMap,
) -> Browser<'a> {
    Browser {
        address: peer.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |Extension(ConnectInfo(peer))| {
            peer.ip()
        }),
        agent: headers
            .get(header::USER_AGENT)
            .and_then(|agent| agent.to_str().ok())
            .unwrap_or_default(),
        device: cookie(headers, DEVICE_COOKIE),
        former: cookie(headers, cookie_name(site.secure)),
    }
}

/// The answer to whoever has signed in: the cookies, and the way to where they were going, or to
/// the start page when that lies elsewhere.
pub fn entered(site: &Site, signed_in: &SignedIn, aim: &str) -> Response {
    let aim = Address::parse(aim);
    let to = if aim.is_local() {
        aim.to_string()
    } else {
        "/".to_owned()
    };
    let mut response = Redirect::to(&to).into_response();
    let secure = if site.secure { "; Secure" } else { "" };
    let session = format!(
        "{}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{secure}",
        cookie_name(site.secure),
        signed_in.token.reveal(),
        SESSION_HOURS * 3600
    );
    set_cookie(&mut response, &session);
    if site.secure {
        let device = format!(
            "{DEVICE_COOKIE}={}; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age={DEVICE_SECONDS}",
            signed_in.device.reveal()
        );
        set_cookie(&mut response, &device);
    }
    response
}

fn set_cookie(response: &mut Response, cookie: &str) {
    let value = HeaderValue::from_str(cookie).expect("a cookie of our own making is plain text");
    response.headers_mut().append(header::SET_COOKIE, value);
}

async fn leave(State(site): State<Web>, headers: HeaderMap) -> Response {
    let work = move || {
        let now = (site.clock)();
        let ended = session(&site, &headers, now).and_then(|session| match session {
            Some(session) => session.sign_out(&site.store, now),
            None => Ok(()),
        });
        if let Err(fault) = ended {
            return Miss::Fault(fault).into_response();
        }
        let mut response = Redirect::to("/logga-in").into_response();
        set_cookie(
            &mut response,
            &format!("{}=; Path=/; HttpOnly; Max-Age=0", cookie_name(site.secure)),
        );
        response
    };
    let done = tokio::task::spawn_blocking(work);
    done.await
        .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// The sign-in of a program.
pub(crate) async fn enter_by_api(
    State(site): State<Web>,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    reader: Preferences,
    sent: Sent,
) -> Response {
    let work = move || {
        let words = site.texts.words(reader.language);
        let typed: SignInAsked = match read_json(words, &sent.0) {
            Ok(typed) => typed,
            Err(problem) => return problem.into_response(),
        };
        match attempt(&site, peer.as_ref(), &headers, &typed.login, &typed.password, None) {
            Ok(signed_in) => Json(SignedInTold {
                token: signed_in.token.reveal().to_owned(),
                expires_in_seconds: SESSION_HOURS * 3600,
            })
            .into_response(),
            Err(Stop::Refused(refusal)) => {
                let title = words.t("problem-unauthorised");
                let code = match status(refusal) {
                    StatusCode::TOO_MANY_REQUESTS => StatusCode::TOO_MANY_REQUESTS,
                    _ => StatusCode::UNAUTHORIZED,
                };
                Problem {
                    refusals: vec![words.refusal(&refusal)],
                    ..Problem::new(code, title)
                }
                .into_response()
            }
            Err(Stop::Denied(denied)) => Miss::Denied(denied).into_response(),
            Err(Stop::Fault(fault)) => Miss::Fault(fault).into_response(),
        }
    };
    let done = tokio::task::spawn_blocking(work);
    done.await
        .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

fn page(site: &Site, reader: &Preferences, aim: &str, login: &str, flash: Option<Notice>) -> Markup {
    let words = site.texts.words(reader.language);
    let title = words.t("sign-in-title");
    let mut shell = Shell::new(words, &title, reader.address.clone());
    shell.theme = reader.theme;
    shell.flash = flash;
    let form = FormPart::post("/logga-in", "")
        .content(html! {
            input type="hidden" name="till" value=(aim);
            (Field::text("anvandare", words.t("sign-in-login")).value(login).required().autocomplete("username").autofocus())
            (Field::password("losenord", words.t("sign-in-password"), "current-password").required())
        })
        .button(Button::submit(words.t("sign-in-submit")).primary());
    shell.page(&html! {
        div.sign-in {
            h1 { (title) }
            (form)
            @if !site.sign_in_hint.is_empty() {
                section aria-labelledby="demo" {
                    h2 id="demo" { (words.t("sign-in-demo")) }
                    p { (words.t("sign-in-demo-lead")) }
                    table {
                        caption.hidden { (words.t("sign-in-demo")) }
                        thead { tr {
                            th scope="col" { (words.t("sign-in-role")) }
                            th scope="col" { (words.t("sign-in-login")) }
                            th scope="col" { (words.t("sign-in-password")) }
                        } }
                        tbody {
                            @for (role, login, password) in &site.sign_in_hint {
                                tr { td { (role) } td { code { (login) } } td { code { (password) } } }
                            }
                        }
                    }
                }
            }
        }
    })
}
