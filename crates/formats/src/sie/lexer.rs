//! One line cut into fields, by rules 5.6 to 5.8 of the standard.
//!
//! Fields are parted by blanks and tabs. A field may stand in quotation marks and must when it
//! holds a blank; `\"` is a quotation mark, and a backslash before anything else is a backslash.
//! Braces mean something only where a record has an object list, so the record asks for
//! [`Lexer::field`] or [`Lexer::objects`].

use std::borrow::Cow;

use super::limits::{FIELDS_MAX, OBJECTS_MAX};
use super::line_text::{LineText, Unreadable};
use super::mistake::Mistake;
use super::number;
use super::record::ObjectRef;
use crate::mistake::excerpt;

/// One field: where it stands between its quotation marks or blanks.
///
/// Small enough to be returned in registers; [`Lexer::bytes`] and [`Lexer::text`] give what it holds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    start: u32,
    end: u32,
    has_escape: bool,
}

impl Field {
    /// Whether nothing stands there.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// A cursor over the fields of a line.
#[derive(Debug)]
pub(super) struct Lexer<'a> {
    line: LineText<'a>,
    at: usize,
    fields: usize,
    /// The line ends in a backslash inside quotation marks, see [`Lexer::quoted`].
    pub ends_in_backslash: bool,
    /// A quotation mark without a backslash was taken as text, see [`Lexer::quoted`].
    pub has_quote_in_text: bool,
}

impl<'a> Lexer<'a> {
    pub fn new(line: LineText<'a>) -> Self {
        Self {
            line,
            at: 0,
            fields: 0,
            ends_in_backslash: false,
            has_quote_in_text: false,
        }
    }

