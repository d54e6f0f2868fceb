//! Accepting a draft for posting: the decision.
//!
//! Everything that is wrong is told at once, in the order of [`PostCause`]. Nothing here reads a
//! database or a clock: the caller brings the model and the state of the period.

use std::collections::BTreeMap;

use kameral_base::{Date, FiscalYear, Ore, Period, Quantity};

use crate::apart;
use crate::automatic::Automatic;
use crate::coding_check::LineCheck;
use crate::model::{AccountingModel, PeriodState};
use crate::refusal::{PostCause, PostRefusal};
use crate::voucher::{BalancedLine, BalancedVoucher, DraftLine, DraftVoucher, Generated};

/// Longest text of a voucher or a line, in characters: a page can show it whole.
pub const TEXT_CHARS_MAX: usize = 500;

/// Most lines of one voucher. A pay run of a large agency is near 100,000; ten times that is a
/// file that should be several vouchers.
pub const LINES_MAX: usize = 1_000_000;

/// Largest sum of one side of a voucher, and of its quantities: ten million million kronor, some ten
/// times the State's yearly turnover. Nine thousand such vouchers on one account still have a sum, so
/// no voucher that is accepted makes a report impossible.
pub const SIDE_MAX: Ore = Ore::new(1_000_000_000_000_000);

/// Largest voucher number, so that a number always fits in nine digits of a report.
pub const NUMBER_MAX: i64 = 999_999_999;

/// Kind of a voucher that names none.
pub const GENERAL_KIND: &str = "general";

/// What the decision must know beside the model.
#[derive(Debug, Clone, Default)]
pub struct PostingFacts {
    /// State of the periods in the module at hand, those that are not open.
    pub states: BTreeMap<Period, PeriodState>,
    /// Whether who posts may post in a held period.
    pub may_post_held: bool,
    /// Reason with which warnings are accepted; none when they are not.
    pub accept_warnings: Option<String>,
    /// Whether numbers that come with the vouchers are kept in series of our own too: only when a
    /// whole history is imported, and its numbers are known to follow on without gaps.
    pub keep_numbers: bool,
    /// Whether the vouchers stand as they are: no rule adds lines to a history that is imported.
    pub as_they_are: bool,
}

/// Checks a draft against the model. The answer can be posted; nothing more has to be asked of it
/// than its number.
pub fn accept(
    model: &AccountingModel,
    facts: &PostingFacts,
    draft: &DraftVoucher,
) -> Result<BalancedVoucher, Vec<PostRefusal>> {
    let mut wrong = Wrong::default();
    let (series, outside_number, kind) = numbering(model, facts, draft, &mut wrong);
    let placed = placing(model, facts, draft, &mut wrong);
    texts(draft, &mut wrong);
    let check = LineCheck {
        model,
        date: placed.as_ref().map(|placed| placed.date),
        kind: &kind,
    };
    let mut lines = lines(&check, draft, &mut wrong);
    balance(draft, &mut wrong);
    if let Some(placed) = placed.as_ref().filter(|placed| !placed.period.is_opening())
        && !facts.as_they_are
        && wrong.has_warnings_only()
    {
        let automatic = Automatic {
            model,
            date: placed.date,
            kind: &kind,
            checked_as: &kind,
        };
        automatic.add(&mut lines, &mut wrong);
    }
    check.apart(apart::of_voucher(&lines), &mut wrong);
    let warnings = wrong.settle_all(facts.accept_warnings.as_deref())?;
    let Some(placed) = placed else {
        return Err(vec![PostRefusal::of_voucher(PostCause::DateMissing)]);
    };
    let voucher = BalancedVoucher {
        series,
        outside_number,
        kind,
        date: placed.date,
        event_date: draft.event_date,
        year: i64::from(placed.year),
        period: placed.period,
        text: draft.text.trim().to_owned(),
        counterparty: draft.counterparty.trim().to_owned(),
        source_key: draft.source_key.clone(),
        link: draft.link.clone(),
        lines,
        attachments: draft.attachments.clone(),
        correction: None,
        warnings,
    };
    assert_eq!(voucher.sum(), Some(Ore::ZERO), "an accepted voucher balances");
    Ok(voucher)
}

/// [`accept`] of a draft that a program made, an allocation key for one: its lines say so, and those
/// that rules add say their rule.
pub fn accept_generated(
    model: &AccountingModel,
    facts: &PostingFacts,
    draft: &DraftVoucher,
    by: &Generated,
) -> Result<BalancedVoucher, Vec<PostRefusal>> {
    let mut voucher = accept(model, facts, draft)?;
    for line in voucher.lines.iter_mut().filter(|line| line.generated.is_none()) {
        line.generated = Some(by.clone());
    }
    Ok(voucher)
}

/// What is wrong so far.
#[derive(Default)]
pub(crate) struct Wrong(Vec<PostRefusal>);

