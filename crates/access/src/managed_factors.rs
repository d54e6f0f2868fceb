//! What an administrator does about another user's sign-in: a lost telephone, a forgotten browser (SEC-12,
//! DEF-13).

use kameral_store::{Stop, params};

use crate::session::{SessionLine, hours_ago, idle_since, line};
use crate::user_refusal::UserRefusal;
use crate::{Act, Cx, IdempotencyKey, Permission, second_factor, users};

/// The living sessions of a user the actor manages, the latest first.
pub fn sessions_of(cx: &Cx, login: &str) -> Result<Vec<SessionLine>, Stop<Vec<UserRefusal>>> {
    let login = users::normal(login);
    cx.require(Permission::UserManage)?;
    cx.store.read(|tx| {
        let user = match users::managed(tx, cx, &login) {
            Ok(user) => user,
            Err(stop) => return Ok(Err(stop)),
        };
        let params = params![user.id, hours_ago(cx.now), idle_since(cx.now)];
        tx.all(include_str!("sql/sessions_of_user.sql"), params, |row| line(row, None))
            .map(Ok)
    })?
}

/// Ends every session of a user the actor manages; the user may sign in again.
pub fn end_sessions_of(cx: &Cx, key: Option<&IdempotencyKey>, login: &str) -> Result<u64, Stop<Vec<UserRefusal>>> {
    let login = users::normal(login);
    let act = Act::new(Permission::UserManage, "user.end_sessions", users::subject(&login));
    cx.write_once(act, key, |tx| {
        let user = users::managed(tx, cx, &login)?;
        Ok(tx.exec(include_str!("sql/end_sessions.sql"), params![user.id])?)
    })
}

/// Takes every second factor of a user away, with the recovery codes and the sessions: the
/// telephone is lost, and the paper too. Answers how many there were. Where a role requires one,
/// the next sign-in asks for a new one before anything else.
pub fn reset_factors(cx: &Cx, key: Option<&IdempotencyKey>, login: &str) -> Result<u64, Stop<Vec<UserRefusal>>> {
    let login = users::normal(login);
    let act = Act::new(Permission::UserManage, "user.reset_factors", users::subject(&login));
    cx.write_once(act, key, |tx| {
        let user = users::managed(tx, cx, &login)?;
        Ok(second_factor::end_in(tx, user.id)?)
    })
}
