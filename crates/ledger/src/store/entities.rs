//! Entities.

use kameral_access::Cx;
use kameral_base::EntityId;
use kameral_store::{Fault, Row, Tx, params};

use super::damaged;
use super::model_log::ModelLog;
use crate::model::{Entity, RuleSet};

/// The entity with a code.
///
/// Entities are found before anybody's scope is known, so this is one of the few queries without
/// one; what a user may then do with the entity, `access` decides.
pub fn by_code(tx: &mut Tx, code: &str) -> Result<Option<Entity>, Fault> {
    tx.optional(include_str!("../sql/entity_by_code.sql"), params![code], entity)
}

/// The entity with a key.
pub fn by_id(tx: &mut Tx, id: EntityId) -> Result<Entity, Fault> {
    tx.one(include_str!("../sql/entity_by_id.sql"), params![id], entity)
}

/// Every entity of the installation, by code.
pub fn all(tx: &mut Tx) -> Result<Vec<Entity>, Fault> {
    tx.all(include_str!("../sql/entities.sql"), params![], entity)
}

/// The highest key given.
pub(crate) fn last_id(tx: &mut Tx) -> Result<i64, Fault> {
    tx.one(include_str!("../sql/last_entity.sql"), params![], |row| {
        row.get("entity_id")
    })
}

fn entity(row: &Row) -> Result<Entity, Fault> {
    let rules: String = row.get("rule_set")?;
    Ok(Entity {
        id: EntityId(row.get("entity_id")?),
        code: row.get("code")?,
        name: row.get("name")?,
        org_number: row.get("org_number")?,
        rules: RuleSet::from_word(&rules).ok_or_else(|| damaged("entity", "rule_set", &rules))?,
        currency: row.get("currency")?,
        colour: row.get("colour")?,
    })
}

/// The register under which the entity itself stands in the model's history.
pub(crate) const REGISTER: &str = "entity";

/// Keeps a new entity's row in the model's history, as its first line.
pub(crate) fn log(tx: &mut Tx, cx: &Cx, entity: &Entity) -> Result<(), Fault> {
    let after =
        serde_json::to_string(entity).map_err(|error| damaged("model_change", "after_json", &error.to_string()))?;
    let mut log = ModelLog::open(tx, cx)?;
    log.add(REGISTER, entity.code.clone(), None, after);
    log.close(tx)
}
