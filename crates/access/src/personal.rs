//! *Personuppgifter*: what the installation holds of persons, who is protected, and how what a reader
//! may not see is hidden (GDPR, SEC-19, SEC-22; reliability rule 17).
//!
//! | For | Use |
//! |---|---|
//! | which columns hold what of persons | [`register`] |
//! | whose identity is protected, which dimensions hold identity numbers, who is restricted | [`protect`], [`lift`], [`in_force`] |
//! | a name for a person that tells nothing | [`Pseudonyms`] |
//! | hiding in what leaves the house, and finding back in what comes in | [`Veil`], [`Sieve`] |
//! | whom an answer can show, so that reading is told | [`known_users`], [`Persons`], [`Look`] |
//! | everything that is held on one person | [`Person`], [`held_on`] |
//! | a line of a log, an address in history | [`redact`], [`redact_address`] |

mod extract;
mod forms;
mod known_users;
mod neighbours;
mod persons;
mod pseudonym;
mod redact;
mod refusal;
mod register;
mod veil;

pub use crate::personal_protection::{
    Protection, ProtectionKind, REASON_CHARS_MAX, in_force, lift, make_key, protect, protected_users, protections,
    restricted,
};
pub use extract::{HeldRow, Person, held_on};
pub use known_users::known_users;
pub use persons::{Look, MetKind, PersonText, Persons};
pub use pseudonym::{PERSON_MARK, PROTECTED_MARK, Pseudonyms, SECRET_MARK};
pub use redact::{redact, redact_address};
pub use refusal::ProtectionRefusal;
pub use register::{Class, Ground, HeldColumn, Purpose, Retention, register};
pub use veil::{Hidden, HiddenKind, Kept, SentIn, Sieve, Veil};
