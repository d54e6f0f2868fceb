//! Appropriations: from the letter to what is left, as a reader types and sees it.

use axum::http::StatusCode;
use kameral_ledger::model::DimensionValue;
use kameral_ledger::register::Change;

use crate::pages::world::Browser;

fn financier(browser: &Browser) -> String {
    let asked = browser.get("/1098/anslag/kvar?fin=10&datum=2026-03-01");
    assert_eq!(asked.status, StatusCode::OK);
    asked.html().to_owned()
}

/// APR-01, APR-10, APR-20: an item and its amount are registered, a refusal is shown at its field, and
/// what is left is told beside the coding.
#[test]
fn an_appropriation_is_registered_and_what_is_left_is_told() {
    let browser = Browser::after("eva", &[Change::Value(DimensionValue::plain(4, "10", "Anslag"))]);
    assert!(financier(&browser).contains("\"item\":\"\""));
    let refused = browser.form("/1098/anslag/ny", &[("item", "1:5"), ("name", ""), ("financier", "10")]);
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.html().contains("data-refusal=\"appropriation_name_missing\""));
    let kept = browser.form(
        "/1098/anslag/ny",
        &[
            ("item", "1:5"),
            ("name", "Strandskydd"),
            ("financier", "10"),
            ("administrative", "ja"),
        ],
    );
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.html());
    let moved = browser.form(
        "/1098/anslag/post/1:5/belopp",
        &[
            ("year", "2026"),
            ("kind", "allotment"),
            ("amount", "1000,00"),
            ("decided_on", "2026-01-01"),
            ("document", "RB"),
        ],
    );
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.html());
    let told = financier(&browser);
    assert!(
        told.contains("\"item\":\"1:5\"") && told.contains("\"left_ore\":100000"),
        "{told}"
    );
    assert!(told.contains("\"left_with_credit_ore\":103000"), "{told}");
    for path in [
        "/1098/anslag",
        "/1098/anslag?per=2026-03-01",
        "/1098/anslag/post/1:5",
        "/1098/anslag/post/1:5/villkor?ar=2026",
        "/1098/anslag/borja?ar=2026",
        "/1098/bemyndiganden",
        "/1098/bemyndiganden/ny",
        "/1098/rapporter/anslagsredovisning",
        "/1098/rapporter/inkomsttitlar",
        "/1098/rapporter/bemyndiganden",
    ] {
        assert_eq!(browser.get(path).status, StatusCode::OK, "{path}");
    }
    assert_eq!(browser.get("/1098/anslag/post/9:9").status, StatusCode::NOT_FOUND);
    let seen = browser.get("/1098/anslag");
    assert!(
        seen.html().contains("Strandskydd") && seen.html().contains("<progress"),
        "{}",
        seen.html()
    );
    // The grid of a new voucher asks from now on.
    let begun = browser.get("/1098/verifikationer/ny").header("location").to_owned();
    assert!(browser.get(&begun).html().contains("/anslag/kvar"));
}
