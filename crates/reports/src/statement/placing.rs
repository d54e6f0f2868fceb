//! What a balance sheet shows elsewhere than where it is posted. Pure.
//!
//! A credit balance on the interest account is a debt, and stands on the line of the interest account
//! credit (PAY-17). The result of the year so far stands on the line of the year's capital change until
//! the closing has moved it there (CLS-08). Both lines are found by the roles of their accounts.

use std::collections::BTreeSet;

use kameral_base::Ore;
use kameral_ledger::model::AccountingModel;
use kameral_store::Fault;

use super::basis::BasisRow;
use crate::sheet::{Figures, add, too_large};

/// Role of the account at Riksgälden that bears interest.
const INTEREST_ACCOUNT: &str = "interest_account";
/// Role of the account its credit stands on.
const INTEREST_ACCOUNT_CREDIT: &str = "interest_account_credit";
/// Role of the balance account of the year's capital change.
const CAPITAL_CHANGE_BALANCE: &str = "capital_change_balance";
/// Role of the result account it is closed against.
const CAPITAL_CHANGE_RESULT: &str = "capital_change_result";
/// Role of the account that the capital changes of earlier years are carried on.
const BALANCED_CAPITAL_CHANGE: &str = "balanced_capital_change";

/// The accounts that a balance sheet treats in a way of their own, by their roles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roles {
    interest: BTreeSet<String>,
    /// The account its credit stands on.
    pub credit: Option<String>,
    /// The balance account of the year's capital change.
    pub capital_change: Option<String>,
    /// The result accounts it is closed against.
    pub closing: BTreeSet<String>,
    /// The account that the capital changes of earlier years are carried on.
    pub balanced: Option<String>,
}

impl Roles {
    /// The roles of a chart.
    pub fn of(model: &AccountingModel) -> Self {
        let having = |role: &str| {
            let accounts = model.accounts.values().filter(|account| account.role == role);
            accounts.map(|account| account.account.clone()).collect::<BTreeSet<_>>()
        };
        let first = |role: &str| having(role).into_iter().next();
        Self {
            interest: having(INTEREST_ACCOUNT),
            credit: first(INTEREST_ACCOUNT_CREDIT),
            capital_change: first(CAPITAL_CHANGE_BALANCE),
            closing: having(CAPITAL_CHANGE_RESULT),
            balanced: first(BALANCED_CAPITAL_CHANGE),
        }
    }

    /// Accounts at Riksgälden that bear interest.
    pub fn interest(&self) -> &BTreeSet<String> {
        &self.interest
    }

    fn is_interest(&self, account: &str) -> bool {
        self.interest.iter().any(|interest| account.starts_with(interest))
    }
}

/// Whose values a row takes on another account.
pub type Moved<'m> = &'m dyn Fn(&BasisRow, &str) -> Vec<String>;

/// Moves a credit balance of the interest account to the account of its credit, where the whole of it
/// is negative, each balance for itself. Answers how much was moved at the end of the periods.
pub fn interest_credit(rows: &mut Vec<BasisRow>, roles: &Roles, moved: Moved<'_>) -> Result<Ore, Fault> {
    let Some(credit) = &roles.credit else {
        return Ok(Ore::ZERO);
    };
    let places: Vec<usize> = (0..rows.len())
        .filter(|at| roles.is_interest(&rows[*at].account))
        .collect();
    let mut total = [Figures::default(); 2];
    for at in &places {
        total = [total[0].plus(&rows[*at].now)?, total[1].plus(&rows[*at].before)?];
    }
    let sums = [total[0].closing()?, total[1].closing()?];
    let mut more = Vec::new();
    for at in places {
        let row = &mut rows[at];
        let mut part = BasisRow {
            account: credit.clone(),
            values: moved(row, credit),
            now: Figures::default(),
            before: Figures::default(),
        };
        let years = [(&mut row.now, &mut part.now), (&mut row.before, &mut part.before)];
        for (year, (stays, goes)) in years.into_iter().enumerate() {
            let is_credit = [total[year].opening.is_negative(), sums[year].is_negative()];
            *goes = parted(stays, is_credit)?;
            *stays = stays.plus(&opposite(goes)?)?;
        }
        more.push(part);
    }
    rows.extend(more);
    let closing = sums[0];
    Ok(if closing.is_negative() { closing } else { Ore::ZERO })
}

/// The figures of the balances that go: the one before the periods, the one after them.
fn parted(figures: &Figures, [opening, closing]: [bool; 2]) -> Result<Figures, Fault> {
    let from = if opening { figures.opening } else { Ore::ZERO };
    let to = if closing { figures.closing()? } else { Ore::ZERO };
    Ok(Figures {
        opening: from,
        debit: to.checked_sub(from).ok_or_else(too_large)?,
        credit: Ore::ZERO,
        lines: 0,
    })
}

fn opposite(figures: &Figures) -> Result<Figures, Fault> {
    Ok(Figures {
        opening: figures.opening.checked_neg().ok_or_else(too_large)?,
        debit: figures.period()?.checked_neg().ok_or_else(too_large)?,
        credit: Ore::ZERO,
        lines: 0,
    })
}

/// Adds the result of the year so far to the account of the year's capital change.
pub fn result(rows: &mut Vec<BasisRow>, roles: &Roles, is_result: impl Fn(&str) -> bool, moved: Moved<'_>) {
    let Some(capital) = &roles.capital_change else { return };
    let results = rows.iter().filter(|row| is_result(&row.account));
    let more: Vec<BasisRow> = results
        .map(|row| BasisRow {
            account: capital.clone(),
            values: moved(row, capital),
            ..row.clone()
        })
        .collect();
    rows.extend(more);
}

/// The sum of figures.
pub fn total<'r>(
    rows: impl IntoIterator<Item = &'r BasisRow>,
    of: impl Fn(&BasisRow) -> Result<Ore, Fault>,
) -> Result<Ore, Fault> {
    rows.into_iter().try_fold(Ore::ZERO, |sum, row| add(sum, of(row)?))
}
