//! Rows of marks ⇄ the model, and the texts a mark hides.

use kameral_access::{Cx, history};
use kameral_base::{Date, EntityId};
use kameral_store::{Fault, Row, Tx, params};
use serde_json::json;

use super::{Marked, SecrecyMark};
use crate::draft::DraftContent;
use crate::store::damaged;
use crate::voucher::DraftVoucher;

/// Marks set and not lifted, whatever their dates.
pub fn all_in_force(tx: &mut Tx, entity: EntityId) -> Result<Vec<SecrecyMark>, Fault> {
    tx.all(include_str!("../sql/secrecy_marks.sql"), params![entity], mark)
}

/// Marks that hold on a day; without a day, every mark that is not lifted.
pub fn in_force(tx: &mut Tx, entity: EntityId, day: Option<Date>) -> Result<Vec<SecrecyMark>, Fault> {
    let mut found = all_in_force(tx, entity)?;
    if let Some(day) = day {
        found.retain(|mark| mark.valid_from <= day && mark.valid_to.is_none_or(|to| day <= to));
    }
    Ok(found)
}

fn mark(row: &Row) -> Result<SecrecyMark, Fault> {
    let word: String = row.get("kind")?;
    Ok(SecrecyMark {
        number: row.get("mark_no")?,
        marked: Marked::from_word(&word).ok_or_else(|| damaged("secrecy_mark", "kind", &word))?,
        subject: row.get("subject")?,
        statute: row.get("statute")?,
        reason: row.get("reason")?,
        valid_from: row.get("valid_from")?,
        valid_to: row.get("valid_to")?,
        marked_at: row.get("marked_at")?,
        marked_by_name: row.get("marked_by_name")?,
    })
}

/// The next number. Others who mark wait until the commit.
pub(super) fn next(tx: &mut Tx, entity: EntityId) -> Result<i64, Fault> {
    kameral_access::take_turn(tx, "secrecy_mark")?;
    let last: i64 = tx.one(include_str!("../sql/last_secrecy_mark.sql"), params![entity], |row| {
        row.get("last_no")
    })?;
    Ok(last + 1)
}

pub(super) fn add(tx: &mut Tx, cx: &Cx, mark: &SecrecyMark, lifts: Option<i64>) -> Result<(), Fault> {
    let row = params![
        cx.entity(),
        mark.number,
        mark.marked.word(),
        &mark.subject,
        &mark.statute,
        &mark.reason,
        mark.valid_from,
        mark.valid_to,
        lifts,
        mark.marked_at,
        cx.actor.user,
        &mark.marked_by_name
    ];
    tx.exec(include_str!("../sql/add_secrecy_mark.sql"), row)?;
    // Why it is secret may itself be secret: the reason stands with the mark alone.
    let kept = json!({
        "kind": mark.marked.word(),
        "subject": mark.subject,
        "statute": mark.statute,
        "valid_from": mark.valid_from,
        "valid_to": mark.valid_to,
    });
    let (number, before, after) = match lifts {
        None => (mark.number, None, Some(&kept)),
        Some(lifted) => (lifted, Some(&kept), None),
    };
    history::changed_value(tx, "secrecy_mark", &number.to_string(), before, after);
    Ok(())
}

/// Vouchers a document is kept with.
pub(super) fn vouchers_naming(tx: &mut Tx, entity: EntityId, sha256: &[u8]) -> Result<Vec<i64>, Fault> {
    tx.all(
        include_str!("../sql/vouchers_of_attachment.sql"),
        params![entity, sha256],
        |row| row.get("journal_seq"),
    )
}

/// What a draft holds that a mark on it hides.
struct SecretDraft {
    texts: Vec<String>,
    documents: Vec<Vec<u8>>,
    version: i64,
}

/// Versions of the drafts that are marked: their texts may have changed since.
pub(crate) fn versions(tx: &mut Tx, entity: EntityId, marks: &[SecrecyMark]) -> Result<Vec<(EntityId, i64)>, Fault> {
    let found = drafts(tx, entity, marks)?;
    Ok(found.into_iter().map(|draft| (entity, draft.version)).collect())
}

/// Whether a draft that is marked names a document.
pub(super) fn draft_names(tx: &mut Tx, entity: EntityId, marks: &[SecrecyMark], sha256: &[u8]) -> Result<bool, Fault> {
    let found = drafts(tx, entity, marks)?;
    Ok(found
        .iter()
        .any(|draft| draft.documents.iter().any(|named| named == sha256)))
}

