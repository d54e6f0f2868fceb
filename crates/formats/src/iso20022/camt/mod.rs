//! *camt.053* and *camt.054*: the account statement (*kontoutdrag*) and incoming payments in detail
//! (*inbetalningar*), versions 02 to 10.
//!
//! [`Reader`] gives one [`Item`] at a time: the head of a statement, each of its lines, and its end.
//! Memory holds one line, so a file may be of any size that [`FILE_BYTES_MAX`] allows. A small file
//! is read by [`read`] in one step.
//!
//! What is checked, with line and path of what does not hold:
//!
//! - opening balance and booked lines give the closing balance (camt.053);
//! - counts and sums of the summary are those of the lines;
//! - the transactions of a line give its amount, where each tells its own in the line's currency.
//!
//! What the reader does where the standard and the banks leave room:
//!
//! - Signs: credit is money to the account and positive, debit is negative. A reversal
//!   ([`StatementLine::is_reversal`]) is told by its own sign, as the standard says: the credit that
//!   reverses a debit is a credit.
//! - Where no opening balance is given, the previous closing balance (`PRCD`) is it.
//! - Pending lines and information are given and not reckoned with.
//! - A single transaction without an amount has its line's; of several, what was asked for is the
//!   amount if that comes to the line's.
//! - A line may be of what its charges left of its transactions.
//! - Another's account number that does not hold its check digits is kept as it is written.
//!
//! | File | Subject |
//! |---|---|
//! | `model`, `transaction` | the things |
//! | `reader`, `collect` | the file, item by item; a small file whole |
//! | `head`, `line`, `detail`, `remittance`, `shared` | their parts |
//! | `sums` | what must agree |
//!
//! [`FILE_BYTES_MAX`]: crate::iso20022::FILE_BYTES_MAX

mod collect;
mod detail;
mod head;
mod line;
mod model;
mod reader;
mod remittance;
mod shared;
mod sums;
mod transaction;

pub use collect::{File, READ_BYTES_MAX, Statement, read};
pub use model::{
    Account, AccountId, Balance, BalanceKind, BankCode, Batch, Copy, Header, LineStatus, Message, StatementHead,
    StatementLine,
};
pub use reader::{Counts, Item, Reader, Report};
pub use transaction::{
    Charge, Document, Exchange, Party, Rate, References, Remittance, ReturnReason, Structured, Transaction,
};
