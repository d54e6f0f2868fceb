//! The books as a few maps in memory, written from the handbook and not from the program: what
//! every engine must agree with.

use std::collections::{BTreeMap, BTreeSet};

use kameral_base::{Date, FiscalYear, Period};
use kameral_ledger::model::{Account, CombinationRule, Currency, DimensionValue, PeriodState};
use kameral_ledger::register::Change;

use super::call::{Answer, Body, Call, Posted};
use super::judge::{Line, Verdict};

/// Everything that is known of one entity.
#[derive(Debug, Clone, Default)]
pub struct Oracle {
    pub accounts: BTreeMap<String, Account>,
    pub values: BTreeMap<(u8, String), DimensionValue>,
    pub rules: BTreeMap<String, CombinationRule>,
    /// Whether another system numbers it.
    pub series: BTreeMap<String, bool>,
    pub kinds: BTreeMap<String, String>,
    pub currencies: BTreeMap<String, Currency>,
    pub years: Vec<FiscalYear>,
    /// Periods of the ledger that are not open.
    pub states: BTreeMap<Period, PeriodState>,
    pub vouchers: Vec<Booked>,
    /// What was answered to a key: command, body, answer.
    keys: BTreeMap<u8, (&'static str, String, Answer)>,
}

/// A voucher in the books.
#[derive(Debug, Clone)]
pub struct Booked {
    pub series: String,
    pub year: i64,
    pub number: i64,
    pub period: Period,
    /// Kind of the voucher that corrections began with.
    pub kind: String,
    pub lines: Vec<Line>,
    /// Lines that were corrected, from 1.
    pub corrected: BTreeSet<i64>,
}

impl Booked {
    pub fn name(&self) -> String {
        format!("{}-{}-{}", self.series, self.year, self.number)
    }
}

/// A cell: fiscal year, period, coding, unit.
pub type CellKey = (i64, Period, String, String);

impl Oracle {
    pub fn new(changes: &[Change]) -> Self {
        let mut oracle = Self::default();
        for year in [2025, 2026] {
            oracle.years.push(FiscalYear::calendar(year).expect("a year"));
        }
        for change in changes {
            oracle.set(change);
        }
        oracle
    }

    /// What a call comes to.
    pub fn answer(&mut self, call: &Call) -> Answer {
        let Some(key) = call.key else {
            return self.act(&call.body, call.clerk);
        };
        if let Some((command, text, answer)) = self.keys.get(&key) {
            let same = *command == call.body.command() && *text == call.text();
            return if same {
                answer.clone()
            } else {
                Answer::Refused(vec![(None, "key_reused")])
            };
        }
        let answer = self.act(&call.body, call.clerk);
        if !matches!(answer, Answer::Refused(_) | Answer::Denied) {
            self.keys
                .insert(key, (call.body.command(), call.text(), answer.clone()));
        }
        answer
    }

    fn act(&mut self, body: &Body, clerk: bool) -> Answer {
        match body {
            Body::Post { drafts, accept } => self.post(drafts, accept.as_deref(), clerk),
            Body::Reverse { number, order } => self.reverse(number, order),
            Body::Recode { number, moves, order } => self.recode(number, moves, order),
            Body::Annul { number, order } => self.annul(number, order),
            Body::Period { .. } if clerk => Answer::Denied,
            Body::Period { period, state, reason } => self.period(*period, *state, reason),
            Body::Register(changes) => self.register(changes),
        }
    }

    fn period(&mut self, period: Period, state: PeriodState, reason: &str) -> Answer {
        if self.year_of_period(period).is_none() {
            return Answer::Refused(vec![(None, "period_unknown")]);
        }
        let old = self.state(period);
        if old == PeriodState::Closed && state != PeriodState::Closed && reason.trim().is_empty() {
            return Answer::Refused(vec![(None, "reason_missing")]);
        }
        self.states.insert(period, state);
        Answer::Done
    }

    pub fn state(&self, period: Period) -> PeriodState {
        // A year begins with its opening, its months and its first closing period open.
        self.states.get(&period).copied().unwrap_or(PeriodState::Open)
    }

