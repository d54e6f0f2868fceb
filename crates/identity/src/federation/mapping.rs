//! Groups of a provider become roles (SEC-23). Pure.

use std::collections::{BTreeMap, BTreeSet};

use kameral_access::feed::SourceRole;
use kameral_base::{Date, EntityId};

use crate::federation::Provider;

/// Entities by code.
pub type Places = BTreeMap<String, EntityId>;

/// The roles a provider gives somebody in these groups: exactly these, and no other from it. An entity
/// or a role that is no longer there gives nothing.
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
            Some(SourceRole {
                entity,
                role: mapped.role.clone(),
                conditions: mapped.condition().into_iter().collect(),
                valid_from: None,
                valid_to: None::<Date>,
            })
        })
        .collect()
}
