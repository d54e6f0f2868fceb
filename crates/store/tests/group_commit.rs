//! Group commit: commands share a sync, and none is answered before it.
//!
//! On PostgreSQL the same stories hold with a transaction each, where they are told of both.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, Mutex, mpsc};
use std::thread::scope;
use std::time::{Duration, Instant};

use kameral_store::testing::{each_migrated, long_ago, on_commit, on_writer, write};
use kameral_store::{Fault, FaultKind, Migration, Migrations, Stop, Store, Tx, params};

const CLIENTS: usize = 8;

const TABLES: Migrations = Migrations {
    crate_name: "test",
    files: &[(
        "001_voucher",
        &[Migration::Both(
            "create table series (entity_id bigint not null primary key, last_number bigint not null);
            create table voucher (number bigint not null primary key, client bigint not null);
            insert into series values (1, 0)",
        )],
    )],
};

/// Takes the next number; the row stays locked until the command ends.
fn post(tx: &mut Tx, client: usize) -> Result<i64, Fault> {
    let sql = "update series set last_number = last_number + 1 where entity_id = 1 returning last_number";
    let number: i64 = tx.one(sql, &[], |row| row.get("last_number"))?;
    let client = i64::try_from(client).expect("few clients");
    tx.exec(
        "insert into voucher (number, client) values ($1, $2)",
        params![number, client],
    )?;
    Ok(number)
}

fn numbers(store: &Store) -> Vec<i64> {
    let sql = "select number from voucher order by number";
    store.read(|tx| tx.all(sql, &[], |row| row.get("number"))).unwrap()
}

fn sqlite() -> Store {
    let store = Store::open(":memory:").unwrap();
    store.migrate(&[TABLES], long_ago()).unwrap();
    store
}

#[test]
fn refused_and_panicking_commands_leave_no_gap_between_the_others() {
    each_migrated(&[TABLES], |store| {
        let answered = Mutex::new(Vec::new());
        scope(|scope| {
            for client in 0..CLIENTS {
                let answered = &answered;
                scope.spawn(move || {
                    for round in 0..25 {
                        let done = catch_unwind(AssertUnwindSafe(|| {
                            store.write(|tx| -> Result<i64, Stop<()>> {
                                let number = post(tx, client)?;
                                match (client + round) % 5 {
                                    0 => Err(Stop::Refused(())),
                                    1 if round % 2 == 0 => std::panic::resume_unwind(Box::new("a bug")),
                                    _ => Ok(number),
                                }
                            })
                        }));
                        if let Ok(Ok(number)) = done {
                            answered.lock().unwrap().push(number);
                        }
                    }
                });
            }
        });
        let mut answered = answered.into_inner().unwrap();
        answered.sort_unstable();
        let without_gaps: Vec<i64> = (1..).take(answered.len()).collect();
        assert_eq!(answered, without_gaps);
        assert_eq!(numbers(store), without_gaps);
    });
}

/// The commit of a full batch is held up, and while it is, nobody has an answer.
#[test]
fn nobody_is_answered_before_the_commit() {
    let store = sqlite();
    let (committing, is_committing) = mpsc::channel();
    let (release, may_commit) = mpsc::channel::<()>();
    on_commit(&store, move || {
        committing.send(()).unwrap();
        // Closed at the end of the test, for the commits that follow.
        let _ = may_commit.recv();
        false
    })
    .unwrap();
    let answered = AtomicUsize::new(0);
    scope(|scope| {
        for client in 0..CLIENTS {
            let (store, answered) = (&store, &answered);
            scope.spawn(move || {
                write(store, |tx| {
                    // Time for the others to queue up behind.
                    std::thread::sleep(Duration::from_millis(20));
                    post(tx, client)
                })
                .unwrap();
                answered.fetch_add(1, Ordering::SeqCst);
            });
        }
        is_committing.recv().unwrap();
        std::thread::sleep(Duration::from_millis(50));
        assert_eq!(answered.load(Ordering::SeqCst), 0);
        drop(release);
    });
    assert_eq!(answered.load(Ordering::SeqCst), CLIENTS);
    assert_eq!(numbers(&store).len(), CLIENTS);
    assert_eq!(is_committing.try_iter().count(), 0, "all shared one commit");
}

#[test]
fn clients_in_step_share_a_commit() {
    let store = sqlite();
    let commits = Arc::new(AtomicUsize::new(0));
    let made = Arc::clone(&commits);
    on_commit(&store, move || {
        made.fetch_add(1, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(2));
        false
    })
    .unwrap();
    let rounds = 20;
    scope(|scope| {
        for client in 0..CLIENTS {
            let store = &store;
            scope.spawn(move || {
                for _ in 0..rounds {
                    write(store, |tx| post(tx, client)).unwrap();
                }
            });
        }
    });
    let commits = commits.load(Ordering::SeqCst);
    assert_eq!(numbers(&store).len(), CLIENTS * rounds);
    assert!(
        commits * 3 < CLIENTS * rounds,
        "{commits} commits of {} commands",
        CLIENTS * rounds
    );
}

