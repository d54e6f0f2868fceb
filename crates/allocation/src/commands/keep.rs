//! Keeping keys and prices.

use kameral_access::{Act, Cx, IdempotencyKey, Permission};
use kameral_store::Stop;

use crate::check;
use crate::key::{AllocationKey, StandardPrice};
use crate::refusal::AllocationRefusal;
use crate::store;

/// Adds a version of a key, or changes its last day or state. Answers whether anything changed.
pub fn save_key(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    row: &AllocationKey,
) -> Result<bool, Stop<Vec<AllocationRefusal>>> {
    let subject = format!("{} {}", row.key, row.version);
    let act = Act::new(Permission::RegisterEdit, "allocation.key", subject).of_every_row();
    cx.write_once(act, key, |tx| {
        let model = kameral_ledger::store::model::load(tx, cx)?;
        let known = store::keys(tx, cx.entity())?;
        if known.contains(row) {
            return Ok(false);
        }
        check::key(&model, &known, row).map_err(|refusal| Stop::Refused(vec![refusal]))?;
        store::add_key(tx, cx, row)?;
        Ok(true)
    })
}

/// Sets the price of a resource from a day (GL-16). Answers whether anything changed.
pub fn set_price(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    price: &StandardPrice,
) -> Result<bool, Stop<Vec<AllocationRefusal>>> {
    let subject = format!("{} {} {}", price.dimension, price.resource, price.valid_from);
    let act = Act::new(Permission::RegisterEdit, "allocation.price", subject).of_every_row();
    cx.write_once(act, key, |tx| {
        let model = kameral_ledger::store::model::load(tx, cx)?;
        let known = store::prices(tx, cx.entity())?;
        if known.contains(price) {
            return Ok(false);
        }
        check::price(&model, price).map_err(|refusal| Stop::Refused(vec![refusal]))?;
        store::add_price(tx, cx, price)?;
        Ok(true)
    })
}
