//! Looking at files that were made.

use kameral_access::{Cx, Permission};
use kameral_formats::fixed_width::Charset;
use kameral_formats::hermes::{self as format, Record};
use kameral_store::outbox::{self, Damage, OutboxFile, OutboxKey};
use kameral_store::{Fault, Stop, Tx};

use super::{HermesKind, HermesOrder, Stopped, every_row, on_snapshot, refused};
use crate::ExchangeRefusal;
use crate::compare::{Comparison, compare};

/// A file with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// The file.
    pub file: OutboxFile,
    /// Its bytes, compared with the hash.
    pub bytes: Vec<u8>,
}

/// Files of the entity, of one kind or of all, the latest first.
pub fn files(cx: &Cx, kind: Option<&str>, rows_max: u32) -> Result<Vec<OutboxFile>, Stopped> {
    on_snapshot(cx, Permission::BooksRead, |tx| {
        Ok(outbox::latest(tx, cx.entity(), kind, rows_max)?)
    })
}

/// A file that was made, as it was made. Bytes that are not those that were kept are a fault.
pub fn content(cx: &Cx, kind: &str, number: i64) -> Result<Content, Stopped> {
    every_row(cx)?;
    on_snapshot(cx, Permission::FileExport, |tx| found(tx, cx, kind, number))
}

/// Everything that does not hold of the entity's outbox.
pub fn damages(cx: &Cx) -> Result<Vec<Damage>, Stopped> {
    on_snapshot(cx, Permission::FileExport, |tx| Ok(outbox::verify(tx, cx.entity())?))
}

/// Compares two files of one kind for Hermes, record by record.
pub fn compare_files(cx: &Cx, kind: HermesKind, first: i64, second: i64) -> Result<Comparison, Stopped> {
    every_row(cx)?;
    on_snapshot(cx, Permission::FileExport, |tx| {
        let first = records_of(&found(tx, cx, kind.in_outbox(), first)?)?;
        let second = records_of(&found(tx, cx, kind.in_outbox(), second)?)?;
        Ok(compare(&first, &second))
    })
}

/// Compares a file of the outbox with the same kind of file as it would be made now.
pub fn compare_with(cx: &Cx, order: &HermesOrder, before: i64) -> Result<Comparison, Stopped> {
    let now = super::prepare(cx, order)?.records;
    let before = records_of(&content(cx, order.kind.in_outbox(), before)?)?;
    Ok(compare(&before, &now))
}

pub(super) fn found(tx: &mut Tx, cx: &Cx, kind: &str, number: i64) -> Result<Content, Stopped> {
    let key = OutboxKey {
        entity: cx.entity(),
        kind: kind.to_owned(),
        number,
    };
    let Some(file) = outbox::find(tx, &key)? else {
        return refused(ExchangeRefusal::FileUnknown { kind: key.kind, number });
    };
    if let Some(gone) = outbox::disposed_of(tx, &key)? {
        return refused(ExchangeRefusal::FileDisposed {
            kind: key.kind,
            number,
            decision: gone.decision_no,
        });
    }
    let mut bytes = Vec::new();
    outbox::write_to(tx, &file, &mut bytes)?;
    Ok(Content { file, bytes })
}

/// The records of a file for Hermes, in its order. It was written by us, so one that cannot be read is a fault.
pub fn records_of(content: &Content) -> Result<Vec<Record>, Stopped> {
    let charset = Charset::from_code(&content.file.charset).unwrap_or(Charset::Latin1);
    let layout = format::Layout {
        charset,
        ..format::Layout::default()
    };
    format::read(&layout, &content.bytes).map_err(|mistakes| {
        let first = mistakes.first().map(ToString::to_string).unwrap_or_default();
        let text = format!(
            "outgoing file {} cannot be read again: {first}",
            content.file.key.number
        );
        Stop::Fault(Fault::new(kameral_store::FaultKind::Mismatch, text))
    })
}
