//! Pairings of open items.

use std::ops::ControlFlow;

use kameral_base::EntityId;
use kameral_store::{Fault, Row, Tx, params};

use super::each;

/// A pairing with one of its parts.
pub(crate) struct StoredPart {
    pub pairing: i64,
    pub account: String,
    /// Where the journal ended when it was paired.
    pub journal_seq: i64,
    pub undoes: Option<i64>,
    /// Parts of the pairing that it undoes.
    pub undone_parts: i64,
    /// Place, line and amount of the part; none for a pairing without parts.
    pub part: Option<(i64, i64, i64)>,
    /// Account of the line; none when there is none.
    pub line_account: Option<String>,
    /// Amount of the line.
    pub line: Option<i64>,
    /// The same part of the pairing that it undoes.
    pub undone: Option<i64>,
}

/// Every pairing with its parts, in order.
pub(crate) fn parts(
    tx: &mut Tx,
    entity: EntityId,
    take: impl FnMut(Result<StoredPart, Fault>) -> ControlFlow<()>,
) -> Result<(), Fault> {
    let parse = |row: &Row| {
        let seq: Option<i64> = row.get("line_seq")?;
        let part = match seq {
            Some(seq) => Some((seq, row.get("line_no")?, row.get("amount_ore")?)),
            None => None,
        };
        Ok(StoredPart {
            pairing: row.get("pairing_id")?,
            account: row.get("account")?,
            journal_seq: row.get("journal_seq")?,
            undoes: row.get("undoes")?,
            undone_parts: row.get("undone_parts")?,
            part,
            line_account: row.get("line_account")?,
            line: row.get("line_ore")?,
            undone: row.get("undone_ore")?,
        })
    };
    each(
        tx,
        include_str!("../../sql/check_pairings.sql"),
        params![entity],
        parse,
        take,
    )
}

/// A part of a line, with the line's own amount.
pub(crate) struct PairedLine {
    pub journal_seq: i64,
    pub line_no: i64,
    pub pairing: i64,
    pub amount: i64,
    /// Amount of the line; none when there is none.
    pub line: Option<i64>,
    /// Whether the pairing is there.
    pub has_head: bool,
}

/// Every part, by line.
pub(crate) fn lines(
    tx: &mut Tx,
    entity: EntityId,
    take: impl FnMut(Result<PairedLine, Fault>) -> ControlFlow<()>,
) -> Result<(), Fault> {
    let parse = |row: &Row| {
        let head: Option<i64> = row.get("head_id")?;
        Ok(PairedLine {
            journal_seq: row.get("journal_seq")?,
            line_no: row.get("line_no")?,
            pairing: row.get("pairing_id")?,
            amount: row.get("amount_ore")?,
            line: row.get("line_ore")?,
            has_head: head.is_some(),
        })
    };
    each(
        tx,
        include_str!("../../sql/check_paired_lines.sql"),
        params![entity],
        parse,
        take,
    )
}
