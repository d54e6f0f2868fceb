//! What a command is given: who acts, on which rows, today, and the one way into a transaction.

use std::collections::BTreeSet;

use kameral_base::{Date, EntityId, Refusal, Timestamp, UserId};
use kameral_store::{Denied, Fault, Stop, Store, Tx};
use serde::{Serialize, de::DeserializeOwned};

use crate::history::{self, Act};
use crate::keys::{self, IdempotencyKey};
use crate::{Permission, RowCondition, Scope};

/// Who acts: a person signed in, or the operator at the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Identity in the user register; 0 is the operator at the command line.
    pub user: UserId,
    /// Name as it is kept on vouchers and in history.
    pub name: String,
    /// Role in which the act is done.
    pub role: String,
    /// Channel: `web`, `api` or `cli`.
    pub channel: &'static str,
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
}

impl Cx {
    pub(crate) fn new(
        store: Store,
        actor: Actor,
        scope: Scope,
        permissions: BTreeSet<Permission>,
        today: Date,
        now: Timestamp,
    ) -> Self {
        Self { store, actor, scope, today, now, permissions }
    }

    /// The operator at the command line: whoever can open the database file may do everything in
    /// it, and every act is kept in history under the given name.
    pub fn operator(store: Store, name: &str, entity: EntityId, today: Date, now: Timestamp) -> Self {
        let actor = Actor { user: UserId(0), name: name.to_owned(), role: "operator".to_owned(), channel: "cli" };
        let conditions: Vec<RowCondition> = Vec::new();
        Self::new(store, actor, Scope::new(vec![entity], conditions), Permission::ALL.into_iter().collect(), today, now)
    }

    /// The entity at hand.
    pub fn entity(&self) -> EntityId {
        self.scope.entity()
    }

    /// The moment as it is kept in rows: UTC with six decimals, so that text sorts as time does.
    pub fn now_text(&self) -> String {
        self.now.strftime("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()
    }

    /// Whether the actor holds a permission. Pages ask in order to show or hide; commands check by
    /// [`Cx::write`] and [`Cx::read`].
    pub fn may(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }

    /// The same actor at another entity of the scope; nothing when it lies outside.
    pub fn at(&self, entity: EntityId) -> Option<Self> {
        Some(Self { scope: self.scope.at(entity)?, ..self.clone() })
    }

    /// The same actor at an entity that is being made; only who manages the system makes one.
    pub fn at_new_entity(&self, entity: EntityId) -> Result<Self, Denied> {
        self.require(Permission::SystemManage)?;
        Ok(Self { scope: Scope::new(vec![entity], Vec::new()), ..self.clone() })
    }

    /// Checks a permission.
    pub fn require(&self, permission: Permission) -> Result<(), Denied> {
        if self.may(permission) { Ok(()) } else { Err(Denied { permission: permission.code() }) }
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
    /// history, accepted or refused.
    pub fn write<T, R: Refusals>(
        &self,
        act: Act,
        mut command: impl FnMut(&mut Tx) -> Result<T, Stop<R>>,
    ) -> Result<T, Stop<R>> {
        if let Err(denied) = self.require(act.permission) {
            self.remember_refusal(&act, &[denied.name().to_owned()])?;
            return Err(Stop::Denied(denied));
        }
        let done = self.store.write(|tx| {
            tx.for_entities(self.scope.entities())?;
            let answer = command(tx)?;
            history::record(tx, self, &act, "accepted", "")?;
            Ok(answer)
        });
        if let Err(Stop::Refused(refusals)) = &done {
            self.remember_refusal(&act, &refusals.names())?;
        }
        done
    }

    /// [`Cx::write`] for a client that may retry: the same key with the same request gives the
    /// stored answer and changes nothing; with another request it is refused.
    ///
    /// Keys are kept for ever, in the transaction of their effect (reliability rule 2).
    pub fn write_once<T: Serialize + DeserializeOwned, R: OnceRefusals>(
        &self,
        act: Act,
        key: Option<&IdempotencyKey>,
        mut command: impl FnMut(&mut Tx) -> Result<T, Stop<R>>,
    ) -> Result<T, Stop<R>> {
        self.write(act, |tx| {
            let Some(key) = key else { return command(tx) };
            if let Some(known) = keys::claim(tx, self, key)? {
                if known.request_sha256 != key.request_sha256.as_slice() {
                    return Err(Stop::Refused(R::key_reused(KeyReused { key: key.key.clone() })));
                }
                return Ok(keys::answer(&known)?);
            }
            let answer = command(tx)?;
            keys::settle(tx, self.entity(), key, &answer)?;
            Ok(answer)
        })
    }

    fn remember_refusal(&self, act: &Act, names: &[String]) -> Result<(), Fault> {
        let words = names.join(" ");
        let remembered: Result<(), Stop<std::convert::Infallible>> = self.store.write(|tx| {
            tx.for_entities(self.scope.entities())?;
            Ok(history::record(tx, self, act, "refused", &words)?)
        });
        match remembered {
            Err(Stop::Fault(fault)) => Err(fault),
            _ => Ok(()),
        }
    }
}

/// A key that was used before with another request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyReused {
    /// The key.
    pub key: String,
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
