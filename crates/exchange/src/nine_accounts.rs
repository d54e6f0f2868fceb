//! *9-konton* in the quarterly distribution: what is distributed within the agency, put on S-codes
//! (APR-22). Pure.

use std::collections::BTreeMap;

use kameral_base::Ore;
use kameral_ledger::model::RuleSet;

/// The outturn of one account and financier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Booked {
    /// The account.
    pub account: String,
    /// Its S-code; empty for an internal account.
    pub s_code: String,
    /// The financier; empty when there is none.
    pub financier: String,
    /// Debit less credit.
    pub amount: Ore,
}

/// Outturn on S-codes, and what no S-code has taken.
#[derive(Debug, Default)]
pub(crate) struct Dissolved {
    /// By S-code and financier.
    pub by_s_code: BTreeMap<(String, String), Ore>,
    /// What stands on internal accounts still, by financier.
    pub left: BTreeMap<String, Ore>,
}

/// Puts outturn on S-codes. Internal accounts that come to zero for a financier have moved nothing to
/// or from it and need no S-code; the rest is left. `None` when a sum is beyond what an amount can hold.
pub(crate) fn dissolve(_rules: RuleSet, booked: &[Booked]) -> Option<Dissolved> {
    let mut found = Dissolved::default();
    for balance in booked {
        let sum = if balance.s_code.is_empty() {
            found.left.entry(balance.financier.clone()).or_default()
        } else {
            let key = (balance.s_code.clone(), balance.financier.clone());
            found.by_s_code.entry(key).or_default()
        };
        *sum = sum.checked_add(balance.amount)?;
    }
    found.left.retain(|_, amount| !amount.is_zero());
    Some(found)
}
