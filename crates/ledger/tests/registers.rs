//! Stories about the accounting model: what may stand where, and when.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

mod world;

use expect_test::expect;
use kameral_base::{Date, Ore};
use kameral_ledger::currency::booked;
use world::{check, each_world};

/// EM-33: ORG 120 ends on 30 June and 220 takes over on 1 July.
#[test]
fn a_value_is_posted_on_while_it_is_valid() {
    check(
        "post 2026-06-30 Last day
           5012 ORG=120 10,00
           2581 -10,00
         post 2026-07-01 First day of the next
           5012 ORG=220 10,00
           2581 -10,00
         post 2026-07-01 Too late
           5012 ORG=120 10,00
           2581 -10,00
         post 2026-06-30 Too early
           5012 ORG=220 10,00
           2581 -10,00
         account 5540 Gas from=2026-02-01 to=2026-03-31
         post 2026-01-31 Too early
           5540 10,00
           2581 -10,00
         post 2026-02-01 First day
           5540 10,00
           2581 -10,00
         account 5541 Backward from=2026-02-01 to=2026-01-31
         value ORG 300 Backward from=2026-02-01 to=2026-01-31",
        expect![[""]],
    );
}

/// EM-10: a rule on an account demands a value and may propose one; EM-11: combinations are forbidden.
#[test]
fn rules_force_forbid_fix_and_allow_by_account_and_by_other_dimensions() {
    check(
        "rule el_needs_fin 5531 FIN mandatory
         rule el_proposes_org 5531 ORG proposed=100
         rule no_grants_in_100 * FIN forbidden when ORG=100
         rule rent_is_100 5012 ORG fixed=100
         rule rent_wants_project 5012 PROJ mandatory warning
         rule fees 3451 FIN allowed=2*
         post 2026-03-15 Electricity
           5531 ORG=110 10,00
           2581 -10,00
         post 2026-03-15 Electricity
           5531 ORG=110 FIN=10 10,00
           2581 -10,00
         post 2026-03-15 Electricity
           5531 ORG=100 FIN=10 10,00
           2581 -10,00
         post 2026-03-15 Fees
           3451 FIN=10 -10,00
           1932 10,00
         post 2026-03-15 Rent
           5012 ORG=110 PROJ=P1 10,00
           2581 -10,00
         post 2026-03-15 Rent
           5012 10,00
           2581 -10,00
         post accept=No_project_yet 2026-03-15 Rent
           5012 10,00
           2581 -10,00
         show A-2026-2
         try 2026-03-15 Rent
           5012 PROJ=P1 10,00
           2581 -10,00",
        expect![[""]],
    );
}

/// What a rule fills in is there for other rules, whatever their names, and is itself checked.
#[test]
fn a_fixed_value_is_filled_in_before_other_rules_are_asked() {
    check(
        "rule a_needs_org 5012 ORG mandatory
         rule b_is_100 5012 ORG fixed=100
         post 2026-03-15 Rent
           5012 10,00
           2581 -10,00
         rule c_is_gone 5531 ORG fixed=120
         post 2026-07-15 Electricity
           5531 10,00
           2581 -10,00
         rule d_is_nowhere 4011 ORG fixed=777
         post 2026-03-15 Pay
           4011 10,00
           2581 -10,00",
        expect![[""]],
    );
}

/// EM-06, EM-07: accounts of four to ten digits; a longer one lies below those it begins with.
#[test]
fn sub_accounts_of_any_length_are_posted_on() {
    check(
        "account 6912 Buildings
         account 691345 Six
         account 6913456 Seven
         account 6913456789 Ten
         account 69134567890 Eleven
         account 69x3 Letter
         rule depreciation_needs_org 6911-6913 ORG mandatory
         post 2026-03-15 Depreciation
           6912 ORG=100 1,00
           69131 ORG=100 2,00
           691345 ORG=100 3,00
           6913456 ORG=100 4,00
           6913456789 ORG=100 5,00
           19321 -15,00
         post 2026-03-15 Depreciation
           69131 2,00
           6913456789 5,00
           19321 -7,00
         balances 2026",
        expect![[""]],
    );
}

