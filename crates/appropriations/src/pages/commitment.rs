//! `/bemyndiganden/{nummer}`: one commitment, and settling or annulling a part of it.

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_ledger::pages::voucher_path;
use kameral_ledger::voucher::VoucherNumber;
use kameral_site::reading::Reading;
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::parts::{
    Button, Cell, Choice, Column, ErrorSummary, Facts, Field, Form as FormPart, PageHead, Row, Table, Width,
};
use kameral_ui::{Crumb, Spoken};
use maud::{Markup, html};
use serde::Deserialize;

use super::path;
use crate::commands::{Settlement, annul_commitment, settle_commitment};
use crate::commit::{outstanding, outstanding_years};
use crate::model::{Commitment, EventKind};
use crate::queries;
use crate::store::commitments;

/// The form, as it comes.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    what: String,
    amount: String,
    happened_on: String,
    voucher: String,
    note: String,
}

pub(super) async fn show(visit: Visit, Path((_, number)): Path<(String, i64)>) -> Response {
    let typed = Typed {
        happened_on: visit.cx.today.to_string(),
        ..Typed::default()
    };
    visit.answer(move |visit| page(visit, number, &typed, &[])).await
}

pub(super) async fn register(
    visit: Visit,
    Path((_, number)): Path<(String, i64)>,
    Form(typed): Form<Typed>,
) -> Response {
    visit.answer(move |visit| keep(visit, number, &typed)).await
}

fn keep(visit: &Visit, number: i64, typed: &Typed) -> Answered {
    let kind = EventKind::from_word(&typed.what).ok_or(Miss::Malformed)?;
    let mut reading = Reading::new(visit);
    let new = Settlement {
        commitment: number,
        happened_on: reading.some_day("happened_on", &typed.happened_on),
        amount: reading.some_amount("amount", &typed.amount),
        line: reading.lines("voucher", &typed.voucher, voucher_line).pop(),
        note: typed.note.trim().to_owned(),
    };
    if !reading.mistakes.is_empty() {
        return page(visit, number, typed, &reading.mistakes);
    }
    let done = match kind {
        EventKind::Settled => settle_commitment(&visit.cx, None, &new),
        EventKind::Annulled => annul_commitment(&visit.cx, None, number, new.happened_on, new.amount, &new.note),
    };
    match done {
        Ok(_) => visit.go_to(&path::commitment(visit, number)),
        Err(stop) => {
            let refusals = visit.refused(stop)?;
            page(visit, number, typed, &visit.spoken(&refusals))
        }
    }
}

/// `A-2026-17 3`.
fn voucher_line(text: &str) -> Option<(VoucherNumber, i64)> {
    let (number, line) = text.trim().rsplit_once(' ')?;
    Some((VoucherNumber::parse(number.trim())?, line.parse().ok()?))
}

fn page(visit: &Visit, number: i64, typed: &Typed, refusals: &[Spoken]) -> Answered {
    let (cx, words) = (&visit.cx, visit.words);
    if !queries::sees_all(&cx.scope) {
        return Err(Miss::NotFound);
    }
    let made = cx.read(Permission::BooksRead, |tx| commitments::all(tx, &cx.scope))?;
    let made = made
        .into_iter()
        .find(|made| made.commitment == number)
        .ok_or(Miss::NotFound)?;
    let title = words.t_args("commitment-title", &[("number", number.to_string().into())]);
    let status = if refusals.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let crumbs = [Crumb::new(words.t("commitments-title"), visit.at("bemyndiganden"))];
    let may = cx.may(Permission::RegisterEdit) && !outstanding(&made, None).is_zero();
    let content = html! {
        (PageHead::new(title.as_str()).lead(made.counterparty.as_str()))
        (ErrorSummary::new(words, refusals))
        (facts(visit, &made))
        (years(visit, &made))
        (events(visit, &made))
        @if may { (form(visit, typed, refusals)) }
    };
    visit.page_status(status, &title, &crumbs, &content)
}

fn facts(visit: &Visit, made: &Commitment) -> Facts {
    let words = visit.words;
    let yes = if made.first_paragraph {
        "appropriation-yes"
    } else {
        "appropriation-no"
    };
    let year = i64::from(made.decided_on.year());
    let mut facts = Facts::new()
        .link(
            words.t("appropriation-kind-appropriation"),
            &path::item(visit, &made.item, year),
            made.item.as_str(),
        )
        .date(words.t("appropriation-decided-on"), made.decided_on)
        .text(words.t("appropriation-document"), made.document.as_str())
        .money(words.t("commitment-total"), made.total)
        .money(words.t("commitment-outstanding"), outstanding(made, None))
        .text(words.t("commitment-first-paragraph"), words.t(yes))
        .text(words.t("appropriation-registered-by"), made.registered_by.as_str());
    if !made.note.is_empty() {
        facts = facts.text(words.t("appropriation-note"), made.note.as_str());
    }
    facts
}

fn years(visit: &Visit, made: &Commitment) -> Markup {
    let words = visit.words;
    let title = words.t("commitment-years");
    let columns = [
        Column::code(words.t("commitment-year")),
        Column::number(words.t("commitment-outstanding")),
    ];
    let left = outstanding_years(made, None);
    let rows = left
        .iter()
        .map(|part| Row::new([Cell::code(part.year), Cell::money(part.amount)]));
    html! { h2 { (title) } (Table::new(words, title.as_str(), columns).rows(rows)) }
}

fn events(visit: &Visit, made: &Commitment) -> Markup {
    if made.events.is_empty() {
        return html! {};
    }
    let words = visit.words;
    let title = words.t("commitment-events");
    let columns = [
        Column::code(words.t("commitment-happened-on")),
        Column::text(words.t("appropriation-kind")),
        Column::number(words.t("appropriation-amount")),
        Column::code(words.t("commitment-voucher")),
        Column::wide(words.t("appropriation-note")),
        Column::text(words.t("appropriation-registered-by")),
    ];
    let rows = made.events.iter().map(|event| {
        let voucher = VoucherNumber::parse(&event.voucher).map_or_else(Cell::empty, |number| {
            Cell::code_link(&voucher_path(visit, &number), event.voucher.as_str())
        });
        Row::new([
            Cell::date(event.happened_on),
            Cell::text(words.t(&format!("commitment-{}", event.kind.word()))),
            Cell::money(event.amount),
            voucher,
            Cell::text(&event.note),
            Cell::text(&event.registered_by),
        ])
    });
    html! { h2 { (title) } (Table::new(words, title.as_str(), columns).rows(rows)) }
}

fn form(visit: &Visit, typed: &Typed, refusals: &[Spoken]) -> FormPart {
    let words = visit.words;
    let kinds = [
        Choice::new(EventKind::Settled.word(), words.t("commitment-settle")),
        Choice::new(EventKind::Annulled.word(), words.t("commitment-annul")),
    ];
    FormPart::post(visit.address.path(), &visit.csrf)
        .content(html! {
            (Field::select("what", words.t("appropriation-kind"), kinds).value(&typed.what))
            (Field::amount("amount", words.t("appropriation-amount")).value(&typed.amount).required().refusals(refusals))
            (Field::date("happened_on", words.t("commitment-happened-on")).value(&typed.happened_on).required().refusals(refusals))
            (Field::text("voucher", words.t("commitment-voucher")).help(words.t("commitment-voucher-help"))
                .value(&typed.voucher).optional(words).width(Width::Medium).refusals(refusals))
            (Field::text("note", words.t("appropriation-note")).value(&typed.note).optional(words).refusals(refusals))
        })
        .button(Button::submit(words.t("appropriation-save")).primary())
}
