//! Stories about pages, over the whole router of the program: what a browser sends, and what the
//! reader is shown.

mod allocation;
mod appropriations;
mod attachments;
mod canary;
mod closing;
mod currency;
mod exchange;
mod extract;
mod feeders;
mod hidden_work;
mod history;
mod large;
mod nowhere;
mod open_items;
mod personal_register;
mod posting_rules;
mod pseudonyms;
mod roles;
mod secret_draft;
mod sign_in;
mod statements;
mod templates;
mod web_face;
pub mod world;
