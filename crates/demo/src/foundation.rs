//! The foundation: small books under the municipal rule set, to show that nothing here is the State's alone.

use std::collections::BTreeMap;

use kameral_base::{Date, EntityId, Ore, Period, UserId};
use kameral_ledger::model::{DimensionValue, PeriodState, RuleSet};
use kameral_ledger::register::Change;
use kameral_ledger::standard::{self, StandardMistake};
use kameral_store::Store;
use serde::Deserialize;

use crate::acts::Act;
use crate::calendar::{Calendar, Month, closing_day, days_after};
use crate::chance::Chance;
use crate::clerk::{Clerk, Progress};
use crate::data::{Texts, rows};
use crate::entry::{Coding, Entry, Hand, Item, Small, kronor};
use crate::fault::DemoFault;

/// Positions of the standard's dimensions for municipalities (`standard/municipal/dimensions.csv`).
const UNIT: u8 = 1;
const OPERATION: u8 = 2;
const PROJECT: u8 = 3;
const COUNTERPARTY: u8 = 4;

/// Pay of a month by unit and operation, in kronor.
const PAY_KR: [(&str, &str, i64); 4] = [
    ("10", "100", 84_000),
    ("21", "400", 196_000),
    ("22", "450", 72_500),
    ("30", "800", 31_000),
];
/// Employer's contributions, in hundredths of a per cent.
const CONTRIBUTIONS: i64 = 3_142;
/// Income tax, in thousandths.
const TAX: i64 = 236;
/// Rent of a month, in kronor.
const RENT_KR: i64 = 38_500;
/// What is written off in a month, in kronor.
const DEPRECIATION_KR: i64 = 9_400;
/// Costs of the office that are shared in a month, in kronor.
const SHARED_KR: i64 = 46_000;
/// Balances the demo begins with, in kronor; equity balances them.
const OPENING_KR: [(&str, i64); 6] = [
    ("1220", 1_128_000),
    ("1229", -414_000),
    ("1930", 1_846_200),
    ("2710", -88_900),
    ("2730", -118_700),
    ("2920", -212_400),
];
/// The seed of its choices.
const SEED: u64 = 2098;

/// Something bought or received a number of times a year.
#[derive(Debug, Clone, Deserialize)]
struct Flow {
    name: String,
    account: String,
    against: String,
    unit: String,
    operation: String,
    counterparty: String,
    text: String,
    vat_permille: i64,
    per_year: i64,
    min_kr: i64,
    max_kr: i64,
}

#[derive(Deserialize)]
struct ValueRow {
    dimension: String,
    value: String,
    name: String,
}

/// The foundation's name.
pub(crate) fn name() -> String {
    texts().get("agency").to_owned()
}

fn texts() -> Texts {
    Texts::new("foundation/texts.csv", include_str!("../data/foundation/texts.csv"))
}

/// The proposed values and rules, and values of its own.
pub(crate) fn registers() -> Result<Vec<Change>, StandardMistake> {
    let positions: BTreeMap<String, u8> = [
        ("ANSVAR", UNIT),
        ("VERKSAMHET", OPERATION),
        ("PROJEKT", PROJECT),
        ("MOTPART", COUNTERPARTY),
    ]
    .map(|(code, position)| (code.to_owned(), position))
    .into();
    let mut changes = standard::proposed(RuleSet::Municipal, &positions)?;
    let values: Vec<ValueRow> = rows!("foundation/values.csv");
    let value = |row: &ValueRow| {
        Some(DimensionValue::plain(
            *positions.get(&row.dimension)?,
            &row.value,
            &row.name,
        ))
    };
    changes.extend(values.iter().filter_map(value).map(Change::Value));
    Ok(changes)
}

/// How many vouchers it will have.
pub(crate) fn count(calendar: Calendar) -> usize {
    let mut plan = Plan::new(calendar);
    let vouchers = |acts: &[(Date, Act)]| acts.iter().map(|(_, act)| act.vouchers()).sum::<usize>();
    calendar
        .months()
        .into_iter()
        .map(|month| plan.month(month))
        .map(|(entries, acts)| entries.len() + vouchers(&acts))
        .sum()
}

/// Keeps its books; answers how many vouchers they hold. `at` is who has posted before, of how many.
pub(crate) fn keep(
    store: &Store,
    entity: EntityId,
    hands: BTreeMap<Hand, UserId>,
    calendar: Calendar,
    at: (usize, usize),
    progress: Progress<'_>,
) -> Result<usize, DemoFault> {
    let mut plan = Plan::new(calendar);
    let mut clerk = Clerk::new(store, entity, hands, calendar.today, at, progress);
    for month in calendar.months() {
        let (entries, acts) = plan.month(month);
        clerk.month(entries, acts)?;
    }
    Ok(clerk.count)
}

