//! Reading another ledger's SIE file into an entity (OPS-16).
//!
//! Two readings, each in constant memory but for the registers. The first gathers what the file
//! says of accounts, dimensions, years, balances and numbers, and every mistake in it. From that
//! the plan is made: register changes, opening balances, which series keep their numbers. The
//! second reading turns each voucher into a draft, posted through the one door in the command's
//! transaction. Afterwards the ledger's closing balances are held against the file's own.

mod drafts;
mod gather;
mod plan;
mod refusal;

pub use drafts::{Drafter, opening};
pub use gather::{Gathered, Series, Stated, gather};
pub use plan::{DIFFERENCE_ACCOUNT, Plan, plan};
pub use refusal::{SieCause, SieRefusal};
