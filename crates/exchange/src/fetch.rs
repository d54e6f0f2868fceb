//! What the files are made from, fetched: balances by coding, and who may still post.

use std::collections::BTreeMap;

use kameral_access::Cx;
use kameral_base::{FiscalYear, Ore, Period};
use kameral_ledger::model::{AccountingModel, PeriodState};
use kameral_ledger::store::balances::{Codings, codings};
use kameral_ledger::store::cube::{self, AsOf, Stretch};
use kameral_ledger::store::periods;
use kameral_ledger::voucher::CodingKey;
use kameral_store::{Fault, FaultKind, Tx};

use crate::ExchangeRefusal;
use crate::hermes::CodingBalance;

/// Balances of a year up to a period by coding, as the journal was at a place; none means now.
///
/// Where the year's opening balances are not posted, balances are carried from the years before, as
/// reports carry them.
pub fn balances(
    tx: &mut Tx,
    cx: &Cx,
    model: &AccountingModel,
    year: FiscalYear,
    through: Period,
    as_of: Option<AsOf>,
) -> Result<Vec<CodingBalance>, Fault> {
    let dictionary = codings(tx, cx)?;
    let mut sums: BTreeMap<i64, (Ore, Ore)> = BTreeMap::new();
    let mut opening_lines = 0;
    let stretch = |year: FiscalYear, to| Stretch {
        year: i64::from(year.year()),
        from: Period::FIRST,
        to,
        as_of,
    };
    cube::each(tx, &cx.scope, &stretch(year, through), |row| {
        let sum = sums.entry(row.coding).or_default();
        let side = if row.period.is_opening() {
            opening_lines += row.sums.lines;
            &mut sum.0
        } else {
            &mut sum.1
        };
        *side = added(*side, row.sums.net())?;
        Ok(())
    })?;
    if opening_lines == 0 {
        carry(tx, cx, model, &dictionary, &mut sums, (year, &stretch))?;
    }
    sums.into_iter()
        .map(|(coding, (opening, outturn))| {
            let coding = key(&dictionary, coding)?.clone();
            Ok(CodingBalance {
                coding,
                opening,
                outturn,
            })
        })
        .collect()
}

/// Adds balances of accounts that carry forward from earlier years, back to one with posted opening
/// balances.
fn carry(
    tx: &mut Tx,
    cx: &Cx,
    model: &AccountingModel,
    dictionary: &Codings,
    sums: &mut BTreeMap<i64, (Ore, Ore)>,
    (year, stretch): (FiscalYear, &impl Fn(FiscalYear, Period) -> Stretch),
) -> Result<(), Fault> {
    let earlier = model
        .years
        .iter()
        .rev()
        .filter(|other| other.starts_on() < year.starts_on());
    for other in earlier {
        let mut opening_lines = 0;
        cube::each(tx, &cx.scope, &stretch(*other, Period::LAST), |row| {
            if row.period.is_opening() {
                opening_lines += row.sums.lines;
            }
            let account = key(dictionary, row.coding)?.account();
            let carried = model
                .accounts
                .get(account)
                .is_some_and(|account| account.kind.carries_forward());
            if carried {
                let sum = sums.entry(row.coding).or_default();
                sum.0 = added(sum.0, row.sums.net())?;
            }
            Ok(())
        })?;
        if opening_lines != 0 {
            break;
        }
    }
    Ok(())
}

fn added(sum: Ore, more: Option<Ore>) -> Result<Ore, Fault> {
    let too_large = || Fault::new(FaultKind::Mismatch, "table balance: a sum is too large".to_owned());
    more.and_then(|more| sum.checked_add(more)).ok_or_else(too_large)
}

/// The account and values of a coding number.
pub(crate) fn key(dictionary: &Codings, coding: i64) -> Result<&CodingKey, Fault> {
    dictionary.get(&coding).ok_or_else(|| {
        let text = format!("table balance: coding {coding} is not there");
        Fault::new(FaultKind::Mismatch, text)
    })
}

/// Periods of a year within the bounds that vouchers may still come into, in any part of the system.
pub fn open_periods(
    tx: &mut Tx,
    cx: &Cx,
    year: FiscalYear,
    from: Period,
    to: Period,
) -> Result<Vec<ExchangeRefusal>, Fault> {
    let number = i64::from(year.year());
    let mut open: Vec<Period> = periods::all(tx, cx.entity())?
        .into_iter()
        .filter(|(of, period, _, state)| *of == number && (from..=to).contains(period) && *state == PeriodState::Open)
        .map(|(_, period, _, _)| period)
        .collect();
    open.dedup();
    Ok(open
        .into_iter()
        .map(|period| ExchangeRefusal::PeriodOpen { period })
        .collect())
}
