//! *Varför får jag, varför får jag inte?* What an answer to a user's act rests on: roles, conditions,
//! days, rules of separation and exceptions from them (design §6).
//!
//! It is told by what decides: the question to [`rights`](crate) that each command asks in its own
//! transaction, the union of rows, and the rules that [`Cx::write`] denies by. A test compares the two
//! over random roles, conditions, days and acts.

use kameral_base::{Date, EntityId, Timestamp};
use kameral_store::{Fault, Stop, Tx, params};

use crate::duty::{self, DutyException, DutyKind, Hit};
use crate::given_condition::GivenCondition;
use crate::roles::second_factor_roles;
use crate::substitutes::{lent, principals};
use crate::{Cx, Permission, RoleName, RowCondition, Rows, User, rights, users};

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// About whom.
    pub login: String,
    /// May they do this?
    pub permission: Permission,
    /// By which command; left out, any that a rule of separation names for the permission.
    pub command: Option<String>,
    /// On what, as history names it: a draft, a login.
    pub subject: Option<String>,
    /// When.
    pub day: Date,
}

/// Whether a role counts on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is held.
    Holds,
    /// Its first day has not come.
    NotYet,
    /// Its last day has passed.
    Ended,
    /// It was taken away.
    Taken,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Self; 4] = [Self::Holds, Self::NotYet, Self::Ended, Self::Taken];

    /// The word that is told.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::NotYet => "not_yet",
            Self::Ended => "ended",
            Self::Taken => "taken",
        }
    }
}

/// A role of the user, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleSaid {
    /// Number of the held role.
    pub grant: i64,
    /// Code of the role.
    pub role: String,
    /// What it is called.
    pub name: RoleName,
    /// For which rows; all must be met, and none is every row.
    pub conditions: Vec<RowCondition>,
    /// First day.
    pub valid_from: Option<Date>,
    /// Last day.
    pub valid_to: Option<Date>,
    /// When it was given.
    pub given_at: Timestamp,
    /// By whom; none is the operator.
    pub given_by: Option<String>,
    /// Whether it counts on the day.
    pub standing: Standing,
    /// Whether it gives the permission.
    pub gives: bool,
    /// Whether the row that was asked about meets its condition; none when no row was.
    pub meets: Option<bool>,
}

/// A rule that stands against it, and the exception that lets it pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutySaid {
    /// The rule, and the act behind it.
    pub hit: Hit,
    /// The exception in force; none leaves the rule standing.
    pub exception: Option<DutyException>,
}

/// Somebody the user is a substitute of on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForSaid {
    /// Whom, by login.
    pub principal: String,
    /// Whom, by name.
    pub name: String,
    /// Whether what is lent gives the permission.
    pub gives: bool,
}

/// The answer in one word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// The user may.
    Yes,
    /// The user may, under this exception.
    YesByException {
        /// Number of the exception.
        exception: i64,
    },
    /// The user may not sign in.
    Inactive,
    /// A role gives the permission, but the user's class does not let it be used.
    NoLicence,
    /// The user holds no role in the entity on the day.
    NoRole,
    /// No role held on the day gives the permission.
    NoPermission,
    /// No role that gives the permission gives it for the row.
    NoRow {
        /// For which rows it is held, as [`Rows::told`]; empty where rows are shown by no role.
        rows: String,
    },
    /// A rule of separation stands in the way.
    Duty {
        /// Code of the rule.
        rule: String,
    },
}

impl Answered {
    /// Whether the user may.
    pub const fn is_yes(&self) -> bool {
        matches!(self, Self::Yes | Self::YesByException { .. })
    }

    /// The word that is told.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::YesByException { .. } => "yes_by_exception",
            Self::Inactive => "inactive",
            Self::NoLicence => "no_licence",
            Self::NoRole => "no_role",
            Self::NoPermission => "no_permission",
            Self::NoRow { .. } => "no_row",
            Self::Duty { .. } => "duty",
        }
    }
}

