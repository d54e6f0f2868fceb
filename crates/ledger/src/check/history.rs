//! The model's history played again: its stamps, and the registers as its last lines leave them.

use std::collections::{BTreeMap, BTreeSet};

use kameral_base::{FiscalYear, Period};
use serde_json::Value;

use super::finding::{FindingKind as Kind, FindingPlace};
use super::findings::Findings;
use crate::model::{AccountingModel, Module};
use crate::register::Change;
use crate::store::check::registers::{StoredChange, StoredPeriod};
use crate::store::model_log::next_stamp;
use crate::store::periods::LoggedState;
use crate::store::{entities, periods};

/// Register and row.
type RowKey = (&'static str, String);

/// What history says, so far.
#[derive(Default)]
pub(crate) struct History {
    pub version: i64,
    pub stamp: Vec<u8>,
    pub stamps: rustc_hash::FxHashMap<i64, [u8; 32]>,
    /// Rows of the registers, by what makes them unique there.
    rows: BTreeMap<RowKey, Change>,
    /// The entity's row as JSON, and when it was made.
    entity: Option<(Value, String)>,
    /// By period and module.
    periods: BTreeMap<(i64, String), StoredPeriod>,
}

impl History {
    /// The next line.
    pub(crate) fn take(&mut self, change: &StoredChange, findings: &mut Findings) {
        let place = |column: &str| {
            FindingPlace::of("model_change", column).named(format!("{} {}", change.version, change.subject))
        };
        findings.same(
            Kind::ModelGap,
            || place("version"),
            &(self.version + 1),
            &change.version,
        );
        let stamp = next_stamp(&self.stamp, &change.logged());
        if change.stamp != stamp {
            let (expected, found) = (crate::chain::hex(&stamp), crate::chain::hex(&change.stamp));
            findings.tell(Kind::ModelStamp, place("stamp"), expected, found);
        }
        // The line is taken as it stands, so that one change is told once.
        self.version = change.version;
        self.stamp.clone_from(&change.stamp);
        self.stamps.insert(change.version, stamp);
        if self.row(change).is_none() {
            findings.tell(Kind::Unreadable, place("after_json"), "", &change.register);
        }
    }

    /// What the line says of a register; none when it cannot be read.
    fn row(&mut self, change: &StoredChange) -> Option<()> {
        let after = change.after.as_deref()?;
        match change.register.as_str() {
            entities::REGISTER => {
                self.entity = Some((serde_json::from_str(after).ok()?, change.at.clone()));
            }
            periods::REGISTER => {
                let logged: LoggedState = serde_json::from_str(after).ok()?;
                let (period, module) = change.subject.split_once(' ')?;
                let period = Period::parse(period).ok()?;
                let year = self.year_of(period)?;
                self.period((year, period, module), logged.state.word(), &logged.reason, change);
            }
            _ => {
                let row: Change = serde_json::from_str(after).ok()?;
                if let Change::Year(year) = row {
                    self.open_year(year, change);
                }
                self.rows.insert(row.row(), row);
            }
        }
        Some(())
    }

    fn year_of(&self, period: Period) -> Option<FiscalYear> {
        self.rows.values().find_map(|row| match row {
            Change::Year(year) if year.contains(period) => Some(*year),
            _ => None,
        })
    }

    /// A year's periods are open from the beginning.
    fn open_year(&mut self, year: FiscalYear, change: &StoredChange) {
        if self.rows.contains_key(&Change::Year(year).row()) {
            return;
        }
        for period in year.periods() {
            for module in Module::ALL {
                self.period((year, period, module.word()), "open", "", change);
            }
        }
    }

    fn period(
        &mut self,
        (year, period, module): (FiscalYear, Period, &str),
        state: &str,
        reason: &str,
        change: &StoredChange,
    ) {
        let row = StoredPeriod {
            year: i64::from(year.year()),
            period: period.get(),
            module: module.to_owned(),
            state: state.to_owned(),
            by_name: change.by_name.clone(),
            at: change.at.clone(),
            reason: reason.to_owned(),
        };
        self.periods.insert((row.period, row.module.clone()), row);
    }

    /// Series that another system numbers.
    pub(crate) fn outside(&self) -> BTreeSet<String> {
        let series = self.rows.values().filter_map(|row| match row {
            Change::Series(series) if series.outside => Some(series.series.clone()),
            _ => None,
        });
        series.collect()
    }

    /// Compares the registers that stand with those history left.
    pub(crate) fn compare(&self, stands: Vec<Change>, findings: &mut Findings) {
        let mut stands: BTreeMap<RowKey, Change> = stands.into_iter().map(|row| (row.row(), row)).collect();
        for (name, expected) in &self.rows {
            let place = |column: String| {
                FindingPlace {
                    column,
                    ..FindingPlace::of(name.0, "")
                }
                .named(name.1.clone())
            };
            match stands.remove(name) {
                None => findings.tell(Kind::RegisterGone, place(String::new()), "", ""),
                Some(found) => {
                    if let Some(differing) = differing(&inner(expected), &inner(&found)) {
                        let (columns, expected, found) = differing;
                        findings.tell(Kind::RegisterDiffers, place(columns), expected, found);
                    }
                }
            }
        }
        for (register, subject) in stands.into_keys() {
            findings.tell(
                Kind::RegisterUnknown,
                FindingPlace::of(register, "").named(subject),
                "",
                "",
            );
        }
    }

    /// Compares the entity's own row.
    pub(crate) fn compare_entity(&self, stands: &AccountingModel, created: &str, findings: &mut Findings) {
        let place = |column: String| {
            FindingPlace {
                column,
                ..FindingPlace::of("entity", "")
            }
            .named(stands.entity.code.clone())
        };
        let Some((expected, at)) = &self.entity else {
            return findings.tell(Kind::RegisterUnknown, place(String::new()), "", "");
        };
        let found = serde_json::to_value(&stands.entity).unwrap_or_default();
        if let Some((columns, expected, found)) = differing(expected, &found) {
            findings.tell(Kind::RegisterDiffers, place(columns), expected, found);
        }
        findings.same(
            Kind::RegisterDiffers,
            || place("created_at".to_owned()),
            &at.as_str(),
            &created,
        );
    }

    /// Compares a period's state, and forgets what history says of it.
    pub(crate) fn compare_period(&mut self, stands: &StoredPeriod, findings: &mut Findings) {
        let place = |column: &str| {
            FindingPlace::of("period_state", column).named(format!("{} {}", stands.period, stands.module))
        };
        let Some(expected) = self.periods.remove(&(stands.period, stands.module.clone())) else {
            return findings.tell(Kind::PeriodMissing, place("period"), "", stands.period);
        };
        findings.same(Kind::PeriodMissing, || place("year"), &expected.year, &stands.year);
        let columns = [
            ("state", &expected.state, &stands.state),
            ("changed_by_name", &expected.by_name, &stands.by_name),
            ("changed_at", &expected.at, &stands.at),
            ("reason", &expected.reason, &stands.reason),
        ];
        for (column, expected, found) in columns {
            findings.same(Kind::PeriodDiffers, || place(column), expected, found);
        }
    }

    /// Periods that history knows and no row tells of.
    pub(crate) fn rest_of_periods(&mut self, findings: &mut Findings) {
        for (period, module) in std::mem::take(&mut self.periods).into_keys() {
            let place = FindingPlace::of("period_state", "").named(format!("{period} {module}"));
            findings.tell(Kind::PeriodMissing, place, period, "");
        }
    }
}

/// The row without the word for its register; the nodes of a hierarchy by name, for they have no
/// order of their own.
fn inner(row: &Change) -> Value {
    match serde_json::to_value(row.clone().settled()) {
        Ok(Value::Object(fields)) => fields.into_values().next().unwrap_or_default(),
        _ => Value::Null,
    }
}

/// Longest value that a finding repeats, in characters.
const VALUE_CHARS_MAX: usize = 200;

/// Which fields of two rows differ, and how; none when they are the same.
fn differing(expected: &Value, found: &Value) -> Option<(String, String, String)> {
    if expected == found {
        return None;
    }
    let (Value::Object(a), Value::Object(b)) = (expected, found) else {
        return Some((String::new(), short(expected), short(found)));
    };
    let mut fields: Vec<&String> = a
        .keys()
        .chain(b.keys())
        .filter(|field| a.get(*field) != b.get(*field))
        .collect();
    fields.sort_unstable();
    fields.dedup();
    let first = fields.first()?.as_str();
    let told = |row: &serde_json::Map<String, Value>| row.get(first).map(short).unwrap_or_default();
    let (expected, found) = (told(a), told(b));
    let columns: Vec<&str> = fields.iter().map(|field| field.as_str()).collect();
    Some((columns.join(", "), expected, found))
}

fn short(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    text.chars().take(VALUE_CHARS_MAX).collect()
}

/// The registers of a model as rows, statement lines apart.
pub(crate) fn rows(model: &AccountingModel) -> Vec<Change> {
    let mut rows: Vec<Change> = Vec::new();
    rows.extend(model.accounts.values().cloned().map(Change::Account));
    rows.extend(model.levels.values().cloned().map(Change::Level));
    rows.extend(model.dimensions.iter().cloned().map(Change::Dimension));
    rows.extend(
        model
            .values
            .values()
            .flat_map(|values| values.values())
            .cloned()
            .map(Change::Value),
    );
    rows.extend(model.hierarchies.iter().cloned().map(Change::Hierarchy));
    rows.extend(model.relations.iter().cloned().map(Change::Relation));
    rows.extend(model.rules.iter().cloned().map(Change::Rule));
    rows.extend(model.posting_rules.iter().cloned().map(Change::PostingRule));
    rows.extend(model.series.values().cloned().map(Change::Series));
    rows.extend(model.kinds.values().cloned().map(Change::Kind));
    rows.extend(model.years.iter().copied().map(Change::Year));
    for currency in model.currencies.values() {
        let mut bare = currency.clone();
        for rate in std::mem::take(&mut bare.rates) {
            rows.push(Change::Rate {
                currency: currency.currency.clone(),
                rate,
            });
        }
        rows.push(Change::Currency(bare));
    }
    rows
}
