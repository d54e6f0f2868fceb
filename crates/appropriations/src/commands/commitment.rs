//! Making commitments, settling and annulling them.

use kameral_access::{Act, Cx, IdempotencyKey, Permission};
use kameral_base::{Date, Ore};
use kameral_ledger::sight::Sight;
use kameral_ledger::store::{model, vouchers};
use kameral_ledger::voucher::VoucherNumber;
use kameral_store::{Stop, Tx};

use super::Stopped;
use crate::AppropriationRefusal;
use crate::commit::{NewCommitment, check, check_event, counted};
use crate::model::{Commitment, CommitmentEvent, EventKind};
use crate::queries;
use crate::register::shown;
use crate::store::{Counted, commitments, items, next_number, overflow};

/// Registers a commitment; answers its number. Refused beyond the frame; without one, what goes beyond
/// a tenth is a warning that a reason accepts.
pub fn make_commitment(cx: &Cx, key: Option<&IdempotencyKey>, new: &NewCommitment) -> Result<i64, Stopped> {
    let act = Act::new(Permission::RegisterEdit, "commitment.make", shown(&new.item)).of_every_row();
    cx.write_once(act, key, |tx| {
        // Of two who commit against the same frame one sees the other.
        let number = next_number(tx, cx.entity(), Counted::Commitment)?;
        let model = model::load(tx, cx)?;
        let known = items::all(tx, &cx.scope)?;
        let made = commitments::all(tx, &cx.scope)?;
        let Some(year) = model.year_of(new.decided_on) else {
            let year = i64::from(new.decided_on.year());
            return Err(Stop::Refused(vec![AppropriationRefusal::YearUnknown { year }]));
        };
        let frame = queries::frame(tx, &cx.scope, &model, &new.item, i64::from(year.year()))?;
        let there = counted(&made, &new.item, None).ok_or_else(overflow)?;
        let refusals = check(&known, frame, there, new);
        if !refusals.is_empty() {
            return Err(Stop::Refused(refusals));
        }
        let commitment = Commitment {
            commitment: number,
            item: new.item.clone(),
            counterparty: new.counterparty.trim().to_owned(),
            decided_on: new.decided_on,
            document: new.document.trim().to_owned(),
            note: new.note.trim().to_owned(),
            total: new.total,
            first_paragraph: new.first_paragraph,
            years: new.years.clone(),
            events: Vec::new(),
            registered_by: cx.actor.name.clone(),
            registered_at: cx.now_text(),
        };
        commitments::add(tx, cx, &commitment)?;
        Ok(number)
    })
}

/// A settlement (*infriande*): by a voucher line, or entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    /// The commitment.
    pub commitment: i64,
    /// Day it happened.
    pub happened_on: Date,
    /// Amount, positive.
    pub amount: Ore,
    /// The voucher line that charged it.
    pub line: Option<(VoucherNumber, i64)>,
    /// Note.
    pub note: String,
}

/// Registers what a commitment led to; answers the event's number within the commitment.
pub fn settle_commitment(cx: &Cx, key: Option<&IdempotencyKey>, new: &Settlement) -> Result<i64, Stopped> {
    let act = Act::new(
        Permission::RegisterEdit,
        "commitment.settle",
        new.commitment.to_string(),
    )
    .of_every_row();
    cx.write_once(act, key, |tx| event(tx, cx, EventKind::Settled, new))
}

/// Registers that a part of a commitment will not be settled.
pub fn annul_commitment(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    commitment: i64,
    happened_on: Date,
    amount: Ore,
    note: &str,
) -> Result<i64, Stopped> {
    let act = Act::new(Permission::RegisterEdit, "commitment.annul", commitment.to_string()).of_every_row();
    let new = Settlement {
        commitment,
        happened_on,
        amount,
        line: None,
        note: note.to_owned(),
    };
    cx.write_once(act, key, |tx| event(tx, cx, EventKind::Annulled, &new))
}

fn event(tx: &mut Tx, cx: &Cx, kind: EventKind, new: &Settlement) -> Result<i64, Stopped> {
    // Of two who settle the same commitment one sees the other.
    next_number(tx, cx.entity(), Counted::Event)?;
    let made = commitments::all(tx, &cx.scope)?;
    let known = made.iter().find(|made| made.commitment == new.commitment);
    let mut refusals = check_event(new.commitment, known, new.happened_on, new.amount, &new.note);
    if let Some((voucher, line)) = &new.line {
        refusals.extend(of_line(tx, cx, &made, voucher, *line)?);
    }
    if !refusals.is_empty() {
        return Err(Stop::Refused(refusals));
    }
    let number = known.map_or(0, |known| known.events.len());
    let number = i64::try_from(number).unwrap_or(i64::MAX - 1) + 1;
    let added = CommitmentEvent {
        event: number,
        kind,
        happened_on: new.happened_on,
        amount: new.amount,
        voucher: new
            .line
            .as_ref()
            .map(|(voucher, _)| voucher.to_string())
            .unwrap_or_default(),
        line_no: new.line.as_ref().map(|(_, line)| *line),
        note: new.note.trim().to_owned(),
        registered_by: cx.actor.name.clone(),
        registered_at: cx.now_text(),
    };
    commitments::add_event(tx, cx, new.commitment, &added)?;
    Ok(number)
}

/// The line is posted, and has settled nothing yet.
fn of_line(
    tx: &mut Tx,
    cx: &Cx,
    made: &[Commitment],
    voucher: &VoucherNumber,
    line: i64,
) -> Result<Option<AppropriationRefusal>, Stopped> {
    let name = voucher.to_string();
    let sight = Sight::load(tx, cx)?;
    let there = match vouchers::seq_of(tx, &sight, voucher)? {
        Some(seq) => (1..=vouchers::voucher(tx, &sight, seq, 1, 0)?.header.line_count).contains(&line),
        None => false,
    };
    if !there {
        return Ok(Some(AppropriationRefusal::LineUnknown { voucher: name, line }));
    }
    let settled = |made: &&Commitment| {
        made.events
            .iter()
            .any(|event| event.voucher == name && event.line_no == Some(line))
    };
    let by = made.iter().find(settled);
    Ok(by.map(|by| AppropriationRefusal::LineSettled {
        voucher: name.clone(),
        line,
        commitment: by.commitment,
    }))
}
