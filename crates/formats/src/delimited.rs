//! What the readers of CSV share: the separator, and the line a row begins on.
//!
//! Rows end at a line feed; a carriage return before it is then the last character of the last
//! field, and falls away with the blanks around fields. So the line of a row can be reckoned from
//! where it ends, whatever blank lines the `csv` crate passed over before it.

use csv::{ByteRecord, Position, ReaderBuilder, Terminator};

/// How both readers of CSV cut rows.
pub(crate) fn builder(separator: u8) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder
        .delimiter(separator)
        .terminator(Terminator::Any(b'\n'))
        .flexible(true)
        .has_headers(false);
    builder
}

/// The separator of those given that the first line has most of; the last of them where it has none.
pub(crate) fn separator(file: &[u8], of: &[u8]) -> u8 {
    let first_line = file.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |separator: &u8| memchr::memchr_iter(*separator, first_line).count();
    of.iter().copied().max_by_key(count).unwrap_or(b',')
}

/// The line a row begins on, given where the reader stands after it and whether the last byte it
/// has read is a line feed.
pub(crate) fn line_of(row: &ByteRecord, after: &Position, ended_by_line_feed: bool) -> u32 {
    let inside = memchr::memchr_iter(b'\n', row.as_slice()).count();
    let back = u64::from(ended_by_line_feed) + inside as u64;
    u32::try_from(after.line().saturating_sub(back)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_the_one_there_is_most_of() {
        assert_eq!(separator(b"a;b;c,d\n,,,,", b"\t;,"), b';');
        assert_eq!(separator(b"a\tb", b"\t;,"), b'\t');
        assert_eq!(separator(b"a,b;c", b";,"), b',');
        assert_eq!(separator(b"", b";,"), b',');
    }

    #[test]
    fn rows_have_the_line_they_begin_on() {
        for (file, expected) in [
            ("a,b\nc\n\n\nd\n", vec![1, 2, 5]),
            ("a,b\r\nc\r\n\r\nd", vec![1, 2, 3, 4]),
            ("\"a\nb\",c\r\n\"d\r\n\r\n\"\r\ne", vec![1, 3, 6]),
            ("\u{feff}\n\na\n", vec![3]),
        ] {
            let bytes = file.as_bytes();
            let mut rows = builder(b',').from_reader(bytes);
            let mut row = ByteRecord::new();
            let mut lines = Vec::new();
            while rows.read_byte_record(&mut row).unwrap() {
                let at = usize::try_from(rows.position().byte()).unwrap();
                lines.push(line_of(&row, rows.position(), bytes[at - 1] == b'\n'));
            }
            assert_eq!(lines, expected, "{file:?}");
        }
    }
}
