//! Decisions on disposal, verdicts and runs.

use kameral_access::{Cx, history};
use kameral_base::{EntityId, UserId};
use kameral_store::{Fault, Row, Tx, params};
use serde_json::json;

use super::packages::next;
use crate::disposal::{Decision, Proposal, Verdict, Who};

/// Keeps a proposal under the next number.
pub(crate) fn add(tx: &mut Tx, cx: &Cx, proposal: &Proposal) -> Result<i64, Fault> {
    let number = next(tx, include_str!("../sql/last_decision.sql"), cx.entity())?;
    tx.exec(
        include_str!("../sql/add_decision.sql"),
        params![
            cx.entity(),
            number,
            &proposal.record,
            &proposal.reference,
            proposal.decided_on,
            proposal.through_year,
            proposal.earliest_on,
            proposal.series.join(" "),
            cx.now_text(),
            cx.actor.user,
            &cx.actor.name
        ],
    )?;
    let kept = json!({
        "record": proposal.record, "reference": proposal.reference, "decided_on": proposal.decided_on.to_string(),
        "through_year": proposal.through_year, "earliest_on": proposal.earliest_on.to_string(),
        "series": proposal.series.join(" "),
    });
    history::changed_value(tx, "disposal_decision", &number.to_string(), None, Some(&kept));
    Ok(number)
}

/// Keeps what somebody said of a proposal.
pub(crate) fn add_verdict(tx: &mut Tx, cx: &Cx, decision_no: i64, approved: bool) -> Result<(), Fault> {
    let outcome = if approved { "approved" } else { "rejected" };
    tx.exec(
        include_str!("../sql/add_verdict.sql"),
        params![
            cx.entity(),
            decision_no,
            outcome,
            cx.now_text(),
            cx.actor.user,
            &cx.actor.name
        ],
    )?;
    let (before, after) = (json!({ "verdict": "" }), json!({ "verdict": outcome }));
    history::changed_value(
        tx,
        "disposal_decision",
        &decision_no.to_string(),
        Some(&before),
        Some(&after),
    );
    Ok(())
}

/// A decision.
pub fn find(tx: &mut Tx, entity: EntityId, decision_no: i64) -> Result<Option<Decision>, Fault> {
    tx.optional(
        include_str!("../sql/decision.sql"),
        params![entity, decision_no],
        decision,
    )
}

/// Every decision of an entity, the latest first.
pub fn all(tx: &mut Tx, entity: EntityId) -> Result<Vec<Decision>, Fault> {
    tx.all(include_str!("../sql/decisions.sql"), params![entity], decision)
}

fn decision(row: &Row<'_>) -> Result<Decision, Fault> {
    let outcome: Option<String> = row.get("outcome")?;
    let series: String = row.get("series")?;
    let verdict = match outcome {
        None => None,
        Some(outcome) => Some(Verdict {
            approved: outcome == "approved",
            given_at: row.get("given_at")?,
            given_by: Who {
                user: UserId(row.get("given_by")?),
                name: row.get("given_by_name")?,
            },
        }),
    };
    Ok(Decision {
        decision_no: row.get("decision_no")?,
        proposal: Proposal {
            record: row.get("record")?,
            reference: row.get("reference")?,
            decided_on: row.get("decided_on")?,
            through_year: row.get("through_year")?,
            earliest_on: row.get("earliest_on")?,
            series: series.split_whitespace().map(str::to_owned).collect(),
        },
        proposed_at: row.get("proposed_at")?,
        proposed_by: Who {
            user: UserId(row.get("proposed_by")?),
            name: row.get("proposed_by_name")?,
        },
        verdict,
    })
}

/// The number of the next run.
pub(crate) fn next_run(tx: &mut Tx, entity: EntityId) -> Result<i64, Fault> {
    next(tx, include_str!("../sql/last_run.sql"), entity)
}

/// Keeps a batch: its run, its place in it and its decision; what it came to and in bytes.
pub(crate) fn add_batch(
    tx: &mut Tx,
    cx: &Cx,
    (run_no, batch_no, decision_no): (i64, i64, i64),
    (disposed, bytes): (i64, i64),
) -> Result<(), Fault> {
    tx.exec(
        include_str!("../sql/add_batch.sql"),
        params![
            cx.entity(),
            run_no,
            batch_no,
            decision_no,
            disposed,
            bytes,
            cx.now_text(),
            cx.actor.user,
            &cx.actor.name
        ],
    )?;
    Ok(())
}

/// *Gallringskörning*: a run as its batches tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "a field bears the name of what it holds")]
pub struct RegisteredRun {
    pub run_no: i64,
    pub decision_no: i64,
    pub disposed: i64,
    pub file_bytes: i64,
    pub run_at: String,
    pub run_by: String,
}

/// The runs of an entity, the latest first.
pub fn runs(tx: &mut Tx, entity: EntityId) -> Result<Vec<RegisteredRun>, Fault> {
    tx.all(include_str!("../sql/disposal_runs.sql"), params![entity], |row| {
        Ok(RegisteredRun {
            run_no: row.get("run_no")?,
            decision_no: row.get("decision_no")?,
            disposed: row.get("disposed")?,
            file_bytes: row.get("file_bytes")?,
            run_at: row.get("run_at")?,
            run_by: row.get("run_by_name")?,
        })
    })
}
