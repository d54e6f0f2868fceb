//! The turn of a year, reckoned from the balances: result, carried balances, and what begins anew.
//!
//! Simplified: an agency goes through its closing account by account. Here the result of the year
//! is taken to the capital change in the closing period, every balance is carried as it was closed
//! (FÅB 2 ch. 7 §), and a second voucher in the opening period moves last year's capital change,
//! the blocks of settlement with the State, loans and the year's purchases to the accounts they
//! open on, as `data/rolls.csv` says.

use std::collections::BTreeMap;
use std::sync::Arc;

use kameral_access::{Cx, Permission};
use kameral_base::{Date, Ore, Period};
use kameral_ledger::model::{AccountKind, AccountingModel};
use kameral_ledger::store::{balances, model};
use kameral_ledger::voucher::{CodingKey, DraftLine};
use serde::Deserialize;

use crate::data::{Texts, rows};
use crate::entry::{Entry, Hand, ORG, Small, VHT};
use crate::fault::DemoFault;

/// A balance that opens the year on another account.
#[derive(Deserialize)]
struct Roll {
    rules: String,
    from: String,
    to: String,
}

/// *Årets kapitalförändring*: the result against the balance sheet, in the closing period.
pub(crate) fn result(cx: &Cx, texts: &Texts, year: i16) -> Result<Option<Entry>, DemoFault> {
    let (model, sums) = balances(cx, year, (0, 16))?;
    let of_result = |coding: &CodingKey| {
        let kind = model.accounts.get(coding.account()).map(|account| account.kind);
        matches!(kind, Some(AccountKind::Income | AccountKind::Expense))
    };
    let total = sums
        .iter()
        .filter(|(coding, _)| of_result(coding))
        .fold(Ore::ZERO, |sum, (_, net)| sum.plus(*net));
    let (Some(result), Some(balance)) = (
        by_role(&model, "capital_change_result"),
        by_role(&model, "capital_change_balance"),
    ) else {
        return Ok(None);
    };
    let last = Date::constant(year, 12, 31);
    let mut entry = Entry::new("closing", Hand::Controller, last, texts.get("result"));
    entry.draft.period = Period::new(i32::from(year), 13).ok();
    entry.draft.lines = vec![line(&result, &[], total.turned()), line(&balance, &[], total)];
    Ok(Some(entry))
}

/// Every balance as the year before was closed.
pub(crate) fn carried(cx: &Cx, texts: &Texts, year: i16) -> Result<Option<Entry>, DemoFault> {
    let (model, sums) = balances(cx, year - 1, (0, 16))?;
    let carries = |coding: &CodingKey| {
        model
            .accounts
            .get(coding.account())
            .is_some_and(|account| account.kind.carries_forward())
    };
    // What the agency owns and owes is no unit's and no operation's: they may end, a balance does not.
    let mut nets = BTreeMap::<(&str, Vec<_>), Ore>::new();
    for (coding, net) in sums.iter().filter(|(coding, _)| carries(coding)) {
        let mut values = coding.values();
        values.retain(|(position, _)| ![ORG, VHT].contains(position));
        let total = nets.entry((coding.account(), values)).or_default();
        *total = total.plus(*net);
    }
    let lines = nets.iter().map(|((account, values), net)| line(account, values, *net));
    let lines = lines.filter(|line| !line.amount.is_zero()).collect();
    Ok(opening(
        year,
        texts.filled("opening-carried", &[("year", &year.to_string())]),
        lines,
    ))
}

/// Balances that open on another account than they were closed on.
pub(crate) fn rolled(cx: &Cx, texts: &Texts, year: i16) -> Result<Option<Entry>, DemoFault> {
    let (model, sums) = balances(cx, year, (0, 0))?;
    let rolls: Vec<Roll> = rows!("rolls.csv");
    let rules = model.entity.rules.word();
    let mut lines = Vec::new();
    for (coding, net) in &sums {
        let roll = rolls
            .iter()
            .find(|roll| roll.rules == rules && roll.from == coding.account());
        if let Some(roll) = roll {
            let values = coding.values();
            lines.extend([line(&roll.from, &values, net.turned()), line(&roll.to, &values, *net)]);
        }
    }
    Ok(opening(year, texts.get("opening-rolled").to_owned(), lines))
}

fn opening(year: i16, text: String, lines: Vec<DraftLine>) -> Option<Entry> {
    let mut entry = Entry::new("opening_balance", Hand::Controller, Date::constant(year, 1, 1), text);
    entry.draft.period = Period::new(i32::from(year), 0).ok();
    entry.draft.lines = lines;
    (!entry.draft.lines.is_empty()).then_some(entry)
}

/// What is left on each coding, debit less credit.
type Nets = Vec<(CodingKey, Ore)>;

/// Nets by coding over periods of a year, in order of account; zero ones left out.
fn balances(cx: &Cx, year: i16, (from, to): (u32, u32)) -> Result<(Arc<AccountingModel>, Nets), DemoFault> {
    let period = |month| Period::new(i32::from(year), month).expect("0 to 16 are periods of a year");
    let read = cx.read(Permission::BooksRead, |tx| {
        let sums = balances::sums(tx, &cx.scope, i64::from(year), period(from), period(to), None)?;
        Ok((model::load(tx, cx)?, balances::codings(tx, cx)?, sums))
    });
    let (model, codings, sums) = read.map_err(DemoFault::stopped)?;
    let mut nets = BTreeMap::<CodingKey, Ore>::new();
    for ((number, _), sums) in sums {
        if let (Some(coding), Some(net)) = (codings.get(&number), sums.net()) {
            let total = nets.entry(coding.clone()).or_default();
            *total = total.plus(net);
        }
    }
    Ok((model, nets.into_iter().filter(|(_, net)| !net.is_zero()).collect()))
}

fn by_role(model: &AccountingModel, role: &str) -> Option<String> {
    model
        .accounts
        .values()
        .find(|account| account.role == role)
        .map(|account| account.account.clone())
}

fn line(account: &str, values: &[(u8, String)], amount: Ore) -> DraftLine {
    DraftLine {
        account: account.to_owned(),
        values: values.to_vec(),
        amount,
        ..DraftLine::default()
    }
}
