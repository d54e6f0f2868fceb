//! `/bemyndiganden`: frames of the year and every commitment, and a new one.

use axum::Form;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::Ore;
use kameral_ledger::store::model;
use kameral_site::reading::{Reading, TICKED};
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::parts::{
    Button, Cell, Choice, Column, ErrorSummary, Field, Form as FormPart, PageHead, Row, Table, Width,
};
use kameral_ui::{Crumb, Spoken};
use maud::html;
use serde::Deserialize;

use super::path;
use crate::commands;
use crate::commit::{Frame, NewCommitment, counted, outstanding, outstanding_years};
use crate::model::{Commitment, ItemKind, YearPart};
use crate::queries::{self, Standings};
use crate::store::{commitments, items};

pub(super) async fn list(visit: Visit) -> Response {
    visit.answer(page).await
}

fn page(visit: &Visit) -> Answered {
    let (cx, words) = (&visit.cx, visit.words);
    if !queries::sees_all(&cx.scope) {
        return Err(Miss::NotFound);
    }
    let (standings, made) = cx.read(Permission::BooksRead, |tx| {
        let model = model::load(tx, cx)?;
        let year = super::overview::year_of(&model, "", cx.today);
        let standings = queries::of_year(tx, &cx.scope, &model, year, queries::Until::End)?;
        Ok((standings, commitments::all(tx, &cx.scope)?))
    })?;
    let title = words.t("commitments-title");
    let mut head = PageHead::new(title.as_str()).lead(words.t("commitments-lead"));
    if cx.may(Permission::RegisterEdit) {
        head = head.action(
            Button::link(visit.at("bemyndiganden/ny"), words.t("commitments-new"))
                .primary()
                .key("n"),
        );
    }
    let frames_title = words.t_args("commitments-frames", &[("year", standings.year.to_string().into())]);
    let content = html! {
        (head)
        (table(visit, &made))
        h2 { (frames_title) }
        (frames(visit, &standings, &made, &frames_title))
    };
    visit.page(&title, &[], &content)
}

fn table(visit: &Visit, made: &[Commitment]) -> Table {
    let words = visit.words;
    let columns = [
        Column::code(words.t("commitment-number")),
        Column::code(words.t("appropriation-item")),
        Column::wide(words.t("commitment-counterparty")),
        Column::code(words.t("appropriation-decided-on")),
        Column::number(words.t("commitment-total")),
        Column::number(words.t("commitment-outstanding")),
        Column::text(words.t("commitment-years")),
    ];
    Table::new(words, words.t("commitments-title"), columns)
        .rows(made.iter().map(|made| {
            let years = outstanding_years(made, None);
            let years = years.iter().map(|part| format!("{}: {}", part.year, part.amount));
            Row::new([
                Cell::code(made.commitment),
                Cell::code(&made.item),
                Cell::text(&made.counterparty),
                Cell::date(made.decided_on),
                Cell::money(made.total),
                Cell::money(outstanding(made, None)),
                Cell::text(years.collect::<Vec<_>>().join(", ")),
            ])
            .href(path::commitment(visit, made.commitment))
        }))
        .empty(html! { p { (words.t("commitments-none")) } })
}

/// Every item with a frame, or with something outstanding.
fn frames(visit: &Visit, standings: &Standings, made: &[Commitment], title: &str) -> Table {
    let words = visit.words;
    let columns = [
        Column::code(words.t("appropriation-item")),
        Column::text(words.t("commitments-frame")),
        Column::number(words.t("commitments-used")),
        Column::number(words.t("commitments-left")),
    ];
    let rows = standings.items.iter().filter_map(|standing| {
        let used = counted(made, &standing.item.item, None)?;
        let (told, most) = match queries::frame_of(standings, standing)? {
            Frame::Of(frame) => (frame.to_string(), frame),
            Frame::Without(most) if !used.is_zero() => {
                (words.t_args("commitments-frame-none", &[("most", most.into())]), most)
            }
            Frame::Without(_) => return None,
        };
        Some(Row::new([
            Cell::code(&standing.item.item),
            Cell::text(told),
            Cell::money(used),
            Cell::money(most.checked_sub(used).unwrap_or(Ore::MIN)),
        ]))
    });
    Table::new(words, title, columns).rows(rows)
}

