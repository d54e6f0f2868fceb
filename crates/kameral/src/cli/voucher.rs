//! `kameral voucher`: show, list, reverse, re-code, annul.

use clap::{Args, Subcommand};
use kameral_access::{Cx, IdempotencyKey, Permission};
use kameral_base::{Arg, Date, Ore, Period};
use kameral_ledger::api::{LineCausesTold, VoucherTold};
use kameral_ledger::charge::{LineAt, LineCauses, Stretch, coding_words};
use kameral_ledger::commands;
use kameral_ledger::correct::{CorrectionOrder, Move};
use kameral_ledger::model::AccountingModel;
use kameral_ledger::refusal::{PostCause, PostRefusal};
use kameral_ledger::sight::Sight;
use kameral_ledger::store::model;
use kameral_ledger::store::vouchers::{self, VoucherFilter};
use kameral_ledger::voucher::{CodingKey, PostedVoucher, VoucherNumber};
use kameral_ui::Words;
use serde_json::json;

use super::output::{Listing, print_json};
use super::{Cli, EntityArg, Format};
use crate::outcome::Ending;
use crate::place;
use crate::voucher_json;

/// Words of `kameral voucher`.
#[derive(Debug, Subcommand)]
pub enum VoucherCommand {
    /// Show a voucher with every line and its links both ways.
    Show(ShowArgs),
    /// List vouchers, newest first.
    List(ListArgs),
    /// What a line that a run for the period posted came of.
    Why(WhyArgs),
    /// Post the same lines with opposite signs.
    Reverse(CorrectArgs),
    /// Move chosen lines to another coding.
    Recode(RecodeArgs),
    /// Keep an unused number as an empty voucher.
    Annul(CorrectArgs),
}

/// A voucher to show.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// Voucher number: A-2026-17.
    number: String,
    #[command(flatten)]
    entity: EntityArg,
}

/// Vouchers to list.
#[derive(Debug, Args)]
pub struct ListArgs {
    #[command(flatten)]
    entity: EntityArg,
    /// Series.
    #[arg(long, default_value = "")]
    series: String,
    /// First period.
    #[arg(long, value_parser = super::period::period)]
    from: Option<Period>,
    /// Last period.
    #[arg(long, value_parser = super::period::period)]
    to: Option<Period>,
    /// Registered before this place in the journal: the next page.
    #[arg(long)]
    before: Option<i64>,
    /// Most vouchers to list.
    #[arg(long, default_value_t = 100)]
    limit: i64,
}

/// A line of a run.
#[derive(Debug, Args)]
pub struct WhyArgs {
    /// Voucher number: R-2026-3.
    number: String,
    /// Line within the voucher.
    line: i64,
    #[command(flatten)]
    entity: EntityArg,
    /// How many causing lines are passed over: the next page.
    #[arg(long, default_value_t = 0)]
    after: i64,
    /// Most causing lines to list.
    #[arg(long, default_value_t = 1000)]
    limit: i64,
}

/// A correction.
#[derive(Debug, Args)]
pub struct CorrectArgs {
    /// Voucher number: A-2026-17.
    number: String,
    #[command(flatten)]
    entity: EntityArg,
    /// Why; kept on the correcting voucher.
    #[arg(long)]
    reason: String,
    /// Voucher date; today when none is given.
    #[arg(long)]
    date: Option<Date>,
    /// Period; the month of the date when none is given.
    #[arg(long, value_parser = super::period::period)]
    period: Option<Period>,
    /// A key of your own: the same key again changes nothing and answers the same.
    #[arg(long)]
    key: Option<String>,
}

/// A re-coding.
#[derive(Debug, Args)]
pub struct RecodeArgs {
    #[command(flatten)]
    correct: CorrectArgs,
    /// A move: `LINE:DIMENSION=VALUE,…`, also `KONTO=5531` and `AMOUNT=125.50` for a part. May be repeated.
    #[arg(long = "line", required = true)]
    moves: Vec<String>,
}

