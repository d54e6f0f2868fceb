//! Numbers and the journal's end: locked last, in the posting transaction, never from a sequence.

use std::collections::BTreeMap;

use kameral_base::EntityId;
use kameral_store::{Fault, Tx, params};

use super::Head;

pub(super) fn lock_head(tx: &mut Tx, entity: EntityId) -> Result<Head, Fault> {
    // An update that changes nothing takes the row's lock on both engines.
    tx.one(include_str!("../sql/lock_head.sql"), params![entity], |row| {
        Ok(Head {
            seq: row.get("last_seq")?,
            hash: row.get("last_hash")?,
            coding: row.get("last_coding")?,
        })
    })
}

pub(super) fn store_head(tx: &mut Tx, entity: EntityId, seq: i64, hash: &[u8], coding: i64) -> Result<(), Fault> {
    tx.exec(
        include_str!("../sql/store_head.sql"),
        params![entity, seq, hash, coding],
    )?;
    Ok(())
}

pub(super) fn lock_counter(tx: &mut Tx, entity: EntityId, series: &str, year: i64) -> Result<i64, Fault> {
    tx.one(
        include_str!("../sql/lock_counter.sql"),
        params![entity, series, year],
        |row| row.get("last_number"),
    )
}

pub(super) fn store_counters(
    tx: &mut Tx,
    entity: EntityId,
    counters: &BTreeMap<(String, i64), i64>,
) -> Result<(), Fault> {
    for ((series, year), last) in counters {
        tx.exec(
            include_str!("../sql/store_counter.sql"),
            params![entity, series.as_str(), *year, *last],
        )?;
    }
    Ok(())
}

pub(super) fn taken(tx: &mut Tx, entity: EntityId, series: &str, year: i64, number: i64) -> Result<bool, Fault> {
    let found = tx.optional(
        include_str!("../sql/seq_of_number.sql"),
        params![entity, series, year, number],
        |row| row.get::<i64>("journal_seq"),
    )?;
    Ok(found.is_some())
}
