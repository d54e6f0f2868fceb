//! `/hermes/konvertering`: financing codes and their appropriations, as the table in Hermes has them
//! (APR-23).

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_base::{Arg, Period};
use kameral_site::{Answered, Visit};
use kameral_ui::Crumb;
use kameral_ui::parts::{Badge, Button, Cell, Column, FilterBar, Notice, PageHead, PeriodPicker, Row, Table, Tone};
use maud::{Markup, html};
use serde::Deserialize;

use super::missing;
use crate::Listed;
use crate::api::saved;
use crate::commands::{ConversionList, conversions};

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    period: String,
}

impl Asked {
    /// The period, or the month before this one.
    fn period(&self, visit: &Visit) -> Period {
        let this = Period::of(visit.cx.today);
        Period::parse(self.period.trim()).unwrap_or_else(|_| this.previous_month().unwrap_or(this))
    }
}

pub(super) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Response {
    visit.answer(move |visit| page(visit, &asked)).await
}

pub(super) async fn file(visit: Visit, Query(asked): Query<Asked>) -> Response {
    visit
        .answer(move |visit| match conversions(&visit.cx, asked.period(visit)) {
            Ok(list) => {
                let model = visit.cx.read(kameral_access::Permission::FileExport, |tx| {
                    kameral_ledger::store::model::load(tx, &visit.cx)
                })?;
                Ok(saved(&list.file_name(&model.entity.code), list.csv(visit.words)?))
            }
            Err(stop) => {
                visit.refused(stop)?;
                page(visit, &asked)
            }
        })
        .await
}

fn page(visit: &Visit, asked: &Asked) -> Answered {
    let words = visit.words;
    let title = words.t("conversion-title");
    let crumbs = [Crumb::new(words.t("hermes-title"), visit.at("hermes"))];
    let period = asked.period(visit);
    let filters = FilterBar::new(words, &visit.address).field(
        PeriodPicker::new(words, &visit.address)
            .field()
            .value(period.to_string()),
    );
    match conversions(&visit.cx, period) {
        Ok(list) => {
            let csv = visit.at(&format!("hermes/konvertering/fil?period={period}"));
            let args = [
                ("day", Arg::Date(list.day)),
                ("relation", Arg::Text(list.relation.clone())),
            ];
            let content = html! {
                (PageHead::new(title.as_str())
                    .lead(words.t_args("conversion-lead", &args))
                    .action(Button::link(csv, words.t("conversion-download"))))
                (filters)
                (verdict(visit, &list))
                (table(visit, &list))
            };
            visit.page(&title, &crumbs, &content)
        }
        Err(stop) => {
            let refusals = visit.refused(stop)?;
            let content = html! {
                (PageHead::new(title.as_str()))
                (filters)
                (missing(visit, &visit.spoken(&refusals)))
            };
            visit.page_status(StatusCode::UNPROCESSABLE_ENTITY, &title, &crumbs, &content)
        }
    }
}

/// Whether every code that must be is tied to an appropriation.
fn verdict(visit: &Visit, list: &ConversionList) -> Markup {
    let words = visit.words;
    let lacking: Vec<&str> = list.missing().map(|row| row.conversion.financier.as_str()).collect();
    if lacking.is_empty() {
        return Notice::success(words.t("conversion-complete")).spoken(words);
    }
    let args = [
        ("codes", Arg::Text(lacking.join(", "))),
        ("relation", Arg::Text(list.relation.clone())),
    ];
    Notice::warning(words.t_args("conversion-missing", &args)).spoken(words)
}

fn table(visit: &Visit, list: &ConversionList) -> Table {
    let words = visit.words;
    let columns = [
        Column::code(words.t("hermes-financing")),
        Column::wide(words.t("hermes-financing-name")),
        Column::text(words.t("hermes-financing-form")),
        Column::code(words.t("hermes-appropriation")),
        Column::wide(words.t("hermes-appropriation-name")),
        Column::text(words.t("hermes-in-file")),
    ];
    Table::new(words, words.t("hermes-conversions"), columns)
        .rows(list.rows.iter().map(|row| shown(visit, row)))
        .empty(html! { p { (words.t("conversion-none")) } })
        .scrolls()
}

fn shown(visit: &Visit, row: &Listed) -> Row {
    let words = visit.words;
    let code = &row.conversion;
    let appropriation = if row.is_missing() {
        Cell::badge(&Badge::new(Tone::Warning, words.t("conversion-lacks")))
    } else {
        Cell::code(&code.appropriation)
    };
    let in_file = if row.in_file {
        words.t("conversion-in-file")
    } else {
        String::new()
    };
    Row::new([
        Cell::code(&code.financier),
        Cell::text(&code.name),
        Cell::text(&code.form),
        appropriation,
        Cell::text(&row.appropriation_name),
        Cell::text(in_file),
    ])
}