pub fn run(cli: &Cli, words: Words, command: &VoucherCommand) -> Result<(), Ending> {
    match command {
        VoucherCommand::Show(args) => show(cli, words, args),
        VoucherCommand::List(args) => list(cli, words, args),
        VoucherCommand::Why(args) => why(cli, words, args),
        VoucherCommand::Reverse(args) => {
            let (cx, number) = begin(cli, args)?;
            let posted = commands::reverse(&cx, key(args, "").as_ref(), &number, &order(&cx, args))?;
            answer(cli, words, &posted);
            Ok(())
        }
        VoucherCommand::Recode(args) => {
            let (cx, number) = begin(cli, &args.correct)?;
            let model = cx.read(Permission::BooksRead, |tx| model::load(tx, &cx))?;
            let moves: Vec<Move> = args
                .moves
                .iter()
                .map(|text| parse_move(&model, text))
                .collect::<Result<_, _>>()?;
            let key = key(&args.correct, &args.moves.join(" "));
            let posted = commands::recode(&cx, key.as_ref(), &number, &order(&cx, &args.correct), &moves)?;
            answer(cli, words, &posted);
            Ok(())
        }
        VoucherCommand::Annul(args) => {
            let (cx, number) = begin(cli, args)?;
            let posted = commands::annul(&cx, key(args, "").as_ref(), &number, &order(&cx, args))?;
            answer(cli, words, &posted);
            Ok(())
        }
    }
}

fn begin(cli: &Cli, args: &CorrectArgs) -> Result<(Cx, VoucherNumber), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    Ok((cx, number(&args.number)?))
}

fn order(cx: &Cx, args: &CorrectArgs) -> CorrectionOrder {
    CorrectionOrder {
        date: args.date.unwrap_or(cx.today),
        period: args.period,
        reason: args.reason.clone(),
    }
}

fn key(args: &CorrectArgs, more: &str) -> Option<IdempotencyKey> {
    let request = format!(
        "{} {:?} {:?} {} {more}",
        args.number, args.date, args.period, args.reason
    );
    args.key
        .as_ref()
        .map(|key| IdempotencyKey::new(key.as_str(), request.as_bytes()))
}

fn number(text: &str) -> Result<VoucherNumber, Ending> {
    VoucherNumber::parse(text).ok_or_else(|| unknown(text))
}

fn unknown(text: &str) -> Ending {
    Ending::refusal(&PostRefusal::of_voucher(PostCause::VoucherUnknown {
        number: text.to_owned(),
    }))
}

/// Reads `2:KONTO=5531,ORG=120,AMOUNT=10.50`.
fn parse_move(model: &AccountingModel, text: &str) -> Result<Move, Ending> {
    let wrong = || Ending::Usage(format!("--line {text}: LINE:KONTO=5531,ORG=120,AMOUNT=10.50"));
    let (line, pairs) = text.split_once(':').ok_or_else(wrong)?;
    let mut step = Move {
        line: line.trim().parse().map_err(|_| wrong())?,
        account: None,
        values: Vec::new(),
        amount: None,
    };
    for pair in pairs.split(',') {
        let (name, value) = pair.split_once('=').ok_or_else(wrong)?;
        match name.trim().to_uppercase().as_str() {
            "KONTO" | "ACCOUNT" => step.account = Some(value.trim().to_owned()),
            "AMOUNT" | "BELOPP" => step.amount = Some(Ore::parse(value).map_err(|_| wrong())?),
            code => {
                let dimension = model.dimension(code).ok_or_else(|| {
                    Ending::refusal(&PostRefusal::of_voucher(PostCause::DimensionUnknown {
                        dimension: code.to_owned(),
                    }))
                })?;
                step.values.push((dimension.position, value.trim().to_owned()));
            }
        }
    }
    Ok(step)
}

fn answer(cli: &Cli, words: Words, posted: &PostedVoucher) {
    match cli.format {
        Format::Json => print_json(&json!(posted)),
        Format::Csv => println!("{}", posted.number),
        Format::Text => println!(
            "{}",
            words.t_args("cli-posted", &[("number", Arg::Text(posted.number.to_string()))])
        ),
    }
}

