//! What cannot be of a feeder system, whatever its files hold: the decision to keep it.

use std::collections::BTreeSet;

use kameral_ledger::model::AccountingModel;

use super::model::{CODE_CHARS_MAX, FIELDS_MAX, FeederSystem, Field, FieldSource, PAIRS_MAX};
use super::refusal::FeederCause;
use super::value::is_pattern;

/// Longest name, and longest text of a field's source.
const TEXT_CHARS_MAX: usize = 200;

/// Everything that is wrong with a feeder system, against the accounting model.
pub fn wrong(model: &AccountingModel, feeder: &FeederSystem) -> Vec<FeederCause> {
    let mut causes = Vec::new();
    if !is_code(&feeder.feeder) {
        let feeder = feeder.feeder.clone();
        causes.push(FeederCause::CodeMalformed { feeder });
    }
    if !is_line(&feeder.name) || feeder.name.trim().is_empty() || !is_line(&feeder.name_en) {
        causes.push(FeederCause::NameMalformed);
    }
    if !is_pattern(&feeder.date_pattern) {
        let pattern = feeder.date_pattern.clone();
        causes.push(FeederCause::PatternMalformed { pattern });
    }
    if FIELDS_MAX < feeder.fields.len() {
        causes.push(too_many(FIELDS_MAX));
        return causes;
    }
    let mut seen = BTreeSet::new();
    for source in &feeder.fields {
        if !seen.insert(source.field.as_str()) {
            let field = source.field.clone();
            causes.push(FeederCause::FieldTwice { field });
        }
        of_source(model, feeder, source, &mut causes);
    }
    needed(feeder, &mut causes);
    let registered = (feeder.series.is_empty() || model.series.contains_key(&feeder.series))
        .then_some(())
        .ok_or(&feeder.series)
        .and_then(|()| {
            let is_known = feeder.kind.is_empty() || model.kinds.contains_key(&feeder.kind);
            is_known.then_some(()).ok_or(&feeder.kind)
        });
    if let Err(value) = registered {
        let value = value.clone();
        causes.push(FeederCause::SeriesUnknown { value });
    }
    causes
}

fn too_many(limit: usize) -> FeederCause {
    FeederCause::TooMany {
        limit: i64::try_from(limit).unwrap_or(i64::MAX),
    }
}

fn of_source(model: &AccountingModel, feeder: &FeederSystem, source: &FieldSource, causes: &mut Vec<FeederCause>) {
    let field = || source.field.clone();
    let known = Field::from_word(&source.field);
    let is_dimension = model
        .dimension(&source.field)
        .is_some_and(|dimension| !dimension.indirect);
    if known.is_none() && !is_dimension {
        causes.push(FeederCause::FieldUnknown { field: field() });
    }
    if source.column.is_empty() && source.fixed.is_empty() && source.relation.is_empty() {
        causes.push(FeederCause::FieldNowhere { field: field() });
    }
    if !feeder.header && !source.column.is_empty() && column_number(&source.column).is_none() {
        let column = source.column.clone();
        causes.push(FeederCause::ColumnNumber { column });
    }
    let relation = &source.relation;
    if !relation.is_empty() && (known.is_some() || !crate::setting::has_relation(model, relation)) {
        let relation = relation.clone();
        causes.push(FeederCause::RelationUnknown { relation });
    }
    if PAIRS_MAX < source.pairs.len() {
        causes.push(too_many(PAIRS_MAX));
    }
    let mut theirs = BTreeSet::new();
    if let Some((value, _)) = source.pairs.iter().find(|(their, _)| !theirs.insert(their.as_str())) {
        let value = value.clone();
        causes.push(FeederCause::PairTwice { field: field(), value });
    }
}

/// What must be told for a file to become vouchers.
fn needed(feeder: &FeederSystem, causes: &mut Vec<FeederCause>) {
    let told = |field| feeder.source(field).is_some();
    for field in [Field::Date, Field::Account] {
        if !told(field) {
            let field = field.word().to_owned();
            causes.push(FeederCause::FieldNeeded { field });
        }
    }
    let sides = (told(Field::Debit), told(Field::Credit));
    if !matches!(
        (told(Field::Amount), sides),
        (true, (false, false)) | (false, (true, true))
    ) {
        causes.push(FeederCause::AmountFields);
    }
    for (one, other) in [
        (Field::Currency, Field::CurrencyAmount),
        (Field::CurrencyAmount, Field::Currency),
    ] {
        if told(one) && !told(other) {
            let field = other.word().to_owned();
            causes.push(FeederCause::FieldNeeded { field });
        }
    }
}

/// A column's place from 0, where columns have numbers from 1.
pub(super) fn column_number(column: &str) -> Option<usize> {
    let number: usize = column.parse().ok()?;
    (1..=kameral_formats::table_file::COLUMNS_MAX)
        .contains(&number)
        .then(|| number - 1)
}

/// Letters, digits, `-` and `_`, so that it can stand in an address and before a voucher's name.
fn is_code(text: &str) -> bool {
    let length = text.chars().count();
    (1..=CODE_CHARS_MAX).contains(&length) && text.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

fn is_line(text: &str) -> bool {
    text.chars().count() <= TEXT_CHARS_MAX && !text.chars().any(char::is_control)
}
