//! What was changed since: the register's own journal.

use kameral_base::{Date, EntityId};
use kameral_store::{Fault, Tx, params};

use super::party_number;
use crate::identifiers::PartyNumber;
use crate::model::Blocked;

/// The most changes an answer has.
pub const CHANGES_MAX: i64 = 1_000;

/// What was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// A version of the party, from a day.
    Party {
        /// Its first day.
        valid_from: Date,
    },
    /// A version of an account, from a day.
    Account {
        /// The account's number.
        account_no: i64,
        /// Its first day.
        valid_from: Date,
    },
    /// A block that was set or lifted.
    Block {
        /// Of what.
        what: Blocked,
        /// Whether it stands since.
        stands: bool,
    },
}

/// A change of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its place; ask for what came after it the next time.
    pub change_no: i64,
    /// Whose row.
    pub party: PartyNumber,
    /// What.
    pub changed: Changed,
    /// UTC moment.
    pub at: String,
    /// Who asked for it.
    pub by_name: String,
    /// Who agreed, where it took two.
    pub approved_by_name: Option<String>,
}

/// What was changed after a place, in order; at most [`CHANGES_MAX`].
pub fn changes_since(tx: &mut Tx, entity: EntityId, after: i64) -> Result<Vec<Change>, Fault> {
    let asked = params![entity, after, CHANGES_MAX];
    let mut changes = tx.all(include_str!("../sql/changed_versions.sql"), asked, |row| {
        Ok(Change {
            change_no: row.get("change_no")?,
            party: party_number("party_version", row)?,
            changed: Changed::Party {
                valid_from: row.get("valid_from")?,
            },
            at: row.get("saved_at")?,
            by_name: row.get("saved_by_name")?,
            approved_by_name: row.get("approved_by_name")?,
        })
    })?;
    changes.extend(tx.all(include_str!("../sql/changed_accounts.sql"), asked, |row| {
        Ok(Change {
            change_no: row.get("change_no")?,
            party: party_number("party_account", row)?,
            changed: Changed::Account {
                account_no: row.get("account_no")?,
                valid_from: row.get("valid_from")?,
            },
            at: row.get("saved_at")?,
            by_name: row.get("saved_by_name")?,
            approved_by_name: row.get("approved_by_name")?,
        })
    })?);
    changes.extend(tx.all(include_str!("../sql/changed_blocks.sql"), asked, |row| {
        Ok(Change {
            change_no: row.get("change_no")?,
            party: party_number("party_block", row)?,
            changed: Changed::Block {
                what: row.get("what")?,
                stands: row.get("blocked")?,
            },
            at: row.get("saved_at")?,
            by_name: row.get("saved_by_name")?,
            approved_by_name: None,
        })
    })?);
    changes.sort_by_key(|change| change.change_no);
    // Each of the three was cut by itself; the first so many of all of them have no gaps.
    changes.truncate(usize::try_from(CHANGES_MAX).unwrap_or(usize::MAX));
    Ok(changes)
}
