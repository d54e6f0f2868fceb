//! What is asked of appropriations: how every item stands, and what is left where somebody codes.

use std::collections::BTreeMap;

use kameral_access::{Cx, Permission, Scope};
use kameral_base::{Date, Ore, Period};
use kameral_ledger::model::AccountingModel;
use kameral_ledger::store::model;
pub use kameral_ledger::store::roles::Until;
use kameral_ledger::store::roles::{self, ByRole, RoleSum};
use kameral_store::{Fault, Stop, Tx};

use crate::close::{Rules, roll};
use crate::commit::{Frame, most_without_frame};
use crate::figures::{Charged, Figures};
use crate::model::{Item, ItemKind, Movement, MovementKind};
use crate::relate::FINANCIER;
use crate::standing::Standing;
use crate::store::{items, movements, overflow, terms};
use crate::tree;

/// Role of the accounts an appropriation is charged on, net.
pub const CHARGE: &str = "appropriation_charge";

/// Role of the accounts that take revenue under an appropriation apart.
pub const CHARGE_GROSS: &str = "appropriation_charge_gross";

/// Role of the account a revenue title is charged on, net.
pub const TITLE: &str = "revenue_title_charge";

/// Role of the account that takes expenditure under a revenue title apart.
pub const TITLE_GROSS: &str = "revenue_title_charge_gross";

/// Every item as it stands in a year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standings {
    /// Budget year.
    pub year: i64,
    /// Items, each followed by its parts.
    pub items: Vec<Standing>,
    /// What was charged without an item: coded with financiers that no item finances, net öre.
    pub unlinked: Ore,
}

impl Standings {
    /// The item with this designation.
    pub fn of(&self, item: &str) -> Option<&Standing> {
        self.items.iter().find(|standing| standing.item.item == item)
    }
}

/// Whether whoever asks may meet every row of the entity. Amounts of an appropriation belong to the
/// whole agency: who may meet some rows only would be shown an outturn that is not the item's.
pub fn sees_all(scope: &Scope) -> bool {
    scope.is_whole()
}

/// How every item stands in a year, or stood on a day of it. Empty for who may meet some rows only.
pub fn standings(
    cx: &Cx,
    permission: Permission,
    year: i64,
    until: Until,
) -> Result<Standings, Stop<std::convert::Infallible>> {
    cx.read(permission, |tx| {
        let model = model::load(tx, cx)?;
        of_year(tx, &cx.scope, &model, year, until)
    })
}

/// The same within a transaction.
pub fn of_year(
    tx: &mut Tx,
    scope: &Scope,
    model: &AccountingModel,
    year: i64,
    until: Until,
) -> Result<Standings, Fault> {
    if !sees_all(scope) {
        return Ok(Standings {
            year,
            ..Standings::default()
        });
    }
    whole_year(tx, scope, model, year, until)
}

/// The same whoever asks: for what holds in every case and is shown to nobody.
pub(crate) fn whole_year(
    tx: &mut Tx,
    scope: &Scope,
    model: &AccountingModel,
    year: i64,
    until: Until,
) -> Result<Standings, Fault> {
    let known = items::all(tx, scope)?;
    let last = match until {
        Until::End => None,
        // A closing period has every movement of the year.
        Until::Through(period) => period.last_day(),
        Until::Day(day) => Some(day),
    };
    let mut moved: BTreeMap<String, Vec<Movement>> = BTreeMap::new();
    for movement in movements::of_year(tx, scope, year)? {
        if last.is_none_or(|day| movement.decided_on <= day || movement.kind == MovementKind::Opening) {
            moved.entry(movement.item.clone()).or_default().push(movement);
        }
    }
    let mut of_terms = terms::of_year(tx, scope, year)?;
    let budgeted = movements::budgeted_before(tx, scope, year)?;
    let (charged, unlinked) = charged(tx, scope, model, &known, year, until)?;
    let mut found = Vec::with_capacity(known.len());
    for (level, item) in tree::ordered(&known) {
        let own = moved.remove(&item.item).unwrap_or_default();
        let own_charged = charged.get(&item.item).copied().unwrap_or_default();
        let own = Figures::of(&own, own_charged).ok_or_else(overflow)?;
        let (of_year, before) = (of_terms.remove(&item.item), budgeted.get(&item.item).copied());
        let standing = Standing::new(item.clone(), year, of_year, level, own, before);
        found.push(standing.ok_or_else(overflow)?);
    }
    with_parts(&mut found)?;
    Ok(Standings {
        year,
        items: found,
        unlinked,
    })
}

/// Adds each item's columns to those it is a part of, and what is left of them with the worst of their
/// states. Parts follow what they are parts of.
fn with_parts(standings: &mut [Standing]) -> Result<(), Fault> {
    for at in (0..standings.len()).rev() {
        let Standing {
            whole,
            level,
            left,
            left_with_credit: with_credit,
            alarm,
            rules: Rules { credit, .. },
            ..
        } = standings[at];
        let above = standings[..at].iter_mut().rev().find(|above| above.level < level);
        if let (true, Some(above)) = (1 < level, above) {
            above.whole = above.whole.plus(&whole).ok_or_else(overflow)?;
            above.left = above.left.checked_add(left).ok_or_else(overflow)?;
            above.left_with_credit = above.left_with_credit.checked_add(with_credit).ok_or_else(overflow)?;
            above.rules.credit = above.rules.credit.checked_add(credit).ok_or_else(overflow)?;
            above.alarm = above.alarm.max(alarm);
        }
    }
    Ok(())
}

