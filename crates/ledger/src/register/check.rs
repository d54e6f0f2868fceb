//! What a register may be asked for.

use kameral_base::FiscalYear;
use serde_json::Value;

use super::posting_rule::check_posting_rule;
use super::{ACCOUNT_DIGITS_MAX, Change, FIELD_CHARS_MAX, NAME_CHARS_MAX, RegisterRefusal};
use crate::coding_check::malformed;
use crate::model::{
    ACCOUNT_DIMENSION, Account, AccountingModel, CombinationRule, Currency, CurrencyRate, Dimension, DimensionValue,
    Hierarchy, POSITION_MAX, Relation, Requirement, Series, StatementLine,
};

/// Checks one change against the model.
pub fn check(model: &AccountingModel, used: &Used, change: &Change) -> Result<(), RegisterRefusal> {
    fields(change)?;
    match change {
        Change::Account(account) => check_account(model, used, account),
        Change::Level(level) => name(&level.prefix, &level.name),
        Change::Statement(line) => check_statement(line),
        Change::Dimension(dimension) => check_dimension(model, dimension),
        Change::Value(value) => check_value(model, value),
        Change::Hierarchy(hierarchy) => check_hierarchy(model, hierarchy),
        Change::Relation(relation) => check_relation(model, relation),
        Change::Rule(rule) => check_rule(model, rule),
        Change::PostingRule(rule) => check_posting_rule(model, rule),
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

/// No text of any field holds control characters, which no page can show and PostgreSQL may not
/// store, or is longer than anyone reads.
fn fields(change: &Change) -> Result<(), RegisterRefusal> {
    let fits = |text: &str| text.chars().count() <= FIELD_CHARS_MAX && !text.chars().any(char::is_control);
    let row = serde_json::to_value(change).unwrap_or_default();
    if texts_fit(&row, &fits) {
        return Ok(());
    }
    let subject: String = change
        .subject()
        .1
        .chars()
        .filter(|c| !c.is_control())
        .take(NAME_CHARS_MAX)
        .collect();
    Err(RegisterRefusal::NameMalformed { subject })
}

fn texts_fit(value: &Value, fits: &impl Fn(&str) -> bool) -> bool {
    match value {
        Value::String(text) => fits(text),
        Value::Array(items) => items.iter().all(|item| texts_fit(item, fits)),
        Value::Object(fields) => fields.iter().all(|(name, field)| fits(name) && texts_fit(field, fits)),
        _ => true,
    }
}

pub(super) fn name(subject: &str, text: &str) -> Result<(), RegisterRefusal> {
    let fits = !text.trim().is_empty() && text.chars().count() <= NAME_CHARS_MAX && !text.chars().any(char::is_control);
    if fits && !subject.is_empty() && !subject.chars().any(char::is_control) {
        return Ok(());
    }
    Err(RegisterRefusal::NameMalformed {
        subject: subject.to_owned(),
    })
}

pub(super) fn validity<D: PartialOrd>(subject: &str, from: Option<D>, to: Option<D>) -> Result<(), RegisterRefusal> {
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

pub(super) fn known_dimension(model: &AccountingModel, code: &str) -> Result<(), RegisterRefusal> {
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
    let mut met = std::collections::BTreeSet::new();
    for node in &hierarchy.nodes {
        name(&node.node, &node.name)?;
        if !met.insert(node.node.as_str()) {
            return Err(RegisterRefusal::NodeTwice {
                node: node.node.clone(),
            });
        }
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
    if let Some(kinds) = &rule.kinds
        && !model.kinds.keys().any(|kind| kinds.matches(kind))
    {
        return Err(RegisterRefusal::KindUnknown {
            kind: kinds.to_string(),
        });
    }
    if !rule.requirement.suits(rule.is_of_account()) {
        return Err(RegisterRefusal::RequirementMisplaced {
            rule: rule.rule.clone(),
            requirement: rule.requirement.word().to_owned(),
            dimension: rule.dimension.clone(),
        });
    }
    if rule.kinds.is_some() && !rule.requirement.suits_kinds() {
        return Err(RegisterRefusal::RequirementOfLine {
            rule: rule.rule.clone(),
            requirement: rule.requirement.word().to_owned(),
        });
    }
    validity(&rule.rule, rule.valid_from, rule.valid_to)?;
    let (Requirement::Fixed(value) | Requirement::Proposed(value)) = &rule.requirement else {
        return Ok(());
    };
    let fits = model
        .dimension(&rule.dimension)
        .is_none_or(|dimension| !malformed(dimension, value));
    if fits && !value.is_empty() {
        return Ok(());
    }
    Err(RegisterRefusal::ValueMalformed {
        dimension: rule.dimension.clone(),
        value: value.clone(),
    })
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
