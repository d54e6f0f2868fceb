//! *Användare*: who may sign in (SEC-11, SEC-15).
//!
//! Users belong to the installation, not to an entity, because one person may work for several.
//! Whoever manages the users of one entity must not reach another that way: a user who also holds
//! roles elsewhere is managed by who manages the users there too, or by the operator.
//!
//! A login never changes and a user is never removed, so history always tells who it was.

use kameral_base::{Timestamp, UserId};
use kameral_store::{Fault, NotedChange, OrStop, Row, Stop, Tx, params};
use serde::{Deserialize, Serialize};

use crate::history::{self, INSTALLATION};
use crate::password::{self, HashCost, Password};
use crate::store::next_number;
use crate::user_refusal::UserRefusal;
use crate::{Act, Cx, IdempotencyKey, Permission, Scope};

/// The longest login, in characters.
pub const LOGIN_CHARS_MAX: usize = 100;
/// The longest name of a person, in characters.
pub const NAME_CHARS_MAX: usize = 200;

/// A user, as an administrator sees one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// Identity.
    pub id: UserId,
    /// What the user signs in with.
    pub login: String,
    /// Name, as it is kept on vouchers.
    pub name: String,
    /// `sv` or `en`.
    pub language: String,
    /// Whether the user may sign in.
    pub active: bool,
    /// When the user was added.
    pub created_at: Timestamp,
    /// When the user last signed in.
    pub signed_in_at: Option<Timestamp>,
}

/// A user to be added.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// Letters `a` to `z`, digits and `. _ @ -`. Capitals are made small.
    pub login: String,
    /// Name.
    pub name: String,
    /// Password.
    pub password: Password,
    /// `sv` or `en`; anything else is `sv`.
    pub language: String,
}

/// Adds a user without roles. A key must be made without the password: what is kept of a request is
/// a quick hash, which a password would be guessed by.
pub fn add_user(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    cost: HashCost,
    new: &NewUser,
) -> Result<User, Stop<Vec<UserRefusal>>> {
    let login = normal(&new.login);
    let name = new.name.trim();
    let mut mistakes = naming_mistakes(&login, name);
    mistakes.extend(new.password.mistakes(&[&login, name]));
    let hash = hash_unless(!mistakes.is_empty(), cx, cost, &new.password)?;
    let language = if new.language == "en" { "en" } else { "sv" };
    let act = Act::new(Permission::UserManage, "user.add", subject(&login));
    cx.write_once(act, key, |tx| {
        none(mistakes.clone()).or_stop()?;
        let id = UserId(next_number(tx, "user")?);
        let row = params![id, &login, name, &hash, language, cx.now];
        if tx.exec(include_str!("sql/add_user.sql"), row)? == 0 {
            return Err(refused(UserRefusal::LoginTaken { login: login.clone() }));
        }
        let added = User {
            id,
            login: login.clone(),
            name: name.to_owned(),
            language: language.to_owned(),
            active: true,
            created_at: cx.now,
            signed_in_at: None,
        };
        history::changed(tx, REGISTER, &login, None, Some(&added))?;
        Ok(added)
    })
}

/// Adds an integration: it holds roles and has tokens, and never signs in (SEC-11).
pub fn add_robot(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    login: &str,
    name: &str,
) -> Result<UserId, Stop<Vec<UserRefusal>>> {
    let (login, name) = (normal(login), name.trim());
    let mistakes = naming_mistakes(&login, name);
    let act = Act::new(Permission::UserManage, "user.add_robot", subject(&login));
    cx.write_once(act, key, |tx| {
        none(mistakes.clone()).or_stop()?;
        let id = UserId(next_number(tx, "user")?);
        if tx.exec(include_str!("sql/add_robot.sql"), params![id, &login, name, cx.now])? == 0 {
            return Err(refused(UserRefusal::LoginTaken { login: login.clone() }));
        }
        Ok(id)
    })
}

/// Everything that keeps a login and a name from being a user's.
pub(crate) fn naming_mistakes(login: &str, name: &str) -> Vec<UserRefusal> {
    let mut mistakes = Vec::new();
    if !is_login(login) {
        mistakes.push(UserRefusal::LoginMalformed);
    }
    if name.is_empty() {
        mistakes.push(UserRefusal::NameMissing);
    }
    if name.chars().any(char::is_control) {
        mistakes.push(UserRefusal::NameMalformed);
    }
    if NAME_CHARS_MAX < name.chars().count() {
        mistakes.push(UserRefusal::NameTooLong);
    }
    mistakes
}

/// Gives another user a new password and ends that user's sessions. One's own is changed by
/// [`change_own_password`](crate::change_own_password), which asks for the present one.
pub fn set_password(cx: &Cx, cost: HashCost, login: &str, password: &Password) -> Result<(), Stop<Vec<UserRefusal>>> {
    let login = normal(login);
    let named = if cx.may(Permission::UserManage) {
        cx.store.read(|tx| by_login(tx, &login))?
    } else {
        None
    };
    let name = named.map(|(user, _)| user.name).unwrap_or_default();
    let mistakes = password.mistakes(&[&login, &name]);
    let hash = hash_unless(!mistakes.is_empty(), cx, cost, password)?;
    cx.write(
        Act::new(Permission::UserManage, "user.set_password", subject(&login)),
        |tx| {
            none(mistakes.clone()).or_stop()?;
            let user = managed(tx, cx, &login)?;
            tx.exec(include_str!("sql/set_password.sql"), params![user.id, &hash])?;
            password_changed(tx, &login);
            tx.exec(include_str!("sql/end_sessions.sql"), params![user.id])?;
            Ok(())
        },
    )
}

