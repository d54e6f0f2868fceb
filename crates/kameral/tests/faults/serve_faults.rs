//! A server whose disk begins to fail while eight clients post: it answers nothing that is lost,
//! ends by itself with exit code 3, and what it has answered is there afterwards.

use std::path::Path;

use crate::books::Books;
use crate::chance::{Chance, number_of_env};
use crate::client::{Round, retry, round, sign_in};
use crate::program::Server;
use crate::strace::{Failing, injected, is_there, log};
use crate::witness::{Witness, folder, word};

/// Syncs of each thread that go well; starting takes fewer.
const SYNCS_BEFORE: (u64, u64) = (8, 20);
/// Writes of each thread that go well.
const WRITES_BEFORE: (u64, u64) = (300, 900);

/// Rule 7: an error of `fsync` ends the process.
#[test]
#[ignore = "needs strace; ./test faults runs it"]
fn a_server_whose_syncs_fail_ends_by_itself_and_has_answered_nothing_that_is_lost() {
    play("fsync", "EIO", SYNCS_BEFORE);
}

/// Rule 7: so does a disk that is full when a commit is to be written.
#[test]
#[ignore = "needs strace; ./test faults runs it"]
fn a_server_whose_disk_is_full_ends_by_itself_and_has_answered_nothing_that_is_lost() {
    play("pwrite64", "ENOSPC", WRITES_BEFORE);
}

fn play(call: &'static str, error: &'static str, before: (u64, u64)) {
    if !is_there() {
        return;
    }
    let mut chance = Chance::of_run();
    let (mut acks, mut unknown, mut committed) = (0, 0, 0);
    let rounds = number_of_env("KAMERAL_FAULT_ROUNDS").unwrap_or(5);
    for _ in 0..rounds {
        let folder = folder();
        let when = format!("{}+", chance.between(before.0, before.1));
        let failing = Failing {
            call,
            error,
            when,
            paths: Vec::new(),
        };
        let (round, there) = one(folder.path(), &failing);
        acks += round.acks;
        unknown += round.unknown.len();
        committed += there;
    }
    println!(
        "serve, {call} {error} for ever: {rounds} rounds, acknowledged {acks}, unknown {unknown} of which \
         committed {committed}; exit code 3 each time, none lost, doubled or half-written"
    );
}

/// One server's life, and the next one's look at what it left.
fn one(folder: &Path, failing: &Failing) -> (Round, usize) {
    let (db, trace) = (folder.join("served.db"), folder.join("trace"));
    let books = Books::make(word(&db));
    let witness = Witness::new();
    let server = Server::of(failing.command(&trace, &["--db", &books.db, "serve", "--port", "0"]));
    let address = server.address;
    let token = sign_in(address);
    let mut ending = None;
    let round = round(address, &token, &witness, "f", || {
        ending = Some(server.ended());
    });
    let (status, said) = ending.expect("the server has ended");
    assert_eq!(status.code(), Some(3), "{failing:?}: {said}");
    assert!(
        said.contains("Fault:") && said.contains("Start it again"),
        "{failing:?}: {said}"
    );
    assert_ne!(injected(&log(&trace)), 0, "{failing:?}: no call was made to fail");
    assert_ne!(round.acks, 0, "{failing:?}: nothing was answered before");
    assert_ne!(round.unknown.len(), 0, "{failing:?}: nobody was told");
    let server = Server::start(&books.db);
    let there = books
        .rows()
        .iter()
        .filter(|row| round.unknown.contains(&row.key))
        .count();
    retry(server.address, &token, &witness, &round.unknown);
    let verdict = books.judge(&witness.all());
    assert!(verdict.is_clean(), "{failing:?}: {verdict:?}");
    assert_eq!(
        books.rows().len(),
        witness.all().len(),
        "{failing:?}: each voucher is answered for"
    );
    drop(server);
    books.check();
    (round, there)
}
