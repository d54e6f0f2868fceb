//! The settings durability rests on are asserted (reliability rule 7), and a wrong one is seen.
//!
//! One test, because the server's settings are those of all its databases.

use kameral_store::testing::{as_owner, long_ago, on_writer, postgres_address};
use kameral_store::{Durability, FaultKind, Store};

fn told(fault: &kameral_store::Fault) -> String {
    assert_eq!(fault.kind(), FaultKind::Settings, "{fault}");
    fault.to_string()
}

#[test]
fn a_spoilt_setting_of_sqlite_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.db");
    let store = Store::open(path.to_str().unwrap()).unwrap();
    assert_eq!(store.durability(), Durability::Full);
    store.assert_settings().unwrap();
    for (spoil, mend, wrong) in [
        (
            "pragma synchronous = normal",
            "pragma synchronous = full",
            "synchronous is 1, 2",
        ),
        (
            "pragma synchronous = off",
            "pragma synchronous = full",
            "synchronous is 0, 2",
        ),
        (
            "pragma recursive_triggers = off",
            "pragma recursive_triggers = on",
            "recursive_triggers is 0, 1",
        ),
        (
            "pragma foreign_keys = off",
            "pragma foreign_keys = on",
            "foreign_keys is 0, 1",
        ),
        (
            "pragma trusted_schema = on",
            "pragma trusted_schema = off",
            "trusted_schema is 1, 0",
        ),
        (
            "pragma cell_size_check = off",
            "pragma cell_size_check = on",
            "cell_size_check is 0, 1",
        ),
        (
            "pragma journal_mode = delete",
            "pragma journal_mode = wal",
            "journal_mode is delete, wal",
        ),
    ] {
        on_writer(&store, spoil).unwrap();
        let fault = store.assert_settings().unwrap_err();
        assert_eq!(told(&fault), format!("SQLite setting {wrong} is required"));
        on_writer(&store, mend).unwrap();
        store.assert_settings().unwrap();
    }
    let relaxed = Store::open(&format!("{}?durability=test", path.display())).unwrap();
    assert_eq!(relaxed.durability(), Durability::Test);
}

#[test]
fn a_spoilt_setting_of_postgresql_is_named() {
    let Some(address) = postgres_address() else {
        return;
    };
    let store = Store::open(&address).unwrap();
    assert_eq!(store.durability(), Durability::Full);
    store.migrate(&[], long_ago()).unwrap();
    let relaxed = Store::open(&format!("{address}&durability=test")).unwrap();
    for (name, value) in [
        ("fsync", "off"),
        ("full_page_writes", "off"),
        ("synchronous_commit", "local"),
    ] {
        set(&relaxed, &format!("alter system set {name} = {value}"));
        let wrong = format!("PostgreSQL setting {name} is {value}, on is required");
        assert_eq!(told(&refused(&address, &wrong)), wrong);
        assert_eq!(
            told(&store.assert_settings().unwrap_err()),
            wrong,
            "a running program sees it too"
        );
        set(&relaxed, &format!("alter system reset {name}"));
        assert!((0..100).any(|_| opens(&address)), "{name} is mended");
    }
    let with_standby = format!("{address}&durability=standby");
    let none = "PostgreSQL setting synchronous_standby_names is empty, \
                the name of a standby, for durability=standby, is required";
    assert_eq!(told(&Store::open(&with_standby).err().unwrap()), none);
    set(&relaxed, "alter system set synchronous_standby_names = 'second'");
    assert!((0..100).any(|_| opens(&with_standby)), "a standby is named");
    set(&relaxed, "alter system reset synchronous_standby_names");
    assert_eq!(told(&refused(&with_standby, none)), none);
    the_role_is_looked_at(&address, &relaxed);
}

/// Reliability rule 16: a role that was given more than it needs is not worked in.
fn the_role_is_looked_at(address: &str, relaxed: &Store) {
    let store = Store::open(address).unwrap();
    for (spoil, mend, found) in [
        (
            "alter role kameral_app bypassrls",
            "alter role kameral_app nobypassrls",
            "allowed to bypass row security",
        ),
        (
            "alter role kameral_app superuser",
            "alter role kameral_app nosuperuser",
            "a superuser",
        ),
        (
            "alter table inbox_file owner to kameral_app",
            "alter table inbox_file owner to kameral",
            "an owner of tables",
        ),
    ] {
        store.assert_settings().unwrap();
        as_owner(relaxed, spoil).unwrap();
        let wrong = format!(
            "PostgreSQL setting role kameral_app is {found}, a role that owns and bypasses nothing is required"
        );
        assert_eq!(told(&store.assert_settings().unwrap_err()), wrong);
        let fault = Store::open(address).unwrap().read(|_| Ok(())).unwrap_err();
        assert_eq!(told(&fault), wrong, "nor is a connection made");
        as_owner(relaxed, mend).unwrap();
    }
    store.assert_settings().unwrap();
}

/// Another program's database is not opened.
#[test]
fn a_foreign_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("foreign.db");
    let other = rusqlite::Connection::open(&path).unwrap();
    other.pragma_update(None, "application_id", 7).unwrap();
    other.close().unwrap();
    assert!(Store::open(path.to_str().unwrap()).is_err());
}

/// PostgreSQL takes a moment to read its settings again.
fn refused(address: &str, wanted: &str) -> kameral_store::Fault {
    let mut last = None;
    for _ in 0..100 {
        match Store::open(address) {
            Err(fault) if fault.to_string() == wanted => return fault,
            other => last = other.err(),
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("{wanted}: not refused; {last:?}")
}

fn opens(address: &str) -> bool {
    std::thread::sleep(std::time::Duration::from_millis(20));
    Store::open(address).is_ok()
}

fn set(store: &Store, sql: &str) {
    as_owner(store, sql).unwrap();
    as_owner(store, "select pg_reload_conf()").unwrap();
}