/// What the foundation will do.
struct Plan {
    calendar: Calendar,
    chance: Chance,
    texts: Texts,
    flows: Vec<Flow>,
    entries: Vec<Entry>,
    debts: Vec<(Date, Item, Ore)>,
    owed: (Ore, Ore),
    vat: Ore,
    items: usize,
}

impl Plan {
    fn new(calendar: Calendar) -> Self {
        Self {
            calendar,
            chance: Chance::new(SEED),
            texts: texts(),
            flows: rows!("foundation/flows.csv"),
            entries: Vec::new(),
            debts: Vec::new(),
            owed: (kronor(88_900), kronor(118_700)),
            vat: Ore::ZERO,
            items: 0,
        }
    }

    fn month(&mut self, month: Month) -> (Vec<Entry>, Vec<(Date, Act)>) {
        if month
            == (Month {
                year: self.calendar.previous(),
                month: 1,
            })
        {
            self.opening(month);
        }
        self.tax(month);
        self.pay(month);
        for flow in self.flows.clone() {
            for _ in 0..self.chance.times_a_month(flow.per_year) {
                self.flow(&flow, month);
            }
        }
        self.rent(month);
        self.payments(month);
        self.month_end(month);
        let today = self.calendar.today;
        let mut entries = std::mem::take(&mut self.entries);
        entries.retain(|entry| entry.day < today);
        entries.sort_by_key(|entry| entry.day);
        let acts = self.acts(month).into_iter().filter(|(day, _)| *day < today);
        (entries, acts.collect())
    }

    fn coding(unit: &str, operation: &str) -> Coding {
        Coding::none().with(UNIT, unit).with(OPERATION, operation)
    }

    fn text(&self, key: &str, month: Month) -> String {
        self.texts.filled(
            key,
            &[
                ("month", self.texts.month(month.month)),
                ("year", &month.year.to_string()),
            ],
        )
    }

    fn opening(&mut self, month: Month) {
        let mut entry = Entry::new(
            "opening_balance",
            Hand::Controller,
            month.first(),
            self.texts.get("opening"),
        );
        entry.draft.period = Period::new(i32::from(month.year), 0).ok();
        for (account, amount_kr) in OPENING_KR {
            entry = entry.line(account, kronor(amount_kr), &Coding::none());
        }
        self.entries.push(entry.balanced_by("2010", &Coding::none()));
    }

    fn pay(&mut self, month: Month) {
        let day = month.workday(25);
        let mut entry = Entry::new("payroll", Hand::File, day, self.text("pay", month));
        let (mut tax, mut contributions) = (Ore::ZERO, Ore::ZERO);
        for (unit, operation, pay_kr) in PAY_KR {
            let gross = kronor(pay_kr + self.chance.between(-900, 1_800));
            let coding = Self::coding(unit, operation);
            let owed = gross.part(CONTRIBUTIONS, 10_000);
            entry = entry.line("5010", gross, &coding).line("5610", owed, &coding);
            (tax, contributions) = (tax.plus(gross.part(TAX, 1_000).whole()), contributions.plus(owed));
        }
        entry = entry
            .line("2710", tax.turned(), &Coding::none())
            .line("2730", contributions.turned(), &Coding::none());
        let net = entry.sum();
        self.entries.push(entry.line("2790", net.turned(), &Coding::none()));
        let paid = Entry::new("bank", Hand::Cashier, day, self.text("pay-net", month))
            .line("2790", net, &Coding::none())
            .line("1930", net.turned(), &Coding::none());
        self.entries.push(paid);
        self.owed = (tax, contributions);
    }

    fn tax(&mut self, month: Month) {
        let (tax, contributions) = self.owed;
        let entry = Entry::new(
            "bank",
            Hand::Cashier,
            month.workday(12),
            self.text("pay-tax", month.after(-1)),
        )
        .line("2710", tax, &Coding::none())
        .line("2730", contributions, &Coding::none())
        .balanced_by("1930", &Coding::none());
        self.entries.push(entry);
    }

