//! Fees: invoices, payments, reminders, and what is never paid.
//!
//! Fees the agency keeps go to its interest account. Levies (*uppbörd*) go to the State's budget:
//! the claim is reported on a revenue title in the same voucher, and the money goes to the State's
//! central account.

use kameral_base::{Date, Ore};

use super::Book;
use super::book::{FEES, REVENUE_TITLE, Receivable};
use crate::calendar::{Month, days_after};
use crate::data::Sale;
use crate::entry::{Coding, Entry, FIN, Hand, MP, ORG, PROJ, Small, VHT, kronor};

/// Customers of a thousand who never pay.
const NEVER: i64 = 12;
/// Customers of a thousand who pay late.
const LATE: i64 = 110;
/// Days after the due day when a reminder is sent.
const REMINDER_DAYS: i64 = 15;
/// Days after the due day when a claim is given up.
const GIVEN_UP_DAYS: i64 = 150;
/// Claims of no more than this are not reminded of, in kronor.
const REMINDED_KR: i64 = 60;

pub(crate) fn month(book: &mut Book, month: Month) {
    for sale in book.sales.clone() {
        for _ in 0..book.chance.times_a_month(sale.per_year) {
            let last = i64::from(month.last().day());
            let day = month.workday(i8::try_from(book.chance.between(1, last)).unwrap_or(1));
            invoice(book, &sale, day);
        }
    }
    reminders(book, month);
    payments(book, month);
    given_up(book, month);
}

fn invoice(book: &mut Book, sale: &Sale, day: Date) {
    let number = book.invoice_number();
    let net = book.chance.amount(sale.min_kr, sale.max_kr).whole();
    let unit = book.open_unit(&sale.unit, day);
    let project = if book.project(&sale.project, day).is_some() {
        sale.project.as_str()
    } else {
        ""
    };
    let coding = Book::cost(&unit)
        .with(FIN, &sale.financier)
        .with(PROJ, project)
        .with(MP, &sale.counterparty);
    let receivable = Receivable {
        item: book.item(),
        account: account(sale),
        pays: pays(book, day),
        due: days_after(day, 30),
        amount: net.plus(net.part(sale.vat_permille, 1_000)),
        counterparty: sale.counterparty.clone(),
        name: sale.name.clone(),
        number: number.clone(),
    };
    let key = if sale.kind == "levy" {
        "levy-invoice"
    } else {
        "invoice-number"
    };
    let text = book.texts.filled(key, &[("text", &sale.text), ("n", &number)]);
    let mut entry = Entry::new("customer_invoice", Hand::Accountant, day, text)
        .with(&sale.name)
        .item_line(
            receivable.account,
            receivable.amount,
            &receivable.coding(),
            receivable.item,
        );
    if sale.kind == "levy" {
        let title = coding.with(VHT, REVENUE_TITLE);
        entry = entry.line(&sale.account, net.turned(), &title);
    } else {
        let vat = net.part(sale.vat_permille, 1_000).turned();
        let account = if sale.vat_permille == 60 { "26113" } else { "26111" };
        entry = entry
            .line(&sale.account, net.turned(), &coding)
            .line(account, vat, &Coding::none());
    }
    book.add(entry);
    book.receivables.push(receivable);
}

fn account(sale: &Sale) -> &'static str {
    match (sale.kind.as_str(), sale.counterparty.is_empty()) {
        ("levy", _) => "1512",
        (_, true) => "1511",
        (_, false) => "1531",
    }
}

fn pays(book: &mut Book, day: Date) -> Option<Date> {
    if book.chance.permille(NEVER) {
        return None;
    }
    let days = if book.chance.permille(LATE) {
        book.chance.between(38, 75)
    } else {
        book.chance.between(14, 31)
    };
    let paid = days_after(day, days);
    Some(Month::of(paid).workday(paid.day()))
}

