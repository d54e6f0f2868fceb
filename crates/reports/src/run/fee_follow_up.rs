//! *Uppföljning enligt avgiftsförordningen*: income under 4 § of the fees ordinance (1992:191) beside
//! administration cost, month by month over the months the rule set says, and its share of it (GL-30).
//!
//! An agency may supply ten kinds of goods and services for a fee without being told to, when they are
//! temporary or of little extent: over more than two years no more than a small share of its cost.
//! Months may lie in several fiscal years; closing periods belong to the last month of theirs.

use std::collections::BTreeMap;

use kameral_base::{FiscalYear, Ore, Period, PeriodRange, Quantity, Sentence};
use kameral_store::{Fault, Tx};

use super::Run;
use super::statement::tail;
use crate::fetch::{self, Depth};
use crate::question::{Question, every_period};
use crate::selection::Selection;
use crate::setting::{Setting, amount};
use crate::sheet::{add, too_large};
use crate::sink::Sink;
use crate::source::Source;
use crate::statement::follow_up::{FeeSettings, fee_settings};
use crate::statement::form::AccountRange;
use crate::statement::rows::on_accounts;
use crate::table::{Column, Kind, Row, RowKind, Value};
use crate::words::Caption;
use crate::{Address, Reconciles, ReportRefusal};

/// Columns before the amounts: month, account, name.
const BEFORE: usize = 3;

pub(super) fn make(run: &Run<'_>, tx: &mut Tx, sink: &mut dyn Sink) -> Result<Result<(), Vec<ReportRefusal>>, Fault> {
    let setting = run.setting;
    let rules = setting.model.entity.rules;
    let Some(settings) = fee_settings(rules) else {
        return Ok(Err(vec![ReportRefusal::OtherRules {
            report: setting.question.address.report.name(),
            rules: rules.word(),
        }]));
    };
    let months = months(setting, settings.months);
    let maker = Maker {
        setting,
        settings: &settings,
    };
    sink.head(setting.head(columns()))?;
    let (mut total, mut whole) = (Sums::default(), Ore::ZERO);
    for year in years_of(&months) {
        let of_year: Vec<Month> = months.iter().copied().filter(|month| month.year == year).collect();
        let (made, of_whole) = maker.year(run, tx, &of_year)?;
        whole = add(whole, of_whole)?;
        let mut of_year = Sums::default();
        for (month, found) in &made {
            of_year.add(found)?;
            sink.row(maker.month(month, found))?;
            for (account, income) in &found.by_account {
                sink.row(maker.account(month, account, *income))?;
            }
        }
        total.add(&of_year)?;
        if let Some(row) = maker.year_row(&made, &of_year) {
            sink.row(row)?;
        }
    }
    let above = settings.above(&total).ok_or_else(too_large)?;
    sink.row(maker.above(above))?;
    let selected = less(total.cost, total.income)?;
    let mut tail = tail(
        maker.notes(months.len(), &total, above),
        Reconciles::judge(false, selected, whole, Ore::ZERO),
    );
    tail.totals = Some(row(
        RowKind::Total,
        [Value::Empty, Value::Empty, Value::words("report-total")],
        &total,
    ));
    sink.tail(tail)?;
    Ok(Ok(()))
}

/// A month, with the closing periods that belong to it.
#[derive(Debug, Clone, Copy)]
struct Month {
    year: FiscalYear,
    /// The month itself.
    first: Period,
    periods: PeriodRange,
}

/// The last months through the end of the question that have begun, the earliest first; fewer where the
/// entity has no more.
fn months(setting: Setting<'_>, count: usize) -> Vec<Month> {
    let question = setting.question;
    let mut months: Vec<Month> = Vec::new();
    let years = setting.model.years.iter();
    for year in years.filter(|year| year.starts_on() <= question.year.starts_on()) {
        let is_asked = |period: &Period| *year != question.year || *period <= question.periods.to();
        let has_begun = |period: Period| period.first_day().is_none_or(|day| day <= question.today);
        let last_month = Period::of(year.ends_on());
        for period in every_period(*year).into_iter().filter(is_asked) {
            if period.is_month() && has_begun(period) {
                months.push(Month {
                    year: *year,
                    first: period,
                    periods: PeriodRange::only(period),
                });
            } else if let (true, Some(last)) = (period.is_closing(), months.last_mut())
                && last.first == last_month
                && let Ok(periods) = PeriodRange::new(last.periods.from(), period)
            {
                last.periods = periods;
            }
        }
    }
    months.split_off(months.len().saturating_sub(count))
}