/// The form, as it comes.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    item: String,
    counterparty: String,
    amount: String,
    years: String,
    first_paragraph: String,
    decided_on: String,
    document: String,
    note: String,
    accept: String,
}

pub(super) async fn new(visit: Visit) -> Response {
    let typed = Typed {
        first_paragraph: TICKED.to_owned(),
        decided_on: visit.cx.today.to_string(),
        ..Typed::default()
    };
    visit.answer(move |visit| form(visit, &typed, &[])).await
}

pub(super) async fn make(visit: Visit, Form(typed): Form<Typed>) -> Response {
    visit
        .answer(move |visit| {
            let mut reading = Reading::new(visit);
            let new = NewCommitment {
                item: typed.item.trim().to_owned(),
                counterparty: typed.counterparty.trim().to_owned(),
                decided_on: reading.some_day("decided_on", &typed.decided_on),
                document: typed.document.trim().to_owned(),
                note: typed.note.trim().to_owned(),
                total: reading.some_amount("amount", &typed.amount),
                first_paragraph: typed.first_paragraph == TICKED,
                years: reading.lines("years", &typed.years, year_part),
                accept_warnings: typed.accept == TICKED,
            };
            if !reading.mistakes.is_empty() {
                return form(visit, &typed, &reading.mistakes);
            }
            match commands::make_commitment(&visit.cx, None, &new) {
                Ok(number) => visit.go_to(&path::commitment(visit, number)),
                Err(stop) => {
                    let refusals = visit.refused(stop)?;
                    form(visit, &typed, &visit.spoken(&refusals))
                }
            }
        })
        .await
}

/// `2027 100000,00`.
fn year_part(line: &str) -> Option<YearPart> {
    let (year, amount) = line.trim().split_once(' ')?;
    Some(YearPart {
        year: year.parse().ok()?,
        amount: Ore::parse(amount.trim()).ok()?,
    })
}

fn form(visit: &Visit, typed: &Typed, refusals: &[Spoken]) -> Answered {
    let (cx, words) = (&visit.cx, visit.words);
    cx.require(Permission::RegisterEdit)?;
    let known = cx.read(Permission::BooksRead, |tx| items::all(tx, &cx.scope))?;
    let ordered = crate::tree::ordered(&known).into_iter();
    let choices = ordered
        .filter(|(_, item)| item.kind == ItemKind::Appropriation)
        .map(|(_, item)| Choice::new(item.item.as_str(), format!("{} {}", item.item, item.name)));
    let title = words.t("commitments-new");
    let warned = refusals.iter().any(Spoken::is_warning) || typed.accept == TICKED;
    let content = html! {
        (Field::select("item", words.t("appropriation-kind-appropriation"), choices).value(&typed.item).refusals(refusals))
        (Field::text("counterparty", words.t("commitment-counterparty")).value(&typed.counterparty).required().refusals(refusals))
        (Field::amount("amount", words.t("commitment-total")).value(&typed.amount).required().refusals(refusals))
        (Field::text_area("years", words.t("commitment-years"), 4).help(words.t("commitment-years-help"))
            .value(&typed.years).required().refusals(refusals))
        (Field::checkbox("first_paragraph", words.t("commitment-first-paragraph")).value(&typed.first_paragraph))
        (Field::text("document", words.t("appropriation-document")).value(&typed.document).required().refusals(refusals))
        (Field::date("decided_on", words.t("appropriation-decided-on")).value(&typed.decided_on).required().refusals(refusals))
        (Field::text("note", words.t("appropriation-note")).value(&typed.note).optional(words).width(Width::Full).refusals(refusals))
        @if warned { (Field::checkbox("accept", words.t("commitment-accept")).value(&typed.accept)) }
    };
    let form = FormPart::post(visit.address.path(), &visit.csrf)
        .content(content)
        .button(Button::submit(words.t("appropriation-save")).primary())
        .button(Button::link(visit.at("bemyndiganden"), words.t("dialog-cancel")));
    let status = if refusals.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let crumbs = [Crumb::new(words.t("commitments-title"), visit.at("bemyndiganden"))];
    let content = html! { (PageHead::new(title.as_str())) (ErrorSummary::new(words, refusals)) (form) };
    visit.page_status(status, &title, &crumbs, &content)
}
