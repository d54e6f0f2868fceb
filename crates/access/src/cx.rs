//! What a command is given: who acts, on which rows, today, and the one way into a transaction.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;
use std::sync::Arc;

use kameral_base::{Date, EntityId, Refusal, Sentence, Timestamp, UserId};
use kameral_store::{Denied, Fault, Stop, Store, Tx};
use serde::{Serialize, de::DeserializeOwned};

use crate::client::client_kind;
use crate::duty::Duties;
use crate::history::{self, Act, NewLine, Outcome};
use crate::keys::{self, IdempotencyKey, KeyReused};
use crate::proof::Proof;
use crate::rights::{self, Holding, Rights};
use crate::store::{Versions, versions};
use crate::{Permission, ReportLimit, RoleName, Rows, Scope};

/// Who acts: a person signed in, or the operator at the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Identity in the user register; 0 is the operator at the command line.
    pub user: UserId,
    /// Name as it is kept on vouchers and in history; a substitute's with the other's after it.
    pub name: String,
    /// For whom the act is done, as their substitute: whom, and by which name.
    pub on_behalf_of: Option<(UserId, String)>,
    /// Roles in which the act is done, with a space between.
    pub role: String,
    /// Channel: `web`, `api` or `cli`.
    pub channel: &'static str,
    /// From which address of the network, or at which machine; empty when nobody said.
    pub address: String,
    /// By which program: `Firefox 140`, `kameral 0.1.0`.
    pub client: String,
}

impl Actor {
    /// The same, from an address of the network and by the program that calls itself so.
    pub(crate) fn at(mut self, address: IpAddr, agent: &str) -> Self {
        self.address = address.to_canonical().to_string();
        self.client = client_kind(agent);
        self
    }

    /// Whose substitute acts, by name; empty for who acts on their own behalf.
    pub fn on_behalf_of(&self) -> &str {
        self.on_behalf_of.as_ref().map_or("", |(_, name)| name)
    }
}

/// A command's surroundings. Clock and identity are given, never fetched.
#[derive(Clone)]
pub struct Cx {
    /// The database.
    pub store: Store,
    /// Who acts.
    pub actor: Actor,
    /// Rows the actor may meet.
    pub scope: Scope,
    /// Today's date in Sweden.
    pub today: Date,
    /// The moment the command began, UTC.
    pub now: Timestamp,
    permissions: BTreeSet<Permission>,
    /// For which rows a permission is held that is held for some only; mostly empty.
    limits: Arc<BTreeMap<Permission, Rows>>,
    role_names: Vec<RoleName>,
    reports: ReportLimit,
    /// Where the actor's roles are held, to ask for them again in each command's transaction; none
    /// for the operator, who holds no roles.
    rights_in: Option<EntityId>,
    /// What the actor's identity rests on.
    proof: Proof,
}

impl Cx {
    /// The operator at the command line: whoever can open the database file may do everything in
    /// it, and every act is kept in history under the given name.
    pub fn operator(store: Store, name: &str, entity: EntityId, today: Date, now: Timestamp) -> Self {
        let actor = Actor {
            user: UserId(0),
            name: name.to_owned(),
            on_behalf_of: None,
            role: "operator".to_owned(),
            channel: "cli",
            address: String::new(),
            client: String::new(),
        };
        let scope = Scope::new(vec![entity], Rows::All);
        let permissions = Permission::ALL.into_iter().collect();
        Self {
            store,
            actor,
            scope,
            today,
            now,
            permissions,
            limits: Arc::default(),
            role_names: Vec::new(),
            reports: ReportLimit::Every,
            rights_in: None,
            proof: Proof::Given,
        }
    }

    /// A user at an entity, with the roles held there today (SEC-09). None when the user holds
    /// none or may no longer sign in: such an entity is not told of.
    ///
    /// The caller has made sure who it is; for a browser that is
    /// [`Session::cx`](crate::Session::cx).
    pub fn of_user(
        store: &Store,
        user: UserId,
        entity: EntityId,
        channel: &'static str,
        today: Date,
        now: Timestamp,
    ) -> Result<Option<Self>, Fault> {
        let held = store.read(|tx| rights::held(tx, user, entity, today))?;
        Ok(held.map(|(name, held)| {
            let actor = Actor {
                user,
                name,
                on_behalf_of: None,
                role: String::new(),
                channel,
                address: String::new(),
                client: String::new(),
            };
            Self::with_rights(store, actor, rights::union(&held), entity, today, now)
        }))
    }

