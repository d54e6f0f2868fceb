//! *Programnycklar*: tokens that programs keep, to act by the API as a user with less (SEC-11).
//!
//! A token names what it may and where, ends within a year, and never does what is sensitive: that
//! needs a person. Only its hash is kept. It begins with [`TOKEN_PREFIX`], so that one that has
//! leaked into a file can be searched for.

use std::collections::BTreeSet;
use std::net::IpAddr;

use jiff::SignedDuration;
use kameral_base::{Date, EntityId, Timestamp, UserId};
use kameral_store::{Fault, Row, Stop, Store, Tx, params};
use serde_json::json;

use crate::installation_key::{self, FACTORS};
use crate::secrets::Secret;
use crate::session::{Session, Standing, write};
use crate::sign_in::network;
use crate::store::next_number;
use crate::throttle::{self, Throttle};
use crate::token_refusal::TokenRefusal;
use crate::{Act, Cx, IdempotencyKey, Permission, begin, history, rights, users};

/// The register, as history names it.
const REGISTER: &str = "api_token";

/// What every token begins with.
pub const TOKEN_PREFIX: &str = "kml_";
/// The longest time a token lives.
pub const TOKEN_DAYS_MAX: i64 = 366;
/// Living tokens a user has at most.
pub(crate) const TOKENS_MAX: i64 = 50;
/// The longest name of one, in characters.
pub(crate) const NAME_CHARS_MAX: usize = 100;
/// Use is kept this often only, so that reading does not write.
const USED_SECONDS: i64 = 60;

/// A token to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewToken {
    /// What it is for.
    pub name: String,
    /// Codes of what it may.
    pub permissions: Vec<String>,
    /// Where.
    pub entities: Vec<EntityId>,
    /// For how many days.
    pub days: i64,
}

/// A token, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenLine {
    /// Number, to revoke it by.
    pub number: i64,
    /// What it is for.
    pub name: String,
    /// Whose, by login.
    pub login: String,
    /// What it may, by code.
    pub permissions: Vec<String>,
    /// Where.
    pub entities: Vec<EntityId>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was last used, to the minute.
    pub used_at: Option<Timestamp>,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

impl TokenLine {
    /// Whether it opens anything at a moment.
    pub fn lives(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && now < self.expires_at
    }
}

/// A program that has shown a token.
#[derive(Debug, Clone)]
pub struct TokenHolder {
    number: i64,
    user: UserId,
    permissions: BTreeSet<Permission>,
    entities: Vec<EntityId>,
    address: String,
}

/// Makes a token for an integration or a robot that the actor manages; who signs in makes their own by
/// [`create_own_token`], or whoever manages users could act as any of them. Answers its number and, this once, the
/// token. A request that is sent again with its key is told the same token where
/// the installation has its keys, because it follows from both; else none.
pub fn create_token(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    login: &str,
    new: &NewToken,
) -> Result<(i64, Option<String>), Stop<Vec<TokenRefusal>>> {
    let login = users::normal(login);
    let following = match (key, installation_key::key(&cx.store, FACTORS)?) {
        (Some(key), Some(of)) => {
            let entity = cx.entity().get().to_be_bytes();
            let parts: [&[u8]; 4] = [b"token", &entity, key.key.as_bytes(), &key.request_sha256];
            Some(Secret::following(of.bytes(), &parts))
        }
        _ => None,
    };
    let mut made = following.is_some();
    let secret = following.map_or_else(Secret::draw, Ok)?;
    let mistakes = mistakes(new);
    let act = Act::new(Permission::UserManage, "token.create", users::subject(&login));
    let number = cx.write_once(act, key, |tx| {
        if !mistakes.is_empty() {
            return Err(Stop::Refused(mistakes.clone()));
        }
        let user = users::managed(tx, cx, &login).map_err(|stop| stop.map(of_user))?;
        if signs_in(tx, user.id)? {
            return Err(refused(TokenRefusal::TokenOfPerson { login: login.clone() }));
        }
        if new.entities.iter().any(|entity| !cx.scope.allows(*entity)) {
            return Err(refused(TokenRefusal::TokenEntityUnknown));
        }
        let number = add_in(tx, user.id, cx.actor.user, new, &secret, cx.today, cx.now)?;
        made = true;
        Ok(number)
    })?;
    Ok((number, made.then(|| shown(&secret))))
}

