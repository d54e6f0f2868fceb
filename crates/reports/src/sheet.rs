//! The figures of a report: the cube added up by group, with what earlier years leave behind.
//!
//! A year's opening balances are those posted in its opening period. Where none are posted, the
//! closing balances of the year before are carried for accounts that carry forward, back to a year
//! that has posted ones or to the first; the result of those years, which nobody has moved to
//! capital yet, is kept apart, so that the sum is still zero.

use std::collections::BTreeMap;

use kameral_base::{Ore, Period, Quantity};
use kameral_ledger::store::cube::CubeRow;
use kameral_store::{Fault, FaultKind};

use crate::question::{Question, every_period};
use crate::selection::Selection;

/// Sums of a group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// Balance before the periods, carried from earlier years where that is needed.
    pub opening: Ore,
    /// Debit of the periods.
    pub debit: Ore,
    /// Credit of the periods, positive.
    pub credit: Ore,
    /// Lines of the periods.
    pub lines: i64,
}

impl Figures {
    /// Debit less credit of the periods.
    pub fn period(&self) -> Result<Ore, Fault> {
        self.debit.checked_sub(self.credit).ok_or_else(too_large)
    }

    /// Balance after the periods.
    pub fn closing(&self) -> Result<Ore, Fault> {
        self.opening.checked_add(self.period()?).ok_or_else(too_large)
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.opening.is_zero() && self.debit.is_zero() && self.credit.is_zero()
    }

    /// The sum of two.
    pub fn plus(&self, other: &Self) -> Result<Self, Fault> {
        Ok(Self {
            opening: add(self.opening, other.opening)?,
            debit: add(self.debit, other.debit)?,
            credit: add(self.credit, other.credit)?,
            lines: self.lines + other.lines,
        })
    }
}

/// Quantities of a group in one unit, which are never added to those of another (EM-26).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Quantities {
    /// Before the periods.
    pub opening: Quantity,
    /// In the periods.
    pub period: Quantity,
}

impl Quantities {
    /// After the periods.
    pub fn closing(&self) -> Result<Quantity, Fault> {
        self.opening.checked_add(self.period).ok_or_else(too_large)
    }
}

/// What a group moved in one period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Movement {
    /// Debit less credit.
    pub net: Ore,
    /// Lines.
    pub lines: i64,
}

/// The figures of a report.
#[derive(Debug)]
pub struct Sheet {
    /// By group.
    pub figures: Vec<Figures>,
    /// By group and unit, where there are any.
    pub quantities: BTreeMap<(usize, String), Quantities>,
    /// Results of earlier years that no voucher has moved to capital, of what is selected.
    pub unclosed: Ore,
    /// The same by group.
    pub unclosed_of: Vec<Ore>,
    /// Everything in the books, selected or not; its closing balance is zero.
    pub whole: Figures,
    /// Earlier years whose balances were carried, the latest first.
    pub carried_from: Vec<i64>,
    periods: Vec<Period>,
    movements: Option<Vec<Movement>>,
}

impl Sheet {
    /// An empty sheet; `by_period` keeps movements a period too.
    pub fn new(question: &Question, selection: &Selection, by_period: bool) -> Self {
        let periods = every_period(question.year);
        let movements = by_period.then(|| vec![Movement::default(); selection.group_count() * periods.len()]);
        Self {
            figures: vec![Figures::default(); selection.group_count()],
            quantities: BTreeMap::new(),
            unclosed: Ore::ZERO,
            unclosed_of: vec![Ore::ZERO; selection.group_count()],
            whole: Figures::default(),
            carried_from: Vec::new(),
            periods,
            movements,
        }
    }

