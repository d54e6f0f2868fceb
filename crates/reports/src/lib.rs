//! Reports: what the books say, asked for by account, dimension and period, as it is or as it was
//! known then.
//!
//! ```text
//! ReportQuery ──▶ Question ──▶ Selection ──▶ Sheet ──▶ Table ──▶ page, text, CSV, JSON
//!  (as asked)     (names        (codings      (cube     (typed cells,
//!                  resolved)     by group)     added up) each with its address)
//! ```
//!
//! Every report goes this one way. Scope and question meet in one place, `selection`; a report is
//! a pure function from fetched facts to rows; a [`Table`] knows where each of its cells leads and
//! whether it agrees with the ledger. Reports of lines (journal, general ledger) make their rows
//! one by one into a [`sink::Sink`], so that a file of four million lines takes no memory.
//!
//! To add a report: a variant of [`Report`] with what it offers, a file that makes its rows, a
//! branch in `run`, its words in `text/`, a story in `tests/`.

mod account_specification;
mod address;
pub mod api;
#[cfg(test)]
mod by_hand;
mod catalogue;
mod condition;
mod cursor;
pub mod dissolve;
mod fetch;
mod general_ledger;
mod journal;
mod key;
mod output;
mod query;
mod question;
mod reconcile;
mod refusal;
mod run;
mod selection;
mod setting;
mod sheet;
pub mod sink;
mod source;
mod statement;
mod table;
mod trial_balance;
mod voucher;
mod walk;
mod words;

pub use address::Address;
pub use catalogue::{CatalogueEntry, Offer, OfferedKey, Report, catalogue, offered_keys};
pub use condition::row_meets;
pub use cursor::Cursor;
pub use key::{Filter, Key};
pub use output::{Format, told, writer};
pub use query::{PAGE_ROWS_MAX, ReportQuery, Written};
pub use reconcile::Reconciles;
pub use refusal::ReportRefusal;
pub use run::{ReportStop, produce, run, write};
pub use table::{Column, FilterFact, Head, Kind, Row, RowKind, Table, Tail, Value};
pub mod pages;
pub use words::{Caption, TEXTS, words};

/// Rows of a page when nobody says how many.
pub const PAGE_ROWS: usize = 200;
