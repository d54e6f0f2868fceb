//! A voucher of very many lines, typed or pasted into the grid.

use axum::http::StatusCode;

use crate::pages::world::Browser;

/// Lines of three megabytes.
const LINES: usize = 30_000;

#[test]
fn thirty_thousand_lines_are_kept_and_posted() {
    let browser = Browser::of("eva");
    let own = browser.get("/1098/verifikationer/ny").header("location").to_owned();
    let lines: Vec<String> = (1..=LINES)
        .map(|line| {
            let side = if line % 2 == 0 { "credit" } else { "debit" };
            let account = if line % 2 == 0 { "1910" } else { "5611" };
            format!(
                r#"{{"line":{line},"values":{{"KONTO":"{account}","text":"Ett kvitto bland många, nummer {line}","{side}":"5.00"}}}}"#
            )
        })
        .collect();
    let sent = |version: i64, intent: &str| {
        format!(
            r#"{{"version":{version},"intent":"{intent}","head":{{"datum":"2026-06-02","text":"Kvitton"}},"lines":[{}]}}"#,
            lines.join(",")
        )
    };
    let kept = browser.json(&own, &sent(1, "save"));
    assert_eq!(kept.status, StatusCode::OK, "{}", kept.html());
    let version: serde_json::Value = serde_json::from_str(kept.html()).unwrap();
    let posted = browser.json(
        &format!("{own}/bokfor"),
        &sent(version["version"].as_i64().unwrap(), "post"),
    );
    assert_eq!(posted.status, StatusCode::OK, "{}", posted.html());
    let posted: serde_json::Value = serde_json::from_str(posted.html()).unwrap();
    let voucher = browser.get(posted["redirect"].as_str().unwrap());
    let told = voucher.told().replace('\u{a0}', " ");
    assert!(told.contains("75 000,00"), "{}", &told[..2_000.min(told.len())]);
}
