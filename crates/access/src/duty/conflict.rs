//! *Konflikter*: persons who hold both of what a rule keeps apart.

use std::collections::{BTreeMap, BTreeSet};

use kameral_base::{Date, EntityId, UserId};
use kameral_store::{Fault, Tx, params};

use super::exception::{self, exceptions};
use super::{DutyException, DutyKind, DutyRule, Person, duty_rules, person};
use crate::{Cx, Permission, Scope};

/// A person who holds both permissions of a rule in an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The rule.
    pub rule: DutyRule,
    /// The person's logins, in order.
    pub logins: Vec<String>,
    /// The person's name, by the first login.
    pub name: String,
    /// Roles that give a permission of the first side, each with the login it is held by; one that was lent as
    /// `ekonom@bo`.
    pub first: Vec<(String, String)>,
    /// Roles that give one of the second.
    pub second: Vec<(String, String)>,
    /// The exception that stands for it; none is a conflict to be solved.
    pub exception: Option<DutyException>,
}

/// A permission that somebody holds by a role, their own or one that was lent, from and to a day.
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

/// From and to a day; none is without end on that side.
type Days = (Option<Date>, Option<Date>);

fn overlap(one: Days, other: Days) -> bool {
    let ends_before = |one: Days, other: Days| matches!((one.1, other.0), (Some(to), Some(from)) if to < from);
    !ends_before(one, other) && !ends_before(other, one)
}

/// The days of both.
fn both(one: Days, other: Days) -> Days {
    let earlier = match (one.1, other.1) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    // None sorts before every day, and so does a time without beginning.
    (one.0.max(other.0), earlier)
}

