//! A directory in a file: CSV with `login,name,active,entity,role,dimension,pattern,valid_from,valid_to`, a
//! line a role; a user without roles has one line with the last six empty (SEC-23).
//!
//! The file is the whole directory. Who was in it before and is not in it now is closed.

use std::collections::BTreeMap;

use kameral_access::GivenCondition;
use kameral_access::feed::{self, SourceRole};
use kameral_access::{Act, Cx, INSTALLATION, Permission, take_turn};
use kameral_base::Date;
use kameral_store::{Stop, Tx};
use serde::Deserialize;

use super::directory::{Change, FeedRefusal, FeedUser, Roles, close_user, settle_user};
use super::{Places, Provider, store};

/// The most users of a file.
const USERS_MAX: usize = 100_000;

#[derive(Deserialize)]
struct Line {
    login: String,
    name: String,
    active: String,
    #[serde(default)]
    entity: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    dimension: String,
    #[serde(default)]
    pattern: String,
    #[serde(default)]
    valid_from: String,
    #[serde(default)]
    valid_to: String,
}

/// Reads a file: every user in it, or everything that is wrong. Pure.
pub fn read(text: &str, places: &Places) -> Result<Vec<FeedUser>, Vec<FeedRefusal>> {
    let mut users: BTreeMap<String, FeedUser> = BTreeMap::new();
    let mut found = Vec::new();
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    for (row, number) in reader.deserialize::<Line>().zip(2_u32..) {
        let Ok(line) = row else {
            found.push(FeedRefusal::LineUnread { line: number });
            continue;
        };
        let (user, mistakes) = user(&line, number, places);
        found.extend(mistakes);
        let is_full = USERS_MAX <= users.len();
        match users.get_mut(&user.login) {
            None if is_full => {
                found.push(FeedRefusal::LineUnread { line: number });
                break;
            }
            None => {
                users.insert(user.login.clone(), user);
            }
            Some(known) if known.name == user.name && known.active == user.active => {
                known
                    .roles
                    .get_or_insert_default()
                    .extend(user.roles.unwrap_or_default());
            }
            Some(_) => found.push(FeedRefusal::LinesDiffer {
                line: number,
                login: user.login,
            }),
        }
    }
    if users.is_empty() && found.is_empty() {
        // A file without users would close everybody: it is no directory.
        found.push(FeedRefusal::LineUnread { line: 1 });
    }
    if found.is_empty() {
        Ok(users.into_values().collect())
    } else {
        Err(found)
    }
}

fn user(line: &Line, number: u32, places: &Places) -> (FeedUser, Vec<FeedRefusal>) {
    let mut found = Vec::new();
    let mut unread = |field| found.push(FeedRefusal::FieldUnread { line: number, field });
    let active = match line.active.to_lowercase().as_str() {
        "true" | "ja" | "yes" | "1" => true,
        "false" | "nej" | "no" | "0" => false,
        _ => {
            unread("active");
            false
        }
    };
    let mut day = |text: &str, field| match text {
        "" => None,
        text => {
            let day = text.parse::<Date>().ok();
            if day.is_none() {
                unread(field);
            }
            day
        }
    };
    let (from, to) = (day(&line.valid_from, "valid_from"), day(&line.valid_to, "valid_to"));
    if matches!((from, to), (Some(from), Some(to)) if to < from) {
        unread("valid_to");
    }
    let condition = GivenCondition::of(&line.dimension, &line.pattern);
    if condition.is_none() && !(line.dimension.is_empty() && line.pattern.is_empty()) {
        unread("pattern");
    }
    let mut roles = std::collections::BTreeSet::new();
    match (line.entity.is_empty(), line.role.is_empty(), places.get(&line.entity)) {
        (true, true, _) => {}
        (false, false, Some(entity)) => {
            roles.insert(SourceRole {
                entity: *entity,
                role: line.role.clone(),
                conditions: condition.into_iter().collect(),
                valid_from: from,
                valid_to: to,
            });
        }
        (_, true, _) => unread("role"),
        (_, false, _) => found.push(FeedRefusal::EntityUnknown {
            line: number,
            entity: line.entity.clone(),
        }),
    }
    let user = FeedUser {
        login: feed::normal(&line.login),
        name: line.name.clone(),
        active: Some(active),
        external_id: None,
        roles: Some(roles),
    };
    (user, found)
}

/// What a file changes, by login.
pub type Changes = Vec<(String, Vec<Change>)>;

/// Makes the users what the file says, all of it or nothing. A dry run answers what would change, and
/// changes nothing.
pub fn import(
    cx: &Cx,
    provider: &Provider,
    users: &[FeedUser],
    file: &str,
    dry_run: bool,
) -> Result<Changes, Stop<Vec<FeedRefusal>>> {
    if dry_run {
        cx.require(Permission::UserManage).map_err(Stop::Denied)?;
        let tried = cx.store.write(|tx| match settle_all(tx, cx, provider, users) {
            // What was tried is told, and rolled back with the refusal.
            Ok(changes) => Err::<Changes, _>(Stop::Refused(Ok(changes))),
            Err(stop) => Err(stop.map(Err)),
        });
        return match tried {
            Ok(changes) | Err(Stop::Refused(Ok(changes))) => Ok(changes),
            Err(Stop::Refused(Err(refusals))) => Err(Stop::Refused(refusals)),
            Err(Stop::Denied(denied)) => Err(Stop::Denied(denied)),
            Err(Stop::Fault(fault)) => Err(Stop::Fault(fault)),
        };
    }
    cx.write(Act::new(Permission::UserManage, "directory.import", file), |tx| {
        settle_all(tx, cx, provider, users)
    })
}

fn settle_all(
    tx: &mut Tx,
    cx: &Cx,
    provider: &Provider,
    users: &[FeedUser],
) -> Result<Changes, Stop<Vec<FeedRefusal>>> {
    let source = feed::source(&cx.store, &provider.code, cx.actor.channel, cx.today, cx.now);
    take_turn(tx, super::directory::TURN)?;
    tx.for_entities(&[INSTALLATION])?;
    let roles = Roles::read(tx)?;
    let (mut changes, mut refusals) = (Changes::new(), Vec::new());
    let mut take = |login: &str, done: Result<Vec<Change>, Stop<Vec<FeedRefusal>>>| match done {
        Ok(done) if done.is_empty() => Ok(()),
        Ok(done) => {
            changes.push((login.to_owned(), done));
            Ok(())
        }
        Err(Stop::Refused(found)) => {
            refusals.extend(found);
            Ok(())
        }
        Err(stop) => Err(stop),
    };
    let mut said = std::collections::BTreeSet::new();
    for user in users {
        said.insert(user.login.clone());
        let done = settle_user(tx, &source, provider, &roles, user).map(|(_, changes)| changes);
        take(&user.login, done)?;
    }
    for known in store::persons(tx, &provider.code)? {
        let Some(user) = feed::user_of(tx, known.user)? else {
            continue;
        };
        if !known.gone && !said.contains(&user.login) {
            take(&user.login, close_user(tx, &source, provider, &roles, &user))?;
            store::person_gone(tx, &provider.code, user.id, cx.now)?;
        }
    }
    if refusals.is_empty() {
        Ok(changes)
    } else {
        Err(Stop::Refused(refusals))
    }
}
