//! Changing the accounting model: the decision.
//!
//! A register change is data: what the row shall be. It is checked here against the model, applied
//! by `store::registers`, and kept for ever in `model_change` with author, moment, and the row
//! before and after (EM-30, EM-33, GL-29).

mod check;

pub use check::{Used, check};

use kameral_base::{Arg, FiscalYear, Place, Refusal, Sentence};
use serde::{Deserialize, Serialize};

use crate::model::{
    Account, AccountLevel, AccountingModel, CombinationRule, Currency, CurrencyRate, Dimension,
    DimensionValue, Hierarchy, Relation, Series, StatementLine, VoucherKind,
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
            Self::Value(value) => (
                "dimension_value",
                format!("{} {}", value.position, value.value),
            ),
            Self::Hierarchy(hierarchy) => ("hierarchy", hierarchy.hierarchy.clone()),
            Self::Relation(relation) => ("relation", relation.relation.clone()),
            Self::Rule(rule) => ("combination_rule", rule.rule.clone()),
            Self::Series(series) => ("series", series.series.clone()),
            Self::Kind(kind) => ("voucher_kind", kind.kind.clone()),
            Self::Currency(currency) => ("currency", currency.currency.clone()),
            Self::Rate { currency, rate } => {
                ("currency_rate", format!("{currency} {}", rate.valid_from))
            }
            Self::Year(year) => ("fiscal_year", year.year().to_string()),
        }
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
            Self::Account(account) => model
                .accounts
                .get(&account.account)
                .cloned()
                .map(Self::Account),
            Self::Level(level) => model.levels.get(&level.prefix).cloned().map(Self::Level),
<<<<<<< Updated upstream
            Self::Dimension(dimension) => model.dimension_at(dimension.position).cloned().map(Self::Dimension),
            Self::Value(value) => model.value(value.position, &value.value).cloned().map(Self::Value),
=======
            Self::Dimension(dimension) => model
                .dimension_at(dimension.position)
                .cloned()
                .map(Self::Dimension),
            Self::Value(value) => model
                .value(value.position, &value.value)
                .cloned()
                .map(Self::Value),
>>>>>>> Stashed changes
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
<<<<<<< Updated upstream
            // A statement's ranges are replaced as a whole and stand in no model.
=======
            // Statement lines stand in no model; they are read where they are changed.
>>>>>>> Stashed changes
            Self::Statement(_) => None,
        }
    }
}

/// Why a register change is refused. Tried in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "a field bears the name of what it holds")]
pub enum RegisterRefusal {
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
}

impl Refusal for RegisterRefusal {
    fn name(&self) -> &'static str {
        self.told().0
    }

    fn sentence(&self) -> Sentence {
        let (_, key, args) = self.told();
        Sentence {
            key,
<<<<<<< Updated upstream
            args: args.into_iter().map(|(name, value)| (name, Arg::Text(value))).collect(),
=======
            args: args
                .into_iter()
                .map(|(name, value)| (name, Arg::Text(value)))
                .collect(),
>>>>>>> Stashed changes
        }
    }

    fn place(&self) -> Place {
        Place::default()
    }
}

