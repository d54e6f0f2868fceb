//! Migrations: the tables of every crate, applied in order, each in a transaction of its own.
//!
//! A file that is applied never changes: its SHA-256 is kept and compared at every start. A
//! database that has files the program does not know was made by a newer program, and is refused.

mod guards;
mod translate;

use kameral_base::Timestamp;

use crate::fault::FaultKind;
use crate::sqlite::settings::APPLICATION_ID;
use crate::{Engine, Fault, Store, Tx, params, sha256_hex, value};

/// One crate's migrations, in order.
#[derive(Debug, Clone, Copy)]
pub struct Migrations {
    /// The crate's short name: `ledger`.
    pub crate_name: &'static str,
    /// Each file's name and steps. Names sort in the order they are applied: `001_registers.sql`.
    pub files: &'static [(&'static str, &'static [Migration])],
}

/// One step of a migration file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Migration {
    /// One text for both engines, in PostgreSQL's types: bigint, text, boolean, date, bytea,
    /// jsonb. For SQLite they are translated and every table is made `strict`; a line
    /// `-- sqlite: without rowid` before `create table` makes it that too.
    Both(&'static str),
    /// A text for each engine.
    Pair {
        /// For PostgreSQL.
        pg: &'static str,
        /// For SQLite, as it is.
        sqlite: &'static str,
    },
    /// The table is only added to (reliability rule 1): the database refuses update, delete,
    /// truncate, and a replacing insert.
    AppendOnly {
        /// The table.
        table: &'static str,
        /// Its primary key. On SQLite an insert of a key that exists raises a unique violation
        /// before any conflict clause is looked at, so `on conflict do nothing` cannot be used;
        /// leave the key empty where it must be (`recursive_triggers` then stands guard alone).
        key: &'static [&'static str],
    },
    /// Rows of an append-only table may leave it when `disposed` names them: a row of that type whose
    /// subject is what the row's own columns come to. Still nothing is changed.
    Disposable {
        /// The table.
        table: &'static str,
        /// Type of record, as `disposed` names it.
        record: &'static str,
        /// The subject of the row `old`, for PostgreSQL.
        pg: &'static str,
        /// The same for SQLite.
        sqlite: &'static str,
    },
    /// Texts of an append-only table may be emptied, once, where `disposed` names the row; every other
    /// column stays as it was posted.
    Blankable {
        /// The table; it has a column `entity_id`.
        table: &'static str,
        /// Type of record, as `disposed` names it.
        record: &'static str,
        /// The subject of the row `old`, on both engines.
        subject: &'static str,
        /// The columns that may become an empty text.
        texts: &'static [&'static str],
        /// Every other column. A column that is added later is put here by a step of its own.
        kept: &'static [&'static str],
    },
    /// The table's rows belong to entities (reliability rule 15): PostgreSQL shows and takes only
    /// rows of `kameral.entities`, set by [`Tx::for_entities`], and errors when it is unset.
    EntityRows {
        /// The table; it has a column `entity_id`.
        table: &'static str,
    },
}

/// The store's own tables come before all others.
const BEFORE_ALL: Migrations = Migrations {
    crate_name: "store",
    files: &[
        ("001_inbox", INBOX),
        ("002_outbox", OUTBOX),
        ("003_outbox_by_period", OUTBOX_BY_PERIOD),
        ("004_disposed", DISPOSED),
    ],
};

const INBOX: &[Migration] = &[
    Migration::Both(include_str!("../../migrations/001_inbox.sql")),
    Migration::AppendOnly {
        table: "inbox_file",
        key: &["entity_id", "kind", "sha256"],
    },
    Migration::AppendOnly {
        table: "inbox_chunk",
        key: &["entity_id", "kind", "sha256", "chunk"],
    },
    Migration::AppendOnly {
        table: "inbox_outcome",
        key: &["entity_id", "kind", "sha256", "number"],
    },
    Migration::EntityRows { table: "inbox_file" },
    Migration::EntityRows { table: "inbox_chunk" },
    Migration::EntityRows { table: "inbox_outcome" },
];

const OUTBOX: &[Migration] = &[
    Migration::Both(include_str!("../../migrations/002_outbox.sql")),
    Migration::AppendOnly {
        table: "outbox_file",
        key: &["entity_id", "kind", "number"],
    },
    Migration::AppendOnly {
        table: "outbox_chunk",
        key: &["entity_id", "kind", "number", "chunk"],
    },
    Migration::EntityRows { table: "outbox_file" },
    Migration::EntityRows { table: "outbox_chunk" },
];

