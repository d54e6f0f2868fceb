//! `/gallring`: retention classes, decisions by two, runs, and the log of what went (OPS-14).

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_access::duty::is_who_acts;
use kameral_site::reading::Reading;
use kameral_site::{Answered, Visit};
use kameral_store::disposed::{self, Disposed};
use kameral_ui::parts::{
    Badge, Button, Cell, Column, ErrorSummary, Field, Form as FormPart, Notice, PageHead, Row, Table, Tone, Width,
};
use kameral_ui::{Spoken, t};
use maud::{Markup, html};
use serde::Deserialize;

use super::{called, choices, classes, moment, ways};
use crate::commands::{self, DisposalRun};
use crate::disposal::{Decision, Proposal, RecordType};
use crate::retention::RetentionClass;
use crate::store::decisions;

/// Rows of the log that are shown.
const LOG_ROWS: u32 = 100;

/// A proposal, as it comes.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    typ: String,
    beteckning: String,
    beslutad: String,
    ar: String,
    tidigast: String,
    serier: String,
}

/// What somebody says of a proposal.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct Said {
    beslut: String,
}

pub(super) async fn show(visit: Visit) -> Response {
    visit.answer(|visit| page(visit, &Typed::default(), &[], None)).await
}

pub(super) async fn propose(visit: Visit, Form(typed): Form<Typed>) -> Response {
    visit
        .answer(move |visit| {
            let mut reading = Reading::new(visit);
            let proposal = Proposal {
                record: typed.typ.trim().to_owned(),
                reference: typed.beteckning.trim().to_owned(),
                decided_on: reading.some_day("beslutad", &typed.beslutad),
                through_year: reading.number("ar", &typed.ar).unwrap_or_default(),
                earliest_on: reading.some_day("tidigast", &typed.tidigast),
                series: typed.serier.split_whitespace().map(str::to_owned).collect(),
            };
            if !reading.mistakes.is_empty() {
                let mistakes = reading.mistakes;
                return page(visit, &typed, &mistakes, None);
            }
            match commands::propose(&visit.cx, None, &proposal) {
                Ok(_) => visit.go_to(&visit.at("gallring")),
                Err(stop) => {
                    let refusals = visit.refused(stop)?;
                    page(visit, &typed, &visit.spoken(&refusals), None)
                }
            }
        })
        .await
}

pub(super) async fn decide(
    visit: Visit,
    Path((_, decision)): Path<(String, String)>,
    Form(said): Form<Said>,
) -> Response {
    visit
        .answer(move |visit| {
            let number = decision.parse().unwrap_or_default();
            match commands::decide(&visit.cx, None, number, said.beslut == "godkann") {
                Ok(()) => visit.go_to(&visit.at("gallring")),
                Err(stop) => {
                    let refusals = visit.refused(stop)?;
                    page(visit, &Typed::default(), &visit.spoken(&refusals), None)
                }
            }
        })
        .await
}

pub(super) async fn run(visit: Visit, Path((_, decision)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let number = decision.parse().unwrap_or_default();
            match commands::run(&visit.cx, number) {
                Ok(run) => page(visit, &Typed::default(), &[], Some(&run)),
                Err(stop) => {
                    let refusals = visit.refused(stop)?;
                    page(visit, &Typed::default(), &visit.spoken(&refusals), None)
                }
            }
        })
        .await
}

fn page(visit: &Visit, typed: &Typed, refusals: &[Spoken], run: Option<&DisposalRun>) -> Answered {
    let (cx, words) = (&visit.cx, visit.words);
    let classes = classes(visit)?;
    let (decisions, log) = cx.read(Permission::RecordsManage, |tx| {
        let log = disposed::latest(tx, cx.entity(), None, LOG_ROWS)?;
        let mut decisions = Vec::new();
        for decision in decisions::all(tx, cx.entity())? {
            let by = &decision.proposed_by;
            let is_own = decision.verdict.is_none() && is_who_acts(tx, cx, by.user, &by.name)?;
            decisions.push((decision, is_own));
        }
        Ok((decisions, log))
    })?;
    let title = words.t("records-disposal");
    let content = html! {
        (PageHead::new(title.as_str()).lead(words.t("records-disposal-lead")))
        (ways(visit))
        (ErrorSummary::new(words, refusals))
        @if let Some(run) = run { (ran(visit, run)) }
        (told_decisions(visit, &classes, &decisions))
        (form(visit, &classes, typed))
        (told_classes(visit, &classes))
        (told_log(visit, &classes, &log))
    };
    if refusals.is_empty() {
        visit.page(&title, &[], &content)
    } else {
        visit.page_status(StatusCode::UNPROCESSABLE_ENTITY, &title, &[], &content)
    }
}

fn ran(visit: &Visit, run: &DisposalRun) -> Markup {
    let words = visit.words;
    let text = t!(
        words,
        "records-ran",
        disposed = run.disposed,
        bytes = run.bytes,
        held = run.held.len()
    );
    Notice::success(text).spoken(words)
}

