//! The check of an automatic posting rule when it is kept (GL-09): what it points at is there, its
//! shares balance, its versions follow on each other, and no chain of rules leads back to it.

use super::RegisterRefusal;
use super::check::{known_dimension, name, validity};
use crate::model::{
    ACCOUNT_DIMENSION, AccountPosting, AccountingModel, Base, PostingRule, PostingRuleLine, Relation, Side, Taken,
    Trigger,
};
use crate::voucher::ALLOCATION_MARK;

pub(crate) fn check_posting_rule(model: &AccountingModel, rule: &PostingRule) -> Result<(), RegisterRefusal> {
    name(&rule.rule, &rule.rule)?;
    if rule.rule.starts_with(ALLOCATION_MARK) {
        let subject = rule.rule.clone();
        return Err(RegisterRefusal::NameMalformed { subject });
    }
    name(&rule.rule, &rule.name)?;
    validity(&rule.rule, rule.valid_from, rule.valid_to)?;
    versions(model, rule)?;
    trigger(model, rule)?;
    for line in &rule.lines {
        self::line(model, rule, line)?;
    }
    if rule
        .base
        .rate()
        .is_some_and(|rate| !(1..=Base::RATE_MAX).contains(&rate))
    {
        return Err(RegisterRefusal::VatRateOutOfRange {
            rule: rule.rule.clone(),
            max: Base::RATE_MAX,
        });
    }
    let sum: i128 = rule.lines.iter().map(|line| i128::from(line.share)).sum();
    if sum != 0 || rule.lines.is_empty() || rule.lines.iter().any(|line| line.share == 0) {
        return Err(RegisterRefusal::SharesUnbalanced {
            rule: rule.rule.clone(),
        });
    }
    if leads_back(model, rule) {
        return Err(RegisterRefusal::Circular {
            subject: rule.rule.clone(),
        });
    }
    Ok(())
}

/// A version that is kept stays as it is; a new one follows on the last, and has no day in common
/// with another.
fn versions(model: &AccountingModel, rule: &PostingRule) -> Result<(), RegisterRefusal> {
    let others = || {
        let same = model.posting_rules.iter().filter(|other| other.rule == rule.rule);
        same.filter(|other| other.version != rule.version)
    };
    let kept = model
        .posting_rules
        .iter()
        .find(|other| other.rule == rule.rule && other.version == rule.version);
    let fits = match kept {
        Some(kept) => {
            let changeable = PostingRule {
                valid_to: kept.valid_to,
                active: kept.active,
                ..rule.clone()
            };
            changeable == *kept
        }
        None => rule.version == others().map(|other| other.version).max().unwrap_or(0) + 1,
    };
    if !fits {
        return Err(RegisterRefusal::VersionKept {
            rule: rule.rule.clone(),
            version: rule.version,
        });
    }
    if let Some(other) = others().find(|other| other.overlaps(rule)) {
        return Err(RegisterRefusal::VersionOverlaps {
            rule: rule.rule.clone(),
            version: other.version,
        });
    }
    Ok(())
}

fn trigger(model: &AccountingModel, rule: &PostingRule) -> Result<(), RegisterRefusal> {
    for (dimension, _) in &rule.when.values {
        known_dimension(model, dimension)?;
    }
    for (relation, _) in &rule.when.related {
        known_relation(model, relation)?;
    }
    let unknown = rule.when.kinds.iter().find(|kind| !model.kinds.contains_key(*kind));
    unknown.map_or(Ok(()), |kind| Err(RegisterRefusal::KindUnknown { kind: kind.clone() }))
}

fn line(model: &AccountingModel, rule: &PostingRule, line: &PostingRuleLine) -> Result<(), RegisterRefusal> {
    taken(model, &line.account)?;
    if let Taken::Fixed(account) = &line.account {
        let stands = model.accounts.get(account).is_some_and(|known| {
            let ends_first = known
                .valid_to
                .is_some_and(|end| rule.valid_to.is_none_or(|last| end < last));
            known.posting == AccountPosting::Open && !ends_first
        });
        if !stands {
            return Err(RegisterRefusal::AccountUnusable {
                rule: rule.rule.clone(),
                account: account.clone(),
            });
        }
    }
    for (code, from) in &line.values {
        known_dimension(model, code)?;
        taken(model, from)?;
        if code == ACCOUNT_DIMENSION || model.dimension(code).is_some_and(|dimension| dimension.indirect) {
            let dimension = code.clone();
            return Err(RegisterRefusal::DimensionUnknown { dimension });
        }
    }
    Ok(())
}

