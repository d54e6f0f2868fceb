//! `/sekretess`: what is marked secret, marked and lifted (SEC-21).

use axum::Form;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_site::{Answered, Visit};
use kameral_ui::Spoken;
use kameral_ui::parts::{
    Button, Cell, Choice, Column, ErrorSummary, Field, Form as FormPart, PageHead, Row, Table, Width,
};
use maud::{Markup, html};
use serde::Deserialize;

use crate::secrecy::{Marked, NewMark, SecrecyMark, all_in_force, mark, unmark};
use crate::store::vouchers;

/// A mark, as it is typed.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    slag: String,
    vad: String,
    paragraf: String,
    skal: String,
    fran: String,
    till: String,
}

/// A mark to lift.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TypedLift {
    nummer: i64,
    skal: String,
}

pub(super) async fn list(visit: Visit) -> Response {
    visit.answer(|visit| page(visit, &Typed::default(), &[])).await
}

pub(super) async fn set(visit: Visit, Form(typed): Form<Typed>) -> Response {
    visit
        .answer(move |visit| {
            let new = NewMark {
                marked: Marked::from_word(&typed.slag).unwrap_or(Marked::Voucher),
                subject: typed.vad.clone(),
                statute: typed.paragraf.clone(),
                reason: typed.skal.clone(),
                valid_from: typed.fran.trim().parse().unwrap_or(visit.cx.today),
                valid_to: typed.till.trim().parse().ok(),
            };
            match mark(&visit.cx, None, &new) {
                Ok(_) => visit.go_to(&visit.at("sekretess")),
                Err(stop) => {
                    let refusals = visit.refused(stop)?;
                    page(visit, &typed, &visit.spoken(&refusals))
                }
            }
        })
        .await
}

pub(super) async fn lift(visit: Visit, Form(typed): Form<TypedLift>) -> Response {
    visit
        .answer(move |visit| match unmark(&visit.cx, None, typed.nummer, &typed.skal) {
            Ok(()) => visit.go_to(&visit.at("sekretess")),
            Err(stop) => {
                let refusals = visit.refused(stop)?;
                page(visit, &Typed::default(), &visit.spoken(&refusals))
            }
        })
        .await
}

fn page(visit: &Visit, typed: &Typed, refusals: &[Spoken]) -> Answered {
    let words = visit.words;
    let marks = visit.cx.read(Permission::SecretRead, |tx| {
        let marks = all_in_force(tx, visit.cx.entity())?;
        let mut named = Vec::new();
        for mark in marks {
            let seq = mark.subject.parse().unwrap_or_default();
            let number = match mark.marked {
                Marked::Voucher => Some(vouchers::header_at(tx, visit.cx.entity(), seq)?.number.to_string()),
                Marked::Draft | Marked::Document => None,
            };
            named.push((mark, number));
        }
        Ok(named)
    })?;
    let title = words.t("secrecy-title");
    let content = html! {
        (PageHead::new(title.as_str()).lead(words.t("secrecy-lead")))
        (ErrorSummary::new(words, refusals))
        (form(visit, typed))
        (table(visit, &marks))
    };
    if refusals.is_empty() {
        visit.page(&title, &[], &content)
    } else {
        visit.page_status(StatusCode::UNPROCESSABLE_ENTITY, &title, &[], &content)
    }
}

fn table(visit: &Visit, marks: &[(SecrecyMark, Option<String>)]) -> Markup {
    let words = visit.words;
    let columns = [
        Column::number(words.t("secrecy-number")),
        Column::text(words.t("secrecy-kind")),
        Column::code(words.t("secrecy-what")),
        Column::text(words.t("secrecy-statute")),
        Column::wide(words.t("secrecy-reason")),
        Column::code(words.t("secrecy-from")),
        Column::code(words.t("secrecy-to")),
        Column::text(words.t("secrecy-by")),
        Column::text(words.t("secrecy-lift")),
    ];
    let rows = marks.iter().map(|(mark, number)| {
        let what = match number {
            Some(number) => {
                let address = visit.at(&format!("verifikationer/{number}"));
                Cell::markup(html! { a href=(address) { (number) } })
            }
            None => Cell::code(&mark.subject),
        };
        let lifting = FormPart::post(visit.at("sekretess/hav"), &visit.csrf)
            .content(html! {
                input type="hidden" name="nummer" value=(mark.number);
                (Field::text("skal", words.t("secrecy-why-lift")).required())
            })
            .button(Button::submit(words.t("secrecy-lift")).quiet());
        Row::new([
            Cell::count(mark.number),
            Cell::text(words.t(mark.marked.text_key())),
            what,
            Cell::text(&mark.statute),
            Cell::text(&mark.reason),
            Cell::date(mark.valid_from),
            Cell::code(mark.valid_to.map(|day| day.to_string()).unwrap_or_default()),
            Cell::text(&mark.marked_by_name),
            Cell::markup(html! { details { summary { (words.t("secrecy-lift")) } (lifting) } }),
        ])
    });
    let table = Table::new(words, words.t("secrecy-title"), columns)
        .rows(rows)
        .empty(html! { p { (words.t("secrecy-none")) } });
    html! { (table) }
}

fn form(visit: &Visit, typed: &Typed) -> Markup {
    let words = visit.words;
    let kinds = Marked::ALL.map(|marked| Choice::new(marked.word(), words.t(marked.text_key())));
    let form = FormPart::post(visit.at("sekretess"), &visit.csrf)
        .content(html! {
            (Field::select("slag", words.t("secrecy-kind"), kinds).value(&typed.slag))
            (Field::text("vad", words.t("secrecy-what")).value(&typed.vad).help(words.t("secrecy-what-help")).required())
            (Field::text("paragraf", words.t("secrecy-statute")).value(&typed.paragraf).required())
            (Field::text("skal", words.t("secrecy-reason")).value(&typed.skal).required().width(Width::Long))
            (Field::date("fran", words.t("secrecy-from")).value(&typed.fran).optional(words))
            (Field::date("till", words.t("secrecy-to")).value(&typed.till).optional(words))
        })
        .button(Button::submit(words.t("secrecy-mark")).primary());
    html! { details.add { summary { (words.t("secrecy-new")) } (form) } }
}
