//! Files to the central government accounts, as somebody at the agency makes them (INT-05, INT-07, INT-08).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use expect_test::expect;
use kameral_access::Cx;
use kameral_base::{Date, EntityId, Ore};
use kameral_ledger::commands::{PostRequest, change_registers, post};
use kameral_ledger::model::DimensionValue;
use kameral_ledger::register::Change;
use kameral_ledger::voucher::{DraftLine, DraftVoucher};

use crate::agency;
use crate::pages::world::Browser;

const FIN: u8 = 4;
const MP: u8 = 5;

/// The agency with a supplier, a purchase and a charge in January.
fn books() -> Browser {
    let store = agency::empty();
    let browser = Browser::over(store.clone());
    let now = "2026-06-30T08:00:00Z".parse().unwrap();
    let cx = Cx::operator(store, "operator", EntityId(1), Date::constant(2026, 6, 30), now);
    let supplier = DimensionValue {
        attributes: serde_json::json!({ "counterparty_kind": "outside_state", "bankgiro": "5402-9681" }),
        ..DimensionValue::plain(MP, "L1", "Kontorsbolaget")
    };
    let financier = DimensionValue::plain(FIN, "10", "Förvaltningsanslag");
    change_registers(
        &cx,
        None,
        "register",
        &[Change::Value(supplier), Change::Value(financier)],
    )
    .unwrap();
    let line = |account: &str, values: &[(u8, &str)], ore| DraftLine {
        account: account.to_owned(),
        values: values.iter().map(|(at, value)| (*at, (*value).to_owned())).collect(),
        amount: Ore::new(ore),
        ..DraftLine::default()
    };
    let draft = DraftVoucher {
        date: Some(Date::constant(2026, 1, 20)),
        text: "Papper".to_owned(),
        lines: vec![
            line("5612", &[(FIN, "10"), (MP, "L1")], 50_000),
            line("2581", &[(MP, "L1")], -50_000),
            line("1741", &[(FIN, "10")], 50_000),
            line("3011", &[(FIN, "10")], -50_000),
        ],
        ..DraftVoucher::default()
    };
    let request = PostRequest {
        drafts: vec![draft],
        accept_warnings: Some("prov".to_owned()),
        ..PostRequest::default()
    };
    post(&cx, None, &request).unwrap();
    browser
}

fn hold(browser: &Browser) {
    for period in ["202600", "202601"] {
        let held = browser.form("/1098/perioder", &[("period", period), ("lage", "held")]);
        assert_eq!(held.status.as_u16(), 303, "{}", held.told());
    }
}

/// What is missing is shown; once it is mended the file is made, found in the outbox and fetched.
#[test]
fn a_file_for_hermes_is_made_when_nothing_is_missing() {
    let mut browser = books();
    browser.sign_in("eva");
    let missing = browser.get("/1098/hermes?period=202601").told();
    assert!(missing.starts_with("422"), "{missing}");
    assert!(missing.contains("Perioden 202601 är öppen"), "{missing}");
    let refused = browser.form("/1098/hermes", &[("period", "202601")]).told();
    assert!(
        refused.starts_with("422") && refused.contains("Det som saknas: 2"),
        "{refused}"
    );
    hold(&browser);
    let preview = browser.get("/1098/hermes?period=202601").told();
    assert!(
        preview.starts_with("200") && preview.contains("#1098#0000#202601a#"),
        "{preview}"
    );
    let made = browser.form("/1098/hermes", &[("period", "202601")]);
    expect!["303 → /1098/utkorg/hermes/1?gjord=ny\n"].assert_eq(&made.told());
    let again = browser.form("/1098/hermes", &[("period", "202601")]);
    expect!["303 → /1098/utkorg/hermes/1?gjord=samma\n"].assert_eq(&again.told());
    let shown = browser.get("/1098/utkorg/hermes/1?gjord=samma").told();
    assert!(shown.contains("Samma fil är gjord förut och har nummer 1."), "{shown}");
    let file = browser.get("/1098/utkorg/hermes/1/fil");
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"#1098#0000#202601a#\"; filename*=UTF-8''%231098%230000%23202601a%23"
    );
    expect![[r#"
        U1741      10                               50000
        U2581                                      -50000
        U3011      10                              -50000
        U5612      10                               50000
    "#]]
    .assert_eq(&String::from_utf8(file.body.to_vec()).unwrap().replace('\r', ""));
    let record = browser.get("/1098/utkorg/hermes/1/rad/4");
    assert!(
        record.told().contains("Stämmer med verifikationerna"),
        "{}",
        record.told()
    );
    assert!(record.html().contains("href=\"/1098/verifikationer/A-2026-1\""));
    let alike = browser.get("/1098/utkorg/hermes/1/jamfor?med=1").told();
    assert!(alike.contains("Filerna har samma rader."), "{alike}");
    assert!(
        browser
            .get("/1098/utkorg/hermes/9")
            .told()
            .contains("ingen fil hermes med nummer 9")
    );
    assert!(browser.get("/1098/utkorg").told().contains("hermes 1"));
}

/// The list of rejects is read on the page and leads to voucher and supplier.
#[test]
fn a_file_for_tdb_is_made_and_its_rejects_are_found() {
    let mut browser = books();
    browser.sign_in("eva");
    hold(&browser);
    let preview = browser.get("/1098/tdb?period=202601").told();
    assert!(
        preview.starts_with("200") && preview.contains("TDB_1098_202601_202601.txt"),
        "{preview}"
    );
    let made = browser.form("/1098/tdb", &[("period", "202601")]);
    expect!["303 → /1098/utkorg/tdb/1?gjord=ny\n"].assert_eq(&made.told());
    let sent = browser.get("/1098/utkorg/tdb/1/fil").body;
    let rejects = browser.files("/1098/tdb/avvisade", &[("avvisade.txt", "text/plain", &sent)]);
    let told = rejects.told();
    assert!(told.contains("Kontorsbolaget") && told.contains("A-2026-1"), "{told}");
    let wrong = browser
        .files("/1098/tdb/avvisade", &[("fel.txt", "text/plain", b"fel")])
        .told();
    assert!(wrong.starts_with("422") && wrong.contains("ska ha 110"), "{wrong}");
}

/// Settings are changed from a day on; what cannot be is said at its field. A reader sees them only.
#[test]
fn settings_are_changed_from_a_day_on() {
    let mut browser = books();
    browser.sign_in("eva");
    let page = browser.get("/1098/utkorg/installningar/hermes").told();
    assert!(
        page.contains("Löpnummer") && page.contains("Standardkonfigurationen"),
        "{page}"
    );
    let address = "/1098/utkorg/installningar/hermes";
    let changed = browser.form(
        address,
        &[("fran", "2026-01-01"), ("period_letter", "b"), ("codes", "account")],
    );
    expect!["303 → /1098/utkorg/installningar/hermes\n"].assert_eq(&changed.told());
    let wrong = browser
        .form(address, &[("fran", "2026-01-01"), ("agency_number", "12")])
        .told();
    assert!(
        wrong.starts_with("422") && wrong.contains("inte fyra siffror"),
        "{wrong}"
    );
    hold(&browser);
    let made = browser.form("/1098/hermes", &[("period", "202601")]);
    assert_eq!(made.status.as_u16(), 303);
    assert!(browser.get("/1098/utkorg").told().contains("#1098#0000#202601b#"));
    browser.sign_in("bo");
    let denied = browser.get("/1098/hermes?period=202601").status;
    assert_eq!(denied.as_u16(), 403);
    assert!(!browser.get(address).html().contains("name=\"agency_number\""));
}
