//! One command, one transaction: what is kept, what is not, and what cannot be done by mistake.

use std::panic::{AssertUnwindSafe, catch_unwind};

use kameral_store::testing::{each_migrated, write};
use kameral_store::{Fault, FaultKind, Migration, Migrations, Stop, Store, Tx, params};

const TABLES: Migrations = Migrations {
    crate_name: "test",
    files: &[(
        "001_note",
        &[Migration::Both(
            "create table note (id bigint not null primary key, text text not null check (text <> ''));
            create table answer (id bigint not null primary key, note bigint not null references note (id));",
        )],
    )],
};

fn note(tx: &mut Tx, id: i64) -> Result<u64, Fault> {
    tx.exec(
        "-- A note.\ninsert into note (id, text) values ($1, $2)",
        params![id, "x"],
    )
}

fn notes(store: &Store) -> Vec<i64> {
    store
        .read(|tx| tx.all("select id from note order by id", &[], |row| row.get("id")))
        .unwrap()
}

#[test]
fn a_refused_command_leaves_nothing() {
    each_migrated(&[TABLES], |store| {
        let refused = store.write(|tx| -> Result<(), Stop<&str>> {
            note(tx, 1)?;
            Err(Stop::Refused("period_closed"))
        });
        assert!(matches!(refused, Err(Stop::Refused("period_closed"))));
        write(store, |tx| note(tx, 2)).unwrap();
        assert_eq!(notes(store), [2]);
    });
}

#[test]
fn a_panic_leaves_nothing_and_goes_on() {
    each_migrated(&[TABLES], |store| {
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            write(store, |tx| -> Result<(), Fault> {
                note(tx, 1)?;
                panic!("a bug");
            })
        }));
        assert_eq!(panicked.unwrap_err().downcast_ref(), Some(&"a bug"));
        write(store, |tx| note(tx, 2)).unwrap();
        assert_eq!(notes(store), [2]);
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            store.read(|_| -> Result<(), Fault> { panic!("a bug") })
        }));
        assert!(panicked.is_err());
        assert_eq!(notes(store), [2]);
    });
}

#[test]
fn a_transaction_inside_a_transaction_is_a_fault_and_not_a_deadlock() {
    each_migrated(&[TABLES], |store| {
        let inner_write = |_: &mut Tx| write(store, |tx| note(tx, 1)).map(drop);
        let inner_read = |_: &mut Tx| store.read(|_| Ok(()));
        let attempts: [Result<(), Fault>; 4] = [
            write(store, inner_write),
            write(store, inner_read),
            store.read(inner_write),
            store.read(inner_read),
        ];
        for attempt in attempts {
            let fault = attempt.unwrap_err();
            assert_eq!(fault.kind(), FaultKind::Misuse);
            assert!(
                fault.to_string().starts_with("a transaction inside a transaction"),
                "{fault}"
            );
        }
        write(store, |tx| note(tx, 2)).unwrap();
        assert_eq!(notes(store), [2]);
    });
}

#[test]
fn nothing_is_written_by_a_read() {
    each_migrated(&[TABLES], |store| {
        assert!(store.read(|tx| note(tx, 1)).is_err());
        assert_eq!(notes(store), [0_i64; 0]);
    });
}

#[test]
fn a_read_sees_one_moment() {
    each_migrated(&[TABLES], |store| {
        let count = |tx: &mut Tx| -> Result<i64, Fault> {
            tx.one("select count(*) as notes from note", &[], |row| row.get("notes"))
        };
        store
            .read(|tx| {
                let before = count(tx)?;
                std::thread::scope(|scope| scope.spawn(|| write(store, |tx| note(tx, 1)).unwrap()).join().unwrap());
                assert_eq!((before, count(tx)?), (0, 0));
                Ok(())
            })
            .unwrap();
        assert_eq!(notes(store), [1]);
    });
}

