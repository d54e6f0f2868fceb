//! *Personer som kan visas*: whose names, logins and identity numbers an answer can hold, so that the
//! reading of it is told ([`history::read`](crate::history::read); SEC-17, SEC-19).
//!
//! They are looked for in the bytes that leave the house, after the veil is drawn. So nobody who builds a
//! page, a report or a file has to remember it, and what was hidden from the reader is not told as read.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;

use kameral_base::UserId;
use kameral_store::Fault;

use super::forms;
use super::veil::{Hidden, HiddenKind, Veil};

/// What of a person was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MetKind {
    /// Name or login of a user.
    User,
    /// An identity number, or the name of whom it belongs to.
    IdentityNumber,
    /// A document, which is not looked into.
    Document,
    /// *Skyddad identitet*: a user or a value whose identity is protected.
    Protected,
}

impl MetKind {
    /// The word that history keeps.
    pub const fn word(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::IdentityNumber => "identity_number",
            Self::Document => "document",
            Self::Protected => "protected",
        }
    }
}

/// A text that tells who somebody is.
#[derive(Debug, Clone)]
pub struct PersonText {
    /// The text.
    pub text: String,
    /// How it is found.
    pub kind: HiddenKind,
    /// What it is.
    pub met: MetKind,
    /// The user it is of; none for a value of a code part.
    pub user: Option<UserId>,
}

/// A shorter name without a blank, or login, is a word of many pages: it is found where it is a whole cell.
const WORD_CHARS_MIN: usize = 5;

impl PersonText {
    /// Name or login of a user.
    pub fn of_user(user: UserId, text: &str, met: MetKind) -> Self {
        Self {
            user: Some(user),
            ..Self::named(text, met)
        }
    }

    /// A name of nobody who signs in: of a value of a code part.
    pub fn named(text: &str, met: MetKind) -> Self {
        let kind = if text.contains(' ') {
            HiddenKind::Name
        } else if text.chars().count() < WORD_CHARS_MIN {
            HiddenKind::Cell
        } else {
            HiddenKind::Login
        };
        Self {
            text: text.to_owned(),
            kind,
            met,
            user: None,
        }
    }
}

/// Persons that can be met.
#[derive(Debug, Default)]
pub struct Persons {
    looked_for: Option<Veil>,
    /// What each text is, and whose.
    texts: Vec<(MetKind, Option<UserId>)>,
    kinds: BTreeSet<MetKind>,
}

impl Persons {
    /// Known by these texts; a fault when they are so many that they cannot be looked for.
    pub fn new(known: Vec<PersonText>) -> Result<Self, Fault> {
        let texts: Vec<(MetKind, Option<UserId>)> = known.iter().map(|one| (one.met, one.user)).collect();
        let hidden = known.into_iter().map(|one| Hidden {
            clear: one.text,
            shown: String::new(),
            kind: one.kind,
        });
        Ok(Self {
            looked_for: Veil::of_forms(hidden.collect(), forms::as_shown)?,
            kinds: texts.iter().map(|(met, _)| *met).collect(),
            texts,
        })
    }
}

/// Bytes on their way out, looked at piece by piece for persons other than the reader.
pub struct Look {
    persons: Vec<Arc<Persons>>,
    own: Vec<UserId>,
    /// The end of what was looked at, where a text may have begun.
    tail: Vec<u8>,
    longest: usize,
    met: BTreeSet<MetKind>,
    /// The reader's own names and numbers, once somebody else's is met that may be the same.
    own_texts: Option<BTreeSet<String>>,
}

impl Look {
    /// For persons, those not among whom the reader is or acts for.
    pub fn new(persons: Vec<Arc<Persons>>, own: Vec<UserId>) -> Self {
        let longest = persons.iter().filter_map(|some| some.looked_for.as_ref());
        Self {
            longest: longest.map(Veil::longest).max().unwrap_or_default(),
            persons,
            own,
            tail: Vec::new(),
            met: BTreeSet::new(),
            own_texts: None,
        }
    }

