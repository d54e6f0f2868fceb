//! A run that is killed: each batch is whole or not there, and the next run takes the rest.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use kameral_access::Permission;
use kameral_base::Ore;
use kameral_ledger::commands::{PostRequest, post};
use kameral_ledger::voucher::{DraftLine, DraftVoucher};
use kameral_records::commands::{hold, run};
use kameral_store::{Store, params};

use crate::records::disposal::{LATER, decided, on_voucher};
use crate::records::world::{findings, operator, refused};

/// Vouchers: some batches of them.
const VOUCHERS: i64 = 900;
/// Where the child finds the books.
const BOOKS: &str = "KAMERAL_BOOKS_TO_DISPOSE_OF";

fn open(path: &Path) -> Store {
    Store::open(&path.display().to_string()).unwrap()
}

fn filled(store: &Store) {
    store.migrate(&kameral::MIGRATIONS, crate::agency::now()).unwrap();
    drop(crate::agency::router(store.clone()));
    let cx = operator(store, "eva", "2026-06-30");
    let line = |account: &str, ore| DraftLine {
        account: account.to_owned(),
        amount: Ore::new(ore),
        text: "Anna Andersson".to_owned(),
        ..DraftLine::default()
    };
    let draft = |number: i64| DraftVoucher {
        date: Some("2026-02-03".parse().unwrap()),
        text: format!("Resa {number}"),
        lines: vec![line("5612", number), line("2581", -number)],
        ..DraftVoucher::default()
    };
    let request = PostRequest {
        drafts: (1..=VOUCHERS).map(draft).collect(),
        accept_warnings: Some("prov".to_owned()),
        ..PostRequest::default()
    };
    post(&cx, None, &request).unwrap();
}

/// Vouchers without texts, tombstones, rows of the log, and what the batches say they took: all the same number.
fn gone(store: &Store) -> i64 {
    let cx = operator(store, "eva", LATER);
    let counted = |sql: &'static str| {
        let count = cx.read(Permission::RecordsManage, |tx| {
            tx.one(sql, params![cx.entity()], |row| row.get::<i64>("many"))
        });
        count.unwrap()
    };
    let without = counted("select count(*) as many from voucher where entity_id = $1 and text = ''");
    for sql in [
        "select count(*) as many from voucher_line where entity_id = $1 and text = '' and line_no = 2",
        "select count(*) as many from voucher_tombstone where entity_id = $1",
        "select count(*) as many from disposed where entity_id = $1",
        "select cast(coalesce(sum(disposed), 0) as bigint) as many from disposal_batch where entity_id = $1",
        "select count(*) as many from history_change where entity_id = $1 and register = 'voucher_tombstone'",
    ] {
        assert_eq!(counted(sql), without, "{sql}");
    }
    without
}

/// OPS-14, rule 3: killed at any moment, a run has taken whole batches, all of them told, and the books hold.
#[test]
fn ops_14_a_run_that_is_killed_is_whole_or_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("books.db");
    let store = open(&path);
    filled(&store);
    let number = decided(&store, "voucher_text");
    assert_eq!(number, 1);
    drop(store);
    let (mut seen, mut half_way) = (0, 0);
    for round in 0..200_u64 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "records::killed::the_run_that_is_killed", "--ignored"])
            .env(BOOKS, &path)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(20 + round * 7 % 160));
        // A child that has ended by itself is killed no more.
        let _ = child.kill();
        child.wait().unwrap();
        let store = open(&path);
        let now = gone(&store);
        assert!(seen <= now, "nothing comes back");
        half_way += u64::from(seen < now && now < VOUCHERS);
        seen = now;
        assert!(now % 200 == 0 || now == VOUCHERS, "{now}: whole batches");
        if now == VOUCHERS {
            break;
        }
        assert_eq!(findings(&store), Vec::new());
    }
    let store = open(&path);
    let rest = run(&operator(&store, "eva", LATER), number).unwrap();
    println!(
        "{seen} gone when killed, {half_way} times half-way, {} left",
        rest.disposed
    );
    assert_eq!(gone(&store), VOUCHERS);
    assert_eq!(findings(&store), Vec::new());
    assert_ne!(half_way, 0, "no kill landed between two batches: nothing is shown");
}

/// OPS-14: a hold that is made while a run goes on stops it at the next batch, and what went before is told.
#[test]
fn ops_14_a_hold_stops_a_run_that_has_begun() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder.path().join("books.db"));
    filled(&store);
    let number = decided(&store, "voucher_text");
    let there = store.clone();
    let running = std::thread::spawn(move || run(&operator(&there, "eva", LATER), number));
    while gone_so_far(&store) == 0 {
        std::thread::sleep(Duration::from_millis(1));
    }
    hold(&operator(&store, "bo", LATER), None, &on_voucher("")).unwrap();
    assert_eq!(refused(running.join().unwrap()), ["disposal_held"]);
    let gone = gone(&store);
    assert!(0 < gone && gone < VOUCHERS, "{gone}");
    assert_eq!(findings(&store), Vec::new());
}

fn gone_so_far(store: &Store) -> i64 {
    let cx = operator(store, "eva", LATER);
    let sql = "select count(*) as many from disposal_batch where entity_id = $1";
    let count = cx.read(Permission::RecordsManage, |tx| {
        tx.one(sql, params![cx.entity()], |row| row.get("many"))
    });
    count.unwrap()
}

/// Started by the first test, to be killed.
#[test]
#[ignore = "another test starts it and kills it"]
fn the_run_that_is_killed() {
    let Some(path) = std::env::var_os(BOOKS) else {
        return;
    };
    let store = open(Path::new(&path));
    run(&operator(&store, "eva", LATER), 1).unwrap();
}
