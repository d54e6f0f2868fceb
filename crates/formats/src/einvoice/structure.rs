//! Whether a document has the structure its standard demands: names, order, how often, and how values are written.
//!
//! A walk over the elements beside the facts of the [`Vocabulary`](super::vocabulary::Vocabulary).
//! Where an element is out of place the walk goes on with the next, so that all faults are told at once.

use super::fault::Found;
use super::lexical::{called, is_written_as};
use super::mistake::Mistake;
use super::tree::{El, normalized};
use super::vocabulary::{ANYTHING, Attribute, Particle, Type, TypeIndex};
use crate::mistake::excerpt;

/// Checks the element as one of the type, and all that stands in it.
pub(super) fn check<'t>(root: El<'t>, of: TypeIndex, found: &mut Found<'t>) {
    let mut open = vec![(root, of)];
    while let Some((el, of)) = open.pop() {
        if of == ANYTHING {
            continue;
        }
        let within = open.len();
        match &el.tree().vocabulary.types[usize::from(of)] {
            Type::Value {
                lexical,
                collapses,
                attributes,
                allowed,
            } => {
                check_attributes(el, attributes, found);
                if let Some(child) = el.children().next() {
                    found.mistake(
                        child,
                        Mistake::ElementUnknown {
                            element: child.written().into(),
                        },
                    );
                    continue;
                }
                let text = if *collapses {
                    normalized(el.text())
                } else {
                    el.text().into()
                };
                if !is_written_as(*lexical, &text) {
                    found.mistake(
                        el,
                        Mistake::ValueMalformed {
                            value: excerpt(el.trimmed()),
                            kind: called(*lexical).into(),
                        },
                    );
                } else if allowed.is_some_and(|allowed| !allowed.contains(&text.as_ref())) {
                    found.mistake(el, Mistake::ValueNotAllowed { value: excerpt(&text) });
                }
            }
            Type::Sequence(particles) => {
                check_plain(el, found);
                sequence(el, particles, &mut open, found);
            }
            Type::Choice(particles) => {
                check_plain(el, found);
                choice(el, particles, &mut open, found);
            }
            Type::Any => {
                check_plain(el, found);
                if el.children().count() != 1 {
                    found.mistake(el, Mistake::OneElementExpected);
                }
            }
        }
        // The first child is looked at first.
        open[within..].reverse();
    }
}

/// An element that holds elements has no attributes and no text of its own.
fn check_plain<'t>(el: El<'t>, found: &mut Found<'t>) {
    check_attributes(el, &[], found);
    if el.is_mixed() {
        found.mistake(
            el,
            Mistake::TextBesideElements {
                value: excerpt(el.trimmed()),
            },
        );
    }
}

fn check_attributes<'t>(el: El<'t>, attributes: &[Attribute], found: &mut Found<'t>) {
    for attr in el.attributes() {
        let declared = attributes.iter().find(|known| known.name == attr.name && !attr.foreign);
        let Some(declared) = declared else {
            found.mistake(
                el,
                Mistake::AttributeUnknown {
                    attribute: excerpt(attr.name),
                },
            );
            continue;
        };
        let written = is_written_as(declared.lexical, attr.value)
            && declared.allowed.is_none_or(|allowed| allowed.contains(&attr.value))
            && declared
                .fixed
                .as_ref()
                .is_none_or(|fixed| fixed == &normalized(attr.value));
        if !written {
            found.mistake(
                el,
                Mistake::AttributeMalformed {
                    attribute: attr.name.into(),
                    value: excerpt(attr.value),
                },
            );
        }
    }
    for required in attributes.iter().filter(|attribute| attribute.required) {
        if el.attr(required.name).is_none() {
            found.mistake(
                el,
                Mistake::AttributeMissing {
                    attribute: required.name.into(),
                },
            );
        }
    }
}

fn sequence<'t>(el: El<'t>, particles: &[Particle], open: &mut Vec<(El<'t>, TypeIndex)>, found: &mut Found<'t>) {
    let (mut at, mut times) = (0, 0_u16);
    for child in el.children() {
        let ahead = particles[at..]
            .iter()
            .position(|particle| particle.name == child.name());
        let Some(ahead) = ahead else {
            let element = child.written().into();
            // An element that could have stood earlier is known all the same: what is in it is looked at too.
            match particles[..at].iter().find(|particle| particle.name == child.name()) {
                Some(particle) => {
                    found.mistake(child, Mistake::ElementOutOfOrder { element });
                    open.push((child, particle.of));
                }
                None => found.mistake(child, Mistake::ElementUnknown { element }),
            }
            continue;
        };
        if 0 < ahead {
            missing(el, &particles[at..at + ahead], times, found);
            (at, times) = (at + ahead, 0);
        }
        let particle = particles[at];
        times = times.saturating_add(1);
        if particle.max < times {
            found.mistake(
                child,
                Mistake::ElementTooMany {
                    element: child.written().into(),
                    most: particle.max,
                },
            );
        }
        open.push((child, particle.of));
    }
    missing(el, &particles[at.min(particles.len())..], times, found);
}

/// Tells of the particles that had to stand there; the first has been met `times`.
fn missing<'t>(el: El<'t>, particles: &[Particle], times: u16, found: &mut Found<'t>) {
    for (index, particle) in particles.iter().enumerate() {
        let met = if index == 0 { times } else { 0 };
        if met < particle.min {
            found.mistake(
                el,
                Mistake::ElementMissing {
                    element: el.tree().vocabulary.written(particle.name).into(),
                },
            );
        }
    }
}

fn choice<'t>(el: El<'t>, particles: &[Particle], open: &mut Vec<(El<'t>, TypeIndex)>, found: &mut Found<'t>) {
    let mut children = el.children();
    match children.next() {
        None => found.mistake(el, Mistake::OneElementExpected),
        Some(child) => match particles.iter().find(|particle| particle.name == child.name()) {
            Some(particle) => open.push((child, particle.of)),
            None => found.mistake(
                child,
                Mistake::ElementUnknown {
                    element: child.written().into(),
                },
            ),
        },
    }
    for child in children {
        found.mistake(
            child,
            Mistake::ElementTooMany {
                element: child.written().into(),
                most: 1,
            },
        );
    }
}
