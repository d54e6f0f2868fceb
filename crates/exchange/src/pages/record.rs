//! A record and the vouchers under it.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use kameral_base::Arg;
use kameral_ledger::pages::voucher_path;
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::Crumb;
use kameral_ui::address::encode;
use kameral_ui::parts::{Badge, Button, Cell, Column, Facts, PageHead, Row, Table, Tone};
use maud::html;
use serde::Deserialize;

use super::hermes::Asked;
use super::{ROWS_MAX, missing, more};
use crate::commands::{Explained, ExplainedLine, HermesKind, Source, explain};

/// Which record of the preview.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    rad: usize,
}

pub(super) async fn of_order(visit: Visit, Query(asked): Query<Asked>, Query(wanted): Query<Wanted>) -> Response {
    visit
        .answer(move |visit| {
            let order = asked.order().ok_or(Miss::NotFound)?;
            let crumb = Crumb::new(
                visit.words.t("hermes-title"),
                asked.address(visit, "hermes").to_string(),
            );
            page(visit, &Source::Order(order), wanted.rad, crumb)
        })
        .await
}

pub(super) async fn of_file(
    visit: Visit,
    Path((_, kind, number, record)): Path<(String, String, String, String)>,
) -> Response {
    visit
        .answer(move |visit| {
            let known = HermesKind::from_outbox(&kind).ok_or(Miss::NotFound)?;
            let number = number.parse().map_err(|_| Miss::NotFound)?;
            let record = record.parse().map_err(|_| Miss::NotFound)?;
            let crumb = Crumb::new(format!("{kind} {number}"), visit.at(&format!("utkorg/{kind}/{number}")));
            page(visit, &Source::File(known, number), record, crumb)
        })
        .await
}

fn page(visit: &Visit, source: &Source, record: usize, crumb: Crumb) -> Answered {
    let words = visit.words;
    let number = Arg::from(record);
    let title = words.t_args("hermes-record-title", &[("record", number)]);
    match explain(&visit.cx, source, record) {
        Ok(found) => visit.page(&title, &[crumb], &view(visit, &title, &found)),
        Err(stop) => {
            let refusals = visit.refused(stop)?;
            let content = html! { (PageHead::new(title.as_str())) (missing(visit, &visit.spoken(&refusals))) };
            visit.page_status(StatusCode::UNPROCESSABLE_ENTITY, &title, &[crumb], &content)
        }
    }
}

fn view(visit: &Visit, title: &str, found: &Explained) -> maud::Markup {
    let words = visit.words;
    let record = &found.record;
    let verdict = if found.agrees {
        Badge::new(Tone::Success, words.t("hermes-agrees"))
    } else {
        Badge::new(Tone::Refused, words.t("hermes-differs"))
    };
    let mut facts = Facts::new()
        .text(words.t("hermes-type"), record.kind.code())
        .text(words.t("hermes-account"), record.account.as_str())
        .money(words.t("hermes-amount"), record.amount);
    for (key, value) in [
        ("hermes-financing", record.financing.as_str()),
        ("hermes-counterparty-type", record.counterparty_kind.code()),
        ("hermes-counterparty", record.counterparty.as_str()),
    ] {
        if !value.is_empty() {
            facts = facts.text(words.t(key), value);
        }
    }
    if !found.carried.is_zero() {
        facts = facts.money(words.t("hermes-carried"), found.carried);
    }
    if !found.dissolved.is_zero() {
        facts = facts.money(words.t("hermes-dissolved"), found.dissolved);
    }
    let table = line_table(visit, &found.lines, words.t("hermes-lines"), words.t("hermes-no-lines"));
    html! {
        (PageHead::new(title).badge(verdict).action(Button::link(report(visit, found), words.t("hermes-report"))))
        (facts)
        (table)
        (more(visit, found.lines.len()))
    }
}

/// Posted lines, each with its voucher; `none` is said where there are none.
pub(super) fn line_table(visit: &Visit, lines: &[ExplainedLine], caption: String, none: String) -> Table {
    let words = visit.words;
    let rows = lines.iter().take(ROWS_MAX).map(|line| {
        Row::new([
            Cell::code_link(&voucher_path(visit, &line.voucher), line.voucher.to_string()),
            Cell::count(line.line_no),
            Cell::date(line.date),
            Cell::period(line.period),
            Cell::code(&line.account),
            Cell::text(&line.text),
            Cell::money(line.amount),
        ])
    });
    let columns = [
        Column::code(words.t("hermes-voucher")),
        Column::number(words.t("hermes-line")),
        Column::code(words.t("hermes-date")),
        Column::code(words.t("outbox-period")),
        Column::code(words.t("hermes-account")),
        Column::wide(words.t("hermes-text")),
        Column::number(words.t("hermes-amount")),
    ];
    Table::new(words, caption, columns)
        .caption_shown()
        .rows(rows)
        .empty(html! { p { (none) } })
        .scrolls()
}

/// The ledger narrowed to the record.
fn report(visit: &Visit, found: &Explained) -> String {
    let (from, to) = found.periods;
    let mut address = format!("{}?period={from}..{to}", visit.at("rapporter/huvudbok"));
    for filter in &found.filters {
        address.push_str("&where=");
        address.push_str(&encode(filter));
    }
    if let Some(as_of) = found.as_of {
        address.push_str("&as-of=");
        address.push_str(&as_of.to_string());
    }
    address
}
