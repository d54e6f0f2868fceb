//! *Bokslut*: the end of a year, and the transfers of the State's current account.
//!
//! What closes to what is data ([`definition`]): no account is named here. A closing has two entries,
//! the result of the year against capital ([`result`]) and the opening balances of the next year
//! ([`opening`]). Both are what the definition requires of the balances less what stands there, so a
//! rerun posts the difference and tells it row by row. Payments in the State's flow are moved to where
//! they belong by proposals ([`transfer`]), and [`checks`] tells what a closing still lacks.
//!
//! ```text
//! cube of the year ─▶ Standing ─┬▶ result ──▶ Plan ─┐
//!                               ├▶ opening ─▶ Plan ─┼▶ vouchers, or nothing when nothing is left
//!                               └▶ transfer ▶ Proposal
//! ```

pub mod api;
pub mod checks;
pub mod commands;
pub mod definition;
pub mod opening;
pub mod pages;
pub mod plan;
mod refusal;
pub mod result;
pub mod standing;
pub mod store;
pub mod transfer;
pub mod typed;

pub use refusal::ClosingRefusal;

/// Swedish sentences.
pub const TEXT_SV: &str = include_str!("../text/sv.ftl");

/// English sentences.
pub const TEXT_EN: &str = include_str!("../text/en.ftl");

/// Sentences of the pages.
pub const PAGE_TEXTS: kameral_ui::Source = kameral_ui::Source {
    name: "closing, pages",
    sv: include_str!("../text/pages.sv.ftl"),
    en: include_str!("../text/pages.en.ftl"),
};
