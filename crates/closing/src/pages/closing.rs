//! `/bokslut`: the checklist of a year, both entries as they would be posted, and the run.

use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::FiscalYear;
use kameral_ledger::charge::coding_words;
use kameral_ledger::model::AccountingModel;
use kameral_ledger::store::model;
use kameral_site::{Answered, Visit};
use kameral_ui::Spoken;
use kameral_ui::parts::{
    Badge, Button, Cell, Choice, Column, ErrorSummary, Field, FilterBar, Form as FormPart, PageHead, Row, Table, Tone,
    Width,
};
use maud::{Markup, html};
use serde::Deserialize;

use crate::checks::{Check, CheckKind};
use crate::commands::{CloseOrder, Trial, checklist, close_year, trial};
use crate::plan::Plan;

/// The year, and the reason a warning is accepted with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    ar: String,
    skal: String,
}

impl Asked {
    /// The year asked for, or the last that has ended.
    fn year(&self, visit: &Visit) -> i64 {
        let before = i64::from(visit.cx.today.year()) - 1;
        self.ar.trim().parse().unwrap_or(before)
    }
}

pub(super) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Response {
    visit.answer(move |visit| page(visit, &asked, &[])).await
}

pub(super) async fn run(visit: Visit, Form(asked): Form<Asked>) -> Response {
    visit
        .answer(move |visit| {
            let reason = asked.skal.trim();
            let order = CloseOrder {
                year: asked.year(visit),
                accept_warnings: (!reason.is_empty()).then(|| reason.to_owned()),
            };
            match close_year(&visit.cx, None, &order) {
                Ok(_) => visit.go_to(&visit.at(&format!("bokslut?ar={}", order.year))),
                Err(stop) => {
                    let refusals = visit.refused(stop)?;
                    page(visit, &asked, &visit.spoken(&refusals))
                }
            }
        })
        .await
}

fn page(visit: &Visit, asked: &Asked, refusals: &[Spoken]) -> Answered {
    let (cx, words, year) = (&visit.cx, visit.words, asked.year(visit));
    let model = cx.read(Permission::BooksRead, |tx| model::load(tx, cx))?;
    let mut told = refusals.to_vec();
    let mut keep = |spoken: Vec<Spoken>| {
        for one in spoken {
            if told.iter().all(|known| known.text != one.text) {
                told.push(one);
            }
        }
    };
    let checks = match checklist(cx, year) {
        Ok(checks) => Some(checks),
        Err(stop) => {
            keep(visit.spoken(&visit.refused(stop)?));
            None
        }
    };
    let trial = match trial(cx, year) {
        Ok(trial) => Some(trial),
        Err(stop) => {
            keep(visit.spoken(&visit.refused(stop)?));
            None
        }
    };
    let of_register = model
        .years
        .iter()
        .find(|known| i64::from(known.year()) == year)
        .copied();
    let title = words.t("closing-title");
    let content = html! {
        (PageHead::new(format!("{title} {year}")).lead(words.t("closing-lead"))
            .action(Button::link(visit.at("bokslut/omforingar"), words.t("closing-transfers-title")).key("o")))
        (ErrorSummary::new(words, &told))
        (years(visit, &model, year))
        @if let (Some(checks), Some(of)) = (&checks, of_register) { (list(visit, of, checks)) }
        @if let Some(trial) = &trial { (entries(visit, &model, trial)) (button(visit, asked, trial)) }
    };
    let status = if refusals.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    visit.page_status(status, &title, &[], &content)
}

fn years(visit: &Visit, model: &AccountingModel, year: i64) -> FilterBar {
    let words = visit.words;
    let choices = model.years.iter().rev();
    let choices = choices.map(|known| Choice::new(known.year().to_string(), known.year().to_string()));
    let field = Field::select("ar", words.t("closing-year"), choices).value(year.to_string());
    FilterBar::new(words, &visit.address).field(field)
}

