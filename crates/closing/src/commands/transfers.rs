//! Transfers: what the books require of them, and their vouchers.

use std::collections::BTreeSet;

use kameral_access::{Act, Cx, IdempotencyKey, Permission};
use kameral_base::{Date, FiscalYear, Period};
use kameral_ledger::commands::{Deciding, post_decided};
use kameral_ledger::model::AccountingModel;
use kameral_ledger::voucher::{DraftVoucher, PostedVoucher};
use kameral_store::{Stop, Tx};

use super::{Answer, overflow, read, refused, source, standing, whole_books};
use crate::ClosingRefusal as R;
use crate::definition::{Definition, Transfers};
use crate::standing::{Standing, day_of};
use crate::store;
use crate::transfer::{self, Plans, Proposal, Reading, TransferKind};

/// Transfers that are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferOrder {
    /// Period they stand in; not an opening one.
    pub period: Period,
    /// What is decided for the year.
    pub plans: Plans,
    /// Only these kinds; none means every kind.
    pub kinds: Option<Vec<TransferKind>>,
    /// Only this financier; none means every one.
    pub financier: Option<String>,
    /// Reason with which warnings are accepted.
    pub accept_warnings: Option<String>,
}

impl TransferOrder {
    /// Every transfer of a period.
    pub fn all(period: Period) -> Self {
        Self {
            period,
            plans: Plans::default(),
            kinds: None,
            financier: None,
            accept_warnings: None,
        }
    }

    fn asks_for(&self, proposal: &Proposal) -> bool {
        let kind = self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&proposal.kind));
        kind && self
            .financier
            .as_ref()
            .is_none_or(|financier| *financier == proposal.financier)
    }
}

/// What the State's current account says at the end of a period (CLS-10, APR-14 to APR-18).
pub fn read_transfers(cx: &Cx, order: &TransferOrder) -> Answer<Reading> {
    read(cx, |tx, model| {
        let mut reading = reading_in(tx, cx, model, order)?;
        reading.proposals.retain(|proposal| order.asks_for(proposal));
        Ok(reading)
    })
}

/// Posts proposals, a voucher each. What is posted is no longer proposed, so it may be run again.
pub fn post_transfers(cx: &Cx, key: Option<&IdempotencyKey>, order: &TransferOrder) -> Answer<Vec<PostedVoucher>> {
    let act = Act::new(Permission::VoucherPost, "closing.transfer", order.period.to_string()).of_every_row();
    let deciding = Deciding {
        periods: BTreeSet::from([order.period]),
        source: source(),
        accept_warnings: order.accept_warnings.clone(),
    };
    post_decided(cx, act, key, &deciding, |tx, model| {
        let reading = reading_in(tx, cx, model, order)?;
        let year = *model
            .year_of_period(order.period)
            .ok_or_else(|| unknown(order.period))?;
        let date = day(year, order.period, cx.today);
        let asked = reading.proposals.iter().filter(|proposal| order.asks_for(proposal));
        Ok(asked
            .map(|proposal| proposal.draft(date, order.period))
            .collect::<Vec<DraftVoucher>>())
    })
}

fn reading_in(tx: &mut Tx, cx: &Cx, model: &AccountingModel, order: &TransferOrder) -> Answer<Reading> {
    whole_books(cx)?;
    let year = model
        .year_of_period(order.period)
        .filter(|_| !order.period.is_opening());
    let year = *year.ok_or_else(|| unknown(order.period))?;
    let definition = Definition::standard(model.entity.rules);
    let Some(transfers) = &definition.transfers else {
        return Err(refused(R::ClosingNoStateAccount));
    };
    check_plans(model, transfers, &order.plans)?;
    let standing = standing(tx, cx, model, &definition, year)?;
    let read = transfer::read(model, transfers, &standing, order.period, &order.plans);
    let mut reading = read.ok_or_else(overflow)?;
    let capital = state_capital(tx, cx, model, &definition, &standing, order.period)?;
    reading.proposals.extend(capital);
    Ok(reading)
}

/// What is left to set against State capital of the year before; nothing in the first year of the books.
pub(super) fn state_capital(
    tx: &mut Tx,
    cx: &Cx,
    model: &AccountingModel,
    definition: &Definition,
    standing: &Standing,
    period: Period,
) -> Answer<Vec<Proposal>> {
    let starts_on = standing.year.starts_on();
    let before = model.years.iter().rev().find(|known| known.ends_on() < starts_on);
    let Some(before) = before.filter(|_| !definition.capital.is_empty()) else {
        return Ok(Vec::new());
    };
    let turnovers = store::turnovers(tx, &cx.scope, *before)?;
    let proposals = transfer::capital::propose(model, definition, (*before, &turnovers), standing, period);
    proposals.ok_or_else(overflow)
}

/// A plan names financiers that are in the register, and amounts that are not negative.
fn check_plans(model: &AccountingModel, transfers: &Transfers, plans: &Plans) -> Answer<()> {
    let instalments = plans.instalments.iter().map(|plan| (&plan.financier, plan.year_amount));
    let repayments = plans
        .repayments
        .iter()
        .map(|plan| (&plan.financier, plan.amount.min(plan.interest)));
    let mut refusals = Vec::new();
    for (financier, amount) in instalments.chain(repayments) {
        let dimension = model.dimension(&transfers.financier);
        if dimension
            .and_then(|dimension| model.value(dimension.position, financier))
            .is_none()
        {
            let financier = financier.clone();
            refusals.push(R::ClosingFinancierUnknown { financier });
        } else if amount.is_negative() {
            let financier = financier.clone();
            refusals.push(R::ClosingAmountNegative { financier });
        }
    }
    for (code, _) in plans.repayments.iter().flat_map(|plan| &plan.interest_values) {
        if model.dimension(code).is_none() {
            let dimension = code.clone();
            refusals.push(R::ClosingDimensionUnknown { dimension });
        }
    }
    if refusals.is_empty() {
        Ok(())
    } else {
        Err(Stop::Refused(refusals))
    }
}

/// The last day of the period, or today where that comes first and lies in it.
fn day(year: FiscalYear, period: Period, today: Date) -> Date {
    let last = day_of(year, period);
    match period.first_day() {
        Some(first) if first <= today && today < last => today,
        _ => last,
    }
}

fn unknown(period: Period) -> Stop<Vec<R>> {
    refused(R::ClosingPeriodUnknown { period })
}
