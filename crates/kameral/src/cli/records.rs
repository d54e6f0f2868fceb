//! `kameral archive`, `kameral export all` and `kameral import all`: records out, in and proven.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use clap::{Args, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};
use kameral_access::Permission;
use kameral_base::{Arg, Date, EntityId};
use kameral_records::archive::{self, ArchiveOrder};
use kameral_records::handover::{self, Progress, Watch};
use kameral_records::package::Manifest;
use kameral_records::store::packages;
use kameral_records::verify::{self, Verified};
use kameral_ui::Words;
use serde_json::json;

use super::output::print_json;
use super::{Cli, EntityArg, Format, Listing};
use crate::outcome::Ending;
use crate::place;

/// A folder to read everything from.
#[derive(Debug, Args)]
pub struct HandoverArgs {
    /// The folder.
    folder: PathBuf,
}

/// A folder to write everything to.
#[derive(Debug, Args)]
pub struct HandoverExportArgs {
    /// The folder; it must not be there yet.
    folder: PathBuf,
    #[command(flatten)]
    entity: EntityArg,
}

/// Words of `kameral archive`.
#[derive(Debug, Subcommand)]
pub enum ArchiveCommand {
    /// Make the package of a fiscal year in a folder that is not there yet.
    Make(ArchiveArgs),
    /// Verify a package from itself alone; needs no database.
    Verify(VerifyArgs),
    /// List the packages that were made.
    List(EntityArg),
}

/// A package to make.
#[derive(Debug, Args)]
pub struct ArchiveArgs {
    /// The folder; it must not be there yet.
    folder: PathBuf,
    #[command(flatten)]
    entity: EntityArg,
    /// Fiscal year, by the calendar year it ends in.
    #[arg(long)]
    year: i64,
    /// Take history and files registered before this day; today when none is given.
    #[arg(long)]
    as_of: Option<Date>,
}

/// A package to verify.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// The folder.
    folder: PathBuf,
    /// Register what comes of it at this entity of the database.
    #[arg(long)]
    register: Option<String>,
}

pub fn archive(cli: &Cli, words: Words, command: &ArchiveCommand) -> Result<(), Ending> {
    match command {
        ArchiveCommand::Make(args) => {
            let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
            let order = ArchiveOrder {
                year: args.year,
                as_of: args.as_of.unwrap_or(cx.today),
            };
            let made = watched(cli, |watch| archive::make(&cx, order, &args.folder, watch))?;
            tell(cli, words, &made.manifest, "cli-archive-made", &args.folder);
            Ok(())
        }
        ArchiveCommand::Verify(args) => {
            let verified = match &args.register {
                Some(code) => archive::look(&place::operator(&place::open(&cli.db)?, code)?, &args.folder)?,
                None => verify::package(&args.folder)?,
            };
            tell_verified(cli, words, &verified)
        }
        ArchiveCommand::List(entity) => list(cli, words, entity),
    }
}

fn tell_verified(cli: &Cli, words: Words, verified: &Verified) -> Result<(), Ending> {
    let manifest = &verified.manifest;
    if cli.format == Format::Json {
        let damages = verified.damages.iter().map(|damage| {
            json!({
                "path": damage.path,
                "line": damage.line,
                "kind": damage.kind.name(),
                "expected": damage.expected,
                "found": damage.found,
            })
        });
        print_json(&json!({
            "entity": manifest.entity.code,
            "year": manifest.year,
            "files": manifest.files.len(),
            "vouchers": verified.vouchers,
            "lines": verified.lines,
            "without_texts": verified.without_texts,
            "protected": verified.protected,
            "manifest_sha256": verified.sha256,
            "whole": verified.damages.is_empty(),
            "damages": damages.collect::<Vec<_>>(),
        }));
    } else {
        for damage in &verified.damages {
            let place = damage
                .line
                .map_or_else(|| damage.path.clone(), |line| format!("{}:{line}", damage.path));
            let what = words.t(damage.kind.text_key());
            println!(
                "{place}: {what} {} {} [{}]",
                damage.expected,
                damage.found,
                damage.kind.name()
            );
        }
        let number = |count: u64| Arg::Number(i64::try_from(count).unwrap_or(i64::MAX));
        for (decision, vouchers) in &verified.without_texts {
            let args = [("decision", Arg::Number(*decision)), ("vouchers", number(*vouchers))];
            println!("{}", words.t_args("cli-archive-without-texts", &args));
        }
        if 0 < verified.protected {
            println!(
                "{}",
                words.t_args("cli-archive-protected", &[("count", number(verified.protected))])
            );
        }
        let args = [
            ("files", number(manifest.files.len() as u64)),
            ("vouchers", number(verified.vouchers)),
            ("lines", number(verified.lines)),
            ("damages", number(verified.damages.len() as u64)),
            ("sha256", Arg::Text(verified.sha256.clone())),
        ];
        let key = if verified.damages.is_empty() {
            "cli-archive-whole"
        } else {
            "cli-archive-differs"
        };
        println!("{}", words.t_args(key, &args));
    }
    if verified.damages.is_empty() {
        Ok(())
    } else {
        Err(Ending::Refused(Vec::new()))
    }
}

