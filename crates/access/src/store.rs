//! Tables of users, sessions, history and idempotency keys.

use kameral_store::{Migration, Migrations};

/// Tables of access, in the order they came.
pub const MIGRATIONS: Migrations = Migrations {
    crate_name: "access",
    files: &[(
        "001_access",
        &[
            Migration::Both(include_str!("../migrations/001_access.sql")),
            Migration::AppendOnly { table: "history", key: &[] },
            Migration::EntityRows { table: "history" },
            Migration::EntityRows { table: "history_head" },
            Migration::EntityRows { table: "command_key" },
        ],
    )],
};
