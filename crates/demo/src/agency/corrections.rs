//! Mistakes and what is done about them: an invoice booked twice, a wrong unit, an annulled number.

use kameral_base::Date;
use kameral_exchange::commands::HermesKind;
use kameral_ledger::model::PeriodState;

use super::book::Sum;
use super::{Book, closing, internal};
use crate::acts::Act;
use crate::calendar::{Month, closing_day, days_after};
use crate::entry::{Entry, Hand, ORG, Small, VHT};

/// Vouchers re-coded in a month.
const RECODED: usize = 2;

pub(crate) fn month(book: &mut Book, month: Month) {
    if month.month % 2 == 1 {
        duplicate(book, month);
    }
    for _ in 0..RECODED {
        recoded(book);
    }
    if month
        == (Month {
            year: book.calendar.previous(),
            month: 9,
        })
    {
        let reason = book.texts.get("annul-reason").to_owned();
        book.acts.push((
            month.workday(12),
            Act::Annul {
                series: "A".to_owned(),
                reason,
            },
        ));
    }
    periods(book, month);
}

/// Places of the month's registered supplier invoices.
fn invoices(book: &Book) -> Vec<usize> {
    let is = |entry: &Entry| {
        entry.draft.kind == "supplier_invoice" && entry.mark.is_none() && entry.hand == Hand::Accountant
    };
    let cost =
        |entry: &Entry| entry.draft.lines[0].account.starts_with('5') && entry.draft.lines[0].currency.is_empty();
    (0..book.entries.len())
        .filter(|place| is(&book.entries[*place]) && cost(&book.entries[*place]))
        .collect()
}

/// An invoice is booked once more some days later, found, and reversed.
fn duplicate(book: &mut Book, month: Month) {
    let places = invoices(book);
    if places.is_empty() {
        return;
    }
    let original = book.entries[*book.chance.pick(&places)].clone();
    let day = month.workday(days_after(original.day, 3).day().max(original.day.day()));
    let found = days_after(day, book.chance.between(4, 12));
    let mut twice = Entry {
        day,
        document: None,
        ..original
    };
    twice.draft.date = Some(day);
    let item = book.item();
    for (_, settled) in &mut twice.items {
        *settled = item;
    }
    twice.mark = Some(book.mark());
    let Some(mark) = twice.mark else { return };
    taken_back(book, &twice, Month::of(found));
    book.add(twice);
    let reason = book.texts.get("duplicate-reason").to_owned();
    book.acts
        .push((Month::of(found).workday(found.day()), Act::Reverse { mark, reason }));
}

/// What the reversal takes back of the sums of its month.
fn taken_back(book: &mut Book, twice: &Entry, month: Month) {
    for line in &twice.draft.lines {
        match line.account.as_str() {
            "1541" => book.count(month, Sum::InputVat, line.amount.turned()),
            "1542" => book.count(month, Sum::CentralVat, line.amount.turned()),
            _ => {}
        }
    }
}

/// A cost line moves to another unit or operation; who pays stays the same.
fn recoded(book: &mut Book) {
    let places = invoices(book);
    if places.is_empty() {
        return;
    }
    let place = *book.chance.pick(&places);
    let (line, day) = (book.entries[place].draft.lines[0].clone(), book.entries[place].day);
    let at = |wanted: u8| {
        line.values
            .iter()
            .find(|(position, _)| *position == wanted)
            .map(|(_, value)| value.clone())
    };
    let found: Date = days_after(day, book.chance.between(3, 18));
    let found = Month::of(found).workday(found.day());
    let unit = book.any_unit(found);
    let (values, key) = if book.chance.permille(700) {
        (vec![(ORG, unit.value.clone())], "recode-reason-unit")
    } else {
        (vec![(VHT, unit.operation.clone())], "recode-reason-operation")
    };
    if values
        .iter()
        .any(|(position, value)| at(*position).as_ref() == Some(value))
        || found <= day
    {
        return;
    }
    let mark = book.mark();
    book.entries[place].mark = Some(mark);
    let reason = book.texts.get(key).to_owned();
    book.acts.push((
        found,
        Act::Recode {
            mark,
            line: 1,
            account: None,
            values,
            reason,
        },
    ));
}

/// On the 10th the rules are run for the month before, and then the keys; half a year's payments are moved
/// where they belong; then the month is held, and the one before that
/// closed. December waits for the closing of the year.
fn periods(book: &mut Book, month: Month) {
    let (held, closed) = (month.after(-1), month.after(-2));
    if book.sums.contains_key(&(held, Sum::Run)) {
        book.acts
            .push((month.workday(10), Act::Charge { period: held.period() }));
    }
    internal::run(book, held, month.workday(10));
    closing::half_year(book, held, month.workday(10));
    for (of, state) in [(held, PeriodState::Held), (closed, PeriodState::Closed)] {
        let waits = state == PeriodState::Closed && of.month == 12;
        if book.calendar.previous() <= of.year && !waits {
            let periods = vec![of.period()];
            book.acts.push((month.workday(10), Act::Periods { periods, state }));
        }
    }
    let february = |year| Month { year, month: 2 };
    if month == february(book.calendar.previous()) {
        // Opening balances stand when the first month is held.
        let opening = kameral_base::Period::new(i32::from(month.year), 0).ok();
        let (periods, state) = (opening.into_iter().collect(), PeriodState::Closed);
        book.acts.push((month.workday(10), Act::Periods { periods, state }));
    }
    if month == february(book.calendar.this()) {
        year_end(book);
    }
    reports(book, month);
}

/// Hermes has its balances when a month is held, from the last quarter of the first year, and the
/// real-economic distribution when a quarter is; January waits for the opening balances, and the year
/// before is sent again when it is closed.
fn reports(book: &mut Book, month: Month) {
    let held = month.after(-1);
    let first = Month {
        year: book.calendar.previous(),
        month: 10,
    };
    if held < first {
        return;
    }
    let file = |kind, period| Act::Report { kind, period };
    let is_year_end = month.year == book.calendar.this() && month.month == 2;
    let day = if is_year_end {
        closing_day(month.year)
    } else {
        month.workday(10)
    };
    if is_year_end {
        let closing = kameral_base::Period::new(i32::from(held.year) - 1, 13).ok();
        book.acts
            .extend(closing.map(|period| (day, file(HermesKind::Balances, period))));
    }
    book.acts.push((day, file(HermesKind::Balances, held.period())));
    if held.month % 3 == 0 {
        book.acts.push((day, file(HermesKind::RealEconomic, held.period())));
    }
}

fn year_end(book: &mut Book) {
    let (previous, this) = (book.calendar.previous(), book.calendar.this());
    let day = closing_day(this);
    let period = |year: i16, month| kameral_base::Period::new(i32::from(year), month).ok();
    let document = book.texts.get("budget-year").to_owned();
    let closed = [period(previous, 0), period(previous, 12), period(previous, 13)];
    book.acts.extend([
        (day, Act::CloseYear { year: previous }),
        (day, Act::BeginBudgetYear { year: this, document }),
        (
            day,
            Act::Periods {
                periods: closed.into_iter().flatten().collect(),
                state: PeriodState::Closed,
            },
        ),
        (
            day,
            Act::Periods {
                periods: period(this, 0).into_iter().collect(),
                state: PeriodState::Closed,
            },
        ),
    ]);
}