/// Interest on what is late, paid with the invoice.
fn reminders(book: &mut Book, month: Month) {
    let late: Vec<Receivable> = book
        .receivables
        .iter()
        .filter(|claim| Month::of(days_after(claim.due, REMINDER_DAYS)) == month && claim.account == "1511")
        .filter(|claim| {
            claim
                .pays
                .is_none_or(|pays| days_after(claim.due, REMINDER_DAYS) < pays)
        })
        .filter(|claim| kronor(REMINDED_KR) < claim.amount)
        .cloned()
        .collect();
    for claim in late {
        let day = month.workday(days_after(claim.due, REMINDER_DAYS).day());
        let interest = claim.amount.part(12 * REMINDER_DAYS, 36_500);
        let text = book.texts.filled("reminder", &[("n", &claim.number)]);
        let item = book.item();
        let fees = Coding::none().with(FIN, FEES).with(ORG, "510").with(VHT, "10");
        let entry = Entry::new("customer_invoice", Hand::Cashier, day, text)
            .with(&claim.name)
            .item_line(claim.account, interest, &Coding::none(), item)
            .line("3833", interest.turned(), &fees);
        book.add(entry);
        // A reminder is not itself reminded of.
        book.receivables.push(Receivable {
            item,
            amount: interest,
            due: days_after(day, 400),
            ..claim
        });
    }
}

fn payments(book: &mut Book, month: Month) {
    let (paid, left): (Vec<Receivable>, Vec<Receivable>) = std::mem::take(&mut book.receivables)
        .into_iter()
        .partition(|claim| claim.pays.is_some_and(|pays| Month::of(pays) == month));
    book.receivables = left;
    for claim in paid {
        let day = claim.pays.unwrap_or(month.last());
        let bank = if claim.account == "1512" { "19411" } else { "19311" };
        let text = book.texts.filled("customer-payment", &[("n", &claim.number)]);
        let mut entry = Entry::new("customer_payment", Hand::Cashier, day, text)
            .with(&claim.name)
            .line(bank, claim.amount, &Coding::none())
            .item_line(claim.account, claim.amount.turned(), &claim.coding(), claim.item);
        entry.settles = true;
        book.add(entry);
    }
}

/// A claim nobody will pay becomes a cost of the fees; levies are left for enforcement.
fn given_up(book: &mut Book, month: Month) {
    let gone = |claim: &Receivable| {
        claim.pays.is_none() && claim.account == "1511" && Month::of(days_after(claim.due, GIVEN_UP_DAYS)) == month
    };
    let (lost, left): (Vec<Receivable>, Vec<Receivable>) =
        std::mem::take(&mut book.receivables).into_iter().partition(gone);
    book.receivables = left;
    for claim in lost {
        let day = month.workday(20);
        let text = book.texts.filled("bad-debt", &[("n", &claim.number)]);
        let cost = Coding::none().with(ORG, "510").with(VHT, "10").with(FIN, FEES);
        let mut entry = Entry::new("general", Hand::Accountant, day, text)
            .with(&claim.name)
            .line("5441", claim.amount, &cost)
            .item_line(claim.account, claim.amount.turned(), &Coding::none(), claim.item);
        entry.settles = true;
        book.add(entry);
    }
}

/// Claims the demo begins with: account, amount in kronor, days into the first year when paid.
pub(crate) const OPENING_CLAIMS: [(&str, i64, i64); 6] = [
    ("1511", 38_000, 9),
    ("1511", 23_750, 13),
    ("1511", 61_250, 16),
    ("1511", 9_500, 22),
    ("1512", 4_600, 8),
    ("1512", 9_200, 27),
];

/// A claim from before the demo.
pub(crate) fn opening_claim(book: &mut Book, at: (&'static str, i64, i64), number: String) -> (Receivable, Ore) {
    let (account, amount_kr, days) = at;
    let first = Month {
        year: book.calendar.previous(),
        month: 1,
    }
    .first();
    let pays = days_after(first, days);
    let amount = kronor(amount_kr);
    let item = book.item();
    let name = book.sales[0].name.clone();
    let pays = Some(Month::of(pays).workday(pays.day()));
    (
        Receivable {
            item,
            account,
            pays,
            due: first,
            amount,
            counterparty: String::new(),
            name,
            number,
        },
        amount,
    )
}
