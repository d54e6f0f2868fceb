//! `/roller`: the roles there are, what each permits and asks for, and the editor of own ones (SEC-01, SEC-09,
//! SEC-12, REP-11).

use axum::Form;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::proposal::{ROLE_SAVE, RoleSaveAsked, takes_two};
use kameral_access::{Permission, Role, RoleChange, RoleRow, UserClass, roles, save_role, save_takes_two};
use kameral_reports::catalogue;
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::parts::{
    Badge, Button, Cell, Column, ErrorSummary, Facts, Field, Form as FormPart, Notice, PageHead, Row, Table, Tone,
    Width,
};
use kameral_ui::{Crumb, Spoken};
use maud::{Markup, html};
use serde::Deserialize;

use super::forms::{Fields, all, csv_file, field, propose_change, reason_field, role_name};
use crate::role_file;

/// Who may look at roles: who gives them, and who makes them.
pub(super) fn reading(visit: &Visit) -> Permission {
    if visit.cx.may(Permission::UserManage) {
        Permission::UserManage
    } else {
        Permission::RoleManage
    }
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    format: String,
}

pub(super) async fn list(visit: Visit, Query(asked): Query<Asked>) -> Response {
    visit.answer(move |visit| listed(visit, &asked)).await
}

fn listed(visit: &Visit, asked: &Asked) -> Answered {
    let known = visit.cx.read(reading(visit), roles)?;
    if asked.format == "csv" {
        return csv_file(visit, "roller", role_file::written(&known));
    }
    let words = visit.words;
    let title = words.t("roles-title");
    let table = Table::new(
        words,
        title.as_str(),
        [
            Column::text(words.t("roles-name")),
            Column::code(words.t("roles-code")),
            Column::wide(words.t("roles-description")),
            Column::text(words.t("roles-class")),
            Column::number(words.t("roles-permissions")),
            Column::text(words.t("roles-reports")),
            Column::text(words.t("roles-second-factor")),
        ],
    )
    .rows(known.iter().map(|role| {
        let reports = if role.reports.is_empty() {
            words.t("roles-reports-every")
        } else {
            role.reports.len().to_string()
        };
        let runs = role.permissions.contains(&Permission::ReportRun);
        Row::new([
            Cell::text(role_name(visit, role)),
            Cell::code(&role.role),
            Cell::text(&role.description),
            class(visit, UserClass::of(role.permissions.iter().copied())),
            Cell::count(role.permissions.len()),
            if runs { Cell::text(reports) } else { Cell::empty() },
            second_factor(visit, role),
        ])
        .href(visit.at(&format!("roller/{}", role.role)))
    }))
    .csv(visit.address.clone().with("format", "csv").to_string());
    let mut head = PageHead::new(title.as_str()).lead(words.t("roles-lead"));
    if visit.cx.may(Permission::RoleManage) {
        head = head.action(
            Button::link(visit.at("roller/ny"), words.t("roles-new"))
                .primary()
                .key("n"),
        );
        head = head.action(Button::link(visit.at("roller/ur-fil"), words.t("role-file-title")));
    }
    visit.page(&title, &[], &html! { (head) (table) })
}

/// Whether a second factor is required, as a key of the texts.
const fn factor_key(required: bool) -> &'static str {
    if required {
        "roles-second-factor-required"
    } else {
        "roles-second-factor-free"
    }
}

/// Whether a role requires a second factor, with a mark at one that governs without.
fn second_factor(visit: &Visit, role: &Role) -> Cell {
    let word = visit.words.t(factor_key(role.second_factor));
    if role.governs_by_one_factor() {
        Cell::badge(&Badge::new(Tone::Warning, word))
    } else {
        Cell::text(word)
    }
}

/// What is said above a role that governs and is had with one factor alone.
fn warning(visit: &Visit) -> Markup {
    Notice::warning(visit.words.t("roles-second-factor-warning")).spoken(visit.words)
}

/// A class in a word.
pub(super) fn class(visit: &Visit, class: Option<UserClass>) -> Cell {
    class.map_or_else(Cell::empty, |class| {
        let tone = match class {
            UserClass::Light => Tone::Neutral,
            UserClass::Full => Tone::Info,
        };
        Cell::badge(&Badge::new(tone, visit.words.t(class.text_key())))
    })
}

