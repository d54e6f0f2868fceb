//! *Utkorg*: files that were made to leave, as they were made, numbered within entity and kind.
//!
//! A file is kept whole with its SHA-256, never rewritten: making the same file again (the same
//! bytes under the same name for the same periods) tells the number it has. What is handed out is
//! compared with the hash first. A seal over the rest of the row tells whether name, periods or
//! maker were changed afterwards.

use std::convert::Infallible;
use std::io::Write;

use kameral_base::{EntityId, Period, Timestamp, UserId};
use sha2::{Digest, Sha256};

use crate::disposed::{self, Disposed};
use crate::fault::FaultKind;
use crate::hash::hex;
use crate::inbox::CHUNK_BYTES;
use crate::value::timestamp_text;
use crate::{Fault, Row, Stop, Tx, params, sha256_hex};

/// Which file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutboxKey {
    /// Whose it is.
    pub entity: EntityId,
    /// What sort of file: `hermes`, `tdb`.
    pub kind: String,
    /// Its number within entity and kind, from 1.
    pub number: i64,
}

/// A file of the outbox, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxFile {
    /// Which.
    pub key: OutboxKey,
    /// What it is called where it is going.
    pub file_name: String,
    /// The first period it tells of.
    pub period_from: Period,
    /// The last, included.
    pub period_to: Period,
    /// The end of the journal it was made from.
    pub journal_seq: i64,
    /// How its characters became bytes.
    pub charset: String,
    /// Its length.
    pub file_bytes: i64,
    /// SHA-256 of its bytes in lower-case hexadecimal.
    pub sha256: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// Who made it.
    pub made_by: UserId,
    /// What they were called then.
    pub made_by_name: String,
    /// SHA-256 over the above, as it was when the file was made.
    pub seal: String,
}

/// A file that shall be kept.
#[derive(Debug, Clone, Copy)]
pub struct Departure<'a> {
    /// Whose it is.
    pub entity: EntityId,
    /// What sort of file.
    pub kind: &'a str,
    /// What it is called where it is going.
    pub file_name: &'a str,
    /// The first period it tells of.
    pub period_from: Period,
    /// The last, included.
    pub period_to: Period,
    /// The end of the journal it was made from.
    pub journal_seq: i64,
    /// How its characters became bytes.
    pub charset: &'a str,
    /// Now.
    pub made_at: Timestamp,
    /// Who makes it.
    pub made_by: UserId,
    /// What they are called.
    pub made_by_name: &'a str,
}

/// Whether a file is new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// It is numbered and kept now.
    New(OutboxFile),
    /// The same file was made before and has this number; nothing was changed.
    Same(OutboxFile),
}

impl Kept {
    /// The file, new or not.
    pub fn file(&self) -> &OutboxFile {
        match self {
            Self::New(file) | Self::Same(file) => file,
        }
    }
}

/// What does not hold of the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damage {
    /// A number is missing before this file.
    NumberMissing {
        /// The file after it.
        key: OutboxKey,
        /// The number that was expected.
        expected: i64,
    },
    /// Its bytes are not those that were kept.
    BytesChanged {
        /// Which file.
        key: OutboxKey,
        /// The hash its row has.
        expected: String,
        /// The hash its bytes have.
        found: String,
    },
    /// Name, periods, maker or anything else of its row was changed.
    HeadChanged {
        /// Which file.
        key: OutboxKey,
        /// The seal its row has.
        expected: String,
        /// The seal its row makes.
        found: String,
    },
}

/// The type of record under which `disposed` names a file of the outbox.
pub const DISPOSED_AS: &str = "outbox";

/// What `disposed` calls a file.
pub fn subject(key: &OutboxKey) -> String {
    format!("{}/{}", key.kind, key.number)
}

/// What was disposed of in a file's stead: its bytes, by which decision. Nothing while they are there.
pub fn disposed_of(tx: &mut Tx, key: &OutboxKey) -> Result<Option<Disposed>, Fault> {
    disposed::find(tx, key.entity, DISPOSED_AS, &subject(key))
}

/// Tries to number a file that another is numbering at the same moment.
const ATTEMPTS: u32 = 8;