const OUTBOX_BY_PERIOD: &[Migration] = &[Migration::Both(include_str!(
    "../../migrations/003_outbox_by_period.sql"
))];

const DISPOSED: &[Migration] = &[
    Migration::Both(include_str!("../../migrations/004_disposed.sql")),
    Migration::AppendOnly {
        table: "disposed",
        key: &["entity_id", "disposed_no"],
    },
    Migration::EntityRows { table: "disposed" },
    Migration::Disposable {
        table: "inbox_chunk",
        record: "inbox",
        pg: "old.kind || '/' || old.sha256",
        sqlite: "old.kind || '/' || old.sha256",
    },
    Migration::Disposable {
        table: "outbox_chunk",
        record: "outbox",
        pg: "old.kind || '/' || cast(old.number as text)",
        sqlite: "old.kind || '/' || cast(old.number as text)",
    },
];

/// The register of what is applied. It cannot be a migration itself.
const REGISTER: &str = "create table if not exists migration (
  crate_name text not null, file text not null, sha256 text not null, applied_at text not null,
  primary key (crate_name, file))";

impl Store {
    /// Applies what is not yet applied. Give all crates of the program at once, those that are
    /// referred to first. Refused with names: a file whose text has changed, a file missing
    /// before one that is applied, and a file or crate in the database that is not in the list.
    pub fn migrate(&self, crates: &[Migrations], applied_at: Timestamp) -> Result<(), Fault> {
        let crates: Vec<Migrations> = [&[BEFORE_ALL], crates].concat();
        let mut tx = self.owner()?;
        in_transaction(&mut tx, |tx| {
            if tx.engine() == Engine::Postgres {
                tx.batch(guards::POSTGRES_BEFORE_ALL)?;
            }
            if tx.engine() == Engine::Sqlite {
                tx.batch(&format!("pragma application_id = {APPLICATION_ID}"))?;
            }
            tx.batch(&whole_text(tx.engine(), &Migration::Both(REGISTER))?)?;
            if tx.engine() == Engine::Postgres {
                tx.batch("revoke insert, update, delete on migration from kameral_app")?;
            }
            Ok(())
        })?;
        in_transaction(&mut tx, |tx| {
            let applied = applied(tx)?;
            known_crates(&crates, &applied)
        })?;
        for migrations in &crates {
            for (at, (file, steps)) in migrations.files.iter().enumerate() {
                in_transaction(&mut tx, |tx| apply(tx, migrations, at, file, steps, applied_at))
                    .map_err(|fault| fault.within(&format!("migration {}/{file}", migrations.crate_name)))?;
            }
        }
        Ok(())
    }
}

struct Applied {
    crate_name: String,
    file: String,
    sha256: String,
}

fn applied(tx: &mut Tx) -> Result<Vec<Applied>, Fault> {
    let sql = "select crate_name, file, sha256 from migration order by crate_name, file";
    tx.all(sql, &[], |row| {
        Ok(Applied {
            crate_name: row.get("crate_name")?,
            file: row.get("file")?,
            sha256: row.get("sha256")?,
        })
    })
}

/// Applies one file unless it is applied already; asked inside its transaction, because two
/// programs may start at the same time.
fn apply(
    tx: &mut Tx,
    migrations: &Migrations,
    at: usize,
    file: &'static str,
    steps: &[Migration],
    applied_at: Timestamp,
) -> Result<(), Fault> {
    let all = applied(tx)?;
    let mine: Vec<&Applied> = all
        .iter()
        .filter(|applied| applied.crate_name == migrations.crate_name)
        .collect();
    let sha256 = checksum(steps);
    if let Some(applied) = mine.iter().find(|applied| applied.file == file) {
        if applied.sha256 == sha256 {
            return Ok(());
        }
        return Err(refused("its text has changed since it was applied".to_owned()));
    }
    let later = migrations.files[at..]
        .iter()
        .find(|(later, _)| mine.iter().any(|applied| applied.file == *later));
    if let Some((later, _)) = later {
        return Err(refused(format!("it is not applied, but {later} after it is")));
    }
    for step in steps {
        let text = whole_text(tx.engine(), step)?;
        tx.batch(&text)?;
    }
    let applied_at = value::timestamp_text(applied_at);
    let sql = "insert into migration (crate_name, file, sha256, applied_at) values ($1, $2, $3, $4)";
    tx.exec(sql, params![migrations.crate_name, file, sha256, applied_at])?;
    Ok(())
}