/// Lets another user sign in, or no longer; the user's sessions end at once. Roles are kept as they are. Who is
/// closed so is opened so: no directory opens them.
pub fn set_active(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    login: &str,
    active: bool,
) -> Result<(), Stop<Vec<UserRefusal>>> {
    let login = normal(login);
    let command = if active { "user.activate" } else { "user.deactivate" };
    let act = Act::new(Permission::UserManage, command, subject(&login));
    cx.write_once(act, key, |tx| {
        let user = managed(tx, cx, &login)?;
        tx.exec(include_str!("sql/set_active.sql"), params![user.id, active, !active])?;
        let after = User { active, ..user.clone() };
        history::changed(tx, REGISTER, &login, Some(&user), Some(&after))?;
        tx.exec(include_str!("sql/end_sessions.sql"), params![user.id])?;
        Ok(())
    })
}

/// Users an administrator meets: those who hold or held a role in the entity, and those who hold
/// none anywhere. At the [`INSTALLATION`] it is all of them.
pub fn users(tx: &mut Tx, scope: &Scope) -> Result<Vec<User>, Fault> {
    tx.all(include_str!("sql/users.sql"), params![scope.entity()], user)
}

/// The user with a login, and the hash of the password. What cannot be a login is not looked for:
/// it may hold what no text in a database can.
pub(crate) fn by_login(tx: &mut Tx, login: &str) -> Result<Option<(User, String)>, Fault> {
    if !is_login(login) {
        return Ok(None);
    }
    tx.optional(include_str!("sql/user_by_login.sql"), params![login], |row| {
        Ok((user(row)?, row.get("password_hash")?))
    })
}

/// The user of a number.
pub(crate) fn by_id(tx: &mut Tx, id: UserId) -> Result<Option<User>, Fault> {
    tx.optional(include_str!("sql/user_by_id.sql"), params![id], user)
}

/// Users of a name: several may have it.
pub(crate) fn by_name(tx: &mut Tx, name: &str) -> Result<Vec<User>, Fault> {
    if name.chars().any(|sign| sign == '\0') {
        return Ok(Vec::new());
    }
    tx.all(include_str!("sql/users_by_name.sql"), params![name], user)
}

/// A login as it is kept: no blanks around it, no capitals.
pub fn normal(typed: &str) -> String {
    typed.trim().to_lowercase()
}

pub(crate) fn is_login(login: &str) -> bool {
    (1..=LOGIN_CHARS_MAX).contains(&login.len())
        && login
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._@-".contains(&b))
}

/// The register of users, as history names it.
pub(crate) const REGISTER: &str = "user";

/// Says in history that a password was changed, and nothing of what it was or is.
pub(crate) fn password_changed(tx: &mut Tx, login: &str) {
    tx.note_change(NotedChange {
        register: REGISTER.to_owned(),
        object: login.to_owned(),
        field: "password".to_owned(),
        before: None,
        after: None,
    });
}

/// The login as history keeps it; what cannot be one may be a password typed in the wrong field.
pub(crate) fn subject(login: &str) -> &str {
    if is_login(login) { login } else { "" }
}

/// Another user by login, when the actor manages the users of every entity where that one holds a
/// role.
pub(crate) fn managed(tx: &mut Tx, cx: &Cx, login: &str) -> Result<User, Stop<Vec<UserRefusal>>> {
    let Some((user, _)) = by_login(tx, login)? else {
        return Err(refused(UserRefusal::UserUnknown {
            login: login.to_owned(),
        }));
    };
    if user.id == cx.actor.user {
        return Err(refused(UserRefusal::OwnAccount));
    }
    if is_governed_elsewhere(tx, cx, user.id)? {
        return Err(refused(UserRefusal::UserElsewhere {
            login: login.to_owned(),
        }));
    }
    Ok(user)
}

/// Whether a user holds roles where the actor manages no users.
pub(crate) fn is_governed_elsewhere(tx: &mut Tx, cx: &Cx, user: UserId) -> Result<bool, Fault> {
    let permission = Permission::UserManage;
    let params = params![user, cx.actor.user, permission.code(), cx.today];
    let elsewhere: i64 = tx.one(include_str!("sql/governed_elsewhere.sql"), params, |row| {
        row.get("roles")
    })?;
    let governs_all = cx.is_operator() || cx.entity() == INSTALLATION;
    Ok(0 < elsewhere && !governs_all)
}

/// The hash, made before the transaction: it takes longer than everything in it, and the one
/// writer of SQLite must not wait. None is made for a command that will not use it.
fn hash_unless(in_vain: bool, cx: &Cx, cost: HashCost, password: &Password) -> Result<String, Fault> {
    if in_vain || !cx.may(Permission::UserManage) {
        return Ok(String::new());
    }
    password::hash(cost, password)
}

pub(crate) fn none(mistakes: Vec<UserRefusal>) -> Result<(), Vec<UserRefusal>> {
    if mistakes.is_empty() { Ok(()) } else { Err(mistakes) }
}

pub(crate) fn refused(refusal: UserRefusal) -> Stop<Vec<UserRefusal>> {
    Stop::Refused(vec![refusal])
}

fn user(row: &Row) -> Result<User, Fault> {
    Ok(User {
        id: row.get("user_id")?,
        login: row.get("login")?,
        name: row.get("name")?,
        language: row.get("language")?,
        active: row.get("active")?,
        created_at: row.get("created_at")?,
        signed_in_at: row.get("signed_in_at")?,
    })
}

/// What a user signs in with.
pub fn login_of(tx: &mut Tx, user: UserId) -> Result<Option<String>, Fault> {
    tx.optional(include_str!("sql/login_of_user.sql"), params![user], |row| {
        row.get("login")
    })
}
