//! A canary: somebody whose number and name stand in the books, in a register and in history, and a
//! reader who may everything but see them. Every page, report, file, search and error is asked for, and
//! in the bytes of the answers there is no trace (SEC-22, SEC-19; reliability T07, P16).

use std::collections::BTreeSet;

use axum::http::StatusCode;
use kameral_access::personal::{ProtectionKind, lift, protect};
use kameral_access::{Cx, HashCost, NewUser, Password, Permission, RoleGrant, RoleRow, add_user, give_role, set_roles};
use kameral_base::{Date, EntityId};
use kameral_ledger::commands::change_registers;
use kameral_ledger::model::DimensionValue;
use kameral_ledger::register::Change;
use kameral_ledger::secrecy::{Marked, NewMark, mark, unmark};
use kameral_store::Store;

use crate::agency::{self, PASSWORD};
use crate::pages::world::Browser;

/// Whose number codes a line.
pub const NUMBER: &str = "201701012393";
pub const NAME: &str = "Åsa Kanariesson";
/// A value with protected identity.
const PROTECTED_VALUE: &str = "anst-990017";
const PROTECTED_VALUE_NAME: &str = "Björn Gömdström";
/// A user with protected identity.
pub const LOGIN: &str = "fagel.hemlig";
const USER_NAME: &str = "Fågel Hemligdotter";

/// Rights a reader lacks.
const SEEING: [Permission; 4] = [
    Permission::PersonalRead,
    Permission::ProtectedRead,
    Permission::PersonalManage,
    Permission::SecretRead,
];

pub struct World {
    pub store: Store,
    pub browser: Browser,
}

impl World {
    fn new() -> Self {
        Self::over(agency::empty())
    }

    /// Over a database whose tables are empty still.
    pub fn over(store: Store) -> Self {
        let browser = Browser::over(store.clone());
        let mut world = Self { store, browser };
        let all = Permission::ALL.into_iter();
        let blind = all.clone().filter(|permission| !SEEING.contains(permission));
        world.role("blind", blind.collect());
        world.role("seeing", all.collect());
        world.user("blind", "Blinda Bok", "blind");
        world.user("seeing", "Seende Siv", "seeing");
        world.user(LOGIN, USER_NAME, "blind");
        let value = |position: u8, value: &str, name: &str| Change::Value(DimensionValue::plain(position, value, name));
        let values = [value(6, NUMBER, NAME), value(6, PROTECTED_VALUE, PROTECTED_VALUE_NAME)];
        change_registers(&world.operator(), None, "register", &values).unwrap();
        // She posts while nobody is hidden, as in books that are older than the flags.
        world.enter(LOGIN);
        let line = |value: &str, amount: i64| {
            format!(
                r#"{{"account":"5611","amount_ore":{amount},"dimensions":{{"RESURS":"{value}"}},"text":"Ersättning {NAME}, {}"}}"#,
                "20170101-2393"
            )
        };
        let body = format!(
            r#"{{"vouchers":[{{"date":"2026-03-02","text":"Resa för {NAME}","counterparty":"{PROTECTED_VALUE_NAME}","lines":[{},{},{{"account":"1910","amount_ore":-300}}]}}]}}"#,
            line(NUMBER, 100),
            line(PROTECTED_VALUE, 200),
        );
        let posted = world.browser.json("/api/v1/entities/1098/vouchers", &body);
        assert_eq!(posted.status, StatusCode::CREATED, "{}", posted.html());
        world
    }

    pub fn operator(&self) -> Cx {
        let now = "2026-06-30T08:00:00Z".parse().unwrap();
        Cx::operator(
            self.store.clone(),
            "operator",
            EntityId(1),
            Date::constant(2026, 6, 30),
            now,
        )
    }

    pub fn role(&self, role: &str, permissions: Vec<Permission>) {
        let row = RoleRow {
            role: role.to_owned(),
            name: role.to_owned(),
            name_en: String::new(),
            description: String::new(),
            permissions: permissions
                .iter()
                .map(|permission| permission.code().to_owned())
                .collect(),
        };
        self.store
            .write(|tx| set_roles(tx, std::slice::from_ref(&row)))
            .unwrap();
    }

    pub fn user(&self, login: &str, name: &str, role: &str) {
        let cost = HashCost {
            memory_kib: 8,
            passes: 1,
            lanes: 1,
        };
        let new = NewUser {
            login: login.to_owned(),
            name: name.to_owned(),
            password: Password::new(PASSWORD),
            language: "sv".to_owned(),
        };
        add_user(&self.operator(), None, cost, &new).unwrap();
        let grant = RoleGrant {
            login: login.to_owned(),
            entity: EntityId(1),
            role: role.to_owned(),
            conditions: Vec::new(),
            valid_from: None,
            valid_to: None,
            decision: kameral_access::GrantDecision {
                reference: "dnr 1".to_owned(),
                on: self.operator().today,
            },
        };
        give_role(&self.operator(), None, &grant).unwrap();
    }

