//! Stories about figures that were reported: they stand still, or it is told (CLS-14).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::books;

use books::check;
use expect_test::expect;

const SPRING: &str = "
    2026-01-05 IB period=202600 | 1910 10000,00 | 2069 -10000,00
    2026-01-20 Papper | 5531 FIN=10 MP=L1 500,00 | 2581 MP=L1 -500,00
    2026-02-03 Papper | 5531 FIN=10 MP=L1 70,00 | 2581 MP=L1 -70,00
    2026-03-03 Papper | 5531 FIN=10 MP=L1 9,00 | 2581 MP=L1 -9,00
";

fn spring(more: &str) -> String {
    format!("{SPRING}{more}")
}

/// CLS-14: a voucher in a period of a file is warned of, with the file, its number and the amounts that
/// change; a file holds its year up to its period, so a later one is not reached. With a reason it is
/// posted and keeps the warning, and the difference from every file is told.
#[test]
fn cls_14_posting_in_a_reported_period_warns_and_shows_the_difference() {
    check(
        &spring(
            "försök 2026-02-10 Papper | 5531 FIN=10 30,00 | 1910 -30,00
            läge
            spärra 202600..202602
            hermes 202601
            hermes 202602
            läge
            öppna 202601..202602
            försök 2026-02-11 Papper | 5531 FIN=10 20,00 | 1910 -20,00
            visa i förväg 2026-02-11 Papper | 5531 FIN=10 20,00 | 1910 -20,00
            försök 2026-03-11 Papper | 5531 FIN=10 20,00 | 1910 -20,00
            godta 2026-02-11 Papper | 5531 FIN=10 20,00 | 1910 -20,00
            godta 2026-01-11 Papper | 5531 FIN=10 1,00 | 1910 -1,00 + 2026-03-11 Papper | 5531 FIN=10 2,00 | 1910 -2,00
            läge
            skillnad hermes 1
            skillnad hermes 2",
        ),
        expect![[r#"
            bokförd A-2026-5
            inget rapporterat
            ny hermes 1 #1098#0000#202601a# 4 rader
            ny hermes 2 #1098#0000#202602a# 5 rader
            hermes 1 202601 oförändrad, 4 rader
            hermes 2 202602 oförändrad, 5 rader
            varnas exchange_reported (rad 1): Perioden 202602 är rapporterad till Hermes, senast i filen hermes 2 för 202602 (filer med perioden: 1). Det här ändrar belopp i filen, till antalet 2: 1910 -20,00; 5531 10 20,00. Bokför i en senare period, eller godta det med ett skäl och gör en ny fil. Hela skillnaden mot filen visas under Hermes.
            varnas exchange_reported (rad 1): Perioden 202602 är rapporterad till Hermes, senast i filen hermes 2 för 202602 (filer med perioden: 1). Det här ändrar belopp i filen, till antalet 2: 1910 -20,00; 5531 10 20,00. Bokför i en senare period, eller godta det med ett skäl och gör en ny fil. Hela skillnaden mot filen visas under Hermes.
            bokförd A-2026-6
            bokförd A-2026-7 exchange_reported: avtal
            bokförd A-2026-8 exchange_reported: avtal
            bokförd A-2026-9
            hermes 1 202601 2 ändrade, debet 1.00 kredit -1.00
            hermes 2 202602 2 ändrade, debet 21.00 kredit -21.00
            lika 3
              U 1910  : - -1.00
              U 5531 10 : 500.00 501.00
              A-2026-8:1 202601 5531 1.00
              A-2026-8:2 202601 1910 -1.00
            lika 3
              U 1910  : -30.00 -51.00
              U 5531 10 : 600.00 621.00
              A-2026-7:1 202602 5531 20.00
              A-2026-7:2 202602 1910 -20.00
              A-2026-8:1 202601 5531 1.00
              A-2026-8:2 202601 1910 -1.00
        "#]],
    );
}

/// CLS-14: what moves nothing from one amount of the file to another is not warned of, nor is a pair of
/// vouchers that undo each other.
#[test]
fn cls_14_what_changes_no_amount_passes() {
    check(
        &spring(
            "spärra 202600..202603
            hermes 202603
            öppna 202600..202603
            försök 2026-02-10 Inom raden | 5531 FIN=10 MP=L2 30,00 | 5531 FIN=10 MP=L1 -30,00
            försök 2026-02-10 Fram | 5531 FIN=10 30,00 | 1910 -30,00 + 2026-02-10 Åter | 5531 FIN=10 -30,00 | 1910 30,00
            försök 2026-01-10 Fram | 5531 FIN=10 30,00 | 1910 -30,00 + 2026-02-10 Åter | 5531 FIN=10 -30,00 | 1910 30,00
            försök 2026-02-10 Annan finansiär | 5531 FIN=20 30,00 | 5531 FIN=10 -30,00
            läge",
        ),
        expect![[r#"
            ny hermes 1 #1098#0000#202603a# 4 rader
            bokförd A-2026-5
            bokförd A-2026-6
            bokförd A-2026-7
            varnas exchange_reported (rad 1): Perioden 202601 är rapporterad till Hermes, senast i filen hermes 1 för 202603 (filer med perioden: 1). Det här ändrar belopp i filen, till antalet 2: 1910 -30,00; 5531 10 30,00. Bokför i en senare period, eller godta det med ett skäl och gör en ny fil. Hela skillnaden mot filen visas under Hermes.
            varnas exchange_reported (rad 1): Perioden 202602 är rapporterad till Hermes, senast i filen hermes 1 för 202603 (filer med perioden: 1). Det här ändrar belopp i filen, till antalet 2: 1910 30,00; 5531 10 -30,00. Bokför i en senare period, eller godta det med ett skäl och gör en ny fil. Hela skillnaden mot filen visas under Hermes.
            varnas exchange_reported (rad 1): Perioden 202602 är rapporterad till Hermes, senast i filen hermes 1 för 202603 (filer med perioden: 1). Det här ändrar belopp i filen, till antalet 2: 5531 10 -30,00; 5531 20 30,00. Bokför i en senare period, eller godta det med ett skäl och gör en ny fil. Hela skillnaden mot filen visas under Hermes.
            hermes 1 202603 oförändrad, 4 rader
        "#]],
    );
}

/// CLS-14: the quarter's distribution stands still too: balance accounts are nothing to it, internal
/// accounts are.
#[test]
fn cls_14_the_quarter_stands_still_too() {
    check(
        &spring(
            "2026-03-04 Avgift | 1910 40,00 | 3419 FIN=20 MP=L2 -40,00
            spärra 202600..202603
            kvartal 202603
            öppna 202600..202603
            försök 2026-03-10 Flytt | 1511 MP=L2 30,00 | 1910 -30,00
            försök 2026-03-10 Tid | 9411 FIN=10 30,00 | 9419 FIN=20 -30,00
            försök 2026-03-10 Papper | 5531 FIN=10 30,00 | 1910 -30,00
            godta 2026-03-10 Papper | 5531 FIN=10 30,00 | 1910 -30,00
            läge
            skillnad hermes-real 1",
        ),
        expect![[r#"
            ny hermes-real 1 #1098#0000#202603a# 2 rader
            bokförd A-2026-6
            varnas exchange_reported (rad 1): Perioden 202603 är rapporterad i den realekonomiska fördelningen, senast i filen hermes-real 1 för 202603 (filer med perioden: 1). Det här ändrar belopp i filen, till antalet 2: 9411 10 30,00; 9419 20 -30,00. Bokför i en senare period, eller godta det med ett skäl och gör en ny fil. Hela skillnaden mot filen visas under Hermes.
            varnas exchange_reported (rad 1): Perioden 202603 är rapporterad i den realekonomiska fördelningen, senast i filen hermes-real 1 för 202603 (filer med perioden: 1). Det här ändrar belopp i filen, till antalet 1: S5531 10 30,00. Bokför i en senare period, eller godta det med ett skäl och gör en ny fil. Hela skillnaden mot filen visas under Hermes.
            bokförd A-2026-7 exchange_reported: avtal
            hermes-real 1 202603 1 ändrade, debet 30.00 kredit 0.00
            lika 1
              U S5531 10 : 579.00 609.00
              A-2026-7:1 202603 5531 30.00
        "#]],
    );
}

/// CLS-14: the year before reaches a file whose opening balances are carried, until they are posted; and
/// opening balances that are posted as they were carried change nothing.
#[test]
fn cls_14_the_year_before_is_carried_into_a_file() {
    check(
        "
        2025-12-20 Lån | 1910 700,00 | 2581 MP=L1 -700,00
        2026-01-20 Papper | 5531 FIN=10 50,00 | 1910 -50,00
        spärra 202500..202513
        spärra 202600..202601
        hermes 202601
        visa hermes 1
        öppna 202500..202513
        öppna 202600..202601
        försök 2025-12-21 Papper | 5531 FIN=10 5,00 | 2581 -5,00
        försök 2026-01-01 period=202600 IB | 1910 700,00 | 2581 -700,00
        försök 2026-01-02 period=202600 Rättat | 1910 7,00 | 2581 -7,00
        försök 2025-12-21 Papper | 5531 FIN=10 5,00 | 2581 -5,00
        läge",
        expect![[r#"
            ny hermes 1 #1098#0000#202601a# 4 rader
            X1910                                       70000|
            U1910                                       -5000|
            X2581                                      -70000|
            U5531      10                                5000|
            varnas exchange_reported (rad 2): Perioden 202512 är rapporterad till Hermes, senast i filen hermes 1 för 202601 (filer med perioden: 1). Det här ändrar belopp i filen, till antalet 1: 2581 -5,00. Bokför i en senare period, eller godta det med ett skäl och gör en ny fil. Hela skillnaden mot filen visas under Hermes.
            bokförd A-2026-2
            varnas exchange_reported (rad 1): Perioden 202600 är rapporterad till Hermes, senast i filen hermes 1 för 202601 (filer med perioden: 1). Det här ändrar belopp i filen, till antalet 2: 1910 7,00; 2581 -7,00. Bokför i en senare period, eller godta det med ett skäl och gör en ny fil. Hela skillnaden mot filen visas under Hermes.
            bokförd A-2025-2
            hermes 1 202601 oförändrad, 4 rader
        "#]],
    );
}

/// CLS-14: what was reported of one year stands still when another year's is posted.
#[test]
fn cls_14_a_file_of_another_year_warns_of_nothing() {
    check(
        &spring(
            "spärra 202600..202603
            hermes 202603
            öppna 202600..202603
            försök 2025-12-10 Förra året | 5531 FIN=10 30,00 | 1910 -30,00
            försök 2027-01-10 Nästa år | 5531 FIN=10 30,00 | 1910 -30,00
            läge 2025
            läge 2026",
        ),
        expect![[r#"
            ny hermes 1 #1098#0000#202603a# 4 rader
            bokförd A-2025-1
            nekad year_missing: 
            hermes 1 202603 oförändrad, 4 rader
        "#]],
    );
}