fn show(cli: &Cli, words: Words, args: &ShowArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    let wanted = number(&args.number)?;
    let found = cx.read(Permission::BooksRead, |tx| {
        let sight = Sight::load(tx, &cx)?;
        let Some(seq) = vouchers::seq_of(tx, &sight, &wanted)? else {
            return Ok(None);
        };
        Ok(Some((
            vouchers::voucher(tx, &sight, seq, 1, i64::MAX)?,
            model::load(tx, &cx)?,
        )))
    })?;
    let Some((voucher, model)) = found else {
        return Err(unknown(&args.number));
    };
    match cli.format {
        Format::Json => print_json(&json!(VoucherTold::of(&voucher, &model))),
        Format::Csv | Format::Text => voucher_json::lines(&voucher, &model).print(cli, words),
    }
    Ok(())
}

fn why(cli: &Cli, words: Words, args: &WhyArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    let wanted = number(&args.number)?;
    let stretch = Stretch {
        after: args.after.max(0),
        limit: args.limit.max(1),
    };
    let found = commands::line_causes(&cx, &wanted, args.line, stretch)?;
    let unknown = || {
        Ending::Usage(format!(
            "{} {}: no line of a run, see kameral voucher show",
            wanted, args.line
        ))
    };
    let told = found.ok_or_else(unknown)?;
    let model = place::model(&cx)?;
    if cli.format == Format::Json {
        print_json(&json!(LineCausesTold::of(told, &model, stretch)));
        return Ok(());
    }
    causes(cli, &model, &told).print(cli, words);
    Ok(())
}

/// Causing lines, what was posted before with the opposite sign, and what is left: they sum to the line.
fn causes(cli: &Cli, model: &AccountingModel, told: &LineCauses) -> Listing {
    let place = |at: &LineAt| [at.number.to_string(), at.line_no.to_string(), at.date.to_string()];
    let row = |what: &str, place: [String; 3], coding: &CodingKey, amount: Ore, share: Ore| {
        let mut row = vec![what.to_owned()];
        row.extend(place);
        row.extend([
            coding_words(model, coding),
            super::hermes::amount(cli, amount),
            super::hermes::amount(cli, share),
        ]);
        row
    };
    let lines = told.causes.iter();
    let mut rows: Vec<_> = lines
        .map(|cause| row("cause", place(&cause.at), &cause.coding, cause.amount, cause.share))
        .collect();
    rows.extend(told.earlier.iter().map(|line| {
        let share = line.amount.checked_neg().unwrap_or(line.amount);
        row("posted", place(&line.at), &told.coding, line.amount, share)
    }));
    if !told.rest.is_zero() {
        let own = [told.number.to_string(), told.line_no.to_string(), String::new()];
        rows.push(row("rest", own, &told.coding, told.rest, told.rest));
    }
    Listing {
        columns: vec![
            ("what", "cli-what"),
            ("number", "cli-number"),
            ("line", "cli-line"),
            ("date", "cli-date"),
            ("coding", "cli-coding"),
            ("amount_ore", "cli-amount"),
            ("share_ore", "causes-share"),
        ],
        rows,
    }
}

fn list(cli: &Cli, words: Words, args: &ListArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    let filter = VoucherFilter {
        series: args.series.clone(),
        periods: (args.from.unwrap_or(Period::FIRST), args.to.unwrap_or(Period::LAST)),
        ..VoucherFilter::default()
    };
    let before = args.before.unwrap_or(i64::MAX);
    let found = cx.read(Permission::BooksRead, |tx| {
        let (sight, model) = (Sight::load(tx, &cx)?, model::load(tx, &cx)?);
        vouchers::search(tx, &sight, &model, &filter, before, args.limit)
    })?;
    let rows = found.rows.into_iter().map(|row| {
        vec![
            row.number.to_string(),
            row.journal_seq.to_string(),
            row.date.to_string(),
            row.period.to_string(),
            row.text,
            row.turnover.plain(),
            row.correction,
            row.registered_by,
        ]
    });
    let columns = vec![
        ("number", "cli-number"),
        ("journal_seq", "cli-journal-seq"),
        ("date", "cli-date"),
        ("period", "cli-period"),
        ("text", "cli-text"),
        ("turnover", "cli-turnover"),
        ("correction", "cli-correction"),
        ("registered_by", "cli-registered-by"),
    ];
    Listing {
        columns,
        rows: rows.collect(),
    }
    .print(cli, words);
    Ok(())
}
