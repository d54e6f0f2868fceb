//! What a directory does: the room that opens its writing transactions.

use std::collections::BTreeSet;

use kameral_access::{Act, Permission, User, feed, take_turn};
use kameral_base::{Timestamp, UserId};
use kameral_store::{Fault, Stop, Tx};

use super::Call;
use super::patch::GroupPatch;
use super::rows::{self, Group};
use super::wire::Problem;
use crate::federation::commands::allowed;
use crate::federation::directory::{FeedRefusal, FeedUser, Roles, TURN, close_user, settle_user};
use crate::federation::{settle, store};

/// A user as a directory meets them.
pub struct Met {
    pub user: User,
    pub external_id: Option<String>,
    pub groups: Vec<String>,
    pub version: i64,
    pub changed_at: Timestamp,
}

/// A user of the directory; none for another's.
pub fn met(tx: &mut Tx, call: &Call, id: UserId) -> Result<Option<Met>, Fault> {
    let code = &call.provider.code;
    let Some(person) = store::person(tx, code, id)?.filter(|person| !person.gone) else {
        return Ok(None);
    };
    let Some(user) = feed::user_of(tx, id)? else {
        return Ok(None);
    };
    Ok(Some(Met {
        groups: rows::groups_of(tx, code, id)?,
        user,
        external_id: person.external_id,
        version: person.version,
        changed_at: person.changed_at,
    }))
}

/// Every user of the directory.
pub fn all(tx: &mut Tx, call: &Call) -> Result<Vec<Met>, Fault> {
    let mut all = Vec::new();
    for person in store::persons(tx, &call.provider.code)? {
        all.extend(met(tx, call, person.user)?);
    }
    Ok(all)
}

/// Adds a user, or takes one up again who had left.
pub fn create_user(call: &Call, wanted: &FeedUser) -> Result<UserId, Problem> {
    let login = feed::login(&wanted.login).unwrap_or_default();
    act(call, "scim.user.create", login, |tx| {
        if let Some(user) = feed::user(tx, &wanted.login)?
            && met(tx, call, user.id)?.is_some()
        {
            return Err(Stop::Refused(Refused::UserTaken));
        }
        settled(tx, call, wanted)
    })
}

/// A user is as the directory says from now on: open or closed. `change` makes of the user as they are what is
/// wanted, or refuses.
pub fn change_user(
    call: &Call,
    known: &Met,
    change: impl Fn(&Met) -> Result<FeedUser, Refused>,
) -> Result<UserId, Problem> {
    act(call, "scim.user.change", known.user.login.clone(), |tx| {
        let met = current(tx, call, known)?;
        let wanted = change(&met).map_err(Stop::Refused)?;
        settled(tx, call, &wanted)
    })
}

/// Closes a user whom the directory has no longer, and takes the roles it gave.
pub fn delete_user(call: &Call, known: &Met) -> Result<(), Problem> {
    act(call, "scim.user.delete", known.user.login.clone(), |tx| {
        let user = current(tx, call, known)?.user;
        let roles = Roles::read(tx)?;
        close_user(tx, &call.cx, &call.provider, &roles, &user).map_err(of_feed)?;
        for group in rows::groups(tx, &call.provider.code)? {
            rows::remove_member(tx, &call.provider.code, &group.id, user.id)?;
        }
        store::person_gone(tx, &call.provider.code, user.id, call.cx.now)?;
        Ok(())
    })
}

fn settled(tx: &mut Tx, call: &Call, wanted: &FeedUser) -> Result<UserId, Stop<Refused>> {
    let roles = Roles::read(tx)?;
    let (user, _) = settle_user(tx, &call.cx, &call.provider, &roles, wanted).map_err(of_feed)?;
    follow(tx, call, &[user.id])?;
    Ok(user.id)
}

