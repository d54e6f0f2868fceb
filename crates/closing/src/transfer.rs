//! *Omföringar i avräkning med statsverket*: payments in the State's flow moved to the appropriation or
//! revenue title they belong to (CLS-10, APR-14 to APR-18).
//!
//! What belongs to which is read from what was charged, financier by financier. Moving it is proposed as
//! far as it is known to be paid; what cannot be told is listed.

pub mod capital;
mod funds;
mod pool;
mod unexplained;

use std::collections::BTreeMap;

use kameral_base::{Date, Ore, Period};
use kameral_ledger::model::{Account, AccountingModel};
use kameral_ledger::voucher::{CodingKey, DraftVoucher};

use crate::definition::{Named, Transfers};
use crate::plan::line;
use crate::standing::{Nets, Standing, add, day_of, total};

pub use funds::{Instalment, Plans, Repayment, instalment_left};

pub use unexplained::{Reason, Unexplained};

use pool::Pools;
use unexplained::{not_known, other_financier};

/// What a transfer is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TransferKind {
    /// Payments that belong to an appropriation.
    Appropriation,
    /// Receipts that belong to a revenue title.
    Title,
    /// *Att betala till statens centralkonto*: settled on a title, received in the interest-bearing flow.
    TitleFromInterest,
    /// *Månadsvis överföring*: appropriation funds to the interest account.
    Instalment,
    /// *Återbetalning*: appropriation funds paid back.
    Repayment,
    /// *Avskrivningar mot statskapital*: of assets that an appropriation has paid for.
    StateCapital,
}

impl TransferKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Appropriation,
        Self::Title,
        Self::TitleFromInterest,
        Self::Instalment,
        Self::Repayment,
        Self::StateCapital,
    ];

    /// The word in commands and texts.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Appropriation => "appropriation",
            Self::Title => "title",
            Self::TitleFromInterest => "title-from-interest",
            Self::Instalment => "instalment",
            Self::Repayment => "repayment",
            Self::StateCapital => "state-capital",
        }
    }

    /// The kind with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// *Omföringsförslag*: a voucher somebody may post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What it is for.
    pub kind: TransferKind,
    /// Financier.
    pub financier: String,
    /// Amount, öre; negative where what was moved is moved back.
    pub amount: Ore,
    /// Voucher kind.
    pub voucher_kind: String,
    /// Text of the voucher.
    pub text: String,
    /// Its lines.
    pub lines: Vec<(CodingKey, Ore)>,
}

impl Proposal {
    /// The voucher of the proposal.
    pub fn draft(&self, date: Date, period: Period) -> DraftVoucher {
        DraftVoucher {
            kind: self.voucher_kind.clone(),
            date: Some(date),
            period: Some(period),
            text: format!("{} {}", self.text, self.financier),
            lines: self
                .lines
                .iter()
                .map(|(coding, amount)| line(coding, *amount))
                .collect(),
            ..DraftVoucher::default()
        }
    }
}

/// What the State's current account says at the end of a period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// What may be posted.
    pub proposals: Vec<Proposal>,
    /// What cannot be told.
    pub unexplained: Vec<Unexplained>,
    /// What may explain what is left of payments and receipts: other balances in the same flow, by account.
    pub beside: BTreeMap<String, Ore>,
}

/// Reads the State's current account as it stands at the end of a period. Nothing on overflow.
pub fn read(
    model: &AccountingModel,
    transfers: &Transfers,
    standing: &Standing,
    period: Period,
    plans: &Plans,
) -> Option<Reading> {
    let nets = standing.through(period)?;
    let books = Books {
        model,
        transfers,
        standing,
        period,
        day: day_of(standing.year, period),
        nets,
        position: model
            .dimension(&transfers.financier)
            .map_or(0, |dimension| dimension.position),
    };
    let mut reading = Reading::default();
    let pools = Pools::of(&books)?;
    books.appropriations(&pools, &mut reading)?;
    books.titles(&pools, &mut reading)?;
    books.investigated(&mut reading);
    books.rest(&mut reading)?;
    funds::propose(&books, plans, &mut reading)?;
    Some(reading)
}

/// The books as a reading meets them.
struct Books<'b> {
    model: &'b AccountingModel,
    transfers: &'b Transfers,
    standing: &'b Standing,
    period: Period,
    day: Date,
    nets: Nets,
    position: u8,
}

/// Sums by financier; the empty one is where none stands.
type ByFinancier = BTreeMap<String, Ore>;

