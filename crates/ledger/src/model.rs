//! *Ekonomimodell*: the accounting model of an entity as one snapshot in memory.
//!
//! Registers are rows in the database; a command works with the whole model at one version. The
//! snapshot is immutable and shared, so posting asks it a hundred thousand times without a query.

mod account;
mod dimension;
mod entity;
mod group;
mod hierarchy;
mod posting_rule;
mod rule;
mod series;
mod year;

pub use account::{Account, AccountKind, AccountLevel, Posting as AccountPosting, StatementLine};
pub use dimension::{Dimension, DimensionValue, POSITION_MAX, RESPONSIBLE};
pub use entity::{Entity, RuleSet};
pub use group::{EntityGroup, GroupMember};
pub use hierarchy::{Hierarchy, HierarchyNode, Relation, RelationValue};
pub use posting_rule::{Base, Method, PostingRule, PostingRuleLine, Side, Taken, Trigger, WHOLE};
pub use rule::{CombinationRule, Requirement};
pub use series::{Currency, CurrencyRate, Series, VoucherKind};
pub use year::{Module, PeriodState, YearState};

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use kameral_base::{Date, FiscalYear, Pattern, Period, PeriodRange};
use rustc_hash::FxHashMap;

/// The accounting model of one entity at one version.
#[derive(Debug, Clone)]
pub struct AccountingModel {
    /// Whose model it is.
    pub entity: Entity,
    /// Number of the latest change of any register.
    pub version: i64,
    /// Hash over every change up to that version; part of every voucher's hash.
    pub stamp: Vec<u8>,
    /// Accounts by number.
    pub accounts: BTreeMap<String, Account>,
    /// Names of account levels by prefix (class, group, sub-group).
    pub levels: BTreeMap<String, AccountLevel>,
    /// Dimensions by position, 1 to 12.
    pub dimensions: Vec<Dimension>,
    /// Values by position and value.
    pub values: BTreeMap<u8, BTreeMap<String, DimensionValue>>,
    /// Combination rules, in order of name.
    pub rules: Vec<CombinationRule>,
    /// Automatic posting rules with all their versions, in the order they are tried.
    pub posting_rules: Vec<PostingRule>,
    /// Series by name.
    pub series: BTreeMap<String, Series>,
    /// Voucher kinds by name.
    pub kinds: BTreeMap<String, VoucherKind>,
    /// Fiscal years in order.
    pub years: Vec<FiscalYear>,
    /// Hierarchies with their nodes.
    pub hierarchies: Vec<Hierarchy>,
    /// Relations, from which indirect dimensions get their values.
    pub relations: Vec<Relation>,
    /// Currencies by code.
    pub currencies: BTreeMap<String, Currency>,
    /// Places in [`AccountingModel::rules`] of those that speak of each account of the chart.
    pub(crate) rules_by_account: RulesByAccount,
    /// Places in [`AccountingModel::posting_rules`] of those that may apply to each account of the chart.
    pub(crate) posting_rules_by_account: RulesByAccount,
}

/// Found when it is first asked for; the model it is part of never changes.
pub(crate) type RulesByAccount = OnceLock<FxHashMap<String, Vec<usize>>>;

impl AccountingModel {
    /// The dimension with a code, in upper or lower case.
    pub fn dimension(&self, code: &str) -> Option<&Dimension> {
        self.dimensions
            .iter()
            .find(|dimension| dimension.code.eq_ignore_ascii_case(code))
    }

    /// The dimension at a position.
    pub fn dimension_at(&self, position: u8) -> Option<&Dimension> {
        self.dimensions.iter().find(|dimension| dimension.position == position)
    }

    /// Dimensions a voucher line may carry: the direct ones.
    pub fn direct_dimensions(&self) -> impl Iterator<Item = &Dimension> {
        self.dimensions.iter().filter(|dimension| !dimension.indirect)
    }

    /// The register row of a value.
    pub fn value(&self, position: u8, value: &str) -> Option<&DimensionValue> {
        self.values.get(&position)?.get(value)
    }

    /// The combination rules that speak of an account, in order of name.
    pub fn rules_for(&self, account: &str) -> impl Iterator<Item = &CombinationRule> {
        self.speaking(account, &self.rules_by_account, &self.rules, |rule| &rule.accounts)
    }

    /// The posting rules whose accounts an account is among, whatever version and day, in the
    /// order they are tried.
    pub fn posting_rules_for(&self, account: &str) -> impl Iterator<Item = &PostingRule> {
        self.speaking(account, &self.posting_rules_by_account, &self.posting_rules, |rule| {
            &rule.when.accounts
        })
    }

