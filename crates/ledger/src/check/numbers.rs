//! Numbers without gaps, and the counters they are taken from.
//!
//! Numbers of a series need not rise with the journal: an imported history keeps its own. So the
//! walk adds up what it meets, in a few words a series and year, and only where that is not the sum
//! of 1, 2, 3 … are the numbers themselves looked through.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use kameral_base::EntityId;
use kameral_store::{Fault, Tx};
use rustc_hash::FxHashMap;

use super::facts::Facts;
use super::finding::{FindingKind as Kind, FindingPlace};
use super::findings::Findings;
use crate::store::check as stored;
use crate::voucher::VoucherNumber;

/// Series and year.
type Key = (String, i64);

/// Numbers of one series and year, added up.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    count: i128,
    highest: i64,
    sum: i128,
    squares: i128,
}

impl Sums {
    /// Whether they can only be 1 to the highest, each once.
    fn is_whole(&self) -> bool {
        let n = i128::from(self.highest);
        let squares = n.checked_mul(n + 1).and_then(|twice| twice.checked_mul(2 * n + 1));
        self.count == n && self.sum * 2 == n * (n + 1) && Some(self.squares.saturating_mul(6)) == squares
    }
}

/// Numbers of every series, added up.
#[derive(Debug, Default)]
pub(crate) struct Numbers(FxHashMap<Key, Sums>);

impl Numbers {
    pub(crate) fn add(&mut self, number: &VoucherNumber) {
        let sums = self.0.entry((number.series.clone(), number.year)).or_default();
        let wide = i128::from(number.number);
        sums.count += 1;
        sums.highest = sums.highest.max(number.number);
        sums.sum = sums.sum.saturating_add(wide);
        sums.squares = sums.squares.saturating_add(wide * wide);
    }

    /// Holes in series of our own are told as wrong, in others as worth knowing; counters stand on
    /// the highest number.
    pub(super) fn compare(
        &self,
        tx: &mut Tx,
        entity: EntityId,
        facts: &Facts,
        findings: &mut Findings,
    ) -> Result<(), Fault> {
        let mut counters: BTreeMap<Key, i64> = stored::counters(tx, entity)?.into_iter().collect();
        let mut broken: Vec<&str> = Vec::new();
        let mut met: Vec<(&Key, &Sums)> = self.0.iter().collect();
        met.sort_by_key(|(key, _)| *key);
        for (key, sums) in met {
            let outside = facts.is_outside(&key.0);
            if !sums.is_whole() && broken.last() != Some(&key.0.as_str()) {
                broken.push(&key.0);
            }
            let (expected, counter) = (
                if outside { 0 } else { sums.highest },
                counters.remove(key).unwrap_or(0),
            );
            findings.same(Kind::Counter, || counter_place(key), &expected, &counter);
        }
        for (key, counter) in counters {
            findings.same(Kind::Counter, || counter_place(&key), &0, &counter);
        }
        for series in broken {
            gaps(tx, entity, series, facts.is_outside(series), findings)?;
        }
        Ok(())
    }
}

fn counter_place((series, year): &Key) -> FindingPlace {
    FindingPlace::of("series_counter", "last_number").named(format!("{series}-{year}"))
}

/// Looks through the numbers of a series for what is missing or doubled. A series of another system
/// begins where it begins.
fn gaps(tx: &mut Tx, entity: EntityId, series: &str, outside: bool, findings: &mut Findings) -> Result<(), Fault> {
    let mut before = (0, 0);
    let mut told = false;
    stored::numbers_of(tx, entity, series, |read| {
        let Ok((year, number)) = read else {
            return ControlFlow::Continue(());
        };
        let first = year != before.0;
        let expected = if first { 1 } else { before.1 + 1 };
        before = (year, number);
        let place = FindingPlace::of("voucher", "number").named(format!("{series}-{year}"));
        if number != expected && !outside {
            told = true;
            findings.tell(Kind::NumberGap, place, expected, number);
        } else if expected < number && !first {
            findings.tell(Kind::OutsideGap, place, "", format!("{expected}..{}", number - 1));
        }
        ControlFlow::Continue(())
    })?;
    if !told && !outside {
        // The index the numbers were read from differs from the vouchers themselves.
        let place = FindingPlace::of("voucher", "number").named(series);
        findings.tell(Kind::NumberGap, place, "", "");
    }
    Ok(())
}
