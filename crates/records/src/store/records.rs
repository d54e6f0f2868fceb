//! What a decision reaches, and its leaving. One pair of statements a type of record.

mod sign_in;
mod texts;

use kameral_access::Cx;
use kameral_base::{Date, EntityId};
use kameral_ledger::chain::hex;
use kameral_ledger::store::attachments::{Held, hold};
use kameral_ledger::voucher::VoucherNumber;
use kameral_store::{Fault, Stop, Tx, params, sha256_hex};

use crate::disposal::RecordType;
use crate::package::unhex;
use crate::refusal::RecordsRefusal;

/// What a run reaches.
#[derive(Debug, Clone)]
pub(crate) struct Reach {
    pub entity: EntityId,
    pub record: RecordType,
    pub through_year: i64,
    /// The day after the last that counts.
    pub until: Date,
    /// Of texts: the series that are reached, with a space between; empty is every series.
    pub series: String,
    /// Decision and run.
    pub by: (i64, i64),
}

/// A record that may go.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    /// What the log calls it.
    pub subject: String,
    /// SHA-256 of what it is.
    pub sha256: String,
    /// Its length.
    pub file_bytes: i64,
    /// Numbers of the vouchers it belongs to.
    pub vouchers: Vec<String>,
    /// Other entities whose holds stop it too: those where the same person works.
    pub elsewhere: Vec<EntityId>,
    /// Whether a draft that is worked on names it.
    pub in_work: bool,
}

/// The next records a run reaches after a subject, in the order of subjects.
pub(crate) fn candidates(tx: &mut Tx, reach: &Reach, after: &str, rows_max: u32) -> Result<Vec<Candidate>, Fault> {
    let until = reach.until.to_string();
    match reach.record {
        RecordType::Attachment => attachments(tx, reach, after, rows_max),
        RecordType::Inbox => files(
            tx,
            include_str!("../sql/reach_inbox.sql"),
            reach,
            &until,
            after,
            rows_max,
        ),
        RecordType::Outbox => files(
            tx,
            include_str!("../sql/reach_outbox.sql"),
            reach,
            &until,
            after,
            rows_max,
        ),
        RecordType::Draft => drafts(tx, reach, &until, after, rows_max),
        RecordType::VoucherText => texts::candidates(tx, reach, after, rows_max),
        RecordType::SignIn => sign_in::candidates(tx, reach, after, rows_max),
    }
}

/// Documents whose vouchers all stand in years that are reached; one that no voucher names waits for one.
fn attachments(tx: &mut Tx, reach: &Reach, after: &str, rows_max: u32) -> Result<Vec<Candidate>, Fault> {
    hold(tx, reach.entity, Held::ByDisposal)?;
    let after = unhex(after).unwrap_or_default();
    let given = params![reach.entity, reach.through_year, after, rows_max];
    let found: Vec<(Vec<u8>, i64)> = tx.all(include_str!("../sql/reach_attachments.sql"), given, |row| {
        Ok((row.get("sha256")?, row.get("file_bytes")?))
    })?;
    let mut candidates = Vec::with_capacity(found.len());
    for (sha256, file_bytes) in found {
        let given = params![reach.entity, sha256.as_slice()];
        let vouchers = tx.all(include_str!("../sql/vouchers_of_attachment.sql"), given, |row| {
            let number = VoucherNumber {
                series: row.get("series")?,
                year: row.get("year")?,
                number: row.get("number")?,
            };
            Ok(number.to_string())
        })?;
        let in_work = is_in_work(tx, reach.entity, &sha256)?;
        let sha256 = hex(&sha256);
        candidates.push(Candidate {
            subject: sha256.clone(),
            sha256,
            file_bytes,
            vouchers,
            elsewhere: Vec::new(),
            in_work,
        });
    }
    Ok(candidates)
}

fn files(
    tx: &mut Tx,
    sql: &'static str,
    reach: &Reach,
    until: &str,
    after: &str,
    rows_max: u32,
) -> Result<Vec<Candidate>, Fault> {
    tx.all(sql, params![reach.entity, until, after, rows_max], |row| {
        Ok(Candidate {
            subject: row.get("subject")?,
            sha256: row.get("sha256")?,
            file_bytes: row.get("file_bytes")?,
            vouchers: Vec::new(),
            elsewhere: Vec::new(),
            in_work: false,
        })
    })
}

fn drafts(tx: &mut Tx, reach: &Reach, until: &str, after: &str, rows_max: u32) -> Result<Vec<Candidate>, Fault> {
    let after: i64 = after.parse().unwrap_or_default();
    let given = params![reach.entity, until, after, rows_max];
    tx.all(include_str!("../sql/reach_drafts.sql"), given, |row| {
        let (number, content): (i64, String) = (row.get("draft_id")?, row.get("content")?);
        Ok(Candidate {
            subject: number.to_string(),
            sha256: sha256_hex(content.as_bytes()),
            file_bytes: i64::try_from(content.len()).unwrap_or(i64::MAX),
            vouchers: Vec::new(),
            elsewhere: Vec::new(),
            in_work: false,
        })
    })
}

/// Whether a draft that is worked on names a document: it is posted with it, or discarded, first.
fn is_in_work(tx: &mut Tx, entity: EntityId, sha256: &[u8]) -> Result<bool, Fault> {
    // As it is written in the draft.
    let written = format!("{sha256:?}").replace(' ', "");
    let sql = include_str!("../sql/drafts_with_document.sql");
    let drafts: i64 = tx.one(sql, params![entity, written], |row| row.get("drafts"))?;
    Ok(0 < drafts)
}

/// Lets a record go that the log has named.
pub(crate) fn remove(tx: &mut Tx, cx: &Cx, reach: &Reach, subject: &str) -> Result<(), Stop<Vec<RecordsRefusal>>> {
    let (kind, rest) = subject.split_once('/').unwrap_or_default();
    match reach.record {
        RecordType::Attachment => {
            let sha256 = unhex(subject).unwrap_or_default();
            tx.exec(
                include_str!("../sql/remove_attachment.sql"),
                params![reach.entity, sha256],
            )?
        }
        RecordType::Inbox => tx.exec(
            include_str!("../sql/remove_inbox.sql"),
            params![reach.entity, kind, rest],
        )?,
        RecordType::Outbox => {
            let number: i64 = rest.parse().unwrap_or_default();
            tx.exec(
                include_str!("../sql/remove_outbox.sql"),
                params![reach.entity, kind, number],
            )?
        }
        RecordType::Draft => {
            let number: i64 = subject.parse().unwrap_or_default();
            tx.exec(include_str!("../sql/remove_draft.sql"), params![reach.entity, number])?
        }
        RecordType::VoucherText => return texts::remove(tx, cx, reach, subject),
        RecordType::SignIn => sign_in::remove(tx, subject)?,
    };
    Ok(())
}
