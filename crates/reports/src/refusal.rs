//! Why a report is not made. The order of the variants is the order in which they are tried.

use kameral_base::{Arg, Period, Place, Refusal, Sentence};

/// One thing that is wrong with what was asked. Everything that is wrong is told at once.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "a field bears the name of what it holds")]
pub enum ReportRefusal {
    /// No report has that name.
    ReportUnknown { name: String, known: String },
    /// Not a period and no range of periods.
    PeriodMalformed { period: String },
    /// Not a dimension, an equals sign and a pattern.
    FilterMalformed { filter: String },
    /// The pattern cannot be read.
    PatternMalformed { key: String, pattern: String },
    /// Not a dimension to group by.
    ByMalformed { by: String },
    /// Not a place in the journal.
    AsOfMalformed { as_of: String },
    /// Not a voucher number.
    VoucherMalformed { voucher: String },
    /// Not a place in this report's rows.
    PlaceMalformed { after: String },
    /// Not a number of rows, or more than a page holds.
    LimitMalformed { limit: String, max: usize },
    /// The report has no such option.
    NotOffered { report: &'static str, option: &'static str },
    /// The report on a voucher was asked for without one.
    VoucherMissing,
    /// The entity has no fiscal year yet.
    YearsMissing,
    /// No fiscal year holds the period.
    PeriodOutsideYears { period: Period, years: String },
    /// The range lies in two fiscal years, whose balances begin anew.
    RangeOverYears {
        period: String,
        first: String,
        second: String,
    },
    /// No dimension has that code.
    DimensionUnknown { dimension: String, known: String },
    /// The dimension has no such hierarchy, and the account no such level.
    PartUnknown { key: String, known: String },
    /// The hierarchy has no node that matches.
    NodeUnknown { key: String, node: String },
    /// Rows are grouped by one level of a hierarchy, and none, or none that is there, is named.
    ByHierarchy { key: String, first: String, last: String },
    /// The journal ends before that place.
    AsOfBeyondEnd { as_of: i64, end: i64 },
    /// Only the other rule set has the report.
    OtherRules { report: &'static str, rules: &'static str },
    /// No voucher has that number, or none that this user may see.
    VoucherUnknown { voucher: String },
}

/// Name, text key, field, arguments.
type Told = (&'static str, &'static str, &'static str, Vec<(&'static str, Arg)>);

impl ReportRefusal {
    #[rustfmt::skip]
    fn told(&self) -> Told {
        use ReportRefusal as R;
        fn text(text: &str) -> Arg { Arg::Text(text.to_owned()) }
        match self {
            R::ReportUnknown { name, known } => ("report_unknown", "refusal-report-unknown", "name", vec![("name", text(name)), ("known", text(known))]),
            R::PeriodMalformed { period } => ("report_period_malformed", "refusal-report-period-malformed", "period", vec![("period", text(period))]),
            R::FilterMalformed { filter } => ("report_filter_malformed", "refusal-report-filter-malformed", "where", vec![("filter", text(filter))]),
            R::PatternMalformed { key, pattern } => ("report_pattern_malformed", "refusal-report-pattern-malformed", "where", vec![("key", text(key)), ("pattern", text(pattern))]),
            R::ByMalformed { by } => ("report_by_malformed", "refusal-report-by-malformed", "by", vec![("by", text(by))]),
            R::AsOfMalformed { as_of } => ("report_as_of_malformed", "refusal-report-as-of-malformed", "as-of", vec![("asof", text(as_of))]),
            R::VoucherMalformed { voucher } => ("report_voucher_malformed", "refusal-report-voucher-malformed", "voucher", vec![("voucher", text(voucher))]),
            R::PlaceMalformed { after } => ("report_place_malformed", "refusal-report-place-malformed", "after", vec![("after", text(after))]),
            R::LimitMalformed { limit, max } => ("report_limit_malformed", "refusal-report-limit-malformed", "limit", vec![("limit", text(limit)), ("max", Arg::from(*max))]),
            R::NotOffered { report, option } => ("report_not_offered", "refusal-report-not-offered", option, vec![("report", text(report)), ("option", text(option))]),
            R::VoucherMissing => ("report_voucher_missing", "refusal-report-voucher-missing", "voucher", vec![]),
            R::YearsMissing => ("report_years_missing", "refusal-report-years-missing", "period", vec![]),
            R::PeriodOutsideYears { period, years } => ("report_period_outside_years", "refusal-report-period-outside-years", "period", vec![("period", Arg::Period(*period)), ("years", text(years))]),
            R::RangeOverYears { period, first, second } => ("report_range_over_years", "refusal-report-range-over-years", "period", vec![("period", text(period)), ("first", text(first)), ("second", text(second))]),
            R::DimensionUnknown { dimension, known } => ("report_dimension_unknown", "refusal-report-dimension-unknown", "where", vec![("dimension", text(dimension)), ("known", text(known))]),
            R::PartUnknown { key, known } => ("report_part_unknown", "refusal-report-part-unknown", "where", vec![("key", text(key)), ("known", text(known))]),
            R::NodeUnknown { key, node } => ("report_node_unknown", "refusal-report-node-unknown", "where", vec![("key", text(key)), ("node", text(node))]),
            R::ByHierarchy { key, first, last } => ("report_by_hierarchy", "refusal-report-by-hierarchy", "by", vec![("key", text(key)), ("first", text(first)), ("last", text(last))]),
            R::AsOfBeyondEnd { as_of, end } => ("report_as_of_beyond_end", "refusal-report-as-of-beyond-end", "as-of", vec![("asof", Arg::Number(*as_of)), ("end", Arg::Number(*end))]),
            R::OtherRules { report, rules } => ("report_other_rules", "refusal-report-other-rules", "name", vec![("report", text(report)), ("rules", text(rules))]),
            R::VoucherUnknown { voucher } => ("report_voucher_unknown", "refusal-report-voucher-unknown", "voucher", vec![("voucher", text(voucher))]),
        }
    }
}

impl Refusal for ReportRefusal {
    fn name(&self) -> &'static str {
        self.told().0
    }

    fn sentence(&self) -> Sentence {
        let (_, key, _, args) = self.told();
        Sentence { key, args }
    }

    fn place(&self) -> Place {
        Place::field(self.told().2)
    }
}
