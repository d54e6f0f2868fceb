//! Stories about the accounting model: what may stand where, and when.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::world;

use expect_test::expect;
use world::check;

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
        expect![[r#"
            posted A-2026-1 202606
            posted A-2026-2 202607
            refused: value_expired (line 1, ORG) dimension=ORG value=120 date=2026-07-01 successor=220
            refused: value_expired (line 1, ORG) dimension=ORG value=220 date=2026-06-30 successor=
            refused: account_expired (line 1, account) account=5540 date=2026-01-31
            posted A-2026-3 202602
            refused: validity_reversed subject=5541
            refused: validity_reversed subject=300
        "#]],
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
        expect![[r#"
            refused: value_mandatory (line 1, FIN) dimension=FIN account=5531 rule=el_needs_fin
            posted A-2026-1 202603
            refused: value_forbidden (line 1, FIN) dimension=FIN value=10 account=5531 rule=no_grants_in_100
            refused: value_not_allowed (line 1, FIN) dimension=FIN value=10 allowed=2* rule=fees
            refused: value_fixed (line 1, ORG) dimension=ORG value=110 fixed=100 rule=rent_is_100
            warning: value_mandatory (line 1, PROJ) dimension=PROJ account=5012 rule=rent_wants_project
            posted A-2026-2 202603
            A-2026-2 2026-03-15 202603 Rent by operator; accepted value_mandatory: No project yet
              1 5012 ORG=100 10.00
              2 2581 -10.00
            would post
              5012|1=100|3=P1 10.00
              2581 -10.00
        "#]],
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
        expect![[r#"
            posted A-2026-1 202603
            refused: value_expired (line 1, ORG) dimension=ORG value=120 date=2026-07-15 successor=220
            refused: value_unknown (line 1, ORG) dimension=ORG value=777
        "#]],
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
        expect![[r#"
            refused: account_malformed account=69134567890
            refused: account_malformed account=69x3
            posted A-2026-1 202603
            refused: value_mandatory (line 1, ORG) dimension=ORG account=69131 rule=depreciation_needs_org
            refused: value_mandatory (line 2, ORG) dimension=ORG account=6913456789 rule=depreciation_needs_org
            19321 0.00 15.00
            6912|1=100 1.00 0.00
            69131|1=100 2.00 0.00
            6913456789|1=100 5.00 0.00
            6913456|1=100 4.00 0.00
            691345|1=100 3.00 0.00
        "#]],
    );
}

/// EM-05, EM-28: an S-code is no account, a heading and a budget account take no lines.
#[test]
fn s_codes_headings_and_budget_accounts_take_no_lines() {
    check(
        "
         post 2026-03-15 Rent
           S5012 10,00
           s1 10,00
           S 10,00
           9001 10,00
           69 10,00
           2581 -50,00",
        expect![[r#"
            refused: account_is_s_code (line 1, account) account=S5012
            refused: account_is_s_code (line 2, account) account=s1
            refused: account_unknown (line 3, account) account=S
            refused: account_not_postable (line 4, account) account=9001
            refused: account_not_postable (line 5, account) account=69
        "#]],
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
        expect![[r#"
            refused: dimension_unknown (line 1, FINGRP) dimension=FINGRP
            posted A-2026-1 202603
            refused: value_mandatory (line 1, PROJ) dimension=PROJ account=5012 rule=grants_need_project
            posted A-2026-2 202603
        "#]],
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
        expect![[r#"
            posted A-2026-1 202603
            A-2026-1 2026-03-15 202603 Electricity by operator
              1 5531 500.00 40 kWh
              2 5531 50.00 4.125 kWh
              3 5012 7.00 2 m2
              4 5012 3.00 1 mån
              5 5012 1.00
              6 2581 -561.00
            refused: unit_wrong (line 1, unit) account=5531 unit=MWh expected=kWh
            2581 0.00 561.00
            5012 1.00 0.00
            5012 3.00 0.00 1 mån
            5012 7.00 0.00 2 m2
            5531 550.00 0.00 44.125 kWh
        "#]],
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
        expect![[r#"
            posted A-2026-1 202602
            warning: rate_differs (line 1, amount) currency=EUR expected=1120.00 amount=1100.00
            warning: rate_differs (line 2, amount) currency=EUR expected=-1120.00 amount=-1100.00
            refused: reason_missing (reason)
            posted A-2026-2 202603
            A-2026-2 2026-03-01 202603 Invoice 100 EUR by operator; accepted rate_differs: Rate of the invoice's day
              1 5012 1100.00 EUR minor 10000
              2 2581 -1100.00 EUR minor -10000
            warning: rate_differs (line 1, amount) currency=EUR expected=1120.00 amount=1100.00
            refused: unbalanced (amount) debit=1100.00 credit=1000.00 difference=100.00
            posted A-2025-1 202512
        "#]],
    );
}
