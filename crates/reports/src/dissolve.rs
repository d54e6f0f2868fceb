//! *Upplösning av 9-konton*: what is distributed within the entity, onto S-codes (APR-22). Pure.
//!
//! Step 5 of the six (handbook 3.9): an agency distributes pay and common costs on accounts of class 9,
//! and what its appropriations have cost by S-code is found by dissolving them in proportion to actual
//! outturn. Nothing is posted; the answer is for reports and files.

use std::collections::BTreeMap;

use kameral_base::{Ore, TrySum};
use kameral_ledger::model::RuleSet;
use kameral_ui::Language;

use crate::statement::definition;
pub use crate::statement::definition::NineGroup;
pub use crate::statement::form::AccountRange;

/// The groups of 9-accounts of a rule set, and what each follows; none where there are none.
pub fn nine_groups(rules: RuleSet, language: Language) -> Vec<NineGroup> {
    definition::nine_groups(rules, language)
}

/// A balance as it is booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booked {
    /// The account.
    pub account: String,
    /// Its S-code; empty when it has none. Of no account of class 9.
    pub s_code: String,
    /// Financier, or the appropriation behind it; empty when there is none.
    pub financier: String,
    /// Debit less credit.
    pub amount: Ore,
}

/// What an S-code has cost a financier.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outturn {
    /// As it is booked.
    pub booked: Ore,
    /// What is dissolved onto it.
    pub dissolved: Ore,
}

/// An S-code's part in what a group of 9-accounts follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Code of the group.
    pub group: String,
    /// The S-code.
    pub s_code: String,
    /// Its actual outturn, whatever the financier.
    pub base: Ore,
    /// Whether it is so small a part that it is left out.
    pub is_immaterial: bool,
    /// What financiers that 9-accounts are charged to have got of it, and those they are taken from
    /// have given.
    pub dissolved: Ore,
}

/// 9-accounts, dissolved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dissolved {
    /// By S-code and financier.
    pub by_s_code: BTreeMap<(String, String), Outturn>,
    /// What is left on 9-accounts, because what they follow has no outturn.
    pub left: Vec<Booked>,
    /// What each group has followed.
    pub shares: Vec<Share>,
}

/// Dissolves what stands on the accounts of `groups` onto the S-codes of the other balances.
///
/// Each group follows the actual outturn of its base, whatever the financier: S-codes with a debit
/// outturn, less those that are immaterial. A group's balances are parted financier by financier, in
/// order, by largest remainder of what has been parted so far. So the parts of a financier sum to what
/// it stood for, to the öre; and when the group sums to nothing, so do the parts of every S-code, and no
/// S-code's total changes. `None` when a sum is beyond what an amount can hold.
pub fn dissolve(balances: &[Booked], groups: &[NineGroup]) -> Option<Dissolved> {
    let mut found = Dissolved::default();
    let group_of = |account: &str| {
        groups
            .iter()
            .position(|group| group.accounts.iter().any(|range| range.holds(account)))
    };
    let mut of_groups: Vec<BTreeMap<&str, Vec<&Booked>>> = vec![BTreeMap::new(); groups.len()];
    let mut others = Vec::new();
    for balance in balances {
        match group_of(&balance.account) {
            Some(group) => of_groups[group].entry(&balance.financier).or_default().push(balance),
            None => others.push(balance),
        }
    }
    for balance in &others {
        let key = (balance.s_code.clone(), balance.financier.clone());
        let outturn = found.by_s_code.entry(key).or_default();
        outturn.booked = outturn.booked.checked_add(balance.amount)?;
    }
    for (group, of_group) in groups.iter().zip(of_groups) {
        if of_group.is_empty() {
            continue;
        }
        let base = base(group, &others)?;
        if base.iter().all(|(_, _, weight)| *weight == 0) {
            found.left.extend(of_group.into_values().flatten().cloned());
            continue;
        }
        part(group, &base, &of_group, &mut found)?;
    }
    Some(found)
}

/// S-codes of the base, their outturn, and the weight they are given.
fn base<'b>(group: &NineGroup, others: &[&'b Booked]) -> Option<Vec<(&'b str, Ore, u64)>> {
    let mut sums: BTreeMap<&str, Ore> = BTreeMap::new();
    for balance in others {
        if group.base.iter().any(|range| range.holds(&balance.account)) {
            let sum = sums.entry(&balance.s_code).or_default();
            *sum = sum.checked_add(balance.amount)?;
        }
    }
    let weight = |amount: Ore| u64::try_from(amount.get()).unwrap_or(0);
    let total: u128 = sums.values().map(|amount| u128::from(weight(*amount))).sum();
    let is_material = |weight: u64| total * u128::from(group.immaterial_per_mille) <= u128::from(weight) * 1000;
    let has_material = sums
        .values()
        .any(|amount| weight(*amount) != 0 && is_material(weight(*amount)));
    let weighed = sums.into_iter().map(|(s_code, amount)| {
        let weight = weight(amount);
        let counts = !has_material || is_material(weight);
        (s_code, amount, if counts { weight } else { 0 })
    });
    Some(weighed.collect())
}

fn part(
    group: &NineGroup,
    base: &[(&str, Ore, u64)],
    of_group: &BTreeMap<&str, Vec<&Booked>>,
    found: &mut Dissolved,
) -> Option<()> {
    let weights: Vec<u64> = base.iter().map(|(_, _, weight)| *weight).collect();
    let mut so_far = Ore::ZERO;
    let mut before = vec![Ore::ZERO; base.len()];
    let mut got = vec![Ore::ZERO; base.len()];
    for (financier, balances) in of_group {
        let amount = balances.iter().map(|balance| balance.amount).try_sum()?;
        so_far = so_far.checked_add(amount)?;
        let parts = so_far.split(&weights)?;
        for (at, (s_code, _, _)) in base.iter().enumerate() {
            let part = parts[at].checked_sub(before[at])?;
            if part.is_zero() {
                continue;
            }
            let key = ((*s_code).to_owned(), (*financier).to_owned());
            let outturn = found.by_s_code.entry(key).or_default();
            outturn.dissolved = outturn.dissolved.checked_add(part)?;
            if part.is_positive() {
                got[at] = got[at].checked_add(part)?;
            }
        }
        before = parts;
    }
    let shares = base.iter().zip(got).map(|(&(s_code, base, weight), dissolved)| Share {
        group: group.group.clone(),
        s_code: s_code.to_owned(),
        base,
        is_immaterial: weight == 0,
        dissolved,
    });
    found.shares.extend(shares);
    Some(())
}
