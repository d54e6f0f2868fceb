//! *Ankare* of the installation: making them, keeping them in a folder for others, and comparing the
//! database with those that were kept (reliability §4.1).

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use kameral_access::anchor::{self, Anchor, AnchorMistake, Digest};
use kameral_access::installation_key::{self, HISTORY};
use kameral_access::{Act, HistoryFilter, INSTALLATION, Permission, history, take_turn};
use kameral_base::{Refusal, Sentence, Timestamp};
use kameral_ledger::anchor as of_books;
use kameral_ledger::check::Finding;
use kameral_ledger::store::entities;
use kameral_store::{Fault, FaultKind, Former, Stop, Store, write_whole};

use crate::outcome::{Ending, Told};
use crate::place;

/// Why anchors are not made, or not relied on.
#[derive(Debug)]
pub enum AnchorRefusal {
    /// The installation has no key to sign with.
    KeyMissing,
    /// A file of the folder is no anchor, or was changed.
    FileMalformed { file: String, line: i64 },
    /// The signature of a file does not hold.
    SignatureWrong { file: String },
    /// A file is signed with another key.
    KeyOther { file: String, key: String },
    /// An anchor between two others is not there, or they do not follow each other.
    FolderBroken { number: i64 },
    /// The folder has no anchor.
    FolderEmpty { folder: String },
    /// The database is not the one the anchors know.
    DatabaseBehind { number: i64, count: i64 },
    /// An acceptance without a reason.
    ReasonMissing,
    /// The anchor that would be accepted is not in the folder.
    NumberUnknown { number: i64 },
}

impl Refusal for AnchorRefusal {
    fn name(&self) -> &'static str {
        match self {
            Self::KeyMissing => "anchor_key_missing",
            Self::FileMalformed { .. } => "anchor_file_malformed",
            Self::SignatureWrong { .. } => "anchor_signature_wrong",
            Self::KeyOther { .. } => "anchor_key_other",
            Self::FolderBroken { .. } => "anchor_folder_broken",
            Self::FolderEmpty { .. } => "anchor_folder_empty",
            Self::DatabaseBehind { .. } => "anchor_database_behind",
            Self::ReasonMissing => "anchor_reason_missing",
            Self::NumberUnknown { .. } => "anchor_number_unknown",
        }
    }

    fn sentence(&self) -> Sentence {
        match self {
            Self::KeyMissing => Sentence::new("refusal-anchor-key-missing"),
            Self::FileMalformed { file, line } => Sentence::new("refusal-anchor-file-malformed")
                .with("file", file)
                .with("line", *line),
            Self::SignatureWrong { file } => Sentence::new("refusal-anchor-signature-wrong").with("file", file),
            Self::KeyOther { file, key } => Sentence::new("refusal-anchor-key-other")
                .with("file", file)
                .with("key", key),
            Self::FolderBroken { number } => Sentence::new("refusal-anchor-folder-broken").with("number", *number),
            Self::FolderEmpty { folder } => Sentence::new("refusal-anchor-folder-empty").with("folder", folder),
            Self::DatabaseBehind { number, count } => Sentence::new("refusal-anchor-database-behind")
                .with("number", *number)
                .with("count", *count),
            Self::ReasonMissing => Sentence::new("refusal-anchor-reason-missing"),
            Self::NumberUnknown { number } => Sentence::new("refusal-anchor-number-unknown").with("number", *number),
        }
    }
}

/// The public key that the installation's anchors are signed with, in hexadecimal; none where it has
/// no keys.
pub fn public_key(store: &Store) -> Result<Option<String>, Ending> {
    let key = installation_key::key(store, HISTORY)?;
    Ok(key.map(|key| anchor::public_key(key.bytes())))
}

/// Makes the next anchor, and keeps it in the installation's list and in the folder, if one is named.
pub fn make(store: &Store, folder: Option<&Path>) -> Result<Anchor, Ending> {
    place::ensure_keys(store)?;
    let Some(key) = installation_key::key(store, HISTORY)? else {
        return Err(Ending::refusal(&AnchorRefusal::KeyMissing));
    };
    let cx = place::operator_at(store, INSTALLATION);
    let act = Act::new(Permission::SystemManage, "anchor.make", "");
    let made: Result<String, Stop<Infallible>> = cx.write(act, |tx| {
        take_turn(tx, "anchor")?;
        let last = anchor::last(tx)?;
        let number = last.as_deref().and_then(number_of).unwrap_or_default() + 1;
        let digest = Digest {
            number,
            at: cx.now_text(),
            previous: last.as_deref().map(anchor::hash).unwrap_or_default(),
            entities: of_books::heads(tx)?,
        };
        let text = digest.sign(key.bytes());
        anchor::add(tx, &digest, &text)?;
        Ok(text)
    });
    let text = made?;
    let anchor = Anchor::read(&text, None).map_err(|mistake| Ending::refusal(&refusal("", &mistake)))?;
    // With those that an earlier attempt, a full disk or a folder that was away kept from being written.
    if let Some(folder) = folder {
        export(store, folder)?;
    }
    Ok(anchor)
}

