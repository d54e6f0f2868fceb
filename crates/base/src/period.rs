//! Accounting periods and ranges of them.

use std::fmt;
use std::str::FromStr;

use jiff::civil::date;
use serde::{Deserialize, Serialize};

use crate::Date;
use crate::mistake::{mistakes, serde_by_text};

/// The first year a period can lie in.
pub const YEAR_MIN: i32 = 1900;
/// The last year a period can lie in.
pub const YEAR_MAX: i32 = 2199;
/// The month number of the opening balances.
const OPENING: u32 = 0;
/// The month number of the first closing period.
const CLOSING_FIRST: u32 = 13;
/// The month number of the last closing period.
const CLOSING_LAST: u32 = 16;

mistakes! {
    /// What is wrong with a text that should be a period or a range of periods.
    pub enum PeriodMistake {
        /// Nothing was written.
        Empty = "period_empty", "mistake-period-empty";
        /// Not six digits, yyyymm.
        NotSixDigits = "period_not_six_digits", "mistake-period-not-six-digits";
        /// A year before 1900 or after 2199.
        Year = "period_year", "mistake-period-year";
        /// A month above 16.
        Month = "period_month", "mistake-period-month";
        /// A range that ends before it begins.
        Backward = "period_backward", "mistake-period-backward";
    }
}

/// *Period*: `yyyymm`, where month 00 holds the opening balances and 13 to 16 the closing.
///
/// Codes are in order of time within a calendar year, and within a fiscal year.
///
/// ```
/// use kameral_base::Period;
/// let march = Period::parse("202603").unwrap();
/// assert_eq!((march.year(), march.month()), (2026, 3));
/// assert!(Period::parse("202600").unwrap().is_opening());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Period(u32);

impl Period {
    /// The first period there is. No fiscal year holds it.
    pub const FIRST: Self = Self(190_000);
    /// The last period there is. No fiscal year holds it.
    pub const LAST: Self = Self(219_916);

    /// The period of a year (1900 to 2199) and a month (0 to 16).
    pub fn new(year: i32, month: u32) -> Result<Self, PeriodMistake> {
        if !(YEAR_MIN..=YEAR_MAX).contains(&year) {
            return Err(PeriodMistake::Year);
        }
        if CLOSING_LAST < month {
            return Err(PeriodMistake::Month);
        }
        Ok(Self(year.unsigned_abs() * 100 + month))
    }

    /// What a person or a file wrote: six digits, `202603`.
    pub fn parse(text: &str) -> Result<Self, PeriodMistake> {
        let text = text.trim();
        if text.is_empty() {
            return Err(PeriodMistake::Empty);
        }
        if text.len() != 6 || text.bytes().any(|byte| !byte.is_ascii_digit()) {
            return Err(PeriodMistake::NotSixDigits);
        }
        let code = text.parse().map_err(|_| PeriodMistake::NotSixDigits)?;
        Self::from_i64(code)
    }

    /// The period with that code, 202603.
    pub fn from_i64(code: i64) -> Result<Self, PeriodMistake> {
        let year = i32::try_from(code.div_euclid(100)).map_err(|_| PeriodMistake::Year)?;
        let month = u32::try_from(code.rem_euclid(100)).map_err(|_| PeriodMistake::Month)?;
        Self::new(year, month)
    }

    /// The month a date lies in.
    ///
    /// A date before 1900 or after 2199 gives [`Period::FIRST`] or [`Period::LAST`], which lie in
    /// no fiscal year, so that nothing can be posted on it.
    #[must_use]
    pub fn of(date: Date) -> Self {
        match Self::new(i32::from(date.year()), u32::from(date.month().unsigned_abs())) {
            Ok(period) => period,
            Err(_) if i32::from(date.year()) < YEAR_MIN => Self::FIRST,
            Err(_) => Self::LAST,
        }
    }

    /// The code as an integer, 202603: how the database keeps it.
    #[must_use]
    pub fn get(self) -> i64 {
        i64::from(self.0)
    }

    /// The year in the code.
    #[must_use]
    pub fn year(self) -> i32 {
        (self.0 / 100).cast_signed()
    }

    /// The month in the code: 0, 1 to 12, 13 to 16.
    #[must_use]
    pub fn month(self) -> u32 {
        self.0 % 100
    }

    /// Whether it holds opening balances.
    #[must_use]
    pub fn is_opening(self) -> bool {
        self.month() == OPENING
    }

