//! Every route asked for by who may do everything, in books that name persons: where an answer holds a name,
//! a login or an identity number of somebody else, history has a line that tells the reading, and what holds
//! none leaves none (SEC-17, SEC-19, GL-29).
//!
//! The answers are searched here by plain text, not by what tells the reading.

use std::collections::{BTreeMap, BTreeSet};

use kameral_access::history::{self, PERSONAL_READ, PROTECTED_READ};
use kameral_access::personal::{ProtectionKind, protect};
use kameral_access::{GrantDecision, INSTALLATION, NewUser, Password, RoleGrant, add_user, give_role};
use kameral_base::{Date, EntityId};
use kameral_reports::Report;
use kameral_store::testing::each_migrated;

use crate::doors::house::{ALL, CHEAP, House, PASSWORD, Row, rows};

/// A user who posts.
const LOGIN: &str = "kanarie-fagel";
const NAME: &str = "Kanarie Fågelsson";
/// A user with protected identity.
const PROTECTED_LOGIN: &str = "lind-gomd";
const PROTECTED_NAME: &str = "Gömda Lindqvist";
/// Somebody who is coded with.
const NUMBER: &str = "201701012393";
const NUMBER_NAME: &str = "Åsa Kanariesson";
/// A value with protected identity.
const PROTECTED_VALUE: &str = "anst-990017";
const PROTECTED_VALUE_NAME: &str = "Björn Gömdström";

/// Lines of reading: command and question, and what was met.
type Told = BTreeMap<(String, String), BTreeSet<String>>;

struct Books {
    house: House,
    sha256: String,
}

