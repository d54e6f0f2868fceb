//! `kameral allocate`: run allocation keys, keep keys and prices, tell and treat calculation differences.

use std::fs;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use kameral_access::Permission;
use kameral_allocation::commands::{self, Outcome, RunOrder, Shown, Treatment, TreatmentOrder};
use kameral_allocation::difference::Difference;
use kameral_allocation::key::{AllocationKey, StandardPrice};
use kameral_allocation::store;
use kameral_base::{Date, Ore, Period};
use kameral_ledger::charge::coding_words;
use kameral_ui::Words;

use super::hermes::amount;
use super::period::period;
use super::{Cli, EntityArg, Listing};
use crate::outcome::Ending;
use crate::place;

/// Words of `kameral allocate`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct AllocateArgs {
    #[command(subcommand)]
    command: Option<AllocateCommand>,
    /// Period: 202603.
    #[arg(long, value_parser = period, required = true)]
    period: Option<Period>,
    /// One key; every one in force when none is named.
    #[arg(long)]
    key: Option<String>,
    /// Show what the run would come to, and post nothing.
    #[arg(long)]
    trial: bool,
    /// Accept warnings, with this reason.
    #[arg(long)]
    accept_warnings: Option<String>,
    /// Entity code.
    #[arg(long, env = "KAMERAL_ENTITY", required = true)]
    entity: Option<String>,
}

/// What else there is.
#[derive(Debug, Subcommand)]
enum AllocateCommand {
    /// List keys, or keep those of a JSON file.
    Keys(KeysArgs),
    /// List standard prices, or set one.
    Prices(PricesArgs),
    /// Tell calculation differences, or treat one.
    Differences(DifferencesArgs),
    /// Accept the rate or the prices that were proposed for a key.
    Accept(AcceptArgs),
}

