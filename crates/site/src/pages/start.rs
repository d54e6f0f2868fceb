//! `/`: to the visitor's entity, or the choice among them.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use kameral_ui::Shell;
use kameral_ui::parts::PageHead;
use kameral_ui::web::preferences::Preferences;
use maud::html;

use crate::own::way_first;
use crate::visit::session;
use crate::{Miss, Needs, Pages, Place, Web};

/// The route.
pub fn routes() -> Pages {
    Pages::new().get("/", Needs::SignedIn, choose)
}

async fn choose(State(site): State<Web>, headers: HeaderMap, reader: Preferences) -> Response {
    let done = tokio::task::spawn_blocking(move || {
        answer(&site, &headers, &reader).unwrap_or_else(IntoResponse::into_response)
    });
    done.await
        .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

fn answer(site: &Web, headers: &HeaderMap, reader: &Preferences) -> Result<Response, Miss> {
    let now = (site.clock)();
    let Some(session) = session(site, headers, now)? else {
        return Ok(Redirect::to("/logga-in").into_response());
    };
    if let Some(first) = way_first(&session, &reader.address) {
        return Ok(Redirect::to(&first.to_string()).into_response());
    }
    let mine = session.entities(&site.store, (site.day)(now))?;
    let places: Vec<Place> = site.store.read(|tx| (site.places)(tx))?;
    let places: Vec<Place> = places.into_iter().filter(|place| mine.contains(&place.id)).collect();
    if let [only] = places.as_slice() {
        return Ok(Redirect::to(&only.at("")).into_response());
    }
    let words = site.texts.words(reader.language);
    let title = words.t("start-choose");
    let csrf = session.csrf();
    let mut shell = Shell::new(words, &title, reader.address.clone());
    shell.theme = reader.theme;
    shell.user_name = Some(session.name());
    shell.csrf_token = csrf.reveal();
    shell.sign_out = Some("/logga-ut");
    let content = html! {
        (PageHead::new(title.as_str()))
        @if places.is_empty() { p { (words.t("start-none")) } }
        ul.places {
            @for place in &places {
                li { a href=(place.at("")) { (place.mark()) } }
            }
        }
    };
    Ok(shell.page(&content).into_response())
}
