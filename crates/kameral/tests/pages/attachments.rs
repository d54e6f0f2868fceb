//! Documents: added to a draft, refused in place, kept through typing and posting, fetched.

use axum::http::StatusCode;
use expect_test::expect;

use crate::pages::world::Browser;

/// The largest document, and one byte more.
const TOO_MANY: usize = 32 * 1024 * 1024 + 1;

fn begun(browser: &Browser) -> String {
    browser.get("/1098/verifikationer/ny").header("location").to_owned()
}

/// What the grid sends of a draft at a version.
fn typed(version: i64) -> String {
    format!(
        r#"{{"version":{version},"intent":"post","head":{{"datum":"2026-06-02","text":"Kvitto"}},"lines":[
            {{"line":1,"values":{{"KONTO":"5611","debit":"5,00"}}}},{{"line":2,"values":{{"KONTO":"1910","credit":"5,00"}}}}]}}"#
    )
}

/// The first address of a document on a page.
fn document(page: &str) -> &str {
    let at = page.find("/underlag/").expect("a document");
    let from = page[..at].rfind('"').expect("an attribute") + 1;
    &page[from..from + page[from..].find('"').expect("its end")]
}

/// Added with its name, size and hash; typing and posting keep it; the voucher gives back the bytes
/// as a file that no browser opens as a page of ours.
#[test]
fn a_document_follows_its_voucher() {
    let browser = Browser::of("eva");
    let own = begun(&browser);
    let page = b"<script>alert(1)</script>";
    let added = browser.files(
        &format!("{own}/underlag"),
        &[
            ("C:\\kvitto, mars.html", "text/html", page),
            ("igen.txt", "text/plain", page),
        ],
    );
    assert_eq!(added.header("location"), own);
    let draft = browser.get(&own);
    let listed = draft.told();
    let listed = listed
        .split_once("Underlag\n")
        .map(|(_, after)| after)
        .unwrap_or_default();

    assert_eq!(browser.json(&own, &typed(2)).status, StatusCode::OK, "typing keeps it");
    let posted = browser.json(&format!("{own}/bokfor"), &typed(3));
    let told = posted.told();
    assert!(told.contains("A-2026-1"), "{told}");
    let voucher = browser.get("/1098/verifikationer/A-2026-1");
    let fetched = browser.get(document(voucher.html()));
    assert_eq!(&fetched.body[..], page);
    assert_eq!(fetched.header("x-content-type-options"), "nosniff");
    assert_eq!(
        fetched.header("content-disposition"),
        "attachment; filename*=UTF-8''kvitto%2C%20mars.html"
    );
    assert_eq!(
        browser.get("/1098/verifikationer/A-2026-1/underlag/00").status,
        StatusCode::NOT_FOUND
    );
    expect![[r"
        Fil
        Storlek, byte
        Kontrollsumma (SHA-256)
        Åtgärd
        kvitto, mars.html
        25
        5c140d35dcb46a62…
        5c140d35dcb46a622e2cedf5ef5cc3638cdffd1c118c9331f8c84669f0b74783
        Ta bort
        En eller flera, högst 32 MB var. De följer med när verifikationen bokförs.
        Lägg till filer
        Lägg till
    "]]
    .assert_eq(listed);
}

/// Nothing is added when one of the files is refused; what was typed is there.
#[test]
fn files_are_refused_in_place_all_or_none() {
    let browser = Browser::of("eva");
    let own = begun(&browser);
    assert_eq!(browser.json(&own, &typed(1)).status, StatusCode::OK);
    let large = vec![b'x'; TOO_MANY];
    let files = format!("{own}/underlag");
    let refused = browser.files(
        &files,
        &[
            ("rätt.txt", "text/plain", b"x"),
            ("tom.txt", "text/plain", b""),
            ("stor.pdf", "application/pdf", &large),
        ],
    );
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.html().contains("5611"), "what was typed is there");
    let told = refused.told();
    let told = told
        .split_once("Verifikationsdatum")
        .map(|(before, _)| before)
        .unwrap_or_default();
    let none = browser.files(&files, &[("", "application/octet-stream", b"")]).told();
    assert!(none.contains("Ingen fil är vald."));
    assert!(!browser.get(&own).html().contains("rätt.txt"), "none of them is there");
    assert_eq!(
        browser.get(&files).header("location"),
        own,
        "the address leads back to the draft"
    );
    expect![[r"
        422
        Utkast
        Ny verifikation
        Valuta
        Ctrl
        Shift
        L
        Spara som mall
        Ctrl
        Shift
        M
        2 saker behöver rättas
        Filen tom.txt är tom. Kontrollera att det är rätt fil, och lägg till den igen.
        Filen stor.pdf är större än 32 MB. Dela upp den eller spara den mindre, och lägg till den igen.
        Verifikationens rader skrivs med hjälp av skript, som är avstängt i webbläsaren. Verifikationer kan också läsas in från fil.
    "]].assert_eq(told);
}

/// Taken out of the draft; a document of somebody else's draft is not there to fetch.
#[test]
fn a_document_is_taken_out_again() {
    let mut browser = Browser::of("eva");
    let own = begun(&browser);
    let added = browser.files(&format!("{own}/underlag"), &[("kvitto.txt", "text/plain", b"x")]);
    assert_eq!(added.status, StatusCode::SEE_OTHER);
    let address = document(browser.get(&own).html()).to_owned();
    assert_eq!(&browser.get(&address).body[..], b"x");
    browser.form(&format!("{address}/ta-bort"), &[]);
    assert!(!browser.get(&own).html().contains("kvitto.txt"));
    browser.sign_in("bo");
    assert_eq!(browser.get(&address).status, StatusCode::FORBIDDEN);
}
