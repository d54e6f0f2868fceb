//! Changing registers.

use kameral_access::{Act, Cx, Permission};
use kameral_store::{Stop, Tx};

use crate::model::AccountingModel;
use crate::register::{Change, RegisterRefusal, check};
use crate::store::{model, registers};

/// Applies register changes in order, all or none, each with its line in the model's history.
/// Changes nothing, and leaves no version, where a row is already as asked.
pub fn change_registers(cx: &Cx, subject: &str, changes: &[Change]) -> Result<u64, Stop<Vec<RegisterRefusal>>> {
    cx.write(Act::new(Permission::RegisterEdit, "register.change", subject), |tx| {
        apply_in(tx, cx, changes)
    })
}

/// The same inside a transaction that records more: making an entity, importing a file.
pub(crate) fn apply_in(tx: &mut Tx, cx: &Cx, changes: &[Change]) -> Result<u64, Stop<Vec<RegisterRefusal>>> {
    let mut applied = 0;
    // Later changes may rest on earlier ones of another register, never on one of their own kind:
    // so the model is read again each time the register changes.
    for group in changes.chunk_by(|a, b| a.subject().0 == b.subject().0) {
        let model = model::load(tx, cx)?;
        let new = differing(&model, group);
        let used = registers::used(tx, cx.entity(), &new)?;
        let refusals: Vec<RegisterRefusal> = new
            .iter()
            .filter_map(|change| check(&model, &used, change).err())
            .collect();
        if !refusals.is_empty() {
            return Err(Stop::Refused(refusals));
        }
        applied += u64::try_from(new.len()).unwrap_or(u64::MAX);
        registers::apply(tx, cx, &model, &new)?;
    }
    Ok(applied)
}

fn differing(model: &AccountingModel, changes: &[Change]) -> Vec<Change> {
    changes
        .iter()
        .filter(|change| change.before(model).as_ref() != Some(change))
        .cloned()
        .collect()
}
