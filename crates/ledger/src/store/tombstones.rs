//! Tombstones of vouchers whose texts were disposed of, and the emptying of those texts.

use std::collections::BTreeMap;

use kameral_base::EntityId;
use kameral_store::{Fault, Row, Tx, params};

use crate::tombstone::Tombstone;

/// The tombstone of a voucher, when its texts were disposed of.
pub fn of(tx: &mut Tx, entity: EntityId, journal_seq: i64) -> Result<Option<Tombstone>, Fault> {
    let given = params![entity, journal_seq];
    tx.optional(include_str!("../sql/tombstone_of.sql"), given, tombstone)
}

/// The last tombstone of an entity.
pub fn last(tx: &mut Tx, entity: EntityId) -> Result<Option<Tombstone>, Fault> {
    tx.optional(include_str!("../sql/tombstone_last.sql"), params![entity], tombstone)
}

/// Tombstones of the vouchers after one place in the journal, up to another.
pub(crate) fn between(
    tx: &mut Tx,
    entity: EntityId,
    (after, to): (i64, i64),
) -> Result<BTreeMap<i64, Tombstone>, Fault> {
    let given = params![entity, after, to];
    let found = tx.all(include_str!("../sql/tombstones_between.sql"), given, tombstone)?;
    Ok(found.into_iter().map(|one| (one.journal_seq, one)).collect())
}

/// A tombstone beside what the rest of the database says of it.
pub(crate) struct Told {
    pub tombstone: Tombstone,
    /// The voucher's own seal; none when there is no such voucher.
    pub voucher: Option<Vec<u8>>,
    /// Decision and run in the log of what is gone; none when it does not name it.
    pub logged: Option<(i64, i64)>,
    /// Its hash in the processing history; none when no line tells of it.
    pub history: Option<String>,
}

/// Hands over every tombstone in the order of the chain.
pub(crate) fn each(tx: &mut Tx, entity: EntityId, mut take: impl FnMut(Told)) -> Result<(), Fault> {
    tx.each(include_str!("../sql/check_tombstones.sql"), params![entity], |row| {
        let decision: Option<i64> = row.get("logged_decision")?;
        let run: Option<i64> = row.get("logged_run")?;
        take(Told {
            tombstone: tombstone(row)?,
            voucher: row.get("voucher_hash")?,
            logged: decision.zip(run),
            history: row.get("told_hash")?,
        });
        Ok(())
    })
}

/// Vouchers whose texts the log says are gone, and numbers of tombstones the history tells of, without one.
pub(crate) fn missing(tx: &mut Tx, entity: EntityId) -> Result<Vec<(String, String)>, Fault> {
    tx.all(
        include_str!("../sql/check_tombstones_missing.sql"),
        params![entity],
        |row| Ok((row.get("source")?, row.get("subject")?)),
    )
}

/// Keeps a tombstone.
pub(crate) fn add(tx: &mut Tx, entity: EntityId, new: &Tombstone) -> Result<(), Fault> {
    tx.exec(
        include_str!("../sql/add_tombstone.sql"),
        params![
            entity,
            new.tombstone_no,
            new.journal_seq,
            new.decision_no,
            new.run_no,
            &new.disposed_at,
            new.sealed.as_slice(),
            new.rest.as_slice(),
            new.previous_hash.as_slice(),
            new.hash.as_slice()
        ],
    )?;
    Ok(())
}

/// Empties the texts of a voucher that the log names: head, lines and names of documents.
pub(crate) fn empty_texts(tx: &mut Tx, entity: EntityId, journal_seq: i64) -> Result<(), Fault> {
    for sql in [
        include_str!("../sql/empty_voucher_texts.sql"),
        include_str!("../sql/empty_line_texts.sql"),
        include_str!("../sql/empty_document_names.sql"),
    ] {
        tx.exec(sql, params![entity, journal_seq])?;
    }
    Ok(())
}

/// The stamp of a version of the accounting model.
pub(crate) fn model_stamp(tx: &mut Tx, entity: EntityId, version: i64) -> Result<Vec<u8>, Fault> {
    let sql = include_str!("../sql/model_stamp.sql");
    let found = tx.optional(sql, params![entity, version], |row| row.get("stamp"))?;
    Ok(found.unwrap_or_default())
}

fn tombstone(row: &Row<'_>) -> Result<Tombstone, Fault> {
    Ok(Tombstone {
        tombstone_no: row.get("tombstone_no")?,
        journal_seq: row.get("journal_seq")?,
        decision_no: row.get("decision_no")?,
        run_no: row.get("run_no")?,
        disposed_at: row.get("disposed_at")?,
        sealed: row.get("sealed")?,
        rest: row.get("rest")?,
        previous_hash: row.get("previous_hash")?,
        hash: row.get("hash")?,
    })
}
