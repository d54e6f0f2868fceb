//! What must be zero under a statement, and by how much the statements differ from the trial balance.

use std::collections::BTreeMap;

use kameral_base::{Ore, Sentence};
use kameral_store::Fault;

use super::Statements;
use crate::setting::Setting;
use crate::sheet::add;
use crate::statement::basis::{Basis, BasisRow};
use crate::statement::definition;
use crate::statement::evaluate::{Amounts, Evaluated, Shown, add_all, less};
use crate::statement::form::{AccountRange, Take};
use crate::statement::placing::total;
use crate::statement::rows::{Control, FigureColumn, must_equal};
use crate::table::Value;

/// Accounts that lie on no line of either statement, debit positive.
pub fn outside_of(statements: &Statements, income: &Evaluated, balance: &Evaluated) -> BTreeMap<String, Amounts> {
    let nowhere = income.outside.iter().chain(&balance.outside);
    let nowhere = nowhere.filter(|(account, _)| {
        statements.income.line_of(account).is_none() && statements.balance.line_of(account).is_none()
    });
    nowhere.map(|(account, amounts)| (account.clone(), *amounts)).collect()
}

/// What lies outside every line: ranges that must be zero, and accounts nobody has thought of.
pub fn outside_controls(setting: Setting<'_>, outside: &BTreeMap<String, Amounts>) -> Result<Vec<Control>, Fault> {
    let ranges = definition::outside(setting.model.entity.rules, setting.question.language);
    let ranges: Vec<_> = ranges.into_iter().filter(|range| range.must_be_zero).collect();
    let mut controls = Vec::new();
    for range in &ranges {
        let mut amounts = Amounts::default();
        for (_, more) in outside.iter().filter(|(account, _)| range.range.holds(account)) {
            add_all(&mut amounts, more)?;
        }
        controls.push(Control {
            name: Value::text(&range.reason),
            amounts,
            ranges: vec![range.range.clone()],
        });
    }
    let unknown = outside
        .iter()
        .filter(|(account, _)| !ranges.iter().any(|range| range.range.holds(account)));
    controls.extend(unknown.map(|(account, amounts)| Control {
        name: Value::Words(Sentence::new("report-row-outside").with("account", account.as_str())),
        amounts: *amounts,
        ranges: vec![AccountRange {
            from: account.clone(),
            to: account.clone(),
        }],
    }));
    Ok(controls)
}

/// The year's capital change of the balance sheet less that of the income statement (REP-15, CLS-08).
pub fn capital_control(
    statements: &Statements,
    income: &Evaluated,
    balance: &Evaluated,
) -> Result<Option<Control>, Fault> {
    let account = statements.roles.capital_change.as_deref();
    let line = account.and_then(|account| statements.balance.line_of(account));
    let sum = statements.income.sums.iter().rposition(|sum| sum.must_equal.is_some());
    let (Some(line), Some(sum)) = (line, sum) else {
        return Ok(None);
    };
    Ok(Some(Control {
        name: Value::words("report-row-capital-change"),
        amounts: less(&balance.lines[line], &income.sums[sum])?,
        ranges: statements.balance.lines[line]
            .parts
            .iter()
            .map(|part| part.range.clone())
            .collect(),
    }))
}

/// By how much the two statements together differ from the trial balance: accounts on two lines, and
/// sides that differ by anything else than what lies outside every line.
pub fn differs(
    statements: &Statements,
    basis: &Basis,
    columns: &[FigureColumn],
    (balance, outside): (&Evaluated, &BTreeMap<String, Amounts>),
) -> Result<Ore, Fault> {
    let twice = |row: &&BasisRow| {
        let places = [&statements.income, &statements.balance].map(|form| form.lines_of(&row.account).count());
        1 < places.iter().sum::<usize>()
    };
    let twice = total(basis.rows.iter().filter(twice), |row| row.now.closing())?;
    if !twice.is_zero() {
        return Ok(twice);
    }
    let Some(at) = columns
        .iter()
        .position(|column| column.shown == Shown::now(Take::Closing))
    else {
        return Ok(Ore::ZERO);
    };
    let mut difference = Ore::ZERO;
    for control in must_equal(&statements.balance, balance, true)? {
        difference = add(difference, control.amounts[at])?;
    }
    if statements.balance.sums.is_empty() {
        return Ok(Ore::ZERO);
    }
    for amounts in outside.values() {
        difference = add(difference, amounts[at].checked_neg().unwrap_or(Ore::MIN))?;
    }
    Ok(difference)
}
