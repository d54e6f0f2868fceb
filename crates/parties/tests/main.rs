//! The tests of this crate: one program, so that it is linked once.

mod accounts;
mod agencies;
mod duplicates;
mod files;
mod property;
mod register;
mod statements;
mod texts;
mod together;
mod world;
