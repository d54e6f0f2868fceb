//! Templates of vouchers.

use kameral_access::Scope;
use kameral_base::{EntityId, UserId};
use kameral_store::{Fault, Row, Tx, params};

use super::damaged;
use crate::template::TemplateContent;

/// A template as its list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateRow {
    /// Name.
    pub name: String,
    /// Whose it is.
    pub owner: UserId,
    /// Name of the owner.
    pub owner_name: String,
    /// Whether the whole entity may use it.
    pub shared: bool,
    /// UTC moment it was saved.
    pub saved_at: String,
}

/// A user's own templates and the shared ones, by name. Who may meet some rows of the books only has
/// their own.
pub fn usable(tx: &mut Tx, scope: &Scope, user: UserId) -> Result<Vec<TemplateRow>, Fault> {
    let mut found = tx.all(
        include_str!("../sql/templates.sql"),
        params![scope.entity(), user],
        listed,
    )?;
    found.retain(|template| scope.is_whole() || template.owner == user);
    Ok(found)
}

/// What a template holds: one's own, or a shared one.
pub fn content(tx: &mut Tx, scope: &Scope, user: UserId, name: &str) -> Result<Option<TemplateContent>, Fault> {
    if !scope.is_whole() && named(tx, scope.entity(), name)?.is_none_or(|found| found.owner != user) {
        return Ok(None);
    }
    let row = params![scope.entity(), name, user];
    tx.optional(include_str!("../sql/template_content.sql"), row, |row| {
        let content: String = row.get("content")?;
        serde_json::from_str(&content).map_err(|error| damaged("voucher_template", "content", &error.to_string()))
    })
}

/// The template with a name, whoever's it is.
pub(crate) fn named(tx: &mut Tx, entity: EntityId, name: &str) -> Result<Option<TemplateRow>, Fault> {
    tx.optional(include_str!("../sql/template.sql"), params![entity, name], listed)
}

/// Saves a template of its owner's. Answers nothing done when somebody else took the name meanwhile.
pub(crate) fn save(tx: &mut Tx, entity: EntityId, row: &TemplateRow, content: &TemplateContent) -> Result<bool, Fault> {
    let content =
        serde_json::to_string(content).map_err(|error| damaged("voucher_template", "content", &error.to_string()))?;
    let row = params![
        entity,
        row.name.as_str(),
        row.owner,
        row.owner_name.as_str(),
        row.shared,
        content,
        row.saved_at.as_str()
    ];
    Ok(tx.exec(include_str!("../sql/set_template.sql"), row)? == 1)
}

/// Deletes a template.
pub(crate) fn delete(tx: &mut Tx, entity: EntityId, name: &str) -> Result<(), Fault> {
    tx.exec(include_str!("../sql/delete_template.sql"), params![entity, name])?;
    Ok(())
}

fn listed(row: &Row) -> Result<TemplateRow, Fault> {
    Ok(TemplateRow {
        name: row.get("template")?,
        owner: UserId(row.get("owner")?),
        owner_name: row.get("owner_name")?,
        shared: row.get("shared")?,
        saved_at: row.get("updated_at")?,
    })
}
