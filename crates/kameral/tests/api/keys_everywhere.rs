//! Every route that changes something takes a key of the client's own, and keeps its promise: the
//! same request twice has one effect, another request with the same key none (reliability rule 2).

pub mod examples;

use std::collections::BTreeSet;

use kameral_access::duty::load_standard;
use kameral_access::history::is_reading;
use kameral_access::proposal::{NewProposal, accept, find, propose};
use kameral_access::{Cx, HashCost, NewUser, Password, Permission, RoleGrant, add_robot, add_user, give_role};
use kameral_base::{Date, EntityId};
use kameral_ledger::standard;
use kameral_store::testing::each_migrated;
use kameral_store::{Stop, Store};
use serde_json::Value;

use crate::api::world::{Answered, World};
use examples::{BEFORE, EXAMPLES, Example, INVOICE, PAYMENT, RENT};

/// Routes that change nothing though they do not read: they take no key.
const HARMLESS: [&str; 3] = [
    "post /api/v1/entities/{entity}/check",
    "post /api/v1/entities/{entity}/tdb/rejects",
    "post /api/v1/sign-in",
];

impl Example {
    fn method(&self) -> String {
        self.route.split(' ').next().unwrap().to_uppercase()
    }

    /// The route as the document names it.
    fn documented(&self) -> String {
        let (method, path) = self.route.split_once(' ').unwrap();
        format!("{method} {}", below_entity(path).replace("1098", "{entity}"))
    }

    pub fn send(&self, world: &World, (address, body): (&str, &str), key: &str) -> Answered {
        let media_type = if address.starts_with("files/vouchers") {
            "text/csv"
        } else {
            ""
        };
        let headers = [("idempotency-key", key), ("content-type", media_type)];
        let address = below_entity(address);
        world.ask(self.who, &self.method(), &address, &headers, filled(body).into_bytes())
    }
}

fn below_entity(path: &str) -> String {
    if path.starts_with('/') {
        path.to_owned()
    } else {
        format!("/api/v1/entities/1098/{path}")
    }
}

pub fn filled(text: &str) -> String {
    text.replace("{rent}", RENT)
        .replace("{invoice}", INVOICE)
        .replace("{payment}", PAYMENT)
}

/// Method and path of every route that does not read, and whether it takes a key.
fn changing_routes() -> Vec<(String, bool)> {
    let document: Value = serde_json::from_str(kameral::api::document_text()).unwrap();
    let mut routes = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, told) in item.as_object().unwrap() {
            if ["parameters", "get"].contains(&method.as_str()) {
                continue;
            }
            let parameters = told["parameters"].as_array().into_iter().flatten();
            let keyed = parameters.filter(|told| told["name"] == "Idempotency-Key" && told["in"] == "header");
            routes.push((format!("{method} {path}"), keyed.count() == 1));
        }
    }
    routes
}

/// No route that changes something is without the header, and none is without an example below: so
/// the next one cannot forget it.
#[test]
fn every_route_that_changes_something_takes_a_key_and_is_tried() {
    let keyless: Vec<String> = changing_routes()
        .into_iter()
        .filter(|(_, keyed)| !keyed)
        .map(|(route, _)| route)
        .collect();
    assert_eq!(keyless, HARMLESS);
    let keyed: BTreeSet<String> = changing_routes()
        .into_iter()
        .filter(|(_, keyed)| *keyed)
        .map(|(route, _)| route)
        .collect();
    let tried: BTreeSet<String> = EXAMPLES.iter().map(Example::documented).collect();
    assert_eq!(tried, keyed);
}

/// Each of them, on both engines: sent twice it is answered alike and done once, and history has one
/// line of what was done and one of what was not.
#[test]
fn a_request_sent_twice_is_done_once() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        let world = World::on(store.clone());
        two_administrators(store);
        let before = world.play(&filled(BEFORE));
        assert!(!before.contains(": 4"), "{before}");
        for (number, example) in EXAMPLES.iter().enumerate() {
            sent_twice(&world, example, &format!("key-{number}"));
        }
    });
}