#[test]
fn faults_are_the_same_on_both_engines() {
    each_migrated(&[TABLES], |store| {
        write(store, |tx| note(tx, 1)).unwrap();
        let kind = |sql: &'static str| write(store, |tx| tx.exec(sql, &[])).unwrap_err().kind();
        assert_eq!(kind("insert into note (id, text) values (1, 'x')"), FaultKind::Unique);
        assert_eq!(kind("insert into note (id, text) values (2, '')"), FaultKind::Check);
        assert_eq!(kind("insert into note (id) values (2)"), FaultKind::Check);
        assert_eq!(
            kind("insert into answer (id, note) values (1, 2)"),
            FaultKind::ForeignKey
        );
        assert_eq!(kind("insert into nowhere (id) values (1)"), FaultKind::Engine);
        assert_eq!(kind("commit"), FaultKind::Privilege);
        assert_eq!(kind("-- why\nPRAGMA synchronous = off"), FaultKind::Privilege);
        let fault = write(store, |tx| note(tx, 1)).unwrap_err();
        assert!(fault.is_unique_violation());
        assert!(fault.to_string().starts_with("statement 'A note.': "), "{fault}");
        assert_eq!(notes(store), [1]);
    });
}

#[test]
fn one_row_is_one_row() {
    each_migrated(&[TABLES], |store| {
        write(store, |tx| note(tx, 1).and(note(tx, 2))).unwrap();
        let one = |sql: &'static str| store.read(|tx| tx.one(sql, &[], |row| row.get::<i64>("id")));
        let optional = |sql: &'static str| store.read(|tx| tx.optional(sql, &[], |row| row.get::<i64>("id")));
        let (none, single, both) = (
            "select id from note where id = 3",
            "select id from note where id = 2",
            "select id from note",
        );
        assert_eq!(one(single).unwrap(), 2);
        assert_eq!(one(none).unwrap_err().kind(), FaultKind::NotOne);
        assert_eq!(one(both).unwrap_err().kind(), FaultKind::NotOne);
        assert_eq!(optional(none).unwrap(), None);
        assert_eq!(optional(single).unwrap(), Some(2));
        assert_eq!(optional(both).unwrap_err().kind(), FaultKind::NotOne);
    });
}

/// PostgreSQL would answer a commit of an aborted transaction with a rollback, and no error.
#[test]
fn a_swallowed_fault_still_fails_the_command() {
    each_migrated(&[TABLES], |store| {
        let fault = write(store, |tx| {
            note(tx, 1)?;
            let _ = note(tx, 1);
            Ok(())
        })
        .unwrap_err();
        assert_eq!(fault.kind(), FaultKind::Misuse);
        assert_eq!(notes(store), [0_i64; 0]);
    });
}

#[test]
fn an_attempt_fails_alone() {
    each_migrated(&[TABLES], |store| {
        write(store, |tx| {
            note(tx, 1)?;
            let twice = tx.attempt(|tx| -> Result<(), Stop<&str>> {
                note(tx, 2)?;
                note(tx, 1)?;
                Ok(())
            });
            assert!(matches!(twice, Err(Stop::Fault(fault)) if fault.is_unique_violation()));
            let inner = tx.attempt(|tx| -> Result<(), Stop<&str>> {
                note(tx, 3)?;
                let refused = tx.attempt(|tx| -> Result<(), Stop<&str>> {
                    note(tx, 4)?;
                    Err(Stop::Refused("no"))
                });
                assert!(matches!(refused, Err(Stop::Refused("no"))));
                note(tx, 5)?;
                Ok(())
            });
            assert!(inner.is_ok());
            let swallowed = tx.attempt(|tx| -> Result<(), Stop<&str>> {
                note(tx, 6)?;
                let _ = note(tx, 6);
                Ok(())
            });
            assert!(matches!(swallowed, Err(Stop::Fault(_))));
            note(tx, 7)
        })
        .unwrap();
        assert_eq!(notes(store), [1, 3, 5, 7]);
    });
}
