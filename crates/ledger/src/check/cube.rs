//! The balances recomputed from the lines: one cell in memory for each the books have, whatever
//! the number of lines.

use kameral_base::{Ore, Quantity};
use rustc_hash::FxHashMap;

use super::finding::{FindingKind, FindingPlace};
use super::findings::Findings;
use crate::store::check::StoredBalance;

/// Sums of a cell, wide enough that adding up damaged lines cannot overflow.
#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    debit: i128,
    credit: i128,
    quantity: i128,
    lines: i128,
}

/// Fiscal year, period, coding, unit.
type Key = (i64, i64, i64, u32);

/// The recomputed balances.
#[derive(Debug, Default)]
pub(crate) struct Cube {
    units: FxHashMap<String, u32>,
    cells: FxHashMap<Key, Cell>,
}

impl Cube {
    /// Adds a line. A line without a quantity counts under no unit.
    pub(crate) fn add(
        &mut self,
        (year, period, coding): (i64, i64, i64),
        amount: Ore,
        quantity: Option<Quantity>,
        unit: &str,
    ) {
        let unit = self.unit(if quantity.is_some() { unit } else { "" });
        let cell = self.cells.entry((year, period, coding, unit)).or_default();
        let amount = i128::from(amount.get());
        if amount < 0 {
            cell.credit -= amount;
        } else {
            cell.debit += amount;
        }
        cell.quantity += i128::from(quantity.map_or(0, Quantity::get));
        cell.lines += 1;
    }

    /// Compares a stored balance with the recomputed one, column by column, and forgets both.
    pub(crate) fn compare(&mut self, stored: &StoredBalance, findings: &mut Findings) {
        let unit = self.unit(&stored.unit);
        let place = |column: &str| FindingPlace::of("balance", column).named(stored.name());
        let Some(cell) = self.cells.remove(&(stored.year, stored.period, stored.coding, unit)) else {
            findings.tell(FindingKind::BalanceOrphan, place(""), "", stored.debit);
            return;
        };
        let columns = [
            ("debit_ore", cell.debit, stored.debit),
            ("credit_ore", cell.credit, stored.credit),
            ("quantity_milli", cell.quantity, stored.quantity),
            ("line_count", cell.lines, stored.lines),
        ];
        for (column, expected, found) in columns {
            findings.same(
                FindingKind::BalanceDiffers,
                || place(column),
                &expected,
                &i128::from(found),
            );
        }
    }

    /// What is left has lines and no balance.
    pub(crate) fn rest(&mut self, findings: &mut Findings) {
        let names: FxHashMap<u32, &String> = self.units.iter().map(|(name, number)| (*number, name)).collect();
        let mut left: Vec<(&Key, &Cell)> = self.cells.iter().collect();
        left.sort_by_key(|(key, _)| **key);
        for ((year, period, coding, unit), cell) in left {
            let name = format!(
                "{year} {period} {coding} {}",
                names.get(unit).map_or("", |name| name.as_str())
            );
            let place = FindingPlace::of("balance", "").named(name.trim_end());
            findings.tell(FindingKind::BalanceMissing, place, cell.debit - cell.credit, "");
        }
        self.cells.clear();
    }

    fn unit(&mut self, unit: &str) -> u32 {
        if let Some(known) = self.units.get(unit) {
            return *known;
        }
        let number = u32::try_from(self.units.len()).expect("no more units than lines");
        self.units.insert(unit.to_owned(), number);
        number
    }
}
