//! Facts an accountant would check in the demo's books.

use kameral_base::{Date, Timestamp};
use kameral_store::Store;

#[test]
fn probe() {
    let store = Store::open(":memory:?durability=test")
        .or_else(|_| Store::open(":memory:"))
        .unwrap();
    let now: Timestamp = "2026-11-21T08:00:00Z".parse().unwrap();
    store
        .migrate(
            &[kameral_access::MIGRATIONS, kameral_ledger::MIGRATIONS],
            now,
        )
        .unwrap();
    let report = kameral_demo::build(
        &store,
        Date::constant(2026, 11, 21),
        now,
        None,
        &mut |_, _| {},
    );
    match report {
        Ok(r) => println!("{r:?}"),
        Err(e) => panic!("{e}"),
    }
}
