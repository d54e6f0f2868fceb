//! Stories about what is wrong in the books and how it is put right: always by a new voucher.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::world;

use std::sync::Barrier;
use std::thread;

use expect_test::expect;
use kameral_base::Date;
use kameral_ledger::commands::reverse;
use kameral_ledger::correct::CorrectionOrder;
use kameral_ledger::voucher::VoucherNumber;
use world::{World, check, each_world};

/// GL-07, GL-08, DEF-04: opposite signs in amounts, quantities and currency; links both ways; nothing
/// left on any coding; the original as it was.
#[test]
fn a_reversal_leaves_nothing_and_points_both_ways() {
    check(
        "as eva
         post 2026-03-15 event=2026-03-12 Electricity
           5531 ORG=100 PROJ=P1 500,00 qty=40 unit=kWh \"Strandgatan\"
           5012 ORG=110 112,00 EUR=10,00
           2581 -612,00
         as bo
         reverse A-2026-1 2026-04-02 Wrong supplier
         show A-2026-1
         show C-2026-1
         balances 2026",
        expect![[r#"
            posted A-2026-1 202603
            posted C-2026-1 202604
            A-2026-1 2026-03-15 202603 Electricity by eva
              1 5531 ORG=100 PROJ=P1 500.00 40 kWh "Strandgatan" corrected by C-2026-1
              2 5012 ORG=110 112.00 EUR minor 1000 corrected by C-2026-1
              3 2581 -612.00 corrected by C-2026-1
            C-2026-1 2026-04-02 202604 Electricity by bo; reversal of A-2026-1: Wrong supplier
              1 5531 ORG=100 PROJ=P1 -500.00 -40 kWh "Strandgatan" corrects line 1
              2 5012 ORG=110 -112.00 EUR minor -1000 corrects line 2
              3 2581 612.00 corrects line 3
            2581 612.00 612.00
            5012|1=110 112.00 112.00
            5531|1=100|3=P1 500.00 500.00 0 kWh
        "#]],
    );
}

#[test]
fn a_reversal_is_refused_in_this_order() {
    check(
        "post 2026-03-15 Rent
           5012 500,00
           2581 -500,00
         annul A-2026-2 2026-03-16 Printed twice
         reverse A-2026-9 2026-04-02 Wrong supplier
         reverse A-2026-2 2026-04-02 Wrong supplier
         reverse A-2026-1 2026-04-02
         reverse A-2026-1 2026-04-02 period=202704 Wrong supplier
         reverse A-2026-1 2026-04-02 period=202512 Wrong supplier
         close 202603
         reverse A-2026-1 2026-03-31 Wrong supplier
         reverse A-2026-1 2026-04-02 Wrong supplier
         reverse A-2026-1 2026-04-02 Wrong supplier
         reverse C-2026-1 2026-04-03 It was right after all
         show A-2026-1
         show C-2026-1
         show C-2026-2
         balances 2026",
        expect![[r#"
            posted A-2026-1 202603
            annulled A-2026-2 202603
            refused: voucher_unknown (number) number=A-2026-9
            refused: voucher_empty (number) number=A-2026-2
            refused: reason_missing (reason)
            refused: period_unknown (period) period=202704
            refused: period_other_year (period) period=202512 date=2026-04-02
            refused: period_closed (period) period=202603
            posted C-2026-1 202604
            refused: already_corrected (line) line=1 by=C-2026-1
            posted C-2026-2 202604
            A-2026-1 2026-03-15 202603 Rent by operator
              1 5012 500.00 corrected by C-2026-1
              2 2581 -500.00 corrected by C-2026-1
            C-2026-1 2026-04-02 202604 Rent by operator; reversal of A-2026-1: Wrong supplier
              1 5012 -500.00 corrects line 1 corrected by C-2026-2
              2 2581 500.00 corrects line 2 corrected by C-2026-2
            C-2026-2 2026-04-03 202604 Rent by operator; reversal of C-2026-1: It was right after all
              1 5012 500.00 corrects line 1
              2 2581 -500.00 corrects line 2
            2581 500.00 1000.00
            5012 1000.00 500.00
        "#]],
    );
}

/// A reversal stands even where the account and the value have expired since (EM-33).
#[test]
fn what_has_expired_since_can_be_taken_back_but_not_posted_to() {
    check(
        "post 2026-06-15 Inspection
           5012 ORG=120 500,00
           2581 -500,00
         recode A-2026-1 2026-07-02 Wrong unit
           1 PROJ=P1
         recode A-2026-1 2026-07-02 Wrong unit
           1 ORG=220
         show C-2026-1
         post 2026-06-16 Inspection
           5012 ORG=120 70,00
           2581 -70,00
         reverse A-2026-2 2026-07-03 Twice
         balances 2026",
        expect![[r#"
            posted A-2026-1 202606
            refused: value_expired (line 1, ORG) dimension=ORG value=120 date=2026-07-02 successor=220
            posted C-2026-1 202607
            C-2026-1 2026-07-02 202607 Inspection by operator; recoding of A-2026-1: Wrong unit
              1 5012 ORG=120 -500.00 corrects line 1
              2 5012 ORG=220 500.00
            posted A-2026-2 202606
            posted C-2026-2 202607
            2581 70.00 570.00
            5012|1=120 570.00 570.00
            5012|1=220 500.00 0.00
        "#]],
    );
}

#[test]
fn lines_are_recoded_one_or_many_whole_or_in_part() {
    check(
        "post 2026-03-15 Invoice 1
           5531 ORG=100 400,00 qty=40 unit=kWh
           5012 ORG=100 PROJ=P1 600,00
           2581 -1000,00
         recode A-2026-1 2026-04-02 Wrong unit
           1 ORG=110
         show C-2026-1
         post 2026-03-16 Invoice 2
           5012 ORG=100 PROJ=P1 600,00
           5012 ORG=100 PROJ=P1 300,00
           2581 -900,00
         recode A-2026-2 2026-04-03 Shared by two units, and no project
           1 ORG=110 200,00
           1 5531 ORG=110 100,00
           2 PROJ=
         show C-2026-2
         show A-2026-2
         balances 2026",
        expect![[r#"
            posted A-2026-1 202603
            posted C-2026-1 202604
            C-2026-1 2026-04-02 202604 Invoice 1 by operator; recoding of A-2026-1: Wrong unit
              1 5531 ORG=100 -400.00 -40 kWh corrects line 1
              2 5531 ORG=110 400.00 40 kWh
            posted A-2026-2 202603
            posted C-2026-2 202604
            C-2026-2 2026-04-03 202604 Invoice 2 by operator; recoding of A-2026-2: Shared by two units, and no project
              1 5012 ORG=100 PROJ=P1 -300.00 corrects line 1
              2 5012 ORG=110 PROJ=P1 200.00
              3 5531 ORG=110 PROJ=P1 100.00
              4 5012 ORG=100 PROJ=P1 -300.00 corrects line 2
              5 5012 ORG=100 300.00
            A-2026-2 2026-03-16 202603 Invoice 2 by operator
              1 5012 ORG=100 PROJ=P1 600.00 corrected by C-2026-2
              2 5012 ORG=100 PROJ=P1 300.00 corrected by C-2026-2
              3 2581 -900.00
            2581 0.00 1900.00
            5012|1=100 300.00 0.00
            5012|1=100|3=P1 1500.00 600.00
            5012|1=110|3=P1 200.00 0.00
            5531|1=100 400.00 400.00 0 kWh
            5531|1=110 400.00 0.00 40 kWh
            5531|1=110|3=P1 100.00 0.00
        "#]],
    );
}

/// What is moved whole takes its quantity and its amount in currency along; a part does not, because
/// nobody said how much of them it is.
#[test]
fn quantity_and_currency_follow_the_whole_line() {
    check(
        "
         post 2026-03-15 Invoice
           5012 ORG=100 112,00 EUR=10,00 qty=2 unit=m2
           5012 ORG=100 224,00 EUR=20,00 qty=4 unit=m2
           2581 -336,00
         recode A-2026-1 2026-04-02 Another account that counts kWh
           1 5531
         recode A-2026-1 2026-04-02 Another unit
           1 ORG=110
           2 ORG=110 100,00
         show C-2026-1
         balances 2026",
        expect![[r#"
            posted A-2026-1 202603
            refused: unit_wrong (line 1, unit) account=5531 unit=m2 expected=kWh
            posted C-2026-1 202604
            C-2026-1 2026-04-02 202604 Invoice by operator; recoding of A-2026-1: Another unit
              1 5012 ORG=100 -112.00 -2 m2 EUR minor -1000 corrects line 1
              2 5012 ORG=110 112.00 2 m2 EUR minor 1000
              3 5012 ORG=100 -100.00 corrects line 2
              4 5012 ORG=110 100.00
            2581 0.00 336.00
            5012|1=100 0.00 100.00
            5012|1=100 336.00 112.00 4 m2
            5012|1=110 100.00 0.00
            5012|1=110 112.00 0.00 2 m2
        "#]],
    );
}

#[test]
fn a_recoding_is_refused_in_this_order() {
    check(
        "rule rent_needs_org 5012 ORG mandatory
         post 2026-03-15 Rent
           5012 ORG=100 500,00
           2581 -500,00
         recode A-2026-1 2026-04-02 Wrong unit
         recode A-2026-1 2026-04-02 Wrong unit
           7 ORG=110
         recode A-2026-1 2026-04-02 Wrong unit
           1 ORG=110 500,01
         recode A-2026-1 2026-04-02 Wrong unit
           1 ORG=110 300,00
           1 PROJ=P1 200,01
         recode A-2026-1 2026-04-02 Wrong unit
           1 ORG=110 -1,00
         recode A-2026-1 2026-04-02 Wrong unit
           1 ORG=110 0,00
         recode A-2026-1 2026-04-02 Wrong unit
           1 ORG=100
         recode A-2026-1 2026-04-02 Wrong unit
           1 ORG=
         recode A-2026-1 2026-04-02 Wrong unit
           1 ORG=999 PROJ=P9
           2 9999
         recode A-2026-1 2026-04-02
           1 ORG=110
         recode A-2026-1 2026-04-02 Wrong unit
           1 ORG=110
         recode A-2026-1 2026-04-02 Wrong unit again
           1 PROJ=P1
         recode C-2026-1 2026-04-02 The correction is corrected
           2 PROJ=P1
         reverse A-2026-1 2026-04-02 All of it
         recode A-2026-1 2026-04-02 The other line
           2 1932
         show A-2026-1",
        expect![[r#"
            posted A-2026-1 202603
            refused: nothing_changed (line)
            refused: line_unknown (line) line=7
            refused: part_too_large (amount) line=1 amount=500.01
            refused: part_too_large (amount) line=1 amount=200.01
            refused: part_too_large (amount) line=1 amount=-1.00
            refused: nothing_changed (line)
            refused: nothing_changed (line)
            refused: value_mandatory (line 1, ORG) dimension=ORG account=5012 rule=rent_needs_org
            refused: value_unknown (line 1, ORG) dimension=ORG value=999
            refused: value_unknown (line 1, PROJ) dimension=PROJ value=P9
            refused: account_unknown (line 2, account) account=9999
            refused: reason_missing (reason)
            posted C-2026-1 202604
            refused: already_corrected (line) line=1 by=C-2026-1
            posted C-2026-2 202604
            refused: already_corrected (line) line=1 by=C-2026-1
            posted C-2026-3 202604
            A-2026-1 2026-03-15 202603 Rent by operator
              1 5012 ORG=100 500.00 corrected by C-2026-1
              2 2581 -500.00 corrected by C-2026-3
        "#]],
    );
}

/// Of those who reverse the same voucher at once one succeeds, and the others are refused.
#[test]
fn a_voucher_is_reversed_once() {
    const ROUNDS: i64 = 8;
    each_world(|mut world| {
        for round in 1..=ROUNDS {
            world.play("\npost 2026-03-15 Rent\n  5012 500,00\n  2581 -500,00");
            let told = reversed_by_three(&world, &format!("A-2026-{round}"));
            let refused = format!("refused: already_corrected (line) line=1 by=C-2026-{round}\n");
            let expected = [format!("C-2026-{round}"), refused.clone(), refused];
            assert_eq!(told, expected);
        }
        let numbers = world.play("numbers C 2026");
        assert!(numbers.ends_with("missing []\n"), "{numbers}");
    });
}

/// What three threads were told, sorted: a number comes before what was refused.
fn reversed_by_three(world: &World, number: &str) -> [String; 3] {
    let number = VoucherNumber::parse(number).expect("a number");
    let date = Date::constant(2026, 4, 2);
    let order = CorrectionOrder {
        date,
        period: None,
        reason: "Wrong supplier".to_owned(),
    };
    let barrier = Barrier::new(3);
    let mut told = thread::scope(|scope| {
        let threads = ["eva", "bo", "kim"].map(|name| {
            let cx = world.cx_of(name);
            let (barrier, number, order) = (&barrier, &number, &order);
            scope.spawn(move || {
                barrier.wait();
                match reverse(&cx, None, number, order) {
                    Ok(voucher) => voucher.number.to_string(),
                    Err(stopped) => world::stop(stopped),
                }
            })
        });
        threads.map(|thread| thread.join().expect("no panic"))
    });
    told.sort();
    told
}
