//! `/oppna-poster`: lines that wait to be paired, by account; what probably answers what; and what was
//! paired, to be undone.

mod account;
mod order;
mod overview;
mod pairings;
mod proposals;
mod waiting;

use axum::extract::Query;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::Pattern;
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::Address;
use serde::Deserialize;

pub(super) use account::{PAIRED, WAITING};
pub(super) use order::{pair, pair_proposed, undo};

use crate::model::AccountingModel;
use crate::open_item::{AsOf, OpenItem};
use crate::store::{model, open_items};

/// Items of an account that are looked among: the oldest. Who has more pairs the oldest first.
const ITEMS_MAX: usize = 20_000;

/// Name in the address of the pairing that was just made or undone.
const MADE: &str = "parad";

/// The state of the page, as the address has it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    konto: String,
    visa: String,
    sok: String,
    efter: String,
    parad: Option<i64>,
}

pub(super) async fn list(visit: Visit, Query(asked): Query<Asked>) -> Response {
    visit.answer(move |visit| show(visit, &asked)).await
}

/// One followed account is shown with its lines; a pattern, or nothing, with the accounts it takes in.
fn show(visit: &Visit, asked: &Asked) -> Answered {
    let cx = &visit.cx;
    let model = cx.read(Permission::BooksRead, |tx| model::load(tx, cx))?;
    if is_followed(&model, asked.konto.trim()) {
        account::page(visit, &model, asked, &account::Refused::default())
    } else {
        overview::page(visit, &model, asked)
    }
}

fn is_followed(model: &AccountingModel, account: &str) -> bool {
    model.accounts.get(account).is_some_and(|known| known.open_items)
}

/// The list, with its filters and the place in it, whatever was sent to the page.
fn here(visit: &Visit) -> Address {
    let query = visit.address.pairs().filter(|(name, _)| *name != MADE);
    let list = Address::parse(&visit.at("oppna-poster"));
    query.fold(list, |address, (name, value)| address.with(name, value))
}

/// Where an order is sent, with the filters of the list it came from.
fn order_address(visit: &Visit, path: &str) -> String {
    let list = here(visit).to_string();
    let query = list.split_once('?').map_or("", |(_, query)| query);
    format!("{}?{query}", visit.at(path))
}

/// The address of an order, followed as a link: the list.
pub(super) async fn back(visit: Visit) -> Response {
    visit.answer(|visit| visit.go_to(&here(visit).to_string())).await
}

/// The open items of an account, the oldest first.
fn items(visit: &Visit, model: &AccountingModel, account: &str) -> Result<Vec<OpenItem>, Miss> {
    let only = Pattern::parse(account).map_err(|_| Miss::NotFound)?;
    let cx = &visit.cx;
    Ok(cx.read_whole(Permission::BooksRead, |tx| {
        open_items::open_items(tx, &cx.scope, model, &only, AsOf::Now, ITEMS_MAX)
    })?)
}
