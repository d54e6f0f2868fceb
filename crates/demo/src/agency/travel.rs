//! Travel claims of employees: tickets they laid out, allowances by the day.

use kameral_base::{Date, Ore};

use super::Book;
use super::book::Payable;
use crate::calendar::{Month, days_after};
use crate::data::Resource;
use crate::entry::{Coding, Entry, Hand, PROJ, RESURS, Small, kronor, units};

/// Claims a year.
const CLAIMS: i64 = 372;
/// Tax-free allowance for a day in Sweden, in kronor (Skatteverket's general advice sets it yearly).
const ALLOWANCE_KR: i64 = 290;
/// Tax-free compensation for ten kilometres by one's own car, in öre.
const CAR_ORE: i64 = 2_500;

pub(crate) fn month(book: &mut Book, month: Month) {
    for _ in 0..book.chance.times_a_month(CLAIMS) {
        let last = i64::from(month.last().day());
        let day = month.workday(i8::try_from(book.chance.between(1, last)).unwrap_or(1));
        let people: Vec<Resource> = book
            .resources
            .iter()
            .filter(|person| person.value.starts_with('R'))
            .cloned()
            .collect();
        let person = book.chance.pick(&people).clone();
        claim(book, &person, day);
    }
    without_project(book, month);
}

fn claim(book: &mut Book, person: &Resource, day: Date) {
    let coding = coding(book, person, day);
    let trips: Vec<String> = book.texts.list("trips").into_iter().map(str::to_owned).collect();
    let trip = book.chance.pick(&trips).clone();
    let text = book.texts.filled("travel", &[("name", &person.name), ("text", &trip)]);
    let days = book.chance.between(1, 4);
    let mut entry = Entry::new("general", Hand::Accountant, day, text).with(&person.name);
    entry.draft.event_date = Some(days_after(day, -book.chance.between(3, 20)));
    entry = entry
        .line("4211", kronor(ALLOWANCE_KR * days), &coding)
        .counting(units(days), "dag");
    if book.chance.permille(600) {
        let fare = book.chance.amount(60, 900);
        let vat = fare.part(60, 1_000);
        entry = entry.line("5511", fare, &coding).line("1541", vat, &Coding::none());
    }
    if book.chance.permille(350) {
        let tens = book.chance.between(4, 48);
        entry = entry
            .line("4221", Ore::new(CAR_ORE * tens), &coding)
            .counting(units(tens), "mil");
    }
    owed(book, entry, person, day);
}

fn coding(book: &Book, person: &Resource, day: Date) -> Coding {
    let coding = match book.project(&person.projects, day) {
        Some(project) => book.project_cost(project, day),
        None => Book::cost(&book.open_unit(&person.unit, day)),
    };
    coding.with(RESURS, &person.value)
}

fn owed(book: &mut Book, entry: Entry, person: &Resource, day: Date) {
    let (amount, item) = (entry.sum(), book.item());
    book.add(entry.item_line("2599", amount.turned(), &Coding::none(), item));
    let (counterparty, name) = (String::new(), person.name.clone());
    book.payables.push(Payable {
        item,
        account: "2599",
        due: days_after(day, 10),
        amount,
        counterparty,
        name,
        central_vat: None,
    });
}

/// One voucher was posted past a warning: a cost of a grant whose project was not yet decided.
fn without_project(book: &mut Book, month: Month) {
    if month
        != (Month {
            year: book.calendar.previous(),
            month: 11,
        })
    {
        return;
    }
    let Some(person) = book.resources.iter().find(|person| person.projects == "P301").cloned() else {
        return;
    };
    let day = month.workday(18);
    let coding = coding(book, &person, day).with(PROJ, "");
    let text = book.texts.get("grant-without-project").to_owned();
    let mut entry = Entry::new("general", Hand::Accountant, day, text).with(&person.name);
    entry = entry.line("5511", kronor(1_284), &coding);
    entry.accepts = Some(book.texts.get("warning-reason").to_owned());
    owed(book, entry, &person, day);
}
