//! The list of users with their roles, permissions, class and last use, at one agency or for a whole centre
//! (SEC-15, SEC-16, REP-45).

use std::collections::{BTreeMap, BTreeSet};

use kameral_base::{Date, EntityId, Timestamp, UserId};
use kameral_store::{Fault, Stop, Tx, params};
use serde_json::json;

use crate::licences::{INTEGRATION, PERSON};
use crate::{
    Act, Cx, IdempotencyKey, LicenceHolding, LicenceLimit, Permission, RoleHeld, UserClass, UserRefusal, history,
    licence_holdings, licence_numbers, roles, users,
};

/// A user as the list shows one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedUser {
    /// Who.
    pub user: UserId,
    /// By login.
    pub login: String,
    /// By name.
    pub name: String,
    /// Whether the user may sign in.
    pub active: bool,
    /// Whether it is a person; else a robot or an integration, which takes no licence.
    pub is_person: bool,
    /// When the user was last seen, signing in or at work; none for never.
    pub last_used: Option<Timestamp>,
    /// The class that the roles of all the entities take together today; none without roles.
    pub class: Option<UserClass>,
    /// The class of the licence held today.
    pub licence: Option<UserClass>,
    /// What is held where, the entities in their order.
    pub held: Vec<HeldAt>,
}

/// What a user holds at one entity on the day of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldAt {
    /// Where.
    pub entity: EntityId,
    /// The roles held that day.
    pub roles: Vec<RoleHeld>,
    /// What they permit together.
    pub permissions: BTreeSet<Permission>,
}

impl HeldAt {
    /// The class that the roles held here take.
    pub fn class(&self) -> Option<UserClass> {
        UserClass::of(self.permissions.iter().copied())
    }
}

/// How many persons need, hold and may hold a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClassSummary {
    /// Which class.
    pub class: UserClass,
    /// Persons whose roles take it, each once however many entities they work for (SEC-16).
    pub needed: usize,
    /// Persons who hold a licence of it; of the whole installation.
    pub held: usize,
    /// How many may.
    pub number: LicenceLimit,
}

/// Users with a role in any of the entities, now, before or later, and those without a role anywhere.
pub fn listed_users(tx: &mut Tx, entities: &[EntityId], today: Date) -> Result<Vec<ListedUser>, Fault> {
    let permits: BTreeMap<String, Vec<Permission>> = roles(tx)?
        .into_iter()
        .map(|role| (role.role, role.permissions))
        .collect();
    let licences: Vec<LicenceHolding> = licence_holdings(tx)?;
    let licences: BTreeMap<UserId, UserClass> = licences
        .iter()
        .filter(|held| held.holds_on(today))
        .map(|held| (held.user, held.class))
        .collect();
    let mut held: BTreeMap<UserId, Vec<HeldAt>> = BTreeMap::new();
    let mut met: BTreeSet<UserId> = BTreeSet::new();
    for entity in entities {
        for role in crate::held_roles::held_at(tx, *entity)? {
            met.insert(role.user);
            if !role.holds_on(today) {
                continue;
            }
            let at = held.entry(role.user).or_default();
            if at.last().is_none_or(|last| last.entity != *entity) {
                at.push(HeldAt {
                    entity: *entity,
                    roles: Vec::new(),
                    permissions: BTreeSet::new(),
                });
            }
            if let Some(last) = at.last_mut() {
                last.permissions.extend(permits.get(&role.role).into_iter().flatten());
                last.roles.push(role);
            }
        }
    }
    let all = tx.all(include_str!("sql/listed_users.sql"), params![], |row| {
        let user: UserId = row.get("user_id")?;
        let held_anywhere: i64 = row.get("grants")?;
        let (seen, signed_in): (Option<Timestamp>, Option<Timestamp>) = (row.get("seen_at")?, row.get("signed_in_at")?);
        let listed = ListedUser {
            user,
            login: row.get("login")?,
            name: row.get("name")?,
            active: row.get("active")?,
            is_person: row.get::<String>("kind")? == PERSON,
            last_used: seen.max(signed_in),
            class: None,
            licence: licences.get(&user).copied(),
            held: Vec::new(),
        };
        Ok((held_anywhere == 0, listed))
    })?;
    let listed = all
        .into_iter()
        .filter(|(is_new, user)| *is_new || met.contains(&user.user));
    Ok(listed
        .map(|(_, user)| {
            let held = held.remove(&user.user).unwrap_or_default();
            ListedUser {
                class: held.iter().filter_map(HeldAt::class).max(),
                held,
                ..user
            }
        })
        .collect())
}

/// Each class against its number on a day, of the users that are listed.
pub fn class_summary(tx: &mut Tx, listed: &[ListedUser], today: Date) -> Result<Vec<ClassSummary>, Fault> {
    let numbers = licence_numbers(tx)?;
    let holdings = licence_holdings(tx)?;
    let summary = |class: UserClass| {
        let of_class = numbers.iter().filter(|number| number.class == class);
        let numbers: Vec<_> = of_class.map(|number| (number.valid_from, number.persons)).collect();
        let needs = |user: &&ListedUser| user.is_person && user.active && user.class == Some(class);
        let holds = |held: &&LicenceHolding| held.class == class && held.holds_on(today);
        ClassSummary {
            class,
            needed: listed.iter().filter(needs).count(),
            held: holdings.iter().filter(holds).count(),
            number: crate::licence_count::limit_on(&numbers, today),
        }
    };
    Ok(UserClass::ALL.map(summary).to_vec())
}

/// Of these entities, those where the actor manages users: what a list for a whole centre holds.
pub fn managed_entities(tx: &mut Tx, cx: &Cx, entities: &[EntityId]) -> Result<Vec<EntityId>, Fault> {
    let mut managed = Vec::new();
    for entity in entities {
        if cx.governs_at(tx, *entity, Permission::UserManage)? {
            managed.push(*entity);
        }
    }
    Ok(managed)
}

/// Says whether a user is a person, or a robot or an integration (DEF-09), which takes no licence, signs in no more
/// and acts by its tokens alone: a person is not freed from the number of licences by being called something else.
pub fn set_is_person(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    login: &str,
    is_person: bool,
) -> Result<(), Stop<Vec<UserRefusal>>> {
    let login = users::normal(login);
    let act = Act::new(Permission::UserManage, "user.set_kind", users::subject(&login));
    cx.write_once(act, key, |tx| {
        let user = users::managed(tx, cx, &login)?;
        let kind = if is_person { PERSON } else { INTEGRATION };
        let before: String = tx.one(include_str!("sql/user_kind.sql"), params![user.id], |row| {
            row.get("kind")
        })?;
        tx.exec(include_str!("sql/set_user_kind.sql"), params![user.id, kind])?;
        if !is_person {
            tx.exec(include_str!("sql/end_sessions.sql"), params![user.id])?;
        }
        let (before, after) = (json!({ "kind": before }), json!({ "kind": kind }));
        history::changed_value(tx, users::REGISTER, &login, Some(&before), Some(&after));
        Ok(())
    })
}
