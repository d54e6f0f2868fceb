//! *Årets kapitalförändring*: capital that earlier years have changed, what this year changes and what
//! it comes to, by operation and financier (REP-22, CLS-08).

use std::collections::BTreeMap;

use kameral_base::{Ore, PeriodRange, Sentence};
use kameral_store::{Fault, Tx};

use super::Run;
use super::statement::{Statements, notes, reconciles, tail};
use crate::setting::{Setting, amount};
use crate::sink::Sink;
use crate::source::Source;
use crate::statement::basis::{BasisRow, fetch};
use crate::statement::definition::report_keys;
use crate::statement::evaluate::{Amounts, Shown, add_all, evaluate, less, negated};
use crate::statement::form::{AccountRange, Take};
use crate::statement::rows::on_accounts;
use crate::table::{Column, Head, Kind, Row, RowKind, Value};
use crate::words::Caption;
use crate::{Address, Filter, Key};

/// Opening, moved, of the year, closing.
const COLUMNS: usize = 4;

pub(super) fn make(run: &Run<'_>, tx: &mut Tx, sink: &mut dyn Sink) -> Result<(), Fault> {
    let question = run.setting.question.since_year_start();
    let setting = Setting {
        question: &question,
        ..run.setting
    };
    let statements = Statements::load(run, tx)?;
    let keys = keys(setting);
    let sources: Vec<&Source> = keys.iter().map(|(_, source)| source).collect();
    let basis = fetch(tx, run.scope, setting.model, run.codings, (&question, None), &sources)?;
    let capital = Capital::of(&statements);
    let mut groups: BTreeMap<Vec<String>, Amounts> = BTreeMap::new();
    let mut total = Amounts::default();
    for row in &basis.rows {
        if let Some(amounts) = capital.amounts(&statements, row)? {
            add_all(groups.entry(row.values.clone()).or_default(), &amounts)?;
            add_all(&mut total, &amounts)?;
        }
    }
    let columns = columns(setting, &keys);
    let by = keys.iter().map(|(key, _)| key.clone()).collect();
    sink.head(Head {
        by,
        ..setting.head(columns)
    })?;
    let maker = Maker {
        setting,
        keys: &keys,
        ranges: &capital.ranges,
    };
    for (values, amounts) in groups.iter().filter(|(_, amounts)| **amounts != Amounts::default()) {
        sink.row(maker.row(values, amounts))?;
    }
    let unclosed = negated(&[basis.unclosed[0], Ore::ZERO, Ore::ZERO, basis.unclosed[0]])?;
    if !basis.unclosed[0].is_zero() {
        sink.row(maker.labelled(RowKind::Unclosed, Value::words("report-row-unclosed"), &unclosed))?;
        add_all(&mut total, &unclosed)?;
    }
    // The same figures as the lines of the balance sheet have, found the other way.
    let shown = [Take::Opening, Take::Closing].map(Shown::now);
    let (rows, _) = statements.balance_rows(setting, &basis, &keys)?;
    let filled = evaluate(&statements.balance, &shown, &rows)?;
    let on_lines = capital.lines.iter().try_fold(Ore::ZERO, |sum, line| {
        sum.checked_add(filled.lines[*line][1])
            .ok_or_else(crate::sheet::too_large)
    })?;
    let found = [Ore::ZERO, Ore::ZERO, Ore::ZERO, on_lines];
    let control = less(&[Ore::ZERO, Ore::ZERO, Ore::ZERO, total[3]], &found)?;
    if question.is_whole() {
        sink.row(maker.labelled(RowKind::Control, Value::words("report-row-capital-lines"), &control))?;
    }
    let mut tail = tail(
        notes(&question, &basis)
            .into_iter()
            .filter(|note| note.key == "report-note-carried")
            .collect::<Vec<Sentence>>(),
        reconciles(&question, &basis, control[3])?,
    );
    tail.totals = Some(maker.labelled(RowKind::Total, Value::words("report-total"), &total));
    sink.tail(tail)
}

/// What the report is parted by: what was asked, or what the rule set says, of what the entity has.
fn keys(setting: Setting<'_>) -> Vec<(Key, Source)> {
    let question = setting.question;
    if !question.by.is_empty() {
        return question.by.clone();
    }
    let standard = report_keys(setting.model.entity.rules, question.address.report.name());
    let codes = standard.map(|keys| keys.by).unwrap_or_default();
    let known = codes
        .iter()
        .map(|code| (Key::dimension(code), Source::of(setting.model, code)));
    known.filter_map(|(key, source)| Some((key, source.ok()?))).collect()
}

