//! *Fördelningsnycklar* and standard prices of the agency (GL-04, GL-16, GL-17).

use kameral_access::Cx;
use kameral_allocation::commands::{save_key, set_price};
use kameral_allocation::key::{
    AllocationKey, Basis, DifferenceAccounts, KeyLine, KeyState, Parting, Reach, Receiver, Selection, StandardPrice,
};
use kameral_base::{Date, Ore, Pattern, Rounding};
use kameral_ledger::model::{Account, RuleSet, Taken};
use kameral_ledger::register::Change;
use kameral_ledger::standard::{self, StandardMistake};
use serde::Deserialize;

use super::Book;
use crate::calendar::{Month, days_after};
use crate::data::rows;
use crate::entry::{Small, kronor};
use crate::fault::DemoFault;

/// How many keys there are.
pub(crate) const KEYS: usize = 3;
/// The key that charges common costs by a rate.
pub(crate) const OVERHEAD: &str = "gemensamt";
/// The account hours stand on, counted and worth nothing.
pub(crate) const HOURS: &str = "9401";
/// Their unit.
pub(crate) const HOUR_UNIT: &str = "tim";

/// The account of the chart that the account of hours is made like.
const LIKE: &str = "9411";
/// Units whose costs are common.
const COMMON: &str = "100-130,510,520";
/// Units that bear them: those with people that are not common.
const BEARERS: &str = "2*,3*,4*";
/// The unit that pays the rent.
const LANDLORD: &str = "540";
/// The rate on pay, in millionths.
const RATE: i64 = 980_000;
/// Contributions and premiums on pay, and the months of a year, over the hours of one: in thousandths.
const HOUR_OF_PAY: (i64, i64) = (12 * 1_386, 1_000 * 1_600);
/// What prices rise by in the second year, in thousandths.
const RAISED: i64 = 1_031;
/// Prices are whole numbers of this, in kronor.
const STEP_KR: i64 = 5;

/// What is registered before the first month.
pub(crate) struct Keys {
    keys: Vec<AllocationKey>,
    prices: Vec<StandardPrice>,
}

#[derive(Deserialize)]
struct KeyRow {
    key: String,
    name: String,
    name_en: String,
    note: String,
}

/// The account of hours, which the chart leaves to the agency.
pub(crate) fn accounts() -> Result<Vec<Change>, StandardMistake> {
    let rows: Vec<KeyRow> = rows!("agency/keys.csv");
    let named = rows.into_iter().next_back();
    let changes = standard::changes(RuleSet::State)?;
    let like = changes.into_iter().find_map(|change| match change {
        Change::Account(account) if account.account == LIKE => Some(account),
        _ => None,
    });
    let account = like.zip(named).map(|(like, named)| Account {
        account: HOURS.to_owned(),
        name: named.name,
        name_en: named.name_en,
        ..like
    });
    Ok(account.into_iter().map(Change::Account).collect())
}

impl Keys {
    /// Keys and prices of both years.
    pub fn new(book: &Book) -> Self {
        let rows: Vec<KeyRow> = rows!("agency/keys.csv");
        let keys = rows.into_iter().flat_map(|row| match row.key.as_str() {
            OVERHEAD => vec![overhead(&row)],
            "tid" => vec![hours(&row)],
            _ => premises(book, &row),
        });
        Self {
            keys: keys.collect(),
            prices: prices(book),
        }
    }

    /// Registers all of it.
    pub fn register(&self, cx: &Cx) -> Result<(), DemoFault> {
        for price in &self.prices {
            set_price(cx, None, price).map_err(DemoFault::stopped)?;
        }
        for key in &self.keys {
            save_key(cx, None, key).map_err(DemoFault::stopped)?;
        }
        Ok(())
    }
}

/// Rent by square metres; a version for each time the units were the same.
fn premises(book: &Book, row: &KeyRow) -> Vec<AllocationKey> {
    let day = |text: &str| book.calendar.day(text);
    let first = Date::constant(book.calendar.previous(), 1, 1);
    let begun = book.units.iter().filter_map(|unit| day(&unit.from));
    let ended = book.units.iter().filter_map(|unit| Some(days_after(day(&unit.to)?, 1)));
    let mut starts: Vec<Date> = begun.chain(ended).filter(|start| first < *start).collect();
    starts.push(first);
    starts.sort();
    starts.dedup();
    let versions = (1..).zip(&starts).map(|(version, start)| {
        let receivers = book.staffed(*start).into_iter().map(|unit| Receiver {
            values: vec![("ORG".to_owned(), unit.value), ("VHT".to_owned(), unit.operation)],
            share: unit.area,
        });
        let next = starts.iter().find(|next| start < next);
        AllocationKey {
            version,
            parting: Parting::Weights(receivers.collect()),
            valid_from: Some(*start),
            valid_to: next.map(|next| days_after(*next, -1)),
            ..key(row, 10, selection("50*", LANDLORD), ("9521", "9529"))
        }
    });
    versions.collect()
}

