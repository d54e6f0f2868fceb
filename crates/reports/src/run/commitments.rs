//! *Redovisning av beställningsbemyndigande* (REP-18, REP-44): frame, opening and outstanding
//! commitments under 17 § first paragraph, and the years in which they are expected to be settled.

use std::collections::{BTreeMap, BTreeSet};

use kameral_appropriations::commit::{counted, outstanding_years};
use kameral_appropriations::model::Commitment;
use kameral_appropriations::queries::{self, Standings};
use kameral_appropriations::store::commitments;
use kameral_base::{Ore, Sentence};
use kameral_store::{Fault, Tx};

use super::Run;
use super::appropriation::{name, standings};
use crate::Reconciles;
use crate::setting::amount;
use crate::sheet::too_large;
use crate::sink::Sink;
use crate::table::{Column, Kind, Row, RowKind, Tail, Value};
use crate::words::Caption;

/// One row: frame, opening, outstanding, and the years.
#[derive(Default)]
struct Sums {
    frame: Ore,
    opening: Ore,
    outstanding: Ore,
    years: BTreeMap<i64, Ore>,
}

pub(super) fn make(run: &Run<'_>, tx: &mut Tx, sink: &mut dyn Sink) -> Result<(), Fault> {
    let (setting, question) = (run.setting, run.setting.question);
    let standings = standings(run, tx)?;
    let made = if queries::sees_all(run.scope) {
        commitments::all(tx, run.scope)?
    } else {
        Vec::new()
    };
    let rows = of_items(&standings, &made, question)?;
    let years: BTreeSet<i64> = rows.iter().flat_map(|(_, sums)| sums.years.keys().copied()).collect();
    let mut columns = vec![
        Column::new("item", Caption::key("report-column-appropriation"), Kind::Text),
        Column::new("name", Caption::key("report-column-name"), Kind::Text),
        amount("frame_ore", "report-column-frame"),
        amount("opening_ore", "report-column-commitments-opening"),
        amount("outstanding_ore", "report-column-commitments-outstanding"),
        amount("left_ore", "report-column-frame-left"),
    ];
    columns.extend(years.iter().map(|year| {
        Column::new(
            format!("year_{year}_ore"),
            Caption::Name(year.to_string()),
            Kind::Amount,
        )
    }));
    sink.head(setting.head(columns))?;
    let mut total = Sums::default();
    for (at, sums) in &rows {
        let standing = &standings.items[*at];
        let mut cells = vec![Value::Text(standing.item.item.clone()), name(setting, standing)];
        cells.extend(amounts(sums, &years)?);
        add(&mut total, sums).ok_or_else(too_large)?;
        sink.row(Row::new(RowKind::Line, 0, cells))?;
    }
    let mut cells = vec![Value::Empty, Value::words("report-total")];
    cells.extend(amounts(&total, &years)?);
    let mut notes = vec![Sentence::new("report-note-other-terms")];
    if !queries::sees_all(run.scope) {
        notes.push(Sentence::new("report-note-whole-agency"));
    }
    sink.tail(Tail {
        totals: Some(Row::new(RowKind::Total, 0, cells)),
        page_totals: None,
        notes,
        // The years sum to what is outstanding; commitments stand outside the ledger.
        reconciles: judge(&total),
        after: None,
        next: None,
    })
}

/// Items with a frame or with something that counts, by their place.
fn of_items(
    standings: &Standings,
    made: &[Commitment],
    question: &crate::question::Question,
) -> Result<Vec<(usize, Sums)>, Fault> {
    let before = question.year.starts_on().yesterday().ok();
    let mut rows = Vec::new();
    for (at, standing) in standings.items.iter().enumerate() {
        let item = &standing.item.item;
        let frame = standing.terms.as_ref().and_then(|terms| terms.commitment_limit);
        let mut sums = Sums {
            frame: frame.unwrap_or_default(),
            opening: counted(made, item, before).ok_or_else(too_large)?,
            outstanding: counted(made, item, Some(question.day)).ok_or_else(too_large)?,
            ..Sums::default()
        };
        let counting = made
            .iter()
            .filter(|made| made.item == *item && made.first_paragraph && made.decided_on <= question.day);
        for part in counting.flat_map(|made| outstanding_years(made, Some(question.day))) {
            let year = sums.years.entry(part.year).or_default();
            *year = year.checked_add(part.amount).ok_or_else(too_large)?;
        }
        let is_used = frame.is_some() || !sums.opening.is_zero() || !sums.outstanding.is_zero();
        if is_used {
            rows.push((at, sums));
        }
    }
    Ok(rows)
}

fn amounts(sums: &Sums, years: &BTreeSet<i64>) -> Result<Vec<Value>, Fault> {
    let left = sums.frame.checked_sub(sums.outstanding).ok_or_else(too_large)?;
    let mut amounts = vec![sums.frame, sums.opening, sums.outstanding, left];
    amounts.extend(
        years
            .iter()
            .map(|year| sums.years.get(year).copied().unwrap_or_default()),
    );
    Ok(amounts.into_iter().map(Value::Amount).collect())
}

fn add(total: &mut Sums, sums: &Sums) -> Option<()> {
    total.frame = total.frame.checked_add(sums.frame)?;
    total.opening = total.opening.checked_add(sums.opening)?;
    total.outstanding = total.outstanding.checked_add(sums.outstanding)?;
    for (year, amount) in &sums.years {
        let sum = total.years.entry(*year).or_default();
        *sum = sum.checked_add(*amount)?;
    }
    Some(())
}

/// Whether the years come to what is outstanding.
fn judge(total: &Sums) -> Reconciles {
    let years = total
        .years
        .values()
        .try_fold(Ore::ZERO, |sum, amount| sum.checked_add(*amount));
    match years.and_then(|years| total.outstanding.checked_sub(years)) {
        Some(Ore::ZERO) => Reconciles::Agrees,
        by => Reconciles::Differs {
            by: by.unwrap_or(Ore::MAX),
        },
    }
}
