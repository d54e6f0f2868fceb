//! Writing register rows, and the log of what they were.

use kameral_access::Cx;
use kameral_base::EntityId;
use kameral_store::{Fault, Insert, Row, Tx, Value, params};
use rustc_hash::FxHashMap;

use super::damaged;
use super::model_log::ModelLog;
use crate::model::{Account, DimensionValue, Hierarchy, Relation, StatementLine};
use crate::register::{Change, Used};

/// Applies checked changes in order and logs each, with the row before and after.
///
/// The model's head moves with them: its stamp is a hash over every change ever made, and stands in
/// every voucher's hash.
pub(crate) fn apply(tx: &mut Tx, cx: &Cx, changes: &[(Change, Option<Change>)]) -> Result<(), Fault> {
    if changes.is_empty() {
        return Ok(());
    }
    let mut log = ModelLog::open(tx, cx)?;
    for (change, old) in changes {
        let (register, subject) = change.subject();
        log.add(register, subject, old.as_ref().map(json).transpose()?, json(change)?);
    }
    write_bulk(tx, cx.entity(), changes.iter().map(|(change, _)| change))?;
    for (change, _) in changes {
        write(tx, cx, change)?;
    }
    log.close(tx)
}

/// Every range of every statement line, by its row.
pub(crate) fn statements(tx: &mut Tx, entity: EntityId) -> Result<FxHashMap<(&'static str, String), Change>, Fault> {
    let changes = statement_lines(tx, entity)?.into_iter().map(Change::Statement);
    Ok(changes.map(|change| (change.row(), change)).collect())
}

/// Every range of every statement line, in order.
pub fn statement_lines(tx: &mut Tx, entity: EntityId) -> Result<Vec<StatementLine>, Fault> {
    let sql = include_str!("../sql/statement_lines.sql");
    tx.all(sql, params![entity], statement_line)
}

pub(crate) fn statement_line(row: &Row) -> Result<StatementLine, Fault> {
    Ok(StatementLine {
        statement: row.get("statement")?,
        line_no: row.get("line_no")?,
        part: row.get("part")?,
        section: row.get("section")?,
        section_en: row.get("section_en")?,
        name: row.get("name")?,
        name_en: row.get("name_en")?,
        account_from: row.get("account_from")?,
        account_to: row.get("account_to")?,
        s_code_from: row.get("s_code_from")?,
        s_code_to: row.get("s_code_to")?,
        sign: row.get("sign")?,
    })
}

fn json(change: &Change) -> Result<String, Fault> {
    serde_json::to_string(change).map_err(|error| damaged("model_change", "after_json", &error.to_string()))
}

/// Accounts and series that have been used, among those the changes speak of.
pub(crate) fn used<'c>(
    tx: &mut Tx,
    entity: EntityId,
    changes: impl IntoIterator<Item = &'c Change>,
) -> Result<Used, Fault> {
    let mut used = Used::default();
    for change in changes {
        match change {
            Change::Account(account) => {
                let sql = include_str!("../sql/account_used.sql");
                if tx
                    .optional(sql, params![entity, account.account.as_str()], |row| {
                        row.get::<i64>("line_no")
                    })?
                    .is_some()
                {
                    used.accounts.insert(account.account.clone());
                }
            }
            Change::Series(series) => {
                let sql = include_str!("../sql/series_used.sql");
                if tx
                    .optional(sql, params![entity, series.series.as_str()], |row| {
                        row.get::<i64>("number")
                    })?
                    .is_some()
                {
                    used.series.insert(series.series.clone());
                }
            }
            _ => {}
        }
    }
    Ok(used)
}

/// Charts and value registers come by the thousand: they are written in groups. A later row for
/// the same key wins, as it would one by one.
fn write_bulk<'c>(tx: &mut Tx, entity: EntityId, changes: impl IntoIterator<Item = &'c Change>) -> Result<(), Fault> {
    let mut accounts = std::collections::BTreeMap::new();
    let mut values = std::collections::BTreeMap::new();
    for change in changes {
        match change {
            Change::Account(account) => {
                accounts.insert(account.account.as_str(), account);
            }
            Change::Value(value) => {
                values.insert((value.position, value.value.as_str()), value);
            }
            _ => {}
        }
    }
    let accounts: Vec<Value<'_>> = accounts
        .values()
        .flat_map(|account| account_row(entity, account))
        .collect();
    tx.insert_many(&ACCOUNTS, &accounts)?;
    let values: Vec<Value<'_>> = values.values().flat_map(|value| value_row(entity, value)).collect();
    tx.insert_many(&VALUES, &values)?;
    Ok(())
}

