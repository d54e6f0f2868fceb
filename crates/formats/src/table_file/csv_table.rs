//! A table in CSV: comma, semicolon or tab, whichever its first line has most of.

use std::borrow::Cow;

use super::mistake::{LineMistake, Mistake};
use super::table::{Builder, Charset, Table, Wanted};
use crate::delimited;

/// Reads a CSV file that is within the limit of size.
pub(super) fn read(file: &[u8], wanted: &Wanted<'_>) -> Result<Table, Vec<LineMistake>> {
    let mut builder = Builder::new(wanted);
    let decoded = match wanted.charset {
        Charset::Utf8 => Cow::Borrowed(file),
        // No text in Windows-1252 with a letter beyond ASCII is UTF-8 by chance.
        Charset::Windows1252 if !file.is_ascii() && std::str::from_utf8(file).is_ok() => {
            builder.stop(0, Mistake::IsUtf8);
            return builder.finish(None);
        }
        Charset::Windows1252 => match encoding_rs::WINDOWS_1252.decode_without_bom_handling(file).0 {
            Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
            Cow::Owned(text) => Cow::Owned(text.into_bytes()),
        },
    };
    let file = &*decoded;
    let separator = wanted.separator.unwrap_or_else(|| delimited::separator(file, b"\t;,"));
    let mut rows = delimited::builder(separator).from_reader(file);
    let mut record = csv::ByteRecord::new();
    // A file in memory can always be read, and rows of any width are asked for.
    while !builder.is_full && rows.read_byte_record(&mut record).unwrap_or(false) {
        let read = usize::try_from(rows.position().byte())
            .unwrap_or(file.len())
            .min(file.len());
        let line = delimited::line_of(
            &record,
            rows.position(),
            file[..read].ends_with(
                b"
",
            ),
        );
        let mut fields = Vec::with_capacity(record.len().min(super::COLUMNS_MAX + 1));
        // One field above the limit is enough to refuse the row.
        for field in record.iter().take(super::COLUMNS_MAX + 1) {
            let Ok(text) = std::str::from_utf8(field) else {
                builder.stop(line, Mistake::NotUtf8);
                break;
            };
            fields.push(text.trim().to_owned());
        }
        builder.row(line, fields);
    }
    builder.finish(None)
}