impl Books<'_> {
    fn financier_of(&self, coding: &CodingKey) -> String {
        let values = coding.values().into_iter();
        let mut found = values.filter(|(position, _)| *position == self.position);
        found.next().map(|(_, value)| value).unwrap_or_default()
    }

    /// What a relation ties a financier to.
    fn related(&self, relation: &str, financier: &str) -> Option<String> {
        let values = [(self.position, financier.to_owned())];
        self.model.related(relation, "", &values, self.day)
    }

    fn is_title(&self, financier: &str) -> bool {
        let basis = self.related(&self.transfers.basis, financier);
        basis.is_some_and(|basis| self.transfers.basis_title.matches(&basis))
    }

    fn is_cash(&self, financier: &str) -> bool {
        let basis = self.related(&self.transfers.basis, financier);
        basis.is_some_and(|basis| self.transfers.basis_cash.matches(&basis))
    }

    fn by_financier(&self, of: impl Fn(&str) -> bool) -> Option<ByFinancier> {
        let mut sums = ByFinancier::new();
        for (coding, amount) in self.nets.iter().filter(|(coding, _)| of(coding.account())) {
            let sum = sums.entry(self.financier_of(coding)).or_default();
            *sum = sum.checked_add(*amount)?;
        }
        sums.retain(|_, amount| !amount.is_zero());
        Some(sums)
    }

    /// Open items that bear a financier: what is charged and not yet paid, as far as the books say so.
    fn unpaid(&self, role: &str, financier: &str) -> Option<Ore> {
        if self.is_cash(financier) {
            return Some(Ore::ZERO);
        }
        let open = self.nets.iter().filter(|(coding, _)| {
            let account = self.model.accounts.get(coding.account());
            account.is_some_and(|account: &Account| account.role == role) && self.financier_of(coding) == financier
        });
        total(open.map(|(_, amount)| *amount))
    }

    /// Payments that belong to appropriations in the State's flow (C03).
    fn appropriations(&self, pools: &Pools, reading: &mut Reading) -> Option<()> {
        let to = &self.transfers.appropriation_paid;
        let charged = &self.transfers.appropriation_charged;
        let mut blocks = self.by_financier(|account| charged.matches(account) || account == to.account)?;
        self.without_financier(&mut blocks, charged, reading);
        blocks.retain(|financier, amount| {
            let title = self.is_title(financier);
            if title {
                reading.unexplained.push(other_financier(charged, financier, *amount));
            }
            !title
        });
        for (financier, amount) in &mut blocks {
            // A payable is a credit: what is owed is not paid.
            let owed = self.unpaid("accounts_payable", financier)?;
            *amount = lessened(*amount, owed.min(Ore::ZERO).checked_neg()?)?;
        }
        let moved = self.known(&blocks, pools.paid)?;
        for (financier, amount) in &moved {
            self.propose(
                TransferKind::Appropriation,
                to,
                financier,
                amount.checked_neg()?,
                reading,
            )?;
        }
        not_known(&blocks, &moved, &to.account, reading)
    }

    /// Receipts that belong to revenue titles (C12), and what was settled on a title in the interest-bearing
    /// flow: all of it but the receivables that bear the title's financier (APR-16).
    fn titles(&self, pools: &Pools, reading: &mut Reading) -> Option<()> {
        let (state, interest) = (&self.transfers.title_paid, &self.transfers.title_from_interest);
        let charged = &self.transfers.title_charged;
        let of = |account: &str| {
            charged.matches(account) || [&state.account, &interest.account].contains(&&account.to_owned())
        };
        let mut blocks = self.by_financier(of)?;
        self.without_financier(&mut blocks, charged, reading);
        let (mut in_state, mut in_interest) = (ByFinancier::new(), ByFinancier::new());
        for (financier, amount) in blocks {
            let claimed = self.unpaid("accounts_receivable", &financier)?.max(Ore::ZERO);
            let left = lessened(amount.checked_neg()?, claimed)?;
            let flow = self.related(&self.transfers.flow, &financier).unwrap_or_default();
            let title = self.is_title(&financier);
            if title && self.transfers.flow_state.matches(&flow) {
                in_state.insert(financier, left);
            } else if title && self.transfers.flow_interest.matches(&flow) {
                in_interest.insert(financier, left);
            } else {
                reading.unexplained.push(other_financier(charged, &financier, amount));
            }
        }
        let moved = self.known(&in_state, pools.received)?;
        for (financier, amount) in &moved {
            self.propose(TransferKind::Title, state, financier, *amount, reading)?;
        }
        not_known(&in_state, &moved, &state.account, reading)?;
        for (financier, amount) in &in_interest {
            if !amount.is_zero() {
                let bank = CodingKey::new(&self.transfers.interest_account, &[]);
                let lines = vec![
                    (self.on(&interest.account, financier), *amount),
                    (bank, amount.checked_neg()?),
                ];
                reading.proposals.push(proposal(
                    TransferKind::TitleFromInterest,
                    interest,
                    financier,
                    *amount,
                    lines,
                ));
            }
        }
        Some(())
    }

    /// An amount on an account and financier, against the account that transfers go over.
    fn propose(
        &self,
        kind: TransferKind,
        to: &Named,
        financier: &str,
        amount: Ore,
        reading: &mut Reading,
    ) -> Option<()> {
        if amount.is_zero() {
            return Some(());
        }
        let lines = vec![
            (self.on(&to.account, financier), amount),
            (self.on(&self.transfers.helper, financier), amount.checked_neg()?),
        ];
        let told = if kind == TransferKind::Appropriation {
            amount.checked_neg()?
        } else {
            amount
        };
        reading.proposals.push(proposal(kind, to, financier, told, lines));
        Some(())
    }

    fn on(&self, account: &str, financier: &str) -> CodingKey {
        CodingKey::new(account, &[(self.position, financier.to_owned())])
    }
}

fn proposal(kind: TransferKind, named: &Named, financier: &str, amount: Ore, lines: Vec<(CodingKey, Ore)>) -> Proposal {
    Proposal {
        kind,
        financier: financier.to_owned(),
        amount,
        voucher_kind: named.kind.clone(),
        text: named.name.clone(),
        lines,
    }
}

/// A positive amount less what is not paid of it, at least nothing; what is moved back stays whole.
fn lessened(amount: Ore, unpaid: Ore) -> Option<Ore> {
    if amount.is_positive() {
        Some(amount.checked_sub(unpaid)?.max(Ore::ZERO))
    } else {
        Some(amount)
    }
}

/// What proposals together would add, by coding.
pub fn together(proposals: &[Proposal]) -> Option<Nets> {
    let mut sums = Nets::new();
    for (coding, amount) in proposals.iter().flat_map(|proposal| &proposal.lines) {
        add(&mut sums, coding, *amount)?;
    }
    sums.retain(|_, amount| !amount.is_zero());
    Some(sums)
}
