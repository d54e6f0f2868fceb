//! Items and their versions.

use kameral_access::{Cx, Scope};
use kameral_store::{Fault, Row, Tx, params};

use super::damaged;
use crate::model::Item;

/// A version of an item, with who made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemVersion {
    /// The item as it was kept.
    pub item: Item,
    /// Version, from 1.
    pub version: i64,
    /// Who made it.
    pub changed_by: String,
    /// When, UTC.
    pub changed_at: String,
}

/// Every item as it stands.
pub fn all(tx: &mut Tx, scope: &Scope) -> Result<Vec<Item>, Fault> {
    let found = tx.all(
        include_str!("../sql/appropriation_items.sql"),
        params![scope.entity()],
        version,
    )?;
    Ok(found.into_iter().map(|version| version.item).collect())
}

/// Every version of an item, the latest first.
pub fn versions(tx: &mut Tx, scope: &Scope, item: &str) -> Result<Vec<ItemVersion>, Fault> {
    let sql = include_str!("../sql/appropriation_item_versions.sql");
    tx.all(sql, params![scope.entity(), item], version)
}

/// Adds a version.
pub(crate) fn add(tx: &mut Tx, cx: &Cx, item: &Item, version: i64) -> Result<(), Fault> {
    let content = serde_json::to_string(item)
        .map_err(|error| damaged("appropriation_item", "content_json", &error.to_string()))?;
    tx.exec(
        include_str!("../sql/add_appropriation_item.sql"),
        params![
            cx.entity(),
            item.item.as_str(),
            version,
            content,
            cx.actor.user,
            cx.actor.name.as_str(),
            cx.now_text()
        ],
    )?;
    Ok(())
}

fn version(row: &Row) -> Result<ItemVersion, Fault> {
    let content: String = row.get("content_json")?;
    let wrong = |what: &str| damaged("appropriation_item", "content_json", what);
    let item: Item = serde_json::from_str(&content).map_err(|error| wrong(&error.to_string()))?;
    let code: String = row.get("item")?;
    if item.item != code {
        return Err(wrong("it is of another item"));
    }
    Ok(ItemVersion {
        item,
        version: row.get("version")?,
        changed_by: row.get("changed_by_name")?,
        changed_at: row.get("changed_at")?,
    })
}
