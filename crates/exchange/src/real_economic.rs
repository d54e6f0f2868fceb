//! *Realekonomisk fördelning*: outturn of the year up to a quarter's end by S-code and financier
//! (INT-06, APR-21, APR-23). Pure.

use std::collections::{BTreeMap, BTreeSet};

use kameral_base::{Date, Ore};
use kameral_formats::hermes::{CounterpartyKind, Record, RecordKey, RecordKind};
use kameral_ledger::model::{AccountKind, AccountingModel};
use kameral_reports::dissolve::{Booked, Outturn};

use crate::ExchangeRefusal;
use crate::hermes::CodingBalance;
use crate::keys::{Gap, Keys, Missing, value_at};
use crate::nine_accounts::{Distributed, distribute};

/// The attribute of a financier that says how it finances, as the standard configuration names it.
const FINANCING_FORM: &str = "financing_form";
/// The form of those that must be tied to an appropriation.
const APPROPRIATION: &str = "appropriation";

/// How a missing financier is told.
const NOBODY: &str = "–";

/// A financing code and the appropriation it is converted to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conversion {
    /// *Finansieringskod*.
    pub financier: String,
    /// What it is called.
    pub name: String,
    /// How it finances; empty where nobody has said.
    pub form: String,
    /// *Anslag*; empty for what no appropriation pays.
    pub appropriation: String,
}

/// The distribution as records, with its list of conversions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RealEconomic {
    /// Outturn by S-code and financier, in that order.
    pub records: Vec<Record>,
    /// Every financing code of the records.
    pub conversions: Vec<Conversion>,
}

/// Puts income and cost on S-code and financier, or tells everything that is missing. `day` is the
/// quarter's last.
///
/// Internal accounts are dissolved onto S-codes; what cannot be is told, and nothing is made.
pub fn decide(keys: &Keys<'_>, balances: &[CodingBalance], day: Date) -> Result<RealEconomic, Vec<ExchangeRefusal>> {
    let (Distributed { by_s_code, left }, mut refusals) = distributed(keys, balances);
    let amounts = by_s_code.into_iter().map(|(key, outturn)| {
        let amount = outturn.booked.checked_add(outturn.dissolved);
        let too_large = || ExchangeRefusal::SumTooLarge { account: key.0.clone() };
        Ok((key.clone(), amount.ok_or_else(too_large)?))
    });
    let mut amounts: BTreeMap<(String, String), Ore> = amounts
        .collect::<Result<_, ExchangeRefusal>>()
        .map_err(|refusal| vec![refusal])?;
    let left = left.into_iter().map(|(financier, amount)| {
        let financier = if financier.is_empty() {
            NOBODY.to_owned()
        } else {
            financier
        };
        ExchangeRefusal::InternalNotDissolved { financier, amount }
    });
    refusals.extend(left);
    let zero_rows = keys.settings.zero_rows;
    amounts.retain(|_, amount| zero_rows || !amount.is_zero());
    let codes: BTreeSet<&str> = amounts
        .keys()
        .map(|(_, financier)| financier.as_str())
        .filter(|code| !code.is_empty())
        .collect();
    let conversions: Vec<Conversion> = codes.iter().map(|code| conversion(keys, code, day)).collect();
    let untied = conversions
        .iter()
        .filter(|conversion| conversion.appropriation.is_empty() && conversion.is_of_appropriation());
    refusals.extend(untied.map(|conversion| ExchangeRefusal::ConversionMissing {
        financier: conversion.financier.clone(),
        relation: keys.settings.appropriation_relation.clone(),
    }));
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let record = |((s_code, financier), amount): ((String, String), Ore)| {
        let key = RecordKey {
            account: s_code,
            kind: RecordKind::Outturn,
            financing: financier,
            counterparty_kind: CounterpartyKind::None,
            counterparty: String::new(),
        };
        Record::new(key, amount)
    };
    Ok(RealEconomic {
        records: amounts.into_iter().map(record).collect(),
        conversions,
    })
}

/// What is booked on S-codes and what internal accounts add to it, and what balances lack.
pub(crate) fn distributed(keys: &Keys<'_>, balances: &[CodingBalance]) -> (Distributed, Vec<ExchangeRefusal>) {
    let mut missing = Missing::default();
    let mut all = Vec::new();
    for balance in balances.iter().filter(|balance| !balance.outturn.is_zero()) {
        match booked(keys, balance) {
            Ok(found) => all.extend(found),
            Err(gaps) => missing.add(gaps, balance.outturn),
        }
    }
    let mut refusals = missing.refusals(keys.model);
    let found = distribute(keys.model.entity.rules, &all).unwrap_or_else(|| {
        let account = all.first().map(|booked| booked.account.clone()).unwrap_or_default();
        refusals.push(ExchangeRefusal::SumTooLarge { account });
        Distributed::default()
    });
    (found, refusals)
}

