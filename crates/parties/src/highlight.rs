//! *Nytt eller ändrat*: a new supplier, and an account that was added or changed, stand out for some days, so
//! that whoever approves an invoice or a payment sees it (PAY-19, SSC-09). Pure.

use jiff::ToSpan as _;
use kameral_base::Date;

use crate::account::PayeeAccountVersion;

/// What stands out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Highlight {
    /// The party became a supplier.
    NewSupplier {
        /// On which day.
        on: Date,
    },
    /// An account of a supplier was added.
    NewAccount {
        /// Its number.
        account_no: i64,
        /// On which day.
        on: Date,
    },
    /// An account leads elsewhere than before, or is held by somebody else, or is used again.
    ChangedAccount {
        /// Its number.
        account_no: i64,
        /// On which day.
        on: Date,
    },
}

/// What stands out of a party on a day, when changes are highlighted for so many days after the day they were
/// kept. `versions` is every version of its accounts, in the order they were kept.
#[must_use]
pub fn highlights(
    supplier_since: Option<Date>,
    versions: &[PayeeAccountVersion],
    today: Date,
    days: u16,
) -> Vec<Highlight> {
    let first = today.checked_sub(i64::from(days).days()).unwrap_or(Date::MIN);
    let stands_out = |on: Date| first <= on && on <= today;
    let mut found: Vec<Highlight> = supplier_since
        .filter(|on| stands_out(*on))
        .map(|on| Highlight::NewSupplier { on })
        .into_iter()
        .collect();
    for (at, version) in versions.iter().enumerate() {
        let (account, on) = (&version.account, version.saved.on);
        let mut earlier = versions[..at].iter().rev().map(|version| &version.account);
        let before = earlier.find(|before| before.account_no == account.account_no);
        let account_no = account.account_no;
        let leads_elsewhere = |before: &crate::account::PayeeAccount| {
            !before.route.is_same(&account.route) || before.holder != account.holder || !before.in_use
        };
        let highlight = match before {
            None => Highlight::NewAccount { account_no, on },
            Some(before) if account.in_use && leads_elsewhere(before) => Highlight::ChangedAccount { account_no, on },
            Some(_) => continue,
        };
        if stands_out(on) {
            found.push(highlight);
        }
    }
    found
}
