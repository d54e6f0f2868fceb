//! Bytes and documents: what the files of the field say, and nothing about what it means.
//!
//! A format reads bytes into plain records and writes records into bytes. It knows no account, no
//! period that is open or closed and no rule of posting: it can be fuzzed alone and used by others.
//! Three habits hold in every format here:
//!
//! - Every mistake is reported with its line and field, all of them at once, each a value with a
//!   name and a sentence in `text/sv.ftl` and `text/en.ftl`. Nothing is repaired in silence.
//! - Everything has a limit with a name, so no file takes more memory or time than its size earns.
//! - Amounts are never floats, dates and amounts are checked where they are read, and text is text.
//!
//! | Module | Reads | Writes |
//! |---|---|---|
//! | [`sie`] | SIE 1–4 and 4I | the same |
//! | [`einvoice`] | Peppol BIS Billing 3 (UBL), Cross Industry Invoice, Svefaktura 1.0 | Peppol BIS Billing 3 |
//! | [`iso20022`] | payments (pain.001) and reports on them (pain.002), account statements (camt.053) and incoming payments (camt.054) | payments (pain.001) |
//! | [`bankgirot`] | BgMax, LB and what comes back of it | LB |
//! | [`voucher_file`] | vouchers as CSV and JSON for `kameral post` | |
//! | [`table_file`] | a table in CSV or XLSX | |
//! | [`hermes`] | balances to the central government accounts | the same |
//! | [`tdb`] | purchases to the state's transaction database, and its list of rejects | the same |
//! | [`csv_safe`] | | CSV that no spreadsheet runs as a formula |
//!
//! To add a format: a module of this crate, one file a subject; a `Mistake` enum that is a
//! [`kameral_base::Refusal`]; its sentences in both languages; samples of your own under
//! `tests/samples`; a property test that arbitrary bytes never panic.

pub mod bankgirot;
pub mod csv_safe;
mod delimited;
pub mod einvoice;
pub mod fixed_width;
pub mod hermes;
pub mod iso20022;
mod mistake;
pub mod sie;
pub mod table_file;
pub mod tdb;
pub mod voucher_file;

pub use mistake::{Declared, LineMistake, MISTAKES_MAX};
