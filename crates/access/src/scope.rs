//! Which rows a user may meet: the one predicate under every query.

use std::fmt;

use kameral_base::{EntityId, Pattern};

/// Rows a query may touch: entities, and which rows within them.
///
/// Only this crate makes one, from who is signed in; every query function takes it. Its fields are
/// private so that nothing else can widen it.
#[derive(Debug, Clone)]
pub struct Scope {
    entities: Vec<EntityId>,
    rows: Rows,
}

/// Which rows of an entity a user may read.
///
/// A user with several roles meets what any of them shows (SEC-09): when one of them shows every
/// row, there is no condition; otherwise a row must meet all conditions of at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rows {
    /// Every row.
    All,
    /// Rows that meet all conditions of at least one of these. An empty list is no row at all.
    AnyOf(Vec<Vec<RowCondition>>),
}

/// One condition of a [`Scope`]: the value of a dimension must match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowCondition {
    /// Dimension code (`ORG`), a hierarchy over one (`ORG/TREE`), or `KONTO` for the account.
    pub dimension: String,
    /// What its value must match; in a hierarchy, a node that it lies below.
    pub pattern: Pattern,
}

impl Rows {
    /// Whether a row may be met, told which conditions it meets. What a condition means is known
    /// where the model is: a dimension the model does not have, or a row without a value in it,
    /// meets none, not even `!4*`.
    pub fn allow(&self, mut meets: impl FnMut(&RowCondition) -> bool) -> bool {
        match self {
            Self::All => true,
            Self::AnyOf(alternatives) => alternatives.iter().any(|all| all.iter().all(&mut meets)),
        }
    }

    /// The conditions as they are written where a role is given: `ORG/TREE=A100`, those of one role with a
    /// blank between, roles with a semicolon. Empty for every row, and for none.
    pub fn told(&self) -> String {
        let Self::AnyOf(alternatives) = self else {
            return String::new();
        };
        let mut roles: Vec<String> = Vec::new();
        for all in alternatives {
            let all: Vec<String> = all.iter().map(ToString::to_string).collect();
            let all = all.join(" ");
            if !roles.contains(&all) {
                roles.push(all);
            }
        }
        roles.join("; ")
    }
}

impl fmt::Display for RowCondition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.dimension, self.pattern)
    }
}

impl Scope {
    pub(crate) fn new(entities: Vec<EntityId>, rows: Rows) -> Self {
        assert!(!entities.is_empty(), "a scope names at least one entity");
        Self { entities, rows }
    }

    /// The entity at hand: the first of the scope. Commands work in one entity.
    pub fn entity(&self) -> EntityId {
        self.entities[0]
    }

    /// Every entity the user may meet here.
    pub fn entities(&self) -> &[EntityId] {
        &self.entities
    }

    /// Whether rows of this entity may be met at all.
    pub fn allows(&self, entity: EntityId) -> bool {
        self.entities.contains(&entity)
    }

    /// Which rows of the entities may be met.
    pub fn rows(&self) -> &Rows {
        &self.rows
    }

    /// The same rights, looking at one entity.
    ///
    /// Answers nothing when the entity lies outside the scope.
    pub fn at(&self, entity: EntityId) -> Option<Self> {
        self.allows(entity).then(|| Self {
            entities: vec![entity],
            rows: self.rows.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn condition(dimension: &str, pattern: &str) -> RowCondition {
        RowCondition {
            dimension: dimension.to_owned(),
            pattern: Pattern::parse(pattern).unwrap(),
        }
    }

    /// SEC-02, SEC-09: a row must meet all conditions of one role; a missing value meets none.
    #[test]
    fn a_row_meets_all_conditions_of_one_alternative() {
        let rows = Rows::AnyOf(vec![
            vec![condition("ORG", "12*"), condition("KONTO", "4*,5*")],
            vec![condition("PROJ", "!9*")],
        ]);
        let allowed = |values: &[(&str, &str)]| {
            rows.allow(|condition| {
                let mut value = values.iter().filter(|(code, _)| *code == condition.dimension);
                value.next().is_some_and(|(_, value)| condition.pattern.matches(value))
            })
        };
        assert!(allowed(&[("ORG", "120"), ("KONTO", "4011")]));
        assert!(!allowed(&[("ORG", "120"), ("KONTO", "1511")]));
        assert!(!allowed(&[("ORG", "120")]));
        assert!(allowed(&[("ORG", "220"), ("PROJ", "100")]));
        assert!(!allowed(&[("ORG", "220"), ("PROJ", "900")]));
        assert!(!allowed(&[]));
    }

    #[test]
    fn conditions_are_told_as_they_are_given() {
        let one = vec![condition("ORG/TREE", "A100"), condition("KONTO", "4*")];
        let rows = Rows::AnyOf(vec![one.clone(), vec![condition("PROJ", "P1")], one]);
        assert_eq!(rows.told(), "ORG/TREE=A100 KONTO=4*; PROJ=P1");
        assert_eq!(Rows::All.told(), "");
    }

    #[test]
    fn no_alternative_is_no_row_and_no_condition_is_every_row() {
        assert!(!Rows::AnyOf(Vec::new()).allow(|_| true));
        assert!(Rows::All.allow(|_| false));
    }
}
