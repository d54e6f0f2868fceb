//! *Passernycklar* by the protocol (WebAuthn): a ceremony begins with a challenge, which is kept in
//! memory for a few minutes and used once, and ends with what the browser answered.
//!
//! Every ceremony demands that the key asks for its owner (finger, face or code), so a passkey alone
//! is two factors. Keys are bound to the address of the installation (`kameral serve --origin`): one
//! made for another place answers nothing here.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use kameral_access::{Attempt, Browser, KeptPasskey, Secret, kept_passkeys, network, passkey_of, refuse_passkey};
use kameral_base::{Timestamp, UserId};
use kameral_store::{Fault, FaultKind, Store};
use serde_json::Value;
use webauthn_rs::prelude::{
    AuthenticationResult, DiscoverableAuthentication, DiscoverableKey, Passkey, PasskeyAuthentication,
    PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Url, Uuid, WebauthnError,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};
use webauthn_rs_proto::ResidentKeyRequirement;

/// Ceremonies that wait, at most; then the oldest of whoever has the most gives way.
const CEREMONIES_MAX: usize = 2000;
/// Ceremonies of one network or one user that wait, at most; then its own oldest gives way.
const OWN_CEREMONIES_MAX: usize = 100;
/// A ceremony waits so long.
const CEREMONY_SECONDS: i64 = 300;
/// What the browser shows as whom the key is for.
const PARTY: &str = "Kameral";

/// Why a passkey was not taken.
#[derive(Debug)]
pub enum PasskeyMiss {
    /// The ceremony has ended, or the answer is not one to its challenge, from here.
    Refused,
    /// Too many attempts of the browser or its network failed; nothing was looked at.
    Throttled,
    /// Disk, connection, a setting that cannot be.
    Fault(Fault),
}

impl From<Fault> for PasskeyMiss {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// A ceremony that has begun: what the browser is told.
#[derive(Debug)]
pub struct Begun {
    /// To end it by.
    pub ceremony: String,
    /// Options for `navigator.credentials`.
    pub options: Value,
}

/// A key that was shown and is right.
pub struct Shown {
    /// Which.
    pub passkey: KeptPasskey,
    /// What is kept of it from now on.
    pub credential: String,
    /// The place that the beginning took.
    pub attempt: Option<Attempt>,
}

/// Who shows a key.
#[derive(Clone, Copy)]
pub struct Shower<'a> {
    /// Whose session the browser has, if it has one.
    pub user: Option<UserId>,
    /// The browser.
    pub browser: &'a Browser<'a>,
}

/// A key that was made.
pub struct Made {
    /// What it calls itself.
    pub credential_id: Vec<u8>,
    /// What is kept of it.
    pub credential: String,
}

enum State {
    Making(UserId, Box<PasskeyRegistration>),
    Showing(UserId, Box<PasskeyAuthentication>),
    Discovering(Box<DiscoverableAuthentication>, Option<Attempt>),
}

/// Whose a ceremony is: nobody fills the room of another.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Whose {
    User(UserId),
    Network(Vec<u8>),
}

struct Waiting {
    until: i64,
    whose: Whose,
    state: State,
}

#[derive(Default)]
struct Ceremonies(Mutex<BTreeMap<String, Waiting>>);

impl Ceremonies {
    fn keep(&self, whose: Whose, state: State, now: Timestamp) -> Result<String, Fault> {
        let name = Secret::draw()?.reveal().to_owned();
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = now.as_second();
        all.retain(|_, waiting| now < waiting.until);
        let mut counts = BTreeMap::<&Whose, usize>::new();
        for waiting in all.values() {
            *counts.entry(&waiting.whose).or_default() += 1;
        }
        let own = counts.get(&whose).copied().unwrap_or_default();
        let gives_way = if OWN_CEREMONIES_MAX <= own {
            Some(whose.clone())
        } else if CEREMONIES_MAX <= all.len() {
            let most = counts.iter().max_by_key(|(_, count)| **count);
            most.map(|(whose, _)| (*whose).clone())
        } else {
            None
        };
        if let Some(of) = gives_way {
            let oldest = all.iter().filter(|(_, waiting)| waiting.whose == of);
            let oldest = oldest.min_by_key(|(_, waiting)| waiting.until);
            if let Some(oldest) = oldest.map(|(name, _)| name.clone()) {
                all.remove(&oldest);
            }
        }
        let until = now + CEREMONY_SECONDS;
        all.insert(name.clone(), Waiting { until, whose, state });
        Ok(name)
    }

    fn take(&self, name: &str, now: Timestamp) -> Option<State> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = all.remove(name)?;
        (now.as_second() < waiting.until).then_some(waiting.state)
    }
}

/// The protocol at an origin: `https://ekonomi.myndighet.se`.
pub fn party(origin: &str) -> Result<Webauthn, Fault> {
    let misuse = |what: String| Fault::new(FaultKind::Misuse, format!("origin {origin}: {what}"));
    let url = Url::parse(origin).map_err(|error| misuse(error.to_string()))?;
    let host = url
        .domain()
        .ok_or_else(|| misuse("a name is needed, not an address in digits".to_owned()))?;
    let is_local = host == "localhost";
    let built = WebauthnBuilder::new(host, &url).map(|builder| builder.rp_name(PARTY).allow_any_port(is_local));
    built
        .and_then(WebauthnBuilder::build)
        .map_err(|error| misuse(error.to_string()))
}