/// What internal accounts add to one S-code and financier.
pub(crate) fn dissolved_onto(found: &Distributed, s_code: &str, financier: &str) -> Ore {
    let key = (s_code.to_owned(), financier.to_owned());
    let outturn: Option<&Outturn> = found.by_s_code.get(&key);
    outturn.map(|outturn| outturn.dissolved).unwrap_or_default()
}

/// What of a balance is distributed: income, cost and internal accounts; nothing of the balance sheet,
/// nor what closes the year.
pub(crate) fn booked(keys: &Keys<'_>, balance: &CodingBalance) -> Result<Option<Booked>, Vec<Gap>> {
    let number = balance.coding.account();
    let Some(account) = keys.model.accounts.get(number) else {
        return Err(vec![Gap::Account(number.to_owned())]);
    };
    let values = balance.coding.values();
    let financier = value_at(&values, keys.financier).unwrap_or_default();
    let s_code = match account.kind {
        AccountKind::Asset | AccountKind::Liability => return Ok(None),
        _ if keys.settings.closing_roles.contains(&account.role) => return Ok(None),
        AccountKind::Internal => "",
        AccountKind::Income | AccountKind::Expense => {
            let mut gaps = Vec::new();
            if account.s_code.is_empty() {
                gaps.push(Gap::SCode(number.to_owned()));
            }
            if financier.is_empty() {
                gaps.push(Gap::Financier(number.to_owned()));
            }
            if !gaps.is_empty() {
                return Err(gaps);
            }
            &account.s_code
        }
    };
    Ok(Some(Booked {
        account: number.to_owned(),
        s_code: s_code.to_owned(),
        financier: financier.to_owned(),
        amount: balance.outturn,
    }))
}

impl Conversion {
    /// Whether an appropriation pays. A financier of which nobody has said how it finances may be one.
    fn is_of_appropriation(&self) -> bool {
        self.form.is_empty() || self.form == APPROPRIATION
    }
}

/// A row of the list of conversions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The code and its appropriation.
    pub conversion: Conversion,
    /// What the appropriation is called.
    pub appropriation_name: String,
    /// Whether the quarter's file has the code.
    pub in_file: bool,
}

impl Listed {
    /// Whether the code must be tied to an appropriation and is not. One that no appropriation pays is
    /// listed without.
    pub fn is_missing(&self) -> bool {
        self.conversion.appropriation.is_empty() && self.conversion.is_of_appropriation()
    }
}

/// Codes of the register that are in force on a day and those with an outturn, in order (APR-23).
pub(crate) fn conversion_list(keys: &Keys<'_>, found: &Distributed, day: Date) -> Vec<Listed> {
    let of_outturn = found.by_s_code.iter().filter_map(|((_, code), outturn)| {
        let moved = !outturn.booked.is_zero() || !outturn.dissolved.is_zero();
        (moved && !code.is_empty()).then_some(code.as_str())
    });
    let used: BTreeSet<&str> = of_outturn.collect();
    let register = keys.model.values.get(&keys.financier);
    let registered = register.into_iter().flatten().filter(|(_, value)| value.valid_on(day));
    let codes: BTreeSet<&str> = registered
        .map(|(code, _)| code.as_str())
        .chain(used.iter().copied())
        .collect();
    let relation = &keys.settings.appropriation_relation;
    let derived = keys
        .model
        .dimensions
        .iter()
        .find(|dimension| dimension.derived_by == *relation);
    codes
        .into_iter()
        .map(|code| {
            let conversion = conversion(keys, code, day);
            let named = derived.and_then(|dimension| keys.model.value(dimension.position, &conversion.appropriation));
            Listed {
                appropriation_name: named.map(|named| named.name.clone()).unwrap_or_default(),
                in_file: used.contains(code),
                conversion,
            }
        })
        .collect()
}

fn conversion(keys: &Keys<'_>, code: &str, day: Date) -> Conversion {
    let row = keys.model.value(keys.financier, code);
    let form = row.and_then(|row| row.attributes.get(FINANCING_FORM)?.as_str());
    Conversion {
        financier: code.to_owned(),
        name: row.map(|row| row.name.clone()).unwrap_or_default(),
        form: form.unwrap_or_default().to_owned(),
        appropriation: appropriation(keys.model, keys, code, day).unwrap_or_default(),
    }
}

fn appropriation(model: &AccountingModel, keys: &Keys<'_>, code: &str, day: Date) -> Option<String> {
    let values = [(keys.financier, code.to_owned())];
    model.related(&keys.settings.appropriation_relation, "", &values, day)
}
