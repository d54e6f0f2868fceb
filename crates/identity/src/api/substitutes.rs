//! `/substitutes`: who may act for whom (SEC-09).

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kameral_access::{
    GrantDecision, Permission, Substitute, SubstituteGrant, appoint_substitute, end_substitute, substitutes,
};
use kameral_base::{Date, Timestamp};
use kameral_site::api::{Answer, Api, ApiVisit, Operation, Sent, json};
use kameral_site::{asked, told};

asked! {
    /// A substitute to be appointed at the entity.
    pub struct SubstituteAsked {
        /// Who acts, by login.
        login: String,
        /// For whom, by login.
        principal: String,
        /// Codes of the roles that are lent; left out or empty, all the other holds.
        roles: Option<Vec<String>>,
        /// First day.
        valid_from: Date,
        /// Last day.
        valid_to: Date,
        /// Reference of the decision of delegation.
        decision: String,
        /// When it was decided; left out, today.
        decided_on: Option<Date>,
    }
}

told! {
    /// The number of a substitute that was appointed.
    pub struct SubstituteGivenTold {
        /// Its number, to end it by.
        substitute: i64,
    }
}

told! {
    /// *Ersättare*.
    pub struct SubstituteTold {
        /// Its number, to end it by.
        substitute: i64,
        /// Who acts, by login.
        login: String,
        /// For whom, by login.
        principal: String,
        /// Codes of the roles that are lent; none is all of them.
        roles: Vec<String>,
        /// First day.
        valid_from: Date,
        /// Last day.
        valid_to: Date,
        /// Reference of the decision of delegation.
        decision: Option<String>,
        /// When it was decided.
        decided_on: Option<Date>,
        /// When it was given.
        given_at: Timestamp,
        /// When it was ended before its last day.
        taken_at: Option<Timestamp>,
    }
}

told! {
    /// Substitutes at the entity, also those whose time has ended.
    pub struct SubstitutesTold {
        /// The latest first.
        substitutes: Vec<SubstituteTold>,
    }
}

pub(super) fn routes() -> Api {
    const PATH: &str = "/api/v1/entities/{entity}/substitutes";
    let managing = |summary| Operation::new(summary).needs(Permission::UserManage);
    Api::new("substitutes")
        .get(
            PATH,
            list,
            managing("Who may act for whom here").gives::<SubstitutesTold>(),
        )
        .post(
            PATH,
            appoint,
            managing("Appoint a substitute; not oneself")
                .note("Nothing that governs is lent, and never more than the other holds that day.")
                .takes::<SubstituteAsked>()
                .gives::<SubstituteGivenTold>()
                .made(),
        )
        .delete(
            "/api/v1/entities/{entity}/substitutes/{substitute}",
            end,
            managing("End a substitute's time").silent(),
        )
}

async fn list(visit: ApiVisit) -> Response {
    visit
        .answer(|visit| {
            let cx = &visit.cx;
            let known = cx.read(Permission::UserManage, |tx| substitutes(tx, &cx.scope));
            let known = known.map_err(|stop| visit.stopped(stop))?;
            let substitutes = known.into_iter().map(told).collect();
            json(StatusCode::OK, &SubstitutesTold { substitutes })
        })
        .await
}

fn told(of: Substitute) -> SubstituteTold {
    SubstituteTold {
        substitute: of.number,
        login: of.login,
        principal: of.principal,
        roles: of.roles,
        valid_from: of.valid_from,
        valid_to: of.valid_to,
        decided_on: of.decision.as_ref().map(|decision| decision.on),
        decision: of.decision.map(|decision| decision.reference),
        given_at: of.given_at,
        taken_at: of.taken_at,
    }
}

async fn appoint(visit: ApiVisit, sent: Sent) -> Response {
    visit.answer(move |visit| appointed(visit, &sent.0)).await
}

fn appointed(visit: &ApiVisit, body: &[u8]) -> Answer {
    let asked: SubstituteAsked = visit.read(body)?;
    let grant = SubstituteGrant {
        login: asked.login,
        principal: asked.principal,
        roles: asked.roles.unwrap_or_default(),
        valid_from: asked.valid_from,
        valid_to: asked.valid_to,
        decision: GrantDecision {
            reference: asked.decision,
            on: asked.decided_on.unwrap_or(visit.cx.today),
        },
    };
    let substitute = appoint_substitute(&visit.cx, visit.key(body)?.as_ref(), &grant);
    let substitute = substitute.map_err(|stop| visit.problem(stop))?;
    json(StatusCode::CREATED, &SubstituteGivenTold { substitute })
}

async fn end(visit: ApiVisit, Path((_, number)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let number = number.parse().map_err(|_| visit.not_found())?;
            let done = end_substitute(&visit.cx, visit.key(b"")?.as_ref(), number);
            done.map_err(|stop| visit.problem(stop))?;
            Ok(StatusCode::NO_CONTENT.into_response())
        })
        .await
}
