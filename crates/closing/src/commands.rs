//! What can be done at a closing. Each command reads, decides and posts in one transaction.

use std::collections::BTreeSet;

use kameral_access::{Act, Cx, IdempotencyKey, Permission, Rows};
use kameral_base::{Date, FiscalYear, Ore, Period};
use kameral_ledger::commands::{Deciding, dues_in, post_decided};
use kameral_ledger::model::{AccountingModel, Method, Module, PeriodState};
use kameral_ledger::posting::Source;
use kameral_ledger::store::{model, periods};
use kameral_ledger::voucher::{DraftVoucher, PostedVoucher};
use kameral_store::{Stop, Tx};

use crate::ClosingRefusal as R;
use crate::checks::{self, Check};
use crate::definition::{Definition, Transfers};
use crate::opening::{self, Opened, OpeningWrong};
use crate::plan::Plan;
use crate::standing::{Nets, Standing, Turnover, add, carries, day_of, total};
use crate::transfer::{self, Plans, Proposal, Reading, TransferKind};
use crate::{result, store};

/// Source of what a closing posts.
const SOURCE: &str = "closing";

/// A closing's answer, or why there is none.
pub type Answer<T> = Result<T, Stop<Vec<R>>>;

/// *Provbokslut*: both entries of a year as they would be posted now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// The year.
    pub year: FiscalYear,
    /// Its result against capital.
    pub result: Plan,
    /// The opening balances of the year after.
    pub opening: Plan,
    /// What somebody moved in that opening period, which no run takes back.
    pub moved: Nets,
}

/// A closing that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CloseOrder {
    /// Fiscal year, by the calendar year it ends in.
    pub year: i64,
    /// Reason with which warnings are accepted.
    pub accept_warnings: Option<String>,
}

/// *Bokslutskörning*: posts the year's result and the opening balances of the year after, both as what
/// earlier runs lack, so it may be run until the year is locked (CLS-08, CLS-09, CLS-14). Nothing is
/// posted where nothing is left.
pub fn close_year(cx: &Cx, key: Option<&IdempotencyKey>, order: &CloseOrder) -> Answer<Vec<PostedVoucher>> {
    let act = Act::new(Permission::VoucherPost, "closing.run", order.year.to_string());
    let deciding = Deciding {
        periods: periods_of(cx, order.year)?,
        source: source(),
        accept_warnings: order.accept_warnings.clone(),
    };
    post_decided(cx, act, key, &deciding, |tx, model| {
        let trial = trial_in(tx, cx, model, order.year, true)?;
        Ok([&trial.result, &trial.opening]
            .into_iter()
            .filter_map(Plan::draft)
            .collect())
    })
}

/// Both entries of a year, changing nothing.
pub fn trial(cx: &Cx, year: i64) -> Answer<Trial> {
    read(cx, |tx, model| trial_in(tx, cx, model, year, false))
}

/// What a closing of a year still lacks (CLS-03).
pub fn checklist(cx: &Cx, year: i64) -> Answer<Vec<Check>> {
    read(cx, |tx, model| {
        let year = year_of(model, year)?;
        whole_books(cx)?;
        let definition = Definition::standard(model.entity.rules);
        let standing = standing(tx, cx, model, &definition, year)?;
        let closing = standing.closing().ok_or_else(overflow)?;
        let result = result::plan(model, &definition, year, &closing).ok_or_else(overflow)?;
        let opening = match opening_in(tx, cx, model, &definition, &standing, &result) {
            Ok((plan, _)) => Some(plan),
            Err(Stop::Refused(_)) => None,
            Err(stop) => return Err(stop),
        };
        let dues = dues(tx, cx, model, year)?;
        let reading = match &definition.transfers {
            Some(transfers) => {
                let last = year.closing();
                let read = transfer::read(model, transfers, &standing, last, &Plans::default());
                Some(read.ok_or_else(overflow)?)
            }
            None => None,
        };
        let facts = checks::Facts {
            model,
            definition: &definition,
            standing: &standing,
            result: &result,
            opening: opening.as_ref(),
            dues: &dues,
            reading: reading.as_ref(),
        };
        checks::all(&facts).ok_or_else(overflow)
    })
}

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
    let act = Act::new(Permission::VoucherPost, "closing.transfer", order.period.to_string());
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

fn source() -> Source {
    Source {
        name: SOURCE,
        sha256: None,
    }
}

fn read<T>(cx: &Cx, ask: impl FnOnce(&mut Tx, &AccountingModel) -> Answer<T>) -> Answer<T> {
    let mut ask = Some(ask);
    let seen = cx.read(Permission::BooksRead, |tx| {
        let model = model::load(tx, cx)?;
        let ask = ask.take().expect("a snapshot is asked once");
        match ask(tx, &model) {
            Err(Stop::Fault(fault)) => Err(fault),
            answered => Ok(answered),
        }
    });
    seen.unwrap_or_else(|stop| Err(stop.map(|never| match never {})))
}

/// The periods a closing of a year may post in.
fn periods_of(cx: &Cx, year: i64) -> Answer<BTreeSet<Period>> {
    read(cx, |_, model| {
        let year = year_of(model, year)?;
        let next = next_year(model, year)?;
        Ok(BTreeSet::from([year.closing(), next.opening()]))
    })
}

