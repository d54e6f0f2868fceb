//! What forms are filled from: figures by account and further keys, of this year and the year before.

use std::collections::BTreeMap;

use kameral_access::Scope;
use kameral_base::Ore;
use kameral_ledger::model::AccountingModel;
use kameral_ledger::store::balances::Codings;
use kameral_store::{Fault, Tx};

use crate::fetch::{self, Depth};
use crate::question::Question;
use crate::selection::Selection;
use crate::sheet::{Figures, Sheet};
use crate::source::Source;

/// The figures of an account, or of a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BasisRow {
    /// The account.
    pub account: String,
    /// Values of the keys it is parted by.
    pub values: Vec<String>,
    /// The year asked for.
    pub now: Figures,
    /// The year before.
    pub before: Figures,
}

/// Everything a form is filled from.
#[derive(Debug)]
pub struct Basis {
    /// Figures, in order of account and values.
    pub rows: Vec<BasisRow>,
    /// Results of earlier years that nobody has moved to capital, before this year and before the
    /// year before.
    pub unclosed: [Ore; 2],
    /// The figures of the year asked for: what the trial balance is made from.
    pub sheet: Sheet,
    /// Whether there is a year before.
    pub has_before: bool,
}

/// Reads the cube of both years, parted by account and keys.
pub fn fetch(
    tx: &mut Tx,
    scope: &Scope,
    model: &AccountingModel,
    codings: &Codings,
    asked: (&Question, Option<&Question>),
    keys: &[&Source],
) -> Result<Basis, Fault> {
    let by: Vec<&Source> = std::iter::once(&Source::Account).chain(keys.iter().copied()).collect();
    let mut sheet_of = |question: &Question| -> Result<(Selection, Sheet), Fault> {
        let selection = Selection::new(model, codings, question, &by);
        let sheet = fetch::sheet(tx, scope, model, question, &selection, Depth::Balances)?;
        Ok((selection, sheet))
    };
    let (question, earlier) = asked;
    let (selection, sheet) = sheet_of(question)?;
    let mut found: BTreeMap<Vec<String>, [Figures; 2]> = BTreeMap::new();
    let mut take = |selection: &Selection, sheet: &Sheet, at: usize| {
        for (group, values) in selection.in_order() {
            let figures = sheet.figures[group];
            if !figures.is_empty() {
                found.entry(values.to_vec()).or_default()[at] = figures;
            }
        }
    };
    take(&selection, &sheet, 0);
    let mut unclosed = [sheet.unclosed, Ore::ZERO];
    if let Some(earlier) = earlier {
        let (selection, sheet) = sheet_of(earlier)?;
        take(&selection, &sheet, 1);
        unclosed[1] = sheet.unclosed;
    }
    let rows = found.into_iter().map(|(mut values, [now, before])| BasisRow {
        account: values.remove(0),
        values,
        now,
        before,
    });
    Ok(Basis {
        rows: rows.collect(),
        unclosed,
        sheet,
        has_before: earlier.is_some(),
    })
}
