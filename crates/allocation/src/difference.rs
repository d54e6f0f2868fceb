//! *Kalkyldifferens*: what was charged by a rate or a price, against what the pool cost, and what to do about
//! it (GL-18, APR-25). Pure.
//!
//! The difference is what was charged less the real cost: above zero, too much was charged. Three
//! treatments: it goes back in proportion to what was charged; the rate or the prices of the months that
//! are left are moved, so that the year ends without one; or it opens the next year's calculation.

use std::collections::BTreeMap;

use kameral_base::{Date, FiscalYear, Ore, Period, Rounding};
use kameral_ledger::model::{AccountingModel, Taken};
use kameral_ledger::voucher::CodingKey;

use crate::key::{AllocationKey, KeyState, Parting, StandardPrice, price_on};
use crate::refusal::AllocationRefusal;
use crate::share::{Facts, Sum, Sums, mark, of_pool, overflow, posted, take};

/// The difference of a key in a year so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Key.
    pub key: String,
    /// Version in force.
    pub version: i64,
    /// What the pool has cost.
    pub real: Ore,
    /// What the year before left to this one's calculation: above zero, it remained to be charged.
    pub carried_in: Ore,
    /// What was charged.
    pub charged: Ore,
    /// What was spread on receivers, below zero when it went back to them.
    pub spread: Ore,
    /// What was left to the next year's calculation, as `carried_in`.
    pub carried_out: Ore,
    /// What is left to treat: above zero, too much was charged.
    pub left: Ore,
}

/// A version of a rate, or prices, for the months that are left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proposal {
    /// The next version of the key.
    Version(Box<AllocationKey>),
    /// Prices.
    Prices(Vec<StandardPrice>),
}

/// The mark of what is spread.
pub fn spread_mark(key: &str) -> String {
    format!("{}/spread", mark(key))
}

/// The mark of what is carried to the next year.
pub fn carry_mark(key: &str) -> String {
    format!("{}/carry", mark(key))
}

/// What a key has in difference; `next` is what it has posted in the opening of the next year.
pub fn difference(facts: &Facts<'_>, key: &AllocationKey, next: &Sums) -> Result<Difference, AllocationRefusal> {
    let marks = [mark(&key.key), spread_mark(&key.key), carry_mark(&key.key)];
    let [run, spread, carry] = &marks;
    let accounts = accounts(key)?;
    let on = |mark: &str, account: &str| -> Result<Ore, AllocationRefusal> {
        sum_on(posted(facts, mark)?.values(), account)
    };
    let real = of_pool(facts, &key.pool, &marks)?;
    let charged = on(run, accounts.charge)?;
    let spread = on(spread, accounts.spread)?;
    let carried_in = on(carry, accounts.carry)?;
    let carried_out = sum_on(std::iter::once(next), accounts.carry)?;
    let left = [
        Some(spread),
        real.checked_neg(),
        carried_in.checked_neg(),
        Some(carried_out),
    ]
    .into_iter()
    .try_fold(charged, |left, part| left.checked_add(part?))
    .ok_or_else(overflow)?;
    Ok(Difference {
        key: key.key.clone(),
        version: key.version,
        real,
        carried_in,
        charged,
        spread,
        carried_out,
        left,
    })
}

/// What spreading the difference gives: back to receivers in proportion to what they were charged this year,
/// and to the pool in proportion to what relieved it.
///
/// It is what shall stand in the period: what was spread there before is no part of what it is tried on.
pub fn spread(
    facts: &Facts<'_>,
    key: &AllocationKey,
    difference: &Difference,
    in_period: &Sums,
) -> Result<Sums, AllocationRefusal> {
    let accounts = accounts(key)?;
    let before = sum_on(std::iter::once(in_period), accounts.spread)?;
    let back = difference.left.checked_sub(before).and_then(Ore::checked_neg);
    let back = back.ok_or_else(overflow)?;
    if back.is_zero() {
        return Ok(Sums::new());
    }
    let run = posted(facts, &mark(&key.key))?;
    let charge = Parted {
        key,
        run: &run,
        day: facts.day,
        amount: back,
    };
    let mut all = charge.from(facts, accounts.charge, accounts.spread)?;
    let relief = charge.from(facts, accounts.relief, accounts.carry)?;
    take(&mut all, &relief)?;
    Ok(all)
}

