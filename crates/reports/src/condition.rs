//! A condition on codings: of the question, or of the user's scope.

use kameral_access::RowCondition;
use kameral_base::{Date, Pattern};
use kameral_ledger::model::AccountingModel;

use crate::source::{Coding, Source, hierarchy_over, known_parts};
use crate::{Filter, Key, ReportRefusal};

/// A condition as the accounting model knows it.
#[derive(Debug, Clone)]
pub struct Condition {
    source: Source,
    rule: Rule,
    /// Whether a line without a value is stopped.
    needs_value: bool,
}

#[derive(Debug, Clone)]
enum Rule {
    /// The value matches.
    Matches(Pattern),
    /// The value lies below one of these nodes of a hierarchy of the model.
    Below { hierarchy: usize, nodes: Vec<String> },
    /// Nothing passes.
    Never,
}

impl Condition {
    /// A condition of the question; refuses dimensions, hierarchies and nodes that are not there.
    pub fn of_filter(model: &AccountingModel, filter: &Filter) -> Result<Self, ReportRefusal> {
        let source = Source::of(model, filter.key.code())?;
        let matches = Rule::Matches(filter.pattern.clone());
        let Some(part) = filter.key.part() else {
            return Ok(Self {
                source,
                rule: matches,
                needs_value: false,
            });
        };
        if source == Source::Account
            && let Some(level) = Source::level(part)
        {
            return Ok(Self {
                source: level,
                rule: matches,
                needs_value: false,
            });
        }
        if let Some(node) = Source::node(model, &filter.key, &source) {
            if !node.has_node(model, &filter.pattern) {
                return Err(node_unknown(&filter.key, &filter.pattern));
            }
            return Ok(Self {
                source: node,
                rule: matches,
                needs_value: false,
            });
        }
        let rule = below(model, &filter.key, part, &filter.pattern)?;
        Ok(Self {
            source,
            rule,
            needs_value: false,
        })
    }

    /// A condition of the scope. One that names what the model does not have lets nothing through:
    /// who may see a row is never guessed. Nor does a line without a value pass, not even `!4*`.
    pub fn of_scope(model: &AccountingModel, condition: &RowCondition) -> Self {
        let filter = Key::parse(&condition.dimension)
            .map(|key| Filter {
                key,
                pattern: condition.pattern.clone(),
            })
            .and_then(|filter| Self::of_filter(model, &filter).ok());
        let never = Self {
            source: Source::Account,
            rule: Rule::Never,
            needs_value: true,
        };
        filter.map_or(never, |condition| Self {
            needs_value: true,
            ..condition
        })
    }

    /// What the answer rests on: codings that agree in it get the same answer.
    pub fn root_value<'a>(&self, coding: Coding<'a>) -> &'a str {
        self.source.root_value(coding)
    }

    /// Whether a coding passes.
    pub fn accepts(&self, model: &AccountingModel, coding: Coding<'_>, day: Date) -> bool {
        let value = self.source.value(model, coding, day);
        if self.needs_value && value.is_empty() {
            return false;
        }
        match &self.rule {
            Rule::Matches(pattern) => pattern.matches(&value),
            Rule::Below { hierarchy, nodes } => {
                let hierarchy = &model.hierarchies[*hierarchy];
                !value.is_empty() && nodes.iter().any(|node| hierarchy.contains(node, &value, day))
            }
            Rule::Never => false,
        }
    }
}

fn below(model: &AccountingModel, key: &Key, part: &str, pattern: &Pattern) -> Result<Rule, ReportRefusal> {
    let hierarchy = hierarchy_over(model, key, part).ok_or_else(|| ReportRefusal::PartUnknown {
        key: key.to_string(),
        known: known_parts(model, key),
    })?;
    let nodes: Vec<String> = model.hierarchies[hierarchy]
        .nodes
        .iter()
        .filter(|node| pattern.matches(&node.node))
        .map(|node| node.node.clone())
        .collect();
    if nodes.is_empty() {
        return Err(node_unknown(key, pattern));
    }
    Ok(Rule::Below { hierarchy, nodes })
}

fn node_unknown(key: &Key, pattern: &Pattern) -> ReportRefusal {
    ReportRefusal::NodeUnknown {
        key: key.to_string(),
        node: pattern.to_string(),
    }
}
