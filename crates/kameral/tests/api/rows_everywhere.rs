//! Every route that changes something, tried by two who hold every permission for some rows only: what is
//! done of the examples by who holds it for every row, is not done by them (SEC-02, SEC-03, SEC-09, decision
//! 0032). None of the examples lies in unit 12*.

use kameral_access::{Cx, GrantDecision, HashCost, NewUser, Password, Permission, RoleGrant, RoleRow, add_user};
use kameral_access::{give_role, set_roles};
use kameral_base::{Date, EntityId};
use kameral_store::Store;
use kameral_store::testing::each_migrated;

use crate::agency::{PASSWORD, now};
use crate::api::keys_everywhere::examples::{BEFORE, EXAMPLES, Example};
use crate::api::keys_everywhere::{filled, two_administrators};
use crate::api::world::World;

/// The condition both hold their role under.
const UNIT: (&str, &str) = ("ORG", "12*");

/// `skriver` reads the whole agency and writes for the unit; `enhet` holds everything for the unit.
const LIMITED: [(&str, bool); 2] = [("skriver", true), ("enhet", false)];

/// Permissions whose acts are of rows of the books, or of what holds for every row of them.
const OF_ROWS: [&str; 12] = [
    "voucher.draft",
    "voucher.post",
    "voucher.correct",
    "account.reconcile",
    "file.import",
    "project.edit",
    "party.edit",
    "register.edit",
    "rule.edit",
    "setting.edit",
    "period.manage",
    "closing.lead",
];

/// Routes that write nothing with a coding: whose they are decides, and a document is not parted by rows.
const OF_NO_ROWS: [&str; 9] = [
    "delete drafts/{draft}",
    "post drafts/{draft}/parking",
    "post drafts/{draft}/taking",
    "post drafts/{draft}/handover",
    "delete templates/{template}",
    "post attachments",
    // A draft that is another's is refused as such; a story below has the own ones.
    "put drafts/{draft}",
    "post drafts/{draft}/posting",
    // A condition on units says nothing of projects; one on projects is of the ledger's stories.
    "put projects/{project}",
];

/// Where an example lies within, or says nothing of a unit yet, what lies beyond: its address and body.
const BEYOND: [(&str, &str, &str); 3] = [
    (
        "put dimensions/{code}/values/{value}",
        "dimensions/ORG/values/800",
        r#"{"name":"Deras"}"#,
    ),
    ("post drafts", "drafts", r#"{"voucher":{theirs}}"#),
    ("put templates/{template}", "templates/hyra", r#"{"voucher":{theirs}}"#),
];

/// Rent of a unit that neither writes for.
const THEIRS: &str = r#"{"date":"2026-03-02","text":"Hyra","lines":[{"account":"5611","amount_ore":50000,"dimensions":{"ORG":"800"}},{"account":"1910","amount_ore":-50000}]}"#;

/// Whether a route is of rows, by what its door asks for.
fn is_of_rows(example: &Example) -> bool {
    let (method, path) = example.route.split_once(' ').unwrap();
    let path = if path.starts_with('/') {
        path.replace("1098", "{entity}")
    } else {
        format!("/api/v1/entities/{{entity}}/{path}")
    };
    let api = kameral::api::whole();
    let mut doors = api.doors();
    let found = doors.find(|(of, at, _)| of.eq_ignore_ascii_case(method) && *at == path);
    let (_, _, needs) = found.unwrap_or_else(|| panic!("{} has a door", example.route));
    let told = needs.told();
    let asked = |code: &&str| told.split([' ', ',']).any(|word| word == *code);
    OF_ROWS.iter().any(asked) && !OF_NO_ROWS.contains(&example.route) && !example.route.contains("proposals")
}

#[test]
fn who_holds_a_permission_for_some_rows_writes_no_others() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        let mut world = World::on(store.clone());
        two_administrators(store);
        people(store);
        for (login, _) in LIMITED {
            world.sign_in(login);
        }
        let their_unit = "\n    eva PUT dimensions/ORG/values/800 {\"name\":\"Deras\"}\n";
        let before = world.play(&(filled(BEFORE) + their_unit));
        assert!(!before.contains(": 4"), "{before}");
        let (mut wrong, mut tried) = (Vec::new(), 0);
        for (number, example) in EXAMPLES.iter().enumerate() {
            if is_of_rows(example) {
                tried += 1;
                for (login, reads_all) in LIMITED {
                    wrong.extend(refused(&world, example, login, reads_all));
                }
            }
            // Three roles more were given here before hers.
            let address = match example.address {
                "users/siv/roles/7" => "users/siv/roles/10",
                address => address,
            };
            let done = example.send(&world, (address, example.body), &format!("rows-{number}"));
            let told = String::from_utf8_lossy(&done.body);
            assert!(done.status.is_success(), "{}: {told}", example.route);
        }
        assert!(wrong.is_empty(), "{} answers:\n{}", wrong.len(), wrong.join("\n"));
        assert!(40 < tried, "{tried} routes were tried");
    });
}

/// What is wrong with how a limited holder is answered, if anything: they are refused, and who reads the whole
/// agency is told for which rows the permission is held.
fn refused(world: &World, example: &Example, login: &'static str, reads_all: bool) -> Option<String> {
    let by = Example { who: login, ..*example };
    let key = format!("{login}-{}", example.route.replace(' ', "-"));
    let beyond = BEYOND.iter().find(|(route, ..)| *route == example.route);
    let (address, body) = match beyond {
        Some((_, address, body)) => (*address, body.replace("{theirs}", THEIRS)),
        None => (example.address, example.body.to_owned()),
    };
    let answered = by.send(world, (address, &body), &key);
    let told = String::from_utf8_lossy(&answered.body).into_owned();
    let says_why = told.contains("ORG=12*");
    let status = answered.status.as_u16();
    let hidden = !reads_all && (status == 403 || told.contains("voucher_unknown"));
    let is_refused = matches!(status, 403 | 422) && (says_why || hidden);
    (!is_refused).then(|| format!("{login}: {}: {status} {told}", example.route))
}

