//! What was reported, and whether the books still say the same (CLS-14).

use axum::http::StatusCode;
use kameral_base::Arg;
use kameral_site::{Answered, Miss, Visit};
use kameral_store::Stop;
use kameral_ui::Crumb;
use kameral_ui::parts::{Badge, Cell, Column, Notice, PageHead, Row, Table, Tone};
use maud::{Markup, html};

use super::outbox::{crumb, differences};
use super::record::line_table;
use super::{missing, more};
use crate::commands::{HermesKind, Standing, reported, since};

/// The word of an address that asks for the books instead of another file.
pub(super) const BOOKS: &str = "bocker";

/// The last file of each period of a year, each against the books; nothing where none was made or the
/// visitor makes none.
pub(super) fn standings(visit: &Visit, year: Option<i64>) -> Result<Markup, Miss> {
    let found = match reported(&visit.cx, year) {
        Ok(Some(found)) => found,
        Ok(None) | Err(Stop::Refused(_) | Stop::Denied(_)) => return Ok(html! {}),
        Err(Stop::Fault(fault)) => return Err(fault.into()),
    };
    let words = visit.words;
    let columns = [
        Column::code(words.t("outbox-period")),
        Column::code(words.t("outbox-file")),
        Column::code(words.t("outbox-made")),
        Column::text(words.t("reported-state")),
        Column::number(words.t("reported-count")),
        Column::number(words.t("reported-debit")),
        Column::number(words.t("reported-credit")),
    ];
    let rows = found.standings.iter().map(|standing| row(visit, standing));
    let table = Table::new(
        words,
        words.t_args("reported-title", &[("year", Arg::Text(found.year.to_string()))]),
        columns,
    )
    .caption_shown()
    .rows(rows)
    .empty(html! { p { (words.t("reported-none")) } })
    .scrolls();
    Ok(html! {
        (table)
        @if 1 < found.years.len() {
            p {
                (words.t("reported-years"))
                @for year in found.years.iter().filter(|year| **year != found.year) { " " a href=(visit.at(&format!("hermes?ar={year}"))) { (year) } }
            }
        }
    })
}

fn row(visit: &Visit, standing: &Standing) -> Row {
    let words = visit.words;
    let key = &standing.file.key;
    let own = visit.at(&format!("utkorg/{}/{}", key.kind, key.number));
    let compared = format!("{own}/jamfor?med={BOOKS}");
    let head = [
        Cell::period(standing.file.period_to),
        Cell::code_link(&own, format!("{} {}", key.kind, key.number)),
        Cell::date((visit.site.day)(standing.file.made_at)),
    ];
    let tail = match &standing.now {
        Ok(_) if standing.stands() => [
            Cell::badge(&Badge::new(Tone::Success, words.t("reported-stands"))),
            Cell::count(0),
            Cell::empty(),
            Cell::empty(),
        ],
        Ok(now) => {
            let (debit, credit) = now.sides().unwrap_or_default();
            [
                Cell::badge(&Badge::new(Tone::Warning, words.t("reported-moved"))),
                Cell::link(&compared, now.differences.len().to_string()),
                Cell::money_link(debit, &compared),
                Cell::money_link(credit, &compared),
            ]
        }
        Err(_) => [
            Cell::badge(&Badge::new(Tone::Refused, words.t("reported-unmakeable"))),
            Cell::link(&compared, words.t("reported-why")),
            Cell::empty(),
            Cell::empty(),
        ],
    };
    Row::new(head.into_iter().chain(tail))
}

/// `/utkorg/{kind}/{number}/jamfor?med=bocker`: the file against the books, and what was posted since.
pub(super) fn against_books(visit: &Visit, kind: HermesKind, number: i64, comparing: &Markup) -> Answered {
    let words = visit.words;
    let named = format!("{} {number}", kind.in_outbox());
    let own = visit.at(&format!("utkorg/{}/{number}", kind.in_outbox()));
    let title = words.t_args("reported-compared", &[("file", Arg::Text(named.clone()))]);
    let crumbs = [crumb(visit), Crumb::new(named, own.as_str())];
    match since(&visit.cx, kind, number) {
        Ok(found) => {
            let stands = found.comparison.differences.is_empty();
            let content = html! {
                (PageHead::new(title.as_str())
                    .lead(words.t_args("outbox-same", &[("count", Arg::from(found.comparison.same))])))
                (comparing)
                @if !stands { (Notice::warning(words.t("reported-mend")).spoken(words)) }
                (differences(visit, &found.comparison, words.t("reported-in-file"), words.t("reported-in-books")))
                @if !stands {
                    (line_table(visit, &found.lines, words.t("reported-since"), words.t("reported-since-none")))
                    @if found.more { p.note { (words.t("reported-since-more")) } }
                    (more(visit, found.lines.len()))
                }
            };
            visit.page(&title, &crumbs, &content)
        }
        Err(stop) => {
            let refusals = visit.refused(stop)?;
            let content = html! { (PageHead::new(title.as_str())) (missing(visit, &visit.spoken(&refusals))) };
            visit.page_status(StatusCode::UNPROCESSABLE_ENTITY, &title, &crumbs, &content)
        }
    }
}
