//! *Fördelning*: what keys give on the balances of a period. Balances in, lines out.
//!
//! What a key has posted is no part of what it is tried on: the balances are taken without what any key has
//! posted, and each key then meets what the keys before it give. So a second run on the same books gives
//! the same. The parts of a pool are parted by largest remainder and sum to it; every key's lines sum to
//! nothing.

use std::collections::BTreeMap;

use kameral_base::{Date, Ore, Period, Quantity, Rounding};
use kameral_ledger::charge::coding_words;
use kameral_ledger::model::{ACCOUNT_DIMENSION, AccountingModel, Taken};
use kameral_ledger::refusal::PostCause;
use kameral_ledger::store::generated::Standing;
use kameral_ledger::voucher::{ALLOCATION_MARK, CodingKey};

use crate::key::{AllocationKey, Basis, KeyLine, Parting, Reach, Receiver, Selection, StandardPrice, WHOLE, price_on};
use crate::refusal::AllocationRefusal;

/// Amount and quantity on a coding.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sum {
    /// Öre, debit positive.
    pub amount: Ore,
    /// Thousandths of the unit.
    pub quantity: Quantity,
}

/// Sums by coding and unit.
pub type Sums = BTreeMap<(CodingKey, String), Sum>;

/// What is known of the books: a year up to a period.
#[derive(Debug, Clone)]
pub struct Facts<'f> {
    /// The accounting model.
    pub model: &'f AccountingModel,
    /// The period at hand.
    pub period: Period,
    /// Its last day, on which keys, prices and relations are looked up.
    pub day: Date,
    /// Standard prices.
    pub prices: &'f [StandardPrice],
    /// What stands on codings, by period.
    pub standing: &'f [Standing],
    /// What allocations have posted, by mark.
    pub allocated: &'f [(String, Standing)],
}

/// What a key gives for a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Key.
    pub key: String,
    /// Version of the key.
    pub version: i64,
    /// The pool, before it is shared out.
    pub pool: Ore,
    /// At the receivers, by coding and unit.
    pub charge: Sums,
    /// At the pool.
    pub relief: Sums,
    /// Both, less what earlier periods have of the same: what shall stand posted in this period.
    pub required: Sums,
}

impl Given {
    /// The sum of what receivers are charged.
    pub fn charged(&self) -> Option<Ore> {
        self.charge
            .values()
            .try_fold(Ore::ZERO, |sum, part| sum.checked_add(part.amount))
    }

    /// What is left on the pool: nothing where it is shared out without remainder.
    pub fn left(&self) -> Option<Ore> {
        self.pool.checked_sub(self.charged()?)
    }
}

/// The mark of what a key posts.
pub fn mark(key: &str) -> String {
    format!("{ALLOCATION_MARK}{key}")
}

/// Whether a mark is of a run, and not of a treated difference.
pub(crate) fn is_run(mark: &str) -> bool {
    mark.starts_with(ALLOCATION_MARK) && !mark.contains('/')
}

/// The keys in force on a day, in the order they are run.
pub fn in_force(keys: &[AllocationKey], day: Date) -> Vec<&AllocationKey> {
    let mut found: Vec<&AllocationKey> = keys.iter().filter(|key| key.applies_on(day)).collect();
    found.sort_by(|a, b| (a.order, &a.key).cmp(&(b.order, &b.key)));
    found
}

