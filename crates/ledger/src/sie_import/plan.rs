//! From what a file says to what changes in the entity: the decision.

use std::collections::{BTreeMap, BTreeSet};

use kameral_base::{FiscalYear, Ore, TrySum as _};
use kameral_formats::sie;

use super::gather::{Gathered, Series as Numbers};
use super::refusal::{SieCause, SieRefusal};
use crate::model::{Account, AccountKind, AccountingModel, Dimension, DimensionValue, POSITION_MAX, Series};
use crate::register::Change;

/// Kind of a voucher out of a SIE file.
pub const SIE_KIND: &str = "sie_import";

/// What an import does beside posting the vouchers.
#[derive(Debug)]
pub struct Plan {
    /// Register changes, in order.
    pub changes: Vec<Change>,
    /// The file's current year.
    pub year: Option<FiscalYear>,
    /// Our position of each dimension number the vouchers use.
    pub positions: BTreeMap<u32, u8>,
    /// What each series of the file becomes here.
    pub series: BTreeMap<String, SeriesPlan>,
    /// Opening balances to post; accounts with nothing are left out. They sum to zero, with what
    /// the file's own lack on [`DIFFERENCE_ACCOUNT`].
    pub opening: BTreeMap<String, Ore>,
    /// What the file's opening balances sum to. Not zero where the result of the year before has not
    /// been moved, which is common in files of small systems.
    pub opening_difference: Ore,
    /// Series whose vouchers are numbered anew because two bear the same number.
    pub renumbered: Vec<String>,
}

/// Where opening balances that do not sum to zero are made to. In no class of any chart, so it is
/// seen at once and belongs to no statement.
pub const DIFFERENCE_ACCOUNT: &str = "0999";

/// What a series of the file becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesPlan {
    /// Series here.
    pub series: String,
    /// Whether its vouchers keep their numbers.
    pub keeps_numbers: bool,
}

/// What the decision must know of numbers given: the last one of a series in the file's year, and
/// whether any stands there.
pub type LastNumbers = BTreeMap<String, i64>;

/// Makes the plan, or tells everything that stands against it.
pub fn plan(
    model: &AccountingModel,
    last: &LastNumbers,
    is_empty: bool,
    gathered: &Gathered,
) -> Result<Plan, Vec<SieRefusal>> {
    let mut refusals: Vec<SieRefusal> = gathered.errors.iter().cloned().map(SieRefusal::from).collect();
    if let Some(currency) = gathered
        .header
        .currency
        .as_ref()
        .filter(|code| **code != model.entity.currency)
    {
        refusals.push(SieRefusal::at(
            0,
            SieCause::CurrencyOther {
                currency: currency.clone(),
            },
        ));
    }
    let years = years(model, is_empty, gathered, &mut refusals);
    let mut changes: Vec<Change> = years.iter().copied().map(Change::Year).collect();
    changes.extend(accounts(model, gathered));
    let positions = dimensions(model, gathered, &mut changes, &mut refusals);
    changes.extend(values(model, gathered, &positions));
    let mut renumbered = Vec::new();
    let series = series(model, last, gathered, &mut changes, &mut refusals, &mut renumbered);
    let (opening, opening_difference) = opening(gathered, &mut changes, &mut refusals);
    if !refusals.is_empty() {
        return Err(refusals);
    }
    Ok(Plan {
        changes,
        year: current_year(gathered),
        positions,
        series,
        opening,
        opening_difference,
        renumbered,
    })
}

fn opening(
    gathered: &Gathered,
    changes: &mut Vec<Change>,
    refusals: &mut Vec<SieRefusal>,
) -> (BTreeMap<String, Ore>, Ore) {
    let nonzero = gathered.opening.iter().filter(|(_, amount)| !amount.is_zero());
    let mut opening: BTreeMap<String, Ore> = nonzero.map(|(account, amount)| (account.clone(), *amount)).collect();
    let Some((difference, missing)) = opening
        .values()
        .try_sum()
        .and_then(|sum| Some((sum, sum.checked_neg()?)))
    else {
        refusals.push(SieRefusal::at(0, SieCause::OpeningOverflow));
        return (BTreeMap::new(), Ore::ZERO);
    };
    if !difference.is_zero() {
        let name = "Ingående balanser i filen som inte går jämnt upp";
        changes.push(Change::Account(Account::plain(
            DIFFERENCE_ACCOUNT,
            name,
            AccountKind::Liability,
        )));
        opening.insert(DIFFERENCE_ACCOUNT.to_owned(), missing);
    }
    (opening, difference)
}

fn current_year(gathered: &Gathered) -> Option<FiscalYear> {
    let (_, from, to) = gathered.header.years.iter().find(|(number, _, _)| *number == 0)?;
    FiscalYear::new(*from, *to).ok()
}

