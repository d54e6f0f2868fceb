//! A disk that is really full: a small tmpfs.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::books::{Books, ENTITY, rows_of_sqlite};
use crate::program::{run, told};
use crate::witness::{folder, word};

/// Vouchers in a file.
const VOUCHERS: usize = 200;

/// A mounted tmpfs; unmounted when it is dropped.
struct Disk(PathBuf);

impl Disk {
    /// Mounts one, or nothing where that is not allowed.
    fn mount(at: &Path, size: &str) -> Option<Self> {
        let options = format!("size={size}");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &options, "tmpfs"])
            .arg(at)
            .output();
        mounted
            .is_ok_and(|output| output.status.success())
            .then(|| Self(at.to_owned()))
    }

    fn grow(&self, size: &str) {
        let options = format!("remount,size={size}");
        let grown = Command::new("mount")
            .args(["-o", &options])
            .arg(&self.0)
            .status()
            .expect("mount runs");
        assert!(grown.success(), "the disk grows");
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

fn file(folder: &Path, number: usize) -> PathBuf {
    let mut text = "voucher,series,date,text,account,amount\n".to_owned();
    for voucher in 1..=VOUCHERS {
        for (account, amount) in [("1910", "-1"), ("4010", "1")] {
            let _ = writeln!(text, "{voucher},A,2026-03-15,{number}-{voucher},{account},{amount}");
        }
    }
    let path = folder.join(format!("{number}.csv"));
    std::fs::write(&path, text).expect("the file is written");
    path
}

/// A file that does not fit is told as a fault and leaves nothing; when there is room again it is
/// posted, once.
#[test]
#[ignore = "mounts a small tmpfs; ./test faults runs it"]
fn posting_until_the_disk_is_full_and_then_on_a_larger_one() {
    let folder = folder();
    let at = folder.path().join("disk");
    std::fs::create_dir(&at).expect("a folder");
    let Some(disk) = Disk::mount(&at, "4m") else {
        println!("full disk: hoppar över / skipped: mount is not allowed here");
        return;
    };
    let db = at.join("books.db");
    let books = Books::make(word(&db));
    let post = |number: usize| {
        let file = file(folder.path(), number);
        run(&["--db", &books.db, "post", word(&file), "--entity", ENTITY])
    };
    let mut posted = 0;
    let full = loop {
        let output = post(posted + 1);
        if !output.status.success() {
            break output;
        }
        posted += 1;
        assert!(posted < 100, "the disk does not become full");
    };
    assert_eq!(full.status.code(), Some(3), "{}", told(&full));
    disk.grow("64m");
    let there = rows_of_sqlite(&db).len();
    assert!(
        there == posted * VOUCHERS || there == (posted + 1) * VOUCHERS,
        "half a file: {there} vouchers"
    );
    let again = post(posted + 1);
    assert!(again.status.success(), "{}", told(&again));
    let rows = rows_of_sqlite(&db);
    assert_eq!(rows.len(), (posted + 1) * VOUCHERS, "each file is posted once");
    assert!(books.judge(&[]).is_clean());
    books.check();
    println!("full disk: {posted} files fitted, the next was told as a fault and posted once when there was room");
}
