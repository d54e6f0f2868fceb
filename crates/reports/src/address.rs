//! The address of a figure: the question that gives what lies under it.

use std::fmt;

use kameral_base::PeriodRange;
use kameral_ledger::voucher::VoucherNumber;

use crate::{Filter, Key, Report};

/// What a report is asked, without how much of it is shown: what a link, a saved question or a cell
/// points at (GL-24, DEF-02).
///
/// [`Address::pairs`] gives it as the names and values of a query string or of command-line
/// options; [`ReportQuery::parse`](crate::ReportQuery::parse) reads them again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Which report.
    pub report: Report,
    /// Periods, both ends included; none takes the fiscal year of today.
    pub periods: Option<PeriodRange>,
    /// Conditions; every one must hold.
    pub filters: Vec<Filter>,
    /// What rows are grouped by; none takes the report's own.
    pub by: Vec<Key>,
    /// Place in the journal after which nothing counts; none means now.
    pub as_of: Option<i64>,
    /// The voucher, for the report on one.
    pub voucher: Option<VoucherNumber>,
    /// Whether quantities are shown beside amounts (EM-26).
    pub quantities: bool,
}

impl Address {
    /// A report without conditions.
    pub fn new(report: Report) -> Self {
        Self {
            report,
            periods: None,
            filters: Vec::new(),
            by: Vec::new(),
            as_of: None,
            voucher: None,
            quantities: false,
        }
    }

    /// The report on one voucher, asked for from here: where one came from is kept, for the way up.
    #[must_use]
    pub fn to_voucher(&self, number: VoucherNumber) -> Self {
        Self {
            report: Report::Voucher,
            by: Vec::new(),
            quantities: false,
            voucher: Some(number),
            ..self.clone()
        }
    }

    /// The same question for other periods.
    #[must_use]
    pub fn over(mut self, periods: PeriodRange) -> Self {
        self.periods = Some(periods);
        self
    }

    /// The same question with one more condition. It takes the place of a condition on the same key
    /// that says less.
    #[must_use]
    pub fn narrowed(mut self, filter: Filter) -> Self {
        self.filters.retain(|old| !says_less(old, &filter));
        self.filters.push(filter);
        self
    }

    /// Names and values, as options of the command line and parameters of a page's address.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if let Some(periods) = self.periods {
            pairs.push(("period", periods.to_string()));
        }
        pairs.extend(self.filters.iter().map(|filter| ("where", filter.to_string())));
        if !self.by.is_empty() {
            pairs.push(("by", list(&self.by)));
        }
        if let Some(as_of) = self.as_of {
            pairs.push(("as-of", as_of.to_string()));
        }
        if let Some(voucher) = &self.voucher {
            pairs.push(("voucher", voucher.to_string()));
        }
        if self.quantities {
            pairs.push(("quantities", "true".to_owned()));
        }
        pairs
    }
}

/// Whether everything `new` lets through passes `old` too, as far as it is easily seen.
fn says_less(old: &Filter, new: &Filter) -> bool {
    if old.key != new.key {
        return false;
    }
    if let Some(value) = new.pattern.as_value() {
        return old.pattern.matches(value);
    }
    let (old, new) = (old.pattern.to_string(), new.pattern.to_string());
    let plain = |text: &str| !text.contains([',', '!', '?', '*']) && !text.contains("..");
    match (old.strip_suffix('*'), new.strip_suffix('*')) {
        (Some(old), Some(new)) => plain(old) && plain(new) && new.starts_with(old),
        _ => old == new,
    }
}

/// Keys as they are written in `by`.
pub(crate) fn list(keys: &[Key]) -> String {
    let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
    keys.join(",")
}

impl fmt::Display for Address {
    /// `general-ledger --period 202603 --where KONTO=5531`, as after `kameral report`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.report.name())?;
        for (name, value) in self.pairs() {
            write!(f, " --{name} {value}")?;
        }
        Ok(())
    }
}
