//! The history of the registers, to be read: every change with the row before and after (EM-30, EM-33).

use kameral_access::Scope;
use kameral_store::{Fault, Row, Tx, params};
use serde_json::Value;

use super::damaged;

/// One change of a register.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelChange {
    /// Its number: the version of the model it made.
    pub version: i64,
    /// Register.
    pub register: String,
    /// Row.
    pub subject: String,
    /// The row before; none when it is new.
    pub before: Option<Value>,
    /// The row after.
    pub after: Option<Value>,
    /// Who.
    pub changed_by: String,
    /// When, UTC.
    pub changed_at: String,
}

/// A page of changes, newest first, before a version; of one register, or of every one when it is
/// empty.
pub fn page(tx: &mut Tx, scope: &Scope, register: &str, before: i64, limit: i64) -> Result<Vec<ModelChange>, Fault> {
    let key = params![scope.entity(), register, before, limit];
    tx.all(include_str!("../sql/model_changes.sql"), key, |row| {
        Ok(ModelChange {
            version: row.get("version")?,
            register: row.get("register")?,
            subject: row.get("subject")?,
            before: content(row, "before_json")?,
            after: content(row, "after_json")?,
            changed_by: row.get("changed_by_name")?,
            changed_at: row.get("changed_at")?,
        })
    })
}

fn content(row: &Row, column: &'static str) -> Result<Option<Value>, Fault> {
    let text: Option<String> = row.get(column)?;
    let read = text.as_deref().map(serde_json::from_str).transpose();
    read.map_err(|error| damaged("model_change", column, &error.to_string()))
}
