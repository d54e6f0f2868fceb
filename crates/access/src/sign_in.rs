//! *Autentisering*: signing in with login and password (SEC-11).
//!
//! Whoever fails is told the same, after the same work, whether the login exists, is deactivated
//! or has another password. How often one may fail is `throttle`'s matter; an attempt it holds
//! back does no work and leaves no line, or anybody could fill the disk.

use std::net::IpAddr;

use kameral_base::{Refusal, Sentence, Timestamp, UserId};
use kameral_store::{Fault, Stop, Store, Tx, params};

use crate::begin::{Beginning, Browser, Factors, Method, actor, known_device};
use crate::history::Outcome;
use crate::password::{self, Checked, HashCost, Password};
use crate::secrets::Secret;
use crate::session::{record, write};
use crate::throttle::{self, Throttle};
use crate::users::{self, User};

/// An attempt to sign in.
#[derive(Debug, Clone, Copy)]
pub struct SignIn<'a> {
    /// As typed.
    pub login: &'a str,
    /// As typed.
    pub password: &'a Password,
    /// The browser's own address, not a proxy's.
    pub address: IpAddr,
    /// What the browser calls itself.
    pub agent: &'a str,
    /// The browser's mark from an earlier sign-in, if it sent one.
    pub device: Option<&'a str>,
    /// The token of the session the browser still has, if any, whoever's it is. It ends.
    pub former: Option<&'a str>,
}

/// What a browser is given.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Who it is.
    pub user: UserId,
    /// The new session's token.
    pub token: Secret,
    /// A mark by which the browser is known from now on: new, or the one it sent.
    pub device: Secret,
}

/// Why a sign-in is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInRefusal {
    /// Too many attempts failed; nothing was looked at.
    Throttled {
        /// Seconds until the next attempt.
        seconds: i64,
    },
    /// Login and password do not belong together, or the user may not sign in.
    Wrong,
}

impl Refusal for SignInRefusal {
    fn name(&self) -> &'static str {
        match self {
            Self::Throttled { .. } => "sign_in_throttled",
            Self::Wrong => "sign_in_wrong",
        }
    }

    fn sentence(&self) -> Sentence {
        match self {
            Self::Throttled { seconds } => Sentence::new("refusal-sign-in-throttled").with("seconds", *seconds),
            Self::Wrong => Sentence::new("refusal-sign-in-wrong"),
        }
    }
}

/// Signs in: a new session with a new token, never one the browser brought.
///
/// `cost` is [`HashCost::OWASP`]; a password kept at another cost is hashed anew.
pub fn sign_in(
    store: &Store,
    cost: HashCost,
    attempt: &SignIn<'_>,
    now: Timestamp,
) -> Result<SignedIn, Stop<SignInRefusal>> {
    let login = users::normal(attempt.login);
    let facts = store.read(|tx| Facts::fetch(tx, &login, attempt.device, now))?;
    let throttle = store.shared::<Throttle>();
    let taken = match facts.take(&throttle, &login, attempt.address, now)? {
        Ok(taken) => taken,
        Err(wait) => {
            return Err(Stop::Refused(SignInRefusal::Throttled { seconds: wait.seconds }));
        }
    };
    // Who is no person, or proven elsewhere, has no password; the same work is done for nothing.
    let kept = facts.user.as_ref().map(|(_, hash)| hash.as_str());
    let kept = kept.filter(|hash| !hash.is_empty());
    let checked = password::check(cost, kept, attempt.password)?;
    if let Some((user, hash)) = facts.user.as_ref().filter(|(user, _)| user.active && checked.right) {
        let new_hash = rehashed(cost, attempt.password, &checked, hash)?;
        if let Some(signed_in) = begin(store, &facts, attempt, user, [hash, &new_hash], now)? {
            throttle.give_back(taken);
            return Ok(signed_in);
        }
    }
    refuse(store, &facts, attempt, &checked, now)?;
    Err(Stop::Refused(SignInRefusal::Wrong))
}

/// What is known before the password is looked at.
struct Facts {
    user: Option<(User, String)>,
    /// The browser's mark, when it is this user's.
    device: Option<Secret>,
}

impl Facts {
    fn fetch(tx: &mut Tx, login: &str, device: Option<&str>, now: Timestamp) -> Result<Self, Fault> {
        let user = users::by_login(tx, login)?;
        let mut facts = Self { user, device: None };
        let Some((user, _)) = &facts.user else {
            return Ok(facts);
        };
        facts.device = known_device(tx, user.id, device, now)?;
        Ok(facts)
    }

    /// A known browser has a gate of its own; strangers share those of their network and of the
    /// login they try.
    fn take(
        &self,
        throttle: &Throttle,
        login: &str,
        address: IpAddr,
        now: Timestamp,
    ) -> Result<Result<throttle::Taken, throttle::Wait>, Fault> {
        if let Some(mark) = &self.device {
            return throttle.take(&[(&throttle::DEVICE, &mark.sha256())], now);
        }
        let network = network(address);
        throttle.take(
            &[(&throttle::NETWORK, &network), (&throttle::LOGIN, login.as_bytes())],
            now,
        )
    }
}