impl Wrong {
    pub(crate) fn voucher(&mut self, cause: PostCause) {
        self.0.push(PostRefusal::of_voucher(cause));
    }

    pub(crate) fn line(&mut self, line: u32, draft: &DraftLine, cause: PostCause, warning: bool) {
        self.caused(line, draft.source_row, cause, warning);
    }

    /// A refusal of what a line caused.
    pub(crate) fn caused(&mut self, line: u32, source_row: Option<i64>, cause: PostCause, warning: bool) {
        let source_row = source_row.and_then(|row| u32::try_from(row).ok());
        let mut refusal = PostRefusal::of_line(line, source_row, cause);
        refusal.warning |= warning;
        self.0.push(refusal);
    }

    pub(crate) fn has_warnings_only(&self) -> bool {
        self.0.iter().all(|refusal| refusal.warning)
    }

    pub(crate) fn into_refusals(self) -> Vec<PostRefusal> {
        self.0
    }

    /// Refuses when anything is wrong that was not accepted; otherwise the accepted warnings as
    /// they are kept on the voucher.
    pub(crate) fn settle_all(self, reason: Option<&str>) -> Result<String, Vec<PostRefusal>> {
        if self.0.is_empty() {
            return Ok(String::new());
        }
        let only_warnings = self.has_warnings_only();
        match reason.map(str::trim) {
            Some("") if only_warnings => Err(vec![PostRefusal::of_voucher(PostCause::ReasonMissing)]),
            Some(reason) if only_warnings => {
                if let Some(cause) = text_cause("reason", reason) {
                    return Err(vec![PostRefusal::of_voucher(cause)]);
                }
                let mut names: Vec<&str> = self.0.iter().map(|refusal| refusal.cause.name()).collect();
                names.dedup();
                Ok(format!("{}: {reason}", names.join(" ")))
            }
            _ => Err(self.0),
        }
    }
}

fn numbering(
    model: &AccountingModel,
    facts: &PostingFacts,
    draft: &DraftVoucher,
    wrong: &mut Wrong,
) -> (String, Option<i64>, String) {
    let kind = if draft.kind.is_empty() {
        GENERAL_KIND
    } else {
        draft.kind.as_str()
    };
    let of_kind = model.kinds.get(kind).map(|kind| kind.series.as_str());
    let series = if draft.series.is_empty() {
        of_kind.unwrap_or_default()
    } else {
        &draft.series
    };
    let known = model.series.get(series);
    // Without a series of its own, a voucher of an unknown kind has one thing wrong, not two.
    if known.is_none() && !(draft.series.is_empty() && of_kind.is_none()) {
        wrong.voucher(PostCause::SeriesUnknown {
            series: series.to_owned(),
        });
    }
    if of_kind.is_none() {
        wrong.voucher(PostCause::KindUnknown { kind: kind.to_owned() });
    }
    let series = series.to_owned();
    match (known.map(|series| series.outside), draft.number) {
        (Some(true), None) => wrong.voucher(PostCause::NumberMissing { series: series.clone() }),
        (Some(false), Some(_)) if !facts.keep_numbers => {
            wrong.voucher(PostCause::NumberNotOurs { series: series.clone() });
        }
        (Some(_), Some(number)) if !(1..=NUMBER_MAX).contains(&number) => {
            wrong.voucher(PostCause::NumberOutOfRange { number });
        }
        _ => {}
    }
    (series, draft.number, kind.to_owned())
}

/// Where a voucher stands in time.
struct Placed {
    date: Date,
    year: i32,
    period: Period,
}

fn placing(model: &AccountingModel, facts: &PostingFacts, draft: &DraftVoucher, wrong: &mut Wrong) -> Option<Placed> {
    let Some(date) = draft.date else {
        wrong.voucher(PostCause::DateMissing);
        return None;
    };
    let Some(year) = model.year_of(date) else {
        wrong.voucher(PostCause::YearMissing { date });
        return None;
    };
    let period = draft.period.unwrap_or_else(|| Period::of(date));
    let Some(period_year) = model.year_of_period(period) else {
        wrong.voucher(PostCause::PeriodUnknown { period });
        return None;
    };
    if period_year != year {
        wrong.voucher(PostCause::PeriodOtherYear { period, date });
        return None;
    }
    period_open(facts, period, wrong);
    if outside_month(*year, period, date) {
        wrong.voucher(PostCause::DateOutsidePeriod { period, date });
    }
    Some(Placed {
        date,
        year: year.year(),
        period,
    })
}

fn period_open(facts: &PostingFacts, period: Period, wrong: &mut Wrong) {
    match facts.states.get(&period) {
        Some(PeriodState::Closed) => wrong.voucher(PostCause::PeriodClosed { period }),
        Some(PeriodState::Held) if !facts.may_post_held => wrong.voucher(PostCause::PeriodHeld { period }),
        _ => {}
    }
}