/// Everything behind an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// About whom.
    pub user: User,
    /// What was asked.
    pub question: Question,
    /// Every role at the entity, by number.
    pub roles: Vec<RoleSaid>,
    /// Rules that stand against it.
    pub duties: Vec<DutySaid>,
    /// Kinds of change that this permission makes and that take two.
    pub takes_two: Vec<&'static str>,
    /// Codes of the roles held on the day that ask for a second factor at sign-in.
    pub second_factor: Vec<String>,
    /// Whether who one is must be proven again, and so no program's token does it.
    pub proof_again: bool,
    /// For whom the user may act on the day; the answer is of what the user may for themselves.
    pub on_behalf: Vec<ForSaid>,
    /// The answer.
    pub answer: Answered,
}

/// Explains, at the entity at hand. `meets` tells whether the row that is asked about meets a
/// condition, where one is asked about. Everybody may ask about themselves, and who manages users about
/// those they meet; none when there is no such user.
pub fn explain(
    cx: &Cx,
    question: &Question,
    meets: Option<&dyn Fn(&RowCondition) -> bool>,
) -> Result<Option<Explanation>, Stop<std::convert::Infallible>> {
    let login = users::normal(&question.login);
    let found = cx.store.read(|tx| {
        tx.for_entities(cx.scope.entities())?;
        let own = users::by_login(tx, &login)?.map(|(user, _)| user);
        Ok(own.filter(|user| user.id == cx.actor.user))
    })?;
    if found.is_none() {
        cx.require(Permission::UserManage)?;
    }
    Ok(cx.store.read(|tx| {
        tx.for_entities(cx.scope.entities())?;
        let user = match found.clone() {
            Some(own) => own,
            None => match users::users(tx, &cx.scope)?
                .into_iter()
                .find(|user| user.login == login)
            {
                Some(met) => met,
                None => return Ok(None),
            },
        };
        of_user(tx, cx, user, question, meets).map(Some)
    })?)
}

fn of_user(
    tx: &mut Tx,
    cx: &Cx,
    user: User,
    question: &Question,
    meets: Option<&dyn Fn(&RowCondition) -> bool>,
) -> Result<Explanation, Fault> {
    let entity = cx.entity();
    let roles = roles(tx, entity, &user, question, meets)?;
    let duties = duties(tx, cx, &user, question)?;
    let held = rights::held(tx, user.id, entity, question.day)?;
    let may = rights::user_may(tx, user.id, entity, question.permission, question.day)?;
    let by_roles = rights::held_by(tx, user.id, entity, question.day)?;
    let gives = |role: &rights::HeldRole| role.permissions.contains(&question.permission);
    let lacks_licence = !may && by_roles.is_some_and(|(_, roles)| roles.iter().any(gives));
    let rows = held
        .as_ref()
        .map(|(_, held)| rights::rows_for(held, question.permission));
    let shown = match (&rows, meets) {
        (Some(rows), Some(meets)) => rows.allow(meets),
        (_, None) => true,
        (None, Some(_)) => false,
    };
    let stopped = duties.iter().find(|said| said.exception.is_none());
    let excepted = duties.iter().find_map(|said| said.exception.as_ref());
    let answer = if !user.active {
        Answered::Inactive
    } else if lacks_licence {
        Answered::NoLicence
    } else if held.is_none() {
        Answered::NoRole
    } else if !may {
        Answered::NoPermission
    } else if !shown {
        let rows = rows.as_ref().map(Rows::told).unwrap_or_default();
        Answered::NoRow { rows }
    } else if let Some(stopped) = stopped {
        let rule = stopped.hit.rule.rule.clone();
        Answered::Duty { rule }
    } else if let Some(exception) = excepted {
        let exception = exception.number;
        Answered::YesByException { exception }
    } else {
        Answered::Yes
    };
    let mut second_factor = second_factor_roles(tx)?;
    let held_today = |code: &String| {
        let here = held.iter().flat_map(|(_, roles)| roles);
        here.into_iter().any(|role| &role.role == code)
    };
    second_factor.retain(held_today);
    let on_behalf = on_behalf(tx, entity, &user, question, meets)?;
    let two = duty::current(tx, &cx.store)?;
    let kinds = crate::proposal::kinds(&cx.store).into_iter();
    let takes_two = kinds.filter(|kind| kind.permission == question.permission && two.takes_two.contains(kind.code));
    Ok(Explanation {
        takes_two: takes_two.map(|kind| kind.text_key).collect(),
        user,
        question: question.clone(),
        roles,
        duties,
        second_factor,
        proof_again: question.permission.is_sensitive(),
        on_behalf,
        answer,
    })
}

