//! `/proposals`: changes that one person asks for and another decides on (SEC-25, SEC-27).

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use kameral_access::Permission;
use kameral_access::proposal::{NewProposal, Proposal, accept, find, list, propose, reject, withdraw};
use kameral_base::{Date, Timestamp};
use kameral_site::api::{Answer, Api, ApiVisit, Asked, Operation, Sent, json};
use kameral_site::{Needs, asked, told};
use serde_json::Value;

/// Who may meet proposals: those who could make one of the kinds there are.
const PERMISSIONS: &[Permission] = &[
    Permission::UserManage,
    Permission::PeriodManage,
    Permission::RuleEdit,
    Permission::RoleManage,
];

asked! {
    /// Which proposals are listed.
    pub struct ProposalsAsked {
        /// `true` lists those that are decided on too.
        all: Option<bool>,
    }
}

asked! {
    /// A change to be proposed.
    pub struct NewProposalAsked {
        /// Kind of change: `role.give`, `role.save`, `substitute.appoint`, `duty.person`, `duty.rule`,
        /// `duty.exception`, `duty.four_eyes`, `period.reopen`, `posting_rule.change`.
        kind: String,
        /// The change, in the kind's own form.
        content: Value,
        /// Why.
        reason: String,
        /// The last day it can be accepted; left out, fourteen days from today.
        valid_to: Option<Date>,
    }
}

asked! {
    /// What is decided.
    pub struct DecisionAsked {
        /// `accept`, `reject`, or `withdraw` one's own.
        decision: String,
        /// The hash of the proposal that was seen; asked for when it is accepted.
        sha256: Option<String>,
        /// What is said of it; asked for when it is rejected.
        reason: Option<String>,
    }
}

told! {
    /// *Förslag*.
    pub struct ProposalTold {
        /// Its number.
        number: i64,
        /// Kind of change.
        kind: String,
        /// What it is about.
        subject: String,
        /// The change.
        content: Value,
        /// Why.
        reason: String,
        /// The last day it can be accepted.
        valid_to: Date,
        /// SHA-256 over all of it, in hexadecimal.
        sha256: String,
        /// Who proposed it.
        proposed_by: String,
        /// When.
        proposed_at: Timestamp,
        /// `open`, `accepted`, `rejected` or `withdrawn`.
        state: String,
        /// Who decided on it.
        decided_by: Option<String>,
        /// When.
        decided_at: Option<Timestamp>,
        /// What was said of it.
        decision: Option<String>,
    }
}

told! {
    /// Proposals that the caller could decide on or has made.
    pub struct ProposalsTold {
        /// The latest first.
        proposals: Vec<ProposalTold>,
    }
}

told! {
    /// The number of a proposal.
    pub struct ProposedTold {
        /// Its number.
        proposal: i64,
    }
}

pub(super) fn routes() -> Api {
    let any = |summary| Operation::new(summary).needs(Needs::AnyOf(PERMISSIONS));
    Api::new("proposals")
        .get(
            "/api/v1/entities/{entity}/proposals",
            all,
            any("Changes that wait for another to decide")
                .asks::<ProposalsAsked>()
                .gives::<ProposalsTold>(),
        )
        .post(
            "/api/v1/entities/{entity}/proposals",
            make,
            any("Propose a change that takes two")
                .note("Needs the permission of the change. It is tried at once and undone, so that what cannot stand is refused.")
                .takes::<NewProposalAsked>()
                .gives::<ProposedTold>()
                .made(),
        )
        .get(
            "/api/v1/entities/{entity}/proposals/{proposal}",
            one,
            any("One proposal").gives::<ProposalTold>(),
        )
        .post(
            "/api/v1/entities/{entity}/proposals/{proposal}/decision",
            decide,
            any("Accept, reject or withdraw a proposal")
                .note("Who proposed it withdraws it; another accepts it, as it was seen, or rejects it.")
                .takes::<DecisionAsked>()
                .silent(),
        )
}

fn reading(visit: &ApiVisit) -> Permission {
    let held = PERMISSIONS.iter().copied().find(|permission| visit.cx.may(*permission));
    held.unwrap_or(Permission::UserManage)
}

async fn all(visit: ApiVisit, Asked(asked): Asked<ProposalsAsked>) -> Response {
    visit
        .answer(move |visit| {
            let all = asked.all.unwrap_or(false);
            let found = visit.cx.read(reading(visit), |tx| list(tx, &visit.cx, all));
            let found = found.map_err(|stop| visit.stopped(stop))?;
            let told = ProposalsTold {
                proposals: found.iter().map(told_of).collect(),
            };
            json(StatusCode::OK, &told)
        })
        .await
}

async fn one(visit: ApiVisit, Path((_, proposal)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let number = proposal.parse().map_err(|_| visit.not_found())?;
            let found = visit.cx.read(reading(visit), |tx| find(tx, &visit.cx, number));
            let found = found.map_err(|stop| visit.stopped(stop))?;
            json(StatusCode::OK, &told_of(&found.ok_or_else(|| visit.not_found())?))
        })
        .await
}

fn told_of(of: &Proposal) -> ProposalTold {
    ProposalTold {
        number: of.number,
        kind: of.kind.clone(),
        subject: of.subject.clone(),
        content: serde_json::from_str(&of.content).unwrap_or(Value::Null),
        reason: of.reason.clone(),
        valid_to: of.valid_to,
        sha256: of.hash(),
        proposed_by: of.proposed_by_name.clone(),
        proposed_at: of.proposed_at,
        state: of.state.word().to_owned(),
        decided_by: of.decided_by_name.clone(),
        decided_at: of.decided_at,
        decision: of.decision.clone(),
    }
}

async fn make(visit: ApiVisit, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: NewProposalAsked = visit.read(&sent.0)?;
            let new = NewProposal {
                kind: asked.kind,
                content: asked.content.to_string(),
                reason: asked.reason,
                valid_to: asked.valid_to,
            };
            let made = propose(&visit.cx, visit.key(&sent.0)?.as_ref(), &new);
            let proposal = made.map_err(|stop| visit.problem(stop))?;
            json(StatusCode::CREATED, &ProposedTold { proposal })
        })
        .await
}

async fn decide(visit: ApiVisit, Path((_, proposal)): Path<(String, String)>, sent: Sent) -> Response {
    visit.answer(move |visit| decided(visit, &proposal, &sent.0)).await
}

fn decided(visit: &ApiVisit, proposal: &str, body: &[u8]) -> Answer {
    let number = proposal.parse().map_err(|_| visit.not_found())?;
    let asked: DecisionAsked = visit.read(body)?;
    let key = visit.key(body)?;
    let (key, cx) = (key.as_ref(), &visit.cx);
    let reason = asked.reason.unwrap_or_default();
    let done = match asked.decision.as_str() {
        "accept" => accept(cx, key, number, &asked.sha256.unwrap_or_default(), &reason),
        "reject" => reject(cx, key, number, &reason),
        "withdraw" => withdraw(cx, key, number),
        _ => return Err(visit.malformed("decision: accept, reject or withdraw")),
    };
    done.map_err(|stop| visit.problem(stop))?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
