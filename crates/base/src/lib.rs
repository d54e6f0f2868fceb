//! The words everyone uses.

mod amount;
mod decimal;
mod fiscal_year;
mod id;
mod mistake;
mod pattern;
mod period;
mod quantity;
mod ratio;
mod refusal;
mod sum;

pub use amount::Ore;
pub use decimal::AmountMistake;
pub use fiscal_year::{FiscalYear, FiscalYearMistake};
pub use id::{EntityId, UserId};
/// An instant, as the processing history keeps it.
pub use jiff::Timestamp;
/// A civil date, without time and zone.
pub use jiff::civil::Date;
pub use pattern::{Pattern, PatternMistake};
pub use period::{Period, PeriodMistake, PeriodRange};
pub use quantity::Quantity;
pub use ratio::Rounding;
pub use refusal::{Arg, Place, Refusal, Sentence, Severity};
pub use sum::{Term, TrySum};
