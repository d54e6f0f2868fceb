//! A report as one JSON object: what it is, `rows`, `totals`, `notes`, `reconciles`, `page`.
//!
//! Amounts are whole öre under keys that end in `_ore`, quantities whole thousandths under keys that
//! end in `_milli`. A cell without a value has no key. A row that is not a plain line says what it is
//! under `row`.

use std::io::{self, Write};

use kameral_store::Fault;
use kameral_ui::Words;
use serde_json::{Value as Any, json};

use super::{not_written, told};
use crate::sink::Sink;
use crate::table::{Column, FilterFact, Head, Row, RowKind, Tail, Value};

pub(super) struct Json<'w> {
    words: Words,
    out: &'w mut dyn Write,
    /// Keys of the cells, written once: a row is little more than its values.
    keys: Vec<String>,
    has_rows: bool,
}

impl<'w> Json<'w> {
    pub fn new(words: Words, out: &'w mut dyn Write) -> Self {
        Self {
            words,
            out,
            keys: Vec::new(),
            has_rows: false,
        }
    }

    /// Members of the outermost object, each on a line.
    fn members(&mut self, members: &[(&str, Any)], before: &str) -> io::Result<()> {
        let mut before = before;
        for (key, value) in members {
            write!(self.out, "{before}{}:{value}", json!(key))?;
            before = ",\n";
        }
        Ok(())
    }

    fn write_row(&mut self, row: &Row) -> io::Result<()> {
        self.out.write_all(if self.has_rows { b",\n{" } else { b"\n{" })?;
        self.has_rows = true;
        self.cells(row)?;
        self.out.write_all(b"}")
    }

    fn cells(&mut self, row: &Row) -> io::Result<()> {
        let mut before = "";
        if !matches!(row.kind, RowKind::Line | RowKind::Total) {
            write!(self.out, "\"row\":\"{}\"", row.kind.word())?;
            before = ",";
        }
        for (key, value) in self
            .keys
            .iter()
            .zip(&row.cells)
            .filter(|(_, value)| **value != Value::Empty)
        {
            write!(self.out, "{before}{key}:")?;
            before = ",";
            match value {
                Value::Amount(amount) => write!(self.out, "{}", amount.get())?,
                Value::Quantity(quantity) => write!(self.out, "{}", quantity.get())?,
                Value::Period(period) => write!(self.out, "{}", period.get())?,
                Value::Count(count) | Value::Share(count) => write!(self.out, "{count}")?,
                value => serde_json::to_writer(&mut *self.out, &told(value, self.words))?,
            }
        }
        Ok(())
    }

    fn total(&mut self, name: &str, row: Option<&Row>) -> io::Result<()> {
        write!(self.out, ",\n\"{name}\":")?;
        let Some(row) = row else {
            return self.out.write_all(b"null");
        };
        self.out.write_all(b"{")?;
        self.cells(row)?;
        self.out.write_all(b"}")
    }

    fn filters(&self, filters: &[FilterFact]) -> Any {
        let one = |fact: &FilterFact| {
            let (key, pattern) = (fact.key.to_string(), fact.pattern.to_string());
            json!({ "key": key, "name": fact.name.text(self.words), "pattern": pattern })
        };
        filters.iter().map(one).collect()
    }

    fn head_members(&self, head: &Head) -> Vec<(&'static str, Any)> {
        let words = self.words;
        let by: Vec<String> = head.by.iter().map(ToString::to_string).collect();
        let alternatives = head.scope.as_ref();
        let scope = alternatives.map(|any| any.iter().map(|all| self.filters(all)).collect::<Vec<_>>());
        let fact = |(caption, value): &(crate::Caption, Value)| json!({ "name": caption.text(words), "value": told(value, words) });
        let column = |column: &Column| json!({ "key": column.key, "label": column.label.text(words), "kind": column.kind.word() });
        vec![
            ("report", json!(head.report.name())),
            ("title", json!(words.sentence(&head.title))),
            ("entity", json!({ "code": head.entity, "name": head.entity_name })),
            ("currency", json!(head.currency)),
            ("year", json!(head.year)),
            ("periods", json!(head.periods.map(|periods| periods.to_string()))),
            ("by", json!(by)),
            ("filters", self.filters(&head.filters)),
            ("scope", json!(scope)),
            ("as_of", json!(head.seq)),
            ("as_of_asked", json!(head.as_of_asked)),
            ("run_at", json!(head.run_at.to_string())),
            ("user", json!(head.user)),
            ("facts", head.facts.iter().map(fact).collect()),
            ("columns", head.columns.iter().map(column).collect()),
        ]
    }

    fn write_head(&mut self, head: Head) -> io::Result<()> {
        let members = self.head_members(&head);
        self.keys = head
            .columns
            .into_iter()
            .map(|column| json!(column.key).to_string())
            .collect();
        self.members(&members, "{")?;
        self.out.write_all(b",\n\"rows\":[")
    }

    fn write_tail(&mut self, tail: &Tail) -> io::Result<()> {
        self.out.write_all(b"\n]")?;
        self.total("totals", tail.totals.as_ref())?;
        self.total("page_totals", tail.page_totals.as_ref())?;
        let notes: Vec<String> = tail.notes.iter().map(|note| self.words.sentence(note)).collect();
        let verdict = json!({
            "verdict": tail.reconciles.word(),
            "difference_ore": tail.reconciles.difference().get(),
            "text": self.words.sentence(&tail.reconciles.sentence()),
        });
        let page = json!({
            "after": tail.after.as_ref().map(ToString::to_string),
            "next": tail.next.as_ref().map(ToString::to_string),
        });
        self.members(
            &[("notes", json!(notes)), ("reconciles", verdict), ("page", page)],
            ",\n",
        )?;
        self.out.write_all(b"}\n")
    }
}

impl Sink for Json<'_> {
    fn head(&mut self, head: Head) -> Result<(), Fault> {
        self.write_head(head).map_err(not_written)
    }

    fn row(&mut self, row: Row) -> Result<(), Fault> {
        self.write_row(&row).map_err(not_written)
    }

    fn tail(&mut self, tail: Tail) -> Result<(), Fault> {
        self.write_tail(&tail).map_err(not_written)
    }
}
