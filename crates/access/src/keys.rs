//! Idempotency keys: a command sent twice has one effect (reliability rule 2).

use kameral_base::EntityId;
use kameral_store::{Fault, FaultKind, Tx, params};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

use crate::Cx;

/// A client-made key and the hash of the request it came with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey {
    /// At most [`KEY_BYTES_MAX`] characters, chosen by the client.
    pub key: String,
    /// SHA-256 of the request.
    pub request_sha256: [u8; 32],
}

/// Longer keys are cut off by no one: they are refused where they arrive.
pub const KEY_BYTES_MAX: usize = 200;

impl IdempotencyKey {
    /// A key over the bytes of a request.
    pub fn new(key: impl Into<String>, request: &[u8]) -> Self {
        Self { key: key.into(), request_sha256: Sha256::digest(request).into() }
    }
}

pub(crate) struct Known {
    pub request_sha256: Vec<u8>,
    answer: Option<String>,
}

/// Claims a key in this transaction. Answers what is known when it was claimed before; a claim
/// that is being made elsewhere is waited for, because the key is unique.
pub(crate) fn claim(tx: &mut Tx, cx: &Cx, key: &IdempotencyKey) -> Result<Option<Known>, Fault> {
    let claimed = tx.exec(
        include_str!("sql/claim_key.sql"),
        &params![cx.entity(), key.key.as_str(), key.request_sha256.as_slice(), cx.now_text()],
    )?;
    if claimed == 1 {
        return Ok(None);
    }
    tx.one(include_str!("sql/find_key.sql"), &params![cx.entity(), key.key.as_str()], |row| {
        Ok(Some(Known { request_sha256: row.get("request_sha256")?, answer: row.get("answer")? }))
    })
}

pub(crate) fn answer<T: DeserializeOwned>(known: &Known) -> Result<T, Fault> {
    let text = known.answer.as_deref().unwrap_or("null");
    serde_json::from_str(text).map_err(|error| Fault::new(FaultKind::Mismatch, format!("table command_key, column answer: {error}")))
}

pub(crate) fn settle<T: Serialize>(tx: &mut Tx, entity: EntityId, key: &IdempotencyKey, answer: &T) -> Result<(), Fault> {
    let text = serde_json::to_string(answer)
        .map_err(|error| Fault::new(FaultKind::Mismatch, format!("table command_key, column answer: {error}")))?;
    tx.exec(include_str!("sql/settle_key.sql"), &params![entity, key.key.as_str(), text])?;
    Ok(())
}