/// A user as the transaction sees them, in the version the directory speaks of.
fn current(tx: &mut Tx, call: &Call, known: &Met) -> Result<Met, Stop<Refused>> {
    let met = met(tx, call, known.user.id)?.ok_or(Stop::Refused(Refused::Absent))?;
    if call.is_current(met.version) {
        Ok(met)
    } else {
        Err(Stop::Refused(Refused::Stale))
    }
}

/// A group as it is to be.
pub struct WantedGroup {
    pub id: String,
    pub name: String,
    pub external_id: Option<String>,
    pub members: Vec<UserId>,
}

/// Why a directory's message is not followed.
pub enum Refused {
    Absent,
    Stale,
    LoginFixed,
    UserTaken,
    NameTaken,
    MemberUnknown,
    Feed(Vec<FeedRefusal>),
}

impl kameral_access::Refusals for Refused {
    fn names(&self) -> Vec<String> {
        let name = match self {
            Self::Absent => "resource_absent",
            Self::Stale => "resource_stale",
            Self::LoginFixed => "user_login_fixed",
            Self::UserTaken => "user_taken",
            Self::NameTaken => "group_name_taken",
            Self::MemberUnknown => "group_member_unknown",
            Self::Feed(refusals) => return refusals.names(),
        };
        vec![name.to_owned()]
    }
}

fn of_feed(stop: Stop<Vec<FeedRefusal>>) -> Stop<Refused> {
    stop.map(Refused::Feed)
}

/// One command of a directory. What it reads holds until it has written: directories take turns.
fn act<T>(
    call: &Call,
    command: &'static str,
    subject: String,
    mut work: impl FnMut(&mut Tx) -> Result<T, Stop<Refused>>,
) -> Result<T, Problem> {
    let done = call.cx.write(Act::new(Permission::UserManage, command, subject), |tx| {
        take_turn(tx, TURN)?;
        work(tx)
    });
    done.map_err(|stop| match stop {
        Stop::Refused(Refused::Absent) => Problem::absent(),
        Stop::Refused(Refused::Stale) => Problem::stale(),
        Stop::Refused(Refused::LoginFixed) => Problem::fixed("a login never changes: the books keep it"),
        Stop::Refused(Refused::UserTaken) => Problem::taken("the directory has that user already"),
        Stop::Refused(Refused::NameTaken) => Problem::taken("another group has that name"),
        Stop::Refused(Refused::MemberUnknown) => Problem::value("a member is not a user of this directory"),
        Stop::Refused(Refused::Feed(refusals)) => Problem::of_stop(Stop::Refused(refusals), call.words()),
        Stop::Denied(denied) => Problem::of_stop::<FeedRefusal>(Stop::Denied(denied), call.words()),
        Stop::Fault(fault) => Problem::of_fault(&fault),
    })
}

/// Adds a group.
pub fn add_group(call: &Call, wanted: &WantedGroup) -> Result<(), Problem> {
    act(call, "scim.group.create", subject(&wanted.name), |tx| {
        let (code, external) = (&call.provider.code, wanted.external_id.as_deref());
        if !rows::add_group(tx, code, &wanted.id, &wanted.name, external, call.cx.now)? {
            return Err(Stop::Refused(Refused::NameTaken));
        }
        set_members(tx, call, &wanted.id, &wanted.members)
    })
}

/// A group is as the directory says from now on.
pub fn keep_group(call: &Call, group: &Group, wanted: &WantedGroup) -> Result<(), Problem> {
    change_group(call, group, |group, members| {
        group.name.clone_from(&wanted.name);
        group.external_id.clone_from(&wanted.external_id);
        *members = wanted.members.iter().copied().collect();
        true
    })
}

