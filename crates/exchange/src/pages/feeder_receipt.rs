//! `/forsystem/kvitton/{nummer}`: what a file came to, and the file itself.

use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kameral_base::Arg;
use kameral_ledger::pages::voucher_path;
use kameral_site::{Answered, Document, Miss, Visit};
use kameral_ui::Spoken;
use kameral_ui::parts::{Button, Cell, Column, Facts, Notice, PageHead, Row, Table};
use maud::{Markup, html};

use super::feeders::{crumb, receipt_path, system_path};
use super::{ROWS_MAX, missing, more};
use crate::api::saved;
use crate::commands::{Imported, receipt, receipt_file};
use crate::feeder::LeftOut;
use crate::feeder::store::Receipt;

pub(super) async fn show(visit: Visit, Path((_, number)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| match receipt(&visit.cx, parsed(&number)?) {
            Ok(found) => page(visit, &found),
            Err(stop) => {
                let refusals = visit.refused(stop)?;
                refused(visit, &visit.spoken(&refusals))
            }
        })
        .await
}

pub(super) async fn file(visit: Visit, Path((_, number)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| match receipt_file(&visit.cx, parsed(&number)?) {
            // It says what somebody sent in, packed or plain.
            Ok((name, bytes)) => Ok((Extension(Document), saved(&name, bytes)).into_response()),
            Err(stop) => {
                let refusals = visit.refused(stop)?;
                refused(visit, &visit.spoken(&refusals))
            }
        })
        .await
}

fn parsed(number: &str) -> Result<i64, Miss> {
    number.parse().map_err(|_| Miss::NotFound)
}

/// The page that says why a receipt is not shown.
pub(super) fn refused(visit: &Visit, refusals: &[Spoken]) -> Answered {
    let title = visit.words.t("feeders-receipt");
    let page = html! { (PageHead::new(title.as_str())) (missing(visit, refusals)) };
    visit.page_status(StatusCode::UNPROCESSABLE_ENTITY, &title, &[crumb(visit)], &page)
}

fn page(visit: &Visit, found: &Imported) -> Answered {
    let words = visit.words;
    let number = found.receipt.receipt;
    let title = words.t_args("feeders-receipt-title", &[("receipt", Arg::Number(number))]);
    let file = format!("{}/fil", receipt_path(visit, number));
    let head = PageHead::new(title.as_str()).action(Button::link(file, words.t("outbox-download")));
    let rows = found.vouchers.iter().take(ROWS_MAX).map(|voucher| {
        Row::new([
            Cell::code_link(&voucher_path(visit, &voucher.number), voucher.number.to_string()),
            Cell::code(&voucher.key),
            Cell::code(&voucher.reference),
            Cell::period(voucher.period),
            Cell::text(&voucher.text),
        ])
    });
    let columns = [
        Column::code(words.t("hermes-voucher")),
        Column::code(words.t("feeders-voucher")),
        Column::code(words.t("feeders-reference")),
        Column::code(words.t("outbox-period")),
        Column::wide(words.t("feeders-text")),
    ];
    let vouchers = Table::new(words, words.t("feeders-vouchers"), columns)
        .caption_shown()
        .rows(rows)
        .scrolls();
    let page = html! {
        (head)
        (facts(visit, &found.receipt))
        @if !found.left_out.is_empty() { (left_out(visit, &found.left_out)) }
        (vouchers)
        (more(visit, found.vouchers.len()))
    };
    visit.page(&title, &[crumb(visit)], &page)
}

/// The file and what it came to, in figures.
pub(super) fn facts(visit: &Visit, receipt: &Receipt) -> Facts {
    let words = visit.words;
    let facts = Facts::new()
        .link(
            words.t("feeders-system"),
            &system_path(visit, &receipt.feeder),
            receipt.feeder.as_str(),
        )
        .text(words.t("exchange-settings-version"), receipt.version.to_string())
        .text(words.t("outbox-name"), receipt.file_name.as_str())
        .text(words.t("outbox-sha256"), receipt.sha256.as_str())
        .text(words.t("feeders-rows"), receipt.rows.to_string())
        .text(words.t("feeders-posted"), receipt.posted.to_string())
        .text(words.t("feeders-left-out"), receipt.left_out.to_string());
    if receipt.receipt == 0 {
        return facts;
    }
    facts
        .text(words.t("feeders-taken"), receipt.taken_at.as_str())
        .text(words.t("feeders-taken-by"), receipt.taken_by.as_str())
}

/// What was left out, each with row, column, reason and remedy.
pub(super) fn left_out(visit: &Visit, left_out: &[LeftOut]) -> Markup {
    let words = visit.words;
    let rows = left_out.iter().take(ROWS_MAX).map(|left| {
        Row::new([
            Cell::code(&left.voucher),
            left.line.map_or_else(Cell::empty, |line| Cell::count(i64::from(line))),
            Cell::code(&left.column),
            Cell::text(left.said.in_words(words)),
        ])
    });
    let columns = [
        Column::code(words.t("feeders-voucher")),
        Column::number(words.t("feeders-row")),
        Column::code(words.t("feeders-column")),
        Column::wide(words.t("exchange-missing-what")),
    ];
    let table = Table::new(words, words.t("feeders-left-out-title"), columns)
        .caption_shown()
        .rows(rows)
        .scrolls();
    html! {
        (Notice::warning(words.t("feeders-left-out-lead")).spoken(words))
        (table)
        (more(visit, left_out.len()))
    }
}