/// Begins to make a key for a user.
pub fn begin_making(
    store: &Store,
    party: &Webauthn,
    (user, login, name): (UserId, &str, &str),
    now: Timestamp,
) -> Result<Begun, PasskeyMiss> {
    let mut known = Vec::new();
    for kept in kept_passkeys(store, user)? {
        known.push(parsed(&kept)?.cred_id().clone());
    }
    let (mut challenge, state) = party
        .start_passkey_registration(handle(user), login, name, Some(known))
        .map_err(protocol)?;
    // So that the key can be found without a login being typed first.
    if let Some(selection) = &mut challenge.public_key.authenticator_selection {
        selection.resident_key = Some(ResidentKeyRequirement::Preferred);
    }
    let state = State::Making(user, Box::new(state));
    begun(store, Whose::User(user), state, &challenge.public_key, now)
}

/// The browser's answer with a new key.
pub fn end_making(
    store: &Store,
    party: &Webauthn,
    user: UserId,
    (ceremony, answer): (&str, &str),
    now: Timestamp,
) -> Result<Made, PasskeyMiss> {
    let Some(State::Making(of, state)) = store.shared::<Ceremonies>().take(ceremony, now) else {
        return Err(PasskeyMiss::Refused);
    };
    let answer: RegisterPublicKeyCredential = serde_json::from_str(answer).map_err(|_| PasskeyMiss::Refused)?;
    if of != user {
        return Err(PasskeyMiss::Refused);
    }
    let passkey = party
        .finish_passkey_registration(&answer, &state)
        .map_err(|_| PasskeyMiss::Refused)?;
    Ok(Made {
        credential_id: passkey.cred_id().clone(),
        credential: text_of(&passkey)?,
    })
}

/// Begins to show a key: one of a known user's, or whichever the browser finds. `attempt` is the place that a
/// browser without a session took.
pub fn begin_showing(
    store: &Store,
    party: &Webauthn,
    shower: Shower<'_>,
    attempt: Option<Attempt>,
    now: Timestamp,
) -> Result<Begun, PasskeyMiss> {
    let Some(user) = shower.user else {
        let (challenge, state) = party.start_discoverable_authentication().map_err(protocol)?;
        let whose = Whose::Network(network(shower.browser.address));
        let state = State::Discovering(Box::new(state), attempt);
        return begun(store, whose, state, &challenge.public_key, now);
    };
    let kept = kept_passkeys(store, user)?;
    let known = kept.iter().map(parsed).collect::<Result<Vec<_>, _>>()?;
    if known.is_empty() {
        return Err(PasskeyMiss::Refused);
    }
    let (challenge, state) = party.start_passkey_authentication(&known).map_err(protocol)?;
    let state = State::Showing(user, Box::new(state));
    begun(store, Whose::User(user), state, &challenge.public_key, now)
}

/// The browser's answer with a key that was shown. What is not right leaves a line of history.
pub fn end_showing(
    store: &Store,
    party: &Webauthn,
    shower: Shower<'_>,
    (ceremony, answer): (&str, &str),
    now: Timestamp,
) -> Result<Shown, PasskeyMiss> {
    let Shower { user, browser } = shower;
    let Some(state) = store.shared::<Ceremonies>().take(ceremony, now) else {
        return Err(PasskeyMiss::Refused);
    };
    let answer: PublicKeyCredential = serde_json::from_str(answer).map_err(|_| PasskeyMiss::Refused)?;
    let Some(kept) = passkey_of(store, answer.get_credential_id())? else {
        refuse_passkey(store, user, browser, "passkey_unknown", now)?;
        return Err(PasskeyMiss::Refused);
    };
    if user.is_some_and(|user| user != kept.user) {
        refuse_passkey(store, user, browser, "passkey_of_another", now)?;
        return Err(PasskeyMiss::Refused);
    }
    let mut passkey = parsed(&kept)?;
    let done = match &state {
        State::Showing(of, state) if *of == kept.user => party.finish_passkey_authentication(&answer, state),
        State::Discovering(state, _) if user.is_none() => {
            party.finish_discoverable_authentication_v2(&answer, (**state).clone(), DiscoverableKey::from(&passkey))
        }
        _ => return Err(PasskeyMiss::Refused),
    };
    let done = match done {
        Ok(done) => counted(&passkey, done),
        Err(error) => Err(error),
    };
    match done {
        Ok(done) => {
            passkey.update_credential(&done);
            let credential = text_of(&passkey)?;
            let attempt = match state {
                State::Discovering(_, attempt) => attempt,
                _ => None,
            };
            Ok(Shown {
                passkey: kept,
                credential,
                attempt,
            })
        }
        Err(error) => {
            let why = match error {
                WebauthnError::CredentialPossibleCompromise => "passkey_counter_backward",
                WebauthnError::InvalidRPOrigin => "passkey_of_another_origin",
                _ => "passkey_wrong",
            };
            refuse_passkey(store, Some(kept.user), browser, why, now)?;
            Err(PasskeyMiss::Refused)
        }
    }
}

