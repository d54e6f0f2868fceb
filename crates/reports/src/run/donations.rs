//! *Donationer*: each donation from receipt to use, and what is left of it (GL-28).
//!
//! A donation is a financier whose kind of financing says so. What is left is the credit balance of
//! every account that follows it: capital, what is unspent, and this year's revenue less costs. So what
//! is moved between them, as at a closing, changes nothing. What is received is everything that made
//! the balance grow but for what was used and given back.

use std::collections::{BTreeMap, BTreeSet};

use kameral_base::{Ore, Pattern};
use kameral_store::{Fault, Tx};

use super::Run;
use super::distribution::financed_by;
use super::statement::tail;
use crate::fetch::{self, Depth};
use crate::selection::Selection;
use crate::setting::{Setting, amount};
use crate::sheet::{Figures, Sheet, add, too_large};
use crate::sink::Sink;
use crate::source::Source;
use crate::statement::definition::report_keys;
use crate::statement::follow_up::{DonationAccounts, Measure, donation_accounts};
use crate::statement::form::AccountRange;
use crate::statement::rows::on_accounts;
use crate::table::{Column, Head, Kind, Row, RowKind, Value};
use crate::words::Caption;
use crate::{Address, Filter, Key, Reconciles, ReportRefusal, trial_balance};

/// The kind of financing that is a donation, as values of the standard name it.
const DONATION: &str = "donation";
/// The attribute of a value that says what a donation is for.
const PURPOSE: &str = "purpose";

pub(super) fn make(run: &Run<'_>, tx: &mut Tx, sink: &mut dyn Sink) -> Result<Result<(), Vec<ReportRefusal>>, Fault> {
    let setting = run.setting;
    let question = setting.question;
    let rules = setting.model.entity.rules;
    let report = question.address.report;
    let Some(standard) = report_keys(rules, report.name()) else {
        return Ok(Err(vec![ReportRefusal::OtherRules {
            report: report.name(),
            rules: rules.word(),
        }]));
    };
    let mut known = standard
        .by
        .iter()
        .map(|code| (Key::dimension(code), Source::of(setting.model, code)));
    let financier = known.find_map(|(key, source)| Some((key, source.ok()?)));
    let keys = match (&financier, question.by.is_empty()) {
        (Some(financier), true) => vec![financier.clone()],
        _ => question.by.clone(),
    };
    let maker = Maker {
        setting,
        accounts: donation_accounts(rules),
        donations: match &financier {
            Some((_, source)) => financed_by(DONATION, setting, source).0,
            None => BTreeSet::new(),
        },
        financier,
        keys,
    };
    let selection = maker.selection(run);
    let sheet = fetch::sheet(tx, run.scope, setting.model, question, &selection, Depth::Balances)?;
    let followed = maker.follow(&selection, &sheet)?;
    let by = maker.keys.iter().map(|(key, _)| key.clone()).collect();
    sink.head(Head {
        by,
        ..setting.head(maker.columns())
    })?;
    let mut total = followed.without;
    for (values, sums) in followed.by_donation.iter().filter(|(_, sums)| !sums.is_empty()) {
        total.add(sums)?;
        sink.row(maker.row(values, sums))?;
    }
    sink.row(maker.without(&followed.without))?;
    let notes = trial_balance::notes(question, &sheet);
    let notes = notes.into_iter().filter(|note| note.key == "report-note-carried");
    let mut tail = tail(notes.collect(), reconciles(&total, &sheet)?);
    let label = Value::words("report-total");
    tail.totals = Some(maker.labelled(RowKind::Total, label, &total));
    sink.tail(tail)?;
    Ok(Ok(()))
}

/// What a donation comes to. What it brings is positive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Sums {
    opening: Ore,
    received: Ore,
    used: Ore,
    returned: Ore,
    remaining: Ore,
    /// Of what remains.
    capital: Ore,
}

impl Sums {
    fn take(&mut self, measure: Measure, figures: &Figures, unclosed: Ore) -> Result<(), Fault> {
        let opening = add(figures.opening, unclosed)?;
        let (period, closing) = (figures.period()?, add(figures.closing()?, unclosed)?);
        self.opening = less(self.opening, opening)?;
        self.remaining = less(self.remaining, closing)?;
        match measure {
            Measure::Used => self.used = add(self.used, period)?,
            Measure::Returned => self.returned = add(self.returned, period)?,
            Measure::Capital | Measure::Unspent | Measure::Received => self.received = less(self.received, period)?,
        }
        if measure == Measure::Capital {
            self.capital = less(self.capital, closing)?;
        }
        Ok(())
    }

