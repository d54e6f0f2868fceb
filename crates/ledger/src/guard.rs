//! *Spärr*: what a process built on the ledger may say of vouchers before they stand.
//!
//! The ledger does not know what is guarded. A process registers a [`PostingGuard`] at start, and the
//! one door asks it, inside the transaction, whenever lines meet accounts that concern it: so every way
//! in is held, pages, files, the API, corrections and runs. An imported history is not: it stands as it
//! was. A guard is asked once for a group of vouchers, with their sums by coding. A preview asks too, and
//! so does whoever opens a period again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use kameral_access::Cx;
use kameral_base::{Ore, Period, Sentence};
use kameral_store::{Fault, Store, Tx};

use crate::model::{Account, AccountingModel};
use crate::post::Wrong;
use crate::refusal::{PostCause, PostRefusal};
use crate::voucher::{BalancedLine, BalancedVoucher, CodingKey};

/// Holds back vouchers for a reason the ledger does not know.
pub trait PostingGuard: Send + Sync {
    /// Whether lines on an account concern it. Asked of every line, so it looks at nothing else.
    fn concerns(&self, account: &Account) -> bool;

    /// Whether it may have anything to say of these periods: asked once for a group of vouchers,
    /// before a line of it is looked at, so that a guard of every account costs one look where there is
    /// nothing to guard.
    fn wakes(&self, _tx: &mut Tx, _cx: &Cx, _periods: &BTreeSet<Period>) -> Result<bool, Fault> {
        Ok(true)
    }

    /// What whoever opens a period shall know; none where there is nothing to tell.
    fn of_opening(
        &self,
        _tx: &mut Tx,
        _cx: &Cx,
        _model: &AccountingModel,
        _period: Period,
    ) -> Result<Option<Sentence>, Fault> {
        Ok(None)
    }

    /// What it refuses of these sums, which are not in the balances yet. Never asked of none.
    fn ask(
        &self,
        tx: &mut Tx,
        cx: &Cx,
        model: &AccountingModel,
        sums: &[GuardedSum],
    ) -> Result<Vec<GuardRefusal>, Fault>;
}

/// What a group of vouchers brings to one coding in one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuardedSum {
    /// Fiscal year.
    pub year: i64,
    /// Period.
    pub period: Period,
    /// Account and values.
    pub coding: CodingKey,
    /// Debit less credit, öre.
    pub amount: Ore,
}

/// What a guard refuses, in its own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuardRefusal {
    /// Which of the sums it was asked of, never none. It is told at the first, and a warning that is
    /// accepted is kept by every voucher with a line in any of them.
    pub sums: Vec<usize>,
    /// Stable name.
    pub name: &'static str,
    /// What is wrong and what to do.
    pub sentence: Sentence,
    /// Whether it may be accepted with a reason.
    pub warning: bool,
}

/// The guards of a database.
#[derive(Default)]
pub(crate) struct Guards(Mutex<Vec<Arc<dyn PostingGuard>>>);

