//! *Skydd*: whose identity is protected, which dimensions hold identity numbers, who may not be used in
//! new entries, and which files out have pseudonyms. Only added to: what is lifted is lifted by a row.
//!
//! Users are the installation's, so what is said of them is kept there; the rest is an entity's.

use kameral_base::{EntityId, Timestamp};
use kameral_store::{Cell, Fault, FromCell, Row, Stop, Tx, params};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::history::{self, INSTALLATION};
use crate::personal::{ProtectionRefusal, Pseudonyms};
use crate::{Act, Cx, IdempotencyKey, Permission, User, secrets, users};

/// The longest reason, in characters.
pub const REASON_CHARS_MAX: usize = 300;

/// What is protected, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProtectionKind {
    /// Values of the dimension may be personal identity numbers (SEC-22).
    PersonalDimension,
    /// *Skyddad identitet*: the user's name and login are hidden.
    ProtectedUser,
    /// *Skyddad identitet*: the value and its name are hidden.
    ProtectedValue,
    /// *Begränsning* (GDPR art. 18): the user gets no new roles.
    RestrictedUser,
    /// *Begränsning* (GDPR art. 18): the value stands in no new entries.
    RestrictedValue,
    /// Files to other systems have pseudonyms, whoever takes them out (SEC-22).
    PseudonymousFiles,
}

impl ProtectionKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::PersonalDimension,
        Self::ProtectedUser,
        Self::ProtectedValue,
        Self::RestrictedUser,
        Self::RestrictedValue,
        Self::PseudonymousFiles,
    ];

    /// The word that is kept.
    pub const fn word(self) -> &'static str {
        match self {
            Self::PersonalDimension => "personal_dimension",
            Self::ProtectedUser => "protected_user",
            Self::ProtectedValue => "protected_value",
            Self::RestrictedUser => "restricted_user",
            Self::RestrictedValue => "restricted_value",
            Self::PseudonymousFiles => "pseudonymous_files",
        }
    }

    /// The key of its name in the texts.
    pub const fn text_key(self) -> &'static str {
        match self {
            Self::PersonalDimension => "protection-personal-dimension",
            Self::ProtectedUser => "protection-protected-user",
            Self::ProtectedValue => "protection-protected-value",
            Self::RestrictedUser => "protection-restricted-user",
            Self::RestrictedValue => "protection-restricted-value",
            Self::PseudonymousFiles => "protection-pseudonymous-files",
        }
    }

    /// The kind of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    fn is_of_user(self) -> bool {
        matches!(self, Self::ProtectedUser | Self::RestrictedUser)
    }

    fn has_dimension(self) -> bool {
        matches!(
            self,
            Self::PersonalDimension | Self::ProtectedValue | Self::RestrictedValue
        )
    }

    fn has_subject(self) -> bool {
        !matches!(self, Self::PersonalDimension | Self::PseudonymousFiles)
    }
}

impl FromCell<'_> for ProtectionKind {
    const EXPECTED: &'static str = "a kind of protection";

    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        Self::from_word(<&str>::from_cell(cell)?)
    }
}

/// A protection in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Protection {
    /// Of which entity; the installation for users.
    pub entity: EntityId,
    /// Its number there, to lift it by.
    pub number: i64,
    /// What, and how.
    pub kind: ProtectionKind,
    /// Code of the dimension; empty for users and files.
    pub dimension: String,
    /// Login or value; empty for a whole dimension and files.
    pub subject: String,
    /// Why.
    pub reason: String,
    /// When.
    pub set_at: Timestamp,
    /// By whom.
    pub set_by_name: String,
}

