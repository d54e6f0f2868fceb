//! Values to and from PostgreSQL, in the types it infers.

use std::error::Error;

use bytes::BytesMut;
use kameral_base::Date;
use postgres::types::{FromSql, IsNull, ToSql, Type};

use crate::{Cell, Value};

type Converted<T> = Result<T, Box<dyn Error + Sync + Send>>;

/// PostgreSQL counts days from here.
const EPOCH: Date = jiff::civil::date(2000, 1, 1);

impl ToSql for Value<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Converted<IsNull> {
        match (self, ty) {
            (Self::Null, _) => return Ok(IsNull::Yes),
            (Self::Int(number), &Type::INT8) => number.to_sql(ty, out)?,
            (Self::Int(number), &Type::INT4) => i32::try_from(*number)?.to_sql(ty, out)?,
            (Self::Int(number), &Type::INT2) => i16::try_from(*number)?.to_sql(ty, out)?,
            (Self::Bool(truth), &Type::BOOL) => truth.to_sql(ty, out)?,
            (Self::Text(text), &Type::TEXT | &Type::VARCHAR | &Type::NAME | &Type::BPCHAR) => {
                text.as_ref().to_sql(ty, out)?
            }
            (Self::Bytes(bytes), &Type::BYTEA) => bytes.as_ref().to_sql(ty, out)?,
            (Self::Date(date), &Type::DATE) => {
                let days = (*date - EPOCH).get_days();
                days.to_sql(&Type::INT4, out)?
            }
            (Self::Json(json), &Type::JSONB | &Type::JSON) => json.as_ref().to_sql(ty, out)?,
            (value, ty) => {
                let kind = value.kind();
                return Err(format!("{kind} given where PostgreSQL wants {ty}; a cast may help").into());
            }
        };
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    postgres::types::to_sql_checked!();
}

impl<'a> FromSql<'a> for Cell<'a> {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Converted<Self> {
        Ok(match *ty {
            Type::INT8 => Self::Int(i64::from_sql(ty, raw)?),
            Type::INT4 => Self::Int(i32::from_sql(ty, raw)?.into()),
            Type::INT2 => Self::Int(i16::from_sql(ty, raw)?.into()),
            Type::BOOL => Self::Bool(bool::from_sql(ty, raw)?),
            Type::TEXT | Type::VARCHAR | Type::NAME | Type::BPCHAR => Self::Text(<&str>::from_sql(ty, raw)?),
            Type::BYTEA => Self::Bytes(raw),
            Type::DATE => Self::Date(date(i32::from_sql(&Type::INT4, raw)?)?),
            Type::JSONB | Type::JSON => Self::Json(serde_json::Value::from_sql(ty, raw)?),
            _ => Self::Unread(ty.name().to_owned()),
        })
    }

    fn from_sql_null(_: &Type) -> Converted<Self> {
        Ok(Self::Null)
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

fn date(days: i32) -> Converted<Date> {
    let span = jiff::Span::new().try_days(days)?;
    Ok(EPOCH.checked_add(span)?)
}

/// The cell of a row, or what makes it unreadable.
pub(crate) fn cell(row: &super::Row, at: usize) -> Result<Cell<'_>, String> {
    row.try_get(at).map_err(|error| match error.source() {
        Some(source) => source.to_string(),
        None => error.to_string(),
    })
}
