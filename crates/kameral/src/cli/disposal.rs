//! `kameral disposal`: propose, decide, run, hold, and the log of what went.

use clap::{Args, Subcommand, ValueEnum};
use kameral_access::Permission;
use kameral_base::{Arg, Date};
use kameral_records::commands::{self, HeldBy};
use kameral_records::disposal::{Decision, Hold, HoldOrder, Proposal};
use kameral_records::store::{decisions, holds};
use kameral_store::disposed;
use kameral_ui::Words;
use serde_json::json;

use super::output::print_json;
use super::{Cli, EntityArg, Format, Listing};
use crate::outcome::Ending;
use crate::place;

/// The most rows of the log that are listed.
const LOG_ROWS: u32 = 10_000;

/// Words of `kameral disposal`.
#[derive(Debug, Subcommand)]
pub enum DisposalCommand {
    /// Propose to dispose of a type of record, by the authority's decision.
    Propose(ProposeArgs),
    /// Approve or reject what another has proposed.
    Decide(DecideArgs),
    /// Carry out an approved decision.
    Run(NumberArgs),
    /// List decisions.
    List(EntityArg),
    /// List what is gone, the latest first.
    Log(EntityArg),
    /// Hold records, so that nothing of them goes.
    Hold(HoldArgs),
    /// Lift a hold.
    Release(ReleaseArgs),
    /// List holds.
    Holds(EntityArg),
}

/// A decision to propose.
#[derive(Debug, Args)]
pub struct ProposeArgs {
    /// attachment, inbox, outbox, draft, `voucher_text` or `sign_in`.
    record: String,
    /// The authority's own reference of its decision.
    #[arg(long)]
    reference: String,
    /// The day the authority decided.
    #[arg(long)]
    decided_on: Date,
    /// The last fiscal year it reaches.
    #[arg(long)]
    through: i64,
    /// The first day it may be carried out.
    #[arg(long)]
    earliest: Date,
    /// Of `voucher_text`: a series it reaches; may be given again. Every series when none is named.
    #[arg(long)]
    series: Vec<String>,
    #[command(flatten)]
    entity: EntityArg,
}

/// What is said of a proposal.
#[derive(Debug, Args)]
pub struct DecideArgs {
    /// Number of the proposal.
    decision: i64,
    /// approve or reject.
    verdict: Said,
    #[command(flatten)]
    entity: EntityArg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Said {
    Approve,
    Reject,
}

/// A decision, by its number.
#[derive(Debug, Args)]
pub struct NumberArgs {
    /// Number of the decision.
    decision: i64,
    #[command(flatten)]
    entity: EntityArg,
}

/// A hold to make.
#[derive(Debug, Args)]
pub struct HoldArgs {
    /// Why.
    reason: String,
    /// Type of record; every type when none is named.
    #[arg(long, default_value = "")]
    record: String,
    /// First fiscal year.
    #[arg(long)]
    from_year: Option<i64>,
    /// Last fiscal year.
    #[arg(long)]
    to_year: Option<i64>,
    /// A voucher whose documents and texts are held: A-2026-17.
    #[arg(long, default_value = "")]
    voucher: String,
    /// First day; today when none is given.
    #[arg(long)]
    from: Option<Date>,
    /// Last day; until it is lifted when none is given.
    #[arg(long)]
    to: Option<Date>,
    #[command(flatten)]
    entity: EntityArg,
}

/// A hold to lift.
#[derive(Debug, Args)]
pub struct ReleaseArgs {
    /// Number of the hold.
    hold: i64,
    /// Why.
    reason: String,
    #[command(flatten)]
    entity: EntityArg,
}

pub fn run(cli: &Cli, words: Words, command: &DisposalCommand) -> Result<(), Ending> {
    let at = |entity: &EntityArg| place::operator(&place::open(&cli.db)?, &entity.entity);
    match command {
        DisposalCommand::Propose(args) => {
            let proposal = Proposal {
                record: args.record.clone(),
                reference: args.reference.clone(),
                decided_on: args.decided_on,
                through_year: args.through,
                earliest_on: args.earliest,
                series: args.series.clone(),
            };
            println!("{}", commands::propose(&at(&args.entity)?, None, &proposal)?);
            Ok(())
        }
        DisposalCommand::Decide(args) => {
            let approved = args.verdict == Said::Approve;
            Ok(commands::decide(&at(&args.entity)?, None, args.decision, approved)?)
        }
        DisposalCommand::Run(args) => carried_out(cli, words, args),
        DisposalCommand::List(entity) => list(cli, words, entity),
        DisposalCommand::Log(entity) => log(cli, words, entity),
        DisposalCommand::Hold(args) => {
            let cx = at(&args.entity)?;
            let order = HoldOrder {
                record: args.record.clone(),
                year_from: args.from_year,
                year_to: args.to_year,
                voucher: args.voucher.clone(),
                reason: args.reason.clone(),
                valid_from: args.from.unwrap_or(cx.today),
                valid_to: args.to,
            };
            println!("{}", commands::hold(&cx, None, &order)?);
            Ok(())
        }
        DisposalCommand::Release(args) => Ok(commands::release(&at(&args.entity)?, None, args.hold, &args.reason)?),
        DisposalCommand::Holds(entity) => list_holds(cli, words, entity),
    }
}

fn carried_out(cli: &Cli, words: Words, args: &NumberArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    let done = commands::run(&cx, args.decision)?;
    if cli.format == Format::Json {
        let held: Vec<_> = done
            .held
            .iter()
            .map(|(subject, held)| match held {
                HeldBy::Hold(hold) => json!({ "subject": subject, "hold": hold }),
                HeldBy::Elsewhere => json!({ "subject": subject, "hold": "elsewhere" }),
                HeldBy::Draft => json!({ "subject": subject, "hold": "draft" }),
            })
            .collect();
        print_json(&json!({ "run": done.run_no, "disposed": done.disposed, "bytes": done.bytes, "held": held }));
        return Ok(());
    }
    let held = i64::try_from(done.held.len()).unwrap_or(i64::MAX);
    let args = [
        ("disposed", Arg::Number(done.disposed)),
        ("bytes", Arg::Number(done.bytes)),
        ("held", Arg::Number(held)),
    ];
    println!("{}", words.t_args("cli-disposal-ran", &args));
    Ok(())
}

fn list(cli: &Cli, words: Words, entity: &EntityArg) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &entity.entity)?;
    let all = cx.read(Permission::RecordsManage, |tx| decisions::all(tx, cx.entity()))?;
    let row = |decision: &Decision| {
        let proposal = &decision.proposal;
        let (verdict, by) = match &decision.verdict {
            None => ("", ""),
            Some(verdict) if verdict.approved => ("approved", verdict.given_by.name.as_str()),
            Some(verdict) => ("rejected", verdict.given_by.name.as_str()),
        };
        vec![
            decision.decision_no.to_string(),
            proposal.record.clone(),
            proposal.reference.clone(),
            proposal.decided_on.to_string(),
            proposal.through_year.to_string(),
            proposal.earliest_on.to_string(),
            decision.proposed_by.name.clone(),
            verdict.to_owned(),
            by.to_owned(),
        ]
    };
    Listing {
        columns: vec![
            ("number", "cli-number"),
            ("record", "cli-disposal-record"),
            ("reference", "cli-disposal-reference"),
            ("decided_on", "cli-disposal-decided-on"),
            ("through_year", "cli-disposal-through"),
            ("earliest_on", "cli-disposal-earliest"),
            ("proposed_by", "cli-disposal-proposed-by"),
            ("verdict", "cli-disposal-verdict"),
            ("decided_by", "cli-disposal-decided-by"),
        ],
        rows: all.iter().map(row).collect(),
    }
    .print(cli, words);
    Ok(())
}