    pub fn enter(&mut self, who: &str) {
        self.browser.enter(who);
    }

    pub fn protect(&self) {
        let cx = self.operator();
        let set = |kind, dimension, subject| protect(&cx, None, kind, dimension, subject, "Beslut 2026/17").unwrap();
        set(ProtectionKind::PersonalDimension, "RESURS", "");
        set(ProtectionKind::ProtectedValue, "RESURS", PROTECTED_VALUE);
        set(ProtectionKind::ProtectedUser, "", LOGIN);
    }

    fn traces(&self, addresses: &BTreeSet<String>) -> Vec<String> {
        traces_in(&self.browser, addresses)
    }
}

/// Traces in what a browser is answered, each with where.
pub fn traces_in(browser: &Browser, addresses: &BTreeSet<String>) -> Vec<String> {
    let mut found = Vec::new();
    for address in addresses {
        let accept = if address.starts_with("/api/") {
            "application/json"
        } else {
            "text/html"
        };
        let page = browser.send("GET", address, accept, "", Vec::new());
        assert!(!page.status.is_server_error(), "{address}");
        // One sign a byte, so that every character set is searched alike.
        let mut answer: String = page.body.iter().copied().map(char::from).collect();
        for value in page.headers.values() {
            answer.extend(value.as_bytes().iter().copied().map(char::from));
        }
        for (name, trace) in traces() {
            if answer.contains(&trace) {
                found.push(format!("{address}: {name}"));
            }
        }
    }
    found
}

/// Pieces of what is hidden, in the forms of pages, addresses and files, one sign a byte.
fn traces() -> Vec<(&'static str, String)> {
    let texts = [
        NUMBER,
        "1701012393",
        "170101-2393",
        "Kanariesson",
        PROTECTED_VALUE,
        "Gömdström",
        "G%C3%B6mdstr",
        "Björn",
        LOGIN,
        "Hemligdotter",
        "Fågel",
    ];
    let signs = |bytes: &[u8]| bytes.iter().copied().map(char::from).collect();
    let mut traces: Vec<(&str, String)> = texts.iter().map(|text| (*text, signs(text.as_bytes()))).collect();
    traces.push(("latin 1", signs(b"G\xf6mdstr\xf6m")));
    traces.push(("code page 437", signs(b"G\x94mdstr\x94m")));
    traces
}

/// Every page and every resource that reads, with what leads into it: filters and groups by the
/// dimension, words of searches, forms of files.
fn addresses() -> BTreeSet<String> {
    let pages = kameral::server::pages();
    let pages = pages
        .rows()
        .iter()
        .filter(|row| row.method == "get")
        .map(|row| row.path);
    let api = kameral::api::whole();
    let api = api
        .operations()
        .filter(|(method, _)| *method == "get")
        .map(|(_, path)| path);
    let reports = kameral_reports::Report::ALL.map(kameral_reports::Report::name);
    let slugs = [
        "rabalans",
        "huvudbok",
        "grundbok",
        "kontospecifikation",
        "verifikation",
        "resultatrakning",
    ];
    let mut found = BTreeSet::new();
    for path in pages.chain(api).map(filled) {
        let named: Vec<String> = match path.as_str() {
            "/1098/rapporter/NAME" => slugs.map(|slug| path.replace("NAME", slug)).to_vec(),
            "/api/v1/entities/1098/reports/NAME" => reports.map(|report| path.replace("NAME", report)).to_vec(),
            _ => vec![path],
        };
        for path in named {
            found.extend(asked().iter().map(|asked| format!("{path}{asked}")));
        }
    }
    found
}

/// What the addresses are asked with. What belongs to another page is nothing to most of them.
fn asked() -> Vec<String> {
    let mut asked = vec![String::new()];
    for form in ["", "&format=csv", "&format=json", "&format=text"] {
        asked.push(format!("?period=202601-202612&by=RESURS{form}"));
        asked.push(format!("?period=202601-202612&by=KONTO,RESURS&where=RESURS%3D*{form}"));
        asked.push(format!("?voucher=A-2026-1{form}"));
    }
    for word in ["RESURS", "e", "2"] {
        asked.push(format!(
            "?koddel=RESURS&dimension=RESURS&q={word}&sok={word}&falt=RESURS&field=RESURS"
        ));
    }
    asked
}