    fn add(&mut self, other: &Self) -> Result<(), Fault> {
        *self = Self {
            opening: add(self.opening, other.opening)?,
            received: add(self.received, other.received)?,
            used: add(self.used, other.used)?,
            returned: add(self.returned, other.returned)?,
            remaining: add(self.remaining, other.remaining)?,
            capital: add(self.capital, other.capital)?,
        };
        Ok(())
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn values(&self) -> [Value; 6] {
        let Self {
            opening,
            received,
            used,
            returned,
            remaining,
            capital,
        } = *self;
        [opening, received, used, returned, remaining, capital].map(Value::Amount)
    }
}

fn less(sum: Ore, amount: Ore) -> Result<Ore, Fault> {
    sum.checked_sub(amount).ok_or_else(too_large)
}

/// The report is a part of the books; it differs when what was received and used does not lead from
/// what was there to what remains.
fn reconciles(total: &Sums, sheet: &Sheet) -> Result<Reconciles, Fault> {
    let spent = add(total.used, total.returned)?;
    let expected = less(add(total.opening, total.received)?, spent)?;
    let selected = less(Ore::ZERO, total.remaining)?;
    let found = less(total.remaining, expected)?;
    Ok(Reconciles::judge(false, selected, sheet.whole.closing()?, found))
}

/// Donations by the values of the keys, and what stands on their accounts without one.
#[derive(Default)]
struct Followed {
    by_donation: BTreeMap<Vec<String>, Sums>,
    without: Sums,
}

struct Maker<'a> {
    setting: Setting<'a>,
    accounts: Vec<DonationAccounts>,
    /// What donations are known by; none when the entity has no such dimension.
    financier: Option<(Key, Source)>,
    /// Financiers that are donations.
    donations: BTreeSet<String>,
    /// What the report is parted by.
    keys: Vec<(Key, Source)>,
}

