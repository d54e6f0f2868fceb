//! The words every part of Kameral uses: amounts, periods, patterns, identities and refusals.
//!
//! Nothing here reads a database, a file, a clock or chance. A text is parsed once, at the edge, and
//! after that the type is the proof; a text that cannot be right is refused with a mistake that has a
//! stable name and a [`Sentence`] for the person who wrote it.
//!
//! | For | Use |
//! |---|---|
//! | money and how much of a thing | [`Ore`], [`Quantity`], [`ForeignAmount`], [`TrySum`], [`Rounding`] |
//! | time | [`Date`], [`Timestamp`], [`Period`], [`PeriodRange`], [`FiscalYear`] |
//! | choosing accounts and dimension values | [`Pattern`] |
//! | saying no | [`Refusal`], [`Sentence`], [`Arg`], [`Place`], [`Severity`] |
//! | who | [`OrgNumber`], [`PersonalIdentityNumber`], [`VatNumber`], [`EntityId`], [`UserId`] |
//! | where to pay, and what for | [`Bankgiro`], [`Plusgiro`], [`BankAccount`], [`Iban`], [`OcrReference`], [`CreditorReference`] |
//!
//! ```
//! use kameral_base::{FiscalYear, Ore, Pattern, Period, Refusal, TrySum};
//!
//! // Read once; what cannot be right is refused by name, never rounded or guessed at.
//! let amount = Ore::parse("1 234,50").unwrap();
//! assert_eq!(Ore::parse("1 234,505").unwrap_err().name(), "amount_too_many_decimals");
//!
//! // Nothing overflows in silence: sums say when they are too large.
//! let lines = [amount, amount.checked_neg().unwrap()];
//! assert_eq!(lines.iter().try_sum(), Some(Ore::ZERO));
//!
//! // Periods are codes: 00 opens a year and 13 closes it.
//! let year = FiscalYear::calendar(2026).unwrap();
//! assert!(year.contains(Period::parse("202613").unwrap()));
//!
//! // Patterns are the field's own: sub-accounts lie in the range of their account.
//! assert!(Pattern::parse("45?8, 6911-6913").unwrap().matches("69131"));
//! ```
//!
//! To add a number with a check digit: a file under `identity/` with an enum of mistakes, a type with
//! `parse`, `plain` and `Display`, and its texts in `text/sv.ftl` and `text/en.ftl`; `tests/texts.rs`
//! knows every enum of mistakes.

pub mod check_digits;

mod amount;
mod decimal;
mod fiscal_year;
mod foreign;
mod id;
mod identity;
mod mistake;
mod pattern;
mod period;
mod quantity;
mod ratio;
mod refusal;
mod sum;

pub use amount::Ore;
pub use decimal::AmountMistake;
pub use fiscal_year::{FISCAL_YEAR_MONTHS_MAX, FiscalYear, FiscalYearMistake};
pub use foreign::ForeignAmount;
pub use id::{EntityId, UserId};
pub use identity::{
    BankAccount, BankAccountMistake, Bankgiro, BankgiroMistake, CreditorReference, CreditorReferenceMistake, Iban,
    IbanMistake, OcrEnding, OcrLevel, OcrMistake, OcrReference, OrgNumber, OrgNumberMistake, PersonalIdentityNumber,
    PersonalIdentityNumberMistake, Plusgiro, PlusgiroMistake, VatNumber, VatNumberMistake,
};
/// An instant, as the processing history keeps it.
pub use jiff::Timestamp;
/// A civil date, without time and zone.
pub use jiff::civil::Date;
pub use pattern::{PATTERN_BYTES_MAX, Pattern, PatternMistake};
pub use period::{Period, PeriodMistake, PeriodRange, YEAR_MAX, YEAR_MIN};
pub use quantity::Quantity;
pub use ratio::Rounding;
pub use refusal::{Arg, Place, Refusal, Sentence, Severity};
pub use sum::{Term, TrySum};