fn taken(model: &AccountingModel, from: &Taken) -> Result<(), RegisterRefusal> {
    match from {
        Taken::Related(relation) => known_relation(model, relation),
        Taken::Fixed(_) | Taken::Copied => Ok(()),
    }
}

fn known_relation(model: &AccountingModel, relation: &str) -> Result<(), RegisterRefusal> {
    if model.relations.iter().any(|known| known.relation == relation) {
        return Ok(());
    }
    let relation = relation.to_owned();
    Err(RegisterRefusal::RelationUnknown { relation })
}

/// Whether a chain of rules that are switched on, however long, comes back to this one.
fn leads_back(model: &AccountingModel, rule: &PostingRule) -> bool {
    let others: Vec<&PostingRule> = model
        .posting_rules
        .iter()
        .filter(|other| other.active && other.rule != rule.rule)
        .collect();
    let mut met: Vec<bool> = vec![false; others.len()];
    let mut waiting = vec![rule];
    while let Some(from) = waiting.pop() {
        if causes(model, from, rule) {
            return true;
        }
        for (at, other) in others.iter().enumerate() {
            if !met[at] && causes(model, from, other) {
                met[at] = true;
                waiting.push(other);
            }
        }
    }
    false
}

/// Whether a line of one rule may be one that another applies to.
fn causes(model: &AccountingModel, one: &PostingRule, other: &PostingRule) -> bool {
    one.lines.iter().any(|line| {
        meets_account(model, &one.when, line, &other.when)
            && meets_side(one.when.side, line.share, other.when.side)
            && meets_values(model, line, &other.when)
    })
}

fn meets_account(model: &AccountingModel, cause: &Trigger, line: &PostingRuleLine, other: &Trigger) -> bool {
    let meets = |account: &str| other.accounts.matches(account) && meets_relations(model, account, other);
    match &line.account {
        Taken::Fixed(account) => meets(account),
        Taken::Copied => {
            let mut accounts = model.accounts.keys().filter(|account| cause.accounts.matches(account));
            accounts.any(|account| meets(account))
        }
        Taken::Related(relation) => {
            let known = model.relations.iter().find(|known| known.relation == *relation);
            known.is_some_and(|known| known.values.iter().any(|pair| meets(&pair.to)))
        }
    }
}

/// Whether what relations tie an account to, on any day, may be what a trigger asks; what they tie
/// other dimensions to may be anything.
pub(super) fn meets_relations(model: &AccountingModel, account: &str, other: &Trigger) -> bool {
    other.related.iter().all(|(relation, pattern)| {
        let of_accounts = |known: &&Relation| known.relation == *relation && known.from_dimension == ACCOUNT_DIMENSION;
        let Some(known) = model.relations.iter().find(of_accounts) else {
            return true;
        };
        let pairs = || known.values.iter().filter(|pair| pair.from.matches(account));
        let may_lack = pairs().all(|pair| pair.valid_from.is_some() || pair.valid_to.is_some());
        (may_lack && pattern.matches("")) || pairs().any(|pair| pattern.matches(&pair.to))
    })
}

fn meets_side(cause: Side, share: i64, other: Side) -> bool {
    let side = match (cause, 0 < share) {
        (Side::Either, _) => return true,
        (side, true) => side,
        (Side::Debit, false) => Side::Credit,
        (Side::Credit, false) => Side::Debit,
    };
    other == Side::Either || other == side
}

/// What is written in a rule is compared; what is copied or derived may be anything.
fn meets_values(model: &AccountingModel, line: &PostingRuleLine, other: &Trigger) -> bool {
    other.values.iter().all(|(code, pattern)| {
        if model.dimension(code).is_none_or(|dimension| dimension.indirect) {
            return true;
        }
        match line.values.iter().find(|(named, _)| named.eq_ignore_ascii_case(code)) {
            Some((_, Taken::Fixed(value))) => pattern.matches(value),
            Some(_) => true,
            None => pattern.matches(""),
        }
    })
}
