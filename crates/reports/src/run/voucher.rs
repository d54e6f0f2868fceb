//! A voucher, fetched by its number.

use kameral_base::{Ore, Sentence, TrySum};
use kameral_ledger::store::vouchers::{self, Voucher, seq_of};
use kameral_store::{Fault, Tx};

use super::Run;
use crate::sheet::{add, too_large};
use crate::sink::Sink;
use crate::table::{Row, Tail, Value};
use crate::voucher::Sheet;
use crate::{Cursor, Reconciles, ReportRefusal};

/// Rows of the voucher that is asked for, or that there is none.
///
/// A voucher of which the user may see no line is not told from one that is not there.
pub(super) fn make(run: &Run<'_>, tx: &mut Tx, sink: &mut dyn Sink) -> Result<Result<(), Vec<ReportRefusal>>, Fault> {
    let question = run.setting.question;
    let Some(number) = &question.address.voucher else {
        return Ok(Err(vec![ReportRefusal::VoucherMissing]));
    };
    let found = seq_of(tx, run.sight, number)?.filter(|seq| *seq <= question.seq);
    let part = found.map(|seq| part(run, tx, seq)).transpose()?;
    // An empty voucher keeps an annulled number; it is shown to those who may see everything.
    let Some(part) = part else {
        let voucher = number.to_string();
        return Ok(Err(vec![ReportRefusal::VoucherUnknown { voucher }]));
    };
    let sheet = Sheet::new(run.setting, &part.voucher);
    let mut head = run.setting.head(sheet.columns());
    head.facts = sheet.facts();
    sink.head(head)?;
    for line in &part.voucher.lines {
        sink.row(sheet.row(line))?;
    }
    sink.tail(part.tail(run, &sheet)?)?;
    Ok(Ok(()))
}

/// Some lines of a voucher.
struct Part {
    voucher: Voucher,
    /// Lines before the part.
    skipped: i64,
}

/// The lines of a page. Whoever may see all gets them as they are read; for others the whole voucher
/// is looked through, because what they may see can stand anywhere in it.
fn part(run: &Run<'_>, tx: &mut Tx, seq: i64) -> Result<Part, Fault> {
    let skipped = match run.after {
        Some(Cursor::Rows(rows)) => i64::try_from(rows).unwrap_or(i64::MAX - 1),
        _ => 0,
    };
    let limit = run
        .limit
        .and_then(|limit| i64::try_from(limit).ok())
        .unwrap_or(i64::MAX);
    let voucher = if run.sight.is_whole() {
        vouchers::voucher(tx, run.sight, seq, skipped.saturating_add(1), limit)?
    } else {
        let mut voucher = vouchers::voucher(tx, run.sight, seq, 1, i64::MAX)?;
        let lines = std::mem::take(&mut voucher.lines).into_iter().zip(0_i64..);
        let on_page = lines.filter(|(_, at)| skipped <= *at && *at - skipped < limit);
        voucher.lines = on_page.map(|(line, _)| line).collect();
        voucher
    };
    Ok(Part { voucher, skipped })
}

impl Part {
    fn tail(&self, run: &Run<'_>, sheet: &Sheet<'_>) -> Result<Tail, Fault> {
        let end = self.skipped.saturating_add(count(self.voucher.lines.len()));
        let (visible, is_partial) = (self.voucher.header.line_count, self.voucher.header.is_partial);
        let next = (end < visible).then(|| Cursor::Rows(usize::try_from(end).unwrap_or(usize::MAX)));
        let is_complete = self.skipped == 0 && next.is_none();
        let (debit, credit) = self.sides()?;
        let total = |label| Some(sheet.total(Value::words(label), Value::Amount(debit), Value::Amount(credit)));
        let totals: Option<Row> = if is_complete { total("report-total") } else { None };
        let page_totals = if is_complete { None } else { total("report-page-total") };
        let hidden = Sentence::new("report-note-hidden-lines");
        let selected = debit.checked_sub(credit).ok_or_else(too_large)?;
        Ok(Tail {
            totals,
            page_totals,
            notes: if is_partial { vec![hidden] } else { Vec::new() },
            reconciles: Reconciles::judge(is_complete && !is_partial, selected, Ore::ZERO, Ore::ZERO),
            after: run.after.clone(),
            next,
        })
    }

    /// Debit and credit of the page.
    fn sides(&self) -> Result<(Ore, Ore), Fault> {
        let lines = || self.voucher.lines.iter().map(|line| line.amount);
        let debit = lines()
            .filter(|amount| amount.is_positive())
            .try_sum()
            .ok_or_else(too_large)?;
        let net = lines().try_fold(Ore::ZERO, add)?;
        Ok((debit, debit.checked_sub(net).ok_or_else(too_large)?))
    }
}

fn count(lines: usize) -> i64 {
    i64::try_from(lines).unwrap_or(i64::MAX)
}