    /// Texts of whom the reader is or acts for: who is a value of a code part too has their name there.
    fn texts_of_own(persons: &[Arc<Persons>], own: &[UserId]) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for some in persons {
            let Some(looked_for) = &some.looked_for else { continue };
            let texts = some.texts.iter().enumerate();
            let own = texts.filter(|(_, (_, user))| user.is_some_and(|user| own.contains(&user)));
            found.extend(own.map(|(at, _)| looked_for.text(at).to_owned()));
        }
        found
    }

    /// The next piece, before it is shown.
    pub fn at(&mut self, piece: &[u8]) {
        let joined;
        let bytes = if self.tail.is_empty() {
            piece
        } else {
            joined = [self.tail.as_slice(), piece].concat();
            &joined
        };
        for some in &self.persons {
            let Some(looked_for) = &some.looked_for else { continue };
            if some.kinds.is_subset(&self.met) {
                continue;
            }
            let _ = looked_for.each(bytes, |at| {
                let (met, user) = some.texts[at];
                let is_own = user.is_some_and(|user| self.own.contains(&user)) || {
                    let texts = self
                        .own_texts
                        .get_or_insert_with(|| Self::texts_of_own(&self.persons, &self.own));
                    texts.contains(looked_for.text(at))
                };
                if !is_own {
                    self.met.insert(met);
                }
                if some.kinds.is_subset(&self.met) {
                    return ControlFlow::Break(());
                }
                ControlFlow::Continue(())
            });
        }
        self.tail = bytes[bytes.len().saturating_sub(self.longest)..].to_vec();
    }

    /// What was met.
    pub fn met(&self) -> &BTreeSet<MetKind> {
        &self.met
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(pieces: &[&[u8]]) -> Vec<MetKind> {
        let value = |text: &str, kind, met| PersonText {
            text: text.to_owned(),
            kind,
            met,
            user: None,
        };
        let users = Persons::new(vec![
            PersonText::of_user(UserId(1), "anna", MetKind::User),
            PersonText::of_user(UserId(1), "Anna Läsare", MetKind::User),
            PersonText::of_user(UserId(2), "bo", MetKind::User),
            PersonText::of_user(UserId(2), "Bo \"Bosse\" Ek", MetKind::User),
            PersonText::of_user(UserId(3), "gomd.person", MetKind::Protected),
        ])
        .unwrap();
        let values = Persons::new(vec![value("201701012393", HiddenKind::Number, MetKind::IdentityNumber)]).unwrap();
        let mut look = Look::new(vec![Arc::new(users), Arc::new(values)], vec![UserId(1)]);
        for piece in pieces {
            look.at(piece);
        }
        look.met().iter().copied().collect()
    }

    /// SEC-17: others are met in every form, oneself is not, and a short login is no part of another word.
    #[test]
    fn others_are_met_and_oneself_is_not() {
        use MetKind::{IdentityNumber, Protected, User};
        for (text, expected) in [
            ("Anna Läsare (anna) har bokfört", &[][..]),
            ("<td>bo</td>", &[User][..]),
            ("{\"actor\":\"bo\"}", &[User]),
            ("boning, en bo till", &[]),
            ("Bo &quot;Bosse&quot; Ek", &[User]),
            ("\"Bo \\\"Bosse\\\" Ek\"", &[User]),
            ("/anvandare/gomd.person?x", &[Protected]),
            ("20170101-2393", &[IdentityNumber]),
            ("x170101-2393;gomd.person;bo;", &[User, IdentityNumber, Protected]),
            ("9201701012393", &[]),
        ] {
            assert_eq!(look(&[text.as_bytes()]), expected, "{text}");
        }
    }

    /// SEC-17: a text is met where two pieces meet, before the second is shown.
    #[test]
    fn a_text_is_met_where_pieces_meet() {
        let text = b"rad 1; 20170101-2393; slut";
        for cut in 1..text.len() {
            let (first, second) = text.split_at(cut);
            assert_eq!(look(&[first, second]), [MetKind::IdentityNumber], "{cut}");
        }
    }
}
