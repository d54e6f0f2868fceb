//! Holding records, and lifting a hold.

use kameral_access::{Act, Cx, IdempotencyKey, Permission};
use kameral_ledger::sight::Sight;
use kameral_ledger::store::vouchers;
use kameral_ledger::voucher::VoucherNumber;
use kameral_store::Stop;

use super::whole;
use crate::disposal::{self, HoldOrder};
use crate::refusal::RecordsRefusal;
use crate::store::holds;

/// Makes a hold; answers its number.
pub fn hold(cx: &Cx, key: Option<&IdempotencyKey>, order: &HoldOrder) -> Result<i64, Stop<Vec<RecordsRefusal>>> {
    let act = Act::new(Permission::RecordsManage, "disposal.hold", order.voucher.as_str());
    cx.write_once(act, key, |tx| {
        whole(cx)?;
        let sight = Sight::load(tx, cx)?;
        let exists = match VoucherNumber::parse(&order.voucher) {
            Some(number) => vouchers::seq_of(tx, &sight, &number)?.is_some(),
            None => false,
        };
        disposal::hold(order, exists).map_err(Stop::Refused)?;
        Ok(holds::add(tx, cx, order)?)
    })
}

/// Lifts a hold, with a reason.
pub fn release(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    hold_no: i64,
    reason: &str,
) -> Result<(), Stop<Vec<RecordsRefusal>>> {
    let act = Act::new(Permission::RecordsManage, "disposal.release", hold_no.to_string());
    cx.write_once(act, key, |tx| {
        whole(cx)?;
        let holds = holds::all(tx, cx.entity())?;
        let stands = holds
            .iter()
            .any(|hold| hold.hold_no == hold_no && hold.released.is_none());
        if !stands {
            return Err(RecordsRefusal::HoldUnknown { hold_no }.stop());
        }
        if reason.trim().is_empty() {
            return Err(RecordsRefusal::ReasonMissing.stop());
        }
        holds::add_release(tx, cx, hold_no, reason)?;
        Ok(())
    })
}
