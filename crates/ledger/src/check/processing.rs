//! The processing history: its numbers, its chain, and what its lines say was changed.

use std::collections::BTreeSet;

use kameral_access::history::{self, Chain, LineFault, SealedLine};
use kameral_base::EntityId;
use kameral_store::{Fault, Tx};

use super::finding::{FindingKind as Kind, FindingPlace};
use super::findings::Findings;
use crate::chain::hex;

/// Every line of an entity, from the first.
pub(super) fn all(tx: &mut Tx, entity: EntityId, findings: &mut Findings) -> Result<(), Fault> {
    let head = history::head(tx, entity)?;
    let mut chain = Chain::default();
    let mut sealed_from = None;
    // An orphan is met by every page before it; it is told once.
    let mut strangers: BTreeSet<(i64, i64)> = BTreeSet::new();
    // A line before the first has no place either.
    let mut after = i64::MIN;
    loop {
        let page = history::sealed_after(tx, entity, after)?;
        for (seq, place) in page.strangers {
            if strangers.insert((seq, place)) {
                let place = FindingPlace::of("history_change", "history_seq").named(format!("{seq}:{place}"));
                findings.tell(Kind::ProcessingOrphan, place, "", seq);
            }
        }
        if page.lines.is_empty() {
            break;
        }
        for line in &page.lines {
            after = line.seq;
            if line.hash.is_some() && sealed_from.is_none() {
                sealed_from = Some(line.seq);
            }
            for fault in chain.take(line) {
                tell(line, &fault, findings);
            }
        }
    }
    let (last, from) = head.unwrap_or_default();
    let place = |column: &str| FindingPlace::of("history_head", column).named(entity.to_string());
    findings.same(Kind::ProcessingHead, || place("last_seq"), &chain.seq, &last);
    let shown = |from: Option<i64>| from.map_or_else(String::new, |seq| seq.to_string());
    findings.same(
        Kind::ProcessingHead,
        || place("sealed_from"),
        &shown(sealed_from),
        &shown(from),
    );
    Ok(())
}

fn tell(line: &SealedLine, fault: &LineFault, findings: &mut Findings) {
    let place = |column: &str| {
        FindingPlace::of("history", column).named(format!("{} ({} {})", line.seq, line.command, line.subject))
    };
    let kept = || line.hash.as_deref().map(hex).unwrap_or_default();
    match fault {
        LineFault::Gap { expected } => findings.tell(Kind::ProcessingGap, place("history_seq"), expected, line.seq),
        LineFault::Seal { expected } => findings.tell(Kind::ProcessingSeal, place("hash"), hex(expected), kept()),
        LineFault::Unsealed => findings.tell(Kind::ProcessingSeal, place("hash"), hex(&line.seal(&[])), ""),
    }
}
