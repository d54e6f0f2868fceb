//! Vouchers for volume: small ones that leave nothing open, as many as are asked for.
//!
//! Their choices come from a stream of their own, so the ordinary vouchers are the same whatever
//! number is asked for.

use kameral_base::{Date, Ore};

use super::Book;
use super::book::FEES;
use crate::calendar::Month;
use crate::chance::Chance;
use crate::data::{Resource, Unit};
use crate::entry::{Coding, Entry, FIN, Hand, ORG, PROJ, RESURS, Small, VHT, kronor, units};

/// Of ten vouchers, this many are purchases by card.
const CARD: i64 = 5;
/// Of ten vouchers, this many are reported time; the rest are fees paid at once.
const TIME: i64 = 3;
/// Smallest and largest purchase, in kronor net.
const CARD_KR: (i64, i64) = (35, 1_490);
/// Fees, in kronor.
const FEE_KR: [i64; 4] = [350, 700, 1_200, 2_400];
/// The standard price of an hour, in kronor.
const HOUR_KR: i64 = 685;
/// VAT, in thousandths.
const VAT: i64 = 250;
/// Accounts of purchases by card.
const CARD_ACCOUNTS: [&str; 8] = ["5631", "5511", "5621", "5651", "55113", "5741", "5692", "5641"];

pub(crate) fn month(book: &mut Book, month: Month, count: usize) {
    if count == 0 {
        return;
    }
    let stock = Stock::new(book, month);
    let mut chance = book.more_chance.clone();
    for _ in 0..count {
        let day = month.workday(i8::try_from(chance.between(1, i64::from(month.last().day()))).unwrap_or(1));
        let entry = match chance.between(0, 9) {
            n if n < CARD => stock.card(&mut chance, day),
            n if n < CARD + TIME => stock.time(&mut chance, day),
            _ => stock.fee(&mut chance, day),
        };
        book.add(entry);
    }
    book.more_chance = chance;
}

/// What the appropriation must be raised by for so many vouchers in a year: purchases on average
/// less nothing, since fees go elsewhere.
pub(crate) fn yearly_cost(vouchers: i64) -> Ore {
    let (least, most) = CARD_KR;
    kronor(i64::midpoint(least, most)).part(vouchers.saturating_mul(CARD), 10)
}

/// One purchase by card, for who measures: with the lines that cover it, where no rule does.
pub(crate) fn purchase(book: &mut Book, month: Month) -> Entry {
    let stock = match book.stock.take().filter(|stock| stock.month == month) {
        Some(stock) => stock,
        None => Stock::new(book, month),
    };
    let last = i64::from(month.last().day());
    let mut chance = book.more_chance.clone();
    let day = month.workday(i8::try_from(chance.between(1, last)).unwrap_or(1));
    let entry = stock.card(&mut chance, day);
    (book.more_chance, book.stock) = (chance, Some(stock));
    let paid = entry.draft.lines.last().map_or(Ore::ZERO, |line| line.amount);
    entry
        .line("19341", paid.turned(), &Coding::none())
        .line("1910", paid, &Coding::none())
}

/// What the vouchers of a month are made of.
pub(crate) struct Stock {
    month: Month,
    units: Vec<Unit>,
    people: Vec<(Resource, Coding, Coding)>,
    things: Vec<String>,
    card: String,
    time: String,
    fee: String,
    issuer: String,
    guides: String,
}

impl Stock {
    fn new(book: &Book, month: Month) -> Self {
        // A unit that closes within the month is left out of it.
        let open = |unit: &Unit| book.is_open(&unit.from, &unit.to, month.first());
        let units: Vec<Unit> = book.staffed(month.last()).into_iter().filter(open).collect();
        let people = book.resources.iter().filter_map(|person| {
            let project = book.project(&person.projects, month.last())?;
            let unit = units.iter().find(|unit| unit.value == person.unit)?;
            let own = Coding::none()
                .with(ORG, &unit.value)
                .with(VHT, &unit.operation)
                .with(RESURS, &person.value);
            Some((person.clone(), own.clone().with(PROJ, &project.value), own))
        });
        let get = |key: &str| book.texts.get(key).to_owned();
        Self {
            month,
            people: people.collect(),
            units,
            things: book.texts.list("more-things").into_iter().map(str::to_owned).collect(),
            card: get("more-card"),
            time: get("more-time"),
            fee: get("more-fee"),
            issuer: get("cardholders"),
            guides: get("guides"),
        }
    }

    fn card(&self, chance: &mut Chance, day: Date) -> Entry {
        let net = chance.amount(CARD_KR.0, CARD_KR.1);
        let vat = net.part(VAT, 1_000);
        let paid = net.plus(vat);
        let number = chance.between(100_000, 999_999).to_string();
        let thing: &String = chance.pick(&self.things);
        let text = self.card.replace("{text}", thing).replace("{n}", &number);
        let cost = Book::cost(chance.pick(&self.units));
        let account: &&str = chance.pick(&CARD_ACCOUNTS);
        Entry::new("bank", Hand::File, day, text)
            .with(&self.issuer)
            .line(account, net, &cost)
            .line("1541", vat, &Coding::none())
            .line("19321", paid.turned(), &Coding::none())
    }

    fn time(&self, chance: &mut Chance, day: Date) -> Entry {
        let (_, spent, own) = chance.pick(&self.people);
        let hours = chance.between(1, 40);
        let price = kronor(HOUR_KR * hours);
        let week = (i64::from(day.day_of_year()) - 1) / 7 + 1;
        Entry::new(
            "allocation_run",
            Hand::File,
            day,
            self.time.replace("{n}", &week.to_string()),
        )
        .line("9411", price, spent)
        .counting(units(hours), "tim")
        .line("9419", price.turned(), own)
        .counting(units(-hours), "tim")
    }

    fn fee(&self, chance: &mut Chance, day: Date) -> Entry {
        let fee = kronor(*chance.pick(&FEE_KR));
        let number = chance.between(100_000, 999_999).to_string();
        let unit = self
            .units
            .iter()
            .find(|unit| unit.value == "412")
            .unwrap_or(&self.units[0]);
        let revenue = Book::cost(unit).with(FIN, FEES);
        Entry::new("bank", Hand::File, day, self.fee.replace("{n}", &number))
            .with(&self.guides)
            .line("19311", fee, &Coding::none())
            .line("3172", fee.turned(), &revenue)
    }
}