/// Whether it is time: today has none yet, or a period was closed since the last.
pub fn is_due(store: &Store, now: Timestamp) -> Result<bool, Ending> {
    if public_key(store)?.is_none() {
        return Ok(false);
    }
    let last = store.read(anchor::last)?;
    let Some(last) = last.as_deref().and_then(|text| Anchor::read(text, None).ok()) else {
        return Ok(true);
    };
    let today = now.to_string();
    if last.digest.at.get(..10) != today.get(..10) {
        return Ok(true);
    }
    let filter = HistoryFilter {
        command: Some("period.close".to_owned()),
        from: last.digest.at.parse().ok(),
        ..HistoryFilter::default()
    };
    for entity in store.read(entities::all)? {
        let cx = place::operator_at(store, entity.id);
        let closed = cx.read(Permission::BooksRead, |tx| {
            history::page(tx, &cx.scope, &filter, None, 1)
        })?;
        if !closed.lines.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Writes the anchors that a folder lacks into it; answers how many.
pub fn export(store: &Store, folder: &Path) -> Result<usize, Ending> {
    let texts = store.read(|tx| anchor::after(tx, 0))?;
    let mut written = 0;
    for text in texts {
        let anchor = Anchor::read(&text, None).map_err(|mistake| Ending::refusal(&refusal("", &mistake)))?;
        if !folder.join(anchor.file_name()).exists() && keep(folder, &anchor)? {
            written += 1;
        }
    }
    Ok(written)
}

/// A file that is there is never written over. Answers whether this wrote it: the server and the command line
/// may write the same anchor at once, and then it is there.
fn keep(folder: &Path, anchor: &Anchor) -> Result<bool, Ending> {
    fs::create_dir_all(folder)?;
    let path = folder.join(anchor.file_name());
    match write_whole(&path, anchor.text.as_bytes(), OPEN_TO_READ, Former::Stays) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists && fs::read(&path)? == anchor.text.as_bytes() => {
            Ok(false)
        }
        Err(error) => Err(error.into()),
    }
}

/// Anchors are for others to fetch.
const OPEN_TO_READ: u32 = 0o644;

/// The anchors of a folder in order, each read and its signature checked; every one follows the one
/// before. A known key must have signed them all; else the key of the first must have.
pub fn read_folder(folder: &Path, known: Option<&str>) -> Result<Vec<Anchor>, Ending> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let is_anchor =
            name.starts_with("kameral-anchor-") && Path::new(&name).extension().is_some_and(|ending| ending == "txt");
        if is_anchor {
            names.insert(name);
        }
    }
    let mut anchors: Vec<Anchor> = Vec::new();
    for name in names {
        let text = fs::read(folder.join(&name))?;
        let text = String::from_utf8_lossy(&text);
        let known = known.or_else(|| anchors.first().map(|first| first.key.as_str()));
        let anchor = Anchor::read(&text, known).map_err(|mistake| Ending::refusal(&refusal(&name, &mistake)))?;
        if let Some(last) = anchors.last() {
            let follows = anchor.digest.number == last.digest.number + 1 && anchor.digest.previous == last.hash();
            if !follows {
                return Err(Ending::refusal(&AnchorRefusal::FolderBroken {
                    number: anchor.digest.number,
                }));
            }
        }
        anchors.push(anchor);
    }
    if anchors.is_empty() {
        let folder = folder.display().to_string();
        return Err(Ending::refusal(&AnchorRefusal::FolderEmpty { folder }));
    }
    Ok(anchors)
}

/// What in the database is not as the anchors say: all of them, or the newest alone.
pub fn compare(store: &Store, anchors: &[Anchor]) -> Result<Vec<Finding>, Ending> {
    Ok(store.read(|tx| {
        let mut found = Vec::new();
        for anchor in anchors {
            found.extend(of_books::compare(tx, anchor)?);
        }
        Ok(found)
    })?)
}