    /// Somebody signed in, at no entity, who may do nothing there: what they read of others is told in the
    /// installation's history.
    pub(crate) fn nowhere(store: &Store, actor: Actor, today: Date, now: Timestamp) -> Self {
        Self {
            permissions: BTreeSet::new(),
            rights_in: Some(history::INSTALLATION),
            actor,
            ..Self::operator(store.clone(), "", history::INSTALLATION, today, now)
        }
    }

    /// Somebody with rights that were looked up.
    pub(crate) fn with_rights(
        store: &Store,
        actor: Actor,
        rights: Rights,
        entity: EntityId,
        today: Date,
        now: Timestamp,
    ) -> Self {
        Self {
            store: store.clone(),
            actor: Actor {
                role: rights.role,
                ..actor
            },
            scope: Scope::new(vec![entity], rights.rows),
            today,
            now,
            permissions: rights.permissions,
            limits: Arc::new(rights.limits),
            role_names: rights.names,
            reports: rights.reports,
            rights_in: Some(entity),
            proof: Proof::Given,
        }
    }

    /// The same actor, from an address or a machine and by a program, as history keeps it.
    #[must_use]
    pub fn from_where(mut self, address: impl Into<String>, client: impl Into<String>) -> Self {
        self.actor.address = address.into();
        self.actor.client = client.into();
        self
    }

    pub(crate) fn proven(self, proof: Proof) -> Self {
        Self { proof, ..self }
    }

    /// The same actor with some of the permissions only, acting by a token.
    pub(crate) fn by_token(mut self, permissions: &BTreeSet<Permission>, mark: &str) -> Self {
        self.permissions.retain(|permission| permissions.contains(permission));
        self.actor.role = format!("{} {mark}", self.actor.role);
        self.actor.channel = "api";
        self.proven(Proof::Token)
    }

    /// The entity at hand.
    pub fn entity(&self) -> EntityId {
        self.scope.entity()
    }

    /// The moment as it is kept in rows: UTC with six decimals, so that text sorts as time does.
    pub fn now_text(&self) -> String {
        history::moment_text(self.now)
    }

    /// Whether the actor holds a permission. Pages ask in order to show or hide; commands check by
    /// [`Cx::write`] and [`Cx::read`].
    pub fn may(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }

    /// Whether the actor holds a permission for every row of the entity.
    pub fn has_every_row(&self, permission: Permission) -> bool {
        self.may(permission) && !self.limits.contains_key(&permission)
    }

    /// The rows for which a permission is held, as the transaction sees it: the union of what the roles that
    /// give this permission say (SEC-09). Asks the database only where there are conditions.
    pub fn rows_of(&self, tx: &mut Tx, permission: Permission) -> Result<Rows, Fault> {
        match self.rights_in {
            Some(entity) if !self.has_every_row(permission) => {
                rights::rows_held(tx, &self.actor, entity, permission, self.today)
            }
            _ => Ok(Rows::All),
        }
    }

    /// Whether the actor's roles let a report be run, by its name (REP-11).
    pub fn may_run(&self, report: &str) -> bool {
        self.may(Permission::ReportRun) && self.reports.lets(report)
    }

    /// What the actor's roles are called; none for the operator.
    pub fn role_names(&self) -> &[RoleName] {
        &self.role_names
    }

    /// What the actor may do here.
    pub fn permissions(&self) -> impl Iterator<Item = Permission> {
        self.permissions.iter().copied()
    }

    /// Whether it is the operator at the command line.
    pub fn is_operator(&self) -> bool {
        self.rights_in.is_none()
    }

    /// The same actor at another entity of the scope; nothing when it lies outside.
    pub fn at(&self, entity: EntityId) -> Option<Self> {
        Some(Self {
            scope: self.scope.at(entity)?,
            ..self.clone()
        })
    }

    /// The same actor at an entity that is being made; only who manages the system makes one.
    pub fn at_new_entity(&self, entity: EntityId) -> Result<Self, Denied> {
        self.require(Permission::SystemManage)?;
        self.proof.enough(Permission::SystemManage, self.now)?;
        Ok(Self {
            scope: Scope::new(vec![entity], Rows::All),
            ..self.clone()
        })
    }

    /// Checks a permission.
    pub fn require(&self, permission: Permission) -> Result<(), Denied> {
        if self.may(permission) {
            Ok(())
        } else {
            Err(denied(permission))
        }
    }

    /// Leaves a line of history that the actor tried, on a route, what they may not (SEC-10).
    pub fn turned_away(&self, denied: &Denied, route: &str) -> Result<(), Fault> {
        let act = Act::new(Permission::BooksRead, "route.turned_away", route);
        self.remember(&act, Outcome::Denied, &denied.detail())
    }

