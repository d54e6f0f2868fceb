//! Closing a year on its page (CLS-02, CLS-03, CLS-08, CLS-10).

use axum::http::StatusCode;

use crate::pages::world::Browser;

/// A cost and its payment in the State's flow, posted in 2025 as a browser does.
fn with_cost(user: &str) -> Browser {
    let browser = Browser::after(user, &[]);
    let begun = browser.get("/1098/verifikationer/ny").header("location").to_owned();
    let sent = r#"{"version":1,"intent":"post","head":{"datum":"2025-12-02","text":"Lön"},"lines":[
        {"line":1,"values":{"KONTO":"4011","debit":"625.00"}},
        {"line":2,"values":{"KONTO":"1794","credit":"625.00"}}]}"#;
    let posted = browser.json(&format!("{begun}/bokfor"), sent);
    assert_eq!(posted.status, StatusCode::OK, "{}", posted.html());
    browser
}

/// The checklist says what is red and leads to its lines; the run posts, and leaves nothing to run.
#[test]
fn cls_03_a_year_is_checked_and_closed_on_its_page() {
    let browser = with_cost("eva");
    let page = browser.get("/1098/bokslut?ar=2025");
    assert_eq!(page.status, StatusCode::OK, "{}", page.html());
    let told = page.told();
    for words in [
        "Resultatet är bokfört mot kapitalet",
        "Stämmer inte",
        "8999",
        "Bokför bokslutet",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(
        page.html()
            .contains("rapporter/huvudbok?period=202500..202513&amp;where=KONTO%3D8999")
    );
    let drill = browser.get("/1098/rapporter/huvudbok?period=202500..202513&where=KONTO%3D1794");
    assert_eq!(drill.status, StatusCode::OK);
    assert!(drill.told().contains("625,00"));
    let run = browser.form("/1098/bokslut", &[("ar", "2025")]);
    assert_eq!(run.status, StatusCode::SEE_OTHER, "{}", run.html());
    let told = browser.get("/1098/bokslut?ar=2025").told();
    assert!(told.contains("Inget är kvar att bokföra."), "{told}");
    assert!(!told.contains("Bokför bokslutet"), "{told}");
}

/// A year that is not there is told with what to do.
#[test]
fn a_year_that_is_not_there_is_told() {
    let browser = Browser::after("eva", &[]);
    let told = browser.get("/1098/bokslut?ar=2031").told();
    assert!(told.contains("Räkenskapsåret 2031 finns inte."), "{told}");
}

/// What was paid and belongs to nothing is listed; a plan is proposed, and what cannot be read is told.
#[test]
fn cls_10_transfers_are_listed_and_plans_are_read() {
    let browser = with_cost("eva");
    let page = browser.get("/1098/bokslut/omforingar?period=202512");
    assert_eq!(page.status, StatusCode::OK, "{}", page.html());
    let told = page.told();
    assert!(
        told.contains("Betalt eller mottaget utan att höra till något"),
        "{told}"
    );
    let page = browser.get("/1098/bokslut/omforingar?period=202512&inbetalning=10");
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.told().contains("Fältet kan inte läsas."));
    let page = browser.get("/1098/bokslut/omforingar?period=202512&inbetalning=77%3D100,00");
    assert!(page.told().contains("Finansiären 77 finns inte."));
    let posted = browser.form("/1098/bokslut/omforingar", &[("period", "202512")]);
    assert_eq!(posted.status, StatusCode::SEE_OTHER);
}