/// Refuses to go on with a database that is not the one the newest anchor knows, until two persons
/// have accepted the loss.
pub fn guard(store: &Store, folder: &Path) -> Result<(), Ending> {
    if !folder.exists() {
        return Ok(());
    }
    let known = public_key(store)?;
    let anchors = match read_folder(folder, known.as_deref()) {
        Ok(anchors) => anchors,
        Err(Ending::Refused(told)) if told.iter().any(|told| told.name() == "anchor_folder_empty") => return Ok(()),
        Err(ending) => return Err(ending),
    };
    let Some(newest) = anchors.last() else { return Ok(()) };
    let found = compare(store, std::slice::from_ref(newest))?;
    let number = newest.digest.number;
    if found.is_empty() || 1 < store.read(|tx| anchor::accepted(tx, number))? {
        return Ok(());
    }
    let count = i64::try_from(found.len()).unwrap_or(i64::MAX);
    Err(Ending::refusal(&AnchorRefusal::DatabaseBehind { number, count }))
}

/// What a command was refused with that would have written in a database older than its anchors.
static REFUSED: Mutex<Vec<Told>> = Mutex::new(Vec::new());

/// Lets no command write in a database that is not the one the newest anchor of a folder knows (M8). It can
/// be read.
pub fn guard_writes(store: &Store, folder: &Path) {
    let folder = folder.to_owned();
    store.guard_writes(move |store| {
        let said = match guard(store, &folder) {
            Ok(()) => return Ok(()),
            Err(Ending::Refused(told)) => {
                let names: Vec<&str> = told.iter().map(Told::name).collect();
                let names = names.join(" ");
                *REFUSED.lock().unwrap_or_else(PoisonError::into_inner) = told;
                names
            }
            Err(Ending::Usage(text) | Ending::Fault(text) | Ending::Unknown(text) | Ending::Ended(text)) => text,
        };
        Err(Fault::new(FaultKind::ReadOnly, said))
    });
}

/// What the last command was refused with because nothing may be written; nothing where that was a fault.
pub fn refused() -> Vec<Told> {
    REFUSED.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// One person accepts that the database is not the one an anchor knows. Answers how many have.
pub fn accept(store: &Store, folder: &Path, number: i64, reason: &str) -> Result<i64, Ending> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Ending::refusal(&AnchorRefusal::ReasonMissing));
    }
    let known = public_key(store)?;
    let anchors = read_folder(folder, known.as_deref())?;
    if anchors.iter().all(|anchor| anchor.digest.number != number) {
        return Err(Ending::refusal(&AnchorRefusal::NumberUnknown { number }));
    }
    let cx = place::operator_at(store, INSTALLATION);
    let act = Act::new(Permission::SystemManage, "anchor.accept", number.to_string());
    let accepted: Result<i64, Stop<Infallible>> = cx.write(act, |tx| {
        anchor::accept(tx, number, &cx.actor.name, cx.now, reason)?;
        Ok(anchor::accepted(tx, number)?)
    });
    Ok(accepted?)
}

fn number_of(text: &str) -> Option<i64> {
    Anchor::read(text, None).ok().map(|anchor| anchor.digest.number)
}

/// What is wrong with a file.
pub fn refusal(file: &str, mistake: &AnchorMistake) -> AnchorRefusal {
    let file = file.to_owned();
    match mistake {
        AnchorMistake::Malformed { line } => AnchorRefusal::FileMalformed {
            file,
            line: i64::try_from(*line).unwrap_or(i64::MAX),
        },
        AnchorMistake::Signature => AnchorRefusal::SignatureWrong { file },
        AnchorMistake::Key { found } => AnchorRefusal::KeyOther {
            file,
            key: found.clone(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of two who write the same anchor at once both have done it; another text under its name is never taken for it.
    #[test]
    fn an_anchor_that_is_there_is_done() {
        let folder = tempfile::tempdir().unwrap();
        let anchor = |at: &str| {
            let digest = Digest {
                number: 1,
                at: at.to_owned(),
                previous: String::new(),
                entities: Vec::new(),
            };
            Anchor::read(&digest.sign(&[7; 32]), None).unwrap()
        };
        let first = anchor("2026-03-31T12:00:00Z");
        assert!(keep(folder.path(), &first).unwrap());
        assert!(!keep(folder.path(), &first).unwrap());
        let other = Anchor {
            text: first.text.replace("2026", "2027"),
            ..first.clone()
        };
        assert!(keep(folder.path(), &other).is_err());
        assert_eq!(
            fs::read_to_string(folder.path().join(first.file_name())).unwrap(),
            first.text
        );
    }
}
