//! *Grundbok*: vouchers in the order they were registered, a stretch at a time.

use kameral_access::Scope;
use kameral_base::{Date, Ore, Period, Quantity};
use kameral_store::{Fault, Row, Tx, params};

use crate::voucher::VoucherNumber;

/// What the journal shows of a voucher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalVoucher {
    /// Place in the journal.
    pub journal_seq: i64,
    /// Number.
    pub number: VoucherNumber,
    /// Period.
    pub period: Period,
    /// Voucher date.
    pub date: Date,
    /// Text.
    pub text: String,
    /// Person, firm or agency on the other side.
    pub counterparty: String,
    /// Who registered it.
    pub registered_by: String,
    /// When, UTC.
    pub registered_at: String,
    /// `reversal`, `recoding`, `annulled` or empty.
    pub correction: String,
    /// Why it corrects or is annulled.
    pub reason: String,
    /// Lines.
    pub line_count: i64,
}

/// What the journal shows of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalRow {
    /// Place in the journal of its voucher.
    pub journal_seq: i64,
    /// Number within the voucher.
    pub line_no: i64,
    /// Coding number.
    pub coding: i64,
    /// Öre, debit positive.
    pub amount: Ore,
    /// Thousandths.
    pub quantity: Option<Quantity>,
    /// Unit.
    pub unit: String,
    /// Text of the line.
    pub text: String,
}

/// At most `limit` vouchers of one period, registered after place `after` and not after `upto`.
pub fn of_period(
    tx: &mut Tx,
    scope: &Scope,
    year: i64,
    period: Period,
    after: i64,
    upto: i64,
    limit: i64,
) -> Result<Vec<JournalVoucher>, Fault> {
    let asked = params![scope.entity(), year, period, after, upto, limit];
    tx.all(include_str!("../sql/vouchers_of_period.sql"), asked, voucher)
}

fn voucher(row: &Row<'_>) -> Result<JournalVoucher, Fault> {
    Ok(JournalVoucher {
        journal_seq: row.get("journal_seq")?,
        number: VoucherNumber {
            series: row.get("series")?,
            year: row.get("year")?,
            number: row.get("number")?,
        },
        period: row.get("period")?,
        date: row.get("voucher_date")?,
        text: row.get("text")?,
        counterparty: row.get("counterparty")?,
        registered_by: row.get("registered_by_name")?,
        registered_at: row.get("registered_at")?,
        correction: row.get("correction")?,
        reason: row.get("reason")?,
        line_count: row.get("line_count")?,
    })
}

/// Hands over every line of a stretch of the journal, both ends included, in order.
pub fn each_line(
    tx: &mut Tx,
    scope: &Scope,
    from: i64,
    to: i64,
    mut take: impl FnMut(JournalRow) -> Result<(), Fault>,
) -> Result<(), Fault> {
    tx.each(
        include_str!("../sql/journal_lines.sql"),
        params![scope.entity(), from, to],
        |row| {
            take(JournalRow {
                journal_seq: row.get("journal_seq")?,
                line_no: row.get("line_no")?,
                coding: row.get("coding_id")?,
                amount: row.get("amount_ore")?,
                quantity: row.get("quantity_milli")?,
                unit: row.get("unit")?,
                text: row.get("text")?,
            })
        },
    )
}
