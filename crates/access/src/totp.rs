//! *Engångskoder*: an app that makes a new code every half minute (RFC 6238), as second factor
//! (SEC-12).
//!
//! The secret is sealed with a key outside the database. A code is taken one step early or late,
//! because clocks differ, and each step once (RFC 6238 §5.2): whoever sees a code over a shoulder
//! cannot use it again.

use kameral_base::{Timestamp, UserId};
use kameral_store::{Fault, FaultKind, Stop, Store, Tx, params};
use totp_rs::{Algorithm, Builder, Secret, Totp};

use crate::factor_refusal::FactorRefusal;
use crate::installation_key::{self, FACTORS, InstallationKey};
use crate::secrets::{self, Secret as Token};
use crate::session::Session;
use crate::{recovery, sealed, second_factor};

/// Bytes of a secret, as RFC 4226 recommends.
const SECRET_BYTES: usize = 20;
/// Seconds a code lives.
const STEP_SECONDS: u64 = 30;
/// Digits of a code.
pub(crate) const DIGITS: usize = 6;

/// What the app is told, once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotpSetup {
    /// The secret, to be typed where no picture can be read.
    pub key: String,
    /// The address in the picture: `otpauth://totp/…`.
    pub address: String,
}

/// Begins to set up an app for codes: a new secret, which counts for nothing until a code of it has
/// been given to [`confirm_totp`]. An unfinished one is replaced.
pub fn begin_totp(store: &Store, session: &Session, now: Timestamp) -> Result<TotpSetup, Stop<FactorRefusal>> {
    let key = installation_key::key(store, FACTORS)?.ok_or(Stop::Refused(FactorRefusal::KeysMissing))?;
    session.require_proof(now).map_err(Stop::Refused)?;
    let secret = secrets::bytes::<SECRET_BYTES>()?;
    let sealed = sealed::seal(&key, &place(session), &secret)?;
    store.write(|tx| {
        session.hold_in(tx)?;
        if confirmed(tx, session)? {
            return Err(Stop::Refused(FactorRefusal::TotpThere));
        }
        tx.exec(include_str!("sql/remove_totp.sql"), params![session.user()])?;
        let row = params![session.user(), &sealed, now];
        tx.exec(include_str!("sql/add_totp.sql"), row)?;
        Ok(())
    })?;
    Ok(setup(session, &secret))
}

/// The setup that was begun and not confirmed, to be shown again.
pub fn totp_begun(store: &Store, session: &Session) -> Result<Option<TotpSetup>, Fault> {
    let Some(key) = installation_key::key(store, FACTORS)? else {
        return Ok(None);
    };
    let kept = store.read(|tx| kept(tx, session))?;
    match kept {
        Some(kept) if !kept.confirmed => Ok(Some(setup(session, &opened(&key, session, &kept)?))),
        _ => Ok(None),
    }
}

/// The first code of a new app: from now on it is asked for at sign-in. The session is proven by
/// two factors and gets a new token; the user's other sessions end. Answers the token, and recovery
/// codes when the user had none.
pub fn confirm_totp(
    store: &Store,
    session: &Session,
    code: &str,
    now: Timestamp,
) -> Result<(Token, Vec<String>), Stop<FactorRefusal>> {
    let key = installation_key::key(store, FACTORS)?.ok_or(Stop::Refused(FactorRefusal::KeysMissing))?;
    session.require_proof(now).map_err(Stop::Refused)?;
    let kept = store.read(|tx| kept(tx, session))?;
    let Some(kept) = kept.filter(|kept| !kept.confirmed) else {
        return Err(Stop::Refused(FactorRefusal::TotpMissing));
    };
    let Some(step) = step(&opened(&key, session, &kept)?, code, now)? else {
        return Err(Stop::Refused(FactorRefusal::CodeWrong));
    };
    let token = Token::draw()?;
    let codes = recovery::draw()?;
    let codes = store.write(|tx| {
        // What the code was compared with, and not what somebody has begun since.
        let done = params![session.user(), now, step, &kept.sealed];
        if tx.exec(include_str!("sql/confirm_totp.sql"), done)? == 0 {
            return Err(Stop::Refused(FactorRefusal::TotpMissing));
        }
        second_factor::gained_in(tx, session, &token, &codes, "factor.add_totp", now)
    })?;
    Ok((token, codes))
}

/// Takes the app away. Where a role requires a second factor and there is no other, the next
/// sign-in asks for a new one before anything else.
pub fn remove_totp(store: &Store, session: &Session, now: Timestamp) -> Result<(), Stop<FactorRefusal>> {
    session.require_proof(now).map_err(Stop::Refused)?;
    store.write(|tx| {
        session.hold_in(tx)?;
        if tx.exec(include_str!("sql/remove_totp.sql"), params![session.user()])? == 0 {
            return Err(Stop::Refused(FactorRefusal::TotpMissing));
        }
        recovery::end_without_factor(tx, session.user())?;
        Ok(session.record(tx, now, "factor.remove_totp")?)
    })
}

