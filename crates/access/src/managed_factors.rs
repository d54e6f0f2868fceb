//! What an administrator does about another user's sign-in: a lost telephone, a forgotten browser,
//! and which roles are not had with one factor alone (SEC-12, DEF-13).

use kameral_store::{Fault, Stop, Tx, params};
use serde_json::json;

use crate::session::{SessionLine, hours_ago, idle_since, line};
use crate::user_refusal::UserRefusal;
use crate::{Act, Cx, IdempotencyKey, Permission, history, second_factor, users};

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

/// Says whether a role requires a second factor.
pub fn require_second_factor(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    role: &str,
    required: bool,
) -> Result<(), Stop<Vec<UserRefusal>>> {
    let command = if required {
        "role.require_second_factor"
    } else {
        "role.free_of_second_factor"
    };
    cx.write_once(Act::new(Permission::UserManage, command, role), key, |tx| {
        // Roles are the installation's: whoever frees one frees it everywhere.
        cx.require_still(tx, Permission::SystemManage)?;
        let known: i64 = tx.one(include_str!("sql/role_exists.sql"), params![role], |row| {
            row.get("roles")
        })?;
        if known == 0 {
            return Err(users::refused(UserRefusal::RoleUnknown { role: role.to_owned() }));
        }
        if 0 < set_in(tx, role, required)? {
            let was = |required: bool| json!({ "second_factor": required });
            history::changed_value(tx, "role", role, Some(&was(!required)), Some(&was(required)));
        }
        Ok(())
    })
}

/// Codes of the roles that require a second factor.
pub fn second_factor_roles(tx: &mut Tx) -> Result<Vec<String>, Fault> {
    tx.all(include_str!("sql/second_factor_roles.sql"), params![], |row| {
        row.get("role")
    })
}

/// As the program's data has it, when roles are loaded.
pub fn load_second_factor(tx: &mut Tx, roles: &[String]) -> Result<(), Fault> {
    for role in roles {
        set_in(tx, role, true)?;
    }
    Ok(())
}

fn set_in(tx: &mut Tx, role: &str, required: bool) -> Result<u64, Fault> {
    if required {
        tx.exec(include_str!("sql/require_second_factor.sql"), params![role])
    } else {
        tx.exec(include_str!("sql/free_of_second_factor.sql"), params![role])
    }
}
