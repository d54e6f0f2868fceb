//! The things: appropriations and revenue titles, their terms for a year, movements, commitments.

mod commitment;
mod item;
mod movement;
mod terms;

pub use commitment::{Commitment, CommitmentEvent, EventKind, YearPart};
pub use item::{Basis, Beyond, Flow, Item, ItemKind, Link};
pub use movement::{Movement, MovementKind};
pub use terms::{Instalment, Terms};

use kameral_base::Date;

/// Whether a day lies within an open-ended validity.
pub(crate) fn valid_on(from: Option<Date>, to: Option<Date>, day: Date) -> bool {
    from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
}

/// Whether two open-ended validities have a day in common.
pub(crate) fn overlap(a: (Option<Date>, Option<Date>), b: (Option<Date>, Option<Date>)) -> bool {
    let before = |to: Option<Date>, from: Option<Date>| matches!((to, from), (Some(to), Some(from)) if to < from);
    !before(a.1, b.0) && !before(b.1, a.0)
}

/// Words of a list, as they are kept, sent and shown.
macro_rules! words {
    ($(#[$about:meta])* pub enum $name:ident { $($(#[$each:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$each])* $variant,)+ }

        impl $name {
            /// Every one, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word that is kept and sent.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The one with this word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.word() == word)
            }
        }
    };
}
pub(crate) use words;
