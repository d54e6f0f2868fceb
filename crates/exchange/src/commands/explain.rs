//! *Förklara*: a record's vouchers.

use std::collections::{BTreeMap, BTreeSet};

use kameral_access::{Cx, Permission};
use kameral_base::{Date, Ore, Period};
use kameral_formats::hermes::{Record, RecordKey, RecordKind};
use kameral_ledger::model::{ACCOUNT_DIMENSION, AccountKind};
use kameral_ledger::store::balances::codings;
use kameral_ledger::store::cube::AsOf;
use kameral_ledger::store::lines::{self, LinePlace};
use kameral_ledger::store::{model, vouchers};
use kameral_ledger::voucher::{CodingKey, VoucherNumber};
use kameral_store::{Stop, Tx};

use super::outbox::{found, records_of};
use super::{HermesKind, HermesOrder, Stopped, every_row, last_day, on_snapshot, refused, year_of};
use crate::keys::{Goes, Keys, value_at};
use crate::setting::{Codes, FinancingModel, HermesSettings, in_force};
use crate::{ExchangeRefusal, fetch, real_economic, store};

/// The most lines an explanation lists; the report it leads to has them all.
pub const EXPLAINED_LINES_MAX: usize = 10_000;

/// Lines read at a time.
const PAGE_LINES: i64 = 1_000;

/// Whose record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file as it would be made now.
    Order(HermesOrder),
    /// A file of the outbox, by kind and number.
    File(HermesKind, i64),
}

/// A posted line under a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplainedLine {
    /// The voucher.
    pub voucher: VoucherNumber,
    /// Line of the voucher.
    pub line_no: i64,
    /// Voucher date.
    pub date: Date,
    /// Period.
    pub period: Period,
    /// Account.
    pub account: String,
    /// Öre, debit positive.
    pub amount: Ore,
    /// Text.
    pub text: String,
}

/// What lies under a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// The record.
    pub record: Record,
    /// Its accounts.
    pub accounts: Vec<String>,
    /// The first and the last period its lines lie in.
    pub periods: (Period, Period),
    /// Conditions of the report that shows it, as after `--where`.
    pub filters: Vec<String>,
    /// The journal's end the file was made from; none for one that is not made yet.
    pub as_of: Option<i64>,
    /// Its lines, at most [`EXPLAINED_LINES_MAX`].
    pub lines: Vec<ExplainedLine>,
    /// Whether there are more lines.
    pub more: bool,
    /// Öre carried from earlier years, for an opening balance that is not posted.
    pub carried: Ore,
    /// Öre of internal accounts dissolved onto it, in the quarterly distribution.
    pub dissolved: Ore,
    /// Whether lines, what was carried and what was dissolved come to the record's amount.
    pub agrees: bool,
}

/// The vouchers under one record of a file, counted from 1.
pub fn explain(cx: &Cx, source: &Source, record: usize) -> Result<Explained, Stopped> {
    every_row(cx)?;
    let unknown = |records: usize| ExchangeRefusal::RecordUnknown {
        record: i64::try_from(record).unwrap_or(i64::MAX),
        records: i64::try_from(records).unwrap_or(i64::MAX),
    };
    let place = |records: &[Record]| match record.checked_sub(1).and_then(|at| records.get(at)) {
        Some(found) => Ok(found.clone()),
        None => refused(unknown(records.len())),
    };
    match source {
        Source::Order(order) => {
            let prepared = super::prepare(cx, order)?;
            let record = place(&prepared.records)?;
            on_snapshot(cx, Permission::FileExport, |tx| {
                under(tx, cx, (order.kind, order.period), record, None)
            })
        }
        Source::File(kind, number) => on_snapshot(cx, Permission::FileExport, |tx| {
            let content = found(tx, cx, kind.in_outbox(), *number)?;
            let record = place(&records_of(&content)?)?;
            let (end, _) = vouchers::journal_end(tx, cx.entity())?;
            let seq = content.file.journal_seq;
            under(tx, cx, (*kind, content.file.period_to), record, Some(AsOf { seq, end }))
        }),
    }
}

