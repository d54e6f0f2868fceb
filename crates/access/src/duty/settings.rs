//! Rules and what takes two, as a transaction sees them.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use kameral_base::Timestamp;
use kameral_store::{Fault, FaultKind, Row, Store, Tx, params};

use super::{DutyKind, DutyRule};
use crate::store::{Versions, next_number, versions};
use crate::{Actor, Permission};

/// Everything that is kept apart, at one version.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    version: i64,
    /// Rules, by code.
    pub(crate) rules: Vec<DutyRule>,
    /// Kinds of change that take two.
    pub(crate) takes_two: BTreeSet<String>,
}

/// What was last read from a database; nothing before the first time.
#[derive(Default)]
struct Kept(Mutex<Arc<Settings>>);

/// The rules as the transaction sees them: one small question, and the rules themselves only when
/// they were changed. Not to be asked in a transaction that has itself changed one, for it may not be
/// committed; those read [`duty_rules`].
pub(crate) fn current(tx: &mut Tx, store: &Store) -> Result<Arc<Settings>, Fault> {
    let versions = versions(tx)?;
    at(tx, store, versions)
}

/// The same where the versions are known.
pub(crate) fn at(tx: &mut Tx, store: &Store, versions: Versions) -> Result<Arc<Settings>, Fault> {
    let version = versions.duty;
    let kept: Arc<Kept> = store.shared();
    let known = Arc::clone(&kept.0.lock().unwrap_or_else(PoisonError::into_inner));
    if known.version == version {
        return Ok(known);
    }
    let takes_two = four_eyes(tx)?
        .into_iter()
        .filter(|row| row.takes_two)
        .map(|row| row.kind);
    let read = Arc::new(Settings {
        version,
        takes_two: takes_two.collect(),
        rules: duty_rules(tx)?,
    });
    *kept.0.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&read);
    Ok(read)
}

/// Every rule as it now is, by code.
pub fn duty_rules(tx: &mut Tx) -> Result<Vec<DutyRule>, Fault> {
    tx.all(include_str!("../sql/duty_rules.sql"), params![], rule)
}

/// A version of a rule, for its history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleVersion {
    /// Code of the rule.
    pub rule: String,
    /// Version, counted for all rules together.
    pub version: i64,
    /// Whether it was switched on.
    pub active: bool,
    /// When it was set.
    pub set_at: Timestamp,
    /// Who set it: who proposed and who accepted.
    pub set_by: String,
}

/// Every version of the rules, the latest first.
pub fn rule_versions(tx: &mut Tx) -> Result<Vec<RuleVersion>, Fault> {
    tx.all(include_str!("../sql/duty_rule_versions.sql"), params![], |row| {
        Ok(RuleVersion {
            rule: row.get("rule")?,
            version: row.get("version")?,
            active: row.get("active")?,
            set_at: row.get("set_at")?,
            set_by: row.get("set_by_name")?,
        })
    })
}

/// Whether a kind of change takes two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FourEyesRow {
    /// The kind: `role.give`.
    pub kind: String,
    /// Whether it takes two.
    pub takes_two: bool,
}

/// Kinds of change, and whether they take two.
pub fn four_eyes(tx: &mut Tx) -> Result<Vec<FourEyesRow>, Fault> {
    tx.all(include_str!("../sql/four_eyes.sql"), params![], |row| {
        Ok(FourEyesRow {
            kind: row.get("kind")?,
            takes_two: row.get("takes_two")?,
        })
    })
}

/// Loads the rules and kinds of the standard configuration that the installation lacks. Those it has
/// stay as they are, so that what an agency has decided on is not undone. Tells how many were loaded.
pub fn load_standard(tx: &mut Tx, rules: &[DutyRule], kinds: &[FourEyesRow], now: Timestamp) -> Result<usize, Fault> {
    let known: BTreeSet<String> = duty_rules(tx)?.into_iter().map(|rule| rule.rule).collect();
    let known_kinds: BTreeSet<String> = four_eyes(tx)?.into_iter().map(|row| row.kind).collect();
    let rules: Vec<&DutyRule> = rules.iter().filter(|rule| !known.contains(&rule.rule)).collect();
    let kinds: Vec<&FourEyesRow> = kinds.iter().filter(|row| !known_kinds.contains(&row.kind)).collect();
    let by = Actor {
        user: kameral_base::UserId(0),
        on_behalf_of: None,
        name: "standard".to_owned(),
        role: String::new(),
        channel: "cli",
        address: String::new(),
        client: String::new(),
    };
    for rule in &rules {
        set_rule(tx, rule, &by, now)?;
    }
    for row in &kinds {
        set_takes_two(tx, row, &by, now)?;
    }
    Ok(rules.len() + kinds.len())
}

/// A rule's next version.
pub(crate) fn set_rule(tx: &mut Tx, rule: &DutyRule, by: &Actor, now: Timestamp) -> Result<i64, Fault> {
    let version = next_number(tx, "duty")?;
    let row = params![
        &rule.rule,
        version,
        rule.kind.word(),
        rule.first.join(" "),
        rule.second.join(" "),
        rule.permission.map(Permission::code).unwrap_or_default(),
        rule.of_installation,
        rule.active,
        rule.valid_from,
        rule.valid_to,
        &rule.name,
        &rule.name_en,
        &rule.source,
        now,
        by.user,
        &by.name
    ];
    tx.exec(include_str!("../sql/add_duty_rule.sql"), row)?;
    Ok(version)
}

/// Whether a kind takes two, from now on.
pub(crate) fn set_takes_two(tx: &mut Tx, set: &FourEyesRow, by: &Actor, now: Timestamp) -> Result<i64, Fault> {
    let version = next_number(tx, "duty")?;
    let row = params![&set.kind, version, set.takes_two, now, by.user, &by.name];
    tx.exec(include_str!("../sql/add_four_eyes.sql"), row)?;
    Ok(version)
}

fn rule(row: &Row) -> Result<DutyRule, Fault> {
    let kind: String = row.get("kind")?;
    let codes = |text: String| {
        text.split(' ')
            .filter(|code| !code.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let unknown = || Fault::new(FaultKind::Mismatch, "table duty_rule, column kind: no such kind");
    Ok(DutyRule {
        rule: row.get("rule")?,
        kind: DutyKind::from_word(&kind).ok_or_else(unknown)?,
        first: codes(row.get("first_codes")?),
        second: codes(row.get("second_codes")?),
        permission: Permission::from_code(row.get("permission")?),
        of_installation: row.get("of_installation")?,
        active: row.get("active")?,
        valid_from: row.get("valid_from")?,
        valid_to: row.get("valid_to")?,
        name: row.get("name")?,
        name_en: row.get("name_en")?,
        source: row.get("source")?,
    })
}
