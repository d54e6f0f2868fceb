//! The followed accounts, each with what is open on it beside its balance.

use std::collections::BTreeSet;

use kameral_access::Permission;
use kameral_base::Pattern;
use kameral_site::{Answered, Visit};
use kameral_ui::Address;
use kameral_ui::parts::{Badge, Cell, Choice, Column, Field, FilterBar, PageHead, Row, Table, Tone, Width};
use maud::html;

use super::Asked;
use crate::model::AccountingModel;
use crate::open_item::{AsOf, TieOut};
use crate::store::open_items;

/// The word in the address for every followed account.
const ALL: &str = "alla";

pub(super) fn page(visit: &Visit, model: &AccountingModel, asked: &Asked) -> Answered {
    let accounts = Pattern::parse(asked.konto.trim()).unwrap_or_else(|_| Pattern::any());
    let cx = &visit.cx;
    let (told, held) = cx.read_whole(Permission::BooksRead, |tx| {
        // One item of each is enough to know that there is one: items may sum to nothing unpaired.
        let first = open_items::open_items(tx, &cx.scope, model, &accounts, AsOf::Now, 1)?;
        let held: BTreeSet<String> = first.into_iter().map(|item| item.account).collect();
        Ok((open_items::tie_out(tx, &cx.scope, model, &accounts)?, held))
    })?;
    let wanted = |account: &&TieOut| asked.visa == ALL || held.contains(&account.account) || !account.holds();
    let words = visit.words;
    let title = words.t("open-items-title");
    let filters = FilterBar::new(words, &visit.address).field(
        Field::lookup(words, "KONTO", "konto", words.t("line-account"))
            .value(&asked.konto)
            .width(Width::Short),
    );
    let choices = [
        Choice::new("", words.t("open-items-held")),
        Choice::new(ALL, words.t("vouchers-any")),
    ];
    let filters = filters.field(Field::select("visa", words.t("open-items-accounts"), choices).value(&asked.visa));
    let table = Table::new(
        words,
        title.as_str(),
        [
            Column::code(words.t("line-account")),
            Column::wide(words.t("line-name")),
            Column::number(words.t("open-items-open")),
            Column::number(words.t("open-items-balance")),
            Column::text(words.t("open-items-agree")),
        ],
    )
    .rows(told.iter().filter(wanted).map(|account| row(visit, model, account)))
    .empty(html! { p { (words.t("open-items-no-accounts")) } });
    let head = PageHead::new(title.as_str()).lead(words.t("open-items-lead"));
    visit.page(&title, &[], &html! { (head) (filters) (table) })
}

fn row(visit: &Visit, model: &AccountingModel, told: &TieOut) -> Row {
    let words = visit.words;
    let (tone, agree) = if told.holds() {
        (Tone::Success, "open-items-agree-yes")
    } else {
        (Tone::Refused, "open-items-agree-no")
    };
    let address = Address::parse(&visit.at("oppna-poster")).with("konto", told.account.as_str());
    Row::new([
        Cell::code(&told.account),
        Cell::text(model.account_name(&told.account)),
        Cell::money(told.items),
        Cell::money(told.balance),
        Cell::badge(&Badge::new(tone, words.t(agree))),
    ])
    .href(address.to_string())
}
