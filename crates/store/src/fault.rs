//! What went wrong below the rules: disk, connection, a damaged row, a misused statement.
//!
//! A fault is an error, never an answer to a user's wish; that is a refusal (`kameral-base`). The
//! text names statement, table and column but never a value of a row: a fault goes to the log, and
//! the log must not hold anyone's name or account number.

use std::fmt;

/// *Driftfel*. An error of the store, with what it concerned.
///
/// Small on purpose (one pointer): it travels in every `Result` of the program.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0)]
pub struct Fault(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: FaultKind,
    statement: Option<String>,
    text: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// What sort of fault it is, the same on both engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum FaultKind {
    /// A unique or primary key exists already.
    Unique,
    /// A row is missing that another refers to, or is still referred to.
    ForeignKey,
    /// A `check` constraint or `not null` says no.
    Check,
    /// An append-only table was to be changed (reliability rule 1).
    AppendOnly,
    /// Denied: a privilege, a statement that only the store may give, or a row of an entity outside
    /// `kameral.entities`.
    Privilege,
    /// Two transactions crossed (serialization failure, deadlock); the same one tried again may
    /// succeed, and the store has tried.
    Conflict,
    /// What guards the writes says no: see [`Store::guard_writes`](crate::Store::guard_writes).
    ReadOnly,
    /// Someone held a lock for too long, or all connections are in use.
    Busy,
    /// The disk is full, or the file cannot be read or written.
    Disk,
    /// The connection to PostgreSQL cannot be made or was lost before anything was committed.
    Connection,
    /// The commit was sent and its answer never came: done or not done, nobody here knows.
    OutcomeUnknown,
    /// A row does not fit the type it is read as.
    Mismatch,
    /// `one` met no row, or more than one.
    NotOne,
    /// The caller misused the store: nested transactions, wrong number of parameters.
    Misuse,
    /// The tables and the program's migrations do not agree.
    Migration,
    /// A setting that durability rests on is wrong (reliability rule 7).
    Settings,
    /// Anything else the engine says.
    Engine,
}

impl Fault {
    /// A fault of a kind, told in English for the log.
    pub fn new(kind: FaultKind, text: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            statement: None,
            text: text.into(),
            source: None,
        }))
    }

    /// What sort of fault it is.
    pub fn kind(&self) -> FaultKind {
        self.0.kind
    }

    /// The key exists already: the same command twice, or two at the same time.
    pub fn is_unique_violation(&self) -> bool {
        self.0.kind == FaultKind::Unique
    }

    /// Someone tried to change or remove a row of an append-only table.
    pub fn is_append_only(&self) -> bool {
        self.0.kind == FaultKind::AppendOnly
    }

    /// The work may be done or not done. The caller asks again with the same idempotency key,
    /// and the program should stop and start anew (reliability rule 7).
    pub fn is_outcome_unknown(&self) -> bool {
        self.0.kind == FaultKind::OutcomeUnknown
    }

    /// Others were in the way; nothing is written, and trying again later may succeed.
    pub fn is_busy(&self) -> bool {
        matches!(self.0.kind, FaultKind::Busy | FaultKind::Conflict)
    }

    /// The disk failed under the engine, not under a file that the program reads or writes itself.
    pub(crate) fn is_of_the_engines_disk(&self) -> bool {
        let is_own_file = self
            .0
            .source
            .as_ref()
            .is_some_and(|source| source.is::<std::io::Error>());
        self.0.kind == FaultKind::Disk && !is_own_file
    }

    /// Names the statement, the first time; an inner name is more exact than an outer one.
    pub(crate) fn in_statement(mut self, sql: &str) -> Self {
        if self.0.statement.is_none() {
            self.0.statement = Some(crate::sql::name(sql));
        }
        self
    }

    /// Puts `prefix` before the text: where or in what it happened.
    pub(crate) fn within(mut self, prefix: &str) -> Self {
        self.0.text = format!("{prefix}: {}", self.0.text);
        self
    }

    fn caused_by(mut self, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.0.source = Some(Box::new(source));
        self
    }
}

