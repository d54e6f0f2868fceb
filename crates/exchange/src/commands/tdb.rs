//! Making a file for the transaction database, and reading its list of rejects.

use std::collections::BTreeMap;

use kameral_access::{Act, Cx, IdempotencyKey, Permission};
use kameral_base::{FiscalYear, Ore, Period, PeriodRange};
use kameral_formats::fixed_width::Charset;
use kameral_formats::tdb as format;
use kameral_ledger::model::AccountingModel;
use kameral_ledger::sight::Sight;
use kameral_ledger::store::balances::codings;
use kameral_ledger::store::lines::{self, LinePlace};
use kameral_ledger::store::{model, vouchers};
use kameral_ledger::voucher::VoucherNumber;
use kameral_store::{Stop, Tx};

use super::hermes::all_refusals;
use super::{Made, Ready, Stopped, books_differ, every_row, keep, last_day, on_snapshot, refused, year_of};
use crate::keys::value_at;
use crate::setting::{Settings as _, TdbSettings, in_force, name, of_an_agency, position};
use crate::tdb::{Decided, Purchase, Rejected, decide};
use crate::{ExchangeRefusal, TDB, fetch, store};

/// Lines read at a time.
const PAGE_LINES: i64 = 1_000;

/// A file that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TdbOrder {
    /// One month, or the three of a quarter.
    pub periods: PeriodRange,
    /// Whether purchases that nothing identifies are left out and listed, instead of refused.
    pub leave_out: bool,
}

/// A file that could be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreparedTdb {
    /// What was asked for.
    pub order: TdbOrder,
    /// What the file is called.
    pub file_name: String,
    /// Records, control totals and what was left out.
    pub decided: Decided,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its character set.
    pub charset: Charset,
    /// Version of the settings it is made by; 0 is the standard configuration.
    pub settings_version: i64,
    /// The authority that receives it, as the settings name it.
    pub authority: String,
    /// How far into the journal it reaches.
    pub journal_seq: i64,
}

/// Decides the file and writes its bytes without keeping them.
pub fn prepare_tdb(cx: &Cx, order: &TdbOrder) -> Result<PreparedTdb, Stopped> {
    every_row(cx)?;
    on_snapshot(cx, Permission::FileExport, |tx| prepared(tx, cx, order))
}

/// Makes the file and keeps it in the outbox (INT-07).
pub fn make_tdb(cx: &Cx, key: Option<&IdempotencyKey>, order: &TdbOrder) -> Result<Made, Stopped> {
    let act = Act::new(
        Permission::FileExport,
        "exchange.tdb",
        format!("{TDB} {}", order.periods),
    );
    let prepared = if cx.may(Permission::FileExport) {
        all_refusals(prepare_tdb(cx, order), || books_differ(cx))?
    } else {
        Err(Vec::new())
    };
    cx.write_once(act, key, |tx| {
        let prepared = prepared.as_ref().map_err(|refusals| Stop::Refused(refusals.clone()))?;
        let ready = Ready {
            kind: TDB,
            file_name: &prepared.file_name,
            period_from: order.periods.from(),
            period_to: order.periods.to(),
            journal_seq: prepared.journal_seq,
            charset: prepared.charset,
            bytes: &prepared.bytes,
        };
        Ok(Made::of(&keep(tx, cx, &ready)?, prepared.decided.records.len()))
    })
}

fn prepared(tx: &mut Tx, cx: &Cx, order: &TdbOrder) -> Result<PreparedTdb, Stopped> {
    let model = model::load(tx, cx)?;
    of_an_agency(&model).map_err(|refusal| Stop::Refused(vec![refusal]))?;
    let (from, to) = (order.periods.from(), order.periods.to());
    if !is_month_or_quarter(from, to) {
        return refused(ExchangeRefusal::NotMonthOrQuarter { from, to });
    }
    let (first_year, year) = (year_of(&model, from)?, year_of(&model, to)?);
    let day = last_day(year, to);
    let version = in_force(&store::settings::<TdbSettings>(tx, &cx.scope)?, day);
    let settings = &version.settings;
    let wrong = settings.wrong(&model);
    if !wrong.is_empty() {
        return Err(Stop::Refused(wrong));
    }
    let mut refusals = fetch::open_periods(tx, cx, year, from, to)?;
    if first_year != year {
        refusals.extend(fetch::open_periods(tx, cx, first_year, from, to)?);
    }
    let mut purchases = purchases(tx, cx, &model, settings, first_year, order.periods)?;
    if first_year != year {
        purchases.extend(self::purchases(tx, cx, &model, settings, year, order.periods)?);
    }
    let layout = settings.layout().map_err(|refusal| Stop::Refused(vec![refusal]))?;
    let written = decide(&model, settings, &purchases, day, order.leave_out).and_then(|decided| {
        let bytes = format::write(&layout, &decided.records)
            .map_err(|mistakes| mistakes.iter().map(ExchangeRefusal::unwritable).collect::<Vec<_>>())?;
        Ok((decided, bytes))
    });
    let named = file_name(settings, &model, from, to);
    let (written, file_name) = match (written, named) {
        (Ok(written), Ok(file_name)) if refusals.is_empty() => (written, file_name),
        (written, named) => {
            refusals.extend(written.err().unwrap_or_default());
            refusals.extend(named.err());
            return Err(Stop::Refused(refusals));
        }
    };
    let (journal_seq, _) = vouchers::journal_end(tx, cx.entity())?;
    Ok(PreparedTdb {
        order: order.clone(),
        file_name,
        decided: written.0,
        bytes: written.1,
        charset: layout.charset,
        settings_version: version.version,
        authority: version.settings.authority.clone(),
        journal_seq,
    })
}

