//! Changing the accounting model: the decision.
//!
//! A register change is data: what the row shall be. It is checked here against the model, applied
//! by `store::registers`, and kept for ever in `model_change` with author, moment, and the row
//! before and after (EM-30, EM-33, GL-29).

mod check;
mod posting_rule;
mod same_posting;
mod undo;

pub use check::{Used, check};
pub(crate) use posting_rule::check_posting_rule;
pub use same_posting::{SamePosting, same_postings};
pub(crate) use undo::undo;

use kameral_access::KeyReused;
use kameral_base::{Arg, FiscalYear, Place, Refusal, Sentence};
use serde::{Deserialize, Serialize};

use crate::model::{
    Account, AccountLevel, AccountingModel, CombinationRule, Currency, CurrencyRate, Dimension, DimensionValue,
    Hierarchy, PostingRule, Relation, Series, StatementLine, VoucherKind,
};

/// Longest account number (EM-07: ten positions in the files of the State).
pub const ACCOUNT_DIGITS_MAX: usize = 10;

/// Longest name in a register, in characters.
pub const NAME_CHARS_MAX: usize = 200;

/// Longest text of any other field of a register, in characters.
pub const FIELD_CHARS_MAX: usize = 2_000;

/// What a register row shall be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Adds or changes an account.
    Account(Account),
    /// Names an account level.
    Level(AccountLevel),
    /// Adds or changes a statement line's range.
    Statement(StatementLine),
    /// Adds or changes a dimension.
    Dimension(Dimension),
    /// Adds or changes a value.
    Value(DimensionValue),
    /// Adds or replaces a hierarchy with all its nodes.
    Hierarchy(Hierarchy),
    /// Adds or replaces a relation with all its pairs.
    Relation(Relation),
    /// Adds or changes a combination rule.
    Rule(CombinationRule),
    /// Adds a version of an automatic posting rule, or ends one or switches it on or off.
    PostingRule(PostingRule),
    /// Adds or changes a series.
    Series(Series),
    /// Adds or changes a voucher kind.
    Kind(VoucherKind),
    /// Adds or changes a currency, without its rates.
    Currency(Currency),
    /// Adds or changes the rate of a currency from a day.
    Rate {
        /// Currency code.
        currency: String,
        /// The rate.
        rate: CurrencyRate,
    },
    /// Adds a fiscal year; its periods are open.
    Year(FiscalYear),
}

impl Change {
    /// Register and row, as history names them.
    pub fn subject(&self) -> (&'static str, String) {
        match self {
            Self::Account(account) => ("account", account.account.clone()),
            Self::Level(level) => ("account_level", level.prefix.clone()),
            Self::Statement(line) => (
                "statement_line",
                format!("{} {}.{}", line.statement, line.line_no, line.part),
            ),
            Self::Dimension(dimension) => ("dimension", dimension.code.clone()),
            Self::Value(value) => ("dimension_value", format!("{} {}", value.position, value.value)),
            Self::Hierarchy(hierarchy) => ("hierarchy", hierarchy.hierarchy.clone()),
            Self::Relation(relation) => ("relation", relation.relation.clone()),
            Self::Rule(rule) => ("combination_rule", rule.rule.clone()),
            Self::PostingRule(rule) => ("posting_rule", format!("{} {}", rule.rule, rule.version)),
            Self::Series(series) => ("series", series.series.clone()),
            Self::Kind(kind) => ("voucher_kind", kind.kind.clone()),
            Self::Currency(currency) => ("currency", currency.currency.clone()),
            Self::Rate { currency, rate } => ("currency_rate", format!("{currency} {}", rate.valid_from)),
            Self::Year(year) => ("fiscal_year", year.year().to_string()),
        }
    }

    /// Whether the row must be held to others of its own register: posting rules lead to each other, and
    /// a version follows on the one before; a relation may begin where another ends.
    pub(crate) fn rests_on_its_own(&self) -> bool {
        matches!(self, Self::PostingRule(_) | Self::Relation(_))
    }

    /// Register, and what makes the row unique there. A dimension is its place: its code may change.
    pub fn row(&self) -> (&'static str, String) {
        let (register, subject) = self.subject();
        match self {
            Self::Dimension(dimension) => (register, dimension.position.to_string()),
            _ => (register, subject),
        }
    }

    /// The change in the one form it is kept in: nodes of a hierarchy have no order of their own.
    #[must_use]
    pub fn settled(mut self) -> Self {
        if let Self::Hierarchy(hierarchy) = &mut self {
            hierarchy.nodes.sort_by(|a, b| a.node.cmp(&b.node));
        }
        self
    }

