//! What the agency remembers from one month to the next while its vouchers are made.

use std::collections::BTreeMap;

use kameral_base::{Date, Ore};

use super::letter::Letter;
use crate::acts::Act;
use crate::calendar::{Calendar, Month};
use crate::chance::Chance;
use crate::data::{AssetRow, Project, Rate, Recipient, Resource, Sale, Supply, Texts, Unit, rows};
use crate::entry::{Coding, Entry, FIN, Item, Mark, ORG, PROJ, Small, VHT};

/// The agency's state.
pub(crate) struct Book {
    /// Days.
    pub calendar: Calendar,
    /// Choices of the ordinary vouchers.
    pub chance: Chance,
    /// Choices of the vouchers that are added for volume.
    pub more_chance: Chance,
    /// Texts of vouchers.
    pub texts: Texts,
    /// Units, in order.
    pub units: Vec<Unit>,
    /// Projects.
    pub projects: Vec<Project>,
    /// People and things.
    pub resources: Vec<Resource>,
    /// Suppliers and what they sell.
    pub supplies: Vec<Supply>,
    /// Customers and what they buy.
    pub sales: Vec<Sale>,
    /// Receivers of grants.
    pub recipients: Vec<Recipient>,
    /// Assets.
    pub assets: Vec<AssetRow>,
    /// Rate of each currency in each month, in millionths.
    pub rates: BTreeMap<(String, Month), i64>,
    /// Supplier invoices to be paid.
    pub payables: Vec<Payable>,
    /// Customer invoices to be paid.
    pub receivables: Vec<Receivable>,
    /// What is to be turned back in the next year.
    pub accruals: Vec<Accrual>,
    /// What the vouchers of a month came to.
    pub sums: BTreeMap<(Month, Sum), Ore>,
    /// Costs less grants of the year by project, where a grant pays.
    pub granted: BTreeMap<(i16, String), Ore>,
    /// What the letters give and say.
    pub letter: Letter,
    /// What is left of commitments, by their number, from 1: receiver and amount.
    pub commitments: Vec<(String, Month, Ore)>,
    /// Vouchers of the month at hand.
    pub entries: Vec<Entry>,
    /// What else is to be done, on which day.
    pub acts: Vec<(Date, Act)>,
    /// What small vouchers of a month are made of, kept while they are made one by one.
    pub stock: Option<super::more::Stock>,
    items: usize,
    marks: usize,
    invoices: i64,
    /// Last number of the e-commerce service.
    pub service_number: i64,
}

/// A supplier invoice that is not yet paid.
#[derive(Debug, Clone)]
pub(crate) struct Payable {
    /// What the payment settles.
    pub item: Item,
    /// The account of the debt.
    pub account: &'static str,
    /// Last day to pay.
    pub due: Date,
    /// What is owed, positive.
    pub amount: Ore,
    /// Counterparty code, when the supplier is an agency.
    pub counterparty: String,
    /// The supplier.
    pub name: String,
    /// VAT of an invoice that is paid through the State's central account; none when the interest
    /// account pays.
    pub central_vat: Option<Ore>,
}

impl Payable {
    /// The coding of the debt: the counterparty, and the financier where the flow is not the usual one.
    pub fn coding(&self) -> Coding {
        let financier = self.central_vat.map_or("", |_| CENTRAL_APPROPRIATION);
        Coding::counterparty(&self.counterparty).with(FIN, financier)
    }
}

/// A customer invoice that is not yet paid.
#[derive(Debug, Clone)]
pub(crate) struct Receivable {
    /// What the payment settles.
    pub item: Item,
    /// The account of the claim.
    pub account: &'static str,
    /// The day it will be paid; none when it never is.
    pub pays: Option<Date>,
    /// The day it was due.
    pub due: Date,
    /// What is owed, positive.
    pub amount: Ore,
    /// Counterparty code, when the customer is an agency.
    pub counterparty: String,
    /// The customer.
    pub name: String,
    /// Number of the invoice.
    pub number: String,
}

impl Receivable {
    /// The coding of the claim: the counterparty, and the title where it is one of the State's budget.
    pub fn coding(&self) -> Coding {
        let financier = if self.account == "1512" { REVENUE_TITLE } else { "" };
        Coding::counterparty(&self.counterparty).with(FIN, financier)
    }
}

