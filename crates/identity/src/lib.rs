//! *Behörighet och inloggning*: the pages and the API over `access`, and the ways of proving who one is
//! that follow other people's protocols (SEC-09, SEC-11, SEC-12, SEC-23).
//!
//! `access` decides who may do what; nothing here does. What a browser, a user directory or an agency's
//! own sign-in says is turned into a question to `access`, and its answer into a page.

pub mod api;
pub mod explanation;
pub mod federation;
mod licence_file;
pub mod pages;
pub mod passkey;
mod qr;
pub mod role_file;
pub mod scim;
mod store;
mod user_file;
mod words;

pub use store::MIGRATIONS;
pub use words::TEXTS;
