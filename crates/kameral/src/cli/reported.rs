//! `kameral reported`: files for Hermes that were made, and whether the books still say the same.

use clap::Args;
use kameral_base::Ore;
use kameral_exchange::commands::{HermesKind, Since, Standing, reported, since};
use kameral_exchange::compare::Comparison;
use kameral_ui::Words;

use super::hermes::{amount, line_listing, tell_compared};
use super::output::Listing;
use super::{Cli, EntityArg, Format};
use crate::outcome::Ending;
use crate::place;

/// Words of `kameral reported`.
#[derive(Debug, Args)]
pub struct ReportedArgs {
    #[command(flatten)]
    entity: EntityArg,
    /// Fiscal year; the last one with a file when none is given.
    #[arg(long)]
    year: Option<i64>,
    /// Show how this file differs from the books as they are, by its number.
    #[arg(long)]
    number: Option<i64>,
    /// The number is of a quarter's real-economic distribution.
    #[arg(long, requires = "number")]
    quarter: bool,
    /// Show the vouchers posted since under the records that differ.
    #[arg(long, requires = "number")]
    lines: bool,
}

pub fn run(cli: &Cli, words: Words, args: &ReportedArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    let Some(number) = args.number else {
        let found = reported(&cx, args.year)?;
        tell(cli, words, &found.map(|found| found.standings).unwrap_or_default());
        return Ok(());
    };
    let kind = if args.quarter {
        HermesKind::RealEconomic
    } else {
        HermesKind::Balances
    };
    let Since { comparison, lines, .. } = since(&cx, kind, number)?;
    if args.lines {
        line_listing(cli, &lines).print(cli, words);
    } else {
        tell_compared(cli, words, &comparison.differences);
    }
    Ok(())
}

fn tell(cli: &Cli, words: Words, standings: &[Standing]) {
    let side = |found: Option<Ore>| found.map_or_else(String::new, |found| amount(cli, found));
    let row = |standing: &Standing| {
        let now = standing.now.as_ref().ok();
        let sides = now.and_then(Comparison::sides);
        let (word, key) = match now {
            Some(_) if standing.stands() => ("same", "reported-stands"),
            Some(_) => ("changed", "reported-moved"),
            None => ("unmakeable", "reported-unmakeable"),
        };
        let state = if cli.format == Format::Text {
            words.t(key)
        } else {
            word.to_owned()
        };
        vec![
            standing.file.period_to.to_string(),
            standing.file.key.kind.clone(),
            standing.file.key.number.to_string(),
            state,
            now.map_or_else(String::new, |now| now.differences.len().to_string()),
            side(sides.map(|sides| sides.0)),
            side(sides.map(|sides| sides.1)),
        ]
    };
    Listing {
        columns: vec![
            ("period", "cli-period"),
            ("kind", "outbox-file"),
            ("number", "cli-number"),
            ("state", "reported-state"),
            ("changed", "reported-count"),
            ("debit", "reported-debit"),
            ("credit", "reported-credit"),
        ],
        rows: standings.iter().map(row).collect(),
    }
    .print(cli, words);
}