/// Who shares an address: one of IPv4, or the 64 bits of IPv6 that one customer has.
pub fn network(address: IpAddr) -> Vec<u8> {
    match address.to_canonical() {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) => address.octets()[..8].to_vec(),
    }
}

fn rehashed(cost: HashCost, password: &Password, checked: &Checked, kept: &str) -> Result<String, Fault> {
    if checked.outdated {
        password::hash(cost, password)
    } else {
        Ok(kept.to_owned())
    }
}

/// Begins the session. Nothing when the user was deactivated, or got another password, between
/// the comparison and now.
fn begin(
    store: &Store,
    facts: &Facts,
    attempt: &SignIn<'_>,
    user: &User,
    [old_hash, new_hash]: [&str; 2],
    now: Timestamp,
) -> Result<Option<SignedIn>, Fault> {
    let browser = Browser {
        address: attempt.address,
        agent: attempt.agent,
        device: attempt.device,
        former: attempt.former,
    };
    let beginning = Beginning {
        user,
        method: Method::Password,
        factors: Factors::One,
        proven_at: now,
        forms: None,
        device: facts.device.clone(),
        browser: &browser,
        now,
    };
    beginning.begin(store, |tx| {
        let kept = params![user.id, now, new_hash, old_hash];
        tx.exec(include_str!("sql/keep_signed_in.sql"), kept)
    })
}

/// The line of a refused attempt. What was typed as a login nobody has may be a password, so it is
/// not kept.
fn refuse(store: &Store, facts: &Facts, attempt: &SignIn<'_>, checked: &Checked, now: Timestamp) -> Result<(), Fault> {
    let detail = match &facts.user {
        None => "login_unknown",
        Some(_) if !checked.right => "password_wrong",
        Some((user, _)) if !user.active => "user_inactive",
        Some(_) => "changed_meanwhile",
    };
    let user = facts.user.as_ref().map(|(user, _)| user);
    let login = user.map_or("", |user| user.login.as_str());
    write(store, |tx| {
        record(
            tx,
            &actor(user).at(attempt.address, attempt.agent),
            login,
            now,
            "session.sign_in",
            Outcome::Refused,
            detail,
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// ASVS 6.3.8: a login nobody has costs the same work as a wrong password, so the time it takes
    /// tells nothing; and a throttled attempt costs none.
    #[test]
    fn every_failure_does_the_same_work() {
        let cost = HashCost {
            memory_kib: 8,
            passes: 1,
            lanes: 1,
        };
        let now: Timestamp = "2026-03-02T08:00:00Z".parse().unwrap();
        let store = Store::open(":memory:").unwrap();
        store.migrate(&[crate::MIGRATIONS], now).unwrap();
        let today = kameral_base::Date::constant(2026, 3, 2);
        let cx = crate::Cx::operator(store.clone(), "drift", kameral_base::EntityId(1), today, now);
        for login in ["anna", "bo"] {
            let password = Password::new("korrekt-häst-batteri");
            let (login, name, language) = (login.to_owned(), login.to_owned(), String::new());
            users::add_user(
                &cx,
                None,
                cost,
                &users::NewUser {
                    login,
                    name,
                    password,
                    language,
                },
            )
            .unwrap();
        }
        users::set_active(&cx, None, "bo", false).unwrap();
        password::work::taken();
        let work = |login: &str, password: &str| {
            let attempt = SignIn {
                login,
                password: &Password::new(password),
                address: std::net::Ipv4Addr::LOCALHOST.into(),
                agent: "",
                device: None,
                former: None,
            };
            let failed = sign_in(&store, cost, &attempt, now).is_err();
            (failed, password::work::taken())
        };
        let longer = "a".repeat(2 * crate::PASSWORD_BYTES_MAX);
        assert_eq!(work("anna", "fel"), (true, 1));
        assert_eq!(work("bo", "fel"), (true, 1));
        assert_eq!(work("bo", "korrekt-häst-batteri"), (true, 1));
        assert_eq!(work("ingen", "fel"), (true, 1));
        assert_eq!(work("inte ett namn", "fel"), (true, 1));
        assert_eq!(work("anna", &longer), (true, 1));
        assert_eq!(work("ingen", &longer), (true, 1));
        assert_eq!(work("anna", "korrekt-häst-batteri"), (false, 1));
        let failures = (0..100).filter(|_| work("anna", "fel") == (true, 1));
        assert!(failures.count() < 100);
        assert_eq!(work("anna", "fel"), (true, 0));
    }

    #[test]
    fn a_network_is_an_address_of_ipv4_or_half_of_ipv6() {
        let of = |address: &str| network(address.parse().unwrap());
        assert_eq!(of("192.0.2.1"), [192, 0, 2, 1]);
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
    }
}
