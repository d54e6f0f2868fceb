//! *Idempotensnyckel*: a command sent twice has one effect (reliability rule 2).
//!
//! A key is claimed in the transaction of its effect, so it is kept exactly when the effect is:
//! - sent again with the same request, it gives the kept answer and changes nothing;
//! - sent with another request or for another command, it is refused ([`KeyReused`]);
//! - a command that was refused, denied or failed keeps no key, so the mended request may use it;
//! - of two at once, one waits for the other and is then told its answer.
//!
//! Keys are kept for ever, as vouchers are. They belong to an entity, not to a user: a file read
//! by two colleagues is still one file.

use kameral_base::{EntityId, Place, Refusal, Sentence};
use kameral_store::{Fault, FaultKind, Tx, params};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

use crate::{Act, Cx};

/// A client-made key and the hash of the request it came with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey {
    /// At most [`KEY_BYTES_MAX`] characters, chosen by the client.
    pub key: String,
    /// SHA-256 of the request.
    pub request_sha256: [u8; 32],
}

/// Longer keys are refused by [`IdempotencyKey::parse`].
pub const KEY_BYTES_MAX: usize = 200;

impl IdempotencyKey {
    /// A key the program made itself, over the bytes of a request.
    pub fn new(key: impl Into<String>, request: &[u8]) -> Self {
        Self {
            key: key.into(),
            request_sha256: Sha256::digest(request).into(),
        }
    }

    /// A key a client sent, over the bytes of its request. Refused when it is empty, too long, or
    /// has other characters than visible ones of ASCII.
    pub fn parse(key: &str, request: &[u8]) -> Result<Self, KeyMalformed> {
        let right = (1..=KEY_BYTES_MAX).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic());
        if right {
            Ok(Self::new(key, request))
        } else {
            Err(KeyMalformed)
        }
    }
}

/// A key that cannot be kept as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyMalformed;

impl Refusal for KeyMalformed {
    fn name(&self) -> &'static str {
        "key_malformed"
    }

    fn sentence(&self) -> Sentence {
        Sentence::new("refusal-key-malformed").with("max", KEY_BYTES_MAX)
    }

    fn place(&self) -> Place {
        Place::field("key")
    }
}

/// A key that was used before with another request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyReused {
    /// The key.
    pub key: String,
}

impl Refusal for KeyReused {
    fn name(&self) -> &'static str {
        "key_reused"
    }

    fn sentence(&self) -> Sentence {
        Sentence::new("refusal-key-reused").with("key", &self.key)
    }

    fn place(&self) -> Place {
        Place::field("key")
    }
}

/// What a claimed key was used for.
pub(crate) struct Known {
    command: String,
    request_sha256: Vec<u8>,
    answer: Option<String>,
}

impl Known {
    /// Whether it is the same command with the same request.
    pub(crate) fn is(&self, act: &Act, key: &IdempotencyKey) -> bool {
        self.command == act.command && self.request_sha256 == key.request_sha256
    }
}

/// Claims a key in this transaction. Answers what is known when it was claimed before; a claim
/// that is being made elsewhere is waited for, because the key is unique.
pub(crate) fn claim(tx: &mut Tx, cx: &Cx, act: &Act, key: &IdempotencyKey) -> Result<Option<Known>, Fault> {
    let claimed = tx.exec(
        include_str!("sql/claim_key.sql"),
        params![cx.entity(), &key.key, act.command, &key.request_sha256, cx.now],
    )?;
    if claimed == 1 {
        return Ok(None);
    }
    tx.one(
        include_str!("sql/find_key.sql"),
        params![cx.entity(), &key.key],
        |row| {
            Ok(Some(Known {
                command: row.get("command")?,
                request_sha256: row.get("request_sha256")?,
                answer: row.get("answer")?,
            }))
        },
    )
}

pub(crate) fn answer<T: DeserializeOwned>(known: &Known) -> Result<T, Fault> {
    let text = known.answer.as_deref().unwrap_or("null");
    serde_json::from_str(text).map_err(|error| unfit(&error))
}

pub(crate) fn settle<T: Serialize>(
    tx: &mut Tx,
    entity: EntityId,
    key: &IdempotencyKey,
    answer: &T,
) -> Result<(), Fault> {
    let text = serde_json::to_string(answer).map_err(|error| unfit(&error))?;
    tx.exec(include_str!("sql/settle_key.sql"), params![entity, &key.key, text])?;
    Ok(())
}

fn unfit(error: &serde_json::Error) -> Fault {
    // The category only: the error's own text may quote the answer.
    Fault::new(
        FaultKind::Mismatch,
        format!("table command_key, column answer: {:?}", error.classify()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_s_key_is_short_and_visible() {
        for right in ["1", "b8a7…".trim_end_matches('…'), &"k".repeat(KEY_BYTES_MAX)] {
            assert!(IdempotencyKey::parse(right, b"").is_ok(), "{right}");
        }
        for wrong in ["", "a b", "å", "a\n", &"k".repeat(KEY_BYTES_MAX + 1)] {
            assert_eq!(IdempotencyKey::parse(wrong, b""), Err(KeyMalformed), "{wrong}");
        }
    }
}
