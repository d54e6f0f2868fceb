//! *Rättelse*: correcting what is posted, by a new voucher (FBF 12 and 16 §§; GL-07, GL-08).
//!
//! A reversal (*vändning*) repeats every line with the opposite sign. A re-coding (*omkontering*)
//! takes chosen lines, or parts of them, from one coding to another. Both point at the original,
//! and each line is corrected at most once: what was corrected wrongly is mended by correcting the
//! correction. What rules added because of a line goes back with it, and a line that is moved causes
//! what the rules of the new day say of its new coding.
//!
//! Old codings are used as they stand, even where an account or value has expired since.

use std::collections::{BTreeMap, BTreeSet};

use kameral_base::{Date, Ore, Period, Rounding};

use crate::apart;
use crate::automatic::Automatic;
use crate::coding_check::LineCheck;
use crate::model::AccountingModel;
use crate::post::{NUMBER_MAX, PostingFacts, Wrong, check_open, text_cause};
use crate::refusal::{PostCause, PostRefusal};
use crate::store::vouchers::{Voucher, VoucherLine};
use crate::voucher::{BalancedLine, BalancedVoucher, Correction, CorrectionForm, DraftLine, Generated};

/// Kind of an annulled number. A reversal and a re-coding have a kind of their own, by their form's
/// word; its series is the series of corrections.
pub const ANNULLED_KIND: &str = "annulled";

/// When and why a correction is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionOrder {
    /// Voucher date of the correction.
    pub date: Date,
    /// Period it is posted in; none takes the date's month.
    pub period: Option<Period>,
    /// Why, in words an auditor will read. Refused when empty.
    pub reason: String,
}

/// Where a line, or a part of it, is moved.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Move {
    /// Line of the original.
    pub line: i64,
    /// New account; none keeps the old.
    #[serde(default)]
    pub account: Option<String>,
    /// Dimension values that change, by position; an empty value takes the old one away.
    #[serde(default)]
    pub values: Vec<(u8, String)>,
    /// Part of the amount that moves; none moves all of it.
    #[serde(default)]
    pub amount: Option<Ore>,
}

/// The reversal of a voucher read with all its lines.
pub fn reverse(
    model: &AccountingModel,
    facts: &PostingFacts,
    original: &Voucher,
    order: &CorrectionOrder,
) -> Result<BalancedVoucher, Vec<PostRefusal>> {
    refuse_corrected(original, original.lines.iter().map(|line| line.line_no))?;
    let mut lines = Vec::with_capacity(original.lines.len());
    for line in &original.lines {
        let amount = line
            .amount
            .checked_neg()
            .ok_or_else(|| one(PostCause::AmountOverflow))?;
        lines.push(undone(line, amount, true)?);
    }
    corrected(model, facts, original, order, CorrectionForm::Reversal, lines)
}

/// The re-coding of chosen lines of a voucher read with all its lines.
pub fn recode(
    model: &AccountingModel,
    facts: &PostingFacts,
    original: &Voucher,
    order: &CorrectionOrder,
    moves: &[Move],
) -> Result<BalancedVoucher, Vec<PostRefusal>> {
    if moves.is_empty() {
        return Err(one(PostCause::NothingChanged));
    }
    refuse_corrected(original, moves.iter().map(|step| step.line))?;
    // What is moved is held to the rules of the voucher that was first posted.
    let check = LineCheck {
        model,
        date: Some(order.date),
        kind: &original.began_as,
    };
    let mut wrong = Wrong::default();
    let mut lines = Vec::new();
    let mut chosen: Vec<i64> = moves.iter().map(|step| step.line).collect();
    chosen.sort_unstable();
    chosen.dedup();
    for number in chosen {
        let Some(line) = original.lines.iter().find(|line| line.line_no == number) else {
            return Err(one(PostCause::LineUnknown { line: number }));
        };
        if let Some(cause) = line.caused_by_line {
            return Err(one(PostCause::LineGenerated { line: number, cause }));
        }
        if line.generated_version.is_some() {
            let rule = line.generated_by.clone();
            return Err(one(PostCause::LineOfRun { line: number, rule }));
        }
        let steps: Vec<&Move> = moves.iter().filter(|step| step.line == number).collect();
        lines.extend(moved(&check, original, line, &steps, &mut wrong)?);
    }
    let period = order.period.unwrap_or_else(|| Period::of(order.date));
    if wrong.has_warnings_only() && !period.is_opening() && !original.header.is_imported_history() {
        let automatic = Automatic {
            model,
            date: order.date,
            kind: CorrectionForm::Recoding.word(),
            checked_as: &original.began_as,
        };
        automatic.add(&mut lines, &mut wrong);
    }
    check.apart(apart::of_recoding(original, &lines), &mut wrong);
    wrong.settle_all(facts.accept_warnings.as_deref())?;
    corrected(model, facts, original, order, CorrectionForm::Recoding, lines)
}

