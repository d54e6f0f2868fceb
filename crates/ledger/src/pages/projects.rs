//! `/register/projekt`: projects, and who answers for each (SEC-03, SEC-05). Who leads projects meets their own
//! by a condition on the one who answers for them.

use std::collections::BTreeMap;

use axum::Form;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::Spoken;
use kameral_ui::parts::{Button, Cell, Column, ErrorSummary, Field, Form as FormPart, PageHead, Row, Table, Width};
use maud::{Markup, html};

use crate::commands::change_registers;
use crate::model::{AccountingModel, Dimension, DimensionValue, RESPONSIBLE};
use crate::register::Change;
use crate::sight::Sight;
use crate::store::model;

/// The fields of the form, by name.
type Fields = BTreeMap<String, String>;

pub(super) async fn list(visit: Visit) -> Response {
    visit.answer(|visit| show(visit, &Fields::new(), &[])).await
}

pub(super) async fn save(visit: Visit, Form(fields): Form<Fields>) -> Response {
    visit
        .answer(move |visit| {
            let (model, dimension) = projects(visit)?;
            let project = read(&model, &dimension, &fields);
            let subject = format!("{} {}", dimension.code, project.value);
            match change_registers(&visit.cx, None, &subject, &[Change::Value(project)]) {
                Ok(_) => visit.go_to(&visit.at("register/projekt")),
                Err(stop) => {
                    let refusals = visit.refused(stop)?;
                    show(visit, &fields, &visit.spoken(&refusals))
                }
            }
        })
        .await
}

/// The dimension of projects, where the entity has one.
fn projects(visit: &Visit) -> Result<(std::sync::Arc<AccountingModel>, Dimension), Miss> {
    let model = visit.cx.read(Permission::BooksRead, |tx| model::load(tx, &visit.cx))?;
    let dimension = model.dimensions.iter().find(|dimension| dimension.is_of_projects());
    let dimension = dimension.cloned().ok_or(Miss::NotFound)?;
    Ok((model, dimension))
}

/// The project as the form has it; what the form does not show stays as it was.
fn read(model: &AccountingModel, dimension: &Dimension, fields: &Fields) -> DimensionValue {
    let field = |name: &str| fields.get(name).map_or("", |text| text.trim());
    let known = model.value(dimension.position, field("varde")).cloned();
    let mut project =
        known.unwrap_or_else(|| DimensionValue::plain(dimension.position, field("varde"), field("benamning")));
    field("benamning").clone_into(&mut project.name);
    project.valid_from = field("fran").parse().ok();
    project.valid_to = field("till").parse().ok();
    if let Some(attributes) = project.attributes.as_object_mut() {
        match field("ansvarig").to_lowercase() {
            nobody if nobody.is_empty() => {
                attributes.remove(RESPONSIBLE);
            }
            login => {
                attributes.insert(RESPONSIBLE.to_owned(), login.into());
            }
        }
    }
    project
}

fn show(visit: &Visit, fields: &Fields, refusals: &[Spoken]) -> Answered {
    let (model, dimension) = projects(visit)?;
    let words = visit.words;
    let title = words.t("projects-title");
    let sight = Sight::by(&model, &visit.cx.scope, visit.cx.today);
    let register = model.values.get(&dimension.position).into_iter();
    let known = register.flat_map(|values| values.values());
    let met = known.filter(|value| sight.sees_value(&dimension.code, &value.value));
    let day = |day: Option<kameral_base::Date>| day.map_or_else(Cell::empty, Cell::date);
    let table = Table::new(
        words,
        title.as_str(),
        [
            Column::code(words.t("values-value")),
            Column::wide(words.t("line-name")),
            Column::code(words.t("projects-responsible")),
            Column::code(words.t("values-from")),
            Column::code(words.t("values-to")),
        ],
    )
    .rows(met.map(|value| {
        let responsible = value.attributes.get(RESPONSIBLE).and_then(|login| login.as_str());
        Row::new([
            Cell::code(&value.value),
            Cell::text(&value.name),
            Cell::code(responsible.unwrap_or_default()),
            day(value.valid_from),
            day(value.valid_to),
        ])
    }))
    .empty(html! { p { (words.t("projects-none")) } });
    let content = html! {
        (PageHead::new(title.as_str()).lead(words.t("projects-lead")))
        (ErrorSummary::new(words, refusals))
        @if visit.cx.may(Permission::ProjectEdit) { (form(visit, fields, !refusals.is_empty())) }
        (table)
    };
    let status = if refusals.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    visit.page_status(status, &title, &[], &content)
}

fn form(visit: &Visit, fields: &Fields, open: bool) -> Markup {
    let words = visit.words;
    let old = |name: &str| fields.get(name).cloned().unwrap_or_default();
    let form = FormPart::post(visit.at("register/projekt"), &visit.csrf)
        .content(html! {
            (Field::text("varde", words.t("values-value")).value(old("varde")).required().width(Width::Short))
            (Field::text("benamning", words.t("line-name")).value(old("benamning")).required().width(Width::Long))
            (Field::text("ansvarig", words.t("projects-responsible")).value(old("ansvarig")).help(words.t("projects-responsible-hint")))
            (Field::date("fran", words.t("values-from")).value(old("fran")))
            (Field::date("till", words.t("values-to")).value(old("till")))
        })
        .button(Button::submit(words.t("values-save")).primary());
    html! { details.add open[open] { summary { (words.t("projects-add")) } (form) } }
}