    /// The bytes between the quotation marks or blanks.
    #[inline]
    pub fn bytes(&self, field: Field) -> &'a [u8] {
        &self.line.bytes[field.start as usize..field.end as usize]
    }

    /// The text of the field: borrowed where the file's own bytes are the text.
    #[inline]
    pub fn text(&self, field: Field) -> Cow<'a, str> {
        // Both ends stand beside an ASCII byte, so they never cut a character.
        match self
            .line
            .text
            .and_then(|text| text.get(field.start as usize..field.end as usize))
        {
            Some(text) if !field.has_escape => Cow::Borrowed(text),
            _ => self.decoded(field),
        }
    }

    fn decoded(&self, field: Field) -> Cow<'a, str> {
        let text = self.line.encoding.decode(self.bytes(field));
        if field.has_escape {
            Cow::Owned(text.replace("\\\"", "\""))
        } else {
            text
        }
    }

    /// What is left of the line.
    fn left(&self) -> &'a [u8] {
        self.line.bytes.get(self.at..).unwrap_or_default()
    }

    /// Moves to the next byte that is no blank and gives it.
    fn skip_blanks(&mut self) -> Option<u8> {
        let left = self.left();
        // One blank is the rule, so the first byte after it is looked at before any loop.
        let blanks = match left {
            [first, ..] if !is_blank(*first) => 0,
            [_, second, ..] if !is_blank(*second) => 1,
            _ => left.iter().position(|byte| !is_blank(*byte)).unwrap_or(left.len()),
        };
        self.at += blanks;
        left.get(blanks).copied()
    }

    /// The next field, or `None` at the end of the line.
    #[inline]
    pub fn field(&mut self) -> Result<Option<Field>, Unreadable> {
        let Some(first) = self.skip_blanks() else {
            return Ok(None);
        };
        self.fields += 1;
        if FIELDS_MAX < self.fields {
            return Err(Unreadable::TooManyFields);
        }
        if first == b'"' {
            self.quoted(false).map(Some)
        } else {
            self.bare(false).map(Some)
        }
    }

    /// An object list: `{dimension object dimension object}`, or `{}`.
    pub fn objects(&mut self) -> Result<Vec<ObjectRef<'a>>, Mistake> {
        if self.skip_blanks() != Some(b'{') {
            return Err(Unreadable::ObjectListMissing.into());
        }
        self.at += 1;
        let mut objects = Vec::new();
        while let Some(dimension) = self.listed()? {
            let Some(object) = self.listed()? else {
                return Err(Unreadable::ObjectListOdd.into());
            };
            if OBJECTS_MAX <= objects.len() {
                return Err(Unreadable::TooManyObjects.into());
            }
            let number = number::dimension(self.bytes(dimension));
            let malformed = || Mistake::DimensionMalformed {
                value: excerpt(&self.text(dimension)),
            };
            objects.push(ObjectRef {
                dimension: number.ok_or_else(malformed)?,
                object: self.text(object),
            });
        }
        Ok(objects)
    }

    /// Passes over the fields that are left, checking only that they can be told apart. Gives their
    /// number.
    pub fn rest(&mut self) -> Result<usize, Unreadable> {
        let before = self.fields;
        while self.field()?.is_some() {}
        Ok(self.fields - before)
    }

    /// The next field of an object list, or `None` past its closing brace.
    fn listed(&mut self) -> Result<Option<Field>, Unreadable> {
        match self.skip_blanks() {
            None => Err(Unreadable::ObjectListNotClosed),
            Some(b'}') => {
                self.at += 1;
                Ok(None)
            }
            Some(b'"') => self.quoted(true).map(Some),
            Some(_) => self.bare(true).map(Some),
        }
    }

    /// A field in quotation marks; the cursor is on the first.
    ///
    /// A text that ends in a backslash cannot be told from an escaped quotation mark until the line
    /// ends: in `#FNR "C:\books\"` the last mark closes the field. That reading is taken only when
    /// there is no other, and the line is told of in a warning.
    ///
    /// Programs also write quotation marks in a text without a backslash: `"Foo "bar" baz"`. A mark
    /// closes the field only where a blank or the end of the line follows, and never where the next
    /// mark of the line could not open a field. Other marks are text, and told of in a warning. Where
    /// the field might as well have ended at one of them, it must be the last of its line, so that no
    /// field after it can be taken for another; else the line is refused.
    fn quoted(&mut self, in_list: bool) -> Result<Field, Unreadable> {
        let start = self.at + 1;
        let bytes = self.line.bytes;
        let (mut has_escape, mut must_be_last) = (false, false);
        let mut end = start;
        loop {
            let left = &bytes[end..];
            match left.iter().position(|byte| *byte == b'"') {
                // The opening mark stands before `start`, so the byte before is the field's own.
                Some(mark) if start < end + mark && bytes[end + mark - 1] == b'\\' => {
                    has_escape = true;
                    end += mark + 1;
                }
                Some(mark) => {
                    end += mark;
                    let after = bytes.get(end + 1).copied();
                    let may_close = after.is_none_or(|after| is_blank(after) || (in_list && after == b'}'));
                    if may_close && self.may_open_next(end + 1) {
                        break;
                    }
                    must_be_last |= may_close || (start < end && is_blank(bytes[end - 1]));
                    self.has_quote_in_text = true;
                    end += 1;
                }
                None if has_escape && bytes.trim_ascii_end().ends_with(b"\\\"") => {
                    self.ends_in_backslash = true;
                    end = bytes.trim_ascii_end().len() - 1;
                    break;
                }
                None => return Err(Unreadable::QuoteNotClosed),
            }
        }
        self.at = end + 1;
        if must_be_last && !self.left().iter().copied().all(is_blank) {
            return Err(Unreadable::StrayQuote);
        }
        if self.line.has_tab && bytes[start..end].contains(&b'\t') {
            return Err(Unreadable::ControlCharacter);
        }
        Ok(field(start, end, has_escape))
    }

    /// Whether the first mark of the line from `from` on could open a field, or there is none: it
    /// stands after a blank or a brace. Marks with a backslash before them are text.
    fn may_open_next(&self, from: usize) -> bool {
        let bytes = self.line.bytes;
        let mut marks = memchr::memchr_iter(b'"', &bytes[from..]).map(|mark| bytes[from + mark - 1]);
        let before = marks.find(|before| *before != b'\\');
        before.is_none_or(|before| is_blank(before) || matches!(before, b'{' | b'}'))
    }

    /// A field without quotation marks; the cursor is on its first byte.
    ///
    /// A mark inside it is text, with a warning; one at its end closes something that was never
    /// opened, and is refused.
    fn bare(&mut self, in_list: bool) -> Result<Field, Unreadable> {
        let left = self.left();
        let (mut end, mut has_quote) = (0, false);
        for &byte in left {
            if is_blank(byte) || (in_list && byte == b'}') {
                break;
            }
            has_quote |= byte == b'"';
            end += 1;
        }
        if has_quote && has_bare_quote(&left[..end]) {
            let is_escaped = left[..end].ends_with(b"\\\"");
            if left[..end].ends_with(b"\"") && !is_escaped {
                return Err(Unreadable::StrayQuote);
            }
            self.has_quote_in_text = true;
        }
        let start = self.at;
        self.at += end;
        Ok(field(start, self.at, has_quote))
    }
}

