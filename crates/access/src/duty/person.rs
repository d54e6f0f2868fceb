//! *Fysisk person*: who counts as one, whatever accounts they use.

use kameral_base::UserId;
use kameral_store::{Fault, Row, Stop, Tx, params};
use serde_json::json;

use super::DutyRefusal;
use crate::proposal::{DUTY_PERSON, always_two};
use crate::{Act, Cx, IdempotencyKey, Permission, history, users};

/// The longest mark of a person, in characters.
const MARK_CHARS_MAX: usize = 100;

/// A natural person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Person {
    /// Somebody with one account.
    Account(UserId),
    /// Somebody whose accounts bear a mark: an employment number.
    Tied(String),
    /// Somebody at the command line, by the name the operating system has.
    Operator(String),
}

impl Person {
    /// Out of an account, its mark where there is one, and the name it acted by.
    pub(crate) fn of(user: UserId, mark: Option<String>, name: &str) -> Self {
        match mark {
            Some(mark) => Self::Tied(mark),
            None if user.0 == 0 => Self::Operator(name.to_owned()),
            None => Self::Account(user),
        }
    }

    /// The person of a row with `user_id` and `person`.
    pub(crate) fn of_row(row: &Row, name: &str) -> Result<Self, Fault> {
        let user: UserId = row.get("user_id")?;
        Ok(Self::of(user, row.get("person")?, name))
    }
}

/// The person behind an account.
pub(crate) fn of_user(tx: &mut Tx, user: UserId, name: &str) -> Result<Person, Fault> {
    let mark = mark_of(tx, user)?;
    Ok(Person::of(user, mark, name))
}

/// The person who acts.
pub(crate) fn of_cx(tx: &mut Tx, cx: &Cx) -> Result<Person, Fault> {
    of_user(tx, cx.actor.user, &cx.actor.name)
}

/// Whether who acts is the person behind an account, or at the command line of the same name.
pub fn is_who_acts(tx: &mut Tx, cx: &Cx, user: UserId, name: &str) -> Result<bool, Fault> {
    Ok(of_user(tx, user, name)? == of_cx(tx, cx)?)
}

/// An account and the mark of its person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TiedAccount {
    /// Login.
    pub login: String,
    /// Name.
    pub name: String,
    /// The person's mark.
    pub person: String,
}

/// Accounts that are tied to persons, by mark.
pub fn tied_accounts(tx: &mut Tx) -> Result<Vec<TiedAccount>, Fault> {
    tx.all(include_str!("../sql/persons.sql"), params![], |row| {
        Ok(TiedAccount {
            login: row.get("login")?,
            name: row.get("name")?,
            person: row.get("person")?,
        })
    })
}

/// Ties an account to a natural person by a mark; accounts with the same mark are one person to every
/// rule of separation. Another mark instead of one that is there takes two: whoever could loosen their accounts
/// from each other would be two.
pub fn tie_person(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    login: &str,
    person: &str,
) -> Result<(), Stop<Vec<DutyRefusal>>> {
    let login = users::normal(login);
    let act = Act::new(Permission::UserManage, "user.tie", users::subject(&login));
    cx.write_once(act, key, |tx| {
        let user = users::by_login(tx, &login)?;
        let before = match &user {
            Some((user, _)) => mark_of(tx, user.id)?,
            None => None,
        };
        if before.is_some_and(|before| before != person.trim()) {
            always_two(tx, cx, &DUTY_PERSON, users::subject(&login))?;
        }
        tie_person_in(tx, cx, &login, person)
    })
}

/// The same inside a transaction that has asked for the permission: of a proposal. Not one's own account,
/// whichever of them it is, and none of a user at another agency.
pub(crate) fn tie_person_in(tx: &mut Tx, cx: &Cx, login: &str, person: &str) -> Result<(), Stop<Vec<DutyRefusal>>> {
    let person = person.trim();
    if !(1..=MARK_CHARS_MAX).contains(&person.chars().count()) || person.chars().any(char::is_control) {
        return Err(refused(DutyRefusal::PersonMalformed));
    }
    let login = login.to_owned();
    let Some((user, _)) = users::by_login(tx, &login)? else {
        return Err(refused(DutyRefusal::UserUnknown { login }));
    };
    if of_user(tx, user.id, &user.name)? == of_cx(tx, cx)? {
        return Err(refused(DutyRefusal::OwnAccount));
    }
    if users::is_governed_elsewhere(tx, cx, user.id)? {
        return Err(refused(DutyRefusal::UserElsewhere { login }));
    }
    let before = mark_of(tx, user.id)?.map(|person| json!({ "person": person }));
    let row = params![user.id, person, cx.now, cx.actor.user];
    tx.exec(include_str!("../sql/tie_person.sql"), row)?;
    let after = json!({ "person": person });
    history::changed_value(tx, "user_person", &login, before.as_ref(), Some(&after));
    Ok(())
}

fn mark_of(tx: &mut Tx, user: UserId) -> Result<Option<String>, Fault> {
    tx.optional(include_str!("../sql/person_of_user.sql"), params![user], |row| {
        row.get("person")
    })
}

fn refused(refusal: DutyRefusal) -> Stop<Vec<DutyRefusal>> {
    Stop::Refused(vec![refusal])
}
