//! The tests of this crate: one program, so that it is linked once.

mod commitments;
mod guard;
mod register;
mod scope;
mod standing;
mod statements;
mod story;
mod texts;
mod walls;
