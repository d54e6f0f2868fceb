//! *Andra faktorn* and *förnyad identifiering*: somebody who has a session shows who they are once
//! more (SEC-12, DEF-13, reliability §4.7).
//!
//! Each time, the session gets a new token. Guesses are counted by the browser where it is known,
//! else by user and network: whoever guesses elsewhere holds no known browser back.

use kameral_base::{Refusal as _, Timestamp, UserId};
use kameral_store::{Fault, Stop, Store, Tx, params};

use crate::begin::{Browser, keep_device, known_device};
use crate::factor_refusal::FactorRefusal;
use crate::history::Outcome;
use crate::passkeys::{self, KeptPasskey};
use crate::password::{self, HashCost, Password};
use crate::secrets::Secret;
use crate::session::{Session, Standing, record};
use crate::sign_in::{SignedIn, network};
use crate::throttle::{self, Throttle};
use crate::{recovery, totp, users};

/// What is shown.
#[derive(Debug, Clone, Copy)]
pub enum Shown<'a> {
    /// A one-time code or a recovery code, as typed.
    Code(&'a str),
    /// The password, where identity is proven again.
    Password(&'a Password),
    /// A passkey that the protocol has checked, and what it keeps from now on.
    Passkey(&'a KeptPasskey, &'a str),
}

/// The second factor after the first: makes the session whole.
pub fn prove_second(
    store: &Store,
    session: &Session,
    shown: Shown<'_>,
    browser: &Browser<'_>,
    now: Timestamp,
) -> Result<SignedIn, Stop<FactorRefusal>> {
    if session.standing() != Standing::FactorAsked || matches!(shown, Shown::Password(_)) {
        return Err(Stop::Refused(FactorRefusal::TotpMissing));
    }
    // What a password costs to check is never asked for here.
    prove(
        store,
        HashCost::OWASP,
        session,
        shown,
        browser,
        "session.second_factor",
        now,
    )
}

/// Identity proven again in a whole session, for what is sensitive: by the password, or by any
/// second factor.
pub fn prove_again(
    store: &Store,
    cost: HashCost,
    session: &Session,
    shown: Shown<'_>,
    browser: &Browser<'_>,
    now: Timestamp,
) -> Result<SignedIn, Stop<FactorRefusal>> {
    if session.standing() == Standing::FactorAsked {
        return Err(Stop::Refused(FactorRefusal::TotpMissing));
    }
    prove(store, cost, session, shown, browser, "session.prove", now)
}

/// What follows when a user has gained a second factor: the session is proven by two, under a new
/// token, and the user's other sessions end. Answers recovery codes when the user had none.
pub(crate) fn gained_in(
    tx: &mut Tx,
    session: &Session,
    token: &Secret,
    codes: &[String],
    command: &'static str,
    now: Timestamp,
) -> Result<Vec<String>, Stop<FactorRefusal>> {
    if !session.strengthen_in(tx, token, now)? {
        return Err(Stop::Refused(FactorRefusal::SessionEnded));
    }
    session.end_others_of(tx, token)?;
    let codes = if recovery::left_in(tx, session.user())? == 0 {
        recovery::replace_in(tx, session.user(), codes, now)?;
        codes.to_vec()
    } else {
        Vec::new()
    };
    session.record(tx, now, command)?;
    Ok(codes)
}

fn prove(
    store: &Store,
    cost: HashCost,
    session: &Session,
    shown: Shown<'_>,
    browser: &Browser<'_>,
    command: &'static str,
    now: Timestamp,
) -> Result<SignedIn, Stop<FactorRefusal>> {
    let known = store.read(|tx| known_device(tx, session.user(), browser.device, now))?;
    let throttle = store.shared::<Throttle>();
    let user = session.user().get().to_be_bytes();
    let (mark, network) = (known.as_ref().map(Secret::sha256), network(browser.address));
    let taken = match &mark {
        Some(mark) => throttle.take(&[(&throttle::FACTOR, mark)], now)?,
        None => throttle.take(&[(&throttle::NETWORK, &network), (&throttle::FACTOR, &user)], now)?,
    };
    let taken = taken.map_err(|wait| {
        let seconds = wait.seconds;
        Stop::Refused(FactorRefusal::FactorThrottled { seconds })
    })?;
    let proof = look_at(store, cost, session, shown, now)?;
    let (token, device) = (Secret::draw()?, known.map_or_else(Secret::draw, Ok)?);
    let proven = store.write(|tx| {
        session.hold_in(tx)?;
        let by = match &proof {
            Proof::Nothing => None,
            Proof::Password => Some("password"),
            Proof::Step(step) => totp::use_step(tx, session, *step)?.then_some("code"),
            Proof::Recovery(code) => recovery::use_code(tx, session.user(), code, now)?.then_some("recovery_code"),
            Proof::Passkey(kept, credential) => (0 < passkeys::use_in(tx, kept, credential, now)?).then_some("passkey"),
        };
        let (outcome, detail) = match by {
            Some(by) => (Outcome::Accepted, by),
            None => (Outcome::Refused, FactorRefusal::CodeWrong.name()),
        };
        match by {
            None => {}
            Some("password") => {
                session.prove_in(tx, &token, now)?;
            }
            Some(_) => {
                session.strengthen_in(tx, &token, now)?;
                keep_device(tx, session.user(), &device, now)?;
            }
        }
        record(tx, &session.actor(), session.login(), now, command, outcome, detail)?;
        Ok::<_, Stop<FactorRefusal>>(by.is_some())
    })?;
    if !proven {
        return Err(Stop::Refused(FactorRefusal::CodeWrong));
    }
    throttle.give_back(taken);
    Ok(SignedIn {
        user: session.user(),
        token,
        device,
    })
}

/// What was shown comes to, before anything is used up.
enum Proof<'a> {
    Nothing,
    Password,
    Step(i64),
    Recovery(String),
    Passkey(&'a KeptPasskey, &'a str),
}

fn look_at<'a>(
    store: &Store,
    cost: HashCost,
    session: &Session,
    shown: Shown<'a>,
    now: Timestamp,
) -> Result<Proof<'a>, Fault> {
    Ok(match shown {
        Shown::Passkey(kept, credential) if kept.user == session.user() => Proof::Passkey(kept, credential),
        Shown::Passkey(..) => Proof::Nothing,
        Shown::Password(password) => {
            let kept = store.read(|tx| users::by_login(tx, session.login()))?;
            let kept = kept.filter(|(user, hash)| user.active && !hash.is_empty());
            let hash = kept.as_ref().map(|(_, hash)| hash.as_str());
            if password::check(cost, hash, password)?.right {
                Proof::Password
            } else {
                Proof::Nothing
            }
        }
        Shown::Code(typed) => {
            let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
            if typed.len() == totp::DIGITS && typed.bytes().all(|byte| byte.is_ascii_digit()) {
                totp::proves(store, session, &typed, now)?.map_or(Proof::Nothing, Proof::Step)
            } else {
                Proof::Recovery(typed)
            }
        }
    })
}

/// Ends every second factor of a user, with the codes that stand in for them.
pub(crate) fn end_in(tx: &mut Tx, user: UserId) -> Result<u64, Fault> {
    // First the sessions: who is about to gain a factor holds one of them, and is waited for.
    tx.exec(include_str!("sql/end_sessions.sql"), params![user])?;
    let ended = totp::end_in(tx, user)? + passkeys::end_in(tx, user)?;
    recovery::end_in(tx, user)?;
    Ok(ended)
}
