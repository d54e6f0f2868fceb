//! `kameral charge`: what posting rules require of periods, and running them.

use clap::Args;
use kameral_base::{Arg, Period, PeriodRange};
use kameral_ledger::charge::{Due, coding_words};
use kameral_ledger::commands::{ChargeOrder, charge, dues};
use kameral_ledger::model::{AccountingModel, Method};
use kameral_ui::Words;

use super::hermes::amount;
use super::output::Listing;
use super::{Cli, EntityArg};
use crate::outcome::Ending;
use crate::place;

/// Words of `kameral charge`.
#[derive(Debug, Args)]
pub struct ChargeArgs {
    #[command(flatten)]
    entity: EntityArg,
    /// Period or periods: 202603, 202601..202603.
    #[arg(long, value_parser = periods)]
    period: PeriodRange,
    /// Rules that post with the transaction (what they still lack), that are run for the period, or
    /// that post from a report; those that are run when none is named.
    #[arg(long, value_parser = method, default_value = "run")]
    method: Method,
    /// Show what would be posted and change nothing.
    #[arg(long)]
    dry_run: bool,
    /// Accept warnings, with the reason that is kept on the vouchers.
    #[arg(long)]
    accept_warnings: Option<String>,
}

/// Periods as an argument.
pub fn periods(text: &str) -> Result<PeriodRange, String> {
    PeriodRange::parse(text).map_err(|_| format!("{text}: yyyymm, or yyyymm..yyyymm"))
}

fn method(text: &str) -> Result<Method, String> {
    Method::from_word(text).ok_or_else(|| format!("{text}: transaction, run or report"))
}

pub fn run(cli: &Cli, words: Words, args: &ChargeArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    let model = place::model(&cx)?;
    for period in model.periods_in(args.period) {
        if args.dry_run {
            tell_dues(cli, words, &model, period, &dues(&cx, period, &[args.method], None)?);
            continue;
        }
        let order = ChargeOrder {
            period,
            methods: vec![args.method],
            accept_warnings: args.accept_warnings.clone(),
        };
        let posted = charge(&cx, None, &order)?;
        if posted.is_empty() {
            println!(
                "{}",
                words.t_args("cli-charge-nothing", &[("period", Arg::Period(period))])
            );
        }
        for voucher in posted {
            let args = [
                ("number", Arg::Text(voucher.number.to_string())),
                ("period", Arg::Period(period)),
            ];
            println!("{}", words.t_args("cli-charge-posted", &args));
        }
    }
    Ok(())
}

/// The report that a voucher is proposed from (GL-12): what rules require, have posted, and lack.
pub fn tell_dues(cli: &Cli, words: Words, model: &AccountingModel, period: Period, dues: &[Due]) {
    let lines = dues
        .iter()
        .flat_map(|due| due.lines.iter().map(move |line| (due, line)));
    let rows = lines.map(|(due, line)| {
        vec![
            period.to_string(),
            due.rule.clone(),
            due.version.to_string(),
            coding_words(model, &line.coding),
            amount(cli, line.required),
            amount(cli, line.posted),
            amount(cli, line.left),
        ]
    });
    let listing = Listing {
        columns: vec![
            ("period", "line-period"),
            ("rule", "posting-rules-rule"),
            ("version", "posting-rules-version"),
            ("coding", "charge-coding"),
            ("required_ore", "charge-required"),
            ("posted_ore", "charge-posted"),
            ("left_ore", "charge-left"),
        ],
        rows: rows.collect(),
    };
    listing.print(cli, words);
}
