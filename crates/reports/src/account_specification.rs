//! *Kontospecifikation*: what the closing balance of each balance account is made up of (REP-13,
//! GL-27).
//!
//! An account whose lines are followed as open items is made up of what the year began with and the
//! year's lines; any other account of its balance by dimension values.

use kameral_base::{Ore, Sentence};
use kameral_ledger::model::AccountingModel;
use kameral_ledger::store::lines::AccountLine;
use kameral_ledger::voucher::VoucherNumber;
use kameral_store::Fault;

use crate::question::Question;
use crate::setting::{Setting, amount};
use crate::sheet::Figures;
use crate::source::Source;
use crate::table::{Column, Kind, Row, RowKind, Value};
use crate::words::Caption;
use crate::{Address, Filter, Key};

/// What a balance is specified by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MadeUpOf {
    /// Balances by dimension values.
    Values,
    /// The year's lines.
    Lines,
}

/// What an account's balance is specified by; nothing for an account that has no balance to carry.
pub fn made_up_of(model: &AccountingModel, account: &str) -> Option<MadeUpOf> {
    let found = model.accounts.get(account)?;
    if !found.kind.carries_forward() {
        return None;
    }
    Some(if found.open_items {
        MadeUpOf::Lines
    } else {
        MadeUpOf::Values
    })
}

/// What balances are split by: what was asked, or every direct dimension.
pub fn keys(model: &AccountingModel, question: &Question) -> Vec<(Key, Source)> {
    if question.by.is_empty() {
        let direct = model.direct_dimensions();
        return direct
            .map(|found| (Key::dimension(&found.code), Source::Direct(found.position)))
            .collect();
    }
    question
        .by
        .iter()
        .filter(|(key, _)| !key.is_account())
        .cloned()
        .collect()
}

/// The columns.
pub fn columns(setting: Setting<'_>) -> Vec<Column> {
    let question = setting.question;
    let (before, within, through) = (question.before(), Some(question.periods), Some(question.through()));
    let mut columns = Vec::from(setting.account_columns());
    columns.extend([
        Column::new("values", Caption::key("report-column-values"), Kind::Text),
        Column::new("date", Caption::key("report-column-date"), Kind::Date),
        Column::new("voucher", Caption::key("report-column-voucher"), Kind::Voucher),
        Column::new("text", Caption::key("report-column-text"), Kind::Text),
        amount("opening_ore", "report-column-opening").opened_for(before),
        amount("debit_ore", "report-column-debit").opened_for(within),
        amount("credit_ore", "report-column-credit").opened_for(within),
        amount("closing_ore", "report-column-closing").opened_for(through),
    ]);
    columns
}

/// The row of an account, above what its balance is made up of.
pub fn account(setting: Setting<'_>, account: &str, figures: &Figures) -> Result<Row, Fault> {
    let mut cells = cells(setting, account);
    cells.extend(amounts(figures)?);
    Ok(Row::new(RowKind::Heading, 0, cells).leading_to(setting.ledger_of(account)))
}

/// The part of a balance that has these values.
pub fn by_values(
    setting: Setting<'_>,
    account: &str,
    values: &[(Key, String)],
    figures: &Figures,
) -> Result<Row, Fault> {
    let mut cells = cells(setting, account);
    let used = values.iter().filter(|(_, value)| !value.is_empty());
    let text = used
        .map(|(key, value)| format!("{key} {value}"))
        .collect::<Vec<_>>()
        .join(", ");
    cells[2] = if text.is_empty() {
        Value::words("report-no-value")
    } else {
        Value::Text(text)
    };
    cells.extend(amounts(figures)?);
    let narrow =
        |address: Address, (key, value): &(Key, String)| Some(address.narrowed(Filter::exact(key.clone(), value)?));
    let address = setting
        .ledger_of(account)
        .and_then(|ledger| values.iter().try_fold(ledger, narrow));
    Ok(Row::new(RowKind::Line, 1, cells).leading_to(address))
}

/// What an account with open items began the year with.
pub fn carried(setting: Setting<'_>, account: &str, balance: Ore) -> Row {
    let mut cells = cells(setting, account);
    cells[5] = Value::words("report-row-year-opening");
    cells.extend([Value::Empty, Value::Empty, Value::Empty, Value::Amount(balance)]);
    Row::new(RowKind::Opening, 1, cells)
}

/// A line of an account with open items. What it adds to the balance stands in the last column.
pub fn line(setting: Setting<'_>, account: &str, line: &AccountLine, values: &[(u8, String)]) -> Row {
    let mut cells = cells(setting, account);
    cells[2] = setting.values_text(values);
    cells[3] = Value::Date(line.date);
    cells[4] = Value::Voucher(VoucherNumber {
        series: line.series.clone(),
        year: setting.question.year_number(),
        number: line.number,
    });
    cells[5] = Value::text(&line.text);
    let within = setting.question.periods.contains(line.place.period);
    let side = |debit| {
        if within {
            Value::side(line.amount, debit)
        } else {
            Value::Empty
        }
    };
    let before = if within {
        Value::Empty
    } else {
        Value::Amount(line.amount)
    };
    cells.extend([before, side(true), side(false), Value::Amount(line.amount)]);
    Row::new(RowKind::Line, 1, cells)
}

/// The total of the accounts specified.
pub fn total(label: &'static str, figures: &Figures) -> Result<Row, Fault> {
    let mut cells = vec![Value::Empty; 6];
    cells[1] = Value::Words(Sentence::new(label));
    cells.extend(amounts(figures)?);
    Ok(Row::new(RowKind::Total, 0, cells))
}

/// The cells left of the amounts.
fn cells(setting: Setting<'_>, account: &str) -> Vec<Value> {
    let mut cells = vec![Value::Empty; 6];
    cells[0] = Value::Account(account.to_owned());
    cells[1] = setting.account_name(account);
    cells
}

fn amounts(figures: &Figures) -> Result<[Value; 4], Fault> {
    Ok([figures.opening, figures.debit, figures.credit, figures.closing()?].map(Value::Amount))
}
