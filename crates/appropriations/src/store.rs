//! Rows ⇄ things. Of items and terms the latest version counts; nothing is changed in place.

pub mod commitments;
pub mod items;
pub mod movements;
pub mod terms;

use kameral_base::EntityId;
use kameral_store::{Fault, FaultKind, Migration, Migrations, Tx, params};

/// Tables of appropriations.
pub const MIGRATIONS: Migrations = Migrations {
    crate_name: "appropriations",
    files: &[("001_appropriations", APPROPRIATIONS)],
};

const APPROPRIATIONS: &[Migration] = &[
    Migration::Both(include_str!("../migrations/001_appropriations.sql")),
    Migration::AppendOnly {
        table: "appropriation_item",
        key: &["entity_id", "item", "version"],
    },
    Migration::AppendOnly {
        table: "appropriation_terms",
        key: &["entity_id", "item", "year", "version"],
    },
    Migration::AppendOnly {
        table: "appropriation_movement",
        key: &["entity_id", "movement"],
    },
    Migration::AppendOnly {
        table: "commitment",
        key: &["entity_id", "commitment"],
    },
    Migration::AppendOnly {
        table: "commitment_year",
        key: &["entity_id", "commitment", "year"],
    },
    Migration::AppendOnly {
        table: "commitment_event",
        key: &["entity_id", "commitment", "event"],
    },
    Migration::EntityRows {
        table: "appropriation_item",
    },
    Migration::EntityRows {
        table: "appropriation_terms",
    },
    Migration::EntityRows {
        table: "appropriation_movement",
    },
    Migration::EntityRows { table: "commitment" },
    Migration::EntityRows {
        table: "commitment_year",
    },
    Migration::EntityRows {
        table: "commitment_event",
    },
    Migration::EntityRows {
        table: "appropriation_counter",
    },
];

/// The next number of a kind. Others wait for it until the commit, so that what is decided on the rows
/// of that kind stays true.
pub(crate) fn next_number(tx: &mut Tx, entity: EntityId, kind: Counted) -> Result<i64, Fault> {
    let sql = include_str!("sql/next_appropriation_number.sql");
    tx.one(sql, params![entity, kind.word()], |row| row.get("last_number"))
}

/// What is numbered.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Counted {
    /// Versions of items and terms, in the turn in which they are kept.
    Version,
    /// Movements.
    Movement,
    /// Commitments and what becomes of them, in the turn in which they are registered.
    Commitment,
    /// Events of commitments.
    Event,
}

impl Counted {
    const fn word(self) -> &'static str {
        match self {
            Self::Version => "version",
            Self::Movement => "movement",
            Self::Commitment => "commitment",
            Self::Event => "event",
        }
    }
}

/// A row that does not fit: no figure drawn from it is shown.
pub(crate) fn damaged(table: &str, column: &str, what: &str) -> Fault {
    Fault::new(FaultKind::Mismatch, format!("table {table}, column {column}: {what}"))
}

/// Sums beyond what an amount can hold.
pub(crate) fn overflow() -> Fault {
    damaged("appropriation_movement", "amount_ore", "overflow")
}
