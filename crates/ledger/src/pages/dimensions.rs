//! `/register/koddelar`: dimensions and their values (EM-01, EM-03, EM-33).

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::parts::{Button, Cell, Column, ErrorSummary, Field, Form as FormPart, PageHead, Row, Table, Width};
use kameral_ui::{Crumb, Spoken};
use maud::{Markup, html};

use crate::commands::change_registers;
use crate::model::{AccountingModel, Dimension, DimensionValue};
use crate::register::Change;
use crate::sight::Sight;
use crate::store::model;

/// The fields of the form, by name.
type Fields = BTreeMap<String, String>;

pub(super) async fn list(visit: Visit) -> Response {
    visit.answer(show).await
}

fn show(visit: &Visit) -> Answered {
    let model = visit.cx.read(Permission::BooksRead, |tx| model::load(tx, &visit.cx))?;
    let words = visit.words;
    let title = words.t("dimensions-title");
    let table = Table::new(
        words,
        title.as_str(),
        [
            Column::code(words.t("dimensions-code")),
            Column::wide(words.t("line-name")),
            Column::text(words.t("dimensions-direct")),
            Column::number(words.t("dimensions-values")),
            Column::number(words.t("dimensions-length")),
        ],
    )
    .rows(model.dimensions.iter().map(|dimension| {
        let kind = if dimension.indirect {
            "dimensions-indirect"
        } else {
            "dimensions-direct-yes"
        };
        let count = model.values.get(&dimension.position).map_or(0, BTreeMap::len);
        Row::new([
            Cell::code(&dimension.code),
            Cell::text(&dimension.name),
            Cell::text(words.t(kind)),
            Cell::count(count),
            Cell::count(dimension.length_max),
        ])
        .href(visit.at(&format!("register/koddelar/{}", dimension.code)))
    }));
    visit.page(&title, &[], &html! { (PageHead::new(title.as_str())) (table) })
}

pub(super) async fn values(visit: Visit, Path((_, code)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| values_page(visit, &code, &Fields::new(), &[]))
        .await
}

pub(super) async fn save(
    visit: Visit,
    Path((_, code)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Response {
    visit
        .answer(move |visit| {
            let (model, dimension) = find(visit, &code)?;
            let mut value = read(&dimension, &fields);
            if let Some(known) = model.value(value.position, &value.value) {
                // What the form does not show stays as it was.
                value.attributes = known.attributes.clone();
            }
            match change_registers(
                &visit.cx,
                None,
                &format!("{code} {}", value.value),
                &[Change::Value(value)],
            ) {
                Ok(_) => visit.go_to(&visit.at(&format!("register/koddelar/{code}"))),
                Err(stop) => {
                    let refusals = visit.refused(stop)?;
                    values_page(visit, &code, &fields, &visit.spoken(&refusals))
                }
            }
        })
        .await
}

fn find(visit: &Visit, code: &str) -> Result<(std::sync::Arc<AccountingModel>, Dimension), Miss> {
    let model = visit.cx.read(Permission::BooksRead, |tx| model::load(tx, &visit.cx))?;
    let dimension = model.dimension(code).cloned().ok_or(Miss::NotFound)?;
    Ok((model, dimension))
}

fn read(dimension: &Dimension, fields: &Fields) -> DimensionValue {
    let field = |name: &str| fields.get(name).map_or("", |text| text.trim());
    DimensionValue {
        valid_from: field("fran").parse().ok(),
        valid_to: field("till").parse().ok(),
        successor: field("efterfoljare").to_owned(),
        ..DimensionValue::plain(dimension.position, field("varde"), field("benamning"))
    }
}

fn values_page(visit: &Visit, code: &str, fields: &Fields, refusals: &[Spoken]) -> Answered {
    let (model, dimension) = find(visit, code)?;
    let words = visit.words;
    let title = format!("{} {}", dimension.code, dimension.name);
    let crumbs = [Crumb::new(words.t("dimensions-title"), visit.at("register/koddelar"))];
    let day = |day: Option<kameral_base::Date>| day.map_or_else(Cell::empty, Cell::date);
    let sight = Sight::by(&model, &visit.cx.scope, visit.cx.today);
    let values = model
        .values
        .get(&dimension.position)
        .into_iter()
        .flat_map(|values| values.values())
        .filter(|value| sight.sees_value(&dimension.code, &value.value));
    let table = Table::new(
        words,
        title.as_str(),
        [
            Column::code(words.t("values-value")),
            Column::wide(words.t("line-name")),
            Column::code(words.t("values-from")),
            Column::code(words.t("values-to")),
            Column::code(words.t("values-successor")),
        ],
    )
    .rows(values.map(|value| {
        Row::new([
            Cell::code(&value.value),
            Cell::text(&value.name),
            day(value.valid_from),
            day(value.valid_to),
            Cell::code(&value.successor),
        ])
    }))
    .empty(html! { p { (words.t("values-none")) } });
    let content = html! {
        (PageHead::new(title.as_str()))
        (ErrorSummary::new(words, refusals))
        @if visit.cx.may(Permission::RegisterEdit) && !dimension.indirect { (form(visit, code, fields)) }
        (table)
    };
    let status = if refusals.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    visit.page_status(status, &title, &crumbs, &content)
}

fn form(visit: &Visit, code: &str, fields: &Fields) -> Markup {
    let words = visit.words;
    let old = |name: &str| fields.get(name).cloned().unwrap_or_default();
    let form = FormPart::post(visit.at(&format!("register/koddelar/{code}")), &visit.csrf)
        .content(html! {
            (Field::text("varde", words.t("values-value")).value(old("varde")).required().width(Width::Short))
            (Field::text("benamning", words.t("line-name")).value(old("benamning")).required().width(Width::Long))
            (Field::date("fran", words.t("values-from")).value(old("fran")))
            (Field::date("till", words.t("values-to")).value(old("till")))
            (Field::text("efterfoljare", words.t("values-successor")).value(old("efterfoljare")).width(Width::Short))
        })
        .button(Button::submit(words.t("values-save")).primary());
    html! {
        details.add { summary { (words.t("values-add")) } (form) }
    }
}
