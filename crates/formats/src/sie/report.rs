//! What a reading found: counts, warnings and, of a file that is refused, mistakes.

use std::collections::BTreeMap;

use super::checksum::Checksum;
use super::limits::UNKNOWN_LABELS_MAX;
use super::mistake::LineMistake;

/// How much of each there was. Counted as met in the file, whether refused or not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Lines of text, blank ones too.
    pub text_lines: u32,
    /// Records other than vouchers, of labels the standard has.
    pub records: u64,
    /// `#VER`.
    pub vouchers: u64,
    /// `#TRANS`: the lines in force, those added later among them.
    pub lines: u64,
    /// `#RTRANS` with their twins.
    pub added_lines: u64,
    /// `#BTRANS`.
    pub removed_lines: u64,
    /// Vouchers whose lines do not sum to zero.
    pub unbalanced_vouchers: u64,
    /// Records with a label the standard does not have; skipped.
    pub unknown_records: u64,
    /// Those labels and how often each came, for the first [`UNKNOWN_LABELS_MAX`] of them.
    pub unknown_labels: BTreeMap<String, u64>,
    /// Fields at the end of a record that the standard does not have; skipped.
    pub extra_fields: usize,
    /// Period balances with objects in a file of type 2, left out so that nothing counts twice.
    pub left_out_balances: u64,
}

impl Counts {
    pub(super) fn unknown(&mut self, label: &str) {
        self.unknown_records += 1;
        if let Some(count) = self.unknown_labels.get_mut(label) {
            *count += 1;
        } else if self.unknown_labels.len() < UNKNOWN_LABELS_MAX {
            self.unknown_labels.insert(label.into(), 1);
        }
    }
}

/// What a reading found, once the end is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// How much of each there was.
    pub counts: Counts,
    /// What `#KSUMMA` says about the file.
    pub checksum: Checksum,
    /// Why the file is refused, in the order of its lines; empty for a file that may be used.
    pub errors: Vec<LineMistake>,
    /// What is odd without being wrong enough to refuse the file.
    pub warnings: Vec<LineMistake>,
}

impl Report {
    /// Whether the file must be refused.
    pub fn is_refused(&self) -> bool {
        !self.errors.is_empty()
    }
}
