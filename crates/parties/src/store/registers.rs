//! Groups of parties, and the settings of the register.

use kameral_access::{Cx, history as noted};
use kameral_base::EntityId;
use kameral_store::{Fault, Tx, params};
use serde_json::json;

use crate::model::Group;

/// Days a new supplier and a changed account are highlighted where nothing else is set.
pub const HIGHLIGHT_DAYS: u16 = 30;

/// The groups by code.
pub fn groups(tx: &mut Tx, entity: EntityId) -> Result<Vec<Group>, Fault> {
    tx.all(include_str!("../sql/groups.sql"), params![entity], |row| {
        Ok(Group {
            code: row.get("group_code")?,
            name: row.get("name")?,
        })
    })
}

/// Adds a group, or another name of one.
pub(crate) fn add_group(tx: &mut Tx, cx: &Cx, group: &Group, before: Option<&Group>) -> Result<(), Fault> {
    let place = params![cx.entity(), group.code.as_str()];
    let sql = include_str!("../sql/last_group_revision.sql");
    let last: Option<i64> = tx.optional(sql, place, |row| row.get("revision"))?;
    let told = |group: &Group| json!({ "name": group.name });
    let (old, new) = (before.map(told), told(group));
    noted::changed_value(tx, "party_group", &group.code, old.as_ref(), Some(&new));
    let row = params![
        cx.entity(),
        group.code.as_str(),
        last.unwrap_or(0) + 1,
        group.name.as_str(),
        cx.now_text(),
        cx.actor.user,
        cx.actor.name.as_str()
    ];
    tx.exec(include_str!("../sql/add_group.sql"), row)?;
    Ok(())
}

/// Days a new supplier and a changed account are highlighted.
pub fn highlight_days(tx: &mut Tx, entity: EntityId) -> Result<u16, Fault> {
    let found = tx.optional(include_str!("../sql/setting.sql"), params![entity], |row| {
        row.get("highlight_days")
    })?;
    Ok(found.unwrap_or(HIGHLIGHT_DAYS))
}

/// Sets how many days changes are highlighted.
pub(crate) fn add_setting(tx: &mut Tx, cx: &Cx, days: u16) -> Result<(), Fault> {
    let before = highlight_days(tx, cx.entity())?;
    let told = |days: u16| json!({ "highlight_days": days });
    noted::changed_value(tx, "party_setting", "", Some(&told(before)), Some(&told(days)));
    let found = tx.optional(include_str!("../sql/setting.sql"), params![cx.entity()], |row| {
        row.get::<i64>("revision")
    })?;
    let row = params![
        cx.entity(),
        found.unwrap_or(0) + 1,
        i64::from(days),
        cx.now_text(),
        cx.actor.user,
        cx.actor.name.as_str()
    ];
    tx.exec(include_str!("../sql/add_setting.sql"), row)?;
    Ok(())
}