    /// Whether it is a closing period, month 13 or above.
    #[must_use]
    pub fn is_closing(self) -> bool {
        CLOSING_FIRST <= self.month()
    }

    /// Whether it is a month of the calendar.
    #[must_use]
    pub fn is_month(self) -> bool {
        !self.is_opening() && !self.is_closing()
    }

    /// The first day of a calendar month; `None` for opening and closing periods, which have none.
    #[must_use]
    pub fn first_day(self) -> Option<Date> {
        if !self.is_month() {
            return None;
        }
        Some(date(
            i16::try_from(self.year()).ok()?,
            i8::try_from(self.month()).ok()?,
            1,
        ))
    }

    /// The last day of a calendar month; `None` for opening and closing periods.
    #[must_use]
    pub fn last_day(self) -> Option<Date> {
        self.first_day().map(Date::last_of_month)
    }

    /// The calendar month after this one; `None` after the last year and for other periods.
    #[must_use]
    pub fn next_month(self) -> Option<Self> {
        match self.month() {
            1..12 => Self::new(self.year(), self.month() + 1).ok(),
            12 => Self::new(self.year() + 1, 1).ok(),
            _ => None,
        }
    }

    /// The calendar month before this one; `None` before the first year and for other periods.
    #[must_use]
    pub fn previous_month(self) -> Option<Self> {
        match self.month() {
            2..=12 => Self::new(self.year(), self.month() - 1).ok(),
            1 => Self::new(self.year() - 1, 12).ok(),
            _ => None,
        }
    }

    /// The same month of the year before, for columns of comparison; `None` before the first year.
    #[must_use]
    pub fn year_before(self) -> Option<Self> {
        Self::new(self.year() - 1, self.month()).ok()
    }
}

impl fmt::Display for Period {
    /// The code, `202603`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:06}", self.0))
    }
}

impl FromStr for Period {
    type Err = PeriodMistake;

    fn from_str(text: &str) -> Result<Self, PeriodMistake> {
        Self::parse(text)
    }
}

impl TryFrom<i64> for Period {
    type Error = PeriodMistake;

    fn try_from(code: i64) -> Result<Self, PeriodMistake> {
        Self::from_i64(code)
    }
}

impl From<Period> for i64 {
    fn from(period: Period) -> Self {
        period.get()
    }
}

/// *Periodintervall*: every code from one period to another, both included.
///
/// A range is of codes. In a broken fiscal year it also holds the closing periods of the year
/// before; [`FiscalYear::ranges`](crate::FiscalYear::ranges) gives ranges without them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PeriodRange {
    from: Period,
    to: Period,
}

impl PeriodRange {
    /// The range of two periods; refuses one that ends before it begins.
    pub fn new(from: Period, to: Period) -> Result<Self, PeriodMistake> {
        if to < from {
            return Err(PeriodMistake::Backward);
        }
        Ok(Self { from, to })
    }

    /// The range of one period.
    #[must_use]
    pub fn only(period: Period) -> Self {
        Self {
            from: period,
            to: period,
        }
    }

    /// What a person wrote: `202601..202612`, `202601-202612`, or `202603` for one period.
    pub fn parse(text: &str) -> Result<Self, PeriodMistake> {
        match text.split_once("..").or_else(|| text.split_once(['-', '\u{2013}'])) {
            Some((from, to)) => Self::new(Period::parse(from)?, Period::parse(to)?),
            None => Period::parse(text).map(Self::only),
        }
    }

    /// The first period.
    #[must_use]
    pub fn from(self) -> Period {
        self.from
    }

    /// The last period, included.
    #[must_use]
    pub fn to(self) -> Period {
        self.to
    }

    /// Whether the period lies in the range.
    #[must_use]
    pub fn contains(self, period: Period) -> bool {
        (self.from..=self.to).contains(&period)
    }
}

impl fmt::Display for PeriodRange {
    /// `202601..202612`, or `202603` for one period.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.from == self.to {
            return self.from.fmt(f);
        }
        f.pad(&format!("{}..{}", self.from, self.to))
    }
}

impl FromStr for PeriodRange {
    type Err = PeriodMistake;

    fn from_str(text: &str) -> Result<Self, PeriodMistake> {
        Self::parse(text)
    }
}

serde_by_text!(PeriodRange, to_string);
