//! Whatever is asked of a register is refused, or stands there as asked: it can be read back, asking
//! again changes nothing, the integrity check is clean, and no database knows better (EM-30, EM-33).

mod asked {
    pub mod change;
}
use crate::world;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::atomic::AtomicBool;

use asked::change::change;
use kameral_access::{Cx, Permission};
use kameral_base::{Date, EntityId};
use kameral_ledger::check::check;
use kameral_ledger::commands::{NewEntity, change_registers, init_entity};
use kameral_ledger::model::RuleSet;
use kameral_ledger::register::Change;
use kameral_store::testing::{long_ago, postgres_address};
use kameral_store::{Stop, Store};
use proptest::collection::vec;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};
use world::moment;

/// Groups of changes of a usual run; `KAMERAL_CASES` makes more, with chance of its own.
const CASES: u32 = 250;

#[test]
fn every_accepted_change_stands() {
    let cases = std::env::var("KAMERAL_CASES").ok().and_then(|text| text.parse().ok());
    let config = Config {
        cases: cases.unwrap_or(CASES),
        max_shrink_iters: 2_000,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner = match cases {
        Some(_) => TestRunner::new(config),
        None => TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha)),
    };
    let books = books();
    let counts = RefCell::new([0_u32; 3]);
    let done = runner.run(&vec(change(), 1..4), |changes| {
        let told: Vec<Option<u64>> = books.iter().map(|cx| asked(cx, &changes)).collect();
        assert!(told.iter().all(|one| *one == told[0]), "engines differ: {told:?}");
        counts.borrow_mut()[match told[0] {
            None => 0,
            Some(0) => 1,
            Some(_) => 2,
        }] += 1;
        Ok(())
    });
    let [refused, nothing, changed] = counts.into_inner();
    println!("{refused} refused, {nothing} changed nothing, {changed} changed");
    match done {
        Ok(()) => assert!(10 < refused.min(changed)),
        Err(TestError::Fail(reason, changes)) => panic!("{reason}\nafter {changes:#?}"),
        Err(TestError::Abort(reason)) => panic!("{reason}"),
    }
}

/// An entity on each engine.
fn books() -> Vec<Cx> {
    let mut addresses = vec![":memory:".to_owned()];
    addresses.extend(postgres_address().map(|address| format!("{address}&durability=test")));
    let entity = |address: &String| {
        let store = Store::open(address).expect("a new database opens");
        store
            .migrate(&[kameral_access::MIGRATIONS, kameral_ledger::MIGRATIONS], long_ago())
            .expect("migrated");
        let today = Date::constant(2026, 6, 30);
        let nobody = Cx::operator(store.clone(), "operator", EntityId(0), today, moment(0));
        let new = NewEntity {
            code: "1".to_owned(),
            name: "Entity".to_owned(),
            org_number: "202100-5026".to_owned(),
            rules: RuleSet::State,
        };
        let entity = init_entity(&nobody, None, &new, &[]).expect("an entity");
        Cx::operator(store, "operator", entity.id, today, moment(0))
    };
    addresses.iter().map(entity).collect()
}

/// How many were applied; none when they were refused.
fn asked(cx: &Cx, changes: &[Change]) -> Option<u64> {
    let applied = match change_registers(cx, None, "test", changes) {
        Ok(applied) => applied,
        Err(Stop::Refused(_)) => return None,
        Err(stop) => panic!("{}: {stop:?}", cx.store.engine()),
    };
    cx.read(Permission::BooksRead, |tx| kameral_ledger::store::model::load(tx, cx))
        .expect("what is accepted can be read");
    let report = check(cx, &mut |_| (), &AtomicBool::new(false)).expect("a check ends");
    assert!(report.is_clean(), "{}: {:#?}", cx.store.engine(), report.findings);
    let rows: BTreeSet<_> = changes.iter().map(Change::row).collect();
    if rows.len() == changes.len() {
        assert_eq!(
            change_registers(cx, None, "test", changes).expect("asked again"),
            0,
            "asking again changes nothing"
        );
    }
    Some(applied)
}
