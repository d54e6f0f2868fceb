//! *Betalningsmottagarens konto*: where a party is paid.

use std::fmt;

use kameral_base::{BankAccount, Bankgiro, Date, Iban, Plusgiro};

use crate::identifiers::{Bic, Currency, PartyNumber};
use crate::model::Stamp;
use crate::model::words;

words! {
    /// *Betalningssätt*: which way money goes.
    RouteKind {
        /// *Bankgiro*.
        Bankgiro = "bankgiro";
        /// *Plusgiro*.
        Plusgiro = "plusgiro";
        /// A Swedish bank account with its clearing number.
        BankAccount = "bank_account";
        /// An account by IBAN, with the BIC of its bank where it is known.
        Iban = "iban";
    }
}

/// A way to pay somebody, whose digits were checked when it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// *Bankgiro*.
    Bankgiro(Bankgiro),
    /// *Plusgiro*.
    Plusgiro(Plusgiro),
    /// *Bankkonto*. Its check digit may not fit, for some old accounts never have; two persons then agreed on it.
    BankAccount(BankAccount),
    /// *IBAN* and, where it is known, *BIC*.
    Iban(Iban, Option<Bic>),
}

impl Route {
    /// Which way it is.
    #[must_use]
    pub fn kind(&self) -> RouteKind {
        match self {
            Self::Bankgiro(_) => RouteKind::Bankgiro,
            Self::Plusgiro(_) => RouteKind::Plusgiro,
            Self::BankAccount(_) => RouteKind::BankAccount,
            Self::Iban(..) => RouteKind::Iban,
        }
    }

    /// The number as it is kept and found: without what people part digits by.
    #[must_use]
    pub fn plain(&self) -> String {
        match self {
            Self::Bankgiro(number) => number.plain(),
            Self::Plusgiro(number) => number.plain(),
            Self::BankAccount(account) => account.plain(),
            Self::Iban(iban, _) => iban.plain(),
        }
    }

    /// The bank's BIC, where it is known.
    #[must_use]
    pub fn bic(&self) -> Option<&Bic> {
        match self {
            Self::Iban(_, bic) => bic.as_ref(),
            _ => None,
        }
    }

    /// Whether every check digit fits. False only of bank accounts.
    #[must_use]
    pub fn check_digit_fits(&self) -> bool {
        match self {
            Self::BankAccount(account) => account.check_digit_fits(),
            _ => true,
        }
    }

    /// Whether the number is the owner's personal identity number, and must be kept as one.
    #[must_use]
    pub fn is_personal(&self) -> bool {
        matches!(self, Self::BankAccount(account) if account.is_personal())
    }

    /// Whether two ways reach the same account: the BIC does not tell accounts apart.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.kind() == other.kind() && self.plain() == other.plain()
    }
}

impl fmt::Display for Route {
    /// As people write it: `5402-9681`, `8424-4 9831892246`, `SE45 5000 …`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bankgiro(number) => number.fmt(f),
            Self::Plusgiro(number) => number.fmt(f),
            Self::BankAccount(account) => account.fmt(f),
            Self::Iban(iban, _) => iban.fmt(f),
        }
    }
}

/// An account that a party is paid to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayeeAccount {
    /// Whose.
    pub party: PartyNumber,
    /// Which of the party's, from 1. Another account in its place keeps the number, so that what was changed
    /// can be seen.
    pub account_no: i64,
    /// Where it leads.
    pub route: Route,
    /// The name of who holds it, as the bank has it; the party's own where it is empty.
    pub holder: String,
    /// Its currency.
    pub currency: Currency,
    /// Whether it is the one that payments take unless an invoice says otherwise.
    pub preferred: bool,
    /// Whether it may be paid to.
    pub in_use: bool,
}

/// A version of an account: what holds from a day until the next version's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayeeAccountVersion {
    /// What holds.
    pub account: PayeeAccount,
    /// The first day it holds; never before the day it was agreed on.
    pub valid_from: Date,
    /// Which of those from the same day, from 1; the last one counts.
    pub revision: i64,
    /// Why it was added or changed, and how it was made sure of.
    pub reason: String,
    /// Why a check digit that does not fit was let through; empty where all fit.
    pub accepted: String,
    /// UTC moment it was asked for.
    pub proposed_at: String,
    /// Who asked for it, who agreed, and when.
    pub saved: Stamp,
}