fn years_of(months: &[Month]) -> Vec<FiscalYear> {
    let mut years: Vec<FiscalYear> = months.iter().map(|month| month.year).collect();
    years.dedup();
    years
}

/// Income and cost, each positive.
#[derive(Debug, Clone, Default)]
struct Sums {
    income: Ore,
    cost: Ore,
    by_account: BTreeMap<String, Ore>,
}

impl Sums {
    fn add(&mut self, other: &Self) -> Result<(), Fault> {
        self.income = add(self.income, other.income)?;
        self.cost = add(self.cost, other.cost)?;
        Ok(())
    }

    /// Income of cost in hundredths of a per cent, the nearest; nothing when there is no cost.
    fn share(&self) -> Option<i64> {
        let (income, cost) = (i128::from(self.income.get()), i128::from(self.cost.get()));
        if cost <= 0 {
            return None;
        }
        let doubled = income * 2 * 10_000 + cost;
        i64::try_from(doubled.div_euclid(2 * cost)).ok()
    }
}

impl FeeSettings {
    /// By how much the income is above the limit, exactly; nothing is nothing. Part of an öre counts
    /// as a whole one.
    fn above(&self, sums: &Sums) -> Option<Ore> {
        let income = i128::from(sums.income.get()) * 1000;
        let most = i128::from(sums.cost.get().max(0)) * i128::from(self.limit_per_mille);
        if income <= most {
            return Some(Ore::ZERO);
        }
        let above = (income - most + 999) / 1000;
        i64::try_from(above).ok().map(Ore::new)
    }
}

fn less(sum: Ore, amount: Ore) -> Result<Ore, Fault> {
    sum.checked_sub(amount).ok_or_else(too_large)
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("period", Caption::key("report-column-period-code"), Kind::Period).once(),
        Column::new("account", Caption::key("report-column-account"), Kind::Account),
        Column::new("name", Caption::key("report-column-name"), Kind::Text).wide(),
        amount("income_ore", "report-column-fee-income"),
        amount("cost_ore", "report-column-fee-cost"),
        Column::new("share_hundredths", Caption::key("report-column-fee-share"), Kind::Share),
    ]
}

fn row(kind: RowKind, before: [Value; BEFORE], sums: &Sums) -> Row {
    let mut cells = before.to_vec();
    cells.extend([
        Value::Amount(sums.income),
        Value::Amount(sums.cost),
        sums.share().map_or(Value::Empty, Value::Share),
    ]);
    Row::new(kind, 0, cells)
}

struct Maker<'a> {
    setting: Setting<'a>,
    settings: &'a FeeSettings,
}

