//! Which open items probably answer each other.

use std::collections::{BTreeMap, VecDeque};

use super::{OpenItem, Part};

/// Pairs of open items on the same account with exactly opposite amounts that bear the same
/// reference or, failing that, the same text. The oldest are paired first; no item stands in two
/// pairs. Nothing is done: a person, or a command, decides.
///
/// `items` in order of date, as `store::open_items` gives them.
pub fn propose(items: &[OpenItem]) -> Vec<[Part; 2]> {
    let mut taken = vec![false; items.len()];
    let mut proposed = by_likeness(items, &mut taken, |item| &item.reference);
    proposed.extend(by_likeness(items, &mut taken, |item| &item.text));
    proposed
}

fn by_likeness<'i>(
    items: &'i [OpenItem],
    taken: &mut [bool],
    words: impl Fn(&'i OpenItem) -> &'i str,
) -> Vec<[Part; 2]> {
    let mut proposed = Vec::new();
    // What waits for its opposite: account, words, and the amount that would answer it.
    let mut waiting: BTreeMap<(&str, &str, i64), VecDeque<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        let said = words(item).trim();
        let Some(opposite) = item.open.checked_neg() else {
            continue;
        };
        if taken[at] || said.is_empty() {
            continue;
        }
        let answers = waiting.get_mut(&(item.account.as_str(), said, item.open.get()));
        if let Some(earlier) = answers.and_then(VecDeque::pop_front) {
            taken[at] = true;
            taken[earlier] = true;
            proposed.push([items[earlier].whole(), item.whole()]);
        } else {
            waiting
                .entry((&item.account, said, opposite.get()))
                .or_default()
                .push_back(at);
        }
    }
    proposed
}
