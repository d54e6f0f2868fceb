//! `kameral feeder` and `kameral import feeder`: other systems' files, and the mappings they are read by.

use std::fs;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use kameral_base::Arg;
use kameral_exchange::commands::{
    ImportOrder, Imported, feeder, feeders, import_feeder, keep_feeder, origin, receipt, receipt_file, receipts,
};
use kameral_exchange::feeder::FeederSystem;
use kameral_exchange::feeder::store::{FeederVersion, Receipt};
use kameral_formats::table_file::FILE_BYTES_MAX;
use kameral_ledger::voucher::VoucherNumber;
use kameral_ui::{Language, Words};
use serde_json::json;

use super::output::{print_json, write_file};
use super::post::{file_name, spool};
use super::{Cli, EntityArg, Format, Listing};
use crate::outcome::Ending;
use crate::place;

/// The most receipts a list shows.
const RECEIPTS_MAX: u32 = 1_000;

/// Words of `kameral feeder`.
#[derive(Debug, Subcommand)]
pub enum FeederCommand {
    /// List feeder systems.
    List(EntityArg),
    /// Show a feeder system as JSON, as `set` takes it.
    Show(CodeArg),
    /// Keep the feeder systems of a JSON file: one, or a list of them.
    Set(SetArgs),
    /// List receipts of files that were taken, the latest first.
    Receipts(ReceiptsArgs),
    /// Show a receipt: its vouchers, and what was left out and why.
    Receipt(ReceiptArgs),
    /// Show the file a voucher came out of.
    Origin(OriginArgs),
}

/// A feeder system.
#[derive(Debug, Args)]
pub struct CodeArg {
    /// Its code.
    code: String,
    #[command(flatten)]
    entity: EntityArg,
}

/// Feeder systems to keep.
#[derive(Debug, Args)]
pub struct SetArgs {
    /// The JSON file.
    file: PathBuf,
    #[command(flatten)]
    entity: EntityArg,
}

/// Receipts to list.
#[derive(Debug, Args)]
pub struct ReceiptsArgs {
    /// Only of this feeder system.
    code: Option<String>,
    #[command(flatten)]
    entity: EntityArg,
}

/// A receipt to show.
#[derive(Debug, Args)]
pub struct ReceiptArgs {
    /// Its number.
    number: i64,
    #[command(flatten)]
    entity: EntityArg,
    /// Write the file here, as it came.
    #[arg(short, long)]
    output: Option<PathBuf>,
}

/// A voucher to trace.
#[derive(Debug, Args)]
pub struct OriginArgs {
    /// Its number: L-2026-17.
    #[arg(value_parser = number)]
    voucher: VoucherNumber,
    #[command(flatten)]
    entity: EntityArg,
}

/// A feeder system's file to take.
#[derive(Debug, Args)]
pub struct FeederImportArgs {
    /// Code of the feeder system.
    code: String,
    /// The file.
    file: PathBuf,
    #[command(flatten)]
    entity: EntityArg,
    /// Show what would be posted, and change nothing.
    #[arg(long)]
    dry_run: bool,
    /// Accept warnings, with the reason that is kept on the vouchers.
    #[arg(long)]
    accept_warnings: Option<String>,
}

fn number(text: &str) -> Result<VoucherNumber, String> {
    VoucherNumber::parse(text).ok_or_else(|| format!("{text}: L-2026-17"))
}

pub fn run(cli: &Cli, words: Words, command: &FeederCommand) -> Result<(), Ending> {
    let at = |entity: &EntityArg| place::operator(&place::open(&cli.db)?, &entity.entity);
    match command {
        FeederCommand::List(entity) => list(cli, words, &feeders(&at(entity)?)?),
        FeederCommand::Show(args) => {
            let kept = feeder(&at(&args.entity)?, &args.code)?;
            if let Some(last) = kept.versions.first() {
                let text = serde_json::to_string_pretty(&last.feeder);
                println!("{}", text.map_err(|error| Ending::Fault(error.to_string()))?);
            }
        }
        FeederCommand::Set(args) => set(cli, words, args)?,
        FeederCommand::Receipts(args) => {
            let code = args.code.as_deref().unwrap_or_default();
            listed(cli, words, &receipts(&at(&args.entity)?, code, RECEIPTS_MAX)?);
        }
        FeederCommand::Receipt(args) => {
            let cx = at(&args.entity)?;
            let found = receipt(&cx, args.number)?;
            if let Some(output) = &args.output {
                write_file(output, &receipt_file(&cx, args.number)?.1)?;
            }
            tell(cli, words, &found, false);
        }
        FeederCommand::Origin(args) => {
            let found = origin(&at(&args.entity)?, &args.voucher)?;
            let rows = found.into_iter().map(|origin| {
                vec![
                    origin.receipt.to_string(),
                    origin.feeder,
                    origin.file_name,
                    origin.reference,
                ]
            });
            Listing {
                columns: vec![
                    ("receipt", "cli-feeder-receipt"),
                    ("feeder", "cli-feeder"),
                    ("file", "cli-outbox-file-name"),
                    ("reference", "cli-feeder-reference"),
                ],
                rows: rows.collect(),
            }
            .print(cli, words);
        }
    }
    Ok(())
}

