//! The balances the demo begins with, as if from a former system.

use kameral_base::Ore;

use super::Book;
use super::assets::{account, bought, written_off};
use super::book::{Payable, Sum};
use super::customers::{OPENING_CLAIMS, opening_claim};
use crate::calendar::{Month, days_after};
use crate::data::{OpeningRow, rows};
use crate::entry::{Coding, Entry, FIN, Hand, MP, OVR, Small, kronor};

/// Supplier invoices that wait for their payment when the demo begins.
const DEBTS: usize = 24;

/// One voucher in the opening period of the first year, balanced by the capital change of years before.
pub(crate) fn opening(book: &mut Book) -> Entry {
    let first = Month {
        year: book.calendar.previous(),
        month: 1,
    };
    let mut entry = Entry::new(
        "opening_balance",
        Hand::Controller,
        first.first(),
        book.texts.get("opening"),
    );
    entry.draft.period = kameral_base::Period::new(i32::from(first.year), 0).ok();
    let rows: Vec<OpeningRow> = rows!("agency/opening.csv");
    for row in rows {
        let coding = Coding::counterparty(&row.counterparty).with(FIN, &row.financier);
        entry = entry.line(&row.account, kronor(row.amount_kr), &coding);
        remember(book, first, &row);
    }
    entry = assets(book, entry, first);
    entry = claims(book, entry);
    entry = debts(book, entry, first);
    entry.balanced_by("2070", &Coding::none())
}

/// What January settles of the month before.
fn remember(book: &mut Book, first: Month, row: &OpeningRow) {
    let before = first.after(-1);
    let owed = kronor(row.amount_kr).turned();
    match row.account.as_str() {
        "1540" => book.count(before, Sum::InputVat, kronor(row.amount_kr)),
        "2571" => book.count(before, Sum::Contributions, owed),
        "2572" => book.count(before, Sum::Premiums, owed),
        "2591" => book.count(before, Sum::Tax, owed),
        _ => {}
    }
}

/// Cost and what is written off of every asset; the loan is their book value.
fn assets(book: &Book, mut entry: Entry, first: Month) -> Entry {
    let mut loan = Ore::ZERO;
    for asset in book.assets.iter().filter(|asset| bought(book, asset) < first) {
        let (cost, gone) = (kronor(asset.cost_kr), written_off(book, asset, first.after(-1)));
        let coding = Coding::none().with(OVR, &asset.number);
        entry = entry
            .line(&asset.group, cost, &coding)
            .line(&account(asset, '9'), gone.turned(), &coding);
        loan = loan.plus(cost.minus(gone));
    }
    entry.line("2510", loan.turned(), &Coding::none())
}

fn claims(book: &mut Book, mut entry: Entry) -> Entry {
    for at in OPENING_CLAIMS {
        let number = book.invoice_number();
        let text = book.texts.filled("opening-receivable", &[("n", &number)]);
        let (claim, amount) = opening_claim(book, at, number);
        entry = entry
            .item_line(claim.account, amount, &claim.coding(), claim.item)
            .saying(&text);
        book.receivables.push(claim);
    }
    entry
}

fn debts(book: &mut Book, mut entry: Entry, first: Month) -> Entry {
    for _ in 0..DEBTS {
        let supply = book.chance.pick(&book.supplies).clone();
        let amount = book.chance.amount(supply.min_kr, supply.max_kr);
        let account = if supply.counterparty.is_empty() { "2581" } else { "2561" };
        let number = book.invoice_number();
        let text = book.texts.filled("opening-invoice", &[("n", &number)]);
        let item = book.item();
        let coding = Coding::none().with(MP, &supply.counterparty);
        entry = entry.item_line(account, amount.turned(), &coding, item).saying(&text);
        let due = days_after(first.first(), book.chance.between(1, 24));
        let (counterparty, name) = (supply.counterparty, supply.name);
        book.payables.push(Payable {
            item,
            account,
            due,
            amount,
            counterparty,
            name,
            central_vat: None,
        });
    }
    entry
}
