//! Many rows into one table.
//!
//! The only place where SQL text is composed: from `&'static str` names that are checked, and
//! numbers. SQLite gets `values` of a few fixed sizes, so few texts are prepared; PostgreSQL gets
//! `values` for a few rows, and for many one text with an array a column (`unnest`), typed as the
//! table's columns are.

use crate::{Fault, fault::FaultKind};

/// Which table and columns many rows go into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Insert {
    /// The table's name.
    pub table: &'static str,
    /// The columns, in the order of each row's values.
    pub columns: &'static [&'static str],
    /// What follows: nothing, or `on conflict …`. Within one call no two rows may meet the same
    /// key (PostgreSQL refuses `do update` of one row twice): add them up first.
    pub suffix: &'static str,
}

/// Rows a statement of SQLite takes; the largest that fits is used. 256 rows of the widest tables
/// stay below its limit of parameters, which is checked besides.
pub(crate) const SQLITE_ROWS: [usize; 4] = [256, 64, 8, 1];
/// SQLite's own limit (SQLITE_MAX_VARIABLE_NUMBER).
pub(crate) const SQLITE_PARAMETERS_MAX: usize = 32_766;
/// Up to here PostgreSQL gets `values`, a text for each number of rows: a voucher's few lines take
/// two thirds of the time arrays do. From some fifty rows on arrays are as fast, and one text.
pub(crate) const POSTGRES_VALUES_ROWS_MAX: usize = 16;
/// Rows an insert sends to PostgreSQL at a time, to bound the memory both sides use.
pub(crate) const POSTGRES_ROWS_MAX: usize = 8_192;

impl Insert {
    /// How many whole rows `values` holds; a fault when the last one is broken off.
    pub(crate) fn rows(&self, values: usize) -> Result<usize, Fault> {
        let width = self.columns.len();
        if width == 0 || !values.is_multiple_of(width) {
            let text = format!("{values} values do not fill rows of {width} columns of {}", self.table);
            return Err(Fault::new(FaultKind::Misuse, text));
        }
        Ok(values / width)
    }

    /// `insert into t (a, b) `, with every name checked.
    fn head(&self) -> Result<String, Fault> {
        let plain = |name: &&str| {
            !name.is_empty()
                && name
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        };
        if let Some(name) = [self.table].iter().chain(self.columns).find(|name| !plain(name)) {
            return Err(Fault::new(FaultKind::Misuse, format!("'{name}' is not a plain name")));
        }
        if !(self.suffix.is_empty() || self.suffix.starts_with("on conflict ")) {
            return Err(Fault::new(FaultKind::Misuse, "a suffix begins with 'on conflict'"));
        }
        Ok(format!("insert into {} ({}) ", self.table, self.columns.join(", ")))
    }

    /// `insert into t (a, b) values ($1, $2), ($3, $4) …` for `rows` rows; SQLite's mark is `?`.
    pub(crate) fn values(&self, mark: char, rows: usize) -> Result<String, Fault> {
        let mut text = self.head()?;
        for row in 0..rows {
            text.push_str(if row == 0 { "values (" } else { ", (" });
            for column in 1..=self.columns.len() {
                let comma = if column == 1 { "" } else { ", " };
                let number = (row * self.columns.len() + column).to_string();
                text.extend([comma, mark.encode_utf8(&mut [0; 4]), &number]);
            }
            text.push(')');
        }
        text.extend([" ", self.suffix]);
        Ok(text)
    }

    /// `select a, b from t where false`: what the columns' types are asked with.
    pub(crate) fn types_for_postgres(&self) -> Result<String, Fault> {
        self.head()?;
        Ok(format!(
            "select {} from {} where false",
            self.columns.join(", "),
            self.table
        ))
    }

    /// `insert into t (a, b) select * from unnest($1::int8[], $2::text[]) …`.
    pub(crate) fn arrays(&self, types: &[&str]) -> Result<String, Fault> {
        let arrays = types
            .iter()
            .enumerate()
            .map(|(at, name)| format!("${}::{name}[]", at + 1));
        let arrays = arrays.collect::<Vec<_>>().join(", ");
        Ok(format!(
            "{}select * from unnest({arrays}) {}",
            self.head()?,
            self.suffix
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: Insert = Insert {
        table: "voucher_line",
        columns: &["entity_id", "text"],
        suffix: "",
    };

    #[test]
    fn texts_of_both_engines() {
        assert_eq!(
            LINES.values('?', 2).unwrap(),
            "insert into voucher_line (entity_id, text) values (?1, ?2), (?3, ?4) "
        );
        assert_eq!(
            LINES.arrays(&["int8", "text"]).unwrap(),
            "insert into voucher_line (entity_id, text) select * from unnest($1::int8[], $2::text[]) "
        );
    }

    #[test]
    fn only_plain_names_and_whole_rows() {
        assert!(
            Insert {
                table: "a; drop",
                ..LINES
            }
            .values('$', 1)
            .is_err()
        );
        assert!(
            Insert {
                suffix: "returning 1",
                ..LINES
            }
            .values('$', 1)
            .is_err()
        );
        assert_eq!(LINES.rows(4).unwrap(), 2);
        assert!(LINES.rows(3).is_err());
    }
}
