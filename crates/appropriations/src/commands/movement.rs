//! Registering movements, taking them back, and beginning a year with what the last one ended with.

use kameral_access::{Act, Cx, IdempotencyKey, Permission};
use kameral_base::Date;
use kameral_ledger::store::model;
use kameral_store::Stop;

use super::Stopped;
use crate::movement::{NewMovement, check, take_back};
use crate::register::shown;
use crate::store::{Counted, items, movements, next_number};
use crate::{AppropriationRefusal, queries};

/// Registers a movement; answers its number.
pub fn register_movement(cx: &Cx, key: Option<&IdempotencyKey>, new: &NewMovement) -> Result<i64, Stopped> {
    let subject = format!("{} {}", shown(&new.item), new.year);
    let act = Act::new(Permission::RegisterEdit, "appropriation.move", subject).of_every_row();
    cx.write_once(act, key, |tx| {
        let model = model::load(tx, cx)?;
        let known = items::all(tx, &cx.scope)?;
        let refusals = check(&known, &model.years, new);
        if !refusals.is_empty() {
            return Err(Stop::Refused(refusals));
        }
        let number = next_number(tx, cx.entity(), Counted::Movement)?;
        Ok(movements::add(tx, cx, number, new, None)?.movement)
    })
}

/// Takes back a movement by a new one with the opposite sign; answers the new one's number.
pub fn take_back_movement(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    movement: i64,
    decided_on: Date,
    note: &str,
) -> Result<i64, Stopped> {
    let act = Act::new(
        Permission::RegisterEdit,
        "appropriation.take_back",
        movement.to_string(),
    )
    .of_every_row();
    cx.write_once(act, key, |tx| {
        let number = next_number(tx, cx.entity(), Counted::Movement)?;
        let known = movements::one(tx, &cx.scope, movement)?;
        let by = movements::taken_back_by(tx, &cx.scope, movement)?;
        let new = take_back(movement, known.as_ref(), by, decided_on, note)
            .map_err(|refusal| Stop::Refused(vec![refusal]))?;
        Ok(movements::add(tx, cx, number, &new, Some(movement))?.movement)
    })
}

/// Begins a budget year with what the one before ended with: opening amounts and withdrawals of every
/// item that has none yet (APR-10, APR-18). Answers the numbers of the movements.
///
/// Refused where there is nothing of it to begin: every item has its opening amount, or ended at zero.
pub fn roll_year(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    year: i64,
    decided_on: Date,
    document: &str,
) -> Result<Vec<i64>, Stopped> {
    let act = Act::new(Permission::RegisterEdit, "appropriation.roll", year.to_string()).of_every_row();
    cx.write_once(act, key, |tx| {
        // Of two who begin a year the second finds it begun.
        let mut number = next_number(tx, cx.entity(), Counted::Movement)?;
        let model = model::load(tx, cx)?;
        let proposed = queries::proposed(tx, &cx.scope, &model, year)?;
        let known = items::all(tx, &cx.scope)?;
        let mut numbers = Vec::new();
        for (item, kind, amount) in proposed {
            let new = NewMovement {
                item,
                year,
                kind,
                amount,
                decided_on,
                document: document.to_owned(),
                note: String::new(),
            };
            let refusals = check(&known, &model.years, &new);
            if !refusals.is_empty() {
                return Err(Stop::Refused(refusals));
            }
            if !numbers.is_empty() {
                number = next_number(tx, cx.entity(), Counted::Movement)?;
            }
            numbers.push(movements::add(tx, cx, number, &new, None)?.movement);
        }
        if numbers.is_empty() {
            return Err(Stop::Refused(vec![AppropriationRefusal::NothingBegins { year }]));
        }
        Ok(numbers)
    })
}
