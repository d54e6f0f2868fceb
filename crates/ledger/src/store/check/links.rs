//! What ties vouchers to each other and to documents.

use std::ops::ControlFlow;

use kameral_base::EntityId;
use kameral_store::{Fault, Row, Tx, params};

use super::each;
use crate::voucher::VoucherNumber;

/// A line that says it corrects another, with the line it points at and the register's row.
pub(crate) struct Correcting {
    pub number: VoucherNumber,
    pub journal_seq: i64,
    pub line_no: i64,
    pub form: String,
    pub corrects_seq: i64,
    pub corrects_line: i64,
    pub amount: i64,
    pub coding: i64,
    /// Amount and coding of the original line; none when there is none.
    pub original: Option<(i64, i64)>,
    /// Who corrected that line, by the register.
    pub registered: Option<i64>,
}

/// Every correcting line, in order.
pub(crate) fn correcting(
    tx: &mut Tx,
    entity: EntityId,
    take: impl FnMut(Result<Correcting, Fault>) -> ControlFlow<()>,
) -> Result<(), Fault> {
    let parse = |row: &Row| {
        let original: (Option<i64>, Option<i64>) = (row.get("original_amount")?, row.get("original_coding")?);
        Ok(Correcting {
            number: number(row)?,
            journal_seq: row.get("journal_seq")?,
            line_no: row.get("line_no")?,
            form: row.get("correction")?,
            corrects_seq: row.get("corrects_seq")?,
            corrects_line: row.get("corrects_line")?,
            amount: row.get("amount_ore")?,
            coding: row.get("coding_id")?,
            original: original.0.zip(original.1),
            registered: row.get("registered_seq")?,
        })
    };
    each(
        tx,
        include_str!("../../sql/check_correcting.sql"),
        params![entity],
        parse,
        take,
    )
}

/// A correcting voucher by the register of corrected lines: what it counts there and elsewhere.
pub(crate) struct Corrected {
    pub correcting_seq: i64,
    /// Lines of the register.
    pub registered: i64,
    /// Lowest and highest place that the register says it corrects.
    pub originals: (i64, i64),
    /// The voucher: its number, form and the place it corrects. None when there is none.
    pub voucher: Option<(VoucherNumber, String, Option<i64>)>,
    /// Lines of the voucher that say they correct.
    pub lines: i64,
    /// Lines of the original.
    pub original_lines: Option<i64>,
}

/// Every voucher that the register of corrected lines names, and every reversal.
pub(crate) fn corrected(
    tx: &mut Tx,
    entity: EntityId,
    take: impl FnMut(Result<Corrected, Fault>) -> ControlFlow<()>,
) -> Result<(), Fault> {
    let parse = |row: &Row| {
        let form: Option<String> = row.get("correction")?;
        let voucher = match form {
            Some(form) => Some((number(row)?, form, row.get("corrects_seq")?)),
            None => None,
        };
        Ok(Corrected {
            correcting_seq: row.get("correcting_seq")?,
            registered: row.get("registered")?,
            originals: (row.get("original_first")?, row.get("original_last")?),
            voucher,
            lines: row.get("lines")?,
            original_lines: row.get("original_lines")?,
        })
    };
    each(
        tx,
        include_str!("../../sql/check_corrected.sql"),
        params![entity],
        parse,
        take,
    )
}

fn number(row: &Row) -> Result<VoucherNumber, Fault> {
    Ok(VoucherNumber {
        series: row.get("series")?,
        year: row.get("year")?,
        number: row.get("number")?,
    })
}

/// Every document that is kept: hash and content, one at a time.
pub(crate) fn contents(
    tx: &mut Tx,
    entity: EntityId,
    take: impl FnMut(Result<(Vec<u8>, Vec<u8>), Fault>) -> ControlFlow<()>,
) -> Result<(), Fault> {
    let parse = |row: &Row| Ok((row.get("sha256")?, row.get("content")?));
    each(
        tx,
        include_str!("../../sql/check_contents.sql"),
        params![entity],
        parse,
        take,
    )
}

/// A document that a voucher names, where voucher or document is not there.
pub(crate) struct Dangling {
    pub journal_seq: i64,
    pub sha256: Vec<u8>,
    /// The voucher; none when there is none.
    pub number: Option<VoucherNumber>,
}

/// Documents of vouchers that lead to nothing, or come from nowhere.
pub(crate) fn dangling(
    tx: &mut Tx,
    entity: EntityId,
    take: impl FnMut(Result<Dangling, Fault>) -> ControlFlow<()>,
) -> Result<(), Fault> {
    let parse = |row: &Row| {
        let series: Option<String> = row.get("series")?;
        Ok(Dangling {
            journal_seq: row.get("journal_seq")?,
            sha256: row.get("sha256")?,
            number: series.map(|_| number(row)).transpose()?,
        })
    };
    each(
        tx,
        include_str!("../../sql/check_dangling.sql"),
        params![entity],
        parse,
        take,
    )
}