/// Which lines of the balance sheet hold the capital that years change.
struct Capital {
    lines: Vec<usize>,
    ranges: Vec<AccountRange>,
}

impl Capital {
    fn of(statements: &Statements) -> Self {
        let accounts = [&statements.roles.balanced, &statements.roles.capital_change];
        let accounts = accounts.into_iter().flatten();
        let mut lines: Vec<usize> = accounts
            .filter_map(|account| statements.balance.line_of(account))
            .collect();
        lines.dedup();
        let of_balance = lines.iter().flat_map(|line| &statements.balance.lines[*line].parts);
        let of_income = statements.income.lines.iter().flat_map(|line| &line.parts);
        let ranges = of_balance.chain(of_income).map(|part| part.range.clone()).collect();
        Self { lines, ranges }
    }

    /// What a row adds, a credit as positive. What the closing moves between result and capital
    /// comes to nothing in the second column.
    fn amounts(&self, statements: &Statements, row: &BasisRow) -> Result<Option<Amounts>, Fault> {
        let line = statements.balance.line_of(&row.account);
        let is_capital = line.is_some_and(|line| self.lines.contains(&line));
        let is_closing = statements.roles.closing.contains(&row.account);
        let (opening, period, closing) = (row.now.opening, row.now.period()?, row.now.closing()?);
        let amounts = if is_capital {
            [opening, period, Ore::ZERO, closing]
        } else if is_closing {
            [Ore::ZERO, closing, Ore::ZERO, closing]
        } else if statements.is_result(&row.account) {
            [Ore::ZERO, Ore::ZERO, closing, closing]
        } else {
            return Ok(None);
        };
        negated(&amounts).map(Some)
    }
}

fn columns(setting: Setting<'_>, keys: &[(Key, Source)]) -> Vec<Column> {
    let question = setting.question;
    let within: Option<PeriodRange> = Some(question.periods);
    let mut columns = Vec::new();
    for (key, source) in keys {
        let caption = source.caption(setting.model, question.language);
        columns.push(Column::new(key.to_string(), caption, Kind::Text).opened_for(within));
        let name = format!("{key}_name");
        columns.push(Column::new(name, Caption::key("report-column-name"), Kind::Text).wide());
    }
    if keys.is_empty() {
        columns.push(Column::new("name", Caption::key("report-column-name"), Kind::Text).wide());
    }
    columns.extend([
        amount("opening_ore", "report-column-form-opening").opened_for(question.before()),
        amount("moved_ore", "report-column-capital-moved").opened_for(within),
        amount("change_ore", "report-column-capital-change").opened_for(within),
        amount("closing_ore", "report-column-form-closing").opened_for(within),
    ]);
    columns
}

struct Maker<'a> {
    setting: Setting<'a>,
    keys: &'a [(Key, Source)],
    ranges: &'a [AccountRange],
}

impl Maker<'_> {
    fn row(&self, values: &[String], amounts: &Amounts) -> Row {
        let question = self.setting.question;
        let mut cells = Vec::new();
        for ((_, source), value) in self.keys.iter().zip(values) {
            cells.push(Value::text(value));
            cells.push(if value.is_empty() {
                Value::words("report-no-value")
            } else {
                Value::text(source.name_of(self.setting.model, value, question.language))
            });
        }
        if self.keys.is_empty() {
            cells.push(Value::words("report-row-capital"));
        }
        cells.extend(amounts[..COLUMNS].iter().copied().map(Value::Amount));
        Row::new(RowKind::Line, 0, cells).leading_to(self.address(values))
    }

    fn address(&self, values: &[String]) -> Option<Address> {
        let accounts = on_accounts(&self.setting.question.address, self.ranges);
        self.keys
            .iter()
            .zip(values)
            .fold(accounts, |address, ((key, _), value)| {
                Some(address?.narrowed(Filter::exact(key.clone(), value)?))
            })
    }

    fn labelled(&self, kind: RowKind, label: Value, amounts: &Amounts) -> Row {
        let mut cells = vec![Value::Empty; (2 * self.keys.len()).max(1)];
        let at = usize::from(!self.keys.is_empty());
        cells[at] = label;
        cells.extend(amounts[..COLUMNS].iter().copied().map(Value::Amount));
        Row::new(kind, 0, cells)
    }
}
