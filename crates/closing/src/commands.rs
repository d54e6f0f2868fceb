//! What can be done at a closing. Each command reads, decides and posts in one transaction.

mod transfers;

use std::collections::BTreeSet;

use kameral_access::{Act, Cx, IdempotencyKey, Permission};
use kameral_base::{FiscalYear, Ore, Period};
use kameral_ledger::commands::{Deciding, dues_in, post_decided};
use kameral_ledger::model::{AccountingModel, Method, Module, PeriodState};
use kameral_ledger::posting::Source;
use kameral_ledger::store::{model, periods};
use kameral_ledger::voucher::PostedVoucher;
use kameral_store::{Stop, Tx};

use crate::ClosingRefusal as R;
use crate::checks::{self, Check};
use crate::definition::Definition;
use crate::opening::{self, Opened, OpeningWrong};
use crate::plan::Plan;
use crate::standing::{Nets, Standing, Turnover, add, carries, total};
use crate::transfer::{self, Plans};
use crate::{result, store};

pub use transfers::{TransferOrder, post_transfers, read_transfers};

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
    let act = Act::new(Permission::ClosingLead, "closing.run", order.year.to_string()).of_every_row();
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
                let mut reading = read.ok_or_else(overflow)?;
                let capital = transfers::state_capital(tx, cx, model, &definition, &standing, last)?;
                reading.proposals.extend(capital);
                Some(reading)
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

fn source() -> Source {
    Source {
        name: SOURCE,
        sha256: None,
    }
}

fn read<T>(cx: &Cx, ask: impl FnOnce(&mut Tx, &AccountingModel) -> Answer<T>) -> Answer<T> {
    let mut ask = Some(ask);
    let seen = cx.read_whole(Permission::BooksRead, |tx| {
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
    cx.require_whole(Permission::BooksRead).map_err(Stop::Denied)
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

fn overflow() -> Stop<Vec<R>> {
    refused(R::ClosingOverflow)
}

fn refused(refusal: R) -> Stop<Vec<R>> {
    Stop::Refused(vec![refusal])
}
