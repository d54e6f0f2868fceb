//! `/commitments`: commitments under an authorisation, and what became of them (APR-20).

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::{Date, Ore};
use kameral_ledger::voucher::VoucherNumber;
use kameral_site::api::{Api, ApiVisit, Operation, Sent, json};
use kameral_site::{asked, kept, told};

use super::number;
use crate::commands::{Settlement, annul_commitment, make_commitment, settle_commitment};
use crate::commit::{NewCommitment, outstanding, outstanding_years};
use crate::model::{Commitment, CommitmentEvent, YearPart};
use crate::queries;
use crate::store::commitments;

kept! {
    /// What is expected of a commitment in one year.
    pub struct CommitmentYearKept {
        /// Budget year.
        year: i64,
        /// Amount, öre.
        amount_ore: i64,
    }
}

asked! {
    /// A commitment to make.
    pub struct CommitmentAsked {
        /// Designation of the appropriation.
        item: String,
        /// Towards whom.
        counterparty: String,
        /// Day of the decision.
        decided_on: Date,
        /// The decision.
        document: String,
        /// Note, and the reason a warning is accepted with.
        note: Option<String>,
        /// What it comes to, öre.
        total_ore: i64,
        /// Whether it counts: under 17 § first paragraph of the appropriation ordinance.
        first_paragraph: bool,
        /// Expected settlement per year; sums to the total.
        years: Vec<CommitmentYearKept>,
        /// Whether warnings are accepted, with the note as reason.
        accept_warnings: Option<bool>,
    }
}

asked! {
    /// A part of a commitment that led to expenditure.
    pub struct SettlementAsked {
        /// Day it happened.
        happened_on: Date,
        /// Amount, öre.
        amount_ore: i64,
        /// The voucher that charged it.
        voucher: Option<String>,
        /// The line of that voucher.
        line: Option<i64>,
        /// Note.
        note: Option<String>,
    }
}

asked! {
    /// A part of a commitment that will not be settled.
    pub struct AnnulmentAsked {
        /// Day it happened.
        happened_on: Date,
        /// Amount, öre.
        amount_ore: i64,
        /// Note.
        note: Option<String>,
    }
}

told! {
    /// What became of a part of a commitment.
    pub struct CommitmentEventTold {
        /// Number within the commitment.
        event: i64,
        /// `settled` or `annulled`.
        kind: String,
        /// Day it happened.
        happened_on: Date,
        /// Amount, öre.
        amount_ore: i64,
        /// The voucher it was settled by; empty when it was entered.
        voucher: String,
        /// The line of that voucher.
        line: Option<i64>,
        /// Note.
        note: String,
        /// Who registered it.
        registered_by: String,
    }
}

told! {
    /// A commitment.
    pub struct CommitmentTold {
        /// Number.
        commitment: i64,
        /// Designation of the appropriation.
        item: String,
        /// Towards whom.
        counterparty: String,
        /// Day of the decision.
        decided_on: Date,
        /// The decision.
        document: String,
        /// Note.
        note: String,
        /// What it came to, öre.
        total_ore: i64,
        /// Whether it counts.
        first_paragraph: bool,
        /// What is outstanding, öre.
        outstanding_ore: i64,
        /// What is outstanding of each year.
        years: Vec<CommitmentYearKept>,
        /// What became of it, in order.
        events: Vec<CommitmentEventTold>,
        /// Who registered it.
        registered_by: String,
    }
}

told! {
    /// Every commitment, in the order they were registered. Empty for who may meet some rows only.
    pub struct CommitmentsTold {
        /// The commitments.
        commitments: Vec<CommitmentTold>,
    }
}

told! {
    /// Number of what was registered.
    pub struct CommitmentMadeTold {
        /// The commitment's number, or the event's within it.
        number: i64,
    }
}

pub(super) fn routes() -> Api {
    Api::new("commitments")
        .get(
            "/api/v1/entities/{entity}/commitments",
            list,
            Operation::new("Commitments and what became of them")
                .needs(Permission::BooksRead)
                .gives::<CommitmentsTold>(),
        )
        .post(
            "/api/v1/entities/{entity}/commitments",
            make,
            Operation::new("Make a commitment")
                .needs(Permission::RegisterEdit)
                .takes::<CommitmentAsked>()
                .gives::<CommitmentMadeTold>()
                .made(),
        )
        .post(
            "/api/v1/entities/{entity}/commitments/{commitment}/settlements",
            settle,
            Operation::new("Settle a part of a commitment")
                .needs(Permission::RegisterEdit)
                .takes::<SettlementAsked>()
                .gives::<CommitmentMadeTold>()
                .made(),
        )
        .post(
            "/api/v1/entities/{entity}/commitments/{commitment}/annulments",
            annul,
            Operation::new("Annul a part of a commitment")
                .needs(Permission::RegisterEdit)
                .takes::<AnnulmentAsked>()
                .gives::<CommitmentMadeTold>()
                .made(),
        )
}

