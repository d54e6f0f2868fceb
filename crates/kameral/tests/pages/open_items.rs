//! Open items: by account, chosen and paired, proposed, undone, found from their voucher.

use axum::http::StatusCode;
use expect_test::expect;

use crate::pages::world::Browser;

const ACCOUNT: &str = "/1098/oppna-poster?konto=1511";

/// Vouchers with a line on the followed account; their texts, and their amounts in öre.
fn posted(browser: &Browser, vouchers: &[(&str, i64)]) {
    for (text, amount) in vouchers {
        let begun = browser.get("/1098/verifikationer/ny").header("location").to_owned();
        let (here, there) = if amount.is_negative() {
            ("credit", "debit")
        } else {
            ("debit", "credit")
        };
        let kronor = amount.abs() / 100;
        let sent = format!(
            r#"{{"version":1,"intent":"post","head":{{"datum":"2026-06-02","text":"{text}"}},"lines":[
                {{"line":1,"values":{{"KONTO":"1511","{here}":"{kronor}"}}}},
                {{"line":2,"values":{{"KONTO":"1910","{there}":"{kronor}"}}}}]}}"#
        );
        let answered = browser.json(&format!("{begun}/bokfor"), &sent);
        assert_eq!(answered.status, StatusCode::OK, "{}", answered.told());
    }
}

/// The part of a page that begins with its table.
fn table(told: &str) -> &str {
    told.find("\nVälj\n")
        .or(told.find("\nNr\n"))
        .map_or(told, |at| &told[at + 1..])
}