impl fmt::Display for Inner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(statement) = &self.statement {
            write!(f, "statement '{statement}': ")?;
        }
        f.write_str(&self.text)
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        Self::new(FaultKind::Disk, error.to_string()).caused_by(error)
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        let kind = match &error {
            rusqlite::Error::SqliteFailure(code, message) => sqlite_kind(*code, message.as_deref().unwrap_or_default()),
            _ => FaultKind::Engine,
        };
        Self::new(kind, format!("SQLite: {error}")).caused_by(error)
    }
}

/// Messages of the triggers made by `migrate::guards` begin with these words.
pub(crate) const APPEND_ONLY: &str = "append-only:";
pub(crate) const KEY_EXISTS: &str = "key exists:";

fn sqlite_kind(code: rusqlite::ffi::Error, message: &str) -> FaultKind {
    use rusqlite::{ErrorCode, ffi};
    match code.extended_code {
        ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID => {
            FaultKind::Unique
        }
        ffi::SQLITE_CONSTRAINT_TRIGGER if message.starts_with(KEY_EXISTS) => FaultKind::Unique,
        ffi::SQLITE_CONSTRAINT_TRIGGER if message.starts_with(APPEND_ONLY) => FaultKind::AppendOnly,
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => FaultKind::ForeignKey,
        ffi::SQLITE_CONSTRAINT_CHECK | ffi::SQLITE_CONSTRAINT_NOTNULL | ffi::SQLITE_CONSTRAINT_DATATYPE => {
            FaultKind::Check
        }
        _ => match code.code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => FaultKind::Busy,
            ErrorCode::DiskFull
            | ErrorCode::SystemIoFailure
            | ErrorCode::DatabaseCorrupt
            | ErrorCode::NotADatabase
            | ErrorCode::CannotOpen => FaultKind::Disk,
            _ => FaultKind::Engine,
        },
    }
}

impl From<postgres::Error> for Fault {
    fn from(error: postgres::Error) -> Self {
        let kind = postgres_kind(&error);
        let text = match error.as_db_error() {
            // The detail of a unique violation holds the key's values, so it is left out.
            Some(told) => {
                let place = [told.table(), told.column(), told.constraint()];
                let place = place.into_iter().flatten().collect::<Vec<_>>().join(", ");
                let place = if place.is_empty() { place } else { format!(" ({place})") };
                format!("PostgreSQL: {} [{}]{place}", told.message(), told.code().code())
            }
            None => match std::error::Error::source(&error) {
                Some(source) => format!("PostgreSQL: {error}: {source}"),
                None => format!("PostgreSQL: {error}"),
            },
        };
        Self::new(kind, text).caused_by(error)
    }
}

/// The codes are those of "PostgreSQL Error Codes", appendix A of its manual.
fn postgres_kind(error: &postgres::Error) -> FaultKind {
    let Some(code) = error.code() else {
        let cause = std::error::Error::source(error);
        let is_lost = error.is_closed() || cause.is_some_and(<dyn std::error::Error>::is::<std::io::Error>);
        return if is_lost {
            FaultKind::Connection
        } else {
            FaultKind::Engine
        };
    };
    match code.code() {
        "23505" => FaultKind::Unique,
        "23503" => FaultKind::ForeignKey,
        "23502" | "23514" => FaultKind::Check,
        APPEND_ONLY_STATE => FaultKind::AppendOnly,
        "42501" => FaultKind::Privilege,
        "40001" | "40P01" => FaultKind::Conflict,
        "55P03" => FaultKind::Busy,
        "57P01" | "57P02" | "57P03" => FaultKind::Connection,
        class if class.starts_with("08") => FaultKind::Connection,
        class if class.starts_with("53") || class.starts_with("58") => FaultKind::Disk,
        _ => FaultKind::Engine,
    }
}

/// The state our own deny function raises on PostgreSQL.
pub(crate) const APPEND_ONLY_STATE: &str = "KA001";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_names_its_statement_once() {
        let fault = Fault::new(FaultKind::Mismatch, "column due_date, row 3: expected a date")
            .in_statement("-- Open invoices.\nselect 1")
            .in_statement("select 2");
        assert_eq!(
            fault.to_string(),
            "statement 'Open invoices.': column due_date, row 3: expected a date"
        );
    }

    #[test]
    fn a_fault_is_one_pointer() {
        assert_eq!(size_of::<Fault>(), size_of::<usize>());
    }
}