fn write(tx: &mut Tx, cx: &Cx, change: &Change) -> Result<(), Fault> {
    let entity = cx.entity();
    match change {
        Change::Account(_) | Change::Value(_) => {}
        Change::Level(level) => {
            let row = params![
                entity,
                level.prefix.as_str(),
                level.name.as_str(),
                level.name_en.as_str()
            ];
            tx.exec(include_str!("../sql/set_level.sql"), row)?;
        }
        Change::Statement(line) => {
            let row = params![
                entity,
                line.statement.as_str(),
                line.line_no,
                line.part,
                line.section.as_str(),
                line.section_en.as_str(),
                line.name.as_str(),
                line.name_en.as_str(),
                line.account_from.as_str(),
                line.account_to.as_str(),
                line.s_code_from.as_str(),
                line.s_code_to.as_str(),
                line.sign
            ];
            tx.exec(include_str!("../sql/set_statement.sql"), row)?;
        }
        Change::Dimension(dimension) => {
            let row = params![
                entity,
                dimension.position,
                dimension.code.as_str(),
                dimension.name.as_str(),
                dimension.name_en.as_str(),
                dimension.indirect,
                dimension.derived_by.as_str(),
                dimension.free_values,
                dimension.length_max,
                dimension.sie_dimension,
                dimension.valid_from,
                dimension.valid_to
            ];
            tx.exec(include_str!("../sql/set_dimension.sql"), row)?;
        }
        Change::Hierarchy(hierarchy) => write_hierarchy(tx, entity, hierarchy)?,
        Change::Relation(relation) => write_relation(tx, entity, relation)?,
        Change::Rule(rule) => {
            let (when_dimension, when_pattern) = rule
                .when
                .as_ref()
                .map_or((String::new(), String::new()), |(code, pattern)| {
                    (code.clone(), pattern.to_string())
                });
            let row = params![
                entity,
                rule.rule.as_str(),
                rule.accounts.to_string(),
                rule.dimension.as_str(),
                rule.requirement.word(),
                rule.requirement.pattern_text(),
                rule.warning,
                when_dimension,
                when_pattern,
                rule.kinds.as_ref().map(ToString::to_string).unwrap_or_default(),
                rule.valid_from,
                rule.valid_to,
                rule.text_sv.as_str(),
                rule.text_en.as_str()
            ];
            tx.exec(include_str!("../sql/set_rule.sql"), row)?;
        }
        Change::PostingRule(rule) => {
            let content = serde_json::to_string(rule)
                .map_err(|mistake| damaged("posting_rule", "content_json", &mistake.to_string()))?;
            let row = params![entity, rule.rule.as_str(), rule.version, content];
            tx.exec(include_str!("../sql/set_posting_rule.sql"), row)?;
        }
        Change::Series(series) => {
            let row = params![
                entity,
                series.series.as_str(),
                series.name.as_str(),
                series.name_en.as_str(),
                series.outside
            ];
            tx.exec(include_str!("../sql/set_series.sql"), row)?;
        }
        Change::Kind(kind) => {
            let row = params![
                entity,
                kind.kind.as_str(),
                kind.series.as_str(),
                kind.name.as_str(),
                kind.name_en.as_str()
            ];
            tx.exec(include_str!("../sql/set_kind.sql"), row)?;
        }
        Change::Currency(currency) => {
            let row = params![
                entity,
                currency.currency.as_str(),
                currency.name.as_str(),
                currency.decimals
            ];
            tx.exec(include_str!("../sql/set_currency.sql"), row)?;
        }
        Change::Rate { currency, rate } => {
            let row = params![entity, currency.as_str(), rate.valid_from, rate.rate_micro];
            tx.exec(include_str!("../sql/set_rate.sql"), row)?;
        }
        Change::Year(year) => write_year(tx, cx, *year)?,
    }
    Ok(())
}

fn write_year(tx: &mut Tx, cx: &Cx, year: kameral_base::FiscalYear) -> Result<(), Fault> {
    let number = i64::from(year.year());
    let row = params![cx.entity(), number, year.starts_on(), year.ends_on()];
    tx.exec(include_str!("../sql/set_year.sql"), row)?;
    let mut rows = Vec::new();
    for period in year.periods() {
        for module in crate::model::Module::ALL {
            rows.extend([
                Value::from(cx.entity()),
                Value::from(number),
                Value::from(period),
                Value::from(module.word()),
                Value::from("open"),
                Value::from(cx.actor.name.as_str()),
                Value::from(cx.now_text()),
            ]);
        }
    }
    tx.insert_many(&PERIODS, &rows)?;
    Ok(())
}