/// Years of the file that the entity lacks and that hold balances or vouchers. Where the entity has
/// a year that meets the file's, the entity's stays.
///
/// An entity without vouchers that gets a file without years takes the calendar years of its dates.
fn years(
    model: &AccountingModel,
    is_empty: bool,
    gathered: &Gathered,
    refusals: &mut Vec<SieRefusal>,
) -> Vec<FiscalYear> {
    let mut new: Vec<FiscalYear> = Vec::new();
    for (number, from, to) in &gathered.header.years {
        let used = gathered
            .dates
            .is_some_and(|((first, _), (last, _))| first <= *to && *from <= last);
        if *number != 0 && !used {
            continue;
        }
        match FiscalYear::new(*from, *to) {
            Ok(year) if !model.years.contains(&year) => new.push(year),
            Ok(_) => {}
            Err(_) => refusals.push(SieRefusal::at(
                0,
                SieCause::YearMalformed {
                    starts_on: *from,
                    ends_on: *to,
                },
            )),
        }
    }
    if is_empty && new.is_empty() && gathered.header.years.is_empty() {
        new.extend(calendar_years(model, gathered));
    }
    let known = |day| model.years.iter().chain(&new).any(|year| year.contains_date(day));
    if let Some(((first, first_line), (last, last_line))) = gathered.dates {
        for (day, line) in BTreeSet::from([(first, first_line), (last, last_line)]) {
            if !known(day) && refusals.is_empty() {
                refusals.push(SieRefusal::at(line, SieCause::DateOutsideYears { date: day }));
            }
        }
    }
    new.sort_by_key(|year| year.starts_on());
    new
}

/// Calendar years of the vouchers' dates that the entity lacks, when they are few.
fn calendar_years(model: &AccountingModel, gathered: &Gathered) -> Vec<FiscalYear> {
    let Some(((first, _), (last, _))) = gathered.dates else {
        return Vec::new();
    };
    let years = i32::from(first.year())..=i32::from(last.year());
    if YEARS_OF_DATES_MAX < years.clone().count() {
        return Vec::new();
    }
    let new = years.filter_map(|year| FiscalYear::calendar(year).ok());
    new.filter(|year| !model.years.iter().any(|old| old.clashes_with(*year) || old == year))
        .collect()
}

/// A history of more years than this, without a word of its years, has a wrong date in it.
const YEARS_OF_DATES_MAX: usize = 20;

/// Accounts the entity lacks. A name that is there already stays.
fn accounts<'a>(model: &'a AccountingModel, gathered: &'a Gathered) -> impl Iterator<Item = Change> + 'a {
    gathered
        .accounts
        .iter()
        .filter(|(number, _)| !model.accounts.contains_key(*number))
        .map(|(number, name)| {
            let name = if name.trim().is_empty() {
                number.as_str()
            } else {
                name.trim()
            };
            let mut account = Account::plain(number, name, kind(gathered, number));
            account.unit = gathered.units.get(number).cloned().unwrap_or_default();
            "SIE".clone_into(&mut account.source);
            Change::Account(account)
        })
}

/// As declared; else by which balance the file gives it; else by the class that SIE's own charts
/// share (BAS and those built like it).
fn kind(gathered: &Gathered, number: &str) -> AccountKind {
    if let Some(kind) = gathered.kinds.get(number) {
        return match kind {
            sie::AccountKind::Asset => AccountKind::Asset,
            sie::AccountKind::Liability => AccountKind::Liability,
            sie::AccountKind::Cost => AccountKind::Expense,
            sie::AccountKind::Income => AccountKind::Income,
        };
    }
    let class = number.bytes().next().unwrap_or(b'9');
    if gathered.results.contains(number) {
        return if class == b'3' {
            AccountKind::Income
        } else {
            AccountKind::Expense
        };
    }
    match (class, gathered.carried.contains(number)) {
        (b'2', _) => AccountKind::Liability,
        (b'1', _) | (_, true) => AccountKind::Asset,
        (b'3', false) => AccountKind::Income,
        _ => AccountKind::Expense,
    }
}

fn dimensions(
    model: &AccountingModel,
    gathered: &Gathered,
    changes: &mut Vec<Change>,
    refusals: &mut Vec<SieRefusal>,
) -> BTreeMap<u32, u8> {
    let mut positions = BTreeMap::new();
    let mut free = (1..=POSITION_MAX).filter(|position| model.dimension_at(*position).is_none());
    for number in &gathered.used_dimensions {
        let known = model
            .direct_dimensions()
            .find(|dimension| dimension.sie_number() == i64::from(*number));
        if let Some(dimension) = known {
            positions.insert(*number, dimension.position);
            if let Some(longer) = longer(dimension, gathered, *number) {
                changes.push(Change::Dimension(longer));
            }
            continue;
        }
        let Some(position) = free.next() else {
            refusals.push(SieRefusal::at(
                0,
                SieCause::TooManyDimensions {
                    number: i64::from(*number),
                },
            ));
            continue;
        };
        positions.insert(*number, position);
        let name = gathered
            .dimensions
            .get(number)
            .map(|name| name.trim())
            .filter(|name| !name.is_empty());
        let code = format!("DIM{number}");
        let mut dimension = Dimension::plain(position, &code, name.unwrap_or(&code));
        dimension.sie_dimension = i64::from(*number);
        changes.push(Change::Dimension(
            longer(&dimension, gathered, *number).unwrap_or(dimension),
        ));
    }
    positions
}

