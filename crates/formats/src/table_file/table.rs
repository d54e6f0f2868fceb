//! The table itself, and how it is put together row by row.

use std::borrow::Cow;

use super::mistake::{LineMistake, Mistake};
use super::{CELL_CHARS_MAX, CELLS_MAX, COLUMNS_MAX, HEADER_ROWS_MAX, ROWS_MAX};
use crate::mistake::{Mistakes, excerpt};

/// What the caller looks for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// The sheet of a spreadsheet; the first when `None`.
    pub sheet: Option<&'a str>,
    /// Columns the header must have, in any order and case. Rows above the first row that has them
    /// all are titles. Empty: the first row with anything in it is the header.
    pub columns: &'a [&'a str],
    /// A table without a header: how many columns are wanted of it, those to the right left unread. Its
    /// columns have no names.
    pub headless: Option<usize>,
    /// The separator of a CSV file; the one its first line has most of when `None`.
    pub separator: Option<u8>,
    /// How the text of a CSV file is written; a spreadsheet says so itself.
    pub charset: Charset,
}

/// *Teckenuppsättning* of a CSV file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Charset {
    /// UTF-8, with or without a mark.
    #[default]
    Utf8,
    /// Windows-1252, which ISO 8859-1 is a part of.
    Windows1252,
}

/// A header and rows of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The sheet it was read from; `None` for CSV.
    pub sheet: Option<String>,
    /// The row the header stands on, from 1; 0 for a table without one.
    pub header_line: u32,
    /// The names of the columns, blanks around them removed. A column without a name has an empty one.
    pub header: Vec<String>,
    /// The rows below the header that have anything in them.
    pub rows: Vec<TableRow>,
}

impl Table {
    /// Where the column of that name stands, in any case.
    pub fn column(&self, name: &str) -> Option<usize> {
        let name = name.to_lowercase();
        self.header.iter().position(|column| column.to_lowercase() == name)
    }
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// The row in the sheet or the line of the file, from 1.
    pub line: u32,
    /// As many fields as the header has columns, blanks around them removed.
    pub fields: Vec<String>,
}

/// A table in the making.
#[derive(Debug)]
pub(super) struct Builder<'a> {
    wanted: &'a Wanted<'a>,
    header: Option<(u32, Vec<String>)>,
    rows: Vec<TableRow>,
    pub mistakes: Mistakes<Mistake>,
    /// Nothing more is taken: the file is too large, or the header is nowhere.
    pub is_full: bool,
}

impl<'a> Builder<'a> {
    pub fn new(wanted: &'a Wanted<'a>) -> Self {
        Self {
            wanted,
            header: wanted.headless.map(|columns| (0, vec![String::new(); columns])),
            rows: Vec::new(),
            mistakes: Mistakes::default(),
            is_full: false,
        }
    }

    /// Takes the next row.
    pub fn row(&mut self, line: u32, mut fields: Vec<String>) {
        while fields.last().is_some_and(String::is_empty) {
            fields.pop();
        }
        if fields.is_empty() || self.is_full {
            return;
        }
        if COLUMNS_MAX < fields.len() {
            return self.stop(line, Mistake::TooManyColumns { limit: COLUMNS_MAX });
        }
        if let Some(column) = fields
            .iter()
            .position(|field| CELL_CHARS_MAX < field.len() && CELL_CHARS_MAX < field.chars().count())
        {
            self.refuse(line, column, Mistake::TextTooLong { limit: CELL_CHARS_MAX });
        }
        match &self.header {
            None => self.maybe_header(line, fields),
            Some(_) if ROWS_MAX <= self.rows.len() + 1 => {
                self.stop(line, Mistake::TooManyRows { limit: ROWS_MAX });
            }
            Some((_, header)) => {
                let columns = header.len();
                if self.wanted.headless.is_some() {
                    fields.truncate(columns);
                }
                if let Some(value) = fields
                    .get(columns..)
                    .and_then(|beyond| beyond.iter().find(|field| !field.is_empty()))
                {
                    let value = excerpt(value);
                    self.mistakes.push(line, None, Mistake::FieldBeyondHeader { value });
                }
                if CELLS_MAX < columns.saturating_mul(self.rows.len() + 1) {
                    return self.stop(line, Mistake::TooManyCells { limit: CELLS_MAX });
                }
                fields.resize(columns, String::new());
                self.rows.push(TableRow { line, fields });
            }
        }
    }

    /// Takes a row for the header if it has the columns that are wanted.
    fn maybe_header(&mut self, line: u32, fields: Vec<String>) {
        let has = |wanted: &&str| fields.iter().any(|field| field.to_lowercase() == wanted.to_lowercase());
        if !self.wanted.columns.iter().all(has) {
            if HEADER_ROWS_MAX <= line {
                self.is_full = true;
            }
            return;
        }
        for (place, name) in fields.iter().enumerate() {
            let is_repeated = !name.is_empty() && fields[..place].iter().any(|before| before == name);
            if is_repeated {
                let column = excerpt(name);
                self.refuse(line, place, Mistake::ColumnRepeated { column });
            }
        }
        self.header = Some((line, fields));
    }

    /// Notes a mistake in a cell. The field is the column's name, or its letters as in a sheet.
    pub fn refuse(&mut self, line: u32, column: usize, mistake: Mistake) {
        let name = self
            .header
            .as_ref()
            .and_then(|(_, header)| header.get(column))
            .filter(|name| !name.is_empty());
        let field = name.map_or_else(|| letters(column), |name| excerpt(name));
        self.mistakes.add(LineMistake {
            line,
            field: Some(Cow::Owned(field)),
            mistake,
        });
    }

    /// Notes a mistake that ends the reading.
    pub fn stop(&mut self, line: u32, mistake: Mistake) {
        self.is_full = true;
        self.mistakes.push(line, None, mistake);
    }

    /// The table, or everything that is wrong with it.
    pub fn finish(mut self, sheet: Option<String>) -> Result<Table, Vec<LineMistake>> {
        let is_bare = self.wanted.headless.is_some() && self.rows.is_empty();
        if (self.header.is_none() || is_bare) && !self.mistakes.has_errors() {
            let mistake = if self.wanted.columns.is_empty() {
                Mistake::Empty
            } else {
                Mistake::HeaderMissing {
                    columns: self.wanted.columns.join(", "),
                }
            };
            self.mistakes.push(0, None, mistake);
        }
        let (errors, _) = self.mistakes.finish(|count, _| Mistake::ErrorsLeftOut { count });
        match self.header {
            Some((header_line, header)) if errors.is_empty() => Ok(Table {
                sheet,
                header_line,
                header,
                rows: self.rows,
            }),
            _ => Err(errors),
        }
    }
}

/// What a sheet calls a column: A to Z, AA and so on. `column` is below [`COLUMNS_MAX`].
fn letters(column: usize) -> String {
    let letter = |number: usize| char::from(b'A' + u8::try_from(number % 26).unwrap_or(0));
    match column / 26 {
        0 => letter(column).to_string(),
        first => [letter(first - 1), letter(column)].iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_a_sheet() {
        assert_eq!(
            [0, 25, 26, 51, 52, 255].map(letters),
            ["A", "Z", "AA", "AZ", "BA", "IV"]
        );
    }
}
