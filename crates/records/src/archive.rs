//! *Arkivpaket*: a fiscal year of an entity, readable in fifty years without any program of ours (OPS-13;
//! RA-FS 2009:1 and 2009:2; FBF 2000:606 18 §).
//!
//! Tables as delimited text and XML with a schema each; journal, ledger and statements as the same and as
//! PDF/A; documents as they came; a description of the system; a list of hashes, last. The same year as of
//! the same day gives the same bytes.

mod documentation;
mod look;
mod make;
mod plan;
mod report;

pub use look::look;
pub use make::{ArchiveOrder, Made, make};

/// What the list of files says the package is.
pub const FORMAT: &str = "kameral-archive";
/// Version of the package.
pub const VERSION: u32 = 1;
