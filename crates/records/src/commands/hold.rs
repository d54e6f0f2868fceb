//! Holding records, and lifting a hold.

use kameral_access::{Act, Cx, IdempotencyKey, Permission};
use kameral_ledger::sight::Sight;
use kameral_ledger::store::vouchers;
use kameral_ledger::voucher::VoucherNumber;
use kameral_store::Stop;

use super::{one_at_a_time, whole};
use crate::disposal::{self, HoldOrder};
use crate::refusal::RecordsRefusal;
use crate::store::holds;

/// Makes a hold; answers its number.
pub fn hold(cx: &Cx, key: Option<&IdempotencyKey>, order: &HoldOrder) -> Result<i64, Stop<Vec<RecordsRefusal>>> {
    let act = Act::new(Permission::RecordsManage, "disposal.hold", order.voucher.as_str());
    cx.write_once(act, key, |tx| {
        whole(cx)?;
        one_at_a_time(tx)?;
        let sight = Sight::load(tx, cx)?;
        let number = VoucherNumber::parse(&order.voucher);
        let exists = match &number {
            Some(number) => vouchers::seq_of(tx, &sight, number)?.is_some(),
            None => false,
        };
        disposal::hold(order, exists).map_err(Stop::Refused)?;
        // Kept as what is reached says it, however it was typed: a hold that meets nothing would be no hold.
        let voucher = number.map(|number| number.to_string()).unwrap_or_default();
        let kept = HoldOrder {
            voucher,
            ..order.clone()
        };
        Ok(holds::add(tx, cx, &kept)?)
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
        one_at_a_time(tx)?;
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