    /// The row as it is now, if there is one.
    pub fn before(&self, model: &AccountingModel) -> Option<Self> {
        match self {
            Self::Account(account) => model.accounts.get(&account.account).cloned().map(Self::Account),
            Self::Level(level) => model.levels.get(&level.prefix).cloned().map(Self::Level),
            Self::Dimension(dimension) => model.dimension_at(dimension.position).cloned().map(Self::Dimension),
            Self::Value(value) => model.value(value.position, &value.value).cloned().map(Self::Value),
            Self::Hierarchy(new) => model
                .hierarchies
                .iter()
                .find(|old| old.hierarchy == new.hierarchy)
                .cloned()
                .map(Self::Hierarchy),
            Self::Relation(new) => model
                .relations
                .iter()
                .find(|old| old.relation == new.relation)
                .cloned()
                .map(Self::Relation),
            Self::Rule(new) => model
                .rules
                .iter()
                .find(|old| old.rule == new.rule)
                .cloned()
                .map(Self::Rule),
            Self::PostingRule(new) => model
                .posting_rules
                .iter()
                .find(|old| old.rule == new.rule && old.version == new.version)
                .cloned()
                .map(Self::PostingRule),
            Self::Series(series) => model.series.get(&series.series).cloned().map(Self::Series),
            Self::Kind(kind) => model.kinds.get(&kind.kind).cloned().map(Self::Kind),
            Self::Currency(new) => model.currencies.get(&new.currency).cloned().map(|old| {
                Self::Currency(Currency {
                    rates: Vec::new(),
                    ..old
                })
            }),
            Self::Rate { currency, rate } => {
                let rates = &model.currencies.get(currency)?.rates;
                let old = rates.iter().find(|old| old.valid_from == rate.valid_from)?;
                Some(Self::Rate {
                    currency: currency.clone(),
                    rate: old.clone(),
                })
            }
            Self::Year(new) => model
                .years
                .iter()
                .find(|old| old.year() == new.year())
                .copied()
                .map(Self::Year),
            // Statement lines stand in no model; they are read where they are changed.
            Self::Statement(_) => None,
        }
    }
}

/// Why a register change is refused. Tried in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "a field bears the name of what it holds")]
pub enum RegisterRefusal {
    /// The idempotency key was used for another request.
    KeyReused { key: String },
    /// An account number that is not one to ten digits.
    AccountMalformed { account: String },
    /// A name that is empty, too long, or holds control characters.
    NameMalformed { subject: String },
    /// A validity that ends before it begins.
    ValidityReversed { subject: String },
    /// The kind of an account that has been posted on decides where its balance goes; it stays.
    AccountKindInUse { account: String },
    /// A dimension's place is 1 to 12.
    PositionOutOfRange { position: i64 },
    /// A dimension's code: letters and digits, not `KONTO`, not used elsewhere.
    DimensionCodeTaken { code: String },
    /// A dimension keeps its place and its directness once it has values.
    DimensionInUse { code: String },
    /// No dimension has that code or place.
    DimensionUnknown { dimension: String },
    /// A value that the dimension cannot hold.
    ValueMalformed { dimension: String, value: String },
    /// A relation or hierarchy that leads back to itself.
    Circular { subject: String },
    /// A parent that is not among the nodes.
    ParentUnknown { node: String, parent: String },
    /// A node that stands twice in a hierarchy.
    NodeTwice { node: String },
    /// A series name that is empty, too long or holds blanks.
    SeriesMalformed { series: String },
    /// A series keeps who numbers it once it has numbers.
    SeriesInUse { series: String },
    /// A voucher kind points at a series that is not there.
    SeriesUnknown { series: String },
    /// A currency code is three capital letters.
    CurrencyMalformed { currency: String },
    /// A rate of an unknown currency, or not above zero.
    RateMalformed { currency: String },
    /// A fiscal year that meets another, or whose periods would bear another's codes.
    YearOverlaps { year: i64 },
    /// A statement line whose account range is reversed.
    StatementMalformed { line: String },
    /// A rule speaks of a voucher kind that is not there.
    KindUnknown { kind: String },
    /// A combination rule demands of an account what only a dimension can have, or the other way round.
    RequirementMisplaced {
        rule: String,
        requirement: String,
        dimension: String,
    },
    /// A combination rule fills in or offers a value in some voucher kinds only.
    RequirementOfLine { rule: String, requirement: String },
    /// A rule takes something from a relation that is not there.
    RelationUnknown { relation: String },
    /// A rule points at an account that is not there, cannot be posted on, or ends before the rule.
    AccountUnusable { rule: String, account: String },
    /// Shares of a rule that do not balance.
    SharesUnbalanced { rule: String },
    /// A VAT rate that is not above zero, or above the highest, per mille.
    VatRateOutOfRange { rule: String, max: i64 },
    /// A version that is kept stays as it is, and the next follows on the last.
    VersionKept { rule: String, version: i64 },
    /// Two versions of a rule have days in common.
    VersionOverlaps { rule: String, version: i64 },
    /// A value beyond the rows the role is held for, as it was or as it would be (SEC-09).
    ValueBeyondReach {
        dimension: String,
        value: String,
        rows: String,
    },
}

