//! The State's money: appropriation, VAT back, interest and loans.
//!
//! Everything here rests on what the month came to, so it is written last.

use kameral_base::Ore;
use kameral_closing::commands::TransferOrder;
use kameral_closing::transfer::{Instalment, TransferKind};

use super::Book;
use super::book::{APPROPRIATION, Sum};
use crate::acts::Act;
use crate::calendar::Month;
use crate::entry::{Coding, Entry, FIN, Hand, MP, ORG, Small, VHT};

/// Riksgälden's counterparty code.
const DEBT_OFFICE: &str = "1043";

pub(crate) fn month(book: &mut Book, month: Month) {
    appropriation(book, month);
    vat(book, month);
    if month.month % 3 == 0 {
        interest(book, month);
    }
    if month.month % 6 == 0 {
        loans(book, month);
    }
}

/// The month's part of the interest-bearing appropriation, by the day it is due (KFF 4 ch. 1–2 §§): what
/// the year comes to as it is known then, spread over the months left.
fn appropriation(book: &mut Book, month: Month) {
    for part in book.letter.instalments(month.year) {
        if Month::of(part.due_on) == month {
            let mut order = TransferOrder::all(month.period());
            order.kinds = Some(vec![TransferKind::Instalment]);
            order.plans.instalments.push(Instalment {
                financier: APPROPRIATION.to_owned(),
                year_amount: book.letter.funds(month.year, part.due_on),
            });
            let act = Act::Transfer {
                order,
                hand: Hand::Cashier,
                proposals: 1,
            };
            book.acts.push((month.workday(part.due_on.day()), act));
        }
    }
}

/// Input VAT of the month before comes back; output VAT of it is paid.
fn vat(book: &mut Book, month: Month) {
    let before = month.after(-1);
    let name = book.texts.month(before.month).to_owned();
    for (sum, key, bank, refunded) in [
        (Sum::InputVat, "vat-refund", "19311", "1545"),
        (Sum::CentralVat, "vat-refund-scr", "19411", "1546"),
    ] {
        let refund = book.sum(before, sum);
        let text = book.texts.filled(key, &[("month", &name)]);
        let entry = Entry::new("bank", Hand::Cashier, month.workday(16), text)
            .line(bank, refund, &Coding::none())
            .line(refunded, refund.turned(), &Coding::none());
        book.add(entry);
    }
    let mut paid = Entry::new(
        "bank",
        Hand::Cashier,
        month.workday(26),
        book.texts.filled("vat-paid", &[("month", &name)]),
    );
    for (sum, account) in [
        (Sum::Output25, "26111"),
        (Sum::Output6, "26113"),
        (Sum::OutputReverse, "26114"),
    ] {
        paid = paid.line(account, book.sum(before, sum).turned(), &Coding::none());
    }
    if !paid.draft.lines.is_empty() {
        book.add(paid.balanced_by("19321", &Coding::none()));
    }
}

fn interest(book: &mut Book, month: Month) {
    let quarter = month.quarter().to_string();
    let with = [("quarter", quarter.as_str())];
    let (earned, owed) = (book.chance.amount(28_000, 61_000), book.chance.amount(31_000, 46_000));
    let place = Coding::none()
        .with(ORG, "510")
        .with(VHT, "10")
        .with(FIN, APPROPRIATION)
        .with(MP, DEBT_OFFICE);
    let day = month.workday(30);
    let entry = Entry::new("bank", Hand::Cashier, day, book.texts.filled("interest", &with))
        .line("1910", earned, &Coding::none())
        .line("3811", earned.turned(), &place);
    book.add(entry);
    let entry = Entry::new("bank", Hand::Cashier, day, book.texts.filled("loan-interest", &with))
        .line("5911", owed, &place)
        .line("1910", owed.turned(), &Coding::none());
    book.add(entry);
}

/// Twice a year the loan is brought to the book value of what it has paid for (KFF 2 ch. 2 §).
fn loans(book: &mut Book, month: Month) {
    let half = |sum| (0..6).fold(Ore::ZERO, |total, back| total.plus(book.sum(month.after(-back), sum)));
    let (bought, written_off) = (half(Sum::Bought), half(Sum::WrittenOff));
    let day = month.workday(28);
    if !bought.is_zero() {
        let entry = Entry::new("bank", Hand::Cashier, day, book.texts.get("loan"))
            .line("1910", bought, &Coding::none())
            .line("2513", bought.turned(), &Coding::none());
        book.add(entry);
    }
    let entry = Entry::new("bank", Hand::Cashier, day, book.texts.get("loan-repaid"))
        .line("2514", written_off, &Coding::none())
        .line("1910", written_off.turned(), &Coding::none());
    book.add(entry);
}
