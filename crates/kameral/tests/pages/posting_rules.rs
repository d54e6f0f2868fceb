//! Posting rules: what they are, and why a line was added (GL-09, GL-10).

use axum::http::StatusCode;
use expect_test::expect;
use kameral_base::{Date, Pattern};
use kameral_ledger::model::{
    Base, Method, PostingRule, PostingRuleLine, Relation, RelationValue, Side, Taken, Trigger, WHOLE,
};
use kameral_ledger::register::Change;

use crate::pages::world::Browser;

/// Payments empty their bank account: the pair stands in a relation.
fn covering() -> Vec<Change> {
    let pair = RelationValue {
        from: Pattern::parse("19321").unwrap(),
        to: "19341".to_owned(),
        valid_from: None,
        valid_to: None,
    };
    let line = |account, share| PostingRuleLine {
        account,
        values: vec![("PROJ".to_owned(), Taken::Copied)],
        share,
    };
    vec![
        Change::Relation(Relation {
            relation: "täckning".to_owned(),
            from_dimension: "KONTO".to_owned(),
            name: "Bankkonto och överföringskonto".to_owned(),
            name_en: String::new(),
            values: vec![pair],
        }),
        Change::PostingRule(PostingRule {
            rule: "täck-R".to_owned(),
            version: 1,
            name: "Täckning av utbetalningar".to_owned(),
            name_en: String::new(),
            order: 10,
            active: true,
            method: Method::Transaction,
            base: Base::Line,
            when: Trigger {
                values: vec![("PROJ".to_owned(), Pattern::parse("!X*").unwrap())],
                kinds: vec!["general".to_owned()],
                side: Side::Credit,
                ..Trigger::on(Pattern::parse("19321").unwrap())
            },
            lines: vec![
                line(Taken::Related("täckning".to_owned()), -WHOLE),
                line(Taken::Fixed("1910".to_owned()), WHOLE),
            ],
            valid_from: Some(Date::constant(2026, 1, 1)),
            valid_to: None,
            text_sv: "Bankkontot för utbetalningar täcks från räntekontot varje dag.".to_owned(),
            text_en: String::new(),
        }),
    ]
}

