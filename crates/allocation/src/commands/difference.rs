//! Telling and treating calculation differences (GL-18).

use kameral_access::{Act, Cx, IdempotencyKey, Permission};
use kameral_base::{FiscalYear, Period};
use kameral_ledger::model::AccountingModel;
use kameral_ledger::refusal::PostCause;
use kameral_ledger::store::balances::opening_posted;
use kameral_ledger::store::generated;
use kameral_store::{Fault, Stop, Tx};

use super::run::{Desk, Outcome, Place, Read, refused};
use crate::booking;
use crate::difference::{self, Difference, Proposal, carry_mark, spread_mark};
use crate::key::{AllocationKey, KeyState, Parting, StandardPrice};
use crate::refusal::AllocationRefusal;
use crate::share::{self, Sum, Sums};
use crate::store;

/// What is done about a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Treatment {
    /// *Fördela tillbaka*: spread in proportion to earlier charges.
    Spread,
    /// *Föreslå nytt pris eller påslag* for the months that are left.
    Propose,
    /// *För till nästa år*.
    Carry,
}

impl Treatment {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Spread, Self::Propose, Self::Carry];

    /// The word in files and answers.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Spread => "spread",
            Self::Propose => "propose",
            Self::Carry => "carry",
        }
    }

    /// The treatment with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|treatment| treatment.word() == word)
    }
}

/// Which difference is treated, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreatmentOrder {
    /// The year up to this period.
    pub period: Period,
    /// Key.
    pub key: String,
    /// Treatment.
    pub treatment: Treatment,
    /// Reason with which warnings are accepted.
    pub accept_warnings: Option<String>,
}

/// The differences of every key that charges by a rate or a price and has accounts for them. For who may run
/// keys, since it sums every row.
pub fn differences(cx: &Cx, period: Period) -> Result<Vec<Difference>, Stop<Vec<AllocationRefusal>>> {
    let seen = cx.read_whole(Permission::VoucherPost, |tx| {
        let model = kameral_ledger::store::model::load(tx, cx)?;
        match told(tx, cx, &model, period) {
            Ok(differences) => Ok(Ok(differences)),
            Err(Stop::Refused(refusals)) => Ok(Err(refusals)),
            Err(Stop::Fault(fault)) => Err(fault),
            Err(Stop::Denied(_)) => Ok(Ok(Vec::new())),
        }
    });
    match seen {
        Ok(Ok(differences)) => Ok(differences),
        Ok(Err(refusals)) => Err(Stop::Refused(refusals)),
        Err(stop) => Err(stop.map(|never| match never {})),
    }
}

fn told(
    tx: &mut Tx,
    cx: &Cx,
    model: &AccountingModel,
    period: Period,
) -> Result<Vec<Difference>, Stop<Vec<AllocationRefusal>>> {
    let read = Read::of(tx, cx, model, period)?;
    let mut differences = Vec::new();
    for key in share::in_force(&read.keys, read.day) {
        if key.parting.is_estimate() && key.difference.is_some() {
            let next = carried_out(tx, cx, model, read.year, &key.key)?;
            differences.push(difference::difference(&read.facts(model), key, &next).map_err(refused)?);
        }
    }
    Ok(differences)
}

/// What a key has posted in the opening of the next year.
fn carried_out(
    tx: &mut Tx,
    cx: &Cx,
    model: &AccountingModel,
    year: FiscalYear,
    key: &str,
) -> Result<Sums, Stop<Vec<AllocationRefusal>>> {
    let Some(next) = year_after(model, year) else {
        return Ok(Sums::new());
    };
    let number = i64::from(next.year());
    let allocated = generated::allocated(tx, cx.entity(), number, next.opening())?;
    let mut sums = Sums::new();
    for (_, row) in allocated.iter().filter(|(mark, _)| *mark == carry_mark(key)) {
        let sum = Sum {
            amount: row.amount,
            quantity: row.quantity,
        };
        let one = Sums::from([((row.coding.clone(), row.unit.clone()), sum)]);
        share::merge(&mut sums, &one).map_err(refused)?;
    }
    sums.retain(|_, sum| *sum != Sum::default());
    Ok(sums)
}

fn year_after(model: &AccountingModel, year: FiscalYear) -> Option<FiscalYear> {
    let first = year.ends_on().tomorrow().ok()?;
    model.year_of(first).copied()
}

