//! *Saldon*: the cube, read for a year and a stretch of periods, now or as it was known then.

use std::collections::BTreeMap;
use std::sync::Arc;

use kameral_access::{Cx, Scope};
use kameral_base::{EntityId, Ore, Period, Quantity};
use kameral_store::{Fault, Row, Tx, params};

use super::cache::LedgerCache;
use super::damaged;
use crate::voucher::CodingKey;

/// Sums of one coding over the periods asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sums {
    /// Debit, öre.
    pub debit: Ore,
    /// Credit, öre, positive.
    pub credit: Ore,
    /// Thousandths of the unit.
    pub quantity: Quantity,
    /// Lines.
    pub lines: i64,
}

impl Sums {
    /// Debit less credit.
    pub fn net(&self) -> Option<Ore> {
        self.debit.checked_sub(self.credit)
    }

    /// The sum of two; nothing when it is beyond what an amount can hold.
    pub fn checked_add(&self, other: &Self) -> Option<Self> {
        Some(Self {
            debit: self.debit.checked_add(other.debit)?,
            credit: self.credit.checked_add(other.credit)?,
            quantity: self.quantity.checked_add(other.quantity)?,
            lines: self.lines.checked_add(other.lines)?,
        })
    }

    fn checked_sub(&self, other: &Self) -> Option<Self> {
        Some(Self {
            debit: self.debit.checked_sub(other.debit)?,
            credit: self.credit.checked_sub(other.credit)?,
            quantity: self.quantity.checked_sub(other.quantity)?,
            lines: self.lines.checked_sub(other.lines)?,
        })
    }
}

/// One row of an answer: coding number, unit, sums.
pub type CodingSums = BTreeMap<(i64, String), Sums>;

/// The dictionary of an entity's codings: number → account and values.
pub type Codings = Arc<BTreeMap<i64, CodingKey>>;

/// Balances of one fiscal year over periods `from` to `to`, by coding and unit.
///
/// With `as_of` the answer is what it was when the journal ended there: lines posted later are
/// taken away from the cube, so an old report gives the figures it gave.
pub fn sums(
    tx: &mut Tx,
    scope: &Scope,
    year: i64,
    from: Period,
    to: Period,
    as_of: Option<i64>,
) -> Result<CodingSums, Fault> {
    let entity = scope.entity();
    let mut found = CodingSums::new();
    tx.each(
        include_str!("../sql/balances_by_coding.sql"),
        params![entity, year, from, to],
        |row| {
            found.insert((row.get("coding_id")?, row.get("unit")?), row_sums(row)?);
            Ok(())
        },
    )?;
    let Some(as_of) = as_of else { return Ok(found) };
    for later in later_than(tx, entity, as_of)? {
        if later.year == year && from <= later.period && later.period <= to {
            let entry = found.entry((later.coding, later.unit)).or_default();
            *entry = entry
                .checked_sub(&later.sums)
                .ok_or_else(|| damaged("balance", "debit_ore", "overflow"))?;
        }
    }
    found.retain(|_, sums| sums.lines != 0);
    Ok(found)
}

/// Balances of one year by period, for reports with a column a month.
pub fn sums_by_period(
    tx: &mut Tx,
    scope: &Scope,
    year: i64,
    from: Period,
    to: Period,
) -> Result<BTreeMap<(Period, i64, String), Sums>, Fault> {
    let mut found = BTreeMap::new();
    tx.each(
        include_str!("../sql/balances.sql"),
        params![scope.entity(), year, from, to],
        |row| {
            found.insert(
                (row.get("period")?, row.get("coding_id")?, row.get("unit")?),
                row_sums(row)?,
            );
            Ok(())
        },
    )?;
    Ok(found)
}

struct Later {
    year: i64,
    period: Period,
    coding: i64,
    unit: String,
    sums: Sums,
}

fn later_than(tx: &mut Tx, entity: EntityId, as_of: i64) -> Result<Vec<Later>, Fault> {
    tx.all(
        include_str!("../sql/lines_after.sql"),
        params![entity, as_of, i64::MAX],
        |row| {
            Ok(Later {
                year: row.get("year")?,
                period: row.get("period")?,
                coding: row.get("coding_id")?,
                unit: row.get("unit")?,
                sums: row_sums(row)?,
            })
        },
    )
}

fn row_sums(row: &Row) -> Result<Sums, Fault> {
    Ok(Sums {
        debit: row.get("debit_ore")?,
        credit: row.get("credit_ore")?,
        quantity: row.get("quantity_milli")?,
        lines: row.get("line_count")?,
    })
}

/// Every coding of an entity. Codings are only added, so the dictionary is kept and topped up.
///
/// Called on snapshots only ([`Cx::read`]), which see nothing that may be rolled back.
pub fn codings(tx: &mut Tx, cx: &Cx) -> Result<Codings, Fault> {
    let entity = cx.entity();
    let cache: Arc<LedgerCache> = cx.store.shared();
    let known = cache.dictionary(entity);
    let last = known.last_key_value().map_or(0, |(number, _)| *number);
    let added = tx.all(include_str!("../sql/codings.sql"), params![entity, last], |row| {
        let key: String = row.get("coding_key")?;
        Ok((row.get::<i64>("coding_id")?, CodingKey::stored(key)))
    })?;
    if added.is_empty() {
        return Ok(known);
    }
    let mut all = (*known).clone();
    all.extend(added);
    let all = Arc::new(all);
    cache.keep_dictionary(entity, &all);
    Ok(all)
}

/// Whether a year's opening balances are posted. If not, they are carried from the year before
/// when a report asks.
pub fn opening_posted(tx: &mut Tx, scope: &Scope, opening: Period) -> Result<bool, Fault> {
    let years: Vec<i64> = tx.all(
        include_str!("../sql/years_with_opening.sql"),
        params![scope.entity(), opening],
        |row| row.get("year"),
    )?;
    Ok(!years.is_empty())
}
