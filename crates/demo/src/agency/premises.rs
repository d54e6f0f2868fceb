//! Rent: a private landlord in advance, and one within the State.
//!
//! The rent itself stands on its account when it is paid; what belongs to other months passes
//! through the accrual account of the same group, so that both cost and expenditure can be told.

use kameral_base::Ore;

use super::Book;
use super::book::Payable;
use crate::calendar::{Month, days_after};
use crate::entry::{Coding, Entry, Hand, MP, Small, kronor};

/// Rent of a quarter to the private landlord in the first year, in kronor.
pub(crate) const RENT_KR: i64 = 1_452_000;
/// Rent of a quarter to the agency that owns State buildings.
const STATE_RENT_KR: i64 = 384_000;
/// The counterparty code of that agency.
const STATE_LANDLORD: &str = "1213";
/// VAT of rent, in thousandths.
const VAT: i64 = 250;
/// What rent costs in the second year, in thousandths of the first.
const RAISED: i64 = 1_021;

pub(crate) fn month(book: &mut Book, month: Month) {
    if month.month % 3 == 0 {
        in_advance(book, month);
    }
    released(book, month);
    state(book, month);
}

fn rent(book: &Book, year: i16) -> Ore {
    let first = kronor(RENT_KR);
    if book.calendar.previous() < year {
        first.part(RAISED, 1_000).whole()
    } else {
        first
    }
}

/// The invoice of the next quarter comes in the last month of this one, and none of it is this
/// quarter's cost.
fn in_advance(book: &mut Book, month: Month) {
    let next = month.after(1);
    let net = rent(book, next.year);
    let quarter = next.quarter().to_string();
    let day = month.workday(15);
    let text = book.texts.filled("rent", &[("quarter", &quarter)]);
    let landlord = book.texts.get("landlord").to_owned();
    invoice(book, ("5011", "2581", ""), net, (text, landlord), month, day.day());
    let cost = cost(book, month, "");
    let text = book.texts.filled("rent-deferred", &[("quarter", &quarter)]);
    let entry = Entry::new("accrual", Hand::Accountant, month.last(), text)
        .line("1614", net, &Coding::none())
        .line("5019", net.turned(), &cost);
    book.add(entry);
}

fn released(book: &mut Book, month: Month) {
    let cost = cost(book, month, "");
    let part = rent(book, month.year).part(1, 3);
    let text = book
        .texts
        .filled("rent-released", &[("month", book.texts.month(month.month))]);
    let entry = Entry::new("accrual", Hand::Accountant, month.last(), text)
        .line("5019", part, &cost)
        .line("1614", part.turned(), &Coding::none());
    book.add(entry);
}

/// The State's own landlord invoices a quarter in its first month.
fn state(book: &mut Book, month: Month) {
    let net = kronor(STATE_RENT_KR);
    let cost = cost(book, month, STATE_LANDLORD);
    let prepaid = Coding::counterparty(STATE_LANDLORD);
    let first = month.month % 3 == 1;
    if first {
        let text = book
            .texts
            .filled("rent-state", &[("quarter", &month.quarter().to_string())]);
        let landlord = book.texts.get("landlord-state").to_owned();
        invoice(book, ("5021", "2561", STATE_LANDLORD), net, (text, landlord), month, 5);
    }
    let moved = if first { net.part(2, 3).turned() } else { net.part(1, 3) };
    let text = book
        .texts
        .filled("rent-released", &[("month", book.texts.month(month.month))]);
    let entry = Entry::new("accrual", Hand::Accountant, month.last(), text)
        .line("5029", moved, &cost)
        .line("1613", moved.turned(), &prepaid);
    book.add(entry);
}

fn cost(book: &Book, month: Month, counterparty: &str) -> Coding {
    Book::cost(&book.open_unit("540", month.first())).with(MP, counterparty)
}

/// Accounts of cost and debt with the counterparty; text and landlord.
fn invoice(
    book: &mut Book,
    (account, debt, counterparty): (&str, &'static str, &str),
    net: Ore,
    (text, name): (String, String),
    month: Month,
    day: i8,
) {
    let cost = cost(book, month, counterparty);
    let (day, item) = (month.workday(day), book.item());
    let amount = net.plus(net.part(VAT, 1_000));
    let entry = Entry::new("supplier_invoice", Hand::Accountant, day, text)
        .with(&name)
        .line(account, net, &cost)
        .line("1541", net.part(VAT, 1_000), &Coding::none())
        .item_line(debt, amount.turned(), &Coding::counterparty(counterparty), item);
    book.add(entry);
    let counterparty = counterparty.to_owned();
    book.payables.push(Payable {
        item,
        account: debt,
        due: days_after(day, 14),
        amount,
        counterparty,
        name,
        central_vat: None,
    });
}
