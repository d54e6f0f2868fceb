//! Reports as files: text for a terminal, CSV, JSON. Each is written row by row.

mod csv;
mod json;
mod text;

use std::io::{self, Write};

use kameral_base::Ore;
use kameral_formats::csv_safe::Style;
use kameral_store::{Fault, FaultKind};
use kameral_ui::Words;

use crate::sink::Sink;
use crate::table::Value;

/// What a report is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Aligned columns, for people at a terminal.
    Text,
    /// For programs: the keys of the columns, whole öre and thousandths, comma between.
    Csv,
    /// For spreadsheets in Swedish: headings in words, kronor with decimal comma, semicolon between.
    CsvSwedish,
    /// For programs: everything the report says of itself; whole öre and thousandths.
    Json,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 4] = [Self::Text, Self::Csv, Self::CsvSwedish, Self::Json];

    /// The word on the command line and in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Csv => "csv",
            Self::CsvSwedish => "csv-sv",
            Self::Json => "json",
        }
    }

    /// The format with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.word() == word)
    }

    /// Media type, for a web answer.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Text => "text/plain; charset=utf-8",
            Self::Csv | Self::CsvSwedish => "text/csv; charset=utf-8",
            Self::Json => "application/json",
        }
    }

    /// Ending of a file's name, without its dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Csv | Self::CsvSwedish => "csv",
            Self::Json => "json",
        }
    }
}

/// A sink that writes a format. Wrap a file in a [`std::io::BufWriter`].
pub fn writer<'w>(format: Format, words: Words, out: &'w mut dyn Write) -> Box<dyn Sink + 'w> {
    match format {
        Format::Text => Box::new(text::Text::new(words, out)),
        Format::Csv => Box::new(csv::Csv::new(words, Style::Machine, out)),
        Format::CsvSwedish => Box::new(csv::Csv::new(words, Style::Swedish, out)),
        Format::Json => Box::new(json::Json::new(words, out)),
    }
}

/// A value as a person reads it.
pub fn told(value: &Value, words: Words) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) | Value::Account(text) => text.clone(),
        Value::Words(sentence) => words.sentence(sentence),
        Value::Amount(amount) => amount.to_string(),
        Value::Quantity(quantity) => quantity.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Period(period) => period.to_string(),
        Value::Voucher(number) => number.to_string(),
        Value::Count(count) => count.to_string(),
        // Hundredths are written as öre are.
        Value::Share(hundredths) => Ore::new(*hundredths).to_string(),
    }
}

/// Writing failed: the disk is full, or who should read has gone.
fn not_written(error: io::Error) -> Fault {
    Fault::new(FaultKind::Disk, format!("a report cannot be written: {error}"))
}
