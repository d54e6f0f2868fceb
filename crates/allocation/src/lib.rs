//! *Fördelning*: keys that share out costs, standard prices, overhead, and what is done about the difference
//! between what was charged and what it cost (GL-04, GL-16, GL-17, GL-18, APR-25).
//!
//! ```text
//! balances ──▶ share (keys in order) ──▶ booking ──▶ voucher a key ──▶ run register
//!                 │                                        ▲
//!                 └──▶ difference: spread, propose, carry ─┘
//! ```
//!
//! Balances in, lines out: what a key has posted is no part of what it is tried on, so a run can be done
//! again, and replaces what stands.

pub mod api;
mod booking;
pub mod check;
pub mod commands;
pub mod difference;
pub mod key;
pub mod pages;
pub mod refusal;
pub mod share;
pub mod store;
pub mod typed;
mod words;

pub use store::MIGRATIONS;
pub use words::TEXTS;
