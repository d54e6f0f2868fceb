//! Combination rules.

use kameral_base::{Date, Pattern};
use serde::{Deserialize, Serialize};

use super::{ACCOUNT_DIMENSION, valid_on};

/// *Konteringsregel*: what a dimension must, may or may not hold on some accounts (EM-10, EM-11), and
/// what these accounts may not stand together with in a voucher (APR-24).
///
/// A rule of the account itself speaks of `KONTO`: it forbids the accounts, allows others in their
/// place, or keeps them apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CombinationRule {
    /// Name, shown in refusals.
    pub rule: String,
    /// Accounts it applies to.
    pub accounts: Pattern,
    /// Dimension it speaks of, or `KONTO`.
    pub dimension: String,
    /// What it demands.
    pub requirement: Requirement,
    /// Applies only where this dimension's value matches.
    #[serde(default)]
    pub when: Option<(String, Pattern)>,
    /// Applies only in vouchers of these kinds (*verifikationstyper*); none means every one.
    ///
    /// What a re-coding moves is held to the rules of the voucher that was first posted, however many
    /// corrections lie between.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kinds: Option<Pattern>,
    /// A warning may be accepted with a reason; otherwise the line is refused.
    #[serde(default)]
    pub warning: bool,
    /// First day.
    #[serde(default)]
    pub valid_from: Option<Date>,
    /// Last day.
    #[serde(default)]
    pub valid_to: Option<Date>,
    /// Why the rule exists, in Swedish.
    #[serde(default)]
    pub text_sv: String,
    /// The same in English.
    #[serde(default)]
    pub text_en: String,
}

impl CombinationRule {
    /// Whether the rule is in force on a day.
    pub fn valid_on(&self, day: Date) -> bool {
        valid_on(self.valid_from, self.valid_to, day)
    }

    /// Whether the rule is asked in vouchers of a kind.
    pub fn holds_in(&self, kind: &str) -> bool {
        self.kinds.as_ref().is_none_or(|kinds| kinds.matches(kind))
    }

    /// Whether it speaks of the account itself, and not of what stands beside it.
    pub fn is_of_account(&self) -> bool {
        self.dimension == ACCOUNT_DIMENSION
    }
}

/// What a [`CombinationRule`] demands of its dimension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Requirement {
    /// Some value must stand there.
    Mandatory,
    /// Nothing may stand there.
    Forbidden,
    /// Exactly this value: filled in when empty, refused when another.
    Fixed(String),
    /// This value is offered at entry; any other may be chosen.
    Proposed(String),
    /// The value must match.
    Allowed(Pattern),
    /// *Skilda konton*: no line of these accounts may stand in the same voucher. A line that the rule
    /// itself speaks of is not one of them.
    Apart(Pattern),
}

impl Requirement {
    /// The word in files and tables.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Mandatory => "mandatory",
            Self::Forbidden => "forbidden",
            Self::Fixed(_) => "fixed",
            Self::Proposed(_) => "proposed",
            Self::Allowed(_) => "allowed",
            Self::Apart(_) => "apart",
        }
    }

    /// The value or pattern as text; empty where there is none.
    pub fn pattern_text(&self) -> String {
        match self {
            Self::Mandatory | Self::Forbidden => String::new(),
            Self::Fixed(value) | Self::Proposed(value) => value.clone(),
            Self::Allowed(pattern) | Self::Apart(pattern) => pattern.to_string(),
        }
    }

    /// Reads word and pattern back; nothing when they do not belong together.
    pub fn from_words(word: &str, pattern: &str) -> Option<Self> {
        match word {
            "mandatory" if pattern.is_empty() => Some(Self::Mandatory),
            "forbidden" if pattern.is_empty() => Some(Self::Forbidden),
            "fixed" if !pattern.is_empty() => Some(Self::Fixed(pattern.to_owned())),
            "proposed" if !pattern.is_empty() => Some(Self::Proposed(pattern.to_owned())),
            "allowed" => Pattern::parse(pattern).ok().map(Self::Allowed),
            "apart" => Pattern::parse(pattern).ok().map(Self::Apart),
            _ => None,
        }
    }

    /// Whether it can be demanded in some voucher kinds only: what is filled in or offered follows the line,
    /// so that balances, which have no kind, come to the same coding.
    pub const fn suits_kinds(&self) -> bool {
        !matches!(self, Self::Fixed(_) | Self::Proposed(_))
    }

    /// Whether it can be demanded of the account itself, or else of a dimension.
    pub const fn suits(&self, account: bool) -> bool {
        match self {
            Self::Mandatory | Self::Fixed(_) | Self::Proposed(_) => !account,
            Self::Forbidden | Self::Allowed(_) => true,
            Self::Apart(_) => account,
        }
    }
}
