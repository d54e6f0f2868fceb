//! `/fordelning/priser`: standard prices, dated (GL-16).

use axum::Form;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::Ore;
use kameral_site::{Answered, Visit};
use kameral_ui::parts::{
    Badge, Button, Cell, Column, ErrorSummary, Field, Form as FormPart, PageHead, Row, Table, Tone, Width,
};
use kameral_ui::{Crumb, Spoken};
use maud::{Markup, html};
use serde::Deserialize;

use super::{unreadable, ways};
use crate::commands;
use crate::key::StandardPrice;
use crate::store;

/// The form, as it comes.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct TypedPrice {
    koddel: String,
    resurs: String,
    enhet: String,
    fran: String,
    pris: String,
}

pub(super) async fn list(visit: Visit) -> Response {
    visit.answer(|visit| page(visit, &TypedPrice::default(), &[])).await
}

pub(super) async fn save(visit: Visit, Form(typed): Form<TypedPrice>) -> Response {
    visit
        .answer(move |visit| {
            let (day, price) = (typed.fran.trim().parse().ok(), Ore::parse(typed.pris.trim()).ok());
            let (Some(valid_from), Some(price)) = (day, price) else {
                let field = if day.is_none() { "fran" } else { "pris" };
                return page(visit, &typed, &[unreadable(visit, field)]);
            };
            let row = StandardPrice {
                dimension: typed.koddel.trim().to_owned(),
                resource: typed.resurs.trim().to_owned(),
                unit: typed.enhet.trim().to_owned(),
                valid_from,
                price,
                proposed: false,
            };
            match commands::set_price(&visit.cx, None, &row) {
                Ok(_) => visit.go_to(&visit.at("fordelning/priser")),
                Err(stop) => {
                    let refusals = visit.refused(stop)?;
                    page(visit, &typed, &visit.spoken(&refusals))
                }
            }
        })
        .await
}

fn page(visit: &Visit, typed: &TypedPrice, refusals: &[Spoken]) -> Answered {
    let (cx, words) = (&visit.cx, visit.words);
    let prices = cx.read(Permission::BooksRead, |tx| store::prices(tx, cx.entity()))?;
    let title = words.t("allocation-prices");
    let columns = [
        Column::code(words.t("allocation-price-dimension")),
        Column::code(words.t("allocation-resource")),
        Column::code(words.t("allocation-from")),
        Column::text(words.t("allocation-unit")),
        Column::number(words.t("allocation-price")),
        Column::text(words.t("allocation-state")),
    ];
    let table = Table::new(words, title.as_str(), columns)
        .rows(prices.iter().map(|price| {
            let badge = if price.proposed {
                Badge::new(Tone::Info, words.t("allocation-state-proposed"))
            } else {
                Badge::new(Tone::Success, words.t("allocation-state-in_force"))
            };
            Row::new([
                Cell::code(&price.dimension),
                Cell::code(&price.resource),
                Cell::date(price.valid_from),
                Cell::text(&price.unit),
                Cell::money(price.price),
                Cell::badge(&badge),
            ])
        }))
        .empty(html! { p { (words.t("allocation-no-prices")) } });
    let crumbs = [Crumb::new(words.t("allocation-keys"), visit.at("fordelning"))];
    let content = html! {
        (PageHead::new(title.as_str()).lead(words.t("allocation-prices-lead")))
        (ways(visit))
        (ErrorSummary::new(words, refusals))
        @if cx.may(Permission::RegisterEdit) { (form(visit, typed)) }
        (table)
    };
    if refusals.is_empty() {
        visit.page(&title, &crumbs, &content)
    } else {
        visit.page_status(StatusCode::UNPROCESSABLE_ENTITY, &title, &crumbs, &content)
    }
}

fn form(visit: &Visit, typed: &TypedPrice) -> Markup {
    let words = visit.words;
    let form = FormPart::post(visit.at("fordelning/priser"), &visit.csrf)
        .content(html! {
            (Field::text("koddel", words.t("allocation-price-dimension")).value(&typed.koddel).required().width(Width::Short))
            (Field::text("resurs", words.t("allocation-resource")).value(&typed.resurs).required().width(Width::Short))
            (Field::text("enhet", words.t("allocation-unit")).value(&typed.enhet).required().width(Width::Short))
            (Field::date("fran", words.t("allocation-from")).value(&typed.fran).required())
            (Field::amount("pris", words.t("allocation-price")).value(&typed.pris).required())
        })
        .button(Button::submit(words.t("allocation-save")).primary());
    html! { details.add { summary { (words.t("allocation-new-price")) } (form) } }
}
