//! *Anslagsavräkning* before the report (APR-07): what the year's periods still owe appropriations and
//! revenue titles.

use kameral_access::Cx;
use kameral_base::{FiscalYear, Period, Refusal as _};
use kameral_ledger::charge::coding_words;
use kameral_ledger::commands::dues_in;
use kameral_ledger::model::{AccountingModel, Method};
use kameral_store::{Fault, Tx};

use crate::ExchangeRefusal;
use crate::keys::Keys;
use crate::refusal::said;

/// What posting rules require to be charged in a year up to a period and is not posted, in order;
/// none where the charge is complete. Only accounts that charges stand on are told: the other half
/// of the same rule says the same.
pub fn charge_incomplete(
    tx: &mut Tx,
    cx: &Cx,
    keys: &Keys<'_>,
    year: FiscalYear,
    through: Period,
) -> Result<Vec<ExchangeRefusal>, Fault> {
    let mut refusals = Vec::new();
    for period in charged(year, through) {
        match dues_in(tx, cx, keys.model, period, &Method::ALL, None)? {
            Ok(dues) => refusals.extend(dues.iter().flat_map(|due| &due.lines).filter_map(|line| {
                let settles = is_settlement(keys.model, keys, line.coding.account());
                (settles && !line.left.is_zero()).then(|| ExchangeRefusal::ChargeIncomplete {
                    period,
                    what: coding_words(keys.model, &line.coding),
                    required: line.required,
                    posted: line.posted,
                })
            })),
            Err(wrong) => refusals.extend(wrong.iter().map(|refusal| ExchangeRefusal::ChargeUnknown {
                period,
                what: said(refusal.sentence()),
            })),
        }
    }
    Ok(refusals)
}

fn charged(year: FiscalYear, through: Period) -> impl Iterator<Item = Period> {
    let of_year = year.periods().into_iter().filter(move |period| !period.is_opening());
    of_year.filter(move |period| *period <= through)
}

fn is_settlement(model: &AccountingModel, keys: &Keys<'_>, account: &str) -> bool {
    let account = model.accounts.get(account);
    account.is_some_and(|account| keys.is_settlement(account))
}
