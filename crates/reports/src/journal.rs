//! *Grundbok*: vouchers in the order they were registered, with their lines (GL-01).

use kameral_base::{Ore, Sentence};
use kameral_ledger::store::journal::{JournalRow, JournalVoucher};
use kameral_store::Fault;

use crate::setting::{Setting, amount};
use crate::sheet::{add, too_large};
use crate::source::Coding;
use crate::table::{Column, Kind, Row, RowKind, Value};
use crate::words::Caption;

/// The columns.
pub fn columns(setting: Setting<'_>) -> Vec<Column> {
    let [account, name] = setting.account_columns();
    vec![
        Column::new("journal_seq", Caption::key("report-column-seq"), Kind::Count).once(),
        Column::new("voucher", Caption::key("report-column-voucher"), Kind::Voucher).once(),
        Column::new("date", Caption::key("report-column-date"), Kind::Date).once(),
        Column::new("period", Caption::key("report-column-period-code"), Kind::Period).once(),
        Column { once: false, ..account },
        Column { once: false, ..name },
        Column::new("values", Caption::key("report-column-values"), Kind::Text),
        Column::new("text", Caption::key("report-column-text"), Kind::Text),
        Column::new("registered_by", Caption::key("report-column-registered"), Kind::Text),
        amount("debit_ore", "report-column-debit-short"),
        amount("credit_ore", "report-column-credit-short"),
    ]
}

/// Control sums: what the journal adds up to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ControlSums {
    /// Vouchers.
    pub vouchers: i64,
    /// Lines.
    pub lines: i64,
    /// Debit.
    pub debit: Ore,
    /// Credit, positive.
    pub credit: Ore,
}

impl ControlSums {
    /// Counts a line.
    pub fn take(&mut self, line: &JournalRow) -> Result<(), Fault> {
        let side = if line.amount.is_negative() {
            &mut self.credit
        } else {
            &mut self.debit
        };
        *side = add(*side, line.amount.checked_abs().ok_or_else(too_large)?)?;
        self.lines += 1;
        Ok(())
    }
}

/// The row a voucher begins with.
pub fn heading(voucher: &JournalVoucher) -> Row {
    let mut cells = identity(voucher);
    let text = match (voucher.text.is_empty(), voucher.counterparty.is_empty()) {
        (false, false) => format!("{} \u{2013} {}", voucher.text, voucher.counterparty),
        _ => format!("{}{}", voucher.text, voucher.counterparty),
    };
    let text = if voucher.reason.is_empty() {
        text
    } else {
        format!("{text} ({})", voucher.reason)
    };
    cells.extend([Value::Empty, Value::Empty, Value::Empty]);
    cells.extend([
        Value::text(text.trim()),
        Value::text(&voucher.registered_by),
        Value::Empty,
        Value::Empty,
    ]);
    Row::new(RowKind::Heading, 0, cells)
}

/// A line of a voucher.
pub fn line(setting: Setting<'_>, voucher: &JournalVoucher, line: &JournalRow, coding: Coding<'_>) -> Row {
    let mut cells = identity(voucher);
    cells.extend([
        Value::Account(coding.account.to_owned()),
        setting.account_name(coding.account),
        setting.values_text(coding.values),
        Value::text(&line.text),
        Value::Empty,
        Value::side(line.amount, true),
        Value::side(line.amount, false),
    ]);
    Row::new(RowKind::Line, 1, cells).leading_to(setting.ledger_of(coding.account))
}

/// Says that a voucher has more lines than a page shows; they stand in the report on it.
pub fn more(voucher: &JournalVoucher, lines: i64) -> Row {
    let mut cells = identity(voucher);
    cells.resize(11, Value::Empty);
    cells[7] = Value::Words(Sentence::new("report-more-lines").with("lines", lines));
    Row::new(RowKind::More, 1, cells)
}

/// Control sums as a row.
pub fn total(label: &'static str, debit: Ore, credit: Ore) -> Row {
    let mut cells = vec![Value::Empty; 11];
    cells[7] = Value::words(label);
    cells[9] = Value::Amount(debit);
    cells[10] = Value::Amount(credit);
    Row::new(RowKind::Total, 0, cells)
}

/// Control sums in words: what the whole holds, and what this page of it holds.
pub fn counted(sums: &ControlSums, lines: i64, is_complete: bool) -> Sentence {
    let key = if is_complete {
        "report-control-counts"
    } else {
        "report-control-page-counts"
    };
    Sentence::new(key)
        .with("vouchers", sums.vouchers)
        .with("lines", sums.lines)
        .with("all", lines)
}

fn identity(voucher: &JournalVoucher) -> Vec<Value> {
    vec![
        Value::Count(voucher.journal_seq),
        Value::Voucher(voucher.number.clone()),
        Value::Date(voucher.date),
        Value::Period(voucher.period),
    ]
}
