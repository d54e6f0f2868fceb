//! *Jämförelse* of two files, record by record.

use std::collections::BTreeMap;

use kameral_base::Ore;
use kameral_formats::hermes::{Record, RecordKey};

/// A record that the two files do not have alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Which record.
    pub key: RecordKey,
    /// Öre in the first file; none where it has no such record.
    pub first: Option<Ore>,
    /// Öre in the second.
    pub second: Option<Ore>,
}

impl Difference {
    /// The second less the first; nothing when it is larger than an amount can be.
    pub fn change(&self) -> Option<Ore> {
        self.second
            .unwrap_or_default()
            .checked_sub(self.first.unwrap_or_default())
    }
}

/// What two files have in common and what not, the differences in the order of the records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Records that both have with the same amount.
    pub same: usize,
    /// The others.
    pub differences: Vec<Difference>,
}

impl Comparison {
    /// How much the second has in debit and in credit beyond the first, öre; nothing when a sum is larger
    /// than an amount can be.
    pub fn sides(&self) -> Option<(Ore, Ore)> {
        let mut sides = (Ore::ZERO, Ore::ZERO);
        for difference in &self.differences {
            let change = difference.change()?;
            let side = if change.is_negative() {
                &mut sides.1
            } else {
                &mut sides.0
            };
            *side = side.checked_add(change)?;
        }
        Some(sides)
    }
}

/// Compares two files' records.
pub fn compare(first: &[Record], second: &[Record]) -> Comparison {
    let mut both: BTreeMap<RecordKey, (Option<Ore>, Option<Ore>)> = BTreeMap::new();
    for record in first {
        both.entry(record.key()).or_default().0 = Some(record.amount);
    }
    for record in second {
        both.entry(record.key()).or_default().1 = Some(record.amount);
    }
    let same = both.values().filter(|(first, second)| first == second).count();
    let differing = both.into_iter().filter(|(_, (first, second))| first != second);
    Comparison {
        same,
        differences: differing
            .map(|(key, (first, second))| Difference { key, first, second })
            .collect(),
    }
}