/// The overview shows accounts with something open, even where it sums to nothing.
#[test]
fn accounts_with_open_items_are_listed_beside_their_balance() {
    let browser = Browser::of("eva");
    posted(&browser, &[("Faktura", 10_000), ("Betalning", -10_000)]);
    let told = browser.get("/1098/oppna-poster").told();
    let all = browser.get("/1098/oppna-poster?visa=alla&konto=151*").told();
    assert!(
        all.contains("\n1512\n"),
        "every followed account is there when asked for"
    );
    expect![[r"
        200
        Öppna poster
        Rader på konton som följs upp post för post tills de är parade.
        Konto
        F9
        Konton
        Med öppna poster
        Alla
        Visa
        Öppna poster
        Konto
        Benämning
        Öppet
        Saldo
        Avstämning
        1511
        Kundfordringar, utomstatliga, räntebärande flöde
        0,00
        0,00
        Stämmer
    "]]
    .assert_eq(&told);
}

/// Lines are chosen and paired when they cancel out; what was chosen stays chosen when they do not.
#[test]
fn chosen_lines_are_paired_and_the_pairing_is_undone() {
    let browser = Browser::of("eva");
    posted(
        &browser,
        &[("Faktura", 10_000), ("Betalning", -9_000), ("Kvitto", -10_000)],
    );
    let pair = "/1098/oppna-poster/para?konto=1511&sok=";
    let refused = browser.form(pair, &[("post", "1.1.10000"), ("post", "2.1.-9000")]);
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.html().matches(" checked").count(), 2, "what was chosen");
    let none = browser.form(pair, &[]).told();
    assert!(none.contains("Inga poster är valda."));
    let paired = browser.form(pair, &[("post", "1.1.10000"), ("post", "3.1.-10000")]);
    let again = browser.form(pair, &[("post", "1.1.10000"), ("post", "3.1.-10000")]);
    assert_eq!(
        again.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "nothing is open of them"
    );
    let after = browser.get(paired.header("location")).told();
    let kept = browser.get(&format!("{ACCOUNT}&flik=parade")).told();
    let undone = browser.form("/1098/oppna-poster/1/upphav?konto=1511", &[]);
    let told = browser.get(undone.header("location")).told();
    assert!(told.contains("Ihopparning 1 är upphävd. Posterna är öppna igen."));
    let history = browser.get(&format!("{ACCOUNT}&flik=parade")).told();
    expect![[r"
        200
        Öppna poster
        Öppna poster, konto 1511
        Kundfordringar, utomstatliga, räntebärande flöde
        Klart:
        Ihopparning 1 är gjord: 2 poster tar ut varandra.
        Upphäv
        Öppet tillsammans
        −90,00
        Debet
        0,00
        Kredit
        −90,00
        Huvudbok
        1511
        Konto
        F9
        Verifikation, belopp eller text
        Visa
        Rensa
        Öppna
        1
        Förslag
        0
        Ihopparade
        Valda
        0
        Summa
        0,00
        Para ihop valda
        p
        Öppna
        Välj
        Nummer
        Datum
        Ålder, dagar
        Text
        Motpart
        Referens
        Belopp
        Öppet
        A-2026-2
        2026-06-02
        28
        Betalning
        −90,00
        −90,00
        Nr
        När (UTC)
        Vem
        Poster
        Belopp
        Läge
        Åtgärd
        1
        2026-06-30 08:00
        eva
        A-2026-1
        100,00
        ,
        A-2026-3
        −100,00
        100,00
        Gäller
        Upphäv
        Nr
        När (UTC)
        Vem
        Poster
        Belopp
        Läge
        Åtgärd
        2
        2026-06-30 08:00
        eva
        A-2026-1
        −100,00
        ,
        A-2026-3
        100,00
        100,00
        Upphäver 1
        1
        2026-06-30 08:00
        eva
        A-2026-1
        100,00
        ,
        A-2026-3
        −100,00
        100,00
        Upphävd av 2
    "]]
    .assert_eq(&format!("{}{}{}", after, table(&kept), table(&history)));
}

/// Proposals are agreed to; a voucher leads to its items and back.
#[test]
fn proposals_are_agreed_to_and_vouchers_lead_to_their_items() {
    let mut browser = Browser::of("eva");
    posted(
        &browser,
        &[("Kvitto 77", 4_200), ("Kvitto 77", -4_200), ("Kvitto 78", 4_300)],
    );
    let proposed = browser.get(&format!("{ACCOUNT}&flik=forslag"));
    let value = proposed.between("name=\"par\" value=\"", "\"").to_owned();
    let agreed = browser.form("/1098/oppna-poster/para-forslag?konto=1511", &[("par", &value)]);
    assert_eq!(agreed.header("location"), format!("{ACCOUNT}&flik=parade"));
    let voucher = browser.get("/1098/verifikationer/A-2026-1");
    let items = "/1098/oppna-poster?konto=1511&amp;sok=A-2026-1&amp;flik=parade";
    assert!(voucher.html().contains(items), "{}", voucher.html());
    let paired = browser.get(&items.replace("&amp;", "&"));
    assert!(
        paired.html().contains("href=\"/1098/verifikationer/A-2026-2\""),
        "and on to the other"
    );
    let of_another = browser.get(&format!("{ACCOUNT}&flik=parade&sok=A-2026-3")).told();
    assert!(of_another.contains("Inget är ihopparat."));
    let found = |sought: &str| {
        browser
            .get(&format!("{ACCOUNT}&sok={sought}"))
            .html()
            .matches("data-ore")
            .count()
    };
    assert_eq!(
        [found("43,00"), found("42,00"), found("kvitto"), found("A-2026-3")],
        [1, 0, 1, 1]
    );

    browser.sign_in("bo");
    let read = browser.get(ACCOUNT);
    assert!(
        !read.html().contains("type=\"checkbox\" name=\"post\""),
        "who may not pair chooses nothing"
    );
    let denied = browser.form("/1098/oppna-poster/para?konto=1511", &[("post", "3.1.4300")]);
    assert_eq!(denied.status, StatusCode::FORBIDDEN);
}

/// A long list has pages, and a page begins after a line whether that is open still or not.
#[test]
fn a_long_list_has_pages() {
    let browser = Browser::of("eva");
    let many: Vec<String> = (0..203).map(|number| format!("{}00", number + 1)).collect();
    let lines: Vec<String> = (1..)
        .zip(&many)
        .map(|(line, kronor)| {
            let at = |account: &str, side: &str, line: usize| {
                format!(r#"{{"line":{line},"values":{{"KONTO":"{account}","{side}":"{kronor}"}}}}"#)
            };
            format!(
                "{},{}",
                at("1511", "debit", line * 2),
                at("1910", "credit", line * 2 + 1)
            )
        })
        .collect();
    let begun = browser.get("/1098/verifikationer/ny").header("location").to_owned();
    let head = r#""head":{"datum":"2026-06-02","text":"Många"}"#;
    let sent = format!(
        r#"{{"version":1,"intent":"post",{head},"lines":[{}]}}"#,
        lines.join(",")
    );
    assert_eq!(browser.json(&format!("{begun}/bokfor"), &sent).status, StatusCode::OK);
    let first = browser.get(ACCOUNT);
    assert_eq!(first.html().matches("data-ore").count(), 200);
    let before = first.html().split(" rel=\"next\"").next().unwrap();
    let next = before
        .rsplit("href=")
        .next()
        .unwrap()
        .trim_matches('"')
        .replace("&amp;", "&");
    assert_eq!(next, format!("{ACCOUNT}&efter=2026-06-02.1.399"));
    let second = browser.get(&next);
    assert_eq!(second.html().matches("data-ore").count(), 3);
}
