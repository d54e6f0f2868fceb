//! *Automatkontering*: the lines that rules add to a voucher, with the same number (GL-09, GL-10).
//!
//! Every line, typed or generated, is offered to every rule in order. What a rule adds is checked
//! like what is typed, keeps rule, version and the line that caused it, and may itself cause more,
//! down to [`DEPTH_MAX`]. Shares are parted by largest remainder, so the parts always sum to the
//! whole and what is added balances.

use std::borrow::Cow;

use kameral_base::{Date, Ore, Rounding};

use crate::coding_check::LineCheck;
use crate::model::{ACCOUNT_DIMENSION, AccountingModel, Method, PostingRule, PostingRuleLine, Taken, WHOLE};
use crate::post::{LINES_MAX, SIDE_MAX, Wrong};
use crate::refusal::{PostCause, PostRefusal};
use crate::voucher::{BalancedLine, DraftLine, Generated};

/// How far rules may follow on each other's lines.
pub const DEPTH_MAX: usize = 4;

/// The voucher that rules are tried on.
pub(crate) struct Automatic<'m> {
    pub model: &'m AccountingModel,
    pub date: Date,
    /// Kind whose lines the rules are triggered by.
    pub kind: &'m str,
    /// Kind that the lines they add are checked as: that of the voucher first posted in a re-coding.
    pub checked_as: &'m str,
}

/// A line of the voucher, by its number there.
struct Cause<'l> {
    number: u32,
    line: &'l BalancedLine,
}

impl Automatic<'_> {
    /// Adds what the rules in force generate after the lines there are.
    pub fn add(&self, lines: &mut Vec<BalancedLine>, wrong: &mut Wrong) {
        if self.model.posting_rules.is_empty() {
            return;
        }
        let mut from = 0;
        for depth in 0..=DEPTH_MAX {
            let mut added = Vec::new();
            for (number, line) in (1_u32..).zip(lines.iter()).skip(from) {
                let cause = Cause { number, line };
                for rule in self.model.posting_rules_for(line.coding.account()) {
                    if rule.method != Method::Transaction || !self.triggers(rule, line) {
                        continue;
                    }
                    if depth == DEPTH_MAX {
                        return wrong.caused(number, line.source_row, too_deep(rule), false);
                    }
                    self.generate(rule, &cause, &mut added, wrong);
                    if LINES_MAX < lines.len() + added.len() {
                        let max = i64::try_from(LINES_MAX).unwrap_or(i64::MAX);
                        return wrong.voucher(PostCause::TooManyLines { max });
                    }
                }
            }
            if added.is_empty() {
                break;
            }
            from = lines.len();
            lines.append(&mut added);
        }
        if !sides_fit(lines) {
            wrong.voucher(PostCause::AmountOverflow);
        }
    }

    /// What a rule adds because of the balance of a coding, or why it cannot.
    pub fn of_balance(
        &self,
        rule: &PostingRule,
        balance: &BalancedLine,
    ) -> Result<Vec<BalancedLine>, Vec<PostRefusal>> {
        if !self.triggers(rule, balance) {
            return Ok(Vec::new());
        }
        let (mut added, mut wrong) = (Vec::new(), Wrong::default());
        let cause = Cause {
            number: 0,
            line: balance,
        };
        self.generate(rule, &cause, &mut added, &mut wrong);
        if wrong.has_warnings_only() {
            return Ok(added);
        }
        let refusals = wrong.into_refusals().into_iter();
        Err(refusals.map(|refusal| PostRefusal::of_voucher(refusal.cause)).collect())
    }

    /// A line that takes another back causes nothing: what that one caused is taken back with it.
    fn triggers(&self, rule: &PostingRule, line: &BalancedLine) -> bool {
        let kinds = &rule.when.kinds;
        line.corrects_line.is_none()
            && rule.applies_on(self.date)
            && rule.when.side.holds(line.amount)
            && (kinds.is_empty() || kinds.iter().any(|kind| kind == self.kind))
            && rule.when.related.iter().all(|(relation, pattern)| {
                let (account, values) = (line.coding.account(), line.coding.values());
                let related = self.model.related(relation, account, &values, self.date);
                pattern.matches(related.as_deref().unwrap_or_default())
            })
            && rule.when.values.iter().all(|(dimension, pattern)| {
                let standing = self.standing(dimension, line);
                match standing {
                    Some(value) => pattern.matches(&value),
                    None => self.is_direct(dimension) && pattern.matches(""),
                }
            })
    }

    fn is_direct(&self, dimension: &str) -> bool {
        self.model
            .dimension(dimension)
            .is_some_and(|dimension| !dimension.indirect)
    }

    /// What stands at a dimension of a line: its own value, or what relations derive on the day.
    fn standing<'l>(&self, dimension: &str, line: &'l BalancedLine) -> Option<Cow<'l, str>> {
        if dimension == ACCOUNT_DIMENSION {
            return Some(Cow::Borrowed(line.coding.account()));
        }
        let dimension = self.model.dimension(dimension)?;
        let values = line.coding.values();
        if dimension.indirect {
            let account = line.coding.account();
            return self
                .model
                .indirect_value(dimension, account, &values, self.date)
                .map(Cow::Owned);
        }
        let own = values.into_iter().find(|(position, _)| *position == dimension.position);
        own.map(|(_, value)| Cow::Owned(value))
    }

    fn generate(&self, rule: &PostingRule, cause: &Cause<'_>, added: &mut Vec<BalancedLine>, wrong: &mut Wrong) {
        let base = rule.base.of(cause.line.amount);
        let Some(amounts) = base.and_then(|base| parts(base, &rule.lines)) else {
            return wrong.caused(cause.number, cause.line.source_row, PostCause::AmountOverflow, false);
        };
        for (line, amount) in rule.lines.iter().zip(amounts) {
            if amount.is_zero() {
                continue;
            }
            let mut found = Wrong::default();
            match self.line(rule, line, cause, amount, &mut found) {
                // A warning may be accepted, and then the line stands there.
                Ok(line) => added.push(line),
                Err(refused) => found.caused(cause.number, None, refused, false),
            }
            for PostRefusal {
                cause: inner, warning, ..
            } in found.into_refusals()
            {
                let told = PostCause::Automatic {
                    rule: rule.rule.clone(),
                    cause: Box::new(inner),
                };
                wrong.caused(cause.number, cause.line.source_row, told, warning);
            }
        }
    }

    /// One line of a rule, complete and checked like a typed one; `wrong` says what is wrong with it.
    fn line(
        &self,
        rule: &PostingRule,
        line: &PostingRuleLine,
        cause: &Cause<'_>,
        amount: Ore,
        wrong: &mut Wrong,
    ) -> Result<BalancedLine, PostCause> {
        let account = self.taken(&line.account, ACCOUNT_DIMENSION, cause.line)?;
        let mut values = Vec::with_capacity(line.values.len());
        for (code, taken) in &line.values {
            let Some(dimension) = self.model.dimension(code) else {
                let dimension = code.clone();
                return Err(PostCause::DimensionUnknown { dimension });
            };
            values.push((dimension.position, self.taken(taken, code, cause.line)?));
        }
        let draft = DraftLine {
            account,
            values,
            ..DraftLine::default()
        };
        let check = LineCheck {
            model: self.model,
            date: Some(self.date),
            kind: self.checked_as,
        };
        Ok(BalancedLine {
            coding: check.coding(cause.number, &draft, wrong),
            amount,
            quantity: None,
            unit: String::new(),
            currency: String::new(),
            currency_minor: None,
            text: cause.line.text.clone(),
            source_row: cause.line.source_row,
            corrects_line: None,
            generated: Some(Generated {
                rule: rule.rule.clone(),
                version: rule.version,
                caused_by_line: Some(i64::from(cause.number)),
            }),
        })
    }

    fn taken(&self, taken: &Taken, code: &str, line: &BalancedLine) -> Result<String, PostCause> {
        match taken {
            Taken::Fixed(value) => Ok(value.clone()),
            Taken::Copied => Ok(self.standing(code, line).map_or_else(String::new, Cow::into_owned)),
            Taken::Related(relation) => {
                let (account, values) = (line.coding.account(), line.coding.values());
                let related = self.model.related(relation, account, &values, self.date);
                related.ok_or_else(|| {
                    let relation = relation.clone();
                    PostCause::RelationMissing { relation }
                })
            }
        }
    }
}

