//! The model's history, and the registers it should have made.

use std::ops::ControlFlow;

use kameral_base::{Date, EntityId};
use kameral_store::{Fault, Row, Tx, params};

use super::each;
use crate::model::StatementLine;
use crate::store::model_log::LoggedChange;
use crate::store::registers::statement_line;

/// One row of the model's history, every column.
pub(crate) struct StoredChange {
    pub version: i64,
    pub register: String,
    pub subject: String,
    pub before: Option<String>,
    pub after: Option<String>,
    pub by: i64,
    pub by_name: String,
    pub at: String,
    pub stamp: Vec<u8>,
}

impl StoredChange {
    /// What the stamp covers.
    pub(crate) fn logged(&self) -> LoggedChange<'_> {
        LoggedChange {
            version: self.version,
            register: &self.register,
            subject: &self.subject,
            before: self.before.as_deref(),
            after: self.after.as_deref(),
            by: self.by,
            by_name: &self.by_name,
            at: &self.at,
        }
    }
}

/// The model's history in order.
pub(crate) fn changes(
    tx: &mut Tx,
    entity: EntityId,
    take: impl FnMut(Result<StoredChange, Fault>) -> ControlFlow<()>,
) -> Result<(), Fault> {
    let parse = |row: &Row| {
        Ok(StoredChange {
            version: row.get("version")?,
            register: row.get("register")?,
            subject: row.get("subject")?,
            before: row.get("before_json")?,
            after: row.get("after_json")?,
            by: row.get("changed_by")?,
            by_name: row.get("changed_by_name")?,
            at: row.get("changed_at")?,
            stamp: row.get("stamp")?,
        })
    };
    each(
        tx,
        include_str!("../../sql/check_changes.sql"),
        params![entity],
        parse,
        take,
    )
}

/// Version and stamp as they are kept; none when they are gone.
pub(crate) fn model_head(tx: &mut Tx, entity: EntityId) -> Result<Option<(i64, Vec<u8>)>, Fault> {
    tx.optional(include_str!("../../sql/model_head.sql"), params![entity], |row| {
        Ok((row.get("version")?, row.get("stamp")?))
    })
}

/// When the entity's row says it was made.
pub(crate) fn entity_created(tx: &mut Tx, entity: EntityId) -> Result<Option<String>, Fault> {
    tx.optional(include_str!("../../sql/check_entity.sql"), params![entity], |row| {
        row.get("created_at")
    })
}

/// Every range of every statement line.
pub(crate) fn statements(
    tx: &mut Tx,
    entity: EntityId,
    take: impl FnMut(Result<StatementLine, Fault>) -> ControlFlow<()>,
) -> Result<(), Fault> {
    each(
        tx,
        include_str!("../../sql/statement_lines.sql"),
        params![entity],
        statement_line,
        take,
    )
}

/// A fiscal year: its name and its days.
pub(crate) fn years(
    tx: &mut Tx,
    entity: EntityId,
    take: impl FnMut(Result<(i64, Date, Date), Fault>) -> ControlFlow<()>,
) -> Result<(), Fault> {
    let parse = |row: &Row| Ok((row.get("year")?, row.get("starts_on")?, row.get("ends_on")?));
    each(
        tx,
        include_str!("../../sql/fiscal_years.sql"),
        params![entity],
        parse,
        take,
    )
}

/// State of a period in a module, every column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredPeriod {
    pub year: i64,
    pub period: i64,
    pub module: String,
    pub state: String,
    pub by_name: String,
    pub at: String,
    pub reason: String,
}

/// Every state of every period.
pub(crate) fn periods(
    tx: &mut Tx,
    entity: EntityId,
    take: impl FnMut(Result<StoredPeriod, Fault>) -> ControlFlow<()>,
) -> Result<(), Fault> {
    let parse = |row: &Row| {
        Ok(StoredPeriod {
            year: row.get("year")?,
            period: row.get("period")?,
            module: row.get("module")?,
            state: row.get("state")?,
            by_name: row.get("changed_by_name")?,
            at: row.get("changed_at")?,
            reason: row.get("reason")?,
        })
    };
    each(
        tx,
        include_str!("../../sql/check_periods.sql"),
        params![entity],
        parse,
        take,
    )
}

/// Places of a relation's pairs, in order: they run from 1.
pub(crate) fn pair_places(
    tx: &mut Tx,
    entity: EntityId,
    take: impl FnMut(Result<(String, i64), Fault>) -> ControlFlow<()>,
) -> Result<(), Fault> {
    let parse = |row: &Row| Ok((row.get("relation")?, row.get("row_no")?));
    each(
        tx,
        include_str!("../../sql/check_pair_places.sql"),
        params![entity],
        parse,
        take,
    )
}