/// For whom the user may act here on the day, and whether that gives the permission, for the row that is
/// asked about where one is.
fn on_behalf(
    tx: &mut Tx,
    entity: EntityId,
    user: &User,
    question: &Question,
    meets: Option<&dyn Fn(&RowCondition) -> bool>,
) -> Result<Vec<ForSaid>, Fault> {
    let mut said = Vec::new();
    for principal in principals(tx, user.id, question.day)? {
        if !principal.entities.contains(&entity) {
            continue;
        }
        let lent = lent(tx, user.id, principal.user, entity, question.day)?;
        let roles = lent.map(|lent| lent.roles).unwrap_or_default();
        let gives = roles.iter().any(|role| role.permissions.contains(&question.permission));
        let rows = rights::rows_for(&roles, question.permission);
        said.push(ForSaid {
            gives: gives && meets.is_none_or(|meets| rows.allow(meets)),
            principal: principal.login,
            name: principal.name,
        });
    }
    Ok(said)
}

fn roles(
    tx: &mut Tx,
    entity: EntityId,
    user: &User,
    question: &Question,
    meets: Option<&dyn Fn(&RowCondition) -> bool>,
) -> Result<Vec<RoleSaid>, Fault> {
    let params = params![entity, user.id, question.permission.code()];
    tx.all(include_str!("sql/explain_roles.sql"), params, |row| {
        let (valid_from, valid_to): (Option<Date>, Option<Date>) = (row.get("valid_from")?, row.get("valid_to")?);
        let given = GivenCondition::of_kept(row.get("conditions")?)?;
        let conditions: Vec<RowCondition> = given
            .iter()
            .map(|of| of.for_user(&user.login))
            .collect::<Result<_, _>>()?;
        let taken: Option<Timestamp> = row.get("taken_at")?;
        let gives: i64 = row.get("gives")?;
        Ok(RoleSaid {
            grant: row.get("grant_id")?,
            role: row.get("role")?,
            name: RoleName {
                name: row.get("role_name")?,
                name_en: row.get("role_name_en")?,
            },
            meets: meets.map(|meets| conditions.iter().all(meets)),
            conditions,
            valid_from,
            valid_to,
            given_at: row.get("given_at")?,
            given_by: row.get("given_by")?,
            standing: if taken.is_some() {
                Standing::Taken
            } else if valid_from.is_some_and(|from| question.day < from) {
                Standing::NotYet
            } else if valid_to.is_some_and(|to| to < question.day) {
                Standing::Ended
            } else {
                Standing::Holds
            },
            gives: 0 < gives,
        })
    })
}

/// Rules that stand against the command on the thing; none when no thing was asked about.
fn duties(tx: &mut Tx, cx: &Cx, user: &User, question: &Question) -> Result<Vec<DutySaid>, Fault> {
    let Some(subject) = &question.subject else {
        return Ok(Vec::new());
    };
    let rules = duty::current(tx, &cx.store)?;
    let commands: Vec<String> = if let Some(command) = &question.command {
        vec![command.clone()]
    } else {
        let acts = rules.rules.iter().filter(|rule| rule.kind == DutyKind::Acts);
        let of_permission = acts.filter(|rule| rule.permission == Some(question.permission));
        of_permission.flat_map(|rule| rule.second.iter().cloned()).collect()
    };
    let person = duty::of_user(tx, user.id, &user.name)?;
    let mut said: Vec<DutySaid> = Vec::new();
    for command in commands {
        let at = (cx.entity(), subject.as_str());
        for hit in duty::hits(tx, &rules.rules, &command, &person, at, question.day)? {
            if said.iter().any(|known| known.hit.rule.rule == hit.rule.rule) {
                continue;
            }
            let exceptions = duty::exceptions_of_person(tx, cx.entity(), &person, &hit.rule.rule, question.day)?;
            let exception = exceptions.into_iter().next();
            said.push(DutySaid { hit, exception });
        }
    }
    tx.for_entities(cx.scope.entities())?;
    Ok(said)
}
