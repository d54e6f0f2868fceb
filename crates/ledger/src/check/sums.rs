//! Balances and counters against what the walk added up.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use kameral_base::EntityId;
use kameral_store::{Fault, Tx};

use super::finding::{FindingKind as Kind, FindingPlace};
use super::findings::Findings;
use super::journal::Journal;
use crate::store::check as stored;

const GO_ON: ControlFlow<()> = ControlFlow::Continue(());

/// Every cell of the balances.
pub(super) fn balances(
    tx: &mut Tx,
    entity: EntityId,
    walk: &mut Journal<'_>,
    findings: &mut Findings,
) -> Result<(), Fault> {
    stored::balances(tx, entity, |read| {
        match read {
            Ok(balance) => walk.cube.compare(&balance, findings),
            Err(fault) => findings.unreadable("balance", &fault),
        }
        GO_ON
    })?;
    walk.cube.rest(findings);
    Ok(())
}

/// Counters against the highest numbers; holes in series that another system numbers, for knowledge.
pub(super) fn numbers(
    tx: &mut Tx,
    entity: EntityId,
    walk: &Journal<'_>,
    findings: &mut Findings,
) -> Result<(), Fault> {
    let mut counters: BTreeMap<(String, i64), i64> =
        stored::counters(tx, entity)?.into_iter().collect();
    let name = |key: &(String, i64)| format!("{}-{}", key.0, key.1);
    for (key, last) in &walk.numbers {
        let place = || FindingPlace::of("series_counter", "last_number").named(name(key));
        findings.same(
            Kind::Counter,
            place,
            last,
            &counters.remove(key).unwrap_or(0),
        );
    }
    for (key, last) in counters {
        let place = || FindingPlace::of("series_counter", "last_number").named(name(&key));
        findings.same(Kind::Counter, place, &0, &last);
    }
    for series in &walk.facts().outside {
        let mut before = (0, 0);
        stored::numbers_of(tx, entity, series, |read| {
            let Ok((year, number)) = read else {
                return GO_ON;
            };
            if before.0 == year && before.1 + 1 < number {
                let place = FindingPlace::of("voucher", "number").named(format!("{series}-{year}"));
                findings.tell(
                    Kind::OutsideGap,
                    place,
                    "",
                    format!("{}..{}", before.1 + 1, number - 1),
                );
            }
            before = (year, number);
            GO_ON
        })?;
    }
    Ok(())
}
