//! Holding back what goes beyond the credit: a warning or a stop, as the item says.
//!
//! An item is asked of from the day something is registered for its year; until then it holds nothing
//! back. What reduces a charge is never held back, and neither is an opening balance: it was charged in the
//! year it comes from.

use std::collections::BTreeMap;
use std::sync::Arc;

use kameral_access::Cx;
use kameral_base::{Ore, Sentence};
use kameral_ledger::guard::{self, GuardRefusal, GuardedSum, PostingGuard};
use kameral_ledger::model::{Account, AccountingModel};
use kameral_store::{Fault, Store, Tx};

use crate::figures::{Charged, Figures};
use crate::model::{Beyond, ItemKind};
use crate::queries::{self, CHARGE, CHARGE_GROSS, Until, day_of};
use crate::relate::FINANCIER;
use crate::standing::Standing;
use crate::store::{items, overflow};

/// Guards the appropriations of a database.
pub fn register(store: &Store) {
    guard::register(store, Arc::new(CreditGuard));
}

/// Asks whether a charge fits within what is left with credit.
struct CreditGuard;

impl PostingGuard for CreditGuard {
    fn concerns(&self, account: &Account) -> bool {
        account.role == CHARGE || account.role == CHARGE_GROSS
    }

    fn ask(
        &self,
        tx: &mut Tx,
        cx: &Cx,
        model: &AccountingModel,
        sums: &[GuardedSum],
    ) -> Result<Vec<GuardRefusal>, Fault> {
        let Some(financier) = model.dimension(FINANCIER) else {
            return Ok(Vec::new());
        };
        let known = items::all(tx, &cx.scope)?;
        // By year and item: what is asked, and the first sum that asks it.
        let mut asked: BTreeMap<(i64, &str), (Ore, usize)> = BTreeMap::new();
        for (at, sum) in sums.iter().enumerate().filter(|(_, sum)| !sum.period.is_opening()) {
            let value = sum
                .coding
                .values()
                .into_iter()
                .find(|(position, _)| *position == financier.position);
            let (Some((_, value)), Some(day)) = (value, day_of(model, sum.year, sum.period)) else {
                continue;
            };
            let Some(item) = known.iter().find(|item| item.finances(&value, day)) else {
                continue;
            };
            let (amount, _) = asked.entry((sum.year, item.item.as_str())).or_insert((Ore::ZERO, at));
            *amount = amount.checked_add(sum.amount).ok_or_else(overflow)?;
        }
        asked.retain(|_, (amount, _)| amount.is_positive());
        let mut refusals = Vec::new();
        let mut year_read = None;
        for ((year, item), (amount, at)) in asked {
            if year_read
                .as_ref()
                .is_none_or(|read: &queries::Standings| read.year != year)
            {
                year_read = Some(queries::whole_year(tx, &cx.scope, model, year, Until::End)?);
            }
            let standing = year_read.as_ref().and_then(|read| read.of(item));
            refusals.extend(standing.and_then(|standing| beyond(standing, amount, at, queries::sees_all(&cx.scope))));
        }
        Ok(refusals)
    }
}

/// What is said of a charge that does not fit. Who may meet some rows only is not told how much is left.
fn beyond(standing: &Standing, asked: Ore, sum: usize, told: bool) -> Option<GuardRefusal> {
    let left = standing.left_with_credit;
    if standing.item.kind == ItemKind::RevenueTitle || !is_given(standing) || asked <= left {
        return None;
    }
    let warning = standing.item.beyond == Beyond::Warn;
    let key = match (warning, told) {
        (true, true) => "warning-appropriation-beyond-credit",
        (true, false) => "warning-appropriation-beyond-credit-untold",
        (false, true) => "refusal-appropriation-beyond-credit",
        (false, false) => "refusal-appropriation-beyond-credit-untold",
    };
    let mut sentence = Sentence::new(key)
        .with("item", standing.item.item.as_str())
        .with("asked", asked);
    if told {
        sentence = sentence.with("left", left);
    }
    Some(GuardRefusal {
        sums: vec![sum],
        name: "appropriation_beyond_credit",
        sentence,
        warning,
    })
}

/// Whether anything is registered for the year.
fn is_given(standing: &Standing) -> bool {
    let given = Figures {
        charged: Charged::default(),
        ..standing.own
    };
    given != Figures::default()
}
