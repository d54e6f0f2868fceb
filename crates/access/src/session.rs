//! *Session*: a browser in which somebody is signed in (SEC-11).
//!
//! The token is 256 random bits, kept by the browser alone; the database has its SHA-256. A
//! session ends by signing out, by [`IDLE_MINUTES`] without use, by [`SESSION_HOURS`] in any case,
//! and at once when its user is deactivated or given another password.

use jiff::SignedDuration;
use kameral_base::{Date, EntityId, Timestamp, UserId};
use kameral_store::{Fault, Row, Stop, Store, Tx, params};

use crate::begin::Method;
use crate::client::client_kind;
use crate::factor_refusal::FactorRefusal;
use crate::history::{self, INSTALLATION, NewLine, Outcome};
use crate::proof::{self, Proof};
use crate::secrets::{Secret, hex, unhex};
use crate::{Actor, Cx, substitutes, users};

/// A session that is not used ends after this time.
pub const IDLE_MINUTES: i64 = 30;
/// A session ends after this time, used or not.
pub const SESSION_HOURS: i64 = 10;
/// Use is kept this often only, so that reading pages does not write. Idle time is counted from
/// what was kept, and may therefore end this much early.
const SEEN_SECONDS: i64 = 60;
/// How somebody at a browser acts.
pub(crate) const CHANNEL: &str = "web";

/// A living session.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own; together they say its standing"
)]
pub struct Session {
    user: UserId,
    login: String,
    name: String,
    language: String,
    entity: Option<EntityId>,
    started_at: Timestamp,
    on_behalf_of: Option<UserId>,
    address: String,
    client: String,
    token: Secret,
    method: Method,
    factors: i64,
    proven_at: Timestamp,
    form_seed: Option<Vec<u8>>,
    renewal_due: bool,
    has_totp: bool,
    has_passkey: bool,
    factor_required: bool,
}

/// *Inloggningens läge*: how far a session reaches (SEC-12, DEF-13).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Everywhere its user may.
    Whole,
    /// Nowhere, until the second factor that its user has is shown.
    FactorAsked,
    /// To its user's own account, where a second factor is to be set up that a role requires.
    FactorLacking,
}

/// One of a user's sessions, as the user's own list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionLine {
    /// To end it by. Nobody can use the session with it.
    pub handle: String,
    /// When it began.
    pub started_at: Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
    /// From which address it began.
    pub address: String,
    /// What the browser called itself.
    pub agent: String,
    /// How identity was proven first.
    pub method: Method,
    /// Whether it was proven by two factors.
    pub two_factors: bool,
    /// Whether it is the session that asks.
    pub is_this: bool,
}

impl Session {
    /// The session of a token that a browser sent; none when there is none, or it has ended.
    pub fn find(store: &Store, token: &str, now: Timestamp) -> Result<Option<Self>, Fault> {
        let Some(token) = Secret::parse(token) else {
            return Ok(None);
        };
        let oldest = [hours_ago(now), idle_since(now)];
        let found = store.read(|tx| {
            // Sweden's day is never before this one, so a role counts at least as long as it is held.
            let day = now.to_zoned(jiff::tz::TimeZone::UTC).date();
            let params = params![token.sha256(), oldest[0], oldest[1], day];
            tx.optional(include_str!("sql/find_session.sql"), params, |row| session(row, &token))
        })?;
        let Some((found, seen_at)) = found else {
            return Ok(None);
        };
        if SEEN_SECONDS <= now.as_second() - seen_at.as_second() {
            let params = params![token.sha256(), now];
            write(store, |tx| tx.exec(include_str!("sql/touch_session.sql"), params))?;
        }
        Ok(Some(found))
    }

    /// Who is signed in.
    pub fn user(&self) -> UserId {
        self.user
    }

    /// By which login.
    pub fn login(&self) -> &str {
        &self.login
    }

    /// By which name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The language the user was added with: `sv` or `en`.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The entity the user chose to look at, if any; whether it still may be met is asked by
    /// [`Session::cx`].
    pub fn entity(&self) -> Option<EntityId> {
        self.entity
    }

    /// When it began.
    pub fn started_at(&self) -> Timestamp {
        self.started_at
    }

    /// The token every form of this session must send. It follows from the session's own first
    /// token, which pages never show, and stays when that one is changed.
    pub fn csrf(&self) -> Secret {
        let kept = self.form_seed.as_ref().and_then(|seed| Secret::parse(&hex(seed)));
        kept.unwrap_or_else(|| self.token.derived("csrf"))
    }