impl Guards {
    fn all(&self) -> Vec<Arc<dyn PostingGuard>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Lets a guard be asked of everything that is posted in a database from now on.
pub fn register(store: &Store, guard: Arc<dyn PostingGuard>) {
    let guards: Arc<Guards> = store.shared();
    guards.0.lock().unwrap_or_else(PoisonError::into_inner).push(guard);
}

/// Asks every guard of a group of vouchers. What it only warns of is accepted with a reason, which the
/// vouchers then keep; anything else is refused.
pub(crate) fn ask(
    tx: &mut Tx,
    cx: &Cx,
    model: &AccountingModel,
    vouchers: &mut [BalancedVoucher],
    accepted: Option<&str>,
) -> Result<Vec<PostRefusal>, Fault> {
    let guards: Arc<Guards> = cx.store.shared();
    let mut refused = Vec::new();
    let periods: BTreeSet<Period> = vouchers.iter().map(|voucher| voucher.period).collect();
    for guard in guards.all() {
        if !guard.wakes(tx, cx, &periods)? {
            continue;
        }
        let sums = sums(&*guard, model, vouchers);
        if sums.is_empty() {
            continue;
        }
        let (asked, places): (Vec<GuardedSum>, Vec<Vec<(usize, usize)>>) = sums.into_iter().unzip();
        for refusal in guard.ask(tx, cx, model, &asked)? {
            let places: BTreeSet<(usize, usize)> = refusal
                .sums
                .iter()
                .flat_map(|sum| places[*sum].iter().copied())
                .collect();
            match settled(refusal, vouchers, &places, accepted) {
                Ok(said) => places
                    .iter()
                    .for_each(|(voucher, _)| keep(&mut vouchers[*voucher].warnings, &said)),
                Err(wrong) => refused.extend(wrong),
            }
        }
    }
    Ok(refused)
}

/// A refusal at the first line it concerns, or the warning as the vouchers keep it.
fn settled(
    refusal: GuardRefusal,
    vouchers: &[BalancedVoucher],
    places: &BTreeSet<(usize, usize)>,
    accepted: Option<&str>,
) -> Result<String, Vec<PostRefusal>> {
    let (at, line) = places.first().copied().unwrap_or_default();
    let voucher = &vouchers[at];
    let cause = PostCause::Guarded {
        name: refusal.name,
        sentence: Box::new(refusal.sentence),
        warning: refusal.warning,
    };
    let mut wrong = Wrong::default();
    wrong.caused(typed(voucher, line), voucher.lines[line].source_row, cause, false);
    let named = |refusals: Vec<PostRefusal>| -> Vec<PostRefusal> {
        let refusals = refusals.into_iter();
        refusals.map(|refusal| refusal.named(&voucher.source_key)).collect()
    };
    wrong.settle_all(accepted).map_err(named)
}

/// What guards say of a period that is opened again.
pub(crate) fn of_opening(
    tx: &mut Tx,
    cx: &Cx,
    model: &AccountingModel,
    period: Period,
) -> Result<Vec<Sentence>, Fault> {
    let guards: Arc<Guards> = cx.store.shared();
    let mut said = Vec::new();
    for guard in guards.all() {
        said.extend(guard.of_opening(tx, cx, model, period)?);
    }
    Ok(said)
}

/// The line that somebody typed: a generated one is told at the line that caused it.
fn typed(voucher: &BalancedVoucher, line: usize) -> u32 {
    let caused_by = voucher.lines[line]
        .generated
        .as_ref()
        .and_then(|generated| generated.caused_by_line);
    let from_one = i64::try_from(line + 1).unwrap_or(i64::MAX);
    u32::try_from(caused_by.unwrap_or(from_one)).unwrap_or(u32::MAX)
}

fn keep(warnings: &mut String, said: &str) {
    if warnings.contains(said) {
        return;
    }
    if !warnings.is_empty() {
        warnings.push_str("; ");
    }
    warnings.push_str(said);
}

/// A sum with the places of its lines.
type Placed = (GuardedSum, Vec<(usize, usize)>);

/// Sums that concern a guard, each with the places of its lines: voucher and line, from 0.
fn sums(guard: &dyn PostingGuard, model: &AccountingModel, vouchers: &[BalancedVoucher]) -> Vec<Placed> {
    let mut found: BTreeMap<(i64, Period, String), Placed> = BTreeMap::new();
    let concerns = |line: &BalancedLine| {
        let account = model.accounts.get(line.coding.account());
        account.is_some_and(|account| guard.concerns(account))
    };
    for (at, voucher) in vouchers.iter().enumerate() {
        let lines = voucher.lines.iter().enumerate();
        for (number, line) in lines.filter(|(_, line)| concerns(line)) {
            let key = (voucher.year, voucher.period, line.coding.as_str().to_owned());
            let (sum, places) = found.entry(key).or_insert_with(|| {
                let sum = GuardedSum {
                    year: voucher.year,
                    period: voucher.period,
                    coding: line.coding.clone(),
                    amount: Ore::ZERO,
                };
                (sum, Vec::new())
            });
            // Beyond what an amount can hold the balances refuse it; until then the most there is.
            sum.amount = Ore::new(sum.amount.get().saturating_add(line.amount.get()));
            places.push((at, number));
        }
    }
    found.into_values().collect()
}
