//! A filled form as rows of a table: headings, lines with what they are made up of, sums, controls.

use std::collections::BTreeMap;

use kameral_base::{Pattern, PeriodRange, Sentence};
use kameral_store::Fault;

use super::evaluate::{Amounts, Evaluated, Shown, less};
use super::form::{AccountRange, Form, Item};
use crate::setting::{Setting, amount};
use crate::source::Source;
use crate::table::{Column, Kind, Row, RowKind, Value};
use crate::words::Caption;
use crate::{Address, Filter, Key, Report};

/// A column of amounts.
#[derive(Debug, Clone)]
pub struct FigureColumn {
    /// Its key.
    pub key: &'static str,
    /// Text of its heading.
    pub label: &'static str,
    /// What it shows.
    pub shown: Shown,
    /// The periods its cells are opened for.
    pub drill: Option<PeriodRange>,
}

/// What must be zero, and is shown whether it is or not.
#[derive(Debug, Clone)]
pub struct Control {
    /// What it is.
    pub name: Value,
    /// By how much it differs.
    pub amounts: Amounts,
    /// The accounts it can be opened on.
    pub ranges: Vec<AccountRange>,
}

/// Everything the rows are made from.
pub struct Layout<'a> {
    /// The question.
    pub setting: Setting<'a>,
    /// The form.
    pub form: &'a Form,
    /// The form, filled.
    pub filled: &'a Evaluated,
    /// Columns of amounts.
    pub columns: &'a [FigureColumn],
    /// What lines are parted by.
    pub keys: &'a [(Key, Source)],
    /// Accounts a line holds beside those of the form, which are not there to be opened one by one.
    pub more: &'a BTreeMap<usize, Vec<AccountRange>>,
    /// Headings above sections, by the line they stand before.
    pub headings: &'a BTreeMap<usize, &'static str>,
    /// Controls under the form.
    pub controls: &'a [Control],
}

impl Layout<'_> {
    /// The columns: line, keys, name, amounts.
    pub fn table_columns(&self) -> Vec<Column> {
        let question = self.setting.question;
        let drill = Some(question.periods);
        let mut columns = vec![Column::new("line", Caption::key("report-column-form-line"), Kind::Text).once()];
        for (key, source) in self.keys {
            let (code, kind) = match source {
                Source::Account => ("account".to_owned(), Kind::Account),
                Source::SCode => ("s_code".to_owned(), Kind::Text),
                _ => (key.to_string(), Kind::Text),
            };
            let label = source.caption(self.setting.model, question.language);
            columns.push(Column::new(code, label, kind).opened_for(drill));
        }
        columns.push(Column::new("name", Caption::key("report-column-name"), Kind::Text).wide());
        columns.extend(
            self.columns
                .iter()
                .map(|column| amount(column.key, column.label).opened_for(column.drill)),
        );
        columns
    }

    /// The rows, in order.
    pub fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut section = "";
        for item in &self.form.items {
            match *item {
                Item::Line(at) => {
                    let line = &self.form.lines[at];
                    if let Some(heading) = self.headings.get(&at) {
                        rows.push(self.heading(Value::words(heading)));
                    }
                    if line.is_control {
                        continue;
                    }
                    if line.section != section {
                        section = &line.section;
                        rows.push(self.heading(Value::text(section)));
                    }
                    self.line(at, &mut rows);
                }
                Item::Sum(at) => rows.push(self.sum(at)),
            }
        }
        rows.extend(self.controls.iter().map(|control| {
            let cells = self.cells(Value::Empty, control.name.clone(), &control.amounts);
            Row::new(RowKind::Control, 0, cells).leading_to(self.on(&control.ranges))
        }));
        rows
    }

    fn heading(&self, name: Value) -> Row {
        let mut cells = self.cells(Value::Empty, name, &Amounts::default());
        let first = cells.len() - self.columns.len();
        cells[first..].fill(Value::Empty);
        Row::new(RowKind::Heading, 0, cells)
    }

    fn line(&self, at: usize, rows: &mut Vec<Row>) {
        let line = &self.form.lines[at];
        let number = Value::text(&line.no);
        let ranges = self.ranges(at);
        let kind = if self.keys.is_empty() {
            RowKind::Line
        } else {
            RowKind::Opened
        };
        let cells = self.cells(number.clone(), Value::text(&line.name), &self.filled.lines[at]);
        let address = self.on(&ranges);
        rows.push(Row::new(kind, 0, cells).leading_to(address.clone()));
        let parts = self.filled.parts[at].iter();
        rows.extend(
            parts
                .filter(|(_, amounts)| **amounts != Amounts::default())
                .map(|(values, amounts)| {
                    let mut cells = self.cells(number.clone(), self.names(values), amounts);
                    for (cell, ((_, source), value)) in cells[1..].iter_mut().zip(self.keys.iter().zip(values)) {
                        *cell = match source {
                            Source::Account => Value::Account(value.clone()),
                            _ => Value::text(value),
                        };
                    }
                    let address = address
                        .clone()
                        .and_then(|line| self.part(line, values, self.more.contains_key(&at)));
                    Row::new(RowKind::Line, 1, cells).leading_to(address)
                }),
        );
    }

    fn sum(&self, at: usize) -> Row {
        let sum = &self.form.sums[at];
        let below = self.form.lines_below(at);
        let ranges: Vec<AccountRange> = below.into_iter().flat_map(|line| self.ranges(line)).collect();
        let cells = self.cells(Value::Empty, Value::text(&sum.name), &self.filled.sums[at]);
        Row::new(RowKind::Subtotal, 0, cells).leading_to(self.on(&ranges))
    }

    fn cells(&self, line: Value, name: Value, amounts: &Amounts) -> Vec<Value> {
        let mut cells = vec![line];
        cells.resize(1 + self.keys.len(), Value::Empty);
        cells.push(name);
        cells.extend(amounts.iter().take(self.columns.len()).copied().map(Value::Amount));
        cells
    }

    /// What the values of a part are called, parted by commas.
    fn names(&self, values: &[String]) -> Value {
        let (model, language) = (self.setting.model, self.setting.question.language);
        let named = self.keys.iter().zip(values).filter(|(_, value)| !value.is_empty());
        let names: Vec<String> = named
            .map(|((_, source), value)| source.name_of(model, value, language))
            .filter(|name| !name.is_empty())
            .collect();
        if values.iter().all(String::is_empty) {
            Value::words("report-no-value")
        } else {
            Value::text(names.join(", "))
        }
    }

    fn ranges(&self, line: usize) -> Vec<AccountRange> {
        let mut ranges: Vec<AccountRange> = Vec::new();
        let parts = self.form.lines[line].parts.iter().map(|part| &part.range);
        for range in parts.chain(self.more.get(&line).into_iter().flatten()) {
            if !ranges.contains(range) {
                ranges.push(range.clone());
            }
        }
        ranges
    }

    /// The trial balance of some accounts, with the conditions of this report.
    fn on(&self, ranges: &[AccountRange]) -> Option<Address> {
        on_accounts(&self.setting.question.address, ranges)
    }

    /// What a part of a line leads to.
    fn part(&self, line: Address, values: &[String], is_mixed: bool) -> Option<Address> {
        let mut address = line;
        let mut is_account = false;
        for ((key, source), value) in self.keys.iter().zip(values) {
            if is_mixed && source.follows_account() {
                continue;
            }
            let filter = match source {
                Source::Level(_) => Filter::beginning(Key::account(), value)?,
                _ => Filter::exact(key.clone(), value)?,
            };
            is_account |= *source == Source::Account;
            address = address.narrowed(filter);
        }
        if is_account {
            address.report = Report::GeneralLedger;
        }
        Some(address)
    }
}

