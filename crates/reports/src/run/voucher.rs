//! A voucher, fetched by its number.

use kameral_base::{Ore, Sentence};
use kameral_ledger::store::vouchers::{LINES_PAGE, seq_of, voucher};
use kameral_store::{Fault, Tx};

use super::Run;
use crate::selection::Gate;
use crate::sheet::{add, too_large};
use crate::sink::Sink;
use crate::table::{Tail, Value};
use crate::voucher::Sheet;
use crate::{Cursor, Reconciles, ReportRefusal};

/// Rows of the voucher that is asked for, or that there is none.
///
/// A voucher of which the user may see no line is not told from one that is not there.
pub(super) fn make(
    run: &Run<'_>,
    tx: &mut Tx,
    sink: &mut dyn Sink,
) -> Result<Result<(), Vec<ReportRefusal>>, Fault> {
    let question = run.setting.question;
    let Some(number) = &question.address.voucher else {
        return Ok(Err(vec![ReportRefusal::VoucherMissing]));
    };
    let unknown = || {
        vec![ReportRefusal::VoucherUnknown {
            voucher: number.to_string(),
        }]
    };
    let found = seq_of(tx, run.scope, number)?.filter(|seq| *seq <= question.seq);
    let Some(seq) = found else {
        return Ok(Err(unknown()));
    };
    let skipped = match run.after {
        Some(Cursor::Rows(rows)) => i64::try_from(rows).unwrap_or(i64::MAX - 1),
        _ => 0,
    };
    let limit = run
        .limit
        .map_or(i64::MAX, |limit| i64::try_from(limit).unwrap_or(LINES_PAGE));
    let mut voucher = voucher(tx, run.scope, seq, skipped.saturating_add(1), limit)?;
    let read = i64::try_from(voucher.lines.len()).unwrap_or(i64::MAX);
    let (all, sum) = (voucher.header.line_count, total(&voucher.lines)?);
    let mut gate = Gate::of_scope(run.setting.model, question);
    voucher.lines.retain(|line| gate.passes_key(&line.coding));
    let hidden = read - i64::try_from(voucher.lines.len()).unwrap_or(i64::MAX);
    // An empty voucher keeps an annulled number; it is shown to those who may see everything.
    if voucher.lines.is_empty() && question.scope.is_some() {
        return Ok(Err(unknown()));
    }
    let end = skipped.saturating_add(read);
    let next = (end < all).then(|| Cursor::Rows(usize::try_from(end).unwrap_or(usize::MAX)));
    let is_complete = skipped == 0 && next.is_none();
    let sheet = Sheet::new(run.setting, &voucher);
    let mut head = run.setting.head(sheet.columns());
    head.facts = sheet.facts();
    sink.head(head)?;
    for line in &voucher.lines {
        sink.row(sheet.row(line))?;
    }
    let (debit, credit) = sides(&voucher.lines)?;
    let label = Value::words(if is_complete {
        "report-total"
    } else {
        "report-page-total"
    });
    let row = sheet.total(label, Value::Amount(debit), Value::Amount(credit));
    let (totals, page_totals) = if is_complete {
        (Some(row), None)
    } else {
        (None, Some(row))
    };
    let selected = debit.checked_sub(credit).ok_or_else(too_large)?;
    sink.tail(Tail {
        totals,
        page_totals,
        notes: (hidden != 0)
            .then(|| Sentence::new("report-note-hidden-lines").with("lines", hidden))
            .into_iter()
            .collect(),
        reconciles: Reconciles::judge(
            is_complete && hidden == 0,
            selected,
            Ore::ZERO,
            if is_complete { sum } else { Ore::ZERO },
        ),
        after: run.after.clone(),
        next,
    })?;
    Ok(Ok(()))
}

fn total(lines: &[kameral_ledger::store::vouchers::VoucherLine]) -> Result<Ore, Fault> {
    lines
        .iter()
        .try_fold(Ore::ZERO, |sum, line| add(sum, line.amount))
}

fn sides(lines: &[kameral_ledger::store::vouchers::VoucherLine]) -> Result<(Ore, Ore), Fault> {
    let (mut debit, mut credit) = (Ore::ZERO, Ore::ZERO);
    for line in lines {
        let side = if line.amount.is_negative() {
            &mut credit
        } else {
            &mut debit
        };
        *side = add(*side, line.amount.checked_abs().ok_or_else(too_large)?)?;
    }
    Ok((debit, credit))
}
