//! Proposing disposal, and deciding on what another proposed.

use kameral_access::duty::is_who_acts;
use kameral_access::{Act, Cx, IdempotencyKey, Permission};
use kameral_ledger::store::{entities, model};
use kameral_store::Stop;

use super::{one_at_a_time, whole};
use crate::disposal::{self, Proposal};
use crate::refusal::RecordsRefusal;
use crate::retention;
use crate::store::decisions;

/// Proposes a decision; answers its number.
pub fn propose(cx: &Cx, key: Option<&IdempotencyKey>, proposal: &Proposal) -> Result<i64, Stop<Vec<RecordsRefusal>>> {
    let act = Act::new(
        Permission::RecordsManage,
        "disposal.propose",
        proposal.reference.as_str(),
    );
    cx.write_once(act, key, |tx| {
        whole(cx)?;
        one_at_a_time(tx)?;
        let entity = entities::by_id(tx, cx.entity())?;
        let classes = retention::classes(entity.rules)?;
        let class = classes.iter().find(|class| class.record == proposal.record);
        let model = model::load(tx, cx)?;
        let year = model
            .years
            .iter()
            .find(|year| i64::from(year.year()) == proposal.through_year);
        let year_end = year.map(|year| year.ends_on());
        let has_series = |series: &str| model.series.contains_key(series);
        disposal::propose(proposal, class, year_end, has_series, cx.today).map_err(Stop::Refused)?;
        Ok(decisions::add(tx, cx, proposal)?)
    })
}

/// Approves or rejects what another has proposed.
pub fn decide(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    decision_no: i64,
    approved: bool,
) -> Result<(), Stop<Vec<RecordsRefusal>>> {
    let act = Act::new(Permission::DisposalDecide, "disposal.decide", decision_no.to_string());
    cx.write_once(act, key, |tx| {
        whole(cx)?;
        one_at_a_time(tx)?;
        let Some(decision) = decisions::find(tx, cx.entity(), decision_no)? else {
            return Err(RecordsRefusal::DecisionUnknown { decision_no }.stop());
        };
        let by = &decision.proposed_by;
        let is_proposer = is_who_acts(tx, cx, by.user, &by.name)?;
        disposal::decide(&decision, is_proposer).map_err(RecordsRefusal::stop)?;
        decisions::add_verdict(tx, cx, decision_no, approved)?;
        Ok(())
    })
}
