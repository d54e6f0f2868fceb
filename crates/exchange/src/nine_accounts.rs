//! *9-konton* in the quarterly distribution: what is distributed within the agency, put on S-codes in
//! proportion to actual outturn, as reports do it (APR-22). Pure.

use std::collections::BTreeMap;

use kameral_base::Ore;
use kameral_ledger::model::RuleSet;
use kameral_reports::dissolve::{Booked, Outturn, dissolve, nine_groups};
use kameral_ui::Language;

/// Outturn on S-codes, and what no S-code has taken.
#[derive(Debug, Default)]
pub(crate) struct Distributed {
    /// By S-code and financier: as booked, and what is dissolved onto it.
    pub by_s_code: BTreeMap<(String, String), Outturn>,
    /// What stands on internal accounts still, by financier.
    pub left: BTreeMap<String, Ore>,
}

/// Dissolves internal accounts onto S-codes. What has no outturn to follow, or stands on an internal
/// account of no group, is left, unless it comes to zero for its financier. `None` when a sum is beyond
/// what an amount can hold.
pub(crate) fn distribute(rules: RuleSet, booked: &[Booked]) -> Option<Distributed> {
    // Names of the groups are for readers; the file has none.
    let dissolved = dissolve(booked, &nine_groups(rules, Language::Sv))?;
    let mut found = Distributed::default();
    for ((s_code, financier), outturn) in dissolved.by_s_code {
        if s_code.is_empty() {
            let sum = found.left.entry(financier).or_default();
            *sum = sum.checked_add(outturn.booked)?;
        } else {
            found.by_s_code.insert((s_code, financier), outturn);
        }
    }
    for balance in dissolved.left {
        let sum = found.left.entry(balance.financier).or_default();
        *sum = sum.checked_add(balance.amount)?;
    }
    // An internal account without financier would put cost on S-codes that nobody pays.
    let unpaid = |(key, outturn): (&(String, String), &Outturn)| key.1.is_empty().then_some(outturn.dissolved);
    for dissolved in found.by_s_code.iter().filter_map(unpaid) {
        let sum = found.left.entry(String::new()).or_default();
        *sum = sum.checked_add(dissolved)?;
    }
    found.left.retain(|_, amount| !amount.is_zero());
    Some(found)
}
