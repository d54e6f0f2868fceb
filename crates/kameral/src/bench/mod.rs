//! `kameral bench`: how fast it is, each figure beside its own limit, measured in the same run.
//!
//! A figure alone says how fast the machine is; beside what the bare driver does with the same rows
//! on the same disk a moment later it says how fast the program is. So nearly every figure has a
//! *peer*, and its limit is a ratio. Runs of figure and peer alternate, the median counts, and a
//! ratio is the median of the runs' own ratios: what else the machine does meets both alike.
//!
//! Nothing here is asserted in a test: a slow machine is no mistake of the program.

mod bare;
mod books;
mod duties;
mod figure;
mod history;
mod importing;
mod invoices;
mod machine;
mod posting;
mod reading;
mod rules;
mod server;
mod told;

use std::path::Path;

use tempfile::TempDir;

use crate::outcome::Ending;
pub use figure::{Figure, Limit, Ratio, Unit};
pub use told::{as_json, as_text};

/// How much is measured.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Vouchers of a run of bulk posting.
    pub bulk: usize,
    /// Vouchers each client posts one by one, and a hundredth more for the bare loop.
    pub each: usize,
    /// Vouchers in the ledger that is read.
    pub read: usize,
    /// Vouchers of the SIE file.
    pub import: usize,
    /// E-invoices that are read.
    pub invoices: usize,
    /// Runs of the import; every other figure has at least three.
    pub imports: usize,
}

impl Size {
    /// What `--quick` measures, in well under a minute.
    pub const QUICK: Self = Self {
        bulk: 15_000,
        each: 60,
        read: 150_000,
        import: 50_000,
        invoices: 1_000,
        imports: 3,
    };
    /// What the limits are written for.
    pub const FULL: Self = Self {
        bulk: 100_000,
        each: 400,
        read: 1_000_000,
        import: 1_000_000,
        invoices: 10_000,
        imports: 3,
    };
}

/// What a measurement tells on its way.
pub type Say<'s> = &'s mut dyn FnMut(&str);

/// What is measured together. The import first: what it needs of memory is told by the highest the
/// process ever had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Part {
    /// A SIE file taken in.
    Import,
    /// Vouchers posted.
    Posting,
    /// Permissions and rules of separation.
    Permissions,
    /// Posting rules.
    Rules,
    /// Reports and pages of the books.
    Reading,
    /// The page of processing history.
    History,
    /// E-invoices read and tried.
    Invoices,
}

impl Part {
    const ALL: [Self; 7] = [
        Self::Import,
        Self::Posting,
        Self::Permissions,
        Self::Rules,
        Self::Reading,
        Self::History,
        Self::Invoices,
    ];

    fn figures(self, size: Size, folder: &TempDir, say: Say<'_>) -> Result<Vec<Figure>, Ending> {
        match self {
            Self::Import => importing::figures(size, folder, say),
            Self::Posting => posting::figures(size, folder, say),
            Self::Permissions => duties::figures(size, folder, say),
            Self::Rules => rules::posting(size, folder, say),
            Self::Reading => reading::figures(size, folder, say),
            Self::History => history::figures(size, folder, say),
            Self::Invoices => invoices::figures(size, say),
        }
    }
}

/// Measures one part, or everything, in a folder of its own beside `beside`, which is removed afterwards.
pub fn run(size: Size, part: Option<Part>, beside: &Path, say: Say<'_>) -> Result<Vec<Figure>, Ending> {
    let folder = tempfile::Builder::new().prefix("kameral-bench-").tempdir_in(beside)?;
    let mut figures = Vec::new();
    for one in Part::ALL.into_iter().filter(|one| part.is_none_or(|part| part == *one)) {
        figures.extend(one.figures(size, &folder, say)?);
    }
    Ok(figures)
}

/// Measures what a PostgreSQL server does, in a database of its own that is removed afterwards.
pub fn run_on_server(size: Size, address: &str, say: Say<'_>) -> Result<Vec<Figure>, Ending> {
    server::figures(size, address, say)
}

/// The machine with the disk under `beside`, with SQLite inside the program.
pub fn machine(beside: &Path) -> Result<Vec<(&'static str, String)>, Ending> {
    let mut facts = machine::facts(&format!("SQLite {}, WAL, synchronous FULL", rusqlite::version()));
    facts.push(machine::sync(beside)?);
    Ok(facts)
}

/// The machine, with a server somewhere.
pub fn server_machine(address: &str) -> Result<Vec<(&'static str, String)>, Ending> {
    Ok(machine::facts(&server::version(address)?))
}

/// A place for a database of a run.
fn place(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).display().to_string()
}
