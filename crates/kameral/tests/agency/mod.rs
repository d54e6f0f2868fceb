//! A small agency, `1098`, the foundation `2098` where nobody here has a role, and three people who
//! sign in: what stories about the program's answers begin from.

use std::sync::Arc;

use axum::Router;
use kameral_access::{
    Cx, GrantDecision, HashCost, NewUser, Password, RoleGrant, RoleRow, add_user, give_role, installation_key,
    set_roles,
};
use kameral_base::{Date, EntityId, Timestamp};
use kameral_ledger::commands::{NewEntity, init_entity};
use kameral_ledger::model::RuleSet;
use kameral_ledger::standard;
use kameral_site::Site;
use kameral_store::Store;

/// Password of everybody.
pub const PASSWORD: &str = "en lång hemlighet för prov";

/// People and the role each holds at `1098`: she posts, he reads, and one manages the system.
pub const PEOPLE: [(&str, &str); 3] = [
    ("eva", "controller"),
    ("bo", "budget_holder"),
    ("sys", "system_administrator"),
];

pub fn now() -> Timestamp {
    "2026-06-30T08:00:00Z".parse().unwrap()
}

pub fn today() -> Date {
    Date::constant(2026, 6, 30)
}

/// A database that has its tables and nothing in them.
pub fn empty() -> Store {
    kameral_store::testing::sqlite_migrated(&kameral::MIGRATIONS)
}

/// The program's routes on a database that has nothing in its tables yet.
pub fn router(store: Store) -> Router {
    router_with(store, false)
}

/// The same, of a server that tells browsers to come over TLS only, or does not.
pub fn router_with(store: Store, hsts: bool) -> Router {
    kameral::server::app(Arc::new(Site { hsts, ..site(store) }))
}

/// What its routes share, with the agency in its tables.
pub fn site(store: Store) -> Site {
    installation_key::use_memory(&store).unwrap();
    people(&store);
    Site {
        clock: now,
        hash_cost: HashCost {
            memory_kib: 8,
            passes: 1,
            lanes: 1,
        },
        ..kameral::server::site(store, false, Vec::new())
    }
}

/// The agency, the foundation and the people, in a database that has its tables.
pub fn people(store: &Store) {
    let operator = |entity: EntityId| Cx::operator(store.clone(), "operator", entity, today(), now());
    let entity = |code: &str, name: &str, rules: RuleSet| {
        let new = NewEntity {
            code: code.to_owned(),
            name: name.to_owned(),
            org_number: "202100-5026".to_owned(),
            rules,
        };
        init_entity(&operator(EntityId(0)), None, &new, &standard::changes(rules).unwrap())
            .unwrap()
            .id
    };
    let agency = entity("1098", "Strandskyddsnämnden", RuleSet::State);
    entity("2098", "Stiftelsen", RuleSet::Municipal);
    let roles: Vec<RoleRow> = standard::roles(RuleSet::State)
        .unwrap()
        .into_iter()
        .map(|role| RoleRow {
            role: role.role,
            name: role.name,
            name_en: role.name_en,
            description: role.description,
            permissions: role.permissions,
        })
        .collect();
    store.write(|tx| set_roles(tx, &roles)).unwrap();
    let cx = operator(agency);
    for (login, role) in PEOPLE {
        let new = NewUser {
            login: login.to_owned(),
            name: login.to_owned(),
            password: Password::new(PASSWORD),
            language: "sv".to_owned(),
        };
        add_user(
            &cx,
            None,
            HashCost {
                memory_kib: 8,
                passes: 1,
                lanes: 1,
            },
            &new,
        )
        .unwrap();
        let grant = RoleGrant {
            login: login.to_owned(),
            entity: agency,
            role: role.to_owned(),
            conditions: Vec::new(),
            valid_from: None,
            valid_to: None,
            decision: GrantDecision {
                reference: "dnr 1".to_owned(),
                on: today(),
            },
        };
        give_role(&cx, None, &grant).unwrap();
    }
}
