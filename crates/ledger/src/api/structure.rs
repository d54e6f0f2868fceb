//! `/rules`, `/relations`, `/hierarchies`: what ties values together.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::{Date, Pattern};
use kameral_site::api::{Api, ApiVisit, Operation, Sent, json};
use kameral_site::{kept, told};
use kameral_ui::web::Problem;

use super::fields::{given, key_of};
use super::model::{RegisterChanged, change, loaded};
use crate::model::{CombinationRule, Hierarchy, HierarchyNode, Relation, RelationValue, Requirement};
use crate::register::Change;

kept! {
    /// *Konteringsregel*: what a dimension must, may or may not hold on some accounts, or what they may
    /// not stand together with in a voucher.
    pub struct RuleKept {
        /// Name; in a change it stands in the path.
        rule: Option<String>,
        /// Accounts it applies to.
        accounts: Pattern,
        /// Dimension it speaks of, or `KONTO`, where `forbidden`, `allowed` and `apart` can be required.
        dimension: String,
        /// `mandatory`, `forbidden`, `fixed`, `proposed`, `allowed` or `apart`.
        requirement: String,
        /// The value that is fixed or proposed, the pattern that is allowed, or the accounts that may not
        /// stand in the same voucher.
        value: Option<String>,
        /// Applies only where this dimension's value matches.
        when: Option<ConditionKept>,
        /// Applies only in vouchers of these kinds.
        kinds: Option<Pattern>,
        /// A warning may be accepted with a reason; otherwise the line is refused.
        warning: Option<bool>,
        /// First day.
        valid_from: Option<Date>,
        /// Last day.
        valid_to: Option<Date>,
        /// Why the rule exists, in Swedish.
        text_sv: Option<String>,
        /// The same in English.
        text_en: Option<String>,
    }
}

kept! {
    /// A condition on another dimension.
    pub struct ConditionKept {
        /// Dimension.
        dimension: String,
        /// Its values.
        pattern: Pattern,
    }
}

impl From<(String, Pattern)> for ConditionKept {
    fn from((dimension, pattern): (String, Pattern)) -> Self {
        Self { dimension, pattern }
    }
}

impl ConditionKept {
    /// Dimension and pattern.
    pub(super) fn pair(self) -> (String, Pattern) {
        (self.dimension, self.pattern)
    }
}

kept! {
    /// *Relation*: ties values of one dimension to values that are searched on.
    pub struct RelationKept {
        /// Code; in a change it stands in the path.
        relation: Option<String>,
        /// Dimension it starts from, or `KONTO`.
        from_dimension: String,
        /// Swedish name.
        name: String,
        /// English name.
        name_en: Option<String>,
        /// Pairs, in order; the first that matches wins.
        values: Vec<RelationPairKept>,
    }
}

kept! {
    /// One pair of a relation.
    pub struct RelationPairKept {
        /// Values it starts from.
        from: Pattern,
        /// The value they are tied to.
        to: String,
        /// First day.
        valid_from: Option<Date>,
        /// Last day.
        valid_to: Option<Date>,
    }
}

kept! {
    /// *Hierarki*: a tree over the values of a dimension.
    pub struct HierarchyKept {
        /// Code; in a change it stands in the path.
        hierarchy: Option<String>,
        /// Dimension code, or `KONTO`.
        dimension: String,
        /// Swedish name.
        name: String,
        /// English name.
        name_en: Option<String>,
        /// Nodes, parents before children.
        nodes: Vec<NodeKept>,
    }
}

kept! {
    /// A node of a hierarchy.
    pub struct NodeKept {
        /// Code, unique in the hierarchy.
        node: String,
        /// Code of the node above; none at the top.
        parent: Option<String>,
        /// Name.
        name: String,
        /// Values that lie directly below the node.
        leaf: Option<Pattern>,
        /// First day.
        valid_from: Option<Date>,
        /// Last day.
        valid_to: Option<Date>,
    }
}

told! {
    /// Combination rules, by name.
    pub struct RulesTold {
        /// The rules.
        rules: Vec<RuleKept>,
    }
}

told! {
    /// Relations.
    pub struct RelationsTold {
        /// The relations.
        relations: Vec<RelationKept>,
    }
}

told! {
    /// Hierarchies.
    pub struct HierarchiesTold {
        /// The hierarchies.
        hierarchies: Vec<HierarchyKept>,
    }
}

pub fn routes() -> Api {
    let reading = |summary| Operation::new(summary).needs(Permission::BooksRead);
    let changing = |summary| {
        Operation::new(summary)
            .needs(Permission::RegisterEdit)
            .gives::<RegisterChanged>()
    };
    Api::new("rules and structure")
        .get(
            "/api/v1/entities/{entity}/rules",
            rules,
            reading("Combination rules").gives::<RulesTold>(),
        )
        .put(
            "/api/v1/entities/{entity}/rules/{rule}",
            set_rule,
            changing("Add or change a combination rule").takes::<RuleKept>(),
        )
        .get(
            "/api/v1/entities/{entity}/relations",
            relations,
            reading("Relations").gives::<RelationsTold>(),
        )
        .put(
            "/api/v1/entities/{entity}/relations/{relation}",
            set_relation,
            changing("Add a relation, or replace it with all its pairs").takes::<RelationKept>(),
        )
        .get(
            "/api/v1/entities/{entity}/hierarchies",
            hierarchies,
            reading("Hierarchies").gives::<HierarchiesTold>(),
        )
        .put(
            "/api/v1/entities/{entity}/hierarchies/{hierarchy}",
            set_hierarchy,
            changing("Add a hierarchy, or replace it with all its nodes").takes::<HierarchyKept>(),
        )
}

