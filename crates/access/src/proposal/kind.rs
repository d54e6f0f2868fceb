//! Kinds of change, each owned by the crate that carries it out.

use std::sync::{Arc, Mutex, PoisonError};

use kameral_base::{Arg, Sentence};
use kameral_store::{Denied, Fault, Stop, Store, Tx};

use super::{
    DUTY_EXCEPTION, DUTY_FOUR_EYES, DUTY_PERSON, DUTY_RULE, Proposal, ROLE_GIVE, ROLE_SAVE, Refused, SUBSTITUTE_APPOINT,
};
use crate::duty::{current, keep_breach};
use crate::{Cx, Permission};

/// Carries a change out.
pub type Apply = fn(&mut Tx, &Cx, &Proposal) -> Result<(), Stop<Vec<Refused>>>;

/// A kind of change that can be proposed.
#[derive(Debug)]
pub struct ProposalKind {
    /// Stable code, the command that it stands for: `role.give`.
    pub code: &'static str,
    /// The key of its name in the texts.
    pub text_key: &'static str,
    /// What both who proposes and who decides must hold.
    pub permission: Permission,
    /// What a content is about: a login, a period. None when it does not have the kind's form.
    pub subject: fn(&str) -> Option<String>,
    /// Carries the change out, inside the transaction of the decision. It is also tried when the
    /// change is proposed, and then undone.
    pub apply: Apply,
}

/// Kinds of crates above this one.
#[derive(Default)]
struct Registered(Mutex<Vec<&'static ProposalKind>>);

/// Makes a kind known to a database's proposals.
pub fn register(store: &Store, kind: &'static ProposalKind) {
    let registered: Arc<Registered> = store.shared();
    let mut known = registered.0.lock().unwrap_or_else(PoisonError::into_inner);
    if !known.iter().any(|one| one.code == kind.code) {
        known.push(kind);
    }
}

/// Every kind that is known, those of this crate first.
pub fn kinds(store: &Store) -> Vec<&'static ProposalKind> {
    let registered: Arc<Registered> = store.shared();
    let above = registered.0.lock().unwrap_or_else(PoisonError::into_inner);
    let own = [
        &ROLE_GIVE,
        &ROLE_SAVE,
        &SUBSTITUTE_APPOINT,
        &DUTY_RULE,
        &DUTY_EXCEPTION,
        &DUTY_FOUR_EYES,
        &DUTY_PERSON,
    ];
    own.into_iter().chain(above.iter().copied()).collect()
}

pub(super) fn of_code(store: &Store, code: &str) -> Option<&'static ProposalKind> {
    kinds(store).into_iter().find(|kind| kind.code == code)
}

/// Whether a kind of change takes two when the actor makes it: a page then proposes it. The operator's
/// never does.
pub fn takes_two(cx: &Cx, kind: &'static ProposalKind) -> Result<bool, Fault> {
    if cx.is_operator() {
        return Ok(false);
    }
    let settings = cx.store.read(|tx| current(tx, &cx.store))?;
    Ok(settings.takes_two.contains(kind.code))
}

/// Holds the direct way to a change back when the installation has it take two. The operator passes,
/// and that is kept.
pub fn two_persons<R>(tx: &mut Tx, cx: &Cx, kind: &'static ProposalKind, subject: &str) -> Result<(), Stop<R>> {
    if !current(tx, &cx.store)?.takes_two.contains(kind.code) {
        return Ok(());
    }
    always_two(tx, cx, kind, subject)
}

/// The same of a change that takes two whatever the data say.
pub(crate) fn always_two<R>(tx: &mut Tx, cx: &Cx, kind: &'static ProposalKind, subject: &str) -> Result<(), Stop<R>> {
    let name = format!("four_eyes:{}", kind.code);
    if cx.is_operator() {
        return Ok(keep_breach(tx, cx, &name, None, kind.code, subject)?);
    }
    let what = Arg::Sentence(Box::new(Sentence::new(kind.text_key)));
    let sentence = Sentence::new("refusal-four-eyes").with("what", what);
    Err(Stop::Denied(Denied::because(kind.permission.code(), name, sentence)))
}
