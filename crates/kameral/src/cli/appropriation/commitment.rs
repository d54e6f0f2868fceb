//! Commitments at the command line.

use clap::Args;
use kameral_access::Permission;
use kameral_appropriations::commands::{Settlement, annul_commitment, make_commitment, settle_commitment};
use kameral_appropriations::commit::{NewCommitment, outstanding, outstanding_years};
use kameral_appropriations::model::YearPart;
use kameral_appropriations::store::commitments;
use kameral_base::{Date, Ore};
use kameral_ledger::voucher::VoucherNumber;
use kameral_ui::Words;

use super::amount as parse_amount;
use super::listing::amount;
use crate::cli::output::Listing;
use crate::cli::{Cli, EntityArg};
use crate::outcome::Ending;
use crate::place;

/// A commitment as it shall be.
#[derive(Debug, Args)]
pub struct CommitArgs {
    /// Designation of the appropriation.
    item: String,
    /// What it comes to, in kronor.
    #[arg(value_parser = parse_amount)]
    total: Ore,
    #[command(flatten)]
    entity: EntityArg,
    /// Towards whom.
    #[arg(long)]
    counterparty: String,
    /// The decision.
    #[arg(long)]
    document: String,
    /// Day of the decision; today when none is given.
    #[arg(long)]
    decided_on: Option<Date>,
    /// What is expected of a year: 2027=100,00. May be repeated; sums to the total.
    #[arg(long = "in", value_parser = year_part, required = true)]
    years: Vec<YearPart>,
    /// Not under 17 § first paragraph of the appropriation ordinance: counts against no frame.
    #[arg(long)]
    outside: bool,
    /// Note, and the reason a warning is accepted with.
    #[arg(long, default_value = "")]
    note: String,
    /// Accept warnings; the note says why.
    #[arg(long)]
    accept_warnings: bool,
}

/// A settlement.
#[derive(Debug, Args)]
pub struct SettleArgs {
    #[command(flatten)]
    part: AnnulArgs,
    /// The voucher line that charged it: A-2026-17:3.
    #[arg(long, value_parser = voucher_line)]
    line: Option<(VoucherNumber, i64)>,
}

/// A part of a commitment.
#[derive(Debug, Args)]
pub struct AnnulArgs {
    /// Number of the commitment.
    commitment: i64,
    /// The part, in kronor.
    #[arg(value_parser = parse_amount)]
    amount: Ore,
    #[command(flatten)]
    entity: EntityArg,
    /// Day it happened; today when none is given.
    #[arg(long)]
    happened_on: Option<Date>,
    /// Note.
    #[arg(long, default_value = "")]
    note: String,
}

fn year_part(text: &str) -> Result<YearPart, String> {
    let wrong = || format!("{text}: 2027=100,00");
    let (year, amount) = text.split_once('=').ok_or_else(wrong)?;
    Ok(YearPart {
        year: year.parse().map_err(|_| wrong())?,
        amount: Ore::parse(amount).map_err(|_| wrong())?,
    })
}

fn voucher_line(text: &str) -> Result<(VoucherNumber, i64), String> {
    let read = || {
        let (number, line) = text.rsplit_once(':')?;
        Some((VoucherNumber::parse(number)?, line.parse().ok()?))
    };
    read().ok_or_else(|| format!("{text}: A-2026-17:3"))
}

pub(super) fn make(cli: &Cli, args: &CommitArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    let new = NewCommitment {
        item: args.item.clone(),
        counterparty: args.counterparty.clone(),
        decided_on: args.decided_on.unwrap_or(cx.today),
        document: args.document.clone(),
        note: args.note.clone(),
        total: args.total,
        first_paragraph: !args.outside,
        years: args.years.clone(),
        accept_warnings: args.accept_warnings,
    };
    println!("{}", make_commitment(&cx, None, &new)?);
    Ok(())
}

pub(super) fn settle(cli: &Cli, args: &SettleArgs) -> Result<(), Ending> {
    let part = &args.part;
    let cx = place::operator(&place::open(&cli.db)?, &part.entity.entity)?;
    let new = Settlement {
        commitment: part.commitment,
        happened_on: part.happened_on.unwrap_or(cx.today),
        amount: part.amount,
        line: args.line.clone(),
        note: part.note.clone(),
    };
    settle_commitment(&cx, None, &new)?;
    Ok(())
}

pub(super) fn annul(cli: &Cli, args: &AnnulArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    let day = args.happened_on.unwrap_or(cx.today);
    annul_commitment(&cx, None, args.commitment, day, args.amount, &args.note)?;
    Ok(())
}

pub(super) fn list(cli: &Cli, words: Words, entity: &EntityArg) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &entity.entity)?;
    let made = cx.read(Permission::BooksRead, |tx| commitments::all(tx, &cx.scope))?;
    let rows = made.iter().map(|made| {
        let years = outstanding_years(made, None);
        let years = years
            .iter()
            .map(|part| format!("{}={}", part.year, amount(cli, part.amount)));
        vec![
            made.commitment.to_string(),
            made.item.clone(),
            made.counterparty.clone(),
            made.decided_on.to_string(),
            amount(cli, made.total),
            amount(cli, outstanding(made, None)),
            years.collect::<Vec<_>>().join(", "),
        ]
    });
    let columns = vec![
        ("commitment", "commitment-number"),
        ("item", "appropriation-item"),
        ("counterparty", "commitment-counterparty"),
        ("decided_on", "appropriation-decided-on"),
        ("total_ore", "commitment-total"),
        ("outstanding_ore", "commitment-outstanding"),
        ("years", "commitment-years"),
    ];
    let rows = rows.collect();
    Listing { columns, rows }.print(cli, words);
    Ok(())
}
