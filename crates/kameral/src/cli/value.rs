//! `kameral value`: values of a dimension's register.

use clap::{Args, Subcommand};
use kameral_access::Permission;
use kameral_base::Date;
use kameral_ledger::commands::change_registers;
use kameral_ledger::model::DimensionValue;
use kameral_ledger::register::{Change, RegisterRefusal};
use kameral_ledger::store::model;
use kameral_ui::Words;

use super::output::Listing;
use super::{Cli, EntityArg};
use crate::outcome::Ending;
use crate::place;

/// Words of `kameral value`.
#[derive(Debug, Subcommand)]
pub enum ValueCommand {
    /// Add or change a value.
    Add(AddArgs),
    /// List the values of a dimension.
    List(ListArgs),
}

/// A value to add.
#[derive(Debug, Args)]
pub struct AddArgs {
    /// Dimension code.
    dimension: String,
    /// Value.
    value: String,
    /// Name.
    name: String,
    /// First day it may be posted on.
    #[arg(long)]
    from: Option<Date>,
    /// Last day it may be posted on.
    #[arg(long)]
    to: Option<Date>,
    /// Value that takes over.
    #[arg(long, default_value = "")]
    successor: String,
    #[command(flatten)]
    entity: EntityArg,
}

/// A dimension to list.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Dimension code.
    dimension: String,
    #[command(flatten)]
    entity: EntityArg,
}

pub fn run(cli: &Cli, words: Words, command: &ValueCommand) -> Result<(), Ending> {
    match command {
        ValueCommand::Add(args) => add(cli, args),
        ValueCommand::List(args) => list(cli, words, args),
    }
}

fn unknown(code: &str) -> Ending {
    let refusal = RegisterRefusal::DimensionUnknown {
        dimension: code.to_owned(),
    };
    Ending::refusal(&refusal)
}

fn add(cli: &Cli, args: &AddArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    let model = cx.read(Permission::BooksRead, |tx| model::load(tx, &cx))?;
    let dimension = model
        .dimension(&args.dimension)
        .ok_or_else(|| unknown(&args.dimension))?;
    let value = DimensionValue {
        valid_from: args.from,
        valid_to: args.to,
        successor: args.successor.clone(),
        ..DimensionValue::plain(dimension.position, &args.value, &args.name)
    };
    change_registers(
        &cx,
        None,
        &format!("{} {}", dimension.code, args.value),
        &[Change::Value(value)],
    )?;
    Ok(())
}

fn list(cli: &Cli, words: Words, args: &ListArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    let model = cx.read(Permission::BooksRead, |tx| model::load(tx, &cx))?;
    let dimension = model
        .dimension(&args.dimension)
        .ok_or_else(|| unknown(&args.dimension))?;
    let day = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let values = model
        .values
        .get(&dimension.position)
        .into_iter()
        .flat_map(|values| values.values());
    let rows = values.map(|value| {
        vec![
            value.value.clone(),
            value.name.clone(),
            day(value.valid_from),
            day(value.valid_to),
            value.successor.clone(),
        ]
    });
    let columns = vec![
        ("value", "cli-value"),
        ("name", "cli-name"),
        ("valid_from", "cli-valid-from"),
        ("valid_to", "cli-valid-to"),
        ("successor", "cli-successor"),
    ];
    Listing {
        columns,
        rows: rows.collect(),
    }
    .print(cli, words);
    Ok(())
}
