//! `/oppna-poster`: lines of an account that wait to be paired.

use axum::extract::Query;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::Pattern;
use kameral_site::{Answered, Visit};
use kameral_ui::parts::{Cell, Column, Field, FilterBar, PageHead, Row, Table, Width};
use maud::html;
use serde::Deserialize;

use super::path;
use crate::open_item::AsOf;
use crate::store::{model, open_items};

/// The filters, as the address has them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    konto: String,
}

pub(super) async fn list(visit: Visit, Query(asked): Query<Asked>) -> Response {
    visit.answer(move |visit| show(visit, &asked)).await
}

/// Items on a page; who has more filters on the account.
const ITEMS_MAX: usize = 500;

fn show(visit: &Visit, asked: &Asked) -> Answered {
    let accounts = Pattern::parse(asked.konto.trim()).unwrap_or_else(|_| Pattern::any());
    let items = visit.cx.read(Permission::BooksRead, |tx| {
        let model = model::load(tx, &visit.cx)?;
        open_items::open_items(tx, &visit.cx.scope, &model, &accounts, AsOf::Now, ITEMS_MAX)
    })?;
    let words = visit.words;
    let title = words.t("open-items-title");
    let filters = FilterBar::new(words, &visit.address).field(
        Field::lookup(words, "KONTO", "konto", words.t("line-account"))
            .value(&asked.konto)
            .width(Width::Short),
    );
    let table = Table::new(
        words,
        title.as_str(),
        [
            Column::code(words.t("line-account")),
            Column::code(words.t("vouchers-number")),
            Column::code(words.t("vouchers-date")),
            Column::number(words.t("open-items-age")),
            Column::wide(words.t("line-text")),
            Column::text(words.t("voucher-counterparty")),
            Column::number(words.t("line-amount")),
            Column::number(words.t("open-items-open")),
        ],
    )
    .rows(items.iter().map(|item| {
        Row::new([
            Cell::code(&item.account),
            Cell::code(&item.number),
            Cell::date(item.date),
            Cell::count(item.age_days(visit.cx.today)),
            Cell::text(&item.text),
            Cell::text(&item.counterparty),
            Cell::money(item.amount),
            Cell::money(item.open),
        ])
        .href(path::voucher(visit, &item.number))
    }))
    .empty(html! { p { (words.t("open-items-none")) } });
    visit.page(
        &title,
        &[],
        &html! { (PageHead::new(title.as_str()).lead(words.t("open-items-lead"))) (filters) (table) },
    )
}
