//! `/anslag/post/{beteckning}/villkor`: the terms of a year.

use axum::Form;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::Ore;
use kameral_ledger::store::model;
use kameral_site::reading::{Reading, amount, day, number};
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::parts::{Button, ErrorSummary, Field, Form as FormPart, PageHead};
use kameral_ui::{Crumb, Spoken};
use maud::html;
use serde::Deserialize;

use super::{overview, path};
use crate::commands;
use crate::model::{Instalment, ItemKind, Terms};
use crate::store::{items, terms};

/// The form, as it comes.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    saving_per_mille: String,
    saving_years: String,
    credit_per_mille: String,
    credit: String,
    base: String,
    low_per_mille: String,
    estimated: String,
    commitment_limit: String,
    whole: String,
    instalments: String,
    document: String,
    decided_on: String,
}

/// The year they are of.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    ar: String,
}

impl Typed {
    fn of(terms: &Terms) -> Self {
        let instalments = terms
            .instalments
            .iter()
            .map(|part| format!("{} {}", part.due_on, part.amount.plain()));
        Self {
            saving_per_mille: number(terms.saving_per_mille),
            saving_years: number(terms.saving_years),
            credit_per_mille: number(terms.credit_per_mille),
            credit: amount(terms.credit),
            base: amount(terms.base),
            low_per_mille: number(terms.low_per_mille),
            estimated: amount(terms.estimated),
            commitment_limit: amount(terms.commitment_limit),
            whole: amount(terms.whole),
            instalments: instalments.collect::<Vec<_>>().join("\n"),
            document: terms.document.clone(),
            decided_on: day(terms.decided_on),
        }
    }

    fn read(&self, reading: &mut Reading<'_>, item: &str, year: i64) -> Terms {
        Terms {
            item: item.to_owned(),
            year,
            saving_per_mille: reading.number("saving_per_mille", &self.saving_per_mille),
            saving_years: reading.number("saving_years", &self.saving_years),
            credit_per_mille: reading.number("credit_per_mille", &self.credit_per_mille),
            credit: reading.amount("credit", &self.credit),
            base: reading.amount("base", &self.base),
            low_per_mille: reading.number("low_per_mille", &self.low_per_mille),
            estimated: reading.amount("estimated", &self.estimated),
            commitment_limit: reading.amount("commitment_limit", &self.commitment_limit),
            whole: reading.amount("whole", &self.whole),
            instalments: reading.lines("instalments", &self.instalments, instalment),
            document: self.document.trim().to_owned(),
            decided_on: reading.day("decided_on", &self.decided_on),
        }
    }
}

/// `2026-01-25 1000,00`.
fn instalment(line: &str) -> Option<Instalment> {
    let (day, amount) = line.trim().split_once(' ')?;
    Some(Instalment {
        due_on: day.parse().ok()?,
        amount: Ore::parse(amount.trim()).ok()?,
    })
}

pub(super) async fn ask(visit: Visit, Path((_, item)): Path<(String, String)>, Query(asked): Query<Asked>) -> Response {
    visit
        .answer(move |visit| {
            let cx = &visit.cx;
            let year = year(visit, &asked)?;
            let mut known = cx.read(Permission::BooksRead, |tx| terms::of_year(tx, &cx.scope, year))?;
            let typed = known
                .remove(&item)
                .map_or_else(Typed::default, |terms| Typed::of(&terms));
            page(visit, &item, year, &typed, &[])
        })
        .await
}

pub(super) async fn keep(
    visit: Visit,
    Path((_, item)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    Form(typed): Form<Typed>,
) -> Response {
    visit
        .answer(move |visit| {
            let year = year(visit, &asked)?;
            let mut reading = Reading::new(visit);
            let new = typed.read(&mut reading, &item, year);
            if !reading.mistakes.is_empty() {
                return page(visit, &item, year, &typed, &reading.mistakes);
            }
            match commands::keep_terms(&visit.cx, None, &new) {
                Ok(_) => visit.go_to(&path::item(visit, &item, year)),
                Err(stop) => {
                    let refusals = visit.refused(stop)?;
                    page(visit, &item, year, &typed, &visit.spoken(&refusals))
                }
            }
        })
        .await
}

fn year(visit: &Visit, asked: &Asked) -> Result<i64, Miss> {
    let cx = &visit.cx;
    let model = cx.read(Permission::BooksRead, |tx| model::load(tx, cx))?;
    Ok(overview::year_of(&model, &asked.ar, cx.today))
}

fn page(visit: &Visit, item: &str, year: i64, typed: &Typed, refusals: &[Spoken]) -> Answered {
    let cx = &visit.cx;
    cx.require(Permission::RegisterEdit)?;
    let known = cx.read(Permission::BooksRead, |tx| items::all(tx, &cx.scope))?;
    let known = known.iter().find(|known| known.item == item).ok_or(Miss::NotFound)?;
    let words = visit.words;
    let terms_title = words.t_args("appropriation-terms", &[("year", year.to_string().into())]);
    let title = format!("{item} {terms_title}");
    let field = |field: Field, value: &str| field.value(value).optional(words).refusals(refusals);
    let amount = |name: &'static str, key: &str, value: &str| field(Field::amount(name, words.t(key)), value);
    let per_mille = |name: &'static str, key: &str, value: &str| field(Field::number(name, words.t(key)), value);
    let content = html! {
        @if known.kind == ItemKind::RevenueTitle {
            (amount("estimated", "appropriation-estimated", &typed.estimated))
        } @else {
            (per_mille("saving_per_mille", "appropriation-saving-per-mille", &typed.saving_per_mille))
            (field(Field::number("saving_years", words.t("appropriation-saving-years"))
                .help(words.t("appropriation-saving-years-help")), &typed.saving_years))
            (per_mille("credit_per_mille", "appropriation-credit-per-mille", &typed.credit_per_mille))
            (amount("credit", "appropriation-credit-amount", &typed.credit))
            (amount("base", "appropriation-base", &typed.base))
            (per_mille("low_per_mille", "appropriation-low-per-mille", &typed.low_per_mille))
            (amount("commitment_limit", "appropriation-commitment-limit", &typed.commitment_limit))
            (amount("whole", "appropriation-whole", &typed.whole))
            (field(Field::text_area("instalments", words.t("appropriation-instalments"), 4)
                .help(words.t("appropriation-instalments-help")), &typed.instalments))
        }
        (field(Field::text("document", words.t("appropriation-document")), &typed.document))
        (field(Field::date("decided_on", words.t("appropriation-decided-on")), &typed.decided_on))
    };
    let form = FormPart::post(visit.address.to_string(), &visit.csrf)
        .content(content)
        .button(Button::submit(words.t("appropriation-save")).primary())
        .button(Button::link(path::item(visit, item, year), words.t("dialog-cancel")));
    let status = if refusals.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let crumbs = [
        Crumb::new(words.t("appropriations-title"), path::overview(visit, year)),
        Crumb::new(item, path::item(visit, item, year)),
    ];
    let head = PageHead::new(title.as_str()).lead(words.t("appropriation-terms-lead"));
    let content = html! { (head) (ErrorSummary::new(words, refusals)) (form) };
    visit.page_status(status, &title, &crumbs, &content)
}
