//! *Huvudbok*: account by account, the opening balance, every line with its running balance, and the
//! closing balance (GL-01, GL-05).

use kameral_base::{Ore, Sentence};
use kameral_ledger::store::lines::AccountLine;
use kameral_ledger::voucher::VoucherNumber;
use kameral_store::Fault;

use crate::setting::{Setting, amount};
use crate::sheet::{Figures, Sheet, add};
use crate::table::{Column, Kind, Row, RowKind, Value};
use crate::words::Caption;

/// Columns; those of quantities only where there are any.
pub fn columns(setting: Setting<'_>, quantities: bool) -> Vec<Column> {
    let mut columns = Vec::from(setting.account_columns());
    columns.extend([
        Column::new("date", Caption::key("report-column-date"), Kind::Date),
        Column::new("voucher", Caption::key("report-column-voucher"), Kind::Voucher),
        Column::new("text", Caption::key("report-column-text"), Kind::Text),
        Column::new("values", Caption::key("report-column-values"), Kind::Text),
    ]);
    if quantities {
        columns.push(Column::new(
            "quantity_milli",
            Caption::key("report-column-quantity"),
            Kind::Quantity,
        ));
        columns.push(Column::new("unit", Caption::key("report-column-unit"), Kind::Text));
    }
    columns.extend([
        amount("debit_ore", "report-column-debit-short"),
        amount("credit_ore", "report-column-credit-short"),
        // The opening balance is opened for what came before.
        amount("balance_ore", "report-column-balance").opened_for(setting.question.before()),
    ]);
    columns
}

/// The card of one account, row by row.
pub struct Card<'a> {
    setting: Setting<'a>,
    account: &'a str,
    quantities: bool,
    running: Ore,
}

impl<'a> Card<'a> {
    /// A card that begins with a balance: the account's opening one, or that before a later page.
    pub fn new(setting: Setting<'a>, account: &'a str, quantities: bool, balance: Ore) -> Self {
        Self {
            setting,
            account,
            quantities,
            running: balance,
        }
    }

    /// The balance after the lines so far.
    pub fn balance(&self) -> Ore {
        self.running
    }

    /// The row the card begins with.
    pub fn opening(&self) -> Row {
        let cells = self.cells(Value::words("report-row-opening"), Value::Empty, Value::Empty);
        let address = self
            .setting
            .question
            .before()
            .and_then(|_| self.setting.ledger_of(self.account));
        Row::new(RowKind::Opening, 0, cells).leading_to(address)
    }

    /// A line and the balance after it.
    pub fn line(&mut self, line: &AccountLine, values: &[(u8, String)]) -> Result<Row, Fault> {
        self.running = add(self.running, line.amount)?;
        let mut cells = self.cells(
            Value::text(&line.text),
            Value::side(line.amount, true),
            Value::side(line.amount, false),
        );
        cells[2] = Value::Date(line.date);
        cells[3] = Value::Voucher(VoucherNumber {
            series: line.series.clone(),
            year: self.setting.question.year_number(),
            number: line.number,
        });
        cells[5] = self.setting.values_text(values);
        if let (true, Some(quantity)) = (self.quantities, line.quantity) {
            cells[6] = Value::Quantity(quantity);
            cells[7] = Value::text(&line.unit);
        }
        Ok(Row::new(RowKind::Line, 1, cells))
    }

    /// The rows the card ends with: quantities by unit, then sums and the closing balance.
    pub fn closing(&self, figures: &Figures, group: usize, sheet: &Sheet) -> Vec<Row> {
        let mut rows = Vec::new();
        for (unit, quantities) in sheet.quantities_of(group).filter(|_| self.quantities) {
            let mut cells = self.cells(Value::words("report-row-quantity"), Value::Empty, Value::Empty);
            cells[6] = Value::Quantity(quantities.period);
            cells[7] = Value::text(unit);
            *cells.last_mut().expect("a card has columns") = Value::Empty;
            rows.push(Row::new(RowKind::Subtotal, 0, cells));
        }
        let (debit, credit) = (Value::Amount(figures.debit), Value::Amount(figures.credit));
        rows.push(Row::new(
            RowKind::Closing,
            0,
            self.cells(Value::words("report-row-closing"), debit, credit),
        ));
        rows
    }

    fn cells(&self, text: Value, debit: Value, credit: Value) -> Vec<Value> {
        let mut cells = labelled(text, self.quantities);
        cells[0] = Value::Account(self.account.to_owned());
        cells[1] = self.setting.account_name(self.account);
        cells.extend([debit, credit, Value::Amount(self.running)]);
        cells
    }
}

/// Results of earlier years that no voucher has moved to capital, so that the balances sum to zero.
pub fn unclosed(sum: Ore, quantities: bool) -> Row {
    let mut cells = labelled(Value::words("report-row-unclosed"), quantities);
    cells.extend([Value::Empty, Value::Empty, Value::Amount(sum)]);
    Row::new(RowKind::Unclosed, 0, cells)
}

/// A total of debit, credit and, for all that was asked, the closing balance.
pub fn total(label: Sentence, debit: Ore, credit: Ore, closing: Option<Ore>, quantities: bool) -> Row {
    let mut cells = labelled(Value::Words(label), quantities);
    cells.extend([
        Value::Amount(debit),
        Value::Amount(credit),
        closing.map_or(Value::Empty, Value::Amount),
    ]);
    Row::new(RowKind::Total, 0, cells)
}

fn labelled(text: Value, quantities: bool) -> Vec<Value> {
    let mut cells = vec![Value::Empty; if quantities { 8 } else { 6 }];
    cells[4] = text;
    cells
}