impl Maker<'_> {
    /// What the months of one fiscal year come to, and everything in the books of that year.
    fn year(&self, run: &Run<'_>, tx: &mut Tx, months: &[Month]) -> Result<(Vec<(Month, Sums)>, Ore), Fault> {
        let (Some(first), Some(last)) = (months.first(), months.last()) else {
            return Ok((Vec::new(), Ore::ZERO));
        };
        let periods = PeriodRange::new(first.periods.from(), last.periods.to()).unwrap_or(first.periods);
        let question: Question = self.setting.question.over(first.year, periods);
        let selection = Selection::new(self.setting.model, run.codings, &question, &[&Source::Account]);
        let sheet = fetch::sheet(
            tx,
            run.scope,
            self.setting.model,
            &question,
            &selection,
            Depth::YearByPeriod,
        )?;
        let mut made: Vec<(Month, Sums)> = months.iter().map(|month| (*month, Sums::default())).collect();
        for (group, values) in selection.in_order() {
            let account = &values[0];
            let holds = |ranges: &[AccountRange]| ranges.iter().any(|range| range.holds(account));
            let (is_income, is_cost) = (holds(&self.settings.income), holds(&self.settings.cost));
            if !is_income && !is_cost {
                continue;
            }
            for (month, sums) in &mut made {
                let periods = every_period(month.year).into_iter();
                let net = periods
                    .filter(|period| month.periods.contains(*period))
                    .try_fold(Ore::ZERO, |sum, period| add(sum, sheet.movement(group, period).net))?;
                if net.is_zero() {
                    continue;
                }
                if is_income {
                    sums.income = less(sums.income, net)?;
                    sums.by_account.insert(account.clone(), less(Ore::ZERO, net)?);
                } else {
                    sums.cost = add(sums.cost, net)?;
                }
            }
        }
        Ok((made, sheet.whole.closing()?))
    }

    fn month(&self, month: &Month, sums: &Sums) -> Row {
        let before = [
            Value::Period(month.first),
            Value::Empty,
            Value::words("report-row-fee-month"),
        ];
        self.leading(row(RowKind::Opened, before, sums), month.periods)
    }

    fn account(&self, month: &Month, account: &str, income: Ore) -> Row {
        let cells = vec![
            Value::Period(month.first),
            Value::Account(account.to_owned()),
            self.setting.account_name(account),
            Value::Amount(income),
            Value::Empty,
            Value::Empty,
        ];
        let ledger = self.setting.ledger_of(account).map(|ledger| ledger.over(month.periods));
        Row::new(RowKind::Line, 1, cells).cell_leading_to(BEFORE, ledger)
    }

    /// The months of a fiscal year together.
    fn year_row(&self, made: &[(Month, Sums)], sums: &Sums) -> Option<Row> {
        let (first, last) = (made.first()?.0, made.last()?.0);
        let periods = PeriodRange::new(first.periods.from(), last.periods.to()).ok()?;
        let months = PeriodRange::new(first.first, last.first).ok()?;
        let name = Sentence::new("report-row-fee-year").with("months", months.to_string());
        let before = [Value::Empty, Value::Empty, Value::Words(name)];
        Some(self.leading(row(RowKind::Subtotal, before, sums), periods))
    }

    /// What must be nothing: income above the limit.
    fn above(&self, above: Ore) -> Row {
        let name = Sentence::new("report-row-fee-above").with("limit", self.limit());
        let cells = vec![
            Value::Empty,
            Value::Empty,
            Value::Words(name),
            Value::Amount(above),
            Value::Empty,
            Value::Share(self.settings.limit_per_mille * 10),
        ];
        Row::new(RowKind::Control, 0, cells)
    }

    /// The limit in per cent, as it is written.
    fn limit(&self) -> String {
        Quantity::new(self.settings.limit_per_mille * 100).to_string()
    }

    fn notes(&self, months: usize, total: &Sums, above: Ore) -> Vec<Sentence> {
        let mut notes = Vec::new();
        let mut note = |key, args: &[(&'static str, String)]| {
            let with = |sentence: Sentence, (name, value): &(&'static str, String)| sentence.with(name, value.as_str());
            notes.push(args.iter().fold(Sentence::new(key), with));
        };
        if !above.is_zero() {
            let share = total
                .share()
                .map_or_else(|| "\u{2013}".to_owned(), |share| Ore::new(share).to_string());
            note("report-note-fee-above", &[("share", share), ("limit", self.limit())]);
        }
        if months < self.settings.months {
            let (found, asked) = (months.to_string(), self.settings.months.to_string());
            note("report-note-fee-months", &[("months", found), ("asked", asked)]);
        }
        notes
    }

    fn leading(&self, row: Row, periods: PeriodRange) -> Row {
        let on = |ranges: &[AccountRange]| -> Option<Address> {
            Some(on_accounts(&self.setting.question.address, ranges)?.over(periods))
        };
        row.cell_leading_to(BEFORE, on(&self.settings.income))
            .cell_leading_to(BEFORE + 1, on(&self.settings.cost))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// GL-30: the share to the nearest hundredth, and above the limit by the öre.
    #[test]
    fn share_and_limit_are_exact() {
        let settings = FeeSettings {
            limit_per_mille: 50,
            ..FeeSettings::default()
        };
        for (income, cost, share, above) in [
            (0, 100, Some(0), 0),
            (500, 10_000, Some(500), 0),
            (501, 10_000, Some(501), 1),
            (500, 9_999, Some(500), 1),
            (1, 3, Some(3_333), 1),
            (2, 3, Some(6_667), 2),
            (-1, 3, Some(-3_333), 0),
            (5, 0, None, 5),
            (0, 0, None, 0),
            (5, -100, None, 5),
            (i64::MAX, 1, None, i64::MAX),
        ] {
            let sums = Sums {
                income: Ore::new(income),
                cost: Ore::new(cost),
                ..Sums::default()
            };
            assert_eq!(sums.share(), share, "{income} of {cost}");
            assert_eq!(settings.above(&sums), Some(Ore::new(above)), "{income} of {cost}");
        }
    }
}
