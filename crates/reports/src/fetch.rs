//! What reports are made from, fetched: the cube of the year and, where needed, of those before.

use kameral_access::Scope;
use kameral_base::Period;
use kameral_ledger::model::AccountingModel;
use kameral_ledger::store::cube::{self, Stretch};
use kameral_store::{Fault, Tx};

use crate::question::Question;
use crate::selection::Selection;
use crate::sheet::Sheet;

/// How much of the books a report needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// What was posted in the year.
    Year,
    /// The same, and what each period moved.
    YearByPeriod,
    /// With balances carried from earlier years.
    Balances,
    /// With them, and what each period moved.
    ByPeriod,
}

/// Adds up the cube of the question's year up to its last period, and carries earlier years where
/// the year has no posted opening balances.
pub fn sheet(
    tx: &mut Tx,
    scope: &Scope,
    model: &AccountingModel,
    question: &Question,
    selection: &Selection,
    depth: Depth,
) -> Result<Sheet, Fault> {
    let mut sheet = Sheet::new(
        question,
        selection,
        matches!(depth, Depth::ByPeriod | Depth::YearByPeriod),
    );
    let through = question.through();
    let stretch = Stretch {
        year: question.year_number(),
        from: through.from(),
        to: through.to(),
        as_of: question.as_of,
    };
    let mut opening_lines = 0;
    cube::each(tx, scope, &stretch, |row| {
        if row.period.is_opening() {
            opening_lines += row.sums.lines;
        }
        sheet.take(question, selection, &row)
    })?;
    if opening_lines == 0 && matches!(depth, Depth::Balances | Depth::ByPeriod) {
        carry(tx, scope, model, question, selection, &mut sheet)?;
    }
    Ok(sheet)
}

/// Walks back through the years, the latest first, to one whose opening balances are posted.
fn carry(
    tx: &mut Tx,
    scope: &Scope,
    model: &AccountingModel,
    question: &Question,
    selection: &Selection,
    sheet: &mut Sheet,
) -> Result<(), Fault> {
    let earlier = model
        .years
        .iter()
        .rev()
        .filter(|year| year.starts_on() < question.year.starts_on());
    for year in earlier {
        let number = i64::from(year.year());
        let stretch = Stretch {
            year: number,
            from: Period::FIRST,
            to: Period::LAST,
            as_of: question.as_of,
        };
        let (mut lines, mut opening_lines) = (0, 0);
        cube::each(tx, scope, &stretch, |row| {
            lines += row.sums.lines;
            if row.period.is_opening() {
                opening_lines += row.sums.lines;
            }
            sheet.take_earlier(selection, &row)
        })?;
        if lines != 0 {
            sheet.carried_from.push(number);
        }
        if opening_lines != 0 {
            break;
        }
    }
    Ok(())
}