/// Conflicts in the entity at hand on a day, by rule and login.
pub fn conflicts(tx: &mut Tx, scope: &Scope, day: Date) -> Result<Vec<Conflict>, Fault> {
    let rules = duty_rules(tx)?;
    let exceptions = exceptions(tx, scope)?;
    let mut held = held(tx, scope.entity())?;
    held.retain(|one| overlap((one.valid_from, one.valid_to), (Some(day), Some(day))));
    let found = among(&rules, &held, (day, Some(day))).into_iter().map(|mut conflict| {
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
    let own = refuse_permissions(tx, cx, (user, name), entity, (role, given.clone()), days)?;
    if own.is_some() {
        return Ok(own);
    }
    // Whoever stands in for the user gets the role too, without what governs.
    let lent = lendable(given);
    for one in lendings(tx, entity)? {
        if one.principal != user || !one.lends(role) || !overlap((Some(one.from), Some(one.to)), days) {
            continue;
        }
        let days = both((Some(one.from), Some(one.to)), days);
        let refused = refuse_permissions(tx, cx, (one.user, &one.login), entity, (role, lent.clone()), days)?;
        if refused.is_some() {
            return Ok(refused);
        }
    }
    Ok(None)
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
    if !rules.iter().any(|rule| keeps_permissions_apart(rule, (day, to))) {
        return Ok(None);
    }
    let person = person::of_user(tx, user, name)?;
    let mut own = held(tx, entity)?;
    own.retain(|one| one.person == person && overlap((one.valid_from, one.valid_to), (from, to)));
    let before = among(&rules, &own, (day, to));
    own.extend(given.into_iter().map(|permission| Held {
        login: String::new(),
        name: name.to_owned(),
        person: person.clone(),
        role: role.to_owned(),
        valid_from: from,
        valid_to: to,
        permission,
    }));
    let mut refused = None;
    for (conflict, _) in among(&rules, &own, (day, to)) {
        let known = before.iter().any(|(known, _)| known.rule.rule == conflict.rule.rule);
        // An exception has an end, and lets nothing through that stands longer than it does.
        let agreed = exception::of_person(tx, entity, &person, &conflict.rule.rule, day)?;
        let lasts = |of: &DutyException| to.is_some_and(|to| to <= of.valid_to);
        if !known && !agreed.iter().any(lasts) {
            refused = Some(conflict.rule);
            break;
        }
    }
    tx.for_entities(cx.scope.entities())?;
    Ok(refused)
}

/// Whether a rule keeps permissions apart on some of the days.
fn keeps_permissions_apart(rule: &DutyRule, (from, to): (Date, Option<Date>)) -> bool {
    rule.kind == DutyKind::Permissions && rule.active && overlap((rule.valid_from, rule.valid_to), (Some(from), to))
}

/// Rules that persons break by what they hold.
fn among(rules: &[DutyRule], held: &[Held], days: (Date, Option<Date>)) -> Vec<(Conflict, Person)> {
    let mut persons: BTreeMap<&Person, Vec<&Held>> = BTreeMap::new();
    for one in held {
        persons.entry(&one.person).or_default().push(one);
    }
    let mut found = Vec::new();
    for rule in rules.iter().filter(|rule| keeps_permissions_apart(rule, days)) {
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

/// What natural persons hold in an entity, now or later: by roles of their own, and by those that were lent to
/// them.
fn held(tx: &mut Tx, entity: EntityId) -> Result<Vec<Held>, Fault> {
    let mut own: Vec<(UserId, Held)> = tx.all(include_str!("../sql/person_grants.sql"), params![entity], |row| {
        let name: String = row.get("name")?;
        let held = Held {
            login: row.get("login")?,
            person: Person::of_row(row, &name)?,
            name,
            role: row.get("role")?,
            valid_from: row.get("valid_from")?,
            valid_to: row.get("valid_to")?,
            permission: row.get("permission")?,
        };
        Ok((row.get("user_id")?, held))
    })?;
    let mut lent = Vec::new();
    for one in lendings(tx, entity)? {
        let (from, to) = (Some(one.from), Some(one.to));
        let of_principal = own.iter().filter(|(user, held)| {
            *user == one.principal
                && one.lends(&held.role)
                && is_lendable(&held.permission)
                && overlap((held.valid_from, held.valid_to), (from, to))
        });
        lent.extend(of_principal.map(|(_, held)| {
            let (valid_from, valid_to) = both((held.valid_from, held.valid_to), (from, to));
            Held {
                login: one.login.clone(),
                name: one.name.clone(),
                person: one.person.clone(),
                role: format!("{}@{}", held.role, held.login),
                valid_from,
                valid_to,
                permission: held.permission.clone(),
            }
        }));
    }
    lent.extend(own.drain(..).map(|(_, held)| held));
    Ok(lent)
}

/// That somebody may act for another, now or later.
struct Lending {
    user: UserId,
    login: String,
    name: String,
    person: Person,
    principal: UserId,
    /// None is all of them.
    roles: Vec<String>,
    from: Date,
    to: Date,
}

impl Lending {
    fn lends(&self, role: &str) -> bool {
        self.roles.is_empty() || self.roles.iter().any(|lent| lent == role)
    }
}

fn lendings(tx: &mut Tx, entity: EntityId) -> Result<Vec<Lending>, Fault> {
    tx.all(include_str!("../sql/live_substitutes.sql"), params![entity], |row| {
        let name: String = row.get("name")?;
        let roles: String = row.get("roles")?;
        Ok(Lending {
            user: row.get("user_id")?,
            login: row.get("login")?,
            person: Person::of_row(row, &name)?,
            name,
            principal: row.get("principal_id")?,
            roles: roles.split_whitespace().map(str::to_owned).collect(),
            from: row.get("valid_from")?,
            to: row.get("valid_to")?,
        })
    })
}

/// What governs is not lent.
fn is_lendable(code: &str) -> bool {
    Permission::from_code(code).is_some_and(|permission| !permission.governs())
}

fn lendable(mut codes: Vec<String>) -> Vec<String> {
    codes.retain(|code| is_lendable(code));
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let found = among(std::slice::from_ref(&rule), &all, (day, Some(day)));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0.logins, ["anna", "anna2"]);
        let off = DutyRule { active: false, ..rule };
        assert!(among(&[off], &all, (day, Some(day))).is_empty());
    }
}
