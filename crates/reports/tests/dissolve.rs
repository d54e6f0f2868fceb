//! 9-accounts dissolved onto S-codes: the examples of the field, and what must always hold.

#![allow(clippy::inconsistent_digit_grouping, reason = "the last two digits are öre")]

use std::collections::BTreeMap;

use kameral_base::Ore;
use kameral_ledger::model::RuleSet;
use kameral_reports::dissolve::{Booked, Dissolved, dissolve, nine_groups};
use kameral_ui::Language;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

fn booked(account: &str, s_code: &str, financier: &str, kronor: i64) -> Booked {
    Booked {
        account: account.to_owned(),
        s_code: s_code.to_owned(),
        financier: financier.to_owned(),
        amount: Ore::from_kronor(kronor).expect("a small amount"),
    }
}

fn dissolved(balances: &[Booked]) -> Dissolved {
    dissolve(balances, &nine_groups(RuleSet::State, Language::Sv)).expect("small amounts")
}

fn of(found: &Dissolved, s_code: &str, financier: &str) -> i64 {
    let outturn = found.by_s_code.get(&(s_code.to_owned(), financier.to_owned()));
    outturn.map_or(0, |outturn| outturn.dissolved.get())
}

/// APR-22: a 9-account of 1 000 with actual shares 70/20/10 gives 700/200/100, and is zero.
#[test]
fn a_thousand_in_proportion_to_actual_outturn() {
    let found = dissolved(&[
        booked("4011", "S4111", "", 70_000),
        booked("4021", "S4119", "", 20_000),
        booked("4511", "S4511", "", 10_000),
        booked("9411", "", "10", 1_000),
    ]);
    assert_eq!(
        ["S4111", "S4119", "S4511"].map(|s_code| of(&found, s_code, "10")),
        [700_00, 200_00, 100_00]
    );
    assert!(found.left.is_empty());
}

/// APR-22: an S-code below the threshold is left out; the rest takes its part.
#[test]
fn immaterial_s_codes_are_left_out() {
    let found = dissolved(&[
        booked("4011", "S4111", "", 99_500),
        booked("4911", "S4911", "", 500),
        booked("9411", "", "10", 1_000),
    ]);
    assert_eq!((of(&found, "S4111", "10"), of(&found, "S4911", "10")), (1_000_00, 0));
    let share = found
        .shares
        .iter()
        .find(|share| share.s_code == "S4911")
        .expect("a share");
    assert!(
        share.is_immaterial && share.base == Ore::new(500_00),
        "the view tells it"
    );
}

/// Handbook 3.9, the worked example: A's 394 260 by real shares, and no S-code's total changes.
#[test]
fn the_worked_example_of_the_handbook() {
    let found = dissolved(&[
        booked("4011", "S4111", "", 500_000),
        booked("4511", "S4511", "", 157_100),
        booked("9411", "", "A", 420_000),
        booked("9411", "", "B", 280_000),
        booked("9419", "", "", -700_000),
        booked("9811", "", "A", -25_740),
        booked("9811", "", "B", -17_160),
        booked("9819", "", "", 42_900),
    ]);
    assert_eq!(of(&found, "S4111", "A") + of(&found, "S4511", "A"), 394_260_00);
    assert_eq!(of(&found, "S4111", "A"), 300_000_00);
    assert_eq!(of(&found, "S4511", "A"), 94_260_00);
    for s_code in ["S4111", "S4511"] {
        let total: i64 = ["", "A", "B"]
            .map(|financier| of(&found, s_code, financier))
            .iter()
            .sum();
        assert_eq!(total, 0, "{s_code}");
    }
}

/// A base without outturn leaves the balance where it is, and says so.
#[test]
fn what_follows_nothing_is_left() {
    let balances = [booked("5531", "S5531", "", 100), booked("9411", "", "10", 40)];
    assert_eq!(dissolved(&balances).left, balances[1..]);
}

const OUTTURN: [(&str, &str); 6] = [
    ("4011", "S4111"),
    ("4511", "S4511"),
    ("5011", "S5011"),
    ("5531", "S5531"),
    ("5611", "S5611"),
    ("69131", "S6911"),
];

