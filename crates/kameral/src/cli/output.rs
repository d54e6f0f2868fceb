//! Writing answers: text for people, CSV for spreadsheets, JSON for programs.

use std::io;
use std::path::Path;

use kameral_base::Ore;
use kameral_formats::csv_safe::would_run;
use kameral_store::{Former, write_whole};
use kameral_ui::Words;
use serde_json::Value;

use super::{Cli, Format};

/// A small table of an answer: keys for programs, headings for people.
pub struct Listing {
    /// Key and text key of each column.
    pub columns: Vec<(&'static str, &'static str)>,
    /// Cells, as they are shown.
    pub rows: Vec<Vec<String>>,
}

impl Listing {
    /// Prints it as the command line asks.
    pub fn print(&self, cli: &Cli, words: Words) {
        match cli.format {
            Format::Json => print_json(&Value::Array(self.rows.iter().map(|row| self.object(row)).collect())),
            Format::Csv => self.print_csv(),
            Format::Text => self.print_text(words),
        }
    }

    fn object(&self, row: &[String]) -> Value {
        let pairs = self
            .columns
            .iter()
            .zip(row)
            .map(|((key, _), cell)| ((*key).to_owned(), Value::from(cell.as_str())));
        Value::Object(pairs.collect())
    }

    fn print_csv(&self) {
        let keys: Vec<String> = self.columns.iter().map(|(key, _)| (*key).to_owned()).collect();
        println!("{}", csv_line(&keys));
        for row in &self.rows {
            println!("{}", csv_line(row));
        }
    }

    fn print_text(&self, words: Words) {
        let headings: Vec<String> = self.columns.iter().map(|(_, heading)| words.t(heading)).collect();
        let width = |at: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(at));
            cells
                .chain(headings.get(at))
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or(0)
        };
        let widths: Vec<usize> = (0..headings.len()).map(width).collect();
        for row in std::iter::once(&headings).chain(&self.rows) {
            let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
            println!("{}", cells.collect::<Vec<_>>().join("  ").trim_end());
        }
    }
}

/// A line of CSV that no spreadsheet runs as a formula.
fn csv_line(cells: &[String]) -> String {
    let safe = cells.iter().map(|cell| {
        // A number is a number, though it begins with a minus sign.
        let is_number = cell.parse::<i64>().is_ok() || Ore::parse(cell).is_ok();
        let cell = if would_run(cell) && !is_number {
            format!("'{cell}")
        } else {
            cell.clone()
        };
        if cell.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell
        }
    });
    safe.collect::<Vec<_>>().join(",")
}

/// Prints JSON for programs.
pub fn print_json(value: &Value) {
    println!("{value:#}");
}

/// Writes a new file that its owner alone may read.
pub fn write_own(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_whole(path, bytes, 0o600, Former::Stays)
}

/// Writes a file that somebody asked for, in the place of one that is there: whole or not at all.
pub fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_whole(path, bytes, 0o644, Former::Goes)
}
