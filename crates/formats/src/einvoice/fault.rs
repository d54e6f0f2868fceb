//! A fault in an e-invoice: where it stands and what is wrong.

use std::fmt;

use kameral_base::{Place, Refusal, Sentence, Severity};

use super::mistake::Mistake;
use super::rule::Rule;
use super::tree::El;
use crate::MISTAKES_MAX;

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The file or its structure.
    Structure(Mistake),
    /// A business rule is broken.
    Rule(&'static Rule),
}

/// A fault and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1; 0 for what concerns the whole file.
    pub line: u32,
    /// The column in characters, from 1; 0 for what concerns the whole file.
    pub column: u32,
    /// The path of the element: `Invoice/cac:InvoiceLine[2]/cbc:ID`; empty for the whole file.
    pub path: String,
    /// What is wrong.
    pub what: What,
}

impl Fault {
    /// A fault of the whole file.
    pub(super) fn of_file(mistake: Mistake) -> Self {
        Self::at(0, 0, mistake)
    }

    pub(super) fn at(line: u32, column: u32, mistake: Mistake) -> Self {
        Self {
            line,
            column,
            path: String::new(),
            what: What::Structure(mistake),
        }
    }

    pub(super) fn in_element(el: El<'_>, what: What) -> Self {
        let (line, column) = el.position();
        Self {
            line,
            column,
            path: el.path(),
            what,
        }
    }

    /// Whether the invoice may be used in spite of it.
    pub fn is_warning(&self) -> bool {
        self.severity() == Severity::Warning
    }

    /// The rule's identifier as its authors have it, if a rule is broken: `BR-CO-10`.
    pub fn rule(&self) -> Option<&'static str> {
        match self.what {
            What::Rule(rule) => Some(rule.id),
            What::Structure(_) => None,
        }
    }
}

impl Refusal for Fault {
    fn name(&self) -> &'static str {
        match &self.what {
            What::Structure(mistake) => mistake.name(),
            What::Rule(rule) => rule.says.name(),
        }
    }

    fn sentence(&self) -> Sentence {
        match &self.what {
            What::Structure(mistake) => mistake.sentence(),
            What::Rule(rule) => rule.sentence(),
        }
    }

    fn place(&self) -> Place {
        Place {
            line: (self.line != 0).then_some(self.line),
            field: (!self.path.is_empty()).then(|| self.path.clone()),
        }
    }

    fn severity(&self) -> Severity {
        match &self.what {
            What::Structure(mistake) => mistake.severity(),
            What::Rule(rule) => rule.severity,
        }
    }
}

impl fmt::Display for Fault {
    /// For logs and tests: `12:5 Invoice/cbc:ID: BR-02`. The words are in `text/*.ftl`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{} {}: {}",
            self.line,
            self.column,
            self.path,
            self.rule().unwrap_or(self.name())
        )
    }
}

impl std::error::Error for Fault {}

/// Faults as they are met. Places are worked out at the end, of those that are kept.
#[derive(Debug, Default)]
pub(super) struct Found<'t> {
    kept: Vec<(El<'t>, What)>,
    left_out: usize,
}

impl<'t> Found<'t> {
    pub fn mistake(&mut self, el: El<'t>, mistake: Mistake) {
        self.add(el, What::Structure(mistake));
    }

    pub fn broken(&mut self, el: El<'t>, rule: &'static Rule) {
        self.add(el, What::Rule(rule));
    }

    fn add(&mut self, el: El<'t>, what: What) {
        if self.kept.len() < MISTAKES_MAX {
            self.kept.push((el, what));
        } else {
            self.left_out += 1;
        }
    }

    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// The faults in the order of the document, and how many were left out if any.
    pub fn finish(mut self) -> Vec<Fault> {
        self.kept.sort_by_key(|(el, _)| el.index());
        let mut faults: Vec<Fault> = self
            .kept
            .into_iter()
            .map(|(el, what)| Fault::in_element(el, what))
            .collect();
        if 0 < self.left_out {
            faults.push(Fault::of_file(Mistake::FaultsLeftOut { count: self.left_out }));
        }
        faults
    }
}
