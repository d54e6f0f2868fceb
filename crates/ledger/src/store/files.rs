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

/// The bytes of a hash written in hexadecimal.
pub(crate) fn from_hex(text: &str) -> Vec<u8> {
    let digit = |byte: u8| {
        char::from(byte)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok())
            .unwrap_or(0)
    };
    text.as_bytes()
        .chunks_exact(2)
        .map(|pair| digit(pair[0]) << 4 | digit(pair[1]))
        .collect()
}
