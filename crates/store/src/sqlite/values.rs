//! Values to and from SQLite.

use rusqlite::types::{ToSql, ToSqlOutput, Value as Owned, ValueRef};

use crate::{Cell, Value};

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(Owned::Null),
            Self::Int(number) => ToSqlOutput::Owned(Owned::Integer(*number)),
            Self::Bool(truth) => ToSqlOutput::Owned(Owned::Integer(i64::from(*truth))),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Bytes(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
            Self::Date(date) => {
                if date.year() < 0 {
                    return Err(rusqlite::Error::ToSqlConversionFailure(
                        "a date before year 0 does not sort as text".into(),
                    ));
                }
                ToSqlOutput::Owned(Owned::Text(date.to_string()))
            }
            Self::Json(json) => ToSqlOutput::Owned(Owned::Text(json.to_string())),
        })
    }
}

/// The cell of a row, or what makes it unreadable.
pub(crate) fn cell<'r>(row: &'r rusqlite::Row<'_>, at: usize) -> Result<Cell<'r>, String> {
    Ok(match row.get_ref(at).map_err(|error| error.to_string())? {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(number) => Cell::Int(number),
        ValueRef::Real(_) => Cell::Unread("real".into()),
        ValueRef::Text(text) => Cell::Text(std::str::from_utf8(text).map_err(|_| "text not in UTF-8")?),
        ValueRef::Blob(bytes) => Cell::Bytes(bytes),
    })
}