/// Sets a protection. Whether a value is in the register the caller knows.
pub fn protect(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    kind: ProtectionKind,
    dimension: &str,
    subject: &str,
    reason: &str,
) -> Result<Protection, Stop<Vec<ProtectionRefusal>>> {
    let dimension = if kind.has_dimension() { dimension.trim() } else { "" };
    let subject = match kind {
        _ if !kind.has_subject() => String::new(),
        _ if kind.is_of_user() => users::normal(subject),
        _ => subject.trim().to_owned(),
    };
    // History tells which dimension or which user; the value itself it does not keep.
    let told = if kind.is_of_user() {
        users::subject(&subject)
    } else {
        dimension
    };
    let act = Act::new(
        Permission::PersonalManage,
        "protection.set",
        format!("{} {told}", kind.word()),
    );
    let entity = home(cx, kind);
    cx.write_once(act, key, |tx| {
        tx.for_entities(&[cx.entity(), INSTALLATION])?;
        let refused = |refusal| Err(Stop::Refused(vec![refusal]));
        let reason = checked(reason).map_err(|refusal| Stop::Refused(vec![refusal]))?;
        if kind.has_dimension() && dimension.is_empty() {
            return refused(ProtectionRefusal::DimensionMissing);
        }
        if kind.has_subject() && subject.is_empty() {
            return refused(ProtectionRefusal::SubjectMissing);
        }
        if kind.is_of_user() && users::by_login(tx, &subject)?.is_none() {
            return refused(ProtectionRefusal::UserUnknown { login: subject.clone() });
        }
        let number = next(tx, entity)?;
        let known = in_force(tx, entity)?;
        let same = |known: &Protection| known.kind == kind && known.dimension == dimension && known.subject == subject;
        if known.iter().any(same) {
            return refused(ProtectionRefusal::AlreadySet);
        }
        make_key(tx, cx.now)?;
        add(tx, cx, entity, number, (kind, dimension, &subject, reason), None)?;
        Ok(Protection {
            entity,
            number,
            kind,
            dimension: dimension.to_owned(),
            subject: subject.clone(),
            reason: reason.to_owned(),
            set_at: cx.now,
            set_by_name: cx.actor.name.clone(),
        })
    })
}

/// Lifts a protection: of users when `of_user`, else of the entity.
pub fn lift(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    of_user: bool,
    number: i64,
    reason: &str,
) -> Result<(), Stop<Vec<ProtectionRefusal>>> {
    let act = Act::new(Permission::PersonalManage, "protection.lift", number.to_string());
    let entity = if of_user { INSTALLATION } else { cx.entity() };
    cx.write_once(act, key, |tx| {
        tx.for_entities(&[cx.entity(), INSTALLATION])?;
        let refused = |refusal| Err(Stop::Refused(vec![refusal]));
        let reason = checked(reason).map_err(|refusal| Stop::Refused(vec![refusal]))?;
        let own = next(tx, entity)?;
        let known = in_force(tx, entity)?;
        let Some(lifted) = known.into_iter().find(|known| known.number == number) else {
            return refused(ProtectionRefusal::NumberUnknown { number });
        };
        let what = (lifted.kind, lifted.dimension.as_str(), lifted.subject.as_str(), reason);
        add(tx, cx, entity, own, what, Some(number))?;
        Ok(())
    })
}

/// A reason as it is kept, or what is wrong with it.
fn checked(reason: &str) -> Result<&str, ProtectionRefusal> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(ProtectionRefusal::ReasonMissing);
    }
    if REASON_CHARS_MAX < reason.chars().count() || reason.chars().any(char::is_control) {
        return Err(ProtectionRefusal::ReasonMalformed);
    }
    Ok(reason)
}

/// Protections in force that concern an entity: its own, and then those of users, which are the
/// installation's. Opens the transaction for both.
pub fn protections(tx: &mut Tx, entity: EntityId) -> Result<Vec<Protection>, Fault> {
    tx.for_entities(&[entity, INSTALLATION])?;
    let mut found = in_force(tx, entity)?;
    if entity != INSTALLATION {
        found.extend(in_force(tx, INSTALLATION)?);
    }
    Ok(found)
}

/// Protections in force at an entity, or of users at the installation, in the order they were set. The
/// caller has opened the transaction for it ([`Tx::for_entities`]).
pub fn in_force(tx: &mut Tx, entity: EntityId) -> Result<Vec<Protection>, Fault> {
    tx.all(include_str!("sql/protections.sql"), params![entity], |row| {
        protection(row, entity)
    })
}

