//! *ISO 20022*: payments to the bank, and what the bank answers.
//!
//! | Module | Message |
//! |---|---|
//! | [`pain001`] | a file of payments to the bank, written and read, versions 03 and 09 |
//! | [`pain002`] | what became of it, read |
//! | [`camt`] | the account statement (camt.053) and incoming payments in detail (camt.054), read line by line |
//!
//! Money is whole minor units ([`Money`]). A file is read forward in memory that does not grow with
//! it; document types are refused, and every size has a limit. A mistake names the line and the
//! path of its element: `Document/BkToCstmrStmt/Stmt/Ntry[3]/Amt`.
//!
//! Words: the standard's *entry* is a statement line here, its *credit transfer* a payment.

mod bic;
pub mod camt;
mod charset;
mod guard;
mod limits;
mod message;
mod mistake;
mod money;
pub mod pain001;
pub mod pain002;
mod part;
mod pull;
mod value;
mod xml;

pub use bic::Bic;
pub use charset::{is_allowed, transliterate};
pub use limits::{
    AMOUNT_MINOR_MAX, ATTRIBUTES_MAX, BALANCES_MAX, DEPTH_MAX, FILE_BYTES_MAX, NAMES_MAX, PART_BYTES_MAX,
    PART_ELEMENTS_MAX, PAYMENTS_MAX, PIECE_BYTES_MAX, TRANSACTIONS_MAX, YEAR_FIRST, YEAR_LAST,
};
pub use mistake::{LineMistake, Mistake};
pub use money::{Currency, Money};
