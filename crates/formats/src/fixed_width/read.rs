//! Bytes into records, every mistake with its line and field.
//!
//! What is read may have either line end, and its values may stand on either side of their fields:
//! receivers are allowed as much. A last line without a line end is read too; a file that was cut
//! off is told by the length of its last record.

use kameral_base::Ore;

use super::layout::{Field, Layout, Part};
use super::{FILE_BYTES_MAX, LineMistake, Mistake};
use crate::mistake::{Mistakes, excerpt};

/// Every record, or everything that is wrong with the file. `parse` is handed the line, the values
/// by field and a place for mistakes, and answers with the record when it can make one.
pub(crate) fn read<P: Part, R>(
    layout: &Layout<P>,
    file: &[u8],
    mut parse: impl FnMut(u32, &dyn Fn(P) -> String, &mut dyn FnMut(Option<P>, Mistake)) -> Option<R>,
) -> Result<Vec<R>, Vec<LineMistake>> {
    let mut mistakes = Mistakes::default();
    let mut records = Vec::new();
    if FILE_BYTES_MAX < file.len() {
        let limit_bytes = FILE_BYTES_MAX;
        mistakes.push(0, None, Mistake::FileTooLarge { limit_bytes });
    } else {
        for (line, bytes) in (1_u32..).zip(lines(file)) {
            match cut(layout, bytes) {
                Ok(values) => {
                    let value = |part| {
                        let found = values.iter().find(|(field, _)| field.part == part);
                        found.map(|(_, value)| value.clone()).unwrap_or_default()
                    };
                    let mut tell = |part: Option<P>, mistake| mistakes.push(line, part.map(Part::name), mistake);
                    records.extend(parse(line, &value, &mut tell));
                }
                Err((part, mistake)) => mistakes.push(line, part.map(Part::name), mistake),
            }
        }
    }
    if !mistakes.has_errors() {
        return Ok(records);
    }
    Err(mistakes.finish(|count, _| Mistake::ErrorsLeftOut { count }).0)
}

/// Lines without their ends. What follows the last line end is a line only if there is something.
fn lines(file: &[u8]) -> impl Iterator<Item = &[u8]> {
    let whole = file.strip_suffix(b"\n").unwrap_or(file);
    let none = file.is_empty();
    whole
        .split(|byte| *byte == b'\n')
        .map(|line| line.strip_suffix(b"\r").unwrap_or(line))
        .take_while(move |_| !none)
}

type Cut<'a, P> = Vec<(&'a Field<P>, String)>;

fn cut<'a, P: Part>(layout: &'a Layout<P>, bytes: &[u8]) -> Result<Cut<'a, P>, (Option<P>, Mistake)> {
    let charset = || layout.charset.code().to_owned();
    let text = layout
        .charset
        .decode(bytes)
        .ok_or_else(|| (None, Mistake::NotCharset { charset: charset() }))?;
    let (length, expected) = (text.chars().count(), layout.record_chars());
    if length != expected {
        return Err((None, Mistake::RecordLength { length, expected }));
    }
    let mut rest = text.chars();
    let mut values = Vec::with_capacity(layout.fields.len());
    for field in &layout.fields {
        let value: String = rest.by_ref().take(field.chars).collect();
        if !value.chars().all(|character| layout.charset.holds(character)) {
            let value = excerpt(&value.replace(char::is_control, "?"));
            let charset = charset();
            return Err((Some(field.part), Mistake::Character { value, charset }));
        }
        let filling = |character: char| character == field.pad || character == ' ';
        values.push((field, value.trim_matches(filling).to_owned()));
    }
    Ok(values)
}

/// An amount in öre as both formats have it: digits, a minus before them or none, no zeros to fill.
pub(crate) fn amount(value: &str) -> Result<Ore, Mistake> {
    let digits = value.strip_prefix('-').unwrap_or(value);
    let malformed = || Mistake::AmountMalformed { value: excerpt(value) };
    if digits.is_empty() {
        return Err(if value.is_empty() {
            Mistake::ValueMissing
        } else {
            malformed()
        });
    }
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(malformed());
    }
    if digits.starts_with('0') && value != "0" {
        return Err(Mistake::ZeroPadded { value: excerpt(value) });
    }
    value.parse().map(Ore::new).map_err(|_| malformed())
}
