//! *Ersättare*: who may act for whom, when, in which of their roles, and by which decision (SEC-09).
//!
//! A substitute who has chosen to act for somebody has that one's roles of the entity instead of their own:
//! those that were lent, never more than the other holds that day, nothing that governs people or the
//! installation, and nothing the other has as a substitute. What is done bears both names.

use std::collections::BTreeSet;

use kameral_base::{Date, EntityId, Timestamp, UserId};
use kameral_store::{Fault, Row, Stop, Store, Tx, params};
use serde_json::json;

use crate::held_roles::{GrantDecision, RoleHeld, decision, held_at, is_role};
use crate::personal_protection::is_restricted;
use crate::proposal::{SUBSTITUTE_APPOINT, two_persons};
use crate::rights::{self, HeldRole};
use crate::store::next_number;
use crate::{
    Act, Actor, Cx, IdempotencyKey, Permission, Scope, SubstituteRefusal, duty, history, licences, roles, session,
    users,
};

/// The most days somebody is a substitute by one appointment: a year, also one with a leap day.
pub const SUBSTITUTE_DAYS_MAX: i64 = 366;

/// A substitute to be appointed in the entity at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubstituteGrant {
    /// Who acts.
    pub login: String,
    /// For whom.
    pub principal: String,
    /// In which of that one's roles; none is all of them.
    pub roles: Vec<String>,
    /// First day.
    pub valid_from: Date,
    /// Last day.
    pub valid_to: Date,
    /// The decision of delegation.
    pub decision: GrantDecision,
}

/// A substitute of an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Substitute {
    /// Its number, to end it by.
    pub number: i64,
    /// Who acts, by login.
    pub login: String,
    /// Who acts, by name.
    pub name: String,
    /// For whom, by login.
    pub principal: String,
    /// For whom, by name.
    pub principal_name: String,
    /// In which roles; none is all of them.
    pub roles: Vec<String>,
    /// First day.
    pub valid_from: Date,
    /// Last day.
    pub valid_to: Date,
    /// The decision of delegation.
    pub decision: Option<GrantDecision>,
    /// When it was given.
    pub given_at: Timestamp,
    /// When it was ended before its last day.
    pub taken_at: Option<Timestamp>,
}

impl Substitute {
    /// Whether it counts on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.taken_at.is_none() && self.valid_from <= day && day <= self.valid_to
    }
}

/// For whom somebody may act today, and at which entities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Principal {
    /// Whom.
    pub user: UserId,
    /// Whom, by login.
    pub login: String,
    /// Whom, by name.
    pub name: String,
    /// Where.
    pub entities: Vec<EntityId>,
}

/// The register of substitutes, as history names it.
const REGISTER: &str = "substitute";

/// Appoints a substitute in the entity at hand, where that takes no second person. Answers the number to end it
/// by.
pub fn appoint_substitute(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    grant: &SubstituteGrant,
) -> Result<i64, Stop<Vec<SubstituteRefusal>>> {
    let login = users::normal(&grant.login);
    let act = Act::new(Permission::UserManage, "substitute.appoint", users::subject(&login));
    cx.write_once(act, key, |tx| {
        two_persons(tx, cx, &SUBSTITUTE_APPOINT, users::subject(&login))?;
        appoint_in(tx, cx, grant)
    })
}

/// The same inside a transaction that has asked for the permission: of a proposal.
pub(crate) fn appoint_in(tx: &mut Tx, cx: &Cx, grant: &SubstituteGrant) -> Result<i64, Stop<Vec<SubstituteRefusal>>> {
    let (login, principal) = (users::normal(&grant.login), users::normal(&grant.principal));
    let reference = checked(cx, grant).map_err(refused)?;
    let (user, whom) = (known(tx, &login)?, known(tx, &principal)?);
    if is_restricted(tx, cx, &login)? {
        return Err(refused(SubstituteRefusal::UserRestricted { login }));
    }
    let person = duty::of_user(tx, user, &login)?;
    if person == duty::of_user(tx, whom, &principal)? {
        return Err(refused(SubstituteRefusal::SamePerson));
    }
    if person == duty::of_cx(tx, cx)? {
        return Err(refused(SubstituteRefusal::OwnAppointment));
    }
    for role in &grant.roles {
        if !is_role(tx, role)? {
            return Err(refused(SubstituteRefusal::RoleUnknown { role: role.clone() }));
        }
    }
    let (from, to) = (grant.valid_from, grant.valid_to);
    let same = params![cx.entity(), user, whom, from, to];
    let held: i64 = tx.one(include_str!("sql/substitute_overlaps.sql"), same, |row| {
        row.get("substitutes")
    })?;
    if 0 < held {
        return Err(refused(SubstituteRefusal::SubstituteHeld));
    }
    kept_apart(tx, cx, (user, &login), whom, grant)?;
    let number = next_number(tx, "substitute")?;
    let row = params![
        number,
        cx.entity(),
        user,
        whom,
        grant.roles.join(" "),
        from,
        to,
        &reference,
        grant.decision.on,
        cx.now,
        cx.actor.user
    ];
    tx.exec(include_str!("sql/appoint_substitute.sql"), row)?;
    let after = json!({
        "login": login, "principal": principal, "roles": grant.roles.join(" "),
        "valid_from": from.to_string(), "valid_to": to.to_string(),
        "decision": reference, "decided_on": grant.decision.on.to_string(),
    });
    history::changed_value(tx, REGISTER, &number.to_string(), None, Some(&after));
    session::renew_all_in(tx, user)?;
    Ok(number)
}

