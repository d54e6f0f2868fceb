//! Running the program: a command to its end, or a server until it is killed.

use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::thread::{self, JoinHandle, sleep};
use std::time::{Duration, Instant};

/// The program: the one that was built with these tests, or another that the surroundings name.
pub fn program() -> OsString {
    std::env::var_os("KAMERAL_PROGRAM").unwrap_or_else(|| env!("CARGO_BIN_EXE_kameral").into())
}

/// Longer than anything here takes, so that a test that hangs says where.
const WAIT_MAX: Duration = Duration::from_mins(1);

/// The program with its words, in English and without the surroundings' settings.
pub fn kameral<S: AsRef<OsStr>>(words: &[S]) -> Command {
    let mut command = Command::new(program());
    command.args(words);
    surroundings(&mut command);
    command
}

/// The same surroundings for a program that runs the program.
pub fn surroundings(command: &mut Command) {
    command
        .env("KAMERAL_LANGUAGE", "en")
        .env_remove("KAMERAL_DB")
        .env_remove("KAMERAL_ENTITY")
        .stdin(Stdio::null());
}

/// A command to its end.
pub fn run<S: AsRef<OsStr>>(words: &[S]) -> Output {
    kameral(words).output().expect("the program starts")
}

/// A command that must succeed: what it prints.
pub fn done<S: AsRef<OsStr>>(words: &[S]) -> String {
    let output = run(words);
    assert!(output.status.success(), "{:?}: {}", words_of(words), told(&output));
    String::from_utf8(output.stdout).expect("the program prints text")
}

/// How a command ended, for a message.
pub fn told(output: &Output) -> String {
    let (out, err) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    format!("{}\n{out}{err}", output.status)
}

fn words_of<S: AsRef<OsStr>>(words: &[S]) -> Vec<String> {
    words
        .iter()
        .map(|word| word.as_ref().to_string_lossy().into_owned())
        .collect()
}

/// A running server. Killed when it is dropped.
pub struct Server {
    child: Child,
    errors: Option<JoinHandle<String>>,
    /// Where it answers.
    pub address: SocketAddr,
}

impl Server {
    /// Starts `kameral serve` and waits until it answers.
    pub fn start(db: &str) -> Self {
        Self::of(kameral(&["--db", db, "serve", "--port", "0"]))
    }

    /// Starts a command that serves, and waits for the line with its address.
    pub fn of(mut command: Command) -> Self {
        let spawned = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = spawned.expect("the server starts");
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().expect("its output is a pipe"));
        out.read_line(&mut line).expect("its output can be read");
        let mut err = child.stderr.take().expect("its errors are a pipe");
        let errors = thread::spawn(move || {
            let mut text = Vec::new();
            // A killed server may break off inside a line.
            let _ = err.read_to_end(&mut text);
            String::from_utf8_lossy(&text).into_owned()
        });
        let Some(address) = line
            .split("http://")
            .nth(1)
            .and_then(|address| address.trim().parse().ok())
        else {
            let _ = child.kill();
            panic!("the server does not serve: {line}{}", errors.join().unwrap_or_default());
        };
        Self {
            child,
            errors: Some(errors),
            address,
        }
    }

    /// Ends it as a power switch does: SIGKILL.
    pub fn kill(mut self) {
        self.child.kill().expect("the server runs");
        self.child.wait().expect("the server is reaped");
    }

    /// Asks it to end, by a signal: `INT` as a terminal does, `TERM` as a service manager.
    pub fn told_to_end(&self, signal: &str) {
        let pid = self.child.id().to_string();
        let told = Command::new("kill")
            .args([&format!("-{signal}"), &pid])
            .status()
            .expect("kill runs");
        assert!(told.success(), "the server is told");
    }

    /// Waits until it ends by itself: how, and what it said.
    pub fn ended(mut self) -> (ExitStatus, String) {
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("the server is our child") {
                let errors = self.errors.take().expect("asked for once");
                return (status, errors.join().unwrap_or_default());
            }
            assert!(began.elapsed() < WAIT_MAX, "the server does not end by itself");
            sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