/// The line taken back, and the lines it becomes.
fn moved(
    check: &LineCheck<'_>,
    original: &Voucher,
    line: &VoucherLine,
    steps: &[&Move],
    wrong: &mut Wrong,
) -> Result<Vec<BalancedLine>, Vec<PostRefusal>> {
    let whole = steps.len() == 1 && steps[0].amount.is_none_or(|amount| amount == line.amount);
    let mut taken = Ore::ZERO;
    let mut lines = Vec::with_capacity(steps.len() + 1);
    for step in steps {
        let amount = step.amount.unwrap_or(line.amount);
        if amount.is_zero() && !line.amount.is_zero() {
            return Err(one(PostCause::NothingChanged));
        }
        let same_sign = amount.is_negative() == line.amount.is_negative();
        taken = taken
            .checked_add(amount)
            .ok_or_else(|| one(PostCause::AmountOverflow))?;
        let too_large = line.amount.checked_abs() < taken.checked_abs();
        if !same_sign || too_large {
            return Err(one(PostCause::PartTooLarge {
                line: line.line_no,
                amount,
            }));
        }
        lines.push(target(check, line, step, amount, whole, wrong)?);
    }
    let back = taken.checked_neg().ok_or_else(|| one(PostCause::AmountOverflow))?;
    lines.insert(0, undone(line, back, whole)?);
    lines.extend(caused(original, line, taken)?);
    Ok(lines)
}

fn target(
    check: &LineCheck<'_>,
    line: &VoucherLine,
    step: &Move,
    amount: Ore,
    whole: bool,
    wrong: &mut Wrong,
) -> Result<BalancedLine, Vec<PostRefusal>> {
    let mut values = line.coding.values();
    for (position, value) in &step.values {
        values.retain(|(at, _)| at != position);
        if !value.is_empty() {
            values.push((*position, value.clone()));
        }
    }
    let draft = DraftLine {
        account: step.account.clone().unwrap_or_else(|| line.coding.account().to_owned()),
        values,
        unit: if whole { line.unit.clone() } else { String::new() },
        ..DraftLine::default()
    };
    let number = u32::try_from(line.line_no).unwrap_or(u32::MAX);
    let coding = check.coding(number, &draft, wrong);
    check.unit(number, &draft, wrong);
    if coding == line.coding {
        return Err(one(PostCause::NothingChanged));
    }
    Ok(BalancedLine {
        coding,
        amount,
        quantity: line.quantity.filter(|_| whole),
        unit: draft.unit,
        currency: if whole { line.currency.clone() } else { String::new() },
        currency_minor: line.currency_minor.filter(|_| whole),
        text: line.text.clone(),
        source_row: None,
        corrects_line: None,
        generated: None,
    })
}

