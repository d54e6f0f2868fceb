//! *Användarklass, licens*: light and full users, and which persons hold a class (SEC-13, SEC-14, SEC-16,
//! DEF-08, DEF-09).
//!
//! The class somebody needs follows from what their roles permit ([`Permission::is_light`]). Where the full
//! users have a number, a person works as one only by a licence of their own, and a light user has no more
//! than light permissions whatever the roles say; where the light users have one too, nobody works without a
//! licence. A class without a number, or with an organisation licence, is for everyone. Robots and
//! integrations take no licence.

use kameral_base::{Date, Place, Refusal, Sentence, UserId};
use kameral_store::{Fault, FaultKind, Row, Stop, Tx, params};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::licence_count::{Days, exceeded, overlap};
use crate::store::next_number;
use crate::{Act, Cx, IdempotencyKey, KeyReused, Permission, history, users};

/// *Lättanvändare, fullanvändare*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UserClass {
    /// *Lättanvändare*: looks at what is predefined, writes what becomes something when others decide.
    Light,
    /// *Fullanvändare*: everything else.
    Full,
}

impl UserClass {
    /// Both, the lighter first.
    pub const ALL: [Self; 2] = [Self::Light, Self::Full];

    /// The stable word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Full => "full",
        }
    }

    /// The key of its name in the texts.
    pub const fn text_key(self) -> &'static str {
        match self {
            Self::Light => "user-class-light",
            Self::Full => "user-class-full",
        }
    }

    /// The class with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.word() == word)
    }

    /// The class that what is permitted takes; none where nothing is.
    pub fn of(permissions: impl IntoIterator<Item = Permission>) -> Option<Self> {
        let of_one = |permission: Permission| {
            if permission.is_light() { Self::Light } else { Self::Full }
        };
        permissions.into_iter().map(of_one).max()
    }

    /// Whether the class lets a permission be used.
    pub const fn lets(self, permission: Permission) -> bool {
        matches!(self, Self::Full) || permission.is_light()
    }
}

/// How many persons may hold a class from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicenceNumber {
    /// Which class.
    pub class: UserClass,
    /// From which day, until the next one.
    pub valid_from: Date,
    /// How many; none is an organisation licence.
    pub persons: Option<i64>,
}

/// A person who holds a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicenceHolding {
    /// Its number, to move or end it by.
    pub number: i64,
    /// Who.
    pub user: UserId,
    /// Who, by login.
    pub login: String,
    /// Who, by name.
    pub name: String,
    /// Which class.
    pub class: UserClass,
    /// First day.
    pub valid_from: Date,
    /// Last day; before the first when it was moved the day it began.
    pub valid_to: Option<Date>,
}

impl LicenceHolding {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        crate::licence_count::holds((self.valid_from, self.valid_to), day)
    }

    /// Whether there ever was or will be a day on which it holds.
    pub fn is_empty(&self) -> bool {
        self.valid_to.is_some_and(|to| to < self.valid_from)
    }
}

/// Why a number is not kept or a licence not given, moved or ended. Tried in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LicenceRefusal {
    /// The idempotency key was used for another request.
    KeyReused(KeyReused),
    /// The number is below zero.
    NumberNegative,
    /// The day has passed: who held what on it is not written anew.
    DayPassed,
    /// There is no user with that login.
    UserUnknown {
        /// The login.
        login: String,
    },
    /// The user holds roles where the actor manages no users.
    UserElsewhere {
        /// The login.
        login: String,
    },
    /// Robots and integrations take no licence.
    NotAPerson {
        /// The login.
        login: String,
    },
    /// There is no such holding, or it has ended.
    HoldingUnknown,
    /// The person holds a licence on some of the days already.
    LicenceHeld {
        /// The login.
        login: String,
    },
    /// More persons would hold the class than its number.
    NumberExceeded {
        /// The class's word.
        class: UserClass,
        /// The first day of it.
        day: Date,
        /// The number.
        number: i64,
    },
    /// Who keeps the number would be without a licence, and could not mend it.
    OwnLicenceMissing,
}

impl LicenceRefusal {
    fn parts(&self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::KeyReused(_) => ("key_reused", "refusal-key-reused", "key"),
            Self::NumberNegative => ("licence_number_negative", "refusal-licence-number-negative", "persons"),
            Self::DayPassed => ("licence_day_passed", "refusal-licence-day-passed", "valid_from"),
            Self::UserUnknown { .. } => ("user_unknown", "refusal-user-unknown", "login"),
            Self::UserElsewhere { .. } => ("user_elsewhere", "refusal-user-elsewhere", "login"),
            Self::NotAPerson { .. } => ("licence_not_a_person", "refusal-licence-not-a-person", "login"),
            Self::HoldingUnknown => ("licence_unknown", "refusal-licence-unknown", "licence"),
            Self::LicenceHeld { .. } => ("licence_held", "refusal-licence-held", "login"),
            Self::NumberExceeded { .. } => ("licence_number_exceeded", "refusal-licence-number-exceeded", "class"),
            Self::OwnLicenceMissing => ("own_licence_missing", "refusal-own-licence-missing", "class"),
        }
    }
}

