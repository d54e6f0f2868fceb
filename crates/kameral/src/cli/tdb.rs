//! `kameral tdb`: the file to the transaction database, and its list of rejects.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use kameral_base::{Arg, PeriodRange};
use kameral_exchange::commands::{PreparedTdb, TdbOrder, content, make_tdb, prepare_tdb, read_rejects};
use kameral_exchange::tdb::Rejected;
use kameral_ui::Words;

use super::hermes::{amount, tell_made};
use super::output::write_file;
use super::{Cli, EntityArg, Format, Listing};
use crate::outcome::Ending;
use crate::place;

/// Words of `kameral tdb`.
#[derive(Debug, Args)]
pub struct TdbArgs {
    #[command(flatten)]
    entity: EntityArg,
    /// A month, 202603, or a quarter, 202601..202603.
    #[arg(long, value_parser = periods, required_unless_present = "rejects")]
    period: Option<PeriodRange>,
    /// Leave out purchases that nothing identifies, and list them.
    #[arg(long)]
    leave_out: bool,
    /// Make the file, keep it in the outbox and write it here; without it the control totals are shown.
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// Read a list of rejected transactions and find each in the books.
    #[arg(long, conflicts_with_all = ["output", "leave_out", "period"])]
    rejects: Option<PathBuf>,
}

fn periods(text: &str) -> Result<PeriodRange, String> {
    PeriodRange::parse(text).map_err(|_| format!("{text}: yyyymm, yyyymm..yyyymm"))
}

pub fn run(cli: &Cli, words: Words, args: &TdbArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    if let Some(list) = &args.rejects {
        let name = list.display().to_string();
        let rejected = read_rejects(&cx, &fs::read(list)?).map_err(|stop| Ending::of_file(&name, stop))?;
        tell_rejected(cli, words, &rejected);
        return Ok(());
    }
    let Some(periods) = args.period else { return Ok(()) };
    let order = TdbOrder {
        periods,
        leave_out: args.leave_out,
    };
    if let Some(output) = &args.output {
        let made = make_tdb(&cx, None, &order)?;
        write_file(output, &content(&cx, &made.kind, made.number)?.bytes)?;
        tell_made(cli, words, &made);
    }
    // What was sent and what was left out is told with the file too; for programs the file alone.
    if args.output.is_none() || cli.format == Format::Text {
        tell_totals(cli, words, &prepare_tdb(&cx, &order)?);
    }
    Ok(())
}

fn tell_totals(cli: &Cli, words: Words, prepared: &PreparedTdb) {
    let rows = prepared
        .decided
        .totals
        .iter()
        .map(|(period, total)| vec![period.to_string(), total.count.to_string(), amount(cli, total.amount)]);
    Listing {
        columns: vec![
            ("period", "cli-period"),
            ("count", "cli-tdb-count"),
            ("amount", "cli-amount"),
        ],
        rows: rows.collect(),
    }
    .print(cli, words);
    if cli.format != Format::Text {
        return;
    }
    for purchase in &prepared.decided.unidentified {
        let args = [
            ("voucher", Arg::Text(purchase.voucher.to_string())),
            ("account", Arg::Text(purchase.coding.account().to_owned())),
            ("amount", Arg::Amount(purchase.amount)),
        ];
        println!("{}", words.t_args("cli-tdb-left-out", &args));
    }
}

fn tell_rejected(cli: &Cli, words: Words, rejected: &[Rejected]) {
    let row = |found: &Rejected| {
        let lines: Vec<String> = found.lines.iter().map(ToString::to_string).collect();
        vec![
            found.line.to_string(),
            found.record.voucher.clone(),
            found.voucher.as_ref().map(ToString::to_string).unwrap_or_default(),
            lines.join(" "),
            found.record.account.clone(),
            amount(cli, found.record.amount),
            found.supplier.clone(),
            found.supplier_name.clone(),
        ]
    };
    Listing {
        columns: vec![
            ("row", "cli-line"),
            ("sent", "cli-tdb-sent"),
            ("voucher", "cli-number"),
            ("lines", "cli-tdb-lines"),
            ("account", "cli-account"),
            ("amount", "cli-amount"),
            ("supplier", "cli-tdb-supplier"),
            ("name", "cli-name"),
        ],
        rows: rejected.iter().map(row).collect(),
    }
    .print(cli, words);
}