/// What keys give for a period. Of keys that are not `chosen`, what they have posted is taken as it stands.
pub fn give(
    facts: &Facts<'_>,
    keys: &[&AllocationKey],
    chosen: Option<&str>,
) -> Result<Vec<Given>, Vec<AllocationRefusal>> {
    let mut books = without_runs(facts, keys, chosen).map_err(one)?;
    let (mut given, mut refusals) = (Vec::new(), Vec::new());
    for key in keys {
        let own = posted(facts, &mark(&key.key)).map_err(one)?;
        if chosen.is_some_and(|chosen| chosen != key.key) {
            for (period, sums) in own {
                merge(books.entry(period).or_default(), &sums).map_err(one)?;
            }
            continue;
        }
        let tried = of_key(facts, key, &books).and_then(|(pool, charge, relief)| {
            let mut required = charge.clone();
            merge(&mut required, &relief)?;
            if key.reach == Reach::Year {
                for (_, sums) in own.range(..facts.period) {
                    take(&mut required, sums)?;
                }
            }
            required.retain(|_, sum| *sum != Sum::default());
            for (period, sums) in own.range(..facts.period) {
                merge(books.entry(*period).or_default(), sums)?;
            }
            merge(books.entry(facts.period).or_default(), &required)?;
            Ok(Given {
                key: key.key.clone(),
                version: key.version,
                pool,
                charge,
                relief,
                required,
            })
        });
        match tried {
            Ok(key) => given.push(key),
            Err(refusal) => refusals.push(refusal),
        }
    }
    if refusals.is_empty() { Ok(given) } else { Err(refusals) }
}

/// The sum of a selection over the year up to the period, without what the marks have posted.
pub fn of_pool(facts: &Facts<'_>, pool: &Selection, without: &[String]) -> Result<Ore, AllocationRefusal> {
    let mut sum = Ore::ZERO;
    for row in facts.standing.iter().filter(|row| meets(facts, pool, &row.coding)) {
        sum = sum.checked_add(row.amount).ok_or_else(overflow)?;
    }
    let own = facts.allocated.iter().filter(|(mark, _)| without.contains(mark));
    for (_, row) in own.filter(|(_, row)| meets(facts, pool, &row.coding)) {
        sum = sum.checked_sub(row.amount).ok_or_else(overflow)?;
    }
    Ok(sum)
}

/// What a mark has posted, by period.
pub fn posted(facts: &Facts<'_>, mark: &str) -> Result<BTreeMap<Period, Sums>, AllocationRefusal> {
    let mut found: BTreeMap<Period, Sums> = BTreeMap::new();
    for (_, row) in facts.allocated.iter().filter(|(known, _)| known == mark) {
        let part = Sum {
            amount: row.amount,
            quantity: row.quantity,
        };
        add(
            found.entry(row.period).or_default(),
            (row.coding.clone(), row.unit.clone()),
            part,
        )?;
    }
    for sums in found.values_mut() {
        sums.retain(|_, sum| *sum != Sum::default());
    }
    Ok(found)
}

/// The books without what the keys have posted. What a key that is no longer in force has posted in the
/// period goes with them when every key is run, since that run takes it back.
fn without_runs(
    facts: &Facts<'_>,
    keys: &[&AllocationKey],
    chosen: Option<&str>,
) -> Result<BTreeMap<Period, Sums>, AllocationRefusal> {
    let mut books: BTreeMap<Period, Sums> = BTreeMap::new();
    for row in facts.standing {
        let part = Sum {
            amount: row.amount,
            quantity: row.quantity,
        };
        add(
            books.entry(row.period).or_default(),
            (row.coding.clone(), row.unit.clone()),
            part,
        )?;
    }
    let marks: Vec<String> = keys.iter().map(|key| mark(&key.key)).collect();
    for (posted_by, row) in facts.allocated {
        let ended = chosen.is_none() && row.period == facts.period && is_run(posted_by);
        if !ended && !marks.contains(posted_by) {
            continue;
        }
        let part = negated(Sum {
            amount: row.amount,
            quantity: row.quantity,
        })?;
        add(
            books.entry(row.period).or_default(),
            (row.coding.clone(), row.unit.clone()),
            part,
        )?;
    }
    Ok(books)
}

type Gave = (Ore, Sums, Sums);

