//! The matrix of S-codes and appropriations.

use kameral_base::Ore;
use kameral_store::Fault;

use super::{Facts, Made, left};
use crate::dissolve::Outturn;
use crate::setting::amount;
use crate::sheet::{add, too_large};
use crate::table::{Column, Kind, Row, RowKind, Value};
use crate::words::Caption;

impl Facts<'_> {
    /// A row a S-code, a column an appropriation; then what was charged, and by how much it differs.
    pub fn matrix(&self) -> Result<Made, Fault> {
        let drill = Some(self.setting.question.periods);
        let mut columns = vec![
            Column::new("s_code", Caption::key("report-column-s-code"), Kind::Text).opened_for(drill),
            Column::new("name", Caption::key("report-column-name"), Kind::Text).wide(),
            amount("whole_ore", "report-row-whole-operation").opened_for(drill),
        ];
        let mut parts = Vec::new();
        for value in &self.appropriations {
            let label = Caption::Name(value.clone());
            columns.push(Column::new(format!("appropriation_{value}_ore"), label, Kind::Amount));
            parts.push(self.outturn(|financier| financier == value)?);
        }
        columns.push(amount("other_ore", "report-row-other-financing"));
        parts.push(self.outturn(|financier| !self.appropriations.contains(financier))?);
        let whole = self.outturn(|_| true)?;
        let of =
            |outturn: Option<&Outturn>| outturn.map_or(Ok(Ore::ZERO), |outturn| add(outturn.booked, outturn.dissolved));
        let mut rows = Vec::new();
        let mut totals = vec![Ore::ZERO; 1 + parts.len()];
        for (s_code, outturn) in &whole {
            let mut amounts = vec![of(Some(outturn))?];
            for part in &parts {
                amounts.push(of(part.get(s_code))?);
            }
            for (total, amount) in totals.iter_mut().zip(&amounts) {
                *total = add(*total, *amount)?;
            }
            let row = matrix_row(RowKind::Line, s_code, self.s_code_name(s_code), &amounts);
            rows.push(row.leading_to(self.on(&[], None, Some(s_code))));
        }
        rows.push(matrix_row(
            RowKind::Subtotal,
            "",
            Value::words("report-row-distributed"),
            &totals,
        ));
        let mut charged: Vec<Ore> = self
            .appropriations
            .iter()
            .map(|value| self.charged.get(value).copied().unwrap_or_default())
            .collect();
        let is_other = |value: &String| !self.appropriations.contains(value);
        let others = self.charged.iter().filter(|(value, _)| is_other(value));
        charged.push(others.map(|(_, amount)| *amount).try_fold(Ore::ZERO, add)?);
        charged.insert(0, charged.iter().copied().try_fold(Ore::ZERO, add)?);
        rows.push(
            matrix_row(RowKind::Line, "", Value::words("report-row-charged"), &charged).leading_to(self.on(
                &self.charged_on,
                None,
                None,
            )),
        );
        let differences = charged
            .iter()
            .zip(&totals)
            .map(|(charged, total)| charged.checked_sub(*total));
        let mut differences: Vec<Ore> = differences.collect::<Option<_>>().ok_or_else(too_large)?;
        // Only appropriations are charged.
        if let (Some(other), Some(total)) = (differences.pop(), differences.first_mut()) {
            *total = total.checked_sub(other).ok_or_else(too_large)?;
        }
        let name = Value::words("report-row-charged-difference");
        let mut row = matrix_row(RowKind::Control, "", name, &differences);
        row.cells.push(Value::Empty);
        rows.push(row);
        let empty = self.appropriations.len() + 1;
        rows.push(left(|left| {
            let mut cells = vec![Value::Empty, left, Value::Amount(self.left_amount())];
            cells.resize(3 + empty, Value::Empty);
            cells
        }));
        Ok((columns, rows))
    }
}

fn matrix_row(kind: RowKind, s_code: &str, name: Value, amounts: &[Ore]) -> Row {
    let mut cells = vec![Value::text(s_code), name];
    cells.extend(amounts.iter().copied().map(Value::Amount));
    Row::new(kind, 0, cells)
}