    /// How far the session reaches.
    pub fn standing(&self) -> Standing {
        match (self.factors, self.has_totp || self.has_passkey) {
            (2.., _) => Standing::Whole,
            (_, true) => Standing::FactorAsked,
            (_, false) if self.factor_required => Standing::FactorLacking,
            (_, false) => Standing::Whole,
        }
    }

    /// How identity was proven first.
    pub fn method(&self) -> Method {
        self.method
    }

    /// Whether the user has an app for one-time codes.
    pub fn has_totp(&self) -> bool {
        self.has_totp
    }

    /// Whether the user has a passkey.
    pub fn has_passkey(&self) -> bool {
        self.has_passkey
    }

    /// Whether a role of the user requires a second factor.
    pub fn factor_required(&self) -> bool {
        self.factor_required
    }

    /// Whether identity was proven a moment ago, so that sensitive acts are done without asking.
    pub fn is_freshly_proven(&self, now: Timestamp) -> bool {
        proof::is_fresh(self.proven_at, now)
    }

    /// Whether the token is to be changed at the next page, because what the user may do has
    /// changed.
    pub fn renewal_due(&self) -> bool {
        self.renewal_due
    }

    /// The same session under a new token; the old one opens nothing any more. None when it has ended, or
    /// another page was before this one.
    pub fn renew(&self, store: &Store) -> Result<Option<Secret>, Fault> {
        let token = Secret::draw()?;
        let renewed = write(store, |tx| {
            self.change_token_in(tx, &token, self.factors, self.proven_at)
        })?;
        Ok(renewed.then_some(token))
    }

    /// Refuses who was not proven a moment ago, and who still has a factor to show: a password alone
    /// changes no factors.
    pub(crate) fn require_proof(&self, now: Timestamp) -> Result<(), FactorRefusal> {
        if self.standing() != Standing::FactorAsked && self.is_freshly_proven(now) {
            Ok(())
        } else {
            Err(FactorRefusal::ProofNeeded)
        }
    }

    /// Refuses a session that has ended meanwhile. One that has not is held until the transaction ends, so that
    /// whoever ends it waits, and then ends what it did too.
    pub(crate) fn hold_in(&self, tx: &mut Tx) -> Result<(), Stop<FactorRefusal>> {
        if self.is_held_in(tx)? {
            Ok(())
        } else {
            Err(Stop::Refused(FactorRefusal::SessionEnded))
        }
    }

    /// Whether the session lives still; it is then held as by [`Session::hold_in`].
    pub(crate) fn is_held_in(&self, tx: &mut Tx) -> Result<bool, Fault> {
        let held = params![self.user, self.token.sha256()];
        Ok(0 < tx.exec(include_str!("sql/hold_session.sql"), held)?)
    }

    /// Proven by two factors, now, under a new token. Answers whether the session lives.
    pub(crate) fn strengthen_in(&self, tx: &mut Tx, token: &Secret, now: Timestamp) -> Result<bool, Fault> {
        self.change_token_in(tx, token, 2, now)
    }

    /// Proven again, now, under a new token. Answers whether the session lives.
    pub(crate) fn prove_in(&self, tx: &mut Tx, token: &Secret, now: Timestamp) -> Result<bool, Fault> {
        self.change_token_in(tx, token, self.factors, now)
    }

    /// Answers `false` when the session has ended meanwhile, or goes on under another token: then the new one
    /// opens nothing.
    fn change_token_in(&self, tx: &mut Tx, token: &Secret, factors: i64, proven_at: Timestamp) -> Result<bool, Fault> {
        let seed = unhex(self.csrf().reveal());
        let (old, new) = (self.token.sha256(), token.sha256());
        let changed = params![self.user, old, new, factors, proven_at, seed];
        Ok(0 < tx.exec(include_str!("sql/change_session_token.sql"), changed)?)
    }

    pub(crate) fn has_factor_in(&self, tx: &mut Tx) -> Result<bool, Fault> {
        has_factor_in(tx, self.user)
    }

    /// Entities in which the user holds a role today, or acts for somebody who does, by number. Names are
    /// the ledger's.
    ///
    /// None until the session is whole.
    pub fn entities(&self, store: &Store, today: Date) -> Result<Vec<EntityId>, Fault> {
        if self.standing() != Standing::Whole {
            return Ok(Vec::new());
        }
        store.read(|tx| substitutes::entities(tx, self.user, self.on_behalf_of, today))
    }

    /// For whom the user chose to act, if anybody.
    pub fn on_behalf_of(&self) -> Option<UserId> {
        self.on_behalf_of
    }

