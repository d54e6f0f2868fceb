//! *Behandlingshistorik*: one line for every command, accepted or refused (FBF 2000:606 18 §, GL-29).

use kameral_store::{Fault, Row, Tx, params};

use crate::{Cx, Permission, Scope};

/// What a command is, as history names it.
#[derive(Debug, Clone)]
pub struct Act {
    /// The permission it needs.
    pub permission: Permission,
    /// Stable name: `voucher.post`, `period.close` …
    pub command: &'static str,
    /// What it was done to: a voucher number, a file name, an account.
    pub subject: String,
}

impl Act {
    /// An act on a subject.
    pub fn new(permission: Permission, command: &'static str, subject: impl Into<String>) -> Self {
        Self { permission, command, subject: subject.into() }
    }
}

/// One line of history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryLine {
    /// Order within the entity.
    pub seq: i64,
    /// UTC moment, ISO 8601.
    pub at: String,
    /// Who.
    pub actor: String,
    /// In which role.
    pub role: String,
    /// `web`, `api` or `cli`.
    pub channel: String,
    /// Which command.
    pub command: String,
    /// On what.
    pub subject: String,
    /// `accepted` or `refused`.
    pub outcome: String,
    /// Names of the refusals.
    pub detail: String,
}

pub(crate) fn record(tx: &mut Tx, cx: &Cx, act: &Act, outcome: &'static str, detail: &str) -> Result<(), Fault> {
    let entity = cx.entity();
    let seq: i64 = tx.one(include_str!("sql/next_history.sql"), &params![entity], |row| row.get("last_seq"))?;
    tx.exec(
        include_str!("sql/add_history.sql"),
        &params![
            entity,
            seq,
            cx.now_text(),
            cx.actor.user,
            cx.actor.name.as_str(),
            cx.actor.role.as_str(),
            cx.actor.channel,
            act.command,
            act.subject.as_str(),
            outcome,
            detail
        ],
    )?;
    Ok(())
}

/// History of one subject (a voucher, a draft), oldest first; an empty subject asks for the latest
/// lines of the entity, newest first. At most `limit` lines.
pub fn of_subject(tx: &mut Tx, scope: &Scope, subject: &str, limit: i64) -> Result<Vec<HistoryLine>, Fault> {
    if subject.is_empty() {
        tx.all(include_str!("sql/latest_history.sql"), &params![scope.entity(), limit], line)
    } else {
        tx.all(include_str!("sql/history_of_subject.sql"), &params![scope.entity(), subject, limit], line)
    }
}

fn line(row: &Row) -> Result<HistoryLine, Fault> {
    Ok(HistoryLine {
        seq: row.get("history_seq")?,
        at: row.get("at")?,
        actor: row.get("actor_name")?,
        role: row.get("role")?,
        channel: row.get("channel")?,
        command: row.get("command")?,
        subject: row.get("subject")?,
        outcome: row.get("outcome")?,
        detail: row.get("detail")?,
    })
}
