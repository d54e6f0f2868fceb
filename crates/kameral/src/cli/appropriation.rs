//! `kameral appropriation`: the register, movements, terms, what is left, and commitments.

mod commitment;
mod listing;

use clap::{Args, Subcommand};
use kameral_appropriations::commands;
use kameral_appropriations::model::{Basis, Beyond, Flow, Instalment, Item, ItemKind, Link, MovementKind, Terms};
use kameral_appropriations::movement::NewMovement;
use kameral_base::{Date, Ore};
use kameral_ui::Words;

use super::{Cli, EntityArg};
use crate::outcome::Ending;
use crate::place;

/// Words of `kameral appropriation`.
#[derive(Debug, Subcommand)]
pub enum AppropriationCommand {
    /// List items with their parts and the financiers they finance.
    List(EntityArg),
    /// Add an appropriation or a revenue title, or change one. Earlier versions are kept.
    Add(AddArgs),
    /// Register an opening amount, an allotment, a withdrawal …
    Move(MoveArgs),
    /// Take back a movement by a new one with the opposite sign.
    TakeBack(TakeBackArgs),
    /// List the movements of a year.
    Movements(YearArgs),
    /// Set the terms of a year: saving, credit, frame, estimated amount.
    Terms(TermsArgs),
    /// Show what was given, what was charged and what is left of every item.
    Status(StatusArgs),
    /// Begin a year with what the last one ended with.
    Roll(RollArgs),
    /// Make a commitment under an authorisation.
    Commit(commitment::CommitArgs),
    /// Settle a part of a commitment.
    Settle(commitment::SettleArgs),
    /// Annul a part of a commitment.
    Annul(commitment::AnnulArgs),
    /// List commitments and what is outstanding of them.
    Commitments(EntityArg),
}

/// A year of an entity.
#[derive(Debug, Args)]
pub struct YearArgs {
    #[command(flatten)]
    entity: EntityArg,
    /// Budget year; this one when none is given.
    #[arg(long)]
    year: Option<i64>,
}

/// How items stand.
#[derive(Debug, Args)]
pub struct StatusArgs {
    #[command(flatten)]
    of: YearArgs,
    /// Up to this day, by the dates of vouchers and decisions.
    #[arg(long)]
    day: Option<Date>,
}

/// An item as it shall be.
#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own on the command line"
)]
pub struct AddArgs {
    /// Designation: 1:5, `1:5 ap.1`.
    item: String,
    /// Name.
    name: String,
    #[command(flatten)]
    entity: EntityArg,
    /// What it is a part of.
    #[arg(long)]
    parent: Option<String>,
    /// A revenue title, not an appropriation.
    #[arg(long)]
    title: bool,
    /// English name.
    #[arg(long, default_value = "")]
    name_en: String,
    /// Plain text of the letter.
    #[arg(long, default_value = "")]
    text: String,
    /// `interest_bearing` or `non_interest_bearing`.
    #[arg(long, default_value = "interest_bearing", value_parser = flow)]
    flow: Flow,
    /// `cost`, `expenditure` or `cash`.
    #[arg(long, default_value = "cost", value_parser = basis)]
    basis: Basis,
    /// Gross accounting is decided.
    #[arg(long)]
    gross: bool,
    /// Mainly for administration.
    #[arg(long)]
    administrative: bool,
    /// What is left is not carried into the next year.
    #[arg(long)]
    not_carried: bool,
    /// Stop what goes beyond the credit; it is a warning when not given.
    #[arg(long)]
    stop: bool,
    /// The letter or decision.
    #[arg(long, default_value = "")]
    document: String,
    /// Day of the decision.
    #[arg(long)]
    decided_on: Option<Date>,
    /// First day.
    #[arg(long)]
    from: Option<Date>,
    /// Last day.
    #[arg(long)]
    to: Option<Date>,
    /// A financier it finances: 10, or 10:2026-01-01..2026-06-30. May be repeated.
    #[arg(long = "link", value_parser = link)]
    links: Vec<Link>,
}

