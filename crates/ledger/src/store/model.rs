//! Reading the accounting model.

use std::collections::BTreeMap;
use std::sync::Arc;

use kameral_access::Cx;
use kameral_base::{EntityId, FiscalYear, Pattern};
use kameral_store::{Fault, FromCell, Row, Tx, params};

use super::cache::LedgerCache;
use super::damaged;
use crate::model::{
    Account, AccountKind, AccountLevel, AccountPosting, AccountingModel, CombinationRule, Currency, CurrencyRate,
    Dimension, DimensionValue, Hierarchy, HierarchyNode, PostingRule, Relation, RelationValue, Requirement,
    RulesByAccount, Series, VoucherKind,
};
use crate::register::{Change, undo};

/// The model of an entity as this transaction sees it.
pub fn load(tx: &mut Tx, cx: &Cx) -> Result<Arc<AccountingModel>, Fault> {
    let entity = cx.entity();
    let cache: Arc<LedgerCache> = cx.store.shared();
    let (mut version, mut stamp) = head(tx, entity)?;
    loop {
        if let Some(model) = cache.model(entity, &stamp) {
            return Ok(model);
        }
        let model = read(tx, entity, version, stamp.clone())?;
        // A command on PostgreSQL sees what others commit meanwhile: rows of a newer version must
        // not be kept under the older one's stamp.
        let seen = (version, stamp);
        (version, stamp) = head(tx, entity)?;
        if seen == (version, stamp.clone()) {
            let model = Arc::new(model);
            cache.keep_model(entity, &model);
            return Ok(model);
        }
    }
}

/// The model that a version met: what lines are tried and checked by is as it was then, everything
/// else as it is now. It has no stamp.
pub fn at(tx: &mut Tx, cx: &Cx, version: i64) -> Result<Arc<AccountingModel>, Fault> {
    let now = load(tx, cx)?;
    if now.version <= version {
        return Ok(now);
    }
    let mut model = AccountingModel {
        version,
        stamp: Vec::new(),
        ..(*now).clone()
    };
    tx.each(
        include_str!("../sql/model_changes_since.sql"),
        params![cx.entity(), version],
        |row| {
            let before: Option<String> = row.get("before_json")?;
            let after: String = row.get("after_json")?;
            let before = before.as_deref().map(|text| change(text, "before_json")).transpose()?;
            undo(&mut model, &change(&after, "after_json")?, before);
            Ok(())
        },
    )?;
    Ok(Arc::new(model))
}

fn change(text: &str, column: &str) -> Result<Change, Fault> {
    serde_json::from_str(text).map_err(|mistake| damaged("model_change", column, &mistake.to_string()))
}

/// Version and stamp as they stand.
pub(crate) fn head(tx: &mut Tx, entity: EntityId) -> Result<(i64, Vec<u8>), Fault> {
    tx.one(include_str!("../sql/model_head.sql"), params![entity], |row| {
        Ok((row.get("version")?, row.get("stamp")?))
    })
}

/// The registers as they stand, past the memory of models.
pub(crate) fn read(tx: &mut Tx, entity: EntityId, version: i64, stamp: Vec<u8>) -> Result<AccountingModel, Fault> {
    let mut years = tx.all(include_str!("../sql/fiscal_years.sql"), params![entity], |row| {
        let (from, to) = (row.get("starts_on")?, row.get("ends_on")?);
        FiscalYear::new(from, to).map_err(|mistake| damaged("fiscal_year", "starts_on", &format!("{mistake:?}")))
    })?;
    years.sort_by_key(|year| year.starts_on());
    Ok(AccountingModel {
        entity: super::entities::by_id(tx, entity)?,
        version,
        stamp,
        accounts: keyed(tx, include_str!("../sql/accounts.sql"), entity, account, |account| {
            account.account.clone()
        })?,
        levels: keyed(tx, include_str!("../sql/account_levels.sql"), entity, level, |level| {
            level.prefix.clone()
        })?,
        dimensions: tx.all(include_str!("../sql/dimensions.sql"), params![entity], dimension)?,
        values: values(tx, entity)?,
        rules: tx.all(include_str!("../sql/combination_rules.sql"), params![entity], rule)?,
        posting_rules: posting_rules(tx, entity)?,
        series: keyed(tx, include_str!("../sql/series.sql"), entity, series, |series| {
            series.series.clone()
        })?,
        kinds: keyed(tx, include_str!("../sql/voucher_kinds.sql"), entity, kind, |kind| {
            kind.kind.clone()
        })?,
        years,
        hierarchies: hierarchies(tx, entity)?,
        relations: relations(tx, entity)?,
        currencies: currencies(tx, entity)?,
        rules_by_account: RulesByAccount::new(),
        posting_rules_by_account: RulesByAccount::new(),
    })
}