    /// The user at an entity, with the roles held there today; none where the user holds none, and
    /// none anywhere until the session is whole: one factor alone opens no books (SEC-12). At an entity
    /// where the user may act for whom they chose to act for, it is with that one's roles.
    pub fn cx(&self, store: &Store, entity: EntityId, today: Date, now: Timestamp) -> Result<Option<Cx>, Fault> {
        if self.standing() != Standing::Whole {
            return Ok(None);
        }
        let lent = match self.on_behalf_of {
            Some(principal) => Cx::of_substitute(store, self.user, principal, entity, CHANNEL, today, now)?,
            None => None,
        };
        let cx = match lent {
            Some(lent) => Some(lent),
            None => Cx::of_user(store, self.user, entity, CHANNEL, today, now)?,
        };
        let cx = cx.map(|cx| cx.from_where(&self.address, &self.client));
        Ok(cx.map(|cx| cx.proven(Proof::At(self.proven_at))))
    }

    /// The user at no entity, who may do nothing there: what they read of others is told in the
    /// installation's history.
    pub fn nowhere(&self, store: &Store, today: Date, now: Timestamp) -> Cx {
        Cx::nowhere(store, self.actor(), today, now)
    }

    /// Remembers which entity the user looks at. Answers `false`, and remembers nothing, where the
    /// user holds no role today and acts for nobody who does.
    pub fn choose_entity(&mut self, store: &Store, entity: EntityId, today: Date) -> Result<bool, Fault> {
        let chosen = write(store, |tx| {
            if !substitutes::entities(tx, self.user, self.on_behalf_of, today)?.contains(&entity) {
                return Ok(false);
            }
            tx.exec(
                include_str!("sql/choose_entity.sql"),
                params![self.token.sha256(), entity],
            )?;
            Ok(true)
        })?;
        if chosen {
            self.entity = Some(entity);
        }
        Ok(chosen)
    }

    /// Chooses for whom the user acts from now on in this session, or that it is for nobody else. Answers
    /// `false`, and chooses nothing, where the user is nobody's substitute of that kind today.
    pub fn act_for(
        &mut self,
        store: &Store,
        principal: Option<UserId>,
        today: Date,
        now: Timestamp,
    ) -> Result<bool, Fault> {
        let chosen = write(store, |tx| {
            if let Some(principal) = principal
                && !substitutes::is_substitute(tx, self.user, principal, today)?
            {
                return Ok(false);
            }
            let params = params![self.token.sha256(), principal];
            tx.exec(include_str!("sql/act_for.sql"), params)?;
            let command = if principal.is_some() {
                "substitute.begin"
            } else {
                "substitute.pause"
            };
            let whom = match principal.or(self.on_behalf_of) {
                Some(whom) => users::by_id(tx, whom)?.map(|user| (user.id, user.name)),
                None => None,
            };
            let actor = Actor {
                on_behalf_of: whom,
                ..self.actor()
            };
            record(tx, &actor, &self.login, now, command, Outcome::Accepted, "")?;
            Ok(true)
        })?;
        if chosen {
            self.on_behalf_of = principal;
        }
        Ok(chosen)
    }

    /// Signs out: the token opens nothing any more.
    pub fn sign_out(self, store: &Store, now: Timestamp) -> Result<(), Fault> {
        write(store, |tx| {
            tx.exec(
                include_str!("sql/end_session.sql"),
                params![self.user, self.token.sha256()],
            )?;
            self.record(tx, now, "session.sign_out")
        })
    }

    /// The user's living sessions, the latest first (ASVS 7.5.2).
    pub fn all(&self, store: &Store, now: Timestamp) -> Result<Vec<SessionLine>, Fault> {
        let params = params![self.user, hours_ago(now), idle_since(now)];
        store.read(|tx| {
            tx.all(include_str!("sql/sessions_of_user.sql"), params, |row| {
                line(row, Some(&self.token))
            })
        })
    }

    /// Ends one of the user's sessions by its handle. Answers whether there was one.
    pub fn end(&self, store: &Store, handle: &str, now: Timestamp) -> Result<bool, Fault> {
        let Some(sha256) = unhex(handle) else {
            return Ok(false);
        };
        write(store, |tx| {
            if tx.exec(include_str!("sql/end_session.sql"), params![self.user, &sha256])? == 0 {
                return Ok(false);
            }
            self.record(tx, now, "session.end")?;
            Ok(true)
        })
    }

    /// Ends every other session of the user. Answers how many there were.
    pub fn end_others(&self, store: &Store, now: Timestamp) -> Result<u64, Fault> {
        write(store, |tx| {
            let ended = self.end_others_in(tx)?;
            self.record(tx, now, "session.end_others")?;
            Ok(ended)
        })
    }

