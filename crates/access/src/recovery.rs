//! *Reservkoder*: ten codes on paper, for the day the telephone is lost (SEC-12).
//!
//! Each is used once and is long enough not to be guessed, so a quick hash is all that is kept. A
//! new set ends the old.

use kameral_base::{Timestamp, UserId};
use kameral_store::{Fault, Stop, Store, Tx, params};
use sha2::{Digest, Sha256};

use crate::factor_refusal::FactorRefusal;
use crate::secrets;
use crate::session::Session;

/// Codes of a set.
const CODES: usize = 10;
/// Characters of a code: 80 bits.
const CODE_CHARS: usize = 16;
/// Characters that are not taken for each other.
const ALPHABET: &[u8; 32] = b"23456789abcdefghjkmnpqrstuvwxyz0";

/// A new set of recovery codes, shown this once. Codes from before count no more. Only for who has
/// a second factor that they stand in for.
pub fn make_recovery_codes(
    store: &Store,
    session: &Session,
    now: Timestamp,
) -> Result<Vec<String>, Stop<FactorRefusal>> {
    session.require_proof(now).map_err(Stop::Refused)?;
    let codes = draw()?;
    store.write(|tx| {
        session.hold_in(tx)?;
        if !session.has_factor_in(tx)? {
            return Err(Stop::Refused(FactorRefusal::TotpMissing));
        }
        replace_in(tx, session.user(), &codes, now)?;
        Ok(session.record(tx, now, "factor.make_recovery_codes")?)
    })?;
    Ok(codes)
}

/// How many codes the user has left.
pub fn recovery_codes_left(store: &Store, session: &Session) -> Result<i64, Fault> {
    store.read(|tx| left_in(tx, session.user()))
}

pub(crate) fn draw() -> Result<Vec<String>, Fault> {
    (0..CODES).map(|_| one()).collect()
}

fn one() -> Result<String, Fault> {
    let bytes = secrets::bytes::<CODE_CHARS>()?;
    // Thirty-two characters: each of the 256 bytes falls on one as often as on another.
    let chars: Vec<char> = bytes
        .iter()
        .map(|byte| char::from(ALPHABET[usize::from(byte % 32)]))
        .collect();
    let groups: Vec<String> = chars.chunks(4).map(|group| group.iter().collect()).collect();
    Ok(groups.join("-"))
}

pub(crate) fn left_in(tx: &mut Tx, user: UserId) -> Result<i64, Fault> {
    tx.one(include_str!("sql/recovery_codes_left.sql"), params![user], |row| {
        row.get("codes")
    })
}

pub(crate) fn replace_in(tx: &mut Tx, user: UserId, codes: &[String], now: Timestamp) -> Result<(), Fault> {
    end_in(tx, user)?;
    for code in codes {
        let row = params![hash(user, code).to_vec(), user, now];
        tx.exec(include_str!("sql/add_recovery_code.sql"), row)?;
    }
    Ok(())
}

pub(crate) fn end_in(tx: &mut Tx, user: UserId) -> Result<u64, Fault> {
    tx.exec(include_str!("sql/clear_recovery_codes.sql"), params![user])
}

/// Codes stand in for a factor; when the last one is gone, so are they.
pub(crate) fn end_without_factor(tx: &mut Tx, user: UserId) -> Result<u64, Fault> {
    tx.exec(include_str!("sql/clear_idle_recovery_codes.sql"), params![user])
}

/// Uses a code up. Nothing when it is none of the user's, or was used.
pub(crate) fn use_code(tx: &mut Tx, user: UserId, typed: &str, now: Timestamp) -> Result<bool, Fault> {
    let used = params![hash(user, typed).to_vec(), user, now];
    Ok(0 < tx.exec(include_str!("sql/use_recovery_code.sql"), used)?)
}

/// As it is typed: without strokes and blanks, in either case. The user is hashed with it, so that
/// a row cannot be made another's.
fn hash(user: UserId, typed: &str) -> [u8; 32] {
    let plain: String = typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    Sha256::new()
        .chain_update(user.get().to_be_bytes())
        .chain_update(plain)
        .finalize()
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_codes_that_differ_and_are_typed_as_one_likes() {
        let codes = draw().unwrap();
        assert_eq!(codes.len(), 10);
        for (at, code) in codes.iter().enumerate() {
            assert_eq!(code.len(), 19);
            assert!(!codes[..at].contains(code));
            let typed = format!(" {} ", code.to_uppercase().replace('-', " "));
            assert_eq!(hash(UserId(1), code), hash(UserId(1), &typed));
            assert_ne!(hash(UserId(1), code), hash(UserId(2), code));
        }
    }
}
