//! Rules that would post the same thing for the same line: one of them is usually a mistake.

use super::posting_rule::meets_relations;
use crate::model::{AccountingModel, PostingRule, PostingRuleLine, Side, Taken};

/// Two rules that are switched on and would both post on an account because of one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SamePosting {
    /// One rule and its version.
    pub one: (String, i64),
    /// The other.
    pub other: (String, i64),
    /// An account whose lines both apply to.
    pub cause: String,
    /// Where both would post: an account, or the relation that gives one.
    pub posting: String,
}

/// Every pair of rules in force on a common day that may post the same (GL-09, APR-27).
pub fn same_postings(model: &AccountingModel) -> Vec<SamePosting> {
    let active: Vec<&PostingRule> = model.posting_rules.iter().filter(|rule| rule.active).collect();
    let mut found = Vec::new();
    for (at, one) in active.iter().enumerate() {
        for other in &active[at + 1..] {
            if one.rule == other.rule || !one.overlaps(other) {
                continue;
            }
            if let (Some(posting), Some(cause)) = (posting(one, other), cause(model, one, other)) {
                found.push(SamePosting {
                    one: (one.rule.clone(), one.version),
                    other: (other.rule.clone(), other.version),
                    cause,
                    posting,
                });
            }
        }
    }
    found
}

/// Where both post on the same side of their cause.
fn posting(one: &PostingRule, other: &PostingRule) -> Option<String> {
    let same = |a: &PostingRuleLine, b: &PostingRuleLine| {
        a.account == b.account && a.account != Taken::Copied && (0 < a.share) == (0 < b.share)
    };
    let line = one
        .lines
        .iter()
        .find(|line| other.lines.iter().any(|theirs| same(line, theirs)))?;
    match &line.account {
        Taken::Fixed(account) => Some(account.clone()),
        Taken::Related(relation) => Some(relation.clone()),
        Taken::Copied => None,
    }
}

/// An account of the chart whose lines both may apply to.
fn cause(model: &AccountingModel, one: &PostingRule, other: &PostingRule) -> Option<String> {
    let (a, b) = (&one.when, &other.when);
    let sides = a.side == Side::Either || b.side == Side::Either || a.side == b.side;
    let kinds = a.kinds.is_empty() || b.kinds.is_empty() || a.kinds.iter().any(|kind| b.kinds.contains(kind));
    if !(sides && kinds && values_meet(model, one, other) && relations_meet(model, one, other)) {
        return None;
    }
    let mut accounts = model.accounts.keys().filter(|account| {
        let by =
            |rule: &PostingRule| rule.when.accounts.matches(account) && meets_relations(model, account, &rule.when);
        by(one) && by(other)
    });
    accounts.next().cloned()
}

/// Whether some value of each dimension that both ask for satisfies both.
fn values_meet(model: &AccountingModel, one: &PostingRule, other: &PostingRule) -> bool {
    one.when.values.iter().all(|(code, pattern)| {
        let mut theirs = other
            .when
            .values
            .iter()
            .filter(|(named, _)| named.eq_ignore_ascii_case(code));
        theirs.all(|(_, theirs)| {
            let Some(dimension) = model.dimension(code) else {
                return true;
            };
            let values = model.values.get(&dimension.position);
            let registered = values.is_some_and(|values| {
                let mut values = values.keys();
                values.any(|value| pattern.matches(value) && theirs.matches(value))
            });
            let open = dimension.indirect || dimension.free_values;
            open || registered || (pattern.matches("") && theirs.matches(""))
        })
    })
}

/// Whether something that a relation gives, or nothing, satisfies both.
fn relations_meet(model: &AccountingModel, one: &PostingRule, other: &PostingRule) -> bool {
    one.when.related.iter().all(|(code, pattern)| {
        let mut theirs = other.when.related.iter().filter(|(named, _)| named == code);
        theirs.all(|(_, theirs)| {
            let known = model.relations.iter().find(|known| known.relation == *code);
            let given = known.is_some_and(|known| {
                let mut pairs = known.values.iter();
                pairs.any(|pair| pattern.matches(&pair.to) && theirs.matches(&pair.to))
            });
            given || (pattern.matches("") && theirs.matches(""))
        })
    })
}
