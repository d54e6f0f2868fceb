//! What stood in the books, as decisions of a closing are given it.

use std::collections::BTreeMap;

use kameral_base::{Date, FiscalYear, Ore, Period};
use kameral_ledger::model::{AccountKind, AccountingModel};
use kameral_ledger::voucher::CodingKey;

use crate::definition::Definition;
use crate::opening;

/// Sums by coding, öre, debit positive; none of them zero.
pub type Nets = BTreeMap<CodingKey, Ore>;

/// What stands on a coding in one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turnover {
    /// Account and values.
    pub coding: CodingKey,
    /// Period.
    pub period: Period,
    /// Debit, öre.
    pub debit: Ore,
    /// Credit, öre, positive.
    pub credit: Ore,
}

impl Turnover {
    /// Debit less credit.
    pub fn net(&self) -> Option<Ore> {
        self.debit.checked_sub(self.credit)
    }
}

/// A year of the books with what it opened on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The year.
    pub year: FiscalYear,
    /// What it opened on: as posted in its opening period, or, where that is empty, as the definition
    /// rolls the year before.
    pub opening: Nets,
    /// What moved after that, period by period.
    pub moved: Vec<Turnover>,
}

impl Standing {
    /// The last of some years in order, each opened as it was posted or by the year before.
    pub fn chain(
        model: &AccountingModel,
        definition: &Definition,
        years: Vec<(FiscalYear, Vec<Turnover>)>,
    ) -> Option<Option<Self>> {
        let mut last: Option<Self> = None;
        for (year, turnovers) in years {
            let (opened, moved): (Vec<Turnover>, Vec<Turnover>) =
                turnovers.into_iter().partition(|turnover| turnover.period.is_opening());
            let opening = match &last {
                Some(before) if opened.is_empty() => {
                    opening::rolled(model, definition, &before.balances(model)?, year.starts_on())?
                }
                _ => nets(&opened)?,
            };
            last = Some(Self { year, opening, moved });
        }
        Some(last)
    }

    /// What stands on every coding up to a period, the opening balance with it.
    pub fn through(&self, period: Period) -> Option<Nets> {
        let mut sums = self.opening.clone();
        for turnover in self.moved.iter().filter(|turnover| turnover.period <= period) {
            add(&mut sums, &turnover.coding, turnover.net()?)?;
        }
        sums.retain(|_, amount| !amount.is_zero());
        Some(sums)
    }

    /// What stands on every coding at the end of the year.
    pub fn closing(&self) -> Option<Nets> {
        self.through(Period::LAST)
    }

    /// The balances that are carried into the next year.
    pub fn balances(&self, model: &AccountingModel) -> Option<Nets> {
        let mut nets = self.closing()?;
        nets.retain(|coding, _| carries(model, coding));
        Some(nets)
    }
}

/// Whether an account's balance is carried into the next year.
pub fn carries(model: &AccountingModel, coding: &CodingKey) -> bool {
    kind(model, coding).is_some_and(AccountKind::carries_forward)
}

/// The kind of a coding's account.
pub fn kind(model: &AccountingModel, coding: &CodingKey) -> Option<AccountKind> {
    model.accounts.get(coding.account()).map(|account| account.kind)
}

/// The last day of a period; of an opening or closing one, the day its year begins or ends.
pub fn day_of(year: FiscalYear, period: Period) -> Date {
    let whole = if period.is_opening() {
        year.starts_on()
    } else {
        year.ends_on()
    };
    period.last_day().unwrap_or(whole)
}

/// Sums by coding. Nothing when they are beyond what an amount can hold.
pub fn nets(turnovers: &[Turnover]) -> Option<Nets> {
    let mut sums = Nets::new();
    for turnover in turnovers {
        add(&mut sums, &turnover.coding, turnover.net()?)?;
    }
    sums.retain(|_, amount| !amount.is_zero());
    Some(sums)
}

/// Adds to the sum of a coding.
pub fn add(sums: &mut Nets, coding: &CodingKey, amount: Ore) -> Option<()> {
    let sum = sums.entry(coding.clone()).or_default();
    *sum = sum.checked_add(amount)?;
    Some(())
}

/// The sum of amounts.
pub fn total(amounts: impl IntoIterator<Item = Ore>) -> Option<Ore> {
    amounts.into_iter().try_fold(Ore::ZERO, Ore::checked_add)
}
