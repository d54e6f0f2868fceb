//! Blocking a party, and lifting the block.

use kameral_access::{Act, Cx, IdempotencyKey};
use kameral_store::Stop;

use crate::EDIT;
use crate::identifiers::PartyNumber;
use crate::model::Blocked;
use crate::refusal::{Cause, PartyRefusal, REASON_CHARS_MAX, is_reason};
use crate::store;

/// Blocks a party for invoices or payments, or lifts the block, with a reason that is kept. It counts at once.
/// Answers whether anything changed.
pub fn set_block(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    party: &str,
    (what, blocked): (Blocked, bool),
    reason: &str,
) -> Result<bool, Stop<Vec<PartyRefusal>>> {
    let number = PartyNumber::parse(party);
    let subject = number.as_ref().map(ToString::to_string).unwrap_or_default();
    let command = if blocked { "party.block" } else { "party.unblock" };
    let act = Act::new(EDIT, command, subject).of_every_row();
    cx.write_once(act, key, |tx| {
        let number = number
            .clone()
            .map_err(|mistake| Cause::number(&mistake).at("party").stop())?;
        store::lock(tx, cx.entity())?;
        if !store::party_exists(tx, cx.entity(), &number)? {
            let party = number.to_string();
            return Err(Cause::Unknown { party }.at("party").stop());
        }
        let standing = store::blocks(tx, cx.entity(), &number)?;
        if standing.iter().any(|block| block.what == what && block.stands) == blocked {
            return Ok(false);
        }
        if !is_reason(reason) {
            return Err(Cause::ReasonMissing { max: REASON_CHARS_MAX }.at("reason").stop());
        }
        store::add_block(tx, cx, &number, (what, blocked), reason.trim())?;
        Ok(true)
    })
}
