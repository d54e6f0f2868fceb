//! `kameral close-year` and `kameral closing`: the end of a year, its checks, and transfers of the
//! State's current account.

use clap::{Args, Subcommand, ValueEnum};
use kameral_access::{Cx, Permission};
use kameral_base::{Ore, Period};
use kameral_closing::commands::{
    CloseOrder, TransferOrder, checklist, close_year, post_transfers, read_transfers, trial,
};
use kameral_closing::plan::Plan;
use kameral_closing::transfer::{Instalment, Reading, Repayment, TransferKind};
use kameral_closing::typed;
use kameral_ledger::charge::coding_words;
use kameral_ledger::model::AccountingModel;
use kameral_ledger::store::model;
use kameral_ledger::voucher::PostedVoucher;
use kameral_ui::Words;

use super::output::Listing;
use super::period::period;
use super::{Cli, EntityArg, Format};
use crate::outcome::Ending;
use crate::place;

/// A year to close.
#[derive(Debug, Args)]
pub struct CloseArgs {
    /// Fiscal year, by the calendar year it ends in.
    year: i64,
    #[command(flatten)]
    entity: EntityArg,
    /// Show what a run would post, and change nothing.
    #[arg(long)]
    trial: bool,
    /// Accept warnings, with the reason that is kept on the vouchers.
    #[arg(long)]
    accept_warnings: Option<String>,
}

/// Words of `kameral closing`.
#[derive(Debug, Subcommand)]
pub enum ClosingCommand {
    /// The checklist of a year.
    Checks(ChecksArgs),
    /// Transfers of the State's current account: what is proposed, and what cannot be told.
    Transfers(TransfersArgs),
}

/// A year to check.
#[derive(Debug, Args)]
pub struct ChecksArgs {
    /// Fiscal year, by the calendar year it ends in.
    year: i64,
    #[command(flatten)]
    entity: EntityArg,
}

/// A period whose transfers are asked for.
#[derive(Debug, Args)]
pub struct TransfersArgs {
    #[command(flatten)]
    entity: EntityArg,
    /// Period: 202503, or a closing period such as 202513.
    #[arg(long, value_parser = period)]
    period: Period,
    /// Post them.
    #[arg(long)]
    post: bool,
    /// Only this kind.
    #[arg(long, value_enum)]
    kind: Option<Kind>,
    /// Only this financier.
    #[arg(long)]
    financier: Option<String>,
    /// Funds to the interest account in the year: 10=1200000,00. May be repeated.
    #[arg(long = "instalment", value_parser = plan)]
    instalments: Vec<(String, Ore)>,
    /// Funds paid back in the year: 10=2000000,00.
    #[arg(long, value_parser = plan)]
    repayment: Option<(String, Ore)>,
    /// Interest on what is paid back, in kronor.
    #[arg(long, value_parser = amount_of, default_value = "0", requires = "repayment")]
    interest: Ore,
    /// Coding of the interest: "ORG=1 FIN=30".
    #[arg(long, default_value = "", requires = "repayment")]
    interest_coding: String,
    /// Accept warnings, with the reason that is kept on the vouchers.
    #[arg(long)]
    accept_warnings: Option<String>,
}

/// What a transfer is for.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Kind {
    /// Payments that belong to an appropriation.
    Appropriation,
    /// Receipts that belong to a revenue title.
    Title,
    /// Settled on a title, received on the interest account.
    TitleFromInterest,
    /// Funds to the interest account.
    Instalment,
    /// Funds paid back.
    Repayment,
    /// Depreciation of assets that an appropriation has paid for.
    StateCapital,
}

impl From<Kind> for TransferKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Appropriation => Self::Appropriation,
            Kind::Title => Self::Title,
            Kind::TitleFromInterest => Self::TitleFromInterest,
            Kind::Instalment => Self::Instalment,
            Kind::Repayment => Self::Repayment,
            Kind::StateCapital => Self::StateCapital,
        }
    }
}

fn plan(text: &str) -> Result<(String, Ore), String> {
    typed::financier_amount(text).ok_or_else(|| format!("{text}: 10=1200000,00"))
}

fn amount_of(text: &str) -> Result<Ore, String> {
    Ore::parse(text).map_err(|_| format!("{text}: 100,00"))
}

/// `kameral close-year`.
pub fn close(cli: &Cli, words: Words, args: &CloseArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    if args.trial {
        let trial = trial(&cx, args.year)?;
        let model = loaded(&cx)?;
        let mut rows = entry(cli, &model, &trial.result);
        rows.extend(entry(cli, &model, &trial.opening));
        let columns = vec![
            ("period", "closing-period"),
            ("coding", "closing-coding"),
            ("required", "closing-required"),
            ("posted", "closing-posted"),
            ("left", "closing-left"),
        ];
        Listing { columns, rows }.print(cli, words);
        return Ok(());
    }
    let order = CloseOrder {
        year: args.year,
        accept_warnings: args.accept_warnings.clone(),
    };
    posted(cli, words, &close_year(&cx, None, &order)?);
    Ok(())
}

