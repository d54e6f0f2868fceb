//! The end of a budget year: saving, withdrawal and credit (anslagsförordningen (2011:223) 6–8 §§,
//! APR-10, APR-18), and what the next year begins with.

use kameral_base::Ore;

use crate::figures::Figures;
use crate::model::{Item, MovementKind, Terms};

/// Part of what was given that a mainly administrative appropriation may keep, and may overrun, per
/// mille (anslagsförordningen 7 and 8 §§).
pub const ADMINISTRATIVE_PER_MILLE: i64 = 30;

/// Budget years after the one in which the appropriation last stood in the State's budget, during which
/// saving may be used (anslagsförordningen 7 § third paragraph).
pub const SAVING_YEARS: i64 = 2;

/// Part of the disposable amount, per mille, above which little is left, unless the terms say another.
pub const LOW_PER_MILLE: i64 = 900;

/// *Senast uppfört på statens budget*: an earlier year, and what was given then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budgeted {
    /// Budget year.
    pub year: i64,
    /// What was given for it: the base of saving while the item stands in no budget.
    pub given: Ore,
}

/// What the ordinance and the year's terms come to for one item, in öre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// The most that may be kept as saving; none means all of it.
    pub kept_max: Option<Ore>,
    /// The last year in which the saving of an item that stands in the budget no more may be used.
    pub usable_through: Option<i64>,
    /// *Anslagskredit*.
    pub credit: Ore,
    /// Part of the disposable amount above which little is left, per mille.
    pub low_per_mille: i64,
}

impl Rules {
    /// The rules of an item for a year, from its terms and from what it was given. `before` is the last
    /// year before this one in which it stood in the State's budget, where one is known; it counts where
    /// the item does not stand there this year.
    pub fn of(
        item: &Item,
        year: i64,
        terms: Option<&Terms>,
        figures: &Figures,
        before: Option<Budgeted>,
    ) -> Option<Self> {
        let given = figures.given()?;
        let before = before.filter(|_| !figures.is_budgeted());
        let base = terms.and_then(|terms| terms.base);
        let default = item.administrative.then_some(ADMINISTRATIVE_PER_MILLE);
        let part = |per_mille: i64| base.unwrap_or(given).per_mille(per_mille);
        let saving_years = terms.and_then(|terms| terms.saving_years).unwrap_or(SAVING_YEARS);
        let last = before.map_or(Some(year).filter(|_| figures.is_budgeted()), |before| Some(before.year));
        let usable_through = last.and_then(|last| last.checked_add(saving_years));
        let lapses = usable_through.is_some_and(|through| through <= year);
        let kept_max = if item.carried_forward && !lapses {
            let per_mille = terms.and_then(|terms| terms.saving_per_mille).or(default);
            let base = base.unwrap_or_else(|| before.map_or(given, |before| before.given));
            per_mille.map_or(Some(None), |per_mille| base.per_mille(per_mille).map(Some))?
        } else {
            Some(Ore::ZERO)
        };
        let credit = match terms.and_then(|terms| terms.credit) {
            Some(credit) => credit,
            None => part(terms.and_then(|terms| terms.credit_per_mille).or(default).unwrap_or(0))?,
        };
        Some(Self {
            kept_max,
            usable_through: usable_through.filter(|_| before.is_some()),
            credit,
            low_per_mille: terms.and_then(|terms| terms.low_per_mille).unwrap_or(LOW_PER_MILLE),
        })
    }
}

/// What a year ends with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Closing {
    /// *Anslagssparande* at the end of the year.
    pub saving: Ore,
    /// The part of it that may be kept next year.
    pub kept: Ore,
    /// *Indragning*: the rest, positive.
    pub withdrawn: Ore,
    /// *Utnyttjad anslagskredit*.
    pub credit_used: Ore,
    /// Whether more was used than the credit.
    pub breach: bool,
}

/// Closes a year.
pub fn close(figures: &Figures, rules: &Rules) -> Option<Closing> {
    let left = figures.left()?;
    if left.is_negative() {
        let credit_used = left.checked_neg()?;
        return Some(Closing {
            credit_used,
            breach: rules.credit < credit_used,
            ..Closing::default()
        });
    }
    let kept = rules.kept_max.map_or(left, |most| left.min(most.max(Ore::ZERO)));
    Some(Closing {
        saving: left,
        kept,
        withdrawn: left.checked_sub(kept)?,
        ..Closing::default()
    })
}

/// What the next year begins with: the outgoing amount brought forward, and the part of it that may
/// not be kept carried away. An amount that is not carried forward begins nothing.
pub fn roll(item: &Item, closing: &Closing) -> Option<Vec<(MovementKind, Ore)>> {
    if !item.carried_forward && closing.credit_used.is_zero() {
        return Some(Vec::new());
    }
    let opening = closing.saving.checked_sub(closing.credit_used)?;
    let withdrawal = closing.withdrawn.checked_neg()?;
    let begins = [(MovementKind::Opening, opening), (MovementKind::Withdrawal, withdrawal)];
    Some(begins.into_iter().filter(|(_, amount)| !amount.is_zero()).collect())
}

#[cfg(test)]
mod tests;
