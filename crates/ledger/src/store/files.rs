//! What an earlier file came to.

use kameral_store::inbox::FileKey;
use kameral_store::{Fault, Tx, params};
use serde::de::DeserializeOwned;

use super::damaged;

/// What posting the same file came to earlier.
pub(crate) fn known<T: DeserializeOwned>(tx: &mut Tx, key: &FileKey) -> Result<Option<T>, Fault> {
    let detail: Option<serde_json::Value> = tx.optional(
        include_str!("../sql/known_file.sql"),
        params![key.entity, key.kind.as_str(), key.sha256.as_str()],
        |row| row.get("detail"),
    )?;
    detail
        .map(|detail| {
            serde_json::from_value(detail).map_err(|error| damaged("inbox_outcome", "detail", &error.to_string()))
        })
        .transpose()
}
