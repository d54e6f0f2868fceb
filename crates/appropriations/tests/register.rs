//! Stories about the register, the relations that follow from it, and movements.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::story;

use expect_test::expect;
use story::check;

/// APR-01, APR-12, APR-13: the tree of the letter, and what it says to the ledger's posting rules.
#[test]
fn the_register_keeps_the_ledgers_relations() {
    check(
        "anslag 1:5 Strandskydd
         anslag 1:5_ap.1 Tillsyn i=1:5 fin=10
         anslag 1:5_ap.2 Bidrag i=1:5 fin=11:2026-01-01..2026-06-30,12 scr kassa övrigt
         titel 2811 Avgifter
         titel 2811_01 Böter i=2811 fin=90 scr brutto kassa
         relationer
         anslag 1:5_ap.1 Tillsyn i=1:5 fin=10,20
         relationer",
        expect![[r#"
            anslag: 10=1:5 ap.1 11(2026-01-01..2026-06-30)=1:5 ap.2 12=1:5 ap.2 90=2811 01
            avrakning: 10=kostnad 11(2026-01-01..2026-06-30)=kassa 12=kassa 90=titel-kassa
            brutto: 90=ja
            flode: 10=rantebarande 11(2026-01-01..2026-06-30)=scr 12=scr 90=scr
            8 ANSL genom anslag: 1:5, 1:5 ap.1, 1:5 ap.2, 2811, 2811 01
            anslag: 10=1:5 ap.1 20=1:5 ap.1 11(2026-01-01..2026-06-30)=1:5 ap.2 12=1:5 ap.2 90=2811 01
            avrakning: 10=kostnad 20=kostnad 11(2026-01-01..2026-06-30)=kassa 12=kassa 90=titel-kassa
            brutto: 90=ja
            flode: 10=rantebarande 20=rantebarande 11(2026-01-01..2026-06-30)=scr 12=scr 90=scr
            8 ANSL genom anslag: 1:5, 1:5 ap.1, 1:5 ap.2, 2811, 2811 01
        "#]],
    );
}

/// APR-01: what the register refuses, in this order.
#[test]
fn what_the_register_refuses() {
    check(
        "anslag 1:5 Strandskydd fin=10
         anslag 1:5/1 Fel
         anslag 1:6 i=9:9
         anslag 1:6 Utan i=9:9
         anslag 1:5 Strandskydd i=1:5
         titel 1:5 Avgifter
         anslag 1:7 Andra fin=10
         anslag 1:7 Andra fin=77
         anslag 1:7 Andra fin=11:2026-01-15..
         anslag 1:5_ap.1 Del i=1:5
         anslag 1:5 Strandskydd
         anslag 1:5_ap.1 Del i=1:5
         anslag 1:5_ap.1.1 Del i=1:5_ap.1
         anslag 1:5_ap.1.1.1 Del i=1:5_ap.1.1
         anslag 1:5 Strandskydd fin=10
         belopp 1:5 2026 allotment 5,00
         belopp 1:5_ap.1.1 2026 allotment -5,00
         belopp 1:5_ap.1.1 2026 withdrawal 5,00
         belopp 1:5_ap.1.1 2035 opening 5,00
         belopp 9:9 2026 opening 5,00
         återta 1
         belopp 1:5_ap.1.1 2026 allotment 5,00
         återta 1
         återta 1
         återta 2
         villkor 1:5_ap.1.1 2026 saving=1001",
        expect![[r#"
            nekad: appropriation_item_malformed (item 1:5/1)
            nekad: appropriation_name_missing ()
            nekad: appropriation_parent_unknown (parent 9:9)
            nekad: appropriation_parent_other (parent 1:5)
            nekad: appropriation_kind_changed (item 1:5)
            nekad: appropriation_link_taken (financier 10, item 1:5)
            nekad: appropriation_financier_unknown (financier 77)
            nekad: appropriation_link_days (financier 11)
            nekad: appropriation_link_of_parent (financier 10, part 1:5 ap.1)
            nekad: appropriation_too_deep (max 3)
            nekad: appropriation_link_of_parent (financier 10, part 1:5 ap.1)
            nekad: appropriation_item_has_parts (item 1:5, part 1:5 ap.1)
            nekad: appropriation_amount_sign (kind allotment)
            nekad: appropriation_amount_sign (kind withdrawal)
            nekad: appropriation_year_unknown (year 2035)
            nekad: appropriation_item_unknown (item 9:9)
            nekad: appropriation_movement_unknown (movement 1)
            nr 2
            nekad: appropriation_movement_taken (movement 1, by 2)
            nekad: appropriation_movement_takes_back (movement 2)
            nekad: appropriation_term_out_of_range ()
        "#]],
    );
}

/// APR-11, REP-17: one of each kind of movement, with its sign, and what it comes to.
#[test]
fn one_of_each_movement() {
    check(
        "anslag 1:5 Strandskydd fin=10
         belopp 1:5 2026 opening 5,00
         belopp 1:5 2026 allotment 100,00
         belopp 1:5 2026 other_decision 10,00
         belopp 1:5 2026 distributed -7,00
         belopp 1:5 2026 redirected 3,00
         belopp 1:5 2026 overrun 2,00
         belopp 1:5 2026 withdrawal -4,00
         ställning 2026
         återta 4
         ställning 2026
         ställning 2025",
        expect![[r#"
            1:5          disponibelt 109,00 utgifter 0,00 inkomster 0,00 kvar 109,00 med kredit 112,30 enough | sparas 3,30 dras in 105,70 kredit 0,00
            nr 8
            1:5          disponibelt 116,00 utgifter 0,00 inkomster 0,00 kvar 116,00 med kredit 119,30 enough | sparas 3,30 dras in 112,70 kredit 0,00
            1:5          disponibelt 0,00 utgifter 0,00 inkomster 0,00 kvar 0,00 med kredit 0,00 enough | sparas 0,00 dras in 0,00 kredit 0,00
        "#]],
    );
}
