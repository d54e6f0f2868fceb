//! Files of the outbox: numbers without gaps, bytes and rows as they were kept.

use kameral_base::EntityId;
use kameral_store::outbox::{self, Damage, OutboxKey};
use kameral_store::{Fault, Tx};

use super::finding::{FindingKind as Kind, FindingPlace};
use super::findings::Findings;

pub(super) fn all(tx: &mut Tx, entity: EntityId, findings: &mut Findings) -> Result<(), Fault> {
    let place = |column: &str, key: &OutboxKey| {
        FindingPlace::of("outbox_file", column).named(format!("{} {}", key.kind, key.number))
    };
    for damage in outbox::verify(tx, entity)? {
        match damage {
            Damage::NumberMissing { key, expected } => {
                findings.tell(Kind::OutgoingGap, place("number", &key), expected, key.number);
            }
            Damage::BytesChanged { key, expected, found } => {
                findings.tell(Kind::OutgoingChanged, place("content", &key), expected, found);
            }
            Damage::HeadChanged { key, expected, found } => {
                findings.tell(Kind::OutgoingChanged, place("seal", &key), expected, found);
            }
        }
    }
    Ok(())
}