/// The checklist: green or red, and each figure a way to its lines.
fn list(visit: &Visit, year: FiscalYear, checks: &[Check]) -> Table {
    let words = visit.words;
    let columns = [
        Column::wide(words.t("closing-check")),
        Column::text(words.t("closing-state")),
        Column::code(words.t("closing-period")),
        Column::text(words.t("closing-coding")),
        Column::number(words.t("closing-amount")),
    ];
    let rows = checks.iter().flat_map(|check| {
        let state = if check.is_green() {
            Badge::new(Tone::Success, words.t("closing-green"))
        } else {
            Badge::new(Tone::Refused, words.t("closing-red"))
        };
        let head = Row::new([
            Cell::text(name(visit, check)),
            Cell::badge(&state),
            Cell::empty(),
            Cell::empty(),
            Cell::empty(),
        ]);
        let found = check.found.iter().map(move |found| {
            let coding = if found.account.is_empty() {
                Cell::text(found.coding.as_str())
            } else {
                Cell::code_link(&super::ledger(visit, year, &found.account), found.coding.as_str())
            };
            Row::new([
                Cell::empty(),
                Cell::empty(),
                found.period.map_or_else(Cell::empty, Cell::period),
                coding,
                Cell::money_or_blank(found.amount),
            ])
        });
        std::iter::once(head.strong()).chain(found)
    });
    Table::new(words, words.t("closing-checks"), columns)
        .rows(rows)
        .caption_shown()
}

fn name(visit: &Visit, check: &Check) -> String {
    let words = visit.words;
    let name = words.t(&format!("closing-check-{}", check.kind.word()));
    if check.kind != CheckKind::Zero {
        return name;
    }
    let (sv, en) = &check.group;
    let group = if words.language() == kameral_ui::Language::En {
        en
    } else {
        sv
    };
    format!("{name}: {group}")
}

fn entries(visit: &Visit, model: &AccountingModel, trial: &Trial) -> Markup {
    let words = visit.words;
    let moved = trial
        .moved
        .iter()
        .map(|(coding, amount)| Row::new([Cell::text(coding_words(model, coding)), Cell::money(*amount)]));
    let columns = [
        Column::wide(words.t("closing-coding")),
        Column::number(words.t("closing-amount")),
    ];
    html! {
        (entry(visit, model, &words.t("closing-result"), &trial.result))
        (entry(visit, model, &words.t("closing-opening"), &trial.opening))
        @if !trial.moved.is_empty() {
            (Table::new(words, words.t("closing-moved"), columns).rows(moved).caption_shown())
        }
    }
}

/// What a run would post: for each coding that differs, what shall stand there, what does, and the rest.
fn entry(visit: &Visit, model: &AccountingModel, title: &str, plan: &Plan) -> Table {
    let words = visit.words;
    let columns = [
        Column::wide(words.t("closing-coding")),
        Column::number(words.t("closing-required")),
        Column::number(words.t("closing-posted")),
        Column::number(words.t("closing-left")),
    ];
    let rows = plan.differing().map(|row| {
        Row::new([
            Cell::text(coding_words(model, &row.coding)),
            Cell::money(row.required),
            Cell::money(row.posted),
            Cell::money(row.left),
        ])
    });
    Table::new(words, format!("{title} {}", plan.period), columns)
        .rows(rows)
        .empty(html! { p { (words.t("closing-complete")) } })
        .caption_shown()
}

fn button(visit: &Visit, asked: &Asked, trial: &Trial) -> Markup {
    let words = visit.words;
    let year = trial.year.year().to_string();
    let nothing = trial.result.is_complete() && trial.opening.is_complete();
    if nothing || !visit.cx.may(Permission::ClosingLead) {
        return html! {};
    }
    let form = FormPart::post(visit.at("bokslut"), &visit.csrf)
        .content(html! {
            input type="hidden" name="ar" value=(year);
            (Field::text("skal", words.t("closing-reason")).help(words.t("closing-reason-help"))
                .value(&asked.skal).optional(words).width(Width::Long))
        })
        .button(Button::submit(words.t("closing-run")).primary());
    html! { (form) }
}
