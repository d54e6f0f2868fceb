//! A business rule: what it is called, how heavy it is, when it applies, what it demands and what it says.

use std::fmt;

use kameral_base::{Sentence, Severity};

use super::facts::Facts;
use super::release::Release;
use super::says::Says;
use super::tree::El;
use super::vocabulary::Name;

/// A question about an element.
pub(super) type Test = fn(El<'_>, &Facts<'_>) -> bool;

/// A rule.
pub struct Rule {
    /// Its identifier as its authors have it: `BR-CO-10`, `PEPPOL-EN16931-R120`, `SE-R-005`.
    pub id: &'static str,
    /// Whether a broken rule stops the invoice.
    pub severity: Severity,
    /// What it says when it is broken.
    pub says: Says,
    /// The first release that has it.
    pub since: Release,
    /// The last release that has it.
    pub until: Release,
    /// True where the rule is kept.
    pub(super) holds: Test,
}

impl Rule {
    /// Whether the release has it.
    pub fn is_in(&self, release: Release) -> bool {
        (self.since..=self.until).contains(&release)
    }

    /// What is wrong and what to do: the key of the text and the rule's identifier among its arguments.
    pub fn sentence(&self) -> Sentence {
        self.says.sentence(self.id)
    }

    pub(super) const fn since(mut self, release: Release) -> Self {
        self.since = release;
        self
    }

    pub(super) const fn until(mut self, release: Release) -> Self {
        self.until = release;
        self
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.since == other.since && self.until == other.until
    }
}

impl Eq for Rule {}

/// A rule whose breach stops the invoice.
pub(super) const fn fatal(id: &'static str, says: Says, holds: Test) -> Rule {
    Rule {
        id,
        severity: Severity::Refused,
        says,
        since: Release::May2025,
        until: Release::May2026,
        holds,
    }
}

/// A rule whose breach is told of.
pub(super) const fn warning(id: &'static str, says: Says, holds: Test) -> Rule {
    Rule {
        severity: Severity::Warning,
        ..fatal(id, says, holds)
    }
}

/// Rules about the same elements.
pub(super) struct Group {
    /// The names of the elements.
    pub on: &'static [Name],
    /// Which of the elements with these names.
    pub when: Test,
    /// In the order they are tried.
    pub rules: &'static [Rule],
}

/// Every element of the names.
pub(super) fn always(_: El<'_>, _: &Facts<'_>) -> bool {
    true
}

/// The elements directly in the root.
pub(super) fn top(el: El<'_>, _: &Facts<'_>) -> bool {
    el.is_top()
}

/// Nobody keeps it: the element alone breaks the rule.
pub(super) fn never(_: El<'_>, _: &Facts<'_>) -> bool {
    false
}