/// EM-05, EM-28: an S-code is no account, a heading and a budget account take no lines.
#[test]
fn s_codes_headings_and_budget_accounts_take_no_lines() {
    check(
        "post 2026-03-15 Rent
           S5012 10,00
           s1 10,00
           S 10,00
           9001 10,00
           69 10,00
           2581 -50,00",
        expect![[""]],
    );
}

/// EM-08: an indirect dimension is searched on, never typed; rules may ask for it.
#[test]
fn an_indirect_dimension_cannot_be_typed_but_rules_may_rest_on_it() {
    check(
        "rule grants_need_project 5012 PROJ mandatory when FINGRP=övrigt
         post 2026-03-15 Rent
           5012 FINGRP=anslag 10,00
           2581 -10,00
         post 2026-03-15 Rent
           5012 FIN=10 10,00
           2581 -10,00
         post 2026-03-15 Rent
           5012 FIN=40 10,00
           2581 -10,00
         post 2026-03-15 Rent
           5012 FIN=40 PROJ=P1 10,00
           2581 -10,00",
        expect![[""]],
    );
}

/// GL-05, EM-26: a quantity in a unit beside the amount; different units are never added.
#[test]
fn quantities_are_summed_by_unit() {
    check(
        "post 2026-03-15 Electricity
           5531 500,00 qty=40 unit=kWh
           5531 50,00 qty=4,125
           5012 7,00 qty=2 unit=m2
           5012 3,00 qty=1 unit=mån
           5012 1,00 qty=0 unit=mån
           2581 -561,00
         show A-2026-1
         post 2026-03-15 Electricity
           5531 500,00 qty=40 unit=MWh
           2581 -500,00
         balances 2026",
        expect![[""]],
    );
}

/// GL-22: the registered rate gives the amount; another amount is accepted with a reason, which is kept.
#[test]
fn another_amount_than_the_rates_is_accepted_with_a_reason() {
    check(
        "post 2026-02-28 Invoice 100 EUR
           5012 1100,00 EUR=100,00
           2581 -1100,00 EUR=-100,00
         post 2026-03-01 Invoice 100 EUR
           5012 1100,00 EUR=100,00
           2581 -1100,00 EUR=-100,00
         post accept=_ 2026-03-01 Invoice 100 EUR
           5012 1100,00 EUR=100,00
           2581 -1100,00 EUR=-100,00
         post accept=Rate_of_the_invoice's_day 2026-03-01 Invoice 100 EUR
           5012 1100,00 EUR=100,00
           2581 -1100,00 EUR=-100,00
         show A-2026-2
         post accept=Not_a_warning 2026-03-01 Invoice 100 EUR
           5012 1100,00 EUR=100,00
           2581 -1000,00
         post 2025-12-31 No rate yet
           5012 17,00 EUR=100,00
           2581 -17,00",
        expect![[""]],
    );
}

/// The entry page fills in öre from the amount in currency.
#[test]
fn an_amount_in_currency_is_booked_at_the_rate_of_the_day() {
    each_world(|world| {
        let model = world.model();
        let on = |month, day| Date::constant(2026, month, day);
        assert_eq!(
            booked(&model, "EUR", 10_000, on(2, 28)),
            Some(Ore::new(110_000))
        );
        assert_eq!(
            booked(&model, "EUR", 10_000, on(3, 1)),
            Some(Ore::new(112_000))
        );
        assert_eq!(booked(&model, "EUR", -1, on(3, 1)), Some(Ore::new(-11)));
        assert_eq!(
            booked(&model, "JPY", 1_000, on(3, 1)),
            Some(Ore::new(7_012))
        );
        assert_eq!(
            booked(&model, "JPY", 1_000, Date::constant(2025, 12, 31)),
            None
        );
        assert_eq!(booked(&model, "USD", 1_000, on(3, 1)), None);
        assert_eq!(booked(&model, "EUR", i64::MAX, on(3, 1)), None);
    });
}