/// An entry at the end of a year that is turned back in the next.
#[derive(Debug, Clone)]
pub(crate) struct Accrual {
    /// Text of what turns it back.
    pub text: String,
    /// Accounts, amounts as they were posted, codings.
    pub lines: Vec<(String, Ore, Coding)>,
}

/// What is added up by month while vouchers are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sum {
    /// Costs of the appropriation that is charged by a run for the month.
    Run,
    /// Input VAT, interest-bearing flow.
    InputVat,
    /// Input VAT, the other flow.
    CentralVat,
    /// Output VAT at 25 per cent.
    Output25,
    /// Output VAT at 6 per cent.
    Output6,
    /// Output VAT the agency owes as buyer.
    OutputReverse,
    /// Income tax withheld.
    Tax,
    /// Employer's contributions.
    Contributions,
    /// Pension premiums.
    Premiums,
    /// Assets bought.
    Bought,
    /// Assets written off.
    WrittenOff,
}

/// Costs of this financier are charged to the interest-bearing appropriation.
pub(crate) const APPROPRIATION: &str = "10";
/// The other administrative appropriation, in the flow without interest.
pub(crate) const CENTRAL_APPROPRIATION: &str = "20";
/// The appropriation for grants, in the flow without interest.
pub(crate) const GRANT_APPROPRIATION: &str = "21";
/// Fees the agency keeps.
pub(crate) const FEES: &str = "30";
/// Revenue that goes to the State's budget.
pub(crate) const REVENUE_TITLE: &str = "90";

/// Seeds, one a stream; any other numbers would do as well.
const SEED: u64 = 1098;
const MORE_SEED: u64 = 0x5EED_1098;
/// The last number the e-commerce service gave before the demo begins.
const SERVICE_NUMBER: i64 = 100_400;
/// The last invoice number before the demo begins.
const INVOICE_NUMBER: i64 = 48_210;

impl Book {
    /// The agency on the first day of the demo. `added` is what vouchers for volume cost in a year.
    pub fn new(calendar: Calendar, added: Ore) -> Self {
        let mut chance = Chance::new(SEED);
        let rates = rates(calendar, &mut chance);
        Self {
            calendar,
            chance,
            more_chance: Chance::new(MORE_SEED),
            texts: Texts::new("agency/texts.csv", include_str!("../../data/agency/texts.csv")),
            units: rows!("agency/units.csv"),
            projects: rows!("agency/projects.csv"),
            resources: rows!("agency/people.csv"),
            supplies: rows!("agency/suppliers.csv"),
            sales: rows!("agency/customers.csv"),
            recipients: rows!("agency/recipients.csv"),
            assets: rows!("agency/assets.csv"),
            rates,
            payables: Vec::new(),
            receivables: Vec::new(),
            accruals: Vec::new(),
            sums: BTreeMap::new(),
            granted: BTreeMap::new(),
            letter: Letter::new(calendar, added),
            commitments: Vec::new(),
            entries: Vec::new(),
            acts: Vec::new(),
            stock: None,
            items: 0,
            marks: 0,
            invoices: INVOICE_NUMBER,
            service_number: SERVICE_NUMBER,
        }
    }

    /// Adds a voucher to the month's, and to the sums later ones rest on.
    pub fn add(&mut self, entry: Entry) {
        assert!(
            entry.sum().is_zero(),
            "the demo writes balanced vouchers: {}",
            entry.draft.text
        );
        let month = Month::of(entry.draft.date.unwrap_or(entry.day));
        for line in &entry.draft.lines {
            let account = line.account.as_str();
            if let Some(sum) = counted(account, line.amount, &line.values) {
                let total = self.sums.entry((month, sum)).or_default();
                *total = total.plus(line.amount);
            }
            if let Some(project) = granted_project(account, &line.values) {
                let net = self.granted.entry((month.year, project.to_owned())).or_default();
                *net = net.plus(line.amount);
            }
        }
        self.entries.push(entry);
    }

    /// What the vouchers of a month came to so far.
    pub fn sum(&self, month: Month, sum: Sum) -> Ore {
        self.sums.get(&(month, sum)).copied().unwrap_or_default()
    }

    /// Adds to what a month came to, where the lines alone do not tell.
    pub fn count(&mut self, month: Month, sum: Sum, amount: Ore) {
        let total = self.sums.entry((month, sum)).or_default();
        *total = total.plus(amount);
    }

    /// A new open item.
    pub fn item(&mut self) -> Item {
        self.items += 1;
        Item(self.items)
    }

    /// A new mark on a voucher.
    pub fn mark(&mut self) -> Mark {
        self.marks += 1;
        Mark(self.marks)
    }

