//! Deciding on a proposal.

use kameral_store::{Stop, Tx, params};
use serde_json::json;

use super::{Proposal, ProposalKind, ProposalRefusal, ProposalState, REGISTER, find_any, kind, make};
use crate::duty;
use crate::history::{self, NewLine, Outcome};
use crate::{Act, Cx, IdempotencyKey};

/// Accepts a proposal as it was seen, and carries its change out in the same transaction. Of two who
/// accept at once one succeeds.
pub fn accept(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    number: i64,
    seen: &str,
    said: &str,
) -> Result<(), Stop<Vec<ProposalRefusal>>> {
    let (kind, act) = of(cx, "proposal.accept", number)?;
    cx.write_once(act, key, |tx| {
        let proposal = open(tx, cx, number, Some(seen))?;
        if by_same(tx, cx, &proposal)? {
            return Err(refused(ProposalRefusal::OwnProposal));
        }
        decide(tx, cx, &proposal, ProposalState::Accepted, said.trim())?;
        let both = cx_of_both(cx, &proposal);
        let proposal = Proposal {
            decided_by_name: Some(cx.actor.name.clone()),
            ..proposal
        };
        // Who accepts does the command, to every rule of separation.
        duty::require(tx, cx, kind.permission, kind.code, &proposal.subject)?;
        duty::note(tx, cx, kind.code, &proposal.subject)?;
        let applied = (kind.apply)(tx, &both, &proposal);
        applied.map_err(|stop| stop.map(|why| why.into_iter().map(ProposalRefusal::Inner).collect()))?;
        tx.for_entities(cx.scope.entities())?;
        let line = NewLine {
            entity: cx.entity(),
            at: cx.now,
            actor: &both.actor,
            command: kind.code,
            subject: &proposal.subject,
            outcome: Outcome::Accepted,
            detail: &format!("proposal:{number}"),
        };
        Ok(history::record(tx, &line)?)
    })
}

/// Rejects a proposal, with a reason.
pub fn reject(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    number: i64,
    reason: &str,
) -> Result<(), Stop<Vec<ProposalRefusal>>> {
    let (_, act) = of(cx, "proposal.reject", number)?;
    cx.write_once(act, key, |tx| {
        let proposal = open(tx, cx, number, None)?;
        if by_same(tx, cx, &proposal)? {
            return Err(refused(ProposalRefusal::OwnProposal));
        }
        if !make::is_reason(reason.trim()) {
            return Err(refused(ProposalRefusal::ReasonMissing));
        }
        decide(tx, cx, &proposal, ProposalState::Rejected, reason.trim())
    })
}

/// Takes one's own proposal back.
pub fn withdraw(cx: &Cx, key: Option<&IdempotencyKey>, number: i64) -> Result<(), Stop<Vec<ProposalRefusal>>> {
    let (_, act) = of(cx, "proposal.withdraw", number)?;
    cx.write_once(act, key, |tx| {
        let proposal = open(tx, cx, number, None)?;
        if !by_same(tx, cx, &proposal)? {
            return Err(refused(ProposalRefusal::NotOwnProposal));
        }
        decide(tx, cx, &proposal, ProposalState::Withdrawn, "")
    })
}

/// The kind of a proposal, which says what permission a decision needs.
fn of(cx: &Cx, command: &'static str, number: i64) -> Result<(&'static ProposalKind, Act), Stop<Vec<ProposalRefusal>>> {
    let found = cx.store.read(|tx| {
        tx.for_entities(cx.scope.entities())?;
        find_any(tx, cx.entity(), number)
    })?;
    let Some(proposal) = found else {
        return Err(refused(ProposalRefusal::Unknown { number }));
    };
    let Some(kind) = kind::of_code(&cx.store, &proposal.kind) else {
        let kind = proposal.kind;
        return Err(refused(ProposalRefusal::KindUnknown { kind }));
    };
    Ok((kind, Act::new(kind.permission, command, number.to_string())))
}

/// The proposal, while it can be decided on and is what was seen.
fn open(tx: &mut Tx, cx: &Cx, number: i64, seen: Option<&str>) -> Result<Proposal, Stop<Vec<ProposalRefusal>>> {
    let proposal = find_any(tx, cx.entity(), number)?.ok_or_else(make::gone)?;
    if proposal.state != ProposalState::Open {
        return Err(refused(ProposalRefusal::Decided { number }));
    }
    if seen.is_some() && !proposal.is_open_on(cx.today) {
        let day = proposal.valid_to;
        return Err(refused(ProposalRefusal::Lapsed { number, day }));
    }
    let is_seen = seen.is_none_or(|seen| seen == proposal.hash());
    if !is_seen || proposal.computed() != proposal.sha256 {
        return Err(refused(ProposalRefusal::Changed { number }));
    }
    Ok(proposal)
}

/// Whether who acts is the person who proposed.
fn by_same(tx: &mut Tx, cx: &Cx, proposal: &Proposal) -> Result<bool, Stop<Vec<ProposalRefusal>>> {
    Ok(duty::is_who_acts(
        tx,
        cx,
        proposal.proposed_by,
        &proposal.proposed_by_name,
    )?)
}

/// Changes the state, once.
fn decide(
    tx: &mut Tx,
    cx: &Cx,
    proposal: &Proposal,
    state: ProposalState,
    said: &str,
) -> Result<(), Stop<Vec<ProposalRefusal>>> {
    let row = params![
        cx.entity(),
        proposal.number,
        &proposal.sha256,
        state.word(),
        cx.actor.user,
        &cx.actor.name,
        cx.now,
        said
    ];
    if tx.exec(include_str!("../sql/decide_proposal.sql"), row)? == 0 {
        let number = proposal.number;
        return Err(refused(ProposalRefusal::Decided { number }));
    }
    let (before, after) = (ProposalState::Open.word(), state.word());
    let (before, after) = (json!({ "state": before }), json!({ "state": after, "decision": said }));
    history::changed_value(tx, REGISTER, &proposal.number.to_string(), Some(&before), Some(&after));
    Ok(())
}

/// The surroundings of the change: who accepts acts, and what is changed names both.
fn cx_of_both(cx: &Cx, proposal: &Proposal) -> Cx {
    let mut both = cx.clone();
    both.actor.name = format!("{}, {}", proposal.proposed_by_name, cx.actor.name);
    both
}

fn refused(refusal: ProposalRefusal) -> Stop<Vec<ProposalRefusal>> {
    Stop::Refused(vec![refusal])
}