fn of_key(facts: &Facts<'_>, key: &AllocationKey, books: &BTreeMap<Period, Sums>) -> Result<Gave, AllocationRefusal> {
    let mut within = Sums::new();
    for (period, sums) in books {
        if *period == facts.period || (key.reach == Reach::Year && *period < facts.period) {
            merge(&mut within, sums)?;
        }
    }
    let mut pool = Sums::new();
    for (place, sum) in &within {
        if meets(facts, &key.pool, &place.0) {
            add(&mut pool, place.clone(), *sum)?;
        }
    }
    let total = pool
        .values()
        .try_fold(Ore::ZERO, |all, sum| all.checked_add(sum.amount));
    let total = total.ok_or_else(overflow)?;
    let work = Work { facts, key };
    let (charge, relief) = match &key.parting {
        Parting::Shares(receivers) | Parting::Weights(receivers) => work.parted(&pool, &fixed(facts, receivers))?,
        Parting::Basis { basis, receivers } => {
            let weights = work.weights(&within, basis, receivers, total)?;
            work.parted(&pool, &weights)?
        }
        Parting::Rate { basis, millionths } => work.rated(&within, basis, *millionths)?,
        Parting::Price { basis, dimension } => work.priced(&within, basis, dimension)?,
    };
    Ok((total, charge, relief))
}

/// Who receives, and by what weight.
type Weighted = Vec<(Vec<(u8, String)>, u64)>;

fn fixed(facts: &Facts<'_>, receivers: &[Receiver]) -> Weighted {
    let of = |receiver: &Receiver| {
        let values = receiver.values.iter().filter_map(|(code, value)| {
            let dimension = facts.model.dimension(code)?;
            Some((dimension.position, value.clone()))
        });
        (values.collect(), receiver.share.unsigned_abs())
    };
    receivers.iter().map(of).collect()
}

/// A key at work on the books.
struct Work<'w, 'f> {
    facts: &'w Facts<'f>,
    key: &'w AllocationKey,
}

impl Work<'_, '_> {
    /// What parts the pool in proportion to a basis.
    fn weights(
        &self,
        within: &Sums,
        basis: &Basis,
        receivers: &[String],
        pool: Ore,
    ) -> Result<Weighted, AllocationRefusal> {
        let mut sums: BTreeMap<Vec<(u8, String)>, i64> = BTreeMap::new();
        for (coding, amount, quantity) in self.of_basis(within, basis) {
            let standing = coding.values();
            let positions = receivers.iter().filter_map(|code| self.facts.model.dimension(code));
            let mut values: Vec<(u8, String)> = positions
                .filter_map(|dimension| {
                    let own = standing.iter().find(|(at, _)| *at == dimension.position)?;
                    Some(own.clone())
                })
                .collect();
            values.sort();
            let measure = if basis.unit.is_some() {
                quantity.get()
            } else {
                amount.get()
            };
            let sum = sums.entry(values).or_default();
            *sum = sum.checked_add(measure).ok_or_else(overflow)?;
        }
        sums.retain(|_, sum| *sum != 0);
        if sums.is_empty() {
            if pool.is_zero() {
                return Ok(Vec::new());
            }
            return Err(AllocationRefusal::BasisEmpty {
                key: self.key.key.clone(),
                period: self.facts.period,
                pool,
            });
        }
        let negative = sums.values().map(|sum| i128::from(*sum)).sum::<i128>() < 0;
        let mut weighted = Vec::with_capacity(sums.len());
        for (values, sum) in sums {
            if (sum < 0) != negative {
                let coding = CodingKey::new("", &values);
                return Err(AllocationRefusal::BasisMixed {
                    key: self.key.key.clone(),
                    line: coding_words(self.facts.model, &coding).trim().to_owned(),
                });
            }
            weighted.push((values, sum.unsigned_abs()));
        }
        Ok(weighted)
    }

