//! Changing registers.

use kameral_access::proposal::two_persons;
use kameral_access::{Act, Cx, IdempotencyKey, Permission};
use kameral_store::{Fault, Stop, Tx};
use rustc_hash::FxHashMap;

use crate::model::{AccountingModel, Dimension};
use crate::proposals::POSTING_RULE_CHANGE;
use crate::reach::Reach;
use crate::register::{Change, RegisterRefusal, check};
use crate::store::{model, registers};

/// Applies register changes in order, all or none, each with its line in the model's history.
/// Changes nothing, and leaves no version, where a row is already as asked. A posting rule may take two
/// ([`POSTING_RULE_CHANGE`]).
pub fn change_registers(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    subject: &str,
    changes: &[Change],
) -> Result<u64, Stop<Vec<RegisterRefusal>>> {
    let needed = needed(cx, changes);
    let act = Act::new(needed, "register.change", subject);
    cx.write_once(act, key, |tx| {
        let by = if needed == Permission::ProjectEdit && !are_projects(tx, cx, changes)? {
            cx.require_still(tx, Permission::RegisterEdit)?;
            Permission::RegisterEdit
        } else {
            needed
        };
        if needed != Permission::RuleEdit && changes.iter().any(is_posting_rule) {
            cx.require_still(tx, Permission::RuleEdit)?;
            cx.require_every_row(Permission::RuleEdit).map_err(Stop::Denied)?;
        }
        // As they were and as they become: nobody writes themselves to what is another's.
        within_reach(tx, cx, by, changes, false)?;
        let applied = apply_in(tx, cx, changes)?;
        within_reach(tx, cx, by, changes, true)?;
        let rule = changes.iter().find(|change| is_posting_rule(change));
        if let Some(rule) = rule.filter(|_| 0 < applied) {
            two_persons(tx, cx, &POSTING_RULE_CHANGE, &rule.subject().1)?;
        }
        Ok(applied)
    })
}

/// The permission that changes take: rules of automatic posting have their own, and so have projects, which
/// are added by others than those who keep the chart (SEC-05).
fn needed(cx: &Cx, changes: &[Change]) -> Permission {
    let all = |is: fn(&Change) -> bool| !changes.is_empty() && changes.iter().all(is);
    if all(is_posting_rule) {
        return Permission::RuleEdit;
    }
    // Of two that are held, the one that reaches further.
    let (keeps, adds) = (Permission::RegisterEdit, Permission::ProjectEdit);
    let adds_projects = cx.may(adds) && (!cx.may(keeps) || cx.has_every_row(adds) && !cx.has_every_row(keeps));
    if adds_projects && all(|change| matches!(change, Change::Value(_))) {
        return Permission::ProjectEdit;
    }
    Permission::RegisterEdit
}

fn is_posting_rule(change: &Change) -> bool {
    matches!(change, Change::PostingRule(_))
}

/// Refuses values that who may change some rows only may not meet, and denies everything that holds for every
/// row. Where they are not `kept` yet, values that are new are not asked about.
fn within_reach(
    tx: &mut Tx,
    cx: &Cx,
    by: Permission,
    changes: &[Change],
    kept: bool,
) -> Result<(), Stop<Vec<RegisterRefusal>>> {
    let reach = Reach::load(tx, cx, by)?;
    if reach.is_whole() {
        return Ok(());
    }
    let model = model::load(tx, cx)?;
    let mut refusals = Vec::new();
    for change in changes {
        let Change::Value(value) = change else {
            return cx.require_every_row(by).map_err(Stop::Denied);
        };
        let Some(dimension) = model.dimension_at(value.position) else {
            continue;
        };
        let there = kept || model.value(value.position, &value.value).is_some();
        if there && !reach.has_value(&dimension.code, &value.value) {
            refusals.push(RegisterRefusal::ValueBeyondReach {
                dimension: dimension.code.clone(),
                value: value.value.clone(),
                rows: reach.told(),
            });
        }
    }
    if refusals.is_empty() {
        Ok(())
    } else {
        Err(Stop::Refused(refusals))
    }
}

/// Whether all are values of dimensions of projects.
fn are_projects(tx: &mut Tx, cx: &Cx, changes: &[Change]) -> Result<bool, Fault> {
    let model = model::load(tx, cx)?;
    let is_project = |change: &Change| {
        let Change::Value(value) = change else { return false };
        let dimension = model.dimension_at(value.position);
        dimension.is_some_and(Dimension::is_of_projects)
    };
    Ok(changes.iter().all(is_project))
}

/// The same inside a transaction of a process that records more, which has asked for the permission.
pub fn change_registers_in(tx: &mut Tx, cx: &Cx, changes: &[Change]) -> Result<u64, Stop<Vec<RegisterRefusal>>> {
    apply_in(tx, cx, changes)
}

/// The same inside a transaction that records more: making an entity, importing a file.
pub(crate) fn apply_in(tx: &mut Tx, cx: &Cx, changes: &[Change]) -> Result<u64, Stop<Vec<RegisterRefusal>>> {
    let mut applied = 0;
    // Later changes may rest on earlier ones of another register, and of their own only where it says so:
    // the model is read again for each group of changes that cannot.
    for group in changes.chunk_by(|a, b| a.subject().0 == b.subject().0 && !b.rests_on_its_own()) {
        let model = model::load(tx, cx)?;
        let new = differing(tx, cx, &model, group)?;
        let used = registers::used(tx, cx.entity(), new.iter().map(|(change, _)| change))?;
        let refusals: Vec<RegisterRefusal> = new
            .iter()
            .filter_map(|(change, _)| check(&model, &used, change).err())
            .collect();
        if !refusals.is_empty() {
            return Err(Stop::Refused(refusals));
        }
        applied += u64::try_from(new.len()).unwrap_or(u64::MAX);
        registers::apply(tx, cx, &new)?;
    }
    Ok(applied)
}

/// What is not yet as asked, with the row as it stands. Of several changes of one row the last wins.
fn differing(
    tx: &mut Tx,
    cx: &Cx,
    model: &AccountingModel,
    changes: &[Change],
) -> Result<Vec<(Change, Option<Change>)>, Fault> {
    let mut last: FxHashMap<_, usize> = FxHashMap::default();
    for (at, change) in changes.iter().enumerate() {
        last.insert(change.row(), at);
    }
    let statements = match changes.first() {
        Some(Change::Statement(_)) => registers::statements(tx, cx.entity())?,
        _ => FxHashMap::default(),
    };
    let asked = changes
        .iter()
        .enumerate()
        .filter(|(at, change)| last.get(&change.row()) == Some(at));
    let with_old = asked.map(|(_, change)| {
        let old = change.before(model).or_else(|| statements.get(&change.row()).cloned());
        (change.clone().settled(), old.map(Change::settled))
    });
    Ok(with_old.filter(|(change, old)| old.as_ref() != Some(change)).collect())
}
