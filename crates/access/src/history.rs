//! *Behandlingshistorik*: one line for every command, whatever came of it (FBF 2000:606 18 §,
//! GL-29, SEC-17).
//!
//! Lines of an entity are numbered without gaps in the order the commands were committed, and no
//! role of the database may change or remove one. It cannot be switched off (reliability rule 14).
//! Each is sealed by a hash over the one before and every column ([`SealedLine`]), what it changed in
//! registers included ([`changed`]).

mod change;
mod export;
mod find;
mod read;
mod seal;
mod walk;

use std::collections::BTreeMap;

use kameral_base::{EntityId, Timestamp, UserId};
use kameral_store::{Cell, Fault, FromCell, Insert, Noted, NotedChange, Row, Tx, Value, params};

use crate::{Actor, Cx, Permission, Rows, Scope};

pub use change::{CHANGES_MAX, changed, changed_value};
pub use export::{ExportFault, ExportReport, export, verify};
pub use find::{HistoryFilter, HistoryPage, LOOKED_MAX, page};
pub use read::{PERSONAL_READ, PROTECTED_READ, is_reading, read};
pub use seal::{GENESIS, SealedLine};
pub use walk::{Chain, LineFault, SealedPage, head, sealed_after};

/// The installation itself, whose history tells of sign-ins and sessions. No books belong to it.
pub const INSTALLATION: EntityId = EntityId(0);

/// The most lines one page has.
pub const HISTORY_LINES_MAX: i64 = 500;

/// Registers of people: who is who, and what somebody may do or is proposed to.
const OF_PEOPLE: [&str; 9] = [
    "user",
    "user_role",
    "user_person",
    "duty_exception",
    "proposal",
    "substitute",
    "licence",
    "api_token",
    "protection",
];

/// Whether before and after of registers of people is told to who acts: to who manages users or the system.
pub fn tells_of_people(cx: &Cx) -> bool {
    cx.may(Permission::UserManage) || cx.may(Permission::SystemManage)
}

/// Whether what was changed is told to who acts.
pub fn may_read(cx: &Cx, change: &NotedChange) -> bool {
    tells_of_people(cx) || !OF_PEOPLE.contains(&change.register.as_str())
}

/// What a command is, as history names it.
#[derive(Debug, Clone)]
pub struct Act {
    /// The permission it needs.
    pub permission: Permission,
    /// Stable name: `voucher.post`, `period.close` …
    pub command: &'static str,
    /// What it was done to: a voucher number, a file name, an account.
    pub subject: String,
    /// Whether it concerns the whole entity; see [`Act::of_every_row`].
    pub(crate) every_row: bool,
}

impl Act {
    /// An act on a subject.
    pub fn new(permission: Permission, command: &'static str, subject: impl Into<String>) -> Self {
        Self {
            permission,
            command,
            subject: subject.into(),
            every_row: false,
        }
    }

    /// The same, of the whole entity: it rests on every row, or changes what holds for every row, and
    /// cannot be parted by unit or project. Who holds the permission for some rows only is denied.
    #[must_use]
    pub fn of_every_row(self) -> Self {
        Self {
            every_row: true,
            ..self
        }
    }
}

/// What came of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Done.
    Accepted,
    /// Sent again with its idempotency key: the kept answer was given and nothing was done.
    Repeated,
    /// A rule said no; nothing was done.
    Refused,
    /// The permission was missing; nothing was done (SEC-10).
    Denied,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 4] = [Self::Accepted, Self::Repeated, Self::Refused, Self::Denied];

    /// The word that is kept.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Repeated => "repeated",
            Self::Refused => "refused",
            Self::Denied => "denied",
        }
    }

    /// The key of its name in the texts.
    pub const fn text_key(self) -> &'static str {
        match self {
            Self::Accepted => "outcome-accepted",
            Self::Repeated => "outcome-repeated",
            Self::Refused => "outcome-refused",
            Self::Denied => "outcome-denied",
        }
    }
}

