//! What rows are chosen and grouped by: the account, its levels, dimensions and hierarchies.

use std::fmt;

use kameral_base::Pattern;
use kameral_ledger::model::ACCOUNT_DIMENSION;

use crate::source::S_CODE_PART;

/// The other way to write the account's code, in English.
const ACCOUNT_WORD: &str = "ACCOUNT";

/// *Sökbegrepp*: the account or a dimension, or a part of it (EM-08, EM-11, EM-18).
///
/// | Written | Means |
/// |---|---|
/// | `KONTO`, `account` | the account |
/// | `KONTO/2` | the first two digits of the account |
/// | `KONTO/S` | the S-code of the account (EM-05) |
/// | `ORG` | a dimension, direct or indirect |
/// | `ORG/TREE` | the nodes of a hierarchy over it, at any depth; only to choose by |
/// | `ORG/TREE/2` | its nodes on the second level from the top (EM-16, EM-17) |
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    dimension: String,
    part: Option<String>,
}

impl Key {
    /// The account.
    pub fn account() -> Self {
        Self {
            dimension: ACCOUNT_DIMENSION.to_owned(),
            part: None,
        }
    }

    /// The first digits of the account.
    pub fn level(digits: usize) -> Self {
        Self {
            part: Some(digits.to_string()),
            ..Self::account()
        }
    }

    /// The S-code of the account.
    pub fn s_code() -> Self {
        Self {
            part: Some(S_CODE_PART.to_owned()),
            ..Self::account()
        }
    }

    /// A dimension by its code.
    pub fn dimension(code: &str) -> Self {
        Self {
            dimension: code.to_uppercase(),
            part: None,
        }
    }

    /// What a person wrote; nothing when there is nothing before or after the slash. Whether there
    /// is such a dimension only the accounting model knows.
    pub fn parse(text: &str) -> Option<Self> {
        let (dimension, part) = match text.trim().split_once('/') {
            Some((dimension, part)) => (dimension.trim(), Some(part.trim())),
            None => (text.trim(), None),
        };
        if dimension.is_empty() || part == Some("") {
            return None;
        }
        let dimension = dimension.to_uppercase();
        Some(Self {
            dimension: if dimension == ACCOUNT_WORD {
                ACCOUNT_DIMENSION.to_owned()
            } else {
                dimension
            },
            part: part.map(str::to_owned),
        })
    }

    /// The code of the dimension, or `KONTO`.
    pub fn code(&self) -> &str {
        &self.dimension
    }

    /// A hierarchy's level: `ORG`, `TREE`, 2.
    #[must_use]
    pub fn node(&self, hierarchy: &str, level: usize) -> Self {
        Self {
            part: Some(format!("{hierarchy}/{level}")),
            ..self.clone()
        }
    }

    /// The level below one of a hierarchy's, or the dimension itself below the last.
    #[must_use]
    pub fn next_level(&self, level: usize, depth: usize) -> Self {
        let hierarchy = self.part.as_deref().and_then(|part| part.rsplit_once('/'));
        match hierarchy {
            Some((hierarchy, _)) if level < depth => self.node(hierarchy, level + 1),
            _ => Self {
                part: None,
                ..self.clone()
            },
        }
    }

    /// Level or hierarchy, behind the slash.
    pub fn part(&self) -> Option<&str> {
        self.part.as_deref()
    }

    /// Whether it is the whole account.
    pub fn is_account(&self) -> bool {
        self.dimension == ACCOUNT_DIMENSION && self.part.is_none()
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.dimension)?;
        match &self.part {
            Some(part) => write!(f, "/{part}"),
            None => Ok(()),
        }
    }
}

/// *Urval*: the values of a key that are meant (DEF-03). Written `ORG=45?8`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Filter {
    /// Which key.
    pub key: Key,
    /// Which values of it.
    pub pattern: Pattern,
}

impl Filter {
    /// Exactly one value, or the lines without any when it is empty. Nothing when the value is
    /// longer than a pattern can be.
    pub fn exact(key: Key, value: &str) -> Option<Self> {
        let pattern = if value.is_empty() {
            Pattern::parse(NO_VALUE)
        } else {
            Pattern::exact(value)
        };
        pattern.ok().map(|pattern| Self { key, pattern })
    }

    /// Every value that begins so.
    pub fn beginning(key: Key, prefix: &str) -> Option<Self> {
        let pattern = Pattern::parse(&format!("{prefix}*")).ok()?;
        Some(Self { key, pattern })
    }
}

/// Matches only a line that has no value.
const NO_VALUE: &str = "!?*";

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.key, self.pattern)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_in_any_case_and_the_account_in_both_languages() {
        for (text, expected) in [
            ("account", "KONTO"),
            ("Konto", "KONTO"),
            ("konto/2", "KONTO/2"),
            ("övr", "ÖVR"),
            (" org / Tree ", "ORG/Tree"),
        ] {
            let key = Key::parse(text).map(|key| key.to_string());
            assert_eq!(key.as_deref(), Some(expected), "{text}");
        }
        for text in ["", " ", "/2", "ORG/"] {
            assert_eq!(Key::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_value_that_looks_like_a_pattern_is_written_with_quotation_marks() {
        let org = || Key::dimension("org");
        let written = |value| Filter::exact(org(), value).map(|filter| filter.to_string());
        assert_eq!(written("45").as_deref(), Some("ORG=45"));
        assert_eq!(written("").as_deref(), Some("ORG=!?*"));
        assert_eq!(written("P-100").as_deref(), Some("ORG=P-100"));
        for value in ["10-20", "a*", "a,b", "a b", "!a", "-not-a"] {
            assert_eq!(written(value), Some(format!("ORG=\"{value}\"")), "{value}");
        }
    }
}
