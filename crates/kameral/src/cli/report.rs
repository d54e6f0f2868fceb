//! `kameral report`: any report, as text, CSV or JSON.

use std::io::{BufWriter, Write as _};

use clap::Args;
use kameral_reports::{Format as ReportFormat, ReportQuery, Written, write};
use kameral_ui::Words;

use super::{Cli, EntityArg, Format};
use crate::outcome::Ending;
use crate::place;

/// Words of `kameral report`.
#[derive(Debug, Args)]
pub struct ReportArgs {
    /// trial-balance, general-ledger, journal, account-specification, voucher, appropriation,
    /// revenue-titles, commitments.
    name: String,
    #[command(flatten)]
    entity: EntityArg,
    /// 202601..202612, or 202603; this fiscal year when none is given.
    #[arg(long, default_value = "")]
    period: String,
    /// A condition: ORG=45?8, KONTO=4*. May be repeated; all must hold.
    #[arg(long = "where")]
    filters: Vec<String>,
    /// What rows are grouped by: account,ORG; or a level of a hierarchy: ORG/TREE/2.
    #[arg(long, default_value = "")]
    by: String,
    /// As it was known when the journal ended there.
    #[arg(long, default_value = "")]
    as_of: String,
    /// The voucher, for the report on one.
    #[arg(long, default_value = "")]
    voucher: String,
    /// Show quantities beside amounts.
    #[arg(long)]
    quantities: bool,
    /// Where the page begins: the cursor the page before ended with.
    #[arg(long, default_value = "")]
    after: String,
    /// Rows of a page; every row when none is given.
    #[arg(long, default_value = "")]
    limit: String,
}

pub fn run(cli: &Cli, words: Words, args: &ReportArgs) -> Result<(), Ending> {
    let written = Written {
        name: args.name.clone(),
        period: args.period.clone(),
        filters: args.filters.clone(),
        by: args.by.clone(),
        as_of: args.as_of.clone(),
        voucher: args.voucher.clone(),
        quantities: args.quantities,
        after: args.after.clone(),
        limit: args.limit.clone(),
    };
    let query = ReportQuery::parse(&written, words.language())
        .map_err(|refusals| Ending::of_file("", kameral_store::Stop::Refused(refusals)))?;
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    let format = match cli.format {
        Format::Text => ReportFormat::Text,
        Format::Csv => ReportFormat::Csv,
        Format::Json => ReportFormat::Json,
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    write(&cx, &query, format, &mut out)?;
    Ok(out.flush()?)
}
