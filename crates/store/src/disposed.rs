//! *Gallrat*: what is gone, by which decision, and how it would be known again.
//!
//! Rows of an append-only table leave it in one way: a row here names them first
//! ([`Migration::Disposable`](crate::Migration::Disposable)), and that row never leaves.

use std::collections::{BTreeMap, BTreeSet};

use kameral_base::{EntityId, Timestamp, UserId};

use crate::{Fault, Row, Tx, params};

/// Something that was disposed of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disposed {
    /// Place in the entity's log, from 1.
    pub disposed_no: i64,
    /// Type of record: `attachment`, `inbox`.
    pub record: String,
    /// Which, within the type.
    pub subject: String,
    /// SHA-256 of what it was, in lower-case hexadecimal.
    pub sha256: String,
    /// Its length.
    pub file_bytes: i64,
    /// What it belonged to.
    pub about: String,
    /// The decision.
    pub decision_no: i64,
    /// The run.
    pub run_no: i64,
    /// When.
    pub disposed_at: Timestamp,
    /// By whom, by name.
    pub disposed_by: String,
}

/// Something about to be disposed of in this transaction.
#[derive(Debug, Clone, Copy)]
pub struct Disposing<'a> {
    /// Whose it is.
    pub entity: EntityId,
    /// Type of record.
    pub record: &'a str,
    /// Which, within the type.
    pub subject: &'a str,
    /// SHA-256 of what it is, in lower-case hexadecimal.
    pub sha256: &'a str,
    /// Its length.
    pub file_bytes: i64,
    /// What it belongs to.
    pub about: &'a str,
    /// The decision.
    pub decision_no: i64,
    /// The run.
    pub run_no: i64,
    /// Now.
    pub at: Timestamp,
    /// By whom.
    pub by: UserId,
    /// By whom, by name.
    pub by_name: &'a str,
}

/// Names what is about to leave, under the next number of the entity's log.
pub fn log(tx: &mut Tx, disposing: &Disposing<'_>) -> Result<(), Fault> {
    let sql = include_str!("sql/disposed_last.sql");
    let last: i64 = tx.one(sql, params![disposing.entity], |row| row.get("last"))?;
    tx.exec(
        include_str!("sql/disposed_add.sql"),
        params![
            disposing.entity,
            last + 1,
            disposing.record,
            disposing.subject,
            disposing.sha256,
            disposing.file_bytes,
            disposing.about,
            disposing.decision_no,
            disposing.run_no,
            disposing.at,
            disposing.by,
            disposing.by_name
        ],
    )?;
    Ok(())
}

/// What each of a type that is disposed of belonged to; what has left more than once has several.
pub fn abouts(tx: &mut Tx, entity: EntityId, record: &str) -> Result<BTreeMap<String, Vec<String>>, Fault> {
    let mut abouts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    tx.each(
        include_str!("sql/disposed_abouts.sql"),
        params![entity, record],
        |row| {
            abouts.entry(row.get("subject")?).or_default().push(row.get("about")?);
            Ok(())
        },
    )?;
    Ok(abouts)
}

/// What of a type is disposed of.
pub fn subjects(tx: &mut Tx, entity: EntityId, record: &str) -> Result<BTreeSet<String>, Fault> {
    let sql = include_str!("sql/disposed_subjects.sql");
    let all: Vec<String> = tx.all(sql, params![entity, record], |row| row.get("subject"))?;
    Ok(all.into_iter().collect())
}

/// What was disposed of under a name, if it was.
pub fn find(tx: &mut Tx, entity: EntityId, record: &str, subject: &str) -> Result<Option<Disposed>, Fault> {
    tx.optional(
        include_str!("sql/disposed_one.sql"),
        params![entity, record, subject],
        disposed,
    )
}

/// The log of an entity, the latest first: at most `rows_max` rows before a place, or from the end.
pub fn latest(tx: &mut Tx, entity: EntityId, before: Option<i64>, rows_max: u32) -> Result<Vec<Disposed>, Fault> {
    let given = params![entity, before.unwrap_or(i64::MAX), rows_max];
    tx.all(include_str!("sql/disposed_latest.sql"), given, disposed)
}

fn disposed(row: &Row<'_>) -> Result<Disposed, Fault> {
    Ok(Disposed {
        disposed_no: row.get("disposed_no")?,
        record: row.get("record")?,
        subject: row.get("subject")?,
        sha256: row.get("sha256")?,
        file_bytes: row.get("file_bytes")?,
        about: row.get("about")?,
        decision_no: row.get("decision_no")?,
        run_no: row.get("run_no")?,
        disposed_at: row.get("disposed_at")?,
        disposed_by: row.get("disposed_by_name")?,
    })
}

/// Every statement of the log by name, for the test that prepares them on both engines.
#[cfg(feature = "testing")]
pub const STATEMENTS: [(&str, &str); 6] = [
    ("disposed_one", include_str!("sql/disposed_one.sql")),
    ("disposed_last", include_str!("sql/disposed_last.sql")),
    ("disposed_abouts", include_str!("sql/disposed_abouts.sql")),
    ("disposed_add", include_str!("sql/disposed_add.sql")),
    ("disposed_subjects", include_str!("sql/disposed_subjects.sql")),
    ("disposed_latest", include_str!("sql/disposed_latest.sql")),
];
