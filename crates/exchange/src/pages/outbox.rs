//! `/utkorg`: files that were made, each with what it holds.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use kameral_base::{Arg, Ore};
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::Crumb;
use kameral_ui::parts::{Button, Cell, Column, Facts, Field, FilterBar, Notice, PageHead, Row, Table, Width};
use maud::{Markup, html};
use serde::Deserialize;

use super::hermes::records;
use super::reported::{BOOKS, against_books};
use super::{FILES_MAX, ROWS_MAX, file_table, missing, more, periods};
use crate::api::saved;
use crate::commands::{Content, HermesKind, compare_files, content, files, records_of};
use crate::compare::Comparison;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    gjord: String,
    med: String,
}

pub(super) async fn list(visit: Visit) -> Response {
    visit
        .answer(|visit| {
            let words = visit.words;
            let title = words.t("outbox-title");
            let found = match files(&visit.cx, None, FILES_MAX) {
                Ok(found) => found,
                Err(stop) => return Err(visit.refused(stop).err().unwrap_or(Miss::NotFound)),
            };
            let head = PageHead::new(title.as_str())
                .lead(words.t("outbox-lead"))
                .action(Button::link(visit.at("hermes"), words.t("hermes-title")))
                .action(Button::link(visit.at("tdb"), words.t("tdb-title")));
            visit.page(&title, &[], &html! { (head) (file_table(visit, &found)) })
        })
        .await
}

pub(super) async fn one(
    visit: Visit,
    Path((_, kind, number)): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
) -> Response {
    visit
        .answer(move |visit| match found(visit, &kind, &number)? {
            Ok(content) => shown(visit, &content, &asked),
            Err(refused) => Ok(refused),
        })
        .await
}

pub(super) async fn file(visit: Visit, Path((_, kind, number)): Path<(String, String, String)>) -> Response {
    visit
        .answer(move |visit| match found(visit, &kind, &number)? {
            Ok(content) => Ok(saved(&content.file.file_name, content.bytes)),
            Err(refused) => Ok(refused),
        })
        .await
}

/// The file, or the page that says why it is not shown.
fn found(visit: &Visit, kind: &str, number: &str) -> Result<Result<Content, Response>, Miss> {
    let number = number.parse().map_err(|_| Miss::NotFound)?;
    match content(&visit.cx, kind, number) {
        Ok(content) => Ok(Ok(content)),
        Err(stop) => {
            let refusals = visit.refused(stop)?;
            let title = visit.words.t("outbox-title");
            let page = html! { (PageHead::new(title.as_str())) (missing(visit, &visit.spoken(&refusals))) };
            let page = visit.page_status(StatusCode::UNPROCESSABLE_ENTITY, &title, &[crumb(visit)], &page)?;
            Ok(Err(page))
        }
    }
}

pub(super) fn crumb(visit: &Visit) -> Crumb {
    Crumb::new(visit.words.t("outbox-title"), visit.at("utkorg"))
}

fn shown(visit: &Visit, content: &Content, asked: &Asked) -> Answered {
    let words = visit.words;
    let file = &content.file;
    let (kind, number) = (&file.key.kind, file.key.number);
    let title = format!("{kind} {number}");
    let own = visit.at(&format!("utkorg/{kind}/{number}"));
    let facts = Facts::new()
        .text(words.t("outbox-name"), file.file_name.as_str())
        .text(words.t("outbox-period"), periods(file))
        .text(words.t("outbox-bytes"), file.file_bytes.to_string())
        .date(words.t("outbox-made"), (visit.site.day)(file.made_at))
        .text(words.t("outbox-made-by"), file.made_by_name.as_str())
        .text(words.t("outbox-journal"), file.journal_seq.to_string())
        .text(words.t("outbox-charset"), file.charset.as_str())
        .markup(words.t("outbox-sha256"), html! { code { (file.sha256) } });
    let records = match HermesKind::from_outbox(kind) {
        None => None,
        Some(_) => match records_of(content) {
            Ok(records) => Some(records),
            Err(stop) => return Err(visit.refused(stop).err().unwrap_or(Miss::NotFound)),
        },
    };
    let page = html! {
        (PageHead::new(title.as_str()).action(Button::link(format!("{own}/fil"), words.t("outbox-download")).primary()))
        @match asked.gjord.as_str() {
            "ny" => { (Notice::success(words.t("outbox-made-now")).spoken(words)) }
            "samma" => { (Notice::info(words.t_args("outbox-made-before", &[("number", Arg::Number(number))])).spoken(words)) }
            _ => {}
        }
        (facts)
        @if let Some(found) = &records {
            (comparing(visit, &own))
            p { a href=(format!("{own}/jamfor?med={BOOKS}")) { (words.t("reported-compare")) } }
            (self::records(visit, found, |record| format!("{own}/rad/{record}")))
        }
    };
    visit.page(&title, &[crumb(visit)], &page)
}

