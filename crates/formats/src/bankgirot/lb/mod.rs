//! *LB, leverantörsbetalningar*: payments to suppliers by way of Bankgirot.
//!
//! A [`Batch`] of [`Order`]s is written by [`write`] and read by [`read`]; [`prepare`] gives it as it
//! will be read. [`read_return`] reads what Bankgirot returns: the payments it has made
//! (*betalningsspecifikation*) and those it has rejected (*avvisade*), each with its reasons.
//!
//! The technical manual is not public any more. What stands here is what Bankgirot's own example
//! files show (salaries, suppliers, rejected, specification), and what other programs write:
//!
//! | Record | Content |
//! |---|---|
//! | 11 | opening: our bankgiro, day, the product's name, day of payment or GENAST, currency |
//! | 12, 13 | fixed information and headings, read and left out |
//! | 14 | payment to a bankgiro, or by the payout number of records 26, 27 and 40 |
//! | 15; 16, 17 | deduction; credit notes kept until their last day, used in parts or whole |
//! | 25 | text to the payee of 14 to 17, 50 characters a record |
//! | 26, 27 | name and address of a payout |
//! | 40 | bank account of a payout, salaries marked L |
//! | 54, 65 | payment to a plusgiro, and text, 35 characters a record |
//! | 49 | why a record was rejected |
//! | 29 | our bankgiro, how many orders, and their sum: payments less deductions and credit notes |
//!
//! Records of payments abroad, of withdrawals and of dates changed, and seals (HMAC) are not
//! written here.

mod layout;
mod model;
mod prepare;
mod read;
mod read_return;
mod returned;
mod write;

pub use model::{
    ACCOUNT_TEXT_CHARS_MAX, AMOUNT_MAX, Address, Batch, GIRO_TEXTS_MAX, INFORMATION_CHARS_MAX, Kind, NAME_CHARS_MAX,
    Order, PLUSGIRO_TEXT_CHARS_MAX, PLUSGIRO_TEXTS_MAX, POSTCODE_CHARS_MAX, PayDay, Payee, Payout, PayoutAccount,
    PayoutNumber, REFERENCE_CHARS_MAX, STREET_CHARS_MAX, TEXT_CHARS_MAX, TOWN_CHARS_MAX,
};
pub use prepare::prepare;
pub use read::read;
pub use read_return::read_return;
pub use returned::{Reason, Report, Return, Returned};
pub use write::write;
