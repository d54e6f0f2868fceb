//! The page of processing history: found by thing, person, day and text; opened to before and after
//! (DEF-06, DEF-07, SEC-17).

use axum::http::StatusCode;
use kameral_access::Cx;
use kameral_base::{Date, EntityId, Timestamp};
use kameral_ledger::commands::change_registers;
use kameral_ledger::model::DimensionValue;
use kameral_ledger::register::Change;

use crate::agency;
use crate::pages::world::Browser;

/// The name of a value was changed once in June and once in July.
fn renamed() -> Browser {
    let store = agency::empty();
    let mut browser = Browser::over(store.clone());
    let steps = [
        ("2026-06-02T08:00:00Z", "Kansliet"),
        ("2026-06-03T08:00:00Z", "=Stab"),
        ("2026-06-30T07:00:00Z", "Sekretariatet"),
    ];
    for (at, name) in steps {
        let now: Timestamp = at.parse().unwrap();
        let cx = Cx::operator(store.clone(), "drift", EntityId(1), Date::constant(2026, 6, 30), now)
            .from_where("kontor-7", "kameral");
        let value = DimensionValue {
            name: name.to_owned(),
            ..DimensionValue::plain(1, "4711", name)
        };
        change_registers(&cx, None, "kostnadsställen", &[Change::Value(value)]).unwrap();
    }
    browser.sign_in("eva");
    browser
}

/// DEF-07: who changed it, in one search by thing, person and days; and the hit tells before and after.
#[test]
fn def_07_a_change_is_found_in_one_search_and_opened() {
    let browser = renamed();
    let search = "/1098/historik?avser=1+4711&vem=0&fran=2026-06-03&till=2026-06-03";
    let page = browser.get(search);
    assert_eq!(page.status, StatusCode::OK);
    let told = page.told();
    assert!(told.contains("2026-06-03 08:00") && told.contains("kontor-7"), "{told}");
    assert!(
        !told.contains("2026-06-02") && !told.contains("2026-06-30 07:00"),
        "{told}"
    );
    let line = page.between("href=\"/1098/historik/", "\"").to_owned();
    let one = browser.get(&format!("/1098/historik/{line}"));
    assert_eq!(one.status, StatusCode::OK);
    let told = one.told();
    assert!(
        told.contains("Kansliet") && told.contains("=Stab") && told.contains("dimension_value"),
        "{told}"
    );
    // By what stood there, with the rest of the words left out.
    let by_text = browser.get("/1098/historik?text=Sekretariatet").told();
    assert!(
        by_text.contains("2026-06-30 07:00") && !by_text.contains("2026-06-02 08:00"),
        "{by_text}"
    );
    let none = browser.get("/1098/historik?text=Ingenting").told();
    assert!(none.contains("Ingen historik passar filtret"), "{none}");
    assert_eq!(browser.get("/1098/historik/999999").status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get("/1098/historik/x").status, StatusCode::NOT_FOUND);
}

/// The same as a file, where no text becomes a formula.
#[test]
fn the_history_is_fetched_as_csv() {
    let browser = renamed();
    let csv = browser.get("/1098/historik?avser=1+4711&format=csv-sv");
    assert_eq!(csv.status, StatusCode::OK);
    let text = csv.html();
    assert!(text.contains("\"name\";\"Kansliet\";\"'=Stab\""), "{text}");
    assert!(text.contains("\"kontor-7\""), "{text}");
    assert!(csv.header("content-disposition").contains("historik-1098.csv"));
}

/// SEC-17, SEC-19: before and after of people are told to who manages people only.
#[test]
fn before_and_after_of_people_is_told_to_who_manages_people() {
    let browser = renamed();
    let list = browser.get("/1098/historik?vad=user.add");
    let line = list.between("href=\"/1098/historik/", "\"").to_owned();
    let told = browser.get(&format!("/1098/historik/{line}")).told();
    assert!(!told.contains("created_at"), "{told}");
    assert!(told.contains("Raden ändrade inget register"), "{told}");
    // Nor is it found by what stands there.
    let found = |browser: &Browser| browser.get("/1098/historik?vad=user.add&text=created_at").told();
    assert!(
        found(&browser).contains("Ingen historik passar filtret"),
        "{}",
        found(&browser)
    );
    let mut who_manages_people = renamed();
    who_manages_people.sign_in("sys");
    let found = found(&who_manages_people);
    assert!(!found.contains("Ingen historik passar filtret"), "{found}");
}
