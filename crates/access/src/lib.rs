//! Who acts, on which rows, and what was done: users, sign-in, roles, [`Actor`], [`Scope`],
//! idempotency keys and processing history (behandlingshistorik).
//!
//! Every command goes through [`Cx::write`] and every query through [`Cx::read`]: they check the
//! permission, set the entity for the database's own row security, and leave history.

mod cx;
pub mod history;
mod keys;
mod permission;
mod scope;
mod store;

pub use cx::{Actor, Cx, KeyReused, OnceRefusals, Refusals};
pub use history::Act;
pub use keys::{IdempotencyKey, KEY_BYTES_MAX};
pub use permission::Permission;
pub use scope::{RowCondition, Scope};
pub use store::MIGRATIONS;
