//! What goes into a statement: seven kinds of value, the same on both engines.
//!
//! | Kind | PostgreSQL | SQLite |
//! |---|---|---|
//! | `Int` | bigint | integer |
//! | `Text` | text | text |
//! | `Bool` | boolean | integer, 0 or 1 |
//! | `Date` | date | text, `YYYY-MM-DD` |
//! | `Bytes` | bytea | blob |
//! | `Json` | jsonb | text |
//!
//! An instant ([`Timestamp`]) is text in UTC with six decimals, so that it sorts as time does.
//! jsonb does not keep the order of keys: hash the bytes you were given, not what was read back.

use std::borrow::Cow;

use kameral_base::{Date, EntityId, Ore, Period, Quantity, Timestamp, UserId};

/// One parameter of a statement.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// No value.
    Null,
    /// A whole number: öre, thousandths, ids, periods.
    Int(i64),
    /// Text in UTF-8, without the character U+0000.
    Text(Cow<'a, str>),
    /// True or false.
    Bool(bool),
    /// A civil date of the years 0 to 9999.
    Date(Date),
    /// Bytes as they are.
    Bytes(Cow<'a, [u8]>),
    /// A JSON document.
    Json(Cow<'a, serde_json::Value>),
}

impl Value<'_> {
    /// The kind's name, for faults.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Int(_) => "a whole number",
            Self::Text(_) => "text",
            Self::Bool(_) => "a boolean",
            Self::Date(_) => "a date",
            Self::Bytes(_) => "bytes",
            Self::Json(_) => "JSON",
        }
    }
}

/// The parameters of a statement: `params![entity, number, as_of]`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => {
        &[$($crate::Value::from($value)),*] as &[$crate::Value<'_>]
    };
}

/// An instant as it is stored: `2026-03-31T12:00:00.000000Z`. Nanoseconds are cut off.
pub(crate) fn timestamp_text(instant: Timestamp) -> String {
    instant.strftime("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()
}

/// `From` for the kinds that are whole numbers below.
macro_rules! from_number {
    ($($kind:ty => $number:expr),+ $(,)?) => {$(
        impl From<$kind> for Value<'_> {
            fn from(value: $kind) -> Self {
                let number: fn($kind) -> i64 = $number;
                Self::Int(number(value))
            }
        }
        impl From<&$kind> for Value<'_> {
            fn from(value: &$kind) -> Self {
                Self::from(*value)
            }
        }
    )+};
}

from_number! {
    i64 => |value| value,
    i32 => i64::from,
    i16 => i64::from,
    u32 => i64::from,
    u16 => i64::from,
    u8 => i64::from,
    Ore => Ore::get,
    Quantity => Quantity::get,
    Period => Period::get,
    EntityId => EntityId::get,
    UserId => UserId::get,
}

/// `From` for kinds that are kept as they are.
macro_rules! from_kept {
    ($($kind:ty => $variant:ident),+ $(,)?) => {$(
        impl<'a> From<$kind> for Value<'a> {
            fn from(value: $kind) -> Self {
                Self::$variant(value.into())
            }
        }
    )+};
}

from_kept! {
    bool => Bool, Date => Date,
    &'a str => Text, &'a String => Text, String => Text, Cow<'a, str> => Text,
    &'a [u8] => Bytes, &'a Vec<u8> => Bytes, Vec<u8> => Bytes, Cow<'a, [u8]> => Bytes,
}

impl From<&bool> for Value<'_> {
    fn from(value: &bool) -> Self {
        Self::Bool(*value)
    }
}

impl From<&Date> for Value<'_> {
    fn from(value: &Date) -> Self {
        Self::Date(*value)
    }
}

impl<const N: usize> From<[u8; N]> for Value<'_> {
    fn from(value: [u8; N]) -> Self {
        Self::Bytes(Cow::Owned(value.to_vec()))
    }
}

impl<'a, const N: usize> From<&'a [u8; N]> for Value<'a> {
    fn from(value: &'a [u8; N]) -> Self {
        Self::Bytes(Cow::Borrowed(value))
    }
}

impl From<Timestamp> for Value<'_> {
    fn from(value: Timestamp) -> Self {
        Self::Text(Cow::Owned(timestamp_text(value)))
    }
}

impl From<&Timestamp> for Value<'_> {
    fn from(value: &Timestamp) -> Self {
        Self::from(*value)
    }
}

impl From<serde_json::Value> for Value<'_> {
    fn from(value: serde_json::Value) -> Self {
        Self::Json(Cow::Owned(value))
    }
}

impl<'a> From<&'a serde_json::Value> for Value<'a> {
    fn from(value: &'a serde_json::Value) -> Self {
        Self::Json(Cow::Borrowed(value))
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Lets a type of one's own go into a statement and come out of a row as a whole number:
/// `number_column!(SupplierId)` for `struct SupplierId(i64)`.
#[macro_export]
macro_rules! number_column {
    ($($kind:ident),+ $(,)?) => {$(
        impl From<$kind> for $crate::Value<'_> {
            fn from(value: $kind) -> Self {
                Self::Int(value.0)
            }
        }
        impl $crate::FromCell<'_> for $kind {
            const EXPECTED: &'static str = "a whole number";
            fn from_cell(cell: $crate::Cell<'_>) -> Option<Self> {
                <i64 as $crate::FromCell>::from_cell(cell).map($kind)
            }
        }
    )+};
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_sorts_as_time_does() {
        let early: Timestamp = "2026-03-31T12:00:00.1Z".parse().unwrap();
        let late: Timestamp = "2026-03-31T12:00:00.100001999Z".parse().unwrap();
        assert_eq!(timestamp_text(early), "2026-03-31T12:00:00.100000Z");
        assert_eq!(timestamp_text(late), "2026-03-31T12:00:00.100001Z");
    }

    #[test]
    fn parameters_take_what_the_program_has() {
        let name = String::from("Åsa");
        let none: Option<Ore> = None;
        let given = params![1, Ore::new(5), &name, "x", true, none, Some(3_i64), &[1_u8, 2][..]];
        assert_eq!(given[2], Value::Text("Åsa".into()));
        assert_eq!(given[5], Value::Null);
        assert_eq!(given.len(), 8);
    }
}