/// A group changes, in the order of the message.
pub fn patch_group(call: &Call, group: &Group, patches: &[GroupPatch]) -> Result<(), Problem> {
    let read = |ids: &[String]| {
        ids.iter()
            .map(|id| id.parse().map(UserId))
            .collect::<Result<Vec<_>, _>>()
    };
    change_group(call, group, |group, members| {
        for patch in patches {
            match patch {
                GroupPatch::Name(name) => group.name.clone_from(name),
                GroupPatch::ExternalId(id) => group.external_id = Some(id.clone()),
                GroupPatch::Add(ids) => match read(ids) {
                    Ok(ids) => members.extend(ids),
                    Err(_) => return false,
                },
                // Who is not in it need not leave it.
                GroupPatch::Remove(ids) => {
                    for id in ids.iter().filter_map(|id| id.parse().ok()) {
                        members.remove(&UserId(id));
                    }
                }
                GroupPatch::Replace(ids) => match read(ids) {
                    Ok(ids) => *members = ids.into_iter().collect(),
                    Err(_) => return false,
                },
            }
        }
        true
    })
}

fn change_group(
    call: &Call,
    group: &Group,
    change: impl Fn(&mut Group, &mut BTreeSet<UserId>) -> bool,
) -> Result<(), Problem> {
    let code = &call.provider.code;
    act(call, "scim.group.change", subject(&group.name), |tx| {
        let mut group = current_group(tx, call, group)?;
        let mut members = rows::members(tx, code, &group.id)?.into_iter().collect();
        if !change(&mut group, &mut members) {
            return Err(Stop::Refused(Refused::MemberUnknown));
        }
        if rows::is_taken(tx, code, &group.id, &group.name)? {
            return Err(Stop::Refused(Refused::NameTaken));
        }
        rows::set_group(tx, code, &group, call.cx.now)?;
        let members: Vec<UserId> = members.into_iter().collect();
        set_members(tx, call, &group.id, &members)
    })
}

/// A group is gone, and what it gave.
pub fn delete_group(call: &Call, group: &Group) -> Result<(), Problem> {
    act(call, "scim.group.delete", subject(&group.name), |tx| {
        current_group(tx, call, group)?;
        set_members(tx, call, &group.id, &[])?;
        rows::delete_group(tx, &call.provider.code, &group.id)?;
        Ok(())
    })
}

/// A group as the transaction sees it, in the version the directory speaks of.
fn current_group(tx: &mut Tx, call: &Call, known: &Group) -> Result<Group, Stop<Refused>> {
    let group = rows::group(tx, &call.provider.code, &known.id)?.ok_or(Stop::Refused(Refused::Absent))?;
    if call.is_current(group.version) {
        Ok(group)
    } else {
        Err(Stop::Refused(Refused::Stale))
    }
}

/// History keeps a group's name where it has no signs that cannot be seen.
fn subject(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(120).collect()
}

/// Who is in a group from now on, and the roles that follow for whoever came, stayed or left.
fn set_members(tx: &mut Tx, call: &Call, group: &str, members: &[UserId]) -> Result<(), Stop<Refused>> {
    let code = &call.provider.code;
    let before = rows::members(tx, code, group)?;
    for member in members {
        if store::person(tx, code, *member)?.is_none_or(|person| person.gone) {
            return Err(Stop::Refused(Refused::MemberUnknown));
        }
        rows::add_member(tx, code, group, *member)?;
    }
    for gone in before.iter().filter(|user| !members.contains(user)) {
        rows::remove_member(tx, code, group, *gone)?;
    }
    let touched: Vec<UserId> = before
        .iter()
        .chain(members)
        .copied()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    Ok(follow(tx, call, &touched)?)
}

/// Roles follow the groups.
fn follow(tx: &mut Tx, call: &Call, users: &[UserId]) -> Result<(), Fault> {
    for user in users {
        let groups = rows::groups_of(tx, &call.provider.code, *user)?;
        let wanted = allowed(tx, &call.provider, &groups, &call.places)?;
        if let Some(user) = feed::user_of(tx, *user)? {
            settle::roles(tx, &call.cx, &call.provider.code, &user, &wanted)?;
        }
    }
    Ok(())
}