fn write_hierarchy(tx: &mut Tx, entity: EntityId, hierarchy: &Hierarchy) -> Result<(), Fault> {
    let code = hierarchy.hierarchy.as_str();
    let row = params![
        entity,
        code,
        hierarchy.dimension.as_str(),
        hierarchy.name.as_str(),
        hierarchy.name_en.as_str()
    ];
    tx.exec(include_str!("../sql/set_hierarchy.sql"), row)?;
    tx.exec(include_str!("../sql/clear_hierarchy.sql"), params![entity, code])?;
    for node in &hierarchy.nodes {
        let leaf = node.leaf.as_ref().map(ToString::to_string).unwrap_or_default();
        let row = params![
            entity,
            code,
            node.node.as_str(),
            node.parent.clone(),
            node.name.as_str(),
            leaf,
            node.valid_from,
            node.valid_to
        ];
        tx.exec(include_str!("../sql/add_node.sql"), row)?;
    }
    Ok(())
}

fn write_relation(tx: &mut Tx, entity: EntityId, relation: &Relation) -> Result<(), Fault> {
    let code = relation.relation.as_str();
    let row = params![
        entity,
        code,
        relation.from_dimension.as_str(),
        relation.name.as_str(),
        relation.name_en.as_str()
    ];
    tx.exec(include_str!("../sql/set_relation.sql"), row)?;
    tx.exec(include_str!("../sql/clear_relation.sql"), params![entity, code])?;
    for (row_no, pair) in (1_i64..).zip(&relation.values) {
        let row = params![
            entity,
            code,
            row_no,
            pair.from.to_string(),
            pair.to.as_str(),
            pair.valid_from,
            pair.valid_to
        ];
        tx.exec(include_str!("../sql/add_pair.sql"), row)?;
    }
    Ok(())
}

fn account_row(entity: EntityId, account: &Account) -> Vec<Value<'_>> {
    vec![
        Value::from(entity),
        Value::from(account.account.as_str()),
        Value::from(account.name.as_str()),
        Value::from(account.name_en.as_str()),
        Value::from(account.kind.word()),
        Value::from(account.posting.word()),
        Value::from(account.s_code.as_str()),
        Value::from(account.counterparty_kind.as_str()),
        Value::from(account.flow.as_str()),
        Value::from(account.role.as_str()),
        Value::from(account.unit.as_str()),
        Value::from(account.open_items),
        Value::from(account.valid_from),
        Value::from(account.valid_to),
        Value::from(account.grade.as_str()),
        Value::from(account.source.as_str()),
        Value::from(account.note.as_str()),
    ]
}

fn value_row(entity: EntityId, value: &DimensionValue) -> Vec<Value<'_>> {
    vec![
        Value::from(entity),
        Value::from(value.position),
        Value::from(value.value.as_str()),
        Value::from(value.name.as_str()),
        Value::from(value.valid_from),
        Value::from(value.valid_to),
        Value::from(value.successor.as_str()),
        Value::from(value.attributes.to_string()),
    ]
}

const ACCOUNTS: Insert = Insert {
    table: "account",
    columns: &[
        "entity_id",
        "account",
        "name",
        "name_en",
        "kind",
        "posting",
        "s_code",
        "counterparty_kind",
        "flow",
        "role",
        "unit",
        "open_items",
        "valid_from",
        "valid_to",
        "grade",
        "source",
        "note",
    ],
    suffix: "on conflict (entity_id, account) do update set name = excluded.name, name_en = excluded.name_en, \
             kind = excluded.kind, posting = excluded.posting, s_code = excluded.s_code, \
             counterparty_kind = excluded.counterparty_kind, flow = excluded.flow, role = excluded.role, \
             unit = excluded.unit, open_items = excluded.open_items, valid_from = excluded.valid_from, \
             valid_to = excluded.valid_to, grade = excluded.grade, source = excluded.source, note = excluded.note",
};

const VALUES: Insert = Insert {
    table: "dimension_value",
    columns: &[
        "entity_id",
        "position",
        "value",
        "name",
        "valid_from",
        "valid_to",
        "successor",
        "attributes",
    ],
    suffix: "on conflict (entity_id, position, value) do update set name = excluded.name, \
             valid_from = excluded.valid_from, valid_to = excluded.valid_to, successor = excluded.successor, \
             attributes = excluded.attributes",
};

const PERIODS: Insert = Insert {
    table: "period_state",
    columns: &[
        "entity_id",
        "year",
        "period",
        "module",
        "state",
        "changed_by_name",
        "changed_at",
    ],
    suffix: "on conflict (entity_id, year, period, module) do nothing",
};
