//! The tests of this crate: one program, so that it is linked once.

mod differences;
mod keys;
mod property;
mod statements;
mod texts;
mod together;
mod world;
