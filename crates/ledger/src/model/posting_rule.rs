//! Automatic posting rules.

use kameral_base::{Date, Ore, Pattern, Rounding};
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
#[serde(deny_unknown_fields)]
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
    /// How it posts.
    #[serde(default, skip_serializing_if = "Method::is_transaction")]
    pub method: Method,
    /// What its shares are shares of.
    #[serde(default, skip_serializing_if = "Base::is_line")]
    pub base: Base,
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
#[serde(deny_unknown_fields)]
pub struct Trigger {
    /// Accounts.
    pub accounts: Pattern,
    /// What stands in dimensions, indirect ones among them. A direct dimension without a value is
    /// matched as an empty one; an indirect one must have a value.
    #[serde(default)]
    pub values: Vec<(String, Pattern)>,
    /// What relations tie them to, an indirect dimension or not. What a relation has nothing for is
    /// matched as empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<(String, Pattern)>,
    /// Voucher kinds; none means every one.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// Debit, credit or either.
    #[serde(default)]
    pub side: Side,
}

impl Trigger {
    /// Every line of these accounts.
    pub fn on(accounts: Pattern) -> Self {
        Self {
            accounts,
            values: Vec::new(),
            related: Vec::new(),
            kinds: Vec::new(),
            side: Side::Either,
        }
    }
}

/// *Sätt*: how a rule posts. The sums of a period are the same whichever it is (APR-04, APR-05, APR-06).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// *Transaktionsvis*: with the line that causes it, in the same voucher.
    #[default]
    Transaction,
    /// *Periodvis*: for the balances of a period, when somebody runs it.
    Run,
    /// *Bokföringsrapport*: as a proposal that somebody posts.
    Report,
}

impl Method {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Transaction, Self::Run, Self::Report];

    /// The word in files and answers.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Transaction => "transaction",
            Self::Run => "run",
            Self::Report => "report",
        }
    }

    /// The method with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.word() == word)
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde asks")]
    fn is_transaction(&self) -> bool {
        *self == Self::Transaction
    }
}

/// *Underlag*: what the shares of a rule are shares of. Rates are per mille of the amount without VAT.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// The causing line, or the balance of its coding.
    #[default]
    Line,
    /// *Exklusive moms*: the amount without the VAT that it includes.
    NetOfVat(i64),
    /// *Momsen*: the VAT that the amount includes.
    Vat(i64),
}

impl Base {
    /// Highest VAT rate, per mille.
    pub const RATE_MAX: i64 = 1_000;

    /// The words of the bases.
    pub const WORDS: [&'static str; 3] = ["line", "net_of_vat", "vat"];

    /// The word in files and answers.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::NetOfVat(_) => "net_of_vat",
            Self::Vat(_) => "vat",
        }
    }

    /// The base with this word; the rate counts where it has one.
    pub fn from_word(word: &str, rate: i64) -> Option<Self> {
        match word {
            "line" => Some(Self::Line),
            "net_of_vat" => Some(Self::NetOfVat(rate)),
            "vat" => Some(Self::Vat(rate)),
            _ => None,
        }
    }

    fn is_line(&self) -> bool {
        *self == Self::Line
    }

    /// The rate, where there is one.
    pub const fn rate(self) -> Option<i64> {
        match self {
            Self::Line => None,
            Self::NetOfVat(rate) | Self::Vat(rate) => Some(rate),
        }
    }

    /// The base of an amount; nothing when it is beyond what an amount can hold. What is without VAT
    /// and the VAT sum to the amount.
    pub fn of(self, amount: Ore) -> Option<Ore> {
        let net = |rate: i64| amount.share(1_000, 1_000_i64.checked_add(rate)?, Rounding::HalfAwayFromZero);
        match self {
            Self::Line => Some(amount),
            Self::NetOfVat(rate) => net(rate),
            Self::Vat(rate) => amount.checked_sub(net(rate)?),
        }
    }
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
#[serde(deny_unknown_fields)]
pub struct PostingRuleLine {
    /// Its account: a number, or what a relation ties the causing line to.
    pub account: Taken,
    /// Values of direct dimensions; those not named are empty.
    #[serde(default)]
    pub values: Vec<(String, Taken)>,
    /// Part of the base, in millionths: positive on the causing line's side, negative on the other.
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