/// The trial balance of some accounts, with the conditions of an address.
pub fn on_accounts(here: &Address, ranges: &[AccountRange]) -> Option<Address> {
    if ranges.is_empty() {
        return None;
    }
    let balance = Address {
        report: Report::TrialBalance,
        by: Vec::new(),
        quantities: false,
        ..here.clone()
    };
    Some(balance.narrowed(filter(ranges)?))
}

/// A condition that holds for accounts of some ranges.
pub fn filter(ranges: &[AccountRange]) -> Option<Filter> {
    let patterns: Vec<String> = ranges.iter().map(AccountRange::pattern).collect();
    let pattern = Pattern::parse(&patterns.join(",")).ok()?;
    Some(Filter {
        key: Key::account(),
        pattern,
    })
}

/// What each sum that must agree with something differs from it by. With `once_closed` a line of
/// nothing asks for nothing: it gets its amount when the year is closed.
pub fn must_equal(form: &Form, filled: &Evaluated, once_closed: bool) -> Result<Vec<Control>, Fault> {
    let mut controls = Vec::new();
    for (at, sum) in form.sums.iter().enumerate() {
        let Some(other) = &sum.must_equal else { continue };
        let Some(found) = filled.of(form, other) else { continue };
        let line = form.line(other);
        let name = match (line, form.sum(other)) {
            (Some(line), _) => {
                let line = &form.lines[line];
                let ranges: Vec<String> = line.parts.iter().map(|part| part.range.to_string()).collect();
                format!("{} ({})", line.name, ranges.join(", "))
            }
            (None, Some(earlier)) => form.sums[earlier].name.clone(),
            (None, None) => continue,
        };
        let mut amounts = less(&filled.sums[at], &found)?;
        if once_closed && line.is_some() {
            for (amount, found) in amounts.iter_mut().zip(&found) {
                if found.is_zero() {
                    *amount = *found;
                }
            }
        }
        let ranges = line.map(|line| form.lines[line].parts.iter().map(|part| part.range.clone()).collect());
        controls.push(Control {
            name: Value::Words(
                Sentence::new("report-row-must-equal")
                    .with("sum", sum.name.as_str())
                    .with("other", name),
            ),
            amounts,
            ranges: ranges.unwrap_or_default(),
        });
    }
    Ok(controls)
}
