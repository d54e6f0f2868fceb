//! `kameral history export` and `kameral verify-history`.

use std::convert::Infallible;
use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Write as _};
use std::path::PathBuf;

use clap::{Args, Subcommand};
use kameral_access::history::{self, ExportFault, ExportReport};
use kameral_access::{Act, Permission};
use kameral_base::{Arg, Date};
use kameral_store::Stop;
use kameral_ui::Words;
use serde_json::{Value, json};

use super::output::print_json;
use super::{Cli, Format};
use crate::outcome::Ending;
use crate::{anchoring, place};

/// Words of `kameral history`.
#[derive(Debug, Subcommand)]
pub enum HistoryCommand {
    /// Write an entity's processing history as a file that is verified without the database.
    Export(ExportArgs),
}

/// Words of `kameral history export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    #[command(flatten)]
    place: super::EntityArg,
    /// First day, UTC; from the beginning when none is given.
    #[arg(long)]
    from: Option<Date>,
    /// Last day, UTC; to the end when none is given.
    #[arg(long)]
    to: Option<Date>,
    /// The file; one that is there is not written over.
    file: PathBuf,
}

/// Words of `kameral verify-history`.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// Files of `kameral history export`.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// File with the public key, as `kameral anchor key` shows it.
    #[arg(long)]
    key: PathBuf,
}

pub fn run(cli: &Cli, words: Words, command: &HistoryCommand) -> Result<(), Ending> {
    let HistoryCommand::Export(args) = command;
    let store = place::open(&cli.db)?;
    let cx = place::operator(&store, &args.place.entity)?;
    let begins = |day: Date| format!("{day}T00:00:00.000000Z");
    let from = args.from.map(begins).unwrap_or_default();
    let until = args
        .to
        .and_then(|day| day.tomorrow().ok())
        .map_or_else(|| "9999".to_owned(), begins);
    let mut out = BufWriter::new(File::create_new(&args.file)?);
    let entity = (cx.entity(), args.place.entity.as_str());
    // What leaves is told in history (SEC-17), after what is in the file.
    let lines = cx.read(Permission::SystemManage, |tx| {
        history::export(tx, entity, (&from, &until), &mut out)
    })?;
    out.flush()?;
    out.get_ref().sync_all()?;
    let name = args.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let act = Act::new(Permission::SystemManage, "history.export", name);
    let told: Result<(), Stop<Infallible>> = cx.write(act, |_| Ok(()));
    if let Err(stop) = told {
        // What cannot be told does not leave.
        fs::remove_file(&args.file)?;
        return Err(stop.into());
    }
    println!("{}", words.t_args("cli-history-exported", &[("count", lines.into())]));
    Ok(())
}

pub fn verify(cli: &Cli, words: Words, args: &VerifyArgs) -> Result<(), Ending> {
    let key = fs::read_to_string(&args.key)?;
    let Some(folder) = &cli.anchors else {
        return Err(Ending::Usage(words.t("cli-anchor-folder-missing")));
    };
    let anchors = anchoring::read_folder(folder, Some(key.trim()))?;
    let mut clean = true;
    let mut told: Vec<Value> = Vec::new();
    let mut last: Option<ExportReport> = None;
    for path in &args.files {
        let file = BufReader::new(File::open(path)?);
        let mut report = history::verify(file, &anchors)?;
        // Files of the same entity, given in order, follow each other.
        if let Some(last) = last.filter(|last| last.entity == report.entity && last.lines.1 + 1 == report.lines.0)
            && last.ends.1 != report.ends.0
        {
            report.faults.push(ExportFault::Seal {
                seq: report.lines.0,
                expected: last.ends.1,
                found: report.ends.0.clone(),
            });
        }
        clean &= report.faults.is_empty();
        let name = path.display().to_string();
        match cli.format {
            Format::Json => told.push(as_json(&name, &report, words)),
            Format::Text | Format::Csv => tell(&name, &report, words),
        }
        last = Some(report);
    }
    if cli.format == Format::Json {
        print_json(&json!({ "clean": clean, "files": told }));
    }
    if clean {
        Ok(())
    } else {
        Err(Ending::Refused(Vec::new()))
    }
}

fn tell(name: &str, report: &ExportReport, words: Words) {
    for fault in &report.faults {
        println!("{name}: {}", said(fault, words));
    }
    let args = [
        ("file", Arg::Text(name.to_owned())),
        ("code", Arg::Text(report.code.clone())),
        ("from", report.lines.0.into()),
        ("to", report.lines.1.into()),
        ("anchored", report.anchored.into()),
    ];
    let key = match (report.faults.is_empty(), report.anchored) {
        (false, _) => "cli-history-differs",
        (true, 0) => "cli-history-unanchored",
        (true, _) => "cli-history-holds",
    };
    println!("{}", words.t_args(key, &args));
}

fn said(fault: &ExportFault, words: Words) -> String {
    let text = |text: &str| Arg::Text(text.to_owned());
    match fault {
        ExportFault::Unreadable { file_line } => {
            let line = i64::try_from(*file_line).unwrap_or(i64::MAX);
            words.t_args("cli-history-unreadable", &[("line", line.into())])
        }
        ExportFault::Gap { expected, found } => words.t_args(
            "cli-history-gap",
            &[("expected", (*expected).into()), ("found", (*found).into())],
        ),
        ExportFault::Seal { seq, expected, found } => words.t_args(
            "cli-history-seal",
            &[
                ("seq", (*seq).into()),
                ("expected", text(expected)),
                ("found", text(found)),
            ],
        ),
        ExportFault::Cut => words.t("cli-history-cut"),
        ExportFault::Anchor {
            number,
            seq,
            expected,
            found,
        } => words.t_args(
            "cli-history-anchor",
            &[
                ("number", (*number).into()),
                ("seq", (*seq).into()),
                ("expected", text(expected)),
                ("found", text(found)),
            ],
        ),
    }
}

fn as_json(name: &str, report: &ExportReport, words: Words) -> Value {
    json!({
        "file": name,
        "entity": report.entity,
        "code": report.code,
        "from": report.lines.0,
        "to": report.lines.1,
        "hash": report.ends.1,
        "anchored": report.anchored,
        "faults": report.faults.iter().map(|fault| said(fault, words)).collect::<Vec<_>>(),
    })
}