/// What the ledger has charged each item with, in one question for all of them, and what it has charged
/// without an item.
fn charged(
    tx: &mut Tx,
    scope: &Scope,
    model: &AccountingModel,
    known: &[Item],
    year: i64,
    until: Until,
) -> Result<(BTreeMap<String, Charged>, Ore), Fault> {
    let Some(financier) = model.dimension(FINANCIER) else {
        return Ok((BTreeMap::new(), Ore::ZERO));
    };
    let asked = ByRole {
        year,
        position: financier.position,
        roles: &[CHARGE, CHARGE_GROSS, TITLE, TITLE_GROSS],
        until,
    };
    let mut found: BTreeMap<String, Charged> = BTreeMap::new();
    let mut unlinked = Ore::ZERO;
    for sum in roles::sums(tx, scope, asked)? {
        let item =
            day_of(model, year, sum.period).and_then(|day| known.iter().find(|item| item.finances(&sum.value, day)));
        let Some(item) = item else {
            unlinked = unlinked.checked_add(sum.net).ok_or_else(overflow)?;
            continue;
        };
        let charged = found.entry(item.item.clone()).or_default();
        add(charged, item.kind, &sum).ok_or_else(overflow)?;
    }
    Ok((found, unlinked))
}

/// A day of the period, for links that hold for whole months: an opening period lies before the first
/// one, a closing period after the last.
pub(crate) fn day_of(model: &AccountingModel, year: i64, period: Period) -> Option<Date> {
    let year = model.years.iter().find(|known| i64::from(known.year()) == year)?;
    if period.is_opening() {
        return Some(year.starts_on());
    }
    period.last_day().or(Some(year.ends_on()))
}

/// Debit on the accounts of expenditure is expenditure, credit on those of income is income.
fn add(charged: &mut Charged, kind: ItemKind, sum: &RoleSum) -> Option<()> {
    let is_income = match kind {
        ItemKind::Appropriation => sum.role == CHARGE_GROSS,
        ItemKind::RevenueTitle => sum.role != TITLE_GROSS,
    };
    if is_income {
        charged.income = charged.income.checked_sub(sum.net)?;
    } else {
        charged.expenditure = charged.expenditure.checked_add(sum.net)?;
    }
    Some(())
}

/// What a year would begin with, of every item that has no opening amount in it: item, kind, amount.
pub fn proposed(
    tx: &mut Tx,
    scope: &Scope,
    model: &AccountingModel,
    year: i64,
) -> Result<Vec<(String, MovementKind, Ore)>, Fault> {
    let before = of_year(tx, scope, model, year - 1, Until::End)?;
    let there = movements::of_year(tx, scope, year)?;
    let mut proposed = Vec::new();
    for standing in &before.items {
        let item = &standing.item;
        let taken = |number: i64| there.iter().any(|other| other.takes_back == Some(number));
        let begun = there.iter().any(|movement| {
            movement.item == item.item
                && movement.kind == MovementKind::Opening
                && movement.takes_back.is_none()
                && !taken(movement.movement)
        });
        if begun || item.kind == ItemKind::RevenueTitle {
            continue;
        }
        let begins = roll(item, &standing.closing).ok_or_else(overflow)?;
        proposed.extend(
            begins
                .into_iter()
                .map(|(kind, amount)| (item.item.clone(), kind, amount)),
        );
    }
    Ok(proposed)
}

/// What is left of the item a financier is financed by on a day, with everything posted in its year.
/// Nothing where no item finances it, or for who may meet some rows only.
pub fn left_of(
    cx: &Cx,
    permission: Permission,
    financier: &str,
    day: Date,
) -> Result<Option<Standing>, Stop<std::convert::Infallible>> {
    cx.read(permission, |tx| {
        let model = model::load(tx, cx)?;
        let Some(year) = model.year_of(day) else {
            return Ok(None);
        };
        let standings = of_year(tx, &cx.scope, &model, i64::from(year.year()), Until::End)?;
        let finances = |standing: &Standing| standing.item.finances(financier, day);
        Ok(standings.items.into_iter().find(finances))
    })
}

/// What there is to commit of an item in a year: its frame, or what the ordinance allows without one.
pub fn frame(tx: &mut Tx, scope: &Scope, model: &AccountingModel, item: &str, year: i64) -> Result<Frame, Fault> {
    let standings = of_year(tx, scope, model, year, Until::End)?;
    let Some(standing) = standings.of(item) else {
        return Ok(Frame::Without(Ore::ZERO));
    };
    frame_of(&standings, standing).ok_or_else(overflow)
}

/// The same of items that have been read.
pub fn frame_of(standings: &Standings, standing: &Standing) -> Option<Frame> {
    if let Some(frame) = standing.terms.as_ref().and_then(|terms| terms.commitment_limit) {
        return Some(Frame::Of(frame));
    }
    let mut top = standing;
    while let Some(parent) = top.item.parent.as_deref().and_then(|parent| standings.of(parent)) {
        if parent.level >= top.level {
            break;
        }
        top = parent;
    }
    let posts = top.whole.given()?;
    let whole = top.terms.as_ref().and_then(|terms| terms.whole).unwrap_or(posts);
    most_without_frame(standing.whole.given()?, posts, whole).map(Frame::Without)
}
