//! The lines that a line of a run may have come of, one by one.

use kameral_base::Ore;
use kameral_store::{Fault, Row, Tx, params};

use super::{Asked, Corrections, coding};
use crate::charge::{Cause, Earlier, LineAt, LineCauses, Tracing, Turnover};
use crate::posting::SIE_SOURCE;
use crate::store::damaged;
use crate::store::vouchers::{VoucherHeader, headers_from};
use crate::voucher::VoucherNumber;

/// Headers read at a time, to find where a run ended.
const HEADERS: i64 = 100;

impl Asked<'_> {
    /// Offers every line of the period that a run's voucher could know: what was registered before
    /// it, and what the same run posted.
    pub fn causes(&self, tx: &mut Tx, run: &VoucherHeader, mut tracing: Tracing<'_>) -> Result<LineCauses, Fault> {
        let corrections = Corrections::read(tx, self.entity)?;
        let own = run.journal_seq;
        let last = self.end_of_run(tx, run)?;
        let overflow = || damaged("voucher_line", "amount_ore", "overflow");
        tx.each(
            include_str!("../../sql/charge_causes.sql"),
            params![self.entity, self.fiscal_year(), self.period, last, own, SIE_SOURCE],
            |row| {
                let (amount, coding): (Ore, _) = (row.get("amount_ore")?, coding(row)?);
                let of_rule = coding == tracing.line().coding && is_of_version(row, tracing.line())?;
                if of_rule && row.get::<i64>("journal_seq")? < own {
                    let at = place(row)?;
                    tracing.earlier(Earlier { at, amount }).ok_or_else(overflow)?;
                }
                let applies = self.model.posting_rules_for(coding.account()).next().is_some();
                if !applies || caused_in_run(row, run)? {
                    return Ok(());
                }
                let Some(turnover) = corrections.as_tried(row)? else {
                    return Ok(());
                };
                let text: String = row.get("text")?;
                let line = Cause {
                    at: place(row)?,
                    coding,
                    text: if text.is_empty() {
                        row.get("voucher_text")?
                    } else {
                        text
                    },
                    amount,
                    share: Ore::ZERO,
                };
                tracing.tried(turnover, line).ok_or_else(overflow)
            },
        )?;
        tracing.told().ok_or_else(overflow)
    }

    /// The place in the journal of the last voucher of a run: its vouchers follow on each other and
    /// were registered at the same moment.
    fn end_of_run(&self, tx: &mut Tx, run: &VoucherHeader) -> Result<i64, Fault> {
        let mut last = run.journal_seq;
        loop {
            let next = headers_from(tx, self.entity, last + 1, HEADERS)?;
            let same = next.iter().take_while(|header| is_same_run(run, header)).count();
            last += i64::try_from(same).unwrap_or(0);
            if same < usize::try_from(HEADERS).unwrap_or(usize::MAX) {
                return Ok(last);
            }
        }
    }
}

/// Whether the version posted a line.
fn is_of_version(row: &Row, line: &LineCauses) -> Result<bool, Fault> {
    let (rule, version): (String, Option<i64>) = (row.get("generated_by")?, row.get("generated_version")?);
    Ok(rule == line.rule && version == Some(line.version))
}

/// Whether a line was added to what the same run posted, by rules that post with the transaction: the
/// run does not know of it before the next one.
fn caused_in_run(row: &Row, run: &VoucherHeader) -> Result<bool, Fault> {
    if row.get::<Option<i64>>("caused_by_line")?.is_none() {
        return Ok(false);
    }
    let (source, registered_at): (String, String) = (row.get("source")?, row.get("registered_at")?);
    Ok((source, registered_at) == (run.source.clone(), run.registered_at.clone()))
}

fn is_same_run(run: &VoucherHeader, other: &VoucherHeader) -> bool {
    (&other.source, &other.kind, other.period) == (&run.source, &run.kind, run.period)
        && (&other.registered_at, other.registered_by) == (&run.registered_at, run.registered_by)
        && other.model_version == run.model_version
}

impl Corrections {
    /// A line as a rule was tried on it; nothing for one that takes back an imported history.
    fn as_tried(&self, row: &Row) -> Result<Option<Turnover>, Fault> {
        let amount: Ore = row.get("amount_ore")?;
        let size = amount
            .checked_abs()
            .ok_or_else(|| damaged("voucher_line", "amount_ore", "overflow"))?;
        let (debit, credit) = if amount.is_negative() {
            (Ore::ZERO, size)
        } else {
            (size, Ore::ZERO)
        };
        let turnover = Turnover {
            coding: coding(row)?,
            kind: row.get("kind")?,
            day: row.get("voucher_date")?,
            debit,
            credit,
            lines: 1,
        };
        let (corrects, line): (Option<i64>, Option<i64>) = (row.get("corrects_seq")?, row.get("corrects_line")?);
        self.followed(turnover, corrects, line)
    }
}

fn place(row: &Row) -> Result<LineAt, Fault> {
    Ok(LineAt {
        number: VoucherNumber {
            series: row.get("series")?,
            year: row.get("year")?,
            number: row.get("number")?,
        },
        journal_seq: row.get("journal_seq")?,
        date: row.get("voucher_date")?,
        line_no: row.get("line_no")?,
    })
}
