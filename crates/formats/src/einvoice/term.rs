//! The business terms of EN 16931: `BT-106` is the sum of the lines, `BG-23` a group, the VAT breakdown.

use std::sync::LazyLock;

use kameral_base::{Arg, Sentence};

/// A business term or group of terms, by its number in EN 16931-1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Term {
    /// A business term.
    Bt(u8),
    /// A group of them.
    Bg(u8),
}

/// The highest number of a term; EN 16931-1:2017 ends at 165.
const TERM_MAX: u8 = 165;
/// The highest number of a group.
const GROUP_MAX: u8 = 32;

/// The keys of the terms' names, so that a sentence can hold them.
static KEYS: LazyLock<(Vec<String>, Vec<String>)> = LazyLock::new(|| {
    let keys = |kind: &str, max: u8| (0..=max).map(|number| format!("einvoice-{kind}-{number}")).collect();
    (keys("bt", TERM_MAX), keys("bg", GROUP_MAX))
});

impl Term {
    /// The key of its name in `text/*.ftl`: `einvoice-bt-106`.
    pub fn key(self) -> &'static str {
        let (terms, groups) = &*KEYS;
        let key = match self {
            Self::Bt(number) => terms.get(usize::from(number)),
            Self::Bg(number) => groups.get(usize::from(number)),
        };
        key.map_or("einvoice-bt-0", String::as_str)
    }
}

impl From<Term> for Arg {
    /// The term's name, in the reader's language.
    fn from(term: Term) -> Self {
        Self::Sentence(Box::new(Sentence::new(term.key())))
    }
}
