//! The register of packages, and what came of looking at them again.

use kameral_access::Cx;
use kameral_base::{Date, EntityId};
use kameral_store::{Fault, Tx, params};

use crate::archive::ArchiveOrder;
use crate::package::Manifest;

/// A package to be registered.
#[derive(Debug, Clone)]
pub(crate) struct NewPackage<'m> {
    pub order: ArchiveOrder,
    pub folder: String,
    pub manifest: &'m Manifest,
    pub sha256: &'m str,
}

/// A package as it was registered, with the last look at it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "a field bears the name of what it holds")]
pub struct RegisteredPackage {
    pub package_no: i64,
    pub year: i64,
    pub as_of: Date,
    pub folder: String,
    pub file_count: i64,
    pub file_bytes: i64,
    pub journal_seq: i64,
    pub journal_hash: String,
    pub manifest_sha256: String,
    pub made_at: String,
    pub made_by: String,
    /// Moment of the last look, its damages and the first of them; none when nobody looked.
    pub verified: Option<(String, i64, String)>,
}

/// Registers a package under the next number.
pub(crate) fn add(tx: &mut Tx, cx: &Cx, new: &NewPackage<'_>) -> Result<i64, Fault> {
    let number = next(tx, include_str!("../sql/last_package.sql"), cx.entity())?;
    let files = &new.manifest.files;
    let bytes: u64 = files.iter().map(|file| file.bytes).sum();
    tx.exec(
        include_str!("../sql/add_package.sql"),
        params![
            cx.entity(),
            number,
            new.order.year,
            new.order.as_of,
            &new.folder,
            i64::try_from(files.len()).unwrap_or(i64::MAX),
            i64::try_from(bytes).unwrap_or(i64::MAX),
            new.manifest.journal.seq,
            &new.manifest.journal.hash,
            new.sha256,
            cx.now_text(),
            cx.actor.user,
            &cx.actor.name
        ],
    )?;
    Ok(number)
}

/// Registers what came of looking at a package again.
pub(crate) fn add_verification(tx: &mut Tx, cx: &Cx, sha256: &str, damages: i64, first: &str) -> Result<i64, Fault> {
    let number = next(tx, include_str!("../sql/last_verification.sql"), cx.entity())?;
    tx.exec(
        include_str!("../sql/add_verification.sql"),
        params![
            cx.entity(),
            number,
            sha256,
            damages,
            first,
            cx.now_text(),
            cx.actor.user,
            &cx.actor.name
        ],
    )?;
    Ok(number)
}

/// The packages of an entity, the latest first.
pub fn all(tx: &mut Tx, entity: EntityId) -> Result<Vec<RegisteredPackage>, Fault> {
    tx.all(include_str!("../sql/packages.sql"), params![entity], |row| {
        let at: Option<String> = row.get("verified_at")?;
        let verified = match at {
            Some(at) => Some((at, row.get("damages")?, row.get("first_damage")?)),
            None => None,
        };
        Ok(RegisteredPackage {
            package_no: row.get("package_no")?,
            year: row.get("year")?,
            as_of: row.get("as_of")?,
            folder: row.get("folder")?,
            file_count: row.get("file_count")?,
            file_bytes: row.get("file_bytes")?,
            journal_seq: row.get("journal_seq")?,
            journal_hash: row.get("journal_hash")?,
            manifest_sha256: row.get("manifest_sha256")?,
            made_at: row.get("made_at")?,
            made_by: row.get("made_by_name")?,
            verified,
        })
    })
}

/// The number after the last one of a kind.
pub(crate) fn next(tx: &mut Tx, last: &'static str, entity: EntityId) -> Result<i64, Fault> {
    let number: i64 = tx.one(last, params![entity], |row| row.get("last"))?;
    Ok(number + 1)
}