/// The drafts among what is marked.
fn drafts(tx: &mut Tx, entity: EntityId, marks: &[SecrecyMark]) -> Result<Vec<SecretDraft>, Fault> {
    let mut found = Vec::new();
    for mark in marks.iter().filter(|mark| mark.marked == Marked::Draft) {
        let draft: i64 = mark.subject.parse().unwrap_or_default();
        let sql = include_str!("../sql/secret_draft.sql");
        found.extend(tx.all(sql, params![entity, draft], secret_draft)?);
    }
    Ok(found)
}

fn secret_draft(row: &Row) -> Result<SecretDraft, Fault> {
    let content: String = row.get("content")?;
    let voucher: DraftVoucher = serde_json::from_str(&content)
        .or_else(|_| serde_json::from_str::<DraftContent>(&content).map(|content| content.voucher))
        .unwrap_or_default();
    let mut texts = vec![
        row.get("text")?,
        row.get("note")?,
        voucher.text,
        voucher.counterparty,
        voucher.link,
    ];
    texts.extend(voucher.lines.into_iter().map(|line| line.text));
    let mut documents = Vec::new();
    for named in voucher.attachments {
        texts.push(named.name);
        documents.push(named.sha256);
    }
    Ok(SecretDraft {
        texts,
        documents,
        version: row.get("version")?,
    })
}

/// Texts the marks hide: of vouchers and drafts, of their lines, and names of their documents.
pub(crate) fn texts(tx: &mut Tx, entity: EntityId, marks: &[SecrecyMark]) -> Result<Vec<String>, Fault> {
    let mut found = Vec::new();
    for mark in marks {
        match mark.marked {
            Marked::Voucher => {
                let seq: i64 = mark.subject.parse().unwrap_or_default();
                tx.each(include_str!("../sql/secret_voucher.sql"), params![entity, seq], |row| {
                    for column in ["text", "counterparty", "reason", "link"] {
                        found.push(row.get(column)?);
                    }
                    Ok(())
                })?;
                for sql in [
                    include_str!("../sql/secret_lines.sql"),
                    include_str!("../sql/secret_names.sql"),
                ] {
                    found.extend(tx.all(sql, params![entity, seq], |row| row.get("text"))?);
                }
            }
            Marked::Draft => {
                let drafts = drafts(tx, entity, std::slice::from_ref(mark))?;
                found.extend(drafts.into_iter().flat_map(|draft| draft.texts));
            }
            Marked::Document => {
                let names = tx.all(include_str!("../sql/secret_document.sql"), params![entity], |row| {
                    let (sha256, name): (Vec<u8>, String) = (row.get("sha256")?, row.get("name")?);
                    Ok((crate::chain::hex(&sha256), name))
                })?;
                let names = names.into_iter().filter(|(sha256, _)| *sha256 == mark.subject);
                found.extend(names.map(|(_, name)| name));
                found.extend(names_in_drafts(tx, entity, &mark.subject)?);
            }
        }
    }
    for text in &mut found {
        *text = text.trim().to_owned();
    }
    found.retain(|text| 1 < text.chars().count());
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// What drafts call a document, by its hash in hexadecimal.
fn names_in_drafts(tx: &mut Tx, entity: EntityId, hash: &str) -> Result<Vec<String>, Fault> {
    let sha256 = bytes_of(hash);
    let written = serde_json::to_string(&sha256).unwrap_or_default();
    let like = format!("%\"sha256\":{written}%");
    let sql = include_str!("../sql/secret_document_drafts.sql");
    let contents: Vec<String> = tx.all(sql, params![entity, like], |row| row.get("content"))?;
    let vouchers = contents
        .iter()
        .map(|content| serde_json::from_str::<DraftVoucher>(content).unwrap_or_default());
    let named = vouchers.flat_map(|voucher| voucher.attachments);
    Ok(named
        .filter(|named| named.sha256 == sha256)
        .map(|named| named.name)
        .collect())
}

/// The bytes of a hash in hexadecimal.
fn bytes_of(hash: &str) -> Vec<u8> {
    let pairs = hash.as_bytes().chunks(2);
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap_or_default(), 16).unwrap_or_default();
    pairs.map(byte).collect()
}
