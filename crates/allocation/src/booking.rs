//! *Kontering*: what a key gives, as a draft of a voucher. Pure.

use kameral_base::{Date, FiscalYear, Period};
use kameral_ledger::voucher::{DraftLine, DraftVoucher};

use crate::share::{Sum, Sums};

/// Voucher kind of what allocations post.
pub const RUN_KIND: &str = "allocation_run";

/// A voucher with sums as its lines, in order of coding; nothing when there are none.
pub(crate) fn draft(sums: &Sums, period: Period, date: Date, text: String) -> Option<DraftVoucher> {
    let lines: Vec<DraftLine> = sums
        .iter()
        .filter(|(_, sum)| **sum != Sum::default())
        .map(|((coding, unit), sum)| DraftLine {
            account: coding.account().to_owned(),
            values: coding.values(),
            amount: sum.amount,
            quantity: Some(sum.quantity).filter(|quantity| !quantity.is_zero()),
            unit: unit.clone(),
            ..DraftLine::default()
        })
        .collect();
    if lines.is_empty() {
        return None;
    }
    Some(DraftVoucher {
        kind: RUN_KIND.to_owned(),
        date: Some(date),
        period: Some(period),
        text,
        lines,
        ..DraftVoucher::default()
    })
}

/// The last day of a period: of a closing one, its year's; of an opening one, its year's first.
pub(crate) fn last_day(year: FiscalYear, period: Period) -> Date {
    if period.is_opening() {
        return year.starts_on();
    }
    period.last_day().unwrap_or(year.ends_on())
}
