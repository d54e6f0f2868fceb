//! The files against their list.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use kameral_store::{Fault, Stop, sha256_hex};
use sha2::{Digest, Sha256};

use crate::package::{FileEntry, MANIFEST, Manifest, SUMS, line_hash};
use crate::refusal::RecordsRefusal;

/// What does not hold of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// File, by its path in the package.
    pub path: String,
    /// Line, from 1, where it can be told.
    pub line: Option<u64>,
    /// What.
    pub kind: DamageKind,
    /// What should be there.
    pub expected: String,
    /// What is.
    pub found: String,
}

/// What sort of damage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DamageKind {
    /// The file is not there.
    Missing,
    /// A file no list names.
    Unlisted,
    /// Its bytes are others.
    Changed,
    /// The list of hashes says otherwise than the list of files.
    ListsDiffer,
    /// Another number of records.
    Records,
    /// A sum is another.
    Sum,
    /// A row cannot be read.
    Unreadable,
    /// A voucher's lines do not balance.
    Unbalanced,
    /// A voucher's hash does not follow from its content.
    Chain,
    /// The ledger says otherwise than the journal.
    Ledger,
}

impl DamageKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Missing,
        Self::Unlisted,
        Self::Changed,
        Self::ListsDiffer,
        Self::Records,
        Self::Sum,
        Self::Unreadable,
        Self::Unbalanced,
        Self::Chain,
        Self::Ledger,
    ];

    /// The stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Unlisted => "unlisted",
            Self::Changed => "changed",
            Self::ListsDiffer => "lists_differ",
            Self::Records => "records",
            Self::Sum => "sum",
            Self::Unreadable => "unreadable",
            Self::Unbalanced => "unbalanced",
            Self::Chain => "chain",
            Self::Ledger => "ledger",
        }
    }

    /// The key of its name in the texts.
    pub const fn text_key(self) -> &'static str {
        match self {
            Self::Missing => "records-damage-missing",
            Self::Unlisted => "records-damage-unlisted",
            Self::Changed => "records-damage-changed",
            Self::ListsDiffer => "records-damage-lists-differ",
            Self::Records => "records-damage-records",
            Self::Sum => "records-damage-sum",
            Self::Unreadable => "records-damage-unreadable",
            Self::Unbalanced => "records-damage-unbalanced",
            Self::Chain => "records-damage-chain",
            Self::Ledger => "records-damage-ledger",
        }
    }
}

impl Damage {
    /// Damage of a file as a whole.
    pub fn of(path: &str, kind: DamageKind, expected: impl ToString, found: impl ToString) -> Self {
        Self {
            path: path.to_owned(),
            line: None,
            kind,
            expected: expected.to_string(),
            found: found.to_string(),
        }
    }

    /// `file:line kind`, for a list.
    pub fn place(&self) -> String {
        match self.line {
            Some(line) => format!("{}:{line} {}", self.path, self.kind.name()),
            None => format!("{} {}", self.path, self.kind.name()),
        }
    }

    /// The same at a line.
    #[must_use]
    pub fn at(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }
}

/// The list of a package's files.
pub fn read_manifest(folder: &Path) -> Result<Manifest, Stop<Vec<RecordsRefusal>>> {
    let shown = || folder.display().to_string();
    let Ok(bytes) = fs::read(folder.join(MANIFEST)) else {
        return Err(RecordsRefusal::NotAPackage { folder: shown() }.stop());
    };
    serde_json::from_slice(&bytes).map_err(|_| RecordsRefusal::NotAPackage { folder: shown() }.stop())
}

/// Compares every file with the list, the lists with each other, and the folder with both.
pub fn files(folder: &Path, manifest: &Manifest) -> Result<Vec<Damage>, Fault> {
    let mut damages = Vec::new();
    for entry in &manifest.files {
        if let Some(damage) = file(folder, entry)? {
            damages.push(damage);
        }
    }
    lists(folder, manifest, &mut damages)?;
    let mut listed: BTreeSet<&str> = manifest.files.iter().map(|entry| entry.path.as_str()).collect();
    listed.extend([MANIFEST, SUMS]);
    for path in all_files(folder)? {
        if !listed.contains(path.as_str()) {
            damages.push(Damage::of(&path, DamageKind::Unlisted, "", ""));
        }
    }
    Ok(damages)
}

