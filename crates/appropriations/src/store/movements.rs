//! Movements. They are only added to; one is taken back by another.

use std::collections::BTreeMap;

use kameral_access::{Cx, Scope, history};
use kameral_base::Ore;
use kameral_store::{Fault, Row, Tx, params};
use serde_json::json;

use super::{damaged, overflow};
use crate::close::Budgeted;
use crate::model::{Movement, MovementKind};
use crate::movement::NewMovement;

/// Every movement of a year, in order.
pub fn of_year(tx: &mut Tx, scope: &Scope, year: i64) -> Result<Vec<Movement>, Fault> {
    let sql = include_str!("../sql/appropriation_movements_of_year.sql");
    tx.all(sql, params![scope.entity(), year], movement)
}

/// Every movement of an item, the latest year first.
pub fn of_item(tx: &mut Tx, scope: &Scope, item: &str) -> Result<Vec<Movement>, Fault> {
    let sql = include_str!("../sql/appropriation_movements_of_item.sql");
    tx.all(sql, params![scope.entity(), item], movement)
}

/// The last year before one in which each item stood in the State's budget, and what it was given then.
pub fn budgeted_before(tx: &mut Tx, scope: &Scope, year: i64) -> Result<BTreeMap<String, Budgeted>, Fault> {
    let sql = include_str!("../sql/appropriation_budgeted.sql");
    let mut last: BTreeMap<String, Budgeted> = BTreeMap::new();
    tx.each(sql, params![scope.entity(), year], |row| {
        let (item, year): (String, i64) = (row.get("item")?, row.get("year")?);
        let (word, amount): (String, Ore) = (row.get("kind")?, row.get("amount_ore")?);
        let nothing = Budgeted { year, given: Ore::ZERO };
        let known = last.entry(item).or_insert(nothing);
        if known.year != year {
            *known = nothing;
        }
        if [MovementKind::Allotment, MovementKind::OtherDecision]
            .map(MovementKind::word)
            .contains(&word.as_str())
        {
            known.given = known.given.checked_add(amount).ok_or_else(overflow)?;
        }
        Ok(())
    })?;
    Ok(last)
}

/// One movement.
pub fn one(tx: &mut Tx, scope: &Scope, number: i64) -> Result<Option<Movement>, Fault> {
    let sql = include_str!("../sql/appropriation_movement.sql");
    tx.optional(sql, params![scope.entity(), number], movement)
}

/// The movement that takes back another.
pub fn taken_back_by(tx: &mut Tx, scope: &Scope, number: i64) -> Result<Option<i64>, Fault> {
    let sql = include_str!("../sql/appropriation_taken_back_by.sql");
    tx.optional(sql, params![scope.entity(), number], |row| row.get("movement"))
}

/// Adds a movement under a number.
pub(crate) fn add(
    tx: &mut Tx,
    cx: &Cx,
    number: i64,
    new: &NewMovement,
    takes_back: Option<i64>,
) -> Result<Movement, Fault> {
    let added = Movement {
        movement: number,
        item: new.item.clone(),
        year: new.year,
        kind: new.kind,
        amount: new.amount,
        decided_on: new.decided_on,
        document: new.document.trim().to_owned(),
        note: new.note.trim().to_owned(),
        takes_back,
        registered_by: cx.actor.name.clone(),
        registered_at: cx.now_text(),
    };
    tx.exec(
        include_str!("../sql/add_appropriation_movement.sql"),
        params![
            cx.entity(),
            added.movement,
            added.item.as_str(),
            added.year,
            added.kind.word(),
            added.amount,
            added.decided_on,
            added.document.as_str(),
            added.note.as_str(),
            added.takes_back,
            cx.actor.user,
            added.registered_by.as_str(),
            added.registered_at.as_str()
        ],
    )?;
    let told = json!({
        "item": added.item, "year": added.year, "kind": added.kind.word(), "amount_ore": added.amount.get(),
        "decided_on": added.decided_on.to_string(), "document": added.document, "note": added.note,
        "takes_back": added.takes_back,
    });
    history::changed_value(tx, "appropriation_movement", &number.to_string(), None, Some(&told));
    Ok(added)
}

fn movement(row: &Row) -> Result<Movement, Fault> {
    let kind: String = row.get("kind")?;
    Ok(Movement {
        movement: row.get("movement")?,
        item: row.get("item")?,
        year: row.get("year")?,
        kind: MovementKind::from_word(&kind).ok_or_else(|| damaged("appropriation_movement", "kind", &kind))?,
        amount: row.get("amount_ore")?,
        decided_on: row.get("decided_on")?,
        document: row.get("document")?,
        note: row.get("note")?,
        takes_back: row.get("takes_back")?,
        registered_by: row.get("registered_by_name")?,
        registered_at: row.get("registered_at")?,
    })
}
