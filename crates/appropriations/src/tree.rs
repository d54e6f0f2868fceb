//! The register as a tree: parents before their parts, designations in the order people read them.

use std::cmp::Ordering;

use crate::model::{Item, ItemKind};

/// How deep the parts of an appropriation go: anslag, anslagspost, delpost (APR-01).
pub const APPROPRIATION_LEVELS_MAX: usize = 3;

/// How deep the parts of a revenue title go (APR-13: a sub-sub-title of its own for gross amounts).
pub const TITLE_LEVELS_MAX: usize = 5;

/// The most levels an item of this kind may stand on.
pub fn levels_max(kind: ItemKind) -> usize {
    match kind {
        ItemKind::Appropriation => APPROPRIATION_LEVELS_MAX,
        ItemKind::RevenueTitle => TITLE_LEVELS_MAX,
    }
}

/// The level an item stands on, 1 at the top; nothing when its parents form a circle.
pub fn level(items: &[Item], item: &Item) -> Option<usize> {
    let mut at = item;
    for level in 1..=items.len() + 1 {
        let Some(parent) = &at.parent else { return Some(level) };
        at = items.iter().find(|other| other.item == *parent)?;
    }
    None
}

/// Items with their levels: appropriations first, each followed by its parts.
pub fn ordered(items: &[Item]) -> Vec<(usize, &Item)> {
    let mut found = Vec::with_capacity(items.len());
    for kind in ItemKind::ALL {
        below(items, None, *kind, 1, &mut found);
    }
    found
}

fn below<'i>(
    items: &'i [Item],
    parent: Option<&str>,
    kind: ItemKind,
    level: usize,
    found: &mut Vec<(usize, &'i Item)>,
) {
    // Circles are refused when an item is kept; the bound holds whatever the rows say.
    if levels_max(kind) < level {
        return;
    }
    let mut parts: Vec<&Item> = items
        .iter()
        .filter(|item| item.kind == kind && item.parent.as_deref() == parent)
        .collect();
    parts.sort_by(|a, b| by_designation(&a.item, &b.item));
    for part in parts {
        found.push((level, part));
        below(items, Some(&part.item), kind, level + 1, found);
    }
}

/// Order of designations: digits by their number, so that `ap.2` comes before `ap.10`.
pub fn by_designation(a: &str, b: &str) -> Ordering {
    pieces(a).cmp(&pieces(b)).then_with(|| a.cmp(b))
}

/// Runs of digits with their numbers and the characters between them.
fn pieces(text: &str) -> Vec<(u64, String)> {
    let mut pieces: Vec<(u64, String)> = Vec::new();
    let mut digits = String::new();
    for c in text.chars() {
        if c.is_ascii_digit() && digits.len() < DIGITS_MAX {
            digits.push(c);
        } else {
            pieces.extend(number(&mut digits));
            pieces.push((0, c.to_string()));
        }
    }
    pieces.extend(number(&mut digits));
    pieces
}

/// The run of digits so far. A number stands before any text.
fn number(digits: &mut String) -> Option<(u64, String)> {
    let number = std::mem::take(digits).parse().ok()?;
    Some((number, String::new()))
}

const DIGITS_MAX: usize = 18;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn designations_are_read_as_people_read_them() {
        let mut known = [
            "1:10",
            "1:5 ap.10",
            "1:5 ap.2.1",
            "1:5",
            "1:5 ap.2",
            "2:1",
            "1:5 ap.1.2",
        ];
        known.sort_by(|a, b| by_designation(a, b));
        assert_eq!(
            known,
            [
                "1:5",
                "1:5 ap.1.2",
                "1:5 ap.2",
                "1:5 ap.2.1",
                "1:5 ap.10",
                "1:10",
                "2:1"
            ]
        );
    }
}