/// What differs in one file: its bytes, and the first line of it where lines have hashes.
fn file(folder: &Path, entry: &FileEntry) -> Result<Option<Damage>, Fault> {
    let Ok(mut source) = File::open(folder.join(&entry.path)) else {
        return Ok(Some(Damage::of(&entry.path, DamageKind::Missing, &entry.sha256, "")));
    };
    let (mut hash, mut buffer) = (Sha256::new(), vec![0; 128 * 1024]);
    loop {
        let read = source.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        hash.update(&buffer[..read]);
    }
    let found = kameral_ledger::chain::hex(&hash.finalize());
    if found == entry.sha256 {
        return Ok(None);
    }
    let damage = Damage::of(&entry.path, DamageKind::Changed, &entry.sha256, found);
    Ok(Some(match first_line(folder, &entry.path)? {
        Some(line) => damage.at(line),
        None => damage,
    }))
}

/// The first line whose hash is not the one beside it; none when lines have no hashes, or those are no
/// help.
fn first_line(folder: &Path, path: &str) -> Result<Option<u64>, Fault> {
    let Ok(checks) = fs::read_to_string(folder.join(format!("checks/{path}.lines"))) else {
        return Ok(None);
    };
    let mut source = BufReader::new(File::open(folder.join(path))?);
    let mut known = checks.lines();
    let mut line = Vec::new();
    for number in 1_u64.. {
        line.clear();
        let ended = source.read_until(b'\n', &mut line)? == 0;
        match known.next() {
            None if ended => return Ok(None),
            Some(hash) if !ended && hash == line_hash(&line) => {}
            _ => return Ok(Some(number)),
        }
    }
    Ok(None)
}

/// The list for `sha256sum` must be the other list.
fn lists(folder: &Path, manifest: &Manifest, damages: &mut Vec<Damage>) -> Result<(), Fault> {
    let own = sha256_hex(&fs::read(folder.join(MANIFEST))?);
    let Ok(sums) = fs::read(folder.join(SUMS)) else {
        damages.push(Damage::of(SUMS, DamageKind::Missing, "", ""));
        return Ok(());
    };
    let mut expected: Vec<String> = manifest
        .files
        .iter()
        .map(|entry| format!("{}  {}", entry.sha256, entry.path))
        .collect();
    expected.push(format!("{own}  {MANIFEST}"));
    let sums = String::from_utf8_lossy(&sums).into_owned();
    let mut found = sums.split_terminator('\n');
    for (line, expected) in (1_u64..).zip(&expected) {
        let found = found.next().unwrap_or_default();
        if found != expected {
            damages.push(Damage::of(SUMS, DamageKind::ListsDiffer, expected, found).at(line));
        }
    }
    if let Some(more) = found.next() {
        damages.push(Damage::of(SUMS, DamageKind::ListsDiffer, "", more));
    }
    if !sums.ends_with('\n') {
        damages.push(Damage::of(SUMS, DamageKind::ListsDiffer, "\\n", ""));
    }
    Ok(())
}

/// Paths of every file below a folder.
fn all_files(folder: &Path) -> Result<Vec<String>, Fault> {
    let (mut found, mut waiting) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(at) = waiting.pop() {
        for entry in fs::read_dir(&at)? {
            let path = entry?.path();
            if path.is_dir() {
                waiting.push(path);
            } else if let Ok(inside) = path.strip_prefix(folder) {
                let parts = inside.components().map(|part| part.as_os_str().to_string_lossy());
                found.push(parts.collect::<Vec<_>>().join("/"));
            }
        }
    }
    found.sort();
    Ok(found)
}
