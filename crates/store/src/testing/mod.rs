//! Support for tests of this crate and of those above it (feature `testing`).
//!
//! [`each_engine`] runs a test on SQLite and on PostgreSQL. PostgreSQL comes from the machine's
//! own programs, as a private cluster of the test process; where there is none the test says so
//! and runs on SQLite alone, unless `KAMERAL_REQUIRE_POSTGRES=1`.

mod cluster;
mod template;

use kameral_base::Timestamp;

use crate::store::Backend;
use crate::{Fault, Migrations, Stop, Store};

/// Runs a test on a new, empty database of each engine. The databases are made without syncs
/// (`?durability=test`); open [`postgres_address`] yourself to test with them.
pub fn each_engine(test: impl Fn(&Store)) {
    each_migrated(&[], |store| test(store));
}

/// Runs a test on a new database of each engine, migrated.
pub fn each_migrated(migrations: &[Migrations], test: impl Fn(&Store)) {
    // Which engine is shown by the test harness when the test fails.
    println!("engine: SQLite");
    test(&sqlite_migrated(migrations));
    if let Some(cluster) = cluster::shared() {
        println!("engine: PostgreSQL");
        let address = if migrations.is_empty() {
            cluster.create_database(&cluster::next_name())
        } else {
            template::postgres(cluster, migrations)
        };
        test(&Store::open(&without_syncs(&address)).expect("a new database opens"));
        cluster::drop_database(&address);
    }
}

/// A new database of SQLite, gone when the store is, migrated.
pub fn sqlite_migrated(migrations: &[Migrations]) -> Store {
    if migrations.is_empty() {
        return Store::open(":memory:").expect("a new database opens");
    }
    template::sqlite(migrations)
}

fn without_syncs(address: &str) -> String {
    format!("{address}&durability=test")
}

/// The moment tests migrate at: 2026-01-01.
pub fn long_ago() -> Timestamp {
    "2026-01-01T00:00:00Z".parse().expect("a correct instant")
}

/// The address of a new, empty database of the private PostgreSQL cluster; none when the machine
/// has no PostgreSQL. The database lives as long as the test process.
pub fn postgres_address() -> Option<String> {
    let cluster = cluster::shared()?;
    Some(cluster.create_database(&cluster::next_name()))
}

/// A server of its own that speaks TLS with a certificate and its key, both PEM, and lets nobody in
/// without, on a port of this machine; none when the machine has no PostgreSQL. It lives as long as
/// the test process.
pub fn postgres_over_tls(certificate: &str, key: &str) -> Option<u16> {
    cluster::over_tls(certificate, key)
}

/// Prepares every statement on the store's engine, and panics with all that fail.
pub fn prepare_all(store: &Store, statements: &[(&'static str, &'static str)]) {
    let failures: Vec<String> = statements
        .iter()
        .filter_map(|(name, sql)| {
            let fault = store.read(|tx| tx.prepare(sql)).err()?;
            Some(format!("{name}: {fault}"))
        })
        .collect();
    let engine = store.engine();
    assert!(
        failures.is_empty(),
        "{engine} does not prepare:\n{}",
        failures.join("\n")
    );
}

/// Lets a test see each commit of SQLite before it is made, and fail it by returning `true`.
/// Does nothing on PostgreSQL.
pub fn on_commit(store: &Store, hook: impl FnMut() -> bool + Send + 'static) -> Result<(), Fault> {
    match store.backend() {
        Backend::Sqlite(sqlite) => sqlite.writer.on_commit(hook),
        Backend::Postgres(_) => Ok(()),
    }
}

/// Runs SQL on SQLite's writer connection itself, so that a test can spoil its settings. On
/// PostgreSQL it is run as the tables' owner.
pub fn on_writer(store: &Store, sql: &str) -> Result<(), Fault> {
    match store.backend() {
        Backend::Sqlite(sqlite) => sqlite.writer.batch(sql),
        Backend::Postgres(_) => as_owner(store, sql),
    }
}

/// Runs SQL made by the test as the tables' owner: for damage, and for statements that the
/// program's own role may not give.
pub fn as_owner(store: &Store, sql: &str) -> Result<(), Fault> {
    store.owner()?.batch(sql)
}

/// A write whose only trouble can be a fault.
pub fn write<T>(store: &Store, mut work: impl FnMut(&mut crate::Tx) -> Result<T, Fault>) -> Result<T, Fault> {
    store
        .write(|tx| work(tx).map_err(Stop::<()>::Fault))
        .map_err(|stop| match stop {
            Stop::Fault(fault) => fault,
            Stop::Refused(()) | Stop::Denied(_) => unreachable!("the closure only has faults"),
        })
}
