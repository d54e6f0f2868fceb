//! Taking a chart of accounts out of a table.

use kameral_access::{Act, Cx, IdempotencyKey, Permission};
use kameral_base::Date;
use kameral_store::{Fault, OrStop, Stop, Tx};

use super::register::apply_in;
use crate::chart::{ChartFile, ChartRefusal, Comparison, compare};
use crate::store::{model, registers};

/// What a table would change, changing nothing.
pub fn compare_chart(
    cx: &Cx,
    file: &ChartFile,
    close_missing: Option<Date>,
) -> Result<Comparison, Stop<Vec<ChartRefusal>>> {
    match cx.read(Permission::BooksRead, |tx| compared(tx, cx, file, close_missing)) {
        Ok(comparison) => comparison.or_stop(),
        Err(Stop::Denied(denied)) => Err(Stop::Denied(denied)),
        Err(Stop::Fault(fault)) => Err(Stop::Fault(fault)),
    }
}

/// Makes the chart what a table says, all of it or nothing; the same changes as
/// [`change_registers`](super::change_registers) makes, compared and applied in one transaction.
pub fn import_chart(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    file_name: &str,
    file: &ChartFile,
    close_missing: Option<Date>,
) -> Result<Comparison, Stop<Vec<ChartRefusal>>> {
    let act = Act::new(Permission::RegisterEdit, "chart.import", file_name).of_every_row();
    cx.write_once(act, key, |tx| {
        let comparison = compared(tx, cx, file, close_missing)?.or_stop()?;
        match apply_in(tx, cx, &comparison.changes()) {
            Ok(_) => Ok(comparison),
            Err(Stop::Refused(refusals)) => Err(Stop::Refused(refusals.into_iter().map(ChartRefusal::from).collect())),
            Err(Stop::Denied(denied)) => Err(Stop::Denied(denied)),
            Err(Stop::Fault(fault)) => Err(Stop::Fault(fault)),
        }
    })
}

fn compared(
    tx: &mut Tx,
    cx: &Cx,
    file: &ChartFile,
    close_missing: Option<Date>,
) -> Result<Result<Comparison, Vec<ChartRefusal>>, Fault> {
    let model = model::load(tx, cx)?;
    let comparison = match compare(&model, file, close_missing) {
        Ok(comparison) => comparison,
        Err(refusals) => return Ok(Err(refusals)),
    };
    let used = registers::used(tx, cx.entity(), &comparison.changes())?;
    Ok(comparison.check(&model, &used).map(|()| comparison))
}
