//! *Avräkning*: what posting rules require of a period's balances, less what they have posted there
//! (GL-11, GL-12, APR-05, APR-06, APR-27).
//!
//! A rule that posts with each transaction, one that is run for a period and one that proposes from
//! a report are the same arithmetic on the same balances. So a second run finds nothing left, a late
//! voucher leaves its own difference, and what is left tells whether a period is complete.

mod causes;

use std::collections::BTreeMap;

use kameral_base::{Date, Ore, Period};

pub(crate) use causes::Tracing;
pub use causes::{Cause, Earlier, LineAt, LineCauses, Stretch};

use crate::apart;
use crate::automatic::{Automatic, DEPTH_MAX};
use crate::coding_check::LineCheck;
use crate::model::{ACCOUNT_DIMENSION, AccountingModel, Base, Method, PostingRule, Side, WHOLE};
use crate::post::{PostingFacts, Wrong, check_open};
use crate::refusal::{PostCause, PostRefusal};
use crate::voucher::{BalancedLine, BalancedVoucher, CodingKey, Generated};

/// Voucher kind of what a run posts.
pub const RUN_KIND: &str = "rule_run";

/// What stood on a coding, as rules are tried on it. A line that takes another back counts as less on
/// the side of that one, on its day and under its kind: the same rules apply to both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turnover {
    /// Account and values.
    pub coding: CodingKey,
    /// Voucher kind; empty where no rule asks.
    pub kind: String,
    /// The day rules and relations are looked up on.
    pub day: Date,
    /// Debit, öre.
    pub debit: Ore,
    /// Credit, öre, positive.
    pub credit: Ore,
    /// How many lines it sums.
    pub lines: i64,
}

impl Turnover {
    /// The amount that a rule for a side is tried on.
    fn amount(&self, side: Side) -> Option<Ore> {
        match side {
            Side::Either => self.debit.checked_sub(self.credit),
            Side::Debit => Some(self.debit),
            Side::Credit => self.credit.checked_neg(),
        }
    }
}

/// What a version of a rule has posted, or shall have, by coding.
pub type ByVersion = BTreeMap<(String, i64), BTreeMap<CodingKey, Ore>>;

/// A version of a rule, with what it requires of a period and what it has posted there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Rule.
    pub rule: String,
    /// Version of the rule.
    pub version: i64,
    /// By coding, in order.
    pub lines: Vec<DueLine>,
}

/// What a version of a rule requires on one coding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueLine {
    /// Account and values.
    pub coding: CodingKey,
    /// What shall stand there, öre, debit positive.
    pub required: Ore,
    /// What it has posted there.
    pub posted: Ore,
    /// What is left to post.
    pub left: Ore,
}

impl Due {
    /// Whether nothing is left to post.
    pub fn is_complete(&self) -> bool {
        self.lines.iter().all(|line| line.left.is_zero())
    }
}

/// The model in which a rule is tried before it is switched on: it alone, on any day.
pub fn trial(model: &AccountingModel, rule: &PostingRule) -> AccountingModel {
    model.with_posting_rules(vec![PostingRule {
        active: true,
        valid_from: None,
        valid_to: None,
        ..rule.clone()
    }])
}

/// What every version of a rule has posted, as if this one had.
pub fn of_rule(rule: &PostingRule, posted: &ByVersion) -> Result<ByVersion, Vec<PostRefusal>> {
    let mut all = ByVersion::new();
    for ((code, _), lines) in posted {
        if *code == rule.rule {
            let own = ByVersion::from([((rule.rule.clone(), rule.version), lines.clone())]);
            merge(&mut all, &own)?;
        }
    }
    Ok(all)
}

/// The rules of some methods that are switched on.
pub fn rules_of<'m>(model: &'m AccountingModel, methods: &[Method]) -> impl Iterator<Item = &'m PostingRule> {
    let rules = model.posting_rules.iter();
    rules.filter(move |rule| rule.active && methods.contains(&rule.method))
}

/// What the rules of some methods require of turnovers, and what of it `posted` lacks.
///
/// What a rule requires may itself be what another applies to, down to [`DEPTH_MAX`] steps, on `day`,
/// which is that of the voucher that would hold it. Refused
/// where a line would be refused at the door. A rule with parts of amounts rounds each line when it
/// posts with the transaction and each balance when it is run: what the first may differ by, an öre
/// a line, is not left to post.
pub fn due(
    model: &AccountingModel,
    methods: &[Method],
    turnovers: Vec<Turnover>,
    posted: &ByVersion,
    day: Date,
) -> Result<Vec<Due>, Vec<PostRefusal>> {
    let posted: ByVersion = rules_of(model, methods)
        .filter_map(|rule| {
            let version = (rule.rule.clone(), rule.version);
            let lines = posted.get(&version)?.clone();
            Some((version, lines))
        })
        .collect();
    let mut required = ByVersion::new();
    let mut left = negated(&posted)?;
    let rounded = turnovers.iter().map(|turnover| turnover.lines).sum();
    let mut causes = turnovers;
    for depth in 0..=DEPTH_MAX {
        let added = required_of(model, methods, &causes)?;
        if depth == DEPTH_MAX && !added.is_empty() {
            return Err(too_deep(&added));
        }
        merge(&mut required, &added)?;
        merge(&mut left, &added)?;
        let fresh = if depth == 0 { left.clone() } else { added };
        causes = as_turnovers(&fresh, day)?;
        if causes.is_empty() {
            break;
        }
    }
    for rule in rules_of(model, methods).filter(|rule| rule.method == Method::Transaction && rounds(rule)) {
        let lines = left.get_mut(&(rule.rule.clone(), rule.version));
        forgive(lines.into_iter().flat_map(BTreeMap::values_mut), rounded);
    }
    Ok(told(&required, &posted, &left))
}