    fn of_basis<'s>(
        &'s self,
        within: &'s Sums,
        basis: &'s Basis,
    ) -> impl Iterator<Item = (&'s CodingKey, Ore, Quantity)> {
        within
            .iter()
            .filter(|((coding, unit), _)| {
                basis.unit.as_ref().is_none_or(|wanted| wanted == unit) && meets(self.facts, &basis.of, coding)
            })
            .map(|((coding, _), sum)| (coding, sum.amount, sum.quantity))
    }

    /// The pool, each of its groups parted by the same weights.
    fn parted(&self, pool: &Sums, weighted: &Weighted) -> Result<(Sums, Sums), AllocationRefusal> {
        let mut groups: BTreeMap<(CodingKey, CodingKey), Ore> = BTreeMap::new();
        for ((coding, _), sum) in pool {
            let place = (
                self.line(&self.key.relief, coding)?,
                self.line(&self.key.charge, coding)?,
            );
            let group = groups.entry(place).or_default();
            *group = group.checked_add(sum.amount).ok_or_else(overflow)?;
        }
        let weights: Vec<u64> = weighted.iter().map(|(_, weight)| *weight).collect();
        let (mut charge, mut relief) = (Sums::new(), Sums::new());
        for ((from, to), amount) in groups.into_iter().filter(|(_, amount)| !amount.is_zero()) {
            let parts = amount.split(&weights).ok_or_else(overflow)?;
            for ((values, _), part) in weighted.iter().zip(parts) {
                add(&mut charge, plain(overlaid(&to, values)), of_amount(part))?;
            }
            add(&mut relief, plain(from), negated(of_amount(amount))?)?;
        }
        Ok(settled(charge, relief))
    }

    fn rated(&self, within: &Sums, basis: &Basis, millionths: i64) -> Result<(Sums, Sums), AllocationRefusal> {
        let mut groups: BTreeMap<(CodingKey, CodingKey), Ore> = BTreeMap::new();
        for (coding, amount, _) in self.of_basis(within, basis) {
            let place = (
                self.line(&self.key.relief, coding)?,
                self.line(&self.key.charge, coding)?,
            );
            let group = groups.entry(place).or_default();
            *group = group.checked_add(amount).ok_or_else(overflow)?;
        }
        let (mut charge, mut relief) = (Sums::new(), Sums::new());
        for ((from, to), amount) in groups {
            let rated = amount.share(millionths, WHOLE, Rounding::HalfAwayFromZero);
            let rated = rated.ok_or_else(overflow)?;
            add(&mut charge, plain(to), of_amount(rated))?;
            add(&mut relief, plain(from), negated(of_amount(rated))?)?;
        }
        Ok(settled(charge, relief))
    }

    fn priced(&self, within: &Sums, basis: &Basis, dimension: &str) -> Result<(Sums, Sums), AllocationRefusal> {
        let unit = basis.unit.clone().unwrap_or_default();
        let mut groups: BTreeMap<(CodingKey, CodingKey, String), Quantity> = BTreeMap::new();
        for (coding, _, quantity) in self
            .of_basis(within, basis)
            .filter(|(_, _, quantity)| !quantity.is_zero())
        {
            let resource = standing(self.facts, dimension, coding).unwrap_or_default();
            let (relief, charge) = (
                self.line(&self.key.relief, coding)?,
                self.line(&self.key.charge, coding)?,
            );
            let group = groups.entry((relief, charge, resource)).or_default();
            *group = group.checked_add(quantity).ok_or_else(overflow)?;
        }
        let (mut charge, mut relief) = (Sums::new(), Sums::new());
        for ((from, to, resource), quantity) in groups {
            let Some(price) = price_on(self.facts.prices, dimension, &resource, &unit, self.facts.day) else {
                return Err(AllocationRefusal::PriceMissing {
                    key: self.key.key.clone(),
                    dimension: dimension.to_owned(),
                    resource,
                    unit,
                    period: self.facts.period,
                });
            };
            let amount = quantity.at_price(price.price, Rounding::HalfAwayFromZero);
            let amount = amount.ok_or_else(overflow)?;
            add(&mut charge, (to, unit.clone()), Sum { amount, quantity })?;
            add(&mut relief, plain(from), negated(of_amount(amount))?)?;
        }
        Ok(settled(charge, relief))
    }

    /// The coding of a line of the key, from the coding that causes it.
    fn line(&self, line: &KeyLine, cause: &CodingKey) -> Result<CodingKey, AllocationRefusal> {
        let account = self.taken(&line.account, ACCOUNT_DIMENSION, cause)?.unwrap_or_default();
        let mut values = Vec::with_capacity(line.values.len());
        for (code, taken) in &line.values {
            let Some(dimension) = self.facts.model.dimension(code) else {
                let (key, dimension) = (self.key.key.clone(), code.clone());
                return Err(AllocationRefusal::DimensionUnknown { key, dimension });
            };
            if let Some(value) = self.taken(taken, code, cause)? {
                values.push((dimension.position, value));
            }
        }
        values.sort();
        Ok(CodingKey::new(&account, &values))
    }

    fn taken(&self, taken: &Taken, code: &str, cause: &CodingKey) -> Result<Option<String>, AllocationRefusal> {
        match taken {
            Taken::Fixed(value) => Ok(Some(value.clone())),
            Taken::Copied => Ok(standing(self.facts, code, cause)),
            Taken::Related(relation) => {
                let (account, values) = (cause.account(), cause.values());
                let found = self.facts.model.related(relation, account, &values, self.facts.day);
                let missing = || AllocationRefusal::RelationMissing {
                    key: self.key.key.clone(),
                    relation: relation.clone(),
                    line: coding_words(self.facts.model, cause),
                };
                Ok(Some(found.ok_or_else(missing)?))
            }
        }
    }
}

