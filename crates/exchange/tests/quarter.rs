//! Stories about the quarter's real-economic distribution and its conversions (INT-06, APR-21, APR-22, APR-23).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]
#![allow(
    clippy::format_collect,
    clippy::format_push_string,
    reason = "a story has few lines, and this reads best"
)]

use crate::books;

use books::{check, each_books, order, spring};
use expect_test::expect;
use kameral_exchange::commands::{HermesKind, prepare};

/// INT-06, APR-21, APR-23: the quarter's outturn by S-code and financier, and the list of conversions.
#[test]
fn a_quarter_is_distributed_on_s_codes_and_financiers() {
    check(
        &spring(
            "kvartal 202602
            kvartal 202603
            spärra 202600..202603
            kvartal 202603
            visa hermes-real 1
            förklara hermes-real 1 2
            öppna 202603
            2026-03-15 Lön | 9411 FIN=10 100,00 | 9419 FIN=20 -100,00
            2026-03-15 Bidrag | 4011 FIN=11 1,00 | 5541 FIN=10 2,00 | 4011 2,00 | 1910 -5,00
            spärra 202603
            kvartal 202603",
        ),
        expect![[r#"
            exchange_not_a_quarter (period): Perioden 202602 avslutar inget kvartal. Den realekonomiska fördelningen lämnas för mars, juni, september och december.
            exchange_period_open (period): Perioden 202600 är öppen, så filens belopp kan ändras. Spärra eller stäng perioden i alla moduler.
            exchange_period_open (period): Perioden 202601 är öppen, så filens belopp kan ändras. Spärra eller stäng perioden i alla moduler.
            exchange_period_open (period): Perioden 202602 är öppen, så filens belopp kan ändras. Spärra eller stäng perioden i alla moduler.
            exchange_period_open (period): Perioden 202603 är öppen, så filens belopp kan ändras. Spärra eller stäng perioden i alla moduler.
            ny hermes-real 1 #1098#0000#202603a# 4 rader
            US3011     10                             -170000|
            US3111     20                               -8000|
            US5021     10                              120000|
            US5531     10                               52550|
            S3111 U = -80.00 KONTO=3419 FIN=20 (202601..202603), stämmer true
              A-2026-4:2 3419 -80.00
            exchange_s_code_missing (s_code): Konto 5541 Tidningar med 2,00 har ingen S-kod. Ange S-koden i kontoplanen.
            exchange_financier_missing (financier): Konto 4011 Löner har 2,00 utan finansiär. Kontera om till den finansiär som betalar.
            exchange_conversion_missing (financier): Finansieringskoden 11 är inte knuten till något anslag. Lägg till den i relationen anslag.
        "#]],
    );
}

/// APR-22, and the worked example of the six steps: 9-accounts follow the actual outturn of what was
/// distributed, and each record tells what was dissolved onto it.
#[test]
fn nine_accounts_are_dissolved_onto_s_codes() {
    check(
        "
        2026-01-20 Lön | 4011 FIN=20 500000,00 | 1910 -500000,00
        2026-02-20 Lön | 4012 FIN=20 157100,00 | 1910 -157100,00
        2026-03-31 Tid | 9411 FIN=10 394260,00 | 9419 FIN=20 -394260,00
        spärra 202600..202603
        kvartal 202603
        visa hermes-real 1
        förklara hermes-real 1 1
        förklara hermes-real 1 2
        öppna 202603
        2026-03-31 Lokaler | 9521 FIN=10 100,00 | 9529 FIN=20 -100,00
        2026-03-31 Tid | 9411 5,00 | 9419 FIN=20 -5,00
        spärra 202603
        kvartal 202603
        ",
        expect![[r#"
            ny hermes-real 1 #1098#0000#202603a# 4 rader
            US4111     10                            30000000|
            US4111     20                            20000000|
            US4511     10                             9426000|
            US4511     20                             6284000|
            S4111 U = 300000.00 FIN=10 (202601..202603), stämmer true
              upplöst 300000.00
            S4111 U = 200000.00 KONTO=4011 FIN=20 (202601..202603), stämmer true
              A-2026-1:1 4011 500000.00
              upplöst -300000.00
            exchange_internal_not_dissolved (financier): Internkontona flyttar 5,00 för finansiären – och kan inte lösas upp på S-koder: utfall att följa, eller finansiär, saknas. Rätta de interna händelserna.
            exchange_internal_not_dissolved (financier): Internkontona flyttar 100,00 för finansiären 10 och kan inte lösas upp på S-koder: utfall att följa, eller finansiär, saknas. Rätta de interna händelserna.
            exchange_internal_not_dissolved (financier): Internkontona flyttar -100,00 för finansiären 20 och kan inte lösas upp på S-koder: utfall att följa, eller finansiär, saknas. Rätta de interna händelserna.
        "#]],
    );
}

/// The list of conversions has every financing code of the file (APR-23).
#[test]
fn every_financing_code_of_the_quarter_is_converted() {
    let told = books::told_by_both(|books| {
        books.play(&spring("spärra 202600..202603"));
        let prepared = prepare(&books.cx, &order(HermesKind::RealEconomic, "202603", "")).unwrap();
        let line = |found: &kameral_exchange::Conversion| {
            format!(
                "{} {} {} {}\n",
                found.financier, found.name, found.form, found.appropriation
            )
        };
        prepared.conversions.iter().map(line).collect()
    });
    expect![[r#"
        10 Förvaltningsanslag appropriation 20 1:5 ap.1
        20 Avgifter fee 
    "#]]
    .assert_eq(&told);
}

/// APR-23: the list of conversions is exported from the register, whole: codes in force or with an
/// outturn, and every code of the quarter's file stands in it. A code that an appropriation should pay and
/// nothing ties to one is told in the list, and stops the file.
#[test]
fn apr_23_the_list_of_conversions_has_every_code_of_the_file() {
    check(
        &spring(
            "omvandling 202603
            omvandling 202603 csv
            omvandling 202600
            2026-03-15 Bidrag | 4011 FIN=11 1,00 | 1910 -1,00
            2026-03-16 Tidning | 5541 FIN=10 1,00 | 1910 -1,00
            omvandling 202603",
        ),
        expect![[r#"
            2026-03-31 FIN anslag
              10 [appropriation] 20 1:5 ap.1 () i filen
              11 [appropriation]  () - SAKNAR ANSLAG
              20 [fee]  () i filen
            "Finansiär";"Benämning";"Finansieringsform";"Anslag";"Anslagets benämning";"I årets utfall"
            "10";"Förvaltningsanslag";"appropriation";"20 1:5 ap.1";"";"1"
            "11";"Bidragsanslag";"appropriation";"";"";""
            "20";"Avgifter";"fee";"";"";"1"
            exchange_period_unknown (period): Perioden 202600 ligger inte i något räkenskapsår, eller är en ingående balans. Välj en månad i ett upplagt år.
            2026-03-31 FIN anslag
              10 [appropriation] 20 1:5 ap.1 () i filen
              11 [appropriation]  () i filen SAKNAR ANSLAG
              20 [fee]  () i filen
        "#]],
    );
    each_books(|books| {
        books.play(&spring("spärra 202600..202603"));
        let march = order(HermesKind::RealEconomic, "202603", "");
        let file = prepare(&books.cx, &march).unwrap();
        let list = kameral_exchange::commands::conversions(&books.cx, march.period).unwrap();
        for record in &file.records {
            let listed = list
                .rows
                .iter()
                .find(|row| row.conversion.financier == record.financing);
            let listed = listed.unwrap_or_else(|| panic!("{} is in the list", record.financing));
            assert!(listed.in_file && !listed.is_missing(), "{}", record.financing);
        }
        let in_file = list.rows.iter().filter(|row| row.in_file).map(|row| &row.conversion);
        assert!(in_file.eq(file.conversions.iter()), "the file's own list is part of it");
    });
}
