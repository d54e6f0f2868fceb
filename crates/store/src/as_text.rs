//! A table as text: what is taken out of every table alike, as an extract for a person is, without a
//! statement of its own for each.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use kameral_base::EntityId;

use crate::fault::FaultKind;
use crate::{Fault, Tx, params};

/// Statements made so far: one a table and choice of columns, as many as the schema has.
static MADE: Mutex<BTreeMap<String, &'static str>> = Mutex::new(BTreeMap::new());

/// Hands over every row of a table, or of an entity in it, with the chosen columns as text; what is null
/// is empty. Names of tables and columns are the program's own, and plain.
pub fn each_as_text(
    tx: &mut Tx,
    table: &'static str,
    columns: &[&'static str],
    entity: Option<EntityId>,
    mut take: impl FnMut(Vec<String>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let sql = statement(table, columns, entity.is_some())?;
    let asked = entity.map_or_else(Vec::new, |entity| params![entity].to_vec());
    tx.each(sql, &asked, |row| {
        let mut cells = Vec::with_capacity(columns.len());
        for column in columns {
            cells.push(row.get::<Option<String>>(column)?.unwrap_or_default());
        }
        take(cells)
    })
}

fn statement(table: &str, columns: &[&str], of_entity: bool) -> Result<&'static str, Fault> {
    let plain = |name: &&str| {
        !name.is_empty()
            && name
                .bytes()
                .all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == b'_')
    };
    if columns.is_empty() || !plain(&table) || !columns.iter().all(plain) {
        return Err(Fault::new(
            FaultKind::Mismatch,
            format!("'{table}' is not a plain name"),
        ));
    }
    let cells: Vec<String> = columns
        .iter()
        .map(|column| format!("cast({column} as text) as {column}"))
        .collect();
    let of = if of_entity { " where entity_id = $1" } else { "" };
    let sql = format!("-- A table as text.\nselect {} from {table}{of}", cells.join(", "));
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = made.get(&sql) {
        return Ok(known);
    }
    let kept: &'static str = sql.clone().leak();
    made.insert(sql, kept);
    Ok(kept)
}
