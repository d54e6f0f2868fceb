//! The list: the whole operation by S-code, then each appropriation beside what was charged to it.

use std::collections::BTreeMap;

use kameral_base::Ore;
use kameral_store::Fault;

use super::{Facts, Made, left};
use crate::dissolve::Outturn;
use crate::setting::amount;
use crate::sheet::{add, too_large};
use crate::table::{Column, Kind, Row, RowKind, Value};
use crate::words::Caption;

impl Facts<'_> {
    /// The whole operation by S-code, then each appropriation, then what is financed otherwise.
    pub fn list(&self) -> Result<Made, Fault> {
        let mut rows = vec![heading(Value::words("report-row-whole-operation"))];
        let mut whole = self.outturn(|_| true)?;
        for (s_code, amount) in &self.revenue {
            let outturn = whole.entry(s_code).or_default();
            outturn.booked = add(outturn.booked, *amount)?;
        }
        let total = self.section(None, &whole, &mut rows)?;
        rows.push(sum("report-row-whole-operation-sum", total)?);
        for value in &self.appropriations {
            rows.push(heading(self.named(value)));
            let outturn = self.outturn(|financier| financier == value)?;
            let total = self.section(Some(value), &outturn, &mut rows)?;
            rows.push(sum("report-row-distributed", total)?);
            let charged = self.charged.get(value).copied().unwrap_or_default();
            let cells = listed(
                Some(value),
                "",
                Value::words("report-row-charged"),
                [None, None, Some(charged)],
            );
            let address = self.on(&self.charged_on, Some(value), None);
            rows.push(Row::new(RowKind::Line, 0, cells).leading_to(address));
            let distributed = add(total.booked, total.dissolved)?;
            let difference = charged.checked_sub(distributed).ok_or_else(too_large)?;
            let label = Value::words("report-row-charged-difference");
            let cells = listed(Some(value), "", label, [None, None, Some(difference)]);
            rows.push(Row::new(RowKind::Control, 0, cells));
        }
        let other = self.outturn(|financier| !self.appropriations.contains(financier))?;
        if !other.is_empty() {
            rows.push(heading(Value::words("report-row-other-financing")));
            let total = self.section(None, &other, &mut rows)?;
            rows.push(sum("report-row-distributed", total)?);
        }
        rows.push(left(|left| {
            listed(None, "", left, [None, None, Some(self.left_amount())])
        }));
        let drill = Some(self.setting.question.periods);
        let mut columns = vec![Column::new("appropriation", self.key_caption(), Kind::Text).once()];
        columns.push(Column::new("s_code", Caption::key("report-column-s-code"), Kind::Text).opened_for(drill));
        columns.push(Column::new("name", Caption::key("report-column-name"), Kind::Text).wide());
        columns.extend([
            amount("booked_ore", "report-column-booked").opened_for(drill),
            amount("dissolved_ore", "report-column-dissolved"),
            amount("outturn_ore", "report-column-outturn").opened_for(drill),
        ]);
        Ok((columns, rows))
    }

    fn section(
        &self,
        value: Option<&str>,
        outturn: &BTreeMap<&str, Outturn>,
        rows: &mut Vec<Row>,
    ) -> Result<Outturn, Fault> {
        let mut total = Outturn::default();
        for (s_code, outturn) in outturn {
            total.booked = add(total.booked, outturn.booked)?;
            total.dissolved = add(total.dissolved, outturn.dissolved)?;
            let sum = add(outturn.booked, outturn.dissolved)?;
            let amounts = [Some(outturn.booked), Some(outturn.dissolved), Some(sum)];
            let cells = listed(value, s_code, self.s_code_name(s_code), amounts);
            // What is dissolved is not booked there: the row leads to what is.
            rows.push(Row::new(RowKind::Line, 1, cells).leading_to(self.on(&[], value, Some(s_code))));
        }
        Ok(total)
    }
}

fn sum(label: &'static str, total: Outturn) -> Result<Row, Fault> {
    let amounts = [
        Some(total.booked),
        Some(total.dissolved),
        Some(add(total.booked, total.dissolved)?),
    ];
    Ok(Row::new(
        RowKind::Subtotal,
        0,
        listed(None, "", Value::words(label), amounts),
    ))
}

fn heading(name: Value) -> Row {
    Row::new(RowKind::Heading, 0, listed(None, "", name, [None; 3]))
}

/// Cells of the list.
fn listed(value: Option<&str>, s_code: &str, name: Value, amounts: [Option<Ore>; 3]) -> Vec<Value> {
    let mut cells = vec![Value::text(value.unwrap_or_default()), Value::text(s_code), name];
    cells.extend(amounts.map(|amount| amount.map_or(Value::Empty, Value::Amount)));
    cells
}
