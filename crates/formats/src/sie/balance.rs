//! *Saldoposter*: balances of accounts, of objects and of periods.

use std::borrow::Cow;

use kameral_base::{Ore, Period, Quantity};

use super::record::{ObjectRef, owned};

/// What a balance of an account is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BalanceKind {
    /// *Ingående balans*, `#IB`.
    Opening,
    /// *Utgående balans*, `#UB`.
    Closing,
    /// *Resultat*, `#RES`: the balance of an account of the income statement.
    Result,
}

/// *Saldo* of an account in a year. Debit is positive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balance<'a> {
    /// Which balance.
    pub kind: BalanceKind,
    /// 0 for the current year, -1 for the year before.
    pub year: i16,
    /// The account's number, digits.
    pub account: Cow<'a, str>,
    /// The balance.
    pub amount: Ore,
    /// The quantity, signed like the amount.
    pub quantity: Option<Quantity>,
}

impl Balance<'_> {
    pub(super) fn into_owned(self) -> Balance<'static> {
        let Self {
            kind,
            year,
            account,
            amount,
            quantity,
        } = self;
        Balance {
            kind,
            year,
            account: owned(account),
            amount,
            quantity,
        }
    }
}

/// What a balance of an object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ObjectBalanceKind {
    /// *Ingående balans för objekt*, `#OIB`.
    Opening,
    /// *Utgående balans för objekt*, `#OUB`.
    Closing,
}

/// *Objektsaldo*: what a balance sheet account holds for an object. A part of the account's own
/// balance, not beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectBalance<'a> {
    /// Which balance.
    pub kind: ObjectBalanceKind,
    /// 0 for the current year, -1 for the year before.
    pub year: i16,
    /// The account's number, digits.
    pub account: Cow<'a, str>,
    /// The object: one pair, or several where the sender combines them.
    pub objects: Vec<ObjectRef<'a>>,
    /// The balance.
    pub amount: Ore,
    /// The quantity, signed like the amount.
    pub quantity: Option<Quantity>,
}

impl ObjectBalance<'_> {
    pub(super) fn into_owned(self) -> ObjectBalance<'static> {
        let Self {
            kind,
            year,
            account,
            objects,
            amount,
            quantity,
        } = self;
        let objects = objects.into_iter().map(ObjectRef::into_owned).collect();
        ObjectBalance {
            kind,
            year,
            account: owned(account),
            objects,
            amount,
            quantity,
        }
    }
}

/// Whose figure of a period it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PeriodBalanceKind {
    /// *Periodsaldo*, `#PSALDO`: the outturn.
    Outturn,
    /// *Periodbudget*, `#PBUDGET`.
    Budget,
}

/// *Periodsaldo*: the change of an account in one period, of the whole account when `objects` is
/// empty and else of the part with those objects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodBalance<'a> {
    /// Outturn or budget.
    pub kind: PeriodBalanceKind,
    /// 0 for the current year, -1 for the year before.
    pub year: i16,
    /// The calendar month.
    pub period: Period,
    /// The account's number, digits.
    pub account: Cow<'a, str>,
    /// Empty for the whole account, which files of type 3 state beside its objects.
    pub objects: Vec<ObjectRef<'a>>,
    /// The change, debit positive.
    pub amount: Ore,
    /// The quantity, signed like the amount.
    pub quantity: Option<Quantity>,
}

impl PeriodBalance<'_> {
    pub(super) fn into_owned(self) -> PeriodBalance<'static> {
        let Self {
            kind,
            year,
            period,
            account,
            objects,
            amount,
            quantity,
        } = self;
        let objects = objects.into_iter().map(ObjectRef::into_owned).collect();
        PeriodBalance {
            kind,
            year,
            period,
            account: owned(account),
            objects,
            amount,
            quantity,
        }
    }
}
