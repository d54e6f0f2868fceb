//! A condition on codings: of the question, or of the user's scope.

use kameral_access::RowCondition;
use kameral_base::{Date, Pattern};
use kameral_ledger::model::{ACCOUNT_DIMENSION, AccountingModel};
use kameral_ledger::sight::has_attribute;

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
    /// What the register says of the value under a name matches: `PROJ.responsible`.
    Attribute {
        code: String,
        name: String,
        pattern: Pattern,
    },
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
        if let Some((code, name)) = condition.dimension.split_once('.')
            && let Ok(source) = Source::of(model, code)
        {
            return Self {
                source,
                rule: Rule::Attribute {
                    code: code.to_owned(),
                    name: name.to_owned(),
                    pattern: condition.pattern.clone(),
                },
                needs_value: true,
            };
        }
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
            Rule::Attribute { code, name, pattern } => has_attribute(model, code, &value, name, pattern),
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
    // Nearly everything lies below some node that is not the one that is meant.
    if nodes.is_empty() || pattern.has_negation() {
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

/// Whether a row with these values, each by its dimension's code and the account by `KONTO`, meets a
/// condition of a scope: as reports and searches ask it. A dimension the model does not have is no
/// value.
pub fn row_meets(model: &AccountingModel, condition: &RowCondition, values: &[(String, String)], day: Date) -> bool {
    let of = |code: &str| {
        values
            .iter()
            .find(|(dimension, _)| dimension == code)
            .map(|(_, value)| value)
    };
    let account = of(ACCOUNT_DIMENSION).map_or("", String::as_str);
    let positions = model.dimensions.iter().filter(|dimension| !dimension.indirect);
    let coded: Vec<(u8, String)> = positions
        .filter_map(|dimension| Some((dimension.position, of(&dimension.code)?.clone())))
        .collect();
    let coding = Coding {
        account,
        values: &coded,
    };
    Condition::of_scope(model, condition).accepts(model, coding, day)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use kameral_access::Rows;
    use kameral_base::EntityId;
    use kameral_ledger::model::{Dimension, Hierarchy, HierarchyNode, Relation, RelationValue};
    use kameral_ledger::sight::Sight;
    use kameral_ledger::voucher::CodingKey;

    use super::*;

    fn pattern(text: &str) -> Pattern {
        Pattern::parse(text).unwrap()
    }

    /// A model with two dimensions, one derived from the first, a tree over it, and S-codes.
    fn model() -> Arc<AccountingModel> {
        let mut model = (*crate::by_hand::model()).clone();
        model.dimensions = vec![
            Dimension::plain(1, "ORG", "Enhet"),
            Dimension::plain(3, "PROJ", "Projekt"),
            Dimension {
                indirect: true,
                derived_by: "avd".to_owned(),
                ..Dimension::plain(9, "AVD", "Avdelning")
            },
        ];
        let pair = |from: &str, to: &str| RelationValue {
            from: pattern(from),
            to: to.to_owned(),
            valid_from: None,
            valid_to: None,
        };
        model.relations = vec![Relation {
            relation: "avd".to_owned(),
            from_dimension: "ORG".to_owned(),
            name: String::new(),
            name_en: String::new(),
            values: vec![pair("12*", "A"), pair("2*", "B")],
        }];
        let node = |node: &str, parent: Option<&str>, leaf: Option<&str>, to: Option<Date>| HierarchyNode {
            node: node.to_owned(),
            parent: parent.map(str::to_owned),
            name: String::new(),
            leaf: leaf.map(pattern),
            valid_from: None,
            valid_to: to,
        };
        model.hierarchies = vec![Hierarchy {
            hierarchy: "TREE".to_owned(),
            dimension: "ORG".to_owned(),
            name: String::new(),
            name_en: String::new(),
            nodes: vec![
                node("allt", None, None, None),
                node("e", Some("allt"), Some("12*"), None),
                node("f", Some("allt"), Some("2*"), Some(Date::constant(2026, 1, 31))),
            ],
        }];
        if let Some(account) = model.accounts.get_mut("1510") {
            account.s_code = "S1510".to_owned();
        }
        Arc::new(model)
    }

    /// REP-11, SEC-02: what a report shows of a coding and what a voucher shows of a line with it is the
    /// same, whatever a condition is written on.
    #[test]
    fn a_report_and_a_voucher_show_the_same_lines() {
        let model = model();
        let dimensions = [
            "ORG",
            "PROJ",
            "AVD",
            "KONTO",
            "KONTO/1",
            "KONTO/S",
            "KONTO/99",
            "ORG/TREE",
            "org/tree",
            "ORG/TREE/1",
            "ORG/TREE/2",
            "ORG/TREE/7",
            "ORG/NO",
            "NO",
            "NO/TREE",
        ];
        let patterns = [
            "*", "12*", "!12*", "120", "A", "B,e", "e", "allt", "f", "1*", "S1*", "1510",
        ];
        let values = |code: &[(u8, &str)]| {
            code.iter()
                .map(|(at, value)| (*at, (*value).to_owned()))
                .collect::<Vec<_>>()
        };
        let codings = [
            ("1510", values(&[])),
            ("1510", values(&[(1, "120")])),
            ("1510", values(&[(1, "125"), (3, "120")])),
            ("3010", values(&[(1, "120"), (3, "100")])),
            ("3010", values(&[(1, "200"), (3, "12")])),
            ("9999", values(&[(1, "300")])),
            ("9999", values(&[(3, "e")])),
        ];
        let today = Date::constant(2026, 3, 1);
        let (mut shown, mut hidden) = (0, 0);
        for dimension in dimensions {
            for text in patterns {
                let condition = RowCondition {
                    dimension: dimension.to_owned(),
                    pattern: pattern(text),
                };
                let rows = Rows::AnyOf(vec![vec![condition.clone()]]);
                let sight = Sight::of_rows(&model, EntityId(1), &rows, today);
                let of_report = Condition::of_scope(&model, &condition);
                for (account, values) in &codings {
                    let coding = Coding { account, values };
                    let sees = sight.sees(&CodingKey::new(account, values));
                    assert_eq!(
                        sees,
                        of_report.accepts(&model, coding, today),
                        "{dimension}={text} {coding:?}"
                    );
                    shown += usize::from(sees);
                    hidden += usize::from(!sees);
                }
            }
        }
        assert!(100 < shown && 100 < hidden, "{shown} shown, {hidden} hidden");
    }
}
