//! *Verifikationsfil*: vouchers as CSV or JSON, what `kameral post` takes.
//!
//! CSV, a row a line, with a header that gives the order of the columns:
//!
//! ```text
//! voucher;series;date;period;text;account;ORG;VHT;amount;quantity;unit;line_text
//! 1;A;2026-03-15;202603;Faktura 1001;5611;110;2100;10 000,00;;;Papper
//! 1;;;;;1541;;;2500;;;
//! 1;;;;;2581;110;;-12500;;;
//! ```
//!
//! - `voucher` is a key of the file's own: the rows that share it, one after another, are one
//!   voucher. What concerns the whole voucher stands on its first row and may be left empty, but
//!   not be contradicted, on the others.
//! - `voucher`, `date`, `account` and `amount` must be there. A column with another name is a
//!   dimension, if the name could be one's code; whether it is, the ledger knows.
//! - The separator is `,` or `;`, whichever the header has more of. UTF-8, with or without a mark.
//! - An amount is `1234.50`, `1 234,50` or `1234`; debit is positive. A date is `2026-03-15` or
//!   `20260315`.
//!
//! - These may stand too: `kind`, `number` (for a series that another system numbers), `event_date`,
//!   `counterparty` (in words; the dimension has its own column) and `link` of the whole voucher;
//!   `currency` and `currency_amount`, both or neither, of a line.
//!
//! JSON says the same as an array of vouchers:
//!
//! ```text
//! [{"voucher": "1", "series": "A", "date": "2026-03-15", "text": "Faktura 1001", "lines": [
//!   {"account": "5611", "ORG": "110", "amount": "10000.00", "text": "Papper"},
//!   {"account": "2581", "amount_ore": -1000000}]}]
//! ```
//!
//! An amount there is kronor (`amount`, a text or a number) or an integer in öre (`amount_ore`). A
//! number is read by its own digits, never through a float: what the sender wrote is what is booked,
//! and one with more than two decimals, or in powers of ten, is refused.

mod csv_reader;
mod gauge;
mod header;
mod json;
mod json_members;
mod limits;
mod mistake;
mod record;
mod row;
mod value;

pub use csv_reader::{Reader, Report, read_csv};
pub use json::read_json;
pub use limits::{COLUMNS_MAX, FILE_BYTES_MAX, JSON_BYTES_MAX, ROW_BYTES_MAX, VOUCHER_LINES_MAX, VOUCHERS_MAX};
pub use mistake::{LineMistake, Mistake};
pub use record::{CurrencyAmount, DimensionValue, LineRecord, VoucherRecord};
