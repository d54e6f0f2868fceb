//! The State's money: appropriation, VAT back, interest, loans, and the banks' daily cover.
//!
//! Everything here rests on what the month came to, so it is written last. Charging the
//! appropriation will be a posting rule's work; the demo posts what such a run would.

use kameral_base::Ore;

use super::Book;
use super::book::{APPROPRIATION, Sum};
use crate::calendar::Month;
use crate::entry::{Coding, Entry, FIN, Hand, MP, ORG, Small, VHT, kronor};

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
    charge(book, month);
    cover(book, month);
}

/// One twelfth of the year's appropriation by the 25th (KFF 4 ch. 1–2 §§).
fn appropriation(book: &mut Book, month: Month) {
    let twelfth = book.appropriation.part(1, 12);
    let text = book
        .texts
        .filled("appropriation", &[("month", book.texts.month(month.month))]);
    let entry = Entry::new("bank", Hand::Cashier, month.workday(24), text)
        .line("1910", twelfth, &Coding::none())
        .line("1758", twelfth.turned(), &Coding::none());
    book.add(entry);
}

/// Input VAT of the month before comes back; output VAT of it is paid.
fn vat(book: &mut Book, month: Month) {
    let before = month.after(-1);
    let name = book.texts.month(before.month).to_owned();
    let refund = book.sum(before, Sum::InputVat);
    let text = book.texts.filled("vat-refund", &[("month", &name)]);
    let entry = Entry::new("bank", Hand::Cashier, month.workday(16), text)
        .line("19311", refund, &Coding::none())
        .line("1545", refund.turned(), &Coding::none());
    book.add(entry);
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

/// Costs of the appropriation are charged to it, as they are booked (*kostnadsmässigt*).
fn charge(book: &mut Book, month: Month) {
    let cost = book.sum(month, Sum::Charge);
    let coding = Coding::none().with(FIN, APPROPRIATION);
    let text = book.texts.filled("charge", &[("month", book.texts.month(month.month))]);
    let entry = Entry::new("rule_run", Hand::Controller, month.last(), text)
        .line("1751", cost, &coding)
        .line("3011", cost.turned(), &coding);
    book.add(entry);
}

/// Each day every bank account comes to nothing: the interest account and the State's central
/// account carry what moved.
fn cover(book: &mut Book, month: Month) {
    let text = book.texts.get("cover").to_owned();
    for day in (1..=month.last().day()).map(|day| month.day(day)) {
        let mut entry = Entry::new("bank_cover", Hand::Cashier, day, text.clone());
        for (bank, pair, state) in [
            ("19311", "19331", "1910"),
            ("19321", "19341", "1910"),
            ("19411", "19421", "1793"),
            ("19431", "19441", "1794"),
        ] {
            let moved = book.bank.remove(&(day, bank)).unwrap_or_default();
            entry = entry
                .line(state, moved, &Coding::none())
                .line(pair, moved.turned(), &Coding::none());
        }
        if !entry.draft.lines.is_empty() {
            book.add(entry);
        }
    }
}

/// The appropriation that a demo of ordinary size is given, in kronor a year.
const APPROPRIATION_KR: i64 = 108_000_000;

/// The year's appropriation: enough for the ordinary costs and for those added for volume.
pub(crate) fn year_appropriation(added: Ore) -> Ore {
    kronor(APPROPRIATION_KR).plus(added).part(1, 120_000).part(120_000, 1)
}