/// One calendar month, or the three of a calendar quarter.
fn is_month_or_quarter(from: Period, to: Period) -> bool {
    let month = from.is_month() && from == to;
    let third = from.next_month().and_then(Period::next_month);
    month || (from.is_month() && from.month() % 3 == 1 && third == Some(to))
}

fn file_name(
    settings: &TdbSettings,
    model: &AccountingModel,
    from: Period,
    to: Period,
) -> Result<String, ExchangeRefusal> {
    let (from, to) = (from.to_string(), to.to_string());
    let values = [
        ("myndighet", model.entity.code.as_str()),
        ("from", from.as_str()),
        ("tom", to.as_str()),
    ];
    name(&settings.name_template, &format::NAME_PLACEHOLDERS)?
        .fill(&values)
        .map_err(|mistake| ExchangeRefusal::name_of_file(&mistake))
}

/// Lines on the selected accounts, in the order of the journal.
fn purchases(
    tx: &mut Tx,
    cx: &Cx,
    model: &AccountingModel,
    settings: &TdbSettings,
    year: FiscalYear,
    periods: PeriodRange,
) -> Result<Vec<Purchase>, Stopped> {
    let selection = settings.selection().map_err(|refusal| Stop::Refused(vec![refusal]))?;
    let Some(selection) = selection else {
        return Ok(Vec::new());
    };
    let dictionary = codings(tx, cx)?;
    let number = i64::from(year.year());
    let mut found = BTreeMap::new();
    for account in model.accounts.keys().filter(|account| selection.matches(account)) {
        let mut after = LinePlace::before(periods.from());
        loop {
            let page = lines::of_account(tx, &cx.scope, account, number, after, periods.to(), PAGE_LINES)?;
            let Some(last) = page.last() else { break };
            after = last.place;
            for line in page {
                let purchase = Purchase {
                    voucher: VoucherNumber {
                        series: line.series,
                        year: number,
                        number: line.number,
                    },
                    coding: fetch::key(&dictionary, line.coding)?.clone(),
                    amount: line.amount,
                    date: line.date,
                    period: line.place.period,
                };
                found.insert((line.place.journal_seq, line.place.line_no), purchase);
            }
        }
    }
    Ok(found.into_values().collect())
}

/// Reads the list of rejected transactions and finds each in the books (INT-08).
pub fn read_rejects(cx: &Cx, file: &[u8]) -> Result<Vec<Rejected>, Stopped> {
    every_row(cx)?;
    on_snapshot(cx, Permission::FileExport, |tx| {
        let model = model::load(tx, cx)?;
        let settings = in_force(&store::settings::<TdbSettings>(tx, &cx.scope)?, cx.today).settings;
        let layout = settings.layout().map_err(|refusal| Stop::Refused(vec![refusal]))?;
        let counterparty =
            position(&model, &settings.counterparty_dimension).map_err(|refusal| Stop::Refused(vec![refusal]))?;
        let records = format::read(&layout, file)
            .map_err(|mistakes| Stop::Refused(mistakes.iter().map(ExchangeRefusal::unreadable).collect()))?;
        let sight = Sight::load(tx, cx)?;
        let mut rejected = Vec::with_capacity(records.len());
        for (line, record) in (1..).zip(records) {
            let mut found = Rejected {
                line,
                voucher: None,
                lines: Vec::new(),
                supplier: String::new(),
                supplier_name: String::new(),
                record,
            };
            if let Some(number) = VoucherNumber::parse(&found.record.voucher)
                && let Some(seq) = vouchers::seq_of(tx, &sight, &number)?
            {
                found.voucher = Some(number);
                find_lines(tx, &sight, seq, counterparty, &mut found)?;
                let row = model.value(counterparty, &found.supplier);
                found.supplier_name = row.map(|row| row.name.clone()).unwrap_or_default();
            }
            rejected.push(found);
        }
        Ok(rejected)
    })
}

/// The voucher's lines with the transaction's account and amount.
fn find_lines(tx: &mut Tx, sight: &Sight, seq: i64, counterparty: u8, found: &mut Rejected) -> Result<(), Stopped> {
    let wanted: (&str, Ore) = (&found.record.account, found.record.amount);
    let mut from = 1;
    loop {
        let lines = vouchers::voucher(tx, sight, seq, from, vouchers::LINES_PAGE)?.lines;
        let Some(last) = lines.last() else { break };
        from = last.line_no + 1;
        for line in lines
            .iter()
            .filter(|line| (line.coding.account(), line.amount) == wanted)
        {
            if found.lines.is_empty() {
                let values = line.coding.values();
                value_at(&values, counterparty)
                    .unwrap_or_default()
                    .clone_into(&mut found.supplier);
            }
            found.lines.push(line.line_no);
        }
    }
    Ok(())
}
