//! Feeder systems on pages: set up in a form, a file tried and taken, its receipt and the way back (INT-24).

use crate::pages::world::Browser;

const FIELDS: &str = "voucher: nr\nreference: nr\ndate: dag\ntext: text\naccount: konto\namount: belopp\n";

const FILE: &[u8] = "nr;dag;text;konto;belopp\nT1;2026-03-02;Tid;A;500\nT1;;;1910;-500\n".as_bytes();

fn form<'a>(faulty: &'a str, fields: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("kod", "TID"),
        ("namn", "Tidsystemet"),
        ("filform", "delimited"),
        ("avgransare", "semicolon"),
        ("rubrik", "ja"),
        ("tecken", "utf-8"),
        ("decimal", "comma"),
        ("datumform", "YYYY-MM-DD"),
        ("falt", fields),
        ("oversattning", "account: A = 5612\naccount: * = *\n"),
        ("vant", "nej"),
        ("vid_fel", faulty),
        ("stangt", "nej"),
    ]
}

/// The system is set up in the form, and what cannot be read is said with the form as it was typed.
#[test]
fn a_feeder_is_set_up_in_a_form() {
    let browser = Browser::of("eva");
    let empty = browser.get("/1098/forsystem").told();
    assert!(
        empty.starts_with("200") && empty.contains("Inget försystem är upplagt."),
        "{empty}"
    );
    let wrong = browser.form("/1098/forsystem/ny", &form("file", "date dag")).told();
    assert!(
        wrong.starts_with("422") && wrong.contains("En rad bland fälten går inte att läsa."),
        "{wrong}"
    );
    let lacking = browser
        .form("/1098/forsystem/ny", &form("file", "account: konto\namount: belopp"))
        .told();
    assert!(lacking.contains("Fältet date saknas"), "{lacking}");
    let kept = browser.form("/1098/forsystem/ny", &form("file", FIELDS)).told();
    assert_eq!(kept, "303 → /1098/forsystem/system/TID\n");
    let shown = browser.get("/1098/forsystem/system/TID");
    assert!(shown.html().contains("account: A = 5612"), "{}", shown.told());
    let changed = browser.form("/1098/forsystem/ny", &form("voucher", FIELDS)).told();
    assert_eq!(changed, "303 → /1098/forsystem/system/TID\n");
    assert!(
        browser
            .get("/1098/forsystem")
            .told()
            .contains("Verifikationen utelämnas")
    );
    let unknown = browser.get("/1098/forsystem/system/LON").told();
    assert!(
        unknown.starts_with("422") && unknown.contains("Det finns inget försystem LON."),
        "{unknown}"
    );
}

/// A file is tried and then taken; its faults stand with row and column; the receipt leads to vouchers and
/// back, and gives the file as it came.
#[test]
fn a_file_is_tried_taken_and_found_again() {
    let browser = Browser::of("eva");
    browser.form("/1098/forsystem/ny", &form("file", FIELDS));
    let send = |what: &str, file: &[u8]| {
        let fields = [("forsystem", "TID"), ("varningar", "prov"), ("gor", what)];
        browser.file_form("/1098/forsystem", &fields, ("fil", "tid.csv", file))
    };
    let faulty = send("las", b"nr;dag;text;konto;belopp\nT1;i dag;Tid;A;fem\n").told();
    assert!(
        faulty.starts_with("422") && faulty.contains("i dag är ingen dag skriven som YYYY-MM-DD."),
        "{faulty}"
    );
    assert!(faulty.contains("fem är inget belopp."), "{faulty}");
    let tried = send("prov", FILE).told();
    assert!(
        tried.starts_with("200") && tried.contains("Detta är ett prov."),
        "{tried}"
    );
    assert!(tried.contains("5612"), "{tried}");
    assert!(browser.get("/1098/forsystem").told().contains("Ingen fil är inläst."));
    assert_eq!(send("las", FILE).told(), "303 → /1098/forsystem/kvitton/1\n");
    let known = send("las", FILE).told();
    assert!(
        known.starts_with("422") && known.contains("Filen är redan inläst som tid.csv"),
        "{known}"
    );
    let receipt = browser.get("/1098/forsystem/kvitton/1");
    assert!(
        receipt.html().contains("href=\"/1098/verifikationer/I-2026-1\""),
        "{}",
        receipt.told()
    );
    let voucher = browser.get("/1098/verifikationer/I-2026-1");
    assert!(
        voucher
            .html()
            .contains("href=\"/1098/forsystem/verifikationer/I-2026-1\""),
        "{}",
        voucher.told()
    );
    let back = browser.get("/1098/forsystem/verifikationer/I-2026-1").told();
    assert_eq!(back, "303 → /1098/forsystem/kvitton/1\n");
    assert_eq!(browser.get("/1098/forsystem/kvitton/1/fil").body.as_ref(), FILE);
    for missing in ["forsystem/kvitton/x", "forsystem/verifikationer/I-2026-9"] {
        let told = browser.get(&format!("/1098/{missing}")).told();
        assert!(told.starts_with("404"), "{told}");
    }
}

/// SEC-10: who only reads sees the systems, and is given no form.
#[test]
fn who_only_reads_changes_nothing() {
    let browser = Browser::of("bo");
    let told = browser.form("/1098/forsystem/ny", &form("file", FIELDS)).told();
    assert!(told.starts_with("403"), "{told}");
    let sent = browser.file_form("/1098/forsystem", &[("forsystem", "TID")], ("fil", "tid.csv", FILE));
    assert!(sent.told().starts_with("403"), "{}", sent.told());
    assert!(browser.get("/1098/forsystem/ny").told().starts_with("403"));
}
