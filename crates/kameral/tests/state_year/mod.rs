//! GL-09, GL-11, GL-12, APR-04, APR-05, APR-27, PAY-04, PAY-05, REP-15, INT-05: whatever an agency posts
//! in a year, corrects, runs again, and however its rules and its financing change from a day on: every
//! voucher balances, every charge is there once, every bank account comes to nothing with its transfer
//! account, the statements tie to the trial balance, and the file for Hermes sums to it by account.
//!
//! A year is random; what must hold of it is asked of the books alone, line by line, beside what the
//! program says of itself.

mod acts;
mod books;
mod holds;

use std::cell::Cell;

use books::Books;
use kameral_store::testing::each_migrated;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Years of a usual run on each engine.
const CASES: u32 = 5;

/// GL-21, APR-27, PAY-04, PAY-05, REP-16, INT-05.
#[test]
fn a_year_holds_together_whatever_happens_in_it() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        let number = Cell::new(0_u32);
        let asked = std::env::var("KAMERAL_CASES").ok();
        let config = Config {
            cases: asked.and_then(|text| text.parse().ok()).unwrap_or(CASES),
            failure_persistence: None,
            max_shrink_iters: 40,
            ..Config::default()
        };
        let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
        let run = runner.run(&acts::year(), |year| {
            number.set(number.get() + 1);
            let mut books = Books::of(store, &format!("{:04}", number.get()));
            for act in &year {
                books.play(act);
            }
            books.finish();
            holds::together(&books)
        });
        run.unwrap_or_else(|failure| panic!("{}: {failure}", store.engine()));
    });
}
