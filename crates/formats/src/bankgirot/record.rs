//! Records: their fields by position, and values out of them.

use std::borrow::Cow;

use kameral_base::{Bankgiro, Date, Ore};

use super::mistake::{LineMistake, Mistake};
use super::{AMOUNT_ORE_MAX, FILE_BYTES_MAX, RECORD_CHARS, YEAR_FIRST, YEAR_LAST};
use crate::mistake::{Mistakes, excerpt};

/// A field of a record, by the positions of the manual: from 1, the last one included.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    pub name: &'static str,
    pub from: usize,
    pub to: usize,
}

impl Field {
    pub const fn new(name: &'static str, from: usize, to: usize) -> Self {
        Self { name, from, to }
    }

    pub const fn chars(self) -> usize {
        self.to + 1 - self.from
    }
}

/// A record, filled up with blanks.
#[derive(Debug, Clone)]
pub(super) struct Record {
    pub line: u32,
    chars: Vec<char>,
}

impl Record {
    /// The two digits that tell what kind it is.
    pub fn code(&self) -> String {
        self.chars[..2].iter().collect()
    }

    /// A field with its blanks.
    pub fn whole(&self, field: Field) -> String {
        self.chars[field.from - 1..field.to].iter().collect()
    }

    /// A field without blanks around it.
    pub fn text(&self, field: Field) -> String {
        self.whole(field).trim_matches(' ').to_owned()
    }

    /// The same, or nothing of a blank field.
    pub fn possible(&self, field: Field) -> Option<String> {
        Some(self.text(field)).filter(|text| !text.is_empty())
    }
}

/// The text of a file; told, and nothing, of one that is too large.
pub(super) fn text<'f>(file: &'f [u8], values: &mut Values) -> Cow<'f, str> {
    if FILE_BYTES_MAX as usize <= file.len() {
        let limit_bytes = FILE_BYTES_MAX;
        values.mistakes.push(0, None, Mistake::FileTooLarge { limit_bytes });
        return Cow::Borrowed("");
    }
    match str::from_utf8(file) {
        Ok(text) => Cow::Borrowed(text.trim_start_matches('\u{feff}')),
        Err(_) => Cow::Owned(file.iter().map(|byte| char::from(*byte)).collect()),
    }
}

/// The lines of a file with something on them, each with its number.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (u32, &str)> {
    (1_u32..)
        .zip(text.split('\n'))
        .map(|(line, text)| (line, text.trim_end_matches(['\r', ' ', '\u{1a}'])))
        .filter(|(_, text)| !text.is_empty())
}

/// The record of a line; told, and nothing, of what is none.
pub(super) fn record(line: u32, text: &str, values: &mut Values) -> Option<Record> {
    if text.contains(char::is_control) {
        let value = excerpt(&text.replace(char::is_control, "?"));
        let character = '?';
        values
            .mistakes
            .push(line, None, Mistake::Character { character, value });
        return None;
    }
    let mut chars: Vec<char> = text.chars().take(RECORD_CHARS + 1).collect();
    if RECORD_CHARS < chars.len() {
        let length = text.chars().count();
        values.mistakes.push(line, None, Mistake::RecordTooLong { length });
        return None;
    }
    chars.resize(RECORD_CHARS, ' ');
    Some(Record { line, chars })
}

/// Reads values and collects what is wrong with them.
#[derive(Debug, Default)]
pub(super) struct Values {
    pub mistakes: Mistakes<Mistake>,
}

impl Values {
    pub fn tell(&mut self, record: &Record, field: Field, mistake: Mistake) {
        self.mistakes.push(record.line, Some(field.name), mistake);
    }

    /// A mistake of a record as a whole.
    pub fn tell_record(&mut self, record: &Record, mistake: Mistake) {
        self.mistakes.push(record.line, None, mistake);
    }