/// A line with another amount on the same coding, pointing at the line it takes back. Quantity and
/// currency go back with the whole line only.
fn undone(line: &VoucherLine, amount: Ore, whole: bool) -> Result<BalancedLine, Vec<PostRefusal>> {
    let overflow = || one(PostCause::AmountOverflow);
    let quantity = match line.quantity.filter(|_| whole) {
        Some(quantity) => Some(quantity.checked_neg().ok_or_else(overflow)?),
        None => None,
    };
    let currency_minor = match line.currency_minor.filter(|_| whole) {
        Some(minor) => Some(minor.checked_neg().ok_or_else(overflow)?),
        None => None,
    };
    Ok(BalancedLine {
        coding: line.coding.clone(),
        amount,
        quantity,
        unit: line.unit.clone(),
        currency: if currency_minor.is_some() {
            line.currency.clone()
        } else {
            String::new()
        },
        currency_minor,
        text: line.text.clone(),
        source_row: None,
        corrects_line: Some(line.line_no),
        generated: line.generated_version.map(|version| Generated {
            rule: line.generated_by.clone(),
            version,
            caused_by_line: line.caused_by_line,
        }),
    })
}

/// What rules added because of a line, taken back in the same part as the line.
fn caused(original: &Voucher, line: &VoucherLine, taken: Ore) -> Result<Vec<BalancedLine>, Vec<PostRefusal>> {
    let overflow = || one(PostCause::AmountOverflow);
    let whole = taken == line.amount;
    let mut causes = BTreeSet::from([line.line_no]);
    let mut groups: BTreeMap<(i64, &str), Vec<&VoucherLine>> = BTreeMap::new();
    for candidate in &original.lines {
        if let Some(cause) = candidate.caused_by_line.filter(|cause| causes.contains(cause)) {
            causes.insert(candidate.line_no);
            groups
                .entry((cause, &candidate.generated_by))
                .or_default()
                .push(candidate);
        }
    }
    let mut lines = Vec::new();
    for group in groups.into_values() {
        let amounts: Vec<Ore> = group.iter().map(|line| line.amount).collect();
        let parts = if whole {
            amounts
        } else {
            in_part(&amounts, taken, line.amount).ok_or_else(overflow)?
        };
        for (line, part) in group.into_iter().zip(parts) {
            lines.push(undone(line, part.checked_neg().ok_or_else(overflow)?, whole)?);
        }
    }
    Ok(lines)
}

/// Amounts that sum to nothing, each side cut to a part of it by largest remainder, so that they
/// still do.
fn in_part(amounts: &[Ore], part: Ore, whole: Ore) -> Option<Vec<Ore>> {
    let side = |wanted: fn(Ore) -> bool| -> Option<Vec<Ore>> {
        let on_it = |amount: &Ore| if wanted(*amount) { *amount } else { Ore::ZERO };
        let own: Vec<Ore> = amounts.iter().map(on_it).collect();
        let sum = own.iter().copied().try_fold(Ore::ZERO, Ore::checked_add)?;
        let cut = sum.share(part.get(), whole.get(), Rounding::HalfAwayFromZero)?;
        let weights: Vec<u64> = own.iter().map(|amount| amount.get().unsigned_abs()).collect();
        cut.split(&weights)
    };
    let (debit, credit) = (side(Ore::is_positive)?, side(Ore::is_negative)?);
    debit
        .into_iter()
        .zip(credit)
        .map(|(debit, credit)| debit.checked_add(credit))
        .collect()
}

/// Generated lines that go back point at the line of this voucher that takes their cause back.
fn point_at_causes(lines: &mut [BalancedLine]) {
    let places: BTreeMap<i64, i64> = (1..)
        .zip(lines.iter())
        .filter_map(|(number, line)| Some((line.corrects_line?, number)))
        .collect();
    for line in lines.iter_mut().filter(|line| line.corrects_line.is_some()) {
        if let Some(generated) = &mut line.generated {
            generated.caused_by_line = generated.caused_by_line.and_then(|cause| places.get(&cause).copied());
        }
    }
}

