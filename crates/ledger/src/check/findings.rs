//! What a check has found so far.

use kameral_store::Fault;

use super::finding::{Finding, FindingKind, FindingPlace};

/// Findings that are kept; one damaged page of a disk can make many thousands.
pub const FINDINGS_MAX: usize = 1_000;

/// Findings in the order they were met.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub kept: Vec<Finding>,
    pub left_out: u64,
}

impl Findings {
    pub(crate) fn add(&mut self, finding: Finding) {
        if self.kept.len() < FINDINGS_MAX {
            self.kept.push(finding);
        } else {
            self.left_out += 1;
        }
    }

    /// A finding with what should stand and what stands.
    pub(crate) fn tell(
        &mut self,
        kind: FindingKind,
        place: FindingPlace,
        expected: impl ToString,
        found: impl ToString,
    ) {
        self.add(Finding {
            kind,
            place,
            expected: expected.to_string(),
            found: found.to_string(),
        });
    }

    /// [`Self::tell`] where the two differ.
    pub(crate) fn same<T: PartialEq + ToString>(
        &mut self,
        kind: FindingKind,
        place: impl FnOnce() -> FindingPlace,
        expected: &T,
        found: &T,
    ) {
        if expected != found {
            self.tell(kind, place(), expected.to_string(), found.to_string());
        }
    }

    pub(crate) fn unreadable(&mut self, table: &'static str, fault: &Fault) {
        self.add(Finding::unreadable(table, fault));
    }
}
