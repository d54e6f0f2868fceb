//! Stories about the file to Hermes (INT-05, INT-06, APR-07, APR-21, APR-23, CLS-09).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]
#![allow(
    clippy::format_collect,
    clippy::format_push_string,
    reason = "a story has few lines, and this reads best"
)]

use crate::books;

use books::{Books, check, each_books, order, spring, told};
use expect_test::expect;
use kameral_access::IdempotencyKey;
use kameral_exchange::commands::{HermesKind, Source, explain, make, prepare};

/// INT-05, CLS-09: cumulative, summed, sorted, 49 characters; the same books make the same bytes.
#[test]
fn a_file_holds_opening_balances_and_outturn_up_to_the_period() {
    check(
        &spring(
            "spärra 202600..202603
            hermes 202603
            visa hermes 1
            hermes 202603
            hermes 202603 b",
        ),
        expect![[r#"
            ny hermes 1 #1098#0000#202603a# 13 rader
            U1511                                        8000|
            X1531                I1128                  70000|
            U1741      10                              170000|
            X1910                                     1000000|
            U1910                                       -2550|
            X2069                                     -670000|
            U2561                M1200                -120000|
            X2581                                     -400000|
            U2581                                      -50000|
            U3011      10                             -170000|
            U3419      20                               -8000|
            U5021      10        M1200                 120000|
            U5531      10                               52550|
            samma som hermes 1 #1098#0000#202603a# 13 rader
            ny hermes 2 #1098#0000#202603b# 13 rader
        "#]],
    );
}

/// INT-05, APR-07: everything that is missing, at once, and nothing is kept.
#[test]
fn a_file_is_refused_with_everything_that_is_missing() {
    check(
        "
        2026-01-10 Avgift | 1741 500,00 | 3011 FIN=10 -500,00
        2026-01-11 Hyra | 5021 FIN=10 70,00 | 1910 -70,00
        2026-01-12 Hyra | 5021 FIN=10 MP=L1 7,00 | 5599 FIN=10 MP=X9 5,00 | 5541 FIN=10 3,00 | 1910 -15,00
        2026-01-13 Lön | 9411 FIN=10 9,00 | 1910 -9,00
        sätt hermes 2026-01-01 codes=s_code
        spärra 202600
        hermes 202601
        visa hermes 1
        ",
        expect![[r#"
            inställningar 1
            exchange_period_open (period): Perioden 202601 är öppen, så filens belopp kan ändras. Spärra eller stäng perioden i alla moduler.
            exchange_s_code_missing (s_code): Konto 5541 Tidningar med 3,00 har ingen S-kod. Ange S-koden i kontoplanen.
            exchange_financier_missing (financier): Konto 1741 Redovisat mot anslag har 500,00 utan finansiär. Kontera om till den finansiär som betalar.
            exchange_counterparty_missing (counterparty): Konto 5021 Lokalhyra, inomstatlig har 70,00 utan motpart. Kontera om till motparten i staten.
            exchange_counterparty_kind_unknown (counterparty): Motparten X9 på konto 5599 med 5,00 har inget slag. Ange om den är inomstatlig, inom bokslutskoncernen eller utomstatlig.
            exchange_counterparty_outside (counterparty): Motparten L1 står utanför staten, men konto 5021 med 7,00 är inomstatligt. Kontera om, eller rätta motpartens slag.
            exchange_internal_unbalanced (account): Internkontona summerar till 9,00 i stället för noll, så filen skulle inte balansera. Rätta de interna händelserna.
            exchange_file_unknown (number): Utkorgen har ingen fil hermes med nummer 1. Välj ett nummer ur listan.
        "#]],
    );
}

/// The settings are dated; what cannot be is refused.
#[test]
fn settings_hold_from_their_day_on() {
    check(
        &spring(
            "sätt hermes 2026-03-31 codes=s_code financier_on_result_rows=false name_template=H_{period}
            sätt hermes 2026-03-31 codes=s_code financier_on_result_rows=false name_template=H_{period}
            sätt hermes 2026-01-01 zero_rows=true
            sätt hermes 2026-04-01 agency_number=109 line_end=cr charset=ebcdic period_letter=A name_template={x} financier_dimension=PAYS model=result_account accounts_without_counterparty=1-
            spärra 202600..202603
            hermes 202602
            hermes 202603
            visa hermes 2
            hermes 202613
            hermes 202600
            hermes 203001",
        ),
        expect![[r#"
            inställningar 1
            inställningar 1
            exchange_settings_backward (valid_from): Inställningar gäller redan från en senare dag än 2026-01-01. Välj den dagen eller en senare.
            exchange_agency_number_malformed (agency_number): Löpnumret 109 är inte fyra siffror. Ange myndighetens löpnummer i inställningarna.
            exchange_setting_unknown (setting): Inställningen cr finns inte. Tillåtna är crlf, lf.
            exchange_letter_malformed (letter): Bokstaven A kan inte stå i periodkoden. Skriv en liten bokstav, till exempel a.
            exchange_name (name_template): Filnamnet kan inte göras. Platshållaren x finns inte. Tillåtna är myndighet, delmyndighet, period.
            exchange_dimension_unknown (dimension): Det finns ingen direkt koddel PAYS. Rätta inställningen eller lägg upp koddelen.
            exchange_relation_unknown (relation): Det finns ingen relation resultatkonto. Rätta inställningen eller lägg upp relationen.
            ny hermes 1 #1098#0000#202602a# 12 rader
            ny hermes 2 H_202603a 13 rader
            US1511                                       8000|
            XS1531               I1128                  70000|
            US1741     10                              170000|
            XS1910                                    1000000|
            US1910                                      -2550|
            XS2069                                    -670000|
            US2561               M1200                -120000|
            XS2581                                    -400000|
            US2581                                     -50000|
            US3011                                    -170000|
            US3111                                      -8000|
            US5021               M1200                 120000|
            US5531                                      52550|
            exchange_period_open (period): Perioden 202604 är öppen, så filens belopp kan ändras. Spärra eller stäng perioden i alla moduler.
            exchange_period_open (period): Perioden 202605 är öppen, så filens belopp kan ändras. Spärra eller stäng perioden i alla moduler.
            exchange_period_open (period): Perioden 202606 är öppen, så filens belopp kan ändras. Spärra eller stäng perioden i alla moduler.
            exchange_period_open (period): Perioden 202607 är öppen, så filens belopp kan ändras. Spärra eller stäng perioden i alla moduler.
            exchange_period_open (period): Perioden 202608 är öppen, så filens belopp kan ändras. Spärra eller stäng perioden i alla moduler.
            exchange_period_open (period): Perioden 202609 är öppen, så filens belopp kan ändras. Spärra eller stäng perioden i alla moduler.
            exchange_period_open (period): Perioden 202610 är öppen, så filens belopp kan ändras. Spärra eller stäng perioden i alla moduler.
            exchange_period_open (period): Perioden 202611 är öppen, så filens belopp kan ändras. Spärra eller stäng perioden i alla moduler.
            exchange_period_open (period): Perioden 202612 är öppen, så filens belopp kan ändras. Spärra eller stäng perioden i alla moduler.
            exchange_period_open (period): Perioden 202613 är öppen, så filens belopp kan ändras. Spärra eller stäng perioden i alla moduler.
            exchange_period_unknown (period): Perioden 202600 ligger inte i något räkenskapsår, eller är en ingående balans. Välj en månad i ett upplagt år.
            exchange_period_unknown (period): Perioden 203001 ligger inte i något räkenskapsår, eller är en ingående balans. Välj en månad i ett upplagt år.
        "#]],
    );
}

/// Model 1 takes the result account from a relation of the model.
#[test]
fn in_model_1_a_charge_is_followed_by_its_result_account() {
    use kameral_base::Pattern;
    use kameral_ledger::model::{Relation, RelationValue};
    use kameral_ledger::register::Change;
    let told = books::told_by_both(|books| {
        let pair = RelationValue {
            from: Pattern::parse("1741").unwrap(),
            to: "3011".to_owned(),
            valid_from: None,
            valid_to: None,
        };
        let relation = |values| {
            Change::Relation(Relation {
                relation: "resultatkonto".to_owned(),
                from_dimension: "KONTO".to_owned(),
                name: "Resultatkonto".to_owned(),
                name_en: String::new(),
                values,
            })
        };
        books.change(&[relation(vec![])]);
        let mut text = books.play(&spring(
            "sätt hermes 2026-01-01 model=result_account\nspärra 202600..202603\nhermes 202603",
        ));
        books.change(&[relation(vec![pair])]);
        text += &books.play("hermes 202603\nvisa hermes 1");
        text
    });
    expect![[r#"
        inställningar 1
        exchange_result_account_missing (result_account): Konto 1741 Redovisat mot anslag har 1 700,00 utan resultatkonto. Ange det i relationen, eller välj modell 2 i inställningarna.
        ny hermes 1 #1098#0000#202603a# 13 rader
        U1511                                        8000|
        X1531                I1128                  70000|
        U1741      3011                            170000|
        X1910                                     1000000|
        U1910                                       -2550|
        X2069                                     -670000|
        U2561                M1200                -120000|
        X2581                                     -400000|
        U2581                                      -50000|
        U3011      10                             -170000|
        U3419      20                               -8000|
        U5021      10        M1200                 120000|
        U5531      10                               52550|
    "#]].assert_eq(&told);
}

/// EM-14: a relation tells where counterparties stand, for those whose register row does not.
#[test]
fn a_relation_tells_where_counterparties_stand() {
    use kameral_base::Pattern;
    use kameral_ledger::model::{Relation, RelationValue};
    use kameral_ledger::register::Change;
    let told = books::told_by_both(|books| {
        let story = "
            2026-01-10 Varor | 5599 FIN=10 MP=X9 5,00 | 5599 FIN=10 MP=1128 7,00 | 1910 -12,00
            spärra 202600..202601
            hermes 202601";
        let text = books.play(story);
        let pair = |from: &str, to: &str| RelationValue {
            from: Pattern::parse(from).unwrap(),
            to: to.to_owned(),
            valid_from: None,
            valid_to: None,
        };
        books.change(&[Change::Relation(Relation {
            relation: "motpartstyp".to_owned(),
            from_dimension: "MP".to_owned(),
            name: "Motpartstyp".to_owned(),
            name_en: String::new(),
            values: vec![pair("X*", "M"), pair("1128", "U")],
        })]);
        text + &books.play("hermes 202601\nvisa hermes 1")
    });
    expect![[r#"
        exchange_counterparty_kind_unknown (counterparty): Motparten X9 på konto 5599 med 5,00 har inget slag. Ange om den är inomstatlig, inom bokslutskoncernen eller utomstatlig.
        ny hermes 1 #1098#0000#202601a# 3 rader
        U1910                                       -1200|
        U5599      10        I1128                    700|
        U5599      10        MX9                      500|
    "#]].assert_eq(&told);
}

/// Any record leads to its vouchers; a file that was made keeps leading to those it was made from.
#[test]
fn a_record_leads_to_its_vouchers() {
    check(
        &spring(
            "spärra 202600..202603
            hermes 202603
            öppna 202603
            2026-03-31 Sent | 5531 FIN=10 MP=L1 1000,00 | 1910 -1000,00
            spärra 202603
            hermes 202603
            förklara hermes 1 1
            förklara hermes 1 13
            förklara hermes 2 13
            förklara hermes 2 99
            förklara hermes 3 1
            jämför 1 2
            jämför 2 2",
        ),
        expect![[r#"
            ny hermes 1 #1098#0000#202603a# 13 rader
            ny hermes 2 #1098#0000#202603a# 13 rader
            1511 U = 80.00 KONTO=1511 (202601..202603), stämmer true
              A-2026-4:1 1511 80.00
            5531 U = 525.50 KONTO=5531 FIN=10 (202601..202603), stämmer true
              A-2026-2:1 5531 500.00
              A-2026-5:1 5531 25.50
            5531 U = 1525.50 KONTO=5531 FIN=10 (202601..202603), stämmer true
              A-2026-2:1 5531 500.00
              A-2026-5:1 5531 25.50
              A-2026-8:1 5531 1000.00
            exchange_record_unknown (record): Filen har ingen rad 99. Den har 13 rader.
            exchange_file_unknown (number): Utkorgen har ingen fil hermes med nummer 3. Välj ett nummer ur listan.
            lika 11
              U 1910  : -25.50 -1025.50
              U 5531 10 : 525.50 1525.50
            lika 13
        "#]],
    );
}

/// CLS-09: the opening of a new year is the closing of the old, by account and counterparty, also
/// before it is posted.
#[test]
fn opening_balances_are_carried_until_they_are_posted() {
    check(
        "
        2025-12-20 Uppdrag | 1531 MP=1128 700,00 | 3419 FIN=20 MP=1128 -700,00
        2026-01-20 Papper | 5531 FIN=10 500,00 | 1910 -500,00
        spärra 202500..202613
        hermes 202513
        visa hermes 1
        hermes 202601
        visa hermes 2
        förklara hermes 2 1
        ",
        expect![[r#"
            ny hermes 1 #1098#0000#202512a# 2 rader
            U1531                I1128                  70000|
            U3419      20        I1128                 -70000|
            ny hermes 2 #1098#0000#202601a# 3 rader
            X1531                I1128                  70000|
            U1910                                      -50000|
            U5531      10                               50000|
            1531 X = 700.00 KONTO=1531 MP=1128 (202600..202600), stämmer true
              överfört 700.00
        "#]],
    );
}

/// What is made twice with one key is made once; the same key for another file is refused.
#[test]
fn a_file_sent_twice_is_made_once() {
    each_books(|books: &Books| {
        books.play(&spring("spärra 202600..202603"));
        let send = |period: &str| {
            let key = IdempotencyKey::new("k1", period.as_bytes());
            make(&books.cx, Some(&key), &order(HermesKind::Balances, period, ""))
        };
        let first = send("202603").unwrap();
        assert_eq!(send("202603").unwrap(), first);
        assert!(told(send("202602").unwrap_err()).starts_with("key_reused"));
    });
}

/// Every record of a preview comes to its lines.
#[test]
fn every_record_agrees_with_its_vouchers() {
    each_books(|books| {
        books.play(&spring("spärra 202600..202603"));
        for kind in [HermesKind::Balances, HermesKind::RealEconomic] {
            let order = order(kind, "202603", "");
            let records = prepare(&books.cx, &order).unwrap().records;
            assert!(!records.is_empty());
            for (at, record) in (1..).zip(&records) {
                let found = explain(&books.cx, &Source::Order(order.clone()), at).unwrap();
                assert!(found.agrees, "{record:?}: {found:?}");
            }
        }
    });
}

/// APR-07: a month with cost that is not charged is stopped with a list, and made once it is charged.
#[test]
fn a_month_that_is_not_charged_is_stopped_with_a_list() {
    use kameral_ledger::commands::{ChargeOrder, charge};
    use kameral_ledger::model::Method;
    let told = books::told_by_both(|books| {
        books.change(&books::charging());
        let mut text = books.play(
            "
            2026-01-20 Papper | 5531 FIN=10 500,00 | 1910 -500,00
            2026-02-20 Papper | 5531 FIN=10 30,00 | 5531 FIN=11 4,00 | 1910 -34,00
            spärra 202600..202603
            hermes 202602
            ",
        );
        for period in ["202601", "202602"] {
            let order = ChargeOrder {
                period: kameral_base::Period::parse(period).unwrap(),
                methods: vec![Method::Run],
                accept_warnings: None,
            };
            charge(&books.cx, None, &order).expect("the month is charged");
        }
        text += &books.play("hermes 202602\nvisa hermes 1");
        text
    });
    expect![[r#"
        exchange_charge_incomplete (period): Anslagsavräkningen för 202601 är inte fullständig på 1741 FIN=10: 500,00 ska vara avräknat, 0,00 är det. Gör periodens avräkning.
        exchange_charge_incomplete (period): Anslagsavräkningen för 202602 är inte fullständig på 1741 FIN=10: 30,00 ska vara avräknat, 0,00 är det. Gör periodens avräkning.
        exchange_charge_incomplete (period): Anslagsavräkningen för 202602 är inte fullständig på 1741 FIN=11: 4,00 ska vara avräknat, 0,00 är det. Gör periodens avräkning.
        ny hermes 1 #1098#0000#202602a# 7 rader
        U1741      10                               53000|
        U1741      11                                 400|
        U1910                                      -53400|
        U3011      10                              -53000|
        U3011      11                                -400|
        U5531      10                               53000|
        U5531      11                                 400|
    "#]].assert_eq(&told);
}

/// INT-05: the books must hold together before a file of them leaves.
#[test]
fn a_file_is_not_made_of_damaged_books() {
    use kameral_store::Engine;
    use kameral_store::testing::as_owner;
    let told = books::told_by_both(|books| {
        let text = books.play(&spring("spärra 202600..202603"));
        let off = match books.store.engine() {
            Engine::Sqlite => "drop trigger voucher_line_no_update",
            Engine::Postgres => "alter table voucher_line disable trigger user",
        };
        as_owner(&books.store, off).unwrap();
        as_owner(
            &books.store,
            "update voucher_line set amount_ore = 1 where journal_seq = 3 and line_no = 1",
        )
        .unwrap();
        text + &books.play("hermes 202603\nvisa hermes 1")
    });
    expect![[r#"
        exchange_books_differ (): Integritetskontrollen fann 4 fel i bokföringen, först: A-2026-2: raderna summerar till -49999 öre i stället för 0. Reda ut dem innan filen görs.
        exchange_file_unknown (number): Utkorgen har ingen fil hermes med nummer 1. Välj ett nummer ur listan.
    "#]].assert_eq(&told);
}

/// A file that was changed after it was made is not handed out, and the integrity check tells of it.
#[test]
fn a_file_that_was_changed_is_told_and_not_handed_out() {
    use kameral_ledger::check::check as integrity;
    use kameral_store::Engine;
    use kameral_store::testing::as_owner;
    use std::sync::atomic::AtomicBool;
    let told = books::told_by_both(|books| {
        let findings = || {
            let report = integrity(&books.cx, &mut |_| {}, &AtomicBool::new(false)).unwrap();
            let line = |finding: &kameral_ledger::check::Finding| {
                format!("{} {} {}\n", finding.kind.name(), finding.place, finding.place.column)
            };
            report.findings.iter().map(line).collect::<String>() + "-\n"
        };
        let mut text = books.play(&spring("spärra 202600..202603\nhermes 202602\nhermes 202603"));
        text += &findings();
        let (off, other) = match books.store.engine() {
            Engine::Sqlite => ("drop trigger outbox_chunk_no_update", "x'00'"),
            Engine::Postgres => ("alter table outbox_chunk disable trigger user", "'\\x00'"),
        };
        as_owner(&books.store, off).unwrap();
        as_owner(
            &books.store,
            &format!("update outbox_chunk set content = {other} where number = 1"),
        )
        .unwrap();
        text += &findings();
        text + &books.play("visa hermes 1")
    });
    expect![[r#"
        ny hermes 1 #1098#0000#202602a# 12 rader
        ny hermes 2 #1098#0000#202603a# 13 rader
        -
        outgoing_changed hermes 1 content
        -
        fel: the outgoing file hermes 1 is not the one that was made
    "#]]
    .assert_eq(&told);
}

/// SEC-02: a file tells of every row, so who sees some only makes none and opens none.
#[test]
fn who_sees_some_rows_only_makes_no_file() {
    each_books(|books| {
        books.play(&spring("spärra 202600..202603\nhermes 202603"));
        let limited = books.user("eva", &["file.export", "books.read"], Some(("ORG", "1*")));
        let reader = books.user("bo", &["books.read"], None);
        let order = order(HermesKind::Balances, "202603", "");
        assert_eq!(told(make(&limited, None, &order).unwrap_err()), "nekad: file.export\n");
        let opened = kameral_exchange::commands::content(&limited, "hermes", 1);
        assert_eq!(told(opened.unwrap_err()), "nekad: file.export\n");
        assert_eq!(told(make(&reader, None, &order).unwrap_err()), "nekad: file.export\n");
        let opened = kameral_exchange::commands::content(&reader, "hermes", 1);
        assert_eq!(told(opened.unwrap_err()), "nekad: file.export\n");
    });
}