/// Whether a rule takes parts of amounts.
fn rounds(rule: &PostingRule) -> bool {
    rule.base != Base::Line || rule.lines.iter().any(|line| line.share.abs() != WHOLE)
}

/// Nothing is left of a version when no coding lacks more than rounding explains.
fn forgive<'l>(lines: impl Iterator<Item = &'l mut Ore>, most: i64) {
    let lines: Vec<&mut Ore> = lines.collect();
    if lines
        .iter()
        .all(|left| left.get().unsigned_abs() <= most.unsigned_abs())
    {
        for left in lines {
            *left = Ore::ZERO;
        }
    }
}

fn required_of(
    model: &AccountingModel,
    methods: &[Method],
    turnovers: &[Turnover],
) -> Result<ByVersion, Vec<PostRefusal>> {
    let mut required = ByVersion::new();
    for turnover in turnovers {
        for rule in model.posting_rules_for(turnover.coding.account()) {
            if !rule.active || !methods.contains(&rule.method) {
                continue;
            }
            let amount = turnover.amount(rule.when.side).ok_or_else(overflow)?;
            if amount.is_zero() {
                continue;
            }
            let automatic = Automatic {
                model,
                date: turnover.day,
                kind: &turnover.kind,
                checked_as: if rule.method == Method::Transaction {
                    &turnover.kind
                } else {
                    RUN_KIND
                },
            };
            let cause = line(turnover.coding.clone(), side_of(rule.when.side, amount), None);
            let lines = automatic
                .of_balance(rule, &cause)
                .map_err(|wrong| at_coding(model, &turnover.coding, wrong))?;
            let of_rule = required.entry((rule.rule.clone(), rule.version)).or_default();
            for line in lines {
                // A negative turnover of a side takes back what a positive one caused.
                let amount = if cause.amount == amount {
                    Some(line.amount)
                } else {
                    line.amount.checked_neg()
                };
                add(of_rule, line.coding, amount.ok_or_else(overflow)?)?;
            }
        }
    }
    for lines in required.values_mut() {
        lines.retain(|_, amount| !amount.is_zero());
    }
    required.retain(|_, lines| !lines.is_empty());
    Ok(required)
}

/// The amount with the sign that its side has, so that a rule for the side applies.
fn side_of(side: Side, amount: Ore) -> Ore {
    if side.holds(amount) {
        return amount;
    }
    amount.checked_neg().unwrap_or(amount)
}

/// The vouchers that post what is left of a version of a rule; none when nothing is.
pub(crate) fn voucher(
    model: &AccountingModel,
    facts: &PostingFacts,
    period: Period,
    date: Date,
    due: &Due,
) -> Result<Option<BalancedVoucher>, Vec<PostRefusal>> {
    let generated = Generated {
        rule: due.rule.clone(),
        version: due.version,
        caused_by_line: None,
    };
    let open = due.lines.iter().filter(|line| !line.left.is_zero());
    let mut lines: Vec<BalancedLine> = open
        .map(|due| line(due.coding.clone(), due.left, Some(generated.clone())))
        .collect();
    if lines.is_empty() {
        return Ok(None);
    }
    let refused = |cause: PostCause| vec![PostRefusal::of_voucher(cause)];
    let Some(year) = model.year_of_period(period).filter(|_| !period.is_opening()) else {
        return Err(refused(PostCause::PeriodUnknown { period }));
    };
    check_open(facts, period).map_err(refused)?;
    let Some(kind) = model.kinds.get(RUN_KIND) else {
        return Err(refused(PostCause::KindUnknown {
            kind: RUN_KIND.to_owned(),
        }));
    };
    let mut wrong = Wrong::default();
    let automatic = Automatic {
        model,
        date,
        kind: RUN_KIND,
        checked_as: RUN_KIND,
    };
    automatic.add(&mut lines, &mut wrong);
    let check = LineCheck {
        model,
        date: Some(date),
        kind: RUN_KIND,
    };
    check.apart(apart::of_voucher(&lines), &mut wrong);
    let warnings = wrong.settle_all(facts.accept_warnings.as_deref())?;
    Ok(Some(BalancedVoucher {
        series: kind.series.clone(),
        outside_number: None,
        kind: kind.kind.clone(),
        date,
        event_date: None,
        year: i64::from(year.year()),
        period,
        text: format!("{} {period}", name(model, due)),
        counterparty: String::new(),
        source_key: String::new(),
        link: String::new(),
        lines,
        attachments: Vec::new(),
        correction: None,
        warnings,
    }))
}

