//! A run by a decision: what it reaches goes, batch by batch, each named in the log in the same transaction.

use std::collections::BTreeSet;

use kameral_access::{Act, Cx, Permission};
use kameral_base::{Date, EntityId};
use kameral_ledger::store::model;
use kameral_store::disposed::{self, Disposing};
use kameral_store::{Fault, Stop, Tx};

use super::{one_at_a_time, whole};
use crate::disposal::{self, Hold, RecordType};
use crate::refusal::RecordsRefusal;
use crate::store::records::{self, Candidate};
use crate::store::{decisions, holds};

/// Records of a batch: a transaction that lets others in between.
const BATCH_MAX: u32 = 200;

/// What a run came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DisposalRun {
    /// Number of the run; 0 when nothing was there to dispose of.
    pub run_no: i64,
    /// Records that are gone.
    pub disposed: i64,
    /// Their bytes.
    pub bytes: i64,
    /// Records that were passed over, and why.
    pub held: Vec<(String, HeldBy)>,
}

/// Why a record stays that a decision reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeldBy {
    /// A hold on a voucher it belongs to, by its number.
    Hold(i64),
    /// A hold of another entity, where the same person works.
    Elsewhere,
    /// A draft that is worked on, which will be posted with it.
    Draft,
}

/// Runs an approved decision. What is decided and held is asked for again in every batch.
pub fn run(cx: &Cx, decision_no: i64) -> Result<DisposalRun, Stop<Vec<RecordsRefusal>>> {
    let mut done = DisposalRun::default();
    let mut after = String::new();
    for batch_no in 1_i64.. {
        let act = Act::new(Permission::RecordsManage, "disposal.run", decision_no.to_string());
        let run_no = done.run_no;
        let batch = cx.write(act, |tx| batch(tx, cx, decision_no, run_no, batch_no, &after))?;
        let Some(last) = batch.last else {
            break;
        };
        after = last;
        done.run_no = batch.run_no;
        done.disposed += batch.disposed;
        done.bytes += batch.bytes;
        done.held.extend(batch.held);
    }
    Ok(done)
}

/// One batch: where it ended, and what it came to. Nothing more is there when it ended nowhere.
struct Batch {
    last: Option<String>,
    run_no: i64,
    disposed: i64,
    bytes: i64,
    held: Vec<(String, HeldBy)>,
}

fn batch(
    tx: &mut Tx,
    cx: &Cx,
    decision_no: i64,
    run_no: i64,
    batch_no: i64,
    after: &str,
) -> Result<Batch, Stop<Vec<RecordsRefusal>>> {
    whole(cx)?;
    one_at_a_time(tx)?;
    let entity = cx.entity();
    let Some(decision) = decisions::find(tx, entity, decision_no)? else {
        return Err(RecordsRefusal::DecisionUnknown { decision_no }.stop());
    };
    let holds = holds::all(tx, entity)?;
    let record = disposal::may_run(&decision, &holds, cx.today).map_err(RecordsRefusal::stop)?;
    let until = year_end(tx, cx, decision.proposal.through_year)?;
    let run_no = if run_no == 0 {
        decisions::next_run(tx, entity)?
    } else {
        run_no
    };
    let reach = records::Reach {
        entity,
        record,
        through_year: decision.proposal.through_year,
        until,
        series: decision.proposal.series.join(" "),
        by: (decision_no, run_no),
    };
    let candidates = records::candidates(tx, &reach, after, BATCH_MAX)?;
    let elsewhere = stopped_elsewhere(tx, cx, &reach, &candidates)?;
    let mut batch = Batch {
        last: candidates.last().map(|candidate| candidate.subject.clone()),
        run_no,
        disposed: 0,
        bytes: 0,
        held: Vec::new(),
    };
    for candidate in &candidates {
        let stopped = candidate.elsewhere.iter().any(|other| elsewhere.contains(other));
        let held = held_by(&holds, record, candidate, cx.today)
            .or(stopped.then_some(HeldBy::Elsewhere))
            .or(candidate.in_work.then_some(HeldBy::Draft));
        if let Some(held) = held {
            batch.held.push((candidate.subject.clone(), held));
            continue;
        }
        dispose(tx, cx, &reach, candidate)?;
        batch.disposed += 1;
        batch.bytes += candidate.file_bytes;
    }
    if batch.last.is_some() {
        decisions::add_batch(tx, cx, (run_no, batch_no, decision_no), (batch.disposed, batch.bytes))?;
    }
    Ok(batch)
}

fn held_by(holds: &[Hold], record: RecordType, candidate: &Candidate, today: Date) -> Option<HeldBy> {
    let hold = holds
        .iter()
        .find(|hold| hold.holds(record.code(), &candidate.vouchers, today));
    hold.map(|hold| HeldBy::Hold(hold.hold_no))
}

/// Other entities that hold the type of record: what belongs to a person who works there too stays.
fn stopped_elsewhere(
    tx: &mut Tx,
    cx: &Cx,
    reach: &records::Reach,
    candidates: &[Candidate],
) -> Result<BTreeSet<EntityId>, Fault> {
    let others: BTreeSet<EntityId> = candidates
        .iter()
        .flat_map(|one| one.elsewhere.iter().copied())
        .collect();
    let mut stopped = BTreeSet::new();
    for other in others {
        tx.for_entities(&[other])?;
        let holds = holds::all(tx, other)?;
        let stops = |hold: &Hold| hold.stops(reach.record.code(), reach.through_year, cx.today);
        if holds.iter().any(stops) {
            stopped.insert(other);
        }
    }
    tx.for_entities(cx.scope.entities())?;
    Ok(stopped)
}

/// Names it in the log, and lets it go.
fn dispose(
    tx: &mut Tx,
    cx: &Cx,
    reach: &records::Reach,
    candidate: &Candidate,
) -> Result<(), Stop<Vec<RecordsRefusal>>> {
    let (decision_no, run_no) = reach.by;
    let disposing = Disposing {
        entity: cx.entity(),
        record: reach.record.code(),
        subject: &candidate.subject,
        sha256: &candidate.sha256,
        file_bytes: candidate.file_bytes,
        about: &candidate.vouchers.join(" "),
        decision_no,
        run_no,
        at: cx.now,
        by: cx.actor.user,
        by_name: &cx.actor.name,
    };
    disposed::log(tx, &disposing)?;
    records::remove(tx, cx, reach, &candidate.subject)
}

/// The day after the year's last.
fn year_end(tx: &mut Tx, cx: &Cx, year: i64) -> Result<Date, Stop<Vec<RecordsRefusal>>> {
    let model = model::load(tx, cx)?;
    let found = model.years.iter().find(|known| i64::from(known.year()) == year);
    match found.and_then(|year| year.ends_on().tomorrow().ok()) {
        Some(day) => Ok(day),
        None => Err(RecordsRefusal::YearUnknown { year }.stop()),
    }
}
