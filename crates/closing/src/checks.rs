//! *Bokslutskontroller*: what a closing still lacks, each check with what it found (CLS-02, CLS-03).

use kameral_base::{Ore, Period};
use kameral_ledger::charge::{Due, coding_words};
use kameral_ledger::model::AccountingModel;
use kameral_ledger::voucher::CodingKey;

use crate::definition::Definition;
use crate::plan::Plan;
use crate::standing::{Nets, Standing, total};
use crate::transfer::{Proposal, Reading, TransferKind};

/// A check of a closing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What is checked.
    pub kind: CheckKind,
    /// Swedish and English name of a group of accounts; empty for other checks.
    pub group: (String, String),
    /// What was found; nothing is as it should be.
    pub found: Vec<Found>,
}

impl Check {
    /// Whether it is as it should be.
    pub fn is_green(&self) -> bool {
        self.found.is_empty()
    }
}

/// What is checked, in the order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CheckKind {
    /// Debit and credit of the year are equal.
    YearBalances,
    /// A group of accounts sums to zero.
    Zero,
    /// Bank accounts and their transfer accounts sum to zero two and two.
    Pairs,
    /// Posting rules lack nothing in any period (GL-12, APR-27).
    Charges,
    /// The result is closed against capital, and both are equal (CLS-08).
    Capital,
    /// The next year opens on what this one closed on (CLS-09).
    Opening,
    /// Nothing is left to move in the State's current account, and all of it is explained (CLS-10).
    StateAccount,
    /// Costs of the year before for what appropriations had paid are set against State capital (FA-24).
    StateCapital,
}

impl CheckKind {
    /// The word in texts and in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::YearBalances => "year-balances",
            Self::Zero => "zero",
            Self::Pairs => "pairs",
            Self::Charges => "charges",
            Self::Capital => "capital",
            Self::Opening => "opening",
            Self::StateAccount => "state-account",
            Self::StateCapital => "state-capital",
        }
    }
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Account and values in words; empty where it concerns none.
    pub coding: String,
    /// Account, to look at.
    pub account: String,
    /// Period, where it concerns one.
    pub period: Option<Period>,
    /// How much, öre, debit positive.
    pub amount: Ore,
}

impl Found {
    fn sum(amount: Ore) -> Self {
        Self {
            coding: String::new(),
            account: String::new(),
            period: None,
            amount,
        }
    }

    fn of(account: &str, amount: Ore) -> Self {
        Self {
            coding: account.to_owned(),
            account: account.to_owned(),
            period: None,
            amount,
        }
    }

    fn at(model: &AccountingModel, coding: &CodingKey, amount: Ore) -> Self {
        Self {
            coding: coding_words(model, coding),
            account: coding.account().to_owned(),
            period: None,
            amount,
        }
    }
}

/// What checks are given.
pub struct Facts<'f> {
    /// The accounting model.
    pub model: &'f AccountingModel,
    /// The closing definition.
    pub definition: &'f Definition,
    /// The year.
    pub standing: &'f Standing,
    /// The entry of the result.
    pub result: &'f Plan,
    /// The entry that opens the next year; none where there is no next year, or the balances differ.
    pub opening: Option<&'f Plan>,
    /// What posting rules lack, by period; none where a rule is refused there.
    pub dues: &'f [(Period, Option<Vec<Due>>)],
    /// The State's current account.
    pub reading: Option<&'f Reading>,
}

/// Every check of the rule set, in order. Nothing on overflow.
pub fn all(facts: &Facts<'_>) -> Option<Vec<Check>> {
    let closing = facts.standing.closing()?;
    let mut checks = vec![plain(CheckKind::YearBalances, year_balances(&closing)?)];
    for zero in &facts.definition.zeros {
        checks.push(Check {
            kind: CheckKind::Zero,
            group: (zero.name.clone(), zero.name_en.clone()),
            found: zero_sum(&closing, |account| zero.accounts.matches(account))?,
        });
    }
    if let Some(relation) = &facts.definition.pairs {
        checks.push(plain(CheckKind::Pairs, pairs(facts, relation, &closing)?));
    }
    checks.push(plain(CheckKind::Charges, charges(facts)));
    checks.push(plain(CheckKind::Capital, capital(facts, &closing)?));
    checks.push(plain(CheckKind::Opening, opening(facts)));
    if let Some(reading) = facts.reading {
        checks.push(plain(CheckKind::StateAccount, state_account(facts, reading)));
        let of_capital = |proposal: &&Proposal| proposal.kind == TransferKind::StateCapital;
        checks.push(plain(CheckKind::StateCapital, proposed(facts, reading, of_capital)));
    }
    Some(checks)
}

