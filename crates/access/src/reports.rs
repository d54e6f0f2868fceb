//! Which reports somebody may run, where a role names them (REP-11).

use std::collections::BTreeSet;

/// *Rapporter i en roll*: every report, or those that are named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReportLimit {
    /// Every report.
    Every,
    /// Those of these names.
    Only(BTreeSet<String>),
}

impl ReportLimit {
    /// Of the roles that run reports, each with the reports it is limited to; one without a limit lifts
    /// those of the others.
    pub(crate) fn union<'r>(roles: impl Iterator<Item = &'r BTreeSet<String>>) -> Self {
        let mut only = BTreeSet::new();
        for reports in roles {
            if reports.is_empty() {
                return Self::Every;
            }
            only.extend(reports.iter().cloned());
        }
        Self::Only(only)
    }

    /// Whether a report may be run.
    pub fn lets(&self, report: &str) -> bool {
        match self {
            Self::Every => true,
            Self::Only(reports) => reports.contains(report),
        }
    }
}
