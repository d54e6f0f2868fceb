//! A row as the engine holds it, read column by column.

use crate::{Cell, Fault, FromCell, fault::FaultKind};

/// One row of an answer, valid inside the closure that is given it.
pub struct Row<'r> {
    sql: &'r str,
    number: u64,
    source: Source<'r>,
    /// Columns are mostly read in their order, so the next one is looked at first.
    next: std::cell::Cell<usize>,
}

pub(crate) enum Source<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r postgres::Row),
}

impl<'r> Row<'r> {
    pub(crate) fn new(sql: &'r str, number: u64, source: Source<'r>) -> Self {
        Self {
            sql,
            number,
            source,
            next: std::cell::Cell::new(0),
        }
    }

    /// The column's value as `T`.
    ///
    /// A row that does not fit is a fault naming statement, column and row: the books are damaged,
    /// and no one should be shown a figure drawn from them.
    pub fn get<'a, T: FromCell<'a>>(&'a self, column: &str) -> Result<T, Fault> {
        let at = self
            .find(column)
            .ok_or_else(|| self.mismatch(column, "there is no such column"))?;
        let cell = self.cell(at).map_err(|text| self.mismatch(column, &text))?;
        // The kind is told only on failure, when the cell is gone: it is read again.
        T::from_cell(cell).ok_or_else(|| {
            let found = self.cell(at).map_or_else(|text| text, |cell| cell.kind());
            self.mismatch(column, &format!("expected {}, found {found}", T::EXPECTED))
        })
    }

    /// The cell at a place, from 0.
    pub(crate) fn cell_at(&self, at: usize) -> Result<Cell<'_>, Fault> {
        self.cell(at).map_err(|text| self.mismatch(&at.to_string(), &text))
    }

    /// `column=value` for every column, for the rows an integrity check found.
    pub(crate) fn tell(&self) -> String {
        let columns = (0..self.width()).map(|at| {
            let told = self
                .cell(at)
                .map_or_else(|text| format!("<{text}>"), |cell| cell.tell());
            format!("{}={told}", self.name(at).unwrap_or_default())
        });
        columns.collect::<Vec<_>>().join(", ")
    }

    fn width(&self) -> usize {
        match &self.source {
            Source::Sqlite(row) => row.as_ref().column_count(),
            Source::Postgres(row) => row.len(),
        }
    }

    fn name(&self, at: usize) -> Option<&str> {
        match &self.source {
            Source::Sqlite(row) => row.as_ref().column_name(at).ok(),
            Source::Postgres(row) => row.columns().get(at).map(postgres::Column::name),
        }
    }

    fn find(&self, column: &str) -> Option<usize> {
        let next = self.next.get();
        let at = if self.name(next) == Some(column) {
            next
        } else {
            (0..self.width()).find(|&at| self.name(at) == Some(column))?
        };
        self.next.set(at + 1);
        Some(at)
    }

    fn cell(&self, at: usize) -> Result<Cell<'_>, String> {
        match &self.source {
            Source::Sqlite(row) => crate::sqlite::values::cell(row, at),
            Source::Postgres(row) => crate::postgres::values::cell(row, at),
        }
    }

    fn mismatch(&self, column: &str, what: &str) -> Fault {
        let text = format!("column {column}, row {}: {what}", self.number);
        Fault::new(FaultKind::Mismatch, text).in_statement(self.sql)
    }
}
