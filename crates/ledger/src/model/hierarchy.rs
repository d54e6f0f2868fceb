//! Trees over values, and relations between dimensions.

use kameral_base::{Date, Pattern};
use serde::{Deserialize, Serialize};

use super::valid_on;

/// *Hierarki*: one of several trees over the values of a dimension (EM-16, EM-17).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hierarchy {
    /// Code.
    pub hierarchy: String,
    /// Dimension code, or `KONTO`.
    pub dimension: String,
    /// Swedish name.
    pub name: String,
    /// English name; may be empty.
    #[serde(default)]
    pub name_en: String,
    /// Nodes, parents before children.
    pub nodes: Vec<HierarchyNode>,
}

impl Hierarchy {
    /// Whether a value lies below a node, at any depth, on a day.
    pub fn contains(&self, node: &str, value: &str, day: Date) -> bool {
        self.nodes
            .iter()
            .filter(|at| valid_on(at.valid_from, at.valid_to, day))
            .any(|at| at.leaf.as_ref().is_some_and(|leaf| leaf.matches(value)) && self.is_below(&at.node, node))
    }

    /// Nodes from the top down to the one a value lies directly below on a day; none when it lies
    /// below no node. Of several such nodes the first, so a sum by nodes never counts a line twice.
    pub fn path(&self, value: &str, day: Date) -> Vec<&HierarchyNode> {
        let mut nodes = self.nodes.iter().filter(|at| valid_on(at.valid_from, at.valid_to, day));
        let leaf = nodes.find(|at| at.leaf.as_ref().is_some_and(|leaf| leaf.matches(value)));
        let mut path: Vec<_> = leaf.map(|leaf| self.upwards(&leaf.node).collect()).unwrap_or_default();
        path.reverse();
        path
    }

    /// How many levels of nodes there are.
    pub fn depth(&self) -> usize {
        let levels = self.nodes.iter().map(|node| self.level(&node.node));
        levels.max().unwrap_or(0)
    }

    /// The level a node stands on, 1 at the top; 0 when there is no such node.
    pub fn level(&self, node: &str) -> usize {
        self.upwards(node).count()
    }

    /// Whether `node` is `above` or below it.
    fn is_below(&self, node: &str, above: &str) -> bool {
        self.upwards(node).any(|at| at.node == above)
    }

    /// A node and those above it, up to the top. Bounded by the number of nodes.
    fn upwards(&self, node: &str) -> impl Iterator<Item = &HierarchyNode> {
        let named = |name: &str| self.nodes.iter().find(|candidate| candidate.node == name);
        let above = move |at: &&HierarchyNode| at.parent.as_deref().and_then(named);
        std::iter::successors(named(node), above).take(self.nodes.len())
    }
}

/// A node of a [`Hierarchy`]; one with a pattern gathers the values that match it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HierarchyNode {
    /// Code, unique in the hierarchy.
    pub node: String,
    /// Code of the node above; none at the top.
    pub parent: Option<String>,
    /// Name.
    pub name: String,
    /// Values that lie directly below the node.
    #[serde(default)]
    pub leaf: Option<Pattern>,
    /// First day of the node.
    #[serde(default)]
    pub valid_from: Option<Date>,
    /// Last day of the node.
    #[serde(default)]
    pub valid_to: Option<Date>,
}

/// *Relation*: ties values of one dimension to values that are searched on (EM-08, EM-09).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// Code.
    pub relation: String,
    /// Dimension it starts from, or `KONTO`.
    pub from_dimension: String,
    /// Swedish name.
    pub name: String,
    /// English name; may be empty.
    #[serde(default)]
    pub name_en: String,
    /// Pairs, in order; the first that matches wins.
    pub values: Vec<RelationValue>,
}

impl Relation {
    /// What a value is tied to on a day.
    pub fn to(&self, value: &str, day: Date) -> Option<&str> {
        self.values
            .iter()
            .find(|pair| valid_on(pair.valid_from, pair.valid_to, day) && pair.from.matches(value))
            .map(|pair| pair.to.as_str())
    }
}

/// One pair of a [`Relation`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelationValue {
    /// Values it starts from.
    pub from: Pattern,
    /// The value they are tied to.
    pub to: String,
    /// First day.
    #[serde(default)]
    pub valid_from: Option<Date>,
    /// Last day.
    #[serde(default)]
    pub valid_to: Option<Date>,
}
