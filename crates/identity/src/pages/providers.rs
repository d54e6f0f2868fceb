//! `/{entity}/inloggningstjanster`: agencies' own sign-in and directories, and the roles they give here.
//!
//! A provider is a trust of the whole installation, so it is changed at the command line alone.

use axum::response::Response;
use kameral_site::{Answered, Visit};
use kameral_ui::parts::{Badge, Cell, Column, PageHead, Row, Table, Tone};
use maud::html;

use crate::federation::commands::providers;
use crate::federation::store::KeptProvider;

pub async fn list(visit: Visit) -> Response {
    visit.answer(show).await
}

fn show(visit: &Visit) -> Answered {
    let kept = providers(&visit.cx)?;
    let words = visit.words;
    let title = words.t("providers");
    let columns = [
        Column::code(words.t("provider-code")),
        Column::wide(words.t("provider-name")),
        Column::text(words.t("provider-kind")),
        Column::text(words.t("provider-logins")),
        Column::text(words.t("provider-users")),
        Column::text(words.t("provider-state")),
    ];
    let services = Table::new(words, title.as_str(), columns)
        .rows(kept.iter().map(|kept| service(visit, kept)))
        .empty(html! { p { (words.t("providers-none")) } });
    let columns = [
        Column::code(words.t("provider-code")),
        Column::wide(words.t("provider-group")),
        Column::code(words.t("provider-role")),
        Column::code(words.t("provider-rows")),
    ];
    let mapped = kept.iter().flat_map(|kept| {
        let here = kept
            .provider
            .roles
            .iter()
            .filter(|mapped| mapped.entity == visit.place.code);
        here.map(|mapped| {
            let group = if mapped.group.is_empty() {
                words.t("provider-everybody")
            } else {
                mapped.group.clone()
            };
            let rows = match (&mapped.dimension, &mapped.pattern) {
                (Some(dimension), Some(pattern)) => format!("{dimension}={pattern}"),
                _ => words.t("provider-every-row"),
            };
            Row::new([
                Cell::code(&kept.provider.code),
                Cell::text(group),
                Cell::code(&mapped.role),
                Cell::text(rows),
            ])
        })
    });
    let roles = Table::new(words, words.t("provider-roles"), columns)
        .caption_shown()
        .rows(mapped)
        .empty(html! { p { (words.t("provider-roles-none")) } });
    let head = PageHead::new(title.as_str()).lead(words.t("providers-lead"));
    visit.page(&title, &[], &html! { (head) (services) (roles) })
}

fn service(visit: &Visit, kept: &KeptProvider) -> Row {
    let (words, provider) = (visit.words, &kept.provider);
    let users = if provider.creates {
        "provider-creates"
    } else {
        "provider-fed"
    };
    let (tone, state) = if provider.holds_on(visit.cx.today) {
        (Tone::Success, "provider-open")
    } else {
        (Tone::Neutral, "provider-closed")
    };
    Row::new([
        Cell::code(&provider.code),
        Cell::text(&provider.name),
        Cell::text(words.t(provider.kind.text_key())),
        Cell::text(provider.logins.join(", ")),
        Cell::text(words.t(users)),
        Cell::badge(&Badge::new(tone, words.t(state))),
    ])
}
