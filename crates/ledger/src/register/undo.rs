//! The model as it was: changes taken back one by one, the newest first.

use super::Change;
use crate::model::{AccountingModel, RulesByAccount};

/// Takes a change back in a model at hand, given the row before it; without one the row was new.
///
/// Of what lines are tried and checked by: accounts, dimensions, values, relations, rules and kinds.
pub(crate) fn undo(model: &mut AccountingModel, change: &Change, before: Option<Change>) {
    take(model, change);
    if let Some(before) = before {
        put(model, before);
    }
    model.rules_by_account = RulesByAccount::new();
    model.posting_rules_by_account = RulesByAccount::new();
}

fn take(model: &mut AccountingModel, change: &Change) {
    match change {
        Change::Account(gone) => {
            model.accounts.remove(&gone.account);
        }
        Change::Dimension(gone) => model.dimensions.retain(|kept| kept.position != gone.position),
        Change::Value(gone) => {
            if let Some(values) = model.values.get_mut(&gone.position) {
                values.remove(&gone.value);
            }
        }
        Change::Relation(gone) => model.relations.retain(|kept| kept.relation != gone.relation),
        Change::Rule(gone) => model.rules.retain(|kept| kept.rule != gone.rule),
        Change::PostingRule(gone) => model
            .posting_rules
            .retain(|kept| (&kept.rule, kept.version) != (&gone.rule, gone.version)),
        Change::Kind(gone) => {
            model.kinds.remove(&gone.kind);
        }
        Change::Level(_)
        | Change::Statement(_)
        | Change::Hierarchy(_)
        | Change::Series(_)
        | Change::Currency(_)
        | Change::Rate { .. }
        | Change::Year(_) => {}
    }
}

fn put(model: &mut AccountingModel, row: Change) {
    match row {
        Change::Account(row) => {
            model.accounts.insert(row.account.clone(), row);
        }
        Change::Dimension(row) => {
            model.dimensions.push(row);
            model.dimensions.sort_by_key(|dimension| dimension.position);
        }
        Change::Value(row) => {
            let values = model.values.entry(row.position).or_default();
            values.insert(row.value.clone(), row);
        }
        Change::Relation(row) => model.relations.push(row),
        Change::Rule(row) => {
            model.rules.push(row);
            model.rules.sort_by(|a, b| a.rule.cmp(&b.rule));
        }
        Change::PostingRule(row) => {
            model.posting_rules.push(row);
            model
                .posting_rules
                .sort_by(|a, b| (a.order, &a.rule, a.version).cmp(&(b.order, &b.rule, b.version)));
        }
        Change::Kind(row) => {
            model.kinds.insert(row.kind.clone(), row);
        }
        Change::Level(_)
        | Change::Statement(_)
        | Change::Hierarchy(_)
        | Change::Series(_)
        | Change::Currency(_)
        | Change::Rate { .. }
        | Change::Year(_) => {}
    }
}
