//! The tests of this crate: one program, so that it is linked once.

mod duties;
mod explain;
mod factors;
mod history;
mod history_chain;
mod keys;
mod licences;
mod one_person;
mod permissions;
mod proposals;
mod roles;
mod sessions;
mod sign_in;
mod statements;
mod story;
mod substitutes;
mod texts;
mod tokens;
mod users;
