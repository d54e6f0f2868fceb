//! The rules, a file a subject, and the walk that tries them.

mod codes;
mod countries;
mod documents;
mod header;
mod identifiers;
mod lines;
mod parties;
mod payment;
mod peppol;
mod sweden;
mod totals;
mod unused;
pub(super) mod vat;

use std::sync::LazyLock;

use super::facts::Facts;
use super::fault::Found;
use super::release::Release;
use super::rule::{Group, Rule};
use super::says::Says;
use super::tree::El;
use super::vocabulary::UBL;
use unused::Unused;

/// Whose rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layer {
    /// EN 16931 alone.
    En16931,
    /// EN 16931 and Peppol BIS Billing 3 with its national rules.
    Peppol,
}

/// Every group of rules, found by the names of elements.
struct Index {
    by_name: Vec<Vec<(Layer, &'static Group)>>,
    unused: Unused,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut by_name: Vec<Vec<(Layer, &'static Group)>> = vec![Vec::new(); UBL.len()];
    for (layer, group) in groups() {
        for name in group.on {
            by_name[name.index()].push((layer, group));
        }
    }
    // Rules about every amount and every attachment, by how their names end.
    for (name, written) in UBL.names() {
        for group in documents::by_ending(written) {
            by_name[name.index()].push((Layer::En16931, group));
        }
    }
    Index {
        by_name,
        unused: Unused::read(),
    }
});

fn groups() -> Vec<(Layer, &'static Group)> {
    let en16931 = [
        header::GROUPS,
        parties::GROUPS,
        documents::GROUPS,
        lines::GROUPS,
        totals::GROUPS,
        payment::GROUPS,
        codes::GROUPS,
    ];
    let peppol = [
        peppol::GROUPS,
        peppol::codes::GROUPS,
        identifiers::GROUPS,
        sweden::GROUPS,
        countries::denmark::GROUPS,
        countries::norway::GROUPS,
        countries::germany::GROUPS,
        countries::netherlands::GROUPS,
        countries::italy::GROUPS,
        countries::greece::GROUPS,
        countries::iceland::GROUPS,
    ];
    let en16931 = en16931.into_iter().flatten().chain(vat::groups_of_rules());
    let en16931 = en16931.map(|group| (Layer::En16931, group));
    let peppol = peppol.into_iter().flatten().map(|group| (Layer::Peppol, group));
    en16931.chain(peppol).collect()
}

/// Tries every rule of the layer and the release on the document.
pub(super) fn check<'t>(root: El<'t>, release: Release, layer: Layer, found: &mut Found<'t>) {
    let facts = Facts::of(root, release);
    let mut unused = INDEX.unused.walk(release);
    for el in root.tree().all() {
        if let Some(groups) = INDEX.by_name.get(el.name().index()) {
            for (of, group) in groups {
                if (*of == Layer::En16931 || layer == Layer::Peppol) && (group.when)(el, &facts) {
                    for rule in group.rules.iter().filter(|rule| rule.is_in(release)) {
                        if !(rule.holds)(el, &facts) {
                            found.broken(el, rule);
                        }
                    }
                }
            }
        }
        if layer == Layer::Peppol && el.is_leaf() && el.trimmed().is_empty() {
            found.broken(el, &peppol::EMPTY_ELEMENT);
        }
        unused.see(el, found);
    }
}

/// Every rule there is, once for each form it has had in the releases.
///
/// Not among them are BR-CO-05 to 08, BR-DEC-13 and 15, UBL-CR-629 and 630: as their authors have
/// written them no document can break them.
pub(super) fn all() -> Vec<&'static Rule> {
    let mut rules: Vec<&'static Rule> = groups().into_iter().flat_map(|(_, group)| group.rules).collect();
    rules.push(&peppol::EMPTY_ELEMENT);
    rules.extend(documents::endings().iter().flat_map(|group| group.rules));
    rules.extend(INDEX.unused.rules());
    rules.dedup_by(|one, other| one == other);
    rules
}

/// Used by the tables of several subjects.
pub(super) const fn unused_attribute(attribute: &'static str) -> Says {
    Says::UnusedAttribute(attribute)
}