impl Refusal for RegisterRefusal {
    fn name(&self) -> &'static str {
        self.told().0
    }

    fn sentence(&self) -> Sentence {
        let (_, key, args) = self.told();
        Sentence {
            key,
            args: args.into_iter().map(|(name, value)| (name, Arg::Text(value))).collect(),
        }
    }

    fn place(&self) -> Place {
        match self {
            Self::KeyReused { .. } => Place::field("key"),
            _ => Place::default(),
        }
    }
}

impl From<KeyReused> for RegisterRefusal {
    fn from(reused: KeyReused) -> Self {
        Self::KeyReused { key: reused.key }
    }
}

impl RegisterRefusal {
    #[rustfmt::skip]
    fn told(&self) -> (&'static str, &'static str, Vec<(&'static str, String)>) {
        use RegisterRefusal as R;
        match self.clone() {
            R::KeyReused { key } => ("key_reused", "refusal-key-reused", vec![("key", key)]),
            R::AccountMalformed { account } => ("account_malformed", "refusal-account-malformed", vec![("account", account)]),
            R::NameMalformed { subject } => ("name_malformed", "refusal-name-malformed", vec![("subject", subject)]),
            R::ValidityReversed { subject } => ("validity_reversed", "refusal-validity-reversed", vec![("subject", subject)]),
            R::AccountKindInUse { account } => ("account_kind_in_use", "refusal-account-kind-in-use", vec![("account", account)]),
            R::PositionOutOfRange { position } => ("position_out_of_range", "refusal-position-out-of-range", vec![("position", position.to_string())]),
            R::DimensionCodeTaken { code } => ("dimension_code_taken", "refusal-dimension-code-taken", vec![("code", code)]),
            R::DimensionInUse { code } => ("dimension_in_use", "refusal-dimension-in-use", vec![("code", code)]),
            R::DimensionUnknown { dimension } => ("dimension_unknown", "refusal-dimension-unknown", vec![("dimension", dimension)]),
            R::ValueMalformed { dimension, value } => ("value_malformed", "refusal-value-malformed", vec![("dimension", dimension), ("value", value)]),
            R::Circular { subject } => ("circular", "refusal-circular", vec![("subject", subject)]),
            R::ParentUnknown { node, parent } => ("parent_unknown", "refusal-parent-unknown", vec![("node", node), ("parent", parent)]),
            R::NodeTwice { node } => ("node_twice", "refusal-node-twice", vec![("node", node)]),
            R::SeriesMalformed { series } => ("series_malformed", "refusal-series-malformed", vec![("series", series)]),
            R::SeriesInUse { series } => ("series_in_use", "refusal-series-in-use", vec![("series", series)]),
            R::SeriesUnknown { series } => ("series_unknown", "refusal-series-unknown", vec![("series", series)]),
            R::CurrencyMalformed { currency } => ("currency_malformed", "refusal-currency-malformed", vec![("currency", currency)]),
            R::RateMalformed { currency } => ("rate_malformed", "refusal-rate-malformed", vec![("currency", currency)]),
            R::YearOverlaps { year } => ("year_overlaps", "refusal-year-overlaps", vec![("year", year.to_string())]),
            R::StatementMalformed { line } => ("statement_malformed", "refusal-statement-malformed", vec![("line", line)]),
            R::KindUnknown { kind } => ("kind_unknown", "refusal-kind-unknown", vec![("kind", kind)]),
            R::RequirementMisplaced { rule, requirement, dimension } => ("requirement_misplaced", "refusal-requirement-misplaced", vec![("rule", rule), ("requirement", requirement), ("dimension", dimension)]),
            R::RequirementOfLine { rule, requirement } => ("requirement_of_line", "refusal-requirement-of-line", vec![("rule", rule), ("requirement", requirement)]),
            R::RelationUnknown { relation } => ("relation_unknown", "refusal-relation-unknown", vec![("relation", relation)]),
            R::AccountUnusable { rule, account } => ("account_unusable", "refusal-account-unusable", vec![("rule", rule), ("account", account)]),
            R::SharesUnbalanced { rule } => ("shares_unbalanced", "refusal-shares-unbalanced", vec![("rule", rule)]),
            R::VatRateOutOfRange { rule, max } => ("vat_rate_out_of_range", "refusal-vat-rate-out-of-range", vec![("rule", rule), ("max", max.to_string())]),
            R::VersionKept { rule, version } => ("version_kept", "refusal-version-kept", vec![("rule", rule), ("version", version.to_string())]),
            R::VersionOverlaps { rule, version } => ("version_overlaps", "refusal-version-overlaps", vec![("rule", rule), ("version", version.to_string())]),
            R::ValueBeyondReach { dimension, value, rows } => ("value_beyond_reach", "refusal-value-beyond-reach", vec![("dimension", dimension), ("value", value), ("rows", rows)]),
        }
    }
}