impl Refusal for LicenceRefusal {
    fn name(&self) -> &'static str {
        self.parts().0
    }

    fn sentence(&self) -> Sentence {
        let sentence = Sentence::new(self.parts().1);
        match self {
            Self::KeyReused(reused) => reused.sentence(),
            Self::UserUnknown { login }
            | Self::UserElsewhere { login }
            | Self::NotAPerson { login }
            | Self::LicenceHeld { login } => sentence.with("login", login),
            Self::NumberExceeded { day, number, .. } => sentence.with("day", *day).with("number", *number),
            _ => sentence,
        }
    }

    fn place(&self) -> Place {
        Place::field(self.parts().2)
    }
}

impl From<KeyReused> for LicenceRefusal {
    fn from(reused: KeyReused) -> Self {
        Self::KeyReused(reused)
    }
}

type Done<T> = Result<T, Stop<Vec<LicenceRefusal>>>;

/// Keeps how many persons may hold a class from a day on; none is an organisation licence.
pub fn set_licence_number(cx: &Cx, key: Option<&IdempotencyKey>, number: &LicenceNumber) -> Done<()> {
    let act = Act::new(Permission::SystemManage, "licence.number", number.class.word());
    cx.write_once(act, key, |tx| {
        if number.persons.is_some_and(i64::is_negative) {
            return Err(refused(LicenceRefusal::NumberNegative));
        }
        if number.valid_from < cx.today {
            return Err(refused(LicenceRefusal::DayPassed));
        }
        let kept = next_number(tx, "licence")?;
        let row = params![
            kept,
            number.class.word(),
            number.valid_from,
            number.persons,
            cx.now,
            cx.actor.user
        ];
        tx.exec(include_str!("sql/set_licence_number.sql"), row)?;
        within_number(tx, number.class)?;
        let day = number.valid_from.max(cx.today);
        let lets = allowed(tx, cx.actor.user, day)?.is_some_and(|class| class.lets(Permission::SystemManage));
        if !cx.is_operator() && !lets {
            return Err(refused(LicenceRefusal::OwnLicenceMissing));
        }
        let after = json!({ "valid_from": number.valid_from.to_string(), "persons": number.persons });
        history::changed_value(tx, "licence_number", number.class.word(), None, Some(&after));
        Ok(())
    })
}

/// The register of who holds a licence, as history names it.
const REGISTER: &str = "licence";

/// Gives a person a licence from a day on. Answers the number to move or end it by.
pub fn assign_licence(cx: &Cx, key: Option<&IdempotencyKey>, login: &str, class: UserClass, from: Date) -> Done<i64> {
    let login = users::normal(login);
    let act = Act::new(Permission::UserManage, "licence.assign", users::subject(&login));
    cx.write_once(act, key, |tx| {
        if from < cx.today {
            return Err(refused(LicenceRefusal::DayPassed));
        }
        // Others wait here until the commit, so that two do not take the last licence.
        let number = next_number(tx, "licence")?;
        assigned(tx, cx, &login, class, from, number)?;
        within_number(tx, class)?;
        Ok(number)
    })
}

/// Moves a licence to another person from a day on, or ends it there when no other is named. Answers the
/// other's number.
pub fn move_licence(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    holding: i64,
    to: Option<&str>,
    from: Date,
) -> Done<Option<i64>> {
    let login = to.map(users::normal);
    let command = if login.is_some() { "licence.move" } else { "licence.end" };
    let act = Act::new(Permission::UserManage, command, holding.to_string());
    cx.write_once(act, key, |tx| {
        if from < cx.today {
            return Err(refused(LicenceRefusal::DayPassed));
        }
        let number = next_number(tx, "licence")?;
        let held = licence_holdings(tx)?.into_iter().find(|held| held.number == holding);
        let in_force = |held: &LicenceHolding| held.valid_to.is_none_or(|to| from <= to);
        let held = held
            .filter(in_force)
            .ok_or_else(|| refused(LicenceRefusal::HoldingUnknown))?;
        managed(tx, cx, held.user, &held.login)?;
        let last = from
            .max(held.valid_from)
            .yesterday()
            .map_err(|_| refused(LicenceRefusal::DayPassed))?;
        tx.exec(include_str!("sql/end_licence.sql"), params![holding, last])?;
        let before = json!({ "valid_to": held.valid_to.map(|day| day.to_string()) });
        let after = json!({ "valid_to": last.to_string() });
        history::changed_value(tx, REGISTER, &holding.to_string(), Some(&before), Some(&after));
        let Some(login) = &login else {
            return Ok(None);
        };
        assigned(tx, cx, login, held.class, from, number)?;
        within_number(tx, held.class)?;
        Ok(Some(number))
    })
}

