//! The tests of this crate: one program, so that it is linked once.

mod federation_words;
mod role_file;
mod statements;
mod texts;
