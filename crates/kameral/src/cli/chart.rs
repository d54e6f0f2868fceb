//! `kameral chart`: the chart of accounts, listed or taken out of a table.

use std::fs;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use kameral_access::Permission;
use kameral_base::{Arg, Date};
use kameral_formats::table_file::FILE_BYTES_MAX;
use kameral_ledger::chart::{AccountChange, ChartFile, Comparison};
use kameral_ledger::commands::{compare_chart, import_chart};
use kameral_ledger::store::model;
use kameral_store::Stop;
use kameral_ui::Words;
use serde_json::{Value, json};

use super::output::{Listing, print_json};
use super::post::file_name;
use super::{Cli, EntityArg, Format};
use crate::outcome::Ending;
use crate::place;

/// Words of `kameral chart`.
#[derive(Debug, Subcommand)]
pub enum ChartCommand {
    /// Hold a table of accounts (.xlsx or .csv) against the chart, and take it with --apply.
    Import(ChartArgs),
    /// List the accounts.
    List(EntityArg),
}

/// A table to take.
#[derive(Debug, Args)]
pub struct ChartArgs {
    /// The table.
    file: PathBuf,
    #[command(flatten)]
    entity: EntityArg,
    /// Sheet of a spreadsheet; the first when none is named.
    #[arg(long)]
    sheet: Option<String>,
    /// Make the chart what the table says; without it, only what would change is shown.
    #[arg(long)]
    apply: bool,
    /// Close accounts the table lacks: the last day they may be posted on.
    #[arg(long, value_name = "DATE")]
    close_missing: Option<Date>,
}

/// Lists or takes a chart.
pub fn run(cli: &Cli, words: Words, command: &ChartCommand) -> Result<(), Ending> {
    match command {
        ChartCommand::Import(args) => import(cli, words, args),
        ChartCommand::List(entity) => list(cli, words, entity),
    }
}

fn import(cli: &Cli, words: Words, args: &ChartArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    let name = args.file.display().to_string();
    let usage = |error: std::io::Error| Ending::Usage(format!("{name}: {error}"));
    // One above the limit is enough for the reader to refuse the file by its size.
    let limit = u64::try_from(FILE_BYTES_MAX).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    let mut source = std::io::Read::take(fs::File::open(&args.file).map_err(usage)?, limit);
    std::io::Read::read_to_end(&mut source, &mut bytes).map_err(usage)?;
    let of_file = |stop| Ending::of_file(&name, stop);
    let file = ChartFile::read(&bytes, args.sheet.as_deref())
        .map_err(Stop::Refused)
        .map_err(of_file)?;
    let comparison = if args.apply {
        import_chart(&cx, None, &file_name(&args.file), &file, args.close_missing)
    } else {
        compare_chart(&cx, &file, args.close_missing)
    };
    tell(cli, words, args.apply, &file.ignored(), &comparison.map_err(of_file)?);
    Ok(())
}

fn tell(cli: &Cli, words: Words, applied: bool, ignored: &[&str], comparison: &Comparison) {
    if cli.format == Format::Json {
        let missing = comparison.missing.iter().map(|missing| {
            json!({
                "account": missing.account.account,
                "name_sv": missing.account.name,
                "closes_on": missing.closes_on.map(|day| day.to_string()),
            })
        });
        print_json(&json!({
            "applied": applied,
            "added": comparison.added.iter().map(object).collect::<Vec<_>>(),
            "changed": comparison.changed.iter().map(object).collect::<Vec<_>>(),
            "missing": missing.collect::<Vec<_>>(),
            "unchanged": comparison.unchanged,
            "ignored_columns": ignored,
        }));
        return;
    }
    let is_text = cli.format == Format::Text;
    let word = |key: &'static str, plain: &str| {
        if is_text { words.t(key) } else { plain.to_owned() }
    };
    let mut rows = Vec::new();
    let (added, changed) = (word("cli-chart-added", "added"), word("cli-chart-changed", "changed"));
    for (word, changes) in [(added, &comparison.added), (changed, &comparison.changed)] {
        rows.extend(changes.iter().flat_map(|change| field_rows(&word, change)));
    }
    let (missing, closes) = (word("cli-chart-missing", "missing"), word("cli-chart-closes", "closes"));
    rows.extend(comparison.missing.iter().map(|gone| match gone.closes_on {
        None => row(&missing, &gone.account.account, "name_sv", &gone.account.name, ""),
        Some(day) => {
            let before = gone.account.valid_to.map(|day| day.to_string()).unwrap_or_default();
            row(&closes, &gone.account.account, "valid_to", &before, &day.to_string())
        }
    }));
    let columns = vec![
        ("change", "cli-chart-change"),
        ("account", "cli-account"),
        ("field", "cli-chart-field"),
        ("old", "cli-chart-old"),
        ("new", "cli-chart-new"),
    ];
    Listing { columns, rows }.print(cli, words);
    if !is_text {
        return;
    }
    let count = |count: usize| Arg::Number(i64::try_from(count).unwrap_or(i64::MAX));
    let counts = [
        ("added", count(comparison.added.len())),
        ("changed", count(comparison.changed.len())),
        ("missing", count(comparison.missing.len())),
        ("unchanged", count(comparison.unchanged)),
    ];
    println!(
        "{}",
        words.t_args(
            if applied {
                "cli-chart-applied"
            } else {
                "cli-chart-compared"
            },
            &counts
        )
    );
    if !ignored.is_empty() {
        println!(
            "{}",
            words.t_args("cli-chart-ignored", &[("columns", Arg::Text(ignored.join(", ")))])
        );
    }
}

fn row(change: &str, account: &str, field: &str, old: &str, new: &str) -> Vec<String> {
    [change, account, field, old, new].map(str::to_owned).to_vec()
}

fn field_rows(word: &str, change: &AccountChange) -> Vec<Vec<String>> {
    let fields = change.fields.iter();
    fields
        .map(|field| row(word, &change.account.account, &field.field, &field.old, &field.new))
        .collect()
}

fn object(change: &AccountChange) -> Value {
    let fields = change
        .fields
        .iter()
        .map(|field| json!({ "field": field.field, "old": field.old, "new": field.new }));
    json!({ "account": change.account.account, "line": change.line, "fields": fields.collect::<Vec<_>>() })
}

fn list(cli: &Cli, words: Words, entity: &EntityArg) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &entity.entity)?;
    let model = cx.read(Permission::BooksRead, |tx| model::load(tx, &cx))?;
    let day = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let rows = model.accounts.values().map(|account| {
        vec![
            account.account.clone(),
            account.name.clone(),
            account.kind.word().to_owned(),
            account.posting.word().to_owned(),
            account.s_code.clone(),
            day(account.valid_from),
            day(account.valid_to),
        ]
    });
    let columns = vec![
        ("account", "cli-account"),
        ("name_sv", "cli-name"),
        ("kind", "cli-chart-kind"),
        ("posting", "cli-chart-posting"),
        ("s_code", "cli-chart-s-code"),
        ("valid_from", "cli-valid-from"),
        ("valid_to", "cli-valid-to"),
    ];
    Listing {
        columns,
        rows: rows.collect(),
    }
    .print(cli, words);
    Ok(())
}
