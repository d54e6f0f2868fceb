//! Appropriation funds to and from the interest account (kapitalförsörjningsförordningen (2011:210)
//! 4 kap. 1–3 §§; APR-17, APR-18, PAY-17).

use kameral_base::{FiscalYear, Ore, Period};
use kameral_ledger::voucher::CodingKey;

use super::{Books, Reading, TransferKind, proposal};

/// What is decided for a year, as the agency says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plans {
    /// Funds to be moved month by month.
    pub instalments: Vec<Instalment>,
    /// Funds to be paid back.
    pub repayments: Vec<Repayment>,
}

/// *Anslagsmedel som ska tillföras räntekontot*: a twelfth a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instalment {
    /// Financier.
    pub financier: String,
    /// What the year comes to, öre.
    pub year_amount: Ore,
}

/// *Återbetalning av anslagsmedel*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repayment {
    /// Financier.
    pub financier: String,
    /// What is paid back in the year, öre.
    pub amount: Ore,
    /// Interest from the turn of the year, öre.
    pub interest: Ore,
    /// Dimension and value of the interest.
    pub interest_values: Vec<(String, String)>,
}

/// What is left to move in a month. The rest of the year is spread evenly over the months left, so that
/// what is added during the year is too (KFF 4 kap. 2 §).
///
/// `before` was moved in earlier months of the year, `moved` in this one. Nothing where the period is no
/// month of the year, or on overflow.
pub fn instalment_left(year: FiscalYear, month: Period, year_amount: Ore, before: Ore, moved: Ore) -> Option<Ore> {
    let months_left = year.months().skip_while(|of_year| *of_year != month).count();
    let parts = year_amount.checked_sub(before)?.split(&vec![1; months_left])?;
    parts.first()?.checked_sub(moved)
}

pub(super) fn propose(books: &Books<'_>, plans: &Plans, reading: &mut Reading) -> Option<()> {
    let transfers = books.transfers;
    let moved = |account: &str, financier: &str, of: &dyn Fn(Period) -> bool| {
        let turnovers = books.standing.moved.iter().filter(|turnover| {
            turnover.coding.account() == account
                && books.financier_of(&turnover.coding) == financier
                && of(turnover.period)
        });
        let mut turnovers = turnovers.map(crate::standing::Turnover::net);
        turnovers.try_fold(Ore::ZERO, |sum, net| sum.checked_add(net?))
    };
    let bank = |amount| (CodingKey::new(&transfers.interest_account, &[]), amount);
    if books.period.is_month() {
        for plan in &plans.instalments {
            let (to, financier) = (&transfers.instalment, plan.financier.as_str());
            let before = moved(&to.account, financier, &|period| period < books.period)?.checked_neg()?;
            let this = moved(&to.account, financier, &|period| period == books.period)?.checked_neg()?;
            let left = instalment_left(books.standing.year, books.period, plan.year_amount, before, this)?;
            if !left.is_zero() {
                let lines = vec![bank(left), (books.on(&to.account, financier), left.checked_neg()?)];
                reading
                    .proposals
                    .push(proposal(TransferKind::Instalment, to, financier, left, lines));
            }
        }
    }
    for plan in &plans.repayments {
        let (to, financier) = (&transfers.repayment, plan.financier.as_str());
        let repaid = moved(&to.account, financier, &|period| period <= books.period)?;
        let left = plan.amount.checked_sub(repaid)?;
        if left.is_positive() {
            let mut lines = vec![(books.on(&to.account, financier), left)];
            if !plan.interest.is_zero() {
                let values = values(books, &plan.interest_values);
                lines.push((CodingKey::new(&transfers.interest_cost, &values), plan.interest));
            }
            lines.push(bank(left.checked_add(plan.interest)?.checked_neg()?));
            reading
                .proposals
                .push(proposal(TransferKind::Repayment, to, financier, left, lines));
        }
    }
    Some(())
}

/// Values by position, in order. The command has refused dimensions that are not there.
fn values(books: &Books<'_>, by_code: &[(String, String)]) -> Vec<(u8, String)> {
    let found = by_code.iter().filter_map(|(code, value)| {
        let dimension = books.model.dimension(code)?;
        Some((dimension.position, value.clone()))
    });
    let mut values: Vec<(u8, String)> = found.collect();
    values.sort();
    values
}