impl FromCell<'_> for Outcome {
    const EXPECTED: &'static str = "an outcome";

    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        let word = <&str>::from_cell(cell)?;
        Self::ALL.into_iter().find(|outcome| outcome.word() == word)
    }
}

/// One line of history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryLine {
    /// Order within the entity, from 1 without gaps.
    pub seq: i64,
    /// When the command began.
    pub at: Timestamp,
    /// Who; 0 is the operator at the command line, or somebody who did not sign in.
    pub user: UserId,
    /// Who, by the name at that time.
    pub actor: String,
    /// For whom, by the name at that time; empty when for oneself.
    pub on_behalf_of: String,
    /// In which roles.
    pub role: String,
    /// `web`, `api` or `cli`.
    pub channel: String,
    /// From which address or machine.
    pub address: String,
    /// By which program: `Firefox 140`, `kameral 0.1.0`.
    pub client: String,
    /// Which command.
    pub command: String,
    /// On what.
    pub subject: String,
    /// What came of it.
    pub outcome: Outcome,
    /// Names of the refusals, or the permission that was missing.
    pub detail: String,
    /// Rules that were applied, with a space between: `rule:cover:3 warning:own_number`.
    pub rules: String,
}

/// A line to be added.
pub(crate) struct NewLine<'a> {
    pub(crate) entity: EntityId,
    pub(crate) at: Timestamp,
    pub(crate) actor: &'a Actor,
    pub(crate) command: &'static str,
    pub(crate) subject: &'a str,
    pub(crate) outcome: Outcome,
    pub(crate) detail: &'a str,
}

/// Adds a line, last in the command's transaction: from here to the commit the entity's other
/// commands wait, so that the numbers follow the commits.
pub(crate) fn record(tx: &mut Tx, line: &NewLine<'_>) -> Result<(), Fault> {
    let Noted { changes, rules } = tx.take_noted();
    let seq: i64 = tx.one(include_str!("sql/next_history.sql"), params![line.entity], |row| {
        row.get("last_seq")
    })?;
    let actor = line.actor;
    let row = SealedLine {
        entity: line.entity,
        seq,
        at: moment_text(line.at),
        actor: actor.user.get(),
        actor_name: actor.name.clone(),
        on_behalf_of: actor.on_behalf_of().to_owned(),
        role: actor.role.clone(),
        channel: actor.channel.to_owned(),
        address: actor.address.clone(),
        client: actor.client.clone(),
        command: line.command.to_owned(),
        subject: line.subject.to_owned(),
        outcome: line.outcome.word().to_owned(),
        detail: line.detail.to_owned(),
        rules: rules.join(" "),
        changes: change::kept(changes),
        hash: None,
    };
    let hash = row.seal(&before(tx, line.entity, seq)?);
    tx.exec(
        include_str!("sql/add_history.sql"),
        params![
            row.entity,
            seq,
            &row.at,
            row.actor,
            &row.actor_name,
            &row.on_behalf_of,
            &row.role,
            &row.channel,
            &row.address,
            &row.client,
            &row.command,
            &row.subject,
            &row.outcome,
            &row.detail,
            &row.rules,
            hash
        ],
    )?;
    add_changes(tx, line.entity, seq, &row.changes)
}

/// Number and hash of a line.
pub type LastLine = (i64, Option<Vec<u8>>);

/// The last line of an entity's history, with its hash; the hash is none for one from before the chain.
pub fn last_hash(tx: &mut Tx, entity: EntityId) -> Result<Option<LastLine>, Fault> {
    tx.optional(include_str!("sql/history_last.sql"), params![entity], |row| {
        Ok((row.get("history_seq")?, row.get("hash")?))
    })
}

/// The hash of a line, where there is such a line.
pub fn hash_of(tx: &mut Tx, entity: EntityId, seq: i64) -> Result<Option<Option<Vec<u8>>>, Fault> {
    tx.optional(include_str!("sql/history_hash.sql"), params![entity, seq], |row| {
        row.get("hash")
    })
}

