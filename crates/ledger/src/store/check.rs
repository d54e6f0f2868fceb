//! Rows for the integrity check: as they stand, without trusting that they fit together.

pub(crate) mod links;
pub(crate) mod pairings;
pub(crate) mod registers;

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use kameral_base::{EntityId, Ore, Quantity};
use kameral_store::{Fault, FaultKind, Row, Tx, Value, params};

use super::vouchers::{self, VoucherHeader};
use crate::voucher::{AttachmentRef, BalancedLine, CodingKey, Generated};

/// Hands over every row, or why it cannot be read; other faults end the reading.
pub(crate) fn each<T>(
    tx: &mut Tx,
    sql: &'static str,
    params: &[Value<'_>],
    parse: impl Fn(&Row) -> Result<T, Fault>,
    mut take: impl FnMut(Result<T, Fault>) -> ControlFlow<()>,
) -> Result<(), Fault> {
    tx.each(sql, params, |row| match parse(row) {
        Err(fault) if fault.kind() != FaultKind::Mismatch => Err(fault),
        read => Ok(take(read)),
    })
}

/// A voucher's header, with the columns that the header itself leaves out when they mean nothing.
pub(crate) struct StoredHeader {
    pub header: VoucherHeader,
    pub correction: String,
    pub corrects_seq: Option<i64>,
    pub reason: String,
}

/// At most `limit` headers after a place in the journal, in order; `take` is told of those that
/// cannot be read.
pub(crate) fn headers(
    tx: &mut Tx,
    entity: EntityId,
    after: i64,
    limit: i64,
    take: impl FnMut(Result<StoredHeader, Fault>) -> ControlFlow<()>,
) -> Result<(), Fault> {
    let parse = |row: &Row| {
        Ok(StoredHeader {
            header: vouchers::header(row)?,
            correction: row.get("correction")?,
            corrects_seq: row.get("corrects_seq")?,
            reason: row.get("reason")?,
        })
    };
    each(
        tx,
        include_str!("../sql/vouchers_from.sql"),
        params![entity, after.saturating_add(1), limit],
        parse,
        take,
    )
}

/// The highest of at most `limit` places after a place in the journal: where a page ends, even when
/// none of its rows can be read.
pub(crate) fn page_end(tx: &mut Tx, entity: EntityId, after: i64, limit: i64) -> Result<Option<i64>, Fault> {
    let mut end = None;
    tx.each(
        include_str!("../sql/check_page_end.sql"),
        params![entity, after, limit],
        |row| {
            end = Some(row.get("journal_seq")?);
            Ok(())
        },
    )?;
    Ok(end)
}

/// A line, every column.
pub(crate) struct StoredLine {
    pub journal_seq: i64,
    pub line_no: i64,
    pub year: i64,
    pub period: i64,
    pub account: String,
    pub coding: i64,
    amount: Ore,
    quantity: Option<Quantity>,
    unit: String,
    currency: String,
    currency_minor: Option<i64>,
    text: String,
    source_row: Option<i64>,
    corrects_line: Option<i64>,
    generated_by: String,
    generated_version: Option<i64>,
    caused_by_line: Option<i64>,
}

impl StoredLine {
    /// The line as it was sealed, with its coding's text.
    pub(crate) fn sealed(&self, coding: Option<&CodingKey>) -> BalancedLine {
        BalancedLine {
            coding: coding.cloned().unwrap_or_else(|| CodingKey::stored(String::new())),
            amount: self.amount,
            quantity: self.quantity,
            unit: self.unit.clone(),
            currency: self.currency.clone(),
            currency_minor: self.currency_minor,
            text: self.text.clone(),
            source_row: self.source_row,
            corrects_line: self.corrects_line,
            generated: self.generated(),
        }
    }

    /// Columns that contradict each other were never posted: they give what no rule has.
    fn generated(&self) -> Option<Generated> {
        if self.generated_by.is_empty() && self.generated_version.is_none() && self.caused_by_line.is_none() {
            return None;
        }
        Some(Generated {
            rule: self.generated_by.clone(),
            version: self.generated_version.unwrap_or(i64::MIN),
            caused_by_line: self.caused_by_line,
        })
    }
}

/// Lines after one place in the journal, up to another, in order.
pub(crate) fn lines(
    tx: &mut Tx,
    entity: EntityId,
    (after, to): (i64, i64),
    take: impl FnMut(Result<StoredLine, Fault>) -> ControlFlow<()>,
) -> Result<(), Fault> {
    each(
        tx,
        include_str!("../sql/check_lines.sql"),
        params![entity, after, to],
        line,
        take,
    )
}

fn line(row: &Row) -> Result<StoredLine, Fault> {
    Ok(StoredLine {
        journal_seq: row.get("journal_seq")?,
        line_no: row.get("line_no")?,
        year: row.get("year")?,
        period: row.get("period")?,
        account: row.get("account")?,
        coding: row.get("coding_id")?,
        amount: row.get("amount_ore")?,
        quantity: row.get("quantity_milli")?,
        unit: row.get("unit")?,
        currency: row.get("currency")?,
        currency_minor: row.get("currency_minor")?,
        text: row.get("text")?,
        source_row: row.get("source_row")?,
        corrects_line: row.get("corrects_line")?,
        generated_by: row.get("generated_by")?,
        generated_version: row.get("generated_version")?,
        caused_by_line: row.get("caused_by_line")?,
    })
}

/// Documents of the vouchers after one place, up to another. One whose row cannot be read is left
/// out, and the hash of its voucher tells.
pub(crate) fn documents(
    tx: &mut Tx,
    entity: EntityId,
    (after, to): (i64, i64),
) -> Result<BTreeMap<i64, Vec<AttachmentRef>>, Fault> {
    let mut documents: BTreeMap<i64, Vec<AttachmentRef>> = BTreeMap::new();
    let parse = |row: &Row| {
        Ok((
            row.get("journal_seq")?,
            AttachmentRef {
                sha256: row.get("sha256")?,
                name: row.get("name")?,
            },
        ))
    };
    each(
        tx,
        include_str!("../sql/check_documents.sql"),
        params![entity, after, to],
        parse,
        |read| {
            if let Ok((seq, document)) = read {
                documents.entry(seq).or_default().push(document);
            }
            ControlFlow::Continue(())
        },
    )?;
    Ok(documents)
}

/// A coding: its text, and the text its columns make.
pub(crate) struct StoredCoding {
    pub number: i64,
    pub key: CodingKey,
    pub by_columns: CodingKey,
}

/// Every coding in order of number.
pub(crate) fn codings(
    tx: &mut Tx,
    entity: EntityId,
    take: impl FnMut(Result<StoredCoding, Fault>) -> ControlFlow<()>,
) -> Result<(), Fault> {
    let parse = |row: &Row| {
        let account: String = row.get("account")?;
        let mut values = Vec::new();
        for (position, column) in (1..).zip(POSITIONS) {
            let value: String = row.get(column)?;
            if !value.is_empty() {
                values.push((position, value));
            }
        }
        Ok(StoredCoding {
            number: row.get("coding_id")?,
            key: CodingKey::stored(row.get("coding_key")?),
            by_columns: CodingKey::new(&account, &values),
        })
    };
    each(
        tx,
        include_str!("../sql/check_codings.sql"),
        params![entity],
        parse,
        take,
    )
}

const POSITIONS: [&str; 12] = [
    "d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8", "d9", "d10", "d11", "d12",
];

/// A balance, every column.
pub(crate) struct StoredBalance {
    pub year: i64,
    pub period: i64,
    pub coding: i64,
    pub unit: String,
    pub debit: i64,
    pub credit: i64,
    pub quantity: i64,
    pub lines: i64,
}

impl StoredBalance {
    /// Year, period, coding and unit.
    pub(crate) fn name(&self) -> String {
        format!("{} {} {} {}", self.year, self.period, self.coding, self.unit)
            .trim_end()
            .to_owned()
    }
}

/// Every balance.
pub(crate) fn balances(
    tx: &mut Tx,
    entity: EntityId,
    take: impl FnMut(Result<StoredBalance, Fault>) -> ControlFlow<()>,
) -> Result<(), Fault> {
    let parse = |row: &Row| {
        Ok(StoredBalance {
            year: row.get("year")?,
            period: row.get("period")?,
            coding: row.get("coding_id")?,
            unit: row.get("unit")?,
            debit: row.get("debit_ore")?,
            credit: row.get("credit_ore")?,
            quantity: row.get("quantity_milli")?,
            lines: row.get("line_count")?,
        })
    };
    each(
        tx,
        include_str!("../sql/check_balances.sql"),
        params![entity],
        parse,
        take,
    )
}

/// The end of the journal as it is kept: place, hash, last coding. None when it is gone.
pub(crate) fn journal_head(tx: &mut Tx, entity: EntityId) -> Result<Option<(i64, Vec<u8>, i64)>, Fault> {
    tx.optional(include_str!("../sql/check_journal_head.sql"), params![entity], |row| {
        Ok((row.get("last_seq")?, row.get("last_hash")?, row.get("last_coding")?))
    })
}

/// The last number of a series in a year.
pub(crate) type Counter = ((String, i64), i64);

/// The counter of every series and year.
pub(crate) fn counters(tx: &mut Tx, entity: EntityId) -> Result<Vec<Counter>, Fault> {
    tx.all(include_str!("../sql/check_counters.sql"), params![entity], |row| {
        Ok(((row.get("series")?, row.get("year")?), row.get("last_number")?))
    })
}

/// Years and numbers of a series, in order.
pub(crate) fn numbers_of(
    tx: &mut Tx,
    entity: EntityId,
    series: &str,
    take: impl FnMut(Result<(i64, i64), Fault>) -> ControlFlow<()>,
) -> Result<(), Fault> {
    let parse = |row: &Row| Ok((row.get("year")?, row.get("number")?));
    each(
        tx,
        include_str!("../sql/check_numbers_of.sql"),
        params![entity, series],
        parse,
        take,
    )
}
