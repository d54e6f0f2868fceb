//! CSV that no spreadsheet runs as a formula.
//!
//! Fields by RFC 4180: quotation marks doubled, rows ended by CRLF. Every text stands in quotation
//! marks, so that a program that takes another separator for granted cannot cut a formula out of
//! the middle of one. A text that begins with `=`, `+`, `-`, `@`, their full-width forms, a tab, a
//! line break or NUL, with or without blanks before it, gets a leading apostrophe (OWASP ASVS 5.0,
//! 1.2.10). Numbers and dates are written as such by methods of their own and get none: a negative
//! amount stays a number.
//!
//! ```
//! use kameral_base::Ore;
//! use kameral_formats::csv_safe::{Style, Writer};
//!
//! let mut csv = Writer::new(Vec::new(), Style::Swedish);
//! csv.text("=1+1");
//! csv.amount(Ore::new(-12_50));
//! csv.end_row()?;
//! assert_eq!(csv.finish()?, b"\xef\xbb\xbf\"'=1+1\";-12,50\r\n");
//! # Ok::<(), std::io::Error>(())
//! ```

use std::io::{self, Write};

use kameral_base::{Date, Ore, Period, Quantity};

/// Who shall read the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Programs: comma between fields, decimal point, no byte order mark.
    Machine,
    /// Spreadsheets in Swedish: semicolon between fields, decimal comma, and a byte order mark,
    /// without which they take the file for Windows-1252.
    Swedish,
}

impl Style {
    fn separator(self) -> u8 {
        match self {
            Self::Machine => b',',
            Self::Swedish => b';',
        }
    }
}

/// Writes a CSV file field by field, in constant memory.
#[derive(Debug)]
pub struct Writer<W> {
    output: W,
    style: Style,
    /// The row so far.
    row: Vec<u8>,
    has_field: bool,
    has_begun: bool,
}

impl<W: Write> Writer<W> {
    /// A writer of an empty file. Wrap a file in a [`BufWriter`](std::io::BufWriter).
    pub fn new(output: W, style: Style) -> Self {
        Self {
            output,
            style,
            row: Vec::new(),
            has_field: false,
            has_begun: false,
        }
    }

    /// A text, whatever it holds. One that a spreadsheet would run gets a leading apostrophe.
    pub fn text(&mut self, text: &str) {
        self.begin_field();
        self.row.push(b'"');
        if would_run(text) {
            self.row.push(b'\'');
        }
        for part in text.split_inclusive('"') {
            self.row.extend_from_slice(part.as_bytes());
            if part.ends_with('"') {
                self.row.push(b'"');
            }
        }
        self.row.push(b'"');
    }

    /// An amount in kronor with two decimals.
    pub fn amount(&mut self, amount: Ore) {
        self.number(&amount.plain());
    }

    /// A quantity with the decimals it needs.
    pub fn quantity(&mut self, quantity: Quantity) {
        self.number(&quantity.plain());
    }

    /// A whole number.
    pub fn integer(&mut self, number: i64) {
        self.number(&number.to_string());
    }

    /// A date, `2026-03-15`.
    pub fn date(&mut self, date: Date) {
        self.number(&date.to_string());
    }

    /// A period, `202603`.
    pub fn period(&mut self, period: Period) {
        self.number(&period.to_string());
    }

    /// A field with nothing in it.
    pub fn empty(&mut self) {
        self.begin_field();
    }

    /// Ends the row.
    pub fn end_row(&mut self) -> io::Result<()> {
        if !self.has_begun && self.style == Style::Swedish {
            self.output.write_all("\u{feff}".as_bytes())?;
        }
        self.has_begun = true;
        self.row.extend_from_slice(b"\r\n");
        self.output.write_all(&self.row)?;
        self.row.clear();
        self.has_field = false;
        Ok(())
    }

    /// Ends the file, and its last row if that has a field, and gives back what it was written to.
    pub fn finish(mut self) -> io::Result<W> {
        if self.has_field {
            self.end_row()?;
        }
        self.output.flush()?;
        Ok(self.output)
    }