    /// Leaves a line of history of what the actor was shown, in a transaction of its own.
    pub(crate) fn tell(&self, command: &'static str, subject: &str, detail: &str) -> Result<(), Fault> {
        let act = Act::new(Permission::BooksRead, command, subject);
        self.remember(&act, Outcome::Accepted, detail)
    }

    /// One query on one snapshot of the database.
    pub fn read<T>(
        &self,
        permission: Permission,
        query: impl FnOnce(&mut Tx) -> Result<T, Fault>,
    ) -> Result<T, Stop<std::convert::Infallible>> {
        self.require(permission).map_err(Stop::Denied)?;
        Ok(self.store.read(|tx| {
            tx.for_entities(self.scope.entities())?;
            query(tx)
        })?)
    }

    /// One command, one transaction: check the permission, run, and leave a line of processing
    /// history, whatever came of it (SEC-10).
    ///
    /// The permission is asked for again inside the transaction, so that a role that was taken
    /// meanwhile is gone (reliability rule 14).
    pub fn write<T, R: Refusals>(
        &self,
        act: Act,
        mut command: impl FnMut(&mut Tx) -> Result<T, Stop<R>>,
    ) -> Result<T, Stop<R>> {
        self.run(&act, |tx| Ok((command(tx)?, Outcome::Accepted)))
    }

    /// [`Cx::write`] for a client that may retry: the same key with the same request gives the
    /// kept answer and changes nothing; with another request it is refused. See
    /// [`IdempotencyKey`].
    pub fn write_once<T: Serialize + DeserializeOwned, R: OnceRefusals>(
        &self,
        act: Act,
        key: Option<&IdempotencyKey>,
        mut command: impl FnMut(&mut Tx) -> Result<T, Stop<R>>,
    ) -> Result<T, Stop<R>> {
        self.run(&act, |tx| {
            let Some(key) = key else {
                return Ok((command(tx)?, Outcome::Accepted));
            };
            if let Some(known) = keys::claim(tx, self, &act, key)? {
                if !known.is(&act, key) {
                    let reused = KeyReused { key: key.key.clone() };
                    return Err(Stop::Refused(R::key_reused(reused)));
                }
                return Ok((keys::answer(&known)?, Outcome::Repeated));
            }
            let answer = command(tx)?;
            keys::settle(tx, self.entity(), key, &answer)?;
            Ok((answer, Outcome::Accepted))
        })
    }

    fn run<T, R: Refusals>(
        &self,
        act: &Act,
        mut command: impl FnMut(&mut Tx) -> Result<(T, Outcome), Stop<R>>,
    ) -> Result<T, Stop<R>> {
        let allowed = self
            .require(act.permission)
            .and_then(|()| self.proof.enough(act.permission, self.now));
        let done = allowed.map_err(Stop::Denied).and_then(|()| {
            self.store.write(|tx| {
                tx.for_entities(self.scope.entities())?;
                let versions = versions(tx)?;
                self.require_at_first(tx, act.permission, versions)?;
                if act.every_row {
                    self.require_every_row(act.permission).map_err(Stop::Denied)?;
                }
                let duties = Duties::of(tx, self, act, versions)?;
                let (answer, outcome) = command(tx)?;
                let detail = duties.done(tx, self, act, outcome)?;
                self.record(tx, act, outcome, &detail)?;
                Ok(answer)
            })
        });
        match &done {
            Ok(_) | Err(Stop::Fault(_)) => {}
            Err(Stop::Refused(refusals)) => {
                self.remember(act, Outcome::Refused, &refusals.names().join(" "))?;
            }
            Err(Stop::Denied(denied)) => self.remember(act, Outcome::Denied, &denied.detail())?,
        }
        done
    }

    /// Checks a permission as the transaction sees it: for a command that needs a second one because of what
    /// it was asked to do. What the actor came without is not given by what their user holds: a token names
    /// some of its user's permissions (SEC-11).
    pub fn require_still<R>(&self, tx: &mut Tx, permission: Permission) -> Result<(), Stop<R>> {
        self.require(permission).map_err(Stop::Denied)?;
        let Some(entity) = self.rights_in else { return Ok(()) };
        let holding = rights::holding(tx, &self.actor, entity, permission, self.today)?;
        self.held_still(permission, holding).map_err(Stop::Denied)
    }

    /// The same before the command has written anything: what was found at the same version holds.
    fn require_at_first<R>(&self, tx: &mut Tx, permission: Permission, versions: Versions) -> Result<(), Stop<R>> {
        let Some(entity) = self.rights_in else { return Ok(()) };
        let (actor, today) = (&self.actor, self.today);
        let holding = rights::known_holding(tx, &self.store, versions, (actor, entity, permission, today))?;
        self.held_still(permission, holding).map_err(Stop::Denied)
    }