fn keyed<T>(
    tx: &mut Tx,
    sql: &'static str,
    entity: EntityId,
    map: fn(&Row) -> Result<T, Fault>,
    key: fn(&T) -> String,
) -> Result<BTreeMap<String, T>, Fault> {
    let rows = tx.all(sql, params![entity], map)?;
    Ok(rows.into_iter().map(|row| (key(&row), row)).collect())
}

fn account(row: &Row) -> Result<Account, Fault> {
    Ok(Account {
        account: row.get("account")?,
        name: row.get("name")?,
        name_en: row.get("name_en")?,
        kind: word(row, "account", "kind", AccountKind::from_word)?,
        posting: word(row, "account", "posting", AccountPosting::from_word)?,
        s_code: row.get("s_code")?,
        counterparty_kind: row.get("counterparty_kind")?,
        flow: row.get("flow")?,
        role: row.get("role")?,
        unit: row.get("unit")?,
        open_items: row.get("open_items")?,
        valid_from: row.get("valid_from")?,
        valid_to: row.get("valid_to")?,
        grade: row.get("grade")?,
        source: row.get("source")?,
        note: row.get("note")?,
    })
}

fn level(row: &Row) -> Result<AccountLevel, Fault> {
    Ok(AccountLevel {
        prefix: row.get("prefix")?,
        name: row.get("name")?,
        name_en: row.get("name_en")?,
    })
}

fn dimension(row: &Row) -> Result<Dimension, Fault> {
    Ok(Dimension {
        position: small(row, "dimension", "position")?,
        code: row.get("code")?,
        name: row.get("name")?,
        name_en: row.get("name_en")?,
        indirect: row.get("indirect")?,
        derived_by: row.get("derived_by")?,
        free_values: row.get("free_values")?,
        length_max: row.get("length_max")?,
        sie_dimension: row.get("sie_dimension")?,
        valid_from: row.get("valid_from")?,
        valid_to: row.get("valid_to")?,
    })
}

fn values(tx: &mut Tx, entity: EntityId) -> Result<BTreeMap<u8, BTreeMap<String, DimensionValue>>, Fault> {
    let mut values: BTreeMap<u8, BTreeMap<String, DimensionValue>> = BTreeMap::new();
    tx.each(include_str!("../sql/dimension_values.sql"), params![entity], |row| {
        let attributes: String = row.get("attributes")?;
        let value = DimensionValue {
            position: small(row, "dimension_value", "position")?,
            value: row.get("value")?,
            name: row.get("name")?,
            valid_from: row.get("valid_from")?,
            valid_to: row.get("valid_to")?,
            successor: row.get("successor")?,
            attributes: serde_json::from_str(&attributes)
                .map_err(|error| damaged("dimension_value", "attributes", &error.to_string()))?,
        };
        values
            .entry(value.position)
            .or_default()
            .insert(value.value.clone(), value);
        Ok(())
    })?;
    Ok(values)
}

fn rule(row: &Row) -> Result<CombinationRule, Fault> {
    let requirement: String = row.get("requirement")?;
    let value_pattern: String = row.get("value_pattern")?;
    let when_dimension: String = row.get("when_dimension")?;
    let when = optional_pattern(row, "combination_rule", "when_pattern")?;
    Ok(CombinationRule {
        rule: row.get("rule")?,
        accounts: pattern(row, "combination_rule", "account_pattern")?,
        dimension: row.get("dimension")?,
        requirement: Requirement::from_words(&requirement, &value_pattern)
            .ok_or_else(|| damaged("combination_rule", "requirement", &requirement))?,
        when: match when {
            Some(pattern) if !when_dimension.is_empty() => Some((when_dimension, pattern)),
            None if when_dimension.is_empty() => None,
            _ => return Err(damaged("combination_rule", "when_dimension", &when_dimension)),
        },
        kinds: optional_pattern(row, "combination_rule", "kind_pattern")?,
        warning: row.get("warning")?,
        valid_from: row.get("valid_from")?,
        valid_to: row.get("valid_to")?,
        text_sv: row.get("text_sv")?,
        text_en: row.get("text_en")?,
    })
}

/// Posting rules in the order they are tried.
fn posting_rules(tx: &mut Tx, entity: EntityId) -> Result<Vec<PostingRule>, Fault> {
    let mut rules = tx.all(include_str!("../sql/posting_rules.sql"), params![entity], posting_rule)?;
    rules.sort_by(|a, b| (a.order, &a.rule, a.version).cmp(&(b.order, &b.rule, b.version)));
    Ok(rules)
}

fn posting_rule(row: &Row) -> Result<PostingRule, Fault> {
    let content: String = row.get("content_json")?;
    let of_content = |what: &str| damaged("posting_rule", "content_json", what);
    let rule: PostingRule = serde_json::from_str(&content).map_err(|mistake| of_content(&mistake.to_string()))?;
    let (code, version): (String, i64) = (row.get("rule")?, row.get("version")?);
    if rule.rule != code || rule.version != version {
        return Err(of_content("it is of another rule or version"));
    }
    Ok(rule)
}

