//! `/behorigheter`: every permission there is, the class it takes and the roles that give it (SEC-15, REP-11,
//! REP-45).

use axum::extract::Query;
use axum::response::Response;
use kameral_access::{Permission, Role, UserClass, roles};
use kameral_formats::csv_safe::{Style, Writer};
use kameral_site::{Answered, Visit};
use kameral_ui::parts::{Cell, Column, PageHead, Row, Table};
use maud::html;
use serde::Deserialize;

use super::forms::{csv_file, roles_named};
use super::roles::{class, reading};

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
        return csv_file(visit, "behorigheter", file(visit, &known));
    }
    let words = visit.words;
    let title = words.t("roles-permissions");
    let columns = [
        Column::wide(words.t("roles-permission")),
        Column::code(words.t("roles-code")),
        Column::text(words.t("roles-class")),
        Column::text(words.t("roles-title")),
    ];
    let rows = Permission::ALL.map(|permission| {
        Row::new([
            Cell::text(words.t(permission.text_key())),
            Cell::code(permission.code()),
            class(visit, UserClass::of([permission])),
            Cell::markup(roles_named(visit, &known, &giving(&known, permission))),
        ])
    });
    let table = Table::new(words, title.as_str(), columns)
        .rows(rows)
        .csv(visit.address.clone().with("format", "csv").to_string());
    let head = PageHead::new(title.as_str()).lead(words.t("permissions-lead"));
    visit.page(&title, &[], &html! { (head) (table) })
}

/// Codes of the roles that give a permission.
fn giving(roles: &[Role], permission: Permission) -> Vec<&str> {
    let giving = roles.iter().filter(|role| role.permissions.contains(&permission));
    giving.map(|role| role.role.as_str()).collect()
}

/// The same as a file, in the way that spreadsheets of the country read.
fn file(visit: &Visit, roles: &[Role]) -> Vec<u8> {
    let words = visit.words;
    let mut writer = Writer::new(Vec::new(), Style::Swedish);
    for heading in ["roles-permission", "roles-code", "roles-class", "roles-title"] {
        writer.text(&words.t(heading));
    }
    // Writing to memory does not fail.
    let _ = writer.end_row();
    for permission in Permission::ALL {
        let class = UserClass::of([permission]).map(|class| words.t(class.text_key()));
        writer.text(&words.t(permission.text_key()));
        writer.text(permission.code());
        writer.text(&class.unwrap_or_default());
        writer.text(&giving(roles, permission).join(" "));
        let _ = writer.end_row();
    }
    writer.finish().unwrap_or_default()
}
