//! Posting rules: what they are, and why a line was added (GL-09, GL-10).

use axum::http::StatusCode;
use expect_test::expect;
use kameral_base::{Date, Pattern};
use kameral_ledger::model::{
    Base, Method, PostingRule, PostingRuleLine, Relation, RelationValue, Side, Taken, Trigger, WHOLE,
};
use kameral_ledger::register::Change;

use crate::world::Browser;

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
        Version 1
        Bankkontot för utbetalningar täcks från räntekontot varje dag.
        Läge
        Gäller i dag
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
        Konton
        Gäller från
        Gäller till
        Läge
        10
        täck-R
        1
        Täckning av utbetalningar
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
