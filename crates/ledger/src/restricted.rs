//! *Begränsning* (GDPR art. 18): a value whose person has asked for it stands in no new entries. Whoever
//! must all the same, for a correction or by law, accepts the warning with a reason that is kept.

use std::collections::BTreeSet;
use std::sync::Arc;

use kameral_access::Cx;
use kameral_access::personal::{Protection, ProtectionKind, in_force, restricted};
use kameral_base::{Period, Sentence};
use kameral_store::{Fault, Store, Tx};

use crate::guard::{self, GuardRefusal, GuardedSum, PostingGuard};
use crate::model::{Account, AccountingModel};

/// Guards restricted values of a database.
pub fn register(store: &Store) {
    guard::register(store, Arc::new(RestrictionGuard));
}

struct RestrictionGuard;

fn in_force_here(tx: &mut Tx, cx: &Cx) -> Result<Vec<Protection>, Fault> {
    let mut found = in_force(tx, cx.entity())?;
    found.retain(|known| known.kind == ProtectionKind::RestrictedValue);
    Ok(found)
}

impl PostingGuard for RestrictionGuard {
    fn concerns(&self, _: &Account) -> bool {
        true
    }

    fn wakes(&self, tx: &mut Tx, cx: &Cx, _: &BTreeSet<Period>) -> Result<bool, Fault> {
        Ok(!in_force_here(tx, cx)?.is_empty())
    }

    fn ask(
        &self,
        tx: &mut Tx,
        cx: &Cx,
        model: &AccountingModel,
        sums: &[GuardedSum],
    ) -> Result<Vec<GuardRefusal>, Fault> {
        let known = in_force_here(tx, cx)?;
        let mut refused: Vec<GuardRefusal> = Vec::new();
        for (at, sum) in sums.iter().enumerate() {
            for (position, value) in sum.coding.values() {
                let Some(dimension) = model.dimension_at(position) else {
                    continue;
                };
                if restricted(&known, ProtectionKind::RestrictedValue, &dimension.code, &value).is_some() {
                    refused.push(GuardRefusal {
                        sums: vec![at],
                        name: "value_restricted",
                        sentence: Sentence::new("warning-value-restricted")
                            .with("dimension", dimension.code.clone())
                            .with("value", value),
                        warning: true,
                    });
                }
            }
        }
        Ok(refused)
    }
}