    /// The same model with other posting rules: what would be, were they in force.
    #[must_use]
    pub fn with_posting_rules(&self, rules: Vec<PostingRule>) -> Self {
        Self {
            posting_rules: rules,
            posting_rules_by_account: RulesByAccount::new(),
            ..self.clone()
        }
    }

    /// Rules that speak of an account, by what is remembered of the accounts of the chart.
    fn speaking<'m, R>(
        &'m self,
        account: &str,
        remembered: &'m RulesByAccount,
        rules: &'m [R],
        accounts: fn(&R) -> &Pattern,
    ) -> impl Iterator<Item = &'m R> {
        let places = |account: &str| -> Vec<usize> {
            let rules = rules.iter().enumerate();
            rules
                .filter(|(_, rule)| accounts(rule).matches(account))
                .map(|(place, _)| place)
                .collect()
        };
        let known = remembered.get_or_init(|| {
            let chart = self.accounts.keys();
            chart.map(|account| (account.clone(), places(account))).collect()
        });
        // An account outside the chart is refused, and its rules are told beside.
        let found = known
            .get(account)
            .map_or_else(|| Cow::Owned(places(account)), |known| Cow::Borrowed(&**known));
        (0..found.len()).map(move |at| &rules[found[at]])
    }

    /// The fiscal year a day lies in.
    pub fn year_of(&self, day: Date) -> Option<&FiscalYear> {
        self.years.iter().find(|year| year.contains_date(day))
    }

    /// The periods of a range in which things are posted as they happen, opening periods apart.
    pub fn periods_in(&self, range: PeriodRange) -> Vec<Period> {
        let periods = self.years.iter().flat_map(|year| year.periods());
        periods
            .filter(|period| !period.is_opening() && range.contains(*period))
            .collect()
    }

    /// The fiscal year a period belongs to. A month belongs to the year it lies in, an opening
    /// period to the year that starts in it, a closing period to the year that ends in it.
    pub fn year_of_period(&self, period: Period) -> Option<&FiscalYear> {
        self.years.iter().find(|year| year.contains(period))
    }

    /// The value an indirect dimension has for a coding: followed through its relation, and through
    /// further relations when the relation starts at another indirect dimension (EM-09).
    ///
    /// Depth is bounded by the number of dimensions, so a circle ends without a value.
    pub fn indirect_value(
        &self,
        dimension: &Dimension,
        account: &str,
        values: &[(u8, String)],
        day: Date,
    ) -> Option<String> {
        self.indirect_at_depth(dimension, account, values, day, self.dimensions.len())
    }

    fn indirect_at_depth(
        &self,
        dimension: &Dimension,
        account: &str,
        values: &[(u8, String)],
        day: Date,
        depth: usize,
    ) -> Option<String> {
        self.related_at_depth(&dimension.derived_by, account, values, day, depth)
    }

    /// What a relation ties a coding to on a day.
    pub fn related(&self, relation: &str, account: &str, values: &[(u8, String)], day: Date) -> Option<String> {
        self.related_at_depth(relation, account, values, day, self.dimensions.len() + 1)
    }

    fn related_at_depth(
        &self,
        relation: &str,
        account: &str,
        values: &[(u8, String)],
        day: Date,
        depth: usize,
    ) -> Option<String> {
        let depth = depth.checked_sub(1)?;
        let relation = self.relations.iter().find(|known| known.relation == relation)?;
        if relation.from_dimension == ACCOUNT_DIMENSION {
            return relation.to(account, day).map(str::to_owned);
        }
        let from = self.dimension(&relation.from_dimension)?;
        let value = if from.indirect {
            self.indirect_at_depth(from, account, values, day, depth)?
        } else {
            values
                .iter()
                .find(|(position, _)| *position == from.position)?
                .1
                .clone()
        };
        relation.to(&value, day).map(str::to_owned)
    }

    /// Name of an account in a language, for pages and reports.
    pub fn account_name(&self, account: &str) -> &str {
        self.accounts.get(account).map_or("", |account| account.name.as_str())
    }
}

/// The code under which the account stands among the dimensions, in files, filters and rules.
pub const ACCOUNT_DIMENSION: &str = "KONTO";

/// Whether a day lies within an open-ended validity.
pub(crate) fn valid_on(from: Option<Date>, to: Option<Date>, day: Date) -> bool {
    from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
}
