//! Fiscal years: calendar, broken, shortened and prolonged.

use serde::{Deserialize, Serialize};

use crate::mistake::mistakes;
use crate::period::{YEAR_MAX, YEAR_MIN};
use crate::{Date, Period, PeriodRange};

/// The longest fiscal year: bokföringslagen (1999:1078) 3 kap. 3 §.
pub const FISCAL_YEAR_MONTHS_MAX: usize = 18;

mistakes! {
    /// What is wrong with the first and the last day of a fiscal year.
    pub enum FiscalYearMistake {
        /// The last day comes before the first.
        Backward = "fiscal_year_backward", "mistake-fiscal-year-backward";
        /// It does not begin with the first and end with the last day of a month.
        WholeMonths = "fiscal_year_whole_months", "mistake-fiscal-year-whole-months";
        /// Longer than eighteen months.
        TooLong = "fiscal_year_too_long", "mistake-fiscal-year-too-long";
        /// Not between 1901 and 2198.
        Year = "fiscal_year_year", "mistake-fiscal-year-year";
    }
}

/// *Räkenskapsår*: whole months, at most eighteen; a State agency's is the calendar year
/// (förordning 2000:606 4 §).
///
/// The opening period bears the calendar year it starts in and the closing periods the one it
/// ends in, so that the codes are in order within the year: 202500, 202507 … 202606, 202613.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Days", into = "Days")]
pub struct FiscalYear {
    starts_on: Date,
    ends_on: Date,
}

/// How a fiscal year is kept in JSON: its two days.
#[derive(Serialize, Deserialize)]
struct Days {
    starts_on: Date,
    ends_on: Date,
}

impl FiscalYear {
    /// The fiscal year from one day to another, both included.
    pub fn new(starts_on: Date, ends_on: Date) -> Result<Self, FiscalYearMistake> {
        if ends_on < starts_on {
            return Err(FiscalYearMistake::Backward);
        }
        if starts_on != starts_on.first_of_month() || ends_on != ends_on.last_of_month() {
            return Err(FiscalYearMistake::WholeMonths);
        }
        // The first and the last year of all periods stay outside: see `Period::of`.
        if i32::from(starts_on.year()) <= YEAR_MIN || YEAR_MAX <= i32::from(ends_on.year()) {
            return Err(FiscalYearMistake::Year);
        }
        let year = Self { starts_on, ends_on };
        if FISCAL_YEAR_MONTHS_MAX < year.months().take(FISCAL_YEAR_MONTHS_MAX + 1).count() {
            return Err(FiscalYearMistake::TooLong);
        }
        Ok(year)
    }

    /// The fiscal year that is the calendar year.
    pub fn calendar(year: i32) -> Result<Self, FiscalYearMistake> {
        let year = i16::try_from(year).map_err(|_| FiscalYearMistake::Year)?;
        let starts_on = Date::new(year, 1, 1).map_err(|_| FiscalYearMistake::Year)?;
        let ends_on = Date::new(year, 12, 31).map_err(|_| FiscalYearMistake::Year)?;
        Self::new(starts_on, ends_on)
    }

    /// The calendar year it ends in, which is its name.
    #[must_use]
    pub fn year(self) -> i32 {
        i32::from(self.ends_on.year())
    }

    /// Its first day.
    #[must_use]
    pub fn starts_on(self) -> Date {
        self.starts_on
    }

    /// Its last day.
    #[must_use]
    pub fn ends_on(self) -> Date {
        self.ends_on
    }

    /// The period of its opening balances.
    #[must_use]
    pub fn opening(self) -> Period {
        Period::new(i32::from(self.starts_on.year()), 0).expect("`new` has checked the year")
    }

    /// Its first closing period.
    #[must_use]
    pub fn closing(self) -> Period {
        Period::new(self.year(), 13).expect("`new` has checked the year")
    }

    /// Its last closing period, which is seldom used.
    fn closing_last(self) -> Period {
        Period::new(self.year(), 16).expect("`new` has checked the year")
    }

    /// Its calendar months, in order.
    pub fn months(self) -> impl Iterator<Item = Period> {
        let last = Period::of(self.ends_on);
        std::iter::successors(Some(Period::of(self.starts_on)), |month| month.next_month())
            .take_while(move |month| *month <= last)
    }

    /// Its periods in order: opening, months, and the first closing period.
    #[must_use]
    pub fn periods(self) -> Vec<Period> {
        std::iter::once(self.opening())
            .chain(self.months())
            .chain([self.closing()])
            .collect()
    }

    /// Whether the period belongs to the year; all four closing periods do.
    #[must_use]
    pub fn contains(self, period: Period) -> bool {
        if period.is_opening() {
            return period == self.opening();
        }
        if period.is_closing() {
            return period.year() == self.year();
        }
        (Period::of(self.starts_on)..=Period::of(self.ends_on)).contains(&period)
    }

    /// Whether the date lies in the year.
    #[must_use]
    pub fn contains_date(self, date: Date) -> bool {
        (self.starts_on..=self.ends_on).contains(&date)
    }

    /// The fewest ranges of codes that hold exactly the periods of the year.
    ///
    /// One for a calendar year. A broken year has gaps: its neighbours' closing and opening
    /// periods lie between its months.
    #[must_use]
    pub fn ranges(self) -> Vec<PeriodRange> {
        let mut ranges = vec![(self.opening(), self.opening())];
        let ends = self
            .months()
            .map(|month| (month, month))
            .chain([(self.closing(), self.closing_last())]);
        for (from, to) in ends {
            match ranges.last_mut() {
                Some(last) if last.1.get() + 1 == from.get() => last.1 = to,
                _ => ranges.push((from, to)),
            }
        }
        ranges
            .into_iter()
            .map(|(from, to)| PeriodRange::new(from, to).expect("each range was made forwards"))
            .collect()
    }

    /// Whether two years have a period in common, so that they cannot both be the same entity's.
    ///
    /// Days in common are enough, but not needed: two years that start, or two that end, in the
    /// same calendar year would share their opening or closing periods.
    #[must_use]
    pub fn clashes_with(self, other: Self) -> bool {
        self.periods().into_iter().any(|period| other.contains(period))
    }
}

impl TryFrom<Days> for FiscalYear {
    type Error = FiscalYearMistake;

    fn try_from(days: Days) -> Result<Self, FiscalYearMistake> {
        Self::new(days.starts_on, days.ends_on)
    }
}

impl From<FiscalYear> for Days {
    fn from(year: FiscalYear) -> Self {
        Self {
            starts_on: year.starts_on,
            ends_on: year.ends_on,
        }
    }
}
