//! Assets: bought with loans from Riksgälden, written off month by month.

use kameral_base::Ore;

use super::Book;
use super::book::{Payable, Sum};
use crate::calendar::{Month, days_after};
use crate::data::AssetRow;
use crate::entry::{Coding, Entry, Hand, OVR, Small, kronor};

/// VAT, in thousandths.
const VAT: i64 = 250;

pub(crate) fn month(book: &mut Book, month: Month) {
    for asset in book.assets.clone() {
        if bought(book, &asset) == month {
            buy(book, &asset, month);
        }
    }
    write_off(book, month);
}

/// The month an asset was bought: before the demo, or in it.
pub(crate) fn bought(book: &Book, asset: &AssetRow) -> Month {
    let (when, count) = asset.bought.split_once('-').unwrap_or(("before", "0"));
    let count: i16 = count.parse().unwrap_or(0);
    let of = |year| Month {
        year,
        month: i8::try_from(count).unwrap_or(1),
    };
    match when {
        "prev" => of(book.calendar.previous()),
        "this" => of(book.calendar.this()),
        _ => Month {
            year: book.calendar.previous(),
            month: 1,
        }
        .after(-count),
    }
}

/// What is written off of an asset until a month has ended.
pub(crate) fn written_off(book: &Book, asset: &AssetRow, until: Month) -> Ore {
    let months = until.since(bought(book, asset)).clamp(0, asset.months);
    kronor(asset.cost_kr).part(months, asset.months)
}

/// The account of an asset's group for the year's purchases (`1`) or what is written off (`9`).
pub(crate) fn account(asset: &AssetRow, last: char) -> String {
    let mut account = asset.group.clone();
    account.pop();
    account.push(last);
    account
}

fn buy(book: &mut Book, asset: &AssetRow, month: Month) {
    let (net, day, item) = (kronor(asset.cost_kr), month.workday(14), book.item());
    let name = book.texts.get("asset-supplier").to_owned();
    let amount = net.plus(net.part(VAT, 1_000));
    let entry = Entry::new(
        "supplier_invoice",
        Hand::Accountant,
        day,
        book.texts.filled("asset", &[("name", &asset.name)]),
    )
    .with(&name)
    .line(&account(asset, '1'), net, &Coding::none().with(OVR, &asset.number))
    .line("1541", net.part(VAT, 1_000), &Coding::none())
    .item_line("2581", amount.turned(), &Coding::none(), item);
    book.add(entry);
    book.count(month, Sum::Bought, net);
    let counterparty = String::new();
    book.payables.push(Payable {
        item,
        account: "2581",
        due: days_after(day, 30),
        amount,
        counterparty,
        name,
        central_vat: None,
    });
}

/// Straight line by month from the month after the purchase; the last month takes the rounding.
fn write_off(book: &mut Book, month: Month) {
    let text = book
        .texts
        .filled("depreciation", &[("month", book.texts.month(month.month))]);
    let mut entry = Entry::new("depreciation", Hand::Controller, month.last(), text);
    let mut total = Ore::ZERO;
    for asset in book.assets.clone() {
        let part = written_off(book, &asset, month).minus(written_off(book, &asset, month.after(-1)));
        let unit = book.open_unit(&asset.unit, month.last());
        let cost = Book::cost(&unit).with(OVR, &asset.number);
        total = total.plus(part);
        entry = entry.line(cost_account(&asset), part, &cost).line(
            &account(&asset, '9'),
            part.turned(),
            &Coding::none().with(OVR, &asset.number),
        );
    }
    book.add(entry);
    book.count(month, Sum::WrittenOff, total);
}

fn cost_account(asset: &AssetRow) -> &'static str {
    match asset.group.as_str() {
        "1040" => "6911",
        "1190" => "69121",
        "1210" => "69131",
        "1220" => "69132",
        _ => "69133",
    }
}