/// Refuses a substitute who would work with what a rule of separation keeps apart from what they do
/// themselves. The operator passes, and that is kept.
fn kept_apart(
    tx: &mut Tx,
    cx: &Cx,
    (user, login): (UserId, &str),
    principal: UserId,
    grant: &SubstituteGrant,
) -> Result<(), Stop<Vec<SubstituteRefusal>>> {
    let held = held_at(tx, cx.entity())?.into_iter();
    let counts = |of: &RoleHeld| {
        let in_time = of.valid_from.is_none_or(|from| from <= grant.valid_to);
        in_time && of.taken_at.is_none() && of.valid_to.is_none_or(|to| grant.valid_from <= to)
    };
    let lent = |of: &RoleHeld| of.user == principal && (grant.roles.is_empty() || grant.roles.contains(&of.role));
    let codes: BTreeSet<String> = held.filter(|of| lent(of) && counts(of)).map(|of| of.role).collect();
    for role in roles(tx)?.into_iter().filter(|role| codes.contains(&role.role)) {
        let permissions = role.permissions.iter().filter(|permission| !permission.governs());
        let permissions = permissions.map(|permission| permission.code().to_owned()).collect();
        let days = (Some(grant.valid_from), Some(grant.valid_to));
        let given = (role.role.as_str(), permissions);
        let Some(rule) = duty::refuse_permissions(tx, cx, (user, login), cx.entity(), given, days)? else {
            continue;
        };
        if !cx.is_operator() {
            let (rule, name) = (rule.rule, rule.name);
            return Err(refused(SubstituteRefusal::KeptApart { rule, name }));
        }
        duty::keep_breach(tx, cx, &rule.rule, None, "substitute.appoint", login)?;
    }
    Ok(())
}

/// Ends a substitute's time in the entity at hand. It counts no more from the next command on.
pub fn end_substitute(cx: &Cx, key: Option<&IdempotencyKey>, number: i64) -> Result<(), Stop<Vec<SubstituteRefusal>>> {
    let act = Act::new(Permission::UserManage, "substitute.end", number.to_string());
    cx.write_once(act, key, |tx| {
        let params = params![cx.entity(), number, cx.now, cx.actor.user];
        if tx.exec(include_str!("sql/end_substitute.sql"), params)? == 0 {
            return Err(refused(SubstituteRefusal::SubstituteUnknown));
        }
        let (before, after) = (json!({ "taken_at": null }), json!({ "taken_at": cx.now_text() }));
        history::changed_value(tx, REGISTER, &number.to_string(), Some(&before), Some(&after));
        let ended = substitutes(tx, &cx.scope)?.into_iter().find(|one| one.number == number);
        if let Some(ended) = ended
            && let Some((user, _)) = users::by_login(tx, &ended.login)?
        {
            session::renew_all_in(tx, user.id)?;
        }
        Ok(())
    })
}

/// Every substitute of the entity at hand, also those whose time has ended, the latest first.
pub fn substitutes(tx: &mut Tx, scope: &Scope) -> Result<Vec<Substitute>, Fault> {
    tx.all(include_str!("sql/substitutes.sql"), params![scope.entity()], substitute)
}

/// For whom a user may act on a day, by name.
pub fn principals(tx: &mut Tx, user: UserId, today: Date) -> Result<Vec<Principal>, Fault> {
    let mut principals: Vec<Principal> = Vec::new();
    tx.each(include_str!("sql/principals.sql"), params![user, today], |row| {
        let whom: UserId = row.get("user_id")?;
        if principals.last().is_none_or(|last| last.user != whom) {
            principals.push(Principal {
                user: whom,
                login: row.get("login")?,
                name: row.get("name")?,
                entities: Vec::new(),
            });
        }
        if let Some(last) = principals.last_mut() {
            last.entities.push(row.get("entity_id")?);
        }
        Ok(())
    })?;
    Ok(principals)
}

