//! How SQLite is opened, and that it is so (reliability rule 7).
//!
//! A setting is made and then asked for again: a misspelt `pragma` is silently ignored by SQLite,
//! and durability rests on these.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};

use crate::fault::FaultKind;
use crate::{Durability, Fault};

/// 3.51.3: the first version where a reset of the WAL cannot lose a commit.
const VERSION_MIN: i32 = 3_051_003;
/// How long another process's writer is waited for.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// Page cache of a connection; SQLite counts negative in KiB. 64 MB holds a small agency's year.
const CACHE_KIB: i64 = 64 * 1024;
/// Pages in the WAL before they are moved to the database: 16 MB, so that an import of thousands
/// of vouchers waits seldom, and a restart reads little.
const CHECKPOINT_PAGES: i64 = 4_000;
/// The WAL file is cut back to this after a checkpoint.
const WAL_BYTES_MAX: i64 = 64 * 1024 * 1024;

/// Marks a SQLite file as ours: "kmrl".
pub(crate) const APPLICATION_ID: i32 = 0x6b6d_726c;

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Writer,
    Reader,
}

/// Opens the file, makes the settings and asserts them.
pub(crate) fn connect(path: &Path, role: Role, durability: Durability) -> Result<Connection, Fault> {
    let version = rusqlite::version_number();
    if version < VERSION_MIN {
        return Err(wrong("version", rusqlite::version(), "3.51.3 or newer"));
    }
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if role == Role::Writer {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let db = Connection::open_with_flags(path, flags)
        .map_err(|error| Fault::from(error).within(&path.display().to_string()))?;
    db.busy_timeout(BUSY_TIMEOUT)?;
    for (config, on) in CONFIGS {
        db.set_db_config(config, on)?;
    }
    db.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    for (name, value) in pragmas(role, durability) {
        db.pragma_update_and_check(None, name, value, |_| Ok(()))
            .or_else(|error| match error {
                rusqlite::Error::QueryReturnedNoRows => Ok(()),
                other => Err(other),
            })?;
    }
    assert_settings(&db, role, durability)?;
    let application: i32 = db.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if application != 0 && application != APPLICATION_ID {
        let text = format!("{} is another program's database", path.display());
        return Err(Fault::new(FaultKind::Settings, text));
    }
    Ok(db)
}

/// Asks for every setting again and refuses a wrong one by name.
pub(crate) fn assert_settings(db: &Connection, role: Role, durability: Durability) -> Result<(), Fault> {
    for (name, value) in pragmas(role, durability) {
        let found: String = db.pragma_query_value(None, name, |row| {
            let value: rusqlite::types::Value = row.get(0)?;
            Ok(match value {
                rusqlite::types::Value::Integer(number) => number.to_string(),
                rusqlite::types::Value::Text(text) => text,
                _ => String::new(),
            })
        })?;
        if found != value {
            return Err(wrong(name, &found, &value));
        }
    }
    for (config, on) in CONFIGS {
        if db.db_config(config)? != on {
            return Err(wrong(&format!("{config:?}"), &(!on).to_string(), &on.to_string()));
        }
    }
    match db.limit(Limit::SQLITE_LIMIT_ATTACHED)? {
        0 => Ok(()),
        other => Err(wrong("limit of attached databases", &other.to_string(), "0")),
    }
}

/// `DEFENSIVE` keeps SQL from damaging the file; a double-quoted text is a name, never a string.
const CONFIGS: [(DbConfig, bool); 6] = [
    (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
    (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
    (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, true),
    (DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true),
    (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
    (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
];

/// Each setting with the text SQLite answers when asked.
fn pragmas(role: Role, durability: Durability) -> Vec<(&'static str, String)> {
    let synchronous = match durability {
        Durability::Full | Durability::Standby => 2,
        Durability::Test => 0,
    };
    let mut pragmas = vec![
        ("journal_mode", "wal".to_owned()),
        ("synchronous", synchronous.to_string()),
        ("foreign_keys", "1".to_owned()),
        // Without it `insert or replace` walks round the triggers of append-only tables.
        ("recursive_triggers", "1".to_owned()),
        ("trusted_schema", "0".to_owned()),
        ("cell_size_check", "1".to_owned()),
        ("mmap_size", "0".to_owned()),
        ("cache_size", (-CACHE_KIB).to_string()),
        ("wal_autocheckpoint", CHECKPOINT_PAGES.to_string()),
        ("journal_size_limit", WAL_BYTES_MAX.to_string()),
    ];
    if role == Role::Reader {
        pragmas.push(("query_only", "1".to_owned()));
    }
    pragmas
}

fn wrong(name: &str, found: &str, wanted: &str) -> Fault {
    let text = format!("SQLite setting {name} is {found}, {wanted} is required");
    Fault::new(FaultKind::Settings, text)
}
