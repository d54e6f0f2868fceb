//! *pain.002*: what became of payments (*återredovisning*), versions 03, 10 and 11.
//!
//! A report is about one file of payments: the file as a whole, groups, single payments, or all
//! three. Several come over time about the same file, and not always in their order:
//! [`Status::supersedes`] says which to keep of one payment.

mod model;
mod read;

pub use model::{GroupReport, PaymentReport, Reason, Report, Status};
pub use read::read;