/// The dimension with room for the file's longest value, when it has not.
fn longer(dimension: &Dimension, gathered: &Gathered, number: u32) -> Option<Dimension> {
    let lengths = gathered
        .objects
        .keys()
        .filter(|(of, _)| *of == number)
        .map(|(_, object)| object.chars().count());
    let longest = i64::try_from(lengths.max().unwrap_or(0)).unwrap_or(i64::MAX);
    (dimension.length_max < longest).then(|| Dimension {
        length_max: longest,
        ..dimension.clone()
    })
}

fn values<'a>(
    model: &'a AccountingModel,
    gathered: &'a Gathered,
    positions: &'a BTreeMap<u32, u8>,
) -> impl Iterator<Item = Change> + 'a {
    gathered.objects.iter().filter_map(|((number, object), name)| {
        let position = *positions.get(number)?;
        if object.is_empty() || model.value(position, object).is_some() {
            return None;
        }
        let name = if name.trim().is_empty() {
            object.as_str()
        } else {
            name.trim()
        };
        Some(Change::Value(DimensionValue::plain(position, object, name)))
    })
}

/// A series whose numbers follow on without gaps keeps them and goes on here. One with gaps keeps
/// its numbers as a series numbered outside, when nothing stands in it yet. Vouchers without a
/// number are numbered here, in the series of imported files.
fn series(
    model: &AccountingModel,
    last: &LastNumbers,
    gathered: &Gathered,
    changes: &mut Vec<Change>,
    refusals: &mut Vec<SieRefusal>,
    renumbered: &mut Vec<String>,
) -> BTreeMap<String, SeriesPlan> {
    let own = model.kinds.get(SIE_KIND).map_or("I", |kind| kind.series.as_str());
    let mut plans = BTreeMap::new();
    for (name, numbers) in &gathered.series {
        let series = if name.is_empty() { own } else { name.as_str() };
        if numbers.numbers.is_empty() || numbers.unnumbered {
            let known = model.series.contains_key(series);
            plans.insert(
                name.clone(),
                SeriesPlan {
                    series: series.to_owned(),
                    keeps_numbers: false,
                },
            );
            if !known {
                changes.push(new_series(series, false));
            }
            continue;
        }
        let last = last.get(series).copied().unwrap_or(0);
        let shared = series == own && gathered.series.contains_key("");
        let Some(contiguous) = follow_on(numbers, last).filter(|_| !shared) else {
            renumbered.push(name.clone());
            let known = model.series.get(series);
            let series = if known.is_some_and(|known| known.outside) {
                own
            } else {
                series
            };
            plans.insert(
                name.clone(),
                SeriesPlan {
                    series: series.to_owned(),
                    keeps_numbers: false,
                },
            );
            if known.is_none() {
                changes.push(new_series(series, false));
            }
            continue;
        };
        match model.series.get(series) {
            Some(known) if known.outside || contiguous => {}
            Some(_) if last == 0 => changes.push(new_series(series, true)),
            Some(_) => refusals.push(SieRefusal::at(
                0,
                SieCause::NumbersTaken {
                    series: series.to_owned(),
                    number: last,
                },
            )),
            None => changes.push(new_series(series, !contiguous)),
        }
        plans.insert(
            name.clone(),
            SeriesPlan {
                series: series.to_owned(),
                keeps_numbers: true,
            },
        );
    }
    plans
}

fn new_series(series: &str, outside: bool) -> Change {
    let name = format!("SIE {series}");
    Change::Series(Series {
        series: series.to_owned(),
        name_en: name.clone(),
        name,
        outside,
    })
}

/// Whether the numbers, sorted, follow on after the last one given; nothing when two are the same.
fn follow_on(numbers: &Numbers, last: i64) -> Option<bool> {
    let mut sorted: Vec<i64> = numbers.numbers.iter().map(|(number, _)| *number).collect();
    sorted.sort_unstable();
    if sorted.windows(2).any(|pair| pair[0] == pair[1]) {
        return None;
    }
    Some((last + 1..).zip(&sorted).all(|(expected, number)| expected == *number))
}
