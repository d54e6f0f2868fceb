//! Commands of disposal: propose, decide, run, hold, release. The only room that opens a writing transaction.

mod decide;
mod hold;
mod run;

pub use decide::{decide, propose};
pub use hold::{hold, release};
pub use run::{DisposalRun, run};

use kameral_access::{Cx, Permission};
use kameral_store::Stop;

use crate::disposal::Who;
use crate::refusal::RecordsRefusal;

/// Disposal reaches every row, so who sees some rows only does none of it.
pub(crate) fn whole(cx: &Cx) -> Result<(), Stop<Vec<RecordsRefusal>>> {
    cx.require_whole(Permission::RecordsManage).map_err(Stop::Denied)
}

/// Who acts.
pub(crate) fn who(cx: &Cx) -> Who {
    Who {
        user: cx.actor.user,
        name: cx.actor.name.clone(),
    }
}
