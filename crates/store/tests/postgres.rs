//! What only PostgreSQL does: deadlocks between writers, and connections that die.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Barrier, Condvar, Mutex};

use kameral_store::testing::{as_owner, each_migrated, write};
use kameral_store::{Engine, Fault, FaultKind, Migration, Migrations, Store, Tx, params};

const TABLES: Migrations = Migrations {
    crate_name: "test",
    files: &[(
        "001_balance",
        &[Migration::Both(
            "create table balance (id bigint not null primary key, amount_ore bigint not null);
            insert into balance values (1, 0), (2, 0)",
        )],
    )],
};

const END_OTHERS: &str = "select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()";

fn on_postgres(test: impl Fn(&Store)) {
    each_migrated(&[TABLES], |store| {
        if store.engine() == Engine::Postgres {
            test(store);
        }
    });
}

fn add(tx: &mut Tx, id: i64) -> Result<u64, Fault> {
    tx.exec(
        "update balance set amount_ore = amount_ore + 1 where id = $1",
        params![id],
    )
}

fn amounts(store: &Store) -> Vec<i64> {
    let sql = "select amount_ore from balance order by id";
    store.read(|tx| tx.all(sql, &[], |row| row.get("amount_ore"))).unwrap()
}

#[test]
fn a_deadlock_is_tried_again() {
    on_postgres(|store| {
        let (crossed, runs) = (Barrier::new(2), AtomicUsize::new(0));
        let (is_done, done) = (Mutex::new(false), Condvar::new());
        let client = |first, second| {
            let mut run = 0;
            let written = write(store, |tx| {
                run += 1;
                runs.fetch_add(1, Ordering::SeqCst);
                if run == 2 {
                    // Before the first is done, the same deadlock could happen again.
                    drop(done.wait_while(is_done.lock().unwrap(), |is_done| !*is_done).unwrap());
                }
                add(tx, first)?;
                if run == 1 {
                    crossed.wait();
                }
                add(tx, second)
            });
            *is_done.lock().unwrap() = true;
            done.notify_all();
            written
        };
        std::thread::scope(|scope| {
            let other = scope.spawn(|| client(2, 1));
            client(1, 2).unwrap();
            other.join().unwrap().unwrap();
        });
        assert_eq!(amounts(store), [2, 2]);
        assert_eq!(
            runs.load(Ordering::SeqCst),
            3,
            "the deadlock happened, and one was run again"
        );
    });
}

#[test]
fn a_commit_without_an_answer_is_unknown() {
    on_postgres(|store| {
        let fault = write(store, |tx| {
            add(tx, 1)?;
            as_owner(store, END_OTHERS)
        })
        .unwrap_err();
        assert_eq!(fault.kind(), FaultKind::OutcomeUnknown, "{fault}");
        write(store, |tx| add(tx, 2)).unwrap();
        assert_eq!(amounts(store), [0, 1]);
    });
}

#[test]
fn idle_connections_that_died_are_replaced() {
    on_postgres(|store| {
        let both = Barrier::new(4);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| store.read(|_| Ok(both.wait())).unwrap());
            }
        });
        as_owner(store, END_OTHERS).unwrap();
        write(store, |tx| add(tx, 1)).unwrap();
        assert_eq!(amounts(store), [1, 0]);
    });
}

#[test]
fn a_lock_is_not_waited_for_for_ever() {
    on_postgres(|store| {
        let (locked, done) = (Barrier::new(2), Barrier::new(2));
        std::thread::scope(|scope| {
            scope.spawn(|| {
                write(store, |tx| {
                    add(tx, 1)?;
                    locked.wait();
                    done.wait();
                    Ok(())
                })
                .unwrap();
            });
            locked.wait();
            let fault = write(store, |tx| add(tx, 1)).unwrap_err();
            assert_eq!(fault.kind(), FaultKind::Busy, "{fault}");
            done.wait();
        });
        assert_eq!(amounts(store), [1, 0]);
    });
}
