//! A table's rows on their way into a package: secrets replaced, large values in files of their own.

use std::io::Write as _;

use kameral_store::catalogue::{self, ColumnKind, Plain, Table};
use kameral_store::{Fault, Tx, sha256_hex};

use crate::package::{LARGE_BYTES_MIN, Package, cell};
use crate::tables::{Condition, without_secrets};

/// A row as it is written.
pub(crate) struct Row {
    /// The values.
    pub values: Vec<Plain>,
    /// The same as cells of delimited text.
    pub cells: Vec<String>,
}

/// Where a table's rows stand in a package.
pub(crate) fn path(table: &Table) -> String {
    format!("tables/{}.csv", table.name)
}

/// Where a large value lies.
pub(crate) fn bytes_path(sha256: &str) -> String {
    format!("bytes/{sha256}")
}

/// The heading of a table's file.
pub(crate) fn heading(table: &Table) -> Vec<&'static str> {
    table.columns.iter().map(|column| column.name).collect()
}

/// What a column's cells are. SQLite keeps truths as numbers, dates and JSON as text, so that is what a
/// package says on both engines.
pub(crate) fn kind_word(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Int | ColumnKind::Bool => "integer",
        ColumnKind::Bytes => "bytes",
        ColumnKind::Text | ColumnKind::Date | ColumnKind::Json => "text",
    }
}

/// Hands over the rows that meet a condition, as `change` leaves them.
pub(crate) fn each(
    tx: &mut Tx,
    package: &mut Package,
    table: &Table,
    condition: &Condition,
    mut change: impl FnMut(&mut [Plain]),
    mut take: impl FnMut(&Row) -> Result<(), Fault>,
) -> Result<(), Fault> {
    catalogue::each_row(tx, table, condition.0, &condition.1, |mut values| {
        without_secrets(table, &mut values);
        change(&mut values);
        let mut cells = Vec::with_capacity(values.len());
        for value in &values {
            cells.push(cell(value, kept(package, value)?.as_deref()));
        }
        take(&Row { values, cells })
    })
}

/// Puts a large value in a file of its own, once, and tells its hash.
fn kept(package: &mut Package, value: &Plain) -> Result<Option<String>, Fault> {
    let Plain::Bytes(bytes) = value else {
        return Ok(None);
    };
    if bytes.len() < LARGE_BYTES_MIN {
        return Ok(None);
    }
    let sha256 = sha256_hex(bytes);
    let path = bytes_path(&sha256);
    if !package.has(&path) {
        let mut file = package.file(&path)?;
        file.write_all(bytes)?;
        package.close(file)?;
    }
    Ok(Some(sha256))
}
