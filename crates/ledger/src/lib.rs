//! The kernel: the accounting model, vouchers, posting, corrections, periods, balances.
//!
//! One arrow: a draft is decided on by [`post::accept`], numbered and appended by
//! [`posting::Posting`], added to the balances in the same transaction, and read by reports from
//! there. Nothing is updated; a correction is a new voucher ([`correct`]).

pub mod anchor;
mod apart;
pub mod api;
pub mod archived;
pub mod attachment;
mod attachment_kind;
mod automatic;
pub mod chain;
pub mod charge;
pub mod chart;
pub mod check;
mod coding_check;
pub mod commands;
pub mod correct;
mod currency;
pub mod dispose_texts;
pub mod draft;
pub mod guard;
mod known_values;
pub mod model;
pub mod open_item;
pub mod pages;
pub mod post;
pub mod posting;
pub mod proposals;
pub mod reach;
pub mod refusal;
pub mod register;
pub mod restricted;
pub mod secrecy;
pub mod sie_export;
pub mod sie_import;
pub mod sight;
pub mod standard;
pub mod store;
pub mod subject_extract;
pub mod template;
pub mod tombstone;
pub mod veil;
pub mod voucher;

pub use store::MIGRATIONS;