impl Cx {
    /// A user at an entity, acting for another. None when nothing is lent there today.
    pub fn of_substitute(
        store: &Store,
        user: UserId,
        principal: UserId,
        entity: EntityId,
        channel: &'static str,
        today: Date,
        now: Timestamp,
    ) -> Result<Option<Self>, Fault> {
        let found = store.read(|tx| lent(tx, user, principal, entity, today))?;
        Ok(found.map(|lent| {
            let actor = Actor {
                user,
                name: both_names(&lent.name, &lent.principal),
                on_behalf_of: Some((principal, lent.principal)),
                role: String::new(),
                channel,
                address: String::new(),
                client: String::new(),
            };
            Self::with_rights(store, actor, rights::union(&lent.roles), entity, today, now)
        }))
    }
}

/// The two names as vouchers and history keep them: the books are in Swedish, whatever the reader's language.
fn both_names(name: &str, principal: &str) -> String {
    format!("{name} för {principal}")
}

/// What is lent to a substitute.
pub(crate) struct Lent {
    name: String,
    principal: String,
    pub(crate) roles: Vec<HeldRole>,
}

/// What is lent to a user by another in an entity on a day; none when it is nothing.
pub(crate) fn lent(
    tx: &mut Tx,
    user: UserId,
    principal: UserId,
    entity: EntityId,
    today: Date,
) -> Result<Option<Lent>, Fault> {
    let mut names = None;
    let (mut every, mut only) = (false, BTreeSet::new());
    let asked = params![user, principal, entity, today];
    tx.each(include_str!("sql/lent_roles.sql"), asked, |row| {
        names = Some((row.get("name")?, row.get("principal")?));
        let roles: String = row.get("roles")?;
        every |= roles.is_empty();
        only.extend(roles.split_whitespace().map(str::to_owned));
        Ok(())
    })?;
    let Some((name, principal_name)) = names else {
        return Ok(None);
    };
    let Some(allowed) = licences::allowed(tx, user, today)? else {
        return Ok(None);
    };
    let Some((_, mut roles)) = rights::held(tx, principal, entity, today)? else {
        return Ok(None);
    };
    roles.retain(|role| every || only.contains(&role.role));
    for role in &mut roles {
        role.permissions
            .retain(|permission| !permission.governs() && allowed.lets(*permission));
    }
    roles.retain(|role| !role.permissions.is_empty());
    Ok((!roles.is_empty()).then_some(Lent {
        name,
        principal: principal_name,
        roles,
    }))
}

/// Whether a user may act for another on a day, at any entity.
pub(crate) fn is_substitute(tx: &mut Tx, user: UserId, principal: UserId, today: Date) -> Result<bool, Fault> {
    let asked = params![user, principal, today];
    let entities: i64 = tx.one(include_str!("sql/is_substitute.sql"), asked, |row| row.get("entities"))?;
    Ok(0 < entities)
}

/// Entities in which a user holds a role on a day, or acts for somebody.
pub(crate) fn entities(
    tx: &mut Tx,
    user: UserId,
    principal: Option<UserId>,
    today: Date,
) -> Result<Vec<EntityId>, Fault> {
    let mut entities: BTreeSet<EntityId> = rights::entities(tx, user, today)?.into_iter().collect();
    if let Some(principal) = principal {
        let asked = params![user, principal, today];
        let lent: Vec<EntityId> = tx.all(include_str!("sql/entities_of_substitute.sql"), asked, |row| {
            row.get("entity_id")
        })?;
        entities.extend(lent);
    }
    Ok(entities.into_iter().collect())
}

fn checked(cx: &Cx, grant: &SubstituteGrant) -> Result<String, SubstituteRefusal> {
    if grant.valid_to < grant.valid_from {
        return Err(SubstituteRefusal::ValidityBackward);
    }
    let days = grant
        .valid_from
        .until(grant.valid_to)
        .map_or(i64::MAX, |span| i64::from(span.get_days()));
    if SUBSTITUTE_DAYS_MAX <= days {
        return Err(SubstituteRefusal::TooLong {
            max: SUBSTITUTE_DAYS_MAX,
        });
    }
    Ok(grant.decision.checked(cx.today)?)
}

fn known(tx: &mut Tx, login: &str) -> Result<UserId, Stop<Vec<SubstituteRefusal>>> {
    users::by_login(tx, login)?.map(|(user, _)| user.id).ok_or_else(|| {
        refused(SubstituteRefusal::UserUnknown {
            login: login.to_owned(),
        })
    })
}

fn refused(refusal: SubstituteRefusal) -> Stop<Vec<SubstituteRefusal>> {
    Stop::Refused(vec![refusal])
}

fn substitute(row: &Row) -> Result<Substitute, Fault> {
    let roles: String = row.get("roles")?;
    Ok(Substitute {
        number: row.get("substitute_id")?,
        login: row.get("login")?,
        name: row.get("name")?,
        principal: row.get("principal")?,
        principal_name: row.get("principal_name")?,
        roles: roles.split_whitespace().map(str::to_owned).collect(),
        valid_from: row.get("valid_from")?,
        valid_to: row.get("valid_to")?,
        decision: decision(row)?,
        given_at: row.get("given_at")?,
        taken_at: row.get("taken_at")?,
    })
}