/// Refuses what a newer program has applied.
fn known_crates(crates: &[Migrations], applied: &[Applied]) -> Result<(), Fault> {
    let is_known = |applied: &&Applied| {
        let same = crates
            .iter()
            .filter(|migrations| migrations.crate_name == applied.crate_name);
        same.flat_map(|migrations| migrations.files)
            .any(|(file, _)| *file == applied.file)
    };
    let unknown: Vec<String> = applied
        .iter()
        .filter(|applied| !is_known(applied))
        .map(|applied| format!("{}/{}", applied.crate_name, applied.file))
        .collect();
    if unknown.is_empty() {
        return Ok(());
    }
    let text = format!(
        "the database has migrations this program does not know: {}",
        unknown.join(", ")
    );
    Err(refused(text))
}

fn refused(text: String) -> Fault {
    Fault::new(FaultKind::Migration, text)
}

/// What tells migrations from others.
#[cfg(feature = "testing")]
pub(crate) fn checksum_of_all(crates: &[Migrations]) -> String {
    let of_crate = |migrations: &Migrations| {
        let files = migrations.files.iter();
        let of_files: Vec<String> = files
            .map(|(file, steps)| format!("{file} {}", checksum(steps)))
            .collect();
        format!("{}: {}", migrations.crate_name, of_files.join(", "))
    };
    crates.iter().map(of_crate).collect::<Vec<_>>().join("; ")
}

/// The SHA-256 over the steps as they are written, the same on both engines.
fn checksum(steps: &[Migration]) -> String {
    let mut text = String::new();
    for step in steps {
        let parts: Vec<&str> = match step {
            Migration::Both(sql) => vec!["both", sql],
            Migration::Pair { pg, sqlite } => vec!["pair", pg, sqlite],
            Migration::AppendOnly { table, key } => [&["append-only", table], *key].concat(),
            Migration::Disposable {
                table,
                record,
                pg,
                sqlite,
            } => vec!["disposable", table, record, pg, sqlite],
            Migration::Blankable {
                table,
                record,
                subject,
                texts,
                kept,
            } => [&["blankable", table, record, subject], *texts, &["kept"], *kept].concat(),
            Migration::EntityRows { table } => vec!["entity-rows", table],
        };
        for part in parts {
            text.extend([&part.len().to_string(), ":", part, "\n"]);
        }
    }
    sha256_hex(text.as_bytes())
}

/// A step's text for an engine.
fn whole_text(engine: Engine, step: &Migration) -> Result<String, Fault> {
    Ok(match (step, engine) {
        (Migration::Both(sql), Engine::Postgres) => (*sql).to_owned(),
        (Migration::Both(sql), Engine::Sqlite) => translate::for_sqlite(sql)?,
        (Migration::Pair { pg, .. }, Engine::Postgres) => (*pg).to_owned(),
        (Migration::Pair { sqlite, .. }, Engine::Sqlite) => (*sqlite).to_owned(),
        (Migration::AppendOnly { table, key }, engine) => guards::append_only(engine, table, key)?,
        (Migration::Disposable { table, record, pg, .. }, Engine::Postgres) => {
            guards::disposable(Engine::Postgres, table, record, pg)?
        }
        (
            Migration::Disposable {
                table, record, sqlite, ..
            },
            Engine::Sqlite,
        ) => guards::disposable(Engine::Sqlite, table, record, sqlite)?,
        (
            Migration::Blankable {
                table,
                record,
                subject,
                texts,
                kept,
            },
            engine,
        ) => guards::blankable(engine, table, (record, subject), texts, kept)?,
        (Migration::EntityRows { table }, engine) => guards::entity_rows(engine, table)?,
    })
}

/// A transaction of the owner's. On PostgreSQL one program migrates at a time.
fn in_transaction<T>(tx: &mut Tx, work: impl FnOnce(&mut Tx) -> Result<T, Fault>) -> Result<T, Fault> {
    match tx.engine() {
        Engine::Sqlite => tx.batch("begin immediate")?,
        Engine::Postgres => tx.batch("begin; select pg_advisory_xact_lock(5257336)")?,
    }
    match work(tx) {
        Ok(done) => tx.batch("commit").map(|()| done),
        Err(fault) => {
            // The first fault is the one to tell.
            let _ = tx.batch("rollback");
            Err(fault)
        }
    }
}