#[derive(Debug, Args)]
struct KeysArgs {
    #[command(flatten)]
    entity: EntityArg,
    /// A JSON file with a list of keys, as they are listed with --format json.
    file: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct PricesArgs {
    #[command(flatten)]
    entity: EntityArg,
    /// Dimension of the resource.
    #[arg(long, requires_all = ["resource", "unit", "from", "price"])]
    dimension: Option<String>,
    /// The resource.
    #[arg(long)]
    resource: Option<String>,
    /// Unit.
    #[arg(long)]
    unit: Option<String>,
    /// First day: the first of a month.
    #[arg(long)]
    from: Option<Date>,
    /// Kronor a unit: 600,00.
    #[arg(long, value_parser = kronor)]
    price: Option<Ore>,
}

#[derive(Debug, Args)]
struct DifferencesArgs {
    #[command(flatten)]
    entity: EntityArg,
    /// The year up to this period.
    #[arg(long, value_parser = period)]
    period: Period,
    /// Key to treat.
    #[arg(long, requires = "treat")]
    key: Option<String>,
    /// spread, propose or carry.
    #[arg(long, requires = "key", value_parser = treatment)]
    treat: Option<Treatment>,
    /// Accept warnings, with this reason.
    #[arg(long)]
    accept_warnings: Option<String>,
}

#[derive(Debug, Args)]
struct AcceptArgs {
    #[command(flatten)]
    entity: EntityArg,
    /// Key.
    key: String,
}

fn kronor(text: &str) -> Result<Ore, String> {
    Ore::parse(text).map_err(|_| format!("{text}: 600,00"))
}

fn treatment(text: &str) -> Result<Treatment, String> {
    Treatment::from_word(text).ok_or_else(|| format!("{text}: spread, propose or carry"))
}

pub fn run(cli: &Cli, words: Words, args: &AllocateArgs) -> Result<(), Ending> {
    match &args.command {
        Some(AllocateCommand::Keys(args)) => keys(cli, words, args),
        Some(AllocateCommand::Prices(args)) => prices(cli, words, args),
        Some(AllocateCommand::Differences(args)) => differences(cli, words, args),
        Some(AllocateCommand::Accept(args)) => {
            let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
            commands::accept(&cx, None, &args.key)?;
            Ok(())
        }
        None => keys_run(cli, words, args),
    }
}

fn keys_run(cli: &Cli, words: Words, args: &AllocateArgs) -> Result<(), Ending> {
    let (Some(period), Some(entity)) = (args.period, &args.entity) else {
        return Err(Ending::Usage("--period --entity".to_owned()));
    };
    let cx = place::operator(&place::open(&cli.db)?, entity)?;
    if args.trial {
        let shown = commands::trial(&cx, period, args.key.as_deref())?;
        let model = cx.read(Permission::BooksRead, |tx| kameral_ledger::store::model::load(tx, &cx))?;
        let rows = shown.iter().flat_map(|shown: &Shown| {
            let given = &shown.given;
            let parts = given.charge.iter().chain(&given.relief);
            parts.map(|((coding, unit), sum)| {
                let quantity = if sum.quantity.is_zero() {
                    String::new()
                } else {
                    sum.quantity.plain()
                };
                vec![
                    given.key.clone(),
                    given.version.to_string(),
                    coding_words(&model, coding),
                    quantity,
                    unit.clone(),
                    amount(cli, sum.amount),
                ]
            })
        });
        Listing {
            columns: vec![
                ("key", "cli-allocation-key"),
                ("version", "cli-version"),
                ("coding", "cli-allocation-coding"),
                ("quantity", "cli-allocation-quantity"),
                ("unit", "cli-allocation-unit"),
                ("amount", "cli-amount"),
            ],
            rows: rows.collect(),
        }
        .print(cli, words);
        totals(cli, words, &shown);
        return Ok(());
    }
    let order = RunOrder {
        period,
        key: args.key.clone(),
        accept_warnings: args.accept_warnings.clone(),
    };
    tell(cli, words, &commands::run(&cx, None, &order)?);
    Ok(())
}

/// What each key leaves on its pool; for people only, since a file is one table.
fn totals(cli: &Cli, words: Words, shown: &[Shown]) {
    if cli.format != super::Format::Text {
        return;
    }
    let row = |shown: &Shown| {
        vec![
            shown.given.key.clone(),
            amount(cli, shown.given.pool),
            amount(cli, shown.given.charged().unwrap_or_default()),
            amount(cli, shown.given.left().unwrap_or_default()),
        ]
    };
    Listing {
        columns: vec![
            ("key", "cli-allocation-key"),
            ("pool", "cli-allocation-pool"),
            ("charged", "cli-allocation-charged"),
            ("left", "cli-allocation-left"),
        ],
        rows: shown.iter().map(row).collect(),
    }
    .print(cli, words);
}

fn tell(cli: &Cli, words: Words, outcomes: &[Outcome]) {
    if outcomes.is_empty() && cli.format == super::Format::Text {
        println!("{}", words.t("cli-allocation-nothing"));
        return;
    }
    let number = |voucher: &Option<kameral_ledger::voucher::PostedVoucher>| {
        let number = voucher.as_ref().map(|voucher| voucher.number.to_string());
        number.unwrap_or_default()
    };
    let row = |outcome: &Outcome| {
        vec![
            outcome.key.clone(),
            outcome.version.to_string(),
            number(&outcome.reversal),
            number(&outcome.voucher),
        ]
    };
    Listing {
        columns: vec![
            ("key", "cli-allocation-key"),
            ("version", "cli-version"),
            ("reversal", "cli-allocation-reversal"),
            ("voucher", "cli-allocation-voucher"),
        ],
        rows: outcomes.iter().map(row).collect(),
    }
    .print(cli, words);
}

fn keys(cli: &Cli, words: Words, args: &KeysArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    if let Some(file) = &args.file {
        let read: Vec<AllocationKey> =
            serde_json::from_slice(&fs::read(file)?).map_err(|error| Ending::Usage(error.to_string()))?;
        for key in &read {
            commands::save_key(&cx, None, key)?;
        }
    }
    let kept = cx.read(Permission::BooksRead, |tx| store::keys(tx, cx.entity()))?;
    if cli.format == super::Format::Json {
        let text = serde_json::to_string(&kept).map_err(|error| Ending::Fault(error.to_string()))?;
        println!("{text}");
        return Ok(());
    }
    let row = |key: &AllocationKey| {
        vec![
            key.key.clone(),
            key.version.to_string(),
            key.name.clone(),
            key.parting.word().to_owned(),
            key.state.word().to_owned(),
        ]
    };
    Listing {
        columns: vec![
            ("key", "cli-allocation-key"),
            ("version", "cli-version"),
            ("name", "cli-name"),
            ("parting", "cli-allocation-parting"),
            ("state", "cli-allocation-state"),
        ],
        rows: kept.iter().map(row).collect(),
    }
    .print(cli, words);
    Ok(())
}

fn prices(cli: &Cli, words: Words, args: &PricesArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    if let (Some(dimension), Some(resource), Some(unit), Some(valid_from), Some(price)) =
        (&args.dimension, &args.resource, &args.unit, args.from, args.price)
    {
        let row = StandardPrice {
            dimension: dimension.clone(),
            resource: resource.clone(),
            unit: unit.clone(),
            valid_from,
            price,
            proposed: false,
        };
        commands::set_price(&cx, None, &row)?;
    }
    let kept = cx.read(Permission::BooksRead, |tx| store::prices(tx, cx.entity()))?;
    let row = |price: &StandardPrice| {
        vec![
            price.dimension.clone(),
            price.resource.clone(),
            price.unit.clone(),
            price.valid_from.to_string(),
            amount(cli, price.price),
            if price.proposed { "proposed" } else { "in_force" }.to_owned(),
        ]
    };
    Listing {
        columns: vec![
            ("dimension", "cli-allocation-dimension"),
            ("resource", "cli-allocation-resource"),
            ("unit", "cli-allocation-unit"),
            ("valid_from", "cli-allocation-from"),
            ("price", "cli-allocation-price"),
            ("state", "cli-allocation-state"),
        ],
        rows: kept.iter().map(row).collect(),
    }
    .print(cli, words);
    Ok(())
}

fn differences(cli: &Cli, words: Words, args: &DifferencesArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    if let (Some(key), Some(treatment)) = (&args.key, args.treat) {
        let order = TreatmentOrder {
            period: args.period,
            key: key.clone(),
            treatment,
            accept_warnings: args.accept_warnings.clone(),
        };
        let outcomes = commands::treat(&cx, None, &order)?;
        if treatment != Treatment::Propose {
            tell(cli, words, &outcomes);
            return Ok(());
        }
    }
    let found = commands::differences(&cx, args.period)?;
    let row = |found: &Difference| {
        vec![
            found.key.clone(),
            amount(cli, found.carried_in),
            amount(cli, found.real),
            amount(cli, found.charged),
            amount(cli, found.spread),
            amount(cli, found.carried_out),
            amount(cli, found.left),
        ]
    };
    Listing {
        columns: vec![
            ("key", "cli-allocation-key"),
            ("carried_in", "cli-allocation-carried-in"),
            ("real", "cli-allocation-real"),
            ("charged", "cli-allocation-charged"),
            ("spread", "cli-allocation-spread"),
            ("carried_out", "cli-allocation-carried-out"),
            ("left", "cli-allocation-over"),
        ],
        rows: found.iter().map(row).collect(),
    }
    .print(cli, words);
    Ok(())
}
