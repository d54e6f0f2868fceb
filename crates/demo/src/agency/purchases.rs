//! Purchases: invoices registered here, and those the e-commerce service has numbered.

use kameral_base::{Date, Ore, Quantity};

use super::Book;
use super::book::{CENTRAL_APPROPRIATION, Payable};
use crate::calendar::{Month, days_after};
use crate::data::{Project, Supply, Unit};
use crate::entry::{Coding, Entry, FIN, Hand, MP, ORG, Small};

/// VAT the buyer reckons on services from abroad, in thousandths.
const REVERSE_CHARGE: i64 = 250;
/// Days to pay.
const TERMS: [i64; 4] = [30, 30, 30, 20];

pub(crate) fn month(book: &mut Book, month: Month) {
    let mut documented = false;
    for supply in book.supplies.clone() {
        for _ in 0..book.chance.times_a_month(supply.per_year) {
            let last = month.last().day();
            let day = month.workday(i8::try_from(book.chance.between(1, i64::from(last))).unwrap_or(1));
            let (entry, payable) = invoice(book, &supply, day);
            let entry = if documented || supply.measure.is_empty() {
                entry
            } else {
                with_document(book, entry, &payable)
            };
            documented |= entry.document.is_some();
            book.add(entry);
            book.payables.push(payable);
        }
    }
}

/// What an invoice is worth.
struct Worth {
    net: Ore,
    quantity: Quantity,
    /// Currency and its minor units.
    foreign: Option<(String, i64)>,
}

/// An invoice and the debt it leaves.
pub(crate) fn invoice(book: &mut Book, supply: &Supply, day: Date) -> (Entry, Payable) {
    let unit = if supply.unit.is_empty() {
        book.any_unit(day)
    } else {
        book.open_unit(&supply.unit, day)
    };
    let coding = coding(book, supply, &unit, day);
    let worth = worth(book, supply, day);
    let number = book.invoice_number();
    let text = book
        .texts
        .filled("invoice-number", &[("text", &supply.text), ("n", &number)]);
    let (kind, hand) = if supply.series == "E" {
        ("service_invoice", Hand::File)
    } else {
        ("supplier_invoice", Hand::Accountant)
    };
    let mut entry = Entry::new(kind, hand, day, text).with(&supply.name);
    entry.draft.event_date = Some(days_after(day, -book.chance.between(0, 6)));
    entry = entry
        .line(&supply.account, worth.net, &coding)
        .counting(worth.quantity, &supply.measure);
    let central = coding.at(FIN) == CENTRAL_APPROPRIATION;
    let input_vat = if central { "1542" } else { "1541" };
    let mut owed = worth.net;
    let mut central_vat = central.then_some(Ore::ZERO);
    if let Some((currency, minor)) = &worth.foreign {
        let vat = worth.net.part(REVERSE_CHARGE, 1_000);
        entry = entry.foreign(currency, *minor);
        entry = entry
            .line(input_vat, vat, &Coding::none())
            .line("26114", vat.turned(), &Coding::none());
    } else {
        let vat = worth.net.part(supply.vat_permille, 1_000);
        owed = owed.plus(vat);
        central_vat = central_vat.map(|_| vat);
        entry = entry.line(input_vat, vat, &Coding::none());
    }
    let payable = Payable {
        item: book.item(),
        account: if supply.counterparty.is_empty() { "2581" } else { "2561" },
        due: days_after(day, *book.chance.pick(&TERMS)),
        amount: owed,
        counterparty: supply.counterparty.clone(),
        name: supply.name.clone(),
        central_vat,
    };
    entry = entry.item_line(payable.account, owed.turned(), &payable.coding(), payable.item);
    if let Some((currency, minor)) = &worth.foreign {
        entry = entry.foreign(currency, -minor);
    }
    (entry, payable)
}

/// The cost's coding: a project when chance says so, otherwise the unit's own operation.
fn coding(book: &mut Book, supply: &Supply, unit: &Unit, day: Date) -> Coding {
    let coding = if book.chance.permille(supply.project_permille) {
        let open: Vec<Project> = book
            .projects
            .iter()
            .filter(|p| book.is_open(&p.from, &p.to, day))
            .cloned()
            .collect();
        let near: Vec<Project> = open
            .iter()
            .filter(|project| project.unit == unit.value)
            .cloned()
            .collect();
        let project = book.chance.pick(if near.is_empty() { &open } else { &near }).clone();
        book.project_cost(&project, day).with(ORG, &unit.value)
    } else {
        Book::cost(unit).with(FIN, &unit.financier)
    };
    coding.with(MP, &supply.counterparty)
}

fn worth(book: &mut Book, supply: &Supply, day: Date) -> Worth {
    let net = book.chance.amount(supply.min_kr, supply.max_kr);
    if !supply.currency.is_empty() {
        let rate = book.rates[&(supply.currency.clone(), Month::of(day))];
        let minor = net.part(1_000_000, rate).get();
        let foreign = Some((supply.currency.clone(), minor));
        return Worth {
            net: Ore::new(minor).part(rate, 1_000_000),
            quantity: Quantity::ZERO,
            foreign,
        };
    }
    if supply.price_ore == 0 {
        return Worth {
            net,
            quantity: Quantity::ZERO,
            foreign: None,
        };
    }
    // Halves of a unit, as hours and cubic metres are invoiced.
    let halves = (net.get() * 2 / supply.price_ore).max(1);
    Worth {
        net: Ore::new(supply.price_ore).part(halves, 2),
        quantity: Quantity::new(halves * 500),
        foreign: None,
    }
}

fn with_document(book: &Book, mut entry: Entry, payable: &Payable) -> Entry {
    let number = entry.draft.text.rsplit(' ').next().unwrap_or_default().to_owned();
    let with = [
        ("n", number.as_str()),
        ("name", payable.name.as_str()),
        ("text", entry.draft.text.as_str()),
    ];
    entry.document = Some((
        format!("faktura-{number}.txt"),
        book.texts.filled("contract-text", &with),
    ));
    entry
}
