//! *Katalog*: users and roles as a source outside the program has them, an agency's directory or its
//! own sign-in (SEC-23).
//!
//! What is done here is done in the source's name, and every change is a line of history of its own. A
//! source gives and takes the roles that came from itself; which those are is kept by who asks. These
//! functions are called inside the transaction of a command of [`source`].

use std::collections::BTreeSet;

use kameral_base::{Date, EntityId, Timestamp, UserId};
use kameral_store::{Fault, Row, Stop, Store, Tx, params};

use crate::history::{self, INSTALLATION, NewLine, Outcome};
use crate::personal_protection::is_restricted;
use crate::session::{self, CHANNEL, record, write};
use crate::store::next_number;
pub use crate::users::normal;
use crate::users::{self, LOGIN_CHARS_MAX, User};
use crate::{Actor, Browser, Cx, GivenCondition, Rows, Scope, UserRefusal, duty, rights, second_factor};

/// So much of a detail is kept.
const DETAIL_CHARS_MAX: usize = 120;

/// A role as a source wants it held: where, for which rows, on which days.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceRole {
    /// In which entity.
    pub entity: EntityId,
    /// Which role.
    pub role: String,
    /// For which rows; all must be met, and none is every row.
    pub conditions: Vec<GivenCondition>,
    /// First day.
    pub valid_from: Option<Date>,
    /// Last day.
    pub valid_to: Option<Date>,
}

/// What a source changes about a user's roles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoleChanges {
    /// Roles the source no longer gives, by number.
    pub taken: Vec<(i64, SourceRole)>,
    /// Roles it gives now.
    pub given: Vec<SourceRole>,
}

/// What must change so that a user holds from a source what the source says, and nothing else. Pure.
pub fn changes(wanted: &BTreeSet<SourceRole>, held: &[(i64, SourceRole)]) -> RoleChanges {
    let mut kept = BTreeSet::new();
    let mut changes = RoleChanges::default();
    for (grant, role) in held {
        // Held twice from one source is once too many.
        if wanted.contains(role) && kept.insert(role.clone()) {
            continue;
        }
        changes.taken.push((*grant, role.clone()));
    }
    changes.given = wanted.iter().filter(|role| !kept.contains(*role)).cloned().collect();
    changes
}

/// The surroundings of what a source does: it acts in its own name, through a channel.
pub fn source(store: &Store, code: &str, channel: &'static str, today: Date, now: Timestamp) -> Cx {
    let mut cx = Cx::operator(store.clone(), code, INSTALLATION, today, now);
    "directory".clone_into(&mut cx.actor.role);
    cx.actor.channel = channel;
    cx
}

/// A user by login; none where it cannot be one.
pub fn user(tx: &mut Tx, login: &str) -> Result<Option<User>, Fault> {
    Ok(users::by_login(tx, &users::normal(login))?.map(|(user, _)| user))
}

/// A user by identity.
pub fn user_of(tx: &mut Tx, user: UserId) -> Result<Option<User>, Fault> {
    users::by_id(tx, user)
}

/// Everything that keeps a login and a name from being a user's.
pub fn mistakes(login: &str, name: &str) -> Vec<UserRefusal> {
    users::naming_mistakes(&users::normal(login), name.trim())
}

/// A login as it is kept, where it can be one.
pub fn login(typed: &str) -> Option<String> {
    let login = users::normal(typed);
    (users::is_login(&login) && login.len() <= LOGIN_CHARS_MAX).then_some(login)
}

/// Adds a user who has no password: a proof from outside is the only way in, until somebody who
/// manages users sets one.
pub fn add(tx: &mut Tx, cx: &Cx, login: &str, name: &str) -> Result<UserId, Stop<Vec<UserRefusal>>> {
    let found = mistakes(login, name);
    if !found.is_empty() {
        return Err(Stop::Refused(found));
    }
    let login = users::normal(login);
    let id = UserId(next_number(tx, "user")?);
    let row = params![id, &login, name.trim(), NO_PASSWORD, "sv", cx.now];
    if tx.exec(include_str!("sql/add_user.sql"), row)? == 0 {
        return Err(Stop::Refused(vec![UserRefusal::LoginTaken { login }]));
    }
    note(tx, cx, INSTALLATION, "user.add", &login, "")?;
    Ok(id)
}

