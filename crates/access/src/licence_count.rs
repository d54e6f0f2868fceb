//! Whether the persons who hold a class are within the number, on every day (SEC-14). Pure.

use kameral_base::Date;

/// Days, both included; no last day is for good.
pub(crate) type Days = (Date, Option<Date>);

/// The first day on which more persons hold a class than its number, and that number. Before the first
/// number, and where the number is none (organisation licence), there is no limit.
pub(crate) fn exceeded(numbers: &[(Date, Option<i64>)], holdings: &[Days]) -> Option<(Date, i64)> {
    // The count only rises where a holding begins, and the number only changes on its own days.
    let mut days: Vec<Date> = holdings.iter().map(|(from, _)| *from).collect();
    days.extend(numbers.iter().map(|(from, _)| *from));
    days.sort_unstable();
    days.dedup();
    days.into_iter().find_map(|day| {
        let LicenceLimit::Persons(number) = limit_on(numbers, day) else {
            return None;
        };
        let held = holdings.iter().filter(|days| holds(**days, day)).count();
        (number < i64::try_from(held).unwrap_or(i64::MAX)).then_some((day, number))
    })
}

/// How many persons may hold a class on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LicenceLimit {
    /// No number has been kept.
    Unlimited,
    /// The whole organisation may.
    Organisation,
    /// So many.
    Persons(i64),
}

/// The number in force on a day. Of two from the same day the later one counts.
pub(crate) fn limit_on(numbers: &[(Date, Option<i64>)], day: Date) -> LicenceLimit {
    let in_force = numbers.iter().filter(|(from, _)| *from <= day);
    match in_force.max_by_key(|(from, _)| *from) {
        None => LicenceLimit::Unlimited,
        Some((_, None)) => LicenceLimit::Organisation,
        Some((_, Some(number))) => LicenceLimit::Persons(*number),
    }
}

/// Whether a holding holds on a day.
pub(crate) fn holds((from, to): Days, day: Date) -> bool {
    from <= day && to.is_none_or(|to| day <= to)
}

/// Whether two holdings have a day in common. One that ended before it began has none.
pub(crate) fn overlap(a: Days, b: Days) -> bool {
    let is_empty = |(from, to): Days| to.is_some_and(|to| to < from);
    let begins_before_end = |(from, _): Days, (_, to): Days| to.is_none_or(|to| from <= to);
    !is_empty(a) && !is_empty(b) && begins_before_end(a, b) && begins_before_end(b, a)
}

#[cfg(test)]
mod tests {
    use kameral_base::Date;
    use proptest::collection::vec;
    use proptest::option;
    use proptest::prelude::*;

    use super::*;

    /// Day so many of a short calendar.
    fn day(at: i8) -> Date {
        Date::constant(2026, 3, at + 1)
    }

    proptest! {
        /// SEC-14: what is found is what counting day by day finds, and the same for what overlaps.
        #[test]
        fn the_number_is_kept_to_on_every_day(
            numbers in vec((0_i8..20, option::of(0_i64..4)), 0..4),
            holdings in vec((0_i8..20, option::of(0_i8..20)), 0..8),
        ) {
            let numbers: Vec<_> = numbers.into_iter().map(|(from, number)| (day(from), number)).collect();
            let holdings: Vec<Days> = holdings.into_iter().map(|(from, to)| (day(from), to.map(day))).collect();
            let by_day = (0..25).map(day).find_map(|today| {
                let mut number = None;
                for (from, of) in &numbers {
                    if *from <= today && number.is_none_or(|(last, _)| last <= *from) {
                        number = Some((*from, *of));
                    }
                }
                let hold = holdings.iter().filter(|(from, to)| *from <= today && to.is_none_or(|to| today <= to));
                let held = hold.map(|_| 1_i64).sum::<i64>();
                let (_, number) = number?;
                number.filter(|number| *number < held).map(|number| (today, number))
            });
            prop_assert_eq!(exceeded(&numbers, &holdings), by_day);
            for a in &holdings {
                for b in &holdings {
                    let common = (0..25).map(day).any(|today| holds(*a, today) && holds(*b, today));
                    prop_assert_eq!(overlap(*a, *b), common);
                }
            }
        }
    }
}