/// Another administrator, so that there is somebody to decide on proposals, and an exception that the
/// operator proposed and she accepted.
pub fn two_administrators(store: &Store) {
    let (today, now) = (Date::constant(2026, 6, 30), "2026-06-30T08:00:00Z".parse().unwrap());
    let operator = Cx::operator(store.clone(), "operator", EntityId(1), today, now);
    let new = NewUser {
        login: "ulla".to_owned(),
        name: "ulla".to_owned(),
        password: Password::new("en lång hemlighet för prov"),
        language: "sv".to_owned(),
    };
    let cheap = HashCost {
        memory_kib: 8,
        passes: 1,
        lanes: 1,
    };
    let user = add_user(&operator, None, cheap, &new).unwrap().id;
    let grant = RoleGrant {
        login: "ulla".to_owned(),
        entity: EntityId(1),
        role: "system_administrator".to_owned(),
        conditions: Vec::new(),
        valid_from: None,
        valid_to: None,
        decision: kameral_access::GrantDecision {
            reference: "dnr 1".to_owned(),
            on: operator.today,
        },
    };
    give_role(&operator, None, &grant).unwrap();
    // Suppliers and customers are kept by who keeps sub-ledgers.
    let subledgers = RoleGrant {
        login: "eva".to_owned(),
        role: "subledger_administrator".to_owned(),
        ..grant.clone()
    };
    give_role(&operator, None, &subledgers).unwrap();
    add_robot(&operator, None, "lonesystemet", "Lönesystemet").unwrap();
    let grant = RoleGrant {
        login: "lonesystemet".to_owned(),
        role: "controller".to_owned(),
        ..grant
    };
    give_role(&operator, None, &grant).unwrap();
    let rules = standard::duty_rules().unwrap();
    let payments: Vec<_> = rules
        .into_iter()
        .filter(|rule| rule.rule == "payment_approve")
        .collect();
    let loaded: Result<usize, Stop<std::convert::Infallible>> =
        store.write(|tx| Ok(load_standard(tx, &payments, &[], now)?));
    loaded.unwrap();
    let exception = NewProposal {
        kind: "duty.exception".to_owned(),
        content: r#"{"rule":"payment_approve","login":"bo","valid_from":"2026-06-30","valid_to":"2026-12-31","control":"Chefen granskar"}"#.to_owned(),
        reason: "Semester".to_owned(),
        valid_to: None,
    };
    let number = propose(&operator, None, &exception).unwrap();
    let ulla = Cx::of_user(store, user, EntityId(1), "web", today, now)
        .unwrap()
        .unwrap();
    let found = ulla.read(Permission::UserManage, |tx| find(tx, &ulla, number));
    accept(&ulla, None, number, &found.unwrap().unwrap().hash(), "").unwrap();
}

fn sent_twice(world: &World, example: &Example, key: &str) {
    let route = example.route;
    let request = (example.address, example.body);
    let since = history(world).last().map_or(0, |line| line["seq"].as_i64().unwrap());
    let look = || {
        world
            .ask(example.who, "GET", &below_entity(example.seen), &[], Vec::new())
            .body
    };
    let unseen = look();
    let first = example.send(world, request, key);
    assert!(
        first.status.is_success(),
        "{route}: {}",
        String::from_utf8_lossy(&first.body)
    );
    let seen = look();
    let again = example.send(world, request, key);
    assert_eq!((again.status, &again.body), (first.status, &first.body), "{route}");
    assert_eq!(look(), seen, "{route}: the second had an effect");
    let reused = example.send(world, example.other, key);
    let told = String::from_utf8_lossy(&reused.body).into_owned();
    assert!(
        reused.status == 422 && told.contains("\"key_reused\""),
        "{route}: {told}"
    );
    assert_eq!(look(), seen, "{route}: another request had an effect");
    // Who has no second factor is freed of none.
    let invisible = [
        "post /api/v1/entities",
        "post attachments",
        "delete users/{login}/factors",
    ];
    assert!(
        invisible.contains(&route) || unseen != seen,
        "{route}: nothing was done"
    );
    let told: Vec<String> = history(world)
        .into_iter()
        .filter(|line| since < line["seq"].as_i64().unwrap())
        .filter(|line| !is_reading(line["command"].as_str().unwrap()))
        .map(|line| format!("{} {}", line["outcome"], line["detail"]).replace('"', ""))
        .collect();
    assert_eq!(told, ["accepted ", "repeated ", "refused key_reused"], "{route}");
    tells_before_and_after(world, route, since);
}

/// Routes that keep documents, vouchers and drafts; what those were is kept with them.
const NO_REGISTER: [&str; 29] = [
    "delete users/{login}/sessions",
    "delete users/{login}/factors",
    "post vouchers",
    "post vouchers/{number}/reversal",
    "post vouchers/{number}/recoding",
    "post vouchers/{number}/annulment",
    "post drafts",
    "put drafts/{draft}",
    "delete drafts/{draft}",
    "post drafts/{draft}/parking",
    "post drafts/{draft}/taking",
    "post drafts/{draft}/handover",
    "post drafts/{draft}/posting",
    "put templates/{template}",
    "delete templates/{template}",
    "post attachments",
    "post charges",
    "post pairings",
    "delete pairings/{pairing}",
    "post files/vouchers",
    "post files/sie",
    "post hermes",
    "post tdb",
    "post feeders/{feeder}/files",
    "post transfers/{period}",
    "post closings/{year}",
    "post allocation-runs",
    "post calculation-differences",
    "post allocation-proposals",
];

/// SEC-17: a command that changes a register leaves what stood there and what stands there now.
fn tells_before_and_after(world: &World, route: &str, since: i64) {
    if NO_REGISTER.contains(&route) {
        return;
    }
    let entity = kameral_base::EntityId(1);
    let page = world.store.read(|tx| {
        tx.for_entities(&[entity])?;
        kameral_access::history::sealed_after(tx, entity, since)
    });
    let lines = page.unwrap().lines;
    let accepted = lines
        .iter()
        .find(|line| line.outcome == "accepted" && !is_reading(&line.command));
    let changes = accepted.map(|line| line.changes.len()).unwrap_or_default();
    assert_ne!(changes, 0, "{route}: history has no before and after");
}

/// The latest lines of history, oldest first.
fn history(world: &World) -> Vec<Value> {
    let answered = world.ask("eva", "GET", "/api/v1/entities/1098/history?limit=50", &[], Vec::new());
    let mut lines = answered.json()["lines"].as_array().unwrap().clone();
    lines.reverse();
    lines
}