/// A hash that no password has: its salt and its value are fixed, and nothing was hashed to get it. A
/// comparison does the same work as any other, and says no.
const NO_PASSWORD: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm8tcGFzc3dvcmQtaGVyZQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Lets a user sign in, or no longer; the user's sessions end at once. Answers whether it changed: somebody whom a
/// person has closed stays so.
///
/// Who is opened [starts anew](start_anew).
pub fn set_active(tx: &mut Tx, cx: &Cx, user: &User, active: bool) -> Result<bool, Fault> {
    let changed = if active {
        tx.exec(include_str!("sql/open_user.sql"), params![user.id])?
    } else {
        tx.exec(include_str!("sql/close_user.sql"), params![user.id])?
    };
    if changed == 0 {
        return Ok(false);
    }
    tx.exec(include_str!("sql/end_sessions.sql"), params![user.id])?;
    let command = if active { "user.activate" } else { "user.deactivate" };
    note(tx, cx, INSTALLATION, command, &user.login, "")?;
    if active {
        start_anew(tx, cx, user)?;
    }
    Ok(true)
}

/// Nothing that a user proved identity by, or acts by for another, counts any more: the password, second factors,
/// recovery codes, tokens, known browsers and appointments as a substitute. A directory that opens a user says that
/// the agency has such a person, not that it is who kept them.
pub fn start_anew(tx: &mut Tx, cx: &Cx, user: &User) -> Result<(), Fault> {
    second_factor::end_in(tx, user.id)?;
    tx.exec(include_str!("sql/set_password.sql"), params![user.id, NO_PASSWORD])?;
    users::password_changed(tx, &user.login);
    let ended = params![user.id, cx.now, cx.actor.user];
    tx.exec(include_str!("sql/end_tokens_of.sql"), ended)?;
    tx.exec(include_str!("sql/forget_devices.sql"), params![user.id])?;
    let ended = params![user.id, cx.now, cx.actor.user];
    tx.exec(include_str!("sql/end_substitutes_of.sql"), ended)?;
    note(tx, cx, INSTALLATION, "user.start_anew", &user.login, "")
}

/// Gives a user a role; the decision behind it is the source's. Where a rule of separation stands against
/// it, it is given all the same, as the agency decided outside the program, and kept as a breach. Answers
/// its number; none where the data on the user are restricted, so that nothing new is given (GDPR art. 18).
pub fn give(tx: &mut Tx, cx: &Cx, user: &User, role: &SourceRole) -> Result<Option<i64>, Fault> {
    let mut at = cx.clone();
    at.scope = Scope::new(vec![role.entity], Rows::All);
    if is_restricted(tx, &at, &user.login)? {
        noted(
            tx,
            cx,
            role.entity,
            Outcome::Refused,
            "role.give",
            &user.login,
            &role.role,
        )?;
        return Ok(None);
    }
    let days = (role.valid_from, role.valid_to);
    let broken = duty::refuse_grant(tx, &at, (user.id, &user.login), role.entity, &role.role, days)?;
    if let Some(rule) = broken {
        duty::keep_breach(tx, &at, &rule.rule, None, "role.give", &user.login)?;
    }
    let number = next_number(tx, "grant")?;
    let row = params![
        number,
        user.id,
        role.entity,
        &role.role,
        GivenCondition::kept(&role.conditions),
        role.valid_from,
        role.valid_to,
        &cx.actor.name,
        cx.today,
        cx.now,
        cx.actor.user
    ];
    tx.exec(include_str!("sql/give_role.sql"), row)?;
    session::renew_all_in(tx, user.id)?;
    note(tx, cx, role.entity, "role.give", &user.login, &role.role)?;
    Ok(Some(number))
}

/// Takes a role away. It counts no more from the next command on.
pub fn take(tx: &mut Tx, cx: &Cx, user: &User, grant: i64, role: &SourceRole) -> Result<(), Fault> {
    let params = params![role.entity, grant, user.id, cx.now, cx.actor.user];
    tx.exec(include_str!("sql/take_role.sql"), params)?;
    session::renew_all_in(tx, user.id)?;
    note(tx, cx, role.entity, "role.take", &user.login, &role.role)
}