/// What a code proves: the step it belongs to. None when it is of no present step, or the user has
/// no app.
pub(crate) fn proves(store: &Store, session: &Session, code: &str, now: Timestamp) -> Result<Option<i64>, Fault> {
    let Some(kept) = store.read(|tx| kept(tx, session))?.filter(|kept| kept.confirmed) else {
        return Ok(None);
    };
    let Some(key) = installation_key::key(store, FACTORS)? else {
        return Err(Fault::new(
            FaultKind::Misuse,
            "the installation's file of keys is not there, and codes cannot be read without it",
        ));
    };
    step(&opened(&key, session, &kept)?, code, now)
}

/// Uses a step up. Nothing when it, or a later one, has been used: the code is seen a second time.
pub(crate) fn use_step(tx: &mut Tx, session: &Session, step: i64) -> Result<bool, Fault> {
    let used = params![session.user(), step];
    Ok(0 < tx.exec(include_str!("sql/use_totp.sql"), used)?)
}

struct Kept {
    sealed: Vec<u8>,
    confirmed: bool,
}

fn kept(tx: &mut Tx, session: &Session) -> Result<Option<Kept>, Fault> {
    tx.optional(include_str!("sql/totp.sql"), params![session.user()], |row| {
        Ok(Kept {
            sealed: row.get("secret_sealed")?,
            confirmed: row.get::<Option<Timestamp>>("confirmed_at")?.is_some(),
        })
    })
}

fn confirmed(tx: &mut Tx, session: &Session) -> Result<bool, Fault> {
    Ok(kept(tx, session)?.is_some_and(|kept| kept.confirmed))
}

fn place(session: &Session) -> String {
    format!("totp {}", session.user().get())
}

fn opened(key: &InstallationKey, session: &Session, kept: &Kept) -> Result<[u8; SECRET_BYTES], Fault> {
    let secret = sealed::open(key, &place(session), &kept.sealed)?;
    secret
        .try_into()
        .map_err(|_| Fault::new(FaultKind::Mismatch, "table totp, column secret_sealed: wrong length"))
}

fn totp(secret: &[u8; SECRET_BYTES]) -> Result<Totp, Fault> {
    let made = Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_secret(Secret::new_stack(*secret))
        .build();
    made.map_err(|error| Fault::new(FaultKind::Misuse, format!("one-time codes: {error}")))
}

fn step(secret: &[u8; SECRET_BYTES], code: &str, now: Timestamp) -> Result<Option<i64>, Fault> {
    let Ok(seconds) = u64::try_from(now.as_second()) else {
        return Ok(None);
    };
    let step = totp(secret)?.check(code, seconds);
    Ok(step.and_then(|step| i64::try_from(step).ok()))
}

/// The address that apps read. A login has no characters that need to be written otherwise but `@`.
fn setup(session: &Session, secret: &[u8; SECRET_BYTES]) -> TotpSetup {
    let key = Secret::new_stack(*secret).to_base32();
    let login = session.login().replace('@', "%40");
    let address =
        format!("otpauth://totp/Kameral:{login}?secret={key}&issuer=Kameral&period={STEP_SECONDS}&digits={DIGITS}");
    TotpSetup { key, address }
}

/// Ends another user's app for codes, as an administrator does when a telephone is lost.
pub(crate) fn end_in(tx: &mut Tx, user: UserId) -> Result<u64, Fault> {
    tx.exec(include_str!("sql/remove_totp.sql"), params![user])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of RFC 6238, appendix B, last six digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = *b"12345678901234567890";
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")] {
            let now = Timestamp::from_second(seconds).unwrap();
            assert_eq!(step(&secret, code, now).unwrap(), Some(seconds / 30));
        }
    }

    #[test]
    fn a_code_is_taken_one_step_early_or_late_and_no_more() {
        let secret = *b"12345678901234567890";
        let at = |seconds: i64| step(&secret, "081804", Timestamp::from_second(seconds).unwrap()).unwrap();
        let own = 1_111_111_109 / 30;
        assert_eq!(at(own * 30 - 31), None);
        for seconds in [own * 30 - 30, own * 30, own * 30 + 29, own * 30 + 59] {
            assert_eq!(at(seconds), Some(own));
        }
        assert_eq!(at(own * 30 + 60), None);
        for wrong in ["", "08180", "0818041", "abcdef", "08180４"] {
            assert_eq!(
                step(&secret, wrong, Timestamp::from_second(own * 30).unwrap()).unwrap(),
                None
            );
        }
    }
}
