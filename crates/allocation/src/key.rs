//! Allocation keys and standard prices: what is shared out, to whom, by what.

use kameral_base::{Date, Ore, Pattern};
use kameral_ledger::model::Taken;
use serde::{Deserialize, Serialize};

/// A whole share, in millionths.
pub const WHOLE: i64 = 1_000_000;

/// *Fördelningsnyckel*: one version of a key that shares out costs (GL-04, GL-16, GL-17).
///
/// A version is never changed once it is kept, but for its last day and its state: what was posted says
/// which version it was. The version in force on the last day of the period applies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllocationKey {
    /// Code: letters, digits, hyphen and full stop.
    pub key: String,
    /// Version, from 1.
    pub version: i64,
    /// Swedish name; the text of its vouchers.
    pub name: String,
    /// English name; may be empty.
    #[serde(default)]
    pub name_en: String,
    /// Keys are run in this order, and those of the same place by code. A later key meets what an
    /// earlier one has posted; none meets what a later one has.
    pub order: i64,
    /// Whether it applies.
    pub state: KeyState,
    /// *Pool*: the balances that are shared out; with a rate or a price, the real cost that what is
    /// charged is held against.
    pub pool: Selection,
    /// Balances of the period, or of the year so far.
    #[serde(default)]
    pub reach: Reach,
    /// How it is parted.
    pub parting: Parting,
    /// The line of each receiver.
    pub charge: KeyLine,
    /// *Avlyft*: the line that relieves the pool.
    pub relief: KeyLine,
    /// Accounts of calculation differences; none where they are not treated.
    #[serde(default)]
    pub difference: Option<DifferenceAccounts>,
    /// First day.
    #[serde(default)]
    pub valid_from: Option<Date>,
    /// Last day.
    #[serde(default)]
    pub valid_to: Option<Date>,
    /// Why the key exists, with its source.
    #[serde(default)]
    pub note: String,
}

/// Whether a version of a key applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyState {
    /// It does, on its days.
    InForce,
    /// It is switched off.
    Off,
    /// It is proposed, out of a calculation difference, and applies when somebody accepts it.
    Proposed,
}

impl KeyState {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::InForce, Self::Off, Self::Proposed];

    /// The word in files and answers.
    pub const fn word(self) -> &'static str {
        match self {
            Self::InForce => "in_force",
            Self::Off => "off",
            Self::Proposed => "proposed",
        }
    }

    /// The state with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// Which balances.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// The period's.
    #[default]
    Period,
    /// *Ackumulerat*: the year's up to the period; each period takes what the year so far gives, less
    /// what earlier periods have.
    Year,
}

impl Reach {
    /// The word in files and answers.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Period => "period",
            Self::Year => "year",
        }
    }
}

/// Codings: accounts, and what stands in dimensions, indirect ones among them. A direct dimension
/// without a value is matched as an empty one; an indirect one must have a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selection {
    /// Accounts.
    pub accounts: Pattern,
    /// Conditions on dimensions.
    #[serde(default)]
    pub values: Vec<(String, Pattern)>,
}

/// How a pool is parted, or what is charged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Parting {
    /// *Fasta andelar*: the pool, in millionths that sum to the whole.
    Shares(Vec<Receiver>),
    /// *Vikter*: the pool, by whole weights.
    Weights(Vec<Receiver>),
    /// *Restlöst*: the whole pool, in proportion to a basis (GL-17).
    Basis {
        /// What it is in proportion to.
        basis: Basis,
        /// Dimensions whose values in the basis are the receivers.
        receivers: Vec<String>,
    },
    /// *Schablonmässigt, påslag*: a rate on a basis, in millionths, whatever the pool is (GL-17).
    Rate {
        /// Amounts that the rate is laid on.
        basis: Basis,
        /// The rate.
        millionths: i64,
    },
    /// *Standardpris*: a price for each unit of a basis, by resource (GL-16).
    Price {
        /// Quantities that are priced.
        basis: Basis,
        /// Dimension whose value says which price: a direct one, or one that relations derive.
        dimension: String,
    },
}

impl Parting {
    /// The word in files and answers.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Shares(_) => "shares",
            Self::Weights(_) => "weights",
            Self::Basis { .. } => "basis",
            Self::Rate { .. } => "rate",
            Self::Price { .. } => "price",
        }
    }

    /// Whether what is charged may differ from the pool.
    pub const fn is_estimate(&self) -> bool {
        matches!(self, Self::Rate { .. } | Self::Price { .. })
    }

    /// What it rests on beside the pool.
    pub const fn basis(&self) -> Option<&Basis> {
        match self {
            Self::Shares(_) | Self::Weights(_) => None,
            Self::Basis { basis, .. } | Self::Rate { basis, .. } | Self::Price { basis, .. } => Some(basis),
        }
    }
}

/// *Fördelningsbas*: amounts, or quantities in a unit, of codings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// The codings.
    pub of: Selection,
    /// Unit of the quantities; none takes amounts.
    #[serde(default)]
    pub unit: Option<String>,
}

/// One who receives a fixed part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receiver {
    /// Values of direct dimensions.
    pub values: Vec<(String, String)>,
    /// Millionths, or a weight.
    pub share: i64,
}

/// Account and values of a line. What is copied or related is taken from the pool's coding, with a rate
/// or a price from the basis' coding. What a receiver says goes before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyLine {
    /// Account.
    pub account: Taken,
    /// Values of direct dimensions; those not named are empty.
    #[serde(default)]
    pub values: Vec<(String, Taken)>,
}

/// *Konton för kalkyldifferenser* (GL-18).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DifferenceAccounts {
    /// At the receivers.
    pub charge: String,
    /// At the pool.
    pub relief: String,
}

impl AllocationKey {
    /// Whether it applies on a day.
    pub fn applies_on(&self, day: Date) -> bool {
        self.state == KeyState::InForce && self.is_valid_on(day)
    }

    /// Whether a day lies within its days.
    pub fn is_valid_on(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }

    /// Whether another version has a day in common with this one. One that is proposed has none.
    pub fn overlaps(&self, other: &Self) -> bool {
        let after = |a: &Self, b: &Self| matches!((a.valid_from, b.valid_to), (Some(from), Some(to)) if to < from);
        self.state != KeyState::Proposed
            && other.state != KeyState::Proposed
            && !after(self, other)
            && !after(other, self)
    }
}

/// *Standardpris*: what a unit of a resource costs from a day on (GL-16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandardPrice {
    /// Dimension the resource is a value of.
    pub dimension: String,
    /// The resource, or category of resources.
    pub resource: String,
    /// Unit.
    pub unit: String,
    /// First day; the first of a month.
    pub valid_from: Date,
    /// Öre a unit.
    pub price: Ore,
    /// Whether it waits for somebody to accept it.
    #[serde(default)]
    pub proposed: bool,
}

/// The price of a resource on a day: the one with the latest first day that is not after it.
pub fn price_on<'p>(
    prices: &'p [StandardPrice],
    dimension: &str,
    resource: &str,
    unit: &str,
    day: Date,
) -> Option<&'p StandardPrice> {
    let same = prices.iter().filter(|price| {
        !price.proposed
            && price.dimension.eq_ignore_ascii_case(dimension)
            && price.resource == resource
            && price.unit == unit
            && price.valid_from <= day
    });
    same.max_by_key(|price| price.valid_from)
}
