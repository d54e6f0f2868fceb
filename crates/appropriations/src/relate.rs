//! What the register of appropriations says to the ledger: relations that posting rules and reports
//! read, rewritten whole from the items, and the indirect dimension *Anslag*.

use kameral_base::Pattern;
use kameral_ledger::model::{AccountingModel, Dimension, DimensionValue, POSITION_MAX, Relation, RelationValue};
use kameral_ledger::register::Change;

use crate::AppropriationRefusal;
use crate::model::{Item, Link};
use crate::tree;

/// The dimension of financiers.
pub const FINANCIER: &str = "FIN";

/// The indirect dimension *Anslag*.
pub const APPROPRIATION: &str = "ANSL";

/// Its relation: from financier to item.
pub const RELATION: &str = "anslag";

/// The word of an item whose gross amounts are accounted for apart.
const GROSS: &str = "ja";

/// The ledger's register changes that follow from the items. Those that change nothing are left out
/// where they are applied.
pub fn changes(model: &AccountingModel, items: &[Item]) -> Result<Vec<Change>, AppropriationRefusal> {
    if model.dimension(FINANCIER).is_none() {
        return Err(AppropriationRefusal::DimensionMissing { dimension: FINANCIER });
    }
    let ordered: Vec<&Item> = tree::ordered(items).into_iter().map(|(_, item)| item).collect();
    let relation = |code: &str, name: &str, name_en: &str, to: fn(&Item) -> Option<String>| {
        let linked = |item: &&Item| to(item).map(|to| (to, item.links.clone()));
        let values = ordered
            .iter()
            .filter_map(linked)
            .flat_map(|(to, links)| links.into_iter().filter_map(move |link| pair(&link, &to)));
        let known = model.relations.iter().find(|known| known.relation == code);
        let named = |known: Option<&String>, name: &str| known.cloned().unwrap_or_else(|| name.to_owned());
        Change::Relation(Relation {
            relation: code.to_owned(),
            from_dimension: FINANCIER.to_owned(),
            name: named(known.map(|known| &known.name), name),
            name_en: named(known.map(|known| &known.name_en), name_en),
            values: values.collect(),
        })
    };
    let mut changes = vec![
        relation(RELATION, "Anslag", "Appropriation", |item| Some(item.item.clone())),
        relation("flode", "Flöde", "Flow", |item| Some(item.flow_word().to_owned())),
        relation("avrakning", "Avräkningsgrund", "Basis of settlement", |item| {
            Some(item.charged_as().to_owned())
        }),
        relation("brutto", "Bruttoredovisning", "Gross accounting", |item| {
            item.gross.then(|| GROSS.to_owned())
        }),
    ];
    let position = if let Some(known) = model.dimension(APPROPRIATION) {
        known.position
    } else {
        let dimension = indirect(model)?;
        let position = dimension.position;
        changes.push(Change::Dimension(dimension));
        position
    };
    changes.extend(ordered.iter().map(|item| {
        Change::Value(DimensionValue {
            valid_from: item.valid_from,
            valid_to: item.valid_to,
            ..DimensionValue::plain(position, &item.item, &item.name)
        })
    }));
    Ok(changes)
}

/// A value that is longer than a pattern can be is in no register.
fn pair(link: &Link, to: &str) -> Option<RelationValue> {
    Some(RelationValue {
        from: Pattern::exact(&link.financier).ok()?,
        to: to.to_owned(),
        valid_from: link.valid_from,
        valid_to: link.valid_to,
    })
}

fn indirect(model: &AccountingModel) -> Result<Dimension, AppropriationRefusal> {
    let last = model.dimensions.iter().map(|dimension| dimension.position).max();
    let next = last.unwrap_or(0) + 1;
    let free = (next..=POSITION_MAX).chain(1..=POSITION_MAX);
    let position = free
        .into_iter()
        .find(|position| model.dimension_at(*position).is_none())
        .ok_or(AppropriationRefusal::PositionsTaken {
            dimension: APPROPRIATION,
        })?;
    Ok(Dimension {
        name_en: "Appropriation".to_owned(),
        indirect: true,
        derived_by: RELATION.to_owned(),
        ..Dimension::plain(position, APPROPRIATION, "Anslag")
    })
}
