//! The tests of this crate: one program, so that it is linked once.

mod definition;
mod models;
mod state_capital;
mod statements;
mod story;
mod texts;
mod together;
mod transfers;
mod years;