    /// Nothing but digits.
    pub fn number(&mut self, record: &Record, field: Field) -> Option<u64> {
        let text = record.text(field);
        if text.is_empty() {
            self.tell(record, field, Mistake::ValueMissing);
            return None;
        }
        let number = text
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| text.parse().ok())
            .flatten();
        if number.is_none() {
            let value = excerpt(&text);
            self.tell(record, field, Mistake::NotDigits { value });
        }
        number
    }

    pub fn count(&mut self, record: &Record, field: Field) -> Option<u32> {
        self.number(record, field)
            .map(|number| u32::try_from(number).unwrap_or(u32::MAX))
    }

    /// Öre.
    pub fn amount(&mut self, record: &Record, field: Field) -> Option<Ore> {
        let amount = self.number(record, field)?;
        match i64::try_from(amount) {
            Ok(ore) if ore <= AMOUNT_ORE_MAX => Some(Ore::new(ore)),
            _ => {
                let value = record.text(field);
                self.tell(record, field, Mistake::AmountTooLarge { value });
                None
            }
        }
    }

    /// A bankgiro number with zeros before it; `None` of zeros or blanks alone.
    pub fn bankgiro(&mut self, record: &Record, field: Field) -> Option<Bankgiro> {
        let text = record.text(field);
        if text.trim_start_matches('0').is_empty() {
            return None;
        }
        let number = text
            .parse()
            .ok()
            .and_then(|number| Bankgiro::from_number(number).ok())
            .filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
        if number.is_none() {
            let value = excerpt(&text);
            self.tell(record, field, Mistake::AccountMalformed { value });
        }
        number
    }

    /// Eight digits, yyyymmdd, or six, yymmdd.
    pub fn date(&mut self, record: &Record, field: Field) -> Option<Date> {
        let text = record.text(field);
        match date(&text) {
            Ok(date) => Some(date),
            Err(mistake) => {
                self.tell(record, field, mistake);
                None
            }
        }
    }

    /// The code of the field, as one of those in the list.
    pub fn code<T: Copy>(&mut self, record: &Record, field: Field, codes: &[(&str, T)]) -> Option<T> {
        let text = record.text(field);
        let found = codes.iter().find(|(code, _)| *code == text);
        if found.is_none() {
            let known: Vec<&str> = codes
                .iter()
                .map(|(code, _)| *code)
                .filter(|code| !code.is_empty())
                .collect();
            let mistake = Mistake::CodeUnknown {
                value: excerpt(&text),
                known: known.join(", "),
            };
            self.tell(record, field, mistake);
        }
        found.map(|(_, value)| *value)
    }

    /// Errors, and warnings.
    pub fn finish(self) -> (Vec<LineMistake>, Vec<LineMistake>) {
        self.mistakes.finish(|count, severity| match severity {
            kameral_base::Severity::Refused => Mistake::ErrorsLeftOut { count },
            kameral_base::Severity::Warning => Mistake::WarningsLeftOut { count },
        })
    }
}

/// Years of two digits are of the century from 1990: there were no such files before.
const CENTURY_PIVOT: i16 = 90;

pub(super) fn date(text: &str) -> Result<Date, Mistake> {
    let malformed = || Mistake::DateMalformed { value: excerpt(text) };
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(malformed());
    }
    let number = |range: std::ops::Range<usize>| text.get(range).and_then(|digits| digits.parse::<i16>().ok());
    let (year, month, day) = match text.len() {
        8 => (number(0..4), number(4..6), number(6..8)),
        6 => {
            let year = number(0..2).map(|year| year + if year < CENTURY_PIVOT { 2000 } else { 1900 });
            (year, number(2..4), number(4..6))
        }
        _ => return Err(malformed()),
    };
    let small = |number: Option<i16>| number.and_then(|number| i8::try_from(number).ok());
    let (Some(year), Some(month), Some(day)) = (year, small(month), small(day)) else {
        return Err(malformed());
    };
    in_range(Date::new(year, month, day).map_err(|_| malformed())?)
}

/// A date that a payment can have.
pub(super) fn in_range(value: Date) -> Result<Date, Mistake> {
    if (YEAR_FIRST..=YEAR_LAST).contains(&value.year()) {
        Ok(value)
    } else {
        Err(Mistake::DateOutOfRange { value })
    }
}
