//! One line of a SIE file, built field by field.

use std::fmt::Write as _;

use kameral_base::{Date, Ore, Period, Quantity};

use super::limits::{LINE_BYTES_MAX, OBJECTS_MAX};
use super::record::ObjectRef;
use super::transliterate;
use super::write_mistake::WriteMistake;
use crate::mistake::excerpt;

/// A line in the making. Texts stand in quotation marks, numbers do not.
#[derive(Debug, Default)]
pub(super) struct LineWriter {
    bytes: Vec<u8>,
    number: String,
    /// How many of `bytes` are needed: fields that are empty at the end of a line are left out.
    needed: usize,
}

impl LineWriter {
    /// Begins a line with a label.
    pub fn begin(&mut self, label: &str) {
        self.bytes.clear();
        self.bytes.extend_from_slice(label.as_bytes());
        self.needed = self.bytes.len();
    }

    /// The line, without its end.
    pub fn finish(&mut self) -> Result<&[u8], WriteMistake> {
        self.bytes.truncate(self.needed);
        if LINE_BYTES_MAX < self.bytes.len() {
            return Err(WriteMistake::TextTooLong {
                limit_bytes: LINE_BYTES_MAX,
            });
        }
        Ok(&self.bytes)
    }

    /// A text. One that ends in a backslash gets a blank after it, or the backslash would read as
    /// part of an escaped quotation mark; the standard has no way to escape it.
    pub fn text(&mut self, text: &str) -> Result<(), WriteMistake> {
        self.bytes.push(b' ');
        self.quoted(text)?;
        self.needed = self.bytes.len();
        Ok(())
    }

    /// A text that is left out at the end of a line when it is empty.
    pub fn optional_text(&mut self, text: Option<&str>) -> Result<(), WriteMistake> {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            return self.text(text);
        }
        self.skip();
        Ok(())
    }

    /// An empty field, kept only if another follows.
    fn skip(&mut self) {
        self.bytes.extend_from_slice(b" \"\"");
    }

    /// *Kontonummer*: digits.
    pub fn account(&mut self, account: &str) -> Result<(), WriteMistake> {
        if account.is_empty() || !account.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(WriteMistake::AccountNotDigits {
                value: excerpt(account),
            });
        }
        self.code(account);
        Ok(())
    }

    /// What needs no quotation marks.
    pub fn code(&mut self, code: &str) {
        self.bytes.push(b' ');
        self.bytes.extend_from_slice(code.as_bytes());
        self.needed = self.bytes.len();
    }

    /// A whole number.
    pub fn number(&mut self, number: i64) {
        self.formatted(format_args!("{number}"));
    }

    /// An amount with two decimals.
    pub fn amount(&mut self, amount: Ore) {
        let (sign, ore) = (if amount.is_negative() { "-" } else { "" }, amount.get().unsigned_abs());
        self.formatted(format_args!("{sign}{}.{:02}", ore / 100, ore % 100));
    }

    /// A date, `20260131`. Years before 0 do not occur in books.
    pub fn date(&mut self, date: Date) {
        self.formatted(format_args!(
            "{:04}{:02}{:02}",
            date.year().max(0),
            date.month(),
            date.day()
        ));
    }

    /// A date that is left out at the end of a line when there is none.
    pub fn optional_date(&mut self, date: Option<Date>) {
        match date {
            Some(date) => self.date(date),
            None => self.skip(),
        }
    }

    /// A calendar month, `202601`.
    pub fn period(&mut self, period: Period) {
        self.formatted(format_args!("{period}"));
    }

    /// A quantity that is left out at the end of a line when there is none.
    pub fn optional_quantity(&mut self, quantity: Option<Quantity>) {
        match quantity {
            Some(quantity) => self.code(&quantity.plain()),
            None => self.skip(),
        }
    }

    /// An object list.
    pub fn objects(&mut self, objects: &[ObjectRef<'_>]) -> Result<(), WriteMistake> {
        if OBJECTS_MAX < objects.len() {
            return Err(WriteMistake::ObjectsTooMany { limit: OBJECTS_MAX });
        }
        self.bytes.extend_from_slice(b" {");
        for (position, pair) in objects.iter().enumerate() {
            if 0 < position {
                self.bytes.push(b' ');
            }
            self.number.clear();
            let _ = write!(self.number, "{} ", pair.dimension);
            self.bytes.extend_from_slice(self.number.as_bytes());
            self.quoted(&pair.object)?;
        }
        self.bytes.push(b'}');
        self.needed = self.bytes.len();
        Ok(())
    }

    fn formatted(&mut self, number: std::fmt::Arguments<'_>) {
        self.number.clear();
        let _ = self.number.write_fmt(number);
        self.bytes.push(b' ');
        self.bytes.extend_from_slice(self.number.as_bytes());
        self.needed = self.bytes.len();
    }

    fn quoted(&mut self, text: &str) -> Result<(), WriteMistake> {
        self.bytes.push(b'"');
        let start = self.bytes.len();
        let refused = |character| WriteMistake::Unwritable {
            character,
            value: excerpt(text),
        };
        transliterate::append(text, &mut self.bytes).map_err(refused)?;
        if self.bytes[start..].contains(&b'"') {
            let text = self.bytes.split_off(start);
            for byte in text {
                if byte == b'"' {
                    self.bytes.push(b'\\');
                }
                self.bytes.push(byte);
            }
        }
        if self.bytes.ends_with(b"\\") {
            self.bytes.push(b' ');
        }
        self.bytes.push(b'"');
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_and_empty_ones_at_the_end_left_out() {
        let mut line = LineWriter::default();
        line.begin("#TRANS");
        line.account("1910").unwrap();
        line.objects(&[ObjectRef {
            dimension: 1,
            object: "a \"b\"".into(),
        }])
        .unwrap();
        line.amount(Ore::new(-5));
        line.optional_date(None);
        line.text("C:\\").unwrap();
        line.optional_quantity(None);
        line.optional_text(None).unwrap();
        assert_eq!(line.finish().unwrap(), br#"#TRANS 1910 {1 "a \"b\""} -0.05 "" "C:\ ""#);
        assert!(line.account("19x").is_err());
    }

    #[test]
    fn the_largest_amounts_can_be_written() {
        let mut line = LineWriter::default();
        line.begin("#IB");
        line.amount(Ore::MIN);
        line.amount(Ore::MAX);
        assert_eq!(
            line.finish().unwrap(),
            b"#IB -92233720368547758.08 92233720368547758.07"
        );
    }
}