impl RegisterRefusal {
    #[rustfmt::skip]
    fn told(&self) -> (&'static str, &'static str, Vec<(&'static str, String)>) {
        use RegisterRefusal as R;
        match self.clone() {
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
        }
    }
}
<<<<<<< Updated upstream

/// Checks one change against the model.
pub fn check(model: &AccountingModel, used: &Used, change: &Change) -> Result<(), RegisterRefusal> {
    match change {
        Change::Account(account) => check_account(model, used, account),
        Change::Level(level) => name(&level.prefix, &level.name),
        Change::Statement(line) => check_statement(line),
        Change::Dimension(dimension) => check_dimension(model, dimension),
        Change::Value(value) => check_value(model, value),
        Change::Hierarchy(hierarchy) => check_hierarchy(model, hierarchy),
        Change::Relation(relation) => check_relation(model, relation),
        Change::Rule(rule) => check_rule(model, rule),
        Change::Series(series) => check_series(model, used, series),
        Change::Kind(kind) => {
            name(&kind.kind, &kind.name)?;
            known_series(model, &kind.series)
        }
        Change::Currency(currency) => check_currency(currency),
        Change::Rate { currency, rate } => check_rate(model, currency, rate),
        Change::Year(year) => check_year(model, *year),
    }
}

/// Which accounts and series have been used; fetched before the decision.
#[derive(Debug, Clone, Default)]
pub struct Used {
    /// Accounts with lines.
    pub accounts: std::collections::BTreeSet<String>,
    /// Series with numbers.
    pub series: std::collections::BTreeSet<String>,
}

fn name(subject: &str, text: &str) -> Result<(), RegisterRefusal> {
    let fits = !text.trim().is_empty() && text.chars().count() <= NAME_CHARS_MAX && !text.chars().any(char::is_control);
    if fits && !subject.is_empty() && !subject.chars().any(char::is_control) {
        return Ok(());
    }
    Err(RegisterRefusal::NameMalformed {
        subject: subject.to_owned(),
    })
}

fn validity<D: PartialOrd>(subject: &str, from: Option<D>, to: Option<D>) -> Result<(), RegisterRefusal> {
    match (from, to) {
        (Some(from), Some(to)) if to < from => Err(RegisterRefusal::ValidityReversed {
            subject: subject.to_owned(),
        }),
        _ => Ok(()),
    }
}

fn check_account(model: &AccountingModel, used: &Used, account: &Account) -> Result<(), RegisterRefusal> {
    let number = &account.account;
    let digits =
        !number.is_empty() && number.len() <= ACCOUNT_DIGITS_MAX && number.bytes().all(|byte| byte.is_ascii_digit());
    if !digits {
        return Err(RegisterRefusal::AccountMalformed {
            account: number.clone(),
        });
    }
    name(number, &account.name)?;
    validity(number, account.valid_from, account.valid_to)?;
    let changes_side = model
        .accounts
        .get(number)
        .is_some_and(|old| old.kind.carries_forward() != account.kind.carries_forward());
    if changes_side && used.accounts.contains(number) {
        return Err(RegisterRefusal::AccountKindInUse {
            account: number.clone(),
        });
    }
    Ok(())
}

fn check_statement(line: &StatementLine) -> Result<(), RegisterRefusal> {
    name(&line.statement, &line.name)?;
    if line.account_to < line.account_from && !line.account_from.starts_with(&line.account_to) {
        return Err(RegisterRefusal::StatementMalformed {
            line: line.name.clone(),
        });
    }
    Ok(())
}

fn check_dimension(model: &AccountingModel, dimension: &Dimension) -> Result<(), RegisterRefusal> {
    if !(1..=POSITION_MAX).contains(&dimension.position) {
        return Err(RegisterRefusal::PositionOutOfRange {
            position: i64::from(dimension.position),
        });
    }
    let code = &dimension.code;
    let plain = !code.is_empty() && code.len() <= 20 && code.chars().all(|c| c.is_alphanumeric() || c == '_');
    let elsewhere = model
        .dimension(code)
        .is_some_and(|other| other.position != dimension.position);
    if !plain || elsewhere || code.eq_ignore_ascii_case(ACCOUNT_DIMENSION) {
        return Err(RegisterRefusal::DimensionCodeTaken { code: code.clone() });
    }
    name(code, &dimension.name)?;
    validity(code, dimension.valid_from, dimension.valid_to)?;
    let has_values = model
        .values
        .get(&dimension.position)
        .is_some_and(|values| !values.is_empty());
    let turned = model
        .dimension_at(dimension.position)
        .is_some_and(|old| old.indirect != dimension.indirect);
    if has_values && turned {
        return Err(RegisterRefusal::DimensionInUse { code: code.clone() });
    }
    Ok(())
}

fn check_value(model: &AccountingModel, value: &DimensionValue) -> Result<(), RegisterRefusal> {
    let Some(dimension) = model.dimension_at(value.position) else {
        return Err(RegisterRefusal::DimensionUnknown {
            dimension: value.position.to_string(),
        });
    };
    if value.value.is_empty() || malformed(dimension, &value.value) {
        return Err(RegisterRefusal::ValueMalformed {
            dimension: dimension.code.clone(),
            value: value.value.clone(),
        });
    }
    name(&value.value, &value.name)?;
    validity(&value.value, value.valid_from, value.valid_to)
}

fn known_dimension(model: &AccountingModel, code: &str) -> Result<(), RegisterRefusal> {
    if code == ACCOUNT_DIMENSION || model.dimension(code).is_some() {
        return Ok(());
    }
    Err(RegisterRefusal::DimensionUnknown {
        dimension: code.to_owned(),
    })
}

fn check_hierarchy(model: &AccountingModel, hierarchy: &Hierarchy) -> Result<(), RegisterRefusal> {
    name(&hierarchy.hierarchy, &hierarchy.name)?;
    known_dimension(model, &hierarchy.dimension)?;
    let parent_of = |node: &str| {
        hierarchy
            .nodes
            .iter()
            .find(|candidate| candidate.node == node)
            .and_then(|found| found.parent.as_deref())
    };
    for node in &hierarchy.nodes {
        name(&node.node, &node.name)?;
        validity(&node.node, node.valid_from, node.valid_to)?;
        if let Some(parent) = &node.parent
            && !hierarchy.nodes.iter().any(|candidate| candidate.node == *parent)
        {
            return Err(RegisterRefusal::ParentUnknown {
                node: node.node.clone(),
                parent: parent.clone(),
            });
        }
        let mut at = Some(node.node.as_str());
        for _ in 0..=hierarchy.nodes.len() {
            at = at.and_then(parent_of);
        }
        if at.is_some() {
            return Err(RegisterRefusal::Circular {
                subject: node.node.clone(),
            });
        }
    }
    Ok(())
}

/// An indirect dimension may start at another indirect one, but no chain of them at itself.
fn check_relation(model: &AccountingModel, relation: &Relation) -> Result<(), RegisterRefusal> {
    name(&relation.relation, &relation.name)?;
    known_dimension(model, &relation.from_dimension)?;
    let mut at = relation.from_dimension.as_str();
    for _ in 0..=model.dimensions.len() {
        let Some(dimension) = model.dimension(at).filter(|dimension| dimension.indirect) else {
            break;
        };
        if dimension.derived_by == relation.relation {
            return Err(RegisterRefusal::Circular {
                subject: relation.relation.clone(),
            });
        }
        let Some(next) = model
            .relations
            .iter()
            .find(|other| other.relation == dimension.derived_by)
        else {
            break;
        };
        at = &next.from_dimension;
    }
    for pair in &relation.values {
        validity(&relation.relation, pair.valid_from, pair.valid_to)?;
    }
    Ok(())
}

fn check_rule(model: &AccountingModel, rule: &CombinationRule) -> Result<(), RegisterRefusal> {
    name(&rule.rule, &rule.rule)?;
    known_dimension(model, &rule.dimension)?;
    if let Some((dimension, _)) = &rule.when {
        known_dimension(model, dimension)?;
    }
    validity(&rule.rule, rule.valid_from, rule.valid_to)?;
    if let (Requirement::Fixed(value), Some(dimension)) = (&rule.requirement, model.dimension(&rule.dimension))
        && malformed(dimension, value)
    {
        return Err(RegisterRefusal::ValueMalformed {
            dimension: dimension.code.clone(),
            value: value.clone(),
        });
    }
    Ok(())
}

fn check_series(model: &AccountingModel, used: &Used, series: &Series) -> Result<(), RegisterRefusal> {
    let code = &series.series;
    let plain = !code.is_empty() && code.chars().count() <= 20 && !code.chars().any(|c| c.is_control() || c == '/');
    if !plain || code.trim() != code {
        return Err(RegisterRefusal::SeriesMalformed { series: code.clone() });
    }
    name(code, &series.name)?;
    let turned = model.series.get(code).is_some_and(|old| old.outside != series.outside);
    if turned && used.series.contains(code) {
        return Err(RegisterRefusal::SeriesInUse { series: code.clone() });
    }
    Ok(())
}

fn known_series(model: &AccountingModel, series: &str) -> Result<(), RegisterRefusal> {
    if model.series.contains_key(series) {
        return Ok(());
    }
    Err(RegisterRefusal::SeriesUnknown {
        series: series.to_owned(),
    })
}

fn check_currency(currency: &Currency) -> Result<(), RegisterRefusal> {
    let code = &currency.currency;
    let iso = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    if !iso || !(0..=4).contains(&currency.decimals) {
        return Err(RegisterRefusal::CurrencyMalformed { currency: code.clone() });
    }
    name(code, &currency.name)
}

fn check_rate(model: &AccountingModel, currency: &str, rate: &CurrencyRate) -> Result<(), RegisterRefusal> {
    if rate.rate_micro <= 0 || !model.currencies.contains_key(currency) {
        return Err(RegisterRefusal::RateMalformed {
            currency: currency.to_owned(),
        });
    }
    Ok(())
}

fn check_year(model: &AccountingModel, year: FiscalYear) -> Result<(), RegisterRefusal> {
    let same = model.years.contains(&year);
    let meets = model
        .years
        .iter()
        .any(|old| *old != year && (old.clashes_with(year) || old.year() == year.year()));
    if meets && !same {
        return Err(RegisterRefusal::YearOverlaps {
            year: i64::from(year.year()),
        });
    }
    Ok(())
}
=======
>>>>>>> Stashed changes
