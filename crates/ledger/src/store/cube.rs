//! The cube row by row, for reports that group as they read.

use kameral_access::Scope;
use kameral_base::Period;
use kameral_store::{Fault, Row, Tx, params};

use super::balances::Sums;
use super::damaged;

/// A stretch of the cube: periods of one fiscal year, now or as the journal was at an earlier place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Fiscal year, by the calendar year it ends in.
    pub year: i64,
    /// First period, included.
    pub from: Period,
    /// Last period, included.
    pub to: Period,
    /// Place in the journal after which nothing counts, with the journal's end; none means now.
    pub as_of: Option<AsOf>,
}

/// An earlier end of the journal, and the end it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    /// Last place that counts.
    pub seq: i64,
    /// Last place there is.
    pub end: i64,
}

/// What a stretch holds of one period, coding and unit. The same three may come more than once,
/// and then add up; rows that take later lines away are negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CubeRow<'r> {
    /// Period.
    pub period: Period,
    /// Coding number.
    pub coding: i64,
    /// Unit of the quantity.
    pub unit: &'r str,
    /// Sums.
    pub sums: Sums,
}

/// Hands over the rows of a stretch as they are read, in no order.
///
/// An earlier end of the journal is reached the shorter way: by the lines up to it, or by the cube
/// less the lines after it.
pub fn each(
    tx: &mut Tx,
    scope: &Scope,
    stretch: &Stretch,
    mut take: impl FnMut(CubeRow<'_>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let Stretch { year, from, to, as_of } = *stretch;
    let entity = scope.entity();
    let lines = include_str!("../sql/cube_of_lines.sql");
    if let Some(AsOf { seq, end }) = as_of.filter(|as_of| as_of.seq <= as_of.end / 2) {
        debug_assert!(seq <= end, "the caller has refused a place beyond the end");
        return tx.each(lines, params![entity, year, from, to, 0, seq], |row| {
            take(cube_row(row)?)
        });
    }
    tx.each(
        include_str!("../sql/balances.sql"),
        params![entity, year, from, to],
        |row| take(cube_row(row)?),
    )?;
    let Some(AsOf { seq, end }) = as_of else { return Ok(()) };
    tx.each(lines, params![entity, year, from, to, seq, end], |row| {
        let row = cube_row(row)?;
        let sums = negated(&row.sums).ok_or_else(|| damaged("voucher_line", "amount_ore", "overflow"))?;
        take(CubeRow { sums, ..row })
    })
}

fn cube_row<'r>(row: &'r Row<'_>) -> Result<CubeRow<'r>, Fault> {
    Ok(CubeRow {
        period: row.get("period")?,
        coding: row.get("coding_id")?,
        unit: row.get("unit")?,
        sums: Sums {
            debit: row.get("debit_ore")?,
            credit: row.get("credit_ore")?,
            quantity: row.get("quantity_milli")?,
            lines: row.get("line_count")?,
        },
    })
}

fn negated(sums: &Sums) -> Option<Sums> {
    Some(Sums {
        debit: sums.debit.checked_neg()?,
        credit: sums.credit.checked_neg()?,
        quantity: sums.quantity.checked_neg()?,
        lines: sums.lines.checked_neg()?,
    })
}
