//! Stories about allocation keys that are run for a period (GL-04).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::world;

use expect_test::expect;
use world::check;

/// GL-04: a key 60/40 on cost centre 100 runs at the month's end; a rerun replaces rather than doubles; the voucher
/// shows key and version.
#[test]
fn a_rerun_replaces_what_stands_and_posts_nothing_where_nothing_differs() {
    check(
        "2026-03-10 Hyra | 5012 ORG=100 FIN=A 1000,01 | 2581 -1000,01
         key OH pool=5* ORG=100 ; shares ORG=110:60 ORG=120:40 ; 9511 9519 FIN | ORG FIN
         trial 202603
         run 202603
         show R-2026-1
         run 202603
         2026-03-31 El | 5531 ORG=100 FIN=A 0,02 | 2581 -0,02
         run 202603
         show C-2026-1
         show R-2026-2
         run 202603
         trial 202603
         sum 9",
        expect![[r#"
            OH 1: pool 1 000,01 charged 1 000,01 left 0,00
              9511 ORG=110 FIN=A 600,01
              9511 ORG=120 FIN=A 400,00
              9519 ORG=100 FIN=A -1 000,01
            OH 1: posted R-2026-1
            R-2026-1 2026-03-31 202603 Fördelning Nyckel OH 202603
              9511 ORG=110 FIN=A 600,01 by allocation:OH 1
              9511 ORG=120 FIN=A 400,00 by allocation:OH 1
              9519 ORG=100 FIN=A -1 000,01 by allocation:OH 1
            nothing differs
            OH 1: took back by C-2026-1 posted R-2026-2
            C-2026-1 2026-03-31 202603 Fördelning Nyckel OH 202603
              9511 ORG=110 FIN=A -600,01 by allocation:OH 1
              9511 ORG=120 FIN=A -400,00 by allocation:OH 1
              9519 ORG=100 FIN=A 1 000,01 by allocation:OH 1
            R-2026-2 2026-03-31 202603 Fördelning Nyckel OH 202603
              9511 ORG=110 FIN=A 600,02 by allocation:OH 1
              9511 ORG=120 FIN=A 400,01 by allocation:OH 1
              9519 ORG=100 FIN=A -1 000,03 by allocation:OH 1
            nothing differs
            OH 1: pool 1 000,03 charged 1 000,03 left 0,00 stands
              9511 ORG=110 FIN=A 600,02
              9511 ORG=120 FIN=A 400,01
              9519 ORG=100 FIN=A -1 000,03
            9*: 0,00
        "#]],
    );
}

/// What somebody reversed is posted again by the next run, and what an ended key posted is taken back.
#[test]
fn corrections_by_hand_and_ended_keys() {
    check(
        "2026-03-10 Hyra | 5012 ORG=100 1000,00 | 2581 -1000,00
         key OH pool=5* ORG=100 ; shares ORG=110:60 ORG=120:40 ; 9511 9519 | ORG
         run 202603
         reverse R-2026-1 2026-03-31
         run 202603
         show R-2026-2
         key OH to=2026-02-28 pool=5* ORG=100 ; shares ORG=110:60 ORG=120:40 ; 9511 9519 | ORG
         run 202603
         run 202603
         sum 9",
        expect![[r#"
            OH 1: posted R-2026-1
            OH 1: posted R-2026-2
            R-2026-2 2026-03-31 202603 Fördelning Nyckel OH 202603
              9511 ORG=110 600,00 by allocation:OH 1
              9511 ORG=120 400,00 by allocation:OH 1
              9519 ORG=100 -1 000,00 by allocation:OH 1
            OH 1: took back by C-2026-2
            nothing differs
            9*: 0,00
        "#]],
    );
}

/// Accounts and values that are copied: the pool itself is relieved, account by account, and a second run sees the
/// pool as it was.
#[test]
fn accounts_copied_from_the_pool() {
    check(
        "2026-03-10 Hyra | 5012 ORG=100 FIN=A 100,00 | 5012 ORG=100 FIN=B 50,01 | 5531 ORG=100 FIN=A 10,00 | 2581 -160,01
         key OH pool=5* ORG=100 ; weights ORG=110:1 ORG=120:1 ORG=130:1 ; = = FIN | ORG FIN
         run 202603
         show R-2026-1
         run 202603
         trial 202603",
        expect![[r#"
            OH 1: posted R-2026-1
            R-2026-1 2026-03-31 202603 Fördelning Nyckel OH 202603
              5012 ORG=100 FIN=A -100,00 by allocation:OH 1
              5012 ORG=100 FIN=B -50,01 by allocation:OH 1
              5012 ORG=110 FIN=A 33,34 by allocation:OH 1
              5012 ORG=110 FIN=B 16,67 by allocation:OH 1
              5012 ORG=120 FIN=A 33,33 by allocation:OH 1
              5012 ORG=120 FIN=B 16,67 by allocation:OH 1
              5012 ORG=130 FIN=A 33,33 by allocation:OH 1
              5012 ORG=130 FIN=B 16,67 by allocation:OH 1
              5531 ORG=100 FIN=A -10,00 by allocation:OH 1
              5531 ORG=110 FIN=A 3,34 by allocation:OH 1
              5531 ORG=120 FIN=A 3,33 by allocation:OH 1
              5531 ORG=130 FIN=A 3,33 by allocation:OH 1
            nothing differs
            OH 1: pool 160,01 charged 160,01 left 0,00 stands
              5012 ORG=110 FIN=A 33,34
              5012 ORG=110 FIN=B 16,67
              5012 ORG=120 FIN=A 33,33
              5012 ORG=120 FIN=B 16,67
              5012 ORG=130 FIN=A 33,33
              5012 ORG=130 FIN=B 16,67
              5531 ORG=110 FIN=A 3,34
              5531 ORG=120 FIN=A 3,33
              5531 ORG=130 FIN=A 3,33
              5012 ORG=100 FIN=A -100,00
              5012 ORG=100 FIN=B -50,01
              5531 ORG=100 FIN=A -10,00
        "#]],
    );
}

/// A later key meets what an earlier one posted, an earlier never what a later did; one key alone meets the others as
/// they stand.
#[test]
fn keys_run_in_order() {
    check(
        "2026-03-10 Hyra | 5012 ORG=900 600,00 | 4011 ORG=100 400,00 | 2581 -1000,00
         key lokal order=10 pool=5012,9529 ORG=900 ; weights ORG=100:1 ORG=110:2 ; 9521 9529 | ORG
         key led order=20 pool=4*,9521 ORG=100 ; weights ORG=110:1 ORG=900:1 ; 9511 9519 | ORG
         run 202603
         trial 202603
         run 202603
         2026-03-10 Hyra | 5012 ORG=900 60,00 | 2581 -60,00
         run 202603 led
         run 202603 lokal
         run 202603 led
         run 202603
         sum 9",
        expect![[r#"
            lokal 1: posted R-2026-1
            led 1: posted R-2026-2
            lokal 1: pool 600,00 charged 600,00 left 0,00 stands
              9521 ORG=100 200,00
              9521 ORG=110 400,00
              9529 ORG=900 -600,00
            led 1: pool 600,00 charged 600,00 left 0,00 stands
              9511 ORG=110 300,00
              9511 ORG=900 300,00
              9519 ORG=100 -600,00
            nothing differs
            nothing differs
            lokal 1: took back by C-2026-1 posted R-2026-3
            led 1: took back by C-2026-2 posted R-2026-4
            nothing differs
            9*: 0,00
        "#]],
    );
}

/// The year so far: each month takes what the year gives, less what earlier months have, whatever the shares were then.
#[test]
fn the_year_so_far() {
    check(
        "2026-01-10 Hyra | 5012 ORG=100 100,00 | 2581 -100,00
         2026-01-10 Tid | 9901 ORG=110 10h | 9901 ORG=120 10h
         key OH year pool=5* ORG=100 ; basis ORG 9901 unit=h ; 9511 9519 | ORG
         run 202601
         show R-2026-1
         2026-02-10 Hyra | 5012 ORG=100 100,00 | 2581 -100,00
         2026-02-10 Tid | 9901 ORG=110 20h
         run 202602
         show R-2026-2
         run 202602
         run 202601
         trial 202602",
        expect![[r#"
            OH 1: posted R-2026-1
            R-2026-1 2026-01-31 202601 Fördelning Nyckel OH 202601
              9511 ORG=110 50,00 by allocation:OH 1
              9511 ORG=120 50,00 by allocation:OH 1
              9519 ORG=100 -100,00 by allocation:OH 1
            OH 1: posted R-2026-2
            R-2026-2 2026-02-28 202602 Fördelning Nyckel OH 202602
              9511 ORG=110 100,00 by allocation:OH 1
              9519 ORG=100 -100,00 by allocation:OH 1
            nothing differs
            nothing differs
            OH 1: pool 200,00 charged 200,00 left 0,00 stands
              9511 ORG=110 150,00
              9511 ORG=120 50,00
              9519 ORG=100 -200,00
        "#]],
    );
}

/// A new version takes over on its first day; the old period keeps the old.
#[test]
fn versions_follow_on_each_other() {
    check(
        "2026-01-10 Hyra | 5012 ORG=100 100,00 | 2581 -100,00
         2026-02-10 Hyra | 5012 ORG=100 100,00 | 2581 -100,00
         key OH pool=5* ORG=100 ; shares ORG=110:60 ORG=120:40 ; 9511 9519 | ORG
         key OH version=2 from=2026-02-01 pool=5* ORG=100 ; shares ORG=110:50 ORG=120:50 ; 9511 9519 | ORG
         key OH to=2026-01-31 pool=5* ORG=100 ; shares ORG=110:60 ORG=120:40 ; 9511 9519 | ORG
         key OH version=2 from=2026-02-01 pool=5* ORG=100 ; shares ORG=110:50 ORG=120:50 ; 9511 9519 | ORG
         key OH version=2 from=2026-02-01 pool=5* ORG=100 ; shares ORG=110:70 ORG=120:30 ; 9511 9519 | ORG
         keys
         run 202601
         run 202602
         show R-2026-1
         show R-2026-2",
        expect![[r#"
            refused: allocation_version_overlaps (valid_from) key=Text("OH") version=Number(2) other=Number(1)
            refused: allocation_version_kept (version) key=Text("OH") version=Number(2)
            OH 1 in_force - 2026-01-31
            OH 2 in_force 2026-02-01 -
            OH 1: posted R-2026-1
            OH 2: posted R-2026-2
            R-2026-1 2026-01-31 202601 Fördelning Nyckel OH 202601
              9511 ORG=110 60,00 by allocation:OH 1
              9511 ORG=120 40,00 by allocation:OH 1
              9519 ORG=100 -100,00 by allocation:OH 1
            R-2026-2 2026-02-28 202602 Fördelning Nyckel OH 202602
              9511 ORG=110 50,00 by allocation:OH 2
              9511 ORG=120 50,00 by allocation:OH 2
              9519 ORG=100 -100,00 by allocation:OH 2
        "#]],
    );
}

/// Each refusal with its place.
#[test]
fn keys_are_refused() {
    check(
        "key A_B pool=5* ORG=100 ; shares ORG=110:100 ; 9511 9519
         key OH from=2026-02-01 to=2026-01-31 pool=5* ORG=100 ; shares ORG=110:100 ; 9511 9519
         key OH version=2 pool=5* ORG=100 ; shares ORG=110:100 ; 9511 9519
         key OH pool=5* AVD=100 ; shares ORG=110:100 ; 9511 9519
         key OH pool=5* ORG=100 ; shares ORG=110:100 ; 9512 9519
         key OH pool=5* ORG=100 ; shares ORG=115:100 ; 9511 9519
         key OH pool=5* ORG=100 ; shares ; 9511 9519
         key OH pool=5* ORG=100 ; shares ORG=110:50 ORG=110:50 ; 9511 9519
         key OH pool=5* ORG=100 ; shares ORG=110:0 ORG=120:100 ; 9511 9519
         key OH pool=5* ORG=100 ; shares ORG=110:60 ORG=120:39 ; 9511 9519
         key OH pool=5* ; rate 0 9411 ; 9511 9519
         key OH pool=5* ; rate 10 9411 unit=h ; 9511 9519
         key OH pool=5* ; price RESURS 9901 ; 9411 9419
         key OH year pool=5* ; rate 10 9411 ; 9511 9519
         key OH pool=5* ; rate 10 9411 ; 9511 9511
         key OH pool=5*,9511 ; shares ORG=110:100 ; 9511 9519
         key OH pool=5* ORG=1* ; shares ORG=110:100 ; = = ORG
         key OH pool=5* ORG=100 ; basis ORG 9901 unit=h ; = =
         key OH pool=5* ; rate 10 9411,9511 ; 9511 9519
         run 202603 OH
         run 202600
         price H 0,00 2026-01-01
         price H 700,00 2026-01-15",
        expect![[r#"
            refused: allocation_code_malformed (key) key=Text("A_B")
            refused: allocation_validity_reversed (valid_to) key=Text("OH")
            refused: allocation_version_kept (version) key=Text("OH") version=Number(2)
            refused: allocation_dimension_unknown (values) key=Text("OH") dimension=Text("AVD")
            refused: allocation_account_unusable (account) key=Text("OH") account=Text("9512")
            refused: allocation_value_unusable (values) key=Text("OH") dimension=Text("ORG") value=Text("115")
            refused: allocation_receivers_missing (receivers) key=Text("OH")
            refused: allocation_receiver_twice (receivers) key=Text("OH") receiver=Text("ORG=110")
            refused: allocation_share_malformed (receivers) key=Text("OH") receiver=Text("ORG=110")
            refused: allocation_shares_not_whole (receivers) key=Text("OH") sum=Text("99 %")
            refused: allocation_rate_out_of_range (rate) key=Text("OH")
            refused: allocation_unit_missing (unit) key=Text("OH")
            refused: allocation_unit_missing (unit) key=Text("OH")
            refused: allocation_reach_year (reach) key=Text("OH")
            refused: allocation_accounts_not_own (account) key=Text("OH")
            refused: allocation_circular (receivers) key=Text("OH") line=Text("9511 ORG=110")
            refused: allocation_circular (receivers) key=Text("OH") line=Text("5012 ORG=110")
            refused: allocation_circular (receivers) key=Text("OH") line=Text("5012")
            refused: allocation_circular (receivers) key=Text("OH") line=Text("9511")
            refused: allocation_key_unknown (key) key=Text("OH")
            refused: period_unknown (period) period=Period(Period(202600))
            refused: price_malformed (price) resource=Text("H")
            refused: price_in_month (valid_from) resource=Text("H") date=Date(2026-01-15)
        "#]],
    );
}

/// A run is refused as a whole, with every reason.
#[test]
fn a_run_is_refused_as_a_whole() {
    check(
        "2026-03-10 Hyra | 5012 ORG=100 100,00 | 2581 -100,00
         key A pool=5* ORG=100 ; shares ORG=110:100 ; 9511 9519 | ORG
         key B pool=5* ORG=100 ; basis ORG 9901 unit=h ORG=1* ; 9511 9519 | ORG
         key C pool=5* ; price RESURS 9901 unit=h ; 9411 9419
         2026-03-10 Tid | 9901 PROJ=P RESURS=H 1h
         run 202603
         2026-03-10 Tid | 9901 ORG=110 10h | 9901 ORG=120 -5h
         price H 100,00 2026-01-01
         run 202603
         sum 9",
        expect![[r#"
            refused: allocation_basis_empty (basis) key=Text("B") period=Period(Period(202603)) pool=Amount(Ore(10000))
            refused: price_missing (price) key=Text("C") dimension=Text("RESURS") resource=Text("H") unit=Text("h") period=Period(Period(202603))
            refused: allocation_basis_mixed (basis) key=Text("B") line=Text("ORG=120")
            refused: price_missing (price) key=Text("C") dimension=Text("RESURS") resource=Text("") unit=Text("h") period=Period(Period(202603))
            9*: 0,00
        "#]],
    );
}
