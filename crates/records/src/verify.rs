//! Proving a package from itself alone: no database, no network.

mod books;
mod files;
mod table;
mod tombstones;

use std::collections::BTreeMap;
use std::path::Path;

use kameral_store::{Fault, Stop};

pub(crate) use table::line_of;

pub use files::{Damage, DamageKind, files, read_manifest};

use crate::archive;
use crate::package::Manifest;
use crate::refusal::RecordsRefusal;

/// What came of looking at a package.
#[derive(Debug, Clone)]
pub struct Verified {
    /// Its list.
    pub manifest: Manifest,
    /// Hash of the list.
    pub sha256: String,
    /// Vouchers whose hash was computed anew.
    pub vouchers: u64,
    /// Their lines.
    pub lines: u64,
    /// Vouchers whose texts were disposed of, by decision: their seal is held by a tombstone, and what is left was
    /// computed anew.
    pub without_texts: BTreeMap<i64, u64>,
    /// Protected identities and marks of secrecy that stand: whose names may not be told.
    pub protected: u64,
    /// What does not hold; none is good.
    pub damages: Vec<Damage>,
}

/// Looks at everything a package says: files and lists, and of an archive its records, sums, vouchers,
/// chain, and that ledger and balances are the sum of the journal.
pub fn package(folder: &Path) -> Result<Verified, Stop<Vec<RecordsRefusal>>> {
    let manifest = read_manifest(folder)?;
    let list = std::fs::read(folder.join(crate::package::MANIFEST)).map_err(Fault::from)?;
    let mut verified = Verified {
        sha256: kameral_store::sha256_hex(&list),
        vouchers: 0,
        lines: 0,
        without_texts: BTreeMap::new(),
        protected: tombstones::protected(folder),
        damages: files(folder, &manifest)?,
        manifest,
    };
    if verified.manifest.format == archive::FORMAT {
        books::verify(folder, &mut verified);
    }
    Ok(verified)
}
