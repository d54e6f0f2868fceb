//! A session begins: the one place where a browser is given a token.
//!
//! Whoever has made sure who it is comes here: the password ([`sign_in`](crate::sign_in)), a
//! passkey, or an agency's own sign-in ([`proven_elsewhere`]).

use std::net::IpAddr;

use jiff::SignedDuration;
use kameral_base::{Timestamp, UserId};
use kameral_store::{Cell, Fault, FromCell, Stop, Store, Tx, params};

use crate::Actor;
use crate::history::Outcome;
use crate::proof;
use crate::secrets::{Secret, unhex};
use crate::session::{CHANNEL, has_factor_in, hours_ago, record, write};
use crate::sign_in::{SignInRefusal, SignedIn};
use crate::users::{self, User};

/// Living sessions a user has at most; the oldest give way.
const SESSIONS_MAX: i64 = 20;
/// Browsers remembered for a user at most; the oldest give way.
const DEVICES_MAX: i64 = 20;
/// A browser that was not signed in with for so long is a stranger again.
const DEVICE_DAYS: i64 = 180;
/// Of what a browser calls itself, so much is kept.
const AGENT_CHARS_MAX: usize = 200;

/// *Inloggningssätt*: how identity was proven first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Login and password.
    Password,
    /// A passkey that asked for its owner's finger, face or code.
    Passkey,
    /// The agency's own sign-in by OpenID Connect.
    Oidc,
    /// The agency's own sign-in by SAML.
    Saml,
}

impl Method {
    /// Every method.
    pub const ALL: [Self; 4] = [Self::Password, Self::Passkey, Self::Oidc, Self::Saml];

    /// The word that is kept.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Passkey => "passkey",
            Self::Oidc => "oidc",
            Self::Saml => "saml",
        }
    }

    /// The key of its name in the texts.
    pub const fn text_key(self) -> &'static str {
        match self {
            Self::Password => "method-password",
            Self::Passkey => "method-passkey",
            Self::Oidc => "method-oidc",
            Self::Saml => "method-saml",
        }
    }
}

impl FromCell<'_> for Method {
    const EXPECTED: &'static str = "a way to sign in";

    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        let word = <&str>::from_cell(cell)?;
        Self::ALL.into_iter().find(|method| method.word() == word)
    }
}

/// *Faktorer*: how many different ways identity was proven in (SEC-12, DEF-13).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Factors {
    /// By one: something known, or the word of another that does not say more.
    One,
    /// By two different ones.
    Two,
}

impl Factors {
    pub(crate) const fn number(self) -> i64 {
        match self {
            Self::One => 1,
            Self::Two => 2,
        }
    }
}

/// The browser that signs in.
#[derive(Debug, Clone, Copy)]
pub struct Browser<'a> {
    /// The browser's own address, not a proxy's.
    pub address: IpAddr,
    /// What the browser calls itself.
    pub agent: &'a str,
    /// The browser's mark from an earlier sign-in, if it sent one.
    pub device: Option<&'a str>,
    /// The token of the session the browser still has, if any, whoever's it is. It ends.
    pub former: Option<&'a str>,
}

/// *Styrkt identitet*: what somebody else vouches for.
#[derive(Debug, Clone)]
pub struct ProvenElsewhere {
    /// Who.
    pub user: UserId,
    /// How.
    pub method: Method,
    /// By how much. It is kept with the session: what a role asks for beyond it is asked for at the next page.
    pub factors: Factors,
    /// When the person last showed who they are. Where nobody says, the proof counts as old: what is sensitive
    /// asks for a new one.
    pub proven_at: Option<Timestamp>,
    /// The forms' token of the session of the same user that this one follows, so that nothing typed in an open
    /// page is lost; none begins with its own.
    pub forms: Option<Secret>,
}

/// Begins a session for a user whose identity somebody else has proven: the agency's own sign-in.
/// Refused as [`SignInRefusal::Wrong`] when the user may not sign in here.
pub fn proven_elsewhere(
    store: &Store,
    proven: &ProvenElsewhere,
    browser: &Browser<'_>,
    now: Timestamp,
) -> Result<SignedIn, Stop<SignInRefusal>> {
    let found = store.read(|tx| {
        let user = users::by_id(tx, proven.user)?;
        let device = match &user {
            Some(user) => known_device(tx, user.id, browser.device, now)?,
            None => None,
        };
        Ok((user, device))
    })?;
    let (Some(user), device) = found else {
        refuse(store, None, browser, "user_unknown", now)?;
        return Err(Stop::Refused(SignInRefusal::Wrong));
    };
    let began = Beginning {
        user: &user,
        method: proven.method,
        factors: proven.factors,
        proven_at: proven.proven_at.map_or_else(|| proof::stale(now), |at| at.min(now)),
        forms: proven.forms.as_ref(),
        device,
        browser,
        now,
    }
    .begin(store, |tx| {
        tx.exec(include_str!("sql/keep_proven.sql"), params![user.id, now])
    })?;
    if began.is_none() {
        refuse(store, Some(&user), browser, "user_inactive", now)?;
    }
    began.ok_or(Stop::Refused(SignInRefusal::Wrong))
}

