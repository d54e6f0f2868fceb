//! `/gallringsstopp`: what is held, why, and by whom.

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_site::reading::Reading;
use kameral_site::{Answered, Visit};
use kameral_ui::Spoken;
use kameral_ui::parts::{
    Badge, Button, Cell, Choice, Column, ErrorSummary, Field, Form as FormPart, PageHead, Row, Table, Tone, Width,
};
use maud::{Markup, html};
use serde::Deserialize;

use super::{called, choices, classes, ways};
use crate::commands;
use crate::disposal::{Hold, HoldOrder};
use crate::retention::RetentionClass;
use crate::store::holds;

/// A hold, as it comes.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    typ: String,
    fran_ar: String,
    till_ar: String,
    verifikation: String,
    skal: String,
    fran: String,
    till: String,
}

/// Why a hold is lifted.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct Lifted {
    skal: String,
}

pub(super) async fn show(visit: Visit) -> Response {
    visit.answer(|visit| page(visit, &Typed::default(), &[])).await
}

pub(super) async fn hold(visit: Visit, Form(typed): Form<Typed>) -> Response {
    visit
        .answer(move |visit| {
            let mut reading = Reading::new(visit);
            let order = HoldOrder {
                record: typed.typ.trim().to_owned(),
                year_from: reading.number("fran_ar", &typed.fran_ar),
                year_to: reading.number("till_ar", &typed.till_ar),
                voucher: typed.verifikation.trim().to_owned(),
                reason: typed.skal.trim().to_owned(),
                valid_from: reading.day("fran", &typed.fran).unwrap_or(visit.cx.today),
                valid_to: reading.day("till", &typed.till),
            };
            if !reading.mistakes.is_empty() {
                let mistakes = reading.mistakes;
                return page(visit, &typed, &mistakes);
            }
            match commands::hold(&visit.cx, None, &order) {
                Ok(_) => visit.go_to(&visit.at("gallringsstopp")),
                Err(stop) => {
                    let refusals = visit.refused(stop)?;
                    page(visit, &typed, &visit.spoken(&refusals))
                }
            }
        })
        .await
}

pub(super) async fn release(
    visit: Visit,
    Path((_, hold)): Path<(String, String)>,
    Form(lifted): Form<Lifted>,
) -> Response {
    visit
        .answer(move |visit| {
            let number = hold.parse().unwrap_or_default();
            match commands::release(&visit.cx, None, number, lifted.skal.trim()) {
                Ok(()) => visit.go_to(&visit.at("gallringsstopp")),
                Err(stop) => {
                    let refusals = visit.refused(stop)?;
                    page(visit, &Typed::default(), &visit.spoken(&refusals))
                }
            }
        })
        .await
}

fn page(visit: &Visit, typed: &Typed, refusals: &[Spoken]) -> Answered {
    let (cx, words) = (&visit.cx, visit.words);
    let classes = classes(visit)?;
    let holds = cx.read(Permission::RecordsManage, |tx| holds::all(tx, cx.entity()))?;
    let title = words.t("records-holds");
    let columns = [
        Column::number(words.t("records-number")),
        Column::text(words.t("records-type")),
        Column::text(words.t("records-reach")),
        Column::wide(words.t("records-reason")),
        Column::text(words.t("records-valid")),
        Column::text(words.t("records-made")),
        Column::text(words.t("records-state")),
    ];
    let table = Table::new(words, title.as_str(), columns)
        .rows(holds.iter().map(|hold| row(visit, &classes, hold)))
        .empty(html! { p { (words.t("records-no-holds")) } })
        .scrolls();
    let content = html! {
        (PageHead::new(title.as_str()).lead(words.t("records-holds-lead")))
        (ways(visit))
        (ErrorSummary::new(words, refusals))
        (form(visit, &classes, typed))
        (table)
    };
    if refusals.is_empty() {
        visit.page(&title, &[], &content)
    } else {
        visit.page_status(StatusCode::UNPROCESSABLE_ENTITY, &title, &[], &content)
    }
}

fn row(visit: &Visit, classes: &[RetentionClass], hold: &Hold) -> Row {
    let (cx, words, order) = (&visit.cx, visit.words, &hold.order);
    let year = |year: Option<i64>| year.map(|year| year.to_string()).unwrap_or_default();
    let reach = match (order.voucher.is_empty(), order.year_from.or(order.year_to)) {
        (false, _) => order.voucher.clone(),
        (true, None) => words.t("records-every-year"),
        (true, Some(_)) => format!("{}–{}", year(order.year_from), year(order.year_to)),
    };
    let until = order.valid_to.map(|day| day.to_string()).unwrap_or_default();
    let state = match &hold.released {
        Some((_, by, why)) => html! { (Badge::new(Tone::Neutral, words.t("records-lifted"))) " " (by) ": " (why) },
        None if !hold.stands(cx.today) => html! { (Badge::new(Tone::Neutral, words.t("records-not-today"))) },
        None => html! {
            (Badge::new(Tone::Warning, words.t("records-stands")))
            (FormPart::post(visit.at(&format!("gallringsstopp/{}/havning", hold.hold_no)), &visit.csrf)
                .id(format!("havning-{}", hold.hold_no))
                .content(html! { (Field::text("skal", words.t("records-lift-reason")).required()) })
                .button(Button::submit(words.t("records-lift"))))
        },
    };
    Row::new([
        Cell::count(hold.hold_no),
        Cell::text(called(visit, classes, &order.record)),
        Cell::text(reach),
        Cell::text(&order.reason),
        Cell::text(format!("{}–{until}", order.valid_from)),
        Cell::text(&hold.made_by.name),
        Cell::markup(state),
    ])
}

fn form(visit: &Visit, classes: &[RetentionClass], typed: &Typed) -> Markup {
    let words = visit.words;
    let mut types = vec![Choice::new("", words.t("records-type-all"))];
    types.extend(choices(visit, classes));
    let form = FormPart::post(visit.at("gallringsstopp"), &visit.csrf)
        .content(html! {
            (Field::select("typ", words.t("records-type"), types).value(&typed.typ))
            (Field::text("fran_ar", words.t("records-year-from")).value(&typed.fran_ar).optional(words).width(Width::Short))
            (Field::text("till_ar", words.t("records-year-to")).value(&typed.till_ar).optional(words).width(Width::Short))
            (Field::text("verifikation", words.t("records-voucher")).value(&typed.verifikation).optional(words).help(words.t("records-voucher-help")))
            (Field::text("skal", words.t("records-reason")).value(&typed.skal).required().width(Width::Long))
            (Field::date("fran", words.t("records-from")).value(&typed.fran).optional(words))
            (Field::date("till", words.t("records-to")).value(&typed.till).optional(words))
        })
        .button(Button::submit(words.t("records-hold")).primary());
    html! { details.add { summary { (words.t("records-new-hold")) } (form) } }
}