/// A movement to register.
#[derive(Debug, Args)]
pub struct MoveArgs {
    /// Designation.
    item: String,
    /// `opening`, `allotment`, `other_decision`, `distributed`, `redirected`, `overrun`, `withdrawal`.
    #[arg(value_parser = movement_kind)]
    kind: MovementKind,
    /// Signed amount in kronor: given away, handed back and withdrawn are negative.
    #[arg(allow_hyphen_values = true, value_parser = amount)]
    amount: Ore,
    #[command(flatten)]
    of: YearArgs,
    /// The letter or decision.
    #[arg(long)]
    document: String,
    /// Day of the decision; today when none is given.
    #[arg(long)]
    decided_on: Option<Date>,
    /// Note.
    #[arg(long, default_value = "")]
    note: String,
}

/// A movement to take back.
#[derive(Debug, Args)]
pub struct TakeBackArgs {
    /// Its number.
    movement: i64,
    #[command(flatten)]
    entity: EntityArg,
    /// Why.
    #[arg(long, default_value = "")]
    note: String,
}

/// A year to begin.
#[derive(Debug, Args)]
pub struct RollArgs {
    /// The year to begin.
    year: i64,
    #[command(flatten)]
    entity: EntityArg,
    /// What it rests on.
    #[arg(long)]
    document: String,
}

/// Terms as they shall be; what is not given is the rule of the ordinance.
#[derive(Debug, Args)]
pub struct TermsArgs {
    /// Designation.
    item: String,
    #[command(flatten)]
    of: YearArgs,
    /// Part that may be kept, per mille.
    #[arg(long)]
    saving_per_mille: Option<i64>,
    /// Budget years after the last one in the State's budget, during which saving may be used.
    #[arg(long)]
    saving_years: Option<i64>,
    /// Part that the credit is, per mille.
    #[arg(long)]
    credit_per_mille: Option<i64>,
    /// Credit in kronor.
    #[arg(long, value_parser = amount)]
    credit: Option<Ore>,
    /// Base of both parts, in kronor.
    #[arg(long, value_parser = amount)]
    base: Option<Ore>,
    /// Part above which little is left, per mille.
    #[arg(long)]
    low_per_mille: Option<i64>,
    /// Estimated amount of a revenue title, in kronor.
    #[arg(long, value_parser = amount)]
    estimated: Option<Ore>,
    /// Frame for commitments, in kronor.
    #[arg(long, value_parser = amount)]
    frame: Option<Ore>,
    /// The whole appropriation, where other agencies have parts of it, in kronor.
    #[arg(long, value_parser = amount)]
    whole: Option<Ore>,
    /// A transfer to the interest account: 2026-01-25=1000,00. May be repeated; twelfths when none.
    #[arg(long = "instalment", value_parser = instalment)]
    instalments: Vec<Instalment>,
    /// The letter or decision.
    #[arg(long, default_value = "")]
    document: String,
    /// Day of the decision.
    #[arg(long)]
    decided_on: Option<Date>,
}

pub(super) fn amount(text: &str) -> Result<Ore, String> {
    Ore::parse(text).map_err(|_| format!("{text}: 1234,56"))
}

fn flow(text: &str) -> Result<Flow, String> {
    Flow::from_word(text).ok_or_else(|| expected(Flow::ALL.iter().map(|flow| flow.word())))
}

fn basis(text: &str) -> Result<Basis, String> {
    Basis::from_word(text).ok_or_else(|| expected(Basis::ALL.iter().map(|basis| basis.word())))
}

fn movement_kind(text: &str) -> Result<MovementKind, String> {
    MovementKind::from_word(text).ok_or_else(|| expected(MovementKind::ALL.iter().map(|kind| kind.word())))
}

fn expected<'w>(words: impl Iterator<Item = &'w str>) -> String {
    words.collect::<Vec<_>>().join(", ")
}

