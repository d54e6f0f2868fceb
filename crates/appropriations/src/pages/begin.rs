//! `/anslag/borja`: what a budget year begins with, proposed and registered.

use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_ledger::store::model;
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::parts::{Button, Cell, Column, ErrorSummary, Field, Form as FormPart, PageHead, Row, Table};
use kameral_ui::{Crumb, Spoken};
use maud::html;
use serde::Deserialize;

use super::path;
use crate::{commands, queries};

/// The year, and what it rests on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    ar: String,
    document: String,
}

impl Asked {
    fn year(&self, visit: &Visit) -> i64 {
        self.ar
            .trim()
            .parse()
            .unwrap_or_else(|_| i64::from(visit.cx.today.year()))
    }
}

pub(super) async fn ask(visit: Visit, Query(asked): Query<Asked>) -> Response {
    visit.answer(move |visit| page(visit, &asked, &[])).await
}

pub(super) async fn begin(visit: Visit, Form(asked): Form<Asked>) -> Response {
    visit
        .answer(move |visit| {
            let (cx, year) = (&visit.cx, asked.year(visit));
            match commands::roll_year(cx, None, year, cx.today, asked.document.trim()) {
                Ok(_) => visit.go_to(&path::overview(visit, year)),
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
    cx.require(Permission::RegisterEdit)?;
    let proposed = cx
        .read(Permission::BooksRead, |tx| {
            let model = model::load(tx, cx)?;
            queries::proposed(tx, &cx.scope, &model, year)
        })
        .map_err(Miss::from)?;
    let title = words.t_args("appropriation-begin-title", &[("year", year.to_string().into())]);
    let columns = [
        Column::code(words.t("appropriation-item")),
        Column::wide(words.t("appropriation-kind")),
        Column::number(words.t("appropriation-amount")),
    ];
    let table = Table::new(words, title.as_str(), columns)
        .rows(proposed.iter().map(|(item, kind, amount)| {
            Row::new([
                Cell::code(item),
                Cell::text(words.t(&format!("appropriation-movement-{}", kind.word()))),
                Cell::money(*amount),
            ])
        }))
        .empty(html! { p { (words.t("appropriation-begin-none")) } });
    let form = FormPart::post(visit.address.path(), &visit.csrf)
        .content(html! {
            input type="hidden" name="ar" value=(year);
            (Field::text("document", words.t("appropriation-document")).help(words.t("appropriation-document-help"))
                .value(&asked.document).required().refusals(refusals))
        })
        .button(Button::submit(words.t("appropriation-begin-do")).primary())
        .button(Button::link(path::overview(visit, year), words.t("dialog-cancel")));
    let head = PageHead::new(title.as_str()).lead(words.t("appropriation-begin-lead"));
    let content = html! {
        (head) (ErrorSummary::new(words, refusals)) (table)
        @if !proposed.is_empty() { (form) }
    };
    let status = if refusals.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let crumbs = [Crumb::new(words.t("appropriations-title"), path::overview(visit, year))];
    visit.page_status(status, &title, &crumbs, &content)
}
