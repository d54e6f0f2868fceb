//! Donations: received once, on an account outside the State's group account, and used quarter by quarter.

use super::Book;
use super::closing::keep;
use crate::calendar::Month;
use crate::entry::{Coding, Entry, FIN, Hand, Small, kronor};

/// The donation, as the register of financiers has it.
const GIFT: &str = "51";
/// What is given, in kronor, and the month of the first year when it is.
const GIVEN: (i64, i8) = (240_000, 3);
/// What is used at the end of each quarter after that, in kronor.
const USED_KR: i64 = 30_000;
/// The unit that uses it.
const UNIT: &str = "211";

pub(crate) fn month(book: &mut Book, month: Month) {
    let (given_kr, given_in) = GIVEN;
    let given = Month {
        year: book.calendar.previous(),
        month: given_in,
    };
    let used_kr = kronor(USED_KR);
    let day = month.workday(12);
    let coding = Book::cost(&book.open_unit(UNIT, day)).with(FIN, GIFT);
    let giver = book.texts.get("gift-giver").to_owned();
    if month == given {
        let entry = Entry::new("bank", Hand::Cashier, day, book.texts.get("gift-received"))
            .with(&giver)
            .line("1960", kronor(given_kr), &Coding::none())
            .line("3711", kronor(given_kr).turned(), &coding);
        book.add(entry);
    } else if given < month && month.month % 3 == 0 {
        let quarter = month.quarter().to_string();
        let text = book.texts.filled("gift-used", &[("quarter", &quarter)]);
        let entry = Entry::new("bank", Hand::Cashier, day, text)
            .with(book.texts.get("gift-supplier"))
            .line("5692", used_kr, &coding)
            .line("1960", used_kr.turned(), &Coding::none());
        book.add(entry);
    }
    if month.year == given.year && month.month == 12 {
        let quarters = i64::from((month.month - given_in) / 3);
        let left = kronor(given_kr - quarters * USED_KR);
        let entry = Entry::new(
            "accrual",
            Hand::Controller,
            month.last(),
            book.texts.get("gift-deferred"),
        )
        .with(&giver)
        .line("3711", left, &coding)
        .line("2732", left.turned(), &Coding::none().with(FIN, GIFT));
        keep(book, "gift-returned", &giver, &entry);
        book.add(entry);
    }
}
