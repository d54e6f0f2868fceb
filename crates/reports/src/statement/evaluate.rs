//! Filling a form: amounts by line and sum, with what each line is made up of. Pure.

use std::collections::BTreeMap;

use kameral_base::Ore;
use kameral_store::Fault;
use rustc_hash::FxHashMap;

use super::basis::BasisRow;
use super::form::{Form, Take};
use crate::sheet::{Figures, add, too_large};

/// The most columns of amounts a form has.
pub const COLUMNS_MAX: usize = 4;

/// Amounts by column; those beyond the form's columns are zero.
pub type Amounts = [Ore; COLUMNS_MAX];

/// Which figure a column shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// Whether of the year before.
    pub before: bool,
    /// Which figure.
    pub take: Take,
}

impl Shown {
    /// A figure of the year asked for.
    pub const fn now(take: Take) -> Self {
        Self { before: false, take }
    }

    /// A figure of the year before.
    pub const fn before(take: Take) -> Self {
        Self { before: true, take }
    }
}

/// A form, filled. Lines and sums are as the reader sees them, with the sign of their line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluated {
    /// By line.
    pub lines: Vec<Amounts>,
    /// By sum.
    pub sums: Vec<Amounts>,
    /// By line, what it is made up of, by values.
    pub parts: Vec<BTreeMap<Vec<String>, Amounts>>,
    /// Amounts of accounts that lie on no line, debit positive.
    pub outside: BTreeMap<String, Amounts>,
}

/// Fills a form.
pub fn evaluate(form: &Form, columns: &[Shown], rows: &[BasisRow]) -> Result<Evaluated, Fault> {
    let mut filled = Evaluated {
        lines: vec![Amounts::default(); form.lines.len()],
        sums: Vec::with_capacity(form.sums.len()),
        parts: vec![BTreeMap::new(); form.lines.len()],
        outside: BTreeMap::new(),
    };
    let mut known: FxHashMap<&str, Vec<(usize, Option<Take>)>> = FxHashMap::default();
    for row in rows {
        let places = known
            .entry(&row.account)
            .or_insert_with(|| form.lines_of(&row.account).collect());
        if places.is_empty() {
            let amounts = amounts(columns, row, None)?;
            add_all(filled.outside.entry(row.account.clone()).or_default(), &amounts)?;
        }
        for &(line, take) in places.iter() {
            let mut amounts = amounts(columns, row, take)?;
            if form.lines[line].credit {
                amounts = negated(&amounts)?;
            }
            add_all(&mut filled.lines[line], &amounts)?;
            if !row.values.is_empty() {
                add_all(filled.parts[line].entry(row.values.clone()).or_default(), &amounts)?;
            }
        }
    }
    for sum in &form.sums {
        let mut amounts = Amounts::default();
        for no in &sum.adds {
            if let Some(term) = filled.of(form, no) {
                add_all(&mut amounts, &term)?;
            }
        }
        filled.sums.push(amounts);
    }
    Ok(filled)
}

impl Evaluated {
    /// The amounts of the line or the sum with a number.
    pub fn of(&self, form: &Form, no: &str) -> Option<Amounts> {
        let line = form.line(no).map(|line| self.lines[line]);
        line.or_else(|| form.sum(no).and_then(|sum| self.sums.get(sum).copied()))
    }
}

fn amounts(columns: &[Shown], row: &BasisRow, take: Option<Take>) -> Result<Amounts, Fault> {
    let mut amounts = Amounts::default();
    for (amount, shown) in amounts.iter_mut().zip(columns) {
        let figures = if shown.before { &row.before } else { &row.now };
        *amount = figure(figures, take.unwrap_or(shown.take))?;
    }
    Ok(amounts)
}

/// One of the figures, debit positive.
pub fn figure(figures: &Figures, take: Take) -> Result<Ore, Fault> {
    match take {
        Take::Opening => Ok(figures.opening),
        Take::Period => figures.period(),
        Take::Closing => figures.closing(),
    }
}

/// Adds amounts to amounts.
pub fn add_all(sum: &mut Amounts, more: &Amounts) -> Result<(), Fault> {
    for (sum, more) in sum.iter_mut().zip(more) {
        *sum = add(*sum, *more)?;
    }
    Ok(())
}

/// The amounts with the other sign.
pub fn negated(amounts: &Amounts) -> Result<Amounts, Fault> {
    let mut other = *amounts;
    for amount in &mut other {
        *amount = amount.checked_neg().ok_or_else(too_large)?;
    }
    Ok(other)
}

/// The first less the second.
pub fn less(first: &Amounts, second: &Amounts) -> Result<Amounts, Fault> {
    let mut difference = *first;
    add_all(&mut difference, &negated(second)?)?;
    Ok(difference)
}
