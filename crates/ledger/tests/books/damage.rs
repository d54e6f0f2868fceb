//! Values changed past the store, and set back.

use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// A column, as the database describes it.
pub struct Column {
    pub name: String,
    kind: String,
    nullable: bool,
}

pub fn columns(raw: &Connection, table: &str) -> Vec<Column> {
    let mut statement = raw.prepare(&format!("pragma table_info({table})")).expect("a table");
    let columns = statement.query_map([], |row| {
        Ok(Column {
            name: row.get(1)?,
            kind: row.get(2)?,
            nullable: row.get::<_, i64>(3)? == 0,
        })
    });
    columns.expect("columns").collect::<Result<_, _>>().expect("columns")
}

impl Column {
    /// Other values the column could hold in place of one.
    pub fn others(&self, value: &Value) -> Vec<Value> {
        let mut others = match value {
            Value::Integer(0 | 1) if self.is_truth() => vec![],
            Value::Integer(number) => vec![Value::Integer(number + 1), Value::Integer(number ^ (1 << 40))],
            Value::Text(text) => texts(&self.name, text).into_iter().map(Value::Text).collect(),
            Value::Blob(bytes) => vec![Value::Blob(flipped(bytes)), Value::Blob(vec![])],
            Value::Null if self.kind == "INTEGER" => vec![Value::Integer(0), Value::Integer(1)],
            Value::Null if self.kind == "BLOB" => vec![Value::Blob(vec![1])],
            Value::Null if self.name.contains("date") || self.name.starts_with("valid") => {
                vec![Value::Text("2026-01-02".to_owned())]
            }
            Value::Null => vec![Value::Text(String::new()), Value::Text("x".to_owned())],
            Value::Real(_) => panic!("no table holds a float"),
        };
        if let (true, Value::Integer(truth)) = (self.is_truth(), value) {
            others.push(Value::Integer(1 - truth));
        }
        if self.nullable && *value != Value::Null {
            others.push(Value::Null);
        }
        others.retain(|other| other != value);
        others
    }

    fn is_truth(&self) -> bool {
        ["open_items", "indirect", "free_values", "warning", "outside"].contains(&self.name.as_str())
    }
}

/// Other texts: one that fits as well as the one there, where the column has words of its own, and
/// one with a character more.
fn texts(column: &str, text: &str) -> Vec<String> {
    let words: &[&str] = match column {
        "state" => &["open", "held", "closed"],
        "posting" => &["open", "heading"],
        "kind" => &["asset", "expense", "general", "correction"],
        "module" => &["ledger", "assets"],
        "requirement" => &["mandatory", "forbidden"],
        "correction" => &["", "reversal", "recoding", "annulled"],
        "rule_set" => &["state", "municipal"],
        _ => &[],
    };
    let mut others: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    if let Some(date) = next_day(text) {
        others.push(date);
    }
    others.push(format!("{text}x"));
    others.push(String::new());
    others.retain(|other| other != text);
    others
}

fn next_day(text: &str) -> Option<String> {
    let date: kameral_base::Date = text.parse().ok().filter(|_| text.len() == 10)?;
    Some(date.tomorrow().ok()?.to_string())
}

pub fn flipped(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    match bytes.last_mut() {
        Some(last) => *last ^= 1,
        None => bytes.push(1),
    }
    bytes
}

/// A row, by its key.
pub struct Key {
    pub columns: Vec<String>,
    pub values: Vec<Value>,
}

impl Key {
    /// The row at a place in the order of the key.
    pub fn at(raw: &Connection, table: &str, row: i64) -> Self {
        let mut columns: Vec<(i64, String)> = Vec::new();
        let mut statement = raw.prepare(&format!("pragma table_info({table})")).expect("a table");
        let mut found = statement.query([]).expect("columns");
        while let Some(column) = found.next().expect("columns") {
            let place: i64 = column.get(5).expect("a key");
            if 0 < place {
                columns.push((place, column.get(1).expect("a name")));
            }
        }
        columns.sort();
        let columns: Vec<String> = columns.into_iter().map(|(_, name)| name).collect();
        let list = columns.join(", ");
        let sql = format!("select {list} from {table} order by {list} limit 1 offset {row}");
        let values = raw.query_row(&sql, [], |row| (0..columns.len()).map(|at| row.get(at)).collect());
        Self {
            values: values.expect("a row"),
            columns,
        }
    }

    pub fn condition(&self) -> String {
        let same: Vec<String> = (1..)
            .zip(&self.columns)
            .map(|(at, name)| format!("{name} = ?{at}"))
            .collect();
        same.join(" and ")
    }
}

/// One value of one row.
pub struct Cell<'t> {
    table: &'t str,
    column: &'t str,
    key: Key,
    pub value: Value,
}

impl<'t> Cell<'t> {
    pub fn at(raw: &Connection, table: &'t str, column: &'t str, row: i64) -> Self {
        let key = Key::at(raw, table, row);
        let sql = format!("select {column} from {table} where {}", key.condition());
        let value = raw
            .query_row(&sql, params_from_iter(&key.values), |row| row.get(0))
            .expect("a value");
        Self {
            table,
            column,
            key,
            value,
        }
    }

    /// Changes the value; false when another row has that key, so that it cannot be.
    pub fn set(&self, raw: &Connection, value: &Value) -> bool {
        match self.update(raw, &self.key.values, value) {
            Ok(1) => true,
            Err(error) if error.to_string().starts_with("UNIQUE") => false,
            other => panic!("{}.{} to {value:?}: {other:?}", self.table, self.column),
        }
    }

    /// Undoes [`Self::set`]; the key may be what was changed.
    pub fn set_back(&self, raw: &Connection, changed: &Value) {
        let mut key = self.key.values.clone();
        if let Some(at) = self.key.columns.iter().position(|name| name == self.column) {
            key[at] = changed.clone();
        }
        assert_eq!(self.update(raw, &key, &self.value).expect("set back"), 1);
    }

    fn update(&self, raw: &Connection, key: &[Value], value: &Value) -> rusqlite::Result<usize> {
        let sql = format!(
            "update {} set {} = ?{} where {}",
            self.table,
            self.column,
            key.len() + 1,
            self.key.condition()
        );
        raw.execute(&sql, params_from_iter(key.iter().chain([value])))
    }
}

/// A copy without guards.
pub fn unguarded(copy: &Path) -> Connection {
    let raw = Connection::open(copy).expect("opens");
    raw.execute_batch("pragma foreign_keys = off; pragma ignore_check_constraints = on; pragma synchronous = off;")
        .expect("guards off");
    for trigger in all::<String>(&raw, "select name from sqlite_schema where type = 'trigger'") {
        raw.execute_batch(&format!("drop trigger {trigger}")).expect("dropped");
    }
    raw
}

pub fn one<T: rusqlite::types::FromSql>(raw: &Connection, sql: &str) -> T {
    raw.query_row(sql, [], |row| row.get(0))
        .unwrap_or_else(|error| panic!("{sql}: {error}"))
}

pub fn all<T: rusqlite::types::FromSql>(raw: &Connection, sql: &str) -> Vec<T> {
    let mut statement = raw.prepare(sql).expect("a statement");
    let rows = statement.query_map([], |row| row.get(0)).expect("rows");
    rows.collect::<Result<_, _>>().expect("rows")
}
