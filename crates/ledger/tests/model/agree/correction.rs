//! What the oracle says of corrections and annulled numbers. Of these one thing is told, the first.

use std::collections::{BTreeMap, BTreeSet};

use kameral_base::{Date, Period};
use kameral_ledger::correct::Move;
use kameral_ledger::model::PeriodState;
use kameral_ledger::voucher::{DraftLine, VoucherNumber};

use super::apart::Standing;
use super::call::Answer;
use super::command::Order;
use super::judge::{Line, Verdict, Wrong};
use super::oracle::Oracle;

impl Oracle {
    pub fn reverse(&mut self, number: &VoucherNumber, order: &Order) -> Answer {
        let Some(at) = self.find(&number.to_string()) else {
            return refused("voucher_unknown");
        };
        let original = &self.vouchers[at];
        if original.lines.is_empty() {
            return refused("voucher_empty");
        }
        if !original.corrected.is_empty() {
            return refused("already_corrected");
        }
        let lines = original.lines.iter().map(|line| Line {
            amount: -line.amount,
            quantity: line.quantity.map(|quantity| -quantity),
            ..line.clone()
        });
        let (lines, count, first) = (lines.collect(), original.lines.len(), original.kind.clone());
        match self.judge_correction(order, ("reversal", &first), lines) {
            Err(name) => refused(name),
            Ok(verdict) => {
                self.vouchers[at]
                    .corrected
                    .extend(1..=i64::try_from(count).expect("few lines"));
                Answer::Posted(vec![self.book(verdict)])
            }
        }
    }

    pub fn recode(&mut self, number: &VoucherNumber, moves: &[Move], order: &Order) -> Answer {
        let Some(at) = self.find(&number.to_string()) else {
            return refused("voucher_unknown");
        };
        let original = self.vouchers[at].clone();
        if moves.is_empty() {
            return refused("nothing_changed");
        }
        if original.lines.is_empty() {
            return refused("voucher_empty");
        }
        if moves.iter().any(|step| original.corrected.contains(&step.line)) {
            return refused("already_corrected");
        }
        let mut by_line: BTreeMap<i64, Vec<&Move>> = BTreeMap::new();
        for step in moves {
            by_line.entry(step.line).or_default().push(step);
        }
        let (mut lines, mut wrong, mut soft) = (Vec::new(), Vec::new(), 0);
        let (mut after, mut gone) = (Vec::new(), BTreeSet::new());
        for (line_no, steps) in &by_line {
            let at = usize::try_from(*line_no).expect("from 1") - 1;
            let Some(line) = original.lines.get(at) else {
                return refused("line_unknown");
            };
            match self.moved((order.date, &original.kind), (*line_no, line), steps, &mut wrong) {
                Err(name) => return refused(name),
                Ok((moved, softly)) => {
                    after.extend(moved[1..].iter().map(|target| (*line_no, target.clone())));
                    if moved[0].amount == -line.amount {
                        gone.insert(*line_no);
                    }
                    lines.extend(moved);
                    soft += softly;
                }
            }
        }
        let by_number = (1..).zip(&original.lines);
        let staying = by_number.filter(|(number, _)| !gone.contains(number) && !original.corrected.contains(number));
        let moved = after.iter().map(|(number, line)| (*number, line));
        let standing: Vec<Standing<'_>> = staying
            .chain(moved)
            .map(|(number, line)| {
                let at = usize::try_from(number).expect("from 1") - 1;
                (
                    u32::try_from(number).expect("few lines"),
                    Some(&original.lines[at]),
                    line,
                )
            })
            .collect();
        soft += self.judge_apart(&standing, (Some(order.date), &original.kind), &mut wrong);
        if let Err(wrong) = self.settle(wrong, soft, None) {
            return Answer::Refused(wrong);
        }
        match self.judge_correction(order, ("recoding", &original.kind), lines) {
            Err(name) => refused(name),
            Ok(verdict) => {
                self.vouchers[at].corrected.extend(by_line.into_keys());
                Answer::Posted(vec![self.book(verdict)])
            }
        }
    }

