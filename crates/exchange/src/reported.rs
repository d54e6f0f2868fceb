//! *Rapporterade belopp*: which amounts of a file that was made what is posted later changes (CLS-14).
//! Pure: the file's keys and sums by coding in, changed amounts out.

use std::collections::BTreeMap;

use kameral_base::{Ore, Period};
use kameral_formats::hermes::{CounterpartyKind, RecordKey, RecordKind};
use kameral_ledger::voucher::CodingKey;

use crate::commands::HermesKind;
use crate::hermes::CodingBalance;
use crate::keys::{Goes, Keys};
use crate::real_economic::booked;

/// What a group of vouchers brings to one coding, as the file counts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brought {
    /// Account and values.
    pub coding: CodingKey,
    /// As opening balance or as outturn.
    pub kind: RecordKind,
    /// Öre, debit positive.
    pub amount: Ore,
    /// Which of the sums it comes from; none for what is taken away because it was carried.
    pub sum: Option<usize>,
}

/// An amount of a file that is no longer what the books say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// Öre more, or less, than before.
    pub amount: Ore,
    /// The sums that change it.
    pub sums: Vec<usize>,
}

/// The amounts of a file that change, in the order of its records. What only moves within a record
/// changes nothing; what lacks something to become a record stands under its coding.
pub fn changes(keys: Option<&Keys<'_>>, kind: HermesKind, brought: &[Brought]) -> BTreeMap<RecordKey, Change> {
    let mut found: BTreeMap<RecordKey, Change> = BTreeMap::new();
    for part in brought.iter().filter(|part| !part.amount.is_zero()) {
        let Some(key) = record_of(keys, kind, part) else {
            continue;
        };
        let change = found.entry(key).or_default();
        // Beyond what an amount can hold the balances refuse it; until then the most there is.
        change.amount = Ore::new(change.amount.get().saturating_add(part.amount.get()));
        change.sums.extend(part.sum);
    }
    found.retain(|_, change| !change.amount.is_zero());
    found
}

/// The record a coding stands in, or would; none where the file tells nothing of it.
pub(crate) fn record_of(keys: Option<&Keys<'_>>, kind: HermesKind, part: &Brought) -> Option<RecordKey> {
    let bare = |account: &str, financing: &str| RecordKey {
        account: account.to_owned(),
        kind: part.kind,
        financing: financing.to_owned(),
        counterparty_kind: CounterpartyKind::None,
        counterparty: String::new(),
    };
    let by_coding = || Some(bare(part.coding.as_str(), ""));
    let Some(keys) = keys else {
        return by_coding();
    };
    match kind {
        HermesKind::Balances => match keys.of(&part.coding, part.kind) {
            Goes::To(key) => Some(key),
            Goes::Internal => None,
            Goes::Lacks(_) => by_coding(),
        },
        HermesKind::RealEconomic if part.kind == RecordKind::Opening => None,
        HermesKind::RealEconomic => {
            let balance = CodingBalance {
                coding: part.coding.clone(),
                opening: Ore::ZERO,
                outturn: part.amount,
            };
            match booked(keys, &balance) {
                Ok(None) => None,
                Ok(Some(booked)) if booked.s_code.is_empty() => Some(bare(&booked.account, &booked.financier)),
                Ok(Some(booked)) => Some(bare(&booked.s_code, &booked.financier)),
                Err(_) => by_coding(),
            }
        }
    }
}

/// A file that was made, as far as it is asked whether a period stands in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// Which file.
    pub kind: HermesKind,
    /// Up to and including this period.
    pub period: Period,
    /// Its number in the outbox: the latest made for the period.
    pub number: i64,
}
