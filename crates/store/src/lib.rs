//! The two engines behind one synchronous [`Tx`].
//!
//! SQLite is inside the program and carries the demo, small agencies and most tests; PostgreSQL
//! carries production. One text of SQL serves both (`$1` placeholders, lower case, a file or a
//! named constant each), statements stay prepared, rows are read by column name and a row that
//! does not fit is a [`Fault`] naming statement, column and row.
//!
//! ```no_run
//! use kameral_store::{Fault, Stop, Store, params};
//! # fn main() -> Result<(), Stop<()>> {
//! let store = Store::open("kameral.db")?;
//! let next = store.write(|tx| -> Result<i64, Stop<()>> {
//!     tx.exec("update counter set next = next + 1 where entity_id = $1", params![7])?;
//!     Ok(tx.one("select next from counter where entity_id = $1", params![7], |row| row.get("next"))?)
//! })?;
//! # Ok(()) }
//! ```
//!
//! Invariants: what [`Store::write`] has answered is on the disk; SQL text is static, composed
//! nowhere but in `insert` and `catalogue`; the program's role on PostgreSQL owns nothing; a transaction is never
//! opened inside another.

mod address;
mod backup;
mod canonical;
pub mod catalogue;
mod cell;
mod check;
pub mod disposed;
mod fault;
mod hash;
pub mod inbox;
mod insert;
mod migrate;
mod nesting;
mod noted;
pub mod outbox;
mod pool;
mod postgres;
mod row;
mod shared;
mod sql;
mod sqlite;
mod stop;
mod store;
#[cfg(feature = "testing")]
pub mod testing;
mod tx;
mod value;
mod whole_file;

pub use address::{Durability, Engine};
pub use backup::{Backup, FileReport};
pub use canonical::Canonical;
pub use cell::{Cell, FromCell};
pub use check::{Check, FINDING_ROWS_MAX, Finding};
pub use fault::{Fault, FaultKind};
pub use hash::sha256_hex;
pub use insert::Insert;
pub use kameral_base::EntityId;
pub use migrate::{Migration, Migrations};
pub use noted::{Noted, NotedChange};
pub use row::Row;
pub use stop::{Because, Denied, MapRefusal, OrStop, Stop};
pub use store::Store;
pub use tx::{Flow, Tx};
pub use value::Value;
pub use whole_file::{Former, write_whole};

/// The sentences of this crate's refusals, in Swedish.
pub const TEXT_SV: &str = include_str!("../text/sv.ftl");
/// The same in English.
pub const TEXT_EN: &str = include_str!("../text/en.ftl");
