//! *Redovisningsföretag*, as it is marked on every page and every row of a shared queue.

use maud::{Markup, Render, html};

use crate::address::encode;

/// A colour an agency is known by. Each is dark enough for white words on it (4.5:1 at least,
/// checked in a browser), and no two neighbours look alike to most colour-blind readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum EntityColour {
    /// The first.
    #[default]
    Teal,
    /// The second.
    Plum,
    /// The third.
    Ochre,
    /// The fourth.
    Indigo,
    /// The fifth.
    Moss,
    /// The sixth.
    Brick,
    /// The seventh.
    Slate,
    /// The eighth.
    Rose,
}

impl EntityColour {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Teal,
        Self::Plum,
        Self::Ochre,
        Self::Indigo,
        Self::Moss,
        Self::Brick,
        Self::Slate,
        Self::Rose,
    ];

    /// The value of `data-entity`, and how it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Teal => "teal",
            Self::Plum => "plum",
            Self::Ochre => "ochre",
            Self::Indigo => "indigo",
            Self::Moss => "moss",
            Self::Brick => "brick",
            Self::Slate => "slate",
            Self::Rose => "rose",
        }
    }

    /// The colour of a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|colour| colour.code() == code)
    }

    /// A colour for the agency with this number, where none was chosen: neighbours differ.
    pub fn of_number(number: i64) -> Self {
        let count = i64::try_from(Self::ALL.len()).expect("eight is a small number");
        let at = usize::try_from(number.rem_euclid(count)).expect("a remainder of eight is small");
        Self::ALL[at]
    }
}

/// Whose books: a short code on the agency's colour, and the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityMark {
    /// The agency's name.
    pub name: String,
    /// Its short code, which begins every address of its books: the agency is part of the
    /// address, never a setting of the session (peers §2.18).
    pub code: String,
    /// Its colour.
    pub colour: EntityColour,
}

impl EntityMark {
    /// Where the addresses of its books begin: `/1098`.
    pub fn base(&self) -> String {
        format!("/{}", encode(&self.code))
    }
}

impl Render for EntityMark {
    fn render(&self) -> Markup {
        html! {
            span.entity data-entity=(self.colour.code()) {
                span.entity-code { (self.code) } " " span.entity-name { (self.name) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_agency_has_a_colour_and_neighbours_differ() {
        for number in -9..40 {
            let colour = EntityColour::of_number(number);
            assert_ne!(colour, EntityColour::of_number(number + 1));
            assert_eq!(EntityColour::parse(colour.code()), Some(colour));
        }
    }
}