/// Treats a difference: posts it back or into the next year, or proposes a rate or prices (GL-18). What was
/// posted by the same treatment for the same period is replaced.
pub fn treat(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    order: &TreatmentOrder,
) -> Result<Vec<Outcome>, Stop<Vec<AllocationRefusal>>> {
    let subject = format!("{} {} {}", order.treatment.word(), order.key, order.period);
    let act = Act::new(Permission::VoucherPost, "allocation.difference", subject).of_every_row();
    let mut committed = None;
    let outcomes = cx.write_once(act, key, |tx| {
        let model = kameral_ledger::store::model::load(tx, cx)?;
        let mut periods = vec![order.period];
        if order.treatment == Treatment::Carry {
            periods = vec![opening_after(&model, order.period)?.opening()];
        }
        let mut desk = Desk::open(tx, cx, &periods, order.accept_warnings.as_deref())?;
        let read = Read::of(desk.posting.tx(), cx, &model, order.period)?;
        let key = chosen(&read, &order.key)?;
        let next = carried_out(desk.posting.tx(), cx, &model, read.year, &key.key)?;
        let facts = read.facts(&model);
        let found = difference::difference(&facts, key, &next).map_err(refused)?;
        match order.treatment {
            Treatment::Spread => {
                let mark = spread_mark(&key.key);
                let mut standing = share::posted(&facts, &mark).map_err(refused)?;
                let standing = standing.remove(&order.period).unwrap_or_default();
                let required = difference::spread(&facts, key, &found, &standing).map_err(refused)?;
                let place = Place {
                    year: i64::from(read.year.year()),
                    period: order.period,
                    date: read.day,
                    key: &key.key,
                    name: &key.name,
                    mark,
                    version: key.version,
                };
                desk.replace(&place, &standing, &required)?;
            }
            Treatment::Carry => {
                let after = opening_after(&model, order.period)?;
                let required = difference::carry(&facts, key, &found, after.starts_on()).map_err(refused)?;
                // A line in the opening period says that opening balances are posted, and reports believe it.
                if !opening_posted(desk.posting.tx(), &cx.scope, after.opening())? {
                    let (key, period) = (key.key.clone(), after.opening());
                    return Err(refused(AllocationRefusal::OpeningMissing { key, period }));
                }
                let place = Place {
                    year: i64::from(after.year()),
                    period: after.opening(),
                    date: booking::last_day(after, after.opening()),
                    key: &key.key,
                    name: &key.name,
                    mark: carry_mark(&key.key),
                    version: key.version,
                };
                desk.replace(&place, &next, &required)?;
            }
            Treatment::Propose => {
                let versions = read.keys.iter().filter(|known| known.key == key.key);
                let waiting = versions.clone().find(|known| known.state == KeyState::Proposed);
                let last = versions.map(|known| known.version).max().unwrap_or_default();
                let version = waiting.map_or(last + 1, |waiting| waiting.version);
                let proposal = difference::propose(&facts, &read.year, key, &found, version).map_err(refused)?;
                keep(desk.posting.tx(), cx, &read, proposal)?;
            }
        }
        let (posted, outcomes) = desk.finish()?;
        committed = Some(posted);
        Ok(outcomes)
    })?;
    if let Some(mut posted) = committed {
        posted.committed(cx);
    }
    Ok(outcomes)
}

fn opening_after(model: &AccountingModel, period: Period) -> Result<FiscalYear, Stop<Vec<AllocationRefusal>>> {
    let door = |cause| refused(AllocationRefusal::door(cause));
    let year = model.year_of_period(period).filter(|_| !period.is_opening());
    let year = year.ok_or_else(|| door(PostCause::PeriodUnknown { period }))?;
    let missing = || {
        let date = year.ends_on().tomorrow().unwrap_or(year.ends_on());
        door(PostCause::YearMissing { date })
    };
    year_after(model, *year).ok_or_else(missing)
}

fn chosen<'r>(read: &'r Read, key: &str) -> Result<&'r AllocationKey, Stop<Vec<AllocationRefusal>>> {
    let found = share::in_force(&read.keys, read.day)
        .into_iter()
        .find(|known| known.key == key);
    found.ok_or_else(|| refused(AllocationRefusal::KeyUnknown { key: key.to_owned() }))
}

fn keep(tx: &mut Tx, cx: &Cx, read: &Read, proposal: Proposal) -> Result<(), Fault> {
    match proposal {
        Proposal::Version(version) => {
            if !read.keys.contains(&version) {
                store::add_key(tx, cx, &version)?;
            }
        }
        Proposal::Prices(prices) => {
            for price in prices.iter().filter(|price| !read.prices.contains(price)) {
                store::add_price(tx, cx, price)?;
            }
        }
    }
    Ok(())
}

/// Accepts what was proposed for a key: a rate takes over on its first day, where the version before ends; prices
/// are in force from theirs.
pub fn accept(cx: &Cx, key: Option<&IdempotencyKey>, code: &str) -> Result<(), Stop<Vec<AllocationRefusal>>> {
    let act = Act::new(Permission::RegisterEdit, "allocation.accept", code).of_every_row();
    cx.write_once(act, key, |tx| {
        let (keys, prices) = (store::keys(tx, cx.entity())?, store::prices(tx, cx.entity())?);
        let versions = || keys.iter().filter(|known| known.key == code);
        let Some(latest) = versions().max_by_key(|known| known.version) else {
            let key = code.to_owned();
            return Err(refused(AllocationRefusal::KeyUnknown { key }));
        };
        let mut changed = false;
        if latest.state == KeyState::Proposed {
            accept_version(tx, cx, &keys, latest)?;
            changed = true;
        } else if let Parting::Price { basis, dimension } = &latest.parting {
            let unit = basis.unit.as_deref().unwrap_or_default();
            let waiting = prices.iter().filter(|price| {
                price.proposed && price.unit == unit && price.dimension.eq_ignore_ascii_case(dimension)
            });
            for price in waiting {
                let accepted = StandardPrice {
                    proposed: false,
                    ..price.clone()
                };
                store::add_price(tx, cx, &accepted)?;
                changed = true;
            }
        }
        if changed {
            return Ok(());
        }
        Err(refused(AllocationRefusal::NothingProposed { key: code.to_owned() }))
    })
}

fn accept_version(tx: &mut Tx, cx: &Cx, keys: &[AllocationKey], proposed: &AllocationKey) -> Result<(), Fault> {
    let last = proposed.valid_from.and_then(|first| first.yesterday().ok());
    let before = keys.iter().filter(|known| {
        known.key == proposed.key
            && known.state == KeyState::InForce
            && last.is_some_and(|last| known.is_valid_on(last))
    });
    for version in before {
        let ended = AllocationKey {
            valid_to: last,
            ..version.clone()
        };
        store::add_key(tx, cx, &ended)?;
    }
    let accepted = AllocationKey {
        state: KeyState::InForce,
        ..proposed.clone()
    };
    store::add_key(tx, cx, &accepted)
}
