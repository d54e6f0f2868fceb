//! `/utkorg/installningar/{register}`: what files are made by, and other settings from a day on.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::parts::{
    Button, Cell, Choice, Column, ErrorSummary, Field, Form as FormPart, PageHead, Row, Table, Width,
};
use kameral_ui::{Crumb, Spoken};
use maud::{Markup, html};
use serde_json::Value;

use super::hermes::version;
use crate::commands::{InForce, change_settings, settings_of};
use crate::setting::{HermesSettings, Settings, TdbSettings};

/// The day settings begin, in the form.
const FROM: &str = "fran";

type Sent = BTreeMap<String, String>;

pub(super) async fn show(visit: Visit, Path((_, register)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| match register.as_str() {
            HermesSettings::REGISTER => page::<HermesSettings>(visit, None, &[]),
            TdbSettings::REGISTER => page::<TdbSettings>(visit, None, &[]),
            _ => Err(Miss::NotFound),
        })
        .await
}

pub(super) async fn change(
    visit: Visit,
    Path((_, register)): Path<(String, String)>,
    Form(sent): Form<Sent>,
) -> Response {
    visit
        .answer(move |visit| match register.as_str() {
            HermesSettings::REGISTER => changed::<HermesSettings>(visit, &sent),
            TdbSettings::REGISTER => changed::<TdbSettings>(visit, &sent),
            _ => Err(Miss::NotFound),
        })
        .await
}

fn changed<S: Settings>(visit: &Visit, sent: &Sent) -> Answered {
    let found: InForce<S> = settings_of(&visit.cx)?;
    let content = merged(&found.today.settings, sent);
    let from = sent.get(FROM).and_then(|day| day.trim().parse().ok());
    let (Ok(settings), Some(from)) = (serde_json::from_value::<S>(content), from) else {
        let spoken = Spoken {
            name: "unreadable",
            line: None,
            field: Some(FROM.to_owned()),
            text: visit.words.t("exchange-settings-unreadable"),
            severity: "refused",
        };
        return page::<S>(visit, Some(sent), &[spoken]);
    };
    match change_settings(&visit.cx, None, from, &settings) {
        Ok(_) => visit.go_to(&visit.at(&format!("utkorg/installningar/{}", S::REGISTER))),
        Err(stop) => {
            let refusals = visit.refused(stop)?;
            page::<S>(visit, Some(sent), &visit.spoken(&refusals))
        }
    }
}

/// The settings with what the form sends in their place.
fn merged<S: Settings>(settings: &S, sent: &Sent) -> Value {
    let mut content = serde_json::to_value(settings).unwrap_or_default();
    if let Some(members) = content.as_object_mut() {
        for (name, value) in members {
            let Some(text) = sent.get(name).map(|text| text.trim()) else {
                continue;
            };
            *value = match value {
                Value::Bool(_) => Value::Bool(text == "true"),
                Value::Array(_) => text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect(),
                _ => Value::from(text),
            };
        }
    }
    content
}

fn page<S: Settings>(visit: &Visit, sent: Option<&Sent>, refusals: &[Spoken]) -> Answered {
    let words = visit.words;
    let found: InForce<S> = settings_of(&visit.cx)?;
    let register = S::REGISTER;
    let title = words.t(&format!("{register}-settings-title"));
    let content = serde_json::to_value(&found.today.settings).unwrap_or_default();
    let crumbs = [
        Crumb::new(words.t("outbox-title"), visit.at("utkorg")),
        Crumb::new(words.t(&format!("{register}-title")), visit.at(register)),
    ];
    let page = html! {
        (PageHead::new(title.as_str()).lead(words.t("exchange-settings-lead")))
        (ErrorSummary::new(words, refusals))
        @if visit.cx.may(Permission::SettingEdit) { (form(visit, register, &content, sent)) }
        @else { (in_force(visit, &content)) }
        (versions(visit, &found))
    };
    if refusals.is_empty() {
        visit.page(&title, &crumbs, &page)
    } else {
        visit.page_status(StatusCode::UNPROCESSABLE_ENTITY, &title, &crumbs, &page)
    }
}

fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

fn label(visit: &Visit, name: &str) -> String {
    visit.words.t(&format!("exchange-setting-{}", name.replace('_', "-")))
}

/// Words a setting may be, where they are few.
fn choices(name: &str) -> &'static [&'static str] {
    match name {
        "codes" => &["account", "s_code"],
        "model" => &["result_account", "financier"],
        "line_end" => &["crlf", "lf"],
        "charset" => &["iso-8859-1", "utf-8"],
        _ => &[],
    }
}

fn form(visit: &Visit, register: &str, content: &Value, sent: Option<&Sent>) -> Markup {
    let words = visit.words;
    let fields = content.as_object().into_iter().flatten().map(|(name, value)| {
        let text = sent
            .and_then(|sent| sent.get(name).cloned())
            .unwrap_or_else(|| text_of(value));
        let label = label(visit, name);
        let choice = |value: &str| {
            let key = format!("exchange-choice-{}", value.replace('_', "-"));
            Choice::new(value, words.t(&key))
        };
        let field = if value.is_boolean() {
            Field::select(name.as_str(), label, ["true", "false"].map(choice))
        } else if choices(name).is_empty() {
            Field::text(name.as_str(), label).width(Width::Long)
        } else {
            Field::select(name.as_str(), label, choices(name).iter().map(|value| choice(value)))
        };
        field.value(text)
    });
    let from = sent
        .and_then(|sent| sent.get(FROM).cloned())
        .unwrap_or_else(|| visit.cx.today.to_string());
    let form = FormPart::post(visit.at(&format!("utkorg/installningar/{register}")), &visit.csrf)
        .content(html! {
            (Field::date(FROM, words.t("exchange-settings-from")).value(from).required())
            @for field in fields { (field) }
        })
        .button(Button::submit(words.t("exchange-settings-change")).primary());
    html! { (form) }
}

fn in_force(visit: &Visit, content: &Value) -> Table {
    let words = visit.words;
    let rows = content.as_object().into_iter().flatten();
    let rows = rows.map(|(name, value)| Row::new([Cell::text(label(visit, name)), Cell::text(text_of(value))]));
    let columns = [
        Column::text(words.t("exchange-settings-name")),
        Column::wide(words.t("exchange-settings-value")),
    ];
    Table::new(words, words.t("exchange-settings"), columns).rows(rows)
}

fn versions<S: Settings>(visit: &Visit, found: &InForce<S>) -> Table {
    let words = visit.words;
    let rows = found.versions.iter().map(|row| {
        let shown = Row::new([
            Cell::code(version(visit, row.version)),
            row.valid_from.map_or_else(Cell::empty, Cell::date),
            Cell::code(row.changed_at.get(..10).unwrap_or_default()),
            Cell::text(&row.changed_by),
        ]);
        if row.version == found.today.version {
            shown.marked()
        } else {
            shown
        }
    });
    let columns = [
        Column::code(words.t("exchange-settings-version")),
        Column::code(words.t("exchange-settings-from")),
        Column::code(words.t("exchange-settings-changed")),
        Column::wide(words.t("outbox-made-by")),
    ];
    Table::new(words, words.t("exchange-settings-versions"), columns)
        .caption_shown()
        .rows(rows)
        .empty(html! { p { (words.t("exchange-settings-standard")) } })
}
