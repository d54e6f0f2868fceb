//! The inbox: files as they came, each once per entity and kind, and what became of them.
//!
//! A file is first spooled to a temporary file while it is hashed ([`Spool`]), outside any
//! transaction: a slow sender must not hold the writer. Then it is stored in chunks, in the
//! transaction of the command that receives it. Bytes are never changed; an outcome is a new row.

use std::convert::Infallible;
use std::io::{Read, Write};

use kameral_base::{EntityId, Refusal, Sentence, Timestamp, UserId};
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use crate::disposed::{self, Disposed};
use crate::fault::FaultKind;
use crate::hash::hex;
use crate::{Check, Fault, Row, Stop, Tx, params};

/// Bytes of a chunk. Both engines keep a row of this size well, and no more is held in memory.
pub const CHUNK_BYTES: usize = 1024 * 1024;

/// A file that has come in whole, not yet in the database. Gone when dropped.
#[derive(Debug)]
pub struct Spool {
    file: NamedTempFile,
    file_bytes: u64,
    sha256: String,
    digest: Vec<u8>,
}

/// *Filen är för stor*. More came than the caller allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileTooLarge {
    /// The most that is allowed.
    pub file_bytes_max: u64,
}

impl Refusal for FileTooLarge {
    fn name(&self) -> &'static str {
        "file_too_large"
    }

    fn sentence(&self) -> Sentence {
        let most = i64::try_from(self.file_bytes_max).unwrap_or(i64::MAX);
        Sentence::new("refusal-file-too-large").with("max_bytes", most)
    }
}

/// Which file: the same bytes of the same kind for the same entity are the same file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileKey {
    /// Whose it is.
    pub entity: EntityId,
    /// What sort of file: `sie`, `svefaktura`.
    pub kind: String,
    /// SHA-256 in lower-case hexadecimal.
    pub sha256: String,
}

/// A file of the inbox, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxFile {
    /// Which.
    pub key: FileKey,
    /// What the sender called it.
    pub file_name: String,
    /// Its length.
    pub file_bytes: i64,
    /// When it came, the first time.
    pub received_at: Timestamp,
    /// Who sent it in.
    pub received_by: UserId,
    /// What holds now; none before anything was decided.
    pub outcome: Option<String>,
}

/// How a file came.
#[derive(Debug, Clone, Copy)]
pub struct Arrival<'a> {
    /// Whose it is.
    pub entity: EntityId,
    /// What sort of file.
    pub kind: &'a str,
    /// What the sender called it.
    pub file_name: &'a str,
    /// Now.
    pub received_at: Timestamp,
    /// Who sends it in.
    pub received_by: UserId,
}

/// Whether a file is new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Received {
    /// It is stored now.
    New(InboxFile),
    /// The same file was received before; nothing was changed.
    Known(InboxFile),
}

/// That every file is whole.
pub const CHECKS: [Check; 1] = [Check {
    number: 10,
    title: "a received file has all its bytes",
    reason: "it is accounting record and must be shown as it came",
    sql: include_str!("sql/inbox_incomplete.sql"),
}];

impl Spool {
    /// Reads a file to its end while hashing it. Refused when it is larger than allowed.
    pub fn receive(source: impl Read, file_bytes_max: u64) -> Result<Self, Stop<FileTooLarge>> {
        let mut file = NamedTempFile::with_prefix("kameral-spool-").map_err(Fault::from)?;
        let mut hash = Sha256::new();
        // One byte more than allowed is read, to see that there is more.
        let mut source = source.take(file_bytes_max.saturating_add(1));
        let (mut buffer, mut file_bytes) = (vec![0; CHUNK_BYTES], 0);
        loop {
            let read = source.read(&mut buffer).map_err(Fault::from)?;
            if read == 0 {
                break;
            }
            hash.update(&buffer[..read]);
            file.write_all(&buffer[..read]).map_err(Fault::from)?;
            file_bytes += read as u64;
        }
        if file_bytes_max < file_bytes {
            return Err(Stop::Refused(FileTooLarge { file_bytes_max }));
        }
        let digest = hash.finalize();
        Ok(Self {
            file,
            file_bytes,
            sha256: hex(&digest),
            digest: digest.to_vec(),
        })
    }

    /// SHA-256 in lower-case hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The same as its 32 bytes.
    pub fn sha256_bytes(&self) -> Vec<u8> {
        self.digest.clone()
    }

    /// Its length.
    pub fn file_bytes(&self) -> u64 {
        self.file_bytes
    }

    /// The bytes from the beginning, as often as asked for.
    pub fn open(&self) -> Result<impl Read, Fault> {
        Ok(self.file.reopen()?)
    }
}

