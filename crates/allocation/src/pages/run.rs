//! `/fordelning/korning`: what keys give for a period, receiver by receiver, and the run.

use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_ledger::charge::coding_words;
use kameral_ledger::model::AccountingModel;
use kameral_ledger::pages::voucher_path;
use kameral_ledger::voucher::ALLOCATION_MARK;
use kameral_site::{Answered, Miss, Visit};
use kameral_store::Stop;
use kameral_ui::parts::{
    Badge, Button, Cell, Column, ErrorSummary, Facts, Field, FilterBar, Form as FormPart, PageHead, Row, Table, Tone,
};
use kameral_ui::{Address, Crumb, Spoken};
use maud::{Markup, html};

use super::{Asked, key_path, reason, ways};
use crate::commands::{self, RunOrder, Shown};
use crate::store::{self, AllocationRun};

pub(super) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Response {
    visit.answer(move |visit| page(visit, &asked, &[])).await
}

pub(super) async fn run(visit: Visit, Form(asked): Form<Asked>) -> Response {
    visit
        .answer(move |visit| {
            let Some(period) = asked.period() else {
                return page(visit, &asked, &[]);
            };
            let order = RunOrder {
                period,
                key: Some(asked.nyckel.clone()).filter(|key| !key.is_empty()),
                accept_warnings: asked.accepted(),
            };
            match commands::run(&visit.cx, None, &order) {
                Ok(_) => visit.go_to(&visit.at(&format!("fordelning/korning?period={period}"))),
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
    let title = words.t("allocation-run");
    let mut wrong: Vec<Spoken> = asked
        .unreadable(visit)
        .into_iter()
        .chain(refused.iter().cloned())
        .collect();
    let (mut shown, mut runs) = (Vec::new(), Vec::new());
    let model = cx.read(Permission::VoucherPost, |tx| kameral_ledger::store::model::load(tx, cx))?;
    if let Some(period) = asked.period() {
        match commands::trial(cx, period, None) {
            Ok(found) => shown = found,
            Err(Stop::Refused(refusals)) if refused.is_empty() => wrong = visit.spoken(&refusals),
            Err(Stop::Refused(_)) => {}
            Err(stop) => return Err(visit.refused(stop).err().unwrap_or(Miss::NotFound)),
        }
        if let Some(year) = model.year_of_period(period) {
            let year = i64::from(year.year());
            runs = cx.read(Permission::VoucherPost, |tx| store::runs(tx, cx.entity(), year))?;
            runs.retain(|run| run.period == period);
        }
    }
    let crumbs = [Crumb::new(words.t("allocation-keys"), visit.at("fordelning"))];
    let differs = shown.iter().any(|shown| !shown.stands());
    let filters = FilterBar::new(words, &Address::parse(&visit.at("fordelning/korning")))
        .field(Field::text("period", words.t("allocation-period")).value(&asked.period));
    let content = html! {
        (PageHead::new(title.as_str()).lead(words.t("allocation-run-lead")))
        (ways(visit))
        (ErrorSummary::new(words, &wrong))
        (filters)
        @if let Some(period) = asked.period() {
            @if differs || !refused.is_empty() {
                (FormPart::post(visit.at("fordelning/korning"), &visit.csrf)
                    .content(html! {
                        input type="hidden" name="period" value=(period);
                        @if !refused.is_empty() { (reason(visit, asked)) }
                    })
                    .button(Button::submit(words.t("allocation-do-run")).primary()))
            } @else if wrong.is_empty() {
                p { (words.t("allocation-nothing-differs")) }
            }
            @for key in &shown { (of_key(visit, &model, key)) }
            (register(visit, &runs))
        }
    };
    if wrong.is_empty() {
        visit.page(&title, &crumbs, &content)
    } else {
        visit.page_status(StatusCode::UNPROCESSABLE_ENTITY, &title, &crumbs, &content)
    }
}

fn of_key(visit: &Visit, model: &AccountingModel, shown: &Shown) -> Markup {
    let (words, given) = (visit.words, &shown.given);
    let heading = format!("{} {}", given.key, given.version);
    let badge = if shown.stands() {
        Badge::new(Tone::Success, words.t("allocation-stands"))
    } else {
        Badge::new(Tone::Info, words.t("allocation-to-post"))
    };
    let facts = Facts::new()
        .markup(words.t("allocation-state"), html! { (badge) })
        .money(words.t("allocation-pool"), given.pool)
        .money(words.t("allocation-charged"), given.charged().unwrap_or_default())
        .money(words.t("allocation-left"), given.left().unwrap_or_default());
    let columns = [
        Column::wide(words.t("allocation-coding")),
        Column::number(words.t("allocation-quantity")),
        Column::number(words.t("allocation-amount")),
    ];
    let rows = given.charge.iter().chain(&given.relief).map(|((coding, unit), sum)| {
        let quantity = if sum.quantity.is_zero() {
            Cell::empty()
        } else {
            Cell::quantity(sum.quantity, Some(unit))
        };
        Row::new([
            Cell::text(coding_words(model, coding)),
            quantity,
            Cell::money(sum.amount),
        ])
    });
    let table = Table::new(words, heading.as_str(), columns).rows(rows);
    html! {
        h2 { a href=(format!("{}#v{}", key_path(visit, &given.key), given.version)) { (heading) } }
        (facts)
        (table)
    }
}

/// The runs of the period, each with its vouchers.
fn register(visit: &Visit, runs: &[AllocationRun]) -> Table {
    let words = visit.words;
    let columns = [
        Column::number(words.t("allocation-run-no")),
        Column::wide(words.t("allocation-key")),
        Column::number(words.t("allocation-version")),
        Column::code(words.t("allocation-voucher")),
        Column::code(words.t("allocation-reversal")),
        Column::text(words.t("allocation-saved-by")),
        Column::code(words.t("allocation-saved-at")),
    ];
    let voucher = |number: &Option<kameral_ledger::voucher::VoucherNumber>| {
        number.as_ref().map_or_else(Cell::empty, |number| {
            Cell::code_link(&voucher_path(visit, number), number.to_string())
        })
    };
    Table::new(words, words.t("allocation-runs"), columns)
        .rows(runs.iter().rev().map(|run| {
            Row::new([
                Cell::count(run.run_no),
                Cell::text(run.mark.strip_prefix(ALLOCATION_MARK).unwrap_or(&run.mark)),
                Cell::count(run.version),
                voucher(&run.voucher),
                voucher(&run.reversal),
                Cell::text(&run.by),
                Cell::code(run.at.get(..16).unwrap_or(&run.at).replace('T', " ")),
            ])
        }))
        .empty(html! { p { (words.t("allocation-no-runs")) } })
}
