//! `/anslag/post/{beteckning}/belopp`: registering a movement, and taking one back.

use axum::Form;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_site::reading::Reading;
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::parts::{Button, Choice, ErrorSummary, Field, Form as FormPart, PageHead, Width};
use kameral_ui::{Crumb, Spoken};
use maud::html;
use serde::Deserialize;

use super::path;
use crate::commands;
use crate::model::MovementKind;
use crate::movement::NewMovement;
use crate::store::items;

/// The form, as it comes.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    year: String,
    kind: String,
    amount: String,
    decided_on: String,
    document: String,
    note: String,
}

/// The year the page came from.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    ar: String,
}

pub(super) async fn ask(visit: Visit, Path((_, item)): Path<(String, String)>, Query(asked): Query<Asked>) -> Response {
    let typed = Typed {
        year: asked.ar,
        decided_on: visit.cx.today.to_string(),
        ..Typed::default()
    };
    visit.answer(move |visit| page(visit, &item, &typed, &[])).await
}

pub(super) async fn register(
    visit: Visit,
    Path((_, item)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Response {
    visit.answer(move |visit| keep(visit, &item, &typed)).await
}

fn keep(visit: &Visit, item: &str, typed: &Typed) -> Answered {
    let mut reading = Reading::new(visit);
    let new = NewMovement {
        item: item.to_owned(),
        year: reading
            .number("year", &typed.year)
            .unwrap_or_else(|| i64::from(visit.cx.today.year())),
        kind: MovementKind::from_word(&typed.kind).ok_or(Miss::Malformed)?,
        amount: reading.some_amount("amount", &typed.amount),
        decided_on: reading.some_day("decided_on", &typed.decided_on),
        document: typed.document.trim().to_owned(),
        note: typed.note.trim().to_owned(),
    };
    if !reading.mistakes.is_empty() {
        return page(visit, item, typed, &reading.mistakes);
    }
    match commands::register_movement(&visit.cx, None, &new) {
        Ok(_) => visit.go_to(&path::item(visit, item, new.year)),
        Err(stop) => {
            let refusals = visit.refused(stop)?;
            page(visit, item, typed, &visit.spoken(&refusals))
        }
    }
}

fn page(visit: &Visit, item: &str, typed: &Typed, refusals: &[Spoken]) -> Answered {
    let cx = &visit.cx;
    cx.require(Permission::RegisterEdit)?;
    let known = cx.read(Permission::BooksRead, |tx| items::all(tx, &cx.scope))?;
    if !known.iter().any(|known| known.item == item) {
        return Err(Miss::NotFound);
    }
    let words = visit.words;
    let title = format!("{} {item}", words.t("appropriation-movement-new"));
    let kinds = MovementKind::ALL.iter().map(|kind| {
        let word = kind.word();
        Choice::new(word, words.t(&format!("appropriation-movement-{word}")))
    });
    let kind = if typed.kind.is_empty() {
        MovementKind::Allotment.word()
    } else {
        &typed.kind
    };
    let content = html! {
        (Field::number("year", words.t("appropriation-year")).value(&typed.year).refusals(refusals))
        (Field::select("kind", words.t("appropriation-kind"), kinds).value(kind).refusals(refusals))
        (Field::amount("amount", words.t("appropriation-amount")).help(words.t("appropriation-amount-help"))
            .value(&typed.amount).required().autofocus().refusals(refusals))
        (Field::text("document", words.t("appropriation-document")).help(words.t("appropriation-document-help"))
            .value(&typed.document).required().refusals(refusals))
        (Field::date("decided_on", words.t("appropriation-decided-on")).value(&typed.decided_on).required().refusals(refusals))
        (Field::text("note", words.t("appropriation-note")).value(&typed.note).optional(words).width(Width::Full).refusals(refusals))
    };
    let year = typed.year.parse().unwrap_or_else(|_| i64::from(cx.today.year()));
    let form = FormPart::post(visit.address.path(), &visit.csrf)
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
    let content = html! { (PageHead::new(title.as_str())) (ErrorSummary::new(words, refusals)) (form) };
    visit.page_status(status, &title, &crumbs, &content)
}

/// A movement to take back.
#[derive(Debug, Deserialize)]
pub(super) struct Taken {
    movement: i64,
}

pub(super) async fn take_back(
    visit: Visit,
    Path((_, item)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    Form(taken): Form<Taken>,
) -> Response {
    visit
        .answer(move |visit| {
            let cx = &visit.cx;
            match commands::take_back_movement(cx, None, taken.movement, cx.today, "") {
                Ok(_) => {
                    let year = asked.ar.parse().unwrap_or_else(|_| i64::from(cx.today.year()));
                    visit.go_to(&path::item(visit, &item, year))
                }
                Err(stop) => {
                    let refusals = visit.refused(stop)?;
                    page(visit, &item, &Typed::default(), &visit.spoken(&refusals))
                }
            }
        })
        .await
}
