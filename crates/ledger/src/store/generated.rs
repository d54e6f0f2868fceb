//! What stands on codings, and what of it allocations have posted.

use kameral_base::{EntityId, Ore, Period, Quantity};
use kameral_store::{Fault, Row, Tx, params};

use crate::voucher::{ALLOCATION_MARK, CodingKey};

/// What stands on a coding in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Period.
    pub period: Period,
    /// Account and values.
    pub coding: CodingKey,
    /// Unit; empty without one.
    pub unit: String,
    /// Debit less credit, öre.
    pub amount: Ore,
    /// Thousandths of the unit.
    pub quantity: Quantity,
}

/// The cube of a year up to a period, the opening one with it. The caller has the right to every row.
pub fn standing(tx: &mut Tx, entity: EntityId, year: i64, to: Period) -> Result<Vec<Standing>, Fault> {
    tx.all(include_str!("../sql/standing.sql"), params![entity, year, to], row)
}

/// What allocations have posted in a year up to a period, by mark.
pub fn allocated(tx: &mut Tx, entity: EntityId, year: i64, to: Period) -> Result<Vec<(String, Standing)>, Fault> {
    tx.all(
        include_str!("../sql/allocated.sql"),
        params![entity, year, to, ALLOCATION_MARK],
        |found| Ok((found.get("generated_by")?, row(found)?)),
    )
}

fn row(row: &Row) -> Result<Standing, Fault> {
    Ok(Standing {
        period: row.get("period")?,
        coding: CodingKey::stored(row.get("coding_key")?),
        unit: row.get("unit")?,
        amount: row.get("amount_ore")?,
        quantity: row.get("quantity_milli")?,
    })
}