pub(super) async fn new(visit: Visit) -> Response {
    visit
        .answer(|visit| editor(visit, &Fields::new(), &visit.words.t("roles-new"), true, &[]))
        .await
}

pub(super) async fn one(visit: Visit, Path((_, code)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let known = visit.cx.read(reading(visit), roles)?;
            let role = known.into_iter().find(|role| role.role == code).ok_or(Miss::NotFound)?;
            if visit.cx.may(Permission::RoleManage) {
                return editor(visit, &fields_of(&role), &role_name(visit, &role), false, &[]);
            }
            shown(visit, &role)
        })
        .await
}

/// What a role permits, to be read.
fn shown(visit: &Visit, role: &Role) -> Answered {
    let words = visit.words;
    let title = role_name(visit, role);
    let crumbs = [Crumb::new(words.t("roles-title"), visit.at("roller"))];
    let facts = Facts::new()
        .text(words.t("roles-code"), role.role.as_str())
        .text(words.t("roles-reports"), role.reports.join(", "))
        .text(words.t("roles-second-factor"), words.t(factor_key(role.second_factor)));
    let columns = [
        Column::wide(words.t("roles-permission")),
        Column::code(words.t("roles-code")),
    ];
    let table =
        Table::new(words, words.t("roles-permissions"), columns).rows(role.permissions.iter().map(|permission| {
            Row::new([
                Cell::text(words.t(permission.text_key())),
                Cell::code(permission.code()),
            ])
        }));
    let head = PageHead::new(title.as_str()).lead(role.description.as_str());
    let content = html! {
        (head)
        @if role.governs_by_one_factor() { (warning(visit)) }
        (facts) (table)
    };
    visit.page(&title, &crumbs, &content)
}

/// The form as it stands for a role that is there.
fn fields_of(role: &Role) -> Fields {
    let one = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let mut fields = vec![
        one("role", &role.role),
        one("name", &role.name),
        one("name_en", &role.name_en),
        one("description", &role.description),
    ];
    fields.extend(
        role.permissions
            .iter()
            .map(|permission| one("permissions", permission.code())),
    );
    fields.extend(role.reports.iter().map(|report| one("reports", report)));
    if role.second_factor {
        fields.push(one("second_factor", "ja"));
    }
    fields
}

pub(super) async fn save(visit: Visit, Form(fields): Form<Fields>) -> Response {
    visit
        .answer(move |visit| {
            let owned = |name: &str| all(&fields, name).map(str::to_owned).collect::<Vec<_>>();
            let text = |name: &str| field(&fields, name).to_owned();
            let change = RoleChange {
                row: RoleRow {
                    role: text("role"),
                    name: text("name"),
                    name_en: text("name_en"),
                    description: text("description"),
                    permissions: owned("permissions"),
                },
                reports: owned("reports"),
                second_factor: Some(field(&fields, "second_factor") == "ja"),
            };
            let done = if save_takes_two(&visit.cx, &change)? {
                propose_change(visit, &ROLE_SAVE, &RoleSaveAsked::from(&change), &fields)
                    .map(|number| format!("forslag/{number}"))
                    .map_err(|stop| visit.refused(stop).map(|refusals| visit.spoken(&refusals)))
            } else {
                save_role(&visit.cx, None, &change)
                    .map(|()| format!("roller/{}", change.row.role))
                    .map_err(|stop| visit.refused(stop).map(|refusals| visit.spoken(&refusals)))
            };
            match done {
                Ok(path) => visit.go_to(&visit.at(&path)),
                Err(told) => {
                    let refusals = told?;
                    let title = match field(&fields, "name") {
                        "" => visit.words.t("roles-new"),
                        name => name.to_owned(),
                    };
                    let is_new = field(&fields, "ny") == "ja";
                    editor(visit, &fields, &title, is_new, &refusals)
                }
            }
        })
        .await
}

