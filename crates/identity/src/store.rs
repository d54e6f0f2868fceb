//! Tables of the ways to sign in.

use kameral_store::{Migration, Migrations};

/// Tables of identity, in the order they came.
pub const MIGRATIONS: Migrations = Migrations {
    crate_name: "identity",
    files: &[(
        "002_federation",
        &[
            Migration::Both(include_str!("../migrations/002_federation.sql")),
            Migration::Pair {
                pg: include_str!("../migrations/002_federation.pg.sql"),
                sqlite: "",
            },
        ],
    )],
};
