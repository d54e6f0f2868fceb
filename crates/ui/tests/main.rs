//! The tests of this crate: one program, so that it is linked once.

mod browser;
mod parts;
mod scripts;
mod shell;
mod web;