/// A counter that has not gone forward tells of a copy of the key; keys without one always say 0.
/// What is kept is read afresh, because another sign-in may have come between.
fn counted(kept: &Passkey, shown: AuthenticationResult) -> Result<AuthenticationResult, WebauthnError> {
    let counter = serde_json::to_value(kept).ok();
    let counter = counter
        .as_ref()
        .and_then(|value| value.pointer("/cred/counter"))
        .and_then(Value::as_u64)
        .unwrap_or_default();
    let given = u64::from(shown.counter());
    if (0 < given || 0 < counter) && given <= counter {
        return Err(WebauthnError::CredentialPossibleCompromise);
    }
    Ok(shown)
}

/// What a key knows its user by: nothing that says who it is.
fn handle(user: UserId) -> Uuid {
    Uuid::from_u128(u128::from(user.get().unsigned_abs()))
}

fn begun(
    store: &Store,
    whose: Whose,
    state: State,
    options: &impl serde::Serialize,
    now: Timestamp,
) -> Result<Begun, PasskeyMiss> {
    let ceremony = store.shared::<Ceremonies>().keep(whose, state, now)?;
    let options = serde_json::to_value(options).map_err(|error| fault(&error.to_string()))?;
    Ok(Begun { ceremony, options })
}

fn parsed(kept: &KeptPasskey) -> Result<Passkey, Fault> {
    serde_json::from_str(&kept.credential).map_err(|_| {
        let told = format!("table passkey, row {}, column credential: no passkey", kept.number);
        Fault::new(FaultKind::Mismatch, told)
    })
}

fn text_of(passkey: &Passkey) -> Result<String, Fault> {
    serde_json::to_string(passkey).map_err(|error| fault(&error.to_string()))
}

fn protocol(error: WebauthnError) -> PasskeyMiss {
    PasskeyMiss::Fault(fault(&error.to_string()))
}

fn fault(what: &str) -> Fault {
    Fault::new(FaultKind::Engine, format!("passkeys: {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_for_a_name_and_not_for_digits() {
        assert!(party("https://ekonomi.myndighet.se").is_ok());
        assert!(party("http://localhost:8080").is_ok());
        for wrong in ["http://127.0.0.1:8080", "ekonomi.myndighet.se", ""] {
            assert!(party(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_ceremony_is_used_once_and_in_time_and_takes_no_room() {
        let now = Timestamp::from_second(1_780_000_000).unwrap();
        let later = |seconds| Timestamp::from_second(1_780_000_000 + seconds).unwrap();
        let party = party("http://localhost:8080").unwrap();
        let discovering = || State::Discovering(Box::new(party.start_discoverable_authentication().unwrap().1), None);
        let of = |number: usize| Whose::Network(vec![u8::try_from(number % 250).unwrap()]);
        let ceremonies = Ceremonies::default();
        let name = ceremonies.keep(of(0), discovering(), now).unwrap();
        assert!(ceremonies.take(&name, later(299)).is_some());
        assert!(ceremonies.take(&name, now).is_none());
        let late = ceremonies.keep(of(0), discovering(), now).unwrap();
        assert!(ceremonies.take(&late, later(300)).is_none());
        for second in 0..CEREMONIES_MAX + 10 {
            let then = later(i64::try_from(second / 100).unwrap());
            ceremonies.keep(of(second), discovering(), then).unwrap();
        }
        assert_eq!(ceremonies.0.lock().unwrap().len(), CEREMONIES_MAX);
    }

    /// Reliability §4.7: one network that begins and begins makes nobody else's ceremony give way.
    #[test]
    fn one_network_fills_its_own_room_only() {
        let now = Timestamp::from_second(1_780_000_000).unwrap();
        let party = party("http://localhost:8080").unwrap();
        let discovering = || State::Discovering(Box::new(party.start_discoverable_authentication().unwrap().1), None);
        let ceremonies = Ceremonies::default();
        let mine = ceremonies.keep(Whose::User(UserId(1)), discovering(), now).unwrap();
        for _ in 0..CEREMONIES_MAX + 10 {
            ceremonies.keep(Whose::Network(vec![9]), discovering(), now).unwrap();
        }
        assert_eq!(ceremonies.0.lock().unwrap().len(), OWN_CEREMONIES_MAX + 1);
        // Many networks that begin often make those give way who have begun often.
        for number in 0..30_u8 {
            for _ in 0..OWN_CEREMONIES_MAX {
                ceremonies
                    .keep(Whose::Network(vec![number]), discovering(), now)
                    .unwrap();
            }
        }
        assert_eq!(ceremonies.0.lock().unwrap().len(), CEREMONIES_MAX);
        assert!(ceremonies.take(&mine, now).is_some());
    }
}
