//! `/verifikationer/{nummer}/rader/{rad}`: *Varför denna rad?*, what a line of a run came of (GL-12,
//! APR-03).

use axum::extract::{Path, Query};
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::Arg;
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::Crumb;
use kameral_ui::parts::{Cell, Column, Facts, PageHead, Pagination, Row, Table};
use maud::{Markup, html};
use serde::Deserialize;

use super::path;
use crate::charge::{LineAt, LineCauses, Stretch, coding_words};
use crate::commands::line_causes;
use crate::model::AccountingModel;
use crate::store::model;
use crate::voucher::VoucherNumber;

/// Causing lines on a page.
const PAGE: i64 = 200;

/// How many causing lines are passed over.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    efter: i64,
}

pub(super) async fn show(
    visit: Visit,
    Path((_, number, line)): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
) -> Response {
    visit.answer(move |visit| page(visit, &number, &line, &asked)).await
}

fn page(visit: &Visit, number: &str, line: &str, asked: &Asked) -> Answered {
    let number = VoucherNumber::parse(number).ok_or(Miss::NotFound)?;
    let line: i64 = line.parse().map_err(|_| Miss::NotFound)?;
    let stretch = Stretch {
        after: asked.efter.max(0),
        limit: PAGE,
    };
    let told = line_causes(&visit.cx, &number, line, stretch)?.ok_or(Miss::NotFound)?;
    let model = visit.cx.read(Permission::BooksRead, |tx| model::load(tx, &visit.cx))?;
    let words = visit.words;
    let title = words.t("causes-title");
    let name = words.t_args("voucher-title", &[("number", number.to_string().into())]);
    let crumbs = [
        Crumb::new(words.t("vouchers-title"), visit.at("verifikationer")),
        Crumb::new(name, path::voucher(visit, &number)),
    ];
    let next = told.next(stretch).map(|after| after.to_string());
    let content = html! {
        (PageHead::new(title.as_str()).lead(lead(visit, &model, &told)))
        (sum(visit, &told))
        (causes(visit, &model, &told))
        @if next.is_some() { (Pagination::new(words, &visit.address).next(next)) }
        @if told.earlier_count != 0 { (earlier(visit, &told)) }
    };
    visit.page(&title, &crumbs, &content)
}

/// Which line it is.
fn lead(visit: &Visit, model: &AccountingModel, told: &LineCauses) -> String {
    let args = [
        ("line", Arg::from(told.line_no)),
        ("number", Arg::Text(told.number.to_string())),
        ("coding", Arg::Text(coding_words(model, &told.coding))),
        ("name", Arg::from(model.account_name(told.coding.account()).to_owned())),
        ("period", Arg::Period(told.period)),
    ];
    visit.words.t_args("causes-lead", &args)
}

/// Causing lines less what was posted before, and what is left: the line.
fn sum(visit: &Visit, told: &LineCauses) -> Markup {
    let words = visit.words;
    let rule = words.t_args(
        "charge-cause",
        &[("rule", told.rule.clone().into()), ("version", told.version.into())],
    );
    let counted = |key: &str, count: i64| words.t_args(key, &[("count", count.into())]);
    let mut facts = Facts::new()
        .link(
            words.t("causes-rule"),
            &path::posting_rule(visit, &told.rule, told.version),
            rule,
        )
        .money(counted("causes-required", told.cause_count), told.required)
        .money(counted("causes-posted", told.earlier_count), told.posted);
    if !told.rest.is_zero() {
        let key = if told.rounds { "causes-rounded" } else { "causes-rest" };
        facts = facts.money(words.t(key), told.rest);
    }
    html! { (facts.money(words.t("causes-line"), told.amount)) }
}

fn causes(visit: &Visit, model: &AccountingModel, told: &LineCauses) -> Markup {
    let words = visit.words;
    let columns = [
        Column::code(words.t("causes-voucher")),
        Column::code(words.t("voucher-date")),
        Column::code(words.t("charge-coding")),
        Column::wide(words.t("line-text")),
        Column::number(words.t("line-amount")),
        Column::number(words.t("causes-share")),
    ];
    let rows = told.causes.iter().map(|cause| {
        Row::new([
            place(visit, &cause.at),
            Cell::date(cause.at.date),
            Cell::code(coding_words(model, &cause.coding)),
            Cell::text(&cause.text),
            Cell::money(cause.amount),
            Cell::money(cause.share),
        ])
    });
    let mut table = Table::new(words, words.t("causes-lines"), columns)
        .caption_shown()
        .rows(rows)
        .empty(html! { p { (words.t("causes-none")) } })
        .scrolls();
    if told.cause_count == i64::try_from(told.causes.len()).unwrap_or(i64::MAX) && told.cause_count != 0 {
        table = table.totals([Cell::text(words.t("voucher-sum")).over(5), Cell::money(told.required)]);
    }
    html! { (table) }
}

fn earlier(visit: &Visit, told: &LineCauses) -> Markup {
    let words = visit.words;
    let columns = [
        Column::code(words.t("causes-voucher")),
        Column::code(words.t("voucher-date")),
        Column::number(words.t("line-amount")),
    ];
    let rows = told.earlier.iter().map(|line| {
        Row::new([
            place(visit, &line.at),
            Cell::date(line.at.date),
            Cell::money(line.amount),
        ])
    });
    let table = Table::new(words, words.t("causes-earlier"), columns)
        .caption_shown()
        .rows(rows);
    let total = [Cell::text(words.t("voucher-sum")).over(2), Cell::money(told.posted)];
    html! { (table.totals(total)) }
}

/// The line's voucher, opened where the line stands.
fn place(visit: &Visit, at: &LineAt) -> Cell {
    let from = at.line_no.saturating_sub(1);
    let page = path::voucher(visit, &at.number);
    let far = from / crate::store::vouchers::LINES_PAGE * crate::store::vouchers::LINES_PAGE;
    let address = if far == 0 { page } else { format!("{page}?efter={far}") };
    let name = visit.words.t_args(
        "causes-at",
        &[("number", at.number.to_string().into()), ("line", at.line_no.into())],
    );
    Cell::link(&address, name)
}
