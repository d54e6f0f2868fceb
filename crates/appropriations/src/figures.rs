//! The columns of an appropriation for one year, and what they come to.
//!
//! Amounts are öre. A sum that no amount can hold is nothing, never wrong.

use kameral_base::{Ore, TrySum};

use crate::model::{Movement, MovementKind};

/// What the ledger has charged an item with in a year, or up to a day of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Charged {
    /// *Utgifter*, positive: 1741 and 1751 of an appropriation, 1722 of a title.
    pub expenditure: Ore,
    /// *Inkomster*, positive: 1742 and 1752 of an appropriation, 1721 of a title.
    pub income: Ore,
}

/// The columns of the appropriation report (REP-17), except those that are sums.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// *Ingående överföringsbelopp*.
    pub opening: Ore,
    /// *Årets tilldelning enligt regleringsbrev*.
    pub allotment: Ore,
    /// *Tilldelning enligt annat beslut*.
    pub other_decision: Ore,
    /// *Fördelade anslagsbelopp*.
    pub distributed: Ore,
    /// *Omdisponerade anslagsbelopp*.
    pub redirected: Ore,
    /// *Utnyttjad del av medgivet överskridande*.
    pub overrun: Ore,
    /// *Indragning*, negative.
    pub withdrawal: Ore,
    /// What the ledger has charged.
    pub charged: Charged,
}

impl Figures {
    /// The columns of one item's movements and charges.
    pub fn of<'m>(movements: impl IntoIterator<Item = &'m Movement>, charged: Charged) -> Option<Self> {
        let mut figures = Self {
            charged,
            ..Self::default()
        };
        for movement in movements {
            let column = figures.column(movement.kind);
            *column = column.checked_add(movement.amount)?;
        }
        Some(figures)
    }

    fn column(&mut self, kind: MovementKind) -> &mut Ore {
        match kind {
            MovementKind::Opening => &mut self.opening,
            MovementKind::Allotment => &mut self.allotment,
            MovementKind::OtherDecision => &mut self.other_decision,
            MovementKind::Distributed => &mut self.distributed,
            MovementKind::Redirected => &mut self.redirected,
            MovementKind::Overrun => &mut self.overrun,
            MovementKind::Withdrawal => &mut self.withdrawal,
        }
    }

    /// *Totalt disponibelt belopp*: the sum of columns 2 to 7, before credit.
    pub fn disposable(&self) -> Option<Ore> {
        let Self {
            opening,
            allotment,
            other_decision,
            distributed,
            redirected,
            overrun,
            withdrawal,
            charged: _,
        } = *self;
        let columns = [
            opening,
            allotment,
            other_decision,
            distributed,
            redirected,
            overrun,
            withdrawal,
        ];
        columns.into_iter().try_sum()
    }

    /// What was given for the year: the base of saving and credit unless the terms name another.
    pub fn given(&self) -> Option<Ore> {
        self.allotment.checked_add(self.other_decision)
    }

    /// *Uppfört på statens budget*: whether anything was given for the year, by the letter or another
    /// decision, from another agency or to one.
    pub fn is_budgeted(&self) -> bool {
        let given = [self.allotment, self.other_decision, self.distributed, self.redirected];
        given.into_iter().any(|amount| !amount.is_zero())
    }

    /// *Utfall*: expenditure less income.
    pub fn outturn(&self) -> Option<Ore> {
        self.charged.expenditure.checked_sub(self.charged.income)
    }

    /// *Utgående överföringsbelopp*: column 8 less expenditure plus income.
    pub fn left(&self) -> Option<Ore> {
        self.disposable()?.checked_sub(self.outturn()?)
    }

    /// The columns of two items together.
    pub fn plus(&self, other: &Self) -> Option<Self> {
        Some(Self {
            opening: self.opening.checked_add(other.opening)?,
            allotment: self.allotment.checked_add(other.allotment)?,
            other_decision: self.other_decision.checked_add(other.other_decision)?,
            distributed: self.distributed.checked_add(other.distributed)?,
            redirected: self.redirected.checked_add(other.redirected)?,
            overrun: self.overrun.checked_add(other.overrun)?,
            withdrawal: self.withdrawal.checked_add(other.withdrawal)?,
            charged: Charged {
                expenditure: self.charged.expenditure.checked_add(other.charged.expenditure)?,
                income: self.charged.income.checked_add(other.charged.income)?,
            },
        })
    }
}