async fn rules(visit: ApiVisit) -> Response {
    visit
        .answer(|visit| {
            let model = loaded(visit)?;
            let rules = model.rules.iter().map(|rule| RuleKept {
                rule: Some(rule.rule.clone()),
                accounts: rule.accounts.clone(),
                dimension: rule.dimension.clone(),
                requirement: rule.requirement.word().to_owned(),
                value: given(&rule.requirement.pattern_text()),
                when: rule.when.clone().map(ConditionKept::from),
                kinds: rule.kinds.clone(),
                warning: Some(rule.warning),
                valid_from: rule.valid_from,
                valid_to: rule.valid_to,
                text_sv: given(&rule.text_sv),
                text_en: given(&rule.text_en),
            });
            json(StatusCode::OK, &RulesTold { rules: rules.collect() })
        })
        .await
}

async fn set_rule(visit: ApiVisit, Path((_, rule)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: RuleKept = visit.read(&sent.0)?;
            let rule = key_of(visit, "rule", &rule, asked.rule.as_deref())?;
            let row = CombinationRule {
                rule: rule.clone(),
                requirement: requirement(visit, &asked)?,
                accounts: asked.accounts,
                dimension: asked.dimension,
                when: asked.when.map(ConditionKept::pair),
                kinds: asked.kinds,
                warning: asked.warning.unwrap_or(false),
                valid_from: asked.valid_from,
                valid_to: asked.valid_to,
                text_sv: asked.text_sv.unwrap_or_default(),
                text_en: asked.text_en.unwrap_or_default(),
            };
            change(visit, &sent.0, &rule, Change::Rule(row))
        })
        .await
}

fn requirement(visit: &ApiVisit, asked: &RuleKept) -> Result<Requirement, Problem> {
    let value = asked.value.as_deref().unwrap_or_default();
    Requirement::from_words(&asked.requirement, value).ok_or_else(|| {
        visit.malformed("requirement: mandatory or forbidden; fixed, proposed, allowed or apart with a value")
    })
}

async fn relations(visit: ApiVisit) -> Response {
    visit
        .answer(|visit| {
            let model = loaded(visit)?;
            let relations = model.relations.iter().map(|relation| RelationKept {
                relation: Some(relation.relation.clone()),
                from_dimension: relation.from_dimension.clone(),
                name: relation.name.clone(),
                name_en: given(&relation.name_en),
                values: relation.values.iter().map(pair_told).collect(),
            });
            json(
                StatusCode::OK,
                &RelationsTold {
                    relations: relations.collect(),
                },
            )
        })
        .await
}

fn pair_told(pair: &RelationValue) -> RelationPairKept {
    RelationPairKept {
        from: pair.from.clone(),
        to: pair.to.clone(),
        valid_from: pair.valid_from,
        valid_to: pair.valid_to,
    }
}

async fn set_relation(visit: ApiVisit, Path((_, relation)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: RelationKept = visit.read(&sent.0)?;
            let relation = key_of(visit, "relation", &relation, asked.relation.as_deref())?;
            let pairs = asked.values.into_iter().map(|pair| RelationValue {
                from: pair.from,
                to: pair.to,
                valid_from: pair.valid_from,
                valid_to: pair.valid_to,
            });
            let row = Relation {
                relation: relation.clone(),
                from_dimension: asked.from_dimension,
                name: asked.name,
                name_en: asked.name_en.unwrap_or_default(),
                values: pairs.collect(),
            };
            change(visit, &sent.0, &relation, Change::Relation(row))
        })
        .await
}

async fn hierarchies(visit: ApiVisit) -> Response {
    visit
        .answer(|visit| {
            let model = loaded(visit)?;
            let hierarchies = model.hierarchies.iter().map(|hierarchy| HierarchyKept {
                hierarchy: Some(hierarchy.hierarchy.clone()),
                dimension: hierarchy.dimension.clone(),
                name: hierarchy.name.clone(),
                name_en: given(&hierarchy.name_en),
                nodes: hierarchy.nodes.iter().map(node_told).collect(),
            });
            json(
                StatusCode::OK,
                &HierarchiesTold {
                    hierarchies: hierarchies.collect(),
                },
            )
        })
        .await
}

fn node_told(node: &HierarchyNode) -> NodeKept {
    NodeKept {
        node: node.node.clone(),
        parent: node.parent.clone(),
        name: node.name.clone(),
        leaf: node.leaf.clone(),
        valid_from: node.valid_from,
        valid_to: node.valid_to,
    }
}

async fn set_hierarchy(visit: ApiVisit, Path((_, hierarchy)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: HierarchyKept = visit.read(&sent.0)?;
            let hierarchy = key_of(visit, "hierarchy", &hierarchy, asked.hierarchy.as_deref())?;
            let nodes = asked.nodes.into_iter().map(|node| HierarchyNode {
                node: node.node,
                parent: node.parent,
                name: node.name,
                leaf: node.leaf,
                valid_from: node.valid_from,
                valid_to: node.valid_to,
            });
            let row = Hierarchy {
                hierarchy: hierarchy.clone(),
                dimension: asked.dimension,
                name: asked.name,
                name_en: asked.name_en.unwrap_or_default(),
                nodes: nodes.collect(),
            };
            change(visit, &sent.0, &hierarchy, Change::Hierarchy(row))
        })
        .await
}
