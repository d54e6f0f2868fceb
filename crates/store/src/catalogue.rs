//! What tables there are, by the database itself, and their rows without anybody naming the columns.
//!
//! For what takes everything (hand-over, archive): a table that is made tomorrow is among them by
//! itself. Everywhere else a statement is a text of its own.
//!
//! Texts are composed here from names that the database's catalogue gives and that are checked to be
//! plain, and from conditions that are static texts of a caller.

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock};

use kameral_base::Date;

use crate::fault::FaultKind;
use crate::hash::hex;
use crate::{Cell, Engine, Fault, Insert, Tx, Value, params};

/// A table of the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns: those of the primary key first, in its order, then by name.
    pub columns: Vec<TableColumn>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableColumn {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: ColumnKind,
    /// Place in the primary key, from 1; none outside it.
    pub key: Option<i64>,
}

/// What a column holds. SQLite has the first three only: there a truth is 0 or 1, a date and JSON are
/// text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// A whole number.
    Int,
    /// Text.
    Text,
    /// Bytes.
    Bytes,
    /// True or false.
    Bool,
    /// A date.
    Date,
    /// JSON.
    Json,
}

/// A value without its engine: the same row tells the same on both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plain {
    /// No value.
    Null,
    /// A whole number; a truth is 0 or 1.
    Int(i64),
    /// Text; a date is `2026-03-31`.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl Table {
    /// Whether rows belong to an entity.
    pub fn is_of_entity(&self) -> bool {
        self.has("entity_id")
    }

    /// Whether there is such a column.
    pub fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|known| known.name == column)
    }

    /// `select a, b from t where … order by key`.
    fn select(&self, engine: Engine, condition: &str) -> &'static str {
        let names: Vec<&str> = self.columns.iter().map(|column| column.name).collect();
        let mut keys: Vec<&TableColumn> = self.columns.iter().filter(|column| column.key.is_some()).collect();
        keys.sort_by_key(|column| column.key);
        // Text sorts by bytes on both engines, whatever the database was made with.
        let order = |column: &&TableColumn| match (engine, column.kind) {
            (Engine::Postgres, ColumnKind::Text) => format!("{} collate \"C\"", column.name),
            _ => column.name.to_owned(),
        };
        let order: Vec<String> = keys.iter().map(order).collect();
        let order = if order.is_empty() {
            names[0].to_owned()
        } else {
            order.join(", ")
        };
        interned(&format!(
            "select {} from {} where {condition} order by {order}",
            names.join(", "),
            self.name
        ))
    }
}

/// Every table of the program in the order of their names, but the register of migrations.
pub fn tables(tx: &mut Tx) -> Result<Vec<Table>, Fault> {
    let sql = match tx.engine() {
        Engine::Sqlite => include_str!("sql/catalogue.sqlite.sql"),
        Engine::Postgres => include_str!("sql/catalogue.pg.sql"),
    };
    let mut tables: Vec<Table> = Vec::new();
    tx.each(sql, &[], |row| {
        let (table, column): (String, String) = (row.get("table_name")?, row.get("column_name")?);
        let (table, column) = (plain(&table)?, plain(&column)?);
        let kind: String = row.get("kind")?;
        let column = TableColumn {
            name: column,
            kind: kind_of(&kind).ok_or_else(|| unknown(table, column, &kind))?,
            key: row.get::<Option<i64>>("key_place")?,
        };
        match tables.last_mut() {
            Some(last) if last.name == table => last.columns.push(column),
            _ => tables.push(Table {
                name: table,
                columns: vec![column],
            }),
        }
        Ok(())
    })?;
    for table in &mut tables {
        // A column that was added later stands elsewhere on the other engine: the key first, then by name.
        table
            .columns
            .sort_by_key(|column| (column.key.is_none(), column.key, column.name));
    }
    Ok(tables)
}

/// Which table refers to which, by their names.
pub fn references(tx: &mut Tx) -> Result<Vec<(String, String)>, Fault> {
    let sql = match tx.engine() {
        Engine::Sqlite => include_str!("sql/references.sqlite.sql"),
        Engine::Postgres => include_str!("sql/references.pg.sql"),
    };
    tx.all(sql, &[], |row| Ok((row.get("table_name")?, row.get("refers_to")?)))
}

