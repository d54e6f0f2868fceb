//! Tombstones: their chain, and that voucher, log and processing history say the same of each.

use std::collections::BTreeMap;

use kameral_base::EntityId;
use kameral_store::{Fault, Tx};

use super::finding::{FindingKind as Kind, FindingPlace};
use super::findings::Findings;
use crate::chain::hex;
use crate::store::tombstones::{self, Told};
use crate::tombstone::Tombstone;

pub(super) use crate::store::tombstones::between;

/// The whole chain, and what else tells of it.
pub(super) fn all(tx: &mut Tx, entity: EntityId, findings: &mut Findings) -> Result<(), Fault> {
    let mut before: Option<Tombstone> = None;
    tombstones::each(tx, entity, |told| {
        let place = |table: &'static str, column: &str| {
            FindingPlace::of(table, column)
                .seq(told.tombstone.journal_seq)
                .named(told.tombstone.tombstone_no.to_string())
        };
        for (column, expected, found) in told.tombstone.faults(entity, before.as_ref()) {
            findings.tell(
                Kind::TombstoneBroken,
                place("voucher_tombstone", column),
                expected,
                found,
            );
        }
        others(&told, place, findings);
        before = Some(told.tombstone);
    })?;
    for (source, subject) in tombstones::missing(tx, entity)? {
        let place = FindingPlace::of("voucher_tombstone", &source).named(subject.clone());
        findings.tell(Kind::TombstoneAlone, place, "", subject);
    }
    Ok(())
}

/// What the voucher, the log and the history say.
fn others(told: &Told, place: impl Fn(&'static str, &str) -> FindingPlace, findings: &mut Findings) {
    let tombstone = &told.tombstone;
    let voucher = told.voucher.as_deref().map(hex).unwrap_or_default();
    let shown = |(decision, run): (i64, i64)| format!("{decision}/{run}");
    let logged = told.logged.map(shown).unwrap_or_default();
    let history = told.history.clone().unwrap_or_default();
    let of_log = shown((tombstone.decision_no, tombstone.run_no));
    for (table, column, expected, found) in [
        ("voucher", "hash", hex(&tombstone.sealed), voucher),
        ("disposed", "decision_no", of_log, logged),
        ("history_change", "after_text", hex(&tombstone.hash), history),
    ] {
        findings.same(Kind::TombstoneAlone, || place(table, column), &expected, &found);
    }
}

/// How many vouchers have lost their texts, by decision: worth knowing, and nothing wrong.
pub(super) fn told(without_texts: &BTreeMap<i64, u64>, findings: &mut Findings) {
    for (decision, vouchers) in without_texts {
        let place = FindingPlace::of("voucher_tombstone", "decision_no").named(decision.to_string());
        findings.tell(Kind::TextsDisposed, place, "", vouchers);
    }
}