/// SEC-02: a draft of one's own takes no line beyond, and one within is posted; the refusal stands at its line
/// and says for which rows the role is held.
#[test]
fn one_s_own_draft_lies_within() {
    let store = crate::agency::empty();
    let mut world = World::on(store.clone());
    people(&store);
    for (login, _) in LIMITED {
        world.sign_in(login);
    }
    let voucher = |unit: &str| {
        format!(
            r#"{{"date":"2026-03-02","text":"Hyra","lines":[{{"account":"5611","amount_ore":500,"dimensions":{{"ORG":"{unit}"}}}},{{"account":"1910","amount_ore":-500}}]}}"#
        )
    };
    let ask = |who: &str, method: &str, path: &str, body: &str| {
        let address = format!("/api/v1/entities/1098/{path}");
        let language = [("accept-language", "en")];
        let answered = world.ask(who, method, &address, &language, body.as_bytes().to_vec());
        let told = String::from_utf8_lossy(&answered.body).into_owned();
        (answered.status.as_u16(), told)
    };
    let (own, other) = (voucher("120"), voucher("800"));
    for unit in ["120", "800"] {
        let path = format!("dimensions/ORG/values/{unit}");
        let (status, told) = ask("eva", "PUT", &path, r#"{"name":"Enhet"}"#);
        assert!((200..300).contains(&status), "{status} {told}");
    }
    let (status, told) = ask("enhet", "POST", "drafts", &format!(r#"{{"voucher":{own}}}"#));
    assert_eq!(status, 201, "{told}");
    let beyond = [
        (
            "enhet",
            "PUT",
            "drafts/1",
            format!(r#"{{"version":1,"voucher":{other}}}"#),
            "beyond_reach",
        ),
        (
            "enhet",
            "POST",
            "drafts",
            format!(r#"{{"voucher":{other}}}"#),
            "beyond_reach",
        ),
        (
            "enhet",
            "POST",
            "vouchers",
            format!(r#"{{"vouchers":[{other}]}}"#),
            "beyond_reach",
        ),
        (
            "skriver",
            "POST",
            "vouchers",
            format!(r#"{{"vouchers":[{other}]}}"#),
            "beyond_reach",
        ),
        (
            "enhet",
            "PUT",
            "dimensions/ORG/values/800",
            r#"{"name":"Deras"}"#.to_owned(),
            "value_beyond_reach",
        ),
    ];
    for (who, method, path, body, name) in beyond {
        let (status, told) = ask(who, method, path, &body);
        let at_line = name != "beyond_reach" || told.contains(r#""line":1"#) && told.contains(r#""field":"ORG""#);
        assert!(
            status == 422 && told.contains(&format!("\"{name}\"")) && told.contains("ORG=12*") && at_line,
            "{who} {method} {path}: {status} {told}"
        );
    }
    let (status, told) = ask("skriver", "PUT", "periods/202501", r#"{"state":"held"}"#);
    assert!(
        status == 403 && told.contains("for some rows only (ORG=12*)"),
        "{status} {told}"
    );
    let (status, told) = ask("enhet", "PUT", "dimensions/ORG/values/120", r#"{"name":"Vår"}"#);
    assert!((200..300).contains(&status), "{status} {told}");
    let (status, told) = ask("enhet", "POST", "drafts/1/posting", r#"{"version":1}"#);
    assert_eq!(status, 201, "{told}");
}

fn people(store: &Store) {
    let (today, every) = (Date::constant(2026, 6, 30), Permission::ALL);
    let operator = Cx::operator(store.clone(), "operator", EntityId(1), today, now());
    let role = |role: &str, permissions: Vec<String>| RoleRow {
        role: role.to_owned(),
        name: role.to_owned(),
        name_en: String::new(),
        description: String::new(),
        permissions,
    };
    let reads = ["books.read", "report.run"].map(str::to_owned).to_vec();
    let rows = [
        role("allt", every.map(|permission| permission.code().to_owned()).to_vec()),
        role("ser", reads),
    ];
    store.write(|tx| set_roles(tx, &rows)).unwrap();
    let give = |login: &str, role: &str, conditions: Vec<(String, String)>| {
        let grant = RoleGrant {
            login: login.to_owned(),
            entity: EntityId(1),
            role: role.to_owned(),
            conditions,
            valid_from: None,
            valid_to: None,
            decision: GrantDecision {
                reference: "dnr 1".to_owned(),
                on: today,
            },
        };
        give_role(&operator, None, &grant).unwrap();
    };
    for (login, reads_all) in LIMITED {
        let new = NewUser {
            login: login.to_owned(),
            name: login.to_owned(),
            password: Password::new(PASSWORD),
            language: "sv".to_owned(),
        };
        let cheap = HashCost {
            memory_kib: 8,
            passes: 1,
            lanes: 1,
        };
        add_user(&operator, None, cheap, &new).unwrap();
        give(login, "allt", vec![(UNIT.0.to_owned(), UNIT.1.to_owned())]);
        if reads_all {
            give(login, "ser", Vec::new());
        }
    }
}
