//! The tests of this crate: one program, so that it is linked once.

mod books;
mod feeder;
mod feeders;
mod hermes;
mod quarter;
mod random_books;
mod reported;
mod tdb;
mod texts;
mod walls;
