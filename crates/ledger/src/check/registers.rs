//! History, registers, periods and codings: read, compared, and kept for the walk.

use std::ops::ControlFlow;

use kameral_base::EntityId;
use kameral_store::{Fault, Tx};

use super::facts::Facts;
use super::finding::{FindingKind as Kind, FindingPlace};
use super::findings::Findings;
use super::history::{self, History};
use super::walk::part;
use crate::chain::hex;
use crate::register::Change;
use crate::store::check::registers as rows;
use crate::store::{check as stored, model};

const GO_ON: ControlFlow<()> = ControlFlow::Continue(());

/// The model's history, and the registers and periods it should have made.
pub(super) fn all(tx: &mut Tx, entity: EntityId, facts: &mut Facts, findings: &mut Findings) -> Result<(), Fault> {
    let mut history = History::default();
    rows::changes(tx, entity, |read| {
        match read {
            Ok(change) => history.take(&change, findings),
            Err(fault) => findings.unreadable("model_change", &fault),
        }
        GO_ON
    })?;
    facts.stamps = std::mem::take(&mut history.stamps);
    facts.outside = history.outside();
    model_head(tx, entity, &history, findings)?;
    periods(tx, entity, &mut history, findings)?;
    pair_places(tx, entity, findings)?;
    let stands = part(
        model::read(tx, entity, history.version, history.stamp.clone()),
        "account",
        findings,
    )?;
    let Some(stands) = stands else { return Ok(()) };
    let mut found = history::rows(&stands);
    rows::statements(tx, entity, |read| {
        match read {
            Ok(line) => found.push(Change::Statement(line)),
            Err(fault) => findings.unreadable("statement_line", &fault),
        }
        GO_ON
    })?;
    history.compare(found, findings);
    let created = rows::entity_created(tx, entity)?.unwrap_or_default();
    history.compare_entity(&stands, &created, findings);
    facts.registers = Some(stands);
    Ok(())
}

fn model_head(tx: &mut Tx, entity: EntityId, history: &History, findings: &mut Findings) -> Result<(), Fault> {
    let (version, stamp) = rows::model_head(tx, entity)?.unwrap_or_default();
    findings.same(
        Kind::ModelHead,
        || FindingPlace::of("model_head", "version"),
        &history.version,
        &version,
    );
    let hashes = (hex(&history.stamp), hex(&stamp));
    findings.same(
        Kind::ModelHead,
        || FindingPlace::of("model_head", "stamp"),
        &hashes.0,
        &hashes.1,
    );
    Ok(())
}

fn periods(tx: &mut Tx, entity: EntityId, history: &mut History, findings: &mut Findings) -> Result<(), Fault> {
    rows::years(tx, entity, |read| {
        match read {
            Ok((year, _, ends)) => {
                let place = || FindingPlace::of("fiscal_year", "year").named(year.to_string());
                findings.same(Kind::YearDays, place, &i64::from(ends.year()), &year);
            }
            Err(fault) => findings.unreadable("fiscal_year", &fault),
        }
        GO_ON
    })?;
    rows::periods(tx, entity, |read| {
        match read {
            Ok(period) => history.compare_period(&period, findings),
            Err(fault) => findings.unreadable("period_state", &fault),
        }
        GO_ON
    })?;
    history.rest_of_periods(findings);
    Ok(())
}

/// The pairs of a relation are numbered 1, 2, 3 …; their order decides which wins.
fn pair_places(tx: &mut Tx, entity: EntityId, findings: &mut Findings) -> Result<(), Fault> {
    let mut last = (String::new(), 0);
    rows::pair_places(tx, entity, |read| {
        match read {
            Ok((relation, place)) => {
                let expected = if relation == last.0 { last.1 + 1 } else { 1 };
                let at = || FindingPlace::of("relation_value", "row_no").named(relation.clone());
                findings.same(Kind::RegisterDiffers, at, &expected, &place);
                last = (relation, place);
            }
            Err(fault) => findings.unreadable("relation_value", &fault),
        }
        GO_ON
    })
}

/// Codings into memory; answers the highest number.
pub(super) fn codings(tx: &mut Tx, entity: EntityId, facts: &mut Facts, findings: &mut Findings) -> Result<i64, Fault> {
    let mut last = 0;
    stored::codings(tx, entity, |read| {
        match read {
            Ok(coding) => {
                let place = |column: &str| FindingPlace::of("coding", column).named(coding.number.to_string());
                findings.same(Kind::CodingNumber, || place("coding_id"), &(last + 1), &coding.number);
                let texts = (coding.key.as_str(), coding.by_columns.as_str());
                findings.same(Kind::CodingColumns, || place("coding_key"), &texts.1, &texts.0);
                last = coding.number;
                facts.codings.insert(coding.number, coding.key);
            }
            Err(fault) => findings.unreadable("coding", &fault),
        }
        GO_ON
    })?;
    Ok(last)
}