/// Makes a token for whoever is signed in.
pub fn create_own_token(
    store: &Store,
    session: &Session,
    new: &NewToken,
    today: Date,
    now: Timestamp,
) -> Result<(i64, String), Stop<Vec<TokenRefusal>>> {
    if session.standing() != Standing::Whole || !session.is_freshly_proven(now) {
        return Err(refused(TokenRefusal::ProofNeeded));
    }
    let mistakes = mistakes(new);
    if !mistakes.is_empty() {
        return Err(Stop::Refused(mistakes));
    }
    let secret = Secret::draw()?;
    let number = store.write(|tx| {
        if !session.is_held_in(tx)? {
            return Err(refused(TokenRefusal::SessionEnded));
        }
        let number = add_in(tx, session.user(), session.user(), new, &secret, today, now)?;
        session.record(tx, now, "token.create")?;
        Ok::<_, Stop<Vec<TokenRefusal>>>(number)
    })?;
    Ok((number, shown(&secret)))
}

/// Whether a user signs in, rather than acting by tokens alone. What kind of user it is said to be decides
/// nothing: whoever manages users says that.
fn signs_in(tx: &mut Tx, user: UserId) -> Result<bool, Fault> {
    let robot: Option<bool> = tx.optional(include_str!("sql/is_robot.sql"), params![user], |row| row.get("robot"))?;
    Ok(robot != Some(true))
}

/// Revokes a token of a user the actor manages.
pub fn revoke_token(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    login: &str,
    number: i64,
) -> Result<(), Stop<Vec<TokenRefusal>>> {
    let login = users::normal(login);
    let act = Act::new(Permission::UserManage, "token.revoke", users::subject(&login));
    cx.write_once(act, key, |tx| {
        let user = users::managed(tx, cx, &login).map_err(|stop| stop.map(of_user))?;
        revoke_in(tx, user.id, number, cx.actor.user, cx.now)
    })
}

/// Revokes one of one's own tokens.
pub fn revoke_own_token(
    store: &Store,
    session: &Session,
    number: i64,
    now: Timestamp,
) -> Result<(), Stop<Vec<TokenRefusal>>> {
    store.write(|tx| {
        revoke_in(tx, session.user(), number, session.user(), now)?;
        Ok(session.record(tx, now, "token.revoke")?)
    })
}

/// Tokens of a user, also those that ended, the latest first.
pub fn tokens_of(tx: &mut Tx, user: UserId) -> Result<Vec<TokenLine>, Fault> {
    let mut lines = tx.all(include_str!("sql/tokens_of_user.sql"), params![user], line)?;
    for line in &mut lines {
        line.permissions = permissions_in(tx, line.number)?;
        line.entities = places_in(tx, line.number)?;
    }
    Ok(lines)
}

/// Tokens of a user the actor manages.
pub fn tokens_of_login(cx: &Cx, login: &str) -> Result<Vec<TokenLine>, Stop<Vec<TokenRefusal>>> {
    let login = users::normal(login);
    cx.require(Permission::UserManage)?;
    cx.store.read(|tx| match users::managed(tx, cx, &login) {
        Ok(user) => tokens_of(tx, user.id).map(Ok),
        Err(stop) => Ok(Err(stop.map(of_user))),
    })?
}

impl TokenHolder {
    /// Whether this is the form of a token, rather than of a session's.
    pub fn is_form(text: &str) -> bool {
        text.starts_with(TOKEN_PREFIX)
    }

