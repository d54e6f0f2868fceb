//! A package: a folder of files with a list of their hashes, readable without any program of ours.
//!
//! Files are written one after the other into a folder of a temporary name, hashed as they go by; the
//! list comes last, and then the folder gets its name. A package that has its name is whole.

mod cells;
mod file;
mod manifest;
mod xml;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use kameral_store::{Fault, FaultKind, Stop};

pub use cells::{Cells, LARGE_BYTES_MIN, cell, read_cell, unhex};
pub use file::{PackageFile, line_hash};
pub use manifest::{Applied, FileEntry, Head, Manifest, ManifestEntity};
pub use xml::{Xml, escaped, schema};

use crate::refusal::RecordsRefusal;

/// The list of files as programs read it.
pub const MANIFEST: &str = "manifest.json";
/// The list of hashes as `sha256sum -c` reads it.
pub const SUMS: &str = "manifest.sha256";

/// A package in the making. Dropped before it is whole, it leaves nothing.
#[derive(Debug)]
pub struct Package {
    target: PathBuf,
    work: PathBuf,
    files: Vec<FileEntry>,
    paths: BTreeSet<String>,
}

impl Package {
    /// Begins a package where there is nothing yet.
    pub fn begin(target: &Path) -> Result<Self, Stop<Vec<RecordsRefusal>>> {
        let folder = target.display().to_string();
        if target.exists() {
            return Err(RecordsRefusal::TargetExists { folder }.stop());
        }
        let Some(name) = target.file_name() else {
            return Err(RecordsRefusal::TargetExists { folder }.stop());
        };
        let work = target.with_file_name(format!("{}.partial", name.to_string_lossy()));
        if work.exists() {
            fs::remove_dir_all(&work).map_err(Fault::from)?;
        }
        fs::create_dir_all(&work).map_err(Fault::from)?;
        Ok(Self {
            target: target.to_owned(),
            work,
            files: Vec::new(),
            paths: BTreeSet::new(),
        })
    }

    /// Begins a file: its path in the package, parts with `/` between.
    pub fn file(&self, path: &str) -> Result<PackageFile, Fault> {
        PackageFile::create(&self.work, path)
    }

    /// Ends a file and lists it. What it tells of its lines becomes a file beside it.
    pub fn close(&mut self, file: PackageFile) -> Result<&FileEntry, Fault> {
        let (entry, lines) = file.close()?;
        let at = self.files.len();
        let of_lines = format!("checks/{}.lines", entry.path);
        self.paths.insert(entry.path.clone());
        self.files.push(entry);
        if let Some(lines) = lines {
            let mut file = PackageFile::create(&self.work, &of_lines)?;
            std::io::Write::write_all(&mut file, lines.as_bytes())?;
            let (entry, _) = file.close()?;
            self.files.push(entry);
        }
        Ok(&self.files[at])
    }

    /// A whole file at once.
    pub fn add(&mut self, path: &str, content: &[u8]) -> Result<(), Fault> {
        let mut file = self.file(path)?;
        std::io::Write::write_all(&mut file, content)?;
        self.close(file)?;
        Ok(())
    }

    /// Whether a file of that path is among those written.
    pub fn has(&self, path: &str) -> bool {
        self.paths.contains(path)
    }

    /// Where a file lies while the package is being made.
    pub fn path_of(&self, path: &str) -> PathBuf {
        self.work.join(path)
    }

    /// Writes the lists and gives the folder its name. Answers the list's own hash.
    pub fn finish(mut self, mut manifest: Manifest) -> Result<(Manifest, String), Fault> {
        self.files.sort_by(|a, b| a.path.cmp(&b.path));
        manifest.files.clone_from(&self.files);
        let text = serde_json::to_string_pretty(&manifest)
            .map_err(|error| Fault::new(FaultKind::Mismatch, format!("the list of files: {error}")))?;
        self.add(MANIFEST, format!("{text}\n").as_bytes())?;
        let own = self.files.last().map(|file| file.sha256.clone()).unwrap_or_default();
        let line = |file: &FileEntry| format!("{}  {}\n", file.sha256, file.path);
        let sums: String = self.files.iter().map(line).collect();
        let mut file = PackageFile::create(&self.work, SUMS)?;
        std::io::Write::write_all(&mut file, sums.as_bytes())?;
        file.close()?;
        File::open(&self.work)?.sync_all()?;
        fs::rename(&self.work, &self.target)?;
        let folder = self.target.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
        Ok((manifest, own))
    }
}

impl Drop for Package {
    fn drop(&mut self) {
        // Renamed when whole; what is left of a package that was stopped is of no use.
        if self.work.exists() {
            let _ = fs::remove_dir_all(&self.work);
        }
    }
}
