//! A report as text in aligned columns, for people at a terminal.
//!
//! Columns are as wide as the first rows need; a later cell that is wider pushes its row aside rather
//! than being cut.

use std::io::Write;

use kameral_store::Fault;
use kameral_ui::Words;

use super::{not_written, told};
use crate::sink::Sink;
use crate::table::{Column, FilterFact, Head, Row, RowKind, Tail, Value};

/// Rows looked at for the widths before anything is written.
const ROWS_MEASURED: usize = 1_000;
/// The widest a column of words is made, in characters.
const TEXT_CHARS_MAX: usize = 40;
/// The widest a column is made whose words are what the report is read by.
const WIDE_CHARS_MAX: usize = 90;
/// Between columns.
const GAP: &str = "  ";

pub(super) struct Text<'w> {
    words: Words,
    out: &'w mut dyn Write,
    columns: Vec<Column>,
    widths: Vec<usize>,
    /// Rows that wait for the widths; none once those are known.
    waiting: Option<Vec<Row>>,
    above: Vec<Value>,
}

impl<'w> Text<'w> {
    pub fn new(words: Words, out: &'w mut dyn Write) -> Self {
        Self {
            words,
            out,
            columns: Vec::new(),
            widths: Vec::new(),
            waiting: Some(Vec::new()),
            above: Vec::new(),
        }
    }

    fn line(&mut self, text: &str) -> Result<(), Fault> {
        writeln!(self.out, "{}", text.trim_end()).map_err(not_written)
    }

    /// Fixes the widths, writes the headings and the rows that waited.
    fn begin(&mut self, also: &[&Row]) -> Result<(), Fault> {
        let Some(waiting) = self.waiting.take() else {
            return Ok(());
        };
        let labels: Vec<String> = self
            .columns
            .iter()
            .map(|column| column.label.text(self.words))
            .collect();
        self.widths = labels
            .iter()
            .map(|label| label.split(' ').map(chars).max().unwrap_or(0))
            .collect();
        for row in waiting.iter().chain(also.iter().copied()) {
            for ((width, value), column) in self.widths.iter_mut().zip(&row.cells).zip(&self.columns) {
                let most = if column.wide { WIDE_CHARS_MAX } else { TEXT_CHARS_MAX };
                *width = (*width).max(chars(&told(value, self.words)).min(most));
            }
        }
        self.headings(&labels)?;
        waiting.into_iter().try_for_each(|row| self.print(&row))
    }

    /// Headings, broken between words where the column is narrower, their last lines level.
    fn headings(&mut self, labels: &[String]) -> Result<(), Fault> {
        let broken: Vec<Vec<String>> = labels
            .iter()
            .zip(&self.widths)
            .map(|(label, width)| wrapped(label, *width))
            .collect();
        let height = broken.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..height {
            let cells: Vec<String> = broken
                .iter()
                .map(|lines| {
                    let missing = height - lines.len();
                    at.checked_sub(missing).map(|at| lines[at].clone()).unwrap_or_default()
                })
                .collect();
            let line = self.aligned(&cells);
            self.line(&line)?;
        }
        self.rule()
    }

    fn rule(&mut self) -> Result<(), Fault> {
        let dashes: Vec<String> = self.widths.iter().map(|width| "\u{2500}".repeat(*width)).collect();
        self.line(&dashes.join(GAP))
    }

    fn print(&mut self, row: &Row) -> Result<(), Fault> {
        let mut cells: Vec<String> = row.cells.iter().map(|value| told(value, self.words)).collect();
        for (at, column) in self.columns.iter().enumerate() {
            if column.once && row.level != 0 && self.above.get(at) == row.cells.get(at) {
                cells[at].clear();
            }
        }
        self.above.clone_from(&row.cells);
        let line = self.aligned(&cells);
        self.line(&line)
    }

    fn aligned(&self, cells: &[String]) -> String {
        let mut line = String::new();
        for ((cell, width), column) in cells.iter().zip(&self.widths).zip(&self.columns) {
            let room = " ".repeat(width.saturating_sub(chars(cell)));
            let parts = if column.kind.is_number() {
                [room.as_str(), cell]
            } else {
                [cell, room.as_str()]
            };
            line.extend(parts);
            line.push_str(GAP);
        }
        line
    }

    fn facts(&self, head: &Head) -> Vec<(String, String)> {
        let words = self.words;
        let mut facts = vec![(
            words.t("report-fact-entity"),
            format!("{} {}", head.entity, head.entity_name),
        )];
        if let (Some(periods), Some(year)) = (head.periods, head.year) {
            facts.push((words.t("report-fact-periods"), periods.to_string()));
            facts.push((words.t("report-fact-year"), year.to_string()));
        }
        let said = |fact: &FilterFact| format!("{} {}={}", fact.name.text(words), fact.key, fact.pattern);
        facts.extend(
            head.filters
                .iter()
                .map(|fact| (words.t("report-fact-filter"), said(fact))),
        );
        for all in head.scope.iter().flatten() {
            let all: Vec<String> = all.iter().map(said).collect();
            facts.push((words.t("report-fact-scope"), all.join(", ")));
        }
        let asked = if head.as_of_asked {
            "report-fact-as-of"
        } else {
            "report-fact-seq-end"
        };
        facts.push((words.t(asked), head.seq.to_string()));
        let run = head.run_at.strftime("%Y-%m-%d %H:%M UTC").to_string();
        facts.push((words.t("report-fact-run"), format!("{run}, {}", head.user)));
        facts.push((words.t("report-fact-currency"), head.currency.clone()));
        facts.extend(
            head.facts
                .iter()
                .map(|(caption, value)| (caption.text(words), told(value, words))),
        );
        facts
    }
}

impl Sink for Text<'_> {
    fn head(&mut self, head: Head) -> Result<(), Fault> {
        let title = self.words.sentence(&head.title);
        self.line(&title)?;
        self.line("")?;
        let facts = self.facts(&head);
        let width = facts.iter().map(|(name, _)| chars(name)).max().unwrap_or(0);
        for (name, value) in facts {
            let room = " ".repeat(width - chars(&name));
            self.line(&format!("{name}{room}{GAP}{value}"))?;
        }
        self.columns = head.columns;
        self.line("")
    }

    fn row(&mut self, row: Row) -> Result<(), Fault> {
        let Some(waiting) = &mut self.waiting else {
            return self.print(&row);
        };
        waiting.push(row);
        if ROWS_MEASURED <= waiting.len() {
            self.begin(&[])
        } else {
            Ok(())
        }
    }

    fn tail(&mut self, tail: Tail) -> Result<(), Fault> {
        let totals: Vec<&Row> = tail.page_totals.iter().chain(&tail.totals).collect();
        self.begin(&totals)?;
        if !totals.is_empty() {
            self.rule()?;
        }
        for total in totals {
            debug_assert_eq!(total.kind, RowKind::Total, "only totals stand under the rows");
            self.print(total)?;
        }
        self.line("")?;
        for note in &tail.notes {
            let note = self.words.sentence(note);
            self.line(&note)?;
        }
        let badge = self.words.sentence(&tail.reconciles.sentence());
        self.line(&badge)?;
        if let Some(next) = &tail.next {
            let more = self
                .words
                .t_args("report-next-page", &[("after", next.to_string().into())]);
            self.line(&more)?;
        }
        Ok(())
    }
}

fn chars(text: &str) -> usize {
    text.chars().count()
}

/// A heading in lines no wider than its column, broken at spaces; a long word keeps a line alone.
fn wrapped(label: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in label.split(' ') {
        match lines.last_mut() {
            Some(line) if chars(line) + 1 + chars(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
