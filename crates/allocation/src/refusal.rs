//! Why a key, a price, a run or the treatment of a difference is refused. The order of the variants is
//! the order in which they are tried.

use kameral_access::KeyReused;
use kameral_base::{Arg, Date, Ore, Period, Place, Refusal, Sentence, Severity};
use kameral_ledger::refusal::{PostCause, PostRefusal};

/// One thing that is wrong. Everything that is wrong is told at once.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "a field bears the name of what it holds")]
pub enum AllocationRefusal {
    /// The idempotency key was used for another request.
    KeyReused { key: String },
    /// A code that is empty, too long, or holds other than letters, digits, hyphen and full stop.
    CodeMalformed { key: String },
    /// A name that is empty, too long, or holds control characters.
    NameMalformed { key: String },
    /// A validity that ends before it begins.
    ValidityReversed { key: String },
    /// A version that is kept stays as it is, and the next follows on the last.
    VersionKept { key: String, version: i64 },
    /// Two versions of a key have days in common.
    VersionOverlaps { key: String, version: i64, other: i64 },
    /// No dimension has that code, or lines cannot bear it.
    DimensionUnknown { key: String, dimension: String },
    /// An account that is not there, cannot be posted on, or ends before the key.
    AccountUnusable { key: String, account: String },
    /// A value that is not there or ends before the key.
    ValueUnusable {
        key: String,
        dimension: String,
        value: String,
    },
    /// No relation has that code.
    RelationUnknown { key: String, relation: String },
    /// A key without receivers.
    ReceiversMissing { key: String },
    /// A receiver that stands twice.
    ReceiverTwice { key: String, receiver: String },
    /// A share or weight that is not above zero.
    ShareMalformed { key: String, receiver: String },
    /// Shares that do not sum to the whole.
    SharesNotWhole { key: String, sum: String },
    /// A rate that is not above zero, or above a hundred times the basis.
    RateOutOfRange { key: String },
    /// Prices are of quantities in a unit; a rate is laid on amounts.
    UnitMissing { key: String },
    /// A rate or a price is of the period.
    ReachYear { key: String },
    /// A rate or a price needs accounts of its own, written, one for receivers and one for relief.
    AccountsNotOwn { key: String },
    /// The key would share out, or rest on, what it posts itself.
    Circular { key: String, line: String },
    /// A price that is not above zero.
    PriceMalformed { resource: String },
    /// A price begins on the first day of a month.
    PriceInMonth { resource: String, valid_from: Date },
    /// No key has that code.
    KeyUnknown { key: String },
    /// Nothing to share a pool out by.
    BasisEmpty { key: String, period: Period, pool: Ore },
    /// A basis whose parts have different signs.
    BasisMixed { key: String, line: String },
    /// A quantity without a price.
    PriceMissing {
        key: String,
        dimension: String,
        resource: String,
        unit: String,
        period: Period,
    },
    /// A relation has nothing for a coding of the key.
    RelationMissing {
        key: String,
        relation: String,
        line: String,
    },
    /// The key has no accounts for differences, or shares out its pool without any.
    NoDifferences { key: String },
    /// Nothing was charged, so there is nothing to go by.
    NothingCharged { key: String, period: Period },
    /// The next year's opening balances are not posted, which the difference would stand among.
    OpeningMissing { key: String, period: Period },
    /// The year has no month left.
    NoPeriodsLeft { key: String, period: Period },
    /// The difference is larger than what is left to charge.
    BelowZero { key: String },
    /// No proposal waits.
    NothingProposed { key: String },
    /// Refused at the door of the books; the key it was posted for.
    Post { key: String, refusal: Box<PostRefusal> },
}

/// Name, text key, field, arguments.
type Told = (&'static str, &'static str, &'static str, Vec<(&'static str, Arg)>);

impl AllocationRefusal {
    /// What the door refused before any key.
    pub(crate) fn door(cause: PostCause) -> Self {
        Self::Post {
            key: String::new(),
            refusal: Box::new(PostRefusal::of_voucher(cause)),
        }
    }