/// The line of a sign-in that was refused after a proof: who, where, by which program, and why.
pub(crate) fn refuse(
    store: &Store,
    user: Option<&User>,
    browser: &Browser<'_>,
    why: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    let of = actor(user).at(browser.address, browser.agent);
    let login = user.map_or("", |user| user.login.as_str());
    write(store, |tx| {
        record(tx, &of, login, now, "session.sign_in", Outcome::Refused, why)
    })
}

/// A session about to begin.
pub(crate) struct Beginning<'a> {
    pub(crate) user: &'a User,
    pub(crate) method: Method,
    pub(crate) factors: Factors,
    /// When the user last showed who they are: not later than now.
    pub(crate) proven_at: Timestamp,
    /// The forms' token, where it is not the session's own.
    pub(crate) forms: Option<&'a Secret>,
    /// The browser's mark, when it is this user's.
    pub(crate) device: Option<Secret>,
    pub(crate) browser: &'a Browser<'a>,
    pub(crate) now: Timestamp,
}

impl Beginning<'_> {
    /// Begins the session. `keep` answers 0 when the user may not sign in after all; then nothing is begun,
    /// and nothing of what it did is kept.
    pub(crate) fn begin(
        &self,
        store: &Store,
        mut keep: impl FnMut(&mut Tx) -> Result<u64, Fault>,
    ) -> Result<Option<SignedIn>, Fault> {
        let token = Secret::draw()?;
        let device = self.device.clone().map_or_else(Secret::draw, Ok)?;
        let former = self.browser.former.and_then(Secret::parse);
        let (user, now) = (self.user, self.now);
        let agent: String = self
            .browser
            .agent
            .chars()
            .filter(|c| !c.is_control())
            .take(AGENT_CHARS_MAX)
            .collect();
        let address = self.browser.address.to_canonical().to_string();
        let began = store.write(|tx| {
            if keep(tx)? == 0 {
                return Err(Stop::Refused(NotBegun));
            }
            if let Some(former) = &former {
                tx.exec(include_str!("sql/end_former_session.sql"), params![former.sha256()])?;
            }
            let (method, factors) = (self.method.word(), self.factors.number());
            let forms = self.forms.and_then(|forms| unhex(forms.reveal()));
            let session = params![
                token.sha256(),
                user.id,
                now,
                &address,
                &agent,
                method,
                factors,
                self.proven_at,
                forms
            ];
            tx.exec(include_str!("sql/add_session.sql"), session)?;
            tx.exec(
                include_str!("sql/clear_sessions.sql"),
                params![user.id, hours_ago(now), SESSIONS_MAX, factors],
            )?;
            // A browser is known when a session in it was whole, not by half of what is asked for.
            if self.factors == Factors::Two || !has_factor_in(tx, user.id)? {
                keep_device(tx, user.id, &device, now)?;
            }
            let mut detail = Vec::new();
            if self.method != Method::Password {
                detail.push(self.method.word());
            }
            if self.device.is_none() {
                detail.push("new_device");
            }
            let detail = detail.join(" ");
            let of = actor(Some(user)).at(self.browser.address, self.browser.agent);
            Ok(record(
                tx,
                &of,
                &user.login,
                now,
                "session.sign_in",
                Outcome::Accepted,
                &detail,
            )?)
        });
        match began {
            Ok(()) => Ok(Some(SignedIn {
                user: user.id,
                token,
                device,
            })),
            Err(Stop::Refused(NotBegun)) => Ok(None),
            Err(Stop::Fault(fault)) => Err(fault),
            Err(Stop::Denied(_)) => unreachable!("the work denies nothing"),
        }
    }
}

/// The user may not sign in after all.
struct NotBegun;

/// Remembers a browser that its user has signed in with.
pub(crate) fn keep_device(tx: &mut Tx, user: UserId, device: &Secret, now: Timestamp) -> Result<(), Fault> {
    tx.exec(include_str!("sql/keep_device.sql"), params![device.sha256(), user, now])?;
    let forgotten = params![user, device_days_ago(now), DEVICES_MAX];
    tx.exec(include_str!("sql/clear_devices.sql"), forgotten)?;
    Ok(())
}

/// The browser's mark, when the user has signed in with it not long ago.
pub(crate) fn known_device(
    tx: &mut Tx,
    user: UserId,
    sent: Option<&str>,
    now: Timestamp,
) -> Result<Option<Secret>, Fault> {
    let Some(mark) = sent.and_then(Secret::parse) else {
        return Ok(None);
    };
    let params = params![mark.sha256(), user, device_days_ago(now)];
    let known: i64 = tx.one(include_str!("sql/device_known.sql"), params, |row| row.get("devices"))?;
    Ok((0 < known).then_some(mark))
}

pub(crate) fn actor(user: Option<&User>) -> Actor {
    Actor {
        user: user.map_or(UserId(0), |user| user.id),
        name: user.map_or_else(String::new, |user| user.name.clone()),
        on_behalf_of: None,
        role: String::new(),
        channel: CHANNEL,
        address: String::new(),
        client: String::new(),
    }
}

pub(crate) fn device_days_ago(now: Timestamp) -> Timestamp {
    now - SignedDuration::from_hours(24 * DEVICE_DAYS)
}
