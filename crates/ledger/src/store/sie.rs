//! What a SIE import asks and keeps.

use std::collections::BTreeMap;

use kameral_access::Cx;
use kameral_base::{EntityId, FiscalYear, Ore, Period};
use kameral_store::{Fault, Insert, Tx, Value, params};

use super::damaged;
use crate::sie_import::Stated;

/// The last number of a series in a year; 0 when it has none.
pub(crate) fn last_number(tx: &mut Tx, entity: EntityId, series: &str, year: i64) -> Result<i64, Fault> {
    tx.one(
        include_str!("../sql/last_number.sql"),
        params![entity, series, year],
        |row| row.get("number"),
    )
}

/// Closing balances of a year by account, out of the cube.
pub(crate) fn closing_by_account(tx: &mut Tx, entity: EntityId, year: i64) -> Result<BTreeMap<String, Ore>, Fault> {
    between(tx, entity, year, Period::FIRST, Period::LAST)
}

/// Opening balances posted in a year, by account; nothing when none are.
pub(crate) fn opening_by_account(
    tx: &mut Tx,
    entity: EntityId,
    year: i64,
    opening: Period,
) -> Result<BTreeMap<String, Ore>, Fault> {
    between(tx, entity, year, opening, opening)
}

/// What a year moved on each account after its opening period.
pub(crate) fn moved_by_account(
    tx: &mut Tx,
    entity: EntityId,
    year: i64,
    opening: Period,
) -> Result<BTreeMap<String, Ore>, Fault> {
    let all = closing_by_account(tx, entity, year)?;
    let mut moved = BTreeMap::new();
    let opening = opening_by_account(tx, entity, year, opening)?;
    for (account, closing) in all {
        let before = opening.get(&account).copied().unwrap_or(Ore::ZERO);
        let amount = closing
            .checked_sub(before)
            .ok_or_else(|| damaged("balance", "debit_ore", "overflow"))?;
        moved.insert(account, amount);
    }
    Ok(moved)
}

fn between(tx: &mut Tx, entity: EntityId, year: i64, from: Period, to: Period) -> Result<BTreeMap<String, Ore>, Fault> {
    let rows = tx.all(
        include_str!("../sql/account_sums.sql"),
        params![entity, year, from, to],
        |row| Ok((row.get("account")?, row.get("amount_ore")?)),
    )?;
    Ok(rows.into_iter().collect())
}

/// Keeps what a file states beside what the ledger came to.
pub(crate) fn keep(
    tx: &mut Tx,
    cx: &Cx,
    year: Option<FiscalYear>,
    sha256: &str,
    compared: &[Stated],
) -> Result<(), Fault> {
    let Some(year) = year else { return Ok(()) };
    let rows: Vec<Value<'_>> = compared
        .iter()
        .flat_map(|stated| {
            [
                Value::from(cx.entity()),
                Value::from(sha256.as_bytes()),
                Value::from(i64::from(year.year())),
                Value::from(stated.account.as_str()),
                Value::from(stated.stated),
                Value::from(stated.ledger),
            ]
        })
        .collect();
    tx.insert_many(&STATED, &rows)?;
    Ok(())
}

const STATED: Insert = Insert {
    table: "stated_balance",
    columns: &[
        "entity_id",
        "file_sha256",
        "year",
        "account",
        "stated_ore",
        "ledger_ore",
    ],
    suffix: "",
};
