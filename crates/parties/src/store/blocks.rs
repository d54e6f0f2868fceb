//! Blocks of parties.

use kameral_access::{Cx, history as noted};
use kameral_base::EntityId;
use kameral_store::{Fault, Row, Tx, params};
use serde_json::json;

use super::{next_change, party_number};
use crate::identifiers::PartyNumber;
use crate::model::{Block, Blocked};

/// What was last said of each block of a party; nothing where it was never blocked.
pub fn blocks(tx: &mut Tx, entity: EntityId, party: &PartyNumber) -> Result<Vec<Block>, Fault> {
    tx.all(
        include_str!("../sql/blocks.sql"),
        params![entity, party.as_str()],
        block,
    )
}

/// Blocks that stand, of every party.
pub fn blocks_all(tx: &mut Tx, entity: EntityId) -> Result<Vec<(PartyNumber, Block)>, Fault> {
    tx.all(include_str!("../sql/blocks_all.sql"), params![entity], |row| {
        Ok((party_number("party_block", row)?, block(row)?))
    })
}

fn block(row: &Row) -> Result<Block, Fault> {
    Ok(Block {
        what: row.get("what")?,
        stands: row.get("blocked")?,
        reason: row.get("reason")?,
        change_no: row.get("change_no")?,
        at: row.get("saved_at")?,
        by_name: row.get("saved_by_name")?,
    })
}

/// Sets or lifts a block.
pub(crate) fn add_block(
    tx: &mut Tx,
    cx: &Cx,
    party: &PartyNumber,
    (what, blocked): (Blocked, bool),
    reason: &str,
) -> Result<(), Fault> {
    let change_no = next_change(tx, cx.entity())?;
    let object = format!("{party} {}", what.word());
    let said = |blocked: bool, reason: &str| json!({ "blocked": blocked, "reason": reason });
    let (before, after) = (said(!blocked, ""), said(blocked, reason));
    noted::changed_value(tx, "party_block", &object, Some(&before), Some(&after));
    tx.exec(
        include_str!("../sql/add_block.sql"),
        params![
            cx.entity(),
            party.as_str(),
            change_no,
            what.word(),
            blocked,
            reason,
            cx.now_text(),
            cx.actor.user,
            cx.actor.name.as_str()
        ],
    )?;
    Ok(())
}
