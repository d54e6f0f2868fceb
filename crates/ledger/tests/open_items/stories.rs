//! What is open, what is refused, what was known, what is proposed.

use expect_test::expect;

use crate::open_items::language::{after_invoices, check};

#[test]
fn lines_are_open_until_they_are_paired_in_whole_or_in_part() {
    after_invoices(
        "
    items 1510
    tie *
    pair 1510
      1/1 100,00
      3/2 -100,00
    items 1510
    pair 1510
      2/1 200,00
      3/2 -200,00
    items 1510
    tie 1510",
        expect![[r#"
            posted A-2026-1 202603
            posted A-2026-2 202604
            posted A-2026-3 202605
            1510 1/1 A-2026-1 107 days 100.00 open 100.00 Invoice 1
            1510 2/1 A-2026-2 76 days 250.00 open 250.00 Invoice 2
            1510 3/2 A-2026-3 51 days -300.00 open -300.00 Payment
            1510 50.00 50.00 holds
            2581 0.00 0.00 holds
            pairing 1
            1510 2/1 A-2026-2 76 days 250.00 open 250.00 Invoice 2
            1510 3/2 A-2026-3 51 days -300.00 open -200.00 Payment
            pairing 2
            1510 2/1 A-2026-2 76 days 250.00 open 50.00 Invoice 2
            1510 50.00 50.00 holds
        "#]],
    );
}

#[test]
fn pairings_are_told_newest_first_and_by_voucher() {
    after_invoices(
        "
    pair 1510
      1/1 100,00
      3/2 -100,00
    pair 1510
      2/1 200,00
      3/2 -200,00
    unpair 1
    pairings 1510
    pairings 1510 of 2
    pairings 1510 before 3
    pairings 1510 of 9",
        expect![[r#"
            posted A-2026-1 202603
            posted A-2026-2 202604
            posted A-2026-3 202605
            pairing 1
            pairing 2
            pairing 3
            3: 1/1 -100.00, 3/2 100.00
            2: 2/1 200.00, 3/2 -200.00
            1: 1/1 100.00, 3/2 -100.00 undone by 3
            2: 2/1 200.00, 3/2 -200.00
            2: 2/1 200.00, 3/2 -200.00
            1: 1/1 100.00, 3/2 -100.00 undone by 3
        "#]],
    );
}

#[test]
fn pairing_is_refused_in_this_order() {
    after_invoices(
        "
    pair 1599
      1/1 100,00
    pair 1932
      3/1 300,00
    pair 1510
      9/1 100,00
      3/1 300,00
      1/1 100,00
      1/1 100,00
      2/1 250,01
      3/2 300,00
      2/1 0,00
    pair 1510
      1/1 100,00
      3/2 -99,99
    pair 1510
    pair 1510
      1/1 100,00
      3/2 -100,00
    pair 1510
      1/1 0,01
      3/2 -0,01
    unpair 7
    unpair 1
    unpair 1
    unpair 2
    items 1510",
        expect![[r#"
            posted A-2026-1 202603
            posted A-2026-2 202604
            posted A-2026-3 202605
            refused: account_unknown account=1599
            refused: account_not_followed account=1932
            refused: pair_line_unknown (line 1)
            refused: pair_other_account (line 2) account=1932
            refused: pair_line_twice (line 4)
            refused: pair_beyond_open (line 5) amount=250.01 open=250.00
            refused: pair_beyond_open (line 6) amount=300.00 open=-300.00
            refused: pair_line_twice (line 7)
            refused: pair_not_zero sum=0.01
            refused: pair_parts_missing
            pairing 1
            refused: pair_beyond_open (line 1) amount=0.01 open=0.00
            refused: pairing_unknown pairing=7
            pairing 2
            refused: pairing_undone pairing=1 by=2
            refused: pairing_undoes pairing=2
            1510 1/1 A-2026-1 107 days 100.00 open 100.00 Invoice 1
            1510 2/1 A-2026-2 76 days 250.00 open 250.00 Invoice 2
            1510 3/2 A-2026-3 51 days -300.00 open -300.00 Payment
        "#]],
    );
}

#[test]
fn open_items_are_told_as_they_were() {
    after_invoices(
        "
    later 60
    pair 1510
      1/1 100,00
      3/2 -100,00
    later 120
    post 2026-06-01 Invoice 3
      1510 70,00
      3451 -70,00
    unpair 1
    items 1510
    items 1510 at 1
    items 1510 at 3
    items 1510 at 4
    items 1510 after 0
    items 1510 after 60
    items 1510 after 120",
        expect![[r#"
            posted A-2026-1 202603
            posted A-2026-2 202604
            posted A-2026-3 202605
            pairing 1
            posted A-2026-4 202606
            pairing 2
            1510 1/1 A-2026-1 107 days 100.00 open 100.00 Invoice 1
            1510 2/1 A-2026-2 76 days 250.00 open 250.00 Invoice 2
            1510 3/2 A-2026-3 51 days -300.00 open -300.00 Payment
            1510 4/1 A-2026-4 29 days 70.00 open 70.00 Invoice 3
            1510 1/1 A-2026-1 107 days 100.00 open 100.00 Invoice 1
            1510 2/1 A-2026-2 76 days 250.00 open 250.00 Invoice 2
            1510 3/2 A-2026-3 51 days -300.00 open -200.00 Payment
            1510 1/1 A-2026-1 107 days 100.00 open 100.00 Invoice 1
            1510 2/1 A-2026-2 76 days 250.00 open 250.00 Invoice 2
            1510 3/2 A-2026-3 51 days -300.00 open -300.00 Payment
            1510 4/1 A-2026-4 29 days 70.00 open 70.00 Invoice 3
            1510 1/1 A-2026-1 107 days 100.00 open 100.00 Invoice 1
            1510 2/1 A-2026-2 76 days 250.00 open 250.00 Invoice 2
            1510 3/2 A-2026-3 51 days -300.00 open -300.00 Payment
            1510 2/1 A-2026-2 76 days 250.00 open 250.00 Invoice 2
            1510 3/2 A-2026-3 51 days -300.00 open -200.00 Payment
            1510 1/1 A-2026-1 107 days 100.00 open 100.00 Invoice 1
            1510 2/1 A-2026-2 76 days 250.00 open 250.00 Invoice 2
            1510 3/2 A-2026-3 51 days -300.00 open -300.00 Payment
            1510 4/1 A-2026-4 29 days 70.00 open 70.00 Invoice 3
        "#]],
    );
}

#[test]
fn what_probably_belongs_together_is_proposed() {
    check(
        "post 2026-03-15 source_key=F17 Invoice to Kommunen
           1510 100,00
           3451 -100,00
         post 2026-03-16 Subscription
           1510 100,00
           3451 -100,00
         post 2026-03-17 Subscription
           1510 100,00
           3451 -100,00
         post 2026-04-01 source_key=F17 Payment
           1932 100,00
           1510 -100,00
         post 2026-04-02 Payment
           1932 200,00
           1510 -100,00 \"Subscription\"
           1510 -100,00 \"Another text\"
         propose *",
        expect![[r#"
            posted A-2026-1 202603
            posted A-2026-2 202603
            posted A-2026-3 202603
            posted A-2026-4 202604
            posted A-2026-5 202604
            4/2 -100.00 answers 1/1 100.00
            5/2 -100.00 answers 2/1 100.00
        "#]],
    );
}

/// An opening balance repeats what is open already, except in the first year, where it came from an
/// earlier system.
#[test]
fn opening_balances_are_items_in_the_first_year_only() {
    check(
        "post 2025-01-01 period=202500 Brought forward from the earlier system
           1510 40,00
           2050 -40,00
         post 2025-11-01 Invoice 9
           1510 60,00
           3451 -60,00
         tie 1510
         post 2026-01-01 period=202600 Opening balances
           1510 100,00
           2050 -100,00
         items 1510
         tie 1510
         pair 1510
           3/1 100,00
         post 2026-02-01 Payment
           1932 60,00
           1510 -60,00
         pair 1510
           2/1 60,00
           4/2 -60,00
         items 1510
         tie 1510
         post 2025-12-31 Late, after the opening balances
           1510 5,00
           3451 -5,00
         tie 1510",
        expect![[r#"
            posted A-2025-1 202500
            posted A-2025-2 202511
            1510 100.00 100.00 holds
            posted A-2026-1 202600
            1510 1/1 A-2025-1 545 days 40.00 open 40.00 Brought forward from the earlier system
            1510 2/1 A-2025-2 241 days 60.00 open 60.00 Invoice 9
            1510 100.00 100.00 holds
            refused: pair_opening_repeated (line 1)
            posted A-2026-2 202602
            pairing 1
            1510 1/1 A-2025-1 545 days 40.00 open 40.00 Brought forward from the earlier system
            1510 40.00 40.00 holds
            posted A-2025-3 202512
            1510 45.00 40.00 differs
        "#]],
    );
}