/// Users with protected identity. The caller has opened the transaction for the installation.
pub fn protected_users(tx: &mut Tx) -> Result<Vec<User>, Fault> {
    let mut found = Vec::new();
    for known in in_force(tx, INSTALLATION)? {
        if known.kind == ProtectionKind::ProtectedUser
            && let Some((user, _)) = users::by_login(tx, &known.subject)?
        {
            found.push(user);
        }
    }
    Ok(found)
}

/// Whether a user or a value may not be used in new entries: the reason, when so.
pub fn restricted(protections: &[Protection], kind: ProtectionKind, dimension: &str, subject: &str) -> Option<String> {
    let found = protections.iter().find(|known| {
        known.kind == kind && known.dimension.eq_ignore_ascii_case(dimension) && known.subject == subject
    });
    found.map(|found| found.reason.clone())
}

/// Whether the data on a user are restricted, so that the user gets no new roles (GDPR art. 18). `login` as it
/// is kept.
pub(crate) fn is_restricted(tx: &mut Tx, cx: &Cx, login: &str) -> Result<bool, Fault> {
    tx.for_entities(&[INSTALLATION])?;
    let known = in_force(tx, INSTALLATION)?;
    tx.for_entities(cx.scope.entities())?;
    Ok(restricted(&known, ProtectionKind::RestrictedUser, "", login).is_some())
}

impl Pseudonyms {
    /// With the installation's key; none before the first protection was set.
    pub fn of_installation(tx: &mut Tx) -> Result<Option<Self>, Fault> {
        let key: Option<Vec<u8>> = tx.optional(include_str!("sql/pseudonym_key.sql"), params![PURPOSE], |row| {
            row.get("key")
        })?;
        Ok(key.map(|key| Self::new(&key)))
    }
}

/// What the key is for.
const PURPOSE: &str = "person";

/// Makes the key of pseudonyms where there is none: what hides something needs it.
pub fn make_key(tx: &mut Tx, now: Timestamp) -> Result<(), Fault> {
    let key = secrets::bytes::<32>()?;
    tx.exec(
        include_str!("sql/add_pseudonym_key.sql"),
        params![PURPOSE, &key[..], now],
    )?;
    Ok(())
}

fn home(cx: &Cx, kind: ProtectionKind) -> EntityId {
    if kind.is_of_user() { INSTALLATION } else { cx.entity() }
}

/// The next number of the entity. Others who set one wait until the commit.
fn next(tx: &mut Tx, entity: EntityId) -> Result<i64, Fault> {
    crate::take_turn(tx, "protection")?;
    tx.one(include_str!("sql/last_protection.sql"), params![entity], |row| {
        row.get::<i64>("last_no")
    })
    .map(|last| last + 1)
}

fn add(
    tx: &mut Tx,
    cx: &Cx,
    entity: EntityId,
    number: i64,
    (kind, dimension, subject, reason): (ProtectionKind, &str, &str, &str),
    lifts: Option<i64>,
) -> Result<(), Fault> {
    let row = params![
        entity,
        number,
        kind.word(),
        dimension,
        subject,
        reason,
        cx.now,
        cx.actor.user,
        &cx.actor.name,
        lifts
    ];
    tx.exec(include_str!("sql/add_protection.sql"), row)?;
    // A value that is protected is not kept in history: it would be found there.
    let told = if kind.is_of_user() { subject } else { "" };
    let kept = json!({ "kind": kind.word(), "dimension": dimension, "subject": told });
    let (number, before, after) = match lifts {
        None => (number, None, Some(&kept)),
        Some(lifted) => (lifted, Some(&kept), None),
    };
    history::changed_value(tx, "protection", &number.to_string(), before, after);
    Ok(())
}

fn protection(row: &Row, entity: EntityId) -> Result<Protection, Fault> {
    Ok(Protection {
        entity,
        number: row.get("protection_no")?,
        kind: row.get("kind")?,
        dimension: row.get("dimension")?,
        subject: row.get("subject")?,
        reason: row.get("reason")?,
        set_at: row.get("set_at")?,
        set_by_name: row.get("set_by_name")?,
    })
}
