//! The agency's two years, a month at a time: what is registered, and what else is done.

use kameral_base::Date;
use kameral_ledger::register::Change;
use kameral_ledger::standard::StandardMistake;

use super::keys::{self, Keys};
use super::letter::Letter;
use super::parties::Parties;
use super::{Book, month, more, opening, registers};
use crate::acts::Act;
use crate::calendar::{Calendar, Month};
use crate::data::Texts;
use crate::entry::Entry;

/// The number the e-commerce service gave and nobody ever received: a gap to be reported.
const LOST_NUMBER: i64 = 100_777;

/// What the agency will do.
pub(crate) struct Plan {
    book: Book,
    more: Vec<usize>,
    /// Whether files leave. Each checks the whole books first, so a demo of volume makes none.
    reports: bool,
    begun: bool,
}

impl Plan {
    /// The plan with so many vouchers added for volume.
    pub fn new(calendar: Calendar, more: usize) -> Self {
        let months = calendar.months();
        let whole = months.len().saturating_sub(1).max(1);
        let book = Book::new(
            calendar,
            more::yearly_cost(i64::try_from(more * 12 / whole).unwrap_or(0)),
        );
        Self {
            book,
            more: spread(&months, calendar.today, more),
            reports: more == 0,
            begun: false,
        }
    }

    /// The agency's name.
    pub fn name() -> String {
        Texts::new("agency/texts.csv", include_str!("../../data/agency/texts.csv"))
            .get("agency")
            .to_owned()
    }

    /// How many vouchers there are when none is added: the plan is written once and counted.
    pub fn ordinary(calendar: Calendar) -> usize {
        let mut plan = Self::new(calendar, 0);
        calendar
            .months()
            .into_iter()
            .map(|month| {
                let (entries, acts) = plan.month(month);
                entries.len() + acts.iter().map(|(_, act)| act.vouchers()).sum::<usize>()
            })
            .sum()
    }

    /// Changes of the agency's registers.
    pub fn registers(&self) -> Result<Vec<Change>, StandardMistake> {
        let mut changes = registers::changes(&self.book)?;
        changes.extend(registers::posting_rules()?);
        changes.extend(keys::accounts()?);
        Ok(changes)
    }

    /// What is common is shared out by these keys and prices.
    pub fn keys(&self) -> Keys {
        Keys::new(&self.book)
    }

    /// Whom the agency buys from and sells to.
    pub fn parties(&self) -> Parties {
        Parties::of(&self.book.supplies, &self.book.sales)
    }

    /// What the letters give.
    pub fn letter(&self) -> &Letter {
        &self.book.letter
    }

    /// What is registered in a month, and what is done, before today.
    pub fn month(&mut self, at: Month) -> (Vec<Entry>, Vec<(Date, Act)>) {
        let book = &mut self.book;
        if !std::mem::replace(&mut self.begun, true) {
            let entry = opening::opening(book);
            book.entries.push(entry);
        }
        let more = if self.more.is_empty() { 0 } else { self.more.remove(0) };
        month(book, at, more);
        let today = book.calendar.today;
        let mut entries = std::mem::take(&mut book.entries);
        entries.retain(|entry| entry.day < today && !entry.draft.lines.is_empty());
        number(book, &mut entries);
        let (acts, later) = std::mem::take(&mut book.acts)
            .into_iter()
            .partition(|(day, _)| Month::of(*day) == at);
        book.acts = later;
        let acts: Vec<(Date, Act)> = acts;
        let reports = self.reports;
        let done = |(day, act): &(Date, Act)| *day < today && (reports || !matches!(act, Act::Report { .. }));
        (entries, acts.into_iter().filter(done).collect())
    }
}

/// Numbers of the e-commerce service, in the order its invoices arrive.
fn number(book: &mut Book, entries: &mut [Entry]) {
    entries.sort_by_key(|entry| entry.day);
    for entry in entries.iter_mut().filter(|entry| entry.draft.kind == "service_invoice") {
        book.service_number += 1;
        if book.service_number == LOST_NUMBER {
            book.service_number += 1;
        }
        entry.draft.number = Some(book.service_number);
    }
}

/// A number spread over the months; the last one gets its part of the days that have passed.
fn spread(months: &[Month], today: Date, count: usize) -> Vec<usize> {
    if count == 0 {
        return Vec::new();
    }
    let whole = months.len().saturating_sub(1);
    let each = count / whole.max(1);
    let mut spread = vec![each; whole];
    if let Some(first) = spread.first_mut() {
        *first += count - each * whole;
    }
    debug_assert!(
        months.iter().all(|month| month.first() <= today),
        "months of the demo have begun"
    );
    spread.push(0);
    spread
}