/// What stands at a dimension of a coding: the account, its own value, or what relations derive.
fn standing(facts: &Facts<'_>, code: &str, coding: &CodingKey) -> Option<String> {
    if code == ACCOUNT_DIMENSION {
        return Some(coding.account().to_owned());
    }
    let dimension = facts.model.dimension(code)?;
    let values = coding.values();
    if dimension.indirect {
        return facts
            .model
            .indirect_value(dimension, coding.account(), &values, facts.day);
    }
    let own = values.into_iter().find(|(position, _)| *position == dimension.position);
    own.map(|(_, value)| value)
}

fn meets(facts: &Facts<'_>, selection: &Selection, coding: &CodingKey) -> bool {
    selection.accounts.matches(coding.account())
        && selection.values.iter().all(|(code, pattern)| {
            let direct = facts.model.dimension(code).is_some_and(|dimension| !dimension.indirect);
            match standing(facts, code, coding) {
                Some(value) => pattern.matches(&value),
                None => direct && pattern.matches(""),
            }
        })
}

/// A coding with the values of a receiver in place of its own.
fn overlaid(coding: &CodingKey, values: &[(u8, String)]) -> CodingKey {
    let mut all = coding.values();
    for (position, value) in values {
        all.retain(|(at, _)| at != position);
        all.push((*position, value.clone()));
    }
    all.sort();
    CodingKey::new(coding.account(), &all)
}

fn plain(coding: CodingKey) -> (CodingKey, String) {
    (coding, String::new())
}

fn of_amount(amount: Ore) -> Sum {
    Sum {
        amount,
        quantity: Quantity::ZERO,
    }
}

fn settled(mut charge: Sums, mut relief: Sums) -> (Sums, Sums) {
    charge.retain(|_, sum| *sum != Sum::default());
    relief.retain(|_, sum| *sum != Sum::default());
    (charge, relief)
}

fn add(sums: &mut Sums, place: (CodingKey, String), part: Sum) -> Result<(), AllocationRefusal> {
    let sum = sums.entry(place).or_default();
    sum.amount = sum.amount.checked_add(part.amount).ok_or_else(overflow)?;
    sum.quantity = sum.quantity.checked_add(part.quantity).ok_or_else(overflow)?;
    Ok(())
}

fn negated(sum: Sum) -> Result<Sum, AllocationRefusal> {
    Ok(Sum {
        amount: sum.amount.checked_neg().ok_or_else(overflow)?,
        quantity: sum.quantity.checked_neg().ok_or_else(overflow)?,
    })
}

/// Adds sums to others.
pub(crate) fn merge(all: &mut Sums, added: &Sums) -> Result<(), AllocationRefusal> {
    for (place, sum) in added {
        add(all, place.clone(), *sum)?;
    }
    Ok(())
}

/// Takes sums from others.
pub(crate) fn take(all: &mut Sums, taken: &Sums) -> Result<(), AllocationRefusal> {
    for (place, sum) in taken {
        add(all, place.clone(), negated(*sum)?)?;
    }
    Ok(())
}

pub(crate) fn overflow() -> AllocationRefusal {
    AllocationRefusal::door(PostCause::AmountOverflow)
}

fn one(refusal: AllocationRefusal) -> Vec<AllocationRefusal> {
    vec![refusal]
}
