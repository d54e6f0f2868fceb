//! Canonical bytes of a row, given to SHA-256: every field is preceded by its length, so two
//! different rows never give the same bytes (reliability rule 6).

use kameral_base::Date;
use sha2::{Digest, Sha256};

/// A hash in the making. Fields are gathered and given to the hash together: it takes one long piece
/// twice as fast as fifty short ones.
pub struct Canonical {
    hash: Sha256,
    waiting: Vec<u8>,
}

/// Bytes after which what waits is given to the hash: a small voucher is one piece.
const WAITING_BYTES: usize = 2_048;

impl Canonical {
    /// A hash that begins with a label; another encoding would bear another one.
    pub fn labelled(label: &[u8]) -> Self {
        let mut fields = Self {
            hash: Sha256::new(),
            waiting: Vec::with_capacity(2 * WAITING_BYTES),
        };
        fields.bytes(label);
        fields
    }

    /// Bytes.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.waiting.extend_from_slice(&(bytes.len() as u64).to_be_bytes());
        self.waiting.extend_from_slice(bytes);
        if WAITING_BYTES <= self.waiting.len() {
            self.hash.update(&self.waiting);
            self.waiting.clear();
        }
    }

    /// The hash, after the last field.
    pub fn finish(mut self) -> [u8; 32] {
        self.hash.update(&self.waiting);
        self.hash.finalize().into()
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    /// A number.
    pub fn int(&mut self, value: i64) {
        self.bytes(&value.to_be_bytes());
    }

    /// A number that may be absent.
    pub fn optional_int(&mut self, value: Option<i64>) {
        match value {
            Some(value) => self.int(value),
            None => self.bytes(&[]),
        }
    }

    /// Bytes that may be absent: an absent value and an empty one differ.
    pub fn optional(&mut self, value: Option<&[u8]>) {
        match value {
            Some(value) => {
                self.bytes(&[1]);
                self.bytes(value);
            }
            None => self.bytes(&[0]),
        }
    }

    /// A day that may be absent.
    pub fn date(&mut self, date: Option<Date>) {
        match date {
            Some(date) => {
                self.int(i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day()));
            }
            None => self.bytes(&[]),
        }
    }
}