    fn end_others_in(&self, tx: &mut Tx) -> Result<u64, Fault> {
        self.end_others_of(tx, &self.token)
    }

    /// Ends the user's sessions but the one with this token.
    pub(crate) fn end_others_of(&self, tx: &mut Tx, token: &Secret) -> Result<u64, Fault> {
        tx.exec(
            include_str!("sql/end_other_sessions.sql"),
            params![self.user, token.sha256()],
        )
    }

    pub(crate) fn record(&self, tx: &mut Tx, now: Timestamp, command: &'static str) -> Result<(), Fault> {
        record(tx, &self.actor(), &self.login, now, command, Outcome::Accepted, "")
    }

    pub(crate) fn actor(&self) -> Actor {
        Actor {
            user: self.user,
            name: self.name.clone(),
            on_behalf_of: None,
            role: String::new(),
            channel: CHANNEL,
            address: self.address.clone(),
            client: self.client.clone(),
        }
    }
}

/// A line in the installation's history.
pub(crate) fn record(
    tx: &mut Tx,
    actor: &Actor,
    login: &str,
    at: Timestamp,
    command: &'static str,
    outcome: Outcome,
    detail: &str,
) -> Result<(), Fault> {
    tx.for_entities(&[INSTALLATION])?;
    let line = NewLine {
        entity: INSTALLATION,
        at,
        actor,
        command,
        subject: login,
        outcome,
        detail,
    };
    history::record(tx, &line)
}

/// A write that nothing but a fault can stop.
pub(crate) fn write<T>(store: &Store, mut work: impl FnMut(&mut Tx) -> Result<T, Fault>) -> Result<T, Fault> {
    let done = store.write(|tx| work(tx).map_err(Stop::<std::convert::Infallible>::Fault));
    done.map_err(|stop| match stop {
        Stop::Fault(fault) => fault,
        Stop::Refused(never) => match never {},
        Stop::Denied(_) => unreachable!("the work denies nothing"),
    })
}

/// Sessions that began then or earlier have ended.
pub(crate) fn hours_ago(now: Timestamp) -> Timestamp {
    now - SignedDuration::from_hours(SESSION_HOURS)
}

pub(crate) fn idle_since(now: Timestamp) -> Timestamp {
    now - SignedDuration::from_mins(IDLE_MINUTES)
}

/// Whether a user has a second factor.
pub(crate) fn has_factor_in(tx: &mut Tx, user: UserId) -> Result<bool, Fault> {
    let factors: i64 = tx.one(include_str!("sql/factors_of_user.sql"), params![user], |row| {
        row.get("factors")
    })?;
    Ok(0 < factors)
}

/// A user's sessions get new tokens at their next page: what the user may do has changed.
pub(crate) fn renew_all_in(tx: &mut Tx, user: UserId) -> Result<(), Fault> {
    tx.exec(include_str!("sql/renew_sessions.sql"), params![user])?;
    Ok(())
}

/// A line of a list of sessions, asked for by the session of a token.
pub(crate) fn line(row: &Row, asking: Option<&Secret>) -> Result<SessionLine, Fault> {
    let sha256: [u8; 32] = row.get("token_sha256")?;
    Ok(SessionLine {
        handle: hex(&sha256),
        started_at: row.get("created_at")?,
        seen_at: row.get("last_seen_at")?,
        address: row.get("address")?,
        agent: row.get("agent")?,
        method: row.get("method")?,
        two_factors: 2 <= row.get::<i64>("factors")?,
        is_this: asking.is_some_and(|token| token.sha256() == sha256),
    })
}

fn session(row: &Row, token: &Secret) -> Result<(Session, Timestamp), Fault> {
    let some = |column| Ok::<bool, Fault>(0 < row.get::<i64>(column)?);
    let session = Session {
        user: row.get("user_id")?,
        login: row.get("login")?,
        name: row.get("name")?,
        language: row.get("language")?,
        entity: row.get("entity_id")?,
        started_at: row.get("created_at")?,
        on_behalf_of: row.get("on_behalf_of")?,
        address: row.get("address")?,
        client: client_kind(row.get("agent")?),
        token: token.clone(),
        method: row.get("method")?,
        factors: row.get("factors")?,
        proven_at: row.get("proven_at")?,
        form_seed: row.get("form_seed")?,
        renewal_due: row.get("renew")?,
        has_totp: some("totps")?,
        has_passkey: some("passkeys")?,
        factor_required: some("requiring")?,
    };
    Ok((session, row.get("last_seen_at")?))
}