impl Maker<'_> {
    /// By account, then financier where there is one, then the keys.
    fn selection(&self, run: &Run<'_>) -> Selection {
        let financier = self.financier.iter().map(|(_, source)| source);
        let keys = self.keys.iter().map(|(_, source)| source);
        let by: Vec<&Source> = std::iter::once(&Source::Account).chain(financier).chain(keys).collect();
        Selection::new(self.setting.model, run.codings, self.setting.question, &by)
    }

    fn follow(&self, selection: &Selection, sheet: &Sheet) -> Result<Followed, Fault> {
        let mut followed = Followed::default();
        let own = 1 + usize::from(self.financier.is_some());
        for (group, values) in selection.in_order() {
            let holds = |row: &&DonationAccounts| row.accounts.iter().any(|range| range.holds(&values[0]));
            let Some(row) = self.accounts.iter().find(holds) else {
                continue;
            };
            let (figures, unclosed) = (&sheet.figures[group], sheet.unclosed_of[group]);
            let is_donation = self.financier.is_some() && self.donations.contains(&values[1]);
            if is_donation {
                let sums = followed.by_donation.entry(values[own..].to_vec()).or_default();
                sums.take(row.measure, figures, unclosed)?;
            } else if row.only_donations {
                followed.without.take(row.measure, figures, unclosed)?;
            }
        }
        Ok(followed)
    }

    fn columns(&self) -> Vec<Column> {
        let question = self.setting.question;
        let mut columns = Vec::new();
        for (key, source) in &self.keys {
            let caption = source.caption(self.setting.model, question.language);
            columns.push(Column::new(key.to_string(), caption, Kind::Text));
            let name = Column::new(format!("{key}_name"), Caption::key("report-column-name"), Kind::Text);
            columns.push(name.wide());
        }
        if self.keys.is_empty() {
            columns.push(Column::new("name", Caption::key("report-column-name"), Kind::Text).wide());
        }
        columns.extend([
            Column::new(PURPOSE, Caption::key("report-column-purpose"), Kind::Text),
            amount("opening_ore", "report-column-form-opening"),
            amount("received_ore", "report-column-donation-received"),
            amount("used_ore", "report-column-donation-used"),
            amount("returned_ore", "report-column-donation-returned"),
            amount("remaining_ore", "report-column-donation-remaining"),
            amount("capital_ore", "report-column-donation-capital"),
        ]);
        columns
    }

    fn row(&self, values: &[String], sums: &Sums) -> Row {
        let mut cells = Vec::new();
        for ((_, source), value) in self.keys.iter().zip(values) {
            cells.push(Value::text(value));
            cells.push(if value.is_empty() {
                Value::words("report-no-value")
            } else {
                Value::text(source.name_of(self.setting.model, value, self.setting.question.language))
            });
        }
        if self.keys.is_empty() {
            cells.push(Value::words("report-donations"));
        }
        cells.push(Value::text(self.purpose(values)));
        cells.extend(sums.values());
        let of_keys = self.keys.iter().zip(values);
        let of_keys = of_keys.map(|((key, _), value)| Filter::exact(key.clone(), value));
        let filters: Option<Vec<Filter>> = std::iter::once(self.financiers(false)).chain(of_keys).collect();
        self.leading(Row::new(RowKind::Line, 0, cells), filters, |_| true)
    }

    /// What stands on accounts of donations without one.
    fn without(&self, sums: &Sums) -> Row {
        let row = self.labelled(RowKind::Control, Value::words("report-row-donation-missing"), sums);
        let filters = match &self.financier {
            Some(_) if !self.donations.is_empty() => self.financiers(true).map(|filter| vec![filter]),
            _ => Some(Vec::new()),
        };
        self.leading(row, filters, |accounts| accounts.only_donations)
    }

    /// Donations, or what is none.
    fn financiers(&self, others: bool) -> Option<Filter> {
        let (key, _) = self.financier.as_ref()?;
        let sign = if others { "!" } else { "" };
        let values = self.donations.iter().map(|value| Pattern::exact(value).ok());
        let patterns: Option<Vec<String>> = values.map(|value| Some(format!("{sign}{}", value?))).collect();
        Some(Filter {
            key: key.clone(),
            pattern: Pattern::parse(&patterns?.join(",")).ok()?,
        })
    }

    /// The row with each of its amounts leading to the accounts it is made up of.
    fn leading(&self, row: Row, filters: Option<Vec<Filter>>, counts: impl Fn(&DonationAccounts) -> bool) -> Row {
        let Some(filters) = filters else { return row };
        let question = self.setting.question;
        let (within, through) = (Some(question.periods), Some(question.through()));
        let every = |_: Measure| true;
        let received = |measure: Measure| matches!(measure, Measure::Capital | Measure::Unspent | Measure::Received);
        let cells: [(&dyn Fn(Measure) -> bool, _); 6] = [
            (&every, question.before()),
            (&received, within),
            (&|measure| measure == Measure::Used, within),
            (&|measure| measure == Measure::Returned, within),
            (&every, through),
            (&|measure| measure == Measure::Capital, through),
        ];
        let first = row.cells.len() - cells.len();
        cells.iter().enumerate().fold(row, |row, (at, (is_in, periods))| {
            let accounts = self.accounts.iter().filter(|row| counts(row) && is_in(row.measure));
            let ranges: Vec<AccountRange> = accounts.flat_map(|row| row.accounts.iter().cloned()).collect();
            let narrowed = |address: Address| filters.iter().cloned().fold(address, Address::narrowed);
            let address = on_accounts(&question.address, &ranges).map(narrowed);
            let address = periods.and_then(|periods| Some(address?.over(periods)));
            row.cell_leading_to(first + at, address)
        })
    }

    /// What the register says the donation is for.
    fn purpose(&self, values: &[String]) -> &str {
        let of = |((_, source), value): (&(Key, Source), &String)| {
            let Source::Direct(position) = source else { return None };
            self.setting.model.value(*position, value)?.attributes[PURPOSE].as_str()
        };
        self.keys.iter().zip(values).filter_map(of).last().unwrap_or_default()
    }

    fn labelled(&self, kind: RowKind, label: Value, sums: &Sums) -> Row {
        let before = (2 * self.keys.len()).max(1);
        let mut cells = vec![Value::Empty; before + 1];
        cells[usize::from(!self.keys.is_empty())] = label;
        cells.extend(sums.values());
        Row::new(kind, 0, cells)
    }
}
