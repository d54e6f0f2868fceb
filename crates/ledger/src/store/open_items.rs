//! Open items and pairings.

use kameral_access::Scope;
use kameral_base::{EntityId, Ore, Pattern, Period};
use kameral_store::{Fault, Insert, Row, Tx, Value, params};
use std::ops::ControlFlow;

use super::damaged;
use crate::model::AccountingModel;
use crate::open_item::{AsOf, FollowedLine, OpenItem, Pairing, Part, TieOut};
use crate::voucher::VoucherNumber;

/// After every moment, as text.
const END_OF_TIME: &str = "9999-12-31T23:59:59.999999Z";

/// Lines of the followed accounts that match, with something open, at most `limit` an account: by
/// account, and the oldest voucher date first.
pub fn open_items(
    tx: &mut Tx,
    scope: &Scope,
    model: &AccountingModel,
    accounts: &Pattern,
    as_of: AsOf,
    limit: usize,
) -> Result<Vec<OpenItem>, Fault> {
    let entity = scope.entity();
    let first_year = first_year(tx, entity)?;
    let (seq, moment) = match as_of {
        AsOf::Now => (i64::MAX, END_OF_TIME.to_owned()),
        AsOf::Journal(seq) => (seq, END_OF_TIME.to_owned()),
        AsOf::Moment(moment) => (i64::MAX, moment.strftime("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()),
    };
    let mut items = Vec::new();
    for account in followed(model, accounts) {
        let before = items.len();
        let key = params![entity, account, seq, moment.as_str()];
        tx.each(include_str!("../sql/open_lines.sql"), key, |row| {
            if !repeated(row, first_year)? {
                items.push(item(row, account)?);
            }
            Ok(if items.len() - before < limit {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            })
        })?;
    }
    Ok(items)
}

/// *Avstämning*: the open items of each followed account that matches, beside its balance. The two
/// are reckoned from different tables.
pub fn tie_out(tx: &mut Tx, scope: &Scope, model: &AccountingModel, accounts: &Pattern) -> Result<Vec<TieOut>, Fault> {
    let entity = scope.entity();
    let items = open_items(tx, scope, model, accounts, AsOf::Now, usize::MAX)?;
    let from = year_of_balance(tx, scope, model)?;
    let too_large = || damaged("voucher_line", "amount_ore", "a sum beyond what an amount can hold");
    followed(model, accounts)
        .map(|account| {
            let open = items.iter().filter(|item| item.account == account);
            let items = open.map(|item| item.open).try_fold(Ore::ZERO, Ore::checked_add);
            let key = params![entity, account, from];
            let balance = tx.one(include_str!("../sql/account_balance.sql"), key, |row| {
                row.get("balance_ore")
            })?;
            Ok(TieOut {
                account: account.to_owned(),
                items: items.ok_or_else(too_large)?,
                balance,
            })
        })
        .collect()
}

/// A pairing with its parts.
pub fn pairing(tx: &mut Tx, scope: &Scope, number: i64) -> Result<Option<Pairing>, Fault> {
    let entity = scope.entity();
    let found = tx.optional(include_str!("../sql/pairing.sql"), params![entity, number], head)?;
    found.map(|head| with_parts(tx, entity, head)).transpose()
}

/// The latest pairings of an account, newest first.
pub fn pairings(tx: &mut Tx, scope: &Scope, account: &str, limit: i64) -> Result<Vec<Pairing>, Fault> {
    let entity = scope.entity();
    let found = tx.all(
        include_str!("../sql/pairings.sql"),
        params![entity, account, limit],
        head,
    )?;
    found.into_iter().map(|head| with_parts(tx, entity, head)).collect()
}

/// Pairings of an account before one of them, newest first; where a place in the journal is given,
/// those in which a line of its voucher has part.
pub fn pairings_before(
    tx: &mut Tx,
    scope: &Scope,
    account: &str,
    of: Option<i64>,
    before: i64,
    limit: i64,
) -> Result<Vec<Pairing>, Fault> {
    let entity = scope.entity();
    let key = params![entity, account, before, of.unwrap_or(-1), limit];
    let found = tx.all(include_str!("../sql/pairings_before.sql"), key, head)?;
    found.into_iter().map(|head| with_parts(tx, entity, head)).collect()
}

/// The end of the journal, locked until the transaction ends: of two pairings of a line one sees
/// the other, and no voucher is registered between them.
pub(crate) fn lock_journal(tx: &mut Tx, entity: EntityId) -> Result<i64, Fault> {
    tx.one(include_str!("../sql/lock_head.sql"), params![entity], |row| {
        row.get("last_seq")
    })
}

/// What is known of the line of each part.
pub(crate) fn followed_lines(
    tx: &mut Tx,
    entity: EntityId,
    parts: &[Part],
) -> Result<Vec<Option<FollowedLine>>, Fault> {
    let first_year = first_year(tx, entity)?;
    parts
        .iter()
        .map(|part| {
            let key = params![entity, part.journal_seq, part.line_no];
            tx.optional(include_str!("../sql/followed_line.sql"), key, |row| {
                Ok(FollowedLine {
                    account: row.get("account")?,
                    amount: row.get("amount_ore")?,
                    paired: row.get("paired_ore")?,
                    repeated: repeated(row, first_year)?,
                })
            })
        })
        .collect()
}

/// Adds a pairing; the caller holds the journal's end, so its number is taken by one at a time.
pub(crate) fn add(tx: &mut Tx, entity: EntityId, pairing: &Pairing, journal_seq: i64, by: i64) -> Result<i64, Fault> {
    let last: i64 = tx.one(include_str!("../sql/last_pairing.sql"), params![entity], |row| {
        row.get("pairing_id")
    })?;
    let number = last + 1;
    let row = params![
        entity,
        number,
        pairing.account.as_str(),
        journal_seq,
        pairing.paired_at.as_str(),
        by,
        pairing.paired_by.as_str(),
        pairing.undoes
    ];
    tx.exec(include_str!("../sql/add_pairing.sql"), row)?;
    let parts: Vec<Value<'_>> = pairing
        .parts
        .iter()
        .flat_map(|part| params![entity, number, part.journal_seq, part.line_no, part.amount].to_owned())
        .collect();
    tx.insert_many(&PARTS, &parts)?;
    Ok(number)
}

const PARTS: Insert = Insert {
    table: "pairing_line",
    columns: &["entity_id", "pairing_id", "journal_seq", "line_no", "amount_ore"],
    suffix: "",
};

fn followed<'m>(model: &'m AccountingModel, accounts: &'m Pattern) -> impl Iterator<Item = &'m str> {
    let matching = |number: &&String| accounts.matches(number);
    let followed = model.accounts.values().filter(|account| account.open_items);
    followed
        .map(|account| &account.account)
        .filter(matching)
        .map(String::as_str)
}

/// The first year with balances; its opening balances are items of their own, brought from an
/// earlier system. Those of later years repeat what is open already.
fn first_year(tx: &mut Tx, entity: EntityId) -> Result<i64, Fault> {
    tx.one(include_str!("../sql/first_year.sql"), params![entity], |row| {
        row.get("year")
    })
}

fn repeated(row: &Row, first_year: i64) -> Result<bool, Fault> {
    let period: Period = row.get("period")?;
    Ok(period.is_opening() && row.get::<i64>("year")? != first_year)
}

/// The year balances are summed from: the latest whose opening balances are posted, which hold
/// everything before it; else the first.
fn year_of_balance(tx: &mut Tx, scope: &Scope, model: &AccountingModel) -> Result<i64, Fault> {
    for year in model.years.iter().rev() {
        if super::balances::opening_posted(tx, scope, year.opening())? {
            return Ok(i64::from(year.year()));
        }
    }
    first_year(tx, scope.entity())
}

fn item(row: &Row, account: &str) -> Result<OpenItem, Fault> {
    let amount: Ore = row.get("amount_ore")?;
    let paired: Ore = row.get("paired_ore")?;
    let line_text: String = row.get("text")?;
    let voucher_text: String = row.get("voucher_text")?;
    Ok(OpenItem {
        account: account.to_owned(),
        journal_seq: row.get("journal_seq")?,
        line_no: row.get("line_no")?,
        coding: row.get("coding_id")?,
        number: VoucherNumber {
            series: row.get("series")?,
            year: row.get("year")?,
            number: row.get("number")?,
        },
        date: row.get("voucher_date")?,
        amount,
        open: amount
            .checked_sub(paired)
            .ok_or_else(|| damaged("pairing_line", "amount_ore", "overflow"))?,
        currency: row.get("currency")?,
        currency_minor: row.get("currency_minor")?,
        text: if line_text.is_empty() { voucher_text } else { line_text },
        counterparty: row.get("counterparty")?,
        reference: row.get("source_key")?,
    })
}

fn head(row: &Row) -> Result<Pairing, Fault> {
    Ok(Pairing {
        pairing: row.get("pairing_id")?,
        account: row.get("account")?,
        paired_at: row.get("paired_at")?,
        paired_by: row.get("paired_by_name")?,
        undoes: row.get("undoes")?,
        undone_by: row.get("undone_by")?,
        parts: Vec::new(),
    })
}

fn with_parts(tx: &mut Tx, entity: EntityId, head: Pairing) -> Result<Pairing, Fault> {
    let parts = tx.all(
        include_str!("../sql/pairing_parts.sql"),
        params![entity, head.pairing],
        |row| {
            Ok(Part {
                journal_seq: row.get("journal_seq")?,
                line_no: row.get("line_no")?,
                amount: row.get("amount_ore")?,
            })
        },
    )?;
    Ok(Pairing { parts, ..head })
}
