//! *Bankgirot*: the files of fixed records that ISO 20022 replaces, for history and stragglers.
//!
//! | Module | File | Until |
//! |---|---|---|
//! | [`bgmax`] | *BgMax*, incoming payments, read | Danske Bank 27 November 2026, Handelsbanken 31 May 2026 |
//! | [`lb`] | *LB, leverantörsbetalningar*, payments to suppliers, written and read; what Bankgirot returns, read | Danske Bank 12 May 2026 |
//!
//! Records of 80 characters, amounts in öre without sign. Blanks at the end of a record may be left
//! out, blank lines between records too. A file is ISO 8859-1; one that is whole UTF-8 is read as
//! that, since Swedish text in ISO 8859-1 never is.

pub mod bgmax;
pub mod lb;
mod mistake;
mod record;

pub use mistake::{LineMistake, Mistake};

/// The largest file that is read or written: some 800 000 records.
pub const FILE_BYTES_MAX: u32 = 64 * 1024 * 1024;

/// The length of a record, in characters.
pub const RECORD_CHARS: usize = 80;

/// Amounts in öre: more than the State's budget of many years, and sums of a file still fit.
pub const AMOUNT_ORE_MAX: i64 = 999_999_999_999_999;

/// The first year of a date: before it there were none of these files.
pub const YEAR_FIRST: i16 = 1990;

/// The last year of a date. Dates such as 9999-12-31 stand for "never", which no payment is.
pub const YEAR_LAST: i16 = 2089;