/// Keeps a file under the next number of its kind, unless the same was made before.
pub fn keep(tx: &mut Tx, departure: &Departure<'_>, content: &[u8]) -> Result<Kept, Fault> {
    let sha256 = sha256_hex(content);
    for attempt in 1.. {
        if let Some(same) = same(tx, departure, &sha256)? {
            return Ok(Kept::Same(same));
        }
        let file = numbered(tx, departure, &sha256, content.len())?;
        match tx.attempt(|tx| -> Result<(), Stop<Infallible>> { Ok(insert(tx, &file)?) }) {
            Ok(()) => {
                insert_chunks(tx, &file.key, content)?;
                return Ok(Kept::New(file));
            }
            // On PostgreSQL another may have taken the number since we looked.
            Err(Stop::Fault(fault)) if fault.is_unique_violation() && attempt < ATTEMPTS => {}
            Err(Stop::Fault(fault)) => return Err(fault),
            Err(Stop::Denied(denied)) => unreachable!("nothing was asked of anyone: {denied:?}"),
        }
    }
    unreachable!("the last attempt answers")
}

/// The file of that number, if there is one.
pub fn find(tx: &mut Tx, key: &OutboxKey) -> Result<Option<OutboxFile>, Fault> {
    tx.optional(
        include_str!("sql/outbox_file.sql"),
        params![key.entity, &key.kind, key.number],
        file,
    )
}

/// Files of an entity, of one kind or of all, the latest first, at most `rows_max`.
pub fn latest(tx: &mut Tx, entity: EntityId, kind: Option<&str>, rows_max: u32) -> Result<Vec<OutboxFile>, Fault> {
    tx.all(
        include_str!("sql/outbox_latest.sql"),
        params![entity, kind.unwrap_or_default(), rows_max],
        file,
    )
}

/// The latest file of a kind for each last period from one on, in the order of the periods: period and
/// number.
pub fn told_from(tx: &mut Tx, entity: EntityId, kind: &str, from: Period) -> Result<Vec<(Period, i64)>, Fault> {
    tx.all(
        include_str!("sql/outbox_told.sql"),
        params![entity, kind, from],
        |row| Ok((row.get("period_to")?, row.get("number")?)),
    )
}

/// Writes a file's bytes out, and verifies them: bytes that are not those that were kept are a fault.
pub fn write_to(tx: &mut Tx, file: &OutboxFile, out: &mut impl Write) -> Result<(), Fault> {
    let found = hashed(tx, &file.key, out)?;
    if found == file.sha256 {
        return Ok(());
    }
    let OutboxKey { kind, number, .. } = &file.key;
    if disposed::subjects(tx, file.key.entity, DISPOSED_AS)?.contains(&subject(&file.key)) {
        let text = format!("the outgoing file {kind} {number} was disposed of");
        return Err(Fault::new(FaultKind::Mismatch, text));
    }
    let text = format!("the outgoing file {kind} {number} is not the one that was made");
    Err(Fault::new(FaultKind::Mismatch, text))
}

/// Everything that does not hold of an entity's outbox: numbers, bytes, heads.
pub fn verify(tx: &mut Tx, entity: EntityId) -> Result<Vec<Damage>, Fault> {
    let files = tx.all(include_str!("sql/outbox_all.sql"), params![entity], file)?;
    let gone = disposed::subjects(tx, entity, DISPOSED_AS)?;
    let mut damages = Vec::new();
    let mut before: Option<&OutboxKey> = None;
    for file in &files {
        let key = &file.key;
        let expected = before
            .filter(|before| before.kind == key.kind)
            .map_or(1, |before| before.number + 1);
        if key.number != expected {
            let key = key.clone();
            damages.push(Damage::NumberMissing { key, expected });
        }
        before = Some(key);
        let found = seal(file);
        if found != file.seal {
            damages.push(Damage::HeadChanged {
                key: key.clone(),
                expected: file.seal.clone(),
                found,
            });
        }
        let found = hashed(tx, key, &mut std::io::sink())?;
        // What was disposed of has no bytes; if it has, they are the old ones.
        if found == sha256_hex(b"") && gone.contains(&subject(key)) {
            continue;
        }
        if found != file.sha256 {
            damages.push(Damage::BytesChanged {
                key: key.clone(),
                expected: file.sha256.clone(),
                found,
            });
        }
    }
    Ok(damages)
}

fn same(tx: &mut Tx, departure: &Departure<'_>, sha256: &str) -> Result<Option<OutboxFile>, Fault> {
    let given = params![
        departure.entity,
        departure.kind,
        sha256,
        departure.file_name,
        departure.period_from,
        departure.period_to
    ];
    tx.optional(include_str!("sql/outbox_same.sql"), given, file)
}

