//! `kameral post`: vouchers out of a CSV or JSON file.

use std::fs::File;
use std::path::{Path, PathBuf};

use clap::Args;
use kameral_base::Arg;
use kameral_formats::voucher_file::FILE_BYTES_MAX;
use kameral_ledger::commands::{FileForm, FilePosted, VoucherFile, post_file};
use kameral_store::Stop;
use kameral_store::inbox::Spool;
use kameral_ui::Words;
use serde_json::json;

use super::output::{Listing, print_json};
use super::{Cli, EntityArg, Format};
use crate::outcome::{Ending, Told};
use crate::place;

/// Words of `kameral post`.
#[derive(Debug, Args)]
pub struct PostArgs {
    /// The file: .csv or .json.
    file: PathBuf,
    #[command(flatten)]
    entity: EntityArg,
    /// Check everything and change nothing.
    #[arg(long)]
    dry_run: bool,
    /// Accept warnings, with the reason that is kept on the vouchers.
    #[arg(long)]
    accept_warnings: Option<String>,
}

pub fn run(cli: &Cli, words: Words, args: &PostArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    let name = args.file.display().to_string();
    let spool = spool(&args.file, FILE_BYTES_MAX)?;
    let is_json = args
        .file
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    let file = VoucherFile {
        name: &file_name(&args.file),
        spool: &spool,
        form: if is_json { FileForm::Json } else { FileForm::Csv },
        accept_warnings: args.accept_warnings.clone(),
        dry_run: args.dry_run,
    };
    let posted = post_file(&cx, None, &file).map_err(|stop| Ending::of_file(&name, stop))?;
    answer(cli, words, args, &posted);
    Ok(())
}

/// A file of the machine as the inbox takes it.
pub fn spool(file: &Path, bytes_max: u64) -> Result<Spool, Ending> {
    let name = file.display().to_string();
    let source = File::open(file).map_err(|error| Ending::Usage(format!("{name}: {error}")))?;
    Spool::receive(source, bytes_max).map_err(|stop| match stop {
        Stop::Refused(refusal) => Ending::Refused(vec![Told::of(&name, &refusal)]),
        Stop::Denied(denied) => denied.into(),
        Stop::Fault(fault) => fault.into(),
    })
}

/// The last part of a path: what the inbox calls the file.
pub fn file_name(file: &Path) -> String {
    file.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn answer(cli: &Cli, words: Words, args: &PostArgs, posted: &FilePosted) {
    if posted.known {
        eprintln!("{}", words.t("cli-file-known"));
    }
    if args.dry_run {
        let count = i64::try_from(posted.vouchers.len()).unwrap_or(i64::MAX);
        eprintln!("{}", words.t_args("cli-dry-run", &[("count", Arg::Number(count))]));
    }
    if cli.format == Format::Json {
        let vouchers: Vec<_> = posted
            .vouchers
            .iter()
            .map(|(voucher, posted)| {
                json!({
                    "voucher": voucher,
                    "number": posted.number.to_string(),
                    "journal_seq": posted.journal_seq,
                    "period": posted.period.to_string(),
                    "hash": posted.hash,
                })
            })
            .collect();
        print_json(&json!({ "known": posted.known, "dry_run": args.dry_run, "vouchers": vouchers }));
        return;
    }
    let rows = posted.vouchers.iter().map(|(voucher, posted)| {
        vec![
            posted.number.to_string(),
            voucher.clone(),
            posted.period.to_string(),
            posted.journal_seq.to_string(),
        ]
    });
    let columns = vec![
        ("number", "cli-number"),
        ("voucher", "cli-voucher"),
        ("period", "cli-period"),
        ("journal_seq", "cli-journal-seq"),
    ];
    Listing {
        columns,
        rows: rows.collect(),
    }
    .print(cli, words);
}
