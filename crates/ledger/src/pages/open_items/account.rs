//! One account: what waits, what probably answers what, and what was paired.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use kameral_access::Permission;
use kameral_base::Ore;
use kameral_site::{Answered, Miss, Visit};
use kameral_store::Fault;
use kameral_ui::parts::pagination::AFTER;
use kameral_ui::parts::{
    Button, ErrorSummary, Facts, Field, FilterBar, Form as FormPart, Notice, PageHead, Tabs, Width,
};
use kameral_ui::{Crumb, Spoken};
use maud::{Markup, Render as _, html};

use super::{Asked, ITEMS_MAX, here, items, order_address, pairings, proposals, waiting};
use crate::model::AccountingModel;
use crate::open_item::{OpenItem, Pairing};
use crate::store::open_items;
use crate::voucher::VoucherNumber;

/// Names of the tabs in the address.
pub(in crate::pages) const WAITING: &str = "oppna";
pub(super) const PROPOSED: &str = "forslag";
pub(in crate::pages) const PAIRED: &str = "parade";

/// What was refused, and the lines that were chosen: they are chosen still.
#[derive(Debug, Default)]
pub(super) struct Refused {
    pub told: Vec<Spoken>,
    pub chosen: BTreeSet<String>,
}

pub(super) fn page(visit: &Visit, model: &AccountingModel, asked: &Asked, refused: &Refused) -> Answered {
    let account = asked.konto.trim();
    let all = items(visit, model, account)?;
    let found: Vec<OpenItem> = all
        .iter()
        .filter(|item| matches(item, asked.sok.trim()))
        .cloned()
        .collect();
    let words = visit.words;
    let proposed = crate::open_item::propose(&found);
    let here = here(visit);
    // Another view has another place in its list.
    let tabs = Tabs::new(words.t("open-items-views"), &here.clone().without(AFTER))
        .tab(WAITING, words.t("open-items-waiting"), Some(found.len()))
        .tab(PROPOSED, words.t("open-items-proposed"), Some(proposed.len()))
        .tab(PAIRED, words.t("open-items-paired"), None);
    let view = match tabs.open() {
        PROPOSED => proposals::view(visit, &found, &proposed),
        PAIRED => pairings::view(visit, asked)?,
        _ => waiting::view(visit, &found, asked, refused),
    };
    // What was paired is found by its voucher.
    let sought = if tabs.open() == PAIRED {
        "commands-voucher"
    } else {
        "open-items-search"
    };
    let name = model.account_name(account);
    let title = words.t_args("open-items-of", &[("account", account.to_owned().into())]);
    let filters = FilterBar::new(words, &here)
        .field(
            Field::lookup(words, "KONTO", "konto", words.t("line-account"))
                .value(account)
                .width(Width::Short),
        )
        .field(Field::text("sok", words.t(sought)).value(&asked.sok));
    let content = html! {
        (PageHead::new(title.as_str()).lead(name))
        (ErrorSummary::new(words, &refused.told))
        @if let Some(made) = made(visit, asked)? { (made) }
        (facts(visit, account, &all))
        @if all.len() == ITEMS_MAX { (Notice::warning(most(visit)).spoken(words)) }
        (filters)
        (tabs)
        (view)
    };
    let status = if refused.told.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let crumbs = [Crumb::new(words.t("open-items-title"), visit.at("oppna-poster"))];
    visit.page_status(status, &title, &crumbs, &content)
}

fn most(visit: &Visit) -> String {
    let max = i64::try_from(ITEMS_MAX).unwrap_or(i64::MAX);
    visit.words.t_args("open-items-most", &[("max", max.into())])
}

/// Whether an item is what is looked for: a voucher, an amount, or a piece of its words.
fn matches(item: &OpenItem, sought: &str) -> bool {
    if sought.is_empty() {
        return true;
    }
    if let Some(number) = VoucherNumber::parse(&sought.to_uppercase()) {
        return item.number == number;
    }
    let size = |amount: Ore| amount.checked_abs();
    if let Ok(amount) = Ore::parse(sought) {
        let wanted = size(amount);
        return size(item.open) == wanted || size(item.amount) == wanted || item.reference.contains(sought);
    }
    let sought = sought.to_lowercase();
    [&item.text, &item.counterparty, &item.reference]
        .iter()
        .any(|words| words.to_lowercase().contains(&sought))
}

/// What is open on the account, and how it came to be on both sides.
fn facts(visit: &Visit, account: &str, all: &[OpenItem]) -> Facts {
    let words = visit.words;
    let sum = |wanted: fn(&OpenItem) -> bool| {
        let amounts = all.iter().filter(|item| wanted(item)).map(|item| item.open);
        amounts.into_iter().try_fold(Ore::ZERO, Ore::checked_add)
    };
    let mut facts = Facts::new();
    for (key, amount) in [
        ("open-items-sum", sum(|_| true)),
        ("line-debit", sum(|item| item.open.is_positive())),
        ("line-credit", sum(|item| item.open.is_negative())),
    ] {
        if let Some(amount) = amount {
            facts = facts.money(words.t(key), amount);
        }
    }
    let ledger = visit.at(&format!("rapporter/huvudbok?konto={account}"));
    facts.link(words.t("commands-account"), &ledger, account)
}

/// The pairing in the address, as it is now: made, or undone since.
fn made(visit: &Visit, asked: &Asked) -> Result<Option<Markup>, Miss> {
    let Some(number) = asked.parad else {
        return Ok(None);
    };
    let cx = &visit.cx;
    let found = cx.read_whole(Permission::BooksRead, |tx| {
        let found: Result<Option<Pairing>, Fault> = open_items::pairing(tx, &cx.scope, number);
        found
    })?;
    let found = found.filter(|pairing| pairing.account == asked.konto.trim() && pairing.undoes.is_none());
    Ok(found.map(|pairing| told(visit, &pairing)))
}

fn told(visit: &Visit, pairing: &Pairing) -> Markup {
    let words = visit.words;
    let count = i64::try_from(pairing.parts.len()).unwrap_or(i64::MAX);
    let number = pairing.pairing.to_string();
    if pairing.undone_by.is_some() {
        let args = [("pairing", number.into())];
        return Notice::info(words.t_args("open-items-undone", &args)).spoken(words);
    }
    let args = [("pairing", number.into()), ("count", count.into())];
    let notice = Notice::success(words.t_args("open-items-made", &args));
    if visit.cx.may(Permission::AccountReconcile) {
        notice.more(undo_form(visit, pairing.pairing).render()).spoken(words)
    } else {
        notice.spoken(words)
    }
}

/// The form that undoes a pairing.
pub(super) fn undo_form(visit: &Visit, pairing: i64) -> FormPart {
    let action = order_address(visit, &format!("oppna-poster/{pairing}/upphav"));
    FormPart::post(action, &visit.csrf).button(Button::submit(visit.words.t("open-items-undo")).quiet())
}
