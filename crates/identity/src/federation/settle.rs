//! A user gets from a provider the roles the provider says, and loses those it no longer says.

use std::collections::BTreeSet;

use kameral_access::feed::{self, RoleChanges, SourceRole};
use kameral_access::{Cx, User};
use kameral_store::{Fault, Tx};

use super::store;

/// Makes the roles a user holds from a source those that are wanted. Roles given by hand, or by another
/// source, are not touched. Answers what was changed.
pub(crate) fn roles(
    tx: &mut Tx,
    cx: &Cx,
    source: &str,
    user: &User,
    wanted: &BTreeSet<SourceRole>,
) -> Result<RoleChanges, Fault> {
    let mut changes = feed::changes(wanted, &from_source(tx, source, user)?);
    for (grant, role) in &changes.taken {
        feed::take(tx, cx, user, *grant, role)?;
    }
    let mut given = Vec::new();
    for role in std::mem::take(&mut changes.given) {
        if let Some(grant) = feed::give(tx, cx, user, &role)? {
            store::add_grant(tx, grant, source, user.id)?;
            given.push(role);
        }
    }
    changes.given = given;
    Ok(changes)
}

/// Takes the roles that no source gave: they were given to whoever had the account before. Answers which.
pub(crate) fn by_hand(tx: &mut Tx, cx: &Cx, user: &User) -> Result<Vec<SourceRole>, Fault> {
    let from_sources: BTreeSet<i64> = store::grants_from_sources(tx, user.id)?.into_iter().collect();
    let mut taken = Vec::new();
    for (grant, role) in feed::held(tx, user.id)? {
        if !from_sources.contains(&grant) {
            feed::take(tx, cx, user, grant, &role)?;
            taken.push(role);
        }
    }
    Ok(taken)
}

/// Roles a user holds from a source.
pub(crate) fn from_source(tx: &mut Tx, source: &str, user: &User) -> Result<Vec<(i64, SourceRole)>, Fault> {
    let own: BTreeSet<i64> = store::grants_of_user(tx, source, user.id)?.into_iter().collect();
    let mut held = feed::held(tx, user.id)?;
    held.retain(|(grant, _)| own.contains(grant));
    Ok(held)
}
