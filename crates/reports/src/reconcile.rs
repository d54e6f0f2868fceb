//! *Avstämning*: whether a report agrees with the ledger, which every report says of itself.

use kameral_base::{Ore, Sentence};

/// Whether a report agrees with the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reconciles {
    /// Everything is in it, and its sums are what they must be.
    Agrees,
    /// It is a part of the books and agrees with the trial balance of that part, which differs from
    /// the whole by so much.
    Part {
        /// What lies outside.
        rest: Ore,
    },
    /// Its sums are not what they must be: the books are damaged or the program is wrong.
    Differs {
        /// By how much.
        by: Ore,
    },
}

impl Reconciles {
    /// The verdict on a report whose sum must be zero when it holds everything.
    ///
    /// `whole` is the sum of everything in the books; `found` is by how much what was read differs
    /// from what the balances say.
    pub fn judge(is_whole: bool, selected: Ore, whole: Ore, found: Ore) -> Self {
        match [found, whole].into_iter().find(|difference| !difference.is_zero()) {
            Some(by) => Self::Differs { by },
            None if is_whole && selected.is_zero() => Self::Agrees,
            None if is_whole => Self::Differs { by: selected },
            None => Self::Part {
                rest: selected.checked_neg().unwrap_or(Ore::MAX),
            },
        }
    }

    /// The word in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Part { .. } => "part",
            Self::Differs { .. } => "differs",
        }
    }

    /// By how much it differs from the whole, or from what it must be.
    pub const fn difference(self) -> Ore {
        match self {
            Self::Agrees => Ore::ZERO,
            Self::Part { rest } => rest,
            Self::Differs { by } => by,
        }
    }

    /// The badge in words.
    pub fn sentence(self) -> Sentence {
        match self {
            Self::Agrees => Sentence::new("report-reconciles-agrees"),
            Self::Part { rest } => Sentence::new("report-reconciles-part").with("rest", rest),
            Self::Differs { by } => Sentence::new("report-reconciles-differs").with("by", by),
        }
    }
}
