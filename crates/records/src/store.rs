//! Rows of packages, decisions, runs and holds ⇄ the model.

pub mod decisions;
pub mod holds;
pub mod packages;
pub(crate) mod records;

use kameral_store::{Migration, Migrations};

/// Tables of records, in the order they came.
pub const MIGRATIONS: Migrations = Migrations {
    crate_name: "records",
    files: &[("001_records", RECORDS), ("002_texts", TEXTS)],
};

const TEXTS: &[Migration] = &[Migration::Both(include_str!("../migrations/002_texts.sql"))];

const RECORDS: &[Migration] = &[
    Migration::Both(include_str!("../migrations/001_records.sql")),
    Migration::AppendOnly {
        table: "archive_package",
        key: &["entity_id", "package_no"],
    },
    Migration::AppendOnly {
        table: "archive_verification",
        key: &["entity_id", "verification_no"],
    },
    Migration::AppendOnly {
        table: "disposal_decision",
        key: &["entity_id", "decision_no"],
    },
    Migration::AppendOnly {
        table: "disposal_verdict",
        key: &["entity_id", "decision_no"],
    },
    Migration::AppendOnly {
        table: "disposal_batch",
        key: &["entity_id", "run_no", "batch_no"],
    },
    Migration::AppendOnly {
        table: "disposal_hold",
        key: &["entity_id", "hold_no"],
    },
    Migration::AppendOnly {
        table: "disposal_release",
        key: &["entity_id", "hold_no"],
    },
    Migration::EntityRows {
        table: "archive_package",
    },
    Migration::EntityRows {
        table: "archive_verification",
    },
    Migration::EntityRows {
        table: "disposal_decision",
    },
    Migration::EntityRows {
        table: "disposal_verdict",
    },
    Migration::EntityRows {
        table: "disposal_batch",
    },
    Migration::EntityRows { table: "disposal_hold" },
    Migration::EntityRows {
        table: "disposal_release",
    },
];