fn filled(path: &str) -> String {
    let part = |part: &str| match part {
        "{entity}" => "1098".to_owned(),
        "{draft}" | "{pairing}" | "{version}" | "{line}" => "1".to_owned(),
        "{period}" => "202603".to_owned(),
        "{code}" | "{dimension}" => "RESURS".to_owned(),
        "{name}" => "NAME".to_owned(),
        part if part.starts_with('{') => "A-2026-1".to_owned(),
        part => part.to_owned(),
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// SEC-22, SEC-19: nothing of them in any byte; with the right, and before the flags, they are there.
#[test]
fn sec_22_a_hidden_person_leaves_no_trace() {
    let mut world = World::new();
    let known = addresses();
    world.enter("blind");
    let before = world.traces(&known);
    assert!(
        60 < before.len(),
        "the canary can be seen where nothing is hidden: {}",
        before.len()
    );
    let places = before.iter().filter_map(|told| told.rsplit_once(": "));
    let seen: BTreeSet<String> = places.map(|(place, _)| place.to_owned()).collect();
    world.protect();
    let after = world.traces(&known);
    assert!(after.is_empty(), "{} traces:\n{}", after.len(), after.join("\n"));
    world.enter("seeing");
    // History grows by each of these readings, so how much stands on a page of it is another thing later.
    let (of_history, of_rest): (Vec<String>, Vec<String>) = world
        .traces(&seen)
        .into_iter()
        .partition(|told| told.contains("histor"));
    let rest_before = before.iter().filter(|told| !told.contains("histor")).count();
    assert_eq!(of_rest.len(), rest_before, "who has the right sees");
    assert!(!of_history.is_empty(), "who has the right sees what was done too");
    world.enter(LOGIN);
    let own = world.browser.get("/1098").html().to_owned();
    assert!(
        own.contains(USER_NAME) && !own.contains("Kanariesson"),
        "one's own name is one's own"
    );
}

/// SEC-22: who may not see the number goes on by its pseudonym: filters, opens, codes with it.
#[test]
fn sec_22_a_pseudonym_is_enough_to_work_with() {
    let mut world = World::new();
    world.protect();
    world.enter("blind");
    let values = world.browser.get("/1098/register/koddelar/RESURS");
    let at = values.html().find("person-").expect("a pseudonym");
    let pseudonym = values.html()[at..at + 17].to_owned();
    let body = format!(
        r#"{{"vouchers":[{{"date":"2026-03-03","text":"Mer","lines":[{{"account":"5611","amount_ore":500,"dimensions":{{"RESURS":"{pseudonym}"}}}},{{"account":"1910","amount_ore":-500}}]}}]}}"#
    );
    let posted = world.browser.json("/api/v1/entities/1098/vouchers", &body);
    assert_eq!(posted.status, StatusCode::CREATED, "{}", posted.html());
    let report = format!("/api/v1/entities/1098/reports/trial-balance?period=202603&where=RESURS%3D{pseudonym}");
    let found = world.browser.send("GET", &report, "application/json", "", Vec::new());
    assert_eq!(found.status, StatusCode::OK, "{}", found.html());
    world.enter("seeing");
    let seen = world.browser.send("GET", &report, "application/json", "", Vec::new());
    assert!(
        seen.html().contains("600") && found.html().contains("600"),
        "{}\n{}",
        seen.html(),
        found.html()
    );
    let voucher = world.browser.get("/1098/verifikationer/A-2026-2");
    assert!(voucher.html().contains(NUMBER), "it was posted on the number");
}

/// A protection that is lifted hides nothing, and history tells that it was there.
#[test]
fn a_lifted_protection_hides_nothing_and_stays_in_history() {
    let mut world = World::new();
    world.protect();
    let cx = world.operator();
    lift(&cx, None, true, 1, "Skyddet har upphört").unwrap();
    world.enter("blind");
    let users = world
        .browser
        .send("GET", "/api/v1/entities/1098/users", "application/json", "", Vec::new());
    assert!(users.html().contains("Hemligdotter"));
    let history = world.browser.get("/1098/historik");
    assert!(history.html().contains("protection.set") && history.html().contains("protection.lift"));
}

/// SEC-21: of a voucher that is marked secret amounts and coding are seen, and nothing that it says; its
/// documents are not there. Who has the right sees it, and history tells that they did.
#[test]
fn sec_21_a_secret_voucher_shows_its_amounts_and_says_nothing() {
    let mut world = World::new();
    world.enter("seeing");
    let api = "/api/v1/entities/1098";
    let document = b"Tipset kom fran Anonyma Kallan".to_vec();
    let kept = world.browser.send(
        "POST",
        &format!("{api}/attachments?name=tipset-fran-kallan.txt"),
        "application/json",
        "application/json",
        document,
    );
    assert_eq!(kept.status, StatusCode::CREATED, "{}", kept.html());
    let hash = kept.between("\"sha256\":\"", "\"").to_owned();
    let body = format!(
        r#"{{"vouchers":[{{"date":"2026-03-04","text":"Belöning till uppgiftslämnare","counterparty":"Källan","lines":[{{"account":"5611","amount_ore":77700,"text":"Tipp"}},{{"account":"1910","amount_ore":-77700}}],"attachments":[{{"sha256":"{hash}","name":"tipset-fran-kallan.txt"}}]}}]}}"#
    );
    let posted = world.browser.json(&format!("{api}/vouchers"), &body);
    assert_eq!(posted.status, StatusCode::CREATED, "{}", posted.html());
    let new = NewMark {
        marked: Marked::Voucher,
        subject: "A-2026-2".to_owned(),
        statute: "18 kap. 1 § OSL".to_owned(),
        reason: "Uppgiftslämnarskydd".to_owned(),
        valid_from: Date::constant(2026, 1, 1),
        valid_to: None,
    };
    let addresses: BTreeSet<String> = [
        "/1098/verifikationer",
        "/1098/verifikationer/A-2026-2",
        "/1098/rapporter/grundbok?period=202603",
        "/1098/rapporter/huvudbok?konto=5611&period=202603",
        "/1098/historik",
        "/api/v1/entities/1098/vouchers",
        "/api/v1/entities/1098/vouchers/A-2026-2",
        "/api/v1/entities/1098/reports/journal?period=202603&format=csv",
        "/api/v1/entities/1098/reports/general-ledger?period=202603&format=json",
    ]
    .map(str::to_owned)
    .into();
    let said = ["Belöning", "Källan", "Tipp", "tipset-fran"];
    let seen = |world: &World| -> usize {
        let answers = addresses
            .iter()
            .map(|address| world.browser.send("GET", address, "*/*", "", Vec::new()));
        let told: Vec<String> = answers
            .map(|page| String::from_utf8_lossy(&page.body).into_owned())
            .collect();
        assert!(told[7].contains("777"), "the amount is seen: {}", told[7]);
        told.iter()
            .map(|told| said.iter().filter(|text| told.contains(**text)).count())
            .sum()
    };
    world.enter("blind");
    let before = seen(&world);
    assert!(12 < before, "it is seen before it is marked: {before}");
    let fetched = world
        .browser
        .get(&format!("/1098/verifikationer/A-2026-2/underlag/{hash}"));
    assert_eq!(fetched.status, StatusCode::OK);
    mark(&world.operator(), None, &new).unwrap();
    assert_eq!(seen(&world), 0);
    for address in [
        format!("/1098/verifikationer/A-2026-2/underlag/{hash}"),
        format!("{api}/attachments/{hash}"),
    ] {
        let missing = address.replace(&hash, &"0".repeat(64));
        let (kept, none) = (world.browser.get(&address), world.browser.get(&missing));
        assert_eq!(kept.status, StatusCode::NOT_FOUND, "{address}");
        let without = |page: &crate::pages::world::Page, hash: &str| page.html().replace(hash, "");
        assert_eq!(
            without(&kept, &hash),
            without(&none, &"0".repeat(64)),
            "as if it were not there"
        );
    }
    world.enter("seeing");
    assert_eq!(seen(&world), before, "who has the right sees");
    let history = world.browser.get("/1098/historik");
    assert!(history.html().contains("secrecy.mark") && history.html().contains("secrecy.read"));
    unmark(&world.operator(), None, 1, "Utredningen är klar").unwrap();
    world.enter("blind");
    assert_eq!(seen(&world), before, "lifted");
}

/// GDPR art. 18: a value that is restricted is warned of in new entries, and the reason is kept.
#[test]
fn a_restricted_value_is_warned_of() {
    let mut world = World::new();
    protect(
        &world.operator(),
        None,
        ProtectionKind::RestrictedValue,
        "RESURS",
        PROTECTED_VALUE,
        "Begäran 2026/18",
    )
    .unwrap();
    kameral_ledger::restricted::register(&world.store);
    world.enter("seeing");
    let body = |accepted: &str| {
        format!(
            r#"{{{accepted}"vouchers":[{{"date":"2026-03-05","text":"Lön","lines":[{{"account":"5611","amount_ore":100,"dimensions":{{"RESURS":"{PROTECTED_VALUE}"}}}},{{"account":"1910","amount_ore":-100}}]}}]}}"#
        )
    };
    let address = "/api/v1/entities/1098/vouchers";
    let refused = world.browser.json(address, &body(""));
    assert!(refused.html().contains("value_restricted"), "{}", refused.html());
    let accepted = world
        .browser
        .json(address, &body(r#""accept_warnings":"Rättelse enligt beslut","#));
    assert_eq!(accepted.status, StatusCode::CREATED, "{}", accepted.html());
}
