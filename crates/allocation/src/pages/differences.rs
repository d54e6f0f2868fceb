//! `/fordelning/differenser`: what was charged against what it cost, and what to do about it (GL-18).

use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::Period;
use kameral_site::{Answered, Miss, Visit};
use kameral_store::Stop;
use kameral_ui::parts::{
    Button, Cell, Choice, Column, ErrorSummary, Field, FilterBar, Form as FormPart, PageHead, Row, Table,
};
use kameral_ui::{Address, Crumb, Spoken};
use maud::{Markup, html};

use super::{Asked, key_path, reason, ways};
use crate::commands::{self, Treatment, TreatmentOrder};
use crate::difference::Difference;

pub(super) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Response {
    visit.answer(move |visit| page(visit, &asked, &[])).await
}

pub(super) async fn treat(visit: Visit, Form(asked): Form<Asked>) -> Response {
    visit
        .answer(move |visit| {
            let (Some(period), Some(treatment)) = (asked.period(), Treatment::from_word(&asked.hantering)) else {
                return page(visit, &asked, &[]);
            };
            let order = TreatmentOrder {
                period,
                key: asked.nyckel.clone(),
                treatment,
                accept_warnings: asked.accepted(),
            };
            match commands::treat(&visit.cx, None, &order) {
                // A proposal waits on the key's page.
                Ok(_) if treatment == Treatment::Propose => visit.go_to(&key_path(visit, &asked.nyckel)),
                Ok(_) => visit.go_to(&visit.at(&format!("fordelning/differenser?period={period}"))),
                Err(stop) => {
                    let refusals = visit.refused(stop)?;
                    page(visit, &asked, &visit.spoken(&refusals))
                }
            }
        })
        .await
}

fn page(visit: &Visit, asked: &Asked, refused: &[Spoken]) -> Answered {
    let (cx, words) = (&visit.cx, visit.words);
    cx.require(Permission::VoucherPost).map_err(|_| Miss::NotFound)?;
    let title = words.t("allocation-differences");
    let mut wrong: Vec<Spoken> = asked
        .unreadable(visit)
        .into_iter()
        .chain(refused.iter().cloned())
        .collect();
    let mut found = Vec::new();
    if let Some(period) = asked.period() {
        match commands::differences(cx, period) {
            Ok(differences) => found = differences,
            Err(Stop::Refused(refusals)) if refused.is_empty() => wrong = visit.spoken(&refusals),
            Err(Stop::Refused(_)) => {}
            Err(stop) => return Err(visit.refused(stop).err().unwrap_or(Miss::NotFound)),
        }
    }
    let crumbs = [Crumb::new(words.t("allocation-keys"), visit.at("fordelning"))];
    let filters = FilterBar::new(words, &Address::parse(&visit.at("fordelning/differenser")))
        .field(Field::text("period", words.t("allocation-period")).value(&asked.period));
    let content = html! {
        (PageHead::new(title.as_str()).lead(words.t("allocation-differences-lead")))
        (ways(visit))
        (ErrorSummary::new(words, &wrong))
        (filters)
        @if let Some(period) = asked.period() {
            (table(visit, &title, &found))
            @if !found.is_empty() { (form(visit, asked, period, &found, !refused.is_empty())) }
        }
    };
    if wrong.is_empty() {
        visit.page(&title, &crumbs, &content)
    } else {
        visit.page_status(StatusCode::UNPROCESSABLE_ENTITY, &title, &crumbs, &content)
    }
}

fn table(visit: &Visit, title: &str, found: &[Difference]) -> Table {
    let words = visit.words;
    let columns = [
        Column::code(words.t("allocation-key")),
        Column::number(words.t("allocation-carried-in")),
        Column::number(words.t("allocation-real")),
        Column::number(words.t("allocation-charged")),
        Column::number(words.t("allocation-spread")),
        Column::number(words.t("allocation-carried-out")),
        Column::number(words.t("allocation-over")),
    ];
    Table::new(words, title, columns)
        .rows(found.iter().map(|found| {
            Row::new([
                Cell::code_link(&key_path(visit, &found.key), &found.key),
                Cell::money(found.carried_in),
                Cell::money(found.real),
                Cell::money(found.charged),
                Cell::money(found.spread),
                Cell::money(found.carried_out),
                Cell::money(found.left),
            ])
        }))
        .empty(html! { p { (words.t("allocation-no-differences")) } })
}

fn form(visit: &Visit, asked: &Asked, period: Period, found: &[Difference], refused: bool) -> Markup {
    let words = visit.words;
    let keys = found.iter().map(|found| Choice::new(&found.key, &found.key));
    let treatments = Treatment::ALL.map(|treatment| {
        let word = treatment.word();
        Choice::new(word, words.t(&format!("allocation-treat-{word}")))
    });
    let form = FormPart::post(visit.at("fordelning/differenser"), &visit.csrf)
        .content(html! {
            input type="hidden" name="period" value=(period);
            (Field::select("nyckel", words.t("allocation-key"), keys).value(&asked.nyckel))
            (Field::select("hantering", words.t("allocation-treatment"), treatments).value(&asked.hantering))
            @if refused { (reason(visit, asked)) }
        })
        .button(Button::submit(words.t("allocation-do-treat")).primary());
    html! { (form) }
}
