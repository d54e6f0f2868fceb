//! `kameral hermes`: the files to the central government accounts.

use std::path::PathBuf;

use clap::Args;
use kameral_base::{Arg, Ore, Period};
use kameral_exchange::commands::{
    ConversionList, ExplainedLine, HermesKind, HermesOrder, Made, Source, compare_with, content, conversions, explain,
    make, prepare,
};
use kameral_exchange::compare::Difference;
use kameral_formats::hermes::Record;
use kameral_ui::Words;
use serde_json::json;

use super::output::{print_json, write_file};
use super::period::period;
use super::{Cli, EntityArg, Format, Listing};
use crate::outcome::Ending;
use crate::place;

/// Words of `kameral hermes`.
#[derive(Debug, Args)]
pub struct HermesArgs {
    #[command(flatten)]
    entity: EntityArg,
    /// Up to and including this period: 202603.
    #[arg(long, value_parser = period)]
    period: Period,
    /// The quarter's real-economic distribution instead of balances.
    #[arg(long)]
    quarter: bool,
    /// Letter of the period code; that of the settings when none is given.
    #[arg(long, default_value = "")]
    letter: String,
    /// Make the file, keep it in the outbox and write it here; without it the records are shown.
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// Show how the records differ from those of a file of the outbox, by its number.
    #[arg(long)]
    compare: Option<i64>,
    /// Show the vouchers under a record, counted from 1.
    #[arg(long)]
    explain: Option<usize>,
    /// Explain a record of this file of the outbox, not of the file as it would be made now.
    #[arg(long, requires = "explain")]
    number: Option<i64>,
    /// Show the list of conversions: financing codes of the register and their appropriations on the
    /// period's last day.
    #[arg(long)]
    conversions: bool,
}

pub fn run(cli: &Cli, words: Words, args: &HermesArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    let kind = if args.quarter {
        HermesKind::RealEconomic
    } else {
        HermesKind::Balances
    };
    if args.conversions {
        tell_conversions(cli, words, &conversions(&cx, args.period)?);
        return Ok(());
    }
    let order = HermesOrder {
        kind,
        period: args.period,
        letter: args.letter.clone(),
    };
    if let Some(record) = args.explain {
        let source = match args.number {
            Some(number) => Source::File(kind, number),
            None => Source::Order(order),
        };
        tell_explained(cli, words, &explain(&cx, &source, record)?);
        return Ok(());
    }
    if let Some(output) = &args.output {
        let made = make(&cx, None, &order)?;
        let found = content(&cx, &made.kind, made.number)?;
        write_file(output, &found.bytes)?;
        tell_made(cli, words, &made);
    }
    if let Some(number) = args.compare {
        let comparison = compare_with(&cx, &order, number)?;
        tell_compared(cli, words, &comparison.differences);
    } else if args.output.is_none() {
        tell_records(cli, words, &prepare(&cx, &order)?.records);
    }
    Ok(())
}

/// A file that was made, or had been made before.
pub fn tell_made(cli: &Cli, words: Words, made: &Made) {
    if cli.format == Format::Json {
        print_json(&json!(made));
        return;
    }
    let args = [
        ("kind", Arg::Text(made.kind.clone())),
        ("number", Arg::Number(made.number)),
        ("name", Arg::Text(made.file_name.clone())),
        ("records", Arg::Number(i64::try_from(made.records).unwrap_or(i64::MAX))),
        ("sha256", Arg::Text(made.sha256.clone())),
    ];
    let key = if made.same { "cli-outbox-same" } else { "cli-outbox-new" };
    println!("{}", words.t_args(key, &args));
}

/// An amount: for people, or as it stands in files.
pub fn amount(cli: &Cli, amount: Ore) -> String {
    match cli.format {
        Format::Text => amount.to_string(),
        Format::Csv => amount.plain(),
        Format::Json => amount.get().to_string(),
    }
}

fn tell_records(cli: &Cli, words: Words, records: &[Record]) {
    let row = |(at, record): (usize, &Record)| {
        vec![
            (at + 1).to_string(),
            record.kind.code().to_owned(),
            record.account.clone(),
            record.financing.clone(),
            record.counterparty_kind.code().to_owned(),
            record.counterparty.clone(),
            amount(cli, record.amount),
        ]
    };
    Listing {
        columns: vec![
            ("record", "cli-line"),
            ("kind", "cli-hermes-kind"),
            ("account", "cli-account"),
            ("financing", "cli-hermes-financing"),
            ("counterparty_kind", "cli-hermes-counterparty-kind"),
            ("counterparty", "cli-hermes-counterparty"),
            ("amount", "cli-amount"),
        ],
        rows: records.iter().enumerate().map(row).collect(),
    }
    .print(cli, words);
}

