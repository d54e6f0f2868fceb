//! *Årets kapitalförändring*: the result of the year against capital (CLS-08; förordning 2000:605).

use kameral_base::{FiscalYear, Ore};
use kameral_ledger::model::AccountingModel;
use kameral_ledger::voucher::CodingKey;

use crate::definition::{Definition, followed};
use crate::plan::{CLOSING_KIND, Plan, PlanRow};
use crate::standing::{Nets, add};

/// The entry that closes the accounts of the result, by the dimensions that follow. Nothing on overflow.
///
/// What the closing account lacks is what all result accounts together come to, the closing account
/// among them; so a result that was closed, by whom it may be, is not closed again.
pub fn plan(model: &AccountingModel, definition: &Definition, year: FiscalYear, closing: &Nets) -> Option<Plan> {
    let row = &definition.result;
    let (mut earned, mut closed) = (Nets::new(), Nets::new());
    for (coding, amount) in closing
        .iter()
        .filter(|(coding, _)| row.accounts.matches(coding.account()))
    {
        let values = followed(model, &row.values, &coding.values(), year.ends_on());
        let group = CodingKey::new(&row.closing, &values);
        let sums = if coding.account() == row.closing {
            &mut closed
        } else {
            &mut earned
        };
        add(sums, &group, *amount)?;
    }
    for amount in earned.values_mut() {
        *amount = amount.checked_neg()?;
    }
    let mut rows = Plan::rows(&earned, &closed)?;
    let capital: Option<Vec<PlanRow>> = rows
        .iter()
        .map(|result| {
            Some(PlanRow {
                coding: CodingKey::new(&row.capital, &result.coding.values()),
                required: result.required.checked_neg()?,
                posted: result.posted.checked_neg()?,
                left: result.left.checked_neg()?,
            })
        })
        .collect();
    rows.extend(capital?);
    rows.retain(|row| row.required != Ore::ZERO || row.posted != Ore::ZERO);
    rows.sort_by(|a, b| a.coding.cmp(&b.coding));
    Some(Plan {
        kind: CLOSING_KIND,
        period: year.closing(),
        date: year.ends_on(),
        text: format!("{} {}", row.name, year.year()),
        rows,
    })
}
