//! What comes out of a row: a cell, the same on both engines, and what it can be read as.

use kameral_base::{Date, EntityId, Ore, Period, Quantity, Timestamp, UserId};

/// One cell of a row. SQLite has fewer kinds: there a date and JSON come as text, a boolean as a
/// whole number, and the type it is read as decides.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// No value.
    Null,
    /// A whole number.
    Int(i64),
    /// Text.
    Text(&'a str),
    /// True or false (PostgreSQL).
    Bool(bool),
    /// A date (PostgreSQL).
    Date(Date),
    /// Bytes.
    Bytes(&'a [u8]),
    /// A JSON document (PostgreSQL).
    Json(serde_json::Value),
    /// A type the store does not read, by its name: `numeric`, `real`.
    Unread(String),
}

impl Cell<'_> {
    /// The kind's name, for faults; never the content.
    pub(crate) fn kind(&self) -> String {
        match self {
            Self::Null => "null".into(),
            Self::Int(_) => "a whole number".into(),
            Self::Text(_) => "text".into(),
            Self::Bool(_) => "a boolean".into(),
            Self::Date(_) => "a date".into(),
            Self::Bytes(_) => "bytes".into(),
            Self::Json(_) => "JSON".into(),
            Self::Unread(name) => format!("the type {name} (cast it in the statement)"),
        }
    }

    /// The content as text, for the rows an integrity check found.
    pub(crate) fn tell(&self) -> String {
        match self {
            Self::Null => "null".into(),
            Self::Int(number) => number.to_string(),
            Self::Text(text) => (*text).to_owned(),
            Self::Bool(truth) => truth.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Bytes(bytes) => crate::hash::hex(bytes),
            Self::Json(json) => json.to_string(),
            Self::Unread(name) => format!("<{name}>"),
        }
    }
}

/// A type a cell can be read as. Implement it for types of your own, or use `number_column!`.
pub trait FromCell<'a>: Sized {
    /// What the cell should have been, for the fault: "a date".
    const EXPECTED: &'static str;

    /// The value, or none when the cell holds something else.
    fn from_cell(cell: Cell<'a>) -> Option<Self>;
}

/// `FromCell` by a pattern of cells.
macro_rules! from_cell {
    ($($kind:ty, $expected:literal: $($cell:pat => $value:expr),+;)+) => {$(
        impl<'a> FromCell<'a> for $kind {
            const EXPECTED: &'static str = $expected;
            fn from_cell(cell: Cell<'a>) -> Option<Self> {
                match cell {
                    $($cell => $value,)+
                    _ => None,
                }
            }
        }
    )+};
}

from_cell! {
    i64, "a whole number": Cell::Int(number) => Some(number);
    i32, "a whole number of 32 bits": Cell::Int(number) => i32::try_from(number).ok();
    u32, "a whole number of 32 bits, not negative": Cell::Int(number) => u32::try_from(number).ok();
    u16, "a whole number of 16 bits, not negative": Cell::Int(number) => u16::try_from(number).ok();
    u8, "a whole number of 8 bits, not negative": Cell::Int(number) => u8::try_from(number).ok();
    bool, "a boolean": Cell::Bool(truth) => Some(truth), Cell::Int(0) => Some(false), Cell::Int(1) => Some(true);
    &'a str, "text": Cell::Text(text) => Some(text);
    String, "text": Cell::Text(text) => Some(text.to_owned());
    &'a [u8], "bytes": Cell::Bytes(bytes) => Some(bytes);
    Vec<u8>, "bytes": Cell::Bytes(bytes) => Some(bytes.to_vec());
    Date, "a date": Cell::Date(date) => Some(date), Cell::Text(text) => date(text);
    Timestamp, "an instant": Cell::Text(text) => text.parse().ok();
    serde_json::Value, "JSON": Cell::Json(json) => Some(json), Cell::Text(text) => serde_json::from_str(text).ok();
    Ore, "an amount in öre": Cell::Int(number) => Some(Ore::new(number));
    Quantity, "a quantity in thousandths": Cell::Int(number) => Some(Quantity::new(number));
    Period, "a period": Cell::Int(number) => Period::from_i64(number).ok();
    EntityId, "an entity": Cell::Int(number) => Some(EntityId(number));
    UserId, "a user": Cell::Int(number) => Some(UserId(number));
}

impl<'a, const N: usize> FromCell<'a> for [u8; N] {
    const EXPECTED: &'static str = "bytes of a fixed length";

    fn from_cell(cell: Cell<'a>) -> Option<Self> {
        match cell {
            Cell::Bytes(bytes) => bytes.try_into().ok(),
            _ => None,
        }
    }
}

impl<'a, T: FromCell<'a>> FromCell<'a> for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn from_cell(cell: Cell<'a>) -> Option<Self> {
        match cell {
            Cell::Null => Some(None),
            cell => T::from_cell(cell).map(Some),
        }
    }
}

/// `2026-03-31` and nothing else; the general parser accepts many forms and takes longer.
fn date(text: &str) -> Option<Date> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let digit = |at: usize| bytes[at].is_ascii_digit().then(|| i16::from(bytes[at] - b'0'));
    if bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let year = digit(0)? * 1000 + digit(1)? * 100 + digit(2)? * 10 + digit(3)?;
    let month = i8::try_from(digit(5)? * 10 + digit(6)?).ok()?;
    let day = i8::try_from(digit(8)? * 10 + digit(9)?).ok()?;
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_stored_form_is_a_date() {
        assert_eq!(date("2026-02-28"), Some(jiff::civil::date(2026, 2, 28)));
        for wrong in ["2026-02-29", "2026-2-28", "20260228", "2026-02-28T00", "å26-02-28", ""] {
            assert_eq!(date(wrong), None, "{wrong}");
        }
    }
}
