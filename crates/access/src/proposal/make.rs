//! Proposing a change.

use jiff::ToSpan as _;
use kameral_base::Date;
use kameral_store::{Fault, Stop, Tx, params};
use serde_json::json;

use super::{Proposal, ProposalKind, ProposalRefusal, ProposalState, REGISTER, digest, kind};
use crate::duty::{self, Person};
use crate::store::next_number;
use crate::{Act, Cx, IdempotencyKey, history};

/// Days a proposal stands when nothing else is said.
pub const PROPOSAL_DAYS: i64 = 14;
/// The most days a proposal stands.
pub const PROPOSAL_DAYS_MAX: i64 = 90;
/// The longest reason, in characters.
const REASON_CHARS_MAX: usize = 1_000;
/// The longest subject, in characters.
const SUBJECT_CHARS_MAX: usize = 120;
/// The largest content, in bytes.
const CONTENT_BYTES_MAX: usize = 256 * 1024;

/// A change to be proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProposal {
    /// Kind of change.
    pub kind: String,
    /// The change, in the kind's form: JSON.
    pub content: String,
    /// Why.
    pub reason: String,
    /// The last day it can be accepted; left out, [`PROPOSAL_DAYS`] from today.
    pub valid_to: Option<Date>,
}

/// Proposes a change in the entity at hand. It is tried at once and undone, so that what cannot be
/// carried out is refused here and not when somebody decides on it. Answers its number.
pub fn propose(cx: &Cx, key: Option<&IdempotencyKey>, new: &NewProposal) -> Result<i64, Stop<Vec<ProposalRefusal>>> {
    let Some(kind) = kind::of_code(&cx.store, &new.kind) else {
        let kind = new.kind.clone();
        return Err(refused(ProposalRefusal::KindUnknown { kind }));
    };
    let subject = (kind.subject)(&new.content).filter(|_| new.content.len() <= CONTENT_BYTES_MAX);
    // What history keeps of a content is short and can be read, whatever a kind makes of it.
    let subject = subject.map(|subject| if is_subject(&subject) { subject } else { String::new() });
    let act = Act::new(
        kind.permission,
        "proposal.propose",
        format!("{} {}", kind.code, subject.as_deref().unwrap_or_default()).trim(),
    );
    cx.write_once(act, key, |tx| {
        let Some(subject) = subject.clone() else {
            return Err(refused(ProposalRefusal::ContentMalformed));
        };
        let reason = new.reason.trim();
        if !is_reason(reason) {
            return Err(refused(ProposalRefusal::ReasonMissing));
        }
        let day = |days: i64| cx.today.checked_add(days.days()).unwrap_or(Date::MAX);
        let valid_to = new.valid_to.unwrap_or_else(|| day(PROPOSAL_DAYS));
        if valid_to < cx.today || day(PROPOSAL_DAYS_MAX) < valid_to {
            return Err(refused(ProposalRefusal::DayOutside { max: PROPOSAL_DAYS_MAX }));
        }
        another_may(tx, cx, kind)?;
        let number = next_number(tx, "proposal")?;
        let parts = (kind.code, subject.as_str(), new.content.as_str(), reason);
        let proposal = Proposal {
            number,
            kind: kind.code.to_owned(),
            subject: subject.clone(),
            content: new.content.clone(),
            reason: reason.to_owned(),
            valid_to,
            sha256: digest(parts, valid_to, cx.actor.user),
            proposed_by: cx.actor.user,
            proposed_by_name: cx.actor.name.clone(),
            proposed_at: cx.now,
            state: ProposalState::Open,
            decided_by_name: None,
            decided_at: None,
            decision: None,
        };
        tried(tx, cx, kind, &proposal)?;
        tx.for_entities(cx.scope.entities())?;
        let row = params![
            cx.entity(),
            number,
            kind.code,
            &proposal.subject,
            &proposal.content,
            reason,
            valid_to,
            &proposal.sha256,
            cx.actor.user,
            &cx.actor.name,
            cx.now
        ];
        tx.exec(include_str!("../sql/add_proposal.sql"), row)?;
        let kept = json!({
            "kind": proposal.kind, "subject": proposal.subject, "content": proposal.content,
            "reason": proposal.reason, "valid_to": proposal.valid_to.to_string(),
        });
        history::changed_value(tx, REGISTER, &number.to_string(), None, Some(&kept));
        Ok(number)
    })
}

/// Whether a subject can stand in history.
fn is_subject(subject: &str) -> bool {
    subject.chars().count() <= SUBJECT_CHARS_MAX && !subject.chars().any(char::is_control)
}

/// Whether a reason is one.
pub(super) fn is_reason(reason: &str) -> bool {
    (1..=REASON_CHARS_MAX).contains(&reason.chars().count())
        && !reason.chars().any(|c| c.is_control() && c != '\n' && c != '\r')
}

/// Refuses what nobody could decide on: the operator can always, so one who is that need not ask.
fn another_may(tx: &mut Tx, cx: &Cx, kind: &ProposalKind) -> Result<(), Stop<Vec<ProposalRefusal>>> {
    let own = duty::of_cx(tx, cx)?;
    let params = params![cx.entity(), kind.permission.code(), cx.today];
    let persons = tx.all(include_str!("../sql/deciders.sql"), params, |row| {
        Person::of_row(row, "")
    })?;
    if persons.iter().any(|person| *person != own) {
        return Ok(());
    }
    let permission = kind.permission.code();
    Err(refused(ProposalRefusal::NobodyElse { permission }))
}

/// Carries the change out and undoes it.
fn tried(tx: &mut Tx, cx: &Cx, kind: &ProposalKind, proposal: &Proposal) -> Result<(), Stop<Vec<ProposalRefusal>>> {
    let done = tx.attempt(|tx| match (kind.apply)(tx, cx, proposal) {
        Ok(()) => Err::<(), _>(Stop::Refused(None)),
        Err(stop) => Err(stop.map(Some)),
    });
    match done {
        Ok(()) | Err(Stop::Refused(None)) => Ok(()),
        Err(Stop::Refused(Some(why))) => Err(Stop::Refused(why.into_iter().map(ProposalRefusal::Inner).collect())),
        Err(Stop::Denied(denied)) => Err(Stop::Denied(denied)),
        Err(Stop::Fault(fault)) => Err(Stop::Fault(fault)),
    }
}

fn refused(refusal: ProposalRefusal) -> Stop<Vec<ProposalRefusal>> {
    Stop::Refused(vec![refusal])
}

/// Everything that was kept of a proposal, or a fault when it is gone.
pub(super) fn gone() -> Fault {
    Fault::new(
        kameral_store::FaultKind::Mismatch,
        "table proposal: a row that was there is gone",
    )
}
