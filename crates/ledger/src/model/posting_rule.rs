//! Automatic posting rules.

use kameral_base::{Date, Ore, Pattern};
use serde::{Deserialize, Serialize};

use super::valid_on;

/// A whole share, in millionths.
pub const WHOLE: i64 = 1_000_000;

/// *Automatkonteringsregel*: one version of a rule that adds lines of its own to what is posted
/// (GL-09, GL-10).
///
/// A version is never changed once it is kept, but for its last day and whether it is switched on:
/// what was generated says which version it was. Of several versions the one in force on the
/// voucher's date applies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostingRule {
    /// Code, shown beside what it generates.
    pub rule: String,
    /// Version, from 1.
    pub version: i64,
    /// Swedish name.
    pub name: String,
    /// English name; may be empty.
    #[serde(default)]
    pub name_en: String,
    /// Rules are tried in this order, and those of the same place by code.
    pub order: i64,
    /// Whether it applies. One that does not may still be tried.
    pub active: bool,
    /// The lines it applies to.
    pub when: Trigger,
    /// What it adds for each of them. Shares sum to nothing, so that what is added balances.
    pub lines: Vec<PostingRuleLine>,
    /// First day.
    #[serde(default)]
    pub valid_from: Option<Date>,
    /// Last day.
    #[serde(default)]
    pub valid_to: Option<Date>,
    /// Why the rule exists, in Swedish, with its source.
    #[serde(default)]
    pub text_sv: String,
    /// The same in English.
    #[serde(default)]
    pub text_en: String,
}

/// The lines a rule applies to: all that is said here holds of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trigger {
    /// Accounts.
    pub accounts: Pattern,
    /// What stands in dimensions, indirect ones among them. A direct dimension without a value is
    /// matched as an empty one; an indirect one must have a value.
    #[serde(default)]
    pub values: Vec<(String, Pattern)>,
    /// Voucher kinds; none means every one.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// Debit, credit or either.
    #[serde(default)]
    pub side: Side,
}

/// *Debet, kredit*: the side of a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Both.
    #[default]
    Either,
    /// Positive amounts.
    Debit,
    /// Negative amounts.
    Credit,
}

impl Side {
    const ALL: [Self; 3] = [Self::Either, Self::Debit, Self::Credit];

    /// The word in files and answers.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Either => "either",
            Self::Debit => "debit",
            Self::Credit => "credit",
        }
    }

    /// The side with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|side| side.word() == word)
    }

    /// Whether an amount stands on it.
    pub fn holds(self, amount: Ore) -> bool {
        match self {
            Self::Either => true,
            Self::Debit => amount.is_positive(),
            Self::Credit => amount.is_negative(),
        }
    }
}

/// A line that a rule adds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostingRuleLine {
    /// Its account: a number, or what a relation ties the causing line to.
    pub account: Taken,
    /// Values of direct dimensions; those not named are empty.
    #[serde(default)]
    pub values: Vec<(String, Taken)>,
    /// Part of the causing line's amount, in millionths: positive on its side, negative on the
    /// other.
    pub share: i64,
}

/// Where a value of a generated line is taken from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Taken {
    /// Written in the rule.
    Fixed(String),
    /// The causing line's own.
    Copied,
    /// What the relation of this code ties the causing line to.
    Related(String),
}

impl PostingRule {
    /// Whether it applies on a day.
    pub fn applies_on(&self, day: Date) -> bool {
        self.active && valid_on(self.valid_from, self.valid_to, day)
    }

    /// Whether another version has a day in common with this one.
    pub fn overlaps(&self, other: &Self) -> bool {
        let begins_after =
            |a: &Self, b: &Self| matches!((a.valid_from, b.valid_to), (Some(from), Some(to)) if to < from);
        !begins_after(self, other) && !begins_after(other, self)
    }
}
