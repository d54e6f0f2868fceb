//! *Förslag*: a change that one person asks for and another decides on (SEC-25, SEC-27, reliability
//! rules 10 and 11).
//!
//! A proposal keeps its kind, its content as JSON, a reason, a last day, and the SHA-256 of all of it.
//! Another natural person with the permission accepts it as it was seen: the hash is made anew over
//! what is kept, the state is changed once, and the change is carried out in the same transaction by
//! the crate that owns the kind. What was changed then names both. Which kinds take two is data of the
//! installation ([`four_eyes`](crate::duty::four_eyes)); [`two_persons`] holds the direct way back for
//! those that do.

mod decide;
mod kind;
mod kinds;
mod make;
mod people;
mod refusal;
mod role_save;
mod waiting;

pub use decide::{accept, reject, withdraw};
pub(crate) use kind::always_two;
pub use kind::{Apply, ProposalKind, kinds, register, takes_two, two_persons};
pub use kinds::{DUTY_EXCEPTION, DUTY_FOUR_EYES, DUTY_RULE, FourEyesAsked, ROLE_GIVE, RoleGiveAsked};
pub use make::{NewProposal, PROPOSAL_DAYS, PROPOSAL_DAYS_MAX, propose};
pub use people::{DUTY_PERSON, DutyPersonAsked, SUBSTITUTE_APPOINT, SubstituteAppointAsked};
pub use refusal::{ProposalRefusal, Refused};
pub use role_save::{ROLE_SAVE, RoleSaveAsked, RolesSaveAsked};
pub use waiting::{may_decide, waiting};

use std::fmt::Write as _;

use kameral_base::{Date, EntityId, Timestamp, UserId};
use kameral_store::{Fault, FaultKind, Row, Tx, params};

use crate::Cx;

/// As history names the register.
const REGISTER: &str = "proposal";

/// The most that a list tells.
pub const PROPOSALS_MAX: i64 = 500;

/// What came of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProposalState {
    /// Nobody has decided on it.
    Open,
    /// Its change was carried out.
    Accepted,
    /// Another said no.
    Rejected,
    /// Whoever proposed it took it back.
    Withdrawn,
}

impl ProposalState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Open, Self::Accepted, Self::Rejected, Self::Withdrawn];

    /// The word that is kept.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// *Förslag*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Its number in the installation.
    pub number: i64,
    /// Kind of change: `role.give`.
    pub kind: String,
    /// What it is about: a login, a period.
    pub subject: String,
    /// The change, as the owner of the kind reads it: JSON.
    pub content: String,
    /// Why.
    pub reason: String,
    /// The last day it can be accepted.
    pub valid_to: Date,
    /// SHA-256 over all of this and who proposed it.
    pub sha256: [u8; 32],
    /// Who proposed it.
    pub proposed_by: UserId,
    /// Who proposed it, by the name at that time.
    pub proposed_by_name: String,
    /// When.
    pub proposed_at: Timestamp,
    /// What came of it.
    pub state: ProposalState,
    /// Who decided on it.
    pub decided_by_name: Option<String>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// What was said of the decision.
    pub decision: Option<String>,
}

impl Proposal {
    /// Whether it can still be accepted on a day.
    pub fn is_open_on(&self, day: Date) -> bool {
        self.state == ProposalState::Open && day <= self.valid_to
    }

    /// The hash in hexadecimal, as a decision names it.
    pub fn hash(&self) -> String {
        self.sha256.iter().fold(String::new(), |mut text, byte| {
            // Writing to a text cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
    }

    /// The hash of what is kept.
    fn computed(&self) -> [u8; 32] {
        digest(
            (&self.kind, &self.subject, &self.content, &self.reason),
            self.valid_to,
            self.proposed_by,
        )
    }
}

/// SHA-256 over a proposal's parts, each with its length before it.
fn digest((kind, subject, content, reason): (&str, &str, &str, &str), valid_to: Date, proposed_by: UserId) -> [u8; 32] {
    use sha2::{Digest as _, Sha256};
    let (day, by) = (valid_to.to_string(), proposed_by.to_string());
    let mut hash = Sha256::new();
    for part in [kind, subject, content, reason, &day, &by] {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().into()
}

/// A proposal of the entity at hand that the actor may meet: one's own, and those of kinds whose
/// permission one holds.
pub fn find(tx: &mut Tx, cx: &Cx, number: i64) -> Result<Option<Proposal>, Fault> {
    let found = find_any(tx, cx.entity(), number)?;
    Ok(found.filter(|proposal| meets(cx, proposal)))
}

/// Proposals of the entity at hand that the actor may meet, the latest first: the open ones, or all.
pub fn list(tx: &mut Tx, cx: &Cx, all: bool) -> Result<Vec<Proposal>, Fault> {
    let params = params![cx.entity(), all, PROPOSALS_MAX];
    let found = tx.all(include_str!("sql/proposals.sql"), params, proposal)?;
    Ok(found.into_iter().filter(|proposal| meets(cx, proposal)).collect())
}

fn meets(cx: &Cx, proposal: &Proposal) -> bool {
    let kind = kind::of_code(&cx.store, &proposal.kind);
    proposal.proposed_by == cx.actor.user || kind.is_some_and(|kind| cx.may(kind.permission))
}

fn find_any(tx: &mut Tx, entity: EntityId, number: i64) -> Result<Option<Proposal>, Fault> {
    tx.optional(include_str!("sql/proposal.sql"), params![entity, number], proposal)
}

fn proposal(row: &Row) -> Result<Proposal, Fault> {
    let damaged = |column: &str| Fault::new(FaultKind::Mismatch, format!("table proposal, column {column}"));
    let sha256: Vec<u8> = row.get("sha256")?;
    Ok(Proposal {
        number: row.get("proposal")?,
        kind: row.get("kind")?,
        subject: row.get("subject")?,
        content: row.get("content")?,
        reason: row.get("reason")?,
        valid_to: row.get("valid_to")?,
        sha256: sha256.try_into().map_err(|_| damaged("sha256"))?,
        proposed_by: row.get("proposed_by")?,
        proposed_by_name: row.get("proposed_by_name")?,
        proposed_at: row.get("proposed_at")?,
        state: {
            let word: String = row.get("state")?;
            let mut states = ProposalState::ALL.into_iter();
            states
                .find(|state| state.word() == word)
                .ok_or_else(|| damaged("state"))?
        },
        decided_by_name: row.get("decided_by_name")?,
        decided_at: row.get("decided_at")?,
        decision: row.get("decision")?,
    })
}