/// A field of a line, which is far shorter than 4 GB.
fn field(start: usize, end: usize, has_escape: bool) -> Field {
    let small = |position| u32::try_from(position).unwrap_or(u32::MAX);
    Field {
        start: small(start),
        end: small(end),
        has_escape,
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// Whether a quotation mark stands there without a backslash before it.
fn has_bare_quote(field: &[u8]) -> bool {
    let before = std::iter::once(&0).chain(field);
    before
        .zip(field)
        .any(|(before, byte)| *byte == b'"' && *before != b'\\')
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use kameral_base::Refusal;

    use super::super::encoding::Encoding;
    use super::*;

    fn fields(line: &[u8]) -> String {
        let text = match LineText::new(line, Encoding::Cp437) {
            Ok(text) => text,
            Err(unreadable) => return Mistake::from(unreadable).name().into(),
        };
        let mut lexer = Lexer::new(text);
        let mut found = Vec::new();
        loop {
            match lexer.field() {
                Ok(Some(field)) => found.push(format!("[{}]", lexer.text(field))),
                Ok(None) => break,
                Err(unreadable) => {
                    found.push(Mistake::from(unreadable).name().into());
                    break;
                }
            }
        }
        found.join("")
    }

    fn check(lines: &[&[u8]], expected: Expect) {
        let found: Vec<String> = lines.iter().map(|line| fields(line)).collect();
        expected.assert_eq(&found.join("\n"));
    }

    #[test]
    fn fields_are_parted_by_blanks_and_held_by_quotes() {
        check(
            &[
                b"#KONTO 1915 \"Kassa \\\"special\\\"\"",
                b"  #FNR\t\tKalles  ",
                b"\"\" \" \" x\\y \"a\\b\" a\\\"b",
                b"F\x94rs\x84ljning",
                b"#FNR \"C:\\books\\\"",
                b"#FNR \"C:\\\\books\" 1",
                b"{} {a b}",
            ],
            expect![[r#"
                [#KONTO][1915][Kassa "special"]
                [#FNR][Kalles]
                [][ ][x\y][a\b][a"b]
                [Försäljning]
                [#FNR][C:\books\]
                [#FNR][C:\\books][1]
                [{}][{a][b}]"#]],
        );
    }

    #[test]
    fn bare_quotation_marks_are_text_where_nothing_else_is_possible() {
        check(
            &[
                b"\"F\"rskott till Lind\" Park\"",
                b"\"Hyra f\"r \"vr kontor\"",
                b"\"Foo \"bar\" baz\"  ",
                b"\"f\"r\" \"eva\" 1",
                b"Leverant\"rsskulder",
                b"\"a\\\"b\" c\\\"d \"e\"",
            ],
            expect![[r#"
                [F"rskott till Lind" Park]
                [Hyra f"r "vr kontor]
                [Foo "bar" baz]
                [f"r][eva][1]
                [Leverant"rsskulder]
                [a"b][c"d][e]"#]],
        );
    }

    #[test]
    fn what_cannot_be_told_apart_is_refused() {
        check(
            &[
                b"\"abc",
                b"\"F\"rskott",
                b"\"Foo \"bar\" baz\" 1",
                b"\"A\" 1\" 20260115",
                b"Lind\" Park\"",
                b"a\x07b",
                b"\"a\tb\"",
                b"\x7f",
                b"\"\\\"",
            ],
            expect![[r"
                sie_quote_not_closed
                sie_quote_not_closed
                sie_stray_quote
                sie_stray_quote
                sie_stray_quote
                sie_control_character
                sie_control_character
                sie_control_character
                [\]"]],
        );
        assert!(fields(&b"x ".repeat(FIELDS_MAX + 1)).ends_with("sie_too_many_fields"));
    }

    fn objects(line: &[u8]) -> String {
        let mut lexer = Lexer::new(LineText::new(line, Encoding::Cp437).unwrap());
        match lexer.objects() {
            Ok(list) => {
                let list: Vec<_> = list
                    .iter()
                    .map(|pair| format!("{}={}", pair.dimension, pair.object))
                    .collect();
                let after = lexer.field().unwrap().map(|field| lexer.text(field).into_owned());
                format!("{} then {}", list.join(" "), after.unwrap_or_default())
            }
            Err(mistake) => mistake.name().into(),
        }
    }

    #[test]
    fn object_lists_hold_pairs() {
        assert_eq!(objects(b" {} 1"), " then 1");
        assert_eq!(objects(b"{ }-1"), " then -1");
        assert_eq!(objects(b"{1 1} 2"), "1=1 then 2");
        assert_eq!(objects(b"{\"1\" \"456\" \"7\" \"4 7\"} 2"), "1=456 7=4 7 then 2");
        assert_eq!(objects(b"100.00"), "sie_object_list_missing");
        assert_eq!(objects(b"{1 1"), "sie_object_list_not_closed");
        assert_eq!(objects(b"{1}"), "sie_object_list_odd");
        assert_eq!(objects(b"{x 1}"), "sie_dimension_malformed");
        assert_eq!(
            objects(&[b"{".as_slice(), &b"1 1 ".repeat(OBJECTS_MAX + 1)].concat()),
            "sie_too_many_objects"
        );
    }
}