/// Hands over the rows of a table that meet a condition, in the order of its primary key.
///
/// The condition is a static text: `entity_id = $1`.
pub fn each_row(
    tx: &mut Tx,
    table: &Table,
    condition: &'static str,
    given: &[Value<'_>],
    mut take: impl FnMut(Vec<Plain>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let sql = table.select(tx.engine(), condition);
    tx.each(sql, given, |row| {
        let cells = table.columns.iter().enumerate();
        let cells = cells.map(|(at, column)| {
            let cell = row.cell_at(at)?;
            Plain::of(cell).map_err(|kind| unknown(table.name, column.name, &kind))
        });
        take(cells.collect::<Result<Vec<_>, Fault>>()?)
    })
}

/// Whether the table has any row at all, of those this transaction may see.
pub fn is_empty(tx: &mut Tx, table: &Table) -> Result<bool, Fault> {
    let sql = interned(&format!("select 1 as one from {} limit 1", table.name));
    Ok(tx.optional(sql, params![], |row| row.get::<i32>("one"))?.is_none())
}

/// Adds rows to a table: their values one after the other, in the order of the columns.
pub fn add_rows(tx: &mut Tx, table: &Table, values: Vec<Plain>) -> Result<u64, Fault> {
    let columns: Vec<&'static str> = table.columns.iter().map(|column| column.name).collect();
    let insert = Insert {
        table: table.name,
        columns: interned_names(&columns),
        suffix: "",
    };
    let width = table.columns.len().max(1);
    let values = values.into_iter().enumerate();
    let values = values.map(|(at, value)| {
        let column = &table.columns[at % width];
        value
            .into_value(column.kind)
            .ok_or_else(|| unknown(table.name, column.name, "a value of another kind"))
    });
    tx.insert_many(&insert, &values.collect::<Result<Vec<_>, Fault>>()?)
}

impl Plain {
    fn of(cell: Cell<'_>) -> Result<Self, String> {
        Ok(match cell {
            Cell::Null => Self::Null,
            Cell::Int(number) => Self::Int(number),
            Cell::Text(text) => Self::Text(text.to_owned()),
            Cell::Bool(truth) => Self::Int(truth.into()),
            Cell::Date(date) => Self::Text(date.to_string()),
            Cell::Bytes(bytes) => Self::Bytes(bytes.to_vec()),
            Cell::Json(json) => Self::Text(json.to_string()),
            Cell::Unread(kind) => return Err(kind),
        })
    }

    /// As the column's kind; none when it does not fit.
    fn into_value(self, kind: ColumnKind) -> Option<Value<'static>> {
        Some(match (self, kind) {
            (Self::Null, _) => Value::Null,
            (Self::Int(number), ColumnKind::Int) => Value::Int(number),
            (Self::Int(number @ (0 | 1)), ColumnKind::Bool) => Value::Bool(number == 1),
            (Self::Text(text), ColumnKind::Text) => Value::from(text),
            (Self::Text(text), ColumnKind::Date) => Value::Date(text.parse::<Date>().ok()?),
            (Self::Text(text), ColumnKind::Json) => Value::from(serde_json::from_str::<serde_json::Value>(&text).ok()?),
            (Self::Bytes(bytes), ColumnKind::Bytes) => Value::from(bytes),
            _ => return None,
        })
    }

    /// As people and programs read it: bytes in hexadecimal, nothing for no value.
    pub fn told(&self) -> String {
        match self {
            Self::Null => String::new(),
            Self::Int(number) => number.to_string(),
            Self::Text(text) => text.clone(),
            Self::Bytes(bytes) => hex(bytes),
        }
    }
}

fn kind_of(name: &str) -> Option<ColumnKind> {
    Some(match name.to_ascii_lowercase().as_str() {
        "integer" | "int8" => ColumnKind::Int,
        "text" => ColumnKind::Text,
        "blob" | "bytea" => ColumnKind::Bytes,
        "bool" => ColumnKind::Bool,
        "date" => ColumnKind::Date,
        "jsonb" => ColumnKind::Json,
        _ => return None,
    })
}

fn unknown(table: &str, column: &str, kind: &str) -> Fault {
    Fault::new(
        FaultKind::Mismatch,
        format!("table {table}, column {column}: {kind} is not read"),
    )
}

/// A name of the catalogue, when it is plain.
fn plain(name: &str) -> Result<&'static str, Fault> {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if name.is_empty() || !name.bytes().all(is_plain) {
        return Err(Fault::new(FaultKind::Mismatch, format!("'{name}' is not a plain name")));
    }
    Ok(interned(name))
}

/// One text for equal texts, kept as long as the program runs: as many as there are tables and ways to
/// ask for them.
fn interned(text: &str) -> &'static str {
    static TEXTS: OnceLock<Mutex<HashMap<String, &'static str>>> = OnceLock::new();
    let mut texts = locked(TEXTS.get_or_init(Mutex::default));
    if let Some(known) = texts.get(text) {
        return known;
    }
    let kept: &'static str = Box::leak(text.to_owned().into_boxed_str());
    texts.insert(text.to_owned(), kept);
    kept
}

/// The same for the names of a table's columns.
fn interned_names(names: &[&'static str]) -> &'static [&'static str] {
    static NAMES: OnceLock<Mutex<HashMap<Vec<&'static str>, &'static [&'static str]>>> = OnceLock::new();
    let mut known = locked(NAMES.get_or_init(Mutex::default));
    if let Some(kept) = known.get(names) {
        return kept;
    }
    let kept: &'static [&'static str] = Box::leak(names.to_vec().into_boxed_slice());
    known.insert(names.to_vec(), kept);
    kept
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Every statement of the catalogue by name, for the test that prepares them.
#[cfg(feature = "testing")]
pub const STATEMENTS: [(Engine, &str, &str); 4] = [
    (
        Engine::Sqlite,
        "catalogue.sqlite",
        include_str!("sql/catalogue.sqlite.sql"),
    ),
    (Engine::Postgres, "catalogue.pg", include_str!("sql/catalogue.pg.sql")),
    (
        Engine::Sqlite,
        "references.sqlite",
        include_str!("sql/references.sqlite.sql"),
    ),
    (Engine::Postgres, "references.pg", include_str!("sql/references.pg.sql")),
];
