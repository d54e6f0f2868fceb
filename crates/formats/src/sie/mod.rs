//! *SIE*: the Swedish standard for moving books between programs, file format edition 4B.
//!
//! Types 1 to 3 carry balances, 4E a whole ledger with vouchers, 4I vouchers to import. All are
//! lines of `#LABEL field field …` in code page 437.
//!
//! Reading a large file takes two passes, each in constant memory:
//!
//! 1. [`survey`] finds the encoding, counts the lines and checks `#KSUMMA`.
//! 2. [`Reader`] gives one record or one whole voucher at a time, each with its line. What is wrong
//!    is collected in [`Reader::finish`], not thrown at the first line.
//!
//! A small file is read by [`read`] in one step. A file with one mistake gives nothing to post.
//! Writing is [`Writer`], record by record, or [`write()`] for a whole [`SieFile`].
//!
//! What the reader does where the standard leaves room:
//!
//! - An unknown label, with its block if it has one, and unknown fields at the end of a record are
//!   skipped and counted ([`Counts`]): this is how the format grows.
//! - `#RTRANS` is the line that was added and its `#TRANS` twin is not counted twice; `#BTRANS` is
//!   kept as history and is no part of the voucher's sum ([`LineKind`]).
//! - In a file of type 2, period balances with objects are left out, as the standard asks.
//! - Labels may be written in lower case; a warning says so.
//! - A quotation mark without a backslash inside a field is text where nothing else is possible, with
//!   a warning; else the line is refused.
//! - A voucher without its opening brace is read, with a warning, if its closing brace is there. One
//!   without its closing brace may have been cut short and is refused.
//!
//! ```
//! let file = b"#FLAGGA 0\n#VER A 1 20260115 \"Porto\"\n{\n#TRANS 1910 {} -50\n#TRANS 6250 {} 50\n}\n";
//! let read = kameral_formats::sie::read(file).unwrap();
//! assert_eq!(read.vouchers[0].number.as_deref(), Some("1"));
//! ```

mod balance;
mod checksum;
mod collect;
mod completeness;
mod encoding;
mod fields;
mod header;
mod kind;
mod label;
mod lexer;
mod limits;
mod line_text;
mod line_writer;
mod lines;
mod mistake;
mod number;
mod parse;
mod parse_voucher;
mod reader;
mod record;
mod report;
mod scan;
mod survey;
mod transliterate;
mod voucher;
mod write;
mod write_mistake;
mod write_record;

pub use balance::{Balance, BalanceKind, ObjectBalance, ObjectBalanceKind, PeriodBalance, PeriodBalanceKind};
pub use checksum::Checksum;
pub use collect::{SieFile, read};
pub use encoding::Encoding;
pub use header::Header;
pub use limits::{
    FIELDS_MAX, FILE_BYTES_MAX, LINE_BYTES_MAX, OBJECTS_MAX, READ_BYTES_MAX, UNKNOWN_LABELS_MAX, VOUCHER_BYTES_MAX,
    VOUCHER_LINES_MAX, YEARS_MAX,
};
pub use mistake::{LineMistake, Mistake};
pub use reader::{Item, Reader};
pub use record::{AccountKind, ObjectRef, Record, SieType};
pub use report::{Counts, Report};
pub use survey::{Survey, survey};
pub use voucher::{LineKind, Voucher, VoucherLine};
pub use write::{WriteOptions, Writer, write};
pub use write_mistake::{WriteMistake, WriteStop};
