//! *Överlämning*: everything of an entity in one folder, and back into a clean installation (OPS-15).
//!
//! Every table the entity has rows in becomes a file of delimited text, by the database's own catalogue.
//! What is taken in has the same keys, numbers, hashes and chain: it is the same books.

mod export;
mod import;

pub use export::export_all;
pub(crate) use export::{applied, last_tombstone, named};
pub use import::import_all;

/// What the list of files says the package is.
pub const FORMAT: &str = "kameral-handover";
/// Version of the package.
pub const VERSION: u32 = 1;

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Tables or parts done.
    pub done: u64,
    /// All of them.
    pub total: u64,
    /// Rows met so far.
    pub rows: u64,
}

/// Who is told, and who may stop it.
pub struct Watch<'w> {
    /// Is told.
    pub progress: &'w mut dyn FnMut(Progress),
    /// Ends it early.
    pub stop: &'w std::sync::atomic::AtomicBool,
}

impl Watch<'_> {
    pub(crate) fn is_stopped(&self) -> bool {
        self.stop.load(std::sync::atomic::Ordering::Relaxed)
    }
}
