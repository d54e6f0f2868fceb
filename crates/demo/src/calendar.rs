//! Days of the demo: the year before today's, and today's up to the day before today.

use jiff::ToSpan;
use jiff::tz::TimeZone;
use kameral_base::{Date, Period, Timestamp};

/// What the demo must know of time. Nothing else in the crate knows what day it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Calendar {
    /// Vouchers are registered before this day.
    pub today: Date,
}

impl Calendar {
    /// The year before today's.
    pub fn previous(self) -> i16 {
        self.today.year() - 1
    }

    /// Today's year.
    pub fn this(self) -> i16 {
        self.today.year()
    }

    /// The months of the demo, the last one being today's.
    pub fn months(self) -> Vec<Month> {
        let first = Month {
            year: self.previous(),
            month: 1,
        };
        std::iter::successors(Some(first), |month| Some(month.after(1)))
            .take_while(|month| month.first() <= self.today)
            .collect()
    }

    /// A day as the data writes it: `prev-06-30`, `this-01-01`, or `before-12-18` of the year before the
    /// demo's first; nothing when it is empty.
    pub fn day(self, written: &str) -> Option<Date> {
        let (year, rest) = written.split_once('-')?;
        let year = match year {
            "before" => self.previous() - 1,
            "prev" => self.previous(),
            "this" => self.this(),
            _ => return None,
        };
        format!("{year:04}-{rest}").parse().ok()
    }
}

/// The day in the new year when the year before is closed and its balances carried forward.
pub(crate) fn closing_day(year: i16) -> Date {
    Month { year, month: 2 }.workday(12)
}

/// A month of the demo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Month {
    /// Calendar year.
    pub year: i16,
    /// 1 to 12.
    pub month: i8,
}

impl Month {
    /// The month of a day.
    pub fn of(day: Date) -> Self {
        Self {
            year: day.year(),
            month: day.month(),
        }
    }

    /// The month so many later.
    pub fn after(self, months: i16) -> Self {
        let count = self.year * 12 + i16::from(self.month) - 1 + months;
        let month = i8::try_from(count.rem_euclid(12) + 1).unwrap_or(1);
        Self {
            year: count.div_euclid(12),
            month,
        }
    }

    /// First day.
    pub fn first(self) -> Date {
        Date::constant(self.year, self.month, 1)
    }

    /// Last day.
    pub fn last(self) -> Date {
        self.first().last_of_month()
    }

    /// A day of the month, or its last when it has fewer.
    pub fn day(self, day: i8) -> Date {
        Date::constant(self.year, self.month, day.clamp(1, self.last().day()))
    }

    /// The last Monday to Friday up to a day, within the month.
    pub fn workday(self, day: i8) -> Date {
        workday_from(self.day(day), self.first())
    }

    /// The month as a period.
    pub fn period(self) -> Period {
        Period::of(self.first())
    }

    /// Quarter, 1 to 4.
    pub fn quarter(self) -> i8 {
        (self.month - 1) / 3 + 1
    }

    /// Months from another month to this one; negative when this one is earlier.
    pub fn since(self, other: Self) -> i64 {
        i64::from(self.year - other.year) * 12 + i64::from(self.month - other.month)
    }

    /// Thursdays of the month: the days suppliers are paid.
    pub fn payment_days(self) -> Vec<Date> {
        (1..=self.last().day())
            .map(|day| self.day(day))
            .filter(|day| day.weekday().to_monday_one_offset() == 4)
            .collect()
    }
}

fn workday_from(day: Date, first: Date) -> Date {
    let weekend = |day: &Date| 5 < day.weekday().to_monday_one_offset();
    let earlier = std::iter::successors(Some(day), |day| Some(day.saturating_sub(1.day())));
    let later = std::iter::successors(Some(day), |day| Some(day.saturating_add(1.day())));
    let before = earlier.take_while(|day| first <= *day).find(|day| !weekend(day));
    before
        .or_else(|| later.take(3).find(|day| !weekend(day)))
        .unwrap_or(day)
}

/// A day some days later.
pub(crate) fn days_after(day: Date, days: i64) -> Date {
    day.saturating_add(days.days())
}

/// The moment at which what belongs to a day is registered.
pub(crate) fn moment(day: Date, minute: i64) -> Timestamp {
    let noon = day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC);
    let noon = noon.map_or(Timestamp::UNIX_EPOCH, |noon| noon.timestamp());
    noon.saturating_add(minute.minutes()).unwrap_or(noon)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_reach_from_january_of_the_year_before_to_today() {
        let months = Calendar {
            today: Date::constant(2026, 2, 3),
        }
        .months();
        assert_eq!(months.len(), 14);
        assert_eq!(months[0].first(), Date::constant(2025, 1, 1));
        assert_eq!(months[13].period().to_string(), "202602");
    }

    #[test]
    fn a_workday_stays_in_its_month() {
        let may = Month { year: 2026, month: 5 };
        assert_eq!(may.workday(31), Date::constant(2026, 5, 29));
        let august = Month { year: 2026, month: 8 };
        assert_eq!(august.workday(1), Date::constant(2026, 8, 3));
        assert_eq!(may.after(9), Month { year: 2027, month: 2 });
        assert_eq!(may.after(-5), Month { year: 2025, month: 12 });
    }
}