fn list(cli: &Cli, words: Words, entity: &EntityArg) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &entity.entity)?;
    let all = cx.read(Permission::RecordsManage, |tx| packages::all(tx, cx.entity()))?;
    let rows = all.into_iter().map(|package| {
        let verified = match &package.verified {
            None => String::new(),
            Some((at, 0, _)) => at.clone(),
            Some((_, _, first)) => first.clone(),
        };
        vec![
            package.package_no.to_string(),
            package.year.to_string(),
            package.as_of.to_string(),
            package.file_count.to_string(),
            package.file_bytes.to_string(),
            package.made_at,
            package.made_by,
            package.folder,
            verified,
            package.manifest_sha256,
        ]
    });
    Listing {
        columns: vec![
            ("number", "cli-number"),
            ("year", "cli-year"),
            ("as_of", "cli-archive-as-of"),
            ("files", "cli-archive-files"),
            ("bytes", "cli-outbox-bytes"),
            ("made_at", "cli-outbox-made-at"),
            ("made_by", "cli-outbox-made-by"),
            ("folder", "cli-archive-folder"),
            ("verified", "cli-archive-verified"),
            ("manifest_sha256", "cli-outbox-sha256"),
        ],
        rows: rows.collect(),
    }
    .print(cli, words);
    Ok(())
}

/// Writes everything of an entity.
pub fn export_all(cli: &Cli, words: Words, args: &HandoverExportArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    let manifest = watched(cli, |watch| handover::export_all(&cx, &args.folder, watch))?;
    tell(cli, words, &manifest, "cli-handover-exported", &args.folder);
    Ok(())
}

/// Reads everything of an entity into an empty database.
pub fn import_all(cli: &Cli, words: Words, args: &HandoverArgs) -> Result<(), Ending> {
    let cx = place::operator_at(&place::open_bare(&cli.db)?, EntityId(0));
    let manifest = watched(cli, |watch| handover::import_all(&cx, &args.folder, watch))?;
    tell(cli, words, &manifest, "cli-handover-imported", &args.folder);
    Ok(())
}

/// Runs something long with a bar that shows how far it has come.
fn watched<T>(cli: &Cli, mut work: impl FnMut(&mut Watch<'_>) -> T) -> T {
    let bar = if cli.format == Format::Json {
        ProgressBar::hidden()
    } else {
        let style =
            ProgressStyle::with_template("{bar:40} {pos}/{len} {msg}").unwrap_or_else(|_| ProgressStyle::default_bar());
        ProgressBar::new(0).with_style(style)
    };
    let mut progress = |at: Progress| {
        bar.set_length(at.total);
        bar.set_position(at.done);
        bar.set_message(at.rows.to_string());
    };
    let done = work(&mut Watch {
        progress: &mut progress,
        stop: &AtomicBool::new(false),
    });
    bar.finish_and_clear();
    done
}

fn tell(cli: &Cli, words: Words, manifest: &Manifest, key: &str, folder: &std::path::Path) {
    let records: u64 = manifest.files.iter().filter_map(|file| file.records).sum();
    let bytes: u64 = manifest.files.iter().map(|file| file.bytes).sum();
    if cli.format == Format::Json {
        print_json(&json!({
            "entity": manifest.entity.code,
            "folder": folder.display().to_string(),
            "files": manifest.files.len(),
            "records": records,
            "bytes": bytes,
            "journal_seq": manifest.journal.seq,
            "journal_hash": manifest.journal.hash,
        }));
        return;
    }
    let number = |count: u64| Arg::Number(i64::try_from(count).unwrap_or(i64::MAX));
    let args = [
        ("code", Arg::Text(manifest.entity.code.clone())),
        ("folder", Arg::Text(folder.display().to_string())),
        ("files", number(manifest.files.len() as u64)),
        ("records", number(records)),
        (
            "head",
            Arg::Text(format!("{}:{}", manifest.journal.seq, manifest.journal.hash)),
        ),
    ];
    println!("{}", words.t_args(key, &args));
}
