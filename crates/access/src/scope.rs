//! Which rows a user may meet: the one predicate under every query.

use kameral_base::{EntityId, Pattern};

/// Rows a query may touch: entities, and conditions on dimensions within them.
///
/// Only this crate makes one, from who is signed in; every query function takes it. Its fields are
/// private so that nothing else can widen it.
#[derive(Debug, Clone)]
pub struct Scope {
    entities: Vec<EntityId>,
    conditions: Vec<RowCondition>,
}

/// One condition of a [`Scope`]: the value of a dimension must match.
#[derive(Debug, Clone)]
pub struct RowCondition {
    /// Dimension code (`ORG`), or `KONTO` for the account.
    pub dimension: String,
    /// What its value must match.
    pub pattern: Pattern,
}

impl Scope {
    pub(crate) fn new(entities: Vec<EntityId>, conditions: Vec<RowCondition>) -> Self {
        assert!(!entities.is_empty(), "a scope names at least one entity");
        Self { entities, conditions }
    }

    /// The entity at hand: the first of the scope. Commands work in one entity.
    pub fn entity(&self) -> EntityId {
        self.entities[0]
    }

    /// Every entity the user may meet.
    pub fn entities(&self) -> &[EntityId] {
        &self.entities
    }

    /// Whether rows of this entity may be met at all.
    pub fn allows(&self, entity: EntityId) -> bool {
        self.entities.contains(&entity)
    }

    /// Conditions every row must meet; none means every row of the entities.
    pub fn conditions(&self) -> &[RowCondition] {
        &self.conditions
    }

    /// The same rights, looking at one entity.
    ///
    /// Answers nothing when the entity lies outside the scope.
    pub fn at(&self, entity: EntityId) -> Option<Self> {
        self.allows(entity).then(|| Self { entities: vec![entity], conditions: self.conditions.clone() })
    }
}
