//! The program itself, run with words in a folder of its own, and what it answered.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::ffi::OsString;
use std::fs::{self, Permissions};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use expect_test::Expect;

/// Runs the program for the agency `1098`; answers exit code, output and errors as text.
pub fn kameral(folder: &Path, words: &str) -> String {
    fed(folder, words, "")
}

/// The same with something to read where it reads.
pub fn fed(folder: &Path, words: &str, input: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kameral"));
    command
        .args(["--db", "test.db"])
        .args(words.split_whitespace())
        .current_dir(folder);
    for name in ["KAMERAL_DB", "KAMERAL_LANGUAGE", "SUDO_USER", "LOGNAME"] {
        command.env_remove(name);
    }
    command.env("KAMERAL_ENTITY", "1098").env("USER", "eva");
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut running = command.spawn().unwrap();
    // A command that is refused before it reads leaves the pipe.
    let _ = running.stdin.take().unwrap().write_all(input.as_bytes());
    let done = running.wait_with_output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    // No-break spaces and typographic minus signs are hard to tell from others in a test.
    format!(
        "{}: {}{}",
        done.status.code().unwrap(),
        text(&done.stdout),
        text(&done.stderr)
    )
    .replace('\u{a0}', " ")
    .replace('\u{2212}', "-")
}

/// Runs the program and compares what it answered.
pub fn check(folder: &Path, words: &str, expected: Expect) {
    expected.assert_eq(&kameral(folder, words));
}

/// A folder with a new agency by the State's rules: the program makes one, and the others are copies of it.
pub fn agency() -> tempfile::TempDir {
    static MADE: OnceLock<Vec<(OsString, Permissions, Vec<u8>)>> = OnceLock::new();
    let folder = tempfile::tempdir().unwrap();
    let files = MADE.get_or_init(|| {
        let folder = new_agency();
        let files = fs::read_dir(folder.path()).unwrap().map(Result::unwrap);
        let kept = files.map(|file| {
            let permissions = file.metadata().unwrap().permissions();
            (file.file_name(), permissions, fs::read(file.path()).unwrap())
        });
        kept.collect()
    });
    for (name, permissions, bytes) in files {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        fs::set_permissions(&path, permissions.clone()).unwrap();
    }
    folder
}

/// The same, made anew: another installation, with keys and history of its own.
pub fn new_agency() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let init = "init --entity 1098 --name Strandskyddsnämnden --org-number 2021005026 --rules state";
    let made = kameral(folder.path(), init);
    assert!(made.starts_with("0: "), "{made}");
    folder
}
