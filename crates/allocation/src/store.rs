//! Rows of keys, prices and runs ⇄ the model. Registers are only added to: the last revision of a row is
//! the row, those before it are its history.

use kameral_access::{Cx, history as noted};
use kameral_base::{EntityId, Period};
use kameral_ledger::voucher::VoucherNumber;
use kameral_store::{Fault, FaultKind, Migration, Migrations, Row, Tx, params};

use crate::key::{AllocationKey, StandardPrice};

/// Tables of allocation, in the order they came.
pub const MIGRATIONS: Migrations = Migrations {
    crate_name: "allocation",
    files: &[("001_allocation", ALLOCATION)],
};

const ALLOCATION: &[Migration] = &[
    Migration::Both(include_str!("../migrations/001_allocation.sql")),
    Migration::AppendOnly {
        table: "allocation_key",
        key: &["entity_id", "key_code", "version", "revision"],
    },
    Migration::AppendOnly {
        table: "standard_price",
        key: &["entity_id", "dimension", "resource", "unit", "valid_from", "revision"],
    },
    Migration::AppendOnly {
        table: "allocation_run",
        key: &["entity_id", "run_no"],
    },
    Migration::EntityRows {
        table: "allocation_key",
    },
    Migration::EntityRows {
        table: "standard_price",
    },
    Migration::EntityRows {
        table: "allocation_run",
    },
];

/// A row as somebody saved it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved<T> {
    /// The row.
    pub row: T,
    /// Revision of the row, from 1.
    pub revision: i64,
    /// UTC moment.
    pub at: String,
    /// Who, by name.
    pub by: String,
}

/// Every revision of every version of every key.
pub fn key_history(tx: &mut Tx, entity: EntityId) -> Result<Vec<Saved<AllocationKey>>, Fault> {
    tx.all(include_str!("sql/keys.sql"), params![entity], |row| {
        let content: String = row.get("content_json")?;
        let key = serde_json::from_str(&content).map_err(|error| damaged("allocation_key", &error.to_string()))?;
        saved(row, key)
    })
}

/// The keys with all their versions, as they are now.
pub fn keys(tx: &mut Tx, entity: EntityId) -> Result<Vec<AllocationKey>, Fault> {
    let mut keys: Vec<AllocationKey> = Vec::new();
    for saved in key_history(tx, entity)? {
        let key = saved.row;
        match keys.last_mut() {
            Some(last) if last.key == key.key && last.version == key.version => *last = key,
            _ => keys.push(key),
        }
    }
    Ok(keys)
}

/// Adds a revision of a version of a key.
pub(crate) fn add_key(tx: &mut Tx, cx: &Cx, key: &AllocationKey) -> Result<(), Fault> {
    let history = key_history(tx, cx.entity())?;
    let same = |saved: &&Saved<AllocationKey>| saved.row.key == key.key && saved.row.version == key.version;
    let revision = history
        .iter()
        .filter(same)
        .map(|saved| saved.revision)
        .max()
        .unwrap_or(0)
        + 1;
    let before = history.iter().filter(same).max_by_key(|saved| saved.revision);
    let object = format!("{} {}", key.key, key.version);
    noted::changed(tx, "allocation_key", &object, before.map(|saved| &saved.row), Some(key))?;
    let content = serde_json::to_string(key).map_err(|error| damaged("allocation_key", &error.to_string()))?;
    tx.exec(
        include_str!("sql/add_key.sql"),
        params![
            cx.entity(),
            key.key.as_str(),
            key.version,
            revision,
            content.as_str(),
            cx.now_text().as_str(),
            cx.actor.user.get(),
            cx.actor.name.as_str(),
        ],
    )?;
    Ok(())
}

/// Every revision of every price.
pub fn price_history(tx: &mut Tx, entity: EntityId) -> Result<Vec<Saved<StandardPrice>>, Fault> {
    tx.all(include_str!("sql/prices.sql"), params![entity], |row| {
        let price = StandardPrice {
            dimension: row.get("dimension")?,
            resource: row.get("resource")?,
            unit: row.get("unit")?,
            valid_from: row.get("valid_from")?,
            price: row.get("price_ore")?,
            proposed: row.get("proposed")?,
        };
        saved(row, price)
    })
}

/// The prices as they are now. A proposal does not hide the price that stands on its day.
pub fn prices(tx: &mut Tx, entity: EntityId) -> Result<Vec<StandardPrice>, Fault> {
    let mut prices: Vec<StandardPrice> = Vec::new();
    for saved in price_history(tx, entity)? {
        let price = saved.row;
        prices.retain(|known| !same_place(known, &price) || (price.proposed && !known.proposed));
        prices.push(price);
    }
    Ok(prices)
}