    /// Who shows this token; none when it opens nothing. One network is not looked up for long when
    /// it shows what are no tokens.
    pub fn find(store: &Store, shown: &str, address: IpAddr, now: Timestamp) -> Result<Option<Self>, Fault> {
        let Some(secret) = shown.strip_prefix(TOKEN_PREFIX).and_then(Secret::parse) else {
            return Ok(None);
        };
        let throttle = store.shared::<Throttle>();
        let network = network(address);
        let Ok(taken) = throttle.take(&[(&throttle::TOKEN, &network)], now)? else {
            return Ok(None);
        };
        let found = store.read(|tx| {
            let params = params![secret.sha256(), now];
            let found = tx.optional(include_str!("sql/find_token.sql"), params, |row| {
                Ok((
                    row.get::<i64>("token_id")?,
                    row.get::<UserId>("user_id")?,
                    row.get::<Option<Timestamp>>("used_at")?,
                ))
            })?;
            let Some((number, user, used_at)) = found else {
                return Ok(None);
            };
            let codes = permissions_in(tx, number)?;
            let permissions = codes
                .iter()
                .map(|code| rights::permission(code))
                .collect::<Result<_, _>>()?;
            let entities = places_in(tx, number)?;
            let holder = Self {
                number,
                user,
                permissions,
                entities,
                address: address.to_canonical().to_string(),
            };
            Ok(Some((holder, used_at)))
        })?;
        let Some((holder, used_at)) = found else {
            return Ok(None);
        };
        throttle.give_back(taken);
        if used_at.is_none_or(|used| USED_SECONDS <= now.as_second() - used.as_second()) {
            let params = params![holder.number, now];
            write(store, |tx| tx.exec(include_str!("sql/use_token.sql"), params))?;
        }
        Ok(Some(holder))
    }

    /// Whose token it is.
    pub fn user(&self) -> UserId {
        self.user
    }

    /// Where the token opens anything and its user holds a role today.
    pub fn entities(&self, store: &Store, today: Date) -> Result<Vec<EntityId>, Fault> {
        let held = store.read(|tx| rights::entities(tx, self.user, today))?;
        Ok(held
            .into_iter()
            .filter(|entity| self.entities.contains(entity))
            .collect())
    }

    /// The user at no entity, who may do nothing there: what the token's program reads of others is told in
    /// the installation's history.
    pub fn nowhere(&self, store: &Store, today: Date, now: Timestamp) -> Result<Cx, Fault> {
        let user = store.read(|tx| users::by_id(tx, self.user))?;
        let mut actor = begin::actor(user.as_ref());
        actor.role = self.mark();
        actor.channel = "api";
        Ok(Cx::nowhere(store, actor, today, now).from_where(&self.address, ""))
    }

    /// The user at an entity with what the token gives; none where it gives nothing.
    pub fn cx(&self, store: &Store, entity: EntityId, today: Date, now: Timestamp) -> Result<Option<Cx>, Fault> {
        if !self.entities.contains(&entity) {
            return Ok(None);
        }
        let cx = Cx::of_user(store, self.user, entity, "api", today, now)?;
        Ok(cx.map(|cx| {
            cx.by_token(&self.permissions, &self.mark())
                .from_where(&self.address, "")
        }))
    }

    /// How history names it.
    fn mark(&self) -> String {
        format!("token:{}", self.number)
    }
}

fn mistakes(new: &NewToken) -> Vec<TokenRefusal> {
    let mut mistakes = Vec::new();
    let name = new.name.trim();
    if name.is_empty() || NAME_CHARS_MAX < name.chars().count() || name.chars().any(char::is_control) {
        mistakes.push(TokenRefusal::TokenNameMalformed);
    }
    if new.permissions.is_empty() {
        mistakes.push(TokenRefusal::TokenPermissionMissing);
    }
    for code in &new.permissions {
        let permission = code.clone();
        match Permission::from_code(code) {
            None => mistakes.push(TokenRefusal::TokenPermissionUnknown { permission }),
            Some(known) if known.is_sensitive() => {
                mistakes.push(TokenRefusal::TokenPermissionSensitive { permission });
            }
            Some(_) => {}
        }
    }
    if new.entities.is_empty() {
        mistakes.push(TokenRefusal::TokenEntityUnknown);
    }
    if !(1..=TOKEN_DAYS_MAX).contains(&new.days) {
        mistakes.push(TokenRefusal::TokenDaysMalformed);
    }
    mistakes
}

