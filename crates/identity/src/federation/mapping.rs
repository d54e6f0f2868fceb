//! Groups of a provider become roles (SEC-23). Pure.

use std::collections::{BTreeMap, BTreeSet};

use kameral_access::feed::SourceRole;
use kameral_base::{Date, EntityId};

use crate::federation::Provider;

/// Entities by code.
pub type Places = BTreeMap<String, EntityId>;

/// The roles a provider gives somebody in these groups: exactly these, and no other from it. An entity
/// or a role that is no longer there gives nothing, and so does a condition that cannot be read.
pub fn wanted(
    provider: &Provider,
    groups: &[String],
    places: &Places,
    roles: &BTreeSet<String>,
) -> BTreeSet<SourceRole> {
    let of = provider
        .roles
        .iter()
        .filter(|mapped| mapped.group.is_empty() || groups.contains(&mapped.group));
    of.filter(|mapped| roles.contains(&mapped.role))
        .filter_map(|mapped| {
            let entity = *places.get(&mapped.entity)?;
            let condition = mapped.condition();
            // A condition that is said and cannot be read is not no condition, which would be every row.
            if condition.is_none() && (mapped.dimension.is_some() || mapped.pattern.is_some()) {
                return None;
            }
            Some(SourceRole {
                entity,
                role: mapped.role.clone(),
                conditions: condition.into_iter().collect(),
                valid_from: None,
                valid_to: None::<Date>,
            })
        })
        .collect()
}
