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
use super::rule::{Group, Rule, Test};
use super::says::Says;
use super::tree::El;
use super::vocabulary::{Name, UBL};
use unused::Unused;

/// Whose rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layer {
    /// EN 16931 alone.
    En16931,
    /// EN 16931 and Peppol BIS Billing 3 with its national rules.
    Peppol,
}

/// Which elements of a name, and what is tried on them.
type Tried = (Test, Vec<&'static Rule>);

/// What is tried of a layer in a release, found by the names of elements.
struct Index {
    by_name: Vec<Vec<Tried>>,
}

impl Index {
    fn of(layer: Layer, release: Release) -> &'static Self {
        static INDEXES: LazyLock<[[Index; 2]; 2]> = LazyLock::new(|| {
            let of_layer = |layer| Release::ALL.map(|release| Index::read(layer, release));
            [of_layer(Layer::En16931), of_layer(Layer::Peppol)]
        });
        &INDEXES[usize::from(layer == Layer::Peppol)][usize::from(release == Release::May2026)]
    }

    fn read(layer: Layer, release: Release) -> Self {
        let mut by_name: Vec<Vec<Tried>> = vec![Vec::new(); UBL.len()];
        let mut add = |name: Name, group: &'static Group| {
            let rules: Vec<_> = group.rules.iter().filter(|rule| rule.is_in(release)).collect();
            if !rules.is_empty() {
                by_name[name.index()].push((group.when, rules));
            }
        };
        for (of, group) in groups() {
            if of == Layer::En16931 || layer == Layer::Peppol {
                for name in group.on {
                    add(*name, group);
                }
            }
        }
        // Rules about every amount and every attachment, by how their names end.
        for (name, written) in UBL.names() {
            for group in documents::by_ending(written) {
                add(name, group);
            }
        }
        Self { by_name }
    }
}

static UNUSED: LazyLock<Unused> = LazyLock::new(Unused::read);

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
    let mut unused = UNUSED.walk(release);
    let index = Index::of(layer, release);
    for el in root.tree().all() {
        for (when, rules) in index.by_name.get(el.name().index()).into_iter().flatten() {
            if when(el, &facts) {
                for rule in rules.iter().filter(|rule| !(rule.holds)(el, &facts)) {
                    found.broken(el, rule);
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
    rules.extend(UNUSED.rules());
    rules.dedup_by(|one, other| one == other);
    rules
}

/// Used by the tables of several subjects.
pub(super) const fn unused_attribute(attribute: &'static str) -> Says {
    Says::UnusedAttribute(attribute)
}
