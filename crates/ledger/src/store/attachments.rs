//! Documents kept with vouchers, by the hash of their content.

use kameral_base::EntityId;
use kameral_store::{Engine, Fault, Tx, params};

/// Whether a document is kept.
pub fn exists(tx: &mut Tx, entity: EntityId, sha256: &[u8]) -> Result<bool, Fault> {
    let found = tx.optional(
        include_str!("../sql/attachment_exists.sql"),
        params![entity, sha256],
        |row| row.get::<String>("media_type"),
    )?;
    Ok(found.is_some())
}

/// Who holds on to an entity's documents until the commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// Everybody who posts with one: none is disposed of meanwhile.
    ByPosting,
    /// Whoever disposes of some: nobody posts with one meanwhile.
    ByDisposal,
}

/// Holds on to an entity's documents, before it is looked what is kept. SQLite has one writer at a time, so
/// there nothing is to be done.
pub fn hold(tx: &mut Tx, entity: EntityId, held: Held) -> Result<(), Fault> {
    let sql = match (tx.engine(), held) {
        (Engine::Sqlite, _) => return Ok(()),
        (Engine::Postgres, Held::ByPosting) => include_str!("../sql/hold_documents.pg.sql"),
        (Engine::Postgres, Held::ByDisposal) => include_str!("../sql/hold_documents_alone.pg.sql"),
    };
    tx.one(sql, params![entity], |_| Ok(()))
}

/// Keeps a document.
pub(crate) fn add(tx: &mut Tx, entity: EntityId, sha256: &[u8], media_type: &str, content: &[u8]) -> Result<(), Fault> {
    tx.exec(
        include_str!("../sql/add_attachment.sql"),
        params![entity, sha256, media_type, content],
    )?;
    Ok(())
}

/// How many bytes a document is.
pub fn size(tx: &mut Tx, entity: EntityId, sha256: &[u8]) -> Result<Option<i64>, Fault> {
    tx.optional(
        include_str!("../sql/attachment_size.sql"),
        params![entity, sha256],
        |row| row.get("bytes"),
    )
}

/// Media type and content of a document that a voucher of the entity names.
pub fn content(tx: &mut Tx, entity: EntityId, sha256: &[u8]) -> Result<Option<(String, Vec<u8>)>, Fault> {
    tx.optional(include_str!("../sql/attachment.sql"), params![entity, sha256], |row| {
        Ok((row.get("media_type")?, row.get("content")?))
    })
}
