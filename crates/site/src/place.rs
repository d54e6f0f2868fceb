//! What every request shares.

use std::sync::Arc;

use kameral_access::personal::{Persons, Veil};
use kameral_access::{Cx, HashCost, Session};
use kameral_base::{Date, EntityId, Timestamp};
use kameral_store::{Fault, Store, Tx};
use kameral_ui::{EntityColour, EntityMark, NavGroup, Texts, Words};
use maud::Markup;

use crate::Sees;

/// What of persons is hidden and looked for in what somebody is answered.
pub struct OfPersons {
    /// What is hidden: veils to be drawn one over the other; none where nothing is.
    pub veils: Vec<Arc<Veil>>,
    /// Who is told as read where they are shown.
    pub persons: Vec<Arc<Persons>>,
}

/// What is hidden and looked for at an entity in what goes to who sees so much.
pub type FindPersons = fn(&Store, EntityId, Sees) -> Result<OfPersons, Fault>;

/// What every request shares. Made once by the program, which alone knows all the crates.
pub struct Site {
    /// The database.
    pub store: Store,
    /// All texts.
    pub texts: &'static Texts,
    /// The clock.
    pub clock: fn() -> Timestamp,
    /// The date in Sweden at a moment.
    pub day: fn(Timestamp) -> Date,
    /// The time of day in Sweden at a moment, as it is shown: `14:03`.
    pub time_of_day: fn(Timestamp) -> String,
    /// Every entity of the installation; the ledger knows them.
    pub places: fn(&mut Tx) -> Result<Vec<Place>, Fault>,
    /// The rail, for what the visitor may do at an entity.
    pub nav: fn(&Cx, Words, &Place) -> Vec<NavGroup>,
    /// What of persons is hidden at an entity from who sees so much, and looked for in what is shown; the
    /// ledger knows the values.
    pub of_persons: FindPersons,
    /// Ways to sign in beside the password, for somebody on the way to an address.
    pub ways_in: fn(&Site, Words, &str) -> Markup,
    /// Ways to show anew who one is, elsewhere than here, for whoever came in so.
    pub ways_again: fn(&Site, Words, &Session) -> Markup,
    /// Whether visitors come over TLS: then cookies say so.
    pub secure: bool,
    /// The address visitors know the installation by: `https://ekonomi.myndighet.se`. Passkeys are
    /// bound to it.
    pub origin: String,
    /// Whether browsers are told to come over TLS only, from now on.
    pub hsts: bool,
    /// What a password costs to check.
    pub hash_cost: HashCost,
    /// Words shown on the sign-in page of a demo: who can sign in.
    pub sign_in_hint: Vec<(String, String, String)>,
}

/// The shared part as handlers get it.
pub type Web = Arc<Site>;

/// An entity as addresses and headers know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Key.
    pub id: EntityId,
    /// Code, as in addresses.
    pub code: String,
    /// Name.
    pub name: String,
    /// Which of the header colours.
    pub colour: i64,
}

impl Place {
    /// The mark in the header.
    pub fn mark(&self) -> EntityMark {
        EntityMark {
            code: self.code.clone(),
            name: self.name.clone(),
            colour: EntityColour::of_number(self.colour),
        }
    }

    /// An address at this entity: `at("verifikationer")` is `/1098/verifikationer`.
    pub fn at(&self, path: &str) -> String {
        if path.is_empty() {
            format!("/{}", self.code)
        } else {
            format!("/{}/{path}", self.code)
        }
    }
}
