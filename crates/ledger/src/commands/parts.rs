//! Posting what a file brings voucher by voucher: those that may stand, and why the others may not.

use std::collections::{BTreeMap, BTreeSet};

use kameral_access::{Cx, Permission};
use kameral_base::Refusal;
use kameral_store::{Fault, Stop, Tx};

use super::post::{Deciding, decide};
use crate::model::{AccountingModel, Module};
use crate::post::PostingFacts;
use crate::posting::{Posted, Posting};
use crate::refusal::PostRefusal;
use crate::voucher::{BalancedVoucher, DraftVoucher};

/// How often vouchers that a guard holds back are taken out and the rest tried again. Each time one
/// voucher at least is left out; a file that needs more is refused with what was found.
const ROUNDS_MAX: usize = 50;

/// What became of drafts that were posted one by one.
#[derive(Debug, Clone)]
pub struct PostedParts {
    /// What was posted, in the order of the drafts.
    pub posted: Posted,
    /// The drafts that were posted, by their place from 0, each as it stands.
    pub kept: Vec<(usize, BalancedVoucher)>,
    /// The drafts that were not, by their place from 0, each with all that is wrong.
    pub left_out: BTreeMap<usize, Vec<PostRefusal>>,
}

/// Posts those of a process's drafts that are accepted, in the caller's transaction, and answers what is
/// wrong with the others; whether that is enough is the caller's to say, who may still refuse it all. Where a
/// voucher lies beyond what `by` is held for, all are refused.
///
/// Every period of the books and the journal's end are locked before `drafts` reads, so that what it
/// finds still holds when they are posted. [`Deciding::periods`] is not asked: what a file holds is not
/// known before it is read. Drafts are told apart by their `source_key`.
pub fn post_parts_in<R: Refusal + From<PostRefusal>>(
    tx: &mut Tx,
    cx: &Cx,
    by: Permission,
    deciding: &Deciding,
    drafts: impl FnOnce(&mut Tx, &AccountingModel) -> Result<Vec<DraftVoucher>, Stop<Vec<R>>>,
) -> Result<PostedParts, Stop<Vec<R>>> {
    let drafts = {
        let mut posting = Posting::open(tx, cx, by, deciding.source.clone())?;
        let model = posting.model();
        facts(&mut posting, &model, deciding)?;
        posting.lock()?;
        drafts(posting.tx(), &model)?
    };
    let mut held = BTreeMap::new();
    for _ in 0..ROUNDS_MAX {
        let tried = tx.attempt(|tx| one_round(tx, cx, by, deciding, &drafts, &held));
        let refusals = match tried {
            Ok(mut parts) => {
                parts.left_out.append(&mut held);
                return Ok(parts);
            }
            Err(Stop::Refused(refusals)) => refusals,
            Err(stop) => return Err(stop.map(|refusals: Vec<PostRefusal>| refusals.into_iter().map(R::from).collect())),
        };
        // A file is the whole of what its sender says: what lies beyond reach is not picked out of it.
        let beyond = refusals.iter().any(|refusal| refusal.cause.is_of_reach());
        if beyond || !hold(&drafts, &mut held, &refusals) {
            return Err(Stop::Refused(refusals.into_iter().map(R::from).collect()));
        }
    }
    let told = held.into_values().flatten().map(R::from);
    Err(Stop::Refused(told.collect()))
}

/// Notes the drafts that guards hold back; answers whether there was one more.
fn hold(drafts: &[DraftVoucher], held: &mut BTreeMap<usize, Vec<PostRefusal>>, refusals: &[PostRefusal]) -> bool {
    let before = held.len();
    for refusal in refusals {
        let at = drafts.iter().position(|draft| draft.source_key == refusal.voucher);
        if let Some(at) = at {
            held.entry(at).or_default().push(refusal.clone());
        }
    }
    before < held.len()
}

fn facts(posting: &mut Posting<'_, '_>, model: &AccountingModel, deciding: &Deciding) -> Result<PostingFacts, Fault> {
    let periods: BTreeSet<_> = model.years.iter().flat_map(|year| year.periods()).collect();
    Ok(PostingFacts {
        accept_warnings: deciding.accept_warnings.clone(),
        ..posting.facts(&periods, Module::Ledger)?
    })
}

fn one_round(
    tx: &mut Tx,
    cx: &Cx,
    by: Permission,
    deciding: &Deciding,
    drafts: &[DraftVoucher],
    held: &BTreeMap<usize, Vec<PostRefusal>>,
) -> Result<PostedParts, Stop<Vec<PostRefusal>>> {
    let posting = Posting::open(tx, cx, by, deciding.source.clone())?;
    let mut posting = posting.accepting(deciding.accept_warnings.as_deref());
    let model = posting.model();
    let facts = facts(&mut posting, &model, deciding)?;
    let (mut kept, mut left_out) = (Vec::new(), BTreeMap::new());
    for (at, draft) in drafts.iter().enumerate().filter(|(at, _)| !held.contains_key(at)) {
        match decide(&mut posting, &model, &facts, draft)? {
            Ok(voucher) => {
                kept.push((at, voucher.clone()));
                posting.add(voucher)?;
            }
            Err(wrong) => {
                left_out.insert(at, wrong);
            }
        }
    }
    let told = left_out.values().flatten();
    let beyond: Vec<PostRefusal> = told.filter(|refusal| refusal.cause.is_of_reach()).cloned().collect();
    if !beyond.is_empty() {
        return Err(Stop::Refused(beyond));
    }
    let posted = posting.finish()?;
    Ok(PostedParts { posted, kept, left_out })
}
