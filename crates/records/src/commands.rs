//! Commands of disposal: propose, decide, run, hold, release. The only room that opens a writing transaction.

mod decide;
mod hold;
mod run;

pub use decide::{decide, propose};
pub use hold::{hold, release};
pub use run::{DisposalRun, HeldBy, run};

use kameral_access::{Cx, Permission, take_turn};
use kameral_store::{Fault, Stop, Tx};

use crate::refusal::RecordsRefusal;

/// Disposal reaches every row, so who sees some rows only does none of it.
pub(crate) fn whole(cx: &Cx) -> Result<(), Stop<Vec<RecordsRefusal>>> {
    cx.require_whole(Permission::RecordsManage).map_err(Stop::Denied)
}

/// Waits for whoever decides, holds or runs a batch at the same moment, and then sees what they did: a hold
/// that is answered stops every batch after it.
pub(crate) fn one_at_a_time(tx: &mut Tx) -> Result<(), Fault> {
    take_turn(tx, "disposal")
}
