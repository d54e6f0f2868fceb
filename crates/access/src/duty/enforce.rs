//! Rules of separation inside a command's transaction.

use std::sync::Arc;

use kameral_base::{EntityId, Sentence};
use kameral_store::{Denied, Fault, Stop, Tx, params};

use super::settings::{self, Settings, current};
use super::{Done, DutyRule, Hit, Person, breach, exception, hits_on, person};
use crate::history::INSTALLATION;
use crate::store::Versions;
use crate::{Act, Cx, Outcome, Permission};

/// What the rules say of one command: asked before it, kept after it.
pub(crate) struct Duties {
    settings: Arc<Settings>,
    passed: Vec<Passed>,
}

/// A rule that did not stop the command, and why.
struct Passed {
    rule: String,
    /// The exception; none for the operator.
    exception: Option<i64>,
}

impl Duties {
    /// Denies the command when a rule keeps it from this person on this thing.
    pub(crate) fn of<R>(tx: &mut Tx, cx: &Cx, act: &Act, versions: Versions) -> Result<Self, Stop<R>> {
        let settings = settings::at(tx, &cx.store, versions)?;
        let passed = ask(tx, cx, &settings, act.permission, act.command, &act.subject)?;
        Ok(Self { settings, passed })
    }

    /// Keeps what was done, where a rule names it, and what went through in spite of one. Answers what
    /// the line of history says of it.
    pub(crate) fn done(self, tx: &mut Tx, cx: &Cx, act: &Act, outcome: Outcome) -> Result<String, Fault> {
        if outcome == Outcome::Repeated {
            return Ok(String::new());
        }
        keep(tx, cx, &self.settings.rules, act.command, &act.subject)?;
        let mut detail = Vec::new();
        for passed in &self.passed {
            breach::keep(tx, cx, &passed.rule, passed.exception, act.command, &act.subject)?;
            detail.push(match passed.exception {
                Some(number) => format!("duty:{} exception:{number}", passed.rule),
                None => format!("duty:{} operator", passed.rule),
            });
        }
        Ok(detail.join(" "))
    }
}

/// Denies a command on one more thing than the one it is named by: the invoice behind a payment. Keeps
/// what goes through in spite of a rule.
pub fn require<R>(
    tx: &mut Tx,
    cx: &Cx,
    permission: Permission,
    command: &'static str,
    subject: &str,
) -> Result<(), Stop<R>> {
    let settings = current(tx, &cx.store)?;
    for passed in ask(tx, cx, &settings, permission, command, subject)? {
        breach::keep(tx, cx, &passed.rule, passed.exception, command, subject)?;
    }
    Ok(())
}

/// Keeps that a command was done on one more thing than the one it is named by: a draft that got its
/// number inside the command.
pub fn note(tx: &mut Tx, cx: &Cx, command: &'static str, subject: &str) -> Result<(), Fault> {
    let settings = current(tx, &cx.store)?;
    keep(tx, cx, &settings.rules, command, subject)
}

fn ask<R>(
    tx: &mut Tx,
    cx: &Cx,
    settings: &Settings,
    permission: Permission,
    command: &str,
    subject: &str,
) -> Result<Vec<Passed>, Stop<R>> {
    let named = |rule: &&DutyRule| rule.counts_on(cx.today) && rule.names_second(command);
    if !settings.rules.iter().any(|rule| named(&rule)) {
        return Ok(Vec::new());
    }
    let person = person::of_cx(tx, cx)?;
    let mut passed = Vec::new();
    for hit in hits(tx, &settings.rules, command, &person, (cx.entity(), subject), cx.today)? {
        if cx.is_operator() {
            passed.push(Passed {
                rule: hit.rule.rule,
                exception: None,
            });
            continue;
        }
        let exceptions = exception::of_person(tx, cx.entity(), &person, &hit.rule.rule, cx.today)?;
        match exceptions.first() {
            Some(found) => passed.push(Passed {
                rule: hit.rule.rule,
                exception: Some(found.number),
            }),
            None => return Err(Stop::Denied(denied(permission, &hit, subject))),
        }
    }
    tx.for_entities(cx.scope.entities())?;
    Ok(passed)
}

/// Rules that keep a command on a thing from a person: what [`Cx::write`] denies by and what an
/// explanation tells.
pub(crate) fn hits(
    tx: &mut Tx,
    rules: &[DutyRule],
    command: &str,
    person: &Person,
    (entity, subject): (EntityId, &str),
    day: kameral_base::Date,
) -> Result<Vec<Hit>, Fault> {
    let mut found = Vec::new();
    for of_installation in [false, true] {
        let rules: Vec<&DutyRule> = rules
            .iter()
            .filter(|rule| rule.of_installation == of_installation && rule.names_second(command))
            .collect();
        if rules.is_empty() {
            continue;
        }
        let entity = if of_installation { INSTALLATION } else { entity };
        let done = done_on(tx, entity, subject)?;
        found.extend(hits_on(rules, command, person, &done, day));
    }
    Ok(found)
}

fn done_on(tx: &mut Tx, entity: EntityId, subject: &str) -> Result<Vec<Done>, Fault> {
    tx.for_entities(&[entity])?;
    tx.all(include_str!("../sql/duty_acts.sql"), params![entity, subject], |row| {
        let name: String = row.get("actor_name")?;
        Ok(Done {
            command: row.get("command")?,
            person: Person::of_row(row, &name)?,
            at: row.get("at")?,
            name,
        })
    })
}

fn keep(tx: &mut Tx, cx: &Cx, rules: &[DutyRule], command: &str, subject: &str) -> Result<(), Fault> {
    for of_installation in [false, true] {
        let mut rules = rules.iter();
        let named =
            rules.any(|rule| rule.active && rule.of_installation == of_installation && rule.names_first(command));
        if !named {
            continue;
        }
        let entity = if of_installation { INSTALLATION } else { cx.entity() };
        tx.for_entities(&[entity])?;
        let row = params![entity, subject, command, cx.actor.user, &cx.actor.name, cx.now];
        tx.exec(include_str!("../sql/add_duty_act.sql"), row)?;
        tx.for_entities(cx.scope.entities())?;
    }
    Ok(())
}

fn denied(permission: Permission, hit: &Hit, subject: &str) -> Denied {
    let rule = &hit.rule;
    let sentence = Sentence::new("refusal-duty-act")
        .with("name", &rule.name)
        .with("rule", &rule.rule)
        .with("command", &hit.command)
        .with("subject", subject)
        .with("by", &hit.by)
        .with("day", hit.at.to_zoned(jiff::tz::TimeZone::UTC).date());
    Denied::because(permission.code(), format!("duty:{}", rule.rule), sentence)
}
