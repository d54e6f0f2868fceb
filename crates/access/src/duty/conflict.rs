//! *Konflikter*: persons who hold both of what a rule keeps apart.

use std::collections::{BTreeMap, BTreeSet};

use kameral_base::{Date, EntityId, UserId};
use kameral_store::{Fault, Tx, params};

use super::exception::{self, exceptions};
use super::{DutyException, DutyKind, DutyRule, Person, duty_rules, person};
use crate::{Cx, Scope};

/// A person who holds both permissions of a rule in an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The rule.
    pub rule: DutyRule,
    /// The person's logins, in order.
    pub logins: Vec<String>,
    /// The person's name, by the first login.
    pub name: String,
    /// Roles that give a permission of the first side, each with the login it is held by.
    pub first: Vec<(String, String)>,
    /// Roles that give one of the second.
    pub second: Vec<(String, String)>,
    /// The exception that stands for it; none is a conflict to be solved.
    pub exception: Option<DutyException>,
}

/// A permission that somebody holds by a role, from and to a day.
#[derive(Debug, Clone)]
struct Held {
    login: String,
    name: String,
    person: Person,
    role: String,
    valid_from: Option<Date>,
    valid_to: Option<Date>,
    permission: String,
}

impl Held {
    fn overlaps(&self, from: Option<Date>, to: Option<Date>) -> bool {
        let begins_in_time = !matches!((self.valid_from, to), (Some(from), Some(to)) if to < from);
        let ends_too_early = matches!((self.valid_to, from), (Some(to), Some(from)) if to < from);
        begins_in_time && !ends_too_early
    }
}

/// Conflicts in the entity at hand on a day, by rule and login.
pub fn conflicts(tx: &mut Tx, scope: &Scope, day: Date) -> Result<Vec<Conflict>, Fault> {
    let rules = duty_rules(tx)?;
    let exceptions = exceptions(tx, scope)?;
    let mut held = held(tx, scope.entity())?;
    held.retain(|one| one.overlaps(Some(day), Some(day)));
    let found = among(&rules, &held, day).into_iter().map(|mut conflict| {
        conflict.0.exception = exceptions
            .iter()
            .find(|of| of.rule == conflict.0.rule.rule && of.person == conflict.1 && of.counts_on(day))
            .cloned();
        conflict.0
    });
    Ok(found.collect())
}

/// The rule that giving a role would break, when no exception stands for it; and what the actor must
/// tell. Days are the grant's own.
pub(crate) fn refuse_grant(
    tx: &mut Tx,
    cx: &Cx,
    (user, name): (UserId, &str),
    entity: EntityId,
    role: &str,
    days: (Option<Date>, Option<Date>),
) -> Result<Option<DutyRule>, Fault> {
    let given: Vec<String> = tx.all(include_str!("../sql/role_permissions.sql"), params![role], |row| {
        row.get("permission")
    })?;
    refuse_permissions(tx, cx, (user, name), entity, (role, given), days)
}

/// The same of some permissions of a role: those that are lent to a substitute.
pub(crate) fn refuse_permissions(
    tx: &mut Tx,
    cx: &Cx,
    (user, name): (UserId, &str),
    entity: EntityId,
    (role, given): (&str, Vec<String>),
    (from, to): (Option<Date>, Option<Date>),
) -> Result<Option<DutyRule>, Fault> {
    let rules = duty_rules(tx)?;
    let day = from.filter(|from| cx.today < *from).unwrap_or(cx.today);
    if !rules
        .iter()
        .any(|rule| rule.kind == DutyKind::Permissions && rule.counts_on(day))
    {
        return Ok(None);
    }
    let person = person::of_user(tx, user, name)?;
    let mut own = held(tx, entity)?;
    own.retain(|one| one.person == person && one.overlaps(from, to));
    let before = among(&rules, &own, day);
    own.extend(given.into_iter().map(|permission| Held {
        login: String::new(),
        name: name.to_owned(),
        person: person.clone(),
        role: role.to_owned(),
        valid_from: from,
        valid_to: to,
        permission,
    }));
    for (conflict, _) in among(&rules, &own, day) {
        let known = before.iter().any(|(known, _)| known.rule.rule == conflict.rule.rule);
        if known || !exception::of_person(tx, entity, &person, &conflict.rule.rule, day)?.is_empty() {
            continue;
        }
        tx.for_entities(cx.scope.entities())?;
        return Ok(Some(conflict.rule));
    }
    tx.for_entities(cx.scope.entities())?;
    Ok(None)
}

