//! One connection to SQLite, with its statements.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::ops::ControlFlow;

use rusqlite::CachedStatement;
use rustc_hash::FxHashMap;

use crate::fault::FaultKind;
use crate::insert::{Insert, SQLITE_PARAMETERS_MAX, SQLITE_ROWS};
use crate::row::Source;
use crate::{Fault, Row, Value, sql};

/// A connection and the texts it has met.
pub(crate) struct Conn {
    pub(crate) db: rusqlite::Connection,
    texts: FxHashMap<sql::Key, Cow<'static, str>>,
    inserts: FxHashMap<(Insert, usize), String>,
}

/// Prepared statements a connection keeps. A full program has a few hundred.
const STATEMENTS_MAX: usize = 1_024;

impl Conn {
    pub(crate) fn new(db: rusqlite::Connection) -> Self {
        db.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
        Self {
            db,
            texts: FxHashMap::default(),
            inserts: FxHashMap::default(),
        }
    }

    pub(crate) fn exec(&mut self, sql: &'static str, params: &[Value<'_>]) -> Result<u64, Fault> {
        let mut statement = self.prepare(sql)?;
        bind(&mut statement, params)?;
        Ok(statement.raw_execute()? as u64)
    }

    pub(crate) fn rows(
        &mut self,
        sql: &'static str,
        params: &[Value<'_>],
        mut take: impl FnMut(&Row<'_>) -> Result<ControlFlow<()>, Fault>,
    ) -> Result<(), Fault> {
        let mut statement = self.prepare(sql)?;
        bind(&mut statement, params)?;
        let mut rows = statement.raw_query();
        let mut number = 0;
        while let Some(row) = rows.next()? {
            number += 1;
            if take(&Row::new(sql, number, Source::Sqlite(row)))?.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// Statements of the store's own: transactions, migrations.
    pub(crate) fn batch(&self, text: &str) -> Result<(), Fault> {
        Ok(self.db.execute_batch(text)?)
    }

    /// A transaction statement, prepared once.
    pub(crate) fn control(&self, text: &'static str) -> Result<(), Fault> {
        self.db.prepare_cached(text)?.raw_execute()?;
        Ok(())
    }

    pub(crate) fn insert_many(&mut self, insert: &Insert, values: &[Value<'_>]) -> Result<u64, Fault> {
        let (mut rows, width) = (insert.rows(values.len())?, insert.columns.len());
        let (mut values, mut inserted) = (values, 0);
        for size in SQLITE_ROWS
            .into_iter()
            .filter(|size| size * width <= SQLITE_PARAMETERS_MAX)
        {
            while size <= rows {
                let (now, later) = values.split_at(size * width);
                inserted += self.insert(insert, size, now)?;
                (values, rows) = (later, rows - size);
            }
        }
        Ok(inserted)
    }

    fn insert(&mut self, insert: &Insert, rows: usize, values: &[Value<'_>]) -> Result<u64, Fault> {
        let text = match self.inserts.entry((*insert, rows)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(insert.values('?', rows)?),
        };
        let mut statement = self.db.prepare_cached(text)?;
        bind(&mut statement, values)?;
        Ok(statement.raw_execute()? as u64)
    }

    /// Prepares the statement, or tells why the engine does not understand it.
    pub(crate) fn prepare(&mut self, sql: &'static str) -> Result<CachedStatement<'_>, Fault> {
        let text = match self.texts.entry(sql::Key::of(sql)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                refuse_kept_words(sql)?;
                new.insert(sql::for_sqlite(sql))
            }
        };
        Ok(self.db.prepare_cached(text)?)
    }
}

/// Transactions, settings and tables are the store's own.
pub(crate) fn refuse_kept_words(sql: &str) -> Result<(), Fault> {
    match sql::kept_word(sql) {
        Some(word) => Err(Fault::new(FaultKind::Privilege, format!("'{word}' is the store's own"))),
        None => Ok(()),
    }
}

fn bind(statement: &mut CachedStatement<'_>, params: &[Value<'_>]) -> Result<(), Fault> {
    let wanted = statement.parameter_count();
    if wanted != params.len() {
        let text = format!("{wanted} parameters wanted, {} given", params.len());
        return Err(Fault::new(FaultKind::Misuse, text));
    }
    for (at, value) in (1..).zip(params) {
        statement.raw_bind_parameter(at, value)?;
    }
    Ok(())
}