fn plain(kind: CheckKind, found: Vec<Found>) -> Check {
    Check {
        kind,
        group: (String::new(), String::new()),
        found,
    }
}

fn year_balances(closing: &Nets) -> Option<Vec<Found>> {
    let sum = total(closing.values().copied())?;
    Some(if sum.is_zero() {
        Vec::new()
    } else {
        vec![Found::sum(sum)]
    })
}

/// The accounts of a group that does not sum to zero.
fn zero_sum(closing: &Nets, of: impl Fn(&str) -> bool) -> Option<Vec<Found>> {
    let accounts = by_account(closing, of)?;
    let sum = total(accounts.values().copied())?;
    if sum.is_zero() {
        return Some(Vec::new());
    }
    Some(
        accounts
            .iter()
            .map(|(account, amount)| Found::of(account, *amount))
            .collect(),
    )
}

fn by_account(closing: &Nets, of: impl Fn(&str) -> bool) -> Option<std::collections::BTreeMap<String, Ore>> {
    let mut sums = std::collections::BTreeMap::<String, Ore>::new();
    for (coding, amount) in closing.iter().filter(|(coding, _)| of(coding.account())) {
        let sum = sums.entry(coding.account().to_owned()).or_default();
        *sum = sum.checked_add(*amount)?;
    }
    Some(sums)
}

fn pairs(facts: &Facts<'_>, relation: &str, closing: &Nets) -> Option<Vec<Found>> {
    let accounts = by_account(closing, |_| true)?;
    let net = |account: &str| accounts.get(account).copied().unwrap_or_default();
    let mut found = Vec::new();
    for account in facts.model.accounts.keys() {
        let day = facts.standing.year.ends_on();
        let Some(other) = facts.model.related(relation, account, &[], day) else {
            continue;
        };
        let sum = net(account).checked_add(net(&other))?;
        if !sum.is_zero() {
            found.push(Found {
                coding: format!("{account} {other}"),
                ..Found::of(account, sum)
            });
        }
    }
    Some(found)
}

fn charges(facts: &Facts<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (period, dues) in facts.dues {
        let Some(dues) = dues else {
            found.push(Found {
                period: Some(*period),
                ..Found::sum(Ore::ZERO)
            });
            continue;
        };
        let lines = dues.iter().flat_map(|due| &due.lines);
        found.extend(lines.filter(|line| !line.left.is_zero()).map(|line| Found {
            period: Some(*period),
            ..Found::at(facts.model, &line.coding, line.left)
        }));
    }
    found
}

fn capital(facts: &Facts<'_>, closing: &Nets) -> Option<Vec<Found>> {
    let differing = facts.result.differing();
    let mut found: Vec<Found> = differing
        .map(|row| Found::at(facts.model, &row.coding, row.left))
        .collect();
    let row = &facts.definition.result;
    if found.is_empty() {
        found = zero_sum(closing, |account| account == row.closing || account == row.capital)?;
    }
    Some(found)
}

fn opening(facts: &Facts<'_>) -> Vec<Found> {
    match facts.opening {
        Some(plan) => plan
            .differing()
            .map(|row| Found::at(facts.model, &row.coding, row.left))
            .collect(),
        None => vec![Found::sum(Ore::ZERO)],
    }
}

fn state_account(facts: &Facts<'_>, reading: &Reading) -> Vec<Found> {
    let of_account = |proposal: &&Proposal| proposal.kind != TransferKind::StateCapital;
    let unexplained = reading.unexplained.iter().map(|unexplained| Found {
        coding: format!("{} {}", unexplained.account, unexplained.financier)
            .trim()
            .to_owned(),
        ..Found::of(&unexplained.account, unexplained.amount)
    });
    let mut found = proposed(facts, reading, of_account);
    found.extend(unexplained);
    found
}

/// What is left to post of some proposals.
fn proposed(facts: &Facts<'_>, reading: &Reading, of: impl Fn(&&Proposal) -> bool) -> Vec<Found> {
    let proposals = reading.proposals.iter().filter(of);
    let firsts = proposals.filter_map(|proposal| proposal.lines.first());
    firsts
        .map(|(coding, amount)| Found::at(facts.model, coding, *amount))
        .collect()
}