    fn held_still(&self, permission: Permission, holding: Holding) -> Result<(), Denied> {
        match holding {
            // It was held for every row when the request began: what it may write now is asked anew then.
            Holding::SomeRows if !self.limits.contains_key(&permission) => Err(denied(permission)),
            Holding::EveryRow | Holding::SomeRows => Ok(()),
            Holding::Not => Err(denied(permission)),
        }
    }

    /// Whether a permission is held for every row, by what the request began with and as the transaction sees
    /// it: for what a command lets through where somebody may.
    pub fn still_has_every_row(&self, tx: &mut Tx, permission: Permission) -> Result<bool, Fault> {
        if !self.has_every_row(permission) {
            return Ok(false);
        }
        let Some(entity) = self.rights_in else { return Ok(true) };
        let holding = rights::holding(tx, &self.actor, entity, permission, self.today)?;
        Ok(holding == Holding::EveryRow)
    }

    /// Denies who holds a permission for some rows only, and says for which.
    pub fn require_every_row(&self, permission: Permission) -> Result<(), Denied> {
        self.require(permission)?;
        let Some(rows) = self.limits.get(&permission) else {
            return Ok(());
        };
        let sentence = Sentence::new("refusal-some-rows")
            .with("permission", permission.code())
            .with("rows", rows.told());
        Err(Denied::because(permission.code(), "some_rows", sentence))
    }

    /// Whether the actor holds a permission at another entity, as the transaction sees it. A token is asked for
    /// at one entity, and governs nowhere else.
    pub(crate) fn governs_at(&self, tx: &mut Tx, entity: EntityId, permission: Permission) -> Result<bool, Fault> {
        if self.proof == Proof::Token && (entity != self.entity() || !self.may(permission)) {
            return Ok(false);
        }
        Ok(self.is_operator() || rights::holding(tx, &self.actor, entity, permission, self.today)? != Holding::Not)
    }

    /// The line of a command in the history of another entity that it also concerned.
    pub(crate) fn record_at(&self, tx: &mut Tx, entity: EntityId, act: &Act) -> Result<(), Fault> {
        tx.for_entities(&[entity])?;
        let line = NewLine {
            entity,
            at: self.now,
            actor: &self.actor,
            command: act.command,
            subject: &act.subject,
            outcome: Outcome::Accepted,
            detail: "",
        };
        history::record(tx, &line)
    }

    /// The line of a command of which nothing was kept, in a transaction of its own.
    fn remember(&self, act: &Act, outcome: Outcome, detail: &str) -> Result<(), Fault> {
        let remembered: Result<(), Stop<std::convert::Infallible>> = self.store.write(|tx| {
            tx.for_entities(self.scope.entities())?;
            Ok(self.record(tx, act, outcome, detail)?)
        });
        match remembered {
            Err(Stop::Fault(fault)) => Err(fault),
            _ => Ok(()),
        }
    }

    fn record(&self, tx: &mut Tx, act: &Act, outcome: Outcome, detail: &str) -> Result<(), Fault> {
        // The command may have looked at another entity: one that it made.
        tx.for_entities(self.scope.entities())?;
        let line = NewLine {
            entity: self.entity(),
            at: self.now,
            actor: &self.actor,
            command: act.command,
            subject: &act.subject,
            outcome,
            detail,
        };
        history::record(tx, &line)
    }
}

fn denied(permission: Permission) -> Denied {
    Denied::lacking(permission.code())
}

/// What a command may be refused with: one refusal, or all of them at once.
pub trait Refusals {
    /// Names for history, in order, without personal data.
    fn names(&self) -> Vec<String>;
}

impl Refusals for std::convert::Infallible {
    fn names(&self) -> Vec<String> {
        match *self {}
    }
}

impl<R: Refusal> Refusals for Vec<R> {
    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.iter().map(|refusal| refusal.name().to_owned()).collect();
        names.dedup();
        names.truncate(REFUSAL_NAMES_MAX);
        names
    }
}

/// Refusals of a command that a client may send twice.
pub trait OnceRefusals: Refusals {
    /// The refusal of a key that was used for another request.
    fn key_reused(reused: KeyReused) -> Self;
}

impl<R: Refusal + From<KeyReused>> OnceRefusals for Vec<R> {
    fn key_reused(reused: KeyReused) -> Self {
        vec![reused.into()]
    }
}

/// Names of refusals kept in one line of history: the first ones tell what was wrong.
const REFUSAL_NAMES_MAX: usize = 20;
