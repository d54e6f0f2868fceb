//! Groups of entities.

use kameral_base::Date;
use serde::{Deserialize, Serialize};

use super::valid_on;

/// *Myndighetskoncern*: entities that are reported on together. A change makes a new version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityGroup {
    /// Code.
    pub group: String,
    /// Name.
    pub name: String,
    /// Its members, in order of code. An entity may belong to several groups.
    pub members: Vec<GroupMember>,
    /// Version, from 1.
    pub version: i64,
    /// Who made this version.
    pub changed_by: String,
    /// When, UTC.
    pub changed_at: String,
}

impl EntityGroup {
    /// The entities that belong to it on a day.
    pub fn members_on(&self, day: Date) -> impl Iterator<Item = &str> {
        let there = move |member: &&GroupMember| valid_on(member.valid_from, member.valid_to, day);
        self.members.iter().filter(there).map(|member| member.entity.as_str())
    }
}

/// An entity in a group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct GroupMember {
    /// The entity's code.
    pub entity: String,
    /// First day it belongs to the group; always when none.
    #[serde(default)]
    pub valid_from: Option<Date>,
    /// Last day.
    #[serde(default)]
    pub valid_to: Option<Date>,
}
