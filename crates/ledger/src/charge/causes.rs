//! *Varför denna rad?*: which lines a line of a run came of (GL-12, APR-03).
//!
//! A run posts what a rule requires of the period less what it has posted there. So each line that
//! the rule was tried on has a part of what is required, and the parts less what was posted before
//! are the line of the run.

use kameral_base::{Date, Ore, Period};

use super::{Turnover, required_of, rounds};
use crate::model::{AccountingModel, PostingRule};
use crate::voucher::{CodingKey, VoucherNumber};

/// A line of a run with what it came of, a stretch of the lines at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineCauses {
    /// The voucher of the run.
    pub number: VoucherNumber,
    /// The line there.
    pub line_no: i64,
    /// Period of the run.
    pub period: Period,
    /// Account and values.
    pub coding: CodingKey,
    /// The line's amount, öre, debit positive.
    pub amount: Ore,
    /// Rule.
    pub rule: String,
    /// Version of the rule.
    pub version: i64,
    /// The causing lines, in the order of the journal: those of the stretch that was asked for.
    pub causes: Vec<Cause>,
    /// How many causing lines there are.
    pub cause_count: i64,
    /// What they come to together.
    pub required: Ore,
    /// Lines that the version had posted on the coding before, in the order of the journal; at most
    /// as many as were asked for.
    pub earlier: Vec<Earlier>,
    /// How many such lines there are.
    pub earlier_count: i64,
    /// What they come to together.
    pub posted: Ore,
    /// *Avrundning*: what is left of the line. A run rounds a balance where lines are told one by
    /// one, so a rule that takes parts of amounts may leave some öre; one that takes whole amounts
    /// leaves nothing.
    pub rest: Ore,
    /// Whether the rule takes parts of amounts.
    pub rounds: bool,
}

impl LineCauses {
    /// How many are passed over for the stretch after this one; nothing at the end.
    pub fn next(&self, stretch: Stretch) -> Option<i64> {
        let told = stretch.after.saturating_add(stretch.limit);
        (told < self.cause_count).then_some(told)
    }
}

/// A line that a rule was tried on and that required something on the coding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// Where it stands.
    pub at: LineAt,
    /// Account and values.
    pub coding: CodingKey,
    /// Its text, or that of its voucher.
    pub text: String,
    /// Its amount, öre, debit positive.
    pub amount: Ore,
    /// What it requires on the coding of the run's line.
    pub share: Ore,
}

/// What the rule had posted before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// Where it stands.
    pub at: LineAt,
    /// Its amount, öre, debit positive.
    pub amount: Ore,
}

/// Where a line stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineAt {
    /// Number of its voucher.
    pub number: VoucherNumber,
    /// Place in the journal.
    pub journal_seq: i64,
    /// Date of its voucher.
    pub date: Date,
    /// Number within the voucher, from 1.
    pub line_no: i64,
}

/// Which of the causing lines are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// How many are passed over.
    pub after: i64,
    /// At most how many are told.
    pub limit: i64,
}

impl Stretch {
    fn holds(self, place: i64) -> bool {
        self.after < place && place <= self.after.saturating_add(self.limit)
    }
}

/// Lines are offered one by one, in the order of the journal, and the sums are kept.
#[derive(Debug)]
pub(crate) struct Tracing<'m> {
    model: &'m AccountingModel,
    rule: &'m PostingRule,
    stretch: Stretch,
    told: LineCauses,
}

impl<'m> Tracing<'m> {
    /// `model` is the one that the run met, with this rule alone; `told` the line, with nothing
    /// found yet.
    pub fn new(model: &'m AccountingModel, rule: &'m PostingRule, stretch: Stretch, told: LineCauses) -> Self {
        Self {
            model,
            rule,
            stretch,
            told,
        }
    }

    /// The line that is explained.
    pub fn line(&self) -> &LineCauses {
        &self.told
    }

    /// A line that the rule was tried on. Nothing, where a sum is beyond what an amount can hold.
    pub fn tried(&mut self, turnover: Turnover, line: Cause) -> Option<()> {
        let share = self.share(turnover);
        if share.is_zero() {
            return Some(());
        }
        let told = &mut self.told;
        told.required = told.required.checked_add(share)?;
        told.cause_count += 1;
        if self.stretch.holds(told.cause_count) {
            told.causes.push(Cause { share, ..line });
        }
        Some(())
    }

    /// A line that the version had posted on the coding.
    pub fn earlier(&mut self, line: Earlier) -> Option<()> {
        let told = &mut self.told;
        told.posted = told.posted.checked_add(line.amount)?;
        told.earlier_count += 1;
        if told.earlier_count <= self.stretch.limit {
            told.earlier.push(line);
        }
        Some(())
    }

    /// What was found, with what is left.
    pub fn told(self) -> Option<LineCauses> {
        let explained = self.told.required.checked_sub(self.told.posted)?;
        Some(LineCauses {
            rest: self.told.amount.checked_sub(explained)?,
            rounds: rounds(self.rule),
            ..self.told
        })
    }

    /// What a line requires on the coding. One that would be refused had been taken back before the
    /// run, which would have been refused with it; so it required nothing.
    fn share(&self, turnover: Turnover) -> Ore {
        let required = required_of(self.model, &[self.rule.method], &[turnover]).unwrap_or_default();
        let lines = required.get(&(self.told.rule.clone(), self.told.version));
        let share = lines.and_then(|lines| lines.get(&self.told.coding));
        share.copied().unwrap_or_default()
    }
}