/// Three commands are put into one batch: the second is held inside its closure until the third
/// waits, and the first is unanswered all the while.
#[test]
fn a_refused_command_inside_a_group_takes_nobody_with_it() {
    let store = sqlite();
    let (first_in, second_may) = (Barrier::new(2), Barrier::new(2));
    let answers = scope(|scope| {
        let store = &store;
        let (first_in, second_may) = (&first_in, &second_may);
        let first = scope.spawn(move || {
            write(store, |tx| {
                let number = post(tx, 1)?;
                first_in.wait();
                second_may.wait();
                Ok(number)
            })
        });
        first_in.wait();
        let second = scope.spawn(move || {
            store.write(|tx| -> Result<i64, Stop<&str>> {
                post(tx, 2)?;
                Err(Stop::Refused("above_limit"))
            })
        });
        let third = scope.spawn(move || write(store, |tx| post(tx, 3)));
        std::thread::sleep(Duration::from_millis(50));
        second_may.wait();
        (first.join().unwrap(), second.join().unwrap(), third.join().unwrap())
    });
    assert_eq!(answers.0.unwrap(), 1);
    assert!(matches!(answers.1, Err(Stop::Refused("above_limit"))));
    assert_eq!(answers.2.unwrap(), 2);
    assert_eq!(numbers(&store), [1, 2]);
}

#[test]
fn a_failing_commit_is_told_to_everyone_and_ends_the_store() {
    let store = sqlite();
    write(&store, |tx| post(tx, 0)).unwrap();
    on_commit(&store, || true).unwrap();
    let (tell, told) = mpsc::channel();
    scope(|scope| {
        for client in 0..CLIENTS {
            let (store, tell) = (&store, tell.clone());
            scope.spawn(move || tell.send(write(store, |tx| post(tx, client))).unwrap());
        }
    });
    drop(tell);
    for answer in told {
        let fault = answer.unwrap_err();
        assert_eq!(fault.kind(), FaultKind::OutcomeUnknown);
        assert!(fault.to_string().starts_with("outcome unknown"), "{fault}");
    }
    assert!(store.is_dead());
    on_commit(&store, || false).unwrap();
    let fault = write(&store, |tx| post(tx, 9)).unwrap_err();
    assert!(fault.is_outcome_unknown(), "a dead store stays dead: {fault}");
    let refused = store.write(|_| -> Result<(), Stop<()>> { Err(Stop::Refused(())) });
    assert!(matches!(refused, Err(Stop::Fault(_))), "not even a refusal is answered");
    assert_eq!(numbers(&store), [1], "readers see what was kept");
}

/// Rule 7: a statement can meet the full disk before any commit does, in a temporary file or here in
/// a file that may not grow. Before, such a store answered faults for ever.
#[test]
fn a_disk_that_is_full_in_a_statement_ends_the_store_too() {
    let store = sqlite();
    write(&store, |tx| post(tx, 0)).unwrap();
    on_writer(&store, "pragma max_page_count = 1").unwrap();
    let full = write(&store, |tx| {
        (0..10_000).try_for_each(|client| post(tx, client).map(drop))
    });
    assert_eq!(
        full.unwrap_err().kind(),
        FaultKind::Disk,
        "nothing of it is written: told as it is"
    );
    assert!(store.is_dead());
    assert!(write(&store, |tx| post(tx, 9)).unwrap_err().is_outcome_unknown());
    assert_eq!(numbers(&store), [1], "readers see what was kept");
}

/// A file of the program's own that cannot be read is that command's trouble alone.
#[test]
fn another_files_trouble_does_not_end_the_store() {
    let store = sqlite();
    let read = write(&store, |_| Ok(std::fs::read("no such file")?));
    assert_eq!(read.unwrap_err().kind(), FaultKind::Disk);
    assert!(!store.is_dead());
    assert_eq!(write(&store, |tx| post(tx, 0)).unwrap(), 1);
}

/// The time to gather is 400 µs; the quickest of many commands that did not wait takes less.
#[test]
fn a_lone_client_does_not_wait_for_company() {
    let store = sqlite();
    scope(|scope| {
        for client in 0..CLIENTS {
            let store = &store;
            scope.spawn(move || write(store, |tx| post(tx, client)).unwrap());
        }
    });
    let quickest = (0..300).map(|_| {
        let began = Instant::now();
        write(&store, |tx| post(tx, 0)).unwrap();
        began.elapsed()
    });
    let quickest = quickest.min().unwrap();
    assert!(quickest < Duration::from_micros(400), "{quickest:?}");
}
