//! `/motparter/grupper`: groups of parties, the agencies that come with the program, and for how long what is new
//! stands out.

use axum::Form;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_site::fields::{Fields, field};
use kameral_site::{Answered, Visit};
use kameral_ui::Spoken;
use kameral_ui::parts::{
    Button, Cell, Column, ErrorSummary, Field, Form as FormPart, Notice, PageHead, Row, Table, Width,
};
use maud::{Markup, html};

use super::{Done, answered, done, unreadable, ways};
use crate::commands::{groups_of, load_agencies, set_group, set_highlight_days};
use crate::store::highlight_days;
use crate::{EDIT, READ};

pub(super) async fn show(visit: Visit) -> Response {
    visit.answer(|visit| page(visit, &Fields::new(), &[], None)).await
}

pub(super) async fn save_group(visit: Visit, Form(fields): Form<Fields>) -> Response {
    visit
        .answer(move |visit| {
            let saved = set_group(&visit.cx, None, field(&fields, "group"), field(&fields, "name"));
            back(visit, done(visit, saved, |_| visit.at("motparter/grupper")), &fields)
        })
        .await
}

pub(super) async fn save_days(visit: Visit, Form(fields): Form<Fields>) -> Response {
    visit
        .answer(move |visit| {
            let Ok(days) = field(&fields, "days").parse() else {
                return page(visit, &fields, &[unreadable(visit, "days")], None);
            };
            let saved = set_highlight_days(&visit.cx, None, days);
            back(visit, done(visit, saved, |_| visit.at("motparter/grupper")), &fields)
        })
        .await
}

/// Loads the agencies, and tells what came of it.
pub(super) async fn load(visit: Visit) -> Response {
    visit
        .answer(|visit| match load_agencies(&visit.cx, None) {
            Ok(loaded) => {
                let counts = [
                    ("added", loaded.added.into()),
                    ("changed", loaded.changed.into()),
                    ("kept", loaded.kept.into()),
                ];
                let told = visit.words.t_args("parties-agencies-loaded", &counts);
                page(visit, &Fields::new(), &[], Some(told))
            }
            Err(stop) => {
                let refusals = visit.refused(stop)?;
                page(visit, &Fields::new(), &visit.spoken(&refusals), None)
            }
        })
        .await
}

fn back(visit: &Visit, done: Done, fields: &Fields) -> Answered {
    answered(visit, done, |refusals| page(visit, fields, refusals, None))
}

fn page(visit: &Visit, fields: &Fields, refusals: &[Spoken], told: Option<String>) -> Answered {
    let (cx, words) = (&visit.cx, visit.words);
    let title = words.t("parties-groups");
    let groups = groups_of(cx)?;
    let days = cx.read(READ, |tx| highlight_days(tx, cx.entity()))?;
    let columns = [
        Column::code(words.t("parties-group")),
        Column::wide(words.t("parties-field-name")),
    ];
    let table = Table::new(words, title.as_str(), columns)
        .rows(groups.iter().map(|group| {
            let of = format!("motparter?som=grupp&sok={}", kameral_ui::address::encode(&group.code));
            Row::new([Cell::code_link(&visit.at(&of), &group.code), Cell::text(&group.name)])
        }))
        .empty(html! { p { (words.t("parties-no-groups")) } });
    let content = html! {
        (PageHead::new(title.as_str()).lead(words.t("parties-groups-lead")))
        (ways(visit))
        (ErrorSummary::new(words, refusals))
        @if let Some(told) = told { (Notice::success(told).spoken(words)) }
        (table)
        @if cx.may(EDIT) { (group_form(visit, fields, refusals)) (agencies_form(visit)) }
        @if cx.may(Permission::SettingEdit) { (days_form(visit, i64::from(days), refusals)) }
    };
    let status = if refusals.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    visit.page_status(status, &title, &[], &content)
}

fn group_form(visit: &Visit, fields: &Fields, refusals: &[Spoken]) -> Markup {
    let words = visit.words;
    let form = FormPart::post(visit.at("motparter/grupper"), &visit.csrf)
        .content(html! {
            (Field::text("group", words.t("parties-group")).value(field(fields, "group")).required()
                .width(Width::Short).refusals(refusals))
            (Field::text("name", words.t("parties-field-name")).value(field(fields, "name")).required()
                .width(Width::Long).refusals(refusals))
        })
        .button(Button::submit(words.t("parties-save")).primary());
    html! { details.add open[!refusals.is_empty()] { summary { (words.t("parties-group-new")) } (form) } }
}

fn agencies_form(visit: &Visit) -> Markup {
    let words = visit.words;
    let form = FormPart::post(visit.at("motparter/myndigheter"), &visit.csrf)
        .content(html! { p { (words.t("parties-agencies-lead")) } })
        .button(Button::submit(words.t("parties-agencies-load")));
    html! { section { h2 { (words.t("parties-agencies")) } (form) } }
}

fn days_form(visit: &Visit, days: i64, refusals: &[Spoken]) -> Markup {
    let words = visit.words;
    let form = FormPart::post(visit.at("motparter/dagar"), &visit.csrf)
        .content(html! {
            (Field::number("days", words.t("parties-days")).value(days.to_string()).width(Width::Short)
                .help(words.t("parties-days-help")).refusals(refusals))
        })
        .button(Button::submit(words.t("parties-save")));
    html! { section { h2 { (words.t("parties-stands-out")) } (form) } }
}
