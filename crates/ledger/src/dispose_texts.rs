//! Disposing of the texts of a posted voucher, so that the books can be proven afterwards (OPS-14).
//!
//! Text, counterparty, link, reason and accepted warnings of the head, texts of the lines, and names of the
//! documents. Who registered it, the feeder system's own name of it, and everything that is a number, a date
//! or a code stays.

use kameral_access::{Cx, history};
use kameral_store::{Fault, Tx};
use serde_json::Value;

use crate::archived;
use crate::chain::{GENESIS, Sealed, hex};
use crate::store::{tombstones, vouchers};
use crate::tombstone::{REGISTER, Tombstone};
use crate::voucher::VoucherNumber;

/// Why texts are not disposed of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextsRefusal {
    /// The voucher does not prove its seal, so nothing that is left of it could be vouched for.
    Damaged {
        /// The voucher.
        number: VoucherNumber,
    },
    /// They are gone already.
    Gone {
        /// The voucher.
        number: VoucherNumber,
    },
}

/// Empties the texts of a voucher that the log of what is disposed of has named in this transaction, and leaves
/// a tombstone that holds its seal and what is left of it.
pub fn dispose_texts(
    tx: &mut Tx,
    cx: &Cx,
    journal_seq: i64,
    (decision_no, run_no): (i64, i64),
) -> Result<Result<Tombstone, TextsRefusal>, Fault> {
    let entity = cx.entity();
    let header = vouchers::header_at(tx, entity, journal_seq)?;
    let number = header.number.clone();
    if tombstones::of(tx, entity, journal_seq)?.is_some() {
        return Ok(Err(TextsRefusal::Gone { number }));
    }
    let lines = vouchers::every_line(tx, entity, journal_seq)?;
    let mut lines: Vec<_> = lines.iter().map(vouchers::VoucherLine::sealed).collect();
    let mut documents = vouchers::attachments(tx, entity, journal_seq)?;
    let stamp = tombstones::model_stamp(tx, entity, header.model_version)?;
    let whole = archived::hash(Sealed::Whole, entity, &header, lines.clone(), documents.clone(), &stamp);
    if header.hash != whole {
        return Ok(Err(TextsRefusal::Damaged { number }));
    }
    for line in &mut lines {
        line.text.clear();
    }
    for document in &mut documents {
        document.name.clear();
    }
    let left = header.without_texts();
    let rest = archived::hash(Sealed::Rest, entity, &left, lines, documents, &stamp);
    let before = tombstones::last(tx, entity)?;
    let mut tombstone = Tombstone {
        tombstone_no: before.as_ref().map_or(1, |before| before.tombstone_no + 1),
        journal_seq,
        decision_no,
        run_no,
        disposed_at: cx.now_text(),
        sealed: header.hash,
        rest: rest.to_vec(),
        previous_hash: before.map_or_else(|| GENESIS.to_vec(), |before| before.hash),
        hash: Vec::new(),
    };
    tombstone.hash = tombstone.seal(entity).to_vec();
    tombstones::add(tx, entity, &tombstone)?;
    tombstones::empty_texts(tx, entity, journal_seq)?;
    let told = Value::String(hex(&tombstone.hash));
    history::changed_value(tx, REGISTER, &tombstone.tombstone_no.to_string(), None, Some(&told));
    Ok(Ok(tombstone))
}