fn balances() -> impl Strategy<Value = Vec<Booked>> {
    let outturn = (
        select(OUTTURN.to_vec()),
        select(vec!["", "10", "20"]),
        -20_000_i64..1_000_000,
    );
    let outturn = outturn.prop_map(|((account, s_code), financier, ore)| (account, s_code, financier, ore));
    let nine = (
        select(vec!["9411", "9419", "9511", "9521", "9811", "9111"]),
        select(vec!["", "10", "20", "30"]),
        -1_000_000_i64..1_000_000,
    );
    let nine = nine.prop_map(|(account, financier, ore)| (account, "", financier, ore));
    proptest::collection::vec(prop_oneof![outturn, nine], 1..40).prop_map(|rows| {
        let row = |(account, s_code, financier, ore): (&str, &str, &str, i64)| Booked {
            amount: Ore::new(ore),
            ..booked(account, s_code, financier, 0)
        };
        rows.into_iter().map(row).collect()
    })
}

fn sums<K: Ord>(rows: impl Iterator<Item = (K, Ore)>) -> BTreeMap<K, i64> {
    let mut sums = BTreeMap::new();
    for (key, amount) in rows {
        *sums.entry(key).or_default() += amount.get();
    }
    sums.retain(|_, sum| *sum != 0);
    sums
}

/// Runs a property on random cases, the same in every run.
fn each_case<S: Strategy>(strategy: &S, test: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let config = Config {
        cases: 256,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let run = runner.run(strategy, test);
    run.unwrap_or_else(|failure| panic!("{failure}"));
}

fn is_nine(balance: &Booked) -> bool {
    balance.account.starts_with('9')
}

/// APR-22: what is dissolved and what is left is what stood there, financier by financier, and what was
/// booked on S-codes stands where it stood.
#[test]
fn nothing_is_lost_and_nothing_is_made() {
    each_case(&balances(), |balances| {
        let found = dissolved(&balances);
        let nine = balances.iter().filter(|balance| is_nine(balance));
        let before = sums(nine.map(|balance| (balance.financier.clone(), balance.amount)));
        let parts = found
            .by_s_code
            .iter()
            .map(|((_, financier), outturn)| (financier.clone(), outturn.dissolved));
        let left = found.left.iter().map(|left| (left.financier.clone(), left.amount));
        prop_assert_eq!(before, sums(parts.chain(left)));
        let booked = balances.iter().filter(|balance| !is_nine(balance));
        let key = |balance: &Booked| (balance.s_code.clone(), balance.financier.clone());
        let booked = sums(booked.map(|balance| (key(balance), balance.amount)));
        let kept = found
            .by_s_code
            .iter()
            .map(|(key, outturn)| (key.clone(), outturn.booked));
        prop_assert_eq!(booked, sums(kept));
        Ok(())
    });
}

/// The same with a counter-entry for everything distributed: no S-code's total changes.
#[test]
fn a_class_that_sums_to_nothing_changes_no_total() {
    each_case(&balances(), |mut balances| {
        let nine = balances.iter().filter(|balance| is_nine(balance));
        let counter: Vec<Booked> = nine
            .map(|balance| Booked {
                financier: String::new(),
                amount: balance.amount.checked_neg().expect("small amounts"),
                ..balance.clone()
            })
            .collect();
        balances.extend(counter);
        let found = dissolved(&balances);
        let parts = found
            .by_s_code
            .iter()
            .map(|((s_code, _), outturn)| (s_code.clone(), outturn.dissolved));
        prop_assert_eq!(sums(parts), BTreeMap::new());
        Ok(())
    });
}

/// Each part is less than two öre from its exact share.
#[test]
fn parts_are_near_their_shares() {
    let weights = proptest::collection::vec(20_000_i64..100_000, 3);
    let amounts = proptest::collection::vec(-500_000_i64..500_000, 1..6);
    each_case(&(weights, amounts), |(weights, amounts)| {
        let row = |account: &str, s_code: &str, financier: &str, ore: i64| Booked {
            amount: Ore::new(ore),
            ..booked(account, s_code, financier, 0)
        };
        let base = OUTTURN
            .iter()
            .zip(&weights)
            .map(|((_, s_code), ore)| row("4011", s_code, "", *ore));
        let nine = amounts
            .iter()
            .enumerate()
            .map(|(at, ore)| row("9411", "", &at.to_string(), *ore));
        let found = dissolved(&base.chain(nine).collect::<Vec<_>>());
        let total: i64 = weights.iter().sum();
        for (at, ore) in amounts.iter().enumerate() {
            for ((_, s_code), weight) in OUTTURN.iter().zip(&weights) {
                let part = i128::from(of(&found, s_code, &at.to_string()));
                let distance = (part * i128::from(total) - i128::from(*ore) * i128::from(*weight)).abs();
                prop_assert!(distance < 2 * i128::from(total), "{} of {}", s_code, ore);
            }
        }
        Ok(())
    });
}
