//! Why lines are not paired.

use kameral_access::KeyReused;
use kameral_base::{Arg, Ore, Place, Refusal, Sentence};

/// Why lines are not paired, or a pairing is not undone. Tried in this order; what is wrong with
/// the parts is told of all of them at once.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "a field bears the name of what it holds")]
pub enum PairRefusal {
    /// The idempotency key was used for another request.
    KeyReused { key: String },
    /// The account is not in the chart.
    AccountUnknown { account: String },
    /// The account's lines are not followed as open items.
    NotFollowed { account: String },
    /// Nothing to pair.
    PartsMissing,
    /// More parts than [`super::PARTS_MAX`].
    TooManyParts { max: i64 },
    /// No such line is posted.
    LineUnknown { part_no: u32 },
    /// The line stands on another account.
    OtherAccount { part_no: u32, account: String },
    /// An opening balance that repeats what is open since an earlier year.
    OpeningRepeated { part_no: u32 },
    /// The same line twice in one pairing.
    LineTwice { part_no: u32 },
    /// More than is open of the line, nothing, or the other side.
    BeyondOpen { part_no: u32, amount: Ore, open: Ore },
    /// The parts do not sum to zero.
    NotZero { sum: Ore },
    /// The parts add up beyond what an amount can hold.
    SumTooLarge,
    /// No pairing has that number.
    PairingUnknown { pairing: i64 },
    /// It undoes another pairing and cannot itself be undone.
    PairingUndoes { pairing: i64 },
    /// A pairing is undone at most once.
    PairingUndone { pairing: i64, by: i64 },
}

impl From<KeyReused> for PairRefusal {
    fn from(reused: KeyReused) -> Self {
        Self::KeyReused { key: reused.key }
    }
}

type Told = (&'static str, &'static str, Vec<(&'static str, Arg)>);

impl PairRefusal {
    #[rustfmt::skip]
    fn told(&self) -> Told {
        use PairRefusal as R;
        let text = |value: &str| Arg::Text(value.to_owned());
        let number = |value: &i64| Arg::Text(value.to_string());
        match self {
            R::KeyReused { key } => ("key_reused", "refusal-key-reused", vec![("key", text(key))]),
            R::AccountUnknown { account } => ("account_unknown", "refusal-account-unknown", vec![("account", text(account))]),
            R::NotFollowed { account } => ("account_not_followed", "refusal-account-not-followed", vec![("account", text(account))]),
            R::PartsMissing => ("pair_parts_missing", "refusal-pair-parts-missing", vec![]),
            R::TooManyParts { max } => ("too_many_parts", "refusal-too-many-parts", vec![("max", Arg::Number(*max))]),
            R::LineUnknown { .. } => ("pair_line_unknown", "refusal-pair-line-unknown", vec![]),
            R::OtherAccount { account, .. } => ("pair_other_account", "refusal-pair-other-account", vec![("account", text(account))]),
            R::OpeningRepeated { .. } => ("pair_opening_repeated", "refusal-pair-opening-repeated", vec![]),
            R::LineTwice { .. } => ("pair_line_twice", "refusal-pair-line-twice", vec![]),
            R::BeyondOpen { amount, open, .. } => ("pair_beyond_open", "refusal-pair-beyond-open", vec![("amount", Arg::Amount(*amount)), ("open", Arg::Amount(*open))]),
            R::NotZero { sum } => ("pair_not_zero", "refusal-pair-not-zero", vec![("sum", Arg::Amount(*sum))]),
            R::SumTooLarge => ("amount_overflow", "refusal-amount-overflow", vec![]),
            R::PairingUnknown { pairing } => ("pairing_unknown", "refusal-pairing-unknown", vec![("pairing", number(pairing))]),
            R::PairingUndoes { pairing } => ("pairing_undoes", "refusal-pairing-undoes", vec![("pairing", number(pairing))]),
            R::PairingUndone { pairing, by } => ("pairing_undone", "refusal-pairing-undone", vec![("pairing", number(pairing)), ("by", number(by))]),
        }
    }
}

impl Refusal for PairRefusal {
    fn name(&self) -> &'static str {
        self.told().0
    }

    fn sentence(&self) -> Sentence {
        let (_, key, args) = self.told();
        Sentence { key, args }
    }

    /// The part's place among those that were to be paired.
    fn place(&self) -> Place {
        match self {
            Self::LineUnknown { part_no }
            | Self::OtherAccount { part_no, .. }
            | Self::OpeningRepeated { part_no }
            | Self::LineTwice { part_no }
            | Self::BeyondOpen { part_no, .. } => Place::line(*part_no),
            _ => Place::default(),
        }
    }
}