fn refuse_corrected(original: &Voucher, mut lines: impl Iterator<Item = i64>) -> Result<(), Vec<PostRefusal>> {
    if original.header.line_count == 0 {
        return Err(one(PostCause::VoucherEmpty {
            number: original.header.number.to_string(),
        }));
    }
    let met = lines.find_map(|line| original.corrected.iter().find(|corrected| corrected.line_no == line));
    match met {
        Some(corrected) => Err(one(PostCause::AlreadyCorrected {
            line: corrected.line_no,
            by: corrected.by.to_string(),
        })),
        None => Ok(()),
    }
}

fn corrected(
    model: &AccountingModel,
    facts: &PostingFacts,
    original: &Voucher,
    order: &CorrectionOrder,
    form: CorrectionForm,
    mut lines: Vec<BalancedLine>,
) -> Result<BalancedVoucher, Vec<PostRefusal>> {
    if order.reason.trim().is_empty() {
        return Err(one(PostCause::ReasonMissing));
    }
    if let Some(cause) = text_cause("reason", &order.reason) {
        return Err(one(cause));
    }
    let period = order.period.unwrap_or_else(|| Period::of(order.date));
    let Some(year) = model.year_of_period(period) else {
        return Err(one(PostCause::PeriodUnknown { period }));
    };
    if !year.contains_date(order.date) {
        return Err(one(PostCause::PeriodOtherYear {
            period,
            date: order.date,
        }));
    }
    check_open(facts, period).map_err(one)?;
    point_at_causes(&mut lines);
    let Some(kind) = model.kinds.get(form.word()) else {
        return Err(one(PostCause::KindUnknown {
            kind: form.word().to_owned(),
        }));
    };
    Ok(BalancedVoucher {
        series: kind.series.clone(),
        outside_number: None,
        kind: kind.kind.clone(),
        date: order.date,
        event_date: Some(original.header.event_date.unwrap_or(original.header.date)),
        year: i64::from(year.year()),
        period,
        text: original.header.text.clone(),
        counterparty: original.header.counterparty.clone(),
        source_key: String::new(),
        link: original.header.link.clone(),
        lines,
        attachments: Vec::new(),
        correction: Some(Correction {
            form,
            original_seq: Some(original.header.journal_seq),
            reason: order.reason.trim().to_owned(),
        }),
        warnings: String::new(),
    })
}

/// *Annullerat nummer*: an empty voucher that says why its number was not used.
pub fn annul(
    model: &AccountingModel,
    facts: &PostingFacts,
    series: &str,
    outside_number: Option<i64>,
    order: &CorrectionOrder,
) -> Result<BalancedVoucher, Vec<PostRefusal>> {
    if order.reason.trim().is_empty() {
        return Err(one(PostCause::ReasonMissing));
    }
    if let Some(cause) = text_cause("reason", &order.reason) {
        return Err(one(cause));
    }
    let period = order.period.unwrap_or_else(|| Period::of(order.date));
    let Some(year) = model.year_of_period(period) else {
        return Err(one(PostCause::PeriodUnknown { period }));
    };
    if !year.contains_date(order.date) {
        return Err(one(PostCause::PeriodOtherYear {
            period,
            date: order.date,
        }));
    }
    if let Some(number) = outside_number.filter(|number| !(1..=NUMBER_MAX).contains(number)) {
        return Err(one(PostCause::NumberOutOfRange { number }));
    }
    check_open(facts, period).map_err(one)?;
    Ok(BalancedVoucher {
        series: series.to_owned(),
        outside_number,
        kind: ANNULLED_KIND.to_owned(),
        date: order.date,
        event_date: None,
        year: i64::from(year.year()),
        period,
        text: order.reason.trim().to_owned(),
        counterparty: String::new(),
        source_key: String::new(),
        link: String::new(),
        lines: Vec::new(),
        attachments: Vec::new(),
        correction: Some(Correction {
            form: CorrectionForm::Annulled,
            original_seq: None,
            reason: order.reason.trim().to_owned(),
        }),
        warnings: String::new(),
    })
}

fn one(cause: PostCause) -> Vec<PostRefusal> {
    vec![PostRefusal::of_voucher(cause)]
}
