//! What the books do not say: amounts that cannot be moved, and what may explain them (CLS-10, APR-14).

use kameral_base::{Ore, Pattern};
use kameral_ledger::voucher::CodingKey;

use super::{Books, ByFinancier, Reading};
use crate::standing::total;

/// Why something cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// No financier on what was charged.
    WithoutFinancier,
    /// The financier is tied to no appropriation or title of that kind and flow.
    OtherFinancier,
    /// Charged, but not known to be paid.
    NotKnownPaid,
    /// On the account for amounts under investigation.
    UnderInvestigation,
    /// Paid or received, and belonging to nothing that was charged.
    Rest,
}

impl Reason {
    /// The word in texts.
    pub const fn word(self) -> &'static str {
        match self {
            Self::WithoutFinancier => "without-financier",
            Self::OtherFinancier => "other-financier",
            Self::NotKnownPaid => "not-known-paid",
            Self::UnderInvestigation => "under-investigation",
            Self::Rest => "rest",
        }
    }
}

/// *Oförklarat*: an amount that cannot be moved by what the books say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unexplained {
    /// Why.
    pub reason: Reason,
    /// Account, where it concerns one.
    pub account: String,
    /// Financier, where it has one.
    pub financier: String,
    /// Öre, debit positive.
    pub amount: Ore,
}

impl Books<'_> {
    pub(super) fn without_financier(&self, blocks: &mut ByFinancier, charged: &Pattern, reading: &mut Reading) {
        if let Some(amount) = blocks.remove("") {
            let bare = |(coding, _): &(&CodingKey, &Ore)| {
                charged.matches(coding.account()) && self.financier_of(coding).is_empty()
            };
            let account = self
                .nets
                .iter()
                .find(bare)
                .map(|(coding, _)| coding.account().to_owned());
            reading.unexplained.push(Unexplained {
                reason: Reason::WithoutFinancier,
                account: account.unwrap_or_default(),
                financier: String::new(),
                amount,
            });
        }
    }

    pub(super) fn investigated(&self, reading: &mut Reading) {
        let open = self
            .nets
            .iter()
            .filter(|(coding, _)| self.transfers.investigation.matches(coding.account()));
        reading.unexplained.extend(open.map(|(coding, amount)| Unexplained {
            reason: Reason::UnderInvestigation,
            account: coding.account().to_owned(),
            financier: self.financier_of(coding),
            amount: *amount,
        }));
    }

    /// An open item that bears a financier: what was charged of it is reckoned as not paid, so it explains
    /// nothing of what was.
    fn is_reckoned(&self, coding: &CodingKey) -> bool {
        let account = self.model.accounts.get(coding.account());
        let open = account.is_some_and(|account| OPEN_ROLES.contains(&account.role.as_str()));
        open && !self.financier_of(coding).is_empty()
    }

    /// What is left of payments and receipts when the proposals are posted, less other balances in the
    /// same flow, which explain it.
    pub(super) fn rest(&self, reading: &mut Reading) -> Option<()> {
        let transfers = self.transfers;
        let is_pool = |account: &str| {
            [&transfers.opening, &transfers.received, &transfers.paid]
                .iter()
                .any(|pattern| pattern.matches(account))
                || account == transfers.helper
        };
        let standing = self.nets.iter().filter(|(coding, _)| is_pool(coding.account()));
        let mut rest = total(standing.map(|(_, amount)| *amount))?;
        for (coding, amount) in reading.proposals.iter().flat_map(|proposal| &proposal.lines) {
            if is_pool(coding.account()) {
                rest = rest.checked_add(*amount)?;
            }
        }
        if rest.is_zero() {
            return Some(());
        }
        for (coding, amount) in &self.nets {
            let account = self.model.accounts.get(coding.account());
            let beside = account.is_some_and(|account| {
                account.flow == STATE_FLOW
                    && account.kind.carries_forward()
                    && !BANK_ROLES.contains(&account.role.as_str())
            });
            if beside && !self.is_reckoned(coding) && !transfers.state_account.matches(coding.account()) {
                let sum = reading.beside.entry(coding.account().to_owned()).or_default();
                *sum = sum.checked_add(*amount)?;
            }
        }
        reading.beside.retain(|_, amount| !amount.is_zero());
        let rest = rest.checked_add(total(reading.beside.values().copied())?)?;
        if !rest.is_zero() {
            reading.unexplained.push(Unexplained {
                reason: Reason::Rest,
                account: String::new(),
                financier: String::new(),
                amount: rest,
            });
        }
        Some(())
    }
}

/// What is charged on a financier that is tied to nothing of the kind.
pub(super) fn other_financier(charged: &Pattern, financier: &str, amount: Ore) -> Unexplained {
    Unexplained {
        reason: Reason::OtherFinancier,
        account: charged.to_string(),
        financier: financier.to_owned(),
        amount,
    }
}

/// What is charged and not known to be paid.
pub(super) fn not_known(all: &ByFinancier, moved: &ByFinancier, account: &str, reading: &mut Reading) -> Option<()> {
    for (financier, amount) in all {
        let known = moved.get(financier).copied().unwrap_or_default();
        let left = amount.checked_sub(known)?;
        if !left.is_zero() {
            reading.unexplained.push(Unexplained {
                reason: Reason::NotKnownPaid,
                account: account.to_owned(),
                financier: financier.clone(),
                amount: left,
            });
        }
    }
    Some(())
}

/// How the chart marks accounts of the State's flow.
const STATE_FLOW: &str = "non_interest_bearing";

/// Roles of accounts whose balance is not paid yet.
const OPEN_ROLES: [&str; 2] = ["accounts_payable", "accounts_receivable"];

/// Roles of accounts that are covered and swept: they have no balance.
const BANK_ROLES: [&str; 4] = ["bank_in", "bank_out", "sweep_in", "sweep_out"];
