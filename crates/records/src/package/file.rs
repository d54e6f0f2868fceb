//! A file of a package, hashed and counted as it is written.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use kameral_store::{Fault, sha256_hex};
use sha2::{Digest, Sha256};

use super::FileEntry;

/// Characters of a line's hash that are kept: enough to find the line that differs.
pub const LINE_CHARS: usize = 8;

/// A file being written.
pub struct PackageFile {
    path: String,
    out: BufWriter<File>,
    hash: Sha256,
    bytes: u64,
    /// Hashes of the lines so far, and the line that is not ended; for files of text lines only.
    lines: Option<(String, Vec<u8>)>,
    /// Records written so far, where the file has some.
    pub records: Option<u64>,
    /// Sums of amounts, by column.
    pub sums: BTreeMap<String, i64>,
}

impl PackageFile {
    pub(super) fn create(folder: &Path, path: &str) -> Result<Self, Fault> {
        let place = folder.join(path);
        if let Some(parent) = place.parent() {
            fs::create_dir_all(parent)?;
        }
        let ending = Path::new(path).extension().and_then(|ending| ending.to_str());
        let has_lines = matches!(ending, Some("csv" | "xml"));
        Ok(Self {
            path: path.to_owned(),
            out: BufWriter::with_capacity(128 * 1024, File::create(place)?),
            hash: Sha256::new(),
            bytes: 0,
            lines: has_lines.then(|| (String::new(), Vec::new())),
            records: None,
            sums: BTreeMap::new(),
        })
    }

    /// Counts one more record.
    pub fn count(&mut self) {
        *self.records.get_or_insert(0) += 1;
    }

    /// Adds to the sum of a column; a sum beyond what a number holds is told as the largest.
    pub fn sum(&mut self, column: &str, amount: i64) {
        match self.sums.get_mut(column) {
            Some(sum) => *sum = sum.saturating_add(amount),
            None => {
                self.sums.insert(column.to_owned(), amount);
            }
        }
    }

    pub(super) fn close(mut self) -> Result<(FileEntry, Option<String>), Fault> {
        self.out.flush()?;
        self.out.get_ref().sync_all()?;
        if let Some((lines, rest)) = &mut self.lines
            && !rest.is_empty()
        {
            let _ = writeln!(lines, "{}", line_hash(rest));
        }
        let digest = self.hash.finalize();
        let mut sha256 = String::with_capacity(64);
        for byte in digest {
            let _ = write!(sha256, "{byte:02x}");
        }
        let entry = FileEntry {
            path: self.path,
            bytes: self.bytes,
            sha256,
            records: self.records,
            sums: self.sums,
        };
        Ok((entry, self.lines.map(|(lines, _)| lines)))
    }
}

/// The hash of a line, its line feed included, as it stands in `checks/`.
pub fn line_hash(line: &[u8]) -> String {
    let mut hash = sha256_hex(line);
    hash.truncate(LINE_CHARS);
    hash
}

impl Write for PackageFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write_all(bytes)?;
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
        if let Some((lines, rest)) = &mut self.lines {
            for part in bytes.split_inclusive(|byte| *byte == b'\n') {
                rest.extend_from_slice(part);
                if part.ends_with(b"\n") {
                    let _ = writeln!(lines, "{}", line_hash(rest));
                    rest.clear();
                }
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