/// The name of the rule; it is data, in the agency's own language.
fn name<'m>(model: &'m AccountingModel, due: &'m Due) -> &'m str {
    let rule = model
        .posting_rules
        .iter()
        .find(|rule| rule.rule == due.rule && rule.version == due.version);
    rule.map_or(&due.rule, |rule| &rule.name)
}

fn line(coding: CodingKey, amount: Ore, generated: Option<Generated>) -> BalancedLine {
    BalancedLine {
        coding,
        amount,
        quantity: None,
        unit: String::new(),
        currency: String::new(),
        currency_minor: None,
        text: String::new(),
        source_row: None,
        corrects_line: None,
        generated,
    }
}

fn told(required: &ByVersion, posted: &ByVersion, left: &ByVersion) -> Vec<Due> {
    let amount = |of: &ByVersion, version: &(String, i64), coding: &CodingKey| {
        let lines = of.get(version);
        lines.and_then(|lines| lines.get(coding)).copied().unwrap_or_default()
    };
    let due = left.iter().map(|(version, lines)| Due {
        rule: version.0.clone(),
        version: version.1,
        lines: lines
            .iter()
            .map(|(coding, left)| DueLine {
                coding: coding.clone(),
                required: amount(required, version, coding),
                posted: amount(posted, version, coding),
                left: *left,
            })
            .collect(),
    });
    due.collect()
}

/// What would be posted on a day, as turnovers.
fn as_turnovers(fresh: &ByVersion, day: Date) -> Result<Vec<Turnover>, Vec<PostRefusal>> {
    let mut sums: BTreeMap<CodingKey, Ore> = BTreeMap::new();
    for lines in fresh.values() {
        for (coding, amount) in lines {
            add(&mut sums, coding.clone(), *amount)?;
        }
    }
    let moved = sums.into_iter().filter(|(_, amount)| !amount.is_zero());
    moved
        .map(|(coding, amount)| {
            let credit = amount.is_negative();
            let size = amount.checked_abs().ok_or_else(overflow)?;
            Ok(Turnover {
                coding,
                kind: RUN_KIND.to_owned(),
                day,
                debit: if credit { Ore::ZERO } else { size },
                credit: if credit { size } else { Ore::ZERO },
                lines: 1,
            })
        })
        .collect()
}

fn negated(of: &ByVersion) -> Result<ByVersion, Vec<PostRefusal>> {
    let mut all = ByVersion::new();
    for (version, lines) in of {
        let of_rule = all.entry(version.clone()).or_default();
        for (coding, amount) in lines {
            add(of_rule, coding.clone(), amount.checked_neg().ok_or_else(overflow)?)?;
        }
    }
    Ok(all)
}

fn merge(all: &mut ByVersion, added: &ByVersion) -> Result<(), Vec<PostRefusal>> {
    for (version, lines) in added {
        let of_rule = all.entry(version.clone()).or_default();
        for (coding, amount) in lines {
            add(of_rule, coding.clone(), *amount)?;
        }
    }
    Ok(())
}

fn add(sums: &mut BTreeMap<CodingKey, Ore>, coding: CodingKey, amount: Ore) -> Result<(), Vec<PostRefusal>> {
    let sum = sums.entry(coding).or_default();
    *sum = sum.checked_add(amount).ok_or_else(overflow)?;
    Ok(())
}

fn overflow() -> Vec<PostRefusal> {
    vec![PostRefusal::of_voucher(PostCause::AmountOverflow)]
}

fn too_deep(added: &ByVersion) -> Vec<PostRefusal> {
    let max = i64::try_from(DEPTH_MAX).unwrap_or(i64::MAX);
    let rules = added.keys().map(|(rule, _)| {
        PostRefusal::of_voucher(PostCause::AutomaticTooDeep {
            rule: rule.clone(),
            max,
        })
    });
    rules.collect()
}

/// A refusal says which coding it is about.
fn at_coding(model: &AccountingModel, coding: &CodingKey, wrong: Vec<PostRefusal>) -> Vec<PostRefusal> {
    let named = coding_words(model, coding);
    wrong.into_iter().map(|refusal| refusal.named(&named)).collect()
}

/// A coding in words: `5531 ORG=100 FIN=10`.
pub fn coding_words(model: &AccountingModel, coding: &CodingKey) -> String {
    let values = values_words(model, coding);
    let apart = if values.is_empty() { "" } else { " " };
    format!("{}{apart}{values}", coding.account())
}

/// The values of a coding in words: `ORG=100 FIN=10`.
pub fn values_words(model: &AccountingModel, coding: &CodingKey) -> String {
    let values = coding.values().into_iter().map(|(position, value)| {
        let dimension = model.dimension_at(position);
        let code = dimension.map_or(ACCOUNT_DIMENSION, |dimension| &dimension.code);
        format!("{code}={value}")
    });
    values.collect::<Vec<_>>().join(" ")
}
