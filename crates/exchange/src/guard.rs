//! *Det rapporterade står stilla* (CLS-14): who posts into a period that a file for Hermes tells of is
//! warned, with the file and the amounts of it that change.
//!
//! A file holds a year up to its period, so a voucher reaches the files of its own period and of every
//! later one of the year; and those of later years whose opening balances are carried, not posted. What
//! moves nothing from one record to another passes in silence, whatever kind of voucher it is: runs by
//! rules and the turn of the year are told as everything else.

use std::collections::BTreeSet;
use std::sync::Arc;

use kameral_access::{Cx, Rows};
use kameral_base::{FiscalYear, Ore, Period, Sentence};
use kameral_formats::hermes::RecordKind;
use kameral_ledger::guard::{self, GuardRefusal, GuardedSum, PostingGuard};
use kameral_ledger::model::{Account, AccountingModel};
use kameral_ledger::store::balances::opening_posted;
use kameral_store::{Fault, Store, Tx, outbox};

use crate::commands::HermesKind;
use crate::commands::last_day;
use crate::keys::Keys;
use crate::reported::{Brought, Told, changes};
use crate::setting::{HermesSettings, in_force};
use crate::{fetch, store};

/// Changed amounts a warning names; the page of the file has them all.
const CHANGES_NAMED_MAX: usize = 3;

/// Guards what was reported of a database.
pub fn register(store: &Store) {
    guard::register(store, Arc::new(ReportedGuard));
}

/// Asks whether vouchers change a file that was made.
struct ReportedGuard;

impl PostingGuard for ReportedGuard {
    fn concerns(&self, _: &Account) -> bool {
        true
    }

    fn wakes(&self, tx: &mut Tx, cx: &Cx, periods: &BTreeSet<Period>) -> Result<bool, Fault> {
        match periods.first() {
            Some(first) => Ok(!told_from(tx, cx, *first)?.is_empty()),
            None => Ok(false),
        }
    }

    fn ask(
        &self,
        tx: &mut Tx,
        cx: &Cx,
        model: &AccountingModel,
        sums: &[GuardedSum],
    ) -> Result<Vec<GuardRefusal>, Fault> {
        let met: BTreeSet<Period> = sums.iter().map(|sum| sum.period).collect();
        let Some(first) = met.first() else {
            return Ok(Vec::new());
        };
        let told = told_from(tx, cx, *first)?;
        let mut refusals = Vec::new();
        for period in met {
            let Some(year) = model.year_of_period(period) else {
                continue;
            };
            let brought = brought(tx, cx, model, *year, period, sums)?;
            for kind in [HermesKind::Balances, HermesKind::RealEconomic] {
                let of_kind: Vec<Told> = told.iter().filter(|told| told.kind == kind).copied().collect();
                refusals.extend(warned(tx, cx, model, (*year, period, sums), &brought, &of_kind)?);
            }
        }
        Ok(refusals)
    }

    fn of_opening(
        &self,
        tx: &mut Tx,
        cx: &Cx,
        model: &AccountingModel,
        period: Period,
    ) -> Result<Option<Sentence>, Fault> {
        let Some(year) = model.year_of_period(period) else {
            return Ok(None);
        };
        let told = told_from(tx, cx, period)?;
        let mut of_year = told.iter().filter(|told| year.contains(told.period));
        Ok(of_year.next_back().map(|last| {
            Sentence::new("warning-exchange-reported-opened")
                .with("period", period)
                .with("file", last.kind.in_outbox())
                .with("number", last.number)
                .with("reported", last.period)
        }))
    }
}

/// The latest files of every period from one on: balances, then quarters, each in the order of the
/// periods.
fn told_from(tx: &mut Tx, cx: &Cx, from: Period) -> Result<Vec<Told>, Fault> {
    let mut told = Vec::new();
    for kind in [HermesKind::RealEconomic, HermesKind::Balances] {
        let files = outbox::told_from(tx, cx.entity(), kind.in_outbox(), from)?;
        told.extend(files.into_iter().map(|(period, number)| Told { kind, period, number }));
    }
    Ok(told)
}

/// What the sums of a period bring to its year. Opening balances that are posted take the place of
/// those that were carried until then.
fn brought(
    tx: &mut Tx,
    cx: &Cx,
    model: &AccountingModel,
    year: FiscalYear,
    period: Period,
    sums: &[GuardedSum],
) -> Result<Vec<Brought>, Fault> {
    let kind = if period.is_opening() {
        RecordKind::Opening
    } else {
        RecordKind::Outturn
    };
    let of_period = sums.iter().enumerate().filter(|(_, sum)| sum.period == period);
    let mut brought: Vec<Brought> = of_period
        .map(|(at, sum)| Brought {
            coding: sum.coding.clone(),
            kind,
            amount: sum.amount,
            sum: Some(at),
        })
        .collect();
    if period.is_opening() && !opening_posted(tx, &cx.scope, period)? {
        for carried in fetch::balances(tx, cx, model, year, period, None)? {
            brought.push(Brought {
                coding: carried.coding,
                kind,
                amount: Ore::new(carried.opening.get().saturating_neg()),
                sum: None,
            });
        }
    }
    Ok(brought)
}