fn tell_conversions(cli: &Cli, words: Words, list: &ConversionList) {
    let row = |row: &kameral_exchange::Listed| {
        let code = &row.conversion;
        vec![
            code.financier.clone(),
            code.name.clone(),
            code.form.clone(),
            code.appropriation.clone(),
            row.appropriation_name.clone(),
            if row.in_file { "1" } else { "" }.to_owned(),
        ]
    };
    Listing {
        columns: vec![
            ("financier", "cli-hermes-financing"),
            ("name", "cli-name"),
            ("form", "cli-hermes-form"),
            ("appropriation", "cli-hermes-appropriation"),
            ("appropriation_name", "hermes-appropriation-name"),
            ("in_file", "hermes-in-file"),
        ],
        rows: list.rows.iter().map(row).collect(),
    }
    .print(cli, words);
    let lacking: Vec<&str> = list.missing().map(|row| row.conversion.financier.as_str()).collect();
    if !lacking.is_empty() {
        let args = [
            ("codes", Arg::Text(lacking.join(", "))),
            ("relation", Arg::Text(list.relation.clone())),
        ];
        eprintln!("{}", words.t_args("conversion-missing", &args));
    }
}

/// Records that differ, one after the other.
pub fn tell_compared(cli: &Cli, words: Words, differences: &[Difference]) {
    let shown = |found: Option<Ore>| found.map_or_else(String::new, |found| amount(cli, found));
    let row = |difference: &Difference| {
        vec![
            difference.key.kind.code().to_owned(),
            difference.key.account.clone(),
            difference.key.financing.clone(),
            difference.key.counterparty.clone(),
            shown(difference.first),
            shown(difference.second),
            shown(difference.change()),
        ]
    };
    Listing {
        columns: vec![
            ("kind", "cli-hermes-kind"),
            ("account", "cli-account"),
            ("financing", "cli-hermes-financing"),
            ("counterparty", "cli-hermes-counterparty"),
            ("before", "cli-hermes-before"),
            ("after", "cli-hermes-after"),
            ("change", "cli-hermes-change"),
        ],
        rows: differences.iter().map(row).collect(),
    }
    .print(cli, words);
}

fn tell_explained(cli: &Cli, words: Words, found: &kameral_exchange::commands::Explained) {
    if cli.format == Format::Text {
        let (from, to) = found.periods;
        let args = [
            ("account", Arg::Text(found.record.account.clone())),
            ("amount", Arg::Amount(found.record.amount)),
            ("filters", Arg::Text(found.filters.join(" --where "))),
            ("period", Arg::Text(format!("{from}..{to}"))),
        ];
        println!("{}", words.t_args("cli-hermes-explained", &args));
    }
    line_listing(cli, &found.lines).print(cli, words);
    if !found.dissolved.is_zero() && cli.format == Format::Text {
        let args = [("amount", Arg::Amount(found.dissolved))];
        println!("{}", words.t_args("cli-hermes-dissolved", &args));
    }
    if !found.carried.is_zero() && cli.format == Format::Text {
        println!(
            "{}",
            words.t_args("cli-hermes-carried", &[("amount", Arg::Amount(found.carried))])
        );
    }
}

/// Posted lines.
pub fn line_listing(cli: &Cli, lines: &[ExplainedLine]) -> Listing {
    let rows = lines.iter().map(|line| {
        vec![
            line.voucher.to_string(),
            line.line_no.to_string(),
            line.date.to_string(),
            line.period.to_string(),
            line.account.clone(),
            amount(cli, line.amount),
            line.text.clone(),
        ]
    });
    Listing {
        columns: vec![
            ("voucher", "cli-number"),
            ("line", "cli-line"),
            ("date", "cli-date"),
            ("period", "cli-period"),
            ("account", "cli-account"),
            ("amount", "cli-amount"),
            ("text", "cli-text"),
        ],
        rows: rows.collect(),
    }
}
