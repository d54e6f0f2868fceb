//! Paying suppliers every Thursday.

use super::Book;
use super::book::Payable;
use crate::calendar::{Month, days_after};
use crate::entry::{Coding, Entry, Hand};

/// What is due before the next payment day is paid on this one.
const DAYS_TO_NEXT: i64 = 6;

pub(crate) fn month(book: &mut Book, month: Month) {
    for day in month.payment_days() {
        let last = days_after(day, DAYS_TO_NEXT);
        let (due, later): (Vec<Payable>, Vec<Payable>) = std::mem::take(&mut book.payables)
            .into_iter()
            .partition(|payable| payable.due <= last);
        book.payables = later;
        if due.is_empty() {
            continue;
        }
        let mut entry = Entry::new(
            "supplier_payment",
            Hand::Cashier,
            day,
            book.texts.get("supplier-payment"),
        );
        for payable in due {
            let coding = Coding::counterparty(&payable.counterparty);
            entry = entry
                .item_line(payable.account, payable.amount, &coding, payable.item)
                .saying(&payable.name);
        }
        entry.settles = true;
        book.add(entry.balanced_by("19321", &Coding::none()));
    }
}
