//! Interning: one row per used combination of account and values, a small number everywhere else.

use kameral_base::EntityId;
use kameral_store::{Fault, Insert, Tx, Value, params};
use rustc_hash::FxHashMap;

use crate::store::cache::LedgerCache;
use crate::voucher::{BalancedVoucher, CodingKey};

/// The coding number of every line of the group, in order. Unknown codings are added; the caller
/// holds the journal's head, so their numbers are taken by one command at a time.
pub(super) fn intern(
    tx: &mut Tx,
    entity: EntityId,
    vouchers: &[BalancedVoucher],
    shared: &LedgerCache,
    known: &mut FxHashMap<CodingKey, i64>,
    last: &mut i64,
) -> Result<Vec<i64>, Fault> {
    let mut numbers = Vec::new();
    let mut added: Vec<Value<'_>> = Vec::new();
    for line in vouchers.iter().flat_map(|voucher| &voucher.lines) {
        if let Some(number) = known.get(&line.coding) {
            numbers.push(*number);
            continue;
        }
        let number = match shared.get(entity, &line.coding) {
            Some(number) => number,
            None => {
                if let Some(number) = find(tx, entity, &line.coding)? {
                    number
                } else {
                    *last += 1;
                    push_row(&mut added, entity, *last, &line.coding);
                    *last
                }
            }
        };
        known.insert(line.coding.clone(), number);
        numbers.push(number);
    }
    tx.insert_many(&INSERT_CODING, &added)?;
    Ok(numbers)
}

fn find(tx: &mut Tx, entity: EntityId, coding: &CodingKey) -> Result<Option<i64>, Fault> {
    tx.optional(
        include_str!("../sql/find_coding.sql"),
        params![entity, coding.as_str()],
        |row| row.get("coding_id"),
    )
}

const INSERT_CODING: Insert = Insert {
    table: "coding",
    columns: &[
        "entity_id",
        "coding_id",
        "coding_key",
        "account",
        "d1",
        "d2",
        "d3",
        "d4",
        "d5",
        "d6",
        "d7",
        "d8",
        "d9",
        "d10",
        "d11",
        "d12",
    ],
    suffix: "",
};

fn push_row(rows: &mut Vec<Value<'_>>, entity: EntityId, number: i64, coding: &CodingKey) {
    rows.push(Value::from(entity));
    rows.push(Value::from(number));
    rows.push(Value::from(coding.as_str().to_owned()));
    rows.push(Value::from(coding.account().to_owned()));
    let values = coding.values();
    for position in 1..=crate::model::POSITION_MAX {
        let value = values
            .iter()
            .find(|(at, _)| *at == position)
            .map(|(_, value)| value.clone());
        rows.push(Value::from(value.unwrap_or_default()));
    }
}
