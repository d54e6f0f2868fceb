//! `kameral rule`: posting rules, tried before they are switched on.

use clap::{Args, Subcommand};
use kameral_base::PeriodRange;
use kameral_ledger::commands::{change_registers, try_rule};
use kameral_ledger::model::PostingRule;
use kameral_ledger::register::{Change, same_postings};
use kameral_ledger::standard;
use kameral_ui::Words;

use super::charge::{periods, tell_dues};
use super::output::Listing;
use super::{Cli, EntityArg};
use crate::outcome::Ending;
use crate::place;

/// Words of `kameral rule`.
#[derive(Debug, Subcommand)]
pub enum RuleCommand {
    /// List every version of every rule.
    List(EntityArg),
    /// Pairs of rules that would post the same for the same line.
    Same(EntityArg),
    /// What a rule would have posted in past periods, beside what its versions did.
    Try(TryArgs),
    /// Let a version apply.
    On(VersionArgs),
    /// Let a version no longer apply.
    Off(VersionArgs),
    /// Bind the standard's own rules and the relations they ask, those that are not there.
    Standard(EntityArg),
}

/// A version of a rule.
#[derive(Debug, Args)]
pub struct VersionArgs {
    /// Rule.
    rule: String,
    #[command(flatten)]
    entity: EntityArg,
    /// Version; the last one when none is named.
    #[arg(long)]
    version: Option<i64>,
}

/// A version of a rule, and where it is tried.
#[derive(Debug, Args)]
pub struct TryArgs {
    #[command(flatten)]
    version: VersionArgs,
    /// Period or periods: 202603, 202601..202612.
    #[arg(long, value_parser = periods)]
    period: PeriodRange,
}

pub fn run(cli: &Cli, words: Words, command: &RuleCommand) -> Result<(), Ending> {
    match command {
        RuleCommand::List(entity) => list(cli, words, entity),
        RuleCommand::Same(entity) => same(cli, words, entity),
        RuleCommand::Try(args) => tried(cli, words, args),
        RuleCommand::On(args) => switch(cli, args, true),
        RuleCommand::Off(args) => switch(cli, args, false),
        RuleCommand::Standard(entity) => bind_standard(cli, entity),
    }
}

fn list(cli: &Cli, words: Words, entity: &EntityArg) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &entity.entity)?;
    let model = place::model(&cx)?;
    let day = |day: Option<kameral_base::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let rows = model.posting_rules.iter().map(|rule| {
        vec![
            rule.order.to_string(),
            rule.rule.clone(),
            rule.version.to_string(),
            rule.method.word().to_owned(),
            words.t(if rule.active { "cli-yes" } else { "cli-no" }),
            day(rule.valid_from),
            day(rule.valid_to),
            rule.name.clone(),
        ]
    });
    let listing = Listing {
        columns: vec![
            ("order", "posting-rules-order"),
            ("rule", "posting-rules-rule"),
            ("version", "posting-rules-version"),
            ("method", "posting-rules-method"),
            ("active", "posting-rules-active"),
            ("valid_from", "values-from"),
            ("valid_to", "values-to"),
            ("name", "line-name"),
        ],
        rows: rows.collect(),
    };
    listing.print(cli, words);
    Ok(())
}

fn same(cli: &Cli, words: Words, entity: &EntityArg) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &entity.entity)?;
    let found = same_postings(&*place::model(&cx)?);
    let version = |(rule, version): &(String, i64)| format!("{rule} {version}");
    let rows = found.iter().map(|same| {
        vec![
            version(&same.one),
            version(&same.other),
            same.cause.clone(),
            same.posting.clone(),
        ]
    });
    let listing = Listing {
        columns: vec![
            ("one", "posting-rules-rule"),
            ("other", "posting-rules-other"),
            ("cause", "posting-rules-cause"),
            ("posting", "posting-rules-posting"),
        ],
        rows: rows.collect(),
    };
    listing.print(cli, words);
    Ok(())
}

fn tried(cli: &Cli, words: Words, args: &TryArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.version.entity.entity)?;
    let model = place::model(&cx)?;
    let rule = version(&model, &args.version)?;
    let found = try_rule(&cx, &rule, args.period, |period| {
        eprintln!("{period}");
        true
    })?;
    for (period, due) in found {
        tell_dues(cli, words, &model, period, &[due]);
    }
    Ok(())
}

fn switch(cli: &Cli, args: &VersionArgs, active: bool) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    let rule = version(&*place::model(&cx)?, args)?;
    change_registers(
        &cx,
        None,
        &args.rule,
        &[Change::PostingRule(PostingRule { active, ..rule })],
    )?;
    Ok(())
}

fn version(model: &kameral_ledger::model::AccountingModel, args: &VersionArgs) -> Result<PostingRule, Ending> {
    let versions = model.posting_rules.iter().filter(|rule| rule.rule == args.rule);
    let wanted = versions
        .filter(|rule| args.version.is_none_or(|version| rule.version == version))
        .max_by_key(|rule| rule.version);
    let unknown = || Ending::Usage(format!("{}: no such rule, see kameral rule list", args.rule));
    wanted.cloned().ok_or_else(unknown)
}

/// What the agency has changed stays as it is: only what is not there is added.
fn bind_standard(cli: &Cli, entity: &EntityArg) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &entity.entity)?;
    let model = place::model(&cx)?;
    let rules = standard::posting_rules(model.entity.rules).map_err(|mistake| Ending::Fault(mistake.to_string()))?;
    let missing: Vec<Change> = rules
        .into_iter()
        .filter(|change| match change {
            Change::PostingRule(rule) => model.posting_rules.iter().all(|known| known.rule != rule.rule),
            Change::Relation(relation) => model.relations.iter().all(|known| known.relation != relation.relation),
            _ => true,
        })
        .collect();
    change_registers(&cx, None, "standard-posting-rules", &missing)?;
    Ok(())
}
