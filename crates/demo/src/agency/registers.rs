//! The agency's registers: units in four levels, projects in programmes, financiers, counterparties.

use std::collections::BTreeMap;

use kameral_base::Pattern;
use kameral_ledger::model::{
    CurrencyRate, Dimension, DimensionValue, Hierarchy, HierarchyNode, Method, PostingRule, Relation, RelationValue,
    RuleSet,
};
use kameral_ledger::register::Change;
use kameral_ledger::standard::{self, StandardMistake};

use super::Book;
use crate::data::{Financier, Named, Unit, rows};
use crate::entry::{FIN, MP, ORG, PROJ, RESURS, VHT};

/// The place of the derived dimension: the first the standard leaves free.
const PROGRAM: u8 = 8;
/// The code of the tree over units; budget holders are given a node of it.
pub(crate) const TREE: &str = "organisation";

/// The rule that is run: costs of the appropriation in the flow without interest.
const RUN_RULE: &str = "kostnad-i";

/// Everything, in an order in which it can be applied: the proposed values and rules first.
pub(crate) fn changes(book: &Book) -> Result<Vec<Change>, StandardMistake> {
    let positions: BTreeMap<String, u8> = [
        ("ORG", ORG),
        ("VHT", VHT),
        ("PROJ", PROJ),
        ("FIN", FIN),
        ("MP", MP),
        ("RESURS", RESURS),
    ]
    .map(|(code, position)| (code.to_owned(), position))
    .into();
    let mut changes = standard::proposed(RuleSet::State, &positions)?;
    changes.push(Change::Dimension(Dimension {
        indirect: true,
        derived_by: "program".to_owned(),
        ..Dimension::plain(PROGRAM, "PROGRAM", book.texts.get("programme"))
    }));
    changes.extend(values(book));
    changes.push(Change::Hierarchy(tree(book)));
    changes.push(Change::Relation(programmes(book)));
    changes.extend(rates(book));
    Ok(changes)
}

/// *Automatkontering*: the standard's own rules. One of them is run for a month, as some agencies do
/// with all; the others post with the transaction.
pub(crate) fn posting_rules() -> Result<Vec<Change>, StandardMistake> {
    Ok(standard::posting_rules(RuleSet::State)?
        .into_iter()
        .map(method)
        .collect())
}

fn method(change: Change) -> Change {
    match change {
        Change::PostingRule(rule) if rule.rule == RUN_RULE => Change::PostingRule(PostingRule {
            method: Method::Run,
            ..rule
        }),
        other => other,
    }
}

fn values(book: &Book) -> impl Iterator<Item = Change> {
    let operations: Vec<Named> = rows!("agency/operations.csv");
    let counterparties: Vec<Named> = rows!("agency/counterparties.csv");
    let programmes: Vec<Named> = rows!("agency/programmes.csv");
    let financiers: Vec<Financier> = rows!("agency/financiers.csv");
    let named = |position| move |row: Named| DimensionValue::plain(position, &row.value, &row.name);
    let units = book.units.iter().map(|unit| DimensionValue {
        valid_from: book.calendar.day(&unit.from),
        valid_to: book.calendar.day(&unit.to),
        successor: unit.successor.clone(),
        attributes: serde_json::json!({ "staff": unit.staff, "area_m2": unit.area }),
        ..DimensionValue::plain(ORG, &unit.value, &unit.name)
    });
    let projects = book.projects.iter().map(|project| DimensionValue {
        valid_from: book.calendar.day(&project.from),
        valid_to: book.calendar.day(&project.to),
        attributes: serde_json::json!({ "unit": project.unit, "financier": project.financier }),
        ..DimensionValue::plain(PROJ, &project.value, &project.name)
    });
    let resources = book.resources.iter().map(|person| DimensionValue {
        attributes: serde_json::json!({ "unit": person.unit }),
        ..DimensionValue::plain(RESURS, &person.value, &person.name)
    });
    let financiers = financiers.into_iter().map(|row| DimensionValue {
        attributes: if row.purpose.is_empty() {
            serde_json::json!({ "financing_form": row.form })
        } else {
            serde_json::json!({ "financing_form": row.form, "purpose": row.purpose })
        },
        ..DimensionValue::plain(FIN, &row.value, &row.name)
    });
    let all: Vec<DimensionValue> = units
        .chain(operations.into_iter().map(named(VHT)))
        .chain(projects)
        .chain(financiers)
        .chain(counterparties.into_iter().map(named(MP)))
        .chain(resources)
        .chain(programmes.into_iter().map(named(PROGRAM)))
        .collect();
    all.into_iter().map(Change::Value)
}

/// Four levels: agency, department, unit, group.
fn tree(book: &Book) -> Hierarchy {
    let node = |unit: &Unit| HierarchyNode {
        node: unit.value.clone(),
        parent: if unit.parent.is_empty() {
            None
        } else {
            Some(unit.parent.clone())
        },
        name: unit.name.clone(),
        leaf: Pattern::parse(&unit.value).ok(),
        valid_from: book.calendar.day(&unit.from),
        valid_to: book.calendar.day(&unit.to),
    };
    Hierarchy {
        hierarchy: TREE.to_owned(),
        dimension: "ORG".to_owned(),
        name: book.texts.get("hierarchy").to_owned(),
        name_en: String::new(),
        nodes: book.units.iter().map(node).collect(),
    }
}

fn programmes(book: &Book) -> Relation {
    let pair = |project: &crate::data::Project| {
        let from = Pattern::parse(&project.value).ok()?;
        Some(RelationValue {
            from,
            to: project.programme.clone(),
            valid_from: None,
            valid_to: None,
        })
    };
    Relation {
        relation: "program".to_owned(),
        from_dimension: "PROJ".to_owned(),
        name: book.texts.get("programme-relation").to_owned(),
        name_en: String::new(),
        values: book.projects.iter().filter_map(pair).collect(),
    }
}

fn rates(book: &Book) -> impl Iterator<Item = Change> {
    book.rates.iter().map(|((currency, month), micro)| Change::Rate {
        currency: currency.clone(),
        rate: CurrencyRate {
            valid_from: month.first(),
            rate_micro: *micro,
        },
    })
}
