//! Rows of a directory's tokens and groups.

use kameral_base::{Timestamp, UserId};
use kameral_store::{Fault, Row, Tx, params};

/// A group as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub id: String,
    pub name: String,
    pub external_id: Option<String>,
    pub version: i64,
    pub changed_at: Timestamp,
}

pub fn replace_token(tx: &mut Tx, provider: &str, sha256: &[u8; 32], now: Timestamp) -> Result<(), Fault> {
    tx.exec(include_str!("../sql/end_tokens.sql"), params![provider, now])?;
    tx.exec(include_str!("../sql/add_token.sql"), params![sha256, provider, now])?;
    Ok(())
}

pub fn provider_of_token(tx: &mut Tx, sha256: &[u8; 32]) -> Result<Option<String>, Fault> {
    tx.optional(include_str!("../sql/provider_of_token.sql"), params![sha256], |row| {
        row.get("provider")
    })
}

pub fn groups(tx: &mut Tx, provider: &str) -> Result<Vec<Group>, Fault> {
    tx.all(include_str!("../sql/groups.sql"), params![provider], group_of)
}

pub fn group(tx: &mut Tx, provider: &str, id: &str) -> Result<Option<Group>, Fault> {
    if id.contains('\0') {
        return Ok(None);
    }
    tx.optional(include_str!("../sql/group.sql"), params![provider, id], group_of)
}

/// Adds a group; `false` when its name is taken.
pub fn add_group(
    tx: &mut Tx,
    provider: &str,
    id: &str,
    name: &str,
    external: Option<&str>,
    now: Timestamp,
) -> Result<bool, Fault> {
    let row = params![provider, id, name, external, now];
    Ok(tx.exec(include_str!("../sql/add_group.sql"), row)? == 1)
}

/// Whether another group has a name.
pub fn is_taken(tx: &mut Tx, provider: &str, id: &str, name: &str) -> Result<bool, Fault> {
    let found = tx.optional(
        include_str!("../sql/group_by_name.sql"),
        params![provider, name],
        group_of,
    )?;
    Ok(found.is_some_and(|group| group.id != id))
}

pub fn set_group(tx: &mut Tx, provider: &str, group: &Group, now: Timestamp) -> Result<(), Fault> {
    let row = params![provider, &group.id, &group.name, group.external_id.as_deref(), now];
    tx.exec(include_str!("../sql/set_group.sql"), row)?;
    Ok(())
}

pub fn delete_group(tx: &mut Tx, provider: &str, id: &str) -> Result<(), Fault> {
    tx.exec(include_str!("../sql/delete_group.sql"), params![provider, id])?;
    Ok(())
}

pub fn members(tx: &mut Tx, provider: &str, id: &str) -> Result<Vec<UserId>, Fault> {
    tx.all(include_str!("../sql/members.sql"), params![provider, id], |row| {
        row.get("user_id")
    })
}

pub fn add_member(tx: &mut Tx, provider: &str, id: &str, user: UserId) -> Result<(), Fault> {
    tx.exec(include_str!("../sql/add_member.sql"), params![provider, id, user])?;
    Ok(())
}

pub fn remove_member(tx: &mut Tx, provider: &str, id: &str, user: UserId) -> Result<(), Fault> {
    tx.exec(include_str!("../sql/remove_member.sql"), params![provider, id, user])?;
    Ok(())
}

/// Names of the groups somebody is in.
pub fn groups_of(tx: &mut Tx, provider: &str, user: UserId) -> Result<Vec<String>, Fault> {
    tx.all(
        include_str!("../sql/groups_of_user.sql"),
        params![provider, user],
        |row| row.get("name"),
    )
}

fn group_of(row: &Row) -> Result<Group, Fault> {
    Ok(Group {
        id: row.get("group_id")?,
        name: row.get("name")?,
        external_id: row.get("external_id")?,
        version: row.get("version")?,
        changed_at: row.get("changed_at")?,
    })
}
