//! *Avskrivningar mot statskapital*: costs of a year for what an appropriation had paid are set against
//! State capital in the next (C09, step 6; FA-24).
//!
//! What is required is what the year before bore of them, coding by coding; what is posted is what moved
//! this year on the account of the capital change. So a rerun proposes the difference, and a late
//! depreciation that is taken back is moved back.

use std::collections::{BTreeMap, BTreeSet};

use kameral_base::{FiscalYear, Ore, Period};
use kameral_ledger::model::AccountingModel;
use kameral_ledger::voucher::CodingKey;

use super::{ByFinancier, Proposal, TransferKind};
use crate::definition::{CapitalRow, Definition, followed};
use crate::plan::{CLOSING_KIND, Plan};
use crate::standing::{Nets, Standing, Turnover, add};

/// What is left to set against State capital at the end of a period: a proposal each financier, in its
/// order. Nothing on overflow.
pub fn propose(
    model: &AccountingModel,
    definition: &Definition,
    before: (FiscalYear, &[Turnover]),
    standing: &Standing,
    period: Period,
) -> Option<Vec<Proposal>> {
    let Some(transfers) = &definition.transfers else {
        return Some(Vec::new());
    };
    let position = model
        .dimension(&transfers.financier)
        .map(|dimension| dimension.position);
    let financier_of = |coding: &CodingKey| {
        let mut values = coding.values().into_iter();
        let found = values.find(|(at, _)| Some(*at) == position);
        found.map(|(_, value)| value).unwrap_or_default()
    };
    let borne = borne(model, definition, before, standing.year)?;
    let mut proposals = Vec::new();
    for row in firsts(definition) {
        // Where a cost stood once, what was moved for it is known to be for it.
        let mut required = borne.clone();
        required.retain(|coding, _| coding.account() == row.change);
        let financiers: BTreeSet<String> = required.keys().map(financier_of).collect();
        let mut posted = Nets::new();
        for turnover in standing.moved.iter().filter(|turnover| turnover.period <= period) {
            let coding = &turnover.coding;
            if coding.account() == row.change && financiers.contains(&financier_of(coding)) {
                add(&mut posted, coding, turnover.net()?)?;
            }
        }
        let mut lines: BTreeMap<String, Vec<(CodingKey, Ore)>> = BTreeMap::new();
        let mut sums = ByFinancier::new();
        for left in Plan::rows(&required, &posted)?
            .into_iter()
            .filter(|row| !row.left.is_zero())
        {
            let financier = financier_of(&left.coding);
            let sum = sums.entry(financier.clone()).or_default();
            *sum = sum.checked_sub(left.left)?;
            lines.entry(financier).or_default().push((left.coding, left.left));
        }
        for (financier, of_change) in lines {
            let amount = sums.get(&financier).copied().unwrap_or_default();
            let values: Vec<(u8, String)> = position.iter().map(|at| (*at, financier.clone())).collect();
            let capital = (CodingKey::new(&row.state_capital, &values), amount);
            let lines = std::iter::once(capital).chain(of_change);
            proposals.push(Proposal {
                kind: TransferKind::StateCapital,
                financier,
                amount,
                voucher_kind: CLOSING_KIND.to_owned(),
                text: row.name.clone(),
                lines: lines.filter(|(_, amount)| !amount.is_zero()).collect(),
            });
        }
    }
    Some(proposals)
}

/// The first row of each account of capital change: rows of one account are of one transfer.
fn firsts(definition: &Definition) -> impl Iterator<Item = &CapitalRow> {
    let mut seen = BTreeSet::new();
    definition.capital.iter().filter(move |row| seen.insert(&row.change))
}

/// What a year bore, as it shall leave the accounts of the capital change: a cost is debit, and relieves
/// them by a credit. A coding stays where it came to nothing, since something may have been moved for it.
fn borne(
    model: &AccountingModel,
    definition: &Definition,
    (year, turnovers): (FiscalYear, &[Turnover]),
    next: FiscalYear,
) -> Option<Nets> {
    let mut sums = Nets::new();
    for turnover in turnovers {
        let (account, values) = (turnover.coding.account(), turnover.coding.values());
        let mut rows = definition.capital.iter();
        let Some(row) = rows.find(|row| row.speaks_of(model, account, &values, year.ends_on())) else {
            continue;
        };
        // The way of the result: against capital on the last day, and into the next year.
        let values = followed(model, &definition.result.values, &values, year.ends_on());
        let values = followed(model, &row.values, &values, next.starts_on());
        let coding = CodingKey::new(&row.change, &values);
        add(&mut sums, &coding, turnover.net()?.checked_neg()?)?;
    }
    Some(sums)
}
