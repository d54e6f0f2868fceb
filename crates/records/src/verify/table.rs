//! Reading a table of a package, row by row.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use super::files::{Damage, DamageKind};
use crate::package::unhex;

/// A row with the line it begins on.
pub(super) struct Row {
    heading: std::rc::Rc<BTreeMap<String, usize>>,
    record: csv::StringRecord,
    pub line: u64,
}

/// The rows of a file.
pub(super) struct Rows {
    path: String,
    heading: std::rc::Rc<BTreeMap<String, usize>>,
    records: csv::StringRecordsIntoIter<BufReader<File>>,
}

impl Rows {
    /// Opens a file; none when it is not there, which the list of files has told.
    pub(super) fn open(folder: &Path, path: &str) -> Option<Self> {
        let file = File::open(folder.join(path)).ok()?;
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(BufReader::new(file));
        let heading = reader.headers().ok()?;
        let heading = heading.iter().enumerate().map(|(at, name)| (name.to_owned(), at));
        Some(Self {
            path: path.to_owned(),
            heading: std::rc::Rc::new(heading.collect()),
            records: reader.into_records(),
        })
    }
}

impl Iterator for Rows {
    type Item = Result<Row, Damage>;

    fn next(&mut self) -> Option<Self::Item> {
        let record = self.records.next()?;
        Some(match record {
            Ok(record) => Ok(Row {
                line: line_of(record.position()),
                heading: self.heading.clone(),
                record,
            }),
            Err(error) => {
                let line = line_of(error.position());
                Err(Damage::of(&self.path, DamageKind::Unreadable, "", error).at(line))
            }
        })
    }
}

impl Row {
    /// A cell's text; none when there is no value, or no such column.
    pub(super) fn text(&self, column: &str) -> Option<String> {
        let cell = self.record.get(*self.heading.get(column)?)?;
        if cell == "\\N" {
            return None;
        }
        Some(cell.strip_prefix('\\').unwrap_or(cell).to_owned())
    }

    /// A whole number.
    pub(super) fn int(&self, column: &str) -> Option<i64> {
        self.text(column)?.parse().ok()
    }

    /// Bytes.
    pub(super) fn bytes(&self, column: &str) -> Option<Vec<u8>> {
        unhex(&self.text(column)?)
    }
}

/// The line a record begins on. Records end with two signs, of which the reader leaves the last to the next
/// record: it counts one line less.
pub(crate) fn line_of(position: Option<&csv::Position>) -> u64 {
    position.map_or(0, |position| position.line() + 1)
}