impl Books {
    fn on(store: &kameral_store::Store) -> Self {
        let mut house = House::on(store.clone());
        for (login, name) in [(LOGIN, NAME), (PROTECTED_LOGIN, PROTECTED_NAME)] {
            add_named(&house, login, name);
        }
        for (value, name) in [
            (NUMBER, NUMBER_NAME),
            (PROTECTED_VALUE, PROTECTED_VALUE_NAME),
            ("100", "Projekt 100"),
        ] {
            let body = format!(r#"{{"name":"{name}"}}"#);
            house.done("put", &format!("dimensions/PROJ/values/{value}"), &body);
        }
        let kept = house.done_by(LOGIN, "post", "attachments?name=kvitto.txt", "Kvitto");
        let kept: serde_json::Value = serde_json::from_str(&kept).unwrap();
        let sha256 = kept["sha256"].as_str().unwrap().to_owned();
        for (who, project) in [(LOGIN, NUMBER), (PROTECTED_LOGIN, PROTECTED_VALUE)] {
            let body = format!(
                r#"{{"accept_warnings":"prov","vouchers":[{{"date":"2026-03-02","text":"Resa","attachments":[{{"sha256":"{sha256}","name":"kvitto.txt"}}],"lines":[{{"account":"5611","amount_ore":100,"dimensions":{{"PROJ":"{project}"}}}},{{"account":"1910","amount_ore":-100}}]}}]}}"#
            );
            house.done_by(who, "post", "vouchers", &body);
        }
        let cx = house.operator(1);
        let set = |kind, dimension, subject| protect(&cx, None, kind, dimension, subject, "Beslut 2026/17").unwrap();
        set(ProtectionKind::PersonalDimension, "PROJ", "");
        set(ProtectionKind::ProtectedValue, "PROJ", PROTECTED_VALUE);
        set(ProtectionKind::ProtectedUser, "", PROTECTED_LOGIN);
        Self { house, sha256 }
    }

    /// What history tells of reading, at the agency and at the installation.
    fn told(&self) -> Told {
        let mut told = Told::new();
        for entity in [INSTALLATION, EntityId(1)] {
            let mut after = 0;
            loop {
                let page = self.house.store().read(|tx| {
                    tx.for_entities(&[entity])?;
                    history::sealed_after(tx, entity, after)
                });
                let lines = page.unwrap().lines;
                let Some(last) = lines.last() else { break };
                after = last.seq;
                for line in lines.into_iter().filter(|line| history::is_reading(&line.command)) {
                    let met = told.entry((line.command, line.subject)).or_default();
                    met.extend(line.detail.split_whitespace().map(str::to_owned));
                }
            }
        }
        told
    }

    /// Addresses of a route, each part with something that is there.
    fn addresses(&self, row: &Row) -> Vec<String> {
        let named: Vec<String> = match row.path.rsplit_once('/') {
            Some((_, "{name}")) if row.path.contains("reports") => {
                Report::ALL.map(|report| report.name().to_owned()).to_vec()
            }
            Some((_, "{name}")) if row.path.contains("rapporter") => {
                ["rabalans", "huvudbok", "grundbok", "kontospecifikation", "verifikation"]
                    .map(str::to_owned)
                    .to_vec()
            }
            _ => vec!["100".to_owned()],
        };
        let mut addresses = Vec::new();
        for name in named {
            let parts = row.path.split('/').map(|part| match part {
                "{entity}" => "1098",
                "{period}" => "202603",
                "{year}" => "2026",
                "{valid_from}" => "2026-01-01",
                "{sha256}" => &self.sha256,
                "{code}" | "{dimension}" => "PROJ",
                "{number}" => "A-2026-1",
                "{login}" | "{user}" => LOGIN,
                "{name}" => &name,
                part if part.starts_with('{') => "1",
                part => part,
            });
            let path = parts.collect::<Vec<_>>().join("/");
            addresses.push(path.clone());
            if row.method == "get" {
                for asked in ASKED {
                    addresses.push(format!("{path}{asked}"));
                }
            }
        }
        addresses
    }
}

/// What reading routes are asked with beside nothing.
const ASKED: [&str; 5] = [
    "?period=202601-202612&by=PROJ",
    "?period=202601-202612&by=KONTO,PROJ&format=csv",
    "?voucher=A-2026-2&format=json",
    "?koddel=PROJ&dimension=PROJ&q=2&sok=2&falt=PROJ&field=PROJ",
    "?format=csv-sv",
];

fn add_named(house: &House, login: &str, name: &str) {
    let cx = house.operator(1);
    let new = NewUser {
        login: login.to_owned(),
        name: name.to_owned(),
        password: Password::new(PASSWORD),
        language: "sv".to_owned(),
    };
    add_user(&cx, None, CHEAP, &new).unwrap();
    let grant = RoleGrant {
        login: login.to_owned(),
        entity: EntityId(1),
        role: "controller".to_owned(),
        conditions: Vec::new(),
        valid_from: None,
        valid_to: None,
        decision: GrantDecision {
            reference: "dnr 1".to_owned(),
            on: Date::constant(2026, 6, 30),
        },
    };
    give_role(&cx, None, &grant).unwrap();
}

/// What an answer holds, by the words of history. The address that was asked for is the reader's own word.
fn held(body: &[u8], asked: &str) -> BTreeSet<&'static str> {
    let utf8 = String::from_utf8_lossy(body).replace(asked, "");
    // One sign a byte: files of other character sets.
    let signs: String = body
        .iter()
        .copied()
        .map(char::from)
        .collect::<String>()
        .replace(asked, "");
    let latin = |text: &str| signs.contains(text);
    let has = |texts: &[&str]| texts.iter().any(|text| utf8.contains(text) || latin(text));
    let mut held = BTreeSet::new();
    if has(&[LOGIN, NAME]) {
        held.insert("user");
    }
    if has(&[NUMBER, "20170101-2393", "170101-2393", NUMBER_NAME]) {
        held.insert("identity_number");
    }
    if has(&[PROTECTED_LOGIN, PROTECTED_NAME, PROTECTED_VALUE, PROTECTED_VALUE_NAME]) {
        held.insert("protected");
    }
    held
}

