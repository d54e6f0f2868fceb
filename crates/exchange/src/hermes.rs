//! *Hermesfil*: the balances of a period as records. Pure: balances in, records or refusals out.

use std::collections::BTreeMap;

use kameral_base::{Ore, Period};
use kameral_formats::hermes::{Record, RecordKey, RecordKind};
use kameral_ledger::voucher::CodingKey;

use crate::ExchangeRefusal;
use crate::keys::{Goes, Keys, Missing};

/// The balance of one coding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodingBalance {
    /// Account and values.
    pub coding: CodingKey,
    /// *Ingående balans*: posted in the opening period, or carried from earlier years. Öre.
    pub opening: Ore,
    /// *Utfall*: posted in the year after it, up to and including the period. Öre.
    pub outturn: Ore,
}

/// Records, and what was left outside them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decided {
    /// In order: account, opening before outturn, financing, counterparty.
    pub records: Vec<Record>,
    /// Internal accounts with something posted, which no record tells of.
    pub internal_accounts: Vec<String>,
}

impl Decided {
    /// What the records of a kind sum to; nothing when it is larger than an amount can be.
    pub fn sum(&self, kind: RecordKind) -> Option<Ore> {
        let mut of_kind = self.records.iter().filter(|record| record.kind == kind);
        of_kind.try_fold(Ore::ZERO, |sum, record| sum.checked_add(record.amount))
    }
}

/// Puts every balance in its record, summed; or tells everything that is missing.
///
/// Internal accounts stand outside the statements and are left out; together they must come to zero,
/// or the records would not.
pub fn decide(keys: &Keys<'_>, balances: &[CodingBalance]) -> Result<Decided, Vec<ExchangeRefusal>> {
    let mut sums: BTreeMap<RecordKey, Ore> = BTreeMap::new();
    let mut missing = Missing::default();
    let mut too_large = Vec::new();
    let mut internal = Ore::ZERO;
    let mut internal_accounts = Vec::new();
    for balance in balances {
        for (kind, amount) in [
            (RecordKind::Opening, balance.opening),
            (RecordKind::Outturn, balance.outturn),
        ] {
            if amount.is_zero() {
                continue;
            }
            let account = balance.coding.account();
            let mut add = |sum: &mut Ore| match sum.checked_add(amount) {
                Some(added) => *sum = added,
                None => too_large.push(ExchangeRefusal::SumTooLarge {
                    account: account.to_owned(),
                }),
            };
            match keys.of(&balance.coding, kind) {
                Goes::To(key) => add(sums.entry(key).or_default()),
                Goes::Internal => {
                    add(&mut internal);
                    internal_accounts.push(account.to_owned());
                }
                Goes::Lacks(gaps) => missing.add(gaps, amount),
            }
        }
    }
    let mut refusals = missing.refusals(keys.model);
    if !internal.is_zero() {
        refusals.push(ExchangeRefusal::InternalUnbalanced { amount: internal });
    }
    refusals.extend(too_large);
    if !refusals.is_empty() {
        return Err(refusals);
    }
    internal_accounts.sort();
    internal_accounts.dedup();
    let zero_rows = keys.settings.zero_rows;
    let records = sums.into_iter().filter(|(_, amount)| zero_rows || !amount.is_zero());
    Ok(Decided {
        records: records.map(|(key, amount)| Record::new(key, amount)).collect(),
        internal_accounts,
    })
}

/// *Periodkod*: year, month and a letter. Closing periods go with the year's last month.
pub fn period_code(period: Period, last_month: Period, letter: char) -> String {
    let month = if period.is_closing() { last_month } else { period };
    format!("{month}{letter}")
}
