//! Two agencies alike in everything one who sees some of the rows may see, and different in all else:
//! whatever that person asks for, page, report, file, search or API, is answered with the same bytes
//! (REP-11, SEC-03, SEC-24, reliability P14). So no sum, count, hit, file name or error tells of the
//! rest; and one who sees everything is shown that the two do differ.

use kameral_access::{GrantDecision, ME, RoleGrant};
use kameral_base::EntityId;
use kameral_reports::Report;
use kameral_site::Needs;
use kameral_store::testing::each_migrated;
use serde_json::json;

use crate::doors::house::{ALL, House, Row, rows};
use crate::doors::tried;

/// What only the second of the twins has, in words and in amounts.
const CANARY: &str = "Kanariefågel";

/// What is in both.
const SHARED: [(&str, &str, &str); 7] = [
    ("put", "dimensions/ORG/values/120", r#"{"name":"Enhet 120"}"#),
    ("put", "dimensions/ORG/values/121", r#"{"name":"Enhet 121"}"#),
    ("put", "dimensions/ORG/values/800", r#"{"name":"Enhet 800"}"#),
    (
        "put",
        "dimensions/PROJ/values/100",
        r#"{"name":"Projekt 100","attributes":{"responsible":"egen"}}"#,
    ),
    ("put", "dimensions/PROJ/values/800", r#"{"name":"Projekt 800"}"#),
    (
        "put",
        "hierarchies/org",
        r#"{"dimension":"ORG","name":"Organisation","nodes":[{"node":"allt","name":"Allt"},{"node":"e","parent":"allt","name":"E","leaf":"12*"}]}"#,
    ),
    (
        "put",
        "posting-rules/bord/1",
        r#"{"name":"Bord","order":10,"active":true,"method":"run","accounts":"5611","lines":[{"account":"9419","share_millionths":1000000},{"account":"9411","share_millionths":-1000000}]}"#,
    ),
];

/// A line: account, öre, unit, project, text.
type Line<'a> = (&'a str, i64, &'a str, &'a str, &'a str);

fn voucher(text: &str, lines: &[Line<'_>]) -> serde_json::Value {
    let lines = lines.iter().map(|(account, amount, unit, project, text)| {
        let dimensions: serde_json::Map<String, serde_json::Value> = [("ORG", unit), ("PROJ", project)]
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(code, value)| (code.to_owned(), json!(value)))
            .collect();
        json!({ "account": account, "amount_ore": amount, "dimensions": dimensions, "text": text })
    });
    json!({ "date": "2026-03-02", "text": text, "lines": lines.collect::<Vec<_>>() })
}

/// One of the twins: the second has what who is limited by a dimension may not see.
pub fn twin(house: &mut House, dimension: &str, second: bool) -> Vec<String> {
    for (method, path, body) in SHARED {
        house.done(method, path, body);
    }
    let mut vouchers = vec![
        voucher(
            "Eget",
            &[("5611", 12_500, "120", "100", "Stolar"), ("1910", -12_500, "", "", "")],
        ),
        voucher(
            "Eget igen",
            &[("5611", 7_700, "121", "100", ""), ("1910", -7_700, "", "", "")],
        ),
    ];
    // One voucher of both: what is hidden of it differs, in lines, amounts and words.
    let shared = ("5611", 30_000, "120", "100", "Delad");
    vouchers.push(if second {
        let hidden = [
            ("5611", 45_678_901, "800", "800", CANARY),
            ("5611", 99, "800", "800", ""),
        ];
        voucher(
            "Delat",
            &[shared, hidden[0], hidden[1], ("1910", -45_709_000, "", "", "")],
        )
    } else {
        voucher(
            "Delat",
            &[shared, ("5611", 1_000, "800", "800", ""), ("1910", -31_000, "", "", "")],
        )
    });
    // As many values are registered: the version of the model is told to everybody. Conditions on one
    // dimension say nothing of another's register.
    let (value, name) = if second { ("900", CANARY) } else { ("801", "Annat") };
    let body = json!({ "name": name }).to_string();
    house.done("put", &format!("dimensions/{dimension}/values/{value}"), &body);
    if second {
        let (unit, project) = if dimension == "ORG" {
            ("900", "800")
        } else {
            ("800", "900")
        };
        let lines = [
            ("5611", 98_765_432, unit, project, CANARY),
            ("1910", -98_765_432, "", "", ""),
        ];
        vouchers.push(voucher(CANARY, &lines));
        vouchers.push(voucher(CANARY, &lines));
    } else {
        // As many numbers are taken, in another period: how far the journal has come is told to everybody.
        for _ in 0..2 {
            let mut other = voucher(
                "Annat",
                &[("5611", 1_000, "800", "800", ""), ("1910", -1_000, "", "", "")],
            );
            other["date"] = json!("2026-02-02");
            vouchers.push(other);
        }
    }
    let body = json!({ "vouchers": vouchers, "accept_warnings": "prov" }).to_string();
    let answer = house.done("post", "vouchers", &body);
    let told: serde_json::Value = serde_json::from_str(&answer).unwrap();
    let numbers = told["vouchers"].as_array().unwrap_or_else(|| panic!("{told}")).iter();
    let numbers = numbers.map(|voucher| {
        voucher["number"]
            .as_str()
            .unwrap_or_else(|| panic!("{told}"))
            .to_owned()
    });
    let numbers: Vec<String> = numbers.collect();
    for (who, role, dimension, pattern) in PEOPLE {
        house.add_person(&RoleGrant {
            login: who.to_owned(),
            entity: EntityId(1),
            role: role.to_owned(),
            conditions: vec![(dimension.to_owned(), pattern.to_owned())],
            valid_from: None,
            valid_to: None,
            decision: GrantDecision {
                reference: "dnr 1".to_owned(),
                on: kameral_base::Date::constant(2026, 6, 30),
            },
        });
    }
    numbers
}

/// Who sees some of the rows. One of them holds every permission there is, so that what stops them is the rows.
const PEOPLE: [(&str, &str, &str, &str); 5] = [
    (EVERY_SOME, ALL, "ORG", "12*"),
    ("chef", "budget_holder", "ORG", "12*"),
    ("trad", "budget_holder", "ORG/org", "e"),
    ("ledare", "project_manager", "PROJ", "100"),
    ("egen", "project_manager", "PROJ.responsible", ME),
];

/// Who holds every permission, for some of the rows.
const EVERY_SOME: &str = "alltiallo";

/// Every address to ask for: each route that reads, with what there is, and is not, in its parts.
fn addresses(numbers: &[String]) -> Vec<(Row, String)> {
    let numbers: Vec<String> = numbers.iter().cloned().chain(["99".to_owned()]).collect();
    let names: Vec<String> = Report::ALL.iter().map(|report| report.name().to_owned()).collect();
    let slugs: Vec<String> = kameral_reports::pages::slugs().map(str::to_owned).collect();
    let codes = ["ORG", "PROJ", "KONTO"].map(str::to_owned);
    let mut found = Vec::new();
    for row in rows() {
        if row.method != "get" || !row.path.contains("{entity}") {
            continue;
        }
        let names = if row.path.starts_with("/api/") { &names } else { &slugs };
        let filled = row.path.replace("{entity}", "1098").replace("{rule}", "bord");
        let mut paths = vec![filled.replace("{period}", "202603").replace("{year}", "2026")];
        for (part, values) in [("{number}", &numbers[..]), ("{name}", names), ("{code}", &codes)] {
            if row.path.contains(part) {
                let each = |path: &String| values.iter().map(|value| path.replace(part, value)).collect::<Vec<_>>();
                paths = paths.iter().flat_map(each).collect();
            }
        }
        for path in paths {
            let parts = path
                .split('/')
                .map(|part| if part.starts_with('{') { "1" } else { part });
            let path = parts.collect::<Vec<_>>().join("/");
            found.push((row, path.clone()));
            let queries = if row.path.contains("{name}") {
                &OF_REPORTS[..]
            } else {
                &OF_PAGES
            };
            found.extend(queries.iter().map(|query| (row, format!("{path}?{query}"))));
            if path.ends_with("/history") {
                let subjects = numbers.iter().map(String::as_str).chain(["chef"]);
                found.extend(subjects.map(|subject| (row, format!("{path}?subject={subject}"))));
            }
        }
    }
    found
}

/// What is sought for on pages: words, values, accounts and amounts.
const OF_PAGES: [&str; 5] = [
    "q=Kanarie&text=Kanarie&period=202603&dimension=PROJ",
    "q=9&dimension=ORG&account=5611&date=2026-03-02",
    "konto=5611",
    "belopp=987654,32",
    "periods=202601..202612&perioder=202601..202612&year=2026",
];

/// Of these, what whoever holds every permission asks too.
const ASKED_BY_EVERY: [&str; 3] = ["?q=", "?periods=", "?subject="];

/// What reports are asked for: groups, filters and forms of file.
const OF_REPORTS: [&str; 6] = [
    "period=202603&format=text",
    "period=202601..202612&by=ORG&format=csv",
    "by=KONTO,PROJ&format=json",
    "where=ORG%3D900",
    "where=PROJ%3D8*&format=csv-sv",
    "where=KONTO%3D5611&where=ORG%3D800",
];

/// What says only that something of the model has changed.
const STAMP: &str = "/api/v1/entities/1098/model";

#[test]
fn what_one_may_not_see_changes_nothing_of_what_one_is_shown() {
    each_migrated(&kameral::MIGRATIONS, |store| alike("ORG", store));
}

#[test]
fn nor_do_projects_of_others() {
    let store = kameral_store::testing::sqlite_migrated(&kameral::MIGRATIONS);
    alike("PROJ", &store);
}

/// SEC-02, REP-11: whoever holds every permission, for some of the rows, comes in at no door that asks for every
/// row. The other doors are asked as the twins are.
#[test]
fn a_door_that_asks_for_every_row_lets_in_nobody_with_some() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        let mut house = House::on(store.clone());
        twin(&mut house, "ORG", false);
        let (mut wrong, mut shut) = (Vec::new(), 0);
        for row in rows() {
            if matches!(row.needs, Needs::Whole(_)) {
                shut += 1;
                tried(&mut house, &row, EVERY_SOME, false, &mut wrong);
            }
        }
        assert!(wrong.is_empty(), "{} cells:\n{}", wrong.len(), wrong.join("\n"));
        assert!(60 < shut, "{shut} doors ask for every row");
    });
}

fn alike(dimension: &str, store: &kameral_store::Store) {
    let other = kameral_store::testing::sqlite_migrated(&kameral::MIGRATIONS);
    let (mut first, mut second) = (House::on(other), House::on(store.clone()));
    twin(&mut first, dimension, false);
    let numbers = twin(&mut second, dimension, true);
    let addresses = addresses(&numbers);
    let (mut wrong, mut shown, mut differ) = (Vec::new(), 0, 0);
    for (row, address) in addresses.iter().filter(|(_, address)| !address.starts_with(STAMP)) {
        for (who, _, limit, _) in PEOPLE.iter().filter(|person| person.2.starts_with(dimension)) {
            // Who sees a level of a tree, or their own, asks as the other does, so the bare address is enough.
            if limit.contains(['/', '.']) && address.contains('?') {
                continue;
            }
            // Whoever may do everything comes to more routes, and asks of each what tells most.
            if *who == EVERY_SOME
                && address.contains('?')
                && !ASKED_BY_EVERY.iter().any(|query| address.contains(query))
            {
                continue;
            }
            let [one, two] = [&mut first, &mut second].map(|house| house.get(who, row, address));
            shown += usize::from(one.status.is_success());
            if one.told() != two.told() {
                wrong.push(format!(
                    "{who} {address}: {}",
                    first_difference(&one.told(), &two.told())
                ));
            }
        }
        if !address.contains('?') {
            let [one, two] = [&mut first, &mut second].map(|house| house.get(ALL, row, address));
            differ += usize::from(one.told() != two.told());
        }
    }
    let count = addresses.len();
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(
        200 < shown && 30 < differ,
        "{shown} shown, {differ} differ for who sees all"
    );
}

/// The first place where two answers part.
fn first_difference(one: &str, two: &str) -> String {
    let at = one
        .char_indices()
        .zip(two.chars())
        .find(|((_, a), b)| a != b)
        .map_or(one.len().min(two.len()), |((at, _), _)| at);
    let part = |text: &str| {
        let from = text.floor_char_boundary(at.saturating_sub(60));
        text[from..].chars().take(140).collect::<String>().replace('\n', " ")
    };
    format!("\n      {}\n      {}", part(one), part(two))
}
