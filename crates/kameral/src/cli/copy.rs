//! `kameral backup` and `kameral restore`.
//!
//! A copy counts only when it can be read back: both verify the file, and neither replaces one that
//! is there.

use std::fs::{self, File};
use std::path::Path;

use kameral_base::{Arg, Refusal, Sentence};
use kameral_store::Store;
use kameral_ui::Words;

use super::Cli;
use crate::outcome::Ending;
use crate::place;

/// Why a copy is not made.
#[derive(Debug)]
enum CopyRefusal {
    /// Something is there already.
    TargetExists { file: String },
    /// PostgreSQL has tools of its own.
    NotSqlite,
}

impl Refusal for CopyRefusal {
    fn name(&self) -> &'static str {
        match self {
            Self::TargetExists { .. } => "target_exists",
            Self::NotSqlite => "not_sqlite",
        }
    }

    fn sentence(&self) -> Sentence {
        match self {
            Self::TargetExists { file } => Sentence::new("refusal-target-exists").with("file", file.clone()),
            Self::NotSqlite => Sentence::new("refusal-not-sqlite"),
        }
    }
}

/// Copies the database while it is in use.
pub fn backup(cli: &Cli, words: Words, file: &Path) -> Result<(), Ending> {
    let target = file.display().to_string();
    if cli.db.starts_with("postgres") {
        return Err(Ending::refusal(&CopyRefusal::NotSqlite));
    }
    if file.exists() {
        return Err(Ending::refusal(&CopyRefusal::TargetExists { file: target }));
    }
    place::open(&cli.db)?.backup(file)?;
    verified(file)?;
    println!("{}", words.t_args("cli-backed-up", &[("file", Arg::Text(target))]));
    Ok(())
}

/// Puts a verified copy in the place of a database that does not exist: beside it, synced, renamed.
pub fn restore(cli: &Cli, words: Words, file: &Path) -> Result<(), Ending> {
    if cli.db.starts_with("postgres") {
        return Err(Ending::refusal(&CopyRefusal::NotSqlite));
    }
    let target = Path::new(&cli.db);
    if target.exists() {
        return Err(Ending::refusal(&CopyRefusal::TargetExists { file: cli.db.clone() }));
    }
    verified(file)?;
    let beside = target.with_extension("restoring");
    fs::copy(file, &beside)?;
    File::open(&beside)?.sync_all()?;
    verified(&beside)?;
    fs::rename(&beside, target)?;
    let folder = target
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()?;
    place::open(&cli.db)?;
    println!(
        "{}",
        words.t_args("cli-restored", &[("file", Arg::Text(cli.db.clone()))])
    );
    Ok(())
}

/// A file that cannot be read back whole is no copy.
fn verified(file: &Path) -> Result<(), Ending> {
    let report = Store::verify_file(file)?;
    if report.problems.is_empty() {
        Ok(())
    } else {
        Err(Ending::Fault(report.problems.join("; ")))
    }
}
