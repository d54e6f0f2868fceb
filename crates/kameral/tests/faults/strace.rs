//! Failing system calls, by strace: the program is told that the disk failed.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::program::{program, surroundings};

/// Whether strace is there. Says so when it is not; `KAMERAL_REQUIRE_POSTGRES=1`, as in `./test`,
/// takes no such excuse.
pub fn is_there() -> bool {
    let found = Command::new("strace")
        .arg("--version")
        .stdout(Stdio::null())
        .status()
        .is_ok();
    if !found {
        let required = std::env::var("KAMERAL_REQUIRE_POSTGRES").is_ok_and(|value| value == "1");
        assert!(!required, "KAMERAL_REQUIRE_POSTGRES=1, and no strace is found");
        println!("strace: hoppar över / skipped: no strace found");
    }
    found
}

/// A system call that fails.
#[derive(Debug, Clone)]
pub struct Failing {
    /// Its name.
    pub call: &'static str,
    /// Its error: EIO.
    pub error: &'static str,
    /// Which of a thread's calls: `3`, or `3+` for the third and every later one.
    pub when: String,
    /// Only calls that concern these files; every file when there are none.
    pub paths: Vec<PathBuf>,
}

impl Failing {
    /// The program under strace, its calls failing and kept in a log.
    pub fn command(&self, log: &Path, words: &[&str]) -> Command {
        let mut options = vec!["-e".to_owned(), format!("trace={}", self.call)];
        options.extend([
            "-e".to_owned(),
            format!("inject={}:error={}:when={}", self.call, self.error, self.when),
        ]);
        for path in &self.paths {
            options.extend(["-P".to_owned(), path.display().to_string()]);
        }
        under_strace(log, &options, words)
    }
}

/// The program under strace. It stays our own child (`-D`), so that its exit code and a kill are
/// its own; and stops only at the calls that are traced.
pub fn under_strace(log: &Path, options: &[String], words: &[&str]) -> Command {
    let mut command = Command::new("strace");
    command
        .args(["-D", "--seccomp-bpf", "-f", "-q", "-o"])
        .arg(log)
        .args(options)
        .arg(program())
        .args(words);
    surroundings(&mut command);
    command
}

/// The log of a program that has ended, when it is whole.
pub fn log(path: &Path) -> String {
    let began = Instant::now();
    loop {
        let bytes = std::fs::read(path).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        // The first thread is the program; strace tells its end last.
        let first = text.split_whitespace().next().unwrap_or("?");
        let last = text.lines().last().unwrap_or_default();
        if last.split_whitespace().next() == Some(first) && last.contains("+++") {
            return text;
        }
        assert!(
            began.elapsed() < Duration::from_secs(20),
            "the log of strace does not end: {last}"
        );
        sleep(Duration::from_millis(2));
    }
}

/// How many calls were made to fail. A misspelt call or filter fails none, silently.
pub fn injected(log: &str) -> usize {
    log.lines().filter(|line| line.ends_with("(INJECTED)")).count()
}
