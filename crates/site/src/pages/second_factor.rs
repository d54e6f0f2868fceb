//! `/logga-in/kod`: the second factor after the first (SEC-12, DEF-13).

use axum::Form;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use kameral_access::{FactorRefusal, Session, Shown, Standing, prove_second};
use kameral_store::Stop;
use kameral_ui::parts::{Button, Field, Form as FormPart, Notice, PageHead};
use kameral_ui::web::preferences::Preferences;
use kameral_ui::{Shell, Words};
use maud::{Markup, html};
use serde::Deserialize;

use super::sign_in::{Peer, entered, ip};
use crate::own::{FACTOR_PATH, browser};
use crate::step_up::passkey_button;
use crate::visit::session;
use crate::{Miss, Needs, Pages, Site, Web, blocking};

/// The routes.
pub fn routes() -> Pages {
    Pages::new()
        .get(FACTOR_PATH, Needs::SignedIn, show)
        .post(FACTOR_PATH, Needs::SignedIn, enter)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Typed {
    kod: String,
    till: String,
}

async fn show(
    State(site): State<Web>,
    Query(typed): Query<Typed>,
    headers: HeaderMap,
    reader: Preferences,
) -> Response {
    blocking(move || {
        with_session(&site, &headers, |session| {
            page(&site, &session, &reader, &typed.till, None)
        })
    })
    .await
}

async fn enter(
    State(site): State<Web>,
    peer: Peer,
    headers: HeaderMap,
    reader: Preferences,
    Form(typed): Form<Typed>,
) -> Response {
    blocking(move || {
        with_session(&site, &headers, |session| {
            let browser = browser(&site, ip(peer.as_ref()), &headers);
            let shown = Shown::Code(&typed.kod);
            match prove_second(&site.store, &session, shown, &browser, (site.clock)()) {
                Ok(signed_in) => entered(&site, &signed_in, &typed.till),
                Err(Stop::Refused(refusal)) => {
                    let said = Notice::refused(site.texts.words(reader.language).refusal(&refusal).text);
                    let status = match refusal {
                        FactorRefusal::FactorThrottled { .. } => StatusCode::TOO_MANY_REQUESTS,
                        _ => StatusCode::UNPROCESSABLE_ENTITY,
                    };
                    (status, page(&site, &session, &reader, &typed.till, Some(said))).into_response()
                }
                Err(Stop::Denied(denied)) => Miss::Denied(denied).into_response(),
                Err(Stop::Fault(fault)) => Miss::Fault(fault).into_response(),
            }
        })
    })
    .await
}

/// Only for a session that waits for its second factor; others go where they belong.
fn with_session<A: IntoResponse>(site: &Site, headers: &HeaderMap, work: impl FnOnce(Session) -> A) -> Response {
    match session(site, headers, (site.clock)()) {
        Ok(Some(session)) if session.standing() == Standing::FactorAsked => work(session).into_response(),
        Ok(Some(_)) => Redirect::to("/").into_response(),
        Ok(None) => Redirect::to("/logga-in").into_response(),
        Err(fault) => Miss::Fault(fault).into_response(),
    }
}

fn page(site: &Site, session: &Session, reader: &Preferences, aim: &str, flash: Option<Notice>) -> Markup {
    let words: Words = site.texts.words(reader.language);
    let title = words.t("factor-title");
    let csrf = session.csrf();
    let mut shell = Shell::new(words, &title, reader.address.clone());
    shell.theme = reader.theme;
    shell.user_name = Some(session.name());
    shell.csrf_token = csrf.reveal();
    shell.sign_out = Some("/logga-ut");
    shell.flash = flash;
    let lead = if session.has_totp() {
        words.t("factor-lead")
    } else {
        words.t("factor-lead-passkey")
    };
    let form = FormPart::post(FACTOR_PATH, csrf.reveal())
        .id("faktor")
        .content(html! {
            input type="hidden" name="till" value=(aim);
            (Field::text("kod", words.t("factor-code")).required().autocomplete("one-time-code").autofocus()
                .help(words.t("factor-code-help")))
        })
        .button(Button::submit(words.t("sign-in-submit")).primary());
    shell.page(&html! {
        div.sign-in {
            (PageHead::new(title.as_str()).lead(lead))
            @if session.has_passkey() { (passkey_button("", &words.t("proof-by-passkey"), &words.t("passkey-failed"))) }
            (form)
        }
    })
}
