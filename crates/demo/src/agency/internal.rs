//! Internal distribution on class 9, which comes to nothing in total (EM-27).

use kameral_base::Ore;

use super::Book;
use crate::calendar::Month;
use crate::data::Unit;
use crate::entry::{Coding, Entry, Hand, ORG, PROJ, RESURS, Small, VHT, kronor, units};

/// Common costs distributed in a month, in kronor.
const OVERHEAD_KR: i64 = 412_000;
/// Premises distributed in a month, in kronor.
const PREMISES_KR: i64 = 612_000;
/// The standard price of an hour, in kronor.
const HOUR_KR: i64 = 685;

pub(crate) fn month(book: &mut Book, month: Month) {
    let open = book.staffed(month.last());
    let by_staff = |unit: &Unit| unit.staff;
    let entry = distributed(
        book,
        month,
        ("overhead", OVERHEAD_KR),
        ("9511", "9519", "1"),
        &open,
        by_staff,
    );
    book.add(entry);
    let by_area = |unit: &Unit| unit.area;
    let mut entry = distributed(
        book,
        month,
        ("premises", PREMISES_KR),
        ("9521", "9529", "540"),
        &open,
        by_area,
    );
    for (line, unit) in entry.draft.lines.iter_mut().zip(&open) {
        (line.quantity, line.unit) = (Some(units(unit.area)), "m2".to_owned());
    }
    book.add(entry);
    time(book, month);
}

/// What one unit bears, spread over all by a key, and lifted off it in the same voucher.
fn distributed(
    book: &Book,
    month: Month,
    (key, amount_kr): (&str, i64),
    (on, off, from): (&str, &str, &str),
    open: &[Unit],
    weight: impl Fn(&Unit) -> i64,
) -> Entry {
    let weights: Vec<u64> = open.iter().map(|unit| weight(unit).unsigned_abs()).collect();
    let parts = kronor(amount_kr).split(&weights).unwrap_or_default();
    let text = book.texts.filled(key, &[("month", book.texts.month(month.month))]);
    let mut entry = Entry::new("allocation_run", Hand::Controller, month.last(), text);
    for (unit, part) in open.iter().zip(parts) {
        let coding = Coding::none().with(ORG, &unit.value).with(VHT, &unit.operation);
        entry = entry.line(on, part, &coding);
    }
    let bearer = book.open_unit(from, month.last());
    entry.balanced_by(
        off,
        &Coding::none().with(ORG, &bearer.value).with(VHT, &bearer.operation),
    )
}

/// Hours of people in projects, at a standard price.
fn time(book: &mut Book, month: Month) {
    let text = book.texts.filled("time", &[("month", book.texts.month(month.month))]);
    let mut entry = Entry::new("allocation_run", Hand::File, month.last(), text);
    entry.draft.source_key = format!("TID-{}", month.period());
    for person in book.resources.clone() {
        let Some(project) = book.project(&person.projects, month.last()).cloned() else {
            continue;
        };
        let hours = book.chance.between(32, 118);
        let price = Ore::new(HOUR_KR * 100).part(hours, 1);
        let unit = book.open_unit(&person.unit, month.last());
        let own = Coding::none()
            .with(ORG, &unit.value)
            .with(VHT, &unit.operation)
            .with(RESURS, &person.value);
        let spent = own.clone().with(PROJ, &project.value);
        entry = entry
            .line("9411", price, &spent)
            .counting(units(hours), "tim")
            .line("9419", price.turned(), &own)
            .counting(units(-hours), "tim");
    }
    book.add(entry);
}