fn comparing(visit: &Visit, own: &str) -> FilterBar {
    let words = visit.words;
    let address = kameral_ui::Address::parse(&format!("{own}/jamfor"));
    FilterBar::new(words, &address).field(Field::number("med", words.t("outbox-compare-with")).width(Width::Short))
}

pub(super) async fn compared(
    visit: Visit,
    Path((_, kind, number)): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
) -> Response {
    visit
        .answer(move |visit| {
            let words = visit.words;
            let known = HermesKind::from_outbox(&kind).ok_or(Miss::NotFound)?;
            let number: i64 = number.parse().map_err(|_| Miss::NotFound)?;
            let own = visit.at(&format!("utkorg/{kind}/{number}"));
            if asked.med == BOOKS {
                return against_books(visit, known, number, &html! { (comparing(visit, &own)) });
            }
            let Ok(other) = asked.med.trim().parse() else {
                return visit.go_to(&own);
            };
            let args = [
                ("kind", Arg::Text(kind.clone())),
                ("first", Arg::Number(number)),
                ("second", Arg::Number(other)),
            ];
            let title = words.t_args("outbox-compared", &args);
            let crumbs = [crumb(visit), Crumb::new(format!("{kind} {number}"), own.as_str())];
            match compare_files(&visit.cx, known, number, other) {
                Ok(found) => {
                    let page = html! {
                        (PageHead::new(title.as_str())
                            .lead(words.t_args("outbox-same", &[("count", Arg::from(found.same))])))
                        (comparing(visit, &own))
                        (differences(visit, &found, words.t("outbox-first"), words.t("outbox-second")))
                    };
                    visit.page(&title, &crumbs, &page)
                }
                Err(stop) => {
                    let refusals = visit.refused(stop)?;
                    let page = html! { (PageHead::new(title.as_str())) (missing(visit, &visit.spoken(&refusals))) };
                    visit.page_status(StatusCode::UNPROCESSABLE_ENTITY, &title, &crumbs, &page)
                }
            }
        })
        .await
}

/// Records that differ, under the names of what is compared.
pub(super) fn differences(visit: &Visit, found: &Comparison, first: String, second: String) -> Markup {
    let words = visit.words;
    let shown = |amount: Option<Ore>| amount.map_or_else(Cell::empty, Cell::money);
    let rows = found.differences.iter().take(ROWS_MAX).map(|difference| {
        Row::new([
            Cell::code(difference.key.kind.code()),
            Cell::code(&difference.key.account),
            Cell::code(&difference.key.financing),
            Cell::code(&difference.key.counterparty),
            shown(difference.first),
            shown(difference.second),
            shown(difference.change()),
        ])
    });
    let columns = [
        Column::code(words.t("hermes-type")),
        Column::code(words.t("hermes-account")),
        Column::code(words.t("hermes-financing")),
        Column::code(words.t("hermes-counterparty")),
        Column::number(first),
        Column::number(second),
        Column::number(words.t("outbox-change")),
    ];
    let table = Table::new(words, words.t("outbox-differences"), columns)
        .caption_shown()
        .rows(rows)
        .empty(html! { p { (words.t("outbox-alike")) } })
        .scrolls();
    html! { (table) (more(visit, found.differences.len())) }
}
