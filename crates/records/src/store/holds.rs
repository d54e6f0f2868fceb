//! Holds.

use kameral_access::{Cx, history};
use kameral_base::{EntityId, UserId};
use kameral_store::{Fault, Tx, params};
use serde_json::json;

use super::packages::next;
use crate::disposal::{Hold, HoldOrder, Who};

/// Keeps a hold under the next number.
pub(crate) fn add(tx: &mut Tx, cx: &Cx, order: &HoldOrder) -> Result<i64, Fault> {
    let number = next(tx, include_str!("../sql/last_hold.sql"), cx.entity())?;
    tx.exec(
        include_str!("../sql/add_hold.sql"),
        params![
            cx.entity(),
            number,
            &order.record,
            order.year_from,
            order.year_to,
            &order.voucher,
            &order.reason,
            order.valid_from,
            order.valid_to,
            cx.now_text(),
            cx.actor.user,
            &cx.actor.name
        ],
    )?;
    let kept = json!({
        "record": order.record, "year_from": order.year_from, "year_to": order.year_to, "voucher": order.voucher,
        "reason": order.reason, "valid_from": order.valid_from.to_string(),
        "valid_to": order.valid_to.map(|day| day.to_string()),
    });
    history::changed_value(tx, "disposal_hold", &number.to_string(), None, Some(&kept));
    Ok(number)
}

/// Keeps that a hold is lifted.
pub(crate) fn add_release(tx: &mut Tx, cx: &Cx, hold_no: i64, reason: &str) -> Result<(), Fault> {
    tx.exec(
        include_str!("../sql/add_release.sql"),
        params![
            cx.entity(),
            hold_no,
            reason,
            cx.now_text(),
            cx.actor.user,
            &cx.actor.name
        ],
    )?;
    let (before, after) = (json!({ "released": "" }), json!({ "released": reason }));
    history::changed_value(tx, "disposal_hold", &hold_no.to_string(), Some(&before), Some(&after));
    Ok(())
}

/// Every hold of an entity, the latest first.
pub fn all(tx: &mut Tx, entity: EntityId) -> Result<Vec<Hold>, Fault> {
    tx.all(include_str!("../sql/holds.sql"), params![entity], |row| {
        let at: Option<String> = row.get("released_at")?;
        let released = match at {
            Some(at) => Some((at, row.get("released_by_name")?, row.get("release_reason")?)),
            None => None,
        };
        Ok(Hold {
            hold_no: row.get("hold_no")?,
            order: HoldOrder {
                record: row.get("record")?,
                year_from: row.get("year_from")?,
                year_to: row.get("year_to")?,
                voucher: row.get("voucher")?,
                reason: row.get("reason")?,
                valid_from: row.get("valid_from")?,
                valid_to: row.get("valid_to")?,
            },
            made_at: row.get("made_at")?,
            made_by: Who {
                user: UserId(row.get("made_by")?),
                name: row.get("made_by_name")?,
            },
            released,
        })
    })
}