/// What carrying the difference gives: in the opening of the next year, what remains to be charged stands at the
/// pool on the relief account of differences, and on the other account the opposite, so that internal accounts
/// still sum to nothing. `day` is the one it opens on.
pub fn carry(
    facts: &Facts<'_>,
    key: &AllocationKey,
    difference: &Difference,
    day: Date,
) -> Result<Sums, AllocationRefusal> {
    let accounts = accounts(key)?;
    let over = difference
        .left
        .checked_sub(difference.carried_out)
        .ok_or_else(overflow)?;
    if over.is_zero() {
        return Ok(Sums::new());
    }
    let remains = over.checked_neg().ok_or_else(overflow)?;
    let run = posted(facts, &mark(&key.key))?;
    let opens = Parted {
        key,
        run: &run,
        day,
        amount: remains,
    };
    let mut all = opens.from(facts, accounts.relief, accounts.carry)?;
    let counter = opens.from(facts, accounts.relief, accounts.spread)?;
    take(&mut all, &counter)?;
    Ok(all)
}

/// The rate or the prices that would end the year without a difference, were the months that are left like those
/// that were: the real cost of a month so far for each month left, and what is left to charge with it, over what
/// the present rate or prices would charge. They begin with the month after the period.
pub fn propose(
    facts: &Facts<'_>,
    year: &FiscalYear,
    key: &AllocationKey,
    difference: &Difference,
    next_version: i64,
) -> Result<Proposal, AllocationRefusal> {
    let total = i64::try_from(year.months().count()).unwrap_or(i64::MAX);
    let gone = year.months().filter(|month| *month <= facts.period).count();
    let gone = i64::try_from(gone).unwrap_or(i64::MAX);
    let left = total - gone;
    let first = facts.period.next_month().and_then(Period::first_day);
    let Some(first) = first.filter(|_| 0 < left && 0 < gone && facts.period.is_month()) else {
        return Err(AllocationRefusal::NoPeriodsLeft {
            key: key.key.clone(),
            period: facts.period,
        });
    };
    let charge = difference.charged.checked_mul(left).ok_or_else(overflow)?;
    if !charge.is_positive() {
        return Err(AllocationRefusal::NothingCharged {
            key: key.key.clone(),
            period: facts.period,
        });
    }
    let real = difference.real.checked_mul(left).ok_or_else(overflow)?;
    let under = difference.left.checked_mul(gone).ok_or_else(overflow)?;
    let wanted = real.checked_sub(under).ok_or_else(overflow)?;
    let below = || AllocationRefusal::BelowZero { key: key.key.clone() };
    if !wanted.is_positive() {
        return Err(below());
    }
    let moved = |old: Ore| -> Result<Ore, AllocationRefusal> {
        let new = old.share(wanted.get(), charge.get(), Rounding::HalfAwayFromZero);
        Some(new.ok_or_else(overflow)?)
            .filter(|new| new.is_positive())
            .ok_or_else(below)
    };
    match &key.parting {
        Parting::Rate { basis, millionths } => Ok(Proposal::Version(Box::new(AllocationKey {
            version: next_version,
            state: KeyState::Proposed,
            parting: Parting::Rate {
                basis: basis.clone(),
                millionths: moved(Ore::new(*millionths))?.get(),
            },
            valid_from: Some(first),
            ..key.clone()
        }))),
        Parting::Price { basis, dimension } => {
            let unit = basis.unit.as_deref().unwrap_or_default();
            let prices = in_force(facts.prices, dimension, unit, facts.day);
            let moved = prices.into_iter().map(|price| {
                Ok::<_, AllocationRefusal>(StandardPrice {
                    valid_from: first,
                    price: moved(price.price)?,
                    proposed: true,
                    ..price.clone()
                })
            });
            Ok(Proposal::Prices(moved.collect::<Result<_, _>>()?))
        }
        Parting::Shares(_) | Parting::Weights(_) | Parting::Basis { .. } => {
            Err(AllocationRefusal::NoDifferences { key: key.key.clone() })
        }
    }
}

