//! *Motpartsfil*: the register as a table, to be shown to others, worked on in a spreadsheet and read again.
//!
//! CSV or a spreadsheet with a row a party. The columns have the names of the API, in any order. A column that
//! is left out leaves what is there as it is. Several names, lines of an address and accounts stand on lines
//! of their own in their cell; roles and groups have blanks between them. An account that a party does not
//! have is added; none is taken away. On the way out no spreadsheet runs a cell as a formula.

mod read;
mod write;

pub use crate::commands::{ReceivedFile, receive};
pub use read::{FileRow, PARTY_FILE_BYTES_MAX, ROWS_MAX, read};
pub use write::written;

/// Every column, in the order they are written.
pub const COLUMNS: [&str; 32] = [
    "number",
    "name",
    "other_names",
    "roles",
    "kind",
    "org_number",
    "personal_number",
    "vat_number",
    "gln",
    "peppol",
    "address",
    "postal_code",
    "city",
    "country",
    "email",
    "language",
    "counterparty",
    "counterparty_kind",
    "within_eu",
    "agreement",
    "groups",
    "vat_treatment",
    "term_days",
    "currency",
    "protected",
    "direct_debit",
    "state",
    "valid_from",
    "bankgiro",
    "plusgiro",
    "bank_account",
    "iban",
];

/// Columns that a file must have: by number or name a row is known.
const WANTED: [&str; 1] = ["name"];
