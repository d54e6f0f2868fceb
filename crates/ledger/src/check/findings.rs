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
    /// What is wrong is left out only when as much that is wrong is kept: books with thousands of
    /// gaps of other systems are clean all the same, and no gap hides what is not.
    pub(crate) fn add(&mut self, finding: Finding) {
        if self.kept.len() == FINDINGS_MAX {
            self.left_out += 1;
            if finding.is_information() {
                return;
            }
            let Some(at) = self.kept.iter().rposition(Finding::is_information) else {
                return;
            };
            self.kept.remove(at);
        }
        self.kept.push(finding);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_not_left_out_for_what_is_worth_knowing() {
        let mut findings = Findings::default();
        let place = || FindingPlace::of("voucher", "number");
        for number in 0..FINDINGS_MAX + 500 {
            findings.tell(FindingKind::OutsideGap, place(), "", number);
        }
        assert_eq!((findings.kept.len(), findings.left_out), (FINDINGS_MAX, 500));
        assert!(findings.kept.iter().all(Finding::is_information));
        for _ in 0..FINDINGS_MAX + 7 {
            findings.tell(FindingKind::Unbalanced, place(), 0, 1);
        }
        assert_eq!(findings.kept.len(), FINDINGS_MAX);
        assert!(!findings.kept.iter().any(Finding::is_information));
        assert_eq!(findings.left_out, 500 + 1_007);
    }
}
