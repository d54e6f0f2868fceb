//! Vouchers for who measures: half supplier invoices, half purchases by card, four lines on average.

use kameral_base::Date;
use kameral_ledger::register::Change;
use kameral_ledger::standard::StandardMistake;
use kameral_ledger::voucher::DraftVoucher;

use crate::agency::{Book, more, purchases, registers};
use crate::calendar::{Calendar, Month};
use crate::data::Supply;
use crate::entry::kronor;

/// Vouchers of the year before a day, as many as are asked for, always the same.
pub struct Workload {
    book: Book,
    supplies: Vec<Supply>,
}

impl Workload {
    /// A workload for the books of the year before `today`.
    pub fn new(today: Date) -> Self {
        let book = Book::new(Calendar { today }, kronor(0));
        let plain = |supply: &&Supply| supply.series == "L" && supply.currency.is_empty();
        let supplies = book.supplies.iter().filter(plain).cloned().collect();
        Self { book, supplies }
    }

    /// The agency's registers: units, projects, financiers, counterparties, and the proposed rules.
    pub fn registers(&self) -> Result<Vec<Change>, StandardMistake> {
        registers::changes(&self.book)
    }

    /// So many vouchers spread over the year, the earliest first: `place` of `of` is where in the
    /// year the first stands.
    pub fn vouchers(&mut self, place: usize, count: usize, of: usize) -> Vec<DraftVoucher> {
        let mut vouchers = Vec::with_capacity(count);
        for number in place..place + count {
            let month = i8::try_from(number * 12 / of.max(1)).unwrap_or(11) + 1;
            let month = Month {
                year: self.book.calendar.previous(),
                month: month.min(12),
            };
            if number % 2 == 0 {
                let supply = self.book.chance.pick(&self.supplies).clone();
                let last = i64::from(month.last().day());
                let day = month.workday(i8::try_from(self.book.chance.between(1, last)).unwrap_or(1));
                vouchers.push(purchases::invoice(&mut self.book, &supply, day).0.draft);
            } else {
                vouchers.push(more::purchase(&mut self.book, month).draft);
            }
        }
        vouchers
    }
}
