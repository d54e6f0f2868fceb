//! *Session*: a browser in which somebody is signed in (SEC-11).
//!
//! The token is 256 random bits, kept by the browser alone; the database has its SHA-256. A
//! session ends by signing out, by [`IDLE_MINUTES`] without use, by [`SESSION_HOURS`] in any case,
//! and at once when its user is deactivated or given another password.

use jiff::SignedDuration;
use kameral_base::{Date, EntityId, Timestamp, UserId};
use kameral_store::{Fault, Row, Stop, Store, Tx, params};

use crate::client::client_kind;
use crate::history::{self, INSTALLATION, NewLine, Outcome};
use crate::secrets::{Secret, hex, unhex};
use crate::{Actor, Cx, rights, substitutes};

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
            let params = params![token.sha256(), oldest[0], oldest[1]];
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

    /// The token every form of this session must send. It follows from the session's own token,
    /// which pages never show.
    pub fn csrf(&self) -> Secret {
        self.token.derived("csrf")
    }

    /// Entities in which the user holds a role today, or acts for somebody who does, by number. Names are
    /// the ledger's.
    pub fn entities(&self, store: &Store, today: Date) -> Result<Vec<EntityId>, Fault> {
        store.read(|tx| substitutes::entities(tx, self.user, self.on_behalf_of, today))
    }

    /// For whom the user chose to act, if anybody.
    pub fn on_behalf_of(&self) -> Option<UserId> {
        self.on_behalf_of
    }

    /// The user at an entity, with the roles held there today; none where the user holds none. At an entity
    /// where the user may act for whom they chose to act for, it is with that one's roles.
    pub fn cx(&self, store: &Store, entity: EntityId, today: Date, now: Timestamp) -> Result<Option<Cx>, Fault> {
        if let Some(principal) = self.on_behalf_of
            && let Some(cx) = Cx::of_substitute(store, self.user, principal, entity, CHANNEL, today, now)?
        {
            return Ok(Some(cx.from_where(&self.address, &self.client)));
        }
        let cx = Cx::of_user(store, self.user, entity, CHANNEL, today, now)?;
        Ok(cx.map(|cx| cx.from_where(&self.address, &self.client)))
    }

    /// Remembers which entity the user looks at. Answers `false`, and remembers nothing, where the
    /// user holds no role today.
    pub fn choose_entity(&mut self, store: &Store, entity: EntityId, today: Date) -> Result<bool, Fault> {
        let chosen = write(store, |tx| {
            if !rights::entities(tx, self.user, today)?.contains(&entity) {
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
            self.record(tx, now, command)?;
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
                let sha256: [u8; 32] = row.get("token_sha256")?;
                Ok(SessionLine {
                    handle: hex(&sha256),
                    started_at: row.get("created_at")?,
                    seen_at: row.get("last_seen_at")?,
                    address: row.get("address")?,
                    agent: row.get("agent")?,
                    is_this: sha256 == self.token.sha256(),
                })
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

    pub(crate) fn end_others_in(&self, tx: &mut Tx) -> Result<u64, Fault> {
        tx.exec(
            include_str!("sql/end_other_sessions.sql"),
            params![self.user, self.token.sha256()],
        )
    }

    fn record(&self, tx: &mut Tx, now: Timestamp, command: &'static str) -> Result<(), Fault> {
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

fn idle_since(now: Timestamp) -> Timestamp {
    now - SignedDuration::from_mins(IDLE_MINUTES)
}

fn session(row: &Row, token: &Secret) -> Result<(Session, Timestamp), Fault> {
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
    };
    Ok((session, row.get("last_seen_at")?))
}