fn series(row: &Row) -> Result<Series, Fault> {
    Ok(Series {
        series: row.get("series")?,
        name: row.get("name")?,
        name_en: row.get("name_en")?,
        outside: row.get("outside")?,
    })
}

fn kind(row: &Row) -> Result<VoucherKind, Fault> {
    Ok(VoucherKind {
        kind: row.get("kind")?,
        series: row.get("series")?,
        name: row.get("name")?,
        name_en: row.get("name_en")?,
    })
}

fn hierarchies(tx: &mut Tx, entity: EntityId) -> Result<Vec<Hierarchy>, Fault> {
    let mut found = tx.all(include_str!("../sql/hierarchies.sql"), params![entity], |row| {
        Ok(Hierarchy {
            hierarchy: row.get("hierarchy")?,
            dimension: row.get("dimension")?,
            name: row.get("name")?,
            name_en: row.get("name_en")?,
            nodes: Vec::new(),
        })
    })?;
    tx.each(include_str!("../sql/hierarchy_nodes.sql"), params![entity], |row| {
        let of: String = row.get("hierarchy")?;
        let leaf: String = row.get("leaf_pattern")?;
        let node = HierarchyNode {
            node: row.get("node")?,
            parent: row.get("parent")?,
            name: row.get("name")?,
            leaf: if leaf.is_empty() {
                None
            } else {
                Some(pattern(row, "hierarchy_node", "leaf_pattern")?)
            },
            valid_from: row.get("valid_from")?,
            valid_to: row.get("valid_to")?,
        };
        if let Some(hierarchy) = found.iter_mut().find(|hierarchy| hierarchy.hierarchy == of) {
            hierarchy.nodes.push(node);
        }
        Ok(())
    })?;
    Ok(found)
}

fn relations(tx: &mut Tx, entity: EntityId) -> Result<Vec<Relation>, Fault> {
    let mut found = tx.all(include_str!("../sql/relations.sql"), params![entity], |row| {
        Ok(Relation {
            relation: row.get("relation")?,
            from_dimension: row.get("from_dimension")?,
            name: row.get("name")?,
            name_en: row.get("name_en")?,
            values: Vec::new(),
        })
    })?;
    tx.each(include_str!("../sql/relation_values.sql"), params![entity], |row| {
        let of: String = row.get("relation")?;
        let pair = RelationValue {
            from: pattern(row, "relation_value", "from_pattern")?,
            to: row.get("to_value")?,
            valid_from: row.get("valid_from")?,
            valid_to: row.get("valid_to")?,
        };
        if let Some(relation) = found.iter_mut().find(|relation| relation.relation == of) {
            relation.values.push(pair);
        }
        Ok(())
    })?;
    Ok(found)
}

fn currencies(tx: &mut Tx, entity: EntityId) -> Result<BTreeMap<String, Currency>, Fault> {
    let mut found = keyed(
        tx,
        include_str!("../sql/currencies.sql"),
        entity,
        |row| {
            Ok(Currency {
                currency: row.get("currency")?,
                name: row.get("name")?,
                decimals: row.get("decimals")?,
                rates: Vec::new(),
            })
        },
        |currency| currency.currency.clone(),
    )?;
    tx.each(include_str!("../sql/currency_rates.sql"), params![entity], |row| {
        let of: String = row.get("currency")?;
        let rate = CurrencyRate {
            valid_from: row.get("valid_from")?,
            rate_micro: row.get("rate_micro")?,
        };
        if let Some(currency) = found.get_mut(&of) {
            currency.rates.push(rate);
        }
        Ok(())
    })?;
    Ok(found)
}

fn word<T>(row: &Row, table: &'static str, column: &'static str, of: fn(&str) -> Option<T>) -> Result<T, Fault> {
    let word: String = row.get(column)?;
    of(&word).ok_or_else(|| damaged(table, column, &word))
}

fn pattern(row: &Row, table: &'static str, column: &'static str) -> Result<Pattern, Fault> {
    let text: String = row.get(column)?;
    Pattern::parse(&text).map_err(|_| damaged(table, column, &text))
}

/// A pattern, or none where nothing stands.
fn optional_pattern(row: &Row, table: &'static str, column: &'static str) -> Result<Option<Pattern>, Fault> {
    let text: String = row.get(column)?;
    if text.is_empty() {
        return Ok(None);
    }
    pattern(row, table, column).map(Some)
}

fn small<T: TryFrom<i64>>(row: &Row, table: &'static str, column: &'static str) -> Result<T, Fault>
where
    i64: for<'a> FromCell<'a>,
{
    let number: i64 = row.get(column)?;
    T::try_from(number).map_err(|_| damaged(table, column, &number.to_string()))
}
