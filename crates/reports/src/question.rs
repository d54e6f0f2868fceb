//! A report's question, understood against the accounting model and the user's scope.

use kameral_access::Rows;
use kameral_base::{Date, FiscalYear, Period, PeriodRange};
use kameral_ledger::model::AccountingModel;
use kameral_ledger::store::cube::AsOf;
use kameral_ui::Language;

use crate::condition::Condition;
use crate::source::{Source, hierarchy_over, known_dimensions, known_parts};
use crate::{Address, Key, ReportQuery, ReportRefusal};

/// What is asked, with every name resolved: nothing in it can be wrong any more.
#[derive(Debug, Clone)]
pub struct Question {
    /// The address with its periods filled in.
    pub address: Address,
    /// Fiscal year of the periods.
    pub year: FiscalYear,
    /// Periods, both ends included, in one fiscal year.
    pub periods: PeriodRange,
    /// The day relations and hierarchies are taken of: the last of the periods.
    pub day: Date,
    /// The day the conditions of the scope are taken of: what a user may see does not change with
    /// what is asked.
    pub today: Date,
    /// What rows are grouped by.
    pub by: Vec<(Key, Source)>,
    /// Conditions of the question.
    pub filters: Vec<Condition>,
    /// Conditions of the user's scope: a row must meet all of at least one list; none lets every row
    /// through.
    pub scope: Option<Vec<Vec<Condition>>>,
    /// An earlier end of the journal, when one is asked for.
    pub as_of: Option<AsOf>,
    /// The place in the journal the figures are of.
    pub seq: i64,
    /// Language of names.
    pub language: Language,
}

impl Question {
    /// Understands a query, or tells everything in it that cannot be.
    ///
    /// `end` is the journal's last place; `today` chooses the fiscal year when no periods are asked.
    pub fn resolve(
        query: &ReportQuery,
        model: &AccountingModel,
        scope: &Rows,
        end: i64,
        today: Date,
    ) -> Result<Self, Vec<ReportRefusal>> {
        let mut wrong = Vec::new();
        let address = &query.address;
        let periods = kept(&mut wrong, years_of(model, address.periods, today));
        let filters = address
            .filters
            .iter()
            .filter_map(|filter| kept(&mut wrong, Condition::of_filter(model, filter)));
        let filters: Vec<Condition> = filters.collect();
        let by = address
            .by
            .iter()
            .filter_map(|key| kept(&mut wrong, grouping(model, key)));
        let by: Vec<(Key, Source)> = by.collect();
        let seq = kept(&mut wrong, place(address.as_of, end)).unwrap_or(end);
        let (Some((year, periods)), true) = (periods, wrong.is_empty()) else {
            return Err(wrong);
        };
        Ok(Self {
            address: Address {
                periods: Some(periods),
                ..address.clone()
            },
            year,
            periods,
            day: last_day(year, periods.to()),
            today,
            by,
            filters,
            scope: fence(model, scope),
            as_of: (seq < end).then_some(AsOf { seq, end }),
            seq,
            language: query.language,
        })
    }

    /// Whether every row of the entity is asked for and may be seen.
    pub fn is_whole(&self) -> bool {
        self.filters.is_empty() && self.scope.is_none()
    }

    /// The same question for the year before, over the same part of it; none when there is no year
    /// before. Relations and conditions are those of that year.
    #[must_use]
    pub fn of_year_before(&self, model: &AccountingModel) -> Option<Self> {
        let at = model.years.iter().position(|year| *year == self.year)?;
        let year = *model.years.get(at.checked_sub(1)?)?;
        let same = |period: Period| {
            let months = |year: FiscalYear| year.months().collect::<Vec<_>>();
            let (now, then) = (months(self.year), months(year));
            match now.iter().position(|month| *month == period) {
                Some(at) => then.get(at).or(then.last()).copied(),
                None if period.is_opening() => Some(year.opening()),
                None => Period::new(year.year(), period.month()).ok(),
            }
        };
        let periods = PeriodRange::new(same(self.periods.from())?, same(self.periods.to())?).ok()?;
        Some(self.over(year, periods))
    }

    /// The same question for the whole of the year before.
    #[must_use]
    pub fn of_whole_year_before(&self, model: &AccountingModel) -> Option<Self> {
        let earlier = self.of_year_before(model)?;
        let last = *every_period(earlier.year).last()?;
        let periods = PeriodRange::new(Period::of(earlier.year.starts_on()), last).ok()?;
        Some(self.over(earlier.year, periods))
    }

    /// The same question from the beginning of the year, so that what comes before is its opening
    /// balance.
    #[must_use]
    pub fn since_year_start(&self) -> Self {
        let from = Period::of(self.year.starts_on()).min(self.periods.to());
        let periods = PeriodRange::new(from, self.periods.to()).unwrap_or(self.periods);
        self.over(self.year, periods)
    }

    /// The same question for periods of a year.
    #[must_use]
    pub fn over(&self, year: FiscalYear, periods: PeriodRange) -> Self {
        Self {
            address: self.address.clone().over(periods),
            year,
            periods,
            day: last_day(year, periods.to()),
            ..self.clone()
        }
    }

    /// The fiscal year as the database keeps it.
    pub fn year_number(&self) -> i64 {
        i64::from(self.year.year())
    }