    /// The line taken back, and what it becomes.
    fn moved(
        &self,
        (date, kind): (Date, &str),
        (line_no, line): (i64, &Line),
        steps: &[&Move],
        wrong: &mut Wrong,
    ) -> Result<(Vec<Line>, usize), &'static str> {
        let whole = steps.len() == 1 && steps[0].amount.is_none_or(|amount| amount.get() == line.amount);
        let (mut taken, mut soft) = (0, 0);
        let mut lines = Vec::new();
        for step in steps {
            let amount = step.amount.map_or(line.amount, kameral_base::Ore::get);
            if amount == 0 && line.amount != 0 {
                return Err("nothing_changed");
            }
            taken += amount;
            if (amount < 0) != (line.amount < 0) || line.amount.abs() < i64::abs(taken) {
                return Err("part_too_large");
            }
            let mut values = line.values.clone();
            for (position, value) in &step.values {
                values.remove(position);
                if !value.is_empty() {
                    values.insert(*position, value.clone());
                }
            }
            let draft = DraftLine {
                account: step.account.clone().unwrap_or_else(|| line.account.clone()),
                values: values.into_iter().collect(),
                unit: if whole { line.unit.clone() } else { String::new() },
                ..DraftLine::default()
            };
            let number = u32::try_from(line_no).expect("few lines");
            let (values, softly) = self.judge_coding(number, &draft, (Some(date), kind), wrong);
            soft += softly;
            self.judge_amounts(number, &draft, Some(date), wrong);
            let target = Line {
                account: draft.account,
                values,
                amount,
                quantity: line.quantity.filter(|_| whole),
                unit: draft.unit,
            };
            if target.coding() == line.coding() {
                return Err("nothing_changed");
            }
            lines.push(target);
        }
        let back = Line {
            amount: -taken,
            quantity: line.quantity.filter(|_| whole).map(|quantity| -quantity),
            ..line.clone()
        };
        lines.insert(0, back);
        Ok((lines, soft))
    }

    pub fn annul(&mut self, number: &VoucherNumber, order: &Order) -> Answer {
        let Some(outside) = self.series.get(&number.series).copied() else {
            return refused("series_unknown");
        };
        if self.find(&number.to_string()).is_some() {
            return refused("number_taken");
        }
        if !outside && number.number != self.next(&number.series, number.year) {
            return refused("number_not_next");
        }
        match self.judge_order(order, outside.then_some(number.number)) {
            Err(name) => refused(name),
            Ok((year, _)) if year != number.year => refused("period_other_year"),
            Ok((year, period)) => Answer::Posted(vec![self.book(Verdict {
                series: number.series.clone(),
                year,
                number: outside.then_some(number.number),
                period,
                kind: "annulled".to_owned(),
                lines: Vec::new(),
            })]),
        }
    }

    fn judge_correction(
        &self,
        order: &Order,
        (kind, first): (&str, &str),
        lines: Vec<Line>,
    ) -> Result<Verdict, &'static str> {
        let (year, period) = self.judge_order(order, None)?;
        Ok(Verdict {
            series: self.kinds[kind].clone(),
            year,
            number: None,
            period,
            kind: first.to_owned(),
            lines,
        })
    }

    /// When and why: the first thing that is wrong.
    fn judge_order(&self, order: &Order, number: Option<i64>) -> Result<(i64, Period), &'static str> {
        if order.reason.trim().is_empty() {
            return Err("reason_missing");
        }
        if order.reason.contains(char::is_control) {
            return Err("control_character");
        }
        let period = order.period.unwrap_or_else(|| Period::of(order.date));
        let year = self.year_of_period(period).ok_or("period_unknown")?;
        if !year.contains_date(order.date) {
            return Err("period_other_year");
        }
        if number.is_some_and(|number| !(1..=999_999_999).contains(&number)) {
            return Err("number_out_of_range");
        }
        if self.state(period) == PeriodState::Closed {
            return Err("period_closed");
        }
        Ok((i64::from(year.year()), period))
    }
}

fn refused(name: &'static str) -> Answer {
    Answer::Refused(vec![(None, name)])
}
