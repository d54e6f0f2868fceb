//! `/historik/{nr}`: one line, by which rules, and what it changed, before and after.

use axum::extract::Path;
use axum::response::Response;
use kameral_access::Permission;
use kameral_access::history::{self, HistoryLine};
use kameral_site::{Answered, Miss, Visit};
use kameral_store::NotedChange;
use kameral_ui::Crumb;
use kameral_ui::parts::{Cell, Column, Facts, PageHead, Row, Table};
use maud::{Markup, html};
use serde_json::Value;

use super::{from_where, object_link, outcome, to_list, who};
use crate::pages::path;
use crate::voucher::VoucherNumber;

pub(in crate::pages) async fn show(visit: Visit, Path((_, seq)): Path<(String, String)>) -> Response {
    visit.answer(move |visit| page(visit, &seq)).await
}

fn page(visit: &Visit, seq: &str) -> Answered {
    let seq: i64 = seq.parse().map_err(|_| Miss::NotFound)?;
    let found = visit
        .cx
        .read(Permission::BooksRead, |tx| history::one(tx, &visit.cx.scope, seq))?;
    let (line, changes) = found.ok_or(Miss::NotFound)?;
    let words = visit.words;
    let title = words.t_args("history-line-title", &[("seq", seq.into())]);
    let up = [Crumb::new(words.t("history-title"), visit.at("historik"))];
    visit.page(
        &title,
        &up,
        &html! {
            (PageHead::new(title.as_str()).badge(outcome(visit, &line)).action(to_list(visit)))
            (facts(visit, &line))
            (changed(visit, &changes))
        },
    )
}

fn facts(visit: &Visit, line: &HistoryLine) -> Facts {
    let words = visit.words;
    let mut facts = Facts::new()
        .text(words.t("history-at"), line.at.to_string())
        .text(words.t("history-who"), who(visit, line))
        .text(words.t("history-role"), &line.role)
        .text(
            words.t("history-from-where"),
            format!("{} {}", from_where(line), line.client),
        )
        .text(words.t("history-what"), &line.command);
    if !line.subject.is_empty() {
        facts = facts.markup(words.t("history-subject"), subject(visit, &line.subject));
    }
    if !line.detail.is_empty() {
        facts = facts.text(words.t("history-detail"), &line.detail);
    }
    if !line.rules.is_empty() {
        facts = facts.markup(words.t("history-rules"), rules(visit, &line.rules));
    }
    facts
}

/// What it was done to: a voucher leads to its page, all else to what more was done to it.
fn subject(visit: &Visit, subject: &str) -> Markup {
    match VoucherNumber::parse(subject) {
        Some(number) => html! { a href=(path::voucher(visit, &number)) { (subject) } },
        None => object_link(visit, subject),
    }
}

/// Rules that were applied; a posting rule leads to its version.
fn rules(visit: &Visit, rules: &str) -> Markup {
    let links = rules.split_whitespace().map(|rule| {
        let parts: Vec<&str> = rule.split(':').collect();
        let version = parts.get(2).and_then(|version| version.parse().ok());
        match (parts.as_slice(), version) {
            (["rule", name, _], Some(version)) if visit.cx.may(Permission::BooksRead) => {
                html! { a href=(path::posting_rule(visit, name, version)) { (rule) } }
            }
            _ => html! { (rule) },
        }
    });
    html! { @for link in links { (link) " " } }
}

/// Before and after, a field a row; a row that was made or is gone is told field by field.
fn changed(visit: &Visit, changes: &[NotedChange]) -> Markup {
    let words = visit.words;
    let table = Table::new(
        words,
        words.t("history-changes"),
        [
            Column::code(words.t("history-register")),
            Column::text(words.t("history-subject")),
            Column::code(words.t("history-field")),
            Column::wide(words.t("history-before")),
            Column::wide(words.t("history-after")),
        ],
    )
    .caption_shown()
    .rows(
        changes
            .iter()
            .filter(|change| may_read(visit, change))
            .flat_map(fields)
            .map(|field| {
                Row::new([
                    Cell::code(&field.register),
                    Cell::markup(object_link(visit, &field.object)),
                    Cell::code(&field.field),
                    Cell::text(field.before.unwrap_or_default()),
                    Cell::text(field.after.unwrap_or_default()),
                ])
            }),
    )
    .empty(html! { p { (words.t("history-no-changes")) } });
    html! { (table) }
}

/// What is kept of people is told to who manages them.
pub(super) fn may_read(visit: &Visit, change: &NotedChange) -> bool {
    let of_people = history::OF_PEOPLE.contains(&change.register.as_str());
    !of_people || visit.cx.may(Permission::UserManage) || visit.cx.may(Permission::SystemManage)
}

/// A change for each field of a row that was made or is gone.
fn fields(change: &NotedChange) -> Vec<NotedChange> {
    let row = |text: &Option<String>| match text.as_deref().map(serde_json::from_str) {
        Some(Ok(Value::Object(fields))) if change.field.is_empty() => Some(fields),
        _ => None,
    };
    let (before, after) = (row(&change.before), row(&change.after));
    if before.is_none() && after.is_none() {
        return vec![change.clone()];
    }
    let value = |fields: Option<&serde_json::Map<String, Value>>, name: &str| {
        let value = fields?.get(name)?;
        Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    };
    let names = before.iter().chain(&after).flat_map(serde_json::Map::keys);
    names
        .map(|name| NotedChange {
            field: name.clone(),
            before: value(before.as_ref(), name),
            after: value(after.as_ref(), name),
            ..change.clone()
        })
        .filter(|field| {
            [&field.before, &field.after]
                .iter()
                .any(|side| !is_nothing(side.as_deref()))
        })
        .collect()
}

fn is_nothing(side: Option<&str>) -> bool {
    matches!(side, None | Some("" | "null" | "[]" | "{}"))
}