fn too_deep(rule: &PostingRule) -> PostCause {
    PostCause::AutomaticTooDeep {
        rule: rule.rule.clone(),
        max: i64::try_from(DEPTH_MAX).unwrap_or(i64::MAX),
    }
}

/// Whether each side still is within what a voucher may hold, with what rules added.
fn sides_fit(lines: &[BalancedLine]) -> bool {
    let mut debits = lines
        .iter()
        .map(|line| line.amount)
        .filter(|amount| amount.is_positive());
    let sum = debits.try_fold(Ore::ZERO, Ore::checked_add);
    sum.is_some_and(|sum| sum <= SIDE_MAX)
}

/// The amounts of a rule's lines: each side parted by largest remainder, so that both are as large.
fn parts(base: Ore, lines: &[PostingRuleLine]) -> Option<Vec<Ore>> {
    let whole = |wanted: fn(i64) -> bool| -> i64 {
        lines
            .iter()
            .map(|line| line.share)
            .filter(|share| wanted(*share))
            .sum::<i64>()
            .abs()
    };
    let same = whole(|share| 0 < share);
    let moved = base.share(same, WHOLE, Rounding::HalfAwayFromZero)?;
    let side = |wanted: fn(i64) -> bool, amount: Ore| -> Option<Vec<Ore>> {
        let weights: Vec<u64> = lines
            .iter()
            .map(|line| {
                if wanted(line.share) {
                    line.share.unsigned_abs()
                } else {
                    0
                }
            })
            .collect();
        amount.split(&weights)
    };
    let here = side(|share| 0 < share, moved)?;
    let there = side(|share| share < 0, moved.checked_neg()?)?;
    here.into_iter()
        .zip(there)
        .map(|(here, there)| here.checked_add(there))
        .collect()
}
