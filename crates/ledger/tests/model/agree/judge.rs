//! What the oracle says of vouchers: accepted with these lines, or everything that is wrong.

use std::collections::BTreeMap;

use kameral_base::{Date, FiscalYear, Period};
use kameral_ledger::model::PeriodState;
use kameral_ledger::voucher::DraftVoucher;

use super::apart::Standing;
use super::call::{Answer, Posted};
use super::command::DOCUMENT;
use super::oracle::Oracle;

/// A line in the books.
#[derive(Debug, Clone)]
pub struct Line {
    pub account: String,
    pub values: BTreeMap<u8, String>,
    pub amount: i64,
    pub quantity: Option<i64>,
    pub unit: String,
}

impl Line {
    pub fn coding(&self) -> String {
        let values = self
            .values
            .iter()
            .map(|(position, value)| format!("|{position}={value}"));
        format!("{}{}", self.account, values.collect::<String>())
    }
}

/// A voucher that may be posted.
pub struct Verdict {
    pub series: String,
    pub year: i64,
    /// Number from outside.
    pub number: Option<i64>,
    pub period: Period,
    pub kind: String,
    pub lines: Vec<Line>,
}

/// What is wrong: on which line, and its name.
pub type Wrong = Vec<(Option<u32>, &'static str)>;

/// What may be accepted with a reason.
const WARNINGS: [&str; 2] = ["date_outside_period", "rate_differs"];

/// The largest sum of one side of a voucher: ten thousand thousand million kronor.
const SIDE_MAX: i128 = 1_000_000_000_000_000;

impl Oracle {
    pub fn post(&mut self, drafts: &[DraftVoucher], accept: Option<&str>, clerk: bool) -> Answer {
        let mut after = self.clone();
        let mut refused: Wrong = Vec::new();
        let mut posted: Vec<Posted> = Vec::new();
        for draft in drafts {
            match after.judge(draft, accept, clerk) {
                Ok(verdict) if refused.is_empty() => posted.push(after.book(verdict)),
                Ok(_) => {}
                Err(wrong) => refused.extend(wrong),
            }
        }
        if !refused.is_empty() {
            return Answer::Refused(refused);
        }
        *self = after;
        Answer::Posted(posted)
    }

    fn judge(&self, draft: &DraftVoucher, accept: Option<&str>, clerk: bool) -> Result<Verdict, Wrong> {
        let mut wrong: Wrong = Vec::new();
        let series = self.judge_number(draft, &mut wrong);
        let placed = self.judge_place(draft, clerk, &mut wrong);
        judge_texts(draft, &mut wrong);
        let kind = if draft.kind.is_empty() { "general" } else { &draft.kind };
        let date = placed.map(|placed| placed.0);
        let mut soft = 0;
        let mut lines = Vec::new();
        for (number, line) in (1..).zip(&draft.lines) {
            let (values, softly) = self.judge_coding(number, line, (date, kind), &mut wrong);
            soft += softly;
            self.judge_amounts(number, line, date, &mut wrong);
            let account = self.accounts.get(&line.account);
            let own_unit = account.filter(|_| line.unit.is_empty() && line.quantity.is_some());
            lines.push(Line {
                account: line.account.clone(),
                values,
                amount: line.amount.get(),
                quantity: line
                    .quantity
                    .map(kameral_base::Quantity::get)
                    .filter(|quantity| *quantity != 0),
                unit: own_unit.map_or(line.unit.clone(), |account| account.unit.clone()),
            });
        }
        judge_balance(draft, &mut wrong);
        let standing: Vec<Standing<'_>> = (1..).zip(&lines).map(|(number, line)| (number, None, line)).collect();
        soft += self.judge_apart(&standing, (date, kind), &mut wrong);
        self.settle(wrong, soft, accept)?;
        let (_, year, period) = placed.expect("a voucher with nothing wrong stands in a year");
        let year = i64::from(year.year());
        let taken = |number: i64| self.find(&format!("{series}-{year}-{number}")).is_some();
        if draft.number.is_some_and(taken) {
            return Err(vec![(None, "number_taken")]);
        }
        let kept = {
            use sha2::{Digest, Sha256};
            Sha256::digest(DOCUMENT).to_vec()
        };
        if draft.attachments.iter().any(|document| document.sha256 != kept) {
            return Err(vec![(None, "attachment_missing")]);
        }
        Ok(Verdict {
            series,
            year,
            number: draft.number,
            period,
            kind: kind.to_owned(),
            lines,
        })
    }

    /// Warnings alone may be accepted, with a reason; of rules `soft` are warnings.
    #[expect(clippy::unused_self, reason = "reads as the other judgements do")]
    pub fn settle(&self, wrong: Wrong, soft: usize, accept: Option<&str>) -> Result<(), Wrong> {
        let warnings = wrong.iter().filter(|(_, name)| WARNINGS.contains(name)).count() + soft;
        match accept.map(str::trim) {
            _ if wrong.is_empty() => Ok(()),
            Some("") if warnings == wrong.len() => Err(vec![(None, "reason_missing")]),
            Some(_) if warnings == wrong.len() => Ok(()),
            _ => Err(wrong),
        }
    }

    fn judge_number(&self, draft: &DraftVoucher, wrong: &mut Wrong) -> String {
        let kind = if draft.kind.is_empty() {
            "general"
        } else {
            draft.kind.as_str()
        };
        let of_kind = self.kinds.get(kind);
        let series = if draft.series.is_empty() {
            of_kind.cloned().unwrap_or_default()
        } else {
            draft.series.clone()
        };
        let outside = self.series.get(&series).copied();
        if outside.is_none() && (of_kind.is_some() || !draft.series.is_empty()) {
            wrong.push((None, "series_unknown"));
        }
        if of_kind.is_none() {
            wrong.push((None, "kind_unknown"));
        }
        match (outside, draft.number) {
            (Some(true), None) => wrong.push((None, "number_missing")),
            (Some(false), Some(_)) => wrong.push((None, "number_not_ours")),
            (Some(true), Some(number)) if !(1..=999_999_999).contains(&number) => {
                wrong.push((None, "number_out_of_range"));
            }
            _ => {}
        }
        series
    }

    fn judge_place(&self, draft: &DraftVoucher, clerk: bool, wrong: &mut Wrong) -> Option<(Date, FiscalYear, Period)> {
        let mut tell = |name| {
            wrong.push((None, name));
            None
        };
        let Some(date) = draft.date else {
            return tell("date_missing");
        };
        let Some(year) = self.year_of(date) else {
            return tell("year_missing");
        };
        let period = draft.period.unwrap_or_else(|| Period::of(date));
        let Some(of_period) = self.year_of_period(period) else {
            return tell("period_unknown");
        };
        if of_period != year {
            return tell("period_other_year");
        }
        match self.state(period) {
            PeriodState::Closed => drop(tell("period_closed")),
            PeriodState::Held if clerk => drop(tell("period_held")),
            _ => {}
        }
        if period.is_month() && period != Period::of(date) {
            tell("date_outside_period");
        }
        Some((date, year, period))
    }
}

fn judge_texts(draft: &DraftVoucher, wrong: &mut Wrong) {
    if draft.text.trim().is_empty() {
        wrong.push((None, "text_missing"));
    }
    if 500 < draft.text.chars().count() {
        wrong.push((None, "text_too_long"));
    } else if draft.text.contains(char::is_control) {
        wrong.push((None, "control_character"));
    }
    if draft.lines.is_empty() {
        wrong.push((None, "lines_missing"));
    }
}

fn judge_balance(draft: &DraftVoucher, wrong: &mut Wrong) {
    let amounts = || draft.lines.iter().map(|line| i128::from(line.amount.get()));
    let (debit, credit): (i128, i128) = (
        amounts().filter(|amount| 0 < *amount).sum(),
        amounts().filter(|amount| *amount < 0).sum(),
    );
    if SIDE_MAX < debit.max(-credit) {
        wrong.push((None, "amount_overflow"));
    } else if debit + credit != 0 {
        wrong.push((None, "unbalanced"));
    }
}
