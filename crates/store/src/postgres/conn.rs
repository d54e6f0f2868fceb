//! One connection to PostgreSQL, with its statements.

use std::ops::ControlFlow;

use postgres::fallible_iterator::FallibleIterator;
use postgres::types::ToSql;
use postgres::{Client, Statement};
use rustc_hash::FxHashMap;

use crate::fault::FaultKind;
use crate::insert::{Insert, POSTGRES_ROWS_MAX, POSTGRES_VALUES_ROWS_MAX};
use crate::row::Source;
use crate::sqlite::conn::refuse_kept_words;
use crate::{Fault, Row, Value, sql};

/// A connection and the statements prepared on it.
pub(crate) struct Conn {
    pub(crate) client: Client,
    statements: FxHashMap<sql::Key, Statement>,
    inserts: FxHashMap<(Insert, usize), Statement>,
}

/// In the place of a number of rows: the statement that takes arrays of any length.
const ARRAYS: usize = 0;

impl Conn {
    pub(crate) fn new(client: Client) -> Self {
        Self {
            client,
            statements: FxHashMap::default(),
            inserts: FxHashMap::default(),
        }
    }

    pub(crate) fn exec(&mut self, sql: &'static str, params: &[Value<'_>]) -> Result<u64, Fault> {
        let statement = self.prepare(sql)?;
        counted(&statement, params)?;
        let rows = self.client.query_raw(&statement, params)?;
        // Reads to the end: the count comes last.
        let mut rows = rows;
        while rows.next()?.is_some() {}
        Ok(rows.rows_affected().unwrap_or(0))
    }

    pub(crate) fn rows(
        &mut self,
        sql: &'static str,
        params: &[Value<'_>],
        mut take: impl FnMut(&Row<'_>) -> Result<ControlFlow<()>, Fault>,
    ) -> Result<(), Fault> {
        let statement = self.prepare(sql)?;
        counted(&statement, params)?;
        let mut rows = self.client.query_raw(&statement, params)?;
        let mut number = 0;
        while let Some(row) = rows.next()? {
            number += 1;
            if take(&Row::new(sql, number, Source::Postgres(&row)))?.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// Statements of the store's own: transactions, migrations.
    pub(crate) fn batch(&mut self, text: &str) -> Result<(), Fault> {
        Ok(self.client.batch_execute(text)?)
    }

    pub(crate) fn insert_many(&mut self, insert: &Insert, values: &[Value<'_>]) -> Result<u64, Fault> {
        let width = insert.columns.len();
        match insert.rows(values.len())? {
            0 => Ok(0),
            rows @ 1..=POSTGRES_VALUES_ROWS_MAX => {
                let statement = self.prepare_insert(insert, rows)?;
                let given: Vec<_> = values.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
                Ok(self.client.execute(&statement, &given)?)
            }
            _ => {
                let statement = self.prepare_insert(insert, ARRAYS)?;
                let chunks = values.chunks(POSTGRES_ROWS_MAX * width);
                chunks.map(|rows| self.insert_arrays(&statement, rows, width)).sum()
            }
        }
    }

    fn insert_arrays(&mut self, statement: &Statement, rows: &[Value<'_>], width: usize) -> Result<u64, Fault> {
        let column = |at| rows.iter().skip(at).step_by(width).collect();
        let columns: Vec<Vec<&Value<'_>>> = (0..width).map(column).collect();
        let given: Vec<_> = columns.iter().map(|column| column as &(dyn ToSql + Sync)).collect();
        Ok(self.client.execute(statement, &given)?)
    }

    fn prepare_insert(&mut self, insert: &Insert, rows: usize) -> Result<Statement, Fault> {
        if let Some(known) = self.inserts.get(&(*insert, rows)) {
            return Ok(known.clone());
        }
        let text = if rows == ARRAYS {
            // The arrays' types are those of the table's columns, so a column of nulls has one too.
            let asked = self.client.prepare(&insert.types_for_postgres()?)?;
            let types: Vec<_> = asked.columns().iter().map(|column| column.type_().name()).collect();
            insert.arrays(&types)?
        } else {
            insert.values('$', rows)?
        };
        let statement = self.client.prepare(&text)?;
        self.inserts.insert((*insert, rows), statement.clone());
        Ok(statement)
    }

    /// Prepares the statement, or tells why the engine does not understand it.
    pub(crate) fn prepare(&mut self, sql: &'static str) -> Result<Statement, Fault> {
        let key = sql::Key::of(sql);
        if let Some(known) = self.statements.get(&key) {
            return Ok(known.clone());
        }
        refuse_kept_words(sql)?;
        let statement = self.client.prepare(sql)?;
        self.statements.insert(key, statement.clone());
        Ok(statement)
    }
}

fn counted(statement: &Statement, params: &[Value<'_>]) -> Result<(), Fault> {
    let wanted = statement.params().len();
    if wanted == params.len() {
        return Ok(());
    }
    Err(Fault::new(
        FaultKind::Misuse,
        format!("{wanted} parameters wanted, {} given", params.len()),
    ))
}
