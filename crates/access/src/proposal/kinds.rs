//! Kinds of this crate: roles that are given, rules of separation, exceptions from them, and what
//! takes two. Roles that are changed stand in `role_save`.

use kameral_base::{Date, Refusal};
use kameral_store::{Stop, Tx};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{Proposal, ProposalKind, ProposalRefusal, Refused, kind};
use crate::duty::{self, DutyRule, ExceptionAsked, FourEyesRow};
use crate::{Cx, GivenCondition, GrantDecision, Permission, RoleGrant, held_roles, users};

/// A role that is given in the entity.
pub static ROLE_GIVE: ProposalKind = ProposalKind {
    code: "role.give",
    text_key: "proposal-kind-role-give",
    permission: Permission::UserManage,
    subject: |content| {
        read::<RoleGiveAsked>(content).map(|asked| users::subject(&users::normal(&asked.login)).to_owned())
    },
    apply: give_role,
};

/// A rule of separation, new or changed.
pub static DUTY_RULE: ProposalKind = ProposalKind {
    code: "duty.rule",
    text_key: "proposal-kind-duty-rule",
    permission: Permission::UserManage,
    subject: |content| read::<DutyRule>(content).map(|rule| code_or_nothing(rule.rule)),
    apply: set_rule,
};

/// An exception from a rule of separation.
pub static DUTY_EXCEPTION: ProposalKind = ProposalKind {
    code: "duty.exception",
    text_key: "proposal-kind-duty-exception",
    permission: Permission::UserManage,
    subject: |content| {
        read::<ExceptionAsked>(content).map(|asked| users::subject(&users::normal(&asked.login)).to_owned())
    },
    apply: grant_exception,
};

/// Whether a kind of change takes two.
pub static DUTY_FOUR_EYES: ProposalKind = ProposalKind {
    code: "duty.four_eyes",
    text_key: "proposal-kind-duty-four-eyes",
    permission: Permission::UserManage,
    subject: |content| read::<FourEyesAsked>(content).map(|asked| code_or_nothing(asked.kind)),
    apply: set_takes_two,
};

/// The content of a role that is given; see [`RoleGrant`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleGiveAsked {
    /// Whom to.
    pub login: String,
    /// Which role.
    pub role: String,
    /// Dimension of one condition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dimension: Option<String>,
    /// Pattern of its values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// More conditions; all must be met, and none is every row.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<GivenCondition>,
    /// First day.
    #[serde(default)]
    pub valid_from: Option<Date>,
    /// Last day.
    #[serde(default)]
    pub valid_to: Option<Date>,
    /// Reference of the decision behind it; left out, the proposal is the decision.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub decision: String,
    /// The day of the decision; left out, the day it is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<Date>,
}

/// The content of a change of what takes two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FourEyesAsked {
    /// The kind of change.
    pub kind: String,
    /// Whether it takes two.
    pub takes_two: bool,
}

pub(super) fn read<T: DeserializeOwned>(content: &str) -> Option<T> {
    serde_json::from_str(content).ok()
}

pub(super) fn content<T: DeserializeOwned>(proposal: &Proposal) -> Result<T, Stop<Vec<Refused>>> {
    read(&proposal.content).ok_or_else(|| refused(&ProposalRefusal::ContentMalformed))
}

/// A code as history keeps it; what is none may be anything that was typed.
fn code_or_nothing(code: String) -> String {
    if duty::is_code(&code) { code } else { String::new() }
}

fn refused(refusal: &dyn Refusal) -> Stop<Vec<Refused>> {
    Stop::Refused(vec![Refused::of(refusal)])
}

/// The decision that is named; where none is, the proposal is the decision.
pub(super) fn decision_or_proposal(cx: &Cx, proposal: &Proposal, named: &str, on: Option<Date>) -> GrantDecision {
    let reference = match named.trim() {
        "" => format!("förslag {}", proposal.number),
        named => named.to_owned(),
    };
    let on = on.unwrap_or(cx.today);
    GrantDecision { reference, on }
}

fn give_role(tx: &mut Tx, cx: &Cx, proposal: &Proposal) -> Result<(), Stop<Vec<Refused>>> {
    let asked: RoleGiveAsked = content(proposal)?;
    let mut conditions: Vec<(String, String)> = Vec::new();
    if asked.dimension.is_some() || asked.pattern.is_some() {
        conditions.push((asked.dimension.unwrap_or_default(), asked.pattern.unwrap_or_default()));
    }
    conditions.extend(asked.conditions.into_iter().map(|of| (of.dimension, of.pattern)));
    let grant = RoleGrant {
        login: asked.login,
        entity: cx.entity(),
        role: asked.role,
        conditions,
        valid_from: asked.valid_from,
        valid_to: asked.valid_to,
        decision: decision_or_proposal(cx, proposal, &asked.decision, asked.decided_on),
    };
    held_roles::give_role_in(tx, cx, &grant)
        .map(|_| ())
        .map_err(Refused::of_stop)
}

fn set_rule(tx: &mut Tx, cx: &Cx, proposal: &Proposal) -> Result<(), Stop<Vec<Refused>>> {
    let rule: DutyRule = content(proposal)?;
    let wrong = duty::check_rule(&rule);
    if !wrong.is_empty() {
        return Err(Refused::of_stop(Stop::Refused(wrong)));
    }
    duty::set_rule(tx, &rule, &cx.actor, cx.now)?;
    Ok(())
}

fn grant_exception(tx: &mut Tx, cx: &Cx, proposal: &Proposal) -> Result<(), Stop<Vec<Refused>>> {
    let asked: ExceptionAsked = content(proposal)?;
    duty::grant_exception(tx, cx, proposal, &asked).map_err(Refused::of_stop)
}

fn set_takes_two(tx: &mut Tx, cx: &Cx, proposal: &Proposal) -> Result<(), Stop<Vec<Refused>>> {
    let asked: FourEyesAsked = content(proposal)?;
    // What decides on rules and exceptions takes two whatever the data say.
    let settable = kind::of_code(&cx.store, &asked.kind).is_some_and(|kind| !kind.code.starts_with("duty."));
    if !settable {
        let kind = asked.kind;
        return Err(refused(&ProposalRefusal::KindUnknown { kind }));
    }
    let row = FourEyesRow {
        kind: asked.kind,
        takes_two: asked.takes_two,
    };
    duty::set_takes_two(tx, &row, &cx.actor, cx.now)?;
    Ok(())
}
