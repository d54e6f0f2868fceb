//! `/explanation`: why somebody may, or may not.

use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::explain::Explanation;
use kameral_base::{Date, Timestamp};
use kameral_site::api::{Answer, Api, ApiVisit, Asked, Operation, json};
use kameral_site::{Needs, asked, told};
use kameral_store::Stop;

use crate::explanation::{Typed, Unreadable, answer, rows, sentence};

asked! {
    /// A question about somebody's rights.
    pub struct ExplanationAsked {
        /// About whom; left out, about oneself.
        login: Option<String>,
        /// Code of the permission: `voucher.post`.
        permission: Option<String>,
        /// `draft:12`, a thing as history names it; or `value ORG=120 KONTO=5012`, a row.
        object: Option<String>,
        /// The day; left out, today.
        day: Option<Date>,
    }
}

told! {
    /// A role of the user, and what it says.
    pub struct ExplainedRoleTold {
        /// Number of the held role.
        grant: i64,
        /// Code of the role.
        role: String,
        /// For which rows; none is every row.
        rows: Option<String>,
        /// First day.
        valid_from: Option<Date>,
        /// Last day.
        valid_to: Option<Date>,
        /// When it was given.
        given_at: Timestamp,
        /// By whom; none is the operator.
        given_by: Option<String>,
        /// `holds`, `not_yet`, `ended` or `taken`.
        standing: String,
        /// Whether it gives the permission.
        gives: bool,
        /// Whether the row meets its condition; none when no row was asked about.
        meets: Option<bool>,
    }
}

told! {
    /// A rule of separation that stands against it.
    pub struct ExplainedDutyTold {
        /// Code of the rule.
        rule: String,
        /// The command that was done before.
        command: String,
        /// By whom.
        by: String,
        /// When.
        at: Timestamp,
        /// The exception that lets it pass.
        exception: Option<i64>,
    }
}

told! {
    /// Somebody the user is a substitute of.
    pub struct ExplainedForTold {
        /// Whom, by login.
        principal: String,
        /// Whether what is lent gives the permission.
        gives: bool,
    }
}

told! {
    /// Everything behind an answer.
    pub struct ExplanationTold {
        /// About whom.
        login: String,
        /// Code of the permission.
        permission: String,
        /// The day.
        day: Date,
        /// Whether the user may.
        may: bool,
        /// `yes`, `yes_by_exception`, `inactive`, `no_licence`, `no_role`, `no_permission`, `no_row` or `duty`.
        answer: String,
        /// The answer in one sentence.
        text: String,
        /// Every role at the entity.
        roles: Vec<ExplainedRoleTold>,
        /// Rules that stand against it.
        duties: Vec<ExplainedDutyTold>,
        /// Codes of the roles held on the day that ask for a second factor at sign-in.
        second_factor: Vec<String>,
        /// Whether who one is must be proven again, and so no program's token does it.
        proof_again: bool,
        /// For whom the user may act on the day; the answer is of what the user may for themselves.
        on_behalf: Vec<ExplainedForTold>,
    }
}

pub(super) fn routes() -> Api {
    Api::new("explanation").get(
        "/api/v1/entities/{entity}/explanation",
        explained,
        Operation::new("Why somebody may, or may not")
            .needs(Needs::AnyRole)
            .note("About oneself with any role; about another with user.manage.")
            .asks::<ExplanationAsked>()
            .gives::<ExplanationTold>(),
    )
}

async fn explained(visit: ApiVisit, Asked(asked): Asked<ExplanationAsked>) -> Response {
    visit.answer(move |visit| told_of(visit, asked)).await
}

fn told_of(visit: &ApiVisit, asked: ExplanationAsked) -> Answer {
    let own = || {
        visit
            .site
            .store
            .read(|tx| kameral_access::login_of(tx, visit.cx.actor.user))
    };
    let login = match asked.login {
        Some(login) => login,
        None => own().map_err(|fault| visit.fault(&fault))?.unwrap_or_default(),
    };
    let typed = Typed {
        login,
        permission: asked.permission.unwrap_or_default(),
        object: asked.object.unwrap_or_default(),
        day: asked.day,
    };
    let found = answer(&visit.cx, &typed).map_err(|stop| match stop {
        Stop::Refused(Unreadable::Permission) => visit.malformed("permission"),
        Stop::Refused(Unreadable::Object) => visit.malformed("object"),
        Stop::Denied(denied) => visit.stopped(Stop::Denied(denied)),
        Stop::Fault(fault) => visit.fault(&fault),
    })?;
    let explained = found.ok_or_else(|| visit.not_found())?;
    let text = sentence(visit.words, &explained);
    json(StatusCode::OK, &of(explained, text))
}

/// An explanation as programs read it.
pub fn of(explained: Explanation, text: String) -> ExplanationTold {
    let roles = explained.roles.iter().map(|role| ExplainedRoleTold {
        grant: role.grant,
        role: role.role.clone(),
        rows: Some(rows(role)).filter(|rows| !rows.is_empty()),
        valid_from: role.valid_from,
        valid_to: role.valid_to,
        given_at: role.given_at,
        given_by: role.given_by.clone(),
        standing: role.standing.word().to_owned(),
        gives: role.gives,
        meets: role.meets,
    });
    let duties = explained.duties.iter().map(|said| ExplainedDutyTold {
        rule: said.hit.rule.rule.clone(),
        command: said.hit.command.clone(),
        by: said.hit.by.clone(),
        at: said.hit.at,
        exception: said.exception.as_ref().map(|of| of.number),
    });
    let on_behalf = explained.on_behalf.iter().map(|of| ExplainedForTold {
        principal: of.principal.clone(),
        gives: of.gives,
    });
    ExplanationTold {
        on_behalf: on_behalf.collect(),
        second_factor: explained.second_factor.clone(),
        proof_again: explained.proof_again,
        roles: roles.collect(),
        duties: duties.collect(),
        may: explained.answer.is_yes(),
        answer: explained.answer.word().to_owned(),
        permission: explained.question.permission.code().to_owned(),
        day: explained.question.day,
        login: explained.user.login,
        text,
    }
}
