//! Stories about posting beyond the credit.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::story;

use expect_test::expect;
use story::check;

/// An item that warns lets it through with a reason; one that stops does not; what reduces the charge
/// passes, and so does all of an item for whose year nothing is registered.
#[test]
fn beyond_the_credit_is_a_warning_or_a_stop() {
    check(
        "anslag 1:5 Varnar fin=10 övrigt
         anslag 1:6 Stoppar fin=11 övrigt stopp
         anslag 1:7 Tomt fin=12 övrigt stopp
         villkor 1:5 2026 credit=5,00
         belopp 1:5 2026 allotment 100,00
         belopp 1:6 2026 allotment 100,00
         bokför 2026-03-01 | 1751 FIN=10 105,00 | 3011 FIN=10 -105,00
         bokför 2026-03-02 | 1751 FIN=10 0,01 | 3011 FIN=10 -0,01
         bokför godta 2026-03-02 | 1751 FIN=10 0,01 | 3011 FIN=10 -0,01
         bokför 2026-03-03 | 1751 FIN=11 60,00 | 1751 FIN=11 40,01 | 3011 FIN=11 -100,01
         bokför godta 2026-03-03 | 1751 FIN=11 100,01 | 3011 FIN=11 -100,01
         bokför 2026-03-03 | 1751 FIN=11 100,00 | 3011 FIN=11 -100,00
         bokför 2026-03-04 | 1751 FIN=11 5,00 | 1751 FIN=11 -5,00
         bokför 2026-03-05 | 1751 FIN=11 -10,00 | 3011 FIN=11 10,00
         bokför 2026-03-06 | 1751 FIN=12 900,00 | 3011 FIN=12 -900,00
         bokför 2026-03-07 | 1751 FIN=30 900,00 | 3011 FIN=30 -900,00
         bokför 2025-03-07 | 1751 FIN=11 900,00 | 3011 FIN=11 -900,00
         ställning 2026",
        expect![[r#"
            nekad: appropriation_beyond_credit (item 1:5, asked 0,01, left 0,00)
            nekad: appropriation_beyond_credit (item 1:6, asked 100,01, left 100,00)
            nekad: appropriation_beyond_credit (item 1:6, asked 100,01, left 100,00)
            1:5          disponibelt 100,00 utgifter 105,01 inkomster 0,00 kvar −5,01 med kredit −0,01 beyond_credit | sparas 0,00 dras in 0,00 kredit 5,01 BRUTEN
            1:6          disponibelt 100,00 utgifter 90,00 inkomster 0,00 kvar 10,00 med kredit 10,00 low | sparas 10,00 dras in 0,00 kredit 0,00
            1:7          disponibelt 0,00 utgifter 900,00 inkomster 0,00 kvar −900,00 med kredit −900,00 beyond_credit | sparas 0,00 dras in 0,00 kredit 900,00 BRUTEN
            utan anslag 900,00
        "#]],
    );
}

/// What was charged in one year opens the next on the same account before it is moved to the block's
/// opening balance: it is asked of nothing, and what is charged beside it still is.
#[test]
fn an_opening_balance_is_not_held_back() {
    check(
        "anslag 1:5 Stoppar fin=10 övrigt stopp
         belopp 1:5 2026 allotment 100,00
         bokför öppning 2026-01-01 | 1751 FIN=10 900,00 | 2070 -900,00
         bokför öppning 2026-01-01 | 1751 FIN=10 -900,00 | 1750 900,00
         bokför 2026-01-02 | 1751 FIN=10 100,01 | 3011 FIN=10 -100,01",
        expect![[r#"
            nekad: appropriation_beyond_credit (item 1:5, asked 100,01, left 100,00)
        "#]],
    );
}

/// What is held back when it is posted is told in the preview already, and a preview takes nothing of what
/// is left (APR-10).
#[test]
fn apr_10_a_preview_is_told_of_the_credit_too() {
    check(
        "anslag 1:5 Varnar fin=10 övrigt
         anslag 1:6 Stoppar fin=11 övrigt stopp
         belopp 1:5 2026 allotment 100,00
         belopp 1:6 2026 allotment 100,00
         förhandsvisa 2026-03-01 | 1751 FIN=10 100,00 | 3011 FIN=10 -100,00
         förhandsvisa 2026-03-01 | 1751 FIN=10 100,00 | 3011 FIN=10 -100,00
         förhandsvisa 2026-03-02 | 1751 FIN=10 100,01 | 3011 FIN=10 -100,01
         förhandsvisa godta 2026-03-02 | 1751 FIN=10 100,01 | 3011 FIN=10 -100,01
         förhandsvisa 2026-03-03 | 1751 FIN=11 100,01 | 3011 FIN=11 -100,01
         förhandsvisa godta 2026-03-03 | 1751 FIN=11 100,01 | 3011 FIN=11 -100,01
         bokför 2026-03-03 | 1751 FIN=11 100,01 | 3011 FIN=11 -100,01",
        expect![[r#"
            skulle bokföras: 1
            skulle bokföras: 1
            nekad: appropriation_beyond_credit (item 1:5, asked 100,01, left 100,00)
            skulle bokföras: 1
            nekad: appropriation_beyond_credit (item 1:6, asked 100,01, left 100,00)
            nekad: appropriation_beyond_credit (item 1:6, asked 100,01, left 100,00)
            nekad: appropriation_beyond_credit (item 1:6, asked 100,01, left 100,00)
        "#]],
    );
}
