//! Statements as pages: lines, sums, and the way down from a figure (REP-15, REP-16, GL-24).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them so")]

use axum::http::StatusCode;
use expect_test::expect;

use crate::pages::world::Browser;

/// A voucher of pay, posted as a browser does.
fn with_pay(user: &str) -> Browser {
    let browser = Browser::after(user, &[]);
    let begun = browser.get("/1098/verifikationer/ny").header("location").to_owned();
    let sent = r#"{"version":1,"intent":"post","head":{"datum":"2026-06-02","text":"Lön"},"lines":[
        {"line":1,"values":{"KONTO":"4011","debit":"625.00"}},
        {"line":2,"values":{"KONTO":"1910","credit":"625.00"}}]}"#;
    let posted = browser.json(&format!("{begun}/bokfor"), sent);
    assert_eq!(posted.status, StatusCode::OK, "{}", posted.html());
    browser
}

#[test]
fn a_figure_of_the_income_statement_leads_to_its_accounts() {
    let browser = with_pay("eva");
    let page = browser.get("/1098/rapporter/resultatrakning?period=202606");
    assert_eq!(page.status, StatusCode::OK);
    let told = page.told();
    let lines = told.split("\nVerksamhetens kostnader\n").nth(1).unwrap_or(&told);
    let lines = lines.split("\nVerksamhetsutfall").next().unwrap_or(lines);
    expect![[r#"
        5
        Kostnader för personal
        −625,00
        −625,00
        0,00
        6
        Kostnader för lokaler
        0,00
        0,00
        0,00
        7
        Övriga driftkostnader
        0,00
        0,00
        0,00
        8
        Finansiella kostnader
        0,00
        0,00
        0,00
        9
        Avskrivningar och nedskrivningar
        0,00
        0,00
        0,00
        Summa verksamhetens kostnader
        −625,00
        −625,00
        0,00"#]]
    .assert_eq(lines);
    let link = page.between("KONTO%3D4011-4999", "\"").to_owned();
    let below = browser.get(&format!(
        "/1098/rapporter/rabalans?period=202606&where=KONTO%3D4011-4999{}",
        link.replace("&amp;", "&")
    ));
    assert!(below.told().contains("4011"), "{}", below.told());
}

#[test]
fn every_report_stands_in_the_list() {
    let browser = with_pay("eva");
    let list = browser.get("/1098/rapporter");
    assert_eq!(list.status, StatusCode::OK);
    let told = list.told();
    for name in [
        "Resultaträkning",
        "Balansräkning",
        "Avräkning med statsverket",
        "Finansieringsanalys",
        "Realekonomisk fördelning",
    ] {
        assert!(told.contains(name), "{name}");
    }
    for (at, _) in list.html().match_indices("href=\"/1098/rapporter/") {
        let path = &list.html()[at + 6..];
        let path = &path[..path.find('"').expect("an end")];
        assert_eq!(browser.get(path).status, StatusCode::OK, "{path}");
    }
}
