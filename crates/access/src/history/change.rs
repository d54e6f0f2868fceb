//! Before and after: what a command changed in a register (SEC-17).
//!
//! A command says it where it writes the row, by [`changed`]; the line that the command leaves keeps
//! it, in the same transaction. A row that is new or gone is one change with the whole row as JSON; a
//! row that was changed is a change for each field.

use std::collections::BTreeSet;

use kameral_store::{Fault, FaultKind, NotedChange, Tx};
use serde::Serialize;
use serde_json::Value;

/// Changes of one register that a command keeps one by one. A whole chart that is loaded is told by
/// how many there were: the register's own history has each.
pub const CHANGES_MAX: usize = 500;

/// Says that a row of a register was changed: what it was, what it is. Nothing when both are the same.
pub fn changed<T: Serialize>(
    tx: &mut Tx,
    register: &str,
    object: &str,
    before: Option<&T>,
    after: Option<&T>,
) -> Result<(), Fault> {
    let read = |row: Option<&T>| row.map(serde_json::to_value).transpose();
    let unfit = |error: serde_json::Error| Fault::new(FaultKind::Misuse, format!("{register} {object}: {error}"));
    let (before, after) = (read(before).map_err(unfit)?, read(after).map_err(unfit)?);
    changed_value(tx, register, object, before.as_ref(), after.as_ref());
    Ok(())
}

/// [`changed`] for rows that are JSON already.
pub fn changed_value(tx: &mut Tx, register: &str, object: &str, before: Option<&Value>, after: Option<&Value>) {
    if before == after {
        return;
    }
    let mut note = |field: &str, before: Option<&Value>, after: Option<&Value>| {
        tx.note_change(NotedChange {
            register: register.to_owned(),
            object: object.to_owned(),
            field: field.to_owned(),
            before: before.map(text),
            after: after.map(text),
        });
    };
    let (Some(Value::Object(old)), Some(Value::Object(new))) = (before, after) else {
        return note("", before, after);
    };
    let fields: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    for field in fields {
        let (before, after) = (old.get(field), new.get(field));
        if before != after {
            note(field, before, after);
        }
    }
}

/// A value as it is kept: a text without its quotes, all else as JSON.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// What is kept of a command's changes: all of them, or of a register with very many how many.
pub(super) fn kept(changes: Vec<NotedChange>) -> Vec<NotedChange> {
    if changes.len() <= CHANGES_MAX {
        return changes;
    }
    let mut counts: Vec<(String, usize)> = Vec::new();
    for change in &changes {
        match counts.iter_mut().find(|(register, _)| *register == change.register) {
            Some((_, count)) => *count += 1,
            None => counts.push((change.register.clone(), 1)),
        }
    }
    let many = |register: &str| {
        let found = counts.iter().find(|(known, _)| known == register);
        found.is_some_and(|(_, count)| CHANGES_MAX < *count)
    };
    let told = counts
        .iter()
        .filter(|(_, count)| CHANGES_MAX < *count)
        .map(|(register, count)| NotedChange {
            register: register.clone(),
            object: String::new(),
            field: "rows".to_owned(),
            before: None,
            after: Some(count.to_string()),
        });
    let mut kept: Vec<NotedChange> = told.collect();
    kept.extend(changes.iter().filter(|change| !many(&change.register)).cloned());
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(register: &str, object: usize) -> NotedChange {
        NotedChange {
            register: register.to_owned(),
            object: object.to_string(),
            field: String::new(),
            before: None,
            after: Some("x".to_owned()),
        }
    }

    #[test]
    fn a_whole_chart_is_told_by_its_count_and_the_rest_one_by_one() {
        let mut changes: Vec<NotedChange> = (0..=CHANGES_MAX).map(|at| change("account", at)).collect();
        assert_eq!(kept(changes[1..].to_vec()).len(), CHANGES_MAX);
        changes.push(change("series", 1));
        let kept = kept(changes);
        let told: Vec<(&str, &str)> = kept
            .iter()
            .map(|change| (change.register.as_str(), change.after.as_deref().unwrap_or_default()))
            .collect();
        assert_eq!(told, [("account", "501"), ("series", "x")]);
    }
}
