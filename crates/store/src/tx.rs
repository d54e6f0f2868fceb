//! A transaction: what all other crates read and write with.

use std::ops::ControlFlow;

use kameral_base::EntityId;

use crate::fault::FaultKind;
use crate::noted::Noted;
use crate::{Engine, Fault, Insert, Row, Stop, Value, postgres, sqlite};

/// An open transaction on either engine, lent by [`Store::write`](crate::Store::write) and
/// [`Store::read`](crate::Store::read).
///
/// After a fault the transaction can no longer succeed, even if the closure carries on: on
/// PostgreSQL it is aborted, and SQLite is held to the same. What may fail is put in
/// [`attempt`](Self::attempt), or written with `on conflict do nothing`.
pub struct Tx {
    link: Link,
    failed: bool,
    pub(crate) noted: Noted,
}

pub(crate) enum Link {
    Sqlite(Box<sqlite::Conn>),
    Postgres(Box<postgres::Conn>),
}

/// How a closure wants its transaction to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Keep,
    Undo,
    /// Undo; trying again may help.
    Again,
}

/// Runs the same call on the engine at hand, names the statement in a fault, and marks the
/// transaction as failed.
macro_rules! on_engine {
    ($tx:ident, $sql:expr, $conn:ident => $call:expr) => {{
        let done = match &mut $tx.link {
            Link::Sqlite($conn) => $call,
            Link::Postgres($conn) => $call,
        };
        done.map_err(|fault: Fault| {
            $tx.failed = true;
            fault.in_statement($sql)
        })
    }};
}

