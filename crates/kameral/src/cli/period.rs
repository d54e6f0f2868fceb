//! `kameral period`: open, hold and close.

use clap::{Args, Subcommand};
use kameral_access::Permission;
use kameral_base::Period;
use kameral_ledger::commands::{said_of_opening, set_period};
use kameral_ledger::model::{Module, PeriodState};
use kameral_ledger::store::periods;
use kameral_ui::Words;

use super::output::Listing;
use super::{Cli, EntityArg};
use crate::outcome::Ending;
use crate::place;

/// Words of `kameral period`.
#[derive(Debug, Subcommand)]
pub enum PeriodCommand {
    /// Let vouchers in; a closed period needs a reason.
    Open(PeriodArgs),
    /// Let only those who manage periods post.
    Hold(PeriodArgs),
    /// Let nothing in.
    Close(PeriodArgs),
    /// List the state of every period.
    List(EntityArg),
}

/// A period to change.
#[derive(Debug, Args)]
pub struct PeriodArgs {
    /// Period: 202603.
    #[arg(value_parser = period)]
    period: Period,
    #[command(flatten)]
    entity: EntityArg,
    /// Module (ledger, payables, receivables, assets); every module when none is named.
    #[arg(long, value_parser = module)]
    module: Option<Module>,
    /// Why, kept in history.
    #[arg(long, default_value = "")]
    reason: String,
}

/// A period as an argument.
pub fn period(text: &str) -> Result<Period, String> {
    Period::parse(text).map_err(|_| format!("{text}: yyyymm"))
}

fn module(text: &str) -> Result<Module, String> {
    Module::from_word(text).ok_or_else(|| format!("{text}: ledger, payables, receivables or assets"))
}

pub fn run(cli: &Cli, words: Words, command: &PeriodCommand) -> Result<(), Ending> {
    match command {
        PeriodCommand::Open(args) => set(cli, words, args, PeriodState::Open),
        PeriodCommand::Hold(args) => set(cli, words, args, PeriodState::Held),
        PeriodCommand::Close(args) => set(cli, words, args, PeriodState::Closed),
        PeriodCommand::List(entity) => list(cli, words, entity),
    }
}

fn set(cli: &Cli, words: Words, args: &PeriodArgs, state: PeriodState) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    let modules = args.module.map_or_else(|| Module::ALL.to_vec(), |module| vec![module]);
    set_period(&cx, None, args.period, &modules, state, &args.reason)?;
    if state == PeriodState::Open {
        for sentence in said_of_opening(&cx, args.period)? {
            eprintln!("{}", words.sentence(&sentence));
        }
    }
    Ok(())
}

fn list(cli: &Cli, words: Words, entity: &EntityArg) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &entity.entity)?;
    let states = cx.read(Permission::BooksRead, |tx| periods::all(tx, cx.entity()))?;
    let rows = states.into_iter().map(|(year, period, module, state)| {
        vec![
            year.to_string(),
            period.to_string(),
            module.word().to_owned(),
            state.word().to_owned(),
        ]
    });
    let columns = vec![
        ("year", "cli-year"),
        ("period", "cli-period"),
        ("module", "cli-module"),
        ("state", "cli-state"),
    ];
    Listing {
        columns,
        rows: rows.collect(),
    }
    .print(cli, words);
    Ok(())
}
