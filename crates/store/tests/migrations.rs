//! Migrations are applied once, in order, and never change.

use kameral_store::testing::{each_engine, long_ago, write};
use kameral_store::{FaultKind, Migration, Migrations, Store};

const FIRST: (&str, &[Migration]) = ("001_a", &[Migration::Both("create table a (x bigint not null)")]);
const SECOND: (&str, &[Migration]) = ("002_b", &[Migration::Both("create table b (x bigint not null)")]);

const fn of(files: &'static [(&'static str, &'static [Migration])]) -> Migrations {
    Migrations {
        crate_name: "test",
        files,
    }
}

fn refused(store: &Store, migrations: &[Migrations]) -> String {
    let fault = store.migrate(migrations, long_ago()).unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Migration);
    fault.to_string()
}

#[test]
fn each_file_is_applied_once() {
    each_engine(|store| {
        store.migrate(&[of(&[FIRST])], long_ago()).unwrap();
        store.migrate(&[of(&[FIRST, SECOND])], long_ago()).unwrap();
        store.migrate(&[of(&[FIRST, SECOND])], long_ago()).unwrap();
        write(store, |tx| tx.exec("insert into b values (1)", &[])).unwrap();
        let sql = "select crate_name, file, sha256, applied_at from migration where crate_name = 'test' order by file";
        let applied: Vec<(String, String)> = store
            .read(|tx| tx.all(sql, &[], |row| Ok((row.get("file")?, row.get("applied_at")?))))
            .unwrap();
        let at = "2026-01-01T00:00:00.000000Z";
        assert_eq!(
            applied,
            [("001_a".to_owned(), at.to_owned()), ("002_b".to_owned(), at.to_owned())]
        );
    });
}

#[test]
fn a_changed_file_is_refused() {
    each_engine(|store| {
        store.migrate(&[of(&[FIRST])], long_ago()).unwrap();
        const CHANGED: (&str, &[Migration]) = ("001_a", &[Migration::Both("create table a (x bigint)")]);
        assert_eq!(
            refused(store, &[of(&[CHANGED])]),
            "migration test/001_a: its text has changed since it was applied"
        );
    });
}

#[test]
fn a_file_missing_before_an_applied_one_is_refused() {
    each_engine(|store| {
        store.migrate(&[of(&[SECOND])], long_ago()).unwrap();
        assert_eq!(
            refused(store, &[of(&[FIRST, SECOND])]),
            "migration test/001_a: it is not applied, but 002_b after it is"
        );
    });
}

#[test]
fn a_database_of_a_newer_program_is_refused() {
    each_engine(|store| {
        store.migrate(&[of(&[FIRST, SECOND])], long_ago()).unwrap();
        let told = "the database has migrations this program does not know: test/002_b";
        assert_eq!(refused(store, &[of(&[FIRST])]), told);
        assert!(refused(store, &[]).ends_with("test/001_a, test/002_b"));
    });
}

#[test]
fn a_failing_file_leaves_nothing() {
    each_engine(|store| {
        const FAILING: (&str, &[Migration]) = (
            "002_b",
            &[Migration::Both("create table b (x bigint); create table a (x bigint)")],
        );
        assert!(store.migrate(&[of(&[FIRST, FAILING])], long_ago()).is_err());
        store.migrate(&[of(&[FIRST, SECOND])], long_ago()).unwrap();
    });
}

#[test]
fn a_step_may_differ_between_the_engines() {
    each_engine(|store| {
        const PAIR: (&str, &[Migration]) = (
            "001_pair",
            &[Migration::Pair {
                pg: "create table a (name text); insert into a values ('PostgreSQL')",
                sqlite: "create table a (name text) strict; insert into a values ('SQLite')",
            }],
        );
        store.migrate(&[of(&[PAIR])], long_ago()).unwrap();
        let name: String = store
            .read(|tx| tx.one("select name from a", &[], |row| row.get("name")))
            .unwrap();
        assert_eq!(name, store.engine().to_string());
    });
}

#[test]
fn two_programs_may_start_at_once() {
    each_engine(|store| {
        std::thread::scope(|scope| {
            let starts: Vec<_> = (0..4)
                .map(|_| scope.spawn(|| store.migrate(&[of(&[FIRST, SECOND])], long_ago())))
                .collect();
            for start in starts {
                start.join().unwrap().unwrap();
            }
        });
    });
}
