//! *Undantag*: a user may do in an entity, for a time, what a rule keeps apart.

use jiff::ToSpan as _;
use kameral_base::{Date, EntityId, Timestamp, UserId};
use kameral_store::{Fault, Row, Stop, Tx, params};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{DutyRefusal, Person, duty_rules, person};
use crate::proposal::Proposal;
use crate::store::next_number;
use crate::{Act, Cx, IdempotencyKey, Permission, Scope, history, users};

/// As history names the register.
const REGISTER: &str = "duty_exception";

/// The longest compensating control, in characters.
const CONTROL_CHARS_MAX: usize = 1_000;

/// An exception to be agreed on. Its reason is the proposal's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExceptionAsked {
    /// Code of the rule.
    pub rule: String,
    /// For whom.
    pub login: String,
    /// First day.
    pub valid_from: Date,
    /// Last day, at most a year from the first.
    pub valid_to: Date,
    /// What is done instead, so that a mistake is found: who looks at what, how often.
    pub control: String,
}

/// An exception that was agreed on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyException {
    /// Its number.
    pub number: i64,
    /// The rule.
    pub rule: String,
    /// For whom.
    pub user: UserId,
    /// For whom, by login.
    pub login: String,
    /// For whom, by name.
    pub name: String,
    /// For which person.
    pub person: Person,
    /// First day.
    pub valid_from: Date,
    /// Last day.
    pub valid_to: Date,
    /// Why.
    pub reason: String,
    /// What is done instead.
    pub control: String,
    /// The proposal it came of.
    pub proposal: i64,
    /// Who proposed it.
    pub proposed_by: String,
    /// Who accepted it.
    pub accepted_by: String,
    /// When it was accepted.
    pub accepted_at: Timestamp,
    /// When it was ended before its last day.
    pub ended_at: Option<Timestamp>,
    /// Who ended it.
    pub ended_by: Option<String>,
}

impl DutyException {
    /// Whether it counts on a day.
    pub fn counts_on(&self, day: Date) -> bool {
        self.ended_at.is_none() && self.valid_from <= day && day <= self.valid_to
    }
}

/// Every exception of the entity at hand, also those that ended, the latest first.
pub fn exceptions(tx: &mut Tx, scope: &Scope) -> Result<Vec<DutyException>, Fault> {
    of_entity(tx, scope.entity())
}

fn of_entity(tx: &mut Tx, entity: EntityId) -> Result<Vec<DutyException>, Fault> {
    tx.for_entities(&[entity])?;
    tx.all(include_str!("../sql/duty_exceptions.sql"), params![entity], exception)
}

/// Exceptions that let a person pass a rule in an entity on a day.
pub(crate) fn of_person(
    tx: &mut Tx,
    entity: EntityId,
    person: &Person,
    rule: &str,
    day: Date,
) -> Result<Vec<DutyException>, Fault> {
    let all = of_entity(tx, entity)?.into_iter();
    let counts = |of: &DutyException| of.rule == rule && of.person == *person && of.counts_on(day);
    Ok(all.filter(counts).collect())
}

/// Ends an exception of the entity at hand at once. One is enough to take it away.
pub fn end_exception(cx: &Cx, key: Option<&IdempotencyKey>, number: i64) -> Result<(), Stop<Vec<DutyRefusal>>> {
    let act = Act::new(Permission::UserManage, "duty.end_exception", number.to_string());
    cx.write_once(act, key, |tx| {
        let row = params![cx.entity(), number, cx.now, &cx.actor.name];
        if tx.exec(include_str!("../sql/end_duty_exception.sql"), row)? == 0 {
            return Err(refused(DutyRefusal::ExceptionUnknown { number }));
        }
        let (before, after) = (json!({ "ended": false }), json!({ "ended": true }));
        history::changed_value(tx, REGISTER, &number.to_string(), Some(&before), Some(&after));
        Ok(())
    })
}

/// Keeps an exception, when whoever acts is not the one it is for.
pub(crate) fn grant_exception(
    tx: &mut Tx,
    cx: &Cx,
    proposal: &Proposal,
    asked: &ExceptionAsked,
) -> Result<(), Stop<Vec<DutyRefusal>>> {
    if !duty_rules(tx)?.iter().any(|rule| rule.rule == asked.rule) {
        return Err(refused(DutyRefusal::RuleUnknown {
            rule: asked.rule.clone(),
        }));
    }
    let login = users::normal(&asked.login);
    let Some((user, _)) = users::by_login(tx, &login)? else {
        return Err(refused(DutyRefusal::UserUnknown { login }));
    };
    if person::of_user(tx, user.id, &user.name)? == person::of_cx(tx, cx)? {
        return Err(refused(DutyRefusal::OwnException));
    }
    if asked.valid_to < asked.valid_from || asked.valid_to < cx.today {
        return Err(refused(DutyRefusal::ValidityBackward));
    }
    let longest = asked.valid_from.checked_add(1.year()).unwrap_or(Date::MAX);
    if longest < asked.valid_to {
        return Err(refused(DutyRefusal::ExceptionTooLong));
    }
    let control = asked.control.trim();
    let is_control = (1..=CONTROL_CHARS_MAX).contains(&control.chars().count());
    if !is_control || control.chars().any(|c| c.is_control() && c != '\n' && c != '\r') {
        return Err(refused(DutyRefusal::ControlMissing));
    }
    let number = next_number(tx, "exception")?;
    let row = params![
        cx.entity(),
        number,
        &asked.rule,
        user.id,
        asked.valid_from,
        asked.valid_to,
        &proposal.reason,
        control,
        proposal.number,
        &proposal.proposed_by_name,
        proposal.decided_by_name.as_deref().unwrap_or_default(),
        cx.now
    ];
    tx.exec(include_str!("../sql/add_duty_exception.sql"), row)?;
    let kept = json!({
        "rule": asked.rule, "login": login, "valid_from": asked.valid_from.to_string(),
        "valid_to": asked.valid_to.to_string(), "reason": proposal.reason, "control": control,
    });
    history::changed_value(tx, REGISTER, &number.to_string(), None, Some(&kept));
    Ok(())
}

fn refused(refusal: DutyRefusal) -> Stop<Vec<DutyRefusal>> {
    Stop::Refused(vec![refusal])
}

fn exception(row: &Row) -> Result<DutyException, Fault> {
    let name: String = row.get("name")?;
    Ok(DutyException {
        number: row.get("exception_no")?,
        rule: row.get("rule")?,
        user: row.get("user_id")?,
        login: row.get("login")?,
        person: Person::of_row(row, &name)?,
        name,
        valid_from: row.get("valid_from")?,
        valid_to: row.get("valid_to")?,
        reason: row.get("reason")?,
        control: row.get("control")?,
        proposal: row.get("proposal")?,
        proposed_by: row.get("proposed_by_name")?,
        accepted_by: row.get("accepted_by_name")?,
        accepted_at: row.get("accepted_at")?,
        ended_at: row.get("ended_at")?,
        ended_by: row.get("ended_by_name")?,
    })
}
