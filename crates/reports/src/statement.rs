//! *Uppställningsform*: reports whose rows are the lines and sums of a form: the income statement, the
//! balance sheet and what stands beside them (REP-15, REP-16, REP-20, REP-21, REP-23, EM-31).
//!
//! ```text
//! definition ──▶ Form ─────┐
//!  (register,   (lines and ├──▶ Evaluated ──▶ rows
//!   standard/)   sums)     │    (amounts by line, with what they are made up of)
//! cube ──▶ Basis ──────────┘
//!          (figures by account, this year and the year before)
//! ```
//!
//! The cube is read once for each of the two years; a form is filled in one pass over the accounts.

pub mod basis;
pub mod definition;
pub mod evaluate;
pub mod follow_up;
pub mod form;
pub mod placing;
pub mod rows;