/// The warning of one kind of file, if the sums of a period change the last one they reach.
fn warned(
    tx: &mut Tx,
    cx: &Cx,
    model: &AccountingModel,
    (year, period, sums): (FiscalYear, Period, &[GuardedSum]),
    brought: &[Brought],
    told: &[Told],
) -> Result<Option<GuardRefusal>, Fault> {
    let of_year: Vec<Told> = told
        .iter()
        .filter(|told| year.contains(told.period) && period <= told.period)
        .copied()
        .collect();
    if let Some(last) = of_year.last() {
        let warning = said(tx, cx, model, (*last, of_year.len()), (year, period), brought)?;
        if warning.is_some() {
            return Ok(warning);
        }
    }
    let Some(last) = carried_into(tx, cx, model, year, told, sums)? else {
        return Ok(None);
    };
    let carried: Vec<Brought> = brought
        .iter()
        .filter(|part| {
            let account = model.accounts.get(part.coding.account());
            account.is_some_and(|account| account.kind.carries_forward())
        })
        .map(|part| Brought {
            kind: RecordKind::Opening,
            ..part.clone()
        })
        .collect();
    let Some(its_year) = model.year_of_period(last.period) else {
        return Ok(None);
    };
    said(tx, cx, model, (last, 1), (*its_year, period), &carried)
}

/// The last file of a later year that opening balances are carried into from this one.
fn carried_into(
    tx: &mut Tx,
    cx: &Cx,
    model: &AccountingModel,
    year: FiscalYear,
    told: &[Told],
    sums: &[GuardedSum],
) -> Result<Option<Told>, Fault> {
    let mut reached = None;
    let later = model.years.iter().filter(|later| year.starts_on() < later.starts_on());
    for later in later {
        let opening = later.opening();
        let opens = sums.iter().any(|sum| sum.period == opening);
        if opens || opening_posted(tx, &cx.scope, opening)? {
            break;
        }
        reached = told
            .iter()
            .rfind(|told| later.contains(told.period))
            .copied()
            .or(reached);
    }
    Ok(reached)
}

/// The warning, if anything of the file changes.
fn said(
    tx: &mut Tx,
    cx: &Cx,
    model: &AccountingModel,
    (last, files): (Told, usize),
    (year, period): (FiscalYear, Period),
    brought: &[Brought],
) -> Result<Option<GuardRefusal>, Fault> {
    let day = last_day(year, last.period);
    let settings = in_force(&store::settings::<HermesSettings>(tx, &cx.scope)?, day).settings;
    // Settings that no file could be made by tell no record: then every coding stands for itself.
    let keys = Keys::new(model, &settings, day).ok();
    let changed = changes(keys.as_ref(), last.kind, brought);
    let mut sums: Vec<usize> = changed
        .values()
        .flat_map(|change| change.sums.iter().copied())
        .collect();
    sums.sort_unstable();
    sums.dedup();
    if sums.is_empty() {
        return Ok(None);
    }
    let key = match (last.kind, cx.scope.rows()) {
        (HermesKind::Balances, Rows::All) => "warning-exchange-reported",
        (HermesKind::RealEconomic, Rows::All) => "warning-exchange-reported-quarter",
        (_, Rows::AnyOf(_)) => "warning-exchange-reported-untold",
    };
    let mut named: Vec<String> = changed
        .iter()
        .take(CHANGES_NAMED_MAX)
        .map(|(record, change)| {
            let parts = [record.account.as_str(), &record.financing, &record.counterparty];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            format!("{} {}", parts.join(" "), change.amount)
        })
        .collect();
    if CHANGES_NAMED_MAX < changed.len() {
        named.push("…".to_owned());
    }
    let mut sentence = Sentence::new(key)
        .with("period", period)
        .with("number", last.number)
        .with("reported", last.period);
    if cx.scope.is_whole() {
        sentence = sentence
            .with("files", i64::try_from(files).unwrap_or(i64::MAX))
            .with("count", i64::try_from(changed.len()).unwrap_or(i64::MAX))
            .with("changes", named.join("; "));
    }
    Ok(Some(GuardRefusal {
        sums,
        name: "exchange_reported",
        sentence,
        warning: true,
    }))
}
