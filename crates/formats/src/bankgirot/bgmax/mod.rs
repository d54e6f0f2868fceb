//! *BgMax*: incoming payments to bankgiro numbers (Bankgiro Inbetalningar, technical manual of
//! November 2019).
//!
//! A file has sections, one a receiving number and deposit: what was paid, and the deposit it came
//! in. Counts and sums are checked: payments less deductions are the deposit, and the closing record
//! counts them all. A reference that Bankgirot calls right ([`ReferenceCode::Right`]) is right in
//! form; whether it is one of ours is for whoever pairs it with invoices.

mod layout;
mod model;
mod read;
mod sums;

pub use model::{
    Channel, Deduction, Deposit, ExtraReference, File, Payer, Payment, PaymentKind, ReferenceCode, Section,
};
pub use read::read;