async fn list(visit: ApiVisit) -> Response {
    visit
        .answer(|visit| {
            let cx = &visit.cx;
            let found = cx.read(Permission::BooksRead, |tx| {
                if queries::sees_all(&cx.scope) {
                    commitments::all(tx, &cx.scope)
                } else {
                    Ok(Vec::new())
                }
            });
            let found = found.map_err(|stop| visit.stopped(stop))?;
            let commitments = found.iter().map(told).collect();
            json(StatusCode::OK, &CommitmentsTold { commitments })
        })
        .await
}

fn told(made: &Commitment) -> CommitmentTold {
    let years = outstanding_years(made, None)
        .into_iter()
        .map(|part| CommitmentYearKept {
            year: part.year,
            amount_ore: part.amount.get(),
        });
    let event = |event: &CommitmentEvent| CommitmentEventTold {
        event: event.event,
        kind: event.kind.word().to_owned(),
        happened_on: event.happened_on,
        amount_ore: event.amount.get(),
        voucher: event.voucher.clone(),
        line: event.line_no,
        note: event.note.clone(),
        registered_by: event.registered_by.clone(),
    };
    CommitmentTold {
        commitment: made.commitment,
        item: made.item.clone(),
        counterparty: made.counterparty.clone(),
        decided_on: made.decided_on,
        document: made.document.clone(),
        note: made.note.clone(),
        total_ore: made.total.get(),
        first_paragraph: made.first_paragraph,
        outstanding_ore: outstanding(made, None).get(),
        years: years.collect(),
        events: made.events.iter().map(event).collect(),
        registered_by: made.registered_by.clone(),
    }
}

async fn make(visit: ApiVisit, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: CommitmentAsked = visit.read(&sent.0)?;
            let years = asked.years.into_iter().map(|part| YearPart {
                year: part.year,
                amount: Ore::new(part.amount_ore),
            });
            let new = NewCommitment {
                item: asked.item,
                counterparty: asked.counterparty,
                decided_on: asked.decided_on,
                document: asked.document,
                note: asked.note.unwrap_or_default(),
                total: Ore::new(asked.total_ore),
                first_paragraph: asked.first_paragraph,
                years: years.collect(),
                accept_warnings: asked.accept_warnings.unwrap_or(false),
            };
            let key = visit.key(&sent.0)?;
            let number = make_commitment(&visit.cx, key.as_ref(), &new).map_err(|stop| visit.problem(stop))?;
            json(StatusCode::CREATED, &CommitmentMadeTold { number })
        })
        .await
}

async fn settle(visit: ApiVisit, Path((_, commitment)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let commitment = number(visit, &commitment)?;
            let asked: SettlementAsked = visit.read(&sent.0)?;
            let line = match (asked.voucher, asked.line) {
                (None, None) => None,
                (Some(voucher), Some(line)) => {
                    let number = VoucherNumber::parse(&voucher)
                        .ok_or_else(|| visit.malformed(format!("voucher: `{voucher}`")))?;
                    Some((number, line))
                }
                _ => return Err(visit.malformed("line: beside a voucher, and only there")),
            };
            let new = Settlement {
                commitment,
                happened_on: asked.happened_on,
                amount: Ore::new(asked.amount_ore),
                line,
                note: asked.note.unwrap_or_default(),
            };
            let key = visit.key(&sent.0)?;
            let number = settle_commitment(&visit.cx, key.as_ref(), &new).map_err(|stop| visit.problem(stop))?;
            json(StatusCode::CREATED, &CommitmentMadeTold { number })
        })
        .await
}

async fn annul(visit: ApiVisit, Path((_, commitment)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let commitment = number(visit, &commitment)?;
            let asked: AnnulmentAsked = visit.read(&sent.0)?;
            let key = visit.key(&sent.0)?;
            let note = asked.note.unwrap_or_default();
            let amount = Ore::new(asked.amount_ore);
            let number = annul_commitment(&visit.cx, key.as_ref(), commitment, asked.happened_on, amount, &note);
            let number = number.map_err(|stop| visit.problem(stop))?;
            json(StatusCode::CREATED, &CommitmentMadeTold { number })
        })
        .await
}
