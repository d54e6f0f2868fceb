//! Amounts in other currencies in the voucher grid (GL-22).

use axum::http::StatusCode;
use kameral_base::Date;
use kameral_ledger::model::{Currency, CurrencyRate};
use kameral_ledger::register::Change;

use crate::pages::world::Browser;

/// A browser at the agency, where one euro costs 11,20 from March on and a yen 0,070123.
fn browser() -> Browser {
    let yen = Change::Currency(Currency {
        currency: "JPY".to_owned(),
        name: "Yen".to_owned(),
        decimals: 0,
        rates: Vec::new(),
    });
    let rates = [("EUR", 11_200_000), ("JPY", 70_123)].map(|(currency, rate_micro)| Change::Rate {
        currency: currency.to_owned(),
        rate: CurrencyRate {
            valid_from: Date::constant(2026, 3, 1),
            rate_micro,
        },
    });
    let changes: Vec<Change> = std::iter::once(yen).chain(rates).collect();
    Browser::after("eva", &changes)
}

/// What the grid is answered when a line in currency is posted against cash.
fn posted(browser: &Browser, line: &str, kronor: &str) -> String {
    let begun = browser.get("/1098/verifikationer/ny").header("location").to_owned();
    let sent = format!(
        r#"{{"version":1,"intent":"post","head":{{"datum":"2026-06-02","text":"Faktura"}},"lines":[
            {{"line":1,"values":{{"KONTO":"5611","debit":"{kronor}",{line}}}}},
            {{"line":2,"values":{{"KONTO":"1910","credit":"{kronor}"}}}}]}}"#
    );
    let answered = browser.json(&format!("{begun}/bokfor"), &sent);
    if answered.status != StatusCode::OK {
        let told: serde_json::Value = serde_json::from_str(answered.html()).unwrap();
        let refusals = told["refusals"].as_array().unwrap().iter();
        let told: Vec<String> = refusals
            .map(|refusal| format!("{} {} {}", refusal["name"], refusal["line"], refusal["field"]))
            .collect();
        return told.join("; ").replace('"', "");
    }
    let told: serde_json::Value = serde_json::from_str(answered.html()).unwrap();
    let voucher = browser.get(told["redirect"].as_str().unwrap()).told();
    let shown = voucher
        .lines()
        .find(|line| line.ends_with("EUR") || line.ends_with("JPY"));
    shown.unwrap_or(&voucher).replace('\u{a0}', " ")
}

#[test]
fn gl_22_the_grid_is_told_the_rate_in_force_on_the_day() {
    let browser = browser();
    let rate = |query: &str| browser.get(&format!("/1098/uppslag/kurs?{query}")).html().to_owned();
    assert_eq!(rate("currency=EUR&date=2026-03-01"), r#"{"rate_micro":11200000}"#);
    assert_eq!(rate("currency=EUR&date=2026-02-28"), r#"{"rate_micro":null}"#);
    assert_eq!(rate("currency=USD&date=2026-03-01"), r#"{"rate_micro":null}"#);
    assert_eq!(rate("currency=XXX&date=2026-03-01"), r#"{"rate_micro":null}"#);
    let found = browser.get("/1098/uppslag?dimension=currency&q=eu").html().to_owned();
    assert!(found.contains(r#""value":"EUR""#), "{found}");
}

#[test]
fn gl_22_an_amount_in_currency_is_kept_exactly_or_refused_in_its_cell() {
    let browser = browser();
    let line = |currency: &str, amount: &str| format!(r#""currency":"{currency}","currency_amount":"{amount}""#);
    assert_eq!(posted(&browser, &line("EUR", "100"), "1120.00"), "100,00 EUR");
    assert_eq!(posted(&browser, &line("JPY", "1000"), "70.12"), "1 000 JPY");
    for (currency, amount, refused) in [
        ("EUR", "100", "rate_differs 1 debit"),
        ("EUR", "100.005", "amount_too_many_decimals 1 currency_amount"),
        ("JPY", "100.5", "amount_too_many_decimals 1 currency_amount"),
        ("EUR", "hundra", "amount_not_a_number 1 currency_amount"),
        ("", "100", "currency_unknown 1 currency"),
        ("XXX", "100", "currency_unknown 1 currency"),
    ] {
        assert_eq!(
            posted(&browser, &line(currency, amount), "1000.00"),
            refused,
            "{currency} {amount}"
        );
    }
}

/// The columns are there when they are asked for, and always where something stands in them.
#[test]
fn the_columns_stand_where_they_are_wanted() {
    let browser = browser();
    let begun = browser.get("/1098/verifikationer/ny").header("location").to_owned();
    let has_columns = |path: &str| browser.get(path).told().contains("\nValutabelopp\n");
    assert!(!has_columns(&begun));
    assert!(has_columns(&format!("{begun}?valuta=ja")));
    let sent = r#"{"version":1,"head":{},"lines":[{"line":1,"values":{"currency":"EU"}}]}"#;
    assert_eq!(browser.json(&begun, sent).status, StatusCode::OK);
    assert!(has_columns(&begun));
}
