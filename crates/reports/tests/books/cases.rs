//! What property tests of reports share: cases, each in an entity of its own, and figures of tables.

use std::cell::Cell;

use kameral_ledger::model::RuleSet;
use kameral_reports::{Table, Value};
use kameral_store::testing::each_migrated;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::Books;

/// Runs a check on so many cases on each engine. Every case is an entity of its own, with the standard
/// configuration of agencies, in the same database.
pub fn each_case<S: Strategy>(
    cases: u32,
    strategy: &S,
    check: impl Fn(&Books, &S::Value) -> Result<(), TestCaseError>,
) {
    each_migrated(&[kameral_access::MIGRATIONS, kameral_ledger::MIGRATIONS], |store| {
        let number = Cell::new(0_u32);
        let config = Config {
            cases,
            failure_persistence: None,
            max_shrink_iters: 20,
            ..Config::default()
        };
        let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
        let run = runner.run(strategy, |case| {
            number.set(number.get() + 1);
            let books = Books::standard(store, &format!("E{}", number.get()), RuleSet::State);
            check(&books, &case)
        });
        run.unwrap_or_else(|failure| panic!("{failure}"));
    });
}

/// The place of the column with a key.
pub fn column(table: &Table, key: &str) -> usize {
    let found = table.head.columns.iter().position(|column| column.key == key);
    found.unwrap_or_else(|| panic!("a column {key}"))
}

/// An amount, in öre.
pub fn ore(value: &Value) -> i64 {
    match value {
        Value::Amount(amount) => amount.get(),
        other => panic!("an amount, not {other:?}"),
    }
}

/// The total of a column, in öre.
pub fn total(table: &Table, key: &str) -> i64 {
    ore(&table.tail.totals.as_ref().expect("totals").cells[column(table, key)])
}
