//! `/historik`: what was done, accepted or refused (GL-29, DEF-06).

use axum::extract::Query;
use axum::response::Response;
use kameral_access::Permission;
use kameral_access::history::{self, HistoryFilter, Outcome};
use kameral_site::{Answered, Visit};
use kameral_ui::parts::{Badge, Cell, Choice, Column, Field, FilterBar, PageHead, Pagination, Row, Table, Tone};
use maud::html;
use serde::Deserialize;

/// Lines on a page.
const PAGE: i64 = 100;

/// The filters, as the address has them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    vad: String,
    utfall: String,
    efter: Option<i64>,
}

pub(super) async fn list(visit: Visit, Query(asked): Query<Asked>) -> Response {
    visit.answer(move |visit| show(visit, &asked)).await
}

fn show(visit: &Visit, asked: &Asked) -> Answered {
    let outcome = Outcome::ALL.into_iter().find(|outcome| outcome.word() == asked.utfall);
    let text = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
    let filter = HistoryFilter {
        command: text(&asked.vad),
        outcome,
        ..HistoryFilter::default()
    };
    let before = asked.efter;
    let lines = visit.cx.read(Permission::BooksRead, |tx| {
        history::page(tx, &visit.cx.scope, &filter, before, PAGE)
    })?;
    let words = visit.words;
    let title = words.t("history-title");
    let any = || Choice::new("", words.t("vouchers-any"));
    let outcomes = Outcome::ALL.map(|outcome| Choice::new(outcome.word(), words.t(outcome.text_key())));
    let filters = FilterBar::new(words, &visit.address)
        .field(Field::text("vad", words.t("history-what")).value(&asked.vad))
        .field(
            Field::select(
                "utfall",
                words.t("history-outcome"),
                std::iter::once(any()).chain(outcomes),
            )
            .value(&asked.utfall),
        );
    let full = i64::try_from(lines.len()).unwrap_or(i64::MAX) == PAGE;
    let next = lines.last().filter(|_| full).map(|line| line.seq.to_string());
    let table = Table::new(
        words,
        title.as_str(),
        [
            Column::number(words.t("history-seq")),
            Column::code(words.t("history-at")),
            Column::text(words.t("history-who")),
            Column::text(words.t("history-role")),
            Column::code(words.t("history-what")),
            Column::wide(words.t("history-subject")),
            Column::text(words.t("history-outcome")),
        ],
    )
    .rows(lines.iter().map(|line| {
        let tone = match line.outcome {
            Outcome::Accepted | Outcome::Repeated => Tone::Neutral,
            Outcome::Refused | Outcome::Denied => Tone::Warning,
        };
        let outcome = html! { (Badge::new(tone, words.t(line.outcome.text_key()))) " " (line.detail) };
        Row::new([
            Cell::count(line.seq),
            Cell::code(super::voucher::moment(&line.at.to_string())),
            Cell::text(&line.actor),
            Cell::text(&line.role),
            Cell::code(&line.command),
            Cell::text(&line.subject),
            Cell::markup(outcome),
        ])
    }))
    .empty(html! { p { (words.t("history-none")) } });
    let pages = Pagination::new(words, &visit.address).next(next);
    visit.page(
        &title,
        &[],
        &html! { (PageHead::new(title.as_str())) (filters) (table) (pages) },
    )
}
