//! The matrix of S-codes and appropriations.

use std::collections::BTreeSet;

use kameral_base::{Ore, Pattern};
use kameral_store::Fault;

use super::{Facts, Made, left};
use crate::dissolve::Outturn;
use crate::setting::amount;
use crate::sheet::{add, too_large};
use crate::statement::rows::on_accounts;
use crate::table::{Column, Kind, Row, RowKind, Value};
use crate::words::Caption;
use crate::{Address, Filter, Report};

/// Columns before the amounts: S-code and name.
const BEFORE: usize = 2;

/// Which financiers a column of the matrix is about.
#[derive(Clone, Copy)]
enum Financed<'a> {
    /// All.
    Whole,
    /// One appropriation.
    By(&'a str),
    /// Those that are no appropriation.
    Otherwise,
}

impl Facts<'_> {
    /// A row a S-code, a column an appropriation; then what was charged, and by how much it differs.
    /// Every outturn leads to what it is made up of.
    pub fn matrix(&self) -> Result<Made, Fault> {
        let financed: Vec<Financed<'_>> = std::iter::once(Financed::Whole)
            .chain(self.appropriations.iter().map(|value| Financed::By(value)))
            .chain([Financed::Otherwise])
            .collect();
        let outturns = financed
            .iter()
            .map(|financed| self.outturn(|financier| self.is_of(*financed, financier)))
            .collect::<Result<Vec<_>, Fault>>()?;
        let mut rows = Vec::new();
        let mut totals = vec![Outturn::default(); financed.len()];
        // What one financier pays and another gets back is nothing of the whole, and still theirs.
        let s_codes: BTreeSet<&str> = outturns.iter().flat_map(|outturn| outturn.keys().copied()).collect();
        for s_code in s_codes {
            let cells: Vec<Outturn> = outturns
                .iter()
                .map(|outturn| outturn.get(s_code).copied().unwrap_or_default())
                .collect();
            for (total, cell) in totals.iter_mut().zip(&cells) {
                total.booked = add(total.booked, cell.booked)?;
                total.dissolved = add(total.dissolved, cell.dissolved)?;
            }
            let row = matrix_row(RowKind::Line, s_code, self.s_code_name(s_code), &sums(&cells)?);
            let row = row.leading_to(self.on(&[], None, Some(s_code)));
            let on = |cell: &Outturn| self.accounts.on_s_code(s_code, !cell.dissolved.is_zero());
            rows.push(self.leading(row, &financed, |at| on(&cells[at]).map(|filter| self.opened_on(filter))));
        }
        let distributed = sums(&totals)?;
        let row = matrix_row(
            RowKind::Subtotal,
            "",
            Value::words("report-row-distributed"),
            &distributed,
        );
        let on = |total: &Outturn| self.accounts.on_every_s_code(!total.dissolved.is_zero());
        rows.push(self.leading(row, &financed, |at| {
            on(&totals[at]).map(|filter| self.opened_on(filter))
        }));
        let charged = self.charged_to(&financed)?;
        let row = matrix_row(RowKind::Line, "", Value::words("report-row-charged"), &charged);
        let here = &self.setting.question.address;
        rows.push(self.leading(row, &financed, |_| on_accounts(here, &self.charged_on)));
        rows.push(differences(&charged, &distributed)?);
        rows.push(self.left_on_nine(financed.len()));
        Ok((self.columns(&financed), rows))
    }

    fn columns(&self, financed: &[Financed<'_>]) -> Vec<Column> {
        let drill = Some(self.setting.question.periods);
        let mut columns = vec![
            Column::new("s_code", Caption::key("report-column-s-code"), Kind::Text).opened_for(drill),
            Column::new("name", Caption::key("report-column-name"), Kind::Text).wide(),
        ];
        columns.extend(financed.iter().map(|financed| match financed {
            Financed::Whole => amount("whole_ore", "report-row-whole-operation"),
            Financed::By(value) => Column::new(
                format!("appropriation_{value}_ore"),
                Caption::Name((*value).to_owned()),
                Kind::Amount,
            ),
            Financed::Otherwise => amount("other_ore", "report-row-other-financing"),
        }));
        columns
    }

    /// What was charged to appropriations, by column.
    fn charged_to(&self, financed: &[Financed<'_>]) -> Result<Vec<Ore>, Fault> {
        let of_column = |financed: &Financed<'_>| {
            let charged = self.charged.iter().filter(|(value, _)| self.is_of(*financed, value));
            charged.map(|(_, amount)| *amount).try_fold(Ore::ZERO, add)
        };
        financed.iter().map(of_column).collect()
    }

    /// What is left on 9-accounts, which belongs to the whole.
    fn left_on_nine(&self, amounts: usize) -> Row {
        let row = left(|left| {
            let mut cells = vec![Value::Empty, left, Value::Amount(self.left_amount())];
            cells.resize(BEFORE + amounts, Value::Empty);
            cells
        });
        row.cell_leading_to(BEFORE, self.accounts.on_left().map(|filter| self.opened_on(filter)))
    }

    fn is_of(&self, financed: Financed<'_>, financier: &str) -> bool {
        match financed {
            Financed::Whole => true,
            Financed::By(value) => financier == value,
            Financed::Otherwise => !self.appropriations.contains(financier),
        }
    }

    /// The row with each amount leading to its accounts, of the financiers of its column.
    fn leading(&self, row: Row, financed: &[Financed<'_>], to: impl Fn(usize) -> Option<Address>) -> Row {
        financed.iter().enumerate().fold(row, |row, (at, financed)| {
            let address = to(at).and_then(|address| self.of_financiers(address, *financed));
            row.cell_leading_to(BEFORE + at, address)
        })
    }

    fn of_financiers(&self, address: Address, financed: Financed<'_>) -> Option<Address> {
        let Some((key, _)) = &self.key else {
            return Some(address);
        };
        let filter = match financed {
            Financed::Whole => return Some(address),
            Financed::Otherwise if self.appropriations.is_empty() => return Some(address),
            Financed::By(value) => Filter::exact(key.clone(), value)?,
            Financed::Otherwise => {
                let values = self.appropriations.iter().map(|value| Pattern::exact(value).ok());
                let not: Option<Vec<String>> = values.map(|value| Some(format!("!{}", value?))).collect();
                Filter {
                    key: key.clone(),
                    pattern: Pattern::parse(&not?.join(",")).ok()?,
                }
            }
        };
        Some(address.narrowed(filter))
    }

    fn opened_on(&self, filter: Filter) -> Address {
        let balance = Address {
            report: Report::TrialBalance,
            by: Vec::new(),
            ..self.setting.question.address.clone()
        };
        balance.narrowed(filter)
    }
}

fn sums(outturns: &[Outturn]) -> Result<Vec<Ore>, Fault> {
    outturns
        .iter()
        .map(|outturn| add(outturn.booked, outturn.dissolved))
        .collect()
}

/// By how much what was charged differs from what was distributed; only appropriations are charged.
fn differences(charged: &[Ore], distributed: &[Ore]) -> Result<Row, Fault> {
    let differences = charged
        .iter()
        .zip(distributed)
        .map(|(charged, total)| charged.checked_sub(*total));
    let mut differences: Vec<Ore> = differences.collect::<Option<_>>().ok_or_else(too_large)?;
    if let (Some(other), Some(total)) = (differences.pop(), differences.first_mut()) {
        *total = total.checked_sub(other).ok_or_else(too_large)?;
    }
    let name = Value::words("report-row-charged-difference");
    let mut row = matrix_row(RowKind::Control, "", name, &differences);
    row.cells.push(Value::Empty);
    Ok(row)
}

fn matrix_row(kind: RowKind, s_code: &str, name: Value, amounts: &[Ore]) -> Row {
    let mut cells = vec![Value::text(s_code), name];
    cells.extend(amounts.iter().copied().map(Value::Amount));
    Row::new(kind, 0, cells)
}
