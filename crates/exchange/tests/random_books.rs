//! For random books the file's records sum to the books by account, and nothing is made up (INT-05).
//!
//! The model is the simplest there is: the lines that were posted, added up.

use crate::books;

use std::collections::{BTreeMap, BTreeSet};

use books::{Books, accounts, order};
use kameral_base::{Ore, Period};
use kameral_exchange::commands::{HermesKind, prepare};
use kameral_formats::hermes::{CounterpartyKind, RecordKind};
use kameral_ledger::model::PeriodState;
use kameral_ledger::voucher::{DraftLine, DraftVoucher};
use kameral_store::testing::each_migrated;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Month (0 is the opening period), account, financier, counterparty, öre.
type Posted = (u32, &'static str, &'static str, &'static str, i64);

fn lines() -> impl Strategy<Value = Vec<Posted>> {
    // Internal accounts come to zero by themselves, and are tried in the stories.
    let external: Vec<&str> = accounts()
        .into_iter()
        .filter(|number| !number.starts_with('9'))
        .collect();
    let line = (
        0..=4_u32,
        prop::sample::select(external),
        prop::sample::select(vec!["10", "20"]),
        prop::sample::select(vec!["1128", "1200"]),
        prop_oneof![Just(100_i64), Just(-100), -5_000_000..5_000_000_i64],
    );
    vec(line, 1..30)
}

/// Each line against the interest account, which needs neither financier nor counterparty.
fn post(books: &Books, posted: &[Posted]) {
    let draft = |(month, account, financier, counterparty, ore): &Posted| {
        let line = |account: &str, values: &[(u8, &str)], ore| DraftLine {
            account: account.to_owned(),
            values: values.iter().map(|(at, value)| (*at, (*value).to_owned())).collect(),
            amount: Ore::new(ore),
            ..DraftLine::default()
        };
        DraftVoucher {
            date: Some(format!("2026-{:02}-15", month.max(&1)).parse().expect("a day")),
            period: Some(Period::new(2026, *month).expect("a period")),
            text: "Slump".to_owned(),
            lines: vec![
                line(account, &[(4, financier), (5, counterparty)], *ore),
                line("1910", &[], -ore),
            ],
            ..DraftVoucher::default()
        }
    };
    books.post(posted.iter().filter(|line| line.4 != 0).map(draft).collect());
}

#[test]
fn records_sum_to_the_books_by_account() {
    each_migrated(&books::MIGRATIONS, |store| {
        let number = std::cell::Cell::new(0);
        let config = Config {
            cases: 24,
            failure_persistence: None,
            ..Config::default()
        };
        let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
        let run = runner.run(&lines(), |posted| {
            prop_assume!(posted.iter().any(|line| line.4 != 0));
            number.set(number.get() + 1);
            let books = Books::of(store, &format!("{:04}", number.get()));
            post(&books, &posted);
            books.set("202600..202603", PeriodState::Held);
            let prepared = prepare(&books.cx, &order(HermesKind::Balances, "202603", "")).expect("nothing is missing");

            let mut expected: BTreeMap<(bool, &str), i64> = BTreeMap::new();
            for (month, account, _, _, ore) in posted.iter().filter(|line| line.0 <= 3) {
                *expected.entry((*month == 0, account)).or_default() += ore;
                *expected.entry((*month == 0, "1910")).or_default() -= ore;
            }
            expected.retain(|_, ore| *ore != 0);
            let mut found: BTreeMap<(bool, &str), i64> = BTreeMap::new();
            let mut keys = BTreeSet::new();
            for record in &prepared.records {
                prop_assert!(keys.insert(record.key()), "two records differ in their amount only");
                prop_assert!(!record.amount.is_zero());
                let within = record.counterparty_kind != CounterpartyKind::None;
                prop_assert_eq!(within, !record.counterparty.is_empty());
                let opening = record.kind == RecordKind::Opening;
                *found.entry((opening, &record.account)).or_default() += record.amount.get();
            }
            found.retain(|_, ore| *ore != 0);
            prop_assert_eq!(found, expected);
            let again = prepare(&books.cx, &prepared.order).expect("nothing is missing");
            prop_assert_eq!(again.bytes, prepared.bytes, "the same books make the same bytes");
            Ok(())
        });
        run.unwrap_or_else(|failure| panic!("{}: {failure}", store.engine()));
    });
}
