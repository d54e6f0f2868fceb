//! `/{entity}/inloggning/{login}`: what who manages users sees and does about another's sign-in:
//! living sessions, lost factors, tokens (SEC-11, SEC-12).

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::{
    Permission, TokenLine, TokenRefusal, UserRefusal, end_sessions_of, reset_factors, revoke_token, sessions_of,
    tokens_of_login,
};
use kameral_base::Refusal;
use kameral_site::{Answered, Pages, Visit};
use kameral_store::Stop;
use kameral_ui::Spoken;
use kameral_ui::parts::{Badge, Button, ErrorSummary, Form as FormPart, PageHead, Tone};
use maud::html;
use serde::Deserialize;

use super::{sessions, tokens};

/// The routes.
pub fn routes() -> Pages {
    let needs = Permission::UserManage;
    Pages::new()
        .get("/{entity}/inloggning/{login}", needs, show)
        .post("/{entity}/inloggning/{login}/avsluta", needs, end)
        .post("/{entity}/inloggning/{login}/nollstall", needs, reset)
        .post("/{entity}/inloggning/{login}/aterkalla", needs, revoke)
}

#[derive(Deserialize)]
struct Numbered {
    nummer: i64,
}

async fn show(visit: Visit, Path((_, login)): Path<(String, String)>) -> Response {
    visit.answer(move |visit| page(visit, &login, &[])).await
}

async fn end(visit: Visit, Path((_, login)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let done = end_sessions_of(&visit.cx, None, &login).map(|_| ());
            after(visit, &login, done)
        })
        .await
}

async fn reset(visit: Visit, Path((_, login)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let done = reset_factors(&visit.cx, None, &login).map(|_| ());
            after(visit, &login, done)
        })
        .await
}

async fn revoke(visit: Visit, Path((_, login)): Path<(String, String)>, Form(numbered): Form<Numbered>) -> Response {
    visit
        .answer(move |visit| after(visit, &login, revoke_token(&visit.cx, None, &login, numbered.nummer)))
        .await
}

fn after<R: Refusal>(visit: &Visit, login: &str, done: Result<(), Stop<Vec<R>>>) -> Answered {
    match done {
        Ok(()) => visit.go_to(&visit.at(&format!("inloggning/{login}"))),
        Err(stop) => {
            let refusals = visit.refused(stop)?;
            page(visit, login, &visit.spoken(&refusals))
        }
    }
}

fn page(visit: &Visit, login: &str, refusals: &[Spoken]) -> Answered {
    let words = visit.words;
    let title = words.t_args("user-sign-in-title", &[("login", login.to_owned().into())]);
    let told = (sessions_of(&visit.cx, login), tokens_of_login(&visit.cx, login));
    let (living, kept) = match told {
        (Ok(living), Ok(kept)) => (living, kept),
        (Err(stop), _) => return unknown::<UserRefusal>(visit, &title, stop),
        (_, Err(stop)) => return unknown::<TokenRefusal>(visit, &title, stop),
    };
    let at = |act: &str| visit.at(&format!("inloggning/{login}/{act}"));
    let revoke = |line: &TokenLine| {
        html! {
            @if line.lives(visit.cx.now) {
                form method="post" action=(at("aterkalla")) {
                    input type="hidden" name="_csrf" value=(visit.csrf);
                    input type="hidden" name="nummer" value=(line.number);
                    button.button.secondary type="submit" aria-label=(words.t_args("own-token-revoke-named", &[("name", line.name.clone().into())])) {
                        (words.t("own-token-revoke"))
                    }
                }
            } @else {
                (Badge::new(Tone::Neutral, words.t("own-token-ended")))
            }
        }
    };
    let content = html! {
        (PageHead::new(title.as_str()).lead(words.t("user-sign-in-lead")))
        (ErrorSummary::new(words, refusals))
        h2 { (words.t("user-sessions")) }
        @if living.is_empty() { p { (words.t("user-sessions-none")) } } @else {
            (sessions::table(&visit.site, words, &living, |_| html! {}))
            (FormPart::post(at("avsluta"), &visit.csrf).button(Button::submit(words.t("user-sessions-end")).danger()))
        }
        h2 { (words.t("user-factors")) }
        p { (words.t("user-factors-lead")) }
        (FormPart::post(at("nollstall"), &visit.csrf).button(Button::submit(words.t("user-factors-reset")).danger()))
        h2 { (words.t("own-tokens-title")) }
        @if kept.is_empty() { p { (words.t("user-tokens-none")) } } @else {
            (tokens::list(&visit.site, words, &kept, &visit.places, revoke))
        }
    };
    visit.page(&title, &[], &content)
}

fn unknown<R: Refusal>(visit: &Visit, title: &str, stop: Stop<Vec<R>>) -> Answered {
    let refusals = visit.refused(stop)?;
    let spoken = visit.spoken(&refusals);
    let content = html! { (PageHead::new(title)) (ErrorSummary::new(visit.words, &spoken)) };
    visit.page_status(StatusCode::UNPROCESSABLE_ENTITY, title, &[], &content)
}
