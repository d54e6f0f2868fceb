//! Reliability P08: whatever commands are given in whatever order, SQLite, PostgreSQL and a simple
//! model in memory agree on every answer, every number and every balance, both engines on every
//! hash, and the integrity check is clean.
//!
//! `KAMERAL_CASES=10000 cargo test -p kameral-ledger model::` for a long run, with chance of its
//! own; a usual run is the same each time.

mod agree {
    pub mod apart;
    pub mod call;
    pub mod coding;
    pub mod command;
    pub mod correction;
    pub mod coverage;
    pub mod engines;
    pub mod flaw;
    pub mod judge;
    pub mod oracle;
    pub mod registers;
}

use std::cell::RefCell;

use agree::call::Call;
use agree::command::{Command, sequences};
use agree::coverage::Coverage;
use agree::engines::Engine;
use agree::oracle::Oracle;
use agree::registers;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};

/// Sequences of a usual run, and their longest.
const CASES: u32 = 90;
const LENGTH_MAX: usize = 40;

#[test]
fn every_sequence_of_commands_agrees() {
    let cases = std::env::var("KAMERAL_CASES").ok().and_then(|text| text.parse().ok());
    let config = Config {
        cases: cases.unwrap_or(CASES),
        max_shrink_iters: 2_000,
        failure_persistence: None,
        ..Config::default()
    };
    let engines = RefCell::new(Engine::all());
    let coverage = RefCell::new(Coverage::default());
    let mut runner = match cases {
        Some(_) => TestRunner::new(config),
        None => TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha)),
    };
    let done = runner.run(&sequences(LENGTH_MAX), |commands| {
        play(&mut engines.borrow_mut(), &mut coverage.borrow_mut(), &commands);
        Ok(())
    });
    match done {
        Ok(()) => coverage.borrow().tell(),
        Err(TestError::Fail(reason, commands)) => panic!("{reason}\nafter {commands:#?}"),
        Err(TestError::Abort(reason)) => panic!("{reason}"),
    }
}

/// One sequence on a new entity of every engine.
fn play(engines: &mut [Engine], coverage: &mut Coverage, commands: &[Command]) {
    let books: Vec<_> = engines.iter_mut().map(Engine::entity).collect();
    let mut oracle = Oracle::new(&registers::standard());
    let mut sent = [None, None, None];
    for (step, command) in (1..).zip(commands) {
        let Some(call) = Call::resolve(command, &oracle, &sent) else {
            continue;
        };
        let before = oracle.vouchers.len();
        let expected = oracle.answer(&call).sorted();
        let again = before == oracle.vouchers.len();
        let told: Vec<_> = books.iter().map(|books| books.run(&call, step)).collect();
        for (answer, hashes) in &told {
            assert_eq!(answer.clone().sorted(), expected, "step {step}: {:?}", call.body);
            assert_eq!(*hashes, told[0].1, "both engines seal alike");
        }
        coverage.count(&call, &expected, again);
        if let Some(key) = call.key {
            sent[usize::from(key)] = Some(call);
        }
    }
    let end = oracle.vouchers.len();
    for books in &books {
        for end in [end, end / 2] {
            assert_eq!(
                books.balances(end),
                oracle.balances(end),
                "balances when the journal ended at {end}"
            );
        }
        assert_eq!(books.findings(), Vec::<String>::new());
    }
}
