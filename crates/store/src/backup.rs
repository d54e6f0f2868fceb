//! Backups of SQLite: a copy of one moment, made while the database is in use, and verified.
//!
//! The copy is written beside its final name, synced, renamed, and the folder synced: under the
//! final name there is a whole copy or nothing. PostgreSQL has its own tools for this.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup as Copying, StepResult};
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest, Sha256};

use crate::fault::FaultKind;
use crate::sqlite::settings::{self, APPLICATION_ID, Role};
use crate::store::Backend;
use crate::{Fault, Store};

/// A backup that was made and verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Where it lies.
    pub path: PathBuf,
    /// Its length.
    pub file_bytes: u64,
    /// Its SHA-256, to be kept elsewhere and compared before a restore.
    pub sha256: String,
}

/// What a database file holds, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileReport {
    /// The migrations that made it, `crate/file`, in the order of their names.
    pub migrations: Vec<String>,
    /// What SQLite's own checks find; none is good.
    pub problems: Vec<String>,
}

impl Store {
    /// Copies the database to `path` as of one moment, while others read and write, and verifies
    /// the copy. An existing file is never overwritten.
    ///
    /// On PostgreSQL a fault names the tools to use instead.
    pub fn backup(&self, path: &Path) -> Result<Backup, Fault> {
        let Backend::Sqlite(sqlite) = self.backend() else {
            let text = "PostgreSQL is copied with its own tools: pg_basebackup with WAL archiving, or pg_dump";
            return Err(Fault::new(FaultKind::Misuse, text));
        };
        if path.exists() {
            let text = format!("{} exists; a backup overwrites nothing", path.display());
            return Err(Fault::new(FaultKind::Misuse, text));
        }
        let mut unfinished = path.as_os_str().to_owned();
        unfinished.push(".unfinished");
        let unfinished = PathBuf::from(unfinished);
        remove_if_there(&unfinished)?;
        let source = settings::connect(&sqlite.path, Role::Reader, self.durability())?;
        copy(&source, &unfinished)?;
        let report = Self::verify_file(&unfinished)?;
        if let Some(problem) = report.problems.first() {
            let text = format!("the copy is damaged, and so may the database be: {problem}");
            return Err(Fault::new(FaultKind::Disk, text));
        }
        let (file_bytes, sha256) = measure(&unfinished)?;
        File::open(&unfinished)?.sync_all()?;
        fs::rename(&unfinished, path)?;
        File::open(folder(path))?.sync_all()?;
        Ok(Backup {
            path: path.to_owned(),
            file_bytes,
            sha256,
        })
    }

    /// Looks through a database file without changing it: before a restore, and each night.
    /// A file that is no database of ours is a fault.
    pub fn verify_file(path: &Path) -> Result<FileReport, Fault> {
        let named = |fault: Fault| fault.within(&path.display().to_string());
        verify(path).map_err(named)
    }
}

fn verify(path: &Path) -> Result<FileReport, Fault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    let id: i32 = db.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if id != APPLICATION_ID {
        return Err(Fault::new(
            FaultKind::Migration,
            "the file is not a database of Kameral",
        ));
    }
    db.pragma_update(None, "cell_size_check", true)?;
    let mut problems = crate::check::pragma(&db, "pragma integrity_check")?;
    if problems.is_empty() {
        problems = crate::check::pragma(&db, "pragma foreign_key_check")?;
    }
    let mut listed = db.prepare("select crate_name || '/' || file from migration order by crate_name, file")?;
    let migrations = listed.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(FileReport { migrations, problems })
}

/// All pages in one step: a reader's snapshot, which in WAL mode hinders no writer.
fn copy(source: &Connection, path: &Path) -> Result<(), Fault> {
    let mut target = Connection::open(path)?;
    target.pragma_update(None, "synchronous", "FULL")?;
    let copied = Copying::new(source, &mut target)?.step(-1)?;
    if copied != StepResult::Done {
        return Err(Fault::new(
            FaultKind::Busy,
            format!("the copy was not completed: {copied:?}"),
        ));
    }
    // One file, without a WAL beside it; the store turns it on again when it opens a restored copy.
    target.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))?;
    target.close().map_err(|(_, error)| Fault::from(error))
}

fn measure(path: &Path) -> Result<(u64, String), Fault> {
    let (mut file, mut hash, mut bytes) = (File::open(path)?, Sha256::new(), 0);
    let mut buffer = vec![0; 1024 * 1024];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok((bytes, crate::hash::hex(&hash.finalize())));
        }
        hash.update(&buffer[..read]);
        bytes += read as u64;
    }
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

fn remove_if_there(path: &Path) -> Result<(), Fault> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}
