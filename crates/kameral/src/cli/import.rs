//! `kameral import sie`, `feeder` and `all`; `kameral export sie` and `all`.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use kameral_base::Arg;
use kameral_formats::sie::FILE_BYTES_MAX;
use kameral_ledger::commands::{SieImported, export_sie, import_sie};
use kameral_ui::Words;
use serde_json::json;

use super::feeder::FeederImportArgs;
use super::output::print_json;
use super::post::{file_name, spool};
use super::records::{self, HandoverArgs, HandoverExportArgs};
use super::{Cli, EntityArg, Format};
use crate::outcome::Ending;
use crate::place;

/// Words of `kameral import`.
#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// A SIE file: chart, dimensions, opening balances and vouchers.
    Sie(ImportArgs),
    /// A feeder system's file, by the mapping of that code.
    Feeder(FeederImportArgs),
    /// Everything of an entity, from a folder that `export all` made, into an empty database.
    All(HandoverArgs),
}

/// A file to read in.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The file.
    file: PathBuf,
    #[command(flatten)]
    entity: EntityArg,
    /// Do everything and undo it.
    #[arg(long)]
    dry_run: bool,
}

/// Words of `kameral export`.
#[derive(Debug, Subcommand)]
pub enum ExportCommand {
    /// A fiscal year as SIE 4E.
    Sie(ExportArgs),
    /// Everything of an entity into a folder: books, registers, permissions, history and documents.
    All(HandoverExportArgs),
}

/// A file to write.
#[derive(Debug, Args)]
pub struct ExportArgs {
    #[command(flatten)]
    entity: EntityArg,
    /// Fiscal year, by the calendar year it ends in.
    #[arg(long)]
    year: i32,
    /// The file; one that is there is replaced only when the new one is whole.
    #[arg(short, long)]
    output: PathBuf,
}

/// Reads a file in.
pub fn import(cli: &Cli, words: Words, command: &ImportCommand) -> Result<(), Ending> {
    let args = match command {
        ImportCommand::Sie(args) => args,
        ImportCommand::Feeder(args) => return super::feeder::import(cli, words, args),
        ImportCommand::All(args) => return records::import_all(cli, words, args),
    };
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    let name = args.file.display().to_string();
    let spool = spool(&args.file, FILE_BYTES_MAX)?;
    let imported = import_sie(&cx, None, &file_name(&args.file), &spool, args.dry_run)
        .map_err(|stop| Ending::of_file(&name, stop))?;
    tell(cli, words, args.dry_run, &imported);
    Ok(())
}

fn tell(cli: &Cli, words: Words, dry_run: bool, imported: &SieImported) {
    if cli.format == Format::Json {
        let differences: Vec<_> = imported
            .differences
            .iter()
            .map(|stated| {
                json!({ "account": stated.account, "stated_ore": stated.stated.get(), "ledger_ore": stated.ledger.get() })
            })
            .collect();
        print_json(&json!({
            "known": imported.known,
            "dry_run": dry_run,
            "vouchers": imported.vouchers,
            "register_changes": imported.register_changes,
            "compared": imported.compared,
            "reconciles": imported.differences.is_empty(),
            "differences": differences,
            "unstated": imported.unstated,
            "opening_difference_ore": imported.opening_difference.get(),
            "renumbered": imported.renumbered,
            "warnings": imported.warnings.iter().map(|(name, line)| json!({ "name": name, "line": line })).collect::<Vec<_>>(),
        }));
        return;
    }
    let number = |count: u64| Arg::Number(i64::try_from(count).unwrap_or(i64::MAX));
    if imported.known {
        eprintln!("{}", words.t("cli-file-known"));
    }
    let counts = [
        ("vouchers", number(imported.vouchers)),
        ("changes", number(imported.register_changes)),
    ];
    println!(
        "{}",
        words.t_args(if dry_run { "cli-sie-dry-run" } else { "cli-sie-imported" }, &counts)
    );
    if !imported.opening_difference.is_zero() {
        let args = [
            ("difference", Arg::Amount(imported.opening_difference)),
            (
                "account",
                Arg::Text(kameral_ledger::sie_import::DIFFERENCE_ACCOUNT.to_owned()),
            ),
        ];
        println!("{}", words.t_args("cli-sie-opening-difference", &args));
    }
    if !imported.renumbered.is_empty() {
        println!(
            "{}",
            words.t_args(
                "cli-sie-renumbered",
                &[("series", Arg::Text(imported.renumbered.join(", ")))]
            )
        );
    }
    if imported.compared == 0 {
        println!("{}", words.t("cli-sie-nothing-to-compare"));
    } else if imported.differences.is_empty() {
        println!(
            "{}",
            words.t_args("cli-sie-reconciles", &[("count", number(imported.compared))])
        );
    }
    for stated in &imported.differences {
        let args = [
            ("account", Arg::Text(stated.account.clone())),
            ("stated", Arg::Amount(stated.stated)),
            ("ledger", Arg::Amount(stated.ledger)),
        ];
        println!("{}", words.t_args("cli-sie-differs", &args));
    }
    if !imported.unstated.is_empty() {
        println!(
            "{}",
            words.t_args(
                "cli-sie-unstated",
                &[("accounts", Arg::Text(imported.unstated.join(", ")))]
            )
        );
    }
}

/// Writes a file: beside its place, synced, renamed, so that nobody meets half of one.
pub fn export(cli: &Cli, words: Words, command: &ExportCommand) -> Result<(), Ending> {
    let args = match command {
        ExportCommand::Sie(args) => args,
        ExportCommand::All(args) => return records::export_all(cli, words, args),
    };
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    let mut beside = args.output.clone().into_os_string();
    beside.push(".skrivs");
    let beside = PathBuf::from(beside);
    let file = File::create(&beside)?;
    let exported = export_sie(&cx, args.year, env!("CARGO_PKG_VERSION"), BufWriter::new(&file));
    let exported = match exported {
        Ok(exported) => exported,
        Err(stop) => {
            fs::remove_file(&beside)?;
            return Err(stop.into());
        }
    };
    file.sync_all()?;
    fs::rename(&beside, &args.output)?;
    let folder = args.output.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(std::path::Path::new(".")))?.sync_all()?;
    if cli.format == Format::Json {
        print_json(&json!(exported));
    } else {
        let count = Arg::Number(i64::try_from(exported.vouchers).unwrap_or(i64::MAX));
        let file = Arg::Text(args.output.display().to_string());
        println!(
            "{}",
            words.t_args("cli-sie-exported", &[("vouchers", count), ("file", file)])
        );
    }
    Ok(())
}
