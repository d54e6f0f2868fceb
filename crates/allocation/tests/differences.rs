//! Stories about standard prices, overhead and calculation differences (GL-16, GL-17, GL-18, APR-25).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::world;

use expect_test::expect;
use kameral_base::Ore;
use world::{check, each_world};

/// GL-16: 10 hours at 600 kr on project P: 6 000 kr charged P and credited the distribution account for pay on the home
/// unit. A price is of the day.
#[test]
fn hours_at_a_standard_price() {
    check(
        "price H 600,00 2026-01-01
         price H 650,00 2026-04-01
         price C 300,00 2026-01-01
         key tid pool=4* ; price RESURS 9901 unit=h ; 9411 9419 ORG PROJ | ORG
         2026-03-10 Tid | 9901 ORG=110 PROJ=P RESURS=H 10h | 9901 ORG=120 PROJ=Q RESURS=C 1,5h
         2026-04-10 Tid | 9901 ORG=110 PROJ=P RESURS=H 2h
         run 202603
         show R-2026-1
         run 202604
         show R-2026-2
         run 202603
         sum 94",
        expect![[r#"
            tid 1: posted R-2026-1
            R-2026-1 2026-03-31 202603 Fördelning Nyckel tid 202603
              9411 ORG=110 PROJ=P 6 000,00 10 h by allocation:tid 1
              9411 ORG=120 PROJ=Q 450,00 1,5 h by allocation:tid 1
              9419 ORG=110 -6 000,00 by allocation:tid 1
              9419 ORG=120 -450,00 by allocation:tid 1
            tid 1: posted R-2026-2
            R-2026-2 2026-04-30 202604 Fördelning Nyckel tid 202604
              9411 ORG=110 PROJ=P 1 300,00 2 h by allocation:tid 1
              9419 ORG=110 -1 300,00 by allocation:tid 1
            nothing differs
            94*: 0,00
        "#]],
    );
}

/// GL-17: both modes on the same data: the flat rate leaves a stated difference, the full leaves zero on the pool.
#[test]
fn overhead_flat_and_full() {
    let data = "2026-03-10 Hyra | 5012 ORG=100 7000,00 | 2581 -7000,00
         2026-03-10 Lön | 4011 ORG=110 PROJ=P 20000,00 | 4011 ORG=120 PROJ=Q 10000,00 | 2581 -30000,00";
    check(
        &format!(
            "{data}
         key OH pool=5* ORG=100 ; rate 20 4011 PROJ=?* ; 9511 9519 ORG PROJ | ORG=100
         run 202603
         trial 202603"
        ),
        expect![[r#"
            OH 1: posted R-2026-1
            OH 1: pool 7 000,00 charged 6 000,00 left 1 000,00 stands
              9511 ORG=110 PROJ=P 4 000,00
              9511 ORG=120 PROJ=Q 2 000,00
              9519 ORG=100 -6 000,00
        "#]],
    );
    check(
        &format!(
            "{data}
         key OH pool=5* ORG=100 ; basis ORG,PROJ 4011 PROJ=?* ; 9511 9519 | ORG
         run 202603
         trial 202603"
        ),
        expect![[r#"
            OH 1: posted R-2026-1
            OH 1: pool 7 000,00 charged 7 000,00 left 0,00 stands
              9511 ORG=110 PROJ=P 4 666,67
              9511 ORG=120 PROJ=Q 2 333,33
              9519 ORG=100 -7 000,00
        "#]],
    );
}

/// GL-18, first treatment: pool difference 10 000 kr, charges 60/40 on two items: 6 000 and 4 000.
#[test]
fn a_difference_is_spread_in_proportion_to_earlier_charges() {
    check(
        "2026-03-10 Lön | 4011 ORG=100 FIN=G 110000,00 | 2581 -110000,00
         price H 1000,00 2026-01-01
         key tid pool=4* ORG=100 ; price RESURS 9901 unit=h ; 9411 9419 ORG FIN | ORG=100 FIN=G | 9811 9819
         2026-03-10 Tid | 9901 ORG=110 FIN=A RESURS=H 60h | 9901 ORG=110 FIN=B RESURS=H 40h
         run 202603
         differences 202612
         spread tid 202612
         show R-2026-2
         differences 202612
         spread tid 202612
         2026-12-31 Lön | 4011 ORG=100 FIN=G 10,00 | 2581 -10,00
         spread tid 202612
         show R-2026-3
         differences 202612
         sum 9",
        expect![[r#"
            tid 1: posted R-2026-1
            tid: real 110 000,00 in 0,00 charged 100 000,00 spread 0,00 out 0,00 left -10 000,00
            tid 1: posted R-2026-2
            R-2026-2 2026-12-31 202612 Fördelning Nyckel tid 202612
              9811 ORG=110 FIN=A 6 000,00 by allocation:tid/spread 1
              9811 ORG=110 FIN=B 4 000,00 by allocation:tid/spread 1
              9819 ORG=100 FIN=G -10 000,00 by allocation:tid/spread 1
            tid: real 110 000,00 in 0,00 charged 100 000,00 spread 10 000,00 out 0,00 left 0,00
            nothing differs
            tid 1: took back by C-2026-1 posted R-2026-3
            R-2026-3 2026-12-31 202612 Fördelning Nyckel tid 202612
              9811 ORG=110 FIN=A 6 006,00 by allocation:tid/spread 1
              9811 ORG=110 FIN=B 4 004,00 by allocation:tid/spread 1
              9819 ORG=100 FIN=G -10 010,00 by allocation:tid/spread 1
            tid: real 110 010,00 in 0,00 charged 100 000,00 spread 10 010,00 out 0,00 left 0,00
            9*: 0,00
        "#]],
    );
}

/// GL-18, second treatment: a new price is proposed, and applies when it is accepted. Too much charged lowers it, too
/// little raises it; if the months that are left are like those that were, the year ends without a difference.
#[test]
fn a_new_price_is_proposed() {
    let months = |cost: &str, hours: &str, range: std::ops::RangeInclusive<u32>| -> String {
        let of_month = range.map(|month| {
            format!(
                "2026-{month:02}-10 Lön | 4011 ORG=100 {cost} | 2581 -{cost}
         2026-{month:02}-10 Tid | 9901 ORG=110 PROJ=P RESURS=H {hours}
         run 2026{month:02}
         "
            )
        });
        of_month.collect::<Vec<_>>().concat()
    };
    let key = "price H 1000,00 2026-01-01
         key tid pool=4* ORG=100 ; price RESURS 9901 unit=h ; 9411 9419 PROJ | ORG=100 | 9811 9819
         ";
    check(
        &format!(
            "{key}{}differences 202606
         propose tid 202606
         propose tid 202606
         prices
         trial 202607
         accept tid
         accept tid
         prices
         {}differences 202612
         propose tid 202612",
            months("9000,00", "10h", 1..=6),
            months("9000,00", "10h", 7..=12)
        ),
        expect![[r#"
            tid 1: posted R-2026-1
            tid 1: posted R-2026-2
            tid 1: posted R-2026-3
            tid 1: posted R-2026-4
            tid 1: posted R-2026-5
            tid 1: posted R-2026-6
            tid: real 54 000,00 in 0,00 charged 60 000,00 spread 0,00 out 0,00 left 6 000,00
            nothing differs
            nothing differs
            H 2026-01-01 1 000,00
            H 2026-07-01 800,00 proposed
            tid 1: pool 0,00 charged 0,00 left 0,00 stands
            refused: allocation_nothing_proposed (key) key=Text("tid")
            H 2026-01-01 1 000,00
            H 2026-07-01 800,00
            tid 1: posted R-2026-7
            tid 1: posted R-2026-8
            tid 1: posted R-2026-9
            tid 1: posted R-2026-10
            tid 1: posted R-2026-11
            tid 1: posted R-2026-12
            tid: real 108 000,00 in 0,00 charged 108 000,00 spread 0,00 out 0,00 left 0,00
            refused: allocation_no_periods_left (period) key=Text("tid") period=Period(Period(202612))
        "#]],
    );
}

/// GL-18: who has ended gives way to who took over; where nobody did, the treatment is refused.
#[test]
fn a_difference_of_a_unit_that_ended_goes_to_its_successor() {
    check(
        "2026-03-10 Lön | 4011 ORG=110 6000,00 | 4011 ORG=190 3000,00 | 4011 ORG=120 1000,00 | 2581 -10000,00
         2026-03-10 Hyra | 5012 ORG=100 1000,00 | 2581 -1000,00
         key OH pool=5* ORG=100 ; rate 20 4011 ; 9511 9519 ORG | ORG | 9811 9819
         run 202603
         spread OH 202603
         show R-2026-2
         spread OH 202606
         reverse R-2026-2 2026-03-31
         spread OH 202606
         show R-2026-3
         reverse R-2026-3 2026-06-30
         2027-01-01 Ingående balans | 2581 -11000,00 | 1751 11000,00
         carry OH 202612
         show R-2027-1
         2026-03-20 Lön | 4011 ORG=191 1000,00 | 2581 -1000,00
         run 202603
         spread OH 202606
         sum 9",
        expect![[r#"
            OH 1: posted R-2026-1
            OH 1: posted R-2026-2
            R-2026-2 2026-03-31 202603 Fördelning Nyckel OH 202603
              9811 ORG=110 -600,00 by allocation:OH/spread 1
              9811 ORG=120 -100,00 by allocation:OH/spread 1
              9811 ORG=190 -300,00 by allocation:OH/spread 1
              9819 ORG=110 600,00 by allocation:OH/spread 1
              9819 ORG=120 100,00 by allocation:OH/spread 1
              9819 ORG=190 300,00 by allocation:OH/spread 1
            nothing differs
            OH 1: posted R-2026-3
            R-2026-3 2026-06-30 202606 Fördelning Nyckel OH 202606
              9811 ORG=110 -600,00 by allocation:OH/spread 1
              9811 ORG=120 -400,00 by allocation:OH/spread 1
              9819 ORG=110 600,00 by allocation:OH/spread 1
              9819 ORG=120 400,00 by allocation:OH/spread 1
            OH 1: posted R-2027-1
            R-2027-1 2027-01-01 202700 Fördelning Nyckel OH 202700
              9811 ORG=110 600,00 by allocation:OH/carry 1
              9811 ORG=120 400,00 by allocation:OH/carry 1
              9819 ORG=110 -600,00 by allocation:OH/carry 1
              9819 ORG=120 -400,00 by allocation:OH/carry 1
            OH 1: took back by C-2026-3 posted R-2026-4
            refused: value_expired (ORG) key=Text("OH") cause=Sentence(Sentence { key: "refusal-value-expired", args: [("dimension", Text("ORG")), ("value", Text("191")), ("date", Date(2026-06-30)), ("successor", Text(""))] })
            refused: value_expired (ORG) key=Text("OH") cause=Sentence(Sentence { key: "refusal-value-expired", args: [("dimension", Text("ORG")), ("value", Text("191")), ("date", Date(2026-06-30)), ("successor", Text(""))] })
            9*: 0,00
        "#]],
    );
}

/// The same of a rate: the next version is proposed, and accepting it ends the one before.
#[test]
fn a_new_rate_is_proposed() {
    check(
        "2026-06-10 Lön | 4011 ORG=110 PROJ=P 100000,00 | 5012 ORG=100 25000,00 | 2581 -125000,00
         key OH pool=5* ORG=100 ; rate 20 4011 ; 9511 9519 PROJ | ORG=100 | 9811 9819
         run 202606
         differences 202606
         accept OH
         propose OH 202606
         keys
         propose OH 202606
         keys
         accept OH
         keys
         2026-07-10 Lön | 4011 ORG=110 PROJ=P 1000,00 | 2581 -1000,00
         run 202607
         show R-2026-2",
        expect![[r#"
            OH 1: posted R-2026-1
            OH: real 25 000,00 in 0,00 charged 20 000,00 spread 0,00 out 0,00 left -5 000,00
            refused: allocation_nothing_proposed (key) key=Text("OH")
            nothing differs
            OH 1 in_force - - 200000
            OH 2 proposed 2026-07-01 - 300000
            nothing differs
            OH 1 in_force - - 200000
            OH 2 proposed 2026-07-01 - 300000
            OH 1 in_force - 2026-06-30 200000
            OH 2 in_force 2026-07-01 - 300000
            OH 2: posted R-2026-2
            R-2026-2 2026-07-31 202607 Fördelning Nyckel OH 202607
              9511 PROJ=P 300,00 by allocation:OH 2
              9519 ORG=100 -300,00 by allocation:OH 2
        "#]],
    );
}

/// GL-18, third treatment: what is left opens the next year's calculation.
#[test]
fn a_difference_is_carried_to_the_next_year() {
    check(
        "2026-03-10 Lön | 4011 ORG=100 90000,00 | 2581 -90000,00
         price H 1000,00 2026-01-01
         key tid pool=4* ORG=100 ; price RESURS 9901 unit=h ; 9411 9419 PROJ | ORG=100 | 9811 9819
         2026-03-10 Tid | 9901 ORG=110 PROJ=P RESURS=H 100h
         run 202603
         differences 202612
         carry tid 202612
         2027-01-01 Ingående balans | 2581 -90000,00 | 1751 90000,00
         carry tid 202612
         show R-2027-1
         differences 202612
         carry tid 202612
         2026-12-31 Lön | 4011 ORG=100 5000,00 | 2581 -5000,00
         carry tid 202612
         show R-2027-2
         differences 202612
         differences 202701
         2027-01-10 Lön | 4011 ORG=100 15000,00 | 2581 -15000,00
         2027-01-10 Tid | 9901 ORG=110 PROJ=P RESURS=H 10h
         run 202701
         differences 202701
         carry tid 202712
         sum 9",
        expect![[r#"
            tid 1: posted R-2026-1
            tid: real 90 000,00 in 0,00 charged 100 000,00 spread 0,00 out 0,00 left 10 000,00
            refused: allocation_opening_missing (period) key=Text("tid") period=Period(Period(202700))
            tid 1: posted R-2027-1
            R-2027-1 2027-01-01 202700 Fördelning Nyckel tid 202700
              9811 ORG=100 10 000,00 by allocation:tid/carry 1
              9819 ORG=100 -10 000,00 by allocation:tid/carry 1
            tid: real 90 000,00 in 0,00 charged 100 000,00 spread 0,00 out -10 000,00 left 0,00
            nothing differs
            tid 1: took back by C-2027-1 posted R-2027-2
            R-2027-2 2027-01-01 202700 Fördelning Nyckel tid 202700
              9811 ORG=100 5 000,00 by allocation:tid/carry 1
              9819 ORG=100 -5 000,00 by allocation:tid/carry 1
            tid: real 95 000,00 in 0,00 charged 100 000,00 spread 0,00 out -5 000,00 left 0,00
            tid: real 0,00 in -5 000,00 charged 0,00 spread 0,00 out 0,00 left 5 000,00
            tid 1: posted R-2027-3
            tid: real 15 000,00 in -5 000,00 charged 10 000,00 spread 0,00 out 0,00 left 0,00
            refused: year_missing (date) date=Date(2028-01-01)
            9*: 0,00
        "#]],
    );
}

/// The handbook's worked example of the six steps (3.9), exactly; APR-25: after the split the cost of an item is what is
/// charged to it.
#[test]
fn the_six_steps() {
    let story = "2026-12-10 Lön | 4011 ORG=100 FIN=G 500000,00 | 5012 ORG=100 FIN=G 157100,00 | 2581 -657100,00
         price H 700,00 2026-01-01
         key tid pool=4*,5* ORG=100 ; price RESURS 9901 unit=h ; 9411 9419 FIN | ORG=100 FIN=G | 9811 9819
         2026-12-10 Tid | 9901 ORG=110 FIN=A RESURS=H 600h | 9901 ORG=110 FIN=B RESURS=H 400h
         run 202612
         show R-2026-1
         differences 202612
         spread tid 202612
         show R-2026-2
         charge 202612
         show R-2026-3
         sum 9";
    check(
        story,
        expect![[r#"
            tid 1: posted R-2026-1
            R-2026-1 2026-12-31 202612 Fördelning Nyckel tid 202612
              9411 FIN=A 420 000,00 600 h by allocation:tid 1
              9411 FIN=B 280 000,00 400 h by allocation:tid 1
              9419 ORG=100 FIN=G -700 000,00 by allocation:tid 1
            tid: real 657 100,00 in 0,00 charged 700 000,00 spread 0,00 out 0,00 left 42 900,00
            tid 1: posted R-2026-2
            R-2026-2 2026-12-31 202612 Fördelning Nyckel tid 202612
              9811 FIN=A -25 740,00 by allocation:tid/spread 1
              9811 FIN=B -17 160,00 by allocation:tid/spread 1
              9819 ORG=100 FIN=G 42 900,00 by allocation:tid/spread 1
            R-2026-3 2026-12-31 202612 Avräkning 202612
              1751 FIN=A 394 260,00 by avräkning 1
              3011 FIN=A -394 260,00 by avräkning 1
            9*: 0,00
        "#]],
    );
    // Steps 5 and 6: A's result, dissolved by the real shares of S4111 and S4511, is what stands on 1751.
    each_world(|world| {
        world.play(story);
        let shares = ["4011", "5012"].map(|account| world.sum(account).get().unsigned_abs());
        let dissolved = world.sum("1751").split(&shares).expect("shares");
        assert_eq!(dissolved, [30_000_000, 9_426_000].map(Ore::new));
    });
}

/// C25: steps 1 to 3 in class 9, which sums to zero.
#[test]
fn case_c25() {
    check(
        "2026-12-10 Lön | 4011 ORG=100 28500,00 | 5012 ORG=100 6000,00 | 2581 -34500,00
         price H 600,00 2026-01-01
         key tid order=10 pool=4* ORG=100 ; price RESURS 9901 unit=h ; 9411 9419 PROJ | ORG=100 | 9811 9819
         key OH order=20 pool=5* ORG=100 ; rate 20 9411 ; 9511 9519 PROJ | ORG=100
         2026-12-10 Tid | 9901 PROJ=P RESURS=H 50h
         run 202612
         show R-2026-1
         show R-2026-2
         spread tid 202612
         show R-2026-3
         run 202612
         sum 9",
        expect![[r#"
            tid 1: posted R-2026-1
            OH 1: posted R-2026-2
            R-2026-1 2026-12-31 202612 Fördelning Nyckel tid 202612
              9411 PROJ=P 30 000,00 50 h by allocation:tid 1
              9419 ORG=100 -30 000,00 by allocation:tid 1
            R-2026-2 2026-12-31 202612 Fördelning Nyckel OH 202612
              9511 PROJ=P 6 000,00 by allocation:OH 1
              9519 ORG=100 -6 000,00 by allocation:OH 1
            tid 1: posted R-2026-3
            R-2026-3 2026-12-31 202612 Fördelning Nyckel tid 202612
              9811 PROJ=P -1 500,00 by allocation:tid/spread 1
              9819 ORG=100 1 500,00 by allocation:tid/spread 1
            nothing differs
            9*: 0,00
        "#]],
    );
}

/// What cannot be treated, and why.
#[test]
fn differences_are_refused() {
    check(
        "key full pool=5* ORG=100 ; shares ORG=110:100 ; 9511 9519 | ORG
         key tid pool=4* ORG=100 ; price RESURS 9901 unit=h ; 9411 9419 PROJ | ORG=100 | 9811 9819
         2026-06-10 Lön | 4011 ORG=100 100,00 | 2581 -100,00
         spread full 202606
         spread none 202606
         spread tid 202606
         carry tid 202606
         propose tid 202606
         propose tid 202612
         carry tid 202712
         accept none
         accept tid
         price H 1000,00 2026-01-01
         2026-06-10 Tid | 9901 PROJ=P RESURS=H 10h
         run 202606
         propose tid 202606",
        expect![[r#"
            refused: allocation_no_differences (difference) key=Text("full")
            refused: allocation_key_unknown (key) key=Text("none")
            refused: allocation_nothing_charged (period) key=Text("tid") period=Period(Period(202606))
            refused: allocation_nothing_charged (period) key=Text("tid") period=Period(Period(202606))
            refused: allocation_nothing_charged (period) key=Text("tid") period=Period(Period(202606))
            refused: allocation_no_periods_left (period) key=Text("tid") period=Period(Period(202612))
            refused: year_missing (date) date=Date(2028-01-01)
            refused: allocation_key_unknown (key) key=Text("none")
            refused: allocation_nothing_proposed (key) key=Text("tid")
            tid 1: posted R-2026-1
            refused: allocation_below_zero (period) key=Text("tid")
        "#]],
    );
}
