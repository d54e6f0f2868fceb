//! What a kill cannot show: that the sync comes before the answer. It is seen in the order of the
//! program's system calls.

use std::path::Path;

use crate::books::{Books, ENTITY};
use crate::client::{Outcome, post, sign_in};
use crate::http::Connection;
use crate::program::Server;
use crate::strace::{is_there, log, under_strace};
use crate::witness::{folder, word};

/// Calls that write to the database, bring it to the disk, or answer.
const CALLS: &str = "trace=pwrite64,fsync,fdatasync,write,writev,sendto,sendmsg";

/// What was seen: answers, and those among them without a write and a sync before.
#[derive(Debug, Default, PartialEq, Eq)]
struct Seen {
    answers: usize,
    unsynced: usize,
}

/// How far the write-ahead log had come.
#[derive(PartialEq, Eq)]
enum Stage {
    Nothing,
    Written,
    Synced,
}

/// Reads a log in its order; `is_answer` knows the call that answers.
fn seen(log: &str, is_answer: impl Fn(&str) -> bool) -> Seen {
    let (mut seen, mut stage, mut syncing) = (Seen::default(), Stage::Nothing, None);
    for line in log.lines() {
        let thread = line.split_whitespace().next().unwrap_or_default();
        let is_log = line.contains("-wal>");
        if line.contains("pwrite64(") && is_log {
            stage = Stage::Written;
        } else if line.contains("sync(") && is_log {
            if line.ends_with("= 0") {
                stage = Stage::Synced;
            } else {
                syncing = Some(thread.to_owned());
            }
        } else if line.contains("sync resumed>") && line.ends_with("= 0") && syncing.as_deref() == Some(thread) {
            stage = Stage::Synced;
            syncing = None;
        } else if is_answer(line) {
            seen.answers += 1;
            seen.unsynced += usize::from(stage != Stage::Synced);
            stage = Stage::Nothing;
        }
    }
    seen
}

fn trace_options() -> Vec<String> {
    ["-y", "-s", "40", "-e", CALLS].map(str::to_owned).to_vec()
}

/// Posts three files by the command: each answer is one call of `write` on standard output.
fn of_post(folder: &Path, option: &str) -> Seen {
    let db = folder.join(format!("post{}.db", option.len()));
    let books = Books::make(word(&db));
    let (file, trace) = (folder.join("file.csv"), folder.join("trace"));
    let rows = "voucher,series,date,text,account,amount\n1,A,2026-03-15,k,1910,-1\n1,A,2026-03-15,k,4010,1\n";
    std::fs::write(&file, rows).expect("the file is written");
    let db = format!("{}{option}", books.db);
    let words = ["--db", &db, "--format", "json", "post", word(&file), "--entity", ENTITY];
    let output = under_strace(&trace, &trace_options(), &words)
        .output()
        .expect("strace starts");
    assert!(output.status.success());
    seen(&log(&trace), |line| line.contains(" write(1<"))
}

/// Posts twenty vouchers to the server, one after the other.
fn of_serve(folder: &Path, option: &str) -> Seen {
    let db = folder.join(format!("serve{}.db", option.len()));
    let books = Books::make(word(&db));
    let trace = folder.join("trace");
    let _ = std::fs::remove_file(&trace);
    let db = format!("{}{option}", books.db);
    let server = Server::of(under_strace(
        &trace,
        &trace_options(),
        &["--db", &db, "serve", "--port", "0"],
    ));
    let token = sign_in(server.address);
    let mut connection = Connection::open(server.address).expect("the server answers");
    for number in 1..=20 {
        let outcome = post(&mut connection, &token, &format!("s-{number}"));
        assert!(matches!(outcome, Outcome::Done(_)), "the voucher is posted");
    }
    server.kill();
    seen(&log(&trace), |line| line.contains("HTTP/1.1 201"))
}

/// Rule 7: nothing is answered before it is written and synced; and a missing sync, which no kill
/// shows, is seen here.
#[test]
#[ignore = "needs strace; ./test faults runs it"]
fn each_answer_comes_after_the_sync_of_what_it_answers_for() {
    if !is_there() {
        return;
    }
    let folder = folder();
    let (post, serve) = (of_post(folder.path(), ""), of_serve(folder.path(), ""));
    println!("sync before answer: post {post:?}, serve {serve:?}");
    assert_eq!(
        post,
        Seen {
            answers: 1,
            unsynced: 0
        }
    );
    assert_eq!(
        serve,
        Seen {
            answers: 20,
            unsynced: 0
        }
    );
    // The control: without syncs every answer is one too early.
    let off = "?durability=test";
    let (post, serve) = (of_post(folder.path(), off), of_serve(folder.path(), off));
    println!("  with durability=test: post {post:?}, serve {serve:?}");
    assert_eq!(
        post,
        Seen {
            answers: 1,
            unsynced: 1
        }
    );
    assert_eq!(
        serve,
        Seen {
            answers: 20,
            unsynced: 20
        }
    );
}
