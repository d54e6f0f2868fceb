//! Addresses of these pages, and of the vouchers an amount is made of.

use kameral_ledger::model::AccountingModel;
use kameral_site::Visit;
use kameral_ui::address::encode;

use crate::relate::APPROPRIATION;
use crate::standing::Standing;

/// The overview of a year.
pub(super) fn overview(visit: &Visit, year: i64) -> String {
    visit.at(&format!("anslag?ar={year}"))
}

/// An item's page, for a year.
pub(super) fn item(visit: &Visit, item: &str, year: i64) -> String {
    visit.at(&format!("anslag/post/{}?ar={year}", encode(item)))
}

/// A page of an item.
pub(super) fn of_item(visit: &Visit, item: &str, page: &str, year: i64) -> String {
    visit.at(&format!("anslag/post/{}/{page}?ar={year}", encode(item)))
}

/// A commitment's page.
pub(super) fn commitment(visit: &Visit, number: i64) -> String {
    visit.at(&format!("bemyndiganden/{number}"))
}

/// The general ledger on what an item, with its parts, was charged with in a year, on accounts with a
/// role; nothing where no account has it.
pub(super) fn drill(
    visit: &Visit,
    model: &AccountingModel,
    standings: &[Standing],
    item: &str,
    year: i64,
    role: &str,
) -> Option<String> {
    let days = model.years.iter().find(|known| i64::from(known.year()) == year)?;
    let accounts: Vec<&str> = model
        .accounts
        .values()
        .filter(|account| account.role == role)
        .map(|account| account.account.as_str())
        .collect();
    if accounts.is_empty() {
        return None;
    }
    let items: Vec<String> = with_parts(standings, item)
        .map(|item| format!("\"{}\"", item.replace('"', "\"\"")))
        .collect();
    let query = format!(
        "rapporter/huvudbok?period={}..{}&where={}&where={}",
        days.opening(),
        days.closing(),
        encode(&format!("KONTO={}", accounts.join(","))),
        encode(&format!("{APPROPRIATION}={}", items.join(",")))
    );
    Some(visit.at(&query))
}

/// An item and what is a part of it, at any depth: they follow it, deeper.
fn with_parts<'s>(standings: &'s [Standing], item: &str) -> impl Iterator<Item = &'s str> {
    let at = standings.iter().position(|standing| standing.item.item == item);
    let from = at.unwrap_or(standings.len());
    let level = at.map_or(0, |at| standings[at].level);
    let parts = standings
        .iter()
        .skip(from + 1)
        .take_while(move |standing| level < standing.level);
    standings
        .iter()
        .skip(from)
        .take(1)
        .chain(parts)
        .map(|standing| standing.item.item.as_str())
}
