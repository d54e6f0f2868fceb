//! *Förslag* of the register: a new supplier, a new or changed account, and a file that brings either take two
//! persons (SEC-25, SEC-27). Which kinds do is data of the installation; see
//! [`kameral_access::proposal`].

use kameral_access::proposal::{self, NewProposal, Proposal, ProposalKind, ProposalRefusal, Refused, propose};
use kameral_access::{Cx, IdempotencyKey};
use kameral_base::Refusal;
use kameral_store::{Fault, FaultKind, Stop, Store, Tx};
use serde::{Deserialize, Serialize};

use crate::EDIT;
use crate::account_check::Agreed;
use crate::asked::PartyAsked;
use crate::commands::{AccountAsked, SaveOrder, import_in, save_account_in, save_in, stored_file};
use crate::identifiers::PartyNumber;
use crate::model::Origin;
use crate::store::By;

/// A party that becomes a supplier, with the accounts it is paid to.
pub static SUPPLIER: ProposalKind = ProposalKind {
    code: "party.supplier",
    text_key: "proposal-kind-party-supplier",
    permission: EDIT,
    subject: |content| read::<PartyAsked>(content).map(|asked| subject(asked.number.as_deref().unwrap_or_default())),
    apply: apply_supplier,
};

/// An account that is new, leads elsewhere, or is taken out of use or in again.
pub static ACCOUNT: ProposalKind = ProposalKind {
    code: "party.account",
    text_key: "proposal-kind-party-account",
    permission: EDIT,
    subject: |content| read::<AccountAsked>(content).map(|asked| subject(&asked.party)),
    apply: apply_account,
};

/// A file of parties, among which there are new suppliers or accounts.
pub static IMPORT: ProposalKind = ProposalKind {
    code: "party.import",
    text_key: "proposal-kind-party-import",
    permission: EDIT,
    subject: |content| read::<ImportAsked>(content).map(|asked| asked.sha256.chars().take(12).collect()),
    apply: apply_import,
};

/// The content of a file that is proposed: its bytes wait in the inbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportAsked {
    /// SHA-256 of its bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// What it is called.
    pub file_name: String,
    /// Why warnings are accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accept_warnings: Option<String>,
}

/// Makes the register's kinds known to a database's proposals.
pub fn register(store: &Store) {
    for kind in [&SUPPLIER, &ACCOUNT, &IMPORT] {
        proposal::register(store, kind);
    }
}

/// Proposes a party that becomes a supplier. Answers the proposal's number.
pub fn propose_supplier(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    asked: &PartyAsked,
    reason: &str,
) -> Result<i64, Stop<Vec<ProposalRefusal>>> {
    made(cx, key, &SUPPLIER, asked, reason)
}

/// Proposes an account, with the account's own reason. Answers the proposal's number.
pub fn propose_account(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    asked: &AccountAsked,
) -> Result<i64, Stop<Vec<ProposalRefusal>>> {
    made(cx, key, &ACCOUNT, asked, &asked.reason)
}

/// Proposes a file that was put into the inbox by [`receive`](crate::file::receive). Answers the proposal's number.
pub fn propose_import(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    asked: &ImportAsked,
    reason: &str,
) -> Result<i64, Stop<Vec<ProposalRefusal>>> {
    made(cx, key, &IMPORT, asked, reason)
}

fn made(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    kind: &ProposalKind,
    content: &impl Serialize,
    reason: &str,
) -> Result<i64, Stop<Vec<ProposalRefusal>>> {
    let content = serde_json::to_string(content);
    let unfit = |error: serde_json::Error| Fault::new(FaultKind::Mismatch, format!("a proposal's content: {error}"));
    let new = NewProposal {
        kind: kind.code.to_owned(),
        content: content.map_err(|error| Stop::Fault(unfit(error)))?,
        reason: reason.to_owned(),
        valid_to: None,
    };
    propose(cx, key, &new)
}

/// A party's number, as history keeps it; what is none may be anything that was typed.
fn subject(number: &str) -> String {
    PartyNumber::parse(number)
        .map(|number| number.to_string())
        .unwrap_or_default()
}

fn read<'a, T: Deserialize<'a>>(content: &'a str) -> Option<T> {
    serde_json::from_str(content).ok()
}

fn content<T: for<'a> Deserialize<'a>>(proposal: &Proposal) -> Result<T, Stop<Vec<Refused>>> {
    let refusal: &dyn Refusal = &ProposalRefusal::ContentMalformed;
    read(&proposal.content).ok_or_else(|| Stop::Refused(vec![Refused::of(refusal)]))
}

/// Who proposed, and who accepts. While a proposal is tried, nobody has accepted it, and it is undone.
fn by_two(cx: &Cx, proposal: &Proposal) -> By {
    let accepts = proposal.decided_by_name.clone().unwrap_or_default();
    By {
        asked: (proposal.proposed_by, proposal.proposed_by_name.clone()),
        approved: Some((cx.actor.user, accepts)),
        asked_at: proposal.proposed_at.strftime("%Y-%m-%dT%H:%M:%S%.6fZ").to_string(),
    }
}

fn apply_supplier(tx: &mut Tx, cx: &Cx, proposal: &Proposal) -> Result<(), Stop<Vec<Refused>>> {
    cx.require_every_row(EDIT).map_err(Stop::Denied)?;
    let asked: PartyAsked = content(proposal)?;
    let order = SaveOrder {
        origin: Origin::Typed,
        agreed: Agreed::ByTwo,
        by: by_two(cx, proposal),
    };
    save_in(tx, cx, &asked, &order, None)
        .map(|_| ())
        .map_err(Refused::of_stop)
}

fn apply_account(tx: &mut Tx, cx: &Cx, proposal: &Proposal) -> Result<(), Stop<Vec<Refused>>> {
    cx.require_every_row(EDIT).map_err(Stop::Denied)?;
    let asked: AccountAsked = content(proposal)?;
    let by = by_two(cx, proposal);
    save_account_in(tx, cx, &asked, (Agreed::ByTwo, &by), None)
        .map(|_| ())
        .map_err(Refused::of_stop)
}

fn apply_import(tx: &mut Tx, cx: &Cx, proposal: &Proposal) -> Result<(), Stop<Vec<Refused>>> {
    cx.require_every_row(EDIT).map_err(Stop::Denied)?;
    let asked: ImportAsked = content(proposal)?;
    let order = SaveOrder {
        origin: Origin::File,
        agreed: Agreed::ByTwo,
        by: by_two(cx, proposal),
    };
    let file = stored_file(tx, cx, &asked.sha256).map_err(Refused::of_stop)?;
    import_in(tx, cx, &file, asked.accept_warnings.as_deref(), &order)
        .map(|_| ())
        .map_err(Refused::of_stop)
}