impl Tx {
    /// Executes a statement and tells how many rows it changed.
    ///
    /// Parameters are `$1`, `$2` … and PostgreSQL infers their types from where they stand. Where
    /// it cannot (`$1 is null`, `select $1`), or would infer a smaller or larger one
    /// (`$1 + 1` is integer, `sum(x) > $1` is numeric), write `cast($1 as bigint)`.
    pub fn exec(&mut self, sql: &'static str, params: &[Value<'_>]) -> Result<u64, Fault> {
        on_engine!(self, sql, conn => conn.exec(sql, params))
    }

    /// Every row of the answer.
    pub fn all<T>(
        &mut self,
        sql: &'static str,
        params: &[Value<'_>],
        mut row: impl FnMut(&Row<'_>) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        let mut all = Vec::new();
        self.each(sql, params, |found| {
            all.push(row(found)?);
            Ok(())
        })?;
        Ok(all)
    }

    /// The one row of the answer. None or more than one is a fault.
    pub fn one<T>(
        &mut self,
        sql: &'static str,
        params: &[Value<'_>],
        row: impl FnMut(&Row<'_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let found = self.optional(sql, params, row)?;
        found.ok_or_else(|| self.not_one(sql, "one row expected, none found"))
    }

    /// The row of the answer, if there is one. More than one is a fault.
    pub fn optional<T>(
        &mut self,
        sql: &'static str,
        params: &[Value<'_>],
        mut row: impl FnMut(&Row<'_>) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        let (mut first, mut count) = (None, 0_u32);
        self.each(sql, params, |found| {
            count += 1;
            if first.is_none() {
                first = Some(row(found)?);
                return Ok(ControlFlow::Continue(()));
            }
            Ok(ControlFlow::Break(()))
        })?;
        if 1 < count {
            return Err(self.not_one(sql, "one row expected, more found"));
        }
        Ok(first)
    }

    /// Hands over every row as it arrives, without keeping them: millions of rows fit in no memory.
    /// The closure returns `Ok(())`, or `Ok(ControlFlow::Break(()))` to stop.
    pub fn each<F: Flow>(
        &mut self,
        sql: &'static str,
        params: &[Value<'_>],
        mut row: impl FnMut(&Row<'_>) -> Result<F, Fault>,
    ) -> Result<(), Fault> {
        on_engine!(self, sql, conn => conn.rows(sql, params, |found| row(found).map(Flow::flow)))
    }

    /// Inserts many rows with few statements; `values` are the rows' values one after the other.
    /// Tells how many rows were inserted or, by `on conflict do update`, changed.
    pub fn insert_many(&mut self, insert: &Insert, values: &[Value<'_>]) -> Result<u64, Fault> {
        on_engine!(self, insert.table, conn => conn.insert_many(insert, values))
    }

    /// Which entities' rows this transaction may touch (reliability rule 15). PostgreSQL's
    /// row-level security shows nothing of others and errors when this was never called; on SQLite
    /// `entity_id` in every statement is the only wall.
    pub fn for_entities(&mut self, entities: &[EntityId]) -> Result<(), Fault> {
        if self.engine() == Engine::Sqlite {
            return Ok(());
        }
        let listed = entities.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        // An empty list is a number no entity has; an empty text would count as unset, and 0 is the
        // installation itself.
        let listed = if listed.is_empty() { "-1".to_owned() } else { listed };
        let sql = "select set_config('kameral.entities', $1, true)";
        self.each(sql, &[Value::from(listed)], |_| Ok(()))
    }

    /// Work that may fail without failing the transaction: rolled back alone, in a savepoint.
    pub fn attempt<T, R>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, Stop<R>>) -> Result<T, Stop<R>> {
        self.batch("savepoint attempt")?;
        let (before, said) = (self.failed, self.noted.mark());
        let answer = work(self);
        if answer.is_ok() && !self.failed {
            self.batch("release savepoint attempt")?;
            return answer;
        }
        let failed = std::mem::replace(&mut self.failed, before);
        self.noted.back_to(said);
        self.batch("rollback to savepoint attempt; release savepoint attempt")?;
        match answer {
            Ok(_) if failed && !before => Err(Stop::Fault(carried_on())),
            answer => answer,
        }
    }

    /// The engine underneath, for the few statements that come in pairs.
    pub fn engine(&self) -> Engine {
        match self.link {
            Link::Sqlite(_) => Engine::Sqlite,
            Link::Postgres(_) => Engine::Postgres,
        }
    }

    pub(crate) fn new(link: Link) -> Self {
        Self {
            link,
            failed: false,
            noted: Noted::default(),
        }
    }

    /// Runs a closure and asks whether its transaction can still be kept.
    pub(crate) fn run(&mut self, work: &mut dyn FnMut(&mut Self) -> Verdict) -> Result<Verdict, Fault> {
        match work(self) {
            Verdict::Keep if self.failed => Err(carried_on()),
            verdict => Ok(verdict),
        }
    }

    /// Several statements without parameters: migrations and savepoints.
    pub(crate) fn batch(&mut self, text: &str) -> Result<(), Fault> {
        on_engine!(self, text, conn => conn.batch(text))
    }

    /// Prepares a statement without running it.
    #[cfg(feature = "testing")]
    pub(crate) fn prepare(&mut self, sql: &'static str) -> Result<(), Fault> {
        on_engine!(self, sql, conn => conn.prepare(sql).map(drop))
    }

    /// SQLite's own connection, for its checks.
    pub(crate) fn sqlite(&self) -> Option<&rusqlite::Connection> {
        match &self.link {
            Link::Sqlite(conn) => Some(&conn.db),
            Link::Postgres(_) => None,
        }
    }

    pub(crate) fn into_sqlite(self) -> Option<Box<sqlite::Conn>> {
        match self.link {
            Link::Sqlite(conn) => Some(conn),
            Link::Postgres(_) => None,
        }
    }

    pub(crate) fn into_postgres(self) -> Option<Box<postgres::Conn>> {
        match self.link {
            Link::Postgres(conn) => Some(conn),
            Link::Sqlite(_) => None,
        }
    }

    fn not_one(&mut self, sql: &str, text: &str) -> Fault {
        self.failed = true;
        Fault::new(FaultKind::NotOne, text).in_statement(sql)
    }
}

fn carried_on() -> Fault {
    Fault::new(
        FaultKind::Misuse,
        "a statement failed and the command carried on; nothing is kept",
    )
}

/// What the closure of [`Tx::each`] may return: nothing, or whether to go on.
pub trait Flow {
    /// Whether to go on.
    fn flow(self) -> ControlFlow<()>;
}

impl Flow for () {
    fn flow(self) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

impl Flow for ControlFlow<()> {
    fn flow(self) -> ControlFlow<()> {
        self
    }
}
