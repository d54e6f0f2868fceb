//! The chart of accounts.

use kameral_base::Date;
use serde::{Deserialize, Serialize};

use super::valid_on;

/// *Konto*: a bookkeeping account. Numbers are text of 1 to 10 digits; a longer number is a
/// sub-account of the shorter ones it starts with (EM-06, EM-07).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Number.
    pub account: String,
    /// Swedish name.
    pub name: String,
    /// English name; may be empty.
    #[serde(default)]
    pub name_en: String,
    /// What sort of account it is; decides whether its balance is carried into the next year.
    pub kind: AccountKind,
    /// What may be posted on it.
    pub posting: Posting,
    /// *S-kod*: an attribute for reporting, never posted on (EM-05).
    #[serde(default)]
    pub s_code: String,
    /// Counterparty kind the account is meant for, as the standard names it; may be empty.
    #[serde(default)]
    pub counterparty_kind: String,
    /// Payment flow, as the standard names it; may be empty.
    #[serde(default)]
    pub flow: String,
    /// Role in rules and reports, as the standard names it; may be empty.
    #[serde(default)]
    pub role: String,
    /// Unit its quantities are counted in; empty when a line may name any.
    #[serde(default)]
    pub unit: String,
    /// Whether its lines are followed as open items until paired.
    #[serde(default)]
    pub open_items: bool,
    /// First day it may be posted on.
    #[serde(default)]
    pub valid_from: Option<Date>,
    /// Last day it may be posted on.
    #[serde(default)]
    pub valid_to: Option<Date>,
    /// How well founded the row is, A to D; D awaits the official chart.
    #[serde(default)]
    pub grade: String,
    /// Where the row comes from.
    #[serde(default)]
    pub source: String,
    /// Remark.
    #[serde(default)]
    pub note: String,
}

impl Account {
    /// An account with a number, a name and a kind, open for posting, always valid.
    pub fn plain(account: &str, name: &str, kind: AccountKind) -> Self {
        Self {
            account: account.to_owned(),
            name: name.to_owned(),
            name_en: String::new(),
            kind,
            posting: Posting::Open,
            s_code: String::new(),
            counterparty_kind: String::new(),
            flow: String::new(),
            role: String::new(),
            unit: String::new(),
            open_items: false,
            valid_from: None,
            valid_to: None,
            grade: String::new(),
            source: String::new(),
            note: String::new(),
        }
    }

    /// Whether it may be posted on that day.
    pub fn valid_on(&self, day: Date) -> bool {
        valid_on(self.valid_from, self.valid_to, day)
    }
}

/// Sort of account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountKind {
    /// *Tillgång*.
    Asset,
    /// *Skuld, kapital*.
    Liability,
    /// *Intäkt*.
    Income,
    /// *Kostnad*.
    Expense,
    /// *Internkonto*: outside the statements; balances within itself (EM-27).
    Internal,
}

impl AccountKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::Asset,
        Self::Liability,
        Self::Income,
        Self::Expense,
        Self::Internal,
    ];

    /// The word in files and tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asset => "asset",
            Self::Liability => "liability",
            Self::Income => "income",
            Self::Expense => "expense",
            Self::Internal => "internal",
        }
    }

    /// The kind with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether a balance is carried into the next fiscal year.
    pub const fn carries_forward(self) -> bool {
        matches!(self, Self::Asset | Self::Liability)
    }
}

/// What may be posted on an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Posting {
    /// Vouchers.
    Open,
    /// Budget only (EM-28).
    BudgetOnly,
    /// Nothing: the account gathers those below it.
    Heading,
}

impl Posting {
    /// The word in files and tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::BudgetOnly => "budget_only",
            Self::Heading => "heading",
        }
    }

    /// The posting mode with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Open, Self::BudgetOnly, Self::Heading]
            .into_iter()
            .find(|posting| posting.word() == word)
    }
}

/// Name of an account level: class, group, sub-group (EM-18).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountLevel {
    /// First digits.
    pub prefix: String,
    /// Swedish name.
    pub name: String,
    /// English name; may be empty.
    #[serde(default)]
    pub name_en: String,
}

/// One range of accounts that makes up a line of a statement (EM-31).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementLine {
    /// `income` or `balance`.
    pub statement: String,
    /// Order of the line.
    pub line_no: i64,
    /// Order among the ranges of the line.
    pub part: i64,
    /// Heading above the line.
    pub section: String,
    /// The same in English.
    pub section_en: String,
    /// The line.
    pub name: String,
    /// The same in English.
    pub name_en: String,
    /// First account.
    pub account_from: String,
    /// Last account, with all below it.
    pub account_to: String,
    /// First S-code.
    pub s_code_from: String,
    /// Last S-code.
    pub s_code_to: String,
    /// 1 shows debit as positive, -1 credit.
    pub sign: i64,
}
