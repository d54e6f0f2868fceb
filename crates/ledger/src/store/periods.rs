//! State of periods.

use kameral_base::{EntityId, Period};
use kameral_store::{Engine, Fault, Row, Tx, params};

use super::damaged;

use crate::model::{Module, PeriodState};

/// The state of a period in a module, with its row locked against a change until the transaction
/// ends. A period that has no row of its own is closed: years and their rows are made together.
pub(crate) fn lock(
    tx: &mut Tx,
    entity: EntityId,
    year: i64,
    period: Period,
    module: Module,
) -> Result<PeriodState, Fault> {
    let sql = match tx.engine() {
        Engine::Postgres => include_str!("../sql/lock_period.pg.sql"),
        Engine::Sqlite => include_str!("../sql/lock_period.sqlite.sql"),
    };
    let state = tx.optional(sql, &params![entity, year, period, module.word()], state)?;
    Ok(state.unwrap_or(PeriodState::Closed))
}

fn state(row: &Row) -> Result<PeriodState, Fault> {
    let word: String = row.get("state")?;
    PeriodState::from_word(&word).ok_or_else(|| damaged("period_state", "state", &word))
}

/// Every state of an entity's periods, in order.
pub fn all(tx: &mut Tx, entity: EntityId) -> Result<Vec<(i64, Period, Module, PeriodState)>, Fault> {
    tx.all(include_str!("../sql/period_states.sql"), &params![entity], |row| {
        let module: String = row.get("module")?;
        let module =
            Module::from_word(&module).ok_or_else(|| damaged("period_state", "module", &module))?;
        Ok((row.get("year")?, row.get("period")?, module, state(row)?))
    })
}

/// The state of a period, its row locked for a change: waits for those who post into it.
pub(crate) fn lock_for_change(
    tx: &mut Tx,
    entity: EntityId,
    year: i64,
    period: Period,
    module: Module,
) -> Result<PeriodState, Fault> {
    let row = params![entity, year, period, module.word()];
    let found = tx.optional(include_str!("../sql/lock_period_for_change.sql"), row, state)?;
    Ok(found.unwrap_or(PeriodState::Closed))
}

/// Sets a state; the row is made when missing.
pub(crate) fn set(
    tx: &mut Tx,
    entity: EntityId,
    at: (i64, Period, Module),
    state: PeriodState,
    by: (&str, &str, &str),
) -> Result<(), Fault> {
    let ((year, period, module), (name, moment, reason)) = (at, by);
    tx.exec(
        include_str!("../sql/set_period.sql"),
        &params![entity, year, period, module.word(), state.word(), name, moment, reason],
    )?;
    Ok(())
}
