//! Groups of entities: every version is kept, the latest counts.

use kameral_access::Cx;
use kameral_store::{Fault, Row, Tx, params};

use super::damaged;
use crate::model::EntityGroup;

/// Every group of the installation, by code.
///
/// Groups span entities, so this is one of the few queries without a scope; which members a user
/// may meet, the caller decides.
pub fn all(tx: &mut Tx) -> Result<Vec<EntityGroup>, Fault> {
    tx.all(include_str!("../sql/entity_groups.sql"), params![], group)
}

/// Every version of a group, the latest first.
pub fn versions(tx: &mut Tx, code: &str) -> Result<Vec<EntityGroup>, Fault> {
    tx.all(include_str!("../sql/entity_group_versions.sql"), params![code], group)
}

/// Adds a version.
pub(crate) fn add(tx: &mut Tx, cx: &Cx, group: &EntityGroup) -> Result<(), Fault> {
    let members = serde_json::to_string(&group.members)
        .map_err(|error| damaged("entity_group_version", "members_json", &error.to_string()))?;
    let row = params![
        group.group.as_str(),
        group.version,
        group.name.as_str(),
        members,
        cx.actor.user,
        group.changed_by.as_str(),
        group.changed_at.as_str()
    ];
    tx.exec(include_str!("../sql/add_entity_group.sql"), row)?;
    Ok(())
}

fn group(row: &Row) -> Result<EntityGroup, Fault> {
    let members: String = row.get("members_json")?;
    Ok(EntityGroup {
        group: row.get("group_code")?,
        name: row.get("name")?,
        members: serde_json::from_str(&members)
            .map_err(|error| damaged("entity_group_version", "members_json", &error.to_string()))?,
        version: row.get("version")?,
        changed_by: row.get("changed_by_name")?,
        changed_at: row.get("changed_at")?,
    })
}
