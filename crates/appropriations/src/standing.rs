//! What is left of an item now: with and without credit, and how near the end it is.

use kameral_base::{Ore, Rounding};

use crate::close::{Budgeted, Closing, Rules, close};
use crate::figures::Figures;
use crate::model::{Item, ItemKind, Terms, words};

words! {
    /// How much is left.
    pub enum Level {
        /// Enough.
        Enough = "enough",
        /// *Lite kvar*: more is used than the terms call much.
        Low = "low",
        /// *På kredit*: more is used than there was, within the credit.
        OnCredit = "on_credit",
        /// *Över krediten*.
        BeyondCredit = "beyond_credit",
    }
}

/// An item as it stands in a year, on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The item.
    pub item: Item,
    /// Its terms, where there are some.
    pub terms: Option<Terms>,
    /// Place in the tree, 1 at the top.
    pub level: usize,
    /// Its own columns.
    pub own: Figures,
    /// Its columns with those of every part of it.
    pub whole: Figures,
    /// What holds for its own columns; the credit with that of every part.
    pub rules: Rules,
    /// What the year would end with now.
    pub closing: Closing,
    /// *Kvar utan kredit*, with every part.
    pub left: Ore,
    /// *Kvar med kredit*, with every part.
    pub left_with_credit: Ore,
    /// How near the end it is, or the worst of its parts.
    pub alarm: Level,
}

impl Standing {
    /// From the columns and terms of a year, and the last year before it in the State's budget; nothing when a sum is beyond what an amount can hold.
    pub fn new(
        item: Item,
        year: i64,
        terms: Option<Terms>,
        level: usize,
        own: Figures,
        before: Option<Budgeted>,
    ) -> Option<Self> {
        let rules = Rules::of(&item, year, terms.as_ref(), &own, before)?;
        let closing = close(&own, &rules)?;
        let left = own.left()?;
        Some(Self {
            alarm: alarm(&item, &own, &rules)?,
            left_with_credit: left.checked_add(rules.credit)?,
            whole: own,
            item,
            terms,
            level,
            own,
            rules,
            closing,
            left,
        })
    }

    /// Whether anything has been given or charged.
    pub fn is_used(&self) -> bool {
        self.own != Figures::default()
    }

    /// Part of the disposable amount that is used, per mille, from 0 to 1000; for a bar.
    pub fn used_per_mille(&self) -> i64 {
        let (Some(of), Some(used)) = (self.whole.disposable(), self.whole.outturn()) else {
            return 1000;
        };
        if !used.is_positive() {
            return 0;
        }
        if of <= used {
            return 1000;
        }
        Ore::new(1000)
            .share(used.get(), of.get(), Rounding::HalfAwayFromZero)
            .map_or(1000, Ore::get)
    }
}

/// How near the end an item is. A revenue title has no end.
fn alarm(item: &Item, figures: &Figures, rules: &Rules) -> Option<Level> {
    if item.kind == ItemKind::RevenueTitle {
        return Some(Level::Enough);
    }
    let (of, used, left) = (figures.disposable()?, figures.outturn()?, figures.left()?);
    if left.is_negative() {
        let within = left.checked_add(rules.credit)?;
        return Some(if within.is_negative() {
            Level::BeyondCredit
        } else {
            Level::OnCredit
        });
    }
    let much = of.per_mille(rules.low_per_mille)?;
    let low = used.is_positive() && much <= used;
    Some(if low { Level::Low } else { Level::Enough })
}