fn trial_in(tx: &mut Tx, cx: &Cx, model: &AccountingModel, year: i64, unlocked: bool) -> Answer<Trial> {
    whole_books(cx)?;
    let year = year_of(model, year)?;
    if unlocked {
        refuse_locked(tx, cx, year)?;
    }
    let definition = Definition::standard(model.entity.rules);
    let standing = standing(tx, cx, model, &definition, year)?;
    let closing = standing.closing().ok_or_else(overflow)?;
    let result = result::plan(model, &definition, year, &closing).ok_or_else(overflow)?;
    let (opening, moved) = opening_in(tx, cx, model, &definition, &standing, &result)?;
    Ok(Trial {
        year,
        result,
        opening,
        moved,
    })
}

/// The entry that opens the year after, as if the result were posted.
fn opening_in(
    tx: &mut Tx,
    cx: &Cx,
    model: &AccountingModel,
    definition: &Definition,
    standing: &Standing,
    result: &Plan,
) -> Answer<(Plan, Nets)> {
    let next = next_year(model, standing.year)?;
    let mut balances = standing.balances(model).ok_or_else(overflow)?;
    for row in result.differing().filter(|row| carries(model, &row.coding)) {
        add(&mut balances, &row.coding, row.left).ok_or_else(overflow)?;
    }
    let opened = Opened::of(&store::opening_vouchers(tx, &cx.scope, next)?).ok_or_else(overflow)?;
    let text = format!("{} {}", definition.opening_name, next.year());
    match opening::plan(model, definition, next, text, &balances, &opened) {
        Ok(plan) => Ok((plan, opened.moved)),
        Err(OpeningWrong::Overflow) => Err(overflow()),
        Err(OpeningWrong::Differ(difference)) => Err(refused(unequal(standing, difference))),
    }
}

/// Opening balances that were posted balance; those that were rolled do not while the year before has a
/// result of its own.
fn unequal(standing: &Standing, difference: Ore) -> R {
    let year = i64::from(standing.year.year());
    match total(standing.opening.values().copied()) {
        Some(opening) if !opening.is_zero() => R::ClosingYearBeforeOpen { year: year - 1 },
        _ => R::ClosingBalancesDiffer { year, difference },
    }
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
    transfer::read(model, transfers, &standing, order.period, &order.plans).ok_or_else(overflow)
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

/// The year with what it opened on: as far back as its opening balances are not posted.
fn standing(
    tx: &mut Tx,
    cx: &Cx,
    model: &AccountingModel,
    definition: &Definition,
    year: FiscalYear,
) -> Answer<Standing> {
    let earlier = model
        .years
        .iter()
        .rev()
        .filter(|known| known.starts_on() <= year.starts_on());
    let mut years: Vec<(FiscalYear, Vec<Turnover>)> = Vec::new();
    for known in earlier {
        let turnovers = store::turnovers(tx, &cx.scope, *known)?;
        let opened = turnovers.iter().any(|turnover| turnover.period.is_opening());
        years.push((*known, turnovers));
        if opened {
            break;
        }
    }
    years.reverse();
    let standing = Standing::chain(model, definition, years).ok_or_else(overflow)?;
    standing.ok_or_else(|| {
        refused(R::ClosingYearUnknown {
            year: i64::from(year.year()),
        })
    })
}

/// What posting rules lack in each period of a year.
fn dues(
    tx: &mut Tx,
    cx: &Cx,
    model: &AccountingModel,
    year: FiscalYear,
) -> Answer<Vec<(Period, Option<Vec<kameral_ledger::charge::Due>>)>> {
    let mut all = Vec::new();
    for period in year.periods().into_iter().filter(|period| !period.is_opening()) {
        all.push((period, dues_in(tx, cx, model, period, &Method::ALL, None)?.ok()));
    }
    Ok(all)
}

/// A year is closed whole: who may meet some rows only would close a part of it.
fn whole_books(cx: &Cx) -> Answer<()> {
    match cx.scope.rows() {
        Rows::All => Ok(()),
        Rows::AnyOf(_) => Err(refused(R::ClosingRowsRestricted)),
    }
}

fn refuse_locked(tx: &mut Tx, cx: &Cx, year: FiscalYear) -> Answer<()> {
    let states = periods::all(tx, cx.entity())?;
    let mut of_year = states
        .into_iter()
        .filter(|(_, period, module, _)| year.contains(*period) && *module == Module::Ledger);
    if of_year.all(|(_, _, _, state)| state == PeriodState::Closed) {
        return Err(refused(R::ClosingYearLocked {
            year: i64::from(year.year()),
            period: year.closing(),
        }));
    }
    Ok(())
}

fn year_of(model: &AccountingModel, year: i64) -> Answer<FiscalYear> {
    let found = model.years.iter().find(|known| i64::from(known.year()) == year);
    found.copied().ok_or_else(|| refused(R::ClosingYearUnknown { year }))
}

fn next_year(model: &AccountingModel, year: FiscalYear) -> Answer<FiscalYear> {
    let found = model.years.iter().find(|known| year.ends_on() < known.starts_on());
    found.copied().ok_or_else(|| {
        refused(R::ClosingNextYearMissing {
            year: i64::from(year.year()) + 1,
        })
    })
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

fn overflow() -> Stop<Vec<R>> {
    refused(R::ClosingOverflow)
}

fn refused(refusal: R) -> Stop<Vec<R>> {
    Stop::Refused(vec![refusal])
}
