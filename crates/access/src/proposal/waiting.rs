//! How many proposals wait for somebody's decision.

use kameral_store::{Fault, Tx, params};

use super::kind;
use crate::Cx;

/// Whether the actor may decide on any kind of change.
pub fn may_decide(cx: &Cx) -> bool {
    kind::kinds(&cx.store).iter().any(|kind| cx.may(kind.permission))
}

/// Proposals of the entity at hand that the actor may accept or reject today: open ones, of kinds whose
/// permission they hold, that another natural person made. One query on an index of the open ones.
pub fn waiting(tx: &mut Tx, cx: &Cx) -> Result<u32, Fault> {
    let params = params![cx.entity(), cx.today, cx.actor.user];
    let by_kind = tx.all(include_str!("../sql/waiting_proposals.sql"), params, |row| {
        Ok((row.get::<String>("kind")?, row.get::<i64>("proposals")?))
    })?;
    let may = |code: &str| kind::of_code(&cx.store, code).is_some_and(|kind| cx.may(kind.permission));
    let mine = by_kind.iter().filter(|(code, _)| may(code)).map(|(_, count)| count);
    Ok(u32::try_from(mine.sum::<i64>()).unwrap_or(u32::MAX))
}