    /// What our own types have written: digits, signs and one decimal point.
    fn number(&mut self, plain: &str) {
        self.begin_field();
        let decimal = if self.style == Style::Swedish { b',' } else { b'.' };
        self.row
            .extend(plain.bytes().map(|byte| if byte == b'.' { decimal } else { byte }));
    }

    fn begin_field(&mut self) {
        if self.has_field {
            self.row.push(self.style.separator());
        }
        self.has_field = true;
    }
}

/// Whether a spreadsheet would take the text for a formula or a command.
pub fn would_run(text: &str) -> bool {
    let begins = |text: &str| text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠']);
    begins(text) || begins(text.trim_start())
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use proptest::prelude::*;

    use super::*;

    fn written(style: Style, fill: impl Fn(&mut Writer<Vec<u8>>) -> io::Result<()>) -> String {
        let mut writer = Writer::new(Vec::new(), style);
        fill(&mut writer).unwrap();
        String::from_utf8(writer.finish().unwrap()).unwrap()
    }

    fn of_text(text: &str) -> String {
        written(Style::Machine, |csv| {
            csv.text(text);
            Ok(())
        })
    }

    fn some_rows(csv: &mut Writer<Vec<u8>>) -> io::Result<()> {
        for name in ["konto", "belopp", "volym", "datum", "text"] {
            csv.text(name);
        }
        csv.end_row()?;
        csv.text("5611");
        csv.amount(Ore::new(-123_456));
        csv.quantity(Quantity::new(1_500));
        csv.date(Date::constant(2026, 3, 15));
        csv.text("Papper, \"A4\"; grå");
        csv.end_row()?;
        csv.text("=HYPERLINK(\"http://x\")");
        csv.integer(-7);
        csv.empty();
        csv.period(Period::parse("202603").expect("a period"));
        csv.text("-12 = minus");
        Ok(())
    }

    #[test]
    fn numbers_stay_numbers_and_formulas_become_text() {
        expect![[r#"
            "konto","belopp","volym","datum","text"
            "5611",-1234.56,1.5,2026-03-15,"Papper, ""A4""; grå"
            "'=HYPERLINK(""http://x"")",-7,,202603,"'-12 = minus"
        "#]]
        .assert_eq(&written(Style::Machine, some_rows).replace('\r', ""));
        expect![[r#"
            "konto";"belopp";"volym";"datum";"text"
            "5611";-1234,56;1,5;2026-03-15;"Papper, ""A4""; grå"
            "'=HYPERLINK(""http://x"")";-7;;202603;"'-12 = minus"
        "#]]
        .assert_eq(
            written(Style::Swedish, some_rows)
                .replace('\r', "")
                .trim_start_matches('\u{feff}'),
        );
    }

    /// ASVS 1.2.10.
    #[test]
    fn every_way_to_begin_a_formula_is_stopped() {
        for text in [
            "=1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "\0=1", "  =1", "\u{a0}=1", "＝1", "-", "@",
        ] {
            let row = of_text(text);
            assert!(row.starts_with("\"'"), "{text:?}");
        }
        for text in ["", "a=1", "1-2", "'=1", "eva@example.se", "5611", "Å"] {
            let row = of_text(text);
            assert_eq!(row, format!("\"{text}\"\r\n"));
        }
    }

    proptest! {
        /// What is read back is what was written, but for the apostrophe; and nothing of it runs.
        #[test]
        fn any_text_comes_back_and_does_not_run(rows in prop::collection::vec(prop::collection::vec(any::<String>(), 3), 1..5)) {
            for style in [Style::Machine, Style::Swedish] {
                let file = written(style, |csv| {
                    for row in &rows {
                        for text in row {
                            csv.text(text);
                        }
                        csv.end_row()?;
                    }
                    Ok(())
                });
                let mut reader = csv::ReaderBuilder::new()
                    .has_headers(false)
                    .delimiter(style.separator())
                    .from_reader(file.as_bytes());
                for (row, read) in rows.iter().zip(reader.records()) {
                    for (text, read) in row.iter().zip(&read.unwrap()) {
                        prop_assert!(!would_run(read));
                        prop_assert_eq!(text, read.strip_prefix('\'').filter(|_| would_run(text)).unwrap_or(read));
                    }
                }
            }
        }
    }
}