    /// The periods asked for, in order, with closing periods that are seldom used.
    pub fn each_period(&self) -> Vec<Period> {
        every_period(self.year)
            .into_iter()
            .filter(|period| self.periods.contains(*period))
            .collect()
    }

    /// The stretch of the year before the periods asked for; none when they begin the year.
    pub fn before(&self) -> Option<PeriodRange> {
        let before = every_period(self.year)
            .into_iter()
            .take_while(|period| *period < self.periods.from())
            .last()?;
        PeriodRange::new(self.year.opening(), before).ok()
    }

    /// The year from its opening up to the end of the periods asked for.
    pub fn through(&self) -> PeriodRange {
        PeriodRange::new(self.year.opening(), self.periods.to()).expect("a year's opening is its first period")
    }
}

/// Opening, months, and all four closing periods.
pub fn every_period(year: FiscalYear) -> Vec<Period> {
    let closing = (13..=16).filter_map(|month| Period::new(year.year(), month).ok());
    std::iter::once(year.opening())
        .chain(year.months())
        .chain(closing)
        .collect()
}

fn fence(model: &AccountingModel, scope: &Rows) -> Option<Vec<Vec<Condition>>> {
    let Rows::AnyOf(alternatives) = scope else {
        return None;
    };
    let of_model = |all: &Vec<_>| {
        all.iter()
            .map(|condition| Condition::of_scope(model, condition))
            .collect()
    };
    Some(alternatives.iter().map(of_model).collect())
}

fn kept<T>(wrong: &mut Vec<ReportRefusal>, answer: Result<T, ReportRefusal>) -> Option<T> {
    answer.map_err(|refusal| wrong.push(refusal)).ok()
}

/// The year and the periods. A range over two years is refused: balances begin anew between them,
/// so no column would be right; the refusal says which two ranges to ask for.
fn years_of(
    model: &AccountingModel,
    periods: Option<PeriodRange>,
    today: Date,
) -> Result<(FiscalYear, PeriodRange), ReportRefusal> {
    let Some(periods) = periods else {
        let latest = || model.years.iter().rev().find(|year| year.starts_on() <= today);
        let year = model.year_of(today).or_else(latest).or_else(|| model.years.first());
        let year = *year.ok_or(ReportRefusal::YearsMissing)?;
        let months = PeriodRange::new(Period::of(year.starts_on()), year.closing());
        return Ok((year, months.expect("a year begins before it closes")));
    };
    let first = year_of(model, periods.from())?;
    let second = year_of(model, periods.to())?;
    if first != second {
        let part = |from: Period, to: Period| PeriodRange::new(from, to).map(|range| range.to_string());
        return Err(ReportRefusal::RangeOverYears {
            period: periods.to_string(),
            first: part(periods.from(), Period::of(first.ends_on())).unwrap_or_default(),
            second: part(Period::of(second.starts_on()), periods.to()).unwrap_or_default(),
        });
    }
    Ok((first, periods))
}

fn year_of(model: &AccountingModel, period: Period) -> Result<FiscalYear, ReportRefusal> {
    model.year_of_period(period).copied().ok_or_else(|| {
        let years = model.years.iter().map(|year| {
            let months = PeriodRange::new(Period::of(year.starts_on()), Period::of(year.ends_on()));
            months.map(|months| months.to_string()).unwrap_or_default()
        });
        ReportRefusal::PeriodOutsideYears {
            period,
            years: years.collect::<Vec<_>>().join(", "),
        }
    })
}

fn last_day(year: FiscalYear, to: Period) -> Date {
    match to.last_day() {
        Some(day) => day,
        None if to.is_opening() => year.starts_on(),
        None => year.ends_on(),
    }
}

fn grouping(model: &AccountingModel, key: &Key) -> Result<(Key, Source), ReportRefusal> {
    let source = Source::of(model, key.code()).map_err(|_| ReportRefusal::DimensionUnknown {
        dimension: key.code().to_owned(),
        known: known_dimensions(model),
    })?;
    let Some(part) = key.part() else {
        return Ok((key.clone(), source));
    };
    if source == Source::Account
        && let Some(level) = Source::level(part)
    {
        return Ok((key.clone(), level));
    }
    if let Some(node) = Source::node(model, key, &source) {
        return Ok((key.clone(), node));
    }
    // A tree has a sum on each of its levels: which is meant?
    let code = part.rsplit_once('/').map_or(part, |(code, _)| code);
    if let Some(at) = hierarchy_over(model, key, code) {
        let hierarchy = &model.hierarchies[at];
        return Err(ReportRefusal::ByHierarchy {
            first: key.node(&hierarchy.hierarchy, 1).to_string(),
            last: key.node(&hierarchy.hierarchy, hierarchy.depth().max(1)).to_string(),
            key: key.to_string(),
        });
    }
    Err(ReportRefusal::PartUnknown {
        key: key.to_string(),
        known: known_parts(model, key),
    })
}

fn place(as_of: Option<i64>, end: i64) -> Result<i64, ReportRefusal> {
    match as_of {
        Some(as_of) if end < as_of => Err(ReportRefusal::AsOfBeyondEnd { as_of, end }),
        Some(as_of) => Ok(as_of),
        None => Ok(end),
    }
}
