//! What posting rules require of every period, less what they have posted (APR-27).
//!
//! A rule that posts with the transaction leaves nothing in any period; one that is run, or posts from
//! a report, leaves nothing in a period that is closed.

use std::collections::BTreeSet;

use kameral_access::Cx;
use kameral_base::{Ore, Period};
use kameral_store::{Fault, Tx, params};

use super::Watch;
use super::finding::{FindingKind, FindingPlace};
use super::findings::Findings;
use crate::charge::{Due, coding_words};
use crate::commands::dues_in;
use crate::model::{AccountingModel, Method, Module, PeriodState};
use crate::store::{model, periods};

pub(super) fn all(tx: &mut Tx, cx: &Cx, watch: &Watch<'_>, findings: &mut Findings) -> Result<(), Fault> {
    let model = model::load(tx, cx)?;
    if model.posting_rules.is_empty() {
        return Ok(());
    }
    let states = periods::all(tx, cx.entity())?;
    let of_ledger = states.iter().filter(|(_, _, module, _)| *module == Module::Ledger);
    let closed: BTreeSet<Period> = of_ledger
        .filter(|(_, _, _, state)| *state == PeriodState::Closed)
        .map(|(_, period, _, _)| *period)
        .collect();
    let posted: Vec<Period> = tx.all(
        include_str!("../sql/periods_with_balances.sql"),
        params![cx.entity()],
        |row| row.get("period"),
    )?;
    // A balance in a period that no year has is told elsewhere.
    let known = |period: &Period| !period.is_opening() && model.year_of_period(*period).is_some();
    for period in posted.into_iter().filter(known) {
        if watch.is_stopped() {
            return Ok(());
        }
        let methods: &[Method] = if closed.contains(&period) {
            &Method::ALL
        } else {
            &[Method::Transaction]
        };
        match dues_in(tx, cx, &model, period, methods, None)? {
            Ok(dues) => dues.iter().for_each(|due| tell(&model, period, due, findings)),
            Err(refusals) => {
                let place = FindingPlace::of("posting_rule", "content_json").named(period.to_string());
                let names: BTreeSet<&str> = refusals.iter().map(|refusal| refusal.cause.name()).collect();
                let names: Vec<&str> = names.into_iter().collect();
                findings.tell(FindingKind::ChargeImpossible, place, "", names.join(" "));
            }
        }
    }
    Ok(())
}

fn tell(model: &AccountingModel, period: Period, due: &Due, findings: &mut Findings) {
    for line in due.lines.iter().filter(|line| line.left != Ore::ZERO) {
        let (rule, version, coding) = (&due.rule, due.version, coding_words(model, &line.coding));
        let place =
            FindingPlace::of("voucher_line", "generated_by").named(format!("{period} {rule} {version}: {coding}"));
        findings.tell(FindingKind::ChargeLeft, place, line.required, line.posted);
    }
}