fn add_in(
    tx: &mut Tx,
    user: UserId,
    by: UserId,
    new: &NewToken,
    secret: &Secret,
    today: Date,
    now: Timestamp,
) -> Result<i64, Stop<Vec<TokenRefusal>>> {
    let number = next_number(tx, "token")?;
    let living: i64 = tx.one(include_str!("sql/living_tokens.sql"), params![user, now], |row| {
        row.get("tokens")
    })?;
    if TOKENS_MAX <= living {
        return Err(refused(TokenRefusal::TokensFull));
    }
    let held = rights::entities(tx, user, today)?;
    if new.entities.iter().any(|entity| !held.contains(entity)) {
        return Err(refused(TokenRefusal::TokenEntityUnknown));
    }
    let ends = now + SignedDuration::from_hours(24 * new.days);
    let row = params![number, secret.sha256(), user, new.name.trim(), now, by, ends];
    tx.exec(include_str!("sql/add_token.sql"), row)?;
    for code in new.permissions.iter().collect::<BTreeSet<_>>() {
        tx.exec(include_str!("sql/add_token_permission.sql"), params![number, code])?;
    }
    for entity in new.entities.iter().collect::<BTreeSet<_>>() {
        tx.exec(include_str!("sql/add_token_place.sql"), params![number, *entity])?;
    }
    let kept =
        json!({ "name": new.name.trim(), "permissions": new.permissions, "entities": new.entities, "days": new.days });
    history::changed_value(tx, REGISTER, &number.to_string(), None, Some(&kept));
    Ok(number)
}

fn revoke_in(
    tx: &mut Tx,
    user: UserId,
    number: i64,
    by: UserId,
    now: Timestamp,
) -> Result<(), Stop<Vec<TokenRefusal>>> {
    if tx.exec(include_str!("sql/revoke_token.sql"), params![number, user, now, by])? == 0 {
        return Err(refused(TokenRefusal::TokenUnknown));
    }
    let revoked = |revoked: bool| json!({ "revoked": revoked });
    history::changed_value(
        tx,
        REGISTER,
        &number.to_string(),
        Some(&revoked(false)),
        Some(&revoked(true)),
    );
    Ok(())
}

fn permissions_in(tx: &mut Tx, number: i64) -> Result<Vec<String>, Fault> {
    tx.all(include_str!("sql/token_permissions.sql"), params![number], |row| {
        row.get("permission")
    })
}

fn places_in(tx: &mut Tx, number: i64) -> Result<Vec<EntityId>, Fault> {
    tx.all(include_str!("sql/token_places.sql"), params![number], |row| {
        row.get("place_id")
    })
}

fn shown(secret: &Secret) -> String {
    format!("{TOKEN_PREFIX}{}", secret.reveal())
}

fn of_user(refusals: Vec<crate::UserRefusal>) -> Vec<TokenRefusal> {
    refusals.into_iter().map(TokenRefusal::User).collect()
}

fn refused(refusal: TokenRefusal) -> Stop<Vec<TokenRefusal>> {
    Stop::Refused(vec![refusal])
}

fn line(row: &Row) -> Result<TokenLine, Fault> {
    Ok(TokenLine {
        number: row.get("token_id")?,
        name: row.get("name")?,
        login: row.get("login")?,
        permissions: Vec::new(),
        entities: Vec::new(),
        created_at: row.get("created_at")?,
        expires_at: row.get("expires_at")?,
        used_at: row.get("used_at")?,
        revoked_at: row.get("revoked_at")?,
    })
}
