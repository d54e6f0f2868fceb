//! *Arkiv och gallring*: what is kept, for how long, and how it is proven afterwards (OPS-13, OPS-14,
//! OPS-15, DEF-12).
//!
//! ```text
//! tables (the database's own catalogue) ──▶ rows ──▶ package ──▶ verify (no database)
//!                                                      │
//!                        handover: everything ◀────────┴────────▶ archive: a year
//! ```
//!
//! A package is a folder that is read without the program: delimited text, XML, PDF/A, documents as they
//! came, and a list of hashes.

pub mod api;
pub mod archive;
pub mod commands;
pub mod disposal;
pub mod handover;
pub mod package;
pub mod pages;
mod pdf;
pub mod refusal;
pub mod retention;
mod rows;
pub mod store;
pub mod tables;
pub mod verify;
mod words;

pub use store::MIGRATIONS;
pub use words::TEXTS;
