//! *Rapporterat* (CLS-14): files for Hermes that were made, and whether the books still say the same.

use std::collections::BTreeSet;

use kameral_access::{Cx, Permission};
use kameral_base::{FiscalYear, Period};
use kameral_formats::hermes::{Record, RecordKey, RecordKind};
use kameral_ledger::model::AccountingModel;
use kameral_ledger::store::balances::codings;
use kameral_ledger::store::{lines, model};
use kameral_ledger::voucher::VoucherNumber;
use kameral_store::outbox::{self, OutboxFile};
use kameral_store::{Stop, Tx};

use super::explain::ExplainedLine;
use super::outbox::{found, records_of};
use super::{HermesKind, Stopped, every_row, last_day, on_snapshot, year_of};
use crate::compare::{Comparison, compare};
use crate::keys::Keys;
use crate::reported::{Brought, record_of};
use crate::setting::{HermesSettings, in_force, of_an_agency};
use crate::{ExchangeRefusal, fetch, hermes, real_economic, store};

/// The most lines that are listed; the vouchers of the periods have them all.
pub const LINES_SINCE_MAX: usize = 1_000;

/// The last file of a period, and the books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Which of the two files.
    pub kind: HermesKind,
    /// The file.
    pub file: OutboxFile,
    /// What it holds against the books as they are; or why they could give no such file.
    pub now: Result<Comparison, Vec<ExchangeRefusal>>,
}

impl Standing {
    /// Whether the books still say what the file says.
    pub fn stands(&self) -> bool {
        self.now.as_ref().is_ok_and(|now| now.differences.is_empty())
    }
}

/// The files of a fiscal year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reported {
    /// The year, by the calendar year it ends in.
    pub year: i64,
    /// Years with files, the last one first.
    pub years: Vec<i64>,
    /// The last file of each period: balances, then quarters, each in the order of the periods.
    pub standings: Vec<Standing>,
}

/// A file against the books, and what was posted since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// The file.
    pub file: OutboxFile,
    /// Record by record: the file first, the books second.
    pub comparison: Comparison,
    /// Lines posted since under the records that differ, at most [`LINES_SINCE_MAX`].
    pub lines: Vec<ExplainedLine>,
    /// Whether there are more lines.
    pub more: bool,
}

/// The last file of each period of a year against the books as they are. Left out, the year is the last
/// one with a file; none where no file was made.
pub fn reported(cx: &Cx, year: Option<i64>) -> Result<Option<Reported>, Stopped> {
    every_row(cx)?;
    on_snapshot(cx, Permission::FileExport, |tx| {
        let model = model::load(tx, cx)?;
        let mut told = Vec::new();
        for kind in [HermesKind::Balances, HermesKind::RealEconomic] {
            let files = outbox::told_from(tx, cx.entity(), kind.in_outbox(), Period::FIRST)?;
            told.extend(files.into_iter().map(|(period, number)| (kind, period, number)));
        }
        let of = |period: Period| model.year_of_period(period).map(|year| i64::from(year.year()));
        let years: BTreeSet<i64> = told.iter().filter_map(|(_, period, _)| of(*period)).collect();
        let Some(year) = year.or_else(|| years.last().copied()) else {
            return Ok(None);
        };
        let mut standings = Vec::new();
        for (kind, period, number) in told {
            if of(period) != Some(year) {
                continue;
            }
            let content = found(tx, cx, kind.in_outbox(), number)?;
            let now = match now_of(tx, cx, &model, kind, period) {
                Ok(records) => Ok(compare(&records_of(&content)?, &records)),
                Err(Stop::Refused(refusals)) => Err(refusals),
                Err(stop) => return Err(stop),
            };
            let file = content.file;
            standings.push(Standing { kind, file, now });
        }
        Ok(Some(Reported {
            year,
            years: years.into_iter().rev().collect(),
            standings,
        }))
    })
}

/// One file against the books as they are, whether its periods are open or not.
pub fn since(cx: &Cx, kind: HermesKind, number: i64) -> Result<Since, Stopped> {
    every_row(cx)?;
    on_snapshot(cx, Permission::FileExport, |tx| {
        let model = model::load(tx, cx)?;
        let content = found(tx, cx, kind.in_outbox(), number)?;
        let period = content.file.period_to;
        let comparison = compare(&records_of(&content)?, &now_of(tx, cx, &model, kind, period)?);
        let (lines, more) = lines_since(tx, cx, &model, kind, &content.file, &comparison)?;
        Ok(Since {
            file: content.file,
            comparison,
            lines,
            more,
        })
    })
}

/// The records the books give now. That periods are open and charges not complete stops a file from
/// being made; it does not stop anyone from looking.
fn now_of(
    tx: &mut Tx,
    cx: &Cx,
    model: &AccountingModel,
    kind: HermesKind,
    period: Period,
) -> Result<Vec<Record>, Stopped> {
    of_an_agency(model).map_err(|refusal| Stop::Refused(vec![refusal]))?;
    let year = year_of(model, period)?;
    let day = last_day(year, period);
    let settings = in_force(&store::settings::<HermesSettings>(tx, &cx.scope)?, day).settings;
    let keys = Keys::new(model, &settings, day).map_err(Stop::Refused)?;
    let balances = fetch::balances(tx, cx, model, year, period, None)?;
    let records = match kind {
        HermesKind::Balances => hermes::decide(&keys, &balances).map(|decided| decided.records),
        HermesKind::RealEconomic => real_economic::decide(&keys, &balances, day).map(|decided| decided.records),
    };
    records.map_err(Stop::Refused)
}

/// Lines of the file's year that were posted after it, under records that differ.
fn lines_since(
    tx: &mut Tx,
    cx: &Cx,
    model: &AccountingModel,
    kind: HermesKind,
    file: &OutboxFile,
    comparison: &Comparison,
) -> Result<(Vec<ExplainedLine>, bool), Stopped> {
    let year: FiscalYear = year_of(model, file.period_to)?;
    let day = last_day(year, file.period_to);
    let settings = in_force(&store::settings::<HermesSettings>(tx, &cx.scope)?, day).settings;
    let keys = Keys::new(model, &settings, day).map_err(Stop::Refused)?;
    let differing: BTreeSet<&RecordKey> = comparison
        .differences
        .iter()
        .map(|difference| &difference.key)
        .collect();
    let dictionary = codings(tx, cx)?;
    let number = i64::from(year.year());
    let (mut lines, mut more) = (Vec::new(), false);
    lines::each_since(tx, &cx.scope, file.journal_seq, number, file.period_to, |line| {
        let coding = fetch::key(&dictionary, line.coding)?;
        let part = Brought {
            coding: coding.clone(),
            kind: if line.place.period.is_opening() {
                RecordKind::Opening
            } else {
                RecordKind::Outturn
            },
            amount: line.amount,
            sum: None,
        };
        let Some(record) = record_of(Some(&keys), kind, &part) else {
            return Ok(());
        };
        // What internal accounts move is spread over many S-codes, so every line of them is told.
        let is_spread = kind == HermesKind::RealEconomic && record.account == coding.account();
        if !is_spread && !differing.contains(&record) {
            return Ok(());
        }
        if lines.len() == LINES_SINCE_MAX {
            more = true;
            return Ok(());
        }
        lines.push(ExplainedLine {
            voucher: VoucherNumber {
                series: line.series,
                year: number,
                number: line.number,
            },
            line_no: line.place.line_no,
            date: line.date,
            period: line.place.period,
            account: coding.account().to_owned(),
            amount: line.amount,
            text: line.text,
        });
        Ok(())
    })?;
    Ok((lines, more))
}
