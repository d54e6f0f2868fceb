//! The hash chain over the processing history (reliability rules 6 and 14).
//!
//! `hash(n) = SHA-256(label ‖ hash(n-1) ‖ every column of the line and of its changes)`, as
//! [`Canonical`] writes them. A verifier without a database computes the same from an export.

use kameral_base::EntityId;
use kameral_store::{Canonical, NotedChange};

/// What begins every hash; another encoding would bear another label.
const LABEL: &[u8] = b"kameral-history-v1";

/// What stands before the first line of an entity.
pub const GENESIS: [u8; 32] = [0; 32];

/// A line with every column as it is kept, to be sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedLine {
    /// Whose history.
    pub entity: EntityId,
    /// Order within the entity.
    pub seq: i64,
    /// UTC moment the command began, as text.
    pub at: String,
    /// Who, by id.
    pub actor: i64,
    /// Who, by name.
    pub actor_name: String,
    /// For whom; empty when for oneself.
    pub on_behalf_of: String,
    /// In which roles.
    pub role: String,
    /// `web`, `api` or `cli`.
    pub channel: String,
    /// From which address or machine.
    pub address: String,
    /// By which program.
    pub client: String,
    /// Which command.
    pub command: String,
    /// On what.
    pub subject: String,
    /// What came of it.
    pub outcome: String,
    /// Names of the refusals, or the permission that was missing.
    pub detail: String,
    /// Rules that were applied.
    pub rules: String,
    /// What it changed in registers, in order.
    pub changes: Vec<NotedChange>,
    /// The hash it is kept with; none for lines from before the chain.
    pub hash: Option<Vec<u8>>,
}

impl SealedLine {
    /// The hash of the line where it follows `previous`.
    pub fn seal(&self, previous: &[u8]) -> [u8; 32] {
        let mut fields = Canonical::labelled(LABEL);
        fields.bytes(previous);
        fields.int(self.entity.get());
        fields.int(self.seq);
        fields.text(&self.at);
        fields.int(self.actor);
        for text in [
            &self.actor_name,
            &self.on_behalf_of,
            &self.role,
            &self.channel,
            &self.address,
            &self.client,
            &self.command,
            &self.subject,
            &self.outcome,
            &self.detail,
            &self.rules,
        ] {
            fields.text(text);
        }
        fields.int(i64::try_from(self.changes.len()).unwrap_or(i64::MAX));
        for change in &self.changes {
            fields.text(&change.register);
            fields.text(&change.object);
            fields.text(&change.field);
            fields.optional(change.before.as_deref().map(str::as_bytes));
            fields.optional(change.after.as_deref().map(str::as_bytes));
        }
        fields.finish()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn line() -> SealedLine {
        SealedLine {
            entity: EntityId(1),
            seq: 7,
            at: "2026-03-02T08:00:00.000000Z".to_owned(),
            actor: 3,
            actor_name: "Eva".to_owned(),
            on_behalf_of: "Bo".to_owned(),
            role: "controller".to_owned(),
            channel: "web".to_owned(),
            address: "10.0.0.1".to_owned(),
            client: "Firefox 140".to_owned(),
            command: "register.change".to_owned(),
            subject: "5012".to_owned(),
            outcome: "accepted".to_owned(),
            detail: "d".to_owned(),
            rules: "r".to_owned(),
            changes: vec![NotedChange {
                register: "account".to_owned(),
                object: "5012".to_owned(),
                field: "name".to_owned(),
                before: Some("Hyra".to_owned()),
                after: Some("Lokalhyra".to_owned()),
            }],
            hash: None,
        }
    }

    /// SEC-17: no field of a line, nor of what it changed, can be another with the same hash.
    #[test]
    fn every_field_makes_another_hash() {
        let fields: [fn(&mut SealedLine); 24] = [
            |_| {},
            |line| line.entity = EntityId(2),
            |line| line.seq += 1,
            |line| line.at.push('x'),
            |line| line.actor += 1,
            |line| line.actor_name.push('x'),
            |line| line.on_behalf_of.push('x'),
            |line| line.role.push('x'),
            |line| line.channel.push('x'),
            |line| line.address.push('x'),
            |line| line.client.push('x'),
            |line| line.command.push('x'),
            |line| line.subject.push('x'),
            |line| line.outcome.push('x'),
            |line| line.detail.push('x'),
            |line| line.rules.push('x'),
            |line| line.changes.clear(),
            |line| line.changes.push(line.changes[0].clone()),
            |line| line.changes[0].register.push('x'),
            |line| line.changes[0].object.push('x'),
            |line| line.changes[0].field.push('x'),
            |line| line.changes[0].before = Some(String::new()),
            |line| line.changes[0].before = None,
            |line| line.changes[0].after = Some("x".to_owned()),
        ];
        let mut hashes: Vec<[u8; 32]> = fields
            .iter()
            .map(|change| {
                let mut changed = line();
                change(&mut changed);
                changed.seal(&GENESIS)
            })
            .collect();
        hashes.push(line().seal(&[1; 32]));
        // What stood in one field cannot move to its neighbour.
        let mut moved = line();
        (moved.actor_name, moved.on_behalf_of) = ("EvaBo".to_owned(), String::new());
        hashes.push(moved.seal(&GENESIS));
        let different: BTreeSet<_> = hashes.iter().collect();
        assert_eq!(different.len(), hashes.len());
    }
}
