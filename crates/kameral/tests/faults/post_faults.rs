//! `kameral post` with each of its system calls failing once, and from some call on for ever.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;
use tempfile::TempDir;

use crate::books::{Books, ENTITY, rows_of_sqlite};
use crate::judge::judge;
use crate::program::{done, run, told};
use crate::strace::{Failing, injected, is_there, log};
use crate::witness::{Ack, folder, word};

/// Rows of the file that is posted while calls fail; the text of a voucher is its key.
const HEAD: &str = "voucher,series,date,text,account,amount\n";

/// What a sweep found.
#[derive(Default)]
struct Figures {
    points: u32,
    answered: u32,
    faults: u32,
    faults_committed: u32,
}

/// Books as they are before, and a file to post.
struct Scene {
    folder: TempDir,
    base: PathBuf,
    file: PathBuf,
    acks: Vec<Ack>,
}

impl Scene {
    fn new() -> Self {
        let folder = folder();
        let (base, file) = (folder.path().join("base.db"), folder.path().join("file.csv"));
        let books = Books::make(word(&base));
        let earlier = folder.path().join("earlier.csv");
        std::fs::write(&earlier, rows_of_file("earlier", 3)).expect("the file is written");
        let acks = acks(&done(&post_words(&books.db, &earlier)));
        std::fs::write(&file, rows_of_file("file", 4)).expect("the file is written");
        let wal = folder.path().join("base.db-wal");
        assert!(
            !wal.exists(),
            "a program that ends well leaves one file, which can be copied"
        );
        Self {
            folder,
            base,
            file,
            acks,
        }
    }

    /// One run with a failing call on a fresh copy. Answers whether a call was made to fail.
    fn play(&self, failing: &Failing, figures: &mut Figures) -> bool {
        let db = self.folder.path().join("played.db");
        for ending in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{ending}", db.display()));
        }
        std::fs::copy(&self.base, &db).expect("the database is copied");
        let trace = self.folder.path().join("trace");
        let _ = std::fs::remove_file(&trace);
        let output = failing
            .command(&trace, &post_words(word(&db), &self.file))
            .output()
            .expect("strace starts");
        let log = log(&trace);
        if injected(&log) == 0 {
            assert!(output.status.success(), "nothing failed: {}", told(&output));
            return false;
        }
        let is_there = self.judge(&db, failing, &output);
        figures.points += 1;
        figures.answered += u32::from(output.status.success());
        figures.faults += u32::from(!output.status.success());
        figures.faults_committed += u32::from(!output.status.success() && is_there);
        self.post_again(&db, failing, is_there);
        true
    }

    /// What is there after the run: the whole file or nothing of it. Answers which.
    fn judge(&self, db: &Path, failing: &Failing, output: &Output) -> bool {
        let say = || format!("{failing:?}: {}", told(output));
        let rows = rows_of_sqlite(db);
        let posted = rows.iter().filter(|row| row.key.starts_with("file-")).count();
        assert!(posted == 0 || posted == 4, "half a file, {posted} vouchers: {}", say());
        let mut answered = self.acks.clone();
        match output.status.code() {
            Some(0) => answered.extend(acks(&String::from_utf8_lossy(&output.stdout))),
            Some(3) => {}
            // The file itself could not be opened.
            Some(2) if posted == 0 => {}
            _ => panic!("neither done nor a fault: {}", say()),
        }
        let verdict = judge(&answered, &rows);
        assert!(verdict.is_clean(), "{verdict:?}: {}", say());
        let unclear = "It is not known whether";
        let err = String::from_utf8_lossy(&output.stderr);
        let claims_nothing = err.contains("posted nothing");
        assert!(
            !(claims_nothing && posted != 0),
            "told as not done, and done: {}",
            say()
        );
        assert!(
            output.status.success() || !err.trim().is_empty(),
            "a fault is told, as {unclear}: {}",
            say()
        );
        posted == 4
    }

    /// The same file again, on a sound disk: it is posted now, or known.
    fn post_again(&self, db: &Path, failing: &Failing, was_there: bool) {
        let output = run(&post_words(word(db), &self.file));
        assert!(output.status.success(), "{failing:?}, again: {}", told(&output));
        let answer: Value = serde_json::from_slice(&output.stdout).expect("the answer is JSON");
        assert_eq!(answer["known"], Value::Bool(was_there), "{failing:?}");
        let mut answered = self.acks.clone();
        answered.extend(acks(&String::from_utf8_lossy(&output.stdout)));
        let rows = rows_of_sqlite(db);
        assert_eq!(rows.len(), answered.len(), "{failing:?}: posted exactly once");
        let verdict = judge(&answered, &rows);
        assert!(verdict.is_clean(), "{failing:?}, again: {verdict:?}");
        Books {
            db: word(db).to_owned(),
        }
        .check();
    }

    fn database(&self) -> Vec<PathBuf> {
        let at = |name: &str| self.folder.path().join(name);
        vec![
            self.folder.path().to_owned(),
            at("played.db"),
            at("played.db-wal"),
            at("played.db-shm"),
        ]
    }
}