/// The editor: permissions in the order of the house, each with its class, and reports.
fn editor(visit: &Visit, fields: &Fields, title: &str, is_new: bool, refusals: &[Spoken]) -> Answered {
    visit.cx.require(Permission::RoleManage)?;
    let two = takes_two(&visit.cx, &ROLE_SAVE)?;
    let words = visit.words;
    let crumbs = [Crumb::new(words.t("roles-title"), visit.at("roller"))];
    let code = Field::text("role", words.t("roles-code")).value(field(fields, "role"));
    let code = code.help(words.t("roles-code-help")).required().refusals(refusals);
    let form = FormPart::post(visit.at("roller"), &visit.csrf)
        .content(html! {
            @if is_new {
                input type="hidden" name="ny" value="ja";
                (code)
            } @else {
                input type="hidden" name="role" value=(field(fields, "role"));
            }
            (Field::text("name", words.t("roles-name")).value(field(fields, "name")).required().width(Width::Long).refusals(refusals))
            (Field::text("name_en", words.t("roles-name-en")).value(field(fields, "name_en")).width(Width::Long).refusals(refusals))
            (Field::text_area("description", words.t("roles-description"), 2).value(field(fields, "description")).refusals(refusals))
            (permission_ticks(visit, fields))
            (report_ticks(visit, fields))
            (Field::checkbox("second_factor", words.t("roles-second-factor-require")).value(field(fields, "second_factor"))
                .help(words.t("roles-second-factor-help")).refusals(refusals))
            (reason_field(visit, fields, two, refusals))
        })
        .button(Button::submit(words.t("roles-save")).primary().key("Ctrl+S"));
    let facts = Facts::new().text(words.t("roles-code"), field(fields, "role"));
    let mut permissions = all(fields, "permissions").filter_map(Permission::from_code);
    let governs = permissions.any(Permission::governs);
    let content = html! {
        (PageHead::new(title).lead(words.t("roles-editor-lead")))
        (ErrorSummary::new(words, refusals))
        @if governs && field(fields, "second_factor") != "ja" { (warning(visit)) }
        @if !is_new { (facts) }
        (form)
    };
    let status = if refusals.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    visit.page_status(status, title, &crumbs, &content)
}

/// A tick for each permission.
fn permission_ticks(visit: &Visit, fields: &Fields) -> Markup {
    let words = visit.words;
    let columns = [
        Column::text(words.t("roles-tick")),
        Column::wide(words.t("roles-permission")),
        Column::text(words.t("roles-class")),
    ];
    let rows = Permission::ALL.map(|permission| {
        let ticked = all(fields, "permissions").any(|code| code == permission.code());
        let name = words.t(permission.text_key());
        let id = format!("f-permissions-{}", permission.code().replace('.', "-"));
        Row::new([
            tick("permissions", permission.code(), &id, &name, ticked),
            Cell::markup(html! { label for=(id) { (name) } }),
            class(visit, UserClass::of([permission])),
        ])
    });
    html! {
        h2 id="f-permissions" tabindex="-1" { (words.t("roles-permissions")) }
        (Table::new(words, words.t("roles-permissions"), columns).rows(rows))
    }
}

/// A tick for each report.
fn report_ticks(visit: &Visit, fields: &Fields) -> Markup {
    let words = visit.words;
    let columns = [
        Column::text(words.t("roles-tick")),
        Column::wide(words.t("roles-report")),
    ];
    let rows = catalogue().into_iter().map(|entry| {
        let ticked = all(fields, "reports").any(|name| name == entry.name);
        let title = words.sentence(&entry.title);
        let id = format!("f-reports-{}", entry.name);
        Row::new([
            tick("reports", entry.name, &id, &title, ticked),
            Cell::markup(html! { label for=(id) { (title) } }),
        ])
    });
    let open = all(fields, "reports").next().is_some();
    html! {
        details.add open[open] id="f-reports" {
            summary { (words.t("roles-reports-limit")) }
            p { (words.t("roles-reports-help")) }
            (Table::new(words, words.t("roles-reports"), columns).rows(rows))
        }
    }
}

fn tick(name: &str, value: &str, id: &str, label: &str, ticked: bool) -> Cell {
    Cell::markup(html! {
        input type="checkbox" id=(id) name=(name) value=(value) aria-label=(label) checked[ticked];
    })
}
