//! State of periods.

use kameral_access::Cx;
use kameral_base::{EntityId, Period};
use kameral_store::{Engine, Fault, Row, Tx, params};

use serde::{Deserialize, Serialize};

use super::damaged;
use super::model_log::ModelLog;
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
    let state = tx.optional(sql, params![entity, year, period, module.word()], state)?;
    Ok(state.unwrap_or(PeriodState::Closed))
}

fn state(row: &Row) -> Result<PeriodState, Fault> {
    let word: String = row.get("state")?;
    PeriodState::from_word(&word).ok_or_else(|| damaged("period_state", "state", &word))
}

/// Every state of an entity's periods, in order.
pub fn all(tx: &mut Tx, entity: EntityId) -> Result<Vec<(i64, Period, Module, PeriodState)>, Fault> {
    tx.all(include_str!("../sql/period_states.sql"), params![entity], |row| {
        let module: String = row.get("module")?;
        let module = Module::from_word(&module).ok_or_else(|| damaged("period_state", "module", &module))?;
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
        params![entity, year, period, module.word(), state.word(), name, moment, reason],
    )?;
    Ok(())
}

/// The register under which states of periods stand in the model's history.
pub(crate) const REGISTER: &str = "period_state";

/// A state as the model's history keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LoggedState {
    pub state: PeriodState,
    pub reason: String,
}

/// How history names a period in a module: `202603 ledger`.
pub(crate) fn subject(period: Period, module: Module) -> String {
    format!("{period} {}", module.word())
}

/// Keeps the change in the model's history, which stands in every later voucher's hash: a period
/// that is opened behind the program's back is found by the integrity check.
pub(crate) fn log(
    tx: &mut Tx,
    cx: &Cx,
    period: Period,
    modules: &[(Module, PeriodState)],
    state: PeriodState,
    reason: &str,
) -> Result<(), Fault> {
    let mut log = ModelLog::open(tx, cx)?;
    for (module, old) in modules {
        let before = json(&LoggedState {
            state: *old,
            reason: String::new(),
        })?;
        let after = json(&LoggedState {
            state,
            reason: reason.to_owned(),
        })?;
        log.add(REGISTER, subject(period, *module), Some(before), after);
    }
    log.close(tx)
}

fn json(state: &LoggedState) -> Result<String, Fault> {
    serde_json::to_string(state).map_err(|error| damaged("model_change", "after_json", &error.to_string()))
}
