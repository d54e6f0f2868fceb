//! PDF/A-2u from rows of text: what a person reads of an archive (RA-FS 2009:2).
//!
//! Text is laid at places that are known beforehand, so a page is drawn once and *page x of y* is known
//! from the number of rows. A long report is parted into volumes, so memory does not grow with it. The
//! library checks itself against the standard while it writes, and says no where it is not met.

mod face;
mod sheet;

pub use sheet::{Column, Heading, Line, Volumes, write};