fn under(
    tx: &mut Tx,
    cx: &Cx,
    (kind, period): (HermesKind, Period),
    record: Record,
    as_of: Option<AsOf>,
) -> Result<Explained, Stopped> {
    let model = model::load(tx, cx)?;
    let year = year_of(&model, period)?;
    let day = last_day(year, period);
    let mut settings = in_force(&store::settings::<HermesSettings>(tx, &cx.scope)?, day).settings;
    if kind == HermesKind::RealEconomic {
        settings.codes = Codes::SCode;
    }
    let keys = Keys::new(&model, &settings, day).map_err(Stop::Refused)?;
    let key = record.key();
    let opening = record.kind == RecordKind::Opening;
    let mut carried = Ore::ZERO;
    let mut accounts = BTreeSet::new();
    let balances = fetch::balances(tx, cx, &model, year, period, as_of)?;
    let dissolved = match kind {
        HermesKind::Balances => Ore::ZERO,
        HermesKind::RealEconomic => {
            let (found, refusals) = real_economic::distributed(&keys, &balances);
            if !refusals.is_empty() {
                return Err(Stop::Refused(refusals));
            }
            real_economic::dissolved_onto(&found, &key.account, &key.financing)
        }
    };
    for balance in balances {
        if is_under(&keys, kind, &balance.coding, &key) {
            let amount = if opening { balance.opening } else { balance.outturn };
            if !amount.is_zero() {
                accounts.insert(balance.coding.account().to_owned());
            }
            if opening {
                carried = added(carried, amount, &key)?;
            }
        }
    }
    let dictionary = codings(tx, cx)?;
    let under: BTreeMap<i64, &CodingKey> = dictionary
        .iter()
        .filter(|(_, coding)| is_under(&keys, kind, coding, &key))
        .map(|(number, coding)| (*number, coding))
        .collect();
    let periods = if opening {
        (year.opening(), year.opening())
    } else {
        (first_month(year), period)
    };
    let (mut found, mut more, mut sum) = (Vec::new(), false, Ore::ZERO);
    for account in &accounts {
        let mut after = LinePlace::before(periods.0);
        loop {
            let page = lines::of_account(
                tx,
                &cx.scope,
                account,
                i64::from(year.year()),
                after,
                periods.1,
                PAGE_LINES,
            )?;
            let Some(last) = page.last() else { break };
            after = last.place;
            for line in page {
                let later = as_of.is_some_and(|as_of| as_of.seq < line.place.journal_seq);
                if later || !under.contains_key(&line.coding) {
                    continue;
                }
                sum = added(sum, line.amount, &key)?;
                if found.len() == EXPLAINED_LINES_MAX {
                    more = true;
                    continue;
                }
                found.push(ExplainedLine {
                    voucher: VoucherNumber {
                        series: line.series,
                        year: i64::from(year.year()),
                        number: line.number,
                    },
                    line_no: line.place.line_no,
                    date: line.date,
                    period: line.place.period,
                    account: account.clone(),
                    amount: line.amount,
                    text: line.text,
                });
            }
        }
    }
    // What is carried is what the lines of the opening period do not give.
    carried = if opening {
        carried.checked_sub(sum).unwrap_or_default()
    } else {
        Ore::ZERO
    };
    Ok(Explained {
        filters: filters(&keys, kind, &accounts, &key),
        accounts: accounts.into_iter().collect(),
        periods,
        as_of: as_of.map(|as_of| as_of.seq),
        agrees: sum.checked_add(carried).and_then(|sum| sum.checked_add(dissolved)) == Some(record.amount),
        record,
        lines: found,
        more,
        carried,
        dissolved,
    })
}

fn first_month(year: kameral_base::FiscalYear) -> Period {
    Period::of(year.starts_on())
}

fn added(sum: Ore, more: Ore, key: &RecordKey) -> Result<Ore, Stopped> {
    match sum.checked_add(more) {
        Some(sum) => Ok(sum),
        None => refused(ExchangeRefusal::SumTooLarge {
            account: key.account.clone(),
        }),
    }
}

fn is_under(keys: &Keys<'_>, kind: HermesKind, coding: &CodingKey, key: &RecordKey) -> bool {
    match kind {
        HermesKind::Balances => keys.of(coding, key.kind) == Goes::To(key.clone()),
        HermesKind::RealEconomic => {
            let account = keys.model.accounts.get(coding.account());
            account.is_some_and(|account| {
                matches!(account.kind, AccountKind::Income | AccountKind::Expense)
                    && account.s_code == key.account
                    && value_at(&coding.values(), keys.financier) == Some(&key.financing)
            })
        }
    }
}

/// Conditions that narrow a report to the record as far as one report can: what the record does not
/// say, the report does not ask.
fn filters(keys: &Keys<'_>, kind: HermesKind, accounts: &BTreeSet<String>, key: &RecordKey) -> Vec<String> {
    let listed: Vec<&str> = accounts.iter().map(String::as_str).collect();
    let mut filters = Vec::new();
    if !listed.is_empty() {
        filters.push(format!("{ACCOUNT_DIMENSION}={}", listed.join(",")));
    }
    let by_financier = kind == HermesKind::RealEconomic || keys.settings.model == FinancingModel::Financier;
    if by_financier && !key.financing.is_empty() {
        filters.push(format!("{}={}", keys.settings.financier_dimension, key.financing));
    }
    if !key.counterparty.is_empty() {
        filters.push(format!("{}={}", keys.settings.counterparty_dimension, key.counterparty));
    }
    filters
}
