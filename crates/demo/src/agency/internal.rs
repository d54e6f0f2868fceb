//! Internal accounting on class 9, which comes to nothing in total (EM-27): hours are reported, and keys
//! share out premises, common costs and hours, month by month.

use kameral_allocation::commands::Treatment;
use kameral_base::Date;

use super::Book;
use super::keys::{HOUR_UNIT, HOURS, KEYS, OVERHEAD};
use crate::acts::Act;
use crate::calendar::Month;
use crate::entry::{Coding, Entry, Hand, ORG, PROJ, RESURS, VHT, units};

/// Hours of people in projects, as the time reports have them. A price is laid on them when keys are run.
pub(crate) fn month(book: &mut Book, month: Month) {
    let text = book.texts.filled("time", &[("month", book.texts.month(month.month))]);
    let mut entry = Entry::new("file_import", Hand::File, month.last(), text);
    entry.draft.source_key = format!("TID-{}", month.period());
    for person in book.resources.clone() {
        let Some(project) = book.project(&person.projects, month.last()).cloned() else {
            continue;
        };
        let hours = book.chance.between(32, 118);
        let unit = book.open_unit(&person.unit, month.last());
        let spent = Coding::none()
            .with(ORG, &unit.value)
            .with(VHT, &unit.operation)
            .with(PROJ, &project.value)
            .with(RESURS, &person.value);
        entry = entry.count_line(HOURS, units(hours), HOUR_UNIT, &spent);
    }
    book.add(entry);
}

/// The keys are run for a month that has ended. The difference of the first year goes back to those who
/// were charged; in the second a new rate is proposed, and waits for somebody to accept it.
pub(crate) fn run(book: &mut Book, ended: Month, day: Date) {
    if ended.year < book.calendar.previous() {
        return;
    }
    let period = ended.period();
    book.acts.push((day, Act::Allocate { period, keys: KEYS }));
    let treatment = if ended.year == book.calendar.this() {
        Treatment::Propose
    } else if ended.month == 12 {
        Treatment::Spread
    } else {
        return;
    };
    let act = Act::Treat {
        key: OVERHEAD,
        period,
        treatment,
    };
    book.acts.push((day, act));
}