    /// The next number of somebody's invoice.
    pub fn invoice_number(&mut self) -> String {
        self.invoices += self.chance.between(1, 7);
        self.invoices.to_string()
    }

    /// Units with people that may be posted on a day.
    pub fn staffed(&self, day: Date) -> Vec<Unit> {
        self.units
            .iter()
            .filter(|unit| 0 < unit.staff && self.is_open(&unit.from, &unit.to, day))
            .cloned()
            .collect()
    }

    /// Whether a validity of the data holds on a day.
    pub fn is_open(&self, from: &str, to: &str, day: Date) -> bool {
        self.calendar.day(from).is_none_or(|from| from <= day) && self.calendar.day(to).is_none_or(|to| day <= to)
    }

    /// The unit as it may be posted on a day: itself, or the one that took over.
    pub fn open_unit(&self, value: &str, day: Date) -> Unit {
        let find = |value: &str| self.units.iter().find(|unit| unit.value == value);
        let unit = find(value).expect("units of the data are units of the data");
        if self.is_open(&unit.from, &unit.to, day) {
            return unit.clone();
        }
        find(if unit.successor.is_empty() {
            &unit.parent
        } else {
            &unit.successor
        })
        .unwrap_or(unit)
        .clone()
    }

    /// A unit with people, the larger the likelier.
    pub fn any_unit(&mut self, day: Date) -> Unit {
        let units = self.staffed(day);
        let people = units.iter().map(|unit| unit.staff).sum::<i64>();
        let mut place = self.chance.between(1, people);
        let found = units.iter().find(|unit| {
            place -= unit.staff;
            place <= 0
        });
        found.unwrap_or(&units[0]).clone()
    }

    /// A project that may be posted on a day, by value.
    pub fn project(&self, value: &str, day: Date) -> Option<&Project> {
        self.projects
            .iter()
            .find(|project| project.value == value && self.is_open(&project.from, &project.to, day))
    }

    /// The coding of a cost of a unit, in its own operation, paid by the appropriation.
    pub fn cost(unit: &Unit) -> Coding {
        Coding::none()
            .with(ORG, &unit.value)
            .with(VHT, &unit.operation)
            .with(FIN, APPROPRIATION)
    }

    /// The coding of a cost in a project: its unit, its financier.
    pub fn project_cost(&self, project: &Project, day: Date) -> Coding {
        let unit = self.open_unit(&project.unit, day);
        Self::cost(&unit)
            .with(PROJ, &project.value)
            .with(FIN, &project.financier)
    }
}

/// What a line adds to: VAT only in its own direction, since settling it goes the other way.
fn counted(account: &str, amount: Ore, values: &[(u8, String)]) -> Option<Sum> {
    let central = || {
        values
            .iter()
            .any(|(position, value)| *position == FIN && value == CENTRAL_APPROPRIATION)
    };
    match account {
        "1541" if !amount.is_negative() => Some(Sum::InputVat),
        "1542" if !amount.is_negative() => Some(Sum::CentralVat),
        "26111" if amount.is_negative() => Some(Sum::Output25),
        "26113" if amount.is_negative() => Some(Sum::Output6),
        "26114" if amount.is_negative() => Some(Sum::OutputReverse),
        _ if account.starts_with(['4', '5', '6']) && central() => Some(Sum::Run),
        _ => None,
    }
}

/// The project of a line that a grant pays for or that is the grant.
fn granted_project<'v>(account: &str, values: &'v [(u8, String)]) -> Option<&'v str> {
    let at = |wanted: u8| {
        values
            .iter()
            .find(|(position, _)| *position == wanted)
            .map(|(_, value)| value.as_str())
    };
    let granted = account.starts_with(['3', '4', '5', '6']) && at(FIN)?.starts_with('4');
    if granted { at(PROJ) } else { None }
}

/// Rates wander a little from month to month.
fn rates(calendar: Calendar, chance: &mut Chance) -> BTreeMap<(String, Month), i64> {
    let rows: Vec<Rate> = rows!("agency/rates.csv");
    let mut rates = BTreeMap::new();
    for row in rows {
        let mut micro = row.first_micro;
        for month in calendar.months() {
            rates.insert((row.currency.clone(), month), micro);
            // Ten thousandths of a krona, as rates are published.
            micro += chance.between(-row.step_micro, row.step_micro) / 100 * 100;
        }
    }
    rates
}
