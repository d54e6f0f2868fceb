//! `/konto/inloggningar`: one's living sessions, and their end (SEC-11, ASVS 7.5.2).

use axum::Form;
use axum::response::Response;
use kameral_access::SessionLine;
use kameral_site::{Answered, Needs, OwnVisit, Pages, Site};
use kameral_ui::Words;
use kameral_ui::parts::{Badge, Button, Cell, Column, Form as FormPart, PageHead, Row, Table, Tone};
use maud::{Markup, html};
use serde::Deserialize;

use super::moment;

const HERE: &str = "/konto/inloggningar";

/// The routes.
pub fn routes() -> Pages {
    Pages::new()
        .get(HERE, Needs::SignedIn, show)
        .post("/konto/inloggningar/avsluta", Needs::SignedIn, end)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    /// Which; empty is every other.
    inloggning: String,
}

async fn show(visit: OwnVisit) -> Response {
    visit.answer(page).await
}

async fn end(visit: OwnVisit, Form(wanted): Form<Wanted>) -> Response {
    visit
        .answer(move |visit| {
            let store = &visit.site.store;
            if wanted.inloggning.is_empty() {
                visit.session.end_others(store, visit.now)?;
            } else {
                visit.session.end(store, &wanted.inloggning, visit.now)?;
            }
            visit.go_to(HERE)
        })
        .await
}

fn page(visit: &OwnVisit) -> Answered {
    let words = visit.words;
    let title = words.t("own-sessions-title");
    let lines = visit.session.all(&visit.site.store, visit.now)?;
    let end = |line: &SessionLine| {
        html! {
            @if line.is_this {
                (Badge::new(Tone::Success, words.t("own-session-this")))
            } @else {
                form method="post" action="/konto/inloggningar/avsluta" {
                    input type="hidden" name="_csrf" value=(visit.csrf());
                    input type="hidden" name="inloggning" value=(line.handle);
                    button.button.secondary type="submit" aria-label=(words.t_args("own-session-end-named", &[("address", line.address.clone().into())])) {
                        (words.t("own-session-end"))
                    }
                }
            }
        }
    };
    let content = html! {
        (PageHead::new(title.as_str()).lead(words.t("own-sessions-lead")))
        (table(&visit.site, words, &lines, end))
        @if 1 < lines.len() {
            (FormPart::post("/konto/inloggningar/avsluta", &visit.csrf())
                .button(Button::submit(words.t("own-sessions-end-others")).danger()))
        }
    };
    visit.page(&title, None, &content)
}

/// A list of sessions; `end` says what stands last in a row.
pub(super) fn table(site: &Site, words: Words, lines: &[SessionLine], end: impl Fn(&SessionLine) -> Markup) -> Table {
    let columns = [
        Column::wide(words.t("own-session-agent")),
        Column::code(words.t("own-session-address")),
        Column::text(words.t("own-method")),
        Column::code(words.t("own-session-started")),
        Column::code(words.t("own-used")),
        Column::text(words.t("own-act")),
    ];
    Table::new(words, words.t("own-sessions-title"), columns).rows(lines.iter().map(|line| {
        let method = words.t(line.method.text_key());
        let method = if line.two_factors {
            words.t_args("own-method-two", &[("method", method.into())])
        } else {
            method
        };
        Row::new([
            Cell::text(&line.agent),
            Cell::text(&line.address),
            Cell::text(method),
            Cell::text(moment(site, line.started_at)),
            Cell::text(moment(site, line.seen_at)),
            Cell::markup(end(line)),
        ])
    }))
}
