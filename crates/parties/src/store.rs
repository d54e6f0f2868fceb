//! Rows of the register ⇄ the model. All but the counter is only added to.

mod accounts;
mod blocks;
mod changes;
mod hidden;
mod known;
mod parties;
mod registers;

use kameral_access::Cx;
use kameral_base::EntityId;
use kameral_store::{Fault, FaultKind, Migration, Migrations, Tx, params};

use crate::identifiers::PartyNumber;
use crate::model::Stamp;

pub(crate) use accounts::{NewAccountVersion, add_account};
pub use accounts::{account_versions, accounts_all, accounts_as_of};
pub(crate) use blocks::add_block;
pub use blocks::{blocks, blocks_all};
pub use changes::{CHANGES_MAX, Change, Changed, changes_since};
pub(crate) use hidden::{HiddenAccount, HiddenParty, hidden_accounts, hidden_parties};
pub use known::{Known, known};
pub(crate) use known::{NumberKind, numbers_of};
pub use parties::{
    FOUND_MAX, parties_after, parties_all, parties_by_account, parties_by_group, parties_by_name, parties_by_number,
    party_as_of, party_versions, supplier_since,
};
pub(crate) use parties::{NewVersion, add_version, party_exists, take_number};
pub use registers::{HIGHLIGHT_DAYS, groups, highlight_days};
pub(crate) use registers::{add_group, add_setting};

/// A place among the changes behind every one there is: as it is known now.
pub const NOW: i64 = i64::MAX;

/// Tables of the register, in the order they came.
pub const MIGRATIONS: Migrations = Migrations {
    crate_name: "parties",
    files: &[("001_parties", PARTIES)],
};

const PARTIES: &[Migration] = &[
    Migration::Both(include_str!("../migrations/001_parties.sql")),
    Migration::AppendOnly {
        table: "party",
        key: &["entity_id", "party"],
    },
    Migration::AppendOnly {
        table: "party_version",
        key: &["entity_id", "party", "valid_from", "revision"],
    },
    Migration::AppendOnly {
        table: "party_account",
        key: &["entity_id", "party", "account_no", "valid_from", "revision"],
    },
    Migration::AppendOnly {
        table: "party_block",
        key: &["entity_id", "change_no"],
    },
    Migration::AppendOnly {
        table: "party_group",
        key: &["entity_id", "group_code", "revision"],
    },
    Migration::AppendOnly {
        table: "party_setting",
        key: &["entity_id", "revision"],
    },
    Migration::EntityRows { table: "party_counter" },
    Migration::EntityRows { table: "party" },
    Migration::EntityRows { table: "party_version" },
    Migration::EntityRows { table: "party_account" },
    Migration::EntityRows { table: "party_block" },
    Migration::EntityRows { table: "party_group" },
    Migration::EntityRows { table: "party_setting" },
];

/// Lets nobody else change the register until the transaction ends, so that two who add the same party at
/// once see each other.
pub(crate) fn lock(tx: &mut Tx, entity: EntityId) -> Result<(), Fault> {
    tx.exec(include_str!("sql/lock.sql"), params![entity])?;
    Ok(())
}

/// The next place among the changes of the register. It is locked.
fn next_change(tx: &mut Tx, entity: EntityId) -> Result<i64, Fault> {
    tx.one(include_str!("sql/next_change.sql"), params![entity], |row| {
        row.get("last_change")
    })
}

/// The place of the last change, 0 before the first.
pub fn last_change(tx: &mut Tx, entity: EntityId) -> Result<i64, Fault> {
    let found = tx.optional(include_str!("sql/last_change.sql"), params![entity], |row| {
        row.get("last_change")
    })?;
    Ok(found.unwrap_or(0))
}

/// Who asks for a change and who agreed to it.
#[derive(Debug, Clone)]
pub(crate) struct By {
    /// Who asked for it.
    pub asked: (kameral_base::UserId, String),
    /// Who agreed, where it took two.
    pub approved: Option<(kameral_base::UserId, String)>,
    /// UTC moment it was asked for.
    pub asked_at: String,
}

impl By {
    /// One alone.
    pub fn one(cx: &Cx) -> Self {
        Self {
            asked: (cx.actor.user, cx.actor.name.clone()),
            approved: None,
            asked_at: cx.now_text(),
        }
    }

    fn stamp(&self, cx: &Cx, change_no: i64) -> Stamp {
        Stamp {
            change_no,
            on: cx.today,
            at: cx.now_text(),
            by: self.asked.0,
            by_name: self.asked.1.clone(),
            approved_by: self.approved.clone(),
        }
    }
}

fn stamp(row: &kameral_store::Row) -> Result<Stamp, Fault> {
    let approved: Option<kameral_base::UserId> = row.get("approved_by")?;
    let name: Option<String> = row.get("approved_by_name")?;
    Ok(Stamp {
        change_no: row.get("change_no")?,
        on: row.get("saved_on")?,
        at: row.get("saved_at")?,
        by: row.get("saved_by")?,
        by_name: row.get("saved_by_name")?,
        approved_by: approved.zip(name),
    })
}

fn party_number(table: &str, row: &kameral_store::Row) -> Result<PartyNumber, Fault> {
    read(table, "party", Some(row.get::<String>("party")?), PartyNumber::parse)?
        .ok_or_else(|| damaged(table, "party", "nothing"))
}

/// What a column holds, by the reader of what it should be. A row that does not fit is a fault.
fn read<T, M: kameral_base::Refusal>(
    table: &str,
    column: &str,
    text: Option<String>,
    parse: impl FnOnce(&str) -> Result<T, M>,
) -> Result<Option<T>, Fault> {
    let parsed = text.as_deref().map(parse).transpose();
    parsed.map_err(|mistake| damaged(table, column, mistake.name()))
}

fn damaged(table: &str, column: &str, what: &str) -> Fault {
    Fault::new(FaultKind::Mismatch, format!("table {table}, column {column}: {what}"))
}

fn json<T: serde::de::DeserializeOwned>(table: &str, column: &str, text: &str) -> Result<T, Fault> {
    // The category only: the error's own text may quote what stands there.
    serde_json::from_str(text).map_err(|error| damaged(table, column, &format!("{:?}", error.classify())))
}

fn json_text(table: &str, column: &str, value: &impl serde::Serialize) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|error| damaged(table, column, &error.to_string()))
}