/// `kameral closing`.
pub fn run(cli: &Cli, words: Words, command: &ClosingCommand) -> Result<(), Ending> {
    match command {
        ClosingCommand::Checks(args) => checks(cli, words, args),
        ClosingCommand::Transfers(args) => transfers(cli, words, args),
    }
}

fn entry(cli: &Cli, model: &AccountingModel, plan: &Plan) -> Vec<Vec<String>> {
    let row = plan.differing().map(|row| {
        vec![
            plan.period.to_string(),
            coding_words(model, &row.coding),
            amount(cli, row.required),
            amount(cli, row.posted),
            amount(cli, row.left),
        ]
    });
    row.collect()
}

fn checks(cli: &Cli, words: Words, args: &ChecksArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    let mut rows = Vec::new();
    for check in checklist(&cx, args.year)? {
        let state = if check.is_green() {
            "closing-green"
        } else {
            "closing-red"
        };
        let name = words.t(&format!("closing-check-{}", check.kind.word()));
        let name = if check.group.0.is_empty() {
            name
        } else {
            format!("{name}: {}", check.group.0)
        };
        rows.push(vec![name, words.t(state), String::new(), String::new(), String::new()]);
        rows.extend(check.found.into_iter().map(|found| {
            let period = found.period.map(|period| period.to_string()).unwrap_or_default();
            vec![
                String::new(),
                String::new(),
                period,
                found.coding,
                amount(cli, found.amount),
            ]
        }));
    }
    let columns = vec![
        ("check", "closing-check"),
        ("state", "closing-state"),
        ("period", "closing-period"),
        ("coding", "closing-coding"),
        ("amount", "closing-amount"),
    ];
    Listing { columns, rows }.print(cli, words);
    Ok(())
}

fn transfers(cli: &Cli, words: Words, args: &TransfersArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    let order = order(args)?;
    if args.post {
        posted(cli, words, &post_transfers(&cx, None, &order)?);
        return Ok(());
    }
    let reading = read_transfers(&cx, &order)?;
    let model = loaded(&cx)?;
    let columns = vec![
        ("kind", "closing-transfer"),
        ("financier", "closing-financier"),
        ("lines", "closing-lines"),
        ("amount", "closing-amount"),
    ];
    let rows = told(cli, words, &model, &reading);
    Listing { columns, rows }.print(cli, words);
    Ok(())
}

fn told(cli: &Cli, words: Words, model: &AccountingModel, reading: &Reading) -> Vec<Vec<String>> {
    let proposals = reading.proposals.iter().map(|proposal| {
        let lines = proposal.lines.iter();
        let lines = lines.map(|(coding, of)| format!("{}: {}", coding_words(model, coding), amount(cli, *of)));
        vec![
            words.t(&format!("closing-transfer-{}", proposal.kind.word())),
            proposal.financier.clone(),
            lines.collect::<Vec<_>>().join("; "),
            amount(cli, proposal.amount),
        ]
    });
    let unexplained = reading.unexplained.iter().map(|row| {
        vec![
            words.t(&format!("closing-reason-{}", row.reason.word())),
            row.financier.clone(),
            row.account.clone(),
            amount(cli, row.amount),
        ]
    });
    proposals.chain(unexplained).collect()
}

fn order(args: &TransfersArgs) -> Result<TransferOrder, Ending> {
    let mut order = TransferOrder::all(args.period);
    order.kinds = args.kind.map(|kind| vec![kind.into()]);
    order.financier.clone_from(&args.financier);
    order.accept_warnings.clone_from(&args.accept_warnings);
    let instalments = args.instalments.iter().cloned();
    order.plans.instalments = instalments
        .map(|(financier, year_amount)| Instalment { financier, year_amount })
        .collect();
    if let Some((financier, amount)) = args.repayment.clone() {
        let interest_values = typed::coding(&args.interest_coding);
        order.plans.repayments.push(Repayment {
            financier,
            amount,
            interest: args.interest,
            interest_values: interest_values
                .ok_or_else(|| Ending::Usage(format!("{}: ORG=1 FIN=30", args.interest_coding)))?,
        });
    }
    Ok(order)
}

fn posted(cli: &Cli, words: Words, vouchers: &[PostedVoucher]) {
    let rows = vouchers
        .iter()
        .map(|voucher| vec![voucher.number.to_string(), voucher.period.to_string()]);
    let columns = vec![("number", "cli-number"), ("period", "closing-period")];
    let rows = rows.collect();
    Listing { columns, rows }.print(cli, words);
}

fn loaded(cx: &Cx) -> Result<std::sync::Arc<AccountingModel>, Ending> {
    Ok(cx.read(Permission::BooksRead, |tx| model::load(tx, cx))?)
}

/// Amounts for people with their digits grouped, for programs in whole öre.
fn amount(cli: &Cli, amount: Ore) -> String {
    match cli.format {
        Format::Json => amount.get().to_string(),
        Format::Csv => amount.plain(),
        Format::Text => amount.to_string(),
    }
}
