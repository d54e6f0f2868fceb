//! *Försystemsfiler*: postings out of files of other systems, payroll, cases, orders, each by a mapping of
//! its own (INT-24).
//!
//! ```text
//! bytes ──▶ formats::table_file ──▶ read (pure: mapping and model in, drafts and faults out) ──▶ the one door
//! ```
//!
//! A [`FeederSystem`] is data: how the file is written, which column holds what, what stands fixed, how
//! their codes become ours, and whether a fault refuses the file or its voucher. Nothing of a system is
//! named in code: a new one is set up by configuration.

mod check;
mod model;
mod read;
mod refusal;
mod said;
pub mod store;
pub mod typed;
mod value;

pub use check::wrong;
pub use model::{
    CODE_CHARS_MAX, DecimalSign, FIELDS_MAX, Faulty, FeederSystem, Field, FieldSource, FileCharset, FileForm,
    PAIRS_MAX, Separator, Untranslated,
};
pub use read::{FedVoucher, Reading, read};
pub use refusal::{FeederCause, FeederRefusal};
pub use said::{LeftOut, Said};
