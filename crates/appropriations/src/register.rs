//! Keeping an item of the register: the decision.

use std::collections::BTreeSet;

use kameral_base::Date;

use crate::AppropriationRefusal;
use crate::model::{Item, Link, overlap};
use crate::tree;

/// Longest designation, in characters: it is a value of the indirect dimension.
pub const ITEM_CHARS_MAX: usize = 20;

/// Longest name, in characters.
pub const NAME_CHARS_MAX: usize = 200;

/// Longest plain text, document or note, in characters.
pub const TEXT_CHARS_MAX: usize = 2_000;

/// Checks an item against the others and the register of financiers. `known` is the register as it
/// stands, with the item's last version where it has one.
pub fn check(known: &[Item], financiers: &BTreeSet<&str>, item: &Item) -> Vec<AppropriationRefusal> {
    let mut refusals = fields(item);
    if !refusals.is_empty() {
        return refusals;
    }
    let old = known.iter().find(|other| other.item == item.item);
    if old.is_some_and(|old| old.kind != item.kind) {
        refusals.push(AppropriationRefusal::KindChanged {
            item: item.item.clone(),
        });
    }
    let mut after: Vec<Item> = known.iter().filter(|other| other.item != item.item).cloned().collect();
    after.push(item.clone());
    refusals.extend(place(&after, item));
    for (at, link) in item.links.iter().enumerate() {
        refusals.extend(of_link(&after, financiers, item, at, link));
    }
    refusals.extend(above(&after, item));
    refusals
}

fn fields(item: &Item) -> Vec<AppropriationRefusal> {
    let mut refusals = Vec::new();
    let code = &item.item;
    let fits = (1..=ITEM_CHARS_MAX).contains(&code.chars().count())
        && code.trim() == code
        && !code
            .chars()
            .any(|c| c.is_control() || matches!(c, '|' | '=' | '/' | '#' | '?' | '%'));
    if !fits {
        refusals.push(AppropriationRefusal::ItemMalformed { item: shown(code) });
    }
    if item.name.trim().is_empty() {
        refusals.push(AppropriationRefusal::NameMissing);
    }
    let texts = [
        ("name", &item.name, NAME_CHARS_MAX),
        ("name_en", &item.name_en, NAME_CHARS_MAX),
        ("text", &item.text, TEXT_CHARS_MAX),
        ("document", &item.document, NAME_CHARS_MAX),
    ];
    for (field, text, max) in texts {
        refusals.extend(one_line(field, text, max));
    }
    if matches!((item.valid_from, item.valid_to), (Some(from), Some(to)) if to < from) {
        refusals.push(AppropriationRefusal::ValidityReversed { item: shown(code) });
    }
    refusals
}

/// A text that is no longer than it may be and holds nothing that cannot be seen.
pub(crate) fn one_line(field: &'static str, text: &str, max: usize) -> Option<AppropriationRefusal> {
    let fits = text.chars().count() <= max && !text.chars().any(char::is_control);
    (!fits).then(|| AppropriationRefusal::TextMalformed {
        field,
        max: i64::try_from(max).unwrap_or(i64::MAX),
    })
}

/// What history and a refusal can hold of anything that was sent.
pub(crate) fn shown(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control())
        .take(ITEM_CHARS_MAX * 2)
        .collect()
}

/// Its place in the tree, and the places of its parts.
fn place(after: &[Item], item: &Item) -> Option<AppropriationRefusal> {
    if let Some(parent) = &item.parent {
        let Some(found) = after.iter().find(|other| other.item == *parent) else {
            return Some(AppropriationRefusal::ParentUnknown { parent: shown(parent) });
        };
        if found.kind != item.kind || tree::level(after, item).is_none() {
            return Some(AppropriationRefusal::ParentOther { parent: shown(parent) });
        }
    }
    let max = tree::levels_max(item.kind);
    let deepest = after
        .iter()
        .filter(|other| other.kind == item.kind)
        .map(|other| tree::level(after, other).unwrap_or(usize::MAX))
        .max();
    deepest
        .is_some_and(|deepest| max < deepest)
        .then(|| AppropriationRefusal::TooDeep {
            max: i64::try_from(max).unwrap_or(i64::MAX),
        })
}

fn of_link(
    after: &[Item],
    financiers: &BTreeSet<&str>,
    item: &Item,
    at: usize,
    link: &Link,
) -> Option<AppropriationRefusal> {
    let financier = || shown(&link.financier);
    if !financiers.contains(link.financier.as_str()) {
        return Some(AppropriationRefusal::FinancierUnknown { financier: financier() });
    }
    if !whole_months(link.valid_from, link.valid_to) {
        return Some(AppropriationRefusal::LinkDays { financier: financier() });
    }
    let twice = item.links[..at].iter().any(|before| before.meets(link));
    let others = || after.iter().filter(|other| other.item != item.item);
    let taken = others().find(|other| other.links.iter().any(|theirs| theirs.meets(link)));
    if let Some(by) = taken.or(twice.then_some(item)) {
        return Some(AppropriationRefusal::LinkTaken {
            financier: financier(),
            item: by.item.clone(),
        });
    }
    part_on(after, &item.item, (link.valid_from, link.valid_to)).map(|part| AppropriationRefusal::LinkOfParent {
        financier: financier(),
        part: part.item.clone(),
    })
}

/// A link of what it becomes a part of, on days it is there.
fn above(after: &[Item], item: &Item) -> Option<AppropriationRefusal> {
    let parent = after.iter().find(|other| Some(&other.item) == item.parent.as_ref())?;
    let days = (item.valid_from, item.valid_to);
    let link = parent
        .links
        .iter()
        .find(|link| overlap((link.valid_from, link.valid_to), days))?;
    Some(AppropriationRefusal::LinkOfParent {
        financier: link.financier.clone(),
        part: item.item.clone(),
    })
}

/// A part of an item that is there on some of these days.
pub(crate) fn part_on<'i>(items: &'i [Item], item: &str, days: (Option<Date>, Option<Date>)) -> Option<&'i Item> {
    items
        .iter()
        .find(|part| part.parent.as_deref() == Some(item) && overlap((part.valid_from, part.valid_to), days))
}

/// The cube knows whole periods, so a link holds for whole months.
fn whole_months(from: Option<Date>, to: Option<Date>) -> bool {
    let forwards = !matches!((from, to), (Some(from), Some(to)) if to < from);
    forwards && from.is_none_or(|day| day == day.first_of_month()) && to.is_none_or(|day| day == day.last_of_month())
}
