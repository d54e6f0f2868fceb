//! *Förslag* of the ledger: changes that an installation may have take two (SEC-25): a closed period
//! that is opened again, and a posting rule.

use kameral_access::proposal::{
    self, NewProposal, Proposal, ProposalKind, ProposalRefusal, Refused, propose, takes_two,
};
use kameral_access::{Cx, Permission};
use kameral_base::{Period, Refusal};
use kameral_store::{Fault, Stop, Store, Tx};
use serde::{Deserialize, Serialize};

use crate::commands::{change_registers_in, set_period_in};
use crate::model::{Module, PeriodState, PostingRule};
use crate::register::Change;

/// A closed period that is opened again, or only held.
pub static PERIOD_REOPEN: ProposalKind = ProposalKind {
    code: "period.reopen",
    text_key: "proposal-kind-period-reopen",
    permission: Permission::PeriodManage,
    subject: |content| read::<PeriodReopenAsked>(content).map(|asked| asked.period),
    apply: reopen,
};

/// A posting rule that is new, ended, or switched on or off.
pub static POSTING_RULE_CHANGE: ProposalKind = ProposalKind {
    code: "posting_rule.change",
    text_key: "proposal-kind-posting-rule-change",
    permission: Permission::RuleEdit,
    subject: |content| read::<PostingRule>(content).map(|rule| rule.rule),
    apply: change_rule,
};

/// Makes the ledger's kinds known to a database's proposals.
pub fn register(store: &Store) {
    proposal::register(store, &PERIOD_REOPEN);
    proposal::register(store, &POSTING_RULE_CHANGE);
}

/// The content of a period that is opened again. Its reason is the proposal's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodReopenAsked {
    /// Period: `202603`.
    pub period: String,
    /// `open` or `held`.
    pub state: String,
    /// Modules; none is every one.
    #[serde(default)]
    pub modules: Vec<String>,
}

/// Proposes that a period is opened again, where that takes two; none where it does not.
pub fn propose_reopening(
    cx: &Cx,
    period: Period,
    modules: &[Module],
    state: PeriodState,
    reason: &str,
) -> Result<Option<i64>, Stop<Vec<ProposalRefusal>>> {
    if !takes_two(cx, &PERIOD_REOPEN)? {
        return Ok(None);
    }
    let asked = PeriodReopenAsked {
        period: period.to_string(),
        state: state.word().to_owned(),
        modules: modules.iter().map(|module| module.word().to_owned()).collect(),
    };
    made(cx, &PERIOD_REOPEN, &asked, reason).map(Some)
}

/// Proposes a posting rule, where that takes two; none where it does not. The reason is why the rule
/// exists.
pub fn propose_rule(cx: &Cx, rule: &PostingRule) -> Result<Option<i64>, Stop<Vec<ProposalRefusal>>> {
    if !takes_two(cx, &POSTING_RULE_CHANGE)? {
        return Ok(None);
    }
    made(cx, &POSTING_RULE_CHANGE, rule, &rule.text_sv).map(Some)
}

fn made(
    cx: &Cx,
    kind: &ProposalKind,
    content: &impl Serialize,
    reason: &str,
) -> Result<i64, Stop<Vec<ProposalRefusal>>> {
    let content = serde_json::to_string(content).map_err(|error| Stop::Fault(unfit(&error)))?;
    let new = NewProposal {
        kind: kind.code.to_owned(),
        content,
        reason: reason.to_owned(),
        valid_to: None,
    };
    propose(cx, None, &new)
}

fn unfit(error: &serde_json::Error) -> Fault {
    Fault::new(
        kameral_store::FaultKind::Mismatch,
        format!("a proposal's content: {error}"),
    )
}

fn read<'a, T: Deserialize<'a>>(content: &'a str) -> Option<T> {
    serde_json::from_str(content).ok()
}

fn malformed() -> Stop<Vec<Refused>> {
    let refusal: &dyn Refusal = &ProposalRefusal::ContentMalformed;
    Stop::Refused(vec![Refused::of(refusal)])
}

fn reopen(tx: &mut Tx, cx: &Cx, proposal: &Proposal) -> Result<(), Stop<Vec<Refused>>> {
    cx.require_every_row(Permission::PeriodManage).map_err(Stop::Denied)?;
    let asked: PeriodReopenAsked = read(&proposal.content).ok_or_else(malformed)?;
    let (Ok(period), Some(state)) = (Period::parse(&asked.period), PeriodState::from_word(&asked.state)) else {
        return Err(malformed());
    };
    let named: Option<Vec<Module>> = asked.modules.iter().map(|word| Module::from_word(word)).collect();
    let modules = match named.ok_or_else(malformed)? {
        none if none.is_empty() => Module::ALL.to_vec(),
        some => some,
    };
    if state == PeriodState::Closed {
        return Err(malformed());
    }
    set_period_in(tx, cx, period, &modules, state, &proposal.reason)
        .map(|_| ())
        .map_err(Refused::of_stop)
}

fn change_rule(tx: &mut Tx, cx: &Cx, proposal: &Proposal) -> Result<(), Stop<Vec<Refused>>> {
    cx.require_every_row(Permission::RuleEdit).map_err(Stop::Denied)?;
    let rule: PostingRule = read(&proposal.content).ok_or_else(malformed)?;
    change_registers_in(tx, cx, &[Change::PostingRule(rule)])
        .map(|_| ())
        .map_err(Refused::of_stop)
}