/// Leadership and support, by a rate on the pay of those who do what the agency is for.
fn overhead(row: &KeyRow) -> AllocationKey {
    let mut key = AllocationKey {
        parting: Parting::Rate {
            basis: Basis {
                of: selection("4011", BEARERS),
                unit: None,
            },
            millionths: RATE,
        },
        difference: Some(DifferenceAccounts {
            charge: "9811".to_owned(),
            relief: "9819".to_owned(),
        }),
        ..key(row, 20, selection("4*,5*,6*,9521", COMMON), ("9511", "9519"))
    };
    // What relieves the pool stands on the agency as a whole, in its leadership.
    key.relief.values = vec![fixed("ORG", "1"), fixed("VHT", "10")];
    key
}

/// Hours of projects, each at the price of who worked them.
fn hours(row: &KeyRow) -> AllocationKey {
    let mut key = AllocationKey {
        parting: Parting::Price {
            basis: Basis {
                of: Selection {
                    accounts: pattern(HOURS),
                    values: Vec::new(),
                },
                unit: Some(HOUR_UNIT.to_owned()),
            },
            dimension: "RESURS".to_owned(),
        },
        ..key(row, 30, selection("4*", ""), ("9411", "9419"))
    };
    key.pool.values = vec![("PROJ".to_owned(), Pattern::exact("").expect("an empty value"))];
    key.charge.values = ["ORG", "VHT", "PROJ", "RESURS"].map(copied).into();
    key.relief.values = ["ORG", "VHT", "RESURS"].map(copied).into();
    key
}

/// A key from the first day, without a parting yet; lines bear unit and operation.
fn key(row: &KeyRow, order: i64, pool: Selection, (charge, relief): (&str, &str)) -> AllocationKey {
    let line = |account: &str| KeyLine {
        account: Taken::Fixed(account.to_owned()),
        values: ["ORG", "VHT"].map(copied).into(),
    };
    AllocationKey {
        key: row.key.clone(),
        version: 1,
        name: row.name.clone(),
        name_en: row.name_en.clone(),
        order,
        state: KeyState::InForce,
        pool,
        reach: Reach::Period,
        parting: Parting::Weights(Vec::new()),
        charge: line(charge),
        relief: line(relief),
        difference: None,
        valid_from: None,
        valid_to: None,
        note: row.note.clone(),
    }
}

fn selection(accounts: &str, units: &str) -> Selection {
    let values = if units.is_empty() {
        Vec::new()
    } else {
        vec![("ORG".to_owned(), pattern(units))]
    };
    Selection {
        accounts: pattern(accounts),
        values,
    }
}

fn pattern(text: &str) -> Pattern {
    Pattern::parse(text).expect("patterns of the demo can be read")
}

fn fixed(code: &str, value: &str) -> (String, Taken) {
    (code.to_owned(), Taken::Fixed(value.to_owned()))
}

fn copied(code: &str) -> (String, Taken) {
    (code.to_owned(), Taken::Copied)
}

/// What an hour of each person in a project costs, from the pay of the unit.
fn prices(book: &Book) -> Vec<StandardPrice> {
    let years = [(book.calendar.previous(), 1_000), (book.calendar.this(), RAISED)];
    let people = book.resources.iter().filter(|person| !person.projects.is_empty());
    let priced = people.flat_map(|person| {
        years.map(|(year, raised)| {
            let month = Month { year, month: 1 };
            let pay = kronor(book.open_unit(&person.unit, month.first()).pay).part(raised, 1_000);
            let (share, of) = HOUR_OF_PAY;
            StandardPrice {
                dimension: "RESURS".to_owned(),
                resource: person.value.clone(),
                unit: HOUR_UNIT.to_owned(),
                valid_from: month.first(),
                price: stepped(pay.part(share, of)),
                proposed: false,
            }
        })
    });
    priced.collect()
}

fn stepped(price: Ore) -> Ore {
    let step = kronor(STEP_KR);
    price.round_to(step, Rounding::HalfAwayFromZero).unwrap_or(price)
}
