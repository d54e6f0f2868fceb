//! Reading of personal data, told in history (SEC-17, SEC-19): who looked at whom, and when.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use kameral_base::Timestamp;
use kameral_store::{Fault, params, sha256_hex};

use super::moment_text;
use crate::Cx;
use crate::personal::MetKind;

/// What was told lately, so that pages that are read again and again do not ask the database: the hour
/// it was told in, by who read what.
#[derive(Debug, Default)]
struct Told(Mutex<BTreeMap<Reading, Timestamp>>);

/// Entity, user, the user's name, the hash of what was asked, what was met.
type Reading = (i64, i64, String, String, String);

/// Entries that are remembered; beyond, all are forgotten and asked for again.
const TOLD_MAX: usize = 10_000;

/// The line of who was shown persons.
pub const PERSONAL_READ: &str = "personal.read";
/// The line of who was shown somebody with protected identity.
pub const PROTECTED_READ: &str = "protected.read";

/// The longest question a line tells, in characters.
const ASKED_CHARS_MAX: usize = 200;
/// Of the hash of a longer one.
const HASH_SIGNS: usize = 16;

/// Whether a line tells of reading; its command changed nothing.
pub fn is_reading(command: &str) -> bool {
    [PERSONAL_READ, PROTECTED_READ].contains(&command)
}

/// Tells that the actor was shown something of other persons: what they asked for is the subject, and
/// what kinds of data they met the detail; the data itself is not told. One line for each user, question
/// and hour. Whom somebody protects is told each time, in a line of its own.
///
/// `in_words` writes what was asked as history may keep it; it is called when a line is to be written.
/// Called outside a transaction, before anything is shown.
pub fn read(
    cx: &Cx,
    asked: &str,
    met: impl IntoIterator<Item = MetKind>,
    in_words: impl FnOnce() -> Result<String, Fault>,
) -> Result<(), Fault> {
    let (protected, met): (Vec<MetKind>, Vec<MetKind>) = met.into_iter().partition(|met| *met == MetKind::Protected);
    let kinds: Vec<&str> = met.iter().map(|met| met.word()).collect();
    let kinds = kinds.join(" ");
    let hour = cx.now.as_second() / 3_600 * 3_600;
    let hour = Timestamp::from_second(hour).unwrap_or(cx.now);
    let key = (
        cx.entity().get(),
        cx.actor.user.get(),
        cx.actor.name.clone(),
        sha256_hex(asked.as_bytes()),
        kinds,
    );
    let told = cx.store.shared::<Told>();
    let known = told.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key).copied();
    let is_new = !met.is_empty() && known != Some(hour);
    if !is_new && protected.is_empty() {
        return Ok(());
    }
    let asked = shortened(&in_words()?);
    if !protected.is_empty() {
        cx.tell(PROTECTED_READ, &asked, "")?;
    }
    if !is_new {
        return Ok(());
    }
    if !told_since(cx, hour, &asked, &key.4)? {
        cx.tell(PERSONAL_READ, &asked, &key.4)?;
    }
    let mut told = told.0.lock().unwrap_or_else(PoisonError::into_inner);
    if TOLD_MAX <= told.len() {
        told.clear();
    }
    told.insert(key, hour);
    Ok(())
}

/// A long question is cut, and known from others that begin alike by its hash.
fn shortened(asked: &str) -> String {
    if asked.chars().count() <= ASKED_CHARS_MAX {
        return asked.to_owned();
    }
    let hash = &sha256_hex(asked.as_bytes())[..HASH_SIGNS];
    let head: String = asked.chars().take(ASKED_CHARS_MAX - HASH_SIGNS - 2).collect();
    format!("{head}… {hash}")
}

/// Whether another server has told it.
fn told_since(cx: &Cx, hour: Timestamp, asked: &str, kinds: &str) -> Result<bool, Fault> {
    let since = moment_text(hour);
    cx.store.read(|tx| {
        tx.for_entities(cx.scope.entities())?;
        let row = params![
            cx.entity(),
            PERSONAL_READ,
            asked,
            since,
            cx.actor.user,
            &cx.actor.name,
            kinds
        ];
        let sql = include_str!("../sql/history_read_lately.sql");
        Ok(0 < tx.one(sql, row, |row| row.get::<i64>("lines"))?)
    })
}