/// Every number that was kept, by class and day.
pub fn licence_numbers(tx: &mut Tx) -> Result<Vec<LicenceNumber>, Fault> {
    tx.all(include_str!("sql/licence_numbers.sql"), params![], |row| {
        Ok(LicenceNumber {
            class: class(row)?,
            valid_from: row.get("valid_from")?,
            persons: row.get("persons")?,
        })
    })
}

/// Every licence of a person, also those that ended, by login.
pub fn licence_holdings(tx: &mut Tx) -> Result<Vec<LicenceHolding>, Fault> {
    tx.all(include_str!("sql/licence_holdings.sql"), params![], |row| {
        Ok(LicenceHolding {
            number: row.get("licence_holding_id")?,
            user: row.get("user_id")?,
            login: row.get("login")?,
            name: row.get("name")?,
            class: class(row)?,
            valid_from: row.get("valid_from")?,
            valid_to: row.get("valid_to")?,
        })
    })
}

/// Which class a user may work as on a day; none where a person lacks a licence.
pub(crate) fn allowed(tx: &mut Tx, user: UserId, day: Date) -> Result<Option<UserClass>, Fault> {
    let found = tx.optional(include_str!("sql/licence_of_user.sql"), params![user, day], |row| {
        let held: Option<String> = row.get("class")?;
        let is_person: bool = row.get::<String>("kind")? == PERSON;
        // A class without a number is for everyone.
        let full_is_limited = row.get::<Option<bool>>("full_is_limited")? == Some(true);
        let light_is_limited = row.get::<Option<bool>>("light_is_limited")? == Some(true);
        let held = held.as_deref().and_then(UserClass::from_word);
        Ok(if !is_person || !full_is_limited {
            Some(UserClass::Full)
        } else if !light_is_limited {
            Some(held.unwrap_or(UserClass::Light))
        } else {
            held
        })
    })?;
    // The operator is nobody in the register, and takes no licence.
    Ok(found.unwrap_or(Some(UserClass::Full)))
}

/// How the register of users names a person.
pub(crate) const PERSON: &str = "person";
/// How it names a robot or an integration.
pub(crate) const INTEGRATION: &str = "integration";

fn assigned(tx: &mut Tx, cx: &Cx, login: &str, class: UserClass, from: Date, number: i64) -> Done<()> {
    let Some((user, _)) = users::by_login(tx, login)? else {
        return Err(refused(LicenceRefusal::UserUnknown {
            login: login.to_owned(),
        }));
    };
    managed(tx, cx, user.id, login)?;
    let kind: String = tx.one(include_str!("sql/user_kind.sql"), params![user.id], |row| {
        row.get("kind")
    })?;
    if kind != PERSON {
        return Err(refused(LicenceRefusal::NotAPerson {
            login: login.to_owned(),
        }));
    }
    let others = licence_holdings(tx)?.into_iter().filter(|held| held.user == user.id);
    let days = others.map(|held| (held.valid_from, held.valid_to));
    if days.into_iter().any(|days| overlap(days, (from, None))) {
        return Err(refused(LicenceRefusal::LicenceHeld {
            login: login.to_owned(),
        }));
    }
    let row = params![number, user.id, class.word(), from, cx.now, cx.actor.user];
    tx.exec(include_str!("sql/assign_licence.sql"), row)?;
    let after = json!({ "login": login, "class": class.word(), "valid_from": from.to_string() });
    history::changed_value(tx, REGISTER, &number.to_string(), None, Some(&after));
    Ok(())
}

/// Refuses a licence of somebody who works where the actor does not manage users: without it they could not.
fn managed(tx: &mut Tx, cx: &Cx, user: UserId, login: &str) -> Done<()> {
    if users::is_governed_elsewhere(tx, cx, user)? {
        return Err(refused(LicenceRefusal::UserElsewhere {
            login: login.to_owned(),
        }));
    }
    Ok(())
}

/// Refuses what would make more persons hold a class than its number, on any day.
fn within_number(tx: &mut Tx, class: UserClass) -> Done<()> {
    let numbers = licence_numbers(tx)?.into_iter().filter(|number| number.class == class);
    let numbers: Vec<_> = numbers.map(|number| (number.valid_from, number.persons)).collect();
    let holdings = licence_holdings(tx)?.into_iter().filter(|held| held.class == class);
    let holdings: Vec<Days> = holdings.map(|held| (held.valid_from, held.valid_to)).collect();
    match exceeded(&numbers, &holdings) {
        Some((day, number)) => Err(refused(LicenceRefusal::NumberExceeded { class, day, number })),
        None => Ok(()),
    }
}

fn class(row: &Row) -> Result<UserClass, Fault> {
    let word: String = row.get("class")?;
    UserClass::from_word(&word).ok_or_else(|| Fault::new(FaultKind::Mismatch, format!("column class: {word}")))
}

fn refused(refusal: LicenceRefusal) -> Stop<Vec<LicenceRefusal>> {
    Stop::Refused(vec![refusal])
}