fn list(cli: &Cli, words: Words, kept: &[FeederVersion]) {
    let row = |kept: &FeederVersion| {
        let feeder = &kept.feeder;
        let is_english = cli.language == Language::En && !feeder.name_en.is_empty();
        vec![
            feeder.feeder.clone(),
            if is_english { &feeder.name_en } else { &feeder.name }.clone(),
            kept.version.to_string(),
            feeder.form.word().to_owned(),
            feeder.faulty.word().to_owned(),
            if feeder.closed { "closed" } else { "open" }.to_owned(),
        ]
    };
    Listing {
        columns: vec![
            ("feeder", "cli-feeder"),
            ("name", "cli-name"),
            ("version", "cli-version"),
            ("form", "cli-feeder-form"),
            ("faulty", "cli-feeder-faulty"),
            ("state", "cli-feeder-state"),
        ],
        rows: kept.iter().map(row).collect(),
    }
    .print(cli, words);
}

fn set(cli: &Cli, words: Words, args: &SetArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    let name = args.file.display().to_string();
    let unreadable = |error: serde_json::Error| Ending::Usage(format!("{name}: {error}"));
    let text = fs::read_to_string(&args.file).map_err(|error| Ending::Usage(format!("{name}: {error}")))?;
    let kept: Vec<FeederSystem> = if text.trim_start().starts_with('[') {
        serde_json::from_str(&text).map_err(unreadable)?
    } else {
        vec![serde_json::from_str(&text).map_err(unreadable)?]
    };
    for feeder in &kept {
        keep_feeder(&cx, None, feeder).map_err(|stop| Ending::of_file(&name, stop))?;
    }
    list(cli, words, &feeders(&cx)?);
    Ok(())
}

fn listed(cli: &Cli, words: Words, receipts: &[Receipt]) {
    let row = |receipt: &Receipt| {
        vec![
            receipt.receipt.to_string(),
            receipt.feeder.clone(),
            receipt.file_name.clone(),
            receipt.rows.to_string(),
            receipt.posted.to_string(),
            receipt.left_out.to_string(),
            receipt.taken_at.clone(),
            receipt.taken_by.clone(),
            receipt.sha256.clone(),
        ]
    };
    Listing {
        columns: vec![
            ("receipt", "cli-feeder-receipt"),
            ("feeder", "cli-feeder"),
            ("file", "cli-outbox-file-name"),
            ("rows", "cli-feeder-rows"),
            ("posted", "cli-feeder-posted"),
            ("left_out", "cli-feeder-left-out"),
            ("taken_at", "cli-feeder-taken-at"),
            ("taken_by", "cli-feeder-taken-by"),
            ("sha256", "cli-outbox-sha256"),
        ],
        rows: receipts.iter().map(row).collect(),
    }
    .print(cli, words);
}

/// Takes a feeder system's file.
pub fn import(cli: &Cli, words: Words, args: &FeederImportArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    let shown = args.file.display().to_string();
    let name = file_name(&args.file);
    let spool = spool(&args.file, FILE_BYTES_MAX as u64)?;
    let order = ImportOrder {
        feeder: &args.code,
        name: &name,
        spool: &spool,
        accept_warnings: args.accept_warnings.clone(),
        dry_run: args.dry_run,
    };
    let imported = import_feeder(&cx, None, &order).map_err(|stop| Ending::of_file(&shown, stop))?;
    tell(cli, words, &imported, args.dry_run);
    Ok(())
}

