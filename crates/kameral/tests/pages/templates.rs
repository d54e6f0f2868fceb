//! Templates: saved from what is in hand, used with and without amounts, deleted by their owner.

use axum::http::StatusCode;
use expect_test::expect;

use crate::pages::world::Browser;

/// A draft with two lines, as the grid keeps it.
const TYPED: &str = r#"{"version":1,"head":{"text":"Hyra mars","motpart":"Bo AB"},"lines":[
    {"line":1,"values":{"KONTO":"5611","debit":"500,00"}},{"line":2,"values":{"KONTO":"1910","credit":"500,00"}}]}"#;

/// A draft that somebody types in.
fn draft(browser: &Browser) -> String {
    let begun = browser.get("/1098/verifikationer/ny");
    let own = begun.header("location").to_owned();
    assert_eq!(browser.json(&own, TYPED).status, StatusCode::OK);
    own
}

/// Saved from a draft, the draft is still in hand and tells where the template is.
#[test]
fn a_template_is_saved_from_a_draft_and_begins_another() {
    let browser = Browser::of("eva");
    let own = draft(&browser);
    let form = browser.get(&format!("{own}/mall"));
    assert!(form.html().contains("value=\"Hyra mars\""), "a name to begin from");
    let saved = browser.form(&format!("{own}/mall"), &[("namn", "Hyra / lokal"), ("delad", "ja")]);
    assert_eq!(saved.header("location"), format!("{own}?mall=Hyra%20/%20lokal"));
    assert!(
        browser
            .get(saved.header("location"))
            .told()
            .contains("Mallen Hyra / lokal är sparad.")
    );
    let stale = browser.get(&format!("{own}?mall=Annan")).told();
    assert!(
        !stale.contains("är sparad"),
        "an address tells of no template that is not there"
    );

    let mut told = browser.get("/1098/mallar").told();
    told += &browser.get("/1098/mallar/Hyra%20%2F%20lokal").told();
    for amounts in ["nej", "ja"] {
        let begun = browser.form("/1098/mallar/Hyra%20%2F%20lokal/borja", &[("belopp", amounts)]);
        let lines = browser.get(&format!("{}/rader", begun.header("location")));
        told += &lines.told();
    }
    expect![[r#"
        200
        Konteringsmallar
        Verifikationer att börja från. Egna mallar ser bara du; delade får alla använda som registrerar.
        Namn
        Visa
        Konteringsmallar
        Namn
        Ny verifikation
        För
        Ägare
        Sparad
        Hyra / lokal
        Utan belopp
        Med belopp
        Alla
        eva
        2026-06-30
        200
        Konteringsmallar
        Hyra / lokal
        Alla
        En ny verifikation får text, motpart och rader härifrån, men eget datum och nummer.
        Börja utan belopp
        n
        Börja med belopp
        b
        Ta bort
        Ägare
        eva
        Sparad
        2026-06-30
        Text
        Hyra mars
        Motpart
        Bo AB
        Konteringsrader
        Rad
        Konto
        Benämning
        Text
        Debet
        Kredit
        1
        5611
        Förbrukningsinventarier, inomstatliga
        500,00
        2
        1910
        Räntekonto i Riksgälden
        500,00
        200 {"lines":[{"line":1,"values":{"KONTO":"5611"}},{"line":2,"values":{"KONTO":"1910"}}]}
        200 {"lines":[{"line":1,"values":{"KONTO":"5611","debit":"500.00"}},{"line":2,"values":{"KONTO":"1910","credit":"500.00"}}]}
    "#]]
    .assert_eq(&told);
}

/// Refused beside the name, with what was typed; a template of somebody else's is not deleted.
#[test]
fn a_template_is_refused_in_its_form_and_deleted_by_its_owner() {
    let browser = Browser::of("eva");
    let own = draft(&browser);
    let refused = browser.form(&format!("{own}/mall"), &[("namn", " "), ("delad", "ja")]);
    assert!(refused.html().contains("checked"), "what was ticked is ticked");
    assert_eq!(
        browser.form(&format!("{own}/mall"), &[("namn", "Hyra")]).status,
        StatusCode::SEE_OTHER
    );
    let asked = browser.get("/1098/mallar/Hyra/radera").told();
    let deleted = browser.form("/1098/mallar/Hyra/radera", &[]).told();
    let gone = browser.form("/1098/mallar/Hyra/borja", &[]).told();
    expect![[r"
        422
        Ny verifikation
        Spara som mall
        Text, motpart, 2 rader och belopp sparas under ett namn. Datum, nummer och underlag följer inte med.
        En sak behöver rättas
        Mallens namn saknas, är längre än 60 tecken eller har tecken som inte syns. Skriv ett kort namn på en rad.
        Namn
        En egen mall med samma namn ersätts.
        Mallens namn saknas, är längre än 60 tecken eller har tecken som inte syns. Skriv ett kort namn på en rad.
        Dela med alla
        Alla som registrerar här får använda mallen. Bara du kan ändra och ta bort den.
        Spara mallen
        Avbryt
        200
        Konteringsmallar
        Hyra
        Ta bort mallen Hyra?
        Verifikationer som har börjat från mallen påverkas inte.
        Ta bort
        Avbryt
        303 → /1098/mallar
        404
        Sidan finns inte
        Gå tillbaka och försök igen, eller välj i menyn. Kvarstår det, kontakta systemförvaltaren.
    "]]
    .assert_eq(&format!("{}{asked}{deleted}{gone}", refused.told()));
}

/// Who may not register meets neither list nor form.
#[test]
fn who_does_not_register_sees_no_templates() {
    let browser = Browser::of("bo");
    for path in ["/1098/mallar", "/1098/mallar/Hyra", "/1098/mallar/Hyra/radera"] {
        assert_eq!(browser.get(path).status, StatusCode::FORBIDDEN, "{path}");
    }
    assert!(
        !browser.get("/1098").html().contains("/1098/mallar"),
        "nor the way there"
    );
}