/// Rules that persons break by what they hold.
fn among(rules: &[DutyRule], held: &[Held], day: Date) -> Vec<(Conflict, Person)> {
    let mut persons: BTreeMap<&Person, Vec<&Held>> = BTreeMap::new();
    for one in held {
        persons.entry(&one.person).or_default().push(one);
    }
    let mut found = Vec::new();
    for rule in rules
        .iter()
        .filter(|rule| rule.kind == DutyKind::Permissions && rule.counts_on(day))
    {
        for (person, held) in &persons {
            let side = |codes: &[String]| -> Vec<(String, String)> {
                let given = held.iter().filter(|one| codes.contains(&one.permission));
                let given: BTreeSet<_> = given.map(|one| (one.role.clone(), one.login.clone())).collect();
                given.into_iter().collect()
            };
            let (first, second) = (side(&rule.first), side(&rule.second));
            if first.is_empty() || second.is_empty() {
                continue;
            }
            let logins: BTreeSet<String> = first.iter().chain(&second).map(|(_, login)| login.clone()).collect();
            let conflict = Conflict {
                rule: rule.clone(),
                logins: logins.into_iter().collect(),
                name: held.first().map(|one| one.name.clone()).unwrap_or_default(),
                first,
                second,
                exception: None,
            };
            found.push((conflict, (*person).clone()));
        }
    }
    found.sort_by(|(a, _), (b, _)| (&a.rule.rule, &a.logins).cmp(&(&b.rule.rule, &b.logins)));
    found
}

fn held(tx: &mut Tx, entity: EntityId) -> Result<Vec<Held>, Fault> {
    tx.all(include_str!("../sql/person_grants.sql"), params![entity], |row| {
        let name: String = row.get("name")?;
        Ok(Held {
            login: row.get("login")?,
            person: Person::of_row(row, &name)?,
            name,
            role: row.get("role")?,
            valid_from: row.get("valid_from")?,
            valid_to: row.get("valid_to")?,
            permission: row.get("permission")?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Permission;

    fn held(person: &str, login: &str, permission: Permission) -> Held {
        Held {
            login: login.to_owned(),
            name: login.to_owned(),
            person: Person::Tied(person.to_owned()),
            role: permission.code().to_owned(),
            valid_from: None,
            valid_to: None,
            permission: permission.code().to_owned(),
        }
    }

    /// SEC-25: two accounts of one person are one person.
    #[test]
    fn a_conflict_is_the_person_s_whatever_account_holds_what() {
        let rule = DutyRule {
            rule: "users_post".to_owned(),
            kind: DutyKind::Permissions,
            first: vec!["user.manage".to_owned()],
            second: vec!["voucher.post".to_owned()],
            permission: None,
            of_installation: false,
            active: true,
            valid_from: None,
            valid_to: None,
            name: "x".to_owned(),
            name_en: String::new(),
            source: String::new(),
        };
        let day = "2026-03-02".parse().unwrap();
        let all = [
            held("one", "anna", Permission::UserManage),
            held("one", "anna2", Permission::VoucherPost),
            held("two", "bo", Permission::UserManage),
            held("three", "cy", Permission::VoucherPost),
        ];
        let found = among(std::slice::from_ref(&rule), &all, day);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0.logins, ["anna", "anna2"]);
        let off = DutyRule { active: false, ..rule };
        assert!(among(&[off], &all, day).is_empty());
    }
}
