//! *Passernycklar*: which a user has. The protocol is spoken elsewhere; what it keeps of a key is
//! text that only it reads.

use kameral_base::{Timestamp, UserId};
use kameral_store::{Fault, Row, Stop, Store, Tx, params};

use crate::begin::{self, Beginning, Browser, Factors, Method, known_device};
use crate::factor_refusal::FactorRefusal;
use crate::secrets::Secret;
use crate::session::Session;
use crate::sign_in::{SignInRefusal, SignedIn};
use crate::store::next_number;
use crate::{recovery, second_factor, users};

/// The most a user has.
pub const PASSKEYS_MAX: i64 = 20;
/// The longest name of one, in characters.
const NAME_CHARS_MAX: usize = 60;

/// A passkey, as its owner's list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasskeyLine {
    /// Number, to remove it by.
    pub number: i64,
    /// What its owner calls it.
    pub name: String,
    /// When it was added.
    pub added_at: Timestamp,
    /// When it was last used.
    pub used_at: Option<Timestamp>,
}

/// A passkey as the protocol knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPasskey {
    /// Number.
    pub number: i64,
    /// Whose.
    pub user: UserId,
    /// What the protocol keeps.
    pub credential: String,
}

/// A passkey to add, after the ceremony.
#[derive(Debug, Clone, Copy)]
pub struct NewPasskey<'a> {
    /// What the key calls itself.
    pub credential_id: &'a [u8],
    /// What the protocol keeps.
    pub credential: &'a str,
    /// What its owner calls it.
    pub name: &'a str,
}

/// The user's passkeys, the oldest first.
pub fn passkeys(store: &Store, session: &Session) -> Result<Vec<PasskeyLine>, Fault> {
    store.read(|tx| {
        tx.all(include_str!("sql/passkeys.sql"), params![session.user()], |row| {
            Ok(PasskeyLine {
                number: row.get("passkey_id")?,
                name: row.get("name")?,
                added_at: row.get("added_at")?,
                used_at: row.get("used_at")?,
            })
        })
    })
}

/// What the protocol keeps of a user's passkeys.
pub fn kept_passkeys(store: &Store, user: UserId) -> Result<Vec<KeptPasskey>, Fault> {
    store.read(|tx| tx.all(include_str!("sql/passkeys.sql"), params![user], kept))
}

/// The passkey that calls itself so, whoever's it is.
pub fn passkey_of(store: &Store, credential_id: &[u8]) -> Result<Option<KeptPasskey>, Fault> {
    store.read(|tx| tx.optional(include_str!("sql/passkey_of.sql"), params![credential_id], kept))
}

/// Adds a passkey. The session is proven by two factors from now on and gets a new token; the
/// user's other sessions end. Answers the token, and recovery codes when the user had none.
pub fn add_passkey(
    store: &Store,
    session: &Session,
    new: &NewPasskey<'_>,
    now: Timestamp,
) -> Result<(Secret, Vec<String>), Stop<FactorRefusal>> {
    session.require_proof(now).map_err(Stop::Refused)?;
    let name = new.name.trim();
    if name.is_empty() || NAME_CHARS_MAX < name.chars().count() || name.chars().any(char::is_control) {
        return Err(Stop::Refused(FactorRefusal::PasskeyNameMalformed));
    }
    let token = Secret::draw()?;
    let codes = recovery::draw()?;
    let codes = store.write(|tx| {
        let number = next_number(tx, "passkey")?;
        let there = tx.all(include_str!("sql/passkeys.sql"), params![session.user()], kept)?;
        if i64::try_from(there.len()).is_ok_and(|there| PASSKEYS_MAX <= there) {
            return Err(Stop::Refused(FactorRefusal::PasskeysFull));
        }
        let row = params![number, session.user(), new.credential_id, new.credential, name, now];
        if tx.exec(include_str!("sql/add_passkey.sql"), row)? == 0 {
            return Err(Stop::Refused(FactorRefusal::PasskeyTaken));
        }
        second_factor::gained_in(tx, session, &token, &codes, "factor.add_passkey", now)
    })?;
    Ok((token, codes))
}

/// Removes one of the user's passkeys: it opens nothing any more.
pub fn remove_passkey(
    store: &Store,
    session: &Session,
    number: i64,
    now: Timestamp,
) -> Result<(), Stop<FactorRefusal>> {
    session.require_proof(now).map_err(Stop::Refused)?;
    store.write(|tx| {
        session.hold_in(tx)?;
        if tx.exec(include_str!("sql/remove_passkey.sql"), params![session.user(), number])? == 0 {
            return Err(Stop::Refused(FactorRefusal::PasskeyUnknown));
        }
        recovery::end_without_factor(tx, session.user())?;
        Ok(session.record(tx, now, "factor.remove_passkey")?)
    })
}

/// Begins a session for whoever has shown a passkey that asked for its owner. `credential` is what
/// the protocol keeps from now on.
pub fn sign_in_by_passkey(
    store: &Store,
    passkey: &KeptPasskey,
    credential: &str,
    browser: &Browser<'_>,
    now: Timestamp,
) -> Result<SignedIn, Stop<SignInRefusal>> {
    let (user, device) = store.read(|tx| {
        let device = known_device(tx, passkey.user, browser.device, now)?;
        Ok((users::by_id(tx, passkey.user)?, device))
    })?;
    let Some(user) = user else {
        return Err(Stop::Refused(SignInRefusal::Wrong));
    };
    let beginning = Beginning {
        user: &user,
        method: Method::Passkey,
        factors: Factors::Two,
        proven_at: now,
        forms: None,
        device,
        browser,
        now,
    };
    let began = beginning.begin(store, |tx| {
        if use_in(tx, passkey, credential, now)? == 0 {
            return Ok(0);
        }
        tx.exec(include_str!("sql/keep_proven.sql"), params![user.id, now])
    })?;
    if began.is_none() {
        let why = if user.active {
            "passkey_removed"
        } else {
            "user_inactive"
        };
        begin::refuse(store, Some(&user), browser, why, now)?;
    }
    began.ok_or(Stop::Refused(SignInRefusal::Wrong))
}

/// The passkey was shown. Nothing when it was removed meanwhile.
pub(crate) fn use_in(tx: &mut Tx, passkey: &KeptPasskey, credential: &str, now: Timestamp) -> Result<u64, Fault> {
    let used = params![passkey.number, passkey.user, credential, now];
    tx.exec(include_str!("sql/use_passkey.sql"), used)
}

/// A line of history: a passkey was shown and not taken. `why` is a name, as `counter_backward`.
pub fn refuse_passkey(
    store: &Store,
    user: Option<UserId>,
    browser: &Browser<'_>,
    why: &'static str,
    now: Timestamp,
) -> Result<(), Fault> {
    let user = match user {
        Some(user) => store.read(|tx| users::by_id(tx, user))?,
        None => None,
    };
    begin::refuse(store, user.as_ref(), browser, why, now)
}

pub(crate) fn end_in(tx: &mut Tx, user: UserId) -> Result<u64, Fault> {
    tx.exec(include_str!("sql/clear_passkeys.sql"), params![user])
}

fn kept(row: &Row) -> Result<KeptPasskey, Fault> {
    Ok(KeptPasskey {
        number: row.get("passkey_id")?,
        user: row.get("user_id")?,
        credential: row.get("credential")?,
    })
}
