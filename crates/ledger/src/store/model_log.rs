//! The accounting model's history: every change with author, moment, and the row before and after.
//!
//! Each change moves the model's stamp, a hash over every change ever made; the stamp stands in the
//! hash of every voucher, so neither a rule nor the state of a period is changed unseen.

use kameral_access::{Cx, history};
use kameral_base::EntityId;
use kameral_store::{Fault, Insert, NotedChange, Tx, Value, params};
use sha2::{Digest, Sha256};

/// What begins every stamp; another encoding would bear another label.
const LABEL: &[u8] = b"kameral-model-v1";

/// One change as it is logged, every column.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LoggedChange<'a> {
    pub version: i64,
    pub register: &'a str,
    pub subject: &'a str,
    pub before: Option<&'a str>,
    pub after: Option<&'a str>,
    pub by: i64,
    pub by_name: &'a str,
    pub at: &'a str,
}

/// The stamp after a change. Recomputed by the integrity check.
pub(crate) fn next_stamp(stamp: &[u8], change: &LoggedChange<'_>) -> [u8; 32] {
    let mut hash = Sha256::new();
    let mut part = |bytes: Option<&[u8]>| match bytes {
        // An absent row and an empty one differ.
        Some(bytes) => {
            hash.update((bytes.len() as u64).to_be_bytes());
            hash.update(bytes);
        }
        None => hash.update(u64::MAX.to_be_bytes()),
    };
    part(Some(LABEL));
    part(Some(stamp));
    part(Some(&change.version.to_be_bytes()));
    part(Some(change.register.as_bytes()));
    part(Some(change.subject.as_bytes()));
    part(change.before.map(str::as_bytes));
    part(change.after.map(str::as_bytes));
    part(Some(&change.by.to_be_bytes()));
    part(Some(change.by_name.as_bytes()));
    part(Some(change.at.as_bytes()));
    hash.finalize().into()
}

/// Changes of one command. Opening it locks the model until the transaction ends.
pub(crate) struct ModelLog {
    entity: EntityId,
    by: i64,
    by_name: String,
    at: String,
    version: i64,
    stamp: Vec<u8>,
    rows: Vec<Value<'static>>,
    /// What processing history is told: register, row, before and after.
    told: Vec<(&'static str, String, Option<String>, String)>,
}

impl ModelLog {
    /// Locks the model's head.
    pub(crate) fn open(tx: &mut Tx, cx: &Cx) -> Result<Self, Fault> {
        let entity = cx.entity();
        let (version, stamp) = tx.one(include_str!("../sql/lock_model_head.sql"), params![entity], |row| {
            Ok((row.get("version")?, row.get("stamp")?))
        })?;
        Ok(Self {
            entity,
            by: cx.actor.user.get(),
            by_name: cx.actor.name.clone(),
            at: cx.now_text(),
            version,
            stamp,
            rows: Vec::new(),
            told: Vec::new(),
        })
    }

    /// Logs what a row was and what it shall be, as JSON.
    pub(crate) fn add(&mut self, register: &'static str, subject: String, before: Option<String>, after: String) {
        self.version += 1;
        let change = LoggedChange {
            version: self.version,
            register,
            subject: &subject,
            before: before.as_deref(),
            after: Some(&after),
            by: self.by,
            by_name: &self.by_name,
            at: &self.at,
        };
        self.stamp = next_stamp(&self.stamp, &change).to_vec();
        self.told
            .push((register, subject.clone(), before.clone(), after.clone()));
        self.rows.extend([
            Value::from(self.entity),
            Value::from(self.version),
            Value::from(register),
            Value::from(subject),
            Value::from(before),
            Value::from(after),
            Value::from(self.by),
            Value::from(self.by_name.clone()),
            Value::from(self.at.clone()),
            Value::from(self.stamp.clone()),
        ]);
    }

    /// Writes the log and moves the model's head.
    pub(crate) fn close(self, tx: &mut Tx) -> Result<(), Fault> {
        tx.insert_many(&LOG, &self.rows)?;
        tell_history(tx, &self.told);
        tx.exec(
            include_str!("../sql/store_model_head.sql"),
            params![self.entity, self.version, self.stamp],
        )?;
        Ok(())
    }
}

/// Tells the command's line of processing history what was changed. A chart that is loaded is told by
/// its versions: this log has each row.
fn tell_history(tx: &mut Tx, told: &[(&'static str, String, Option<String>, String)]) {
    if history::CHANGES_MAX < told.len() {
        return tx.note_change(NotedChange {
            register: "model".to_owned(),
            object: String::new(),
            field: "rows".to_owned(),
            before: None,
            after: Some(told.len().to_string()),
        });
    }
    for (register, object, before, after) in told {
        let before = before.as_deref().map(row);
        history::changed_value(tx, register, object, before.as_ref(), Some(&row(after)));
    }
}

/// A logged row without the word for its register.
fn row(json: &str) -> serde_json::Value {
    match serde_json::from_str(json) {
        Ok(serde_json::Value::Object(fields)) if fields.len() == 1 => {
            fields.into_iter().next().map(|(_, row)| row).unwrap_or_default()
        }
        Ok(whole) => whole,
        Err(_) => serde_json::Value::String(json.to_owned()),
    }
}

const LOG: Insert = Insert {
    table: "model_change",
    columns: &[
        "entity_id",
        "version",
        "register",
        "subject",
        "before_json",
        "after_json",
        "changed_by",
        "changed_by_name",
        "changed_at",
        "stamp",
    ],
    suffix: "",
};
