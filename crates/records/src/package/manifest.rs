//! What a package tells of itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The list of a package: whose it is, what it was made from, and every file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// What sort of package: `kameral-archive` or `kameral-handover`.
    pub format: String,
    /// Version of the format.
    pub version: u32,
    /// Whose books.
    pub entity: ManifestEntity,
    /// The fiscal year; none when it is everything.
    pub year: Option<i64>,
    /// The day it tells of: what was registered before it.
    pub as_of: String,
    /// Version of the program that made it.
    pub program: String,
    /// End of the journal it was made from.
    pub journal: Head,
    /// End of the chain of tombstones, when texts of vouchers have been disposed of.
    #[serde(default, skip_serializing_if = "Head::is_none")]
    pub tombstones: Head,
    /// Migrations the tables have come by, so that they are read into the same tables.
    pub migrations: Vec<Applied>,
    /// The files, by path, without this list.
    pub files: Vec<FileEntry>,
}

/// The entity as the package names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestEntity {
    /// Key that leads every row; the hash chain covers it.
    pub id: i64,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Organisation number.
    pub org_number: String,
}

/// End of a chain.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Place, from 1.
    pub seq: i64,
    /// Hash in hexadecimal.
    pub hash: String,
}

impl Head {
    /// Whether there is no chain.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// A migration that the database had.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Applied {
    /// Crate.
    pub crate_name: String,
    /// File.
    pub file: String,
    /// Hash of its text.
    pub sha256: String,
}

/// One file of a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Path in the package.
    pub path: String,
    /// Length.
    pub bytes: u64,
    /// SHA-256 in lower-case hexadecimal.
    pub sha256: String,
    /// Records, where it has some; a heading is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub records: Option<u64>,
    /// Sums of amounts in öre, by column.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sums: BTreeMap<String, i64>,
}
