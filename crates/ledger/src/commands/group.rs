//! Making and changing a group of entities.

use std::collections::BTreeMap;

use kameral_access::{Act, Cx, IdempotencyKey, KeyReused, Permission, history, take_turn};
use kameral_base::{Arg, EntityId, Place, Refusal, Sentence};
use kameral_store::Stop;

use super::entity::is_code;
use crate::model::{EntityGroup, GroupMember};
use crate::store::{entities, groups};

/// A group as it shall be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewGroup {
    /// Code: letters, digits and hyphen, at most 20.
    pub group: String,
    /// Name.
    pub name: String,
    /// All its members. None dissolves the group; its earlier versions are kept.
    pub members: Vec<GroupMember>,
}

/// Why a group is not made.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "a field bears the name of what it holds")]
pub enum GroupRefusal {
    /// The code is empty, too long, or holds other characters.
    CodeMalformed { code: String },
    /// The name is empty.
    NameMissing,
    /// There is no such entity, or not for whoever asks.
    EntityUnknown { entity: String },
    /// A member stands there twice.
    EntityTwice { entity: String },
    /// A member leaves before it comes.
    ValidityReversed { entity: String },
    /// The key came before with another request.
    KeyReused { key: String },
}

impl Refusal for GroupRefusal {
    fn name(&self) -> &'static str {
        match self {
            Self::CodeMalformed { .. } => "group_code_malformed",
            Self::NameMissing => "group_name_missing",
            Self::EntityUnknown { .. } => "group_entity_unknown",
            Self::EntityTwice { .. } => "group_entity_twice",
            Self::ValidityReversed { .. } => "validity_reversed",
            Self::KeyReused { .. } => "key_reused",
        }
    }

    fn sentence(&self) -> Sentence {
        let (key, args) = match self.clone() {
            Self::CodeMalformed { code } => ("refusal-entity-code-malformed", vec![("code", Arg::Text(code))]),
            Self::NameMissing => ("refusal-group-name-missing", vec![]),
            Self::EntityUnknown { entity } => ("refusal-group-entity-unknown", vec![("entity", Arg::Text(entity))]),
            Self::EntityTwice { entity } => ("refusal-group-entity-twice", vec![("entity", Arg::Text(entity))]),
            Self::ValidityReversed { entity } => ("refusal-validity-reversed", vec![("subject", Arg::Text(entity))]),
            Self::KeyReused { key } => ("refusal-key-reused", vec![("key", Arg::Text(key))]),
        };
        Sentence { key, args }
    }

    fn place(&self) -> Place {
        Place::field(match self {
            Self::CodeMalformed { .. } => "group",
            Self::NameMissing => "name",
            Self::KeyReused { .. } => "key",
            _ => "members",
        })
    }
}

impl From<KeyReused> for GroupRefusal {
    fn from(reused: KeyReused) -> Self {
        Self::KeyReused { key: reused.key }
    }
}

/// Makes a group, or a new version of one. Changes nothing where it already is as asked.
///
/// `may_join` are the entities that whoever asks may put into a group; none means every one. Members
/// that are there already may stay.
pub fn set_group(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    new: &NewGroup,
    may_join: Option<&[EntityId]>,
) -> Result<EntityGroup, Stop<Vec<GroupRefusal>>> {
    let act = Act::new(Permission::SystemManage, "group.set", shown(&new.group));
    cx.write_once(act, key, |tx| {
        take_turn(tx, "entity_group")?;
        let before = if is_code(&new.group) {
            groups::versions(tx, &new.group)?.into_iter().next()
        } else {
            None
        };
        let known: BTreeMap<String, EntityId> = entities::all(tx)?
            .into_iter()
            .map(|entity| (entity.code, entity.id))
            .collect();
        let stays = |code: &str| {
            before
                .iter()
                .flat_map(|group| &group.members)
                .any(|member| member.entity == code)
        };
        let joins = |code: &str| {
            let id = known.get(code);
            id.is_some_and(|id| may_join.is_none_or(|may_join| may_join.contains(id)) || stays(code))
        };
        let refusals = wrong(new, joins);
        if !refusals.is_empty() {
            return Err(Stop::Refused(refusals));
        }
        let mut members = new.members.clone();
        members.sort();
        let name = new.name.trim();
        if let Some(same) = before
            .as_ref()
            .filter(|group| group.name == name && group.members == members)
        {
            return Ok(same.clone());
        }
        let group = EntityGroup {
            group: new.group.clone(),
            name: name.to_owned(),
            members,
            version: before.as_ref().map_or(1, |group| group.version + 1),
            changed_by: cx.actor.name.clone(),
            changed_at: cx.now_text(),
        };
        groups::add(tx, cx, &group)?;
        history::changed(tx, "entity_group", &group.group, before.as_ref(), Some(&group))?;
        Ok(group)
    })
}

fn wrong(new: &NewGroup, joins: impl Fn(&str) -> bool) -> Vec<GroupRefusal> {
    let mut refusals = Vec::new();
    if !is_code(&new.group) {
        refusals.push(GroupRefusal::CodeMalformed {
            code: shown(&new.group),
        });
    }
    if new.name.trim().is_empty() || new.name.chars().any(char::is_control) {
        refusals.push(GroupRefusal::NameMissing);
    }
    for (at, member) in new.members.iter().enumerate() {
        let entity = || shown(&member.entity);
        if !joins(&member.entity) {
            refusals.push(GroupRefusal::EntityUnknown { entity: entity() });
        } else if new.members[..at].iter().any(|before| before.entity == member.entity) {
            refusals.push(GroupRefusal::EntityTwice { entity: entity() });
        }
        if let (Some(from), Some(to)) = (member.valid_from, member.valid_to)
            && to < from
        {
            refusals.push(GroupRefusal::ValidityReversed { entity: entity() });
        }
    }
    refusals
}

/// What history and a refusal can hold of anything that was sent.
fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(SHOWN_CHARS_MAX).collect()
}

const SHOWN_CHARS_MAX: usize = 40;
