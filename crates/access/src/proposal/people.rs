//! Kinds about people: a substitute, and the mark of a natural person that replaces another.

use kameral_base::Date;
use kameral_store::{Stop, Tx};
use serde::{Deserialize, Serialize};

use super::kinds::{content, decision_or_proposal, read};
use super::{Proposal, ProposalKind, Refused};
use crate::{Cx, Permission, SubstituteGrant, duty, substitutes, users};

/// A substitute who is appointed in the entity.
pub static SUBSTITUTE_APPOINT: ProposalKind = ProposalKind {
    code: "substitute.appoint",
    text_key: "proposal-kind-substitute-appoint",
    permission: Permission::UserManage,
    subject: |content| {
        read::<SubstituteAppointAsked>(content).map(|asked| users::subject(&users::normal(&asked.login)).to_owned())
    },
    apply: appoint,
};

/// Another mark for an account that has one. It always takes two: what says who is one person decides over
/// every rule of separation.
pub static DUTY_PERSON: ProposalKind = ProposalKind {
    code: "duty.person",
    text_key: "proposal-kind-duty-person",
    permission: Permission::UserManage,
    subject: |content| {
        read::<DutyPersonAsked>(content).map(|asked| users::subject(&users::normal(&asked.login)).to_owned())
    },
    apply: tie,
};

/// The content of a substitute who is appointed; see [`SubstituteGrant`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubstituteAppointAsked {
    /// Who acts.
    pub login: String,
    /// For whom.
    pub principal: String,
    /// In which of that one's roles; none is all of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    /// First day.
    pub valid_from: Date,
    /// Last day.
    pub valid_to: Date,
    /// Reference of the decision of delegation; left out, the proposal is the decision.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub decision: String,
    /// The day of the decision; left out, the day it is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<Date>,
}

/// The content of a mark that replaces another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DutyPersonAsked {
    /// Whose account.
    pub login: String,
    /// The person's mark.
    pub person: String,
}

fn appoint(tx: &mut Tx, cx: &Cx, proposal: &Proposal) -> Result<(), Stop<Vec<Refused>>> {
    let asked: SubstituteAppointAsked = content(proposal)?;
    let grant = SubstituteGrant {
        login: asked.login,
        principal: asked.principal,
        roles: asked.roles,
        valid_from: asked.valid_from,
        valid_to: asked.valid_to,
        decision: decision_or_proposal(cx, proposal, &asked.decision, asked.decided_on),
    };
    let done = substitutes::appoint_in(tx, cx, &grant);
    done.map(|_| ()).map_err(Refused::of_stop)
}

fn tie(tx: &mut Tx, cx: &Cx, proposal: &Proposal) -> Result<(), Stop<Vec<Refused>>> {
    let asked: DutyPersonAsked = content(proposal)?;
    let login = users::normal(&asked.login);
    duty::tie_person_in(tx, cx, &login, &asked.person).map_err(Refused::of_stop)
}