/// Whether two prices are of the same unit of the same resource from the same day.
pub(crate) fn same_place(one: &StandardPrice, other: &StandardPrice) -> bool {
    one.dimension == other.dimension
        && one.resource == other.resource
        && one.unit == other.unit
        && one.valid_from == other.valid_from
}

/// Adds a revision of a price.
pub(crate) fn add_price(tx: &mut Tx, cx: &Cx, price: &StandardPrice) -> Result<(), Fault> {
    let history = price_history(tx, cx.entity())?;
    let same = |saved: &&Saved<StandardPrice>| same_place(&saved.row, price);
    let revision = history
        .iter()
        .filter(same)
        .map(|saved| saved.revision)
        .max()
        .unwrap_or(0)
        + 1;
    let before = history.iter().filter(same).max_by_key(|saved| saved.revision);
    let object = format!("{} {} {}", price.dimension, price.resource, price.valid_from);
    noted::changed(
        tx,
        "allocation_price",
        &object,
        before.map(|saved| &saved.row),
        Some(price),
    )?;
    tx.exec(
        include_str!("sql/add_price.sql"),
        params![
            cx.entity(),
            price.dimension.as_str(),
            price.resource.as_str(),
            price.unit.as_str(),
            price.valid_from,
            revision,
            price.price,
            price.proposed,
            cx.now_text().as_str(),
            cx.actor.user.get(),
            cx.actor.name.as_str(),
        ],
    )?;
    Ok(())
}

/// *Fördelningskörning*: what a run posted, and what it took back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllocationRun {
    /// Number, from 1.
    pub run_no: i64,
    /// Period.
    pub period: Period,
    /// The mark its lines bear.
    pub mark: String,
    /// Version of the key.
    pub version: i64,
    /// Place in the journal of what it posted; none when it only took back.
    pub journal_seq: Option<i64>,
    /// Number of what it posted.
    pub voucher: Option<VoucherNumber>,
    /// Number of the reversal of the run before it.
    pub reversal: Option<VoucherNumber>,
    /// UTC moment.
    pub at: String,
    /// Who, by name.
    pub by: String,
}

/// The runs of a year, in order.
pub fn runs(tx: &mut Tx, entity: EntityId, year: i64) -> Result<Vec<AllocationRun>, Fault> {
    tx.all(include_str!("sql/runs.sql"), params![entity, year], |row| {
        Ok(AllocationRun {
            run_no: row.get("run_no")?,
            period: row.get("period")?,
            mark: row.get("mark")?,
            version: row.get("version")?,
            journal_seq: row.get("journal_seq")?,
            voucher: number(row.get("series")?, row.get("voucher_year")?, row.get("number")?),
            reversal: number(row.get("back_series")?, row.get("back_year")?, row.get("back_number")?),
            at: row.get("posted_at")?,
            by: row.get("posted_by_name")?,
        })
    })
}

fn number(series: Option<String>, year: Option<i64>, number: Option<i64>) -> Option<VoucherNumber> {
    Some(VoucherNumber {
        series: series?,
        year: year?,
        number: number?,
    })
}

/// A run to be kept.
#[derive(Debug, Clone)]
pub(crate) struct NewRun {
    pub year: i64,
    pub period: Period,
    pub mark: String,
    pub version: i64,
    pub journal_seq: Option<i64>,
    pub replaced_seq: Option<i64>,
}

/// Adds a run. The journal's end is locked, so that two runs do not take the same number.
pub(crate) fn add_run(tx: &mut Tx, cx: &Cx, run: &NewRun) -> Result<(), Fault> {
    let last = tx.optional(include_str!("sql/last_run.sql"), params![cx.entity()], |row| {
        row.get::<i64>("run_no")
    })?;
    tx.exec(
        include_str!("sql/add_run.sql"),
        params![
            cx.entity(),
            last.unwrap_or(0) + 1,
            run.year,
            run.period,
            run.mark.as_str(),
            run.version,
            run.journal_seq,
            run.replaced_seq,
            cx.now_text().as_str(),
            cx.actor.user.get(),
            cx.actor.name.as_str(),
        ],
    )?;
    Ok(())
}

fn saved<T>(row: &Row, what: T) -> Result<Saved<T>, Fault> {
    Ok(Saved {
        row: what,
        revision: row.get("revision")?,
        at: row.get("saved_at")?,
        by: row.get("saved_by_name")?,
    })
}

fn damaged(table: &str, what: &str) -> Fault {
    Fault::new(
        FaultKind::Mismatch,
        format!("table {table}, column content_json: {what}"),
    )
}
