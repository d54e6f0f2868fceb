//! People who hold their roles for some rows only, in the world of the ledger's stories.

#![allow(dead_code, reason = "each test file uses a part")]

use kameral_access::{
    Cx, GrantDecision, HashCost, NewUser, Password, RoleGrant, RoleRefusal, RoleRow, SubstituteGrant, add_user,
    appoint_substitute, give_role, set_roles, users,
};
use kameral_base::{Pattern, UserId};
use kameral_ledger::model::{Base, DimensionValue, Hierarchy, HierarchyNode, Method, PostingRule, PostingRuleLine};
use kameral_ledger::model::{Taken, Trigger, WHOLE};
use kameral_ledger::register::Change;
use kameral_store::Stop;

use crate::world::World;

/// Does everything that writes vouchers and values.
const WRITER: [&str; 12] = [
    "books.read",
    "report.run",
    "voucher.draft",
    "voucher.post",
    "voucher.correct",
    "account.reconcile",
    "file.import",
    "project.edit",
    "register.edit",
    "rule.edit",
    "period.manage",
    "secret.read",
];

/// The operator, whoever acts now.
pub fn operator(world: &World) -> Cx {
    let cx = &world.cx;
    Cx::operator(cx.store.clone(), "operator", cx.entity(), cx.today, cx.now)
}

/// Roles: who writes and reads, who only reads, who only posts, who only adds projects.
pub fn roles(world: &World) {
    let role = |role: &str, permissions: &[&str]| RoleRow {
        role: role.to_owned(),
        name: role.to_owned(),
        name_en: String::new(),
        description: String::new(),
        permissions: permissions.iter().map(ToString::to_string).collect(),
    };
    let rows = [
        role("writer", &WRITER),
        role("reader", &["books.read", "report.run"]),
        role("poster", &["voucher.post"]),
        role("projects", &["books.read", "project.edit"]),
    ];
    let set: Result<(), Stop<Vec<RoleRefusal>>> = world.store.write(|tx| set_roles(tx, &rows));
    set.expect("the roles are set");
}

/// Somebody new: roles, each with the conditions it is held under, `writer ORG=11* PROJ=P1`.
pub fn person(world: &World, login: &str, held: &[&str]) {
    let new = NewUser {
        login: login.to_owned(),
        name: login.to_owned(),
        password: Password::new("korrekt-häst-batteri"),
        language: "sv".to_owned(),
    };
    let cheap = HashCost {
        memory_kib: 8,
        passes: 1,
        lanes: 1,
    };
    add_user(&world.cx, None, cheap, &new).expect("a new user");
    for role in held {
        give(world, login, role);
    }
}

/// Gives a role; answers its number.
pub fn give(world: &World, login: &str, held: &str) -> i64 {
    let mut words = held.split_whitespace();
    let grant = RoleGrant {
        login: login.to_owned(),
        entity: world.cx.entity(),
        role: words.next().expect("a role").to_owned(),
        conditions: words
            .map(|word| word.split_once('=').expect("a condition"))
            .map(|(dimension, pattern)| (dimension.to_owned(), pattern.to_owned()))
            .collect(),
        valid_from: None,
        valid_to: None,
        decision: decision(world),
    };
    give_role(&world.cx, None, &grant).expect("a role is given")
}

fn decision(world: &World) -> GrantDecision {
    GrantDecision {
        reference: "dnr 1".to_owned(),
        on: world.cx.today,
    }
}

/// Lets one act for another today.
pub fn substitute(world: &World, login: &str, principal: &str) {
    let grant = SubstituteGrant {
        login: login.to_owned(),
        principal: principal.to_owned(),
        roles: Vec::new(),
        valid_from: world.cx.today,
        valid_to: world.cx.today,
        decision: decision(world),
    };
    appoint_substitute(&world.cx, None, &grant).expect("a substitute is appointed");
}

fn user(operator: &Cx, login: &str) -> UserId {
    let all = operator.store.read(|tx| users(tx, &operator.scope)).expect("users");
    all.into_iter().find(|user| user.login == login).expect("a user").id
}

/// The surroundings of somebody: `eva`, or `sub for eva`.
pub fn cx_of(world: &World, who: &str) -> Cx {
    let operator = operator(world);
    if who == "operator" {
        return operator;
    }
    let (login, principal) = who
        .split_once(" for ")
        .map_or((who, None), |(login, principal)| (login, Some(principal)));
    let (entity, today, now) = (operator.entity(), operator.today, operator.now);
    let id = user(&operator, login);
    let cx = match principal {
        None => Cx::of_user(&world.store, id, entity, "web", today, now),
        Some(principal) => {
            let principal = user(&operator, principal);
            Cx::of_substitute(&world.store, id, principal, entity, "web", today, now)
        }
    };
    cx.expect("the database answers").expect("somebody with a role")
}

/// A tree over units in which 11* lies below the coast, projects with who answers for them, a rule that
/// covers what stands on 19321 with a line on unit 100, and a rule that keeps projects from fees.
pub fn registers(world: &World) {
    let pattern = |text: &str| Pattern::parse(text).expect("a correct pattern");
    let node = |node: &str, parent: Option<&str>, leaf: Option<&str>| HierarchyNode {
        node: node.to_owned(),
        parent: parent.map(str::to_owned),
        name: node.to_owned(),
        leaf: leaf.map(pattern),
        valid_from: None,
        valid_to: None,
    };
    let project = |value: &str, responsible: &str| {
        let mut project = DimensionValue::plain(3, value, value);
        let attributes = project.attributes.as_object_mut().expect("attributes by name");
        attributes.insert("responsible".to_owned(), responsible.into());
        Change::Value(project)
    };
    let line = |account: &str, share| PostingRuleLine {
        account: Taken::Fixed(account.to_owned()),
        values: vec![("ORG".to_owned(), Taken::Fixed("100".to_owned()))],
        share,
    };
    let rule = PostingRule {
        rule: "cover".to_owned(),
        version: 1,
        name: "Täckning".to_owned(),
        name_en: "Covering".to_owned(),
        order: 10,
        active: true,
        method: Method::Transaction,
        base: Base::Line,
        when: Trigger::on(pattern("19321")),
        lines: vec![line("5012", WHOLE), line("2050", -WHOLE)],
        valid_from: None,
        valid_to: None,
        text_sv: String::new(),
        text_en: String::new(),
    };
    world.change(&[
        Change::Hierarchy(Hierarchy {
            hierarchy: "TREE".to_owned(),
            dimension: "ORG".to_owned(),
            name: "Organisation".to_owned(),
            name_en: String::new(),
            nodes: vec![
                node("allt", None, Some("1*,2*")),
                node("kust", Some("allt"), Some("11*")),
            ],
        }),
        project("P1", "lea"),
        project("P2", "bo"),
        Change::PostingRule(rule),
    ]);
}
