//! No answer without words.

use axum::http::StatusCode;
use expect_test::expect;

use crate::pages::world::Browser;

/// An address outside the routes has a page, signed in or not, in both languages, with its status.
#[test]
fn an_unknown_address_is_told_on_a_page() {
    let mut browser = Browser::new();
    let outside = browser.get("/bokslut/finns/inte").told();
    browser.sign_in("eva");
    let signed_in = browser.get("/bokslut/finns/inte").told();
    let at_agency = browser.get("/1098/finns/inte");
    assert!(
        at_agency.html().contains("href=\"/1098/verifikationer\""),
        "the rail is there to go on by"
    );
    browser.speaks("en");
    let english = browser.get("/2098/finns/inte").told();
    expect![[r"
        404
        Sidan finns inte
        Kontrollera adressen, eller gå vidare härifrån.
        Logga in
        404
        Sidan finns inte
        Kontrollera adressen, eller gå vidare härifrån.
        Till startsidan
        404
        Sidan finns inte
        Gå tillbaka och försök igen, eller välj i menyn. Kvarstår det, kontakta systemförvaltaren.
        404
        There is no such page
        Check the address, or go on from here.
        To the start page
    "]]
    .assert_eq(&format!("{outside}{signed_in}{}{english}", at_agency.told()));
}

/// A method a page does not take is told too, with the methods it does take.
#[test]
fn a_method_that_is_not_taken_is_told_on_a_page() {
    let browser = Browser::of("eva");
    let answered = browser.form("/1098/verifikationer", &[]);
    assert_eq!(answered.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(answered.header("allow"), "GET,HEAD");
    assert_eq!(answered.header("content-type"), "text/html; charset=utf-8");
    let unread = browser.get("/1098/utkast/ett").told();
    let forged = browser
        .send("POST", "/1098/utkast/1/kasta", "text/html", "", Vec::new())
        .told();
    expect![[r"
        405
        Sidan kan inte anropas på det sättet
        Gå tillbaka och försök igen, eller välj i menyn. Kvarstår det, kontakta systemförvaltaren.
        400
        Begäran har fel form
        Gå tillbaka och försök igen, eller välj i menyn. Kvarstår det, kontakta systemförvaltaren.
        403
        Begäran avvisades. Den hör inte till din inloggning, eller så får du inte göra detta.
        Gå tillbaka och försök igen, eller välj i menyn. Kvarstår det, kontakta systemförvaltaren.
    "]]
    .assert_eq(&format!("{}{unread}{forged}", answered.told()));
}

/// Programs are not given pages.
#[test]
fn a_program_is_answered_as_before() {
    let browser = Browser::of("eva");
    let unknown = browser.send("GET", "/finns/inte", "application/json", "", Vec::new());
    assert_eq!((unknown.status, unknown.body.len()), (StatusCode::NOT_FOUND, 0));
    let method = browser.send("PATCH", "/api/v1/entities", "*/*", "", Vec::new());
    assert_eq!(method.status, StatusCode::FORBIDDEN, "a write without the token");
}
