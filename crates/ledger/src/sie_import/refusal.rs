//! Why a SIE file is not imported.

use kameral_access::KeyReused;
use kameral_base::{Date, Place, Refusal, Sentence, Severity};
use kameral_formats::sie::LineMistake;

use crate::refusal::PostRefusal;
use crate::register::RegisterRefusal;

/// One thing that is wrong with a file, with its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SieRefusal {
    /// Line of the file, from 1; 0 for the file as a whole.
    pub line: u32,
    /// What is wrong.
    pub cause: SieCause,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "a field bears the name of what it holds")]
pub enum SieCause {
    /// The file breaks the standard.
    Format(LineMistake),
    /// The idempotency key was used for another request.
    KeyReused { key: String },
    /// The file names no fiscal year and has balances or vouchers without one.
    YearMissing,
    /// A fiscal year that is not whole months, or longer than eighteen.
    YearMalformed { starts_on: Date, ends_on: Date },
    /// A voucher's date lies in no fiscal year of the file or the entity.
    DateOutsideYears { date: Date },
    /// The books are kept in another currency.
    CurrencyOther { currency: String },
    /// More dimensions than an entity can have.
    TooManyDimensions { number: i64 },
    /// The entity has vouchers where the file's numbers would stand.
    NumbersTaken { series: String, number: i64 },
    /// Opening balances whose sum is beyond what an amount can hold.
    OpeningOverflow,
    /// The entity has opening balances of that year already.
    OpeningTaken { year: i64 },
    /// The ledger refuses a voucher.
    Voucher(PostRefusal),
    /// The ledger refuses a register row.
    Register(RegisterRefusal),
}

impl SieRefusal {
    /// A refusal at a line.
    pub fn at(line: u32, cause: SieCause) -> Self {
        Self { line, cause }
    }
}

impl From<KeyReused> for SieRefusal {
    fn from(reused: KeyReused) -> Self {
        Self::at(0, SieCause::KeyReused { key: reused.key })
    }
}

impl From<LineMistake> for SieRefusal {
    fn from(mistake: LineMistake) -> Self {
        Self::at(mistake.line, SieCause::Format(mistake))
    }
}

impl Refusal for SieRefusal {
    fn name(&self) -> &'static str {
        match &self.cause {
            SieCause::Format(mistake) => mistake.name(),
            SieCause::KeyReused { .. } => "key_reused",
            SieCause::YearMissing => "import_year_missing",
            SieCause::YearMalformed { .. } => "import_year_malformed",
            SieCause::DateOutsideYears { .. } => "import_date_outside_years",
            SieCause::CurrencyOther { .. } => "import_currency_other",
            SieCause::TooManyDimensions { .. } => "import_too_many_dimensions",
            SieCause::NumbersTaken { .. } => "import_numbers_taken",
            SieCause::OpeningOverflow => "import_opening_overflow",
            SieCause::OpeningTaken { .. } => "import_opening_taken",
            SieCause::Voucher(refusal) => refusal.name(),
            SieCause::Register(refusal) => refusal.name(),
        }
    }

    fn sentence(&self) -> Sentence {
        match &self.cause {
            SieCause::Format(mistake) => mistake.sentence(),
            SieCause::KeyReused { key } => Sentence::new("refusal-key-reused").with("key", key.clone()),
            SieCause::YearMissing => Sentence::new("refusal-import-year-missing"),
            SieCause::YearMalformed { starts_on, ends_on } => Sentence::new("refusal-import-year-malformed")
                .with("from", *starts_on)
                .with("to", *ends_on),
            SieCause::DateOutsideYears { date } => {
                Sentence::new("refusal-import-date-outside-years").with("date", *date)
            }
            SieCause::CurrencyOther { currency } => {
                Sentence::new("refusal-import-currency-other").with("currency", currency.clone())
            }
            SieCause::TooManyDimensions { number } => {
                Sentence::new("refusal-import-too-many-dimensions").with("number", *number)
            }
            SieCause::NumbersTaken { series, number } => Sentence::new("refusal-import-numbers-taken")
                .with("series", series.clone())
                .with("number", number.to_string()),
            SieCause::OpeningOverflow => Sentence::new("refusal-import-opening-overflow"),
            SieCause::OpeningTaken { year } => {
                Sentence::new("refusal-import-opening-taken").with("year", year.to_string())
            }
            SieCause::Voucher(refusal) => refusal.sentence(),
            SieCause::Register(refusal) => refusal.sentence(),
        }
    }

    fn place(&self) -> Place {
        let place = match &self.cause {
            SieCause::Format(mistake) => mistake.place(),
            SieCause::Voucher(refusal) => refusal.place(),
            _ => Place::default(),
        };
        Place {
            line: place.line.or((self.line != 0).then_some(self.line)),
            ..place
        }
    }

    fn severity(&self) -> Severity {
        match &self.cause {
            SieCause::Format(mistake) => mistake.severity(),
            SieCause::Voucher(refusal) => refusal.severity(),
            _ => Severity::Refused,
        }
    }
}