fn numbered(tx: &mut Tx, departure: &Departure<'_>, sha256: &str, bytes: usize) -> Result<OutboxFile, Fault> {
    let sql = include_str!("sql/outbox_last.sql");
    let last: i64 = tx.one(sql, params![departure.entity, departure.kind], |row| row.get("number"))?;
    let mut file = OutboxFile {
        key: OutboxKey {
            entity: departure.entity,
            kind: departure.kind.to_owned(),
            number: last + 1,
        },
        file_name: departure.file_name.to_owned(),
        period_from: departure.period_from,
        period_to: departure.period_to,
        journal_seq: departure.journal_seq,
        charset: departure.charset.to_owned(),
        file_bytes: i64::try_from(bytes).unwrap_or(i64::MAX),
        sha256: sha256.to_owned(),
        made_at: departure.made_at,
        made_by: departure.made_by,
        made_by_name: departure.made_by_name.to_owned(),
        seal: String::new(),
    };
    file.seal = seal(&file);
    Ok(file)
}

/// The hash over a file's row: every column by name, each on a line of its own. A line feed inside a
/// value is written as JSON writes it, so that no two rows read the same.
fn seal(file: &OutboxFile) -> String {
    let values = [
        ("entity_id", file.key.entity.to_string()),
        ("kind", file.key.kind.clone()),
        ("number", file.key.number.to_string()),
        ("file_name", file.file_name.clone()),
        ("period_from", file.period_from.to_string()),
        ("period_to", file.period_to.to_string()),
        ("journal_seq", file.journal_seq.to_string()),
        ("charset", file.charset.clone()),
        ("file_bytes", file.file_bytes.to_string()),
        ("sha256", file.sha256.clone()),
        ("made_at", timestamp_text(file.made_at)),
        ("made_by", file.made_by.to_string()),
        ("made_by_name", file.made_by_name.clone()),
    ];
    let lines = values
        .iter()
        .map(|(name, value)| format!("{name}={}\n", serde_json::Value::from(value.as_str())));
    sha256_hex(lines.collect::<String>().as_bytes())
}

fn hashed(tx: &mut Tx, key: &OutboxKey, out: &mut impl Write) -> Result<String, Fault> {
    let mut hash = Sha256::new();
    let sql = include_str!("sql/outbox_chunks.sql");
    tx.each(sql, params![key.entity, &key.kind, key.number], |row| {
        let content: &[u8] = row.get("content")?;
        hash.update(content);
        Ok(out.write_all(content)?)
    })?;
    Ok(hex(&hash.finalize()))
}

fn insert(tx: &mut Tx, file: &OutboxFile) -> Result<(), Fault> {
    let given = params![
        file.key.entity,
        &file.key.kind,
        file.key.number,
        &file.file_name,
        file.period_from,
        file.period_to,
        file.journal_seq,
        &file.charset,
        file.file_bytes,
        &file.sha256,
        file.made_at,
        file.made_by,
        &file.made_by_name,
        &file.seal
    ];
    tx.exec(include_str!("sql/outbox_insert.sql"), given)?;
    Ok(())
}

fn insert_chunks(tx: &mut Tx, key: &OutboxKey, content: &[u8]) -> Result<(), Fault> {
    for (chunk, content) in (1_i64..).zip(content.chunks(CHUNK_BYTES)) {
        let sql = include_str!("sql/outbox_chunk.sql");
        tx.exec(sql, params![key.entity, &key.kind, key.number, chunk, content])?;
    }
    Ok(())
}

fn file(row: &Row<'_>) -> Result<OutboxFile, Fault> {
    Ok(OutboxFile {
        key: OutboxKey {
            entity: row.get("entity_id")?,
            kind: row.get("kind")?,
            number: row.get("number")?,
        },
        file_name: row.get("file_name")?,
        period_from: row.get("period_from")?,
        period_to: row.get("period_to")?,
        journal_seq: row.get("journal_seq")?,
        charset: row.get("charset")?,
        file_bytes: row.get("file_bytes")?,
        sha256: row.get("sha256")?,
        made_at: row.get("made_at")?,
        made_by: row.get("made_by")?,
        made_by_name: row.get("made_by_name")?,
        seal: row.get("seal")?,
    })
}

/// Every statement of the outbox by name, for the test that prepares them on both engines.
#[cfg(feature = "testing")]
pub const STATEMENTS: [(&str, &str); 9] = [
    ("outbox_file", include_str!("sql/outbox_file.sql")),
    ("outbox_same", include_str!("sql/outbox_same.sql")),
    ("outbox_latest", include_str!("sql/outbox_latest.sql")),
    ("outbox_told", include_str!("sql/outbox_told.sql")),
    ("outbox_all", include_str!("sql/outbox_all.sql")),
    ("outbox_last", include_str!("sql/outbox_last.sql")),
    ("outbox_insert", include_str!("sql/outbox_insert.sql")),
    ("outbox_chunk", include_str!("sql/outbox_chunk.sql")),
    ("outbox_chunks", include_str!("sql/outbox_chunks.sql")),
];
