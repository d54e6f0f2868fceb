//! Commitments with their years and what became of them.

use std::collections::BTreeMap;

use kameral_access::{Cx, Scope, history};
use kameral_store::{Fault, Row, Tx, params};
use serde_json::json;

use super::damaged;
use crate::model::{Commitment, CommitmentEvent, EventKind, YearPart};

/// Every commitment, in order.
pub fn all(tx: &mut Tx, scope: &Scope) -> Result<Vec<Commitment>, Fault> {
    let mut found = tx.all(
        include_str!("../sql/commitments.sql"),
        params![scope.entity()],
        commitment,
    )?;
    let mut places = BTreeMap::new();
    for (at, commitment) in found.iter().enumerate() {
        places.insert(commitment.commitment, at);
    }
    let dangling = |table| damaged(table, "commitment", "no such commitment");
    let years = tx.all(
        include_str!("../sql/commitment_years.sql"),
        params![scope.entity()],
        |row| {
            let part = YearPart {
                year: row.get("year")?,
                amount: row.get("amount_ore")?,
            };
            Ok((row.get::<i64>("commitment")?, part))
        },
    )?;
    for (of, part) in years {
        let at = places.get(&of).ok_or_else(|| dangling("commitment_year"))?;
        found[*at].years.push(part);
    }
    let events = tx.all(
        include_str!("../sql/commitment_events.sql"),
        params![scope.entity()],
        event,
    )?;
    for (of, event) in events {
        let at = places.get(&of).ok_or_else(|| dangling("commitment_event"))?;
        found[*at].events.push(event);
    }
    Ok(found)
}

/// Adds a commitment with its years; it has no events yet.
pub(crate) fn add(tx: &mut Tx, cx: &Cx, new: &Commitment) -> Result<(), Fault> {
    tx.exec(
        include_str!("../sql/add_commitment.sql"),
        params![
            cx.entity(),
            new.commitment,
            new.item.as_str(),
            new.counterparty.as_str(),
            new.decided_on,
            new.document.as_str(),
            new.note.as_str(),
            new.total,
            new.first_paragraph,
            cx.actor.user,
            new.registered_by.as_str(),
            new.registered_at.as_str()
        ],
    )?;
    for part in &new.years {
        tx.exec(
            include_str!("../sql/add_commitment_year.sql"),
            params![cx.entity(), new.commitment, part.year, part.amount],
        )?;
    }
    let years: Vec<_> = new
        .years
        .iter()
        .map(|part| json!({ "year": part.year, "amount_ore": part.amount.get() }))
        .collect();
    let told = json!({
        "item": new.item, "counterparty": new.counterparty, "decided_on": new.decided_on.to_string(),
        "document": new.document, "note": new.note, "total_ore": new.total.get(),
        "first_paragraph": new.first_paragraph, "years": years,
    });
    history::changed_value(tx, "commitment", &new.commitment.to_string(), None, Some(&told));
    Ok(())
}

/// Adds what became of a commitment.
pub(crate) fn add_event(tx: &mut Tx, cx: &Cx, commitment: i64, new: &CommitmentEvent) -> Result<(), Fault> {
    tx.exec(
        include_str!("../sql/add_commitment_event.sql"),
        params![
            cx.entity(),
            commitment,
            new.event,
            new.kind.word(),
            new.happened_on,
            new.amount,
            new.voucher.as_str(),
            new.line_no,
            new.note.as_str(),
            cx.actor.user,
            new.registered_by.as_str(),
            new.registered_at.as_str()
        ],
    )?;
    let told = json!({
        "event": new.event, "kind": new.kind.word(), "happened_on": new.happened_on.to_string(),
        "amount_ore": new.amount.get(), "voucher": new.voucher, "line": new.line_no, "note": new.note,
    });
    history::changed_value(tx, "commitment", &commitment.to_string(), None, Some(&told));
    Ok(())
}

fn commitment(row: &Row) -> Result<Commitment, Fault> {
    Ok(Commitment {
        commitment: row.get("commitment")?,
        item: row.get("item")?,
        counterparty: row.get("counterparty")?,
        decided_on: row.get("decided_on")?,
        document: row.get("document")?,
        note: row.get("note")?,
        total: row.get("total_ore")?,
        first_paragraph: row.get("first_paragraph")?,
        years: Vec::new(),
        events: Vec::new(),
        registered_by: row.get("registered_by_name")?,
        registered_at: row.get("registered_at")?,
    })
}

fn event(row: &Row) -> Result<(i64, CommitmentEvent), Fault> {
    let kind: String = row.get("kind")?;
    let event = CommitmentEvent {
        event: row.get("event")?,
        kind: EventKind::from_word(&kind).ok_or_else(|| damaged("commitment_event", "kind", &kind))?,
        happened_on: row.get("happened_on")?,
        amount: row.get("amount_ore")?,
        voucher: row.get("voucher")?,
        line_no: row.get("line_no")?,
        note: row.get("note")?,
        registered_by: row.get("registered_by_name")?,
        registered_at: row.get("registered_at")?,
    };
    Ok((row.get("commitment")?, event))
}