fn link(text: &str) -> Result<Link, String> {
    let (financier, days) = text.split_once(':').unwrap_or((text, ".."));
    let wrong = || format!("{text}: 10:2026-01-01..2026-12-31");
    let (from, to) = days.split_once("..").ok_or_else(wrong)?;
    let day = |day: &str| match day {
        "" => Ok(None),
        day => day.parse::<Date>().map(Some).map_err(|_| wrong()),
    };
    Ok(Link {
        financier: financier.to_owned(),
        valid_from: day(from)?,
        valid_to: day(to)?,
    })
}

fn instalment(text: &str) -> Result<Instalment, String> {
    let wrong = || format!("{text}: 2026-01-25=1000,00");
    let (day, amount) = text.split_once('=').ok_or_else(wrong)?;
    Ok(Instalment {
        due_on: day.parse().map_err(|_| wrong())?,
        amount: Ore::parse(amount).map_err(|_| wrong())?,
    })
}

pub fn run(cli: &Cli, words: Words, command: &AppropriationCommand) -> Result<(), Ending> {
    use AppropriationCommand as C;
    match command {
        C::List(entity) => listing::items(cli, words, entity),
        C::Add(args) => add(cli, args),
        C::Move(args) => move_amount(cli, args),
        C::TakeBack(args) => {
            let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
            let number = commands::take_back_movement(&cx, None, args.movement, cx.today, &args.note)?;
            println!("{number}");
            Ok(())
        }
        C::Movements(args) => listing::movements(cli, words, args),
        C::Terms(args) => terms(cli, args),
        C::Status(args) => listing::status(cli, words, args),
        C::Roll(args) => {
            let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
            for number in commands::roll_year(&cx, None, args.year, cx.today, &args.document)? {
                println!("{number}");
            }
            Ok(())
        }
        C::Commit(args) => commitment::make(cli, args),
        C::Settle(args) => commitment::settle(cli, args),
        C::Annul(args) => commitment::annul(cli, args),
        C::Commitments(entity) => commitment::list(cli, words, entity),
    }
}

fn add(cli: &Cli, args: &AddArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    let item = Item {
        item: args.item.clone(),
        parent: args.parent.clone(),
        kind: if args.title {
            ItemKind::RevenueTitle
        } else {
            ItemKind::Appropriation
        },
        name: args.name.clone(),
        name_en: args.name_en.clone(),
        text: args.text.clone(),
        flow: args.flow,
        basis: args.basis,
        gross: args.gross,
        administrative: args.administrative,
        carried_forward: !args.not_carried,
        beyond: if args.stop { Beyond::Stop } else { Beyond::Warn },
        document: args.document.clone(),
        decided_on: args.decided_on,
        valid_from: args.from,
        valid_to: args.to,
        links: args.links.clone(),
    };
    commands::keep_item(&cx, None, &item)?;
    Ok(())
}

fn move_amount(cli: &Cli, args: &MoveArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.of.entity.entity)?;
    let new = NewMovement {
        item: args.item.clone(),
        year: args.of.year.unwrap_or_else(|| i64::from(cx.today.year())),
        kind: args.kind,
        amount: args.amount,
        decided_on: args.decided_on.unwrap_or(cx.today),
        document: args.document.clone(),
        note: args.note.clone(),
    };
    println!("{}", commands::register_movement(&cx, None, &new)?);
    Ok(())
}

fn terms(cli: &Cli, args: &TermsArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.of.entity.entity)?;
    let terms = Terms {
        item: args.item.clone(),
        year: args.of.year.unwrap_or_else(|| i64::from(cx.today.year())),
        saving_per_mille: args.saving_per_mille,
        saving_years: args.saving_years,
        credit_per_mille: args.credit_per_mille,
        credit: args.credit,
        base: args.base,
        low_per_mille: args.low_per_mille,
        estimated: args.estimated,
        commitment_limit: args.frame,
        whole: args.whole,
        instalments: args.instalments.clone(),
        document: args.document.clone(),
        decided_on: args.decided_on,
    };
    commands::keep_terms(&cx, None, &terms)?;
    Ok(())
}
