//! What was answered, kept outside the database: one line an acknowledged voucher, on the disk
//! before the answer counts.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A voucher the program has answered for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ack {
    /// The client's own key.
    pub key: String,
    /// The number given: A-2026-17.
    pub number: String,
    /// The hash given.
    pub hash: String,
}

/// A folder of its own, with one file a client.
pub struct Witness {
    folder: TempDir,
}

/// One client's file.
pub struct Pen(File);

impl Witness {
    /// An empty one.
    pub fn new() -> Self {
        let folder = tempfile::Builder::new()
            .prefix("kameral-witness-")
            .tempdir()
            .expect("a temporary folder");
        Self { folder }
    }

    /// The file of one client, to be added to.
    pub fn pen(&self, client: usize) -> Pen {
        let path = self.folder.path().join(format!("client-{client}"));
        Pen(OpenOptions::new()
            .create(true)
            .append(true)
            .open(path)
            .expect("the witness can be written"))
    }

    /// Everything that was answered, read back from the disk.
    pub fn all(&self) -> Vec<Ack> {
        let files = std::fs::read_dir(self.folder.path()).expect("the witness can be read");
        files
            .flat_map(|file| acks(&file.expect("the witness can be read").path()))
            .collect()
    }
}

impl Pen {
    /// Keeps an answer, and returns when it is on the disk.
    pub fn write(&mut self, ack: &Ack) {
        let line = format!("{} {} {}\n", ack.key, ack.number, ack.hash);
        self.0
            .write_all(line.as_bytes())
            .and_then(|()| self.0.sync_data())
            .expect("the witness can be written");
    }
}

fn acks(path: &PathBuf) -> Vec<Ack> {
    let text = std::fs::read_to_string(path).expect("the witness is text");
    text.lines().map(ack).collect()
}

fn ack(line: &str) -> Ack {
    let [key, number, hash] = line.split(' ').collect::<Vec<_>>()[..] else {
        panic!("the witness has a broken line: {line}");
    };
    Ack {
        key: key.to_owned(),
        number: number.to_owned(),
        hash: hash.to_owned(),
    }
}

/// A temporary folder for the database, apart from the witness.
pub fn folder() -> TempDir {
    tempfile::Builder::new()
        .prefix("kameral-faults-")
        .tempdir()
        .expect("a temporary folder")
}

/// A path as the program's words have it.
pub fn word(path: &Path) -> &str {
    path.to_str().expect("temporary folders have plain names")
}
