//! *Skilda konton*: rules that keep accounts apart in a voucher (APR-24).
//!
//! The rules of one line are asked in `coding_check`. These see all lines, typed and generated, so they
//! are asked when the voucher is whole, in one pass over it. A typed line is told where there is one:
//! it is what a person can change. Lines that rules added are told where they were caused.

use std::collections::BTreeMap;

use kameral_base::{Ore, Pattern};

use crate::coding_check::LineCheck;
use crate::model::{CombinationRule, Requirement};
use crate::post::Wrong;
use crate::refusal::PostCause;
use crate::store::vouchers::Voucher;
use crate::voucher::{BalancedLine, CodingKey, Generated};

/// A line as it stands in the voucher.
#[derive(Clone, Copy)]
pub(crate) struct Stands<'l> {
    /// Its number there.
    number: i64,
    coding: &'l CodingKey,
    source_row: Option<i64>,
    generated: Option<&'l Generated>,
    /// What stood there when the voucher was posted: a line that was on the same side of a rule brings
    /// nothing new, and is company only.
    was: Option<&'l CodingKey>,
}

/// The lines of a new voucher.
pub(crate) fn of_voucher(lines: &[BalancedLine]) -> impl Iterator<Item = Stands<'_>> {
    (1..).zip(lines).map(|(number, line)| Stands::coming(number, line))
}

/// The lines of a voucher as a re-coding leaves it: what is moved, by the number it had; what rules add
/// because of that; and what stays.
pub(crate) fn of_recoding<'l>(original: &'l Voucher, lines: &'l [BalancedLine]) -> impl Iterator<Item = Stands<'l>> {
    let taken: BTreeMap<i64, Ore> = lines
        .iter()
        .filter_map(|line| Some((line.corrects_line?, line.amount)))
        .collect();
    let mut moved = 0;
    let coming = (1..).zip(lines).filter_map(move |(number, line)| {
        if let Some(corrected) = line.corrects_line {
            moved = corrected;
            return None;
        }
        if line.generated.is_some() {
            return Some(Stands::coming(number, line));
        }
        // What a line becomes follows the line that takes it back.
        let was = original.lines.iter().find(|line| line.line_no == moved);
        Some(Stands {
            was: was.map(|line| &line.coding),
            ..Stands::coming(moved, line)
        })
    });
    let staying = original.lines.iter().filter_map(move |line| {
        let whole = taken
            .get(&line.line_no)
            .is_some_and(|back| back.checked_neg() == Some(line.amount));
        let corrected = || {
            original
                .corrected
                .iter()
                .any(|corrected| corrected.line_no == line.line_no)
        };
        (!whole && !corrected()).then_some(Stands {
            number: line.line_no,
            coding: &line.coding,
            source_row: None,
            generated: None,
            was: Some(&line.coding),
        })
    });
    coming.chain(staying)
}

impl<'l> Stands<'l> {
    fn coming(number: i64, line: &'l BalancedLine) -> Self {
        Self {
            number,
            coding: &line.coding,
            source_row: line.source_row,
            generated: line.generated.as_ref(),
            was: None,
        }
    }
}

/// Where a line stands to a rule.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// The rule speaks of it.
    Own,
    /// What the rule speaks of may not stand beside it.
    Other,
}

/// A line that a rule has met.
#[derive(Clone, Copy)]
struct Met<'l> {
    line: Stands<'l>,
    /// It was not there before.
    is_new: bool,
}

/// A rule, and the lines it has met on its two sides.
struct Sides<'m, 'l> {
    rule: &'m CombinationRule,
    others: &'m Pattern,
    own: Vec<Met<'l>>,
    other: Vec<Met<'l>>,
}

impl LineCheck<'_> {
    /// Tells of every line that a rule keeps apart from another of the voucher.
    pub fn apart<'l>(&self, lines: impl Iterator<Item = Stands<'l>>, wrong: &mut Wrong) {
        let rules = self.model.rules.iter().filter_map(|rule| match &rule.requirement {
            Requirement::Apart(others) if self.in_force(rule) => Some(Sides {
                rule,
                others,
                own: Vec::new(),
                other: Vec::new(),
            }),
            _ => None,
        });
        let mut rules: Vec<Sides<'_, '_>> = rules.collect();
        if rules.is_empty() {
            return;
        }
        for line in lines {
            for sides in &mut rules {
                let Some(side) = self.side(sides.rule, sides.others, line.coding) else {
                    continue;
                };
                let before = line.was.and_then(|was| self.side(sides.rule, sides.others, was));
                let met = Met {
                    line,
                    is_new: before != Some(side),
                };
                match side {
                    Side::Own => sides.own.push(met),
                    Side::Other => sides.other.push(met),
                }
            }
        }
        for sides in &rules {
            sides.tell(wrong);
        }
    }

    fn side(&self, rule: &CombinationRule, others: &Pattern, coding: &CodingKey) -> Option<Side> {
        let account = coding.account();
        // Values are taken out of a coding only for a rule that asks for them.
        let met = || rule.when.is_none() || self.condition_met(rule, account, &coding.values());
        if rule.accounts.matches(account) && met() {
            return Some(Side::Own);
        }
        others.matches(account).then_some(Side::Other)
    }
}

impl Sides<'_, '_> {
    fn tell(&self, wrong: &mut Wrong) {
        for typed in [true, false] {
            for (lines, company) in [(&self.own, &self.other), (&self.other, &self.own)] {
                let Some(company) = nearest(company) else {
                    return;
                };
                let mut told = lines
                    .iter()
                    .filter(|met| met.is_new && met.line.generated.is_none() == typed)
                    .peekable();
                if told.peek().is_some() {
                    return told.for_each(|met| self.tell_line(&met.line, company, wrong));
                }
            }
        }
    }

    fn tell_line(&self, line: &Stands<'_>, company: &Stands<'_>, wrong: &mut Wrong) {
        let apart = PostCause::AccountsApart {
            account: line.coding.account().to_owned(),
            other: company.coding.account().to_owned(),
            line: company.number,
            rule: self.rule.rule.clone(),
        };
        let (number, cause) = match line.generated {
            Some(generated) => {
                let cause = Box::new(apart);
                let rule = generated.rule.clone();
                let caused_by = generated.caused_by_line.unwrap_or(line.number);
                (caused_by, PostCause::Automatic { rule, cause })
            }
            None => (line.number, apart),
        };
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        wrong.caused(number, line.source_row, cause, self.rule.warning);
    }
}

/// The line to name: a typed one if there is one.
fn nearest<'s, 'l>(lines: &'s [Met<'l>]) -> Option<&'s Stands<'l>> {
    let typed = lines.iter().find(|met| met.line.generated.is_none());
    typed.or_else(|| lines.first()).map(|met| &met.line)
}
