//! The accounts a cell of the matrix is made up of, as a condition it can be opened with.

use std::collections::{BTreeMap, BTreeSet};

use kameral_base::Pattern;

use crate::dissolve::{Booked, Dissolved, NineGroup};
use crate::statement::form::AccountRange;
use crate::{Filter, Key};

/// Digits of an account of the chart; what stands behind them is the entity's own.
const CHART_DIGITS: usize = 4;

/// Which accounts stand behind an S-code.
#[derive(Debug, Default)]
pub(super) struct Accounts {
    /// Accounts with an amount that is counted, by S-code; those of class 9 have none.
    by_s_code: BTreeMap<String, BTreeSet<String>>,
    /// 9-accounts that were dissolved onto an S-code.
    nine: BTreeMap<String, BTreeSet<String>>,
    /// 9-accounts that are left.
    left: BTreeSet<String>,
    /// Every account with an amount.
    all: BTreeSet<String>,
}

impl Accounts {
    /// Of what is counted, among all accounts that have anything.
    pub fn of(all: BTreeSet<String>, booked: &[Booked], dissolved: &Dissolved, groups: &[NineGroup]) -> Self {
        let mut accounts = Self { all, ..Self::default() };
        let is_nine = |account: &str| {
            let ranges = groups.iter().flat_map(|group| &group.accounts);
            ranges.into_iter().any(|range| range.holds(account))
        };
        for booked in booked.iter().filter(|booked| !is_nine(&booked.account)) {
            let of_s_code = accounts.by_s_code.entry(booked.s_code.clone()).or_default();
            of_s_code.insert(booked.account.clone());
        }
        for share in dissolved.shares.iter().filter(|share| !share.is_immaterial) {
            let of_group = groups.iter().filter(|group| group.group == share.group);
            let ranges: Vec<&AccountRange> = of_group.flat_map(|group| &group.accounts).collect();
            let nine = booked
                .iter()
                .filter(|booked| ranges.iter().any(|range| range.holds(&booked.account)))
                .map(|booked| booked.account.clone());
            accounts.nine.entry(share.s_code.clone()).or_default().extend(nine);
        }
        let left = dissolved.left.iter().map(|left| left.account.clone());
        accounts.left = left.collect();
        accounts
    }

    /// What an S-code is booked on, with the 9-accounts that were dissolved onto it where a cell holds
    /// a part of them.
    pub fn on_s_code(&self, s_code: &str, with_nine: bool) -> Option<Filter> {
        let booked = self.by_s_code.get(s_code).into_iter().flatten();
        let nine = self.nine.get(s_code).filter(|_| with_nine).into_iter().flatten();
        self.filter(&booked.chain(nine).cloned().collect())
    }

    /// What every S-code is booked on.
    pub fn on_every_s_code(&self, with_nine: bool) -> Option<Filter> {
        let booked = self.by_s_code.values().flatten();
        let nine = self.nine.values().filter(|_| with_nine).flatten();
        self.filter(&booked.chain(nine).cloned().collect())
    }

    /// The 9-accounts that are left.
    pub fn on_left(&self) -> Option<Filter> {
        self.filter(&self.left)
    }

    /// A condition that holds for these accounts and no others that have anything.
    fn filter(&self, accounts: &BTreeSet<String>) -> Option<Filter> {
        let mut patterns: Vec<String> = Vec::new();
        let mut open: Option<AccountRange> = None;
        let others: Vec<&String> = self.all.difference(accounts).collect();
        let is_free = |range: &AccountRange| !others.iter().any(|other| range.holds(other));
        for account in accounts {
            let chart = account.get(..CHART_DIGITS).unwrap_or(account);
            let alone = AccountRange {
                from: chart.to_owned(),
                to: chart.to_owned(),
            };
            let longer = open.as_ref().map(|range| AccountRange {
                from: range.from.clone(),
                to: chart.to_owned(),
            });
            match longer {
                Some(longer) if longer.from.len() == longer.to.len() && is_free(&longer) => open = Some(longer),
                _ => {
                    patterns.extend(open.take().map(|range| range.pattern()));
                    if is_free(&alone) {
                        open = Some(alone);
                    } else {
                        patterns.push(account.clone());
                    }
                }
            }
        }
        patterns.extend(open.map(|range| range.pattern()));
        let pattern = Pattern::parse(&patterns.join(",")).ok()?;
        Some(Filter {
            key: Key::account(),
            pattern,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// REP-43: a range never holds an account that has something else; sub-accounts of one that does
    /// stand by themselves.
    #[test]
    fn ranges_hold_what_they_must_and_nothing_else() {
        let set = |accounts: &[&str]| accounts.iter().map(|account| (*account).to_owned()).collect();
        let accounts = Accounts {
            all: set(&[
                "3111", "4011", "40112", "4511", "5011", "50111", "50112", "6911", "7011",
            ]),
            ..Accounts::default()
        };
        let pattern = |of: &[&str]| accounts.filter(&set(of)).map(|filter| filter.pattern.to_string());
        assert_eq!(pattern(&["4011", "40112", "4511"]).as_deref(), Some("4011-4511"));
        assert_eq!(pattern(&["4011", "40112"]).as_deref(), Some("4011*"));
        assert_eq!(pattern(&["4011", "4511"]).as_deref(), Some("4011,4511*"));
        assert_eq!(pattern(&["50111", "6911"]).as_deref(), Some("50111,6911*"));
        assert_eq!(
            pattern(&["4511", "5011", "50111", "50112", "6911"]).as_deref(),
            Some("4511-6911")
        );
        assert_eq!(pattern(&[]), None);
    }
}