    /// Register by register in the order they come; of one register all see what stood before.
    fn register(&mut self, changes: &[Change]) -> Answer {
        let mut after = self.clone();
        let mut count = 0;
        for group in changes.chunk_by(|a, b| a.subject().0 == b.subject().0) {
            let last: Vec<&Change> = group
                .iter()
                .enumerate()
                .filter(|(at, change)| !group[at + 1..].iter().any(|later| later.subject() == change.subject()))
                .map(|(_, change)| change)
                .collect();
            let new: Vec<&Change> = last.into_iter().filter(|change| !after.stands(change)).collect();
            let refused: Vec<(Option<u32>, &'static str)> = new
                .iter()
                .filter_map(|change| after.refuses(change))
                .map(|name| (None, name))
                .collect();
            if !refused.is_empty() {
                return Answer::Refused(refused);
            }
            count += new.len();
            for change in new {
                after.set(change);
            }
        }
        *self = after;
        Answer::Changed(u64::try_from(count).expect("few changes"))
    }

    fn stands(&self, change: &Change) -> bool {
        match change {
            Change::Account(account) => self.accounts.get(&account.account) == Some(account),
            Change::Value(value) => self.values.get(&(value.position, value.value.clone())) == Some(value),
            Change::Rule(rule) => self.rules.get(&rule.rule) == Some(rule),
            Change::Series(series) => self.series.get(&series.series) == Some(&series.outside),
            _ => false,
        }
    }

    fn refuses(&self, change: &Change) -> Option<&'static str> {
        let backward = |from: Option<Date>, to: Option<Date>| matches!((from, to), (Some(from), Some(to)) if to < from);
        match change {
            Change::Account(account) => {
                let used = |line: &Line| line.account == account.account;
                let turned = self
                    .accounts
                    .get(&account.account)
                    .is_some_and(|old| old.kind.carries_forward() != account.kind.carries_forward());
                if backward(account.valid_from, account.valid_to) {
                    Some("validity_reversed")
                } else if turned && self.vouchers.iter().any(|voucher| voucher.lines.iter().any(used)) {
                    Some("account_kind_in_use")
                } else {
                    None
                }
            }
            Change::Value(value) if value.value.contains(['|', '=']) => Some("value_malformed"),
            Change::Value(value) if value.name.is_empty() => Some("name_malformed"),
            Change::Series(series) => {
                let turned = self
                    .series
                    .get(&series.series)
                    .is_some_and(|outside| *outside != series.outside);
                let used = self.vouchers.iter().any(|voucher| voucher.series == series.series);
                (turned && used).then_some("series_in_use")
            }
            _ => None,
        }
    }

    fn set(&mut self, change: &Change) {
        match change.clone() {
            Change::Account(account) => {
                drop(self.accounts.insert(account.account.clone(), account));
            }
            Change::Value(value) => drop(self.values.insert((value.position, value.value.clone()), value)),
            Change::Rule(rule) => drop(self.rules.insert(rule.rule.clone(), rule)),
            Change::Series(series) => drop(self.series.insert(series.series, series.outside)),
            Change::Kind(kind) => drop(self.kinds.insert(kind.kind, kind.series)),
            Change::Currency(currency) => {
                drop(self.currencies.insert(currency.currency.clone(), currency));
            }
            Change::Rate { currency, rate } => {
                self.currencies
                    .get_mut(&currency)
                    .expect("a known currency")
                    .rates
                    .push(rate);
            }
            _ => {}
        }
    }

    pub fn year_of(&self, date: Date) -> Option<FiscalYear> {
        self.years.iter().copied().find(|year| year.contains_date(date))
    }

    pub fn year_of_period(&self, period: Period) -> Option<FiscalYear> {
        self.years.iter().copied().find(|year| year.contains(period))
    }

    /// The next number of a series of our own.
    pub fn next(&self, series: &str, year: i64) -> i64 {
        let of_series = self
            .vouchers
            .iter()
            .filter(|voucher| voucher.series == series && voucher.year == year);
        of_series.map(|voucher| voucher.number).max().unwrap_or(0) + 1
    }

    pub fn find(&self, name: &str) -> Option<usize> {
        self.vouchers.iter().position(|voucher| voucher.name() == name)
    }

    /// Puts a voucher into the books.
    pub fn book(&mut self, verdict: Verdict) -> Posted {
        let number = verdict
            .number
            .unwrap_or_else(|| self.next(&verdict.series, verdict.year));
        let booked = Booked {
            series: verdict.series,
            year: verdict.year,
            number,
            period: verdict.period,
            kind: verdict.kind,
            lines: verdict.lines,
            corrected: BTreeSet::new(),
        };
        let posted = Posted {
            number: booked.name(),
            seq: self.vouchers.len() + 1,
            period: booked.period,
        };
        self.vouchers.push(booked);
        posted
    }

    /// The cube as it was when the journal ended at a place: debit, credit, quantity, lines.
    pub fn balances(&self, end: usize) -> BTreeMap<CellKey, [i64; 4]> {
        let mut cells: BTreeMap<CellKey, [i64; 4]> = BTreeMap::new();
        for voucher in self.vouchers.iter().take(end) {
            for line in &voucher.lines {
                let unit = if line.quantity.is_some() {
                    line.unit.clone()
                } else {
                    String::new()
                };
                let cell = cells
                    .entry((voucher.year, voucher.period, line.coding(), unit))
                    .or_default();
                let side = usize::from(line.amount < 0);
                cell[side] += line.amount.abs();
                cell[2] += line.quantity.unwrap_or(0);
                cell[3] += 1;
            }
        }
        cells
    }
}
