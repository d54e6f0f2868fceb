//! Rows as delimited text: RFC 4180, UTF-8, a heading first.
//!
//! No value is `\N`; a text that begins with `\` has one more in front. Bytes are hexadecimal; those
//! that are many lie in a file of their own, named by their hash, and the cell says `file:` and it.

use std::io::Write;

use kameral_store::catalogue::{ColumnKind, Plain};
use kameral_store::{Fault, FaultKind};

/// Bytes from which a value is a file of its own.
pub const LARGE_BYTES_MIN: usize = 512;

/// No value.
const NONE: &str = "\\N";
/// What stands before the hash of a value that is a file.
const IN_FILE: &str = "file:";

/// Writes rows.
pub struct Cells<W: Write>(csv::Writer<W>);

impl<W: Write> Cells<W> {
    /// Begins with the heading.
    pub fn begin(out: W, heading: &[&str]) -> Result<Self, Fault> {
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .flexible(true)
            .from_writer(out);
        writer.write_record(heading).map_err(not_written)?;
        Ok(Self(writer))
    }

    /// The next row.
    pub fn row(&mut self, cells: &[String]) -> Result<(), Fault> {
        self.0.write_record(cells).map_err(not_written)
    }

    /// What was written to.
    pub fn end(self) -> Result<W, Fault> {
        self.0
            .into_inner()
            .map_err(|error| Fault::new(FaultKind::Disk, error.to_string()))
    }
}

fn not_written(error: csv::Error) -> Fault {
    Fault::new(FaultKind::Disk, format!("a row cannot be written: {error}"))
}

/// A value as a cell; `file` is the hash under which its bytes lie, when they are many.
pub fn cell(value: &Plain, file: Option<&str>) -> String {
    match (value, file) {
        (_, Some(sha256)) => format!("{IN_FILE}{sha256}"),
        (Plain::Null, None) => NONE.to_owned(),
        (Plain::Text(text), None) if text.starts_with('\\') => format!("\\{text}"),
        (value, None) => value.told(),
    }
}

/// A cell as a value of a column; `open` finds the bytes of a value that is a file.
pub fn read_cell(
    cell: &str,
    kind: ColumnKind,
    open: &mut dyn FnMut(&str) -> Result<Vec<u8>, Fault>,
) -> Result<Option<Plain>, Fault> {
    if cell == NONE {
        return Ok(Some(Plain::Null));
    }
    Ok(match kind {
        ColumnKind::Int | ColumnKind::Bool => cell.parse().ok().map(Plain::Int),
        ColumnKind::Bytes => match cell.strip_prefix(IN_FILE) {
            Some(sha256) => Some(Plain::Bytes(open(sha256)?)),
            None => unhex(cell).map(Plain::Bytes),
        },
        ColumnKind::Text | ColumnKind::Date | ColumnKind::Json => {
            let text = cell.strip_prefix('\\').unwrap_or(cell);
            Some(Plain::Text(text.to_owned()))
        }
    })
}

/// Bytes of their hexadecimal digits.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> = text.chars().map(|digit| digit.to_digit(16)).collect();
    let digits = digits.filter(|digits| digits.len().is_multiple_of(2))?;
    let bytes = digits.chunks_exact(2);
    Some(
        bytes
            .filter_map(|pair| u8::try_from(pair[0] << 4 | pair[1]).ok())
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(cell: &str, kind: ColumnKind) -> Option<Plain> {
        read_cell(cell, kind, &mut |_| unreachable!("no value is a file")).expect("no fault")
    }

    proptest! {
        /// Whatever a text is, it is read back as it was, and is no other value.
        #[test]
        fn a_text_comes_back(text in "\\PC{0,12}|\\\\N?.{0,3}") {
            let written = cell(&Plain::Text(text.clone()), None);
            prop_assert_eq!(read(&written, ColumnKind::Text), Some(Plain::Text(text)));
        }

        #[test]
        fn bytes_and_numbers_come_back(bytes in proptest::collection::vec(any::<u8>(), 0..9), number: i64) {
            let written = cell(&Plain::Bytes(bytes.clone()), None);
            prop_assert_eq!(read(&written, ColumnKind::Bytes), Some(Plain::Bytes(bytes)));
            let written = cell(&Plain::Int(number), None);
            prop_assert_eq!(read(&written, ColumnKind::Int), Some(Plain::Int(number)));
        }
    }

    #[test]
    fn no_value_is_not_an_empty_text() {
        assert_eq!(cell(&Plain::Null, None), "\\N");
        assert_eq!(cell(&Plain::Text("\\N".to_owned()), None), "\\\\N");
        assert_eq!(read("\\N", ColumnKind::Text), Some(Plain::Null));
        assert_eq!(read("", ColumnKind::Text), Some(Plain::Text(String::new())));
        assert_eq!(read("x", ColumnKind::Int), None);
    }
}