/// The price in force of each resource.
fn in_force<'p>(prices: &'p [StandardPrice], dimension: &str, unit: &str, day: Date) -> Vec<&'p StandardPrice> {
    let of_unit = prices
        .iter()
        .filter(|price| price.dimension.eq_ignore_ascii_case(dimension) && price.unit == unit);
    let resources: BTreeMap<&str, Option<&StandardPrice>> = of_unit
        .map(|price| {
            (
                price.resource.as_str(),
                price_on(prices, dimension, &price.resource, unit, day),
            )
        })
        .collect();
    resources.into_values().flatten().collect()
}

/// The accounts that tell what was charged, relieved, spread and carried.
struct Accounts<'k> {
    charge: &'k str,
    relief: &'k str,
    spread: &'k str,
    carry: &'k str,
}

fn accounts(key: &AllocationKey) -> Result<Accounts<'_>, AllocationRefusal> {
    match (&key.charge.account, &key.relief.account, &key.difference) {
        (Taken::Fixed(charge), Taken::Fixed(relief), Some(own)) if key.parting.is_estimate() => Ok(Accounts {
            charge,
            relief,
            spread: &own.charge,
            carry: &own.relief,
        }),
        _ => Err(AllocationRefusal::NoDifferences { key: key.key.clone() }),
    }
}

fn sum_on<'s>(sums: impl Iterator<Item = &'s Sums>, account: &str) -> Result<Ore, AllocationRefusal> {
    let mut on_it = sums.flatten().filter(|((coding, _), _)| coding.account() == account);
    on_it
        .try_fold(Ore::ZERO, |sum, (_, part)| sum.checked_add(part.amount))
        .ok_or_else(overflow)
}

/// An amount that is parted by what a key has posted this year, to stand on a day.
struct Parted<'p> {
    key: &'p AllocationKey,
    run: &'p BTreeMap<Period, Sums>,
    day: Date,
    amount: Ore,
}

impl Parted<'_> {
    /// In proportion to what stands on an account, on another account. What stands on the other side than
    /// the rest takes no part.
    fn from(&self, facts: &Facts<'_>, from: &str, to: &str) -> Result<Sums, AllocationRefusal> {
        let mut places: BTreeMap<Vec<(u8, String)>, Ore> = BTreeMap::new();
        let posted = self.run.values().flatten();
        for ((coding, _), sum) in posted.filter(|((coding, _), _)| coding.account() == from) {
            let place = places.entry(open_on(facts.model, coding, self.day)).or_default();
            *place = place.checked_add(sum.amount).ok_or_else(overflow)?;
        }
        let total = places.values().try_fold(Ore::ZERO, |all, sum| all.checked_add(*sum));
        let total = total.ok_or_else(overflow)?;
        let weight = |sum: &Ore| {
            if sum.is_negative() == total.is_negative() {
                sum.get().unsigned_abs()
            } else {
                0
            }
        };
        let weights: Vec<u64> = places.values().map(weight).collect();
        let parts = self.amount.split(&weights).filter(|_| !total.is_zero());
        let Some(parts) = parts else {
            return Err(AllocationRefusal::NothingCharged {
                key: self.key.key.clone(),
                period: facts.period,
            });
        };
        let lines = places.into_keys().zip(parts).filter(|(_, part)| !part.is_zero());
        let placed = lines.map(|(values, amount)| {
            let sum = Sum {
                amount,
                ..Sum::default()
            };
            ((CodingKey::new(to, &values), String::new()), sum)
        });
        Ok(placed.collect())
    }
}

/// How many values may have taken over from each other in a year.
const SUCCESSORS_MAX: usize = 20;

/// The values of a coding as they may be posted on a day: who has ended gives way to who took over. Where
/// nobody did the value stays, and is refused when it is posted.
fn open_on(model: &AccountingModel, coding: &CodingKey, day: Date) -> Vec<(u8, String)> {
    let on_day = |(position, value): (u8, String)| {
        let row = |value: &str| model.value(position, value);
        let rows = std::iter::successors(row(&value), |ended| row(&ended.successor));
        let mut open = rows.take(SUCCESSORS_MAX).filter(|row| row.valid_on(day));
        let value = open.next().map_or(value, |row| row.value.clone());
        (position, value)
    };
    coding.values().into_iter().map(on_day).collect()
}
