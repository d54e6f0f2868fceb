//! *Gallringssten*: what holds the seal of a voucher whose texts were disposed of (OPS-14; decision 0030).
//!
//! A voucher's seal is a hash over its texts too, so it can no longer be computed when they are gone. The
//! tombstone keeps it, with a hash of what is left, made while the whole voucher still proved its seal.
//! Tombstones are a chain of their own; each is told in the processing history, which is anchored outside.

use kameral_base::EntityId;
use kameral_store::Canonical;

use crate::chain::{GENESIS, Hash};

/// Type of record of texts, in the log of what was disposed of.
pub const TEXTS_DISPOSED_AS: &str = "voucher_text";

/// The register that the processing history tells tombstones by.
pub const REGISTER: &str = "voucher_tombstone";

/// What begins every hash of a tombstone.
const LABEL: &[u8] = b"kameral-tombstone-v1";

/// A tombstone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tombstone {
    /// Number, from 1 without gaps.
    pub tombstone_no: i64,
    /// Place of the voucher in the journal.
    pub journal_seq: i64,
    /// The decision.
    pub decision_no: i64,
    /// The run.
    pub run_no: i64,
    /// UTC moment.
    pub disposed_at: String,
    /// The voucher's own seal.
    pub sealed: Vec<u8>,
    /// Hash of what is left of the voucher.
    pub rest: Vec<u8>,
    /// Hash of the tombstone before.
    pub previous_hash: Vec<u8>,
    /// Hash of this one.
    pub hash: Vec<u8>,
}

impl Tombstone {
    /// The hash that follows from everything else of it.
    pub fn seal(&self, entity: EntityId) -> Hash {
        let mut fields = Canonical::labelled(LABEL);
        fields.bytes(&self.previous_hash);
        for number in [
            entity.get(),
            self.tombstone_no,
            self.journal_seq,
            self.decision_no,
            self.run_no,
        ] {
            fields.int(number);
        }
        fields.text(&self.disposed_at);
        fields.bytes(&self.sealed);
        fields.bytes(&self.rest);
        fields.finish()
    }

    /// What is wrong of it where it stands after another, or first: column, what should be there, what is.
    pub fn faults(&self, entity: EntityId, before: Option<&Self>) -> Vec<(&'static str, String, String)> {
        use crate::chain::hex;
        let number = before.map_or(1, |before| before.tombstone_no + 1);
        let previous = before.map_or(&GENESIS[..], |before| &before.hash);
        [
            ("tombstone_no", number.to_string(), self.tombstone_no.to_string()),
            ("previous_hash", hex(previous), hex(&self.previous_hash)),
            ("hash", hex(&self.seal(entity)), hex(&self.hash)),
        ]
        .into_iter()
        .filter(|(_, expected, found)| expected != found)
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn tombstone() -> Tombstone {
        Tombstone {
            tombstone_no: 1,
            journal_seq: 17,
            decision_no: 3,
            run_no: 2,
            disposed_at: "2037-02-01T12:00:00.000000Z".to_owned(),
            sealed: vec![1; 32],
            rest: vec![2; 32],
            previous_hash: GENESIS.to_vec(),
            hash: Vec::new(),
        }
    }

    /// Nothing of a tombstone can change without its hash, and the encoding never changes.
    #[test]
    fn every_field_makes_another_hash() {
        let changes: [fn(&mut Tombstone); 8] = [
            |t| t.tombstone_no += 1,
            |t| t.journal_seq += 1,
            |t| t.decision_no += 1,
            |t| t.run_no += 1,
            |t| t.disposed_at.push('x'),
            |t| t.sealed[0] ^= 1,
            |t| t.rest[0] ^= 1,
            |t| t.previous_hash[0] ^= 1,
        ];
        let mut hashes = BTreeSet::from([tombstone().seal(EntityId(1)), tombstone().seal(EntityId(2))]);
        for change in changes {
            let mut changed = tombstone();
            change(&mut changed);
            hashes.insert(changed.seal(EntityId(1)));
        }
        assert_eq!(hashes.len(), 2 + changes.len());
        assert_eq!(
            crate::chain::hex(&tombstone().seal(EntityId(1))),
            "92db6b40616193c3cb1b8affdb5882c74315ad3f1f81cad06c7efd4d2786979c"
        );
    }
}
