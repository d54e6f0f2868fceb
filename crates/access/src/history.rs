//! *Behandlingshistorik*: one line for every command, whatever came of it (FBF 2000:606 18 §,
//! GL-29, SEC-17).
//!
//! Lines of an entity are numbered without gaps in the order the commands were committed, and no
//! role of the database may change or remove one. It cannot be switched off (reliability rule 14).

use kameral_base::{EntityId, Timestamp, UserId};
use kameral_store::{Cell, Fault, FromCell, Row, Tx, params};

use crate::{Actor, Permission, Rows, Scope};

/// The installation itself, whose history tells of sign-ins and sessions. No books belong to it.
pub const INSTALLATION: EntityId = EntityId(0);

/// The most lines one page has.
pub const HISTORY_LINES_MAX: i64 = 500;

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
        Self {
            permission,
            command,
            subject: subject.into(),
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
    /// In which roles.
    pub role: String,
    /// `web`, `api` or `cli`.
    pub channel: String,
    /// Which command.
    pub command: String,
    /// On what.
    pub subject: String,
    /// What came of it.
    pub outcome: Outcome,
    /// Names of the refusals, or the permission that was missing.
    pub detail: String,
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
    let seq: i64 = tx.one(include_str!("sql/next_history.sql"), params![line.entity], |row| {
        row.get("last_seq")
    })?;
    let actor = line.actor;
    tx.exec(
        include_str!("sql/add_history.sql"),
        params![
            line.entity,
            seq,
            line.at,
            actor.user,
            &actor.name,
            &actor.role,
            actor.channel,
            line.command,
            line.subject,
            line.outcome.word(),
            line.detail
        ],
    )?;
    Ok(())
}

/// Which lines a page shows; what is not given does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HistoryFilter {
    /// Whose.
    pub actor: Option<UserId>,
    /// Of which command: `voucher.post`.
    pub command: Option<String>,
    /// With which outcome.
    pub outcome: Option<Outcome>,
    /// From this moment. The caller knows when a day begins where the reader is.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub until: Option<Timestamp>,
}

/// A page of an entity's history, newest first: at most `limit` lines (and [`HISTORY_LINES_MAX`])
/// before a place, or from the end. The last line's [`seq`](HistoryLine::seq) is the next place.
///
/// The caller has asked for a permission: to read the books, or to manage users or the system.
/// History has no dimensions, so who may read some rows of the books only gets none of it here;
/// what happened to a thing they may meet is asked for by [`of_subject`].
pub fn page(
    tx: &mut Tx,
    scope: &Scope,
    filter: &HistoryFilter,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<HistoryLine>, Fault> {
    if matches!(scope.rows(), Rows::AnyOf(some) if !some.is_empty()) {
        return Ok(Vec::new());
    }
    let params = params![
        scope.entity(),
        before.unwrap_or(i64::MAX),
        filter.actor,
        filter.command.as_deref(),
        filter.outcome.map(Outcome::word),
        filter.from,
        filter.until,
        limit.clamp(0, HISTORY_LINES_MAX)
    ];
    tx.all(include_str!("sql/history_page.sql"), params, line)
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
        role: row.get("role")?,
        channel: row.get("channel")?,
        command: row.get("command")?,
        subject: row.get("subject")?,
        outcome: row.get("outcome")?,
        detail: row.get("detail")?,
    })
}