/// A receipt: for people the counts and two tables, for programs one document.
fn tell(cli: &Cli, words: Words, imported: &Imported, dry_run: bool) {
    let receipt = &imported.receipt;
    if cli.format == Format::Json {
        print_json(&document(words, imported, dry_run));
        return;
    }
    if cli.format == Format::Text {
        let args = [
            ("receipt", Arg::Number(receipt.receipt)),
            ("file", Arg::Text(receipt.file_name.clone())),
            ("rows", Arg::Number(receipt.rows)),
            ("posted", Arg::Number(receipt.posted)),
            ("left", Arg::Number(receipt.left_out)),
        ];
        let key = if dry_run {
            "cli-feeder-dry-run"
        } else {
            "cli-feeder-taken"
        };
        println!("{}", words.t_args(key, &args));
    }
    if dry_run {
        lines(cli, words, imported);
    } else {
        vouchers(cli, words, imported);
    }
    // A file for a spreadsheet is one table; the rest is told beside it.
    for left in &imported.left_out {
        let args = [
            (
                "line",
                Arg::Text(left.line.map(|line| line.to_string()).unwrap_or_default()),
            ),
            ("column", Arg::Text(left.column.clone())),
            ("voucher", Arg::Text(left.voucher.clone())),
            ("what", Arg::Text(left.said.in_words(words))),
            ("name", Arg::Text(left.name.clone())),
        ];
        eprintln!("{}", words.t_args("cli-feeder-left", &args));
    }
}

fn vouchers(cli: &Cli, words: Words, imported: &Imported) {
    let rows = imported.vouchers.iter().map(|voucher| {
        vec![
            voucher.number.to_string(),
            voucher.key.clone(),
            voucher.reference.clone(),
            voucher.period.to_string(),
            voucher.text.clone(),
        ]
    });
    Listing {
        columns: vec![
            ("number", "cli-number"),
            ("voucher", "cli-voucher"),
            ("reference", "cli-feeder-reference"),
            ("period", "cli-period"),
            ("text", "cli-text"),
        ],
        rows: rows.collect(),
    }
    .print(cli, words);
}

fn lines(cli: &Cli, words: Words, imported: &Imported) {
    let rows = imported.lines.iter().map(|line| {
        let values = line.values.iter().map(|(code, value)| format!("{code}={value}"));
        vec![
            line.voucher.clone(),
            line.date.map(|date| date.to_string()).unwrap_or_default(),
            line.account.clone(),
            values.collect::<Vec<_>>().join(" "),
            super::hermes::amount(cli, line.amount),
            line.text.clone(),
        ]
    });
    Listing {
        columns: vec![
            ("voucher", "cli-voucher"),
            ("date", "cli-date"),
            ("account", "cli-account"),
            ("values", "cli-feeder-values"),
            ("amount", "cli-amount"),
            ("text", "cli-text"),
        ],
        rows: rows.collect(),
    }
    .print(cli, words);
}

fn document(words: Words, imported: &Imported, dry_run: bool) -> serde_json::Value {
    let receipt = &imported.receipt;
    let vouchers = imported.vouchers.iter().map(|voucher| {
        json!({
            "voucher": voucher.key,
            "reference": voucher.reference,
            "number": voucher.number.to_string(),
            "journal_seq": voucher.journal_seq,
            "period": voucher.period.to_string(),
        })
    });
    let left_out = imported.left_out.iter().map(|left| {
        json!({
            "voucher": left.voucher,
            "line": left.line,
            "column": left.column,
            "name": left.name,
            "message": left.said.in_words(words),
        })
    });
    let lines = imported.lines.iter().map(|line| {
        let values: serde_json::Map<String, serde_json::Value> = line
            .values
            .iter()
            .map(|(code, value)| (code.clone(), value.as_str().into()))
            .collect();
        json!({
            "voucher": line.voucher,
            "date": line.date.map(|date| date.to_string()),
            "period": line.period.to_string(),
            "account": line.account,
            "values": values,
            "amount_ore": line.amount.get(),
            "text": line.text,
            "automatic": line.automatic,
        })
    });
    json!({
        "receipt": (!dry_run).then_some(receipt.receipt),
        "dry_run": dry_run,
        "feeder": receipt.feeder,
        "version": receipt.version,
        "file": receipt.file_name,
        "sha256": receipt.sha256,
        "rows": receipt.rows,
        "posted": receipt.posted,
        "left_out_vouchers": receipt.left_out,
        "taken_at": receipt.taken_at,
        "taken_by": receipt.taken_by,
        "vouchers": vouchers.collect::<Vec<_>>(),
        "left_out": left_out.collect::<Vec<_>>(),
        "lines": lines.collect::<Vec<_>>(),
    })
}
