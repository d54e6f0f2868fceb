//! `/logga-in`, `/logga-ut`: sessions begin and end.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form, Json};
use kameral_access::{
    Browser, FactorRefusal, Password, SESSION_HOURS, Session, Shown, SignIn, SignInRefusal, SignedIn, Standing,
    prove_second, sign_in,
};
use kameral_store::Stop;
use kameral_ui::parts::{Button, Field, Form as FormPart, Notice};
use kameral_ui::web::preferences::Preferences;
use kameral_ui::web::{Problem, cookie};
use kameral_ui::{Address, Shell};
use maud::{Markup, html};
use serde::Deserialize;

use crate::api::{Sent, SignInAsked, SignedInTold, read_json};
use crate::cookies::{end_session, set_signed_in};
use crate::step_up::passkey_button;
use crate::visit::{cookie_name, session};
use crate::{Miss, Needs, Pages, Site, Web, blocking};

/// What the server knows of who is connected.
pub(super) type Peer = Option<Extension<ConnectInfo<SocketAddr>>>;

/// The address of whoever is connected.
pub(super) fn ip(peer: Option<&Extension<ConnectInfo<SocketAddr>>>) -> Option<IpAddr> {
    peer.map(|Extension(ConnectInfo(peer))| peer.ip())
}

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
    /// `nekad` after a passkey that was not taken.
    #[serde(default)]
    passernyckel: String,
}

#[derive(Deserialize)]
struct Typed {
    anvandare: String,
    losenord: String,
    #[serde(default)]
    till: String,
}

async fn show(State(site): State<Web>, Query(aim): Query<Aim>, reader: Preferences) -> Response {
    let work = move || {
        let words = site.texts.words(reader.language);
        let refused = (aim.passernyckel == "nekad").then(|| Notice::refused(words.t("passkey-failed")));
        page(&site, &reader, &aim.till, "", refused).into_response()
    };
    blocking(work).await
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
    blocking(work).await
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
    crate::own::browser(site, ip(peer), headers)
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
    set_signed_in(site, &mut response, signed_in);
    response
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
        end_session(&site, &mut response);
        response
    };
    blocking(work).await
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
            Ok(signed_in) => {
                let browser = browser(&site, peer.as_ref(), &headers);
                match made_whole(&site, signed_in, typed.code.as_deref(), &browser) {
                    Ok(signed_in) => Json(SignedInTold {
                        token: signed_in.token.reveal().to_owned(),
                        expires_in_seconds: SESSION_HOURS * 3600,
                    })
                    .into_response(),
                    Err(Stop::Refused(refusal)) => Problem {
                        refusals: vec![words.refusal(&refusal)],
                        ..Problem::new(StatusCode::UNAUTHORIZED, words.t("problem-factor-needed"))
                    }
                    .into_response(),
                    Err(Stop::Denied(denied)) => Miss::Denied(denied).into_response(),
                    Err(Stop::Fault(fault)) => Miss::Fault(fault).into_response(),
                }
            }
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
    blocking(work).await
}

/// A program shows its second factor in the same breath; half a session is not given to it. One
/// that is to set a factor up does so in a browser.
fn made_whole(
    site: &Site,
    signed_in: SignedIn,
    code: Option<&str>,
    browser: &Browser<'_>,
) -> Result<SignedIn, Stop<FactorRefusal>> {
    let now = (site.clock)();
    let Some(session) = Session::find(&site.store, signed_in.token.reveal(), now)? else {
        return Err(Stop::Refused(FactorRefusal::CodeWrong));
    };
    let done = match (session.standing(), code) {
        (Standing::Whole, _) => return Ok(signed_in),
        (Standing::FactorAsked, Some(code)) => prove_second(&site.store, &session, Shown::Code(code), browser, now),
        (Standing::FactorAsked, None) => Err(Stop::Refused(FactorRefusal::CodeWrong)),
        (Standing::FactorLacking, _) => Err(Stop::Refused(FactorRefusal::TotpMissing)),
    };
    if done.is_err() {
        session.sign_out(&site.store, now)?;
    }
    done
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
            (passkey_button("", &words.t("sign-in-by-passkey"), &words.t("passkey-failed")))
            ((site.ways_in)(site, words, aim))
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