fn rows_of_file(name: &str, vouchers: u32) -> String {
    let mut text = HEAD.to_owned();
    for number in 1..=vouchers {
        let key = format!("{name}-{number}");
        for (account, amount) in [("1910", "-1.00"), ("4010", "1.00")] {
            let _ = writeln!(text, "{key},A,2026-03-15,{key},{account},{amount}");
        }
    }
    text
}

fn post_words<'a>(db: &'a str, file: &'a Path) -> [&'a str; 8] {
    ["--db", db, "--format", "json", "post", word(file), "--entity", ENTITY]
}

fn acks(answer: &str) -> Vec<Ack> {
    let answer: Value = serde_json::from_str(answer).expect("the answer is JSON");
    let vouchers = answer["vouchers"].as_array().expect("the answer has vouchers");
    let text = |voucher: &Value, name: &str| voucher[name].as_str().expect("a text").to_owned();
    let ack = |voucher| Ack {
        key: text(voucher, "voucher"),
        number: text(voucher, "number"),
        hash: text(voucher, "hash"),
    };
    vouchers.iter().map(ack).collect()
}

/// Fails the first call, the second, the third … until there is none left to fail.
fn sweep(call: &'static str, error: &'static str, ending: &str, only_database: bool) {
    if !is_there() {
        return;
    }
    let scene = Scene::new();
    let mut figures = Figures::default();
    let paths = if only_database { scene.database() } else { Vec::new() };
    for point in 1.. {
        let failing = Failing {
            call,
            error,
            when: format!("{point}{ending}"),
            paths: paths.clone(),
        };
        if !scene.play(&failing, &mut figures) {
            break;
        }
    }
    let Figures {
        points,
        answered,
        faults,
        faults_committed,
    } = figures;
    println!(
        "post, {call} {error}{}: {points} points, {answered} answered, {faults} told as a fault \
         ({faults_committed} of them committed); none lost, doubled or half-written",
        if ending.is_empty() { "" } else { " for ever" },
    );
    assert_ne!(points, 0, "no call of {call} was made to fail: nothing is shown");
}

macro_rules! sweeps {
    ($($name:ident: $call:literal $error:literal $ending:literal $only:literal;)*) => {$(
        /// Rule 7: a disk that fails at any call leaves the whole file or nothing, and says which.
        #[test]
        #[ignore = "needs strace; ./test faults runs it"]
        fn $name() {
            sweep($call, $error, $ending, $only);
        }
    )*};
}

sweeps! {
    post_with_a_sync_that_fails: "fsync" "EIO" "" false;
    post_with_syncs_that_fail_for_ever: "fsync" "EIO" "+" false;
    post_with_a_write_to_a_full_disk: "pwrite64" "ENOSPC" "" false;
    post_with_a_disk_that_stays_full: "pwrite64" "ENOSPC" "+" false;
    post_with_a_write_that_fails: "pwrite64" "EIO" "" false;
    post_with_a_read_that_fails: "pread64" "EIO" "" true;
    post_with_an_open_that_fails: "openat" "EMFILE" "" true;
    post_with_a_cut_that_fails: "ftruncate" "EIO" "" false;
    post_with_a_removal_that_fails: "unlink" "EIO" "" false;
    post_with_an_answer_that_cannot_be_written: "write" "ENOSPC" "" false;
}
