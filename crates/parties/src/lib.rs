//! *Motpartsregister*: suppliers, customers and agencies in one register, and the accounts they are paid to
//! (AP-07, AP-11, AP-12, AP-24, AR-14, EM-15, VAT-10).
//!
//! ```text
//! typed, file, list ──▶ read ──▶ party check ──▶ duplicates ──▶ version ──▶ found, shown, exported
//!                                                    │
//!                    new supplier, new account ──▶ proposal ──▶ another person ──▶ version, highlighted
//! ```
//!
//! A party is one row for everybody who is dealt with, whatever the roles. It and its accounts are kept as
//! dated versions that are only added to, so any day can be asked for, and any day as it was known before a
//! change. A new supplier and a new or changed account take two persons.

pub mod account;
pub mod account_check;
pub mod agencies;
pub mod api;
pub mod asked;
pub mod commands;
pub mod duplicate;
pub mod file;
pub mod highlight;
pub mod identifiers;
pub mod model;
pub mod names;
pub mod pages;
pub mod party_check;
pub mod proposals;
pub mod refusal;
pub mod store;
pub mod veil;
mod words;

pub use store::MIGRATIONS;
pub use words::TEXTS;

use kameral_access::Permission;

/// What whoever changes the register must hold, and whoever decides on what takes two.
pub const EDIT: Permission = Permission::PartyEdit;
/// What whoever reads the register must hold.
pub const READ: Permission = Permission::BooksRead;
/// What whoever sets how long changes are highlighted must hold.
pub const SET: Permission = Permission::SettingEdit;
