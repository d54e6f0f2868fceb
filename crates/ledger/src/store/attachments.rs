//! Documents kept with vouchers, by the hash of their content.

use kameral_base::EntityId;
use kameral_store::{Fault, Tx, params};

/// Whether a document is kept.
pub fn exists(tx: &mut Tx, entity: EntityId, sha256: &[u8]) -> Result<bool, Fault> {
    let found = tx.optional(
        include_str!("../sql/attachment_exists.sql"),
        params![entity, sha256],
        |row| row.get::<String>("media_type"),
    )?;
    Ok(found.is_some())
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