    fn flow(&mut self, flow: &Flow, month: Month) {
        let last = i64::from(month.last().day());
        let day = month.workday(i8::try_from(self.chance.between(1, last)).unwrap_or(1));
        let net = self.chance.amount(flow.min_kr, flow.max_kr).whole();
        let vat = net.part(flow.vat_permille, 1_000);
        let coding = Self::coding(&flow.unit, &flow.operation).with(COUNTERPARTY, &flow.counterparty);
        let number = self.chance.between(10_000, 99_999).to_string();
        let with = [
            ("text", flow.text.as_str()),
            ("n", number.as_str()),
            ("month", self.texts.month(month.month)),
        ];
        if flow.against == "1930" {
            let entry = Entry::new("bank", Hand::Cashier, day, self.texts.filled("receipt", &with))
                .with(&flow.name)
                .line("1930", net.plus(vat), &Coding::none())
                .line(&flow.account, net.turned(), &coding)
                .line("2610", vat.turned(), &Coding::none());
            self.vat = self.vat.plus(vat);
            return self.entries.push(entry);
        }
        self.items += 1;
        let (item, owed) = (Item(self.items), net.plus(vat));
        let entry = Entry::new(
            "supplier_invoice",
            Hand::Accountant,
            day,
            self.texts.filled("invoice", &with),
        )
        .with(&flow.name)
        .line(&flow.account, net, &coding)
        .line("1650", vat, &Coding::none())
        .item_line(&flow.against, owed.turned(), &Coding::none(), item);
        self.entries.push(entry);
        self.debts.push((days_after(day, 30), item, owed));
    }

    fn rent(&mut self, month: Month) {
        let entry = Entry::new("bank", Hand::Cashier, month.workday(28), self.text("rent", month))
            .with(self.texts.get("landlord"))
            .line("6010", kronor(RENT_KR), &Self::coding("21", "400"))
            .line("1930", kronor(-RENT_KR), &Coding::none());
        self.entries.push(entry);
    }

    fn payments(&mut self, month: Month) {
        for day in month.payment_days() {
            let (due, later): (Vec<_>, Vec<_>) = std::mem::take(&mut self.debts)
                .into_iter()
                .partition(|(last, _, _)| *last <= days_after(day, 6));
            self.debts = later;
            let mut entry = Entry::new(
                "supplier_payment",
                Hand::Cashier,
                day,
                self.texts.get("supplier-payment").to_owned(),
            );
            for (_, item, amount) in due {
                entry = entry.item_line("2440", amount, &Coding::none(), item);
            }
            if !entry.draft.lines.is_empty() {
                entry.settles = true;
                self.entries.push(entry.balanced_by("1930", &Coding::none()));
            }
        }
    }

    fn month_end(&mut self, month: Month) {
        let vat = std::mem::take(&mut self.vat);
        let entry = Entry::new("general", Hand::Accountant, month.last(), self.text("vat", month))
            .line("2610", vat, &Coding::none())
            .line("2650", vat.turned(), &Coding::none());
        self.entries.push(entry);
        let entry = Entry::new(
            "depreciation",
            Hand::Accountant,
            month.last(),
            self.text("depreciation", month),
        )
        .line("7920", kronor(DEPRECIATION_KR), &Self::coding("22", "450"))
        .line("1229", kronor(-DEPRECIATION_KR), &Coding::none());
        self.entries.push(entry);
        let entry = Entry::new(
            "allocation_run",
            Hand::Controller,
            month.last(),
            self.text("shared", month),
        )
        .line(
            "9510",
            kronor(SHARED_KR * 2 / 3 / 100 * 100),
            &Self::coding("21", "400"),
        )
        .line(
            "9510",
            kronor(SHARED_KR - SHARED_KR * 2 / 3 / 100 * 100),
            &Self::coding("22", "450"),
        )
        .line("9510", kronor(-SHARED_KR), &Self::coding("10", "100"));
        self.entries.push(entry);
    }

    /// Months are closed on the 20th of the next; the year with the agency's own.
    fn acts(&self, month: Month) -> Vec<(Date, Act)> {
        let before = month.after(-1);
        let closed = |periods| Act::Periods {
            periods,
            state: PeriodState::Closed,
        };
        let mut acts = Vec::new();
        if self.calendar.previous() <= before.year && before.month < 12 {
            acts.push((month.workday(20), closed(vec![before.period()])));
        }
        let (previous, this) = (self.calendar.previous(), self.calendar.this());
        let day = closing_day(this);
        if month == Month::of(day) {
            let period = |year: i16, month| Period::new(i32::from(year), month).ok();
            let years = [
                period(previous, 0),
                period(previous, 12),
                period(previous, 13),
                period(this, 0),
            ];
            acts.push((day, Act::CloseYear { year: previous }));
            acts.push((day, closed(years.into_iter().flatten().collect())));
        }
        acts
    }
}
