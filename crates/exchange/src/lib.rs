//! *Informationsutbyte*: files to the central government accounts, and files of feeder systems.
//!
//! | File | What it holds |
//! |---|---|
//! | Hermes | balances by account or S-code, financier and counterparty, up to a period (INT-05) |
//! | real-economic | outturn of a quarter by S-code and financier (INT-06, APR-21) |
//! | TDB | purchases of a month or quarter from suppliers outside the state (INT-07, INT-08) |
//!
//! ```text
//! fetch ──▶ hermes, tdb (pure: facts in, records or every refusal out) ──▶ formats ──▶ outbox
//! ```
//!
//! What a file is made by stands in dated settings ([`setting`]); no account, S-code or dimension
//! is named here. A file is kept in the outbox with number and hash and never rewritten; the same
//! books make the same bytes.
//!
//! What other systems send is read by a mapping of each and posted through the one door ([`feeder`]).

pub mod api;
mod charge;
pub mod commands;
pub mod compare;
pub mod feeder;
pub mod fetch;
pub mod guard;
pub mod hermes;
pub mod keys;
mod nine_accounts;
pub mod pages;
mod real_economic;
pub mod refusal;
pub mod reported;
pub mod setting;
pub mod store;
pub mod tdb;

pub use real_economic::{Conversion, Listed, RealEconomic};
pub use refusal::ExchangeRefusal;
pub use store::MIGRATIONS;

/// Kind of the balances' file in the outbox.
pub const HERMES: &str = "hermes";
/// Kind of the quarterly distribution's file in the outbox.
pub const REAL_ECONOMIC: &str = "hermes-real";
/// Kind of the transaction database's file in the outbox.
pub const TDB: &str = "tdb";

/// The sentences of this crate.
pub const TEXTS: kameral_ui::Source = kameral_ui::Source {
    name: "exchange",
    sv: include_str!("../text/sv.ftl"),
    en: include_str!("../text/en.ftl"),
};
