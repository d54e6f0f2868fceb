//! `/konto`: one's own account, and the password.

use axum::Form;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::{Password, change_own_password};
use kameral_site::{Answered, Miss, Needs, OwnVisit, Pages, set_session};
use kameral_store::Stop;
use kameral_ui::Spoken;
use kameral_ui::parts::{Button, ErrorSummary, Facts, Field, Form as FormPart, Links, Notice, PageHead};
use maud::{Markup, html};
use serde::Deserialize;

/// The routes.
pub fn routes() -> Pages {
    Pages::new()
        .get("/konto", Needs::SignedIn, show)
        .get("/konto/losenord", Needs::SignedIn, password)
        .post("/konto/losenord", Needs::SignedIn, change)
}

/// The ways on one's own account.
pub(super) const ROOMS: [(&str, &str); 4] = [
    ("/konto/inloggningar", "own-sessions-title"),
    ("/konto/tvafaktor", "own-factors-title"),
    ("/konto/losenord", "own-password-title"),
    ("/konto/programnycklar", "own-tokens-title"),
];

async fn show(visit: OwnVisit) -> Response {
    visit
        .answer(|visit| {
            let words = visit.words;
            let title = words.t("own-title");
            let factor = match (visit.session.has_totp(), visit.session.has_passkey()) {
                (true, true) => "own-factor-both",
                (true, false) => "own-factor-app",
                (false, true) => "own-factor-passkey",
                (false, false) => "own-factor-none",
            };
            let facts = Facts::new()
                .text(words.t("own-name"), visit.session.name())
                .text(words.t("own-login"), visit.session.login())
                .text(words.t("own-method"), words.t(visit.session.method().text_key()))
                .text(words.t("own-factor"), words.t(factor));
            let rooms = ROOMS
                .into_iter()
                .fold(Links::new(), |links, (path, key)| links.link(path, words.t(key)));
            let content = html! {
                (PageHead::new(title.as_str()))
                (facts)
                (rooms)
            };
            visit.page(&title, None, &content)
        })
        .await
}

#[derive(Deserialize)]
struct Typed {
    nuvarande: String,
    nytt: String,
    igen: String,
}

async fn password(visit: OwnVisit) -> Response {
    visit
        .answer(|visit| {
            let title = visit.words.t("own-password-title");
            visit.page(&title, None, &form(visit, &[]))
        })
        .await
}

async fn change(visit: OwnVisit, Form(typed): Form<Typed>) -> Response {
    visit.answer(move |visit| changed(visit, &typed)).await
}

fn changed(visit: &OwnVisit, typed: &Typed) -> Answered {
    let title = visit.words.t("own-password-title");
    let refused =
        |spoken: &[Spoken]| visit.page_status(StatusCode::UNPROCESSABLE_ENTITY, &title, None, &form(visit, spoken));
    if typed.nytt != typed.igen {
        return refused(&[Spoken {
            name: "passwords_differ",
            line: None,
            field: Some("igen".to_owned()),
            text: visit.words.t("own-passwords-differ"),
            severity: "refused",
        }]);
    }
    let (present, new) = (Password::new(&*typed.nuvarande), Password::new(&*typed.nytt));
    let site = &visit.site;
    match change_own_password(&site.store, site.hash_cost, &visit.session, &present, &new, visit.now) {
        Ok(token) => {
            let flash = Notice::success(visit.words.t("own-password-changed"));
            let content =
                html! { (PageHead::new(title.as_str())) p { a href="/konto" { (visit.words.t("own-title")) } } };
            let mut page = visit.page(&title, Some(flash), &content)?;
            set_session(site, &mut page, &token);
            Ok(page)
        }
        Err(Stop::Refused(refusals)) => {
            let spoken: Vec<Spoken> = refusals.iter().map(|refusal| visit.words.refusal(refusal)).collect();
            refused(&spoken)
        }
        Err(Stop::Denied(denied)) => Err(Miss::Denied(denied)),
        Err(Stop::Fault(fault)) => Err(Miss::Fault(fault)),
    }
}

fn form(visit: &OwnVisit, refusals: &[Spoken]) -> Markup {
    let words = visit.words;
    let form = FormPart::post("/konto/losenord", &visit.csrf())
        .content(html! {
            (Field::password("nuvarande", words.t("own-password-present"), "current-password").required())
            (Field::password("nytt", words.t("own-password-new"), "new-password").required().help(words.t("own-password-help")))
            (Field::password("igen", words.t("own-password-again"), "new-password").required())
        })
        .button(Button::submit(words.t("own-password-change")).primary());
    html! {
        (PageHead::new(words.t("own-password-title")).lead(words.t("own-password-lead")))
        (ErrorSummary::new(words, refusals))
        (form)
    }
}
