//! *Anslag*: appropriations, revenue titles and commitments.
//!
//! A register holds what the letter (*regleringsbrev*) gives: items with their parts, the financiers
//! they finance, movements and the terms of each year. From it the ledger's relations are kept, so that
//! posting rules charge each cost to its item; what was charged is read from the ledger's cube. Saving,
//! withdrawal, credit and what is left now are computed from both and stored nowhere.
//!
//! ```text
//! letter ─▶ register ─▶ relations ─▶ posting rules ─▶ vouchers ─▶ cube ─┐
//!              └────────▶ movements, terms ─────────────────────────────┴─▶ what is left, the report
//! ```

pub mod api;
pub mod close;
pub mod commands;
pub mod commit;
pub mod figures;
pub mod guard;
pub mod model;
pub mod movement;
pub mod pages;
pub mod plan;
pub mod queries;
mod refusal;
pub mod register;
pub mod relate;
pub mod standing;
pub mod store;
pub mod tree;

pub use refusal::AppropriationRefusal;
pub use store::MIGRATIONS;

/// Swedish sentences.
pub const TEXT_SV: &str = include_str!("../text/sv.ftl");

/// English sentences.
pub const TEXT_EN: &str = include_str!("../text/en.ftl");

/// Sentences of the pages.
pub const PAGE_TEXTS: kameral_ui::Source = kameral_ui::Source {
    name: "appropriations, pages",
    sv: include_str!("../text/pages.sv.ftl"),
    en: include_str!("../text/pages.en.ftl"),
};
