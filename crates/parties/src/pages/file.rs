//! `/motparter/ur-fil`: a file of parties is tried, and read into the register or proposed; `/motparter/fil.csv`
//! takes the register out.

use axum::extract::{Multipart, Query};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use kameral_site::fields::{SentFile, field, given, sent_file};
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::Spoken;
use kameral_ui::parts::{
    Button, Cell, Column, ErrorSummary, Field, Form as FormPart, Notice, PageHead, Row, Table, Width,
};
use maud::{Markup, html};
use serde::Deserialize;

use super::{Done, accept_field, crumb, done, is_proposed, unreadable, ways};
use crate::commands::{Imported, RowDone, import, receive, trial};
use crate::file::COLUMNS;
use crate::proposals::{IMPORT, ImportAsked, propose_import};

/// The field the file comes in.
const FILE: &str = "fil";
/// Rows of a trial that are shown.
const ROWS_MAX: usize = 200;

pub(super) async fn show(visit: Visit) -> Response {
    visit.answer(|visit| page(visit, &SentFile::default(), &[], None)).await
}

pub(super) async fn take(visit: Visit, form: Multipart) -> Response {
    let sent = sent_file(form, FILE).await;
    visit.answer(move |visit| taken(visit, &sent?)).await
}

fn taken(visit: &Visit, sent: &SentFile) -> Answered {
    let accepted = given(&sent.fields, "accept_warnings");
    let tried = match trial(&visit.cx, &sent.bytes, accepted.as_deref()) {
        Ok(tried) => tried,
        Err(stop) => {
            let refusals = visit.refused(stop)?;
            return page(visit, sent, &visit.spoken(&refusals), None);
        }
    };
    if field(&sent.fields, "gor") == "prov" {
        return page(visit, sent, &[], Some(&tried));
    }
    match keep(visit, sent, accepted, tried.takes_two)? {
        Ok(path) => visit.go_to(&path),
        Err(refusals) => page(visit, sent, &refusals, None),
    }
}

/// Reads the file into the register, or proposes it where what it brings takes two.
fn keep(visit: &Visit, sent: &SentFile, accepted: Option<String>, takes_two: bool) -> Done {
    if !(takes_two && is_proposed(visit, &IMPORT)?) {
        let imported = import(&visit.cx, None, &sent.bytes, accepted.as_deref());
        return done(visit, imported, |_| visit.at("motparter"));
    }
    let received = match receive(&visit.cx, &sent.name, &sent.bytes) {
        Ok(received) => received,
        Err(stop) => return Ok(Err(visit.spoken(&visit.refused(stop)?))),
    };
    let asked = ImportAsked {
        sha256: received.sha256,
        file_name: sent.name.clone(),
        accept_warnings: accepted,
    };
    let made = propose_import(&visit.cx, None, &asked, field(&sent.fields, "reason"));
    done(visit, made, |number| visit.at(&format!("forslag/{number}")))
}

fn page(visit: &Visit, sent: &SentFile, refusals: &[Spoken], tried: Option<&Imported>) -> Answered {
    let words = visit.words;
    let title = words.t("parties-file");
    let two = is_proposed(visit, &IMPORT)?;
    let form = FormPart::post(visit.at("motparter/ur-fil"), &visit.csrf)
        .with_files()
        .content(html! {
            (Field::file(FILE, words.t("parties-file-file"), ".csv,.xlsx").required().width(Width::Long)
                .help(words.t_args("parties-file-help", &[("columns", COLUMNS.join(", ").into())])))
            @if two {
                (Field::text("reason", words.t("parties-field-reason")).value(field(&sent.fields, "reason"))
                    .help(words.t("parties-file-takes-two")).width(Width::Long).refusals(refusals))
            }
            (accept_field(visit, &sent.fields, refusals))
        })
        .button(
            Button::submit(words.t("parties-file-try"))
                .primary()
                .sends("gor", "prov"),
        )
        .button(Button::submit(words.t("parties-file-take")).sends("gor", "las"));
    let content = html! {
        (PageHead::new(title.as_str()).lead(words.t("parties-file-lead")))
        (ways(visit))
        (ErrorSummary::new(words, refusals))
        @if refusals.iter().any(|refusal| refusal.line.is_some()) { (mistakes(visit, refusals)) }
        @if let Some(tried) = tried { (told(visit, tried)) }
        (form)
    };
    let status = if refusals.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    visit.page_status(status, &title, &[crumb(visit)], &content)
}

fn mistakes(visit: &Visit, refusals: &[Spoken]) -> Table {
    let words = visit.words;
    let columns = [
        Column::number(words.t("parties-line")),
        Column::code(words.t("parties-column")),
        Column::wide(words.t("parties-mistake")),
    ];
    let of_lines = refusals.iter().filter(|refusal| refusal.line.is_some()).take(ROWS_MAX);
    let rows = of_lines.map(|refusal| {
        Row::new([
            refusal.line.map_or_else(Cell::empty, Cell::count),
            Cell::code(refusal.field.as_deref().unwrap_or_default()),
            Cell::text(&refusal.text),
        ])
    });
    Table::new(words, words.t("parties-mistakes"), columns)
        .caption_shown()
        .rows(rows)
}

/// What the file would change.
fn told(visit: &Visit, tried: &Imported) -> Markup {
    let words = visit.words;
    let new = tried.rows.iter().filter(|row| row.is_new).count();
    let counts = [
        ("new", new.into()),
        ("changed", (tried.rows.len() - new).into()),
        ("unchanged", tried.unchanged.into()),
    ];
    let columns = [
        Column::number(words.t("parties-line")),
        Column::code(words.t("parties-field-number")),
        Column::wide(words.t("parties-changes")),
    ];
    let rows = tried.rows.iter().take(ROWS_MAX).map(|row| {
        let party = if row.is_new {
            words.t("parties-file-new")
        } else {
            row.party.clone()
        };
        Row::new([Cell::count(row.line), Cell::code(party), Cell::text(changes(row))])
    });
    let table = Table::new(words, words.t("parties-file-trial"), columns)
        .caption_shown()
        .rows(rows);
    html! { (Notice::info(words.t_args("parties-file-tried", &counts)).spoken(words)) (table) }
}

fn changes(row: &RowDone) -> String {
    let told = row.changes.iter().filter(|change| change.before != change.after);
    let fields = told.map(|change| match change.before.as_str() {
        "" => format!("{}: {}", change.field, change.after),
        before => format!("{}: {before} → {}", change.field, change.after),
    });
    let accounts = row.accounts.iter().map(|account| format!("+ {account}"));
    fields.chain(accounts).collect::<Vec<_>>().join("; ")
}

/// What the address of the file asks for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    dag: String,
}

/// The register as a file, as it is on a day.
pub(super) async fn export(visit: Visit, Query(asked): Query<Asked>) -> Response {
    visit
        .answer(move |visit| {
            let day = match asked.dag.trim() {
                "" => visit.cx.today,
                text => match text.parse() {
                    Ok(day) => day,
                    Err(_) => return page(visit, &SentFile::default(), &[unreadable(visit, "dag")], None),
                },
            };
            let bytes = crate::commands::export(&visit.cx, day)?;
            let name = format!("attachment; filename=\"parties-{}.csv\"", visit.place.code);
            let name = HeaderValue::from_str(&name).map_err(|_| Miss::Malformed)?;
            let kind = HeaderValue::from_static("text/csv; charset=utf-8");
            Ok((
                [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)],
                bytes,
            )
                .into_response())
        })
        .await
}