#[test]
fn a_voucher_leads_from_a_generated_line_to_its_rule() {
    let browser = Browser::after("eva", &covering());
    let begun = browser.get("/1098/verifikationer/ny").header("location").to_owned();
    let sent = r#"{"version":1,"intent":"post","head":{"datum":"2026-06-02","text":"Betalning"},"lines":[
        {"line":1,"values":{"KONTO":"2581","debit":"625.00"}},
        {"line":2,"values":{"KONTO":"19321","credit":"625.00"}}]}"#;
    let posted = browser.json(&format!("{begun}/bokfor"), sent);
    assert_eq!(posted.status, StatusCode::OK, "{}", posted.html());
    let told: serde_json::Value = serde_json::from_str(posted.html()).unwrap();
    let voucher = browser.get(told["redirect"].as_str().unwrap());
    let link = voucher.between("register/automatkontering/", "\"").to_owned();
    assert_eq!(link, "t%C3%A4ck-R#v1");
    let told = voucher.told();
    let lines = told
        .split("\nKredit\n")
        .nth(1)
        .unwrap()
        .split("\nSumma\n")
        .next()
        .unwrap();
    expect![[r"
        1
        2581
        Leverantörsskulder, utomstatliga
        öppen post
        625,00
        2
        19321
        Bank A utbetalningar, räntebärande flöde
        625,00
        3
        19341
        Överföring från räntekonto, Bank A utbetalningar
        täck-R 1
        av rad 2
        625,00
        4
        1910
        Räntekonto i Riksgälden
        täck-R 1
        av rad 2
        625,00"]]
    .assert_eq(lines);
    let rule = browser.get("/1098/register/automatkontering/t%C3%A4ck-R").told();
    expect![[r"
        200
        Automatkontering
        täck-R Täckning av utbetalningar
        Ny version
        n
        Version 1
        Bankkontot för utbetalningar täcks från räntekontot varje dag.
        Läge
        Gäller i dag
        Sätt
        Med transaktionen
        Ordning
        10
        Konton
        19321
        PROJ
        !X*
        Verifikationstyp
        general
        Sida
        Kredit
        Gäller från
        2026-01-01
        täck-R Version 1
        Konto
        Koddelar
        Andel av raden
        genom relationen täckning
        PROJ: radens egen
        −100 %
        1910
        PROJ: radens egen
        100 %
        Provkör
        Ändra giltighet
    "]]
    .assert_eq(&rule);
}

#[test]
fn rules_are_listed_in_their_order() {
    let none = Browser::of("eva").get("/1098/register/automatkontering").told();
    assert!(none.contains("Inga regler är upplagda"), "{none}");
    let listed = Browser::after("bo", &covering())
        .get("/1098/register/automatkontering")
        .told();
    expect![[r"
        200
        Automatkontering
        Automatkontering
        Ordning
        Regel
        Version
        Benämning
        Sätt
        Konton
        Gäller från
        Gäller till
        Läge
        10
        täck-R
        1
        Täckning av utbetalningar
        Med transaktionen
        19321
        2026-01-01
        Gäller i dag
    "]]
    .assert_eq(&listed);
    let browser = Browser::of("eva");
    assert_eq!(
        browser.get("/1098/register/automatkontering/nix").status,
        StatusCode::NOT_FOUND
    );
}

/// Posts a payment of 625 kronor from the bank account, by the grid.
fn pay(browser: &Browser) {
    let begun = browser.get("/1098/verifikationer/ny").header("location").to_owned();
    let sent = r#"{"version":1,"intent":"post","head":{"datum":"2026-06-02","text":"Betalning"},"lines":[
        {"line":1,"values":{"KONTO":"2581","debit":"625.00"}},
        {"line":2,"values":{"KONTO":"19321","credit":"625.00"}}]}"#;
    let posted = browser.json(&format!("{begun}/bokfor"), sent);
    assert_eq!(posted.status, StatusCode::OK, "{}", posted.html());
}

const RULES: &str = "/1098/register/automatkontering";

/// GL-09, GL-11, GL-12: a rule is written, tried on what was posted before it was, switched on, and run
/// for the period; a second run finds nothing left.
#[test]
fn a_rule_is_written_tried_and_run() {
    let browser = Browser::of("eva");
    pay(&browser);
    let mut fields = vec![
        ("rule", "tomning"),
        ("version", "1"),
        ("name", "Tömning"),
        ("order", "10"),
        ("method", "run"),
        ("base", "line"),
        ("accounts", "19321"),
        ("side", "either"),
        ("lines", "19341 -100%\n1910 99%"),
    ];
    let refused = browser.form(&format!("{RULES}/spara"), &fields);
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.told().contains("går inte jämnt upp"), "{}", refused.told());
    assert!(refused.html().contains("1910 99%"), "what was typed stays");
    fields[8].1 = "19341 -100%\n1910 x%";
    let refused = browser.form(&format!("{RULES}/spara"), &fields).told();
    assert!(refused.contains("Kunde inte läsas: 1910 x%"), "{refused}");
    fields[8].1 = "19341 -100%\n1910 100%";
    let kept = browser.form(&format!("{RULES}/spara"), &fields);
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.told());
    let none = browser.get("/1098/automatkorning?period=202606&satt=run").told();
    assert!(none.contains("Inga påslagna regler"), "switched off: {none}");
    let tried = browser
        .get(&format!("{RULES}/tomning/1/provkor?perioder=202601..202612"))
        .told();
    assert!(
        tried.contains("19341\n625,00\n625,00\n1910\n−625,00\n−625,00") || tried.contains("1910\n−625,00"),
        "{tried}"
    );
    let form = browser.get(&format!("{RULES}/tomning/1/giltighet"));
    assert!(form.html().contains("19341 -100%\n1910 100%"), "{}", form.html());
    fields.push(("active", "ja"));
    assert_eq!(
        browser.form(&format!("{RULES}/spara"), &fields).status,
        StatusCode::SEE_OTHER
    );
    let left = browser.get("/1098/automatkorning?period=202606&satt=run").told();
    assert!(left.contains("Bokför det som återstår"), "{left}");
    let run = browser.form("/1098/automatkorning", &[("period", "202606"), ("satt", "run")]);
    assert_eq!(run.status, StatusCode::SEE_OTHER, "{}", run.told());
    let after = browser.get(run.header("location")).told();
    assert!(
        after.contains("Bokfört: R-2026-1.") && after.contains("inget återstår"),
        "{after}"
    );
    let voucher = browser.get("/1098/verifikationer/R-2026-1");
    let line = voucher
        .between("href=\"/1098/verifikationer/R-2026-1/rader/", "\"")
        .to_owned();
    let why = browser
        .get(&format!("/1098/verifikationer/R-2026-1/rader/{line}"))
        .told();
    expect![[r"
        200
        Verifikationer
        Verifikation R-2026-1
        Varför denna rad?
        Rad 1 i R-2026-1: 1910 Räntekonto i Riksgälden, körningen av 202606.
        Regel
        Regel tomning, version 1
        Det som en rad kräver
        −625,00
        Bokfört tidigare, dras ifrån
        0,00
        Denna rad
        −625,00
        Rader som regeln prövades på
        Verifikation
        Verifikationsdatum
        Kontering
        Text
        Belopp
        Andel av raden
        A-2026-1 rad 2
        2026-06-02
        19321
        Betalning
        −625,00
        −625,00
        Summa
        −625,00
    "]]
    .assert_eq(&why);
    assert_eq!(
        browser.get("/1098/verifikationer/R-2026-1/rader/9").status,
        StatusCode::NOT_FOUND
    );
    let again = browser.form("/1098/automatkorning", &[("period", "202606"), ("satt", "run")]);
    assert!(again.header("location").ends_with("bokfort="), "nothing was posted");
    let next = browser.get(&format!("{RULES}/tomning/ny-version"));
    assert!(next.html().contains("value=\"2\""), "{}", next.html());
}

/// GL-10: what rules add is not shown while typing, but a preview shows it and posts nothing.
#[test]
fn a_preview_shows_what_rules_add() {
    let browser = Browser::after("eva", &covering());
    let begun = browser.get("/1098/verifikationer/ny").header("location").to_owned();
    let sent = r#"{"version":1,"intent":"preview","head":{"datum":"2026-06-02","text":"Betalning"},"lines":[
        {"line":1,"values":{"KONTO":"2581","debit":"625.00"}},
        {"line":2,"values":{"KONTO":"19321","credit":"625.00"}}]}"#;
    let shown = browser.json(&format!("{begun}/bokfor"), sent);
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.html());
    let shown: serde_json::Value = serde_json::from_str(shown.html()).unwrap();
    let third = shown["shown"][0]["rows"][2].to_string();
    assert!(third.contains("19341") && third.contains("täck-R, av rad 2"), "{third}");
    assert_eq!(shown["version"], 2);
    let list = browser.get("/1098/verifikationer").told();
    assert!(!list.contains("A-2026-1"), "nothing is posted: {list}");
}

/// Two rules that would post the same for the same line are told where rules are listed.
#[test]
fn rules_that_post_the_same_are_told() {
    let mut changes = covering();
    if let Some(Change::PostingRule(rule)) = changes.last().cloned() {
        let twin = PostingRule {
            rule: "tvilling".to_owned(),
            when: Trigger::on(Pattern::parse("1932*").unwrap()),
            ..rule
        };
        changes.push(Change::PostingRule(twin));
    }
    let told = Browser::after("eva", &changes).get(RULES).told();
    assert!(told.contains("Regler som skulle bokföra samma sak"), "{told}");
    let alone = Browser::after("eva", &covering()).get(RULES).told();
    assert!(!alone.contains("samma sak"), "{alone}");
}
