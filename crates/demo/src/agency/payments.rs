//! Paying suppliers every Thursday, from the bank account of the flow the cost belongs to.

use kameral_base::Date;

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
        let (central, usual): (Vec<Payable>, Vec<Payable>) =
            due.into_iter().partition(|payable| payable.central_vat.is_some());
        pay(book, day, usual, "19321");
        pay(book, day, central, "19431");
    }
}

/// One payment from one bank account.
fn pay(book: &mut Book, day: Date, due: Vec<Payable>, bank: &str) {
    if due.is_empty() {
        return;
    }
    let mut entry = Entry::new(
        "supplier_payment",
        Hand::Cashier,
        day,
        book.texts.get("supplier-payment"),
    );
    for payable in due {
        entry = entry
            .item_line(payable.account, payable.amount, &payable.coding(), payable.item)
            .saying(&payable.name);
    }
    entry.settles = true;
    book.add(entry.balanced_by(bank, &Coding::none()));
}
