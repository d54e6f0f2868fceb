//! A report as CSV: headings and rows, nothing above and nothing below them, so that a column can be
//! summed as it stands.

use std::io::{self, Write};

use kameral_base::Ore;
use kameral_formats::csv_safe::{Style, Writer};
use kameral_store::Fault;
use kameral_ui::Words;

use super::{not_written, told};
use crate::sink::Sink;
use crate::table::{Head, Row, RowKind, Tail, Value};

pub(super) struct Csv<'w> {
    words: Words,
    style: Style,
    writer: Writer<&'w mut dyn Write>,
}

impl<'w> Csv<'w> {
    pub fn new(words: Words, style: Style, out: &'w mut dyn Write) -> Self {
        Self {
            words,
            style,
            writer: Writer::new(out, style),
        }
    }

    fn cell(&mut self, value: &Value) {
        match (value, self.style) {
            (Value::Empty, _) => self.writer.empty(),
            (Value::Amount(amount), Style::Machine) => self.writer.integer(amount.get()),
            (Value::Amount(amount), Style::Swedish) => self.writer.amount(*amount),
            (Value::Quantity(quantity), Style::Machine) => self.writer.integer(quantity.get()),
            (Value::Quantity(quantity), Style::Swedish) => self.writer.quantity(*quantity),
            (Value::Date(date), _) => self.writer.date(*date),
            (Value::Period(period), _) => self.writer.period(*period),
            (Value::Count(count), _) => self.writer.integer(*count),
            (Value::Share(hundredths), Style::Machine) => self.writer.integer(*hundredths),
            (Value::Share(hundredths), Style::Swedish) => self.writer.amount(Ore::new(*hundredths)),
            (value, _) => self.writer.text(&told(value, self.words)),
        }
    }

    fn cells(&mut self, cells: &[Value]) -> io::Result<()> {
        for cell in cells {
            self.cell(cell);
        }
        self.writer.end_row()
    }
}

impl Sink for Csv<'_> {
    fn head(&mut self, head: Head) -> Result<(), Fault> {
        for column in &head.columns {
            let heading = match self.style {
                Style::Machine => column.key.clone(),
                Style::Swedish => column.label.text(self.words),
            };
            self.writer.text(&heading);
        }
        self.writer.end_row().map_err(not_written)
    }

    fn row(&mut self, row: Row) -> Result<(), Fault> {
        if row.kind == RowKind::Total {
            return Ok(());
        }
        self.cells(&row.cells).map_err(not_written)
    }

    fn tail(&mut self, _: Tail) -> Result<(), Fault> {
        Ok(())
    }
}
