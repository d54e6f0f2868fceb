//! Texts of vouchers: every voucher that has some, in the years and series a decision reaches.

use kameral_access::Cx;
use kameral_ledger::chain::hex;
use kameral_ledger::dispose_texts::{TextsRefusal, dispose_texts};
use kameral_ledger::voucher::VoucherNumber;
use kameral_store::{Fault, Stop, Tx, params};

use super::{Candidate, Reach};
use crate::refusal::RecordsRefusal;

/// The next vouchers after a place in the journal whose texts may go. They are known again by the voucher's
/// seal, not by a hash of their own: names and illnesses are few, and would be guessed from it.
pub(super) fn candidates(tx: &mut Tx, reach: &Reach, after: &str, rows_max: u32) -> Result<Vec<Candidate>, Fault> {
    let after: i64 = after.parse().unwrap_or_default();
    let given = params![reach.entity, reach.through_year, after, reach.series.as_str(), rows_max];
    tx.all(include_str!("../../sql/reach_texts.sql"), given, |row| {
        let (seq, seal): (i64, Vec<u8>) = (row.get("journal_seq")?, row.get("hash")?);
        let number = VoucherNumber {
            series: row.get("series")?,
            year: row.get("year")?,
            number: row.get("number")?,
        };
        Ok(Candidate {
            subject: seq.to_string(),
            sha256: hex(&seal),
            file_bytes: row.get("file_bytes")?,
            vouchers: vec![number.to_string()],
            elsewhere: Vec::new(),
            in_work: false,
        })
    })
}

/// Empties the texts of a voucher that the log has named. A voucher that does not prove its seal stops the
/// batch, so nothing goes out of damaged books.
pub(super) fn remove(tx: &mut Tx, cx: &Cx, reach: &Reach, subject: &str) -> Result<(), Stop<Vec<RecordsRefusal>>> {
    let seq: i64 = subject.parse().unwrap_or_default();
    match dispose_texts(tx, cx, seq, reach.by)? {
        Ok(_) => Ok(()),
        Err(TextsRefusal::Damaged { number } | TextsRefusal::Gone { number }) => Err(RecordsRefusal::VoucherDamaged {
            voucher: number.to_string(),
        }
        .stop()),
    }
}
