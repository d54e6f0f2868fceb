//! *TDB*: purchases from suppliers outside the state, line by line. Pure: lines in, records or
//! refusals out.

use std::collections::BTreeMap;

use kameral_base::{Bankgiro, Date, Ore, OrgNumber, Period, Plusgiro, Refusal, Sentence};
use kameral_formats::tdb::{self as format, Record};
use kameral_ledger::model::{AccountKind, AccountingModel};
use kameral_ledger::voucher::{CodingKey, VoucherNumber};

use crate::ExchangeRefusal;
use crate::keys::{Gap, Missing, Side, Sides, value_at};
use crate::refusal::said;
use crate::setting::{TdbSettings, position};

/// Attributes of a counterparty that identify it.
pub const ORGANISATION_NUMBER: &str = "organisation_number";
/// *Plusgiro*.
pub const PLUSGIRO: &str = "plusgiro";
/// *Bankgiro*.
pub const BANKGIRO: &str = "bankgiro";

/// A posted line on a selected account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purchase {
    /// The voucher.
    pub voucher: VoucherNumber,
    /// Account and values.
    pub coding: CodingKey,
    /// Öre, debit positive.
    pub amount: Ore,
    /// Voucher date.
    pub date: Date,
    /// Period.
    pub period: Period,
}

/// *Kontrollsummor*: what the file holds of one period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Total {
    /// Transactions.
    pub count: i64,
    /// Öre.
    pub amount: Ore,
}

/// Records, and what was left outside them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decided {
    /// In the order of the lines.
    pub records: Vec<Record>,
    /// By period.
    pub totals: BTreeMap<Period, Total>,
    /// Purchases whose supplier nothing identifies; left out on demand only, never in silence.
    pub unidentified: Vec<Purchase>,
}

impl Decided {
    /// What was left out.
    pub fn left_out(&self) -> Total {
        let mut amounts = self.unidentified.iter().map(|purchase| purchase.amount);
        Total {
            count: i64::try_from(self.unidentified.len()).unwrap_or(i64::MAX),
            amount: amounts.try_fold(Ore::ZERO, Ore::checked_add).unwrap_or_default(),
        }
    }
}

/// What a counterparty is identified by; each may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Numbers {
    organisation: String,
    plusgiro: String,
    bankgiro: String,
}

impl Numbers {
    fn is_none(&self) -> bool {
        self.organisation.is_empty() && self.plusgiro.is_empty() && self.bankgiro.is_empty()
    }
}

/// Puts every purchase from outside the state in its record; or tells everything that is missing.
/// `day` is the last one of the periods. With `leave_out`, purchases that nothing identifies are left out and listed instead of refused.
pub fn decide(
    model: &AccountingModel,
    settings: &TdbSettings,
    purchases: &[Purchase],
    day: Date,
    leave_out: bool,
) -> Result<Decided, Vec<ExchangeRefusal>> {
    let counterparty = position(model, &settings.counterparty_dimension).map_err(|refusal| vec![refusal])?;
    let sides = Sides {
        model,
        position: counterparty,
        relation: &settings.counterparty_relation,
        day,
    };
    let mut decided = Decided::default();
    let mut missing = Missing::default();
    let mut known: BTreeMap<String, Result<Numbers, ExchangeRefusal>> = BTreeMap::new();
    let mut too_large = Vec::new();
    for purchase in purchases.iter().filter(|purchase| !purchase.amount.is_zero()) {
        let values = purchase.coding.values();
        let value = value_at(&values, counterparty);
        match is_outside(&sides, purchase.coding.account(), value) {
            Ok(false) => continue,
            Ok(true) => {}
            Err(gap) => {
                missing.add(vec![gap], purchase.amount);
                continue;
            }
        }
        let numbers = match value {
            Some(value) => known
                .entry(value.to_owned())
                .or_insert_with(|| numbers(model, counterparty, value))
                .clone()
                .unwrap_or_default(),
            None => Numbers::default(),
        };
        if numbers.is_none() {
            // A number that is wrong is told below, once for the supplier.
            if !value.is_some_and(|value| known.get(value).is_some_and(Result::is_err)) {
                decided.unidentified.push(purchase.clone());
            }
            continue;
        }
        let total = decided.totals.entry(purchase.period).or_default();
        total.count += 1;
        match total.amount.checked_add(purchase.amount) {
            Some(sum) => total.amount = sum,
            None => too_large.push(ExchangeRefusal::SumTooLarge {
                account: purchase.coding.account().to_owned(),
            }),
        }
        decided.records.push(record(settings, purchase, numbers));
    }
    let mut refusals = missing.refusals(model);
    refusals.extend(known.into_values().filter_map(Result::err));
    if !leave_out {
        refusals.extend(
            decided
                .unidentified
                .iter()
                .map(|purchase| ExchangeRefusal::SupplierUnidentified {
                    voucher: purchase.voucher.to_string(),
                    account: purchase.coding.account().to_owned(),
                    amount: purchase.amount,
                }),
        );
    }
    refusals.extend(too_large);
    if refusals.is_empty() {
        Ok(decided)
    } else {
        Err(refusals)
    }
}