/// The hash of the line before one that is to be added.
fn before(tx: &mut Tx, entity: EntityId, seq: i64) -> Result<Vec<u8>, Fault> {
    if seq == 1 {
        return Ok(GENESIS.to_vec());
    }
    match hash_of(tx, entity, seq - 1)?.flatten() {
        Some(hash) => Ok(hash),
        // Once for an entity, with its first line since the chain was made.
        None => walk::ground(tx, entity, seq),
    }
}

fn add_changes(tx: &mut Tx, entity: EntityId, seq: i64, changes: &[NotedChange]) -> Result<(), Fault> {
    if changes.is_empty() {
        return Ok(());
    }
    let mut rows: Vec<Value<'_>> = Vec::with_capacity(changes.len() * CHANGES.columns.len());
    for (place, change) in (1_i64..).zip(changes) {
        rows.extend([
            Value::from(entity),
            Value::from(seq),
            Value::from(place),
            Value::from(change.register.as_str()),
            Value::from(change.object.as_str()),
            Value::from(change.field.as_str()),
            Value::from(change.before.as_deref()),
            Value::from(change.after.as_deref()),
        ]);
    }
    tx.insert_many(&CHANGES, &rows)?;
    Ok(())
}

const CHANGES: Insert = Insert {
    table: "history_change",
    columns: &[
        "entity_id",
        "history_seq",
        "place",
        "register",
        "object",
        "field",
        "before_text",
        "after_text",
    ],
    suffix: "",
};

/// A moment as it is kept in rows: UTC with six decimals, so that text sorts as time does.
pub(crate) fn moment_text(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()
}

/// One line and what it changed; none where the scope has some rows only, see [`page`].
pub fn one(tx: &mut Tx, scope: &Scope, seq: i64) -> Result<Option<(HistoryLine, Vec<NotedChange>)>, Fault> {
    if matches!(scope.rows(), Rows::AnyOf(some) if !some.is_empty()) {
        return Ok(None);
    }
    let key = params![scope.entity(), seq];
    let Some(found) = tx.optional(include_str!("sql/history_line.sql"), key, line)? else {
        return Ok(None);
    };
    let changes = walk::changes_of(tx, scope.entity(), seq)?;
    Ok(Some((found, changes)))
}

/// What lines of a page changed, by line, in one query; nothing where the scope has some rows only, see
/// [`page`].
pub fn changes_in(tx: &mut Tx, scope: &Scope, lines: &[HistoryLine]) -> Result<BTreeMap<i64, Vec<NotedChange>>, Fault> {
    if matches!(scope.rows(), Rows::AnyOf(some) if !some.is_empty()) {
        return Ok(BTreeMap::new());
    }
    walk::changes_of_lines(tx, scope.entity(), lines.iter().map(|line| line.seq))
}

/// History of one subject (a voucher, a draft), oldest first, at most `limit` lines (and
/// [`HISTORY_LINES_MAX`]). The caller has made sure that the subject may be met.
pub fn of_subject(tx: &mut Tx, scope: &Scope, subject: &str, limit: i64) -> Result<Vec<HistoryLine>, Fault> {
    let params = params![scope.entity(), subject, limit.clamp(0, HISTORY_LINES_MAX)];
    tx.all(include_str!("sql/history_of_subject.sql"), params, line)
}

fn line(row: &Row) -> Result<HistoryLine, Fault> {
    Ok(HistoryLine {
        seq: row.get("history_seq")?,
        at: row.get("at")?,
        user: row.get("actor")?,
        actor: row.get("actor_name")?,
        on_behalf_of: row.get("on_behalf_of")?,
        role: row.get("role")?,
        channel: row.get("channel")?,
        address: row.get("address")?,
        client: row.get("client")?,
        command: row.get("command")?,
        subject: row.get("subject")?,
        outcome: row.get("outcome")?,
        detail: row.get("detail")?,
        rules: row.get("rules")?,
    })
}