/// SEC-17, SEC-19: no page, report, file, search or answer shows a person without a line that tells it.
#[test]
fn sec_17_no_route_shows_a_person_untold() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        let mut books = Books::on(store);
        let mut asked = Vec::new();
        // What is read first, for what is sent may change what there is to read.
        let (reading, changing): (Vec<Row>, Vec<Row>) = rows().into_iter().partition(|row| row.method == "get");
        for row in reading.iter().chain(&changing) {
            for address in books.addresses(row) {
                let answer = books.house.get(ALL, row, &address);
                asked.push((*row, address, answer.body, answer.status));
            }
        }
        let told = books.told();
        let (mut untold, mut shown) = (Vec::new(), BTreeMap::new());
        for (row, address, body, status) in &asked {
            let lines = |command: &str| told.get(&(command.to_owned(), address.clone()));
            for kind in held(body, address) {
                *shown.entry(kind).or_insert(0) += 1;
                let is_told = match kind {
                    "protected" => lines(PROTECTED_READ).is_some(),
                    _ => lines(PERSONAL_READ).is_some_and(|met| met.contains(kind)),
                };
                if !is_told {
                    untold.push(format!("{row}: {address}: {kind}"));
                }
            }
            let is_document = address.contains(&books.sha256) && row.method == "get" && status.is_success();
            if is_document && lines(PERSONAL_READ).is_none_or(|met| !met.contains("document")) {
                untold.push(format!("{row}: {address}: document"));
            }
        }
        assert!(untold.is_empty(), "{} answers:\n{}", untold.len(), untold.join("\n"));
        for (kind, min) in [("user", 20), ("identity_number", 20), ("protected", 20)] {
            let count = shown.get(kind).copied().unwrap_or_default();
            assert!(min < count, "{kind} is shown by {count} answers");
        }
        // And nothing is told of what shows nobody: a page of accounts, a page that is only chosen from.
        for quiet in [
            "/1098/register/konton",
            "/1098/perioder",
            "/api/v1/entities/1098/accounts",
        ] {
            assert!(
                asked.iter().any(|(_, address, ..)| address == quiet),
                "{quiet} is asked for"
            );
            let of_it = told.keys().filter(|(_, subject)| subject == quiet);
            assert_eq!(of_it.count(), 0, "{quiet}");
        }
    });
}

/// SEC-17: a reading is told once an hour, somebody with protected identity each time, oneself never; a
/// question that names a number is kept by its pseudonym.
#[test]
fn a_reading_is_told_once_an_hour_and_by_pseudonym() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        let mut books = Books::on(store);
        let row = Row {
            method: "get",
            path: "/{entity}/verifikationer",
            needs: kameral_site::Needs::AnyRole,
        };
        let lines = |books: &Books| {
            let page = books.house.store().read(|tx| {
                tx.for_entities(&[EntityId(1)])?;
                history::sealed_after(tx, EntityId(1), 0)
            });
            let lines = page.unwrap().lines.into_iter();
            lines
                .filter(|line| history::is_reading(&line.command))
                .map(|line| format!("{} {} {} {}", line.actor_name, line.command, line.subject, line.detail))
                .collect::<Vec<_>>()
        };
        let before = lines(&books).len();
        let voucher = "/1098/verifikationer/A-2026-1";
        for address in [
            voucher,
            voucher,
            "/1098/verifikationer/A-2026-2",
            "/1098/verifikationer/A-2026-2",
        ] {
            books.house.get(ALL, &row, address);
        }
        books.house.get(LOGIN, &row, voucher);
        let report = format!("/1098/rapporter/rabalans?period=202603&by=PROJ&where=PROJ%3D{NUMBER}");
        books.house.get(ALL, &row, &report);
        let told = lines(&books)[before..].to_vec();
        let pseudonym = told
            .last()
            .and_then(|line| line.split_once("person-"))
            .map(|(_, rest)| rest[..10].to_owned());
        let pseudonym = format!("person-{}", pseudonym.unwrap_or_default());
        assert_eq!(
            told,
            [
                "every personal.read /1098/verifikationer/A-2026-1 user identity_number".to_owned(),
                "every protected.read /1098/verifikationer/A-2026-2 ".to_owned(),
                "every protected.read /1098/verifikationer/A-2026-2 ".to_owned(),
                format!("{NAME} personal.read {voucher} identity_number"),
                format!(
                    "every personal.read /1098/rapporter/rabalans?period=202603&by=PROJ&where=PROJ%3D{pseudonym} identity_number"
                ),
            ]
        );
        let kept = lines(&books).concat();
        assert!(!kept.contains(NUMBER) && !kept.contains("Kanariesson"), "{kept}");
    });
}
