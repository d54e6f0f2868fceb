//! The demo's users: one for each role, a second accountant to hand drafts to, and a second clerk of sub-ledgers, for
//! what takes two.

use kameral_access::{
    Cx, GrantDecision, HashCost, NewUser, Password, RoleGrant, RoleRow, add_user, give_role, set_roles,
};
use kameral_base::{EntityId, UserId};
use kameral_ledger::model::RuleSet;
use kameral_ledger::standard;
use kameral_store::Store;
use serde::Deserialize;

use crate::data::rows;
use crate::fault::DemoFault;

/// Somebody who may sign in to the demo. The password is printed at start and shown on the sign-in
/// page: it protects nothing, because there is nothing to protect.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct DemoUser {
    /// What to sign in with.
    pub login: String,
    /// An invented name.
    pub name: String,
    /// The password.
    pub password: String,
    /// Code of the role.
    pub role: String,
    /// Dimension of the rows the role shows; empty for all.
    dimension: String,
    /// What its values must match.
    pattern: String,
    /// Whether the role is held in the foundation too.
    foundation: Option<bool>,
}

/// Everybody, in the order of the roles. The first of each role is the one to show.
pub fn users() -> Vec<DemoUser> {
    rows!("users.csv")
}

/// Loads the standard roles and makes the users with theirs. `at` is the agency, `also` the
/// foundation; `cx` the operator at the installation.
pub(crate) fn make(store: &Store, cx: &Cx, at: EntityId, also: EntityId) -> Result<(), DemoFault> {
    let standard = standard::roles(RuleSet::State)?;
    let roles: Vec<RoleRow> = standard
        .into_iter()
        .map(|role| RoleRow {
            role: role.role,
            name: role.name,
            name_en: role.name_en,
            description: role.description,
            permissions: role.permissions,
        })
        .collect();
    store.write(|tx| set_roles(tx, &roles)).map_err(DemoFault::stopped)?;
    for user in users() {
        let new = NewUser {
            login: user.login.clone(),
            name: user.name.clone(),
            password: Password::new(user.password.clone()),
            language: "sv".to_owned(),
        };
        add_user(cx, None, HashCost::OWASP, &new).map_err(DemoFault::stopped)?;
        let here = Cx::operator(store.clone(), &cx.actor.name, at, cx.today, cx.now);
        grant(&here, &user, at, true)?;
        if user.foundation == Some(true) {
            let there = Cx::operator(store.clone(), &cx.actor.name, also, cx.today, cx.now);
            grant(&there, &user, also, false)?;
        }
    }
    Ok(())
}

fn grant(cx: &Cx, user: &DemoUser, entity: EntityId, conditioned: bool) -> Result<(), DemoFault> {
    let condition = (conditioned && !user.dimension.is_empty()).then(|| (user.dimension.clone(), user.pattern.clone()));
    let grant = RoleGrant {
        login: user.login.clone(),
        entity,
        role: user.role.clone(),
        conditions: condition.into_iter().collect(),
        valid_from: None,
        valid_to: None,
        decision: GrantDecision {
            reference: "demo".to_owned(),
            on: cx.today,
        },
    };
    give_role(cx, None, &grant).map(|_| ()).map_err(DemoFault::stopped)
}

/// Number of a user in the register, by login.
pub(crate) fn number(store: &Store, cx: &Cx, login: &str) -> Result<UserId, DemoFault> {
    let all = store.read(|tx| kameral_access::users(tx, &cx.scope))?;
    let found = all.into_iter().find(|user| user.login == login).map(|user| user.id);
    found.ok_or_else(|| DemoFault::Refused(format!("no user {login}")))
}
