//! *Fast postlängd*: files of records of one length, without delimiters between the fields.
//!
//! A layout is data: fields with name, length, alignment and padding, the end of a line and the
//! character set. A format gives its fields ([`Part`]), what a value of each must look like, and
//! nothing else; cutting, filling and telling mistakes is done here for all of them.

mod layout;
mod mistake;
mod name;
mod read;
mod write;

pub use layout::{Align, Charset, Field, Layout, LineEnd, Part};
pub use mistake::{LineMistake, Mistake};
pub use name::{NameMistake, NameTemplate};
pub(crate) use read::{amount, read};
pub(crate) use write::Writer;

/// The largest file that is read or written: well over a million records of either format here.
pub const FILE_BYTES_MAX: usize = 128 * 1024 * 1024;
