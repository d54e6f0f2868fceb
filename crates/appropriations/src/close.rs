//! The end of a budget year: saving, withdrawal and credit (anslagsförordningen (2011:223) 6–8 §§,
//! APR-10, APR-18), and what the next year begins with.

use kameral_base::Ore;

use crate::figures::Figures;
use crate::model::{Item, MovementKind, Terms};

/// Part of what was given that a mainly administrative appropriation may keep, and may overrun, per
/// mille (anslagsförordningen 7 and 8 §§).
pub const ADMINISTRATIVE_PER_MILLE: i64 = 30;

/// Part of the disposable amount, per mille, above which little is left, unless the terms say another.
pub const LOW_PER_MILLE: i64 = 900;

/// What the ordinance and the year's terms come to for one item, in öre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// The most that may be kept as saving; none means all of it.
    pub kept_max: Option<Ore>,
    /// *Anslagskredit*.
    pub credit: Ore,
    /// Part of the disposable amount above which little is left, per mille.
    pub low_per_mille: i64,
}

impl Rules {
    /// The rules of an item for a year, from its terms and from what it was given.
    pub fn of(item: &Item, terms: Option<&Terms>, figures: &Figures) -> Option<Self> {
        let given = figures.given()?;
        let base = terms.and_then(|terms| terms.base).unwrap_or(given);
        let default = item.administrative.then_some(ADMINISTRATIVE_PER_MILLE);
        let part = |per_mille: i64| base.per_mille(per_mille);
        let kept_max = if item.carried_forward {
            let per_mille = terms.and_then(|terms| terms.saving_per_mille).or(default);
            per_mille.map_or(Some(None), |per_mille| part(per_mille).map(Some))?
        } else {
            Some(Ore::ZERO)
        };
        let credit = match terms.and_then(|terms| terms.credit) {
            Some(credit) => credit,
            None => part(terms.and_then(|terms| terms.credit_per_mille).or(default).unwrap_or(0))?,
        };
        Some(Self {
            kept_max,
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
