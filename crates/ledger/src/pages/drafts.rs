//! `/utkast`: one's own drafts, and those that are parked for anyone to take.

use axum::extract::Path;
use axum::response::Response;
use kameral_access::Permission;
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::parts::{Button, Cell, Column, Form, PageHead, Row, Table};
use maud::{Markup, html};

use super::path;
use crate::commands;
use crate::store::drafts::{self, DraftRow};

/// Drafts on a list.
const DRAFTS_MAX: i64 = 200;

pub(super) async fn list(visit: Visit) -> Response {
    visit.answer(show).await
}

fn show(visit: &Visit) -> Answered {
    let (own, parked) = visit.cx.read(Permission::VoucherDraft, |tx| {
        let scope = &visit.cx.scope;
        Ok((
            drafts::own(tx, scope, visit.cx.actor.user, DRAFTS_MAX)?,
            drafts::parked(tx, scope, DRAFTS_MAX)?,
        ))
    })?;
    let words = visit.words;
    let title = words.t("drafts-title");
    let head = PageHead::new(title.as_str()).action(
        Button::link(visit.at("verifikationer/ny"), words.t("vouchers-new"))
            .primary()
            .key("n"),
    );
    let content = html! {
        (head)
        (table(visit, &words.t("drafts-own"), &own))
        (table(visit, &words.t("drafts-parked"), &parked))
    };
    visit.page(&title, &[], &content)
}

fn table(visit: &Visit, caption: &str, rows: &[DraftRow]) -> Markup {
    let words = visit.words;
    let table = Table::new(
        words,
        caption,
        [
            Column::code(words.t("vouchers-date")),
            Column::wide(words.t("vouchers-text")),
            Column::number(words.t("vouchers-lines")),
            Column::number(words.t("vouchers-turnover")),
            Column::text(words.t("drafts-owner")),
            Column::text(words.t("drafts-note")),
            Column::text(words.t("drafts-do")),
        ],
    )
    .caption_shown()
    .rows(rows.iter().map(|row| {
        let text = if row.text.is_empty() {
            words.t("drafts-no-text")
        } else {
            row.text.clone()
        };
        Row::new([
            row.date.map_or_else(Cell::empty, Cell::date),
            Cell::link(&path::draft(visit, row.head.at.draft), text),
            Cell::count(row.line_count),
            Cell::money(row.turnover),
            Cell::text(&row.head.owner_name),
            Cell::text(&row.head.note),
            Cell::markup(discard_form(visit, row)),
        ])
    }))
    .empty(html! { p { (words.t("drafts-none")) } });
    html! { (table) }
}

fn discard_form(visit: &Visit, row: &DraftRow) -> Markup {
    if row.head.owner != visit.cx.actor.user {
        return html! {};
    }
    let label = visit.words.t("drafts-discard");
    html! { (Form::post(format!("{}/kasta", path::draft(visit, row.head.at.draft)), &visit.csrf).button(Button::submit(label).quiet())) }
}

pub(super) async fn take(visit: Visit, Path((_, draft)): Path<(String, i64)>) -> Response {
    visit
        .answer(move |visit| match commands::take_draft(&visit.cx, None, draft) {
            Ok(_) => visit.go_to(&path::draft(visit, draft)),
            Err(stop) => {
                visit.refused(stop)?;
                Err(Miss::NotFound)
            }
        })
        .await
}

pub(super) async fn discard(visit: Visit, Path((_, draft)): Path<(String, i64)>) -> Response {
    visit
        .answer(move |visit| match commands::discard_draft(&visit.cx, None, draft) {
            Ok(()) => visit.go_to(&visit.at("utkast")),
            Err(stop) => {
                visit.refused(stop)?;
                Err(Miss::NotFound)
            }
        })
        .await
}