    #[rustfmt::skip]
    fn told(&self) -> Option<Told> {
        use AllocationRefusal as R;
        fn text(text: &str) -> Arg { Arg::Text(text.to_owned()) }
        Some(match self {
            R::KeyReused { key } => ("key_reused", "refusal-key-reused", "key", vec![("key", text(key))]),
            R::CodeMalformed { key } => ("allocation_code_malformed", "refusal-allocation-code-malformed", "key", vec![("key", text(key))]),
            R::NameMalformed { key } => ("allocation_name_malformed", "refusal-allocation-name-malformed", "name", vec![("key", text(key))]),
            R::ValidityReversed { key } => ("allocation_validity_reversed", "refusal-allocation-validity-reversed", "valid_to", vec![("key", text(key))]),
            R::VersionKept { key, version } => ("allocation_version_kept", "refusal-allocation-version-kept", "version", vec![("key", text(key)), ("version", Arg::Number(*version))]),
            R::VersionOverlaps { key, version, other } => ("allocation_version_overlaps", "refusal-allocation-version-overlaps", "valid_from", vec![("key", text(key)), ("version", Arg::Number(*version)), ("other", Arg::Number(*other))]),
            R::DimensionUnknown { key, dimension } => ("allocation_dimension_unknown", "refusal-allocation-dimension-unknown", "values", vec![("key", text(key)), ("dimension", text(dimension))]),
            R::AccountUnusable { key, account } => ("allocation_account_unusable", "refusal-allocation-account-unusable", "account", vec![("key", text(key)), ("account", text(account))]),
            R::ValueUnusable { key, dimension, value } => ("allocation_value_unusable", "refusal-allocation-value-unusable", "values", vec![("key", text(key)), ("dimension", text(dimension)), ("value", text(value))]),
            R::RelationUnknown { key, relation } => ("allocation_relation_unknown", "refusal-allocation-relation-unknown", "values", vec![("key", text(key)), ("relation", text(relation))]),
            R::ReceiversMissing { key } => ("allocation_receivers_missing", "refusal-allocation-receivers-missing", "receivers", vec![("key", text(key))]),
            R::ReceiverTwice { key, receiver } => ("allocation_receiver_twice", "refusal-allocation-receiver-twice", "receivers", vec![("key", text(key)), ("receiver", text(receiver))]),
            R::ShareMalformed { key, receiver } => ("allocation_share_malformed", "refusal-allocation-share-malformed", "receivers", vec![("key", text(key)), ("receiver", text(receiver))]),
            R::SharesNotWhole { key, sum } => ("allocation_shares_not_whole", "refusal-allocation-shares-not-whole", "receivers", vec![("key", text(key)), ("sum", text(sum))]),
            R::RateOutOfRange { key } => ("allocation_rate_out_of_range", "refusal-allocation-rate-out-of-range", "rate", vec![("key", text(key))]),
            R::UnitMissing { key } => ("allocation_unit_missing", "refusal-allocation-unit-missing", "unit", vec![("key", text(key))]),
            R::ReachYear { key } => ("allocation_reach_year", "refusal-allocation-reach-year", "reach", vec![("key", text(key))]),
            R::AccountsNotOwn { key } => ("allocation_accounts_not_own", "refusal-allocation-accounts-not-own", "account", vec![("key", text(key))]),
            R::Circular { key, line } => ("allocation_circular", "refusal-allocation-circular", "receivers", vec![("key", text(key)), ("line", text(line))]),
            R::PriceMalformed { resource } => ("price_malformed", "refusal-price-malformed", "price", vec![("resource", text(resource))]),
            R::PriceInMonth { resource, valid_from } => ("price_in_month", "refusal-price-in-month", "valid_from", vec![("resource", text(resource)), ("date", Arg::Date(*valid_from))]),
            R::KeyUnknown { key } => ("allocation_key_unknown", "refusal-allocation-key-unknown", "key", vec![("key", text(key))]),
            R::BasisEmpty { key, period, pool } => ("allocation_basis_empty", "refusal-allocation-basis-empty", "basis", vec![("key", text(key)), ("period", Arg::Period(*period)), ("pool", Arg::Amount(*pool))]),
            R::BasisMixed { key, line } => ("allocation_basis_mixed", "refusal-allocation-basis-mixed", "basis", vec![("key", text(key)), ("line", text(line))]),
            R::PriceMissing { key, dimension, resource, unit, period } => ("price_missing", "refusal-price-missing", "price", vec![("key", text(key)), ("dimension", text(dimension)), ("resource", text(resource)), ("unit", text(unit)), ("period", Arg::Period(*period))]),
            R::RelationMissing { key, relation, line } => ("allocation_relation_missing", "refusal-allocation-relation-missing", "values", vec![("key", text(key)), ("relation", text(relation)), ("line", text(line))]),
            R::NoDifferences { key } => ("allocation_no_differences", "refusal-allocation-no-differences", "difference", vec![("key", text(key))]),
            R::NothingCharged { key, period } => ("allocation_nothing_charged", "refusal-allocation-nothing-charged", "period", vec![("key", text(key)), ("period", Arg::Period(*period))]),
            R::OpeningMissing { key, period } => ("allocation_opening_missing", "refusal-allocation-opening-missing", "period", vec![("key", text(key)), ("period", Arg::Period(*period))]),
            R::NoPeriodsLeft { key, period } => ("allocation_no_periods_left", "refusal-allocation-no-periods-left", "period", vec![("key", text(key)), ("period", Arg::Period(*period))]),
            R::BelowZero { key } => ("allocation_below_zero", "refusal-allocation-below-zero", "period", vec![("key", text(key))]),
            R::NothingProposed { key } => ("allocation_nothing_proposed", "refusal-allocation-nothing-proposed", "key", vec![("key", text(key))]),
            R::Post { .. } => return None,
        })
    }
}

impl Refusal for AllocationRefusal {
    fn name(&self) -> &'static str {
        match (self, self.told()) {
            (Self::Post { refusal, .. }, _) => refusal.name(),
            (_, Some(told)) => told.0,
            (_, None) => "allocation",
        }
    }

    fn sentence(&self) -> Sentence {
        match (self, self.told()) {
            (_, Some((_, key, _, args))) => Sentence { key, args },
            (Self::Post { key, refusal }, None) if !key.is_empty() => {
                let cause = Arg::Sentence(Box::new(refusal.sentence()));
                Sentence {
                    key: "refusal-allocation-post",
                    args: vec![("key", Arg::Text(key.clone())), ("cause", cause)],
                }
            }
            (Self::Post { refusal, .. }, None) => refusal.sentence(),
            (_, None) => Sentence::new("refusal-allocation-post"),
        }
    }

    fn place(&self) -> Place {
        match (self, self.told()) {
            (Self::Post { refusal, .. }, _) => refusal.place(),
            (_, told) => told.map_or_else(Place::default, |told| Place::field(told.2)),
        }
    }

    fn severity(&self) -> Severity {
        match self {
            Self::Post { refusal, .. } => refusal.severity(),
            _ => Severity::Refused,
        }
    }
}

impl From<KeyReused> for AllocationRefusal {
    fn from(reused: KeyReused) -> Self {
        Self::KeyReused { key: reused.key }
    }
}

impl From<PostRefusal> for AllocationRefusal {
    fn from(refusal: PostRefusal) -> Self {
        Self::Post {
            key: String::new(),
            refusal: Box::new(refusal),
        }
    }
}