fn log(cli: &Cli, words: Words, entity: &EntityArg) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &entity.entity)?;
    let all = cx.read(Permission::RecordsManage, |tx| {
        disposed::latest(tx, cx.entity(), None, LOG_ROWS)
    })?;
    let rows = all.into_iter().map(|gone| {
        vec![
            gone.disposed_no.to_string(),
            gone.disposed_at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            gone.disposed_by,
            gone.record,
            gone.subject,
            gone.about,
            gone.file_bytes.to_string(),
            gone.decision_no.to_string(),
            gone.sha256,
        ]
    });
    Listing {
        columns: vec![
            ("number", "cli-number"),
            ("disposed_at", "cli-disposal-at"),
            ("disposed_by", "cli-disposal-by"),
            ("record", "cli-disposal-record"),
            ("subject", "cli-disposal-subject"),
            ("about", "cli-disposal-about"),
            ("bytes", "cli-outbox-bytes"),
            ("decision", "cli-disposal-decision"),
            ("sha256", "cli-outbox-sha256"),
        ],
        rows: rows.collect(),
    }
    .print(cli, words);
    Ok(())
}

fn list_holds(cli: &Cli, words: Words, entity: &EntityArg) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &entity.entity)?;
    let all = cx.read(Permission::RecordsManage, |tx| holds::all(tx, cx.entity()))?;
    let row = |hold: &Hold| {
        let order = &hold.order;
        let year = |year: Option<i64>| year.map(|year| year.to_string()).unwrap_or_default();
        vec![
            hold.hold_no.to_string(),
            order.record.clone(),
            format!("{}..{}", year(order.year_from), year(order.year_to)),
            order.voucher.clone(),
            order.reason.clone(),
            order.valid_from.to_string(),
            order.valid_to.map(|day| day.to_string()).unwrap_or_default(),
            hold.made_by.name.clone(),
            hold.released.as_ref().map(|(at, ..)| at.clone()).unwrap_or_default(),
        ]
    };
    Listing {
        columns: vec![
            ("number", "cli-number"),
            ("record", "cli-disposal-record"),
            ("years", "cli-year"),
            ("voucher", "cli-disposal-voucher"),
            ("reason", "cli-disposal-reason"),
            ("valid_from", "cli-valid-from"),
            ("valid_to", "cli-valid-to"),
            ("made_by", "cli-disposal-by"),
            ("released_at", "cli-disposal-released"),
        ],
        rows: all.iter().map(row).collect(),
    }
    .print(cli, words);
    Ok(())
}