fn told_decisions(visit: &Visit, classes: &[RetentionClass], decisions: &[(Decision, bool)]) -> Markup {
    let words = visit.words;
    let columns = [
        Column::number(words.t("records-number")),
        Column::wide(words.t("records-type")),
        Column::text(words.t("records-reference")),
        Column::code(words.t("records-decided-on")),
        Column::code(words.t("records-through-year")),
        Column::code(words.t("records-earliest-on")),
        Column::text(words.t("records-proposed-by")),
        Column::text(words.t("records-verdict")),
        Column::text(words.t("records-act")),
    ];
    let rows = decisions.iter().map(|(decision, is_own)| {
        let proposal = &decision.proposal;
        let verdict = match &decision.verdict {
            None => html! { (Badge::new(Tone::Warning, words.t("records-waiting"))) },
            Some(verdict) => {
                let (tone, word) = if verdict.approved {
                    (Tone::Success, words.t("records-approved"))
                } else {
                    (Tone::Refused, words.t("records-rejected"))
                };
                html! { (Badge::new(tone, word)) " " (verdict.given_by.name) }
            }
        };
        Row::new([
            Cell::count(decision.decision_no),
            Cell::text(reaches(visit, classes, proposal)),
            Cell::text(&proposal.reference),
            Cell::date(proposal.decided_on),
            Cell::code(proposal.through_year),
            Cell::date(proposal.earliest_on),
            Cell::text(format!(
                "{} {}",
                moment(&decision.proposed_at),
                decision.proposed_by.name
            )),
            Cell::markup(verdict),
            Cell::markup(acts(visit, decision, *is_own)),
        ])
    });
    let caption = words.t("records-decisions");
    let table = Table::new(words, caption.as_str(), columns)
        .rows(rows)
        .empty(html! { p { (words.t("records-no-decisions")) } })
        .caption_shown()
        .scrolls();
    html! { (table) }
}

/// The type of record a decision reaches, and of texts which series.
fn reaches(visit: &Visit, classes: &[RetentionClass], proposal: &Proposal) -> String {
    let called = called(visit, classes, &proposal.record);
    if proposal.record != RecordType::VoucherText.code() {
        return called;
    }
    let series = if proposal.series.is_empty() {
        visit.words.t("records-every-series")
    } else {
        proposal.series.join(" ")
    };
    format!("{called}: {series}")
}

/// What the visitor may do with a decision: another's proposal is decided on, an approved one is run.
fn acts(visit: &Visit, decision: &Decision, is_own: bool) -> Markup {
    let (cx, words) = (&visit.cx, visit.words);
    let number = decision.decision_no;
    let is_approved = decision.verdict.as_ref().is_some_and(|verdict| verdict.approved);
    html! {
        @if decision.verdict.is_none() && !is_own && cx.may(Permission::DisposalDecide) {
            (FormPart::post(visit.at(&format!("gallring/{number}/beslut")), &visit.csrf)
                .id(format!("beslut-{number}"))
                .button(Button::submit(words.t("records-approve")).sends("beslut", "godkann"))
                .button(Button::submit(words.t("records-reject")).sends("beslut", "avsla").quiet()))
        }
        @if is_approved && decision.proposal.earliest_on <= cx.today {
            (FormPart::post(visit.at(&format!("gallring/{number}/korning")), &visit.csrf)
                .id(format!("korning-{number}"))
                .button(Button::submit(words.t("records-run")).danger()))
        }
    }
}

fn form(visit: &Visit, classes: &[RetentionClass], typed: &Typed) -> Markup {
    let words = visit.words;
    let form = FormPart::post(visit.at("gallring"), &visit.csrf)
        .content(html! {
            (Field::select("typ", words.t("records-type"), choices(visit, classes)).value(&typed.typ))
            (Field::text("beteckning", words.t("records-reference")).value(&typed.beteckning).required())
            (Field::date("beslutad", words.t("records-decided-on")).value(&typed.beslutad).required())
            (Field::text("ar", words.t("records-through-year")).value(&typed.ar).required().width(Width::Short))
            (Field::date("tidigast", words.t("records-earliest-on")).value(&typed.tidigast).required())
            (Field::text("serier", words.t("records-series")).value(&typed.serier).help(words.t("records-series-help")))
        })
        .button(Button::submit(words.t("records-propose")).primary());
    html! { details.add { summary { (words.t("records-new-decision")) } (form) } }
}

fn told_classes(visit: &Visit, classes: &[RetentionClass]) -> Markup {
    let words = visit.words;
    let columns = [
        Column::wide(words.t("records-type")),
        Column::text(words.t("records-class")),
        Column::text(words.t("records-source")),
        Column::wide(words.t("records-note")),
    ];
    let rows = classes.iter().map(|class| {
        let kept = match class.years {
            Some(years) => words.t_args("records-years", &[("years", i64::from(years).into())]),
            None => words.t("records-kept"),
        };
        Row::new([
            Cell::text(called(visit, classes, &class.record)),
            Cell::text(kept),
            Cell::text(&class.source),
            Cell::text(&class.note),
        ])
    });
    let caption = words.t("records-classes");
    html! { (Table::new(words, caption.as_str(), columns).rows(rows).caption_shown().scrolls()) }
}

fn told_log(visit: &Visit, classes: &[RetentionClass], log: &[Disposed]) -> Markup {
    let words = visit.words;
    let columns = [
        Column::number(words.t("records-number")),
        Column::text(words.t("records-disposed-at")),
        Column::text(words.t("records-type")),
        Column::text(words.t("records-about")),
        Column::number(words.t("records-bytes")),
        Column::number(words.t("records-decision")),
        Column::wide("SHA-256"),
    ];
    let rows = log.iter().map(|gone| {
        let about = if gone.about.is_empty() {
            &gone.subject
        } else {
            &gone.about
        };
        let at = gone.disposed_at.strftime("%Y-%m-%d %H:%M").to_string();
        Row::new([
            Cell::count(gone.disposed_no),
            Cell::text(format!("{at} {}", gone.disposed_by)),
            Cell::text(called(visit, classes, &gone.record)),
            Cell::text(about),
            Cell::count(gone.file_bytes),
            Cell::count(gone.decision_no),
            Cell::code(&gone.sha256),
        ])
    });
    let caption = words.t("records-log");
    let table = Table::new(words, caption.as_str(), columns)
        .rows(rows)
        .empty(html! { p { (words.t("records-no-log")) } })
        .caption_shown()
        .scrolls();
    html! { (table) }
}
