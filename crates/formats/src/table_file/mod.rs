//! *Tabell*: a table in CSV or XLSX as a header and rows of text, with the rows' numbers.
//!
//! For `kameral chart import` and its like: what the columns mean is the reader's caller's to say.
//! Cells become the text a person would see: a number without a decimal it does not have, a date as
//! `2026-03-15`. Limits hold before anything is unpacked: a spreadsheet is a compressed archive and
//! can be made to unpack to thousands of times its size.
//!
//! Titles above the table are passed over when the caller names columns the header must have.

mod csv_table;
mod mistake;
mod table;
mod xlsx_table;

pub use mistake::{LineMistake, Mistake};
pub use table::{Charset, Table, TableRow, Wanted};

/// The largest file, packed.
pub const FILE_BYTES_MAX: usize = 64 * 1024 * 1024;

/// The largest a spreadsheet may be unpacked.
pub const UNPACKED_BYTES_MAX: u64 = 128 * 1024 * 1024;

/// The most parts a spreadsheet may have; one of a hundred sheets has some three hundred.
pub const PARTS_MAX: usize = 10_000;

/// The most rows, the header among them.
pub const ROWS_MAX: usize = 200_000;

/// The most columns.
pub const COLUMNS_MAX: usize = 256;

/// The most cells, empty ones among them: a few bytes of a file can ask for a row of many columns.
pub const CELLS_MAX: usize = 4_000_000;

/// The longest text of a cell, in characters: what spreadsheets themselves allow.
pub const CELL_CHARS_MAX: usize = 32_767;

/// How far down the header is looked for.
pub const HEADER_ROWS_MAX: u32 = 50;

/// Reads a table, or tells everything that is wrong with it. Whether the file is a spreadsheet or
/// CSV is told by its first bytes, not by its name.
pub fn read(file: &[u8], wanted: &Wanted<'_>) -> Result<Table, Vec<LineMistake>> {
    let of_file = |mistake| {
        vec![LineMistake {
            line: 0,
            field: None,
            mistake,
        }]
    };
    if FILE_BYTES_MAX < file.len() {
        return Err(of_file(Mistake::FileTooLarge {
            limit_bytes: FILE_BYTES_MAX,
        }));
    }
    match file {
        [b'P', b'K', 3, 4, ..] => xlsx_table::read(file, wanted),
        // The older format of Excel, and passwords put on the newer.
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(of_file(Mistake::OldSpreadsheet)),
        _ => csv_table::read(file, wanted),
    }
}