/// Roles of a user that have not been taken away, in every entity, whoever gave them.
pub fn held(tx: &mut Tx, user: UserId) -> Result<Vec<(i64, SourceRole)>, Fault> {
    tx.all(include_str!("sql/live_grants.sql"), params![user], |row: &Row| {
        let role = SourceRole {
            entity: row.get("entity_id")?,
            role: row.get("role")?,
            conditions: GivenCondition::of_kept(row.get("conditions")?)?,
            valid_from: row.get("valid_from")?,
            valid_to: row.get("valid_to")?,
        };
        Ok((row.get("grant_id")?, role))
    })
}

/// Roles with a permission that [governs](crate::Permission::governs): a source gives none of them unless
/// it is trusted to.
pub fn governing_roles(tx: &mut Tx) -> Result<BTreeSet<String>, Fault> {
    let mut roles = BTreeSet::new();
    tx.each(include_str!("sql/permissions_of_roles.sql"), params![], |row| {
        if rights::permission(row.get("permission")?)?.governs() {
            roles.insert(row.get("role")?);
        }
        Ok(())
    })?;
    Ok(roles)
}

/// Codes of the roles there are.
pub fn known_roles(tx: &mut Tx) -> Result<BTreeSet<String>, Fault> {
    let roles: Vec<String> = tx.all(include_str!("sql/known_roles.sql"), params![], |row| row.get("role"))?;
    Ok(roles.into_iter().collect())
}

/// The line of a proof that was refused: which source vouched, and why not. Of the person nothing but
/// the login is kept, and that only where it can be one.
pub fn refuse_sign_in(
    store: &Store,
    source: &str,
    login: &str,
    why: &str,
    browser: &Browser<'_>,
    now: Timestamp,
) -> Result<(), Fault> {
    let actor = Actor {
        on_behalf_of: None,
        user: UserId(0),
        name: source.to_owned(),
        role: "directory".to_owned(),
        channel: CHANNEL,
        address: String::new(),
        client: String::new(),
    };
    let actor = actor.at(browser.address, browser.agent);
    let login = users::normal(login);
    write(store, |tx| {
        let subject = users::subject(&login);
        record(tx, &actor, subject, now, "session.sign_in", Outcome::Refused, why)
    })
}

/// One line of history of one change, beside the line of the command it is part of.
fn note(tx: &mut Tx, cx: &Cx, entity: EntityId, command: &'static str, login: &str, detail: &str) -> Result<(), Fault> {
    noted(tx, cx, entity, Outcome::Accepted, command, login, detail)
}

fn noted(
    tx: &mut Tx,
    cx: &Cx,
    entity: EntityId,
    outcome: Outcome,
    command: &'static str,
    login: &str,
    detail: &str,
) -> Result<(), Fault> {
    tx.for_entities(&[INSTALLATION, entity])?;
    let detail: String = detail.chars().take(DETAIL_CHARS_MAX).collect();
    let line = NewLine {
        entity,
        at: cx.now,
        actor: &cx.actor,
        command,
        subject: login,
        outcome,
        detail: &detail,
    };
    history::record(tx, &line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::password;
    use crate::{HashCost, Password};

    fn role(code: &str) -> SourceRole {
        SourceRole {
            entity: EntityId(1),
            role: code.to_owned(),
            conditions: Vec::new(),
            valid_from: None,
            valid_to: None,
        }
    }

    /// SEC-23: what the source no longer says is taken, what it says anew is given, and nothing is
    /// touched that is right already.
    #[test]
    fn only_what_differs_is_changed() {
        let held = [(1, role("a")), (2, role("b")), (3, role("b"))];
        let wanted = [role("b"), role("c")].into();
        let changes = changes(&wanted, &held);
        assert_eq!(changes.taken, [(1, role("a")), (3, role("b"))]);
        assert_eq!(changes.given, [role("c")]);
        assert_eq!(
            super::changes(&wanted, &[(2, role("b")), (4, role("c"))]),
            RoleChanges::default()
        );
    }

    /// SEC-11: a user of a source has no password that anybody could guess, and the comparison is one
    /// like any other.
    #[test]
    fn nobody_signs_in_by_password_as_a_user_of_a_source() {
        for typed in ["", "korrekt-häst-batteri", "no-password-here"] {
            let checked = password::check(HashCost::OWASP, Some(NO_PASSWORD), &Password::new(typed)).unwrap();
            assert!(!checked.right, "{typed:?}");
            assert!(!checked.outdated, "{typed:?}");
        }
    }
}