    /// Adds a row of the year asked for.
    pub fn take(&mut self, question: &Question, selection: &Selection, row: &CubeRow<'_>) -> Result<(), Fault> {
        let before = row.period < question.periods.from();
        add_to(&mut self.whole, row, before)?;
        let Some(group) = selection.group(row.coding) else {
            return Ok(());
        };
        add_to(&mut self.figures[group], row, before)?;
        if let Some(movements) = &mut self.movements
            && let Some(at) = self.periods.iter().position(|period| *period == row.period)
        {
            let movement = &mut movements[group * self.periods.len() + at];
            movement.net = add(movement.net, net(row)?)?;
            movement.lines += row.sums.lines;
        }
        self.take_quantity(group, row, before)
    }

    /// Adds a row of an earlier year.
    pub fn take_earlier(&mut self, selection: &Selection, row: &CubeRow<'_>) -> Result<(), Fault> {
        let net = net(row)?;
        self.whole.opening = add(self.whole.opening, net)?;
        let Some(group) = selection.group(row.coding) else {
            return Ok(());
        };
        if !selection.carries(row.coding) {
            self.unclosed = add(self.unclosed, net)?;
            self.unclosed_of[group] = add(self.unclosed_of[group], net)?;
            return Ok(());
        }
        let figures = &mut self.figures[group];
        figures.opening = add(figures.opening, net)?;
        self.take_quantity(group, row, true)
    }

    fn take_quantity(&mut self, group: usize, row: &CubeRow<'_>, before: bool) -> Result<(), Fault> {
        if row.sums.quantity.is_zero() {
            return Ok(());
        }
        let quantities = self.quantities.entry((group, row.unit.to_owned())).or_default();
        let side = if before {
            &mut quantities.opening
        } else {
            &mut quantities.period
        };
        *side = side.checked_add(row.sums.quantity).ok_or_else(too_large)?;
        Ok(())
    }

    /// What a group moved in a period. Zero when movements were not asked for.
    pub fn movement(&self, group: usize, period: Period) -> Movement {
        let at = self.periods.iter().position(|known| *known == period);
        let movements = self.movements.as_deref().unwrap_or_default();
        at.and_then(|at| movements.get(group * self.periods.len() + at))
            .copied()
            .unwrap_or_default()
    }

    /// Quantities of a group, by unit; a unit whose quantities cancel out is left away.
    pub fn quantities_of(&self, group: usize) -> impl Iterator<Item = (&str, &Quantities)> {
        let of_group = self
            .quantities
            .range((group, String::new())..(group + 1, String::new()));
        of_group
            .filter(|(_, quantities)| **quantities != Quantities::default())
            .map(|((_, unit), quantities)| (unit.as_str(), quantities))
    }

    /// Every unit there are quantities in, in order.
    pub fn units(&self) -> Vec<String> {
        let used = self
            .quantities
            .iter()
            .filter(|(_, quantities)| **quantities != Quantities::default());
        let mut units: Vec<String> = used.map(|((_, unit), _)| unit.clone()).collect();
        units.sort();
        units.dedup();
        units
    }

    /// The sum of everything selected, with results not yet moved to capital.
    pub fn total(&self) -> Result<Figures, Fault> {
        let unclosed = Figures {
            opening: self.unclosed,
            ..Figures::default()
        };
        self.figures.iter().try_fold(unclosed, |sum, figures| sum.plus(figures))
    }
}

fn add_to(figures: &mut Figures, row: &CubeRow<'_>, before: bool) -> Result<(), Fault> {
    if before {
        figures.opening = add(figures.opening, net(row)?)?;
    } else {
        figures.debit = add(figures.debit, row.sums.debit)?;
        figures.credit = add(figures.credit, row.sums.credit)?;
        figures.lines += row.sums.lines;
    }
    Ok(())
}

fn net(row: &CubeRow<'_>) -> Result<Ore, Fault> {
    row.sums.net().ok_or_else(too_large)
}

/// The sum of two amounts, or a fault.
pub fn add(a: Ore, b: Ore) -> Result<Ore, Fault> {
    a.checked_add(b).ok_or_else(too_large)
}

/// A sum beyond what an amount can hold: no figure is better than a wrong one.
pub fn too_large() -> Fault {
    Fault::new(
        FaultKind::Mismatch,
        "a sum of a report is beyond what an amount can hold",
    )
}
