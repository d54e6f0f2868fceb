//! Tables of the ways to sign in.

use kameral_store::Migrations;

/// Tables of identity, in the order they came.
pub const MIGRATIONS: Migrations = Migrations {
    crate_name: "identity",
    files: &[],
};
