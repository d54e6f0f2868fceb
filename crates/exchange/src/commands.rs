//! What can be done. Each command fetches facts, decides, records, in one transaction.
//!
//! Nothing else in the crate opens a transaction. A file is decided on one snapshot and kept in a
//! transaction of its own: the journal is only added to, and the file tells how far it reaches.

mod conversion;
mod explain;
mod feeder;
mod hermes;
mod outbox;
mod reported;
mod setting;
mod tdb;

pub use conversion::{ConversionList, conversions};
pub use explain::{Explained, ExplainedLine, Source, explain};
pub use feeder::{
    FeederKept, FeederStopped, INBOX_KIND, ImportOrder, Imported, PreviewLine, feeder, feeders, import_feeder,
    keep_feeder, origin, receipt, receipt_file, receipts,
};
pub use hermes::{HermesKind, HermesOrder, Made, Prepared, make, prepare};
pub use outbox::{Content, compare_files, compare_with, content, damages, files, records_of};
pub use reported::{LINES_SINCE_MAX, Reported, Since, Standing, reported, since};
pub use setting::{InForce, change_settings, settings_of};
pub use tdb::{PreparedTdb, TdbOrder, make_tdb, prepare_tdb, read_rejects};

use std::sync::atomic::AtomicBool;

use kameral_access::{Cx, Permission};
use kameral_base::{Date, FiscalYear, Period};
use kameral_formats::fixed_width::Charset;
use kameral_ledger::check::check_as;
use kameral_ledger::model::AccountingModel;
use kameral_store::outbox::{Departure, Kept};
use kameral_store::{Fault, Stop, Tx};

use crate::ExchangeRefusal;
use crate::refusal::said;

/// What stops a command.
type Stopped = Stop<Vec<ExchangeRefusal>>;

/// One refusal.
fn refused<T>(refusal: ExchangeRefusal) -> Result<T, Stopped> {
    Err(Stop::Refused(vec![refusal]))
}

/// A query on one snapshot that may also be refused.
fn on_snapshot<T, R>(
    cx: &Cx,
    permission: Permission,
    query: impl FnOnce(&mut Tx) -> Result<T, Stop<Vec<R>>>,
) -> Result<T, Stop<Vec<R>>> {
    let seen = cx.read(permission, |tx| match query(tx) {
        Err(Stop::Fault(fault)) => Err(fault),
        answer => Ok(answer),
    });
    match seen {
        Ok(answer) => answer,
        Err(stop) => Err(stop.map(|never| match never {})),
    }
}

/// The files tell of every row, so who sees some only makes none.
fn every_row(cx: &Cx) -> Result<(), Stopped> {
    cx.require_whole(Permission::FileExport).map_err(Stop::Denied)
}

/// The fiscal year of a period that has an outturn.
fn year_of(model: &AccountingModel, period: Period) -> Result<FiscalYear, Stopped> {
    let year = model.year_of_period(period).filter(|_| !period.is_opening());
    match year {
        Some(year) => Ok(*year),
        None => refused(ExchangeRefusal::PeriodUnknown { period }),
    }
}

/// The last day of a period; closing periods end with the year.
pub(crate) fn last_day(year: FiscalYear, period: Period) -> Date {
    period.last_day().unwrap_or_else(|| year.ends_on())
}

/// What the integrity check of the books finds wrong. What stands outside the transaction may be
/// posted meanwhile; what is in the journal stays as it was checked.
fn books_differ(cx: &Cx) -> Result<Vec<ExchangeRefusal>, Stopped> {
    let found = check_as(cx, Permission::FileExport, &mut |_| {}, &AtomicBool::new(false));
    let report = match found {
        Ok(report) => report,
        Err(Stop::Fault(fault)) => return Err(Stop::Fault(fault)),
        Err(Stop::Denied(denied)) => return Err(Stop::Denied(denied)),
        Err(Stop::Refused(never)) => match never {},
    };
    let mut wrong = report.findings.iter().filter(|finding| !finding.is_information());
    let Some(first) = wrong.next() else {
        return Ok(Vec::new());
    };
    Ok(vec![ExchangeRefusal::BooksDiffer {
        count: 1 + i64::try_from(wrong.count()).unwrap_or(i64::MAX),
        first: said(first.sentence()),
    }])
}

/// A file that is ready to be kept.
struct Ready<'a> {
    kind: &'static str,
    file_name: &'a str,
    period_from: Period,
    period_to: Period,
    journal_seq: i64,
    charset: Charset,
    bytes: &'a [u8],
}

fn keep(tx: &mut Tx, cx: &Cx, ready: &Ready<'_>) -> Result<Kept, Fault> {
    let departure = Departure {
        entity: cx.entity(),
        kind: ready.kind,
        file_name: ready.file_name,
        period_from: ready.period_from,
        period_to: ready.period_to,
        journal_seq: ready.journal_seq,
        charset: ready.charset.code(),
        made_at: cx.now,
        made_by: cx.actor.user,
        made_by_name: &cx.actor.name,
    };
    kameral_store::outbox::keep(tx, &departure, ready.bytes)
}