/// Whether a line is with somebody outside the state. The account may say so; else the counterparty
/// does, and one that is within the state is so on every account.
fn is_outside(sides: &Sides<'_>, account: &str, value: Option<&str>) -> Result<bool, Gap> {
    let Some(row) = sides.model.accounts.get(account) else {
        return Err(Gap::Account(account.to_owned()));
    };
    let side = value.and_then(|value| sides.of(value));
    if row.kind == AccountKind::Internal {
        return Ok(false);
    }
    match (Side::from_word(&row.counterparty_kind), side, value) {
        (Some(Side::WithinState | Side::WithinGroup | Side::AgencyInternal), _, _)
        | (_, Some(Side::WithinState | Side::WithinGroup | Side::AgencyInternal), _) => Ok(false),
        (Some(Side::OutsideState), _, _) | (_, Some(Side::OutsideState), _) | (None, None, None) => Ok(true),
        (None, None, Some(value)) => Err(Gap::CounterpartyKind(value.to_owned(), account.to_owned())),
    }
}

/// The numbers in a counterparty's register row, each checked by its own check digit.
fn numbers(model: &AccountingModel, position: u8, value: &str) -> Result<Numbers, ExchangeRefusal> {
    let Some(row) = model.value(position, value) else {
        return Ok(Numbers::default());
    };
    let wrong = |what: Sentence| ExchangeRefusal::SupplierNumberWrong {
        supplier: value.to_owned(),
        what: said(what),
    };
    let written = |name: &str| match row.attributes.get(name) {
        None | Some(serde_json::Value::Null) => Ok(""),
        Some(serde_json::Value::String(text)) => Ok(text.trim()),
        Some(_) => Err(ExchangeRefusal::SupplierNumberForm {
            supplier: value.to_owned(),
        }),
    };
    let organisation = written(ORGANISATION_NUMBER)?;
    let plusgiro = written(PLUSGIRO)?;
    let bankgiro = written(BANKGIRO)?;
    let mut numbers = Numbers::default();
    if !organisation.is_empty() {
        numbers.organisation = supplier_number(organisation).map_err(wrong)?;
    }
    if !plusgiro.is_empty() {
        let parsed = Plusgiro::parse(plusgiro).map_err(|mistake| wrong(mistake.sentence()))?;
        numbers.plusgiro = parsed.plain();
    }
    if !bankgiro.is_empty() {
        let parsed = Bankgiro::parse(bankgiro).map_err(|mistake| wrong(mistake.sentence()))?;
        numbers.bankgiro = parsed.plain();
    }
    Ok(numbers)
}

/// A Swedish organisation number as ten digits; a foreign VAT number as it is, without blanks.
fn supplier_number(text: &str) -> Result<String, Sentence> {
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_uppercase();
    let digits = plain.strip_prefix("SE").unwrap_or(&plain);
    if digits.starts_with(|c: char| c.is_ascii_digit()) {
        let number = OrgNumber::parse(digits).map_err(|mistake| mistake.sentence())?;
        return Ok(number.plain());
    }
    format::supplier_number(&plain).map_err(|mistake| mistake.sentence())?;
    Ok(plain)
}

fn record(settings: &TdbSettings, purchase: &Purchase, numbers: Numbers) -> Record {
    Record {
        unit: settings.unit.clone(),
        org_number: numbers.organisation,
        plusgiro: numbers.plusgiro,
        bankgiro: numbers.bankgiro,
        account: purchase.coding.account().to_owned(),
        amount: purchase.amount,
        voucher: purchase.voucher.to_string(),
        date: purchase.date,
        period: purchase.period,
    }
}

/// A rejected transaction and what in the books it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// Its line in the list, from 1.
    pub line: usize,
    /// The transaction.
    pub record: Record,
    /// The voucher, when there is one of that number.
    pub voucher: Option<VoucherNumber>,
    /// Lines of it with the transaction's account and amount; more than one may fit.
    pub lines: Vec<i64>,
    /// The supplier of the first of those lines, by code.
    pub supplier: String,
    /// What the register calls it.
    pub supplier_name: String,
}
