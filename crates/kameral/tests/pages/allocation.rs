//! Allocation in the browser: a key is written, tried, run, and leads from its voucher and back (GL-04, GL-18).

use axum::http::StatusCode;
use kameral_access::Cx;
use kameral_base::{Date, EntityId, Ore};
use kameral_ledger::commands::{PostRequest, post};
use kameral_ledger::voucher::{DraftLine, DraftVoucher};

use crate::agency;
use crate::pages::world::{Browser, Page};

const KEY: &str = "kod=OH&version=1&namn=Omkostnader&ordning=10&konton=5*&rackvidd=period&satt=rate&baskonton=5*&paslag=10&konto=9511&avlyftskonto=9519&differens=9811&differensavlyft=9819";

fn books() -> Browser {
    let store = agency::empty();
    let mut browser = Browser::over(store.clone());
    let now = "2026-06-30T08:00:00Z".parse().unwrap();
    let cx = Cx::operator(store, "operator", EntityId(1), Date::constant(2026, 6, 30), now);
    let line = |account: &str, ore| DraftLine {
        account: account.to_owned(),
        amount: Ore::new(ore),
        ..DraftLine::default()
    };
    let draft = DraftVoucher {
        date: Some(Date::constant(2026, 3, 20)),
        text: "Papper".to_owned(),
        lines: vec![line("5612", 50_000), line("2581", -50_000)],
        ..DraftVoucher::default()
    };
    let request = PostRequest {
        drafts: vec![draft],
        accept_warnings: Some("prov".to_owned()),
        ..PostRequest::default()
    };
    post(&cx, None, &request).unwrap();
    browser.sign_in("eva");
    browser
}

/// Sends a form as it is written in an address.
fn post_form(browser: &Browser, path: &str, text: &str) -> Page {
    let fields: Vec<(&str, &str)> = text.split('&').filter_map(|field| field.split_once('=')).collect();
    browser.form(path, &fields)
}

#[test]
fn a_key_is_written_tried_run_and_its_difference_treated() {
    let browser = books();
    let refused = post_form(
        &browser,
        "/1098/fordelning/ny",
        &KEY.replace("paslag=10", "paslag=mycket"),
    );
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.told().contains("Fältet kan inte läsas"), "{}", refused.told());
    let refused = post_form(
        &browser,
        "/1098/fordelning/ny",
        &KEY.replace("konto=9511", "konto=9512"),
    );
    assert!(refused.told().contains("kontot 9512, som saknas"), "{}", refused.told());
    let saved = post_form(&browser, "/1098/fordelning/ny", KEY);
    assert_eq!(saved.header("location"), "/1098/fordelning/nycklar/OH");
    assert!(browser.get("/1098/fordelning").told().contains("Omkostnader"));

    let trial = browser.get("/1098/fordelning/korning?period=202603").told();
    assert!(trial.contains("Att bokföra") && trial.contains("50,00"), "{trial}");
    let run = post_form(&browser, "/1098/fordelning/korning", "period=202603");
    assert_eq!(run.header("location"), "/1098/fordelning/korning?period=202603");
    let again = browser.get("/1098/fordelning/korning?period=202603").told();
    assert!(
        again.contains("Inget skiljer sig") && again.contains("R-2026-1"),
        "{again}"
    );
    let voucher = browser.get("/1098/verifikationer/R-2026-1");
    assert_eq!(voucher.between("fordelning/nycklar/", "\""), "OH#v1");

    let differences = browser.get("/1098/fordelning/differenser?period=202603").told();
    assert!(differences.contains("450,00"), "{differences}");
    let treated = post_form(
        &browser,
        "/1098/fordelning/differenser",
        "period=202603&nyckel=OH&hantering=spread",
    );
    assert_eq!(treated.header("location"), "/1098/fordelning/differenser?period=202603");
    let proposed = post_form(
        &browser,
        "/1098/fordelning/differenser",
        "period=202603&nyckel=OH&hantering=propose",
    );
    assert_eq!(proposed.header("location"), "/1098/fordelning/nycklar/OH");
    let key = browser.get("/1098/fordelning/nycklar/OH").told();
    assert!(key.contains("Ett förslag väntar") && key.contains("Version 2"), "{key}");
    let accepted = post_form(&browser, "/1098/fordelning/nycklar/OH/godta", "");
    assert_eq!(accepted.header("location"), "/1098/fordelning/nycklar/OH");
    assert!(browser.get("/1098/fordelning/nycklar/OH").told().contains("2026-04-01"));
    let price = post_form(
        &browser,
        "/1098/fordelning/priser",
        "koddel=RESURS&resurs=HL&enhet=h&fran=2026-01-01&pris=600,00",
    );
    assert_eq!(price.header("location"), "/1098/fordelning/priser");
    assert!(browser.get("/1098/fordelning/priser").told().contains("600,00"));
}