/// Refuses a period that is not open; used by corrections, which have no draft.
pub(crate) fn check_open(facts: &PostingFacts, period: Period) -> Result<(), PostCause> {
    let mut wrong = Wrong::default();
    period_open(facts, period, &mut wrong);
    wrong.0.pop().map_or(Ok(()), |refusal| Err(refusal.cause))
}

/// An opening or closing period has no month; a date anywhere in its year fits.
fn outside_month(year: FiscalYear, period: Period, date: Date) -> bool {
    debug_assert!(year.contains(period), "the period was found in this year");
    !period.is_opening() && !period.is_closing() && Period::of(date) != period
}

fn texts(draft: &DraftVoucher, wrong: &mut Wrong) {
    if draft.text.trim().is_empty() {
        wrong.voucher(PostCause::TextMissing);
    }
    let fields = [
        ("text", &draft.text),
        ("counterparty", &draft.counterparty),
        ("source_key", &draft.source_key),
        ("link", &draft.link),
    ];
    let names = draft
        .attachments
        .iter()
        .map(|attachment| ("attachments", &attachment.name));
    for (field, text) in fields.into_iter().chain(names) {
        if let Some(cause) = text_cause(field, text) {
            wrong.voucher(cause);
        }
    }
}

/// What is wrong with a text, if anything.
pub(crate) fn text_cause(field: &'static str, text: &str) -> Option<PostCause> {
    if text.len() > TEXT_CHARS_MAX && text.chars().count() > TEXT_CHARS_MAX {
        return Some(PostCause::TextTooLong {
            field,
            max: i64::try_from(TEXT_CHARS_MAX).unwrap_or(i64::MAX),
        });
    }
    text.chars().any(char::is_control).then(|| PostCause::ControlCharacter {
        field: field.to_owned(),
    })
}

fn lines(check: &LineCheck<'_>, draft: &DraftVoucher, wrong: &mut Wrong) -> Vec<BalancedLine> {
    if draft.lines.is_empty() {
        wrong.voucher(PostCause::LinesMissing);
    }
    if draft.lines.len() > LINES_MAX {
        wrong.voucher(PostCause::TooManyLines {
            max: i64::try_from(LINES_MAX).unwrap_or(i64::MAX),
        });
        return Vec::new();
    }
    let mut accepted = Vec::with_capacity(draft.lines.len());
    for (number, line) in (1..).zip(&draft.lines) {
        let coding = check.coding(number, line, wrong);
        check.amounts(number, line, wrong);
        accepted.push(BalancedLine {
            coding,
            amount: line.amount,
            quantity: line.quantity.filter(|quantity| *quantity != Quantity::ZERO),
            unit: unit(check.model, line),
            currency: line.currency.clone(),
            currency_minor: line.currency_minor,
            text: line.text.clone(),
            source_row: line.source_row,
            corrects_line: None,
            generated: None,
        });
    }
    accepted
}

/// A quantity without unit is in the account's own (EM-26).
fn unit(model: &AccountingModel, line: &DraftLine) -> String {
    match model.accounts.get(&line.account) {
        Some(account) if line.unit.is_empty() && line.quantity.is_some() => account.unit.clone(),
        _ => line.unit.clone(),
    }
}

fn balance(draft: &DraftVoucher, wrong: &mut Wrong) {
    let sum_of = |wanted: fn(Ore) -> bool| {
        draft
            .lines
            .iter()
            .filter(|line| wanted(line.amount))
            .try_fold(Ore::ZERO, |sum, line| sum.checked_add(line.amount))
    };
    let (debit, credit) = (sum_of(|amount| Ore::ZERO < amount), sum_of(|amount| amount < Ore::ZERO));
    let (Some(debit), Some(credit)) = (debit, credit.and_then(Ore::checked_neg)) else {
        wrong.voucher(PostCause::AmountOverflow);
        return;
    };
    if SIDE_MAX < debit.max(credit) || counts_too_large(draft) {
        wrong.voucher(PostCause::AmountOverflow);
        return;
    }
    match debit.checked_sub(credit) {
        Some(difference) if difference == Ore::ZERO => {}
        Some(difference) => wrong.voucher(PostCause::Unbalanced {
            debit,
            credit,
            difference,
        }),
        None => wrong.voucher(PostCause::AmountOverflow),
    }
}

/// Quantities and currency amounts are added up and turned round like amounts.
fn counts_too_large(draft: &DraftVoucher) -> bool {
    let total = |of: fn(&DraftLine) -> Option<i64>| {
        let counts = draft.lines.iter().filter_map(of);
        counts.fold(0_i128, |sum, count| sum + i128::from(count).abs())
    };
    let quantities = total(|line| line.quantity.map(Quantity::get));
    i128::from(SIDE_MAX.get()) < quantities.max(total(|line| line.currency_minor))
}
