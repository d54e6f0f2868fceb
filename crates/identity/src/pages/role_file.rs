//! `/roller/ur-fil`: roles of another installation, all of a file or none of it (DEF-14, REP-11).

use axum::extract::Multipart;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::proposal::{ROLE_SAVE, RoleSaveAsked, RolesSaveAsked, takes_two};
use kameral_access::{Permission, RoleLine, import_roles, import_takes_two, roles_to_change};
use kameral_base::Refusal;
use kameral_site::fields::{Fields, SentFile, sent_file};
use kameral_site::{Answered, Miss, Visit};
use kameral_store::Stop;
use kameral_ui::parts::{Button, Cell, Column, ErrorSummary, Field, Form as FormPart, PageHead, Row, Table, Width};
use kameral_ui::{Crumb, Spoken};
use maud::html;

use super::forms::{propose_change, reason_field};
use crate::role_file;

/// The field the file comes in.
const FILE: &str = "fil";

pub(super) async fn show(visit: Visit) -> Response {
    visit.answer(|visit| page(visit, &Fields::new(), &[])).await
}

pub(super) async fn take(visit: Visit, form: Multipart) -> Response {
    let sent = sent_file(form, FILE).await;
    visit.answer(move |visit| taken(visit, &sent?)).await
}

fn taken(visit: &Visit, sent: &SentFile) -> Answered {
    visit.cx.require(Permission::RoleManage)?;
    let lines = match role_file::read(&sent.bytes) {
        Ok(lines) => lines,
        Err(mistakes) => return page(visit, &sent.fields, &visit.spoken(&mistakes)),
    };
    let done = if import_takes_two(&visit.cx, &lines)? {
        proposed(visit, sent, &lines)?
    } else {
        let imported = import_roles(&visit.cx, None, &sent.name, &lines);
        told(visit, imported.map(|_| "roller".to_owned()))?
    };
    match done {
        Ok(path) => visit.go_to(&visit.at(&path)),
        Err(refusals) => page(visit, &sent.fields, &refusals),
    }
}

/// Proposes the roles of a file that are new or changed: another decides on them together.
fn proposed(visit: &Visit, sent: &SentFile, lines: &[RoleLine]) -> Result<Result<String, Vec<Spoken>>, Miss> {
    let changes = visit.cx.read(Permission::RoleManage, |tx| roles_to_change(tx, lines))?;
    let asked = RolesSaveAsked {
        roles: changes.iter().map(RoleSaveAsked::from).collect(),
    };
    let made = propose_change(visit, &ROLE_SAVE, &asked, &sent.fields);
    told(visit, made.map(|number| format!("forslag/{number}")))
}

/// Where it leads, or what was refused.
fn told<R: Refusal>(visit: &Visit, done: Result<String, Stop<Vec<R>>>) -> Result<Result<String, Vec<Spoken>>, Miss> {
    match done {
        Ok(path) => Ok(Ok(path)),
        Err(stop) => Ok(Err(visit.spoken(&visit.refused(stop)?))),
    }
}

fn page(visit: &Visit, fields: &Fields, refusals: &[Spoken]) -> Answered {
    let words = visit.words;
    let two = takes_two(&visit.cx, &ROLE_SAVE)?;
    let title = words.t("role-file-title");
    let crumbs = [Crumb::new(words.t("roles-title"), visit.at("roller"))];
    let form = FormPart::post(visit.at("roller/ur-fil"), &visit.csrf)
        .with_files()
        .content(html! {
            (Field::file(FILE, words.t("role-file-file"), ".csv,.xlsx").help(words.t("role-file-help")).required().width(Width::Long))
            (reason_field(visit, fields, two, refusals))
        })
        .button(Button::submit(words.t("role-file-take")).primary());
    let columns = [
        Column::number(words.t("role-file-line")),
        Column::code(words.t("role-file-column")),
        Column::wide(words.t("role-file-mistake")),
    ];
    let of_lines = refusals.iter().filter(|refusal| refusal.line.is_some());
    let rows = of_lines.map(|refusal| {
        Row::new([
            refusal.line.map_or_else(Cell::empty, Cell::count),
            Cell::code(refusal.field.as_deref().unwrap_or_default()),
            Cell::text(&refusal.text),
        ])
    });
    let content = html! {
        (PageHead::new(title.as_str()).lead(words.t("role-file-lead")))
        (ErrorSummary::new(words, refusals))
        @if refusals.iter().any(|refusal| refusal.line.is_some()) {
            (Table::new(words, words.t("role-file-mistakes"), columns).caption_shown().rows(rows))
        }
        (form)
    };
    let status = if refusals.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    visit.page_status(status, &title, &crumbs, &content)
}