/// Stores a spooled file, unless it is known.
pub fn receive(tx: &mut Tx, arrival: &Arrival<'_>, spool: &Spool) -> Result<Received, Fault> {
    let key = FileKey {
        entity: arrival.entity,
        kind: arrival.kind.to_owned(),
        sha256: spool.sha256.clone(),
    };
    if let Some(known) = find(tx, &key)? {
        return Ok(Received::Known(known));
    }
    let file = InboxFile {
        file_name: arrival.file_name.to_owned(),
        file_bytes: i64::try_from(spool.file_bytes).unwrap_or(i64::MAX),
        received_at: arrival.received_at,
        received_by: arrival.received_by,
        outcome: None,
        key,
    };
    match tx.attempt(|tx| -> Result<(), Stop<Infallible>> { Ok(insert(tx, &file)?) }) {
        Ok(()) => {}
        // On PostgreSQL another may have received the same file since we looked.
        Err(Stop::Fault(fault)) if fault.is_unique_violation() => {
            return find(tx, &file.key)?.map(Received::Known).ok_or(fault);
        }
        Err(Stop::Fault(fault)) => return Err(fault),
        Err(Stop::Denied(denied)) => unreachable!("nothing was asked of anyone: {denied:?}"),
    }
    insert_chunks(tx, &file.key, spool)?;
    Ok(Received::New(file))
}

/// The file, if it has been received.
pub fn find(tx: &mut Tx, key: &FileKey) -> Result<Option<InboxFile>, Fault> {
    tx.optional(
        include_str!("sql/inbox_file.sql"),
        params![key.entity, &key.kind, &key.sha256],
        file,
    )
}

/// Files of an entity, the latest first, at most `rows_max`.
pub fn latest(tx: &mut Tx, entity: EntityId, rows_max: u32) -> Result<Vec<InboxFile>, Fault> {
    tx.all(include_str!("sql/inbox_latest.sql"), params![entity, rows_max], file)
}

/// What was disposed of in a file's stead: its bytes, by which decision. Nothing while they are there.
pub fn disposed_of(tx: &mut Tx, key: &FileKey) -> Result<Option<Disposed>, Fault> {
    disposed::find(tx, key.entity, DISPOSED_AS, &format!("{}/{}", key.kind, key.sha256))
}

/// The type of record under which `disposed` names a file of the inbox.
const DISPOSED_AS: &str = "inbox";

/// Writes a file's bytes out, and verifies them: bytes that are not those that came are a fault.
pub fn write_to(tx: &mut Tx, key: &FileKey, out: &mut impl Write) -> Result<(), Fault> {
    let mut hash = Sha256::new();
    let sql = include_str!("sql/inbox_chunks.sql");
    tx.each(sql, params![key.entity, &key.kind, &key.sha256], |row| {
        let content: &[u8] = row.get("content")?;
        hash.update(content);
        Ok(out.write_all(content)?)
    })?;
    if hex(&hash.finalize()) == key.sha256 {
        return Ok(());
    }
    let text = format!("the received file {} is not the one that came", key.sha256);
    Err(Fault::new(FaultKind::Mismatch, text))
}

/// Adds what became of a file: `posted`, `refused` … with what there is to tell of it.
pub fn mark(
    tx: &mut Tx,
    key: &FileKey,
    outcome: &str,
    detail: Option<&serde_json::Value>,
    decided_at: Timestamp,
) -> Result<(), Fault> {
    let sql = include_str!("sql/inbox_mark.sql");
    tx.exec(
        sql,
        params![key.entity, &key.kind, &key.sha256, outcome, detail, decided_at],
    )?;
    Ok(())
}

fn insert(tx: &mut Tx, file: &InboxFile) -> Result<(), Fault> {
    let (key, bytes) = (&file.key, file.file_bytes);
    let sql = include_str!("sql/inbox_insert.sql");
    let given = params![
        key.entity,
        &key.kind,
        &key.sha256,
        &file.file_name,
        bytes,
        file.received_at,
        file.received_by
    ];
    tx.exec(sql, given)?;
    Ok(())
}

fn insert_chunks(tx: &mut Tx, key: &FileKey, spool: &Spool) -> Result<(), Fault> {
    let mut source = spool.open()?;
    for chunk in 1_i64.. {
        let mut content = Vec::new();
        source.by_ref().take(CHUNK_BYTES as u64).read_to_end(&mut content)?;
        if content.is_empty() {
            break;
        }
        let sql = include_str!("sql/inbox_chunk.sql");
        tx.exec(sql, params![key.entity, &key.kind, &key.sha256, chunk, content])?;
    }
    Ok(())
}

fn file(row: &Row<'_>) -> Result<InboxFile, Fault> {
    Ok(InboxFile {
        key: FileKey {
            entity: row.get("entity_id")?,
            kind: row.get("kind")?,
            sha256: row.get("sha256")?,
        },
        file_name: row.get("file_name")?,
        file_bytes: row.get("file_bytes")?,
        received_at: row.get("received_at")?,
        received_by: row.get("received_by")?,
        outcome: row.get("outcome")?,
    })
}

/// Every statement of the inbox by name, for the test that prepares them on both engines.
#[cfg(feature = "testing")]
pub const STATEMENTS: [(&str, &str); 7] = [
    ("inbox_file", include_str!("sql/inbox_file.sql")),
    ("inbox_latest", include_str!("sql/inbox_latest.sql")),
    ("inbox_chunks", include_str!("sql/inbox_chunks.sql")),
    ("inbox_mark", include_str!("sql/inbox_mark.sql")),
    ("inbox_insert", include_str!("sql/inbox_insert.sql")),
    ("inbox_chunk", include_str!("sql/inbox_chunk.sql")),
    ("inbox_incomplete", include_str!("sql/inbox_incomplete.sql")),
];
